// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The leads of rule_job.h from Arrow to Arrow, through the C API, and the parts
// of that:
//
//   BM_Score_Columns      points and categories alone, from columns in memory
//   BM_Import_Arrow       checking an array and finding its columns
//   BM_Score_Arrow/<n>    lotse_score_arrow with n threads; by the clock
//   BM_Export_Arrow       making an array of scores
//
// Arrays are int64, double, bits and dictionaries. The counter `leads` says how
// many are scored in one go.
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/job_columns.h"
#include "benchmarks/rule_job.h"
#include "lotse/arrow/c_data.h"
#include "lotse/arrow/lead_importer.h"
#include "lotse/arrow/score_exporter.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/engine.h"
#include "lotse/proto/bytes.h"
#include "lotse/score/column_scorer.h"

namespace lotse {
namespace {

constexpr size_t kLeads = 1000000;
constexpr int64_t kAsOf = int64_t{1767225600} * 1000000;

// The columns of a job as an Arrow array that borrows them.
class JobArray {
 public:
  JobArray(const FactCatalog& catalog, const LeadColumns& leads) {
    for (FactSlot slot = 0; slot < leads.values.size(); ++slot) {
      const ColumnView& view = leads.values[slot];
      if (view.layout == ColumnLayout::kNone) continue;
      Add(catalog.fact(slot).name, view, leads.rows);
    }
    Begin("+s", "", leads.rows, &schema_, &array_);
    for (size_t i = 0; i < schemas_.size(); ++i) {
      schema_children_.push_back(&schemas_[i]);
      array_children_.push_back(&arrays_[i]);
    }
    buffers_.push_back({nullptr});
    array_.n_buffers = 1;
    array_.buffers = buffers_.back().data();
    schema_.n_children = static_cast<int64_t>(schemas_.size());
    array_.n_children = schema_.n_children;
    schema_.children = schema_children_.data();
    array_.children = array_children_.data();
  }
  JobArray(const JobArray&) = delete;
  JobArray& operator=(const JobArray&) = delete;

  const ArrowSchema& schema() const { return schema_; }
  // To be given away.
  ArrowArray array() const { return array_; }

 private:
  static void Begin(const char* format, const char* name, size_t rows,
                    ArrowSchema* schema, ArrowArray* array) {
    *schema = {};
    schema->format = format;
    schema->name = name;
    schema->flags = ARROW_FLAG_NULLABLE;
    schema->release = [](ArrowSchema* self) { self->release = nullptr; };
    *array = {};
    array->length = static_cast<int64_t>(rows);
    array->null_count = -1;
    array->release = [](ArrowArray* self) { self->release = nullptr; };
  }

  void Add(const std::string& name, const ColumnView& view, size_t rows) {
    const char* format = "g";
    if (view.layout == ColumnLayout::kBits) format = "b";
    if (view.layout == ColumnLayout::kInt8) format = "c";
    if (view.layout == ColumnLayout::kInt64) format = "l";
    names_.push_back(name);
    ArrowSchema* const schema = &schemas_.emplace_back();
    ArrowArray* const array = &arrays_.emplace_back();
    Begin(format, names_.back().c_str(), rows, schema, array);
    buffers_.push_back({view.validity, view.values});
    array->n_buffers = 2;
    array->buffers = buffers_.back().data();
    if (view.dictionary == nullptr) return;
    schema->dictionary = &dictionary_schemas_.emplace_back();
    array->dictionary = &dictionaries_.emplace_back();
    Begin("u", "", view.dictionary_rows, schema->dictionary, array->dictionary);
    buffers_.push_back(
        {nullptr, view.dictionary->offsets, view.dictionary->bytes});
    array->dictionary->n_buffers = 3;
    array->dictionary->buffers = buffers_.back().data();
  }

