// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Many leads at once: points and category of the rules in rule_job.h, which
// Lotse reads at run time, from columns to columns, beside what people write
// instead:
//
//   BM_Columns_Compiled            the rules as C++ loops over columns of
//   floats
//                                  and codes, made for this processor
//   BM_Columns_Compiled_Wide       the same over columns of doubles
//   BM_Structs_Compiled_*          the rules as C++ over structs of codes, and
//   of
//                                  strings, one lead after the other
//   BM_Read_Memory                 reading memory and nothing else
//   BM_Score_Columns/<leads>       Lotse on int64, double, bits and
//   dictionaries BM_Score_Columns_Narrow        on int32 and float instead
//   BM_Score_Columns_Plain         on plain texts instead of dictionaries
//   BM_Score_Columns_<set>         with each set of instructions
//   BM_Score_Columns_Probability   with an assumed probability
//   BM_Score_Columns_Contributions with all contributions, 65,536 leads a call
//
// Each stores the points and the category of all leads; these are compared with
// those of the structs of strings before anything is measured. The counter
// `leads` says how many are scored in one go.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "benchmarks/hand_written_rules.h"
#include "benchmarks/job_columns.h"
#include "benchmarks/rule_job.h"
#include "lotse/base/instruction_set.h"
#include "lotse/engine/engine.h"
#include "lotse/score/column_scorer.h"

namespace lotse {
namespace {

constexpr size_t kLeads = 1000000;
constexpr size_t kManyLeads = 10000000;
constexpr size_t kRange = 65536;
constexpr int64_t kNano = 1000000000;

Instant AsOf() { return Instant::FromMicros(int64_t{1767225600} * 1000000); }

EngineSpec MakeProbabilitySpec() {
  EngineSpec spec = MakeJobSpec();
  AssumedProbability assumed;
  assumed.probability = 0.1;
  assumed.at = Points::FromDouble(kJobWarm);
  assumed.points_to_double_odds = Points::FromDouble(20);
  spec.scoring.assumed_probability = assumed;
  return spec;
}

const Engine& TheEngine() {
  static const Engine& engine = *new Engine(*CompileEngine(MakeJobSpec()));
  return engine;
}

// What was scored, in the narrowest types that hold it.
struct Answers {
  std::vector<int16_t> points;
  std::vector<uint8_t> categories;

  explicit Answers(size_t size) : points(size), categories(size) {}
};

[[noreturn]] void Fail(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(1);
}

// The leads in one form and what they must score.
struct JobSet {
  JobSet(size_t size, JobNumbers numbers, JobTexts texts)
      : columns(TheEngine().catalog(), numbers, texts), answers(size) {
    size_t i = 0;
    VisitJobLeads(size, [&](const JobLead& lead) {
      columns.Append(lead);
      const JobAnswer answer = ScoreByHand(lead);
      answers.points[i] = static_cast<int16_t>(answer.points);
      answers.categories[i++] = static_cast<uint8_t>(answer.category);
    });
    leads = columns.View();
  }

