// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// A CSV file of 20,000 leads with the columns of the preset b2b, some of them
// quoted, read from memory, step by step; items are rows:
//
//   BM_Csv_Libcsv   libcsv alone, which counts cells and keeps nothing
//   BM_Csv_Rows     CsvReader: UTF-8 checked, rows with their line numbers
//   BM_Csv_Leads    CsvLeadReader: numbers, dates and options parsed into Facts
//   BM_Csv_Scores   and each lead scored
//
// All must find the same rows.
#include <csv.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/import/byte_source.h"
#include "lotse/import/csv_lead_reader.h"
#include "lotse/import/csv_reader.h"

namespace lotse {
namespace {

constexpr int64_t kRows = 20000;

const std::string& File() {
  static const std::string& file = *new std::string([] {
    constexpr const char* kIndustries[] = {"software", "trade", "logistics"};
    std::string text =
        "id,company.name,employees,industry,country,annual_revenue,request,"
        "need,budget,channel,created_at\n";
    for (int64_t i = 0; i < kRows; ++i) {
      absl::StrAppend(
          &text, "L-", i, ",\"Example ", i % 977, ", Ltd\",", i * 7919 % 5000,
          ",", kIndustries[i % 3], ",DE,", i * 104729 % 90000000, " EUR,",
          i % 2 == 0 ? "demo" : "offer", ",", i % 5 == 0 ? "" : "urgent",
          ",planned,trade_fair,2026-", absl::Dec(1 + i % 12, absl::kZeroPad2),
          "-", absl::Dec(1 + i % 28, absl::kZeroPad2), "\n");
    }
    return text;
  }());
  return file;
}

void Expect(int64_t rows) {
  if (rows == kRows) return;
  std::fprintf(stderr, "csv_benchmark: not all rows were read\n");
  std::exit(1);
}

void Count(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * kRows);
  state.SetBytesProcessed(state.iterations() *
                          static_cast<int64_t>(File().size()));
}

void BM_Csv_Libcsv(benchmark::State& state) {
  struct Counts {
    int64_t cells = 0;
    int64_t rows = 0;
  };
  for (auto _ : state) {
    Counts counts;
    csv_parser parser;
    csv_init(&parser, CSV_REPALL_NL);
    csv_parse(
        &parser, File().data(), File().size(),
        [](void*, size_t, void* to) { ++static_cast<Counts*>(to)->cells; },
        [](int, void* to) { ++static_cast<Counts*>(to)->rows; }, &counts);
    csv_free(&parser);
    benchmark::DoNotOptimize(counts.cells);
    // With the header.
    Expect(counts.rows - 1);
  }
  Count(state);
}
BENCHMARK(BM_Csv_Libcsv);

void BM_Csv_Rows(benchmark::State& state) {
  for (auto _ : state) {
    const auto reader = CsvReader::Create(TextByteSource(File()), {});
    CsvRow row;
    int64_t rows = -1;
    for (; (*reader)->Next(&row); ++rows) benchmark::DoNotOptimize(row.cells);
    Expect(rows);
  }
  Count(state);
}
BENCHMARK(BM_Csv_Rows);

const Engine& TheEngine() {
  static const Engine& engine = *new Engine(*CompileEngine(*Preset("b2b")));
  return engine;
}

// Calls take(facts) for each lead of the file.
template <typename Take>
void ReadLeads(benchmark::State& state, Take take) {
  const Engine& engine = TheEngine();
  for (auto _ : state) {
    const auto reader =
        CsvLeadReader::Create(TextByteSource(File()), engine.spec().schema, {});
    LeadRecord record;
    int64_t rows = 0;
    while ((*reader)->Next(&record)) {
      rows += record.status.ok() ? 1 : 0;
      take(record.facts);
    }
    Expect(rows);
  }
  Count(state);
}

void BM_Csv_Leads(benchmark::State& state) {
  ReadLeads(state,
            [](const Facts& facts) { benchmark::DoNotOptimize(&facts); });
}
BENCHMARK(BM_Csv_Leads);

void BM_Csv_Scores(benchmark::State& state) {
  EngineScratch scratch;
  const Instant as_of = *Instant::Parse("2026-12-31");
  ReadLeads(state, [&](const Facts& facts) {
    benchmark::DoNotOptimize(TheEngine().Score(facts, as_of, {}, &scratch));
  });
}
BENCHMARK(BM_Csv_Scores);

}  // namespace
}  // namespace lotse