  ArrowSchema schema_;
  ArrowArray array_;
  std::deque<std::string> names_;
  std::deque<ArrowSchema> schemas_, dictionary_schemas_;
  std::deque<ArrowArray> arrays_, dictionaries_;
  std::vector<ArrowSchema*> schema_children_;
  std::vector<ArrowArray*> array_children_;
  std::deque<std::vector<const void*>> buffers_;
};

// Everything that the benchmarks share.
struct Bench {
  Bench()
      : engine(*CompileEngine(MakeJobSpec())),
        columns(engine.catalog(), JobNumbers::kWide, JobTexts::kDictionary) {
    VisitJobLeads(kLeads, [&](const JobLead& lead) { columns.Append(lead); });
    leads = columns.View();
    const std::string spec = proto::ToBytes(MakeJobSpec());
    lotse_engine_build({spec.data(), spec.size()}, nullptr, &c_engine, nullptr);
  }

  const Engine engine;
  const Instant as_of = Instant::FromMicros(kAsOf);
  JobColumns columns;
  LeadColumns leads;
  lotse_engine* c_engine = nullptr;
};

const Bench& TheBench() {
  static const Bench& bench = *new Bench();
  return bench;
}
const JobArray& TheArray() {
  static const JobArray& array =
      *new JobArray(TheBench().engine.catalog(), TheBench().leads);
  return array;
}

[[noreturn]] void Fail(const char* what) {
  std::fprintf(stderr, "%s\n", what);
  std::exit(1);
}

void Report(benchmark::State& state) {
  state.counters["leads"] = static_cast<double>(kLeads);
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kLeads));
}

void BM_Score_Columns(benchmark::State& state) {
  const Bench& bench = TheBench();
  for (auto _ : state) {
    ColumnScorer scorer(bench.engine.scorer(), bench.leads, bench.as_of, {});
    ScoreColumns scores;
    scorer.Score(0, kLeads, &scores);
    benchmark::DoNotOptimize(scores.points_nano.data());
  }
  Report(state);
}
BENCHMARK(BM_Score_Columns)->Name("BM_Score_Columns/1000000");

void BM_Import_Arrow(benchmark::State& state) {
  const LeadImporter importer =
      *LeadImporter::Make(TheBench().engine.catalog(), TheArray().schema());
  for (auto _ : state) {
    ArrowArray array = TheArray().array();
    const absl::StatusOr<ImportedLeads> leads = importer.Import(&array);
    if (!leads.ok() || leads->rows() != kLeads) Fail("not imported");
  }
  Report(state);
}
BENCHMARK(BM_Import_Arrow)->Name("BM_Import_Arrow/1000000");

void BM_Export_Arrow(benchmark::State& state) {
  const Bench& bench = TheBench();
  ScoreColumns scores;
  ColumnScorer(bench.engine.scorer(), bench.leads, bench.as_of, {})
      .Score(0, kLeads, &scores);
  const ScoreExporter exporter(bench.engine.scorer(), "", false);
  ScoredRows rows;
  rows.count = kLeads;
  rows.as_of = bench.as_of;
  for (auto _ : state) {
    ArrowArray array;
    if (!exporter.Export(scores, rows, &array).ok()) Fail("not exported");
    benchmark::DoNotOptimize(array.children);
    array.release(&array);
  }
  Report(state);
}
BENCHMARK(BM_Export_Arrow)->Name("BM_Export_Arrow/1000000");

void BM_Score_Arrow(benchmark::State& state) {
  lotse_batch_options options;
  LOTSE_INIT(&options);
  options.as_of_micros = kAsOf;
  options.threads = static_cast<uint32_t>(state.range(0));
  for (auto _ : state) {
    ArrowArray array = TheArray().array();
    ArrowSchema schema;
    ArrowArray scores;
    if (lotse_score_arrow(TheBench().c_engine, &TheArray().schema(), &array,
                          &options, &schema, &scores, nullptr) != LOTSE_OK) {
      Fail("not scored");
    }
    benchmark::DoNotOptimize(scores.children);
    schema.release(&schema);
    scores.release(&scores);
  }
  Report(state);
}
BENCHMARK(BM_Score_Arrow)->Arg(1)->Arg(2)->UseRealTime();

}  // namespace
}  // namespace lotse