  JobColumns columns;
  LeadColumns leads;
  Answers answers;
};

const JobSet& WideSet() {
  static const JobSet& set =
      *new JobSet(kLeads, JobNumbers::kWide, JobTexts::kDictionary);
  return set;
}
const JobSet& NarrowSet() {
  static const JobSet& set =
      *new JobSet(kLeads, JobNumbers::kNarrow, JobTexts::kDictionary);
  return set;
}
const JobSet& PlainSet() {
  static const JobSet& set =
      *new JobSet(kLeads, JobNumbers::kWide, JobTexts::kPlain);
  return set;
}
const JobSet& ManySet() {
  static const JobSet& set =
      *new JobSet(kManyLeads, JobNumbers::kWide, JobTexts::kDictionary);
  return set;
}

// Ends the program unless the first answers are the expected ones.
void Check(const Answers& found, const Answers& expected) {
  for (size_t i = 0; i < found.points.size(); ++i) {
    if (found.points[i] != expected.points[i] ||
        found.categories[i] != expected.categories[i]) {
      Fail(absl::StrCat("lead ", i, ": the answers differ"));
    }
  }
}

void Check(const ScoreColumns& found, size_t first, size_t size,
           const Answers& expected) {
  if (found.points_nano.size() != size || found.category.size() != size) {
    Fail("not all leads have points and a category");
  }
  for (size_t i = 0; i < size; ++i) {
    if (found.points_nano[i] != expected.points[first + i] * kNano ||
        found.category[i] != expected.categories[first + i]) {
      Fail(absl::StrCat("lead ", first + i, ": the answers differ"));
    }
  }
}

void Report(benchmark::State& state, size_t leads, double bytes_per_lead) {
  const auto all = state.iterations() * static_cast<int64_t>(leads);
  state.SetItemsProcessed(all);
  state.SetBytesProcessed(
      static_cast<int64_t>(static_cast<double>(all) * bytes_per_lead));
  state.counters["leads"] = static_cast<double>(leads);
}

// ---------------------------------------------------------------------------
// What people write instead.

template <typename Number>
void MeasureColumnsByHand(benchmark::State& state) {
  static const HandColumns<Number>& columns = *[] {
    auto* made = new HandColumns<Number>;
    VisitJobLeads(kLeads, [&](const JobLead& l) { made->Append(CodesOf(l)); });
    return made;
  }();
  Answers found(kLeads);
  const auto score = [&] {
    ScoreColumnsByHand(columns, 0, kLeads, found.points.data(),
                       found.categories.data());
  };
  score();
  Check(found, WideSet().answers);
  for (auto _ : state) {
    score();
    benchmark::ClobberMemory();
  }
  Report(state, kLeads, 10 * sizeof(Number) + 6 + 4);
}

void BM_Columns_Compiled(benchmark::State& state) {
  MeasureColumnsByHand<float>(state);
}
BENCHMARK(BM_Columns_Compiled)->Name("BM_Columns_Compiled/1000000");

void BM_Columns_Compiled_Wide(benchmark::State& state) {
  MeasureColumnsByHand<double>(state);
}
BENCHMARK(BM_Columns_Compiled_Wide)->Name("BM_Columns_Compiled_Wide/1000000");

template <typename Lead>
void MeasureStructsByHand(benchmark::State& state,
                          const std::vector<Lead>& leads) {
  Answers found(leads.size());
  const auto score = [&] {
    ScoreStructsByHand(leads.data(), 0, leads.size(), found.points.data(),
                       found.categories.data());
  };
  score();
  Check(found, WideSet().answers);
  for (auto _ : state) {
    score();
    benchmark::ClobberMemory();
  }
  Report(state, leads.size(), sizeof(Lead));
}

void BM_Structs_Compiled_Codes(benchmark::State& state) {
  static const auto& leads =
      *new std::vector<JobCodes>(CodesOf(MakeJobLeads(kLeads)));
  MeasureStructsByHand(state, leads);
}
BENCHMARK(BM_Structs_Compiled_Codes)->Name("BM_Structs_Compiled_Codes/1000000");

void BM_Structs_Compiled_Strings(benchmark::State& state) {
  static const auto& leads = *new std::vector<JobLead>(MakeJobLeads(kLeads));
  MeasureStructsByHand(state, leads);
}
BENCHMARK(BM_Structs_Compiled_Strings)
    ->Name("BM_Structs_Compiled_Strings/1000000");

// As many bytes for each lead as BM_Score_Columns reads, far more than caches
// hold.
void BM_Read_Memory(benchmark::State& state) {
  const double bytes_per_lead = WideSet().columns.bytes_per_lead();
  static const auto& words = *new std::vector<uint64_t>(size_t{1} << 25, 1);
  for (auto _ : state) benchmark::DoNotOptimize(ReadMemory(words));
  Report(state,
         static_cast<size_t>(static_cast<double>(words.size() * 8) /
                             bytes_per_lead),
         bytes_per_lead);
}
BENCHMARK(BM_Read_Memory);

// ---------------------------------------------------------------------------
// Lotse.

// The first `size` leads of a set, `range` of them a call.
void MeasureColumns(benchmark::State& state, const Engine& engine,
                    const JobSet& set, size_t size, size_t range,
                    const ColumnScoreOptions& options) {
  LeadColumns leads = set.leads;
  leads.rows = size;
  ColumnScorer scorer(engine.scorer(), leads, AsOf(), options);
  ScoreColumns scores;
  for (size_t begin = 0; begin < size; begin += range) {
    const size_t end = std::min(begin + range, size);
    scorer.Score(begin, end, &scores);
    Check(scores, begin, end - begin, set.answers);
  }
  for (auto _ : state) {
    for (size_t begin = 0; begin < size; begin += range) {
      scorer.Score(begin, std::min(begin + range, size), &scores);
      benchmark::ClobberMemory();
    }
  }
  Report(state, size, set.columns.bytes_per_lead());
}

void BM_Score_Columns(benchmark::State& state) {
  const auto size = static_cast<size_t>(state.range(0));
  const JobSet& set = size > kLeads ? ManySet() : WideSet();
  MeasureColumns(state, TheEngine(), set, size, size, {});
}
BENCHMARK(BM_Score_Columns)->RangeMultiplier(10)->Range(1000, kManyLeads);

void BM_Score_Columns_Narrow(benchmark::State& state) {
  MeasureColumns(state, TheEngine(), NarrowSet(), kLeads, kLeads, {});
}
BENCHMARK(BM_Score_Columns_Narrow)->Name("BM_Score_Columns_Narrow/1000000");

void BM_Score_Columns_Plain(benchmark::State& state) {
  MeasureColumns(state, TheEngine(), PlainSet(), kLeads, kLeads, {});
}
BENCHMARK(BM_Score_Columns_Plain)->Name("BM_Score_Columns_Plain/1000000");

void BM_Score_Columns_Instructions(benchmark::State& state,
                                   InstructionSet instructions) {
  ColumnScoreOptions options;
  options.instructions = instructions;
  MeasureColumns(state, TheEngine(), WideSet(), kLeads, kLeads, options);
}

void BM_Score_Columns_Probability(benchmark::State& state) {
  static const Engine& engine =
      *new Engine(*CompileEngine(MakeProbabilitySpec()));
  MeasureColumns(state, engine, WideSet(), kLeads, kLeads, {});
}

void BM_Score_Columns_Contributions(benchmark::State& state) {
  ColumnScoreOptions options;
  options.contributions = true;
  MeasureColumns(state, TheEngine(), WideSet(), kLeads, kRange, options);
}

// Which sets of instructions there are is known at run time only.
[[maybe_unused]] const bool registered = [] {
  for (const InstructionSet set : AvailableInstructionSets()) {
    benchmark::RegisterBenchmark(
        absl::StrCat("BM_Score_Columns_", NameOf(set), "/1000000").c_str(),
        BM_Score_Columns_Instructions, set);
  }
  benchmark::RegisterBenchmark("BM_Score_Columns_Probability/1000000",
                               BM_Score_Columns_Probability);
  benchmark::RegisterBenchmark("BM_Score_Columns_Contributions/1000000",
                               BM_Score_Columns_Contributions);
  return true;
}();

}  // namespace
}  // namespace lotse
