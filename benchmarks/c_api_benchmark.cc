// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the C API adds to a score: the job of rule_job.h, 50 rules over 20
// attributes, for one lead after the other. The core's score of a row that
// stands in memory, the way from Facts, the way from protobuf bytes to numbers,
// and to a whole report.
#include <cstddef>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/rule_job.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/facts.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"

namespace lotse {
namespace {

constexpr int64_t kAsOf = 1795424400000000;

constexpr size_t kLeads = 1000;

lotse_str StrOf(const std::string& text) { return {text.data(), text.size()}; }

// Everything that the benchmarks share.
struct Bench {
  Bench() : engine(*CompileEngine(MakeJobSpec())) {
    const std::string spec = proto::ToBytes(MakeJobSpec());
    lotse_engine_build(StrOf(spec), nullptr, &c_engine, nullptr);
    lotse_session_new(&session, nullptr);
    LOTSE_INIT(&options);
    options.as_of_micros = kAsOf;
    for (const JobLead& lead : MakeJobLeads(kLeads)) {
      facts.push_back(MakeJobFacts(lead));
      bytes.push_back(proto::ToBytes(facts.back()));
      json.push_back(proto::ToJson(facts.back()));
    }
  }
  ~Bench() {
    lotse_session_free(session);
    lotse_engine_free(c_engine);
  }

  const Instant as_of = Instant::FromMicros(kAsOf);
  const Engine engine;
  std::vector<Facts> facts;
  std::vector<std::string> bytes, json;
  lotse_engine* c_engine = nullptr;
  lotse_session* session = nullptr;
  lotse_score_options options;
};

// Runs step(i) for one lead after the other.
template <typename Step>
void Measure(benchmark::State& state, Step step) {
  size_t lead = 0;
  for (auto _ : state) {
    step(lead);
    if (++lead == kLeads) lead = 0;
  }
  state.SetItemsProcessed(state.iterations());
}

void BM_Score_Row(benchmark::State& state) {
  const Bench bench;
  std::vector<BindBuffer> buffers(kLeads);
  std::vector<LeadView> views;
  for (size_t i = 0; i < kLeads; ++i) {
    views.push_back(
        *bench.engine.binder().Bind(bench.facts[i], bench.as_of, &buffers[i]));
  }
  EvaluateOptions options;
  options.contributions = false;
  ScoreScratch scratch;
  Measure(state, [&](size_t i) {
    benchmark::DoNotOptimize(bench.engine.scorer().Evaluate(
        views[i], bench.as_of, options, &scratch));
  });
}
BENCHMARK(BM_Score_Row);

void BM_Bind_Facts(benchmark::State& state) {
  const Bench bench;
  EngineScratch scratch;
  Measure(state, [&](size_t i) {
    benchmark::DoNotOptimize(
        bench.engine.binder().Bind(bench.facts[i], bench.as_of, &scratch.bind));
  });
}
BENCHMARK(BM_Bind_Facts);

void BM_Read_Facts(benchmark::State& state) {
  const Bench bench;
  Measure(state, [&](size_t i) {
    benchmark::DoNotOptimize(proto::FromBytes<Facts>(bench.bytes[i]));
  });
}
BENCHMARK(BM_Read_Facts);

void ScoreNumbers(benchmark::State& state, Bench* bench,
                  const std::vector<std::string>& in, lotse_session* session) {
  lotse_score_result result;
  result.struct_size = sizeof(result);
  Measure(state, [&](size_t i) {
    if (lotse_score_numbers(bench->c_engine, session, StrOf(in[i]),
                            &bench->options, &result, nullptr) != LOTSE_OK) {
      state.SkipWithError("refused");
    }
    benchmark::DoNotOptimize(result);
  });
}

void BM_Score_C_Numbers(benchmark::State& state) {
  Bench bench;
  ScoreNumbers(state, &bench, bench.bytes, bench.session);
}
BENCHMARK(BM_Score_C_Numbers);

void BM_Score_C_NumbersWithoutSession(benchmark::State& state) {
  Bench bench;
  ScoreNumbers(state, &bench, bench.bytes, nullptr);
}
BENCHMARK(BM_Score_C_NumbersWithoutSession);

void BM_Score_C_NumbersFromJson(benchmark::State& state) {
  Bench bench;
  bench.options.facts_format = LOTSE_FORMAT_JSON;
  ScoreNumbers(state, &bench, bench.json, bench.session);
}
BENCHMARK(BM_Score_C_NumbersFromJson);

// With contributions (1) and without (0).
void BM_Score_C_Report(benchmark::State& state) {
  Bench bench;
  if (state.range(0) == 1) bench.options.flags = LOTSE_SCORE_CONTRIBUTIONS;
  Measure(state, [&](size_t i) {
    lotse_buf out;
    if (lotse_score(bench.c_engine, bench.session, StrOf(bench.bytes[i]),
                    &bench.options, &out, nullptr) != LOTSE_OK) {
      state.SkipWithError("refused");
    }
    benchmark::DoNotOptimize(out.ptr);
    lotse_buf_release(&out);
  });
}
BENCHMARK(BM_Score_C_Report)->Arg(0)->Arg(1);

}  // namespace
}  // namespace lotse
