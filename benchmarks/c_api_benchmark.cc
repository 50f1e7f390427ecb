// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the C API adds to a score. One lead with 20 attributes as a CRM would
// send it (10 of its person, 10 of its company; half integers, half texts), 50
// rules over them: the core's score of a row that stands in memory, the way
// from Facts, the way from protobuf bytes to numbers, and to a whole report.
#include <string>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/facts.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"

namespace lotse {
namespace {

constexpr int64_t kAsOf = 1795424400000000;

std::string KeyOf(const char* record, int i) {
  return absl::StrCat(record, "_detail_", i);
}

std::vector<AttributeSpec> MakeSchema(const char* record) {
  std::vector<AttributeSpec> out;
  for (int i = 0; i < 10; ++i) {
    AttributeSpec& attribute = out.emplace_back();
    attribute.key = KeyOf(record, i);
    attribute.type = i % 2 == 0 ? ValueType::kInteger : ValueType::kText;
  }
  return out;
}

std::vector<Attribute> MakeAttributes(const char* record) {
  std::vector<Attribute> out;
  for (int i = 0; i < 10; ++i) {
    Attribute& attribute = out.emplace_back();
    attribute.key = KeyOf(record, i);
    if (i % 2 == 0) {
      attribute.value.kind = int64_t{100} * i;
    } else {
      attribute.value.kind = absl::StrCat("value_", i);
    }
  }
  return out;
}

EngineSpec MakeSpec() {
  EngineSpec spec;
  spec.schema.person = MakeSchema("person");
  spec.schema.company = MakeSchema("company");
  Group& group = spec.scoring.groups.emplace_back();
  group.id = "all";
  for (int i = 0; i < 50; ++i) {
    const char* record = i % 4 < 2 ? "person" : "company";
    const int detail = i % 10;
    Rule& rule = group.rules.emplace_back();
    rule.id = absl::StrCat("rule_", i);
    rule.when = Condition::FromText(
        detail % 2 == 0
            ? absl::StrCat(record, ".", KeyOf(record, detail), " >= ", 20 * i)
            : absl::StrCat(record, ".", KeyOf(record, detail), " = \"value_",
                           i % 7, "\""));
    rule.points = Points::FromDouble(i % 2 == 0 ? 2.5 : 1);
  }
  spec.scoring.categories = {{"cold"}, {"hot"}};
  spec.scoring.categories[1].from = Points::FromDouble(20);
  return spec;
}

Facts MakeFacts() {
  Facts facts;
  facts.lead.id = "L-1";
  facts.persons.emplace_back().attributes = MakeAttributes("person");
  facts.company.emplace().attributes = MakeAttributes("company");
  return facts;
}

lotse_str StrOf(const std::string& text) { return {text.data(), text.size()}; }

// Everything that the benchmarks share.
struct Bench {
  Bench() : engine(*CompileEngine(MakeSpec())) {
    const std::string spec = proto::ToBytes(MakeSpec());
    lotse_engine_build(StrOf(spec), nullptr, &c_engine, nullptr);
    lotse_session_new(&session, nullptr);
    LOTSE_INIT(&options);
    options.as_of_micros = kAsOf;
    bytes = proto::ToBytes(facts);
    json = proto::ToJson(facts);
  }
  ~Bench() {
    lotse_session_free(session);
    lotse_engine_free(c_engine);
  }

  const Instant as_of = Instant::FromMicros(kAsOf);
  const Facts facts = MakeFacts();
  const Engine engine;
  std::string bytes, json;
  lotse_engine* c_engine = nullptr;
  lotse_session* session = nullptr;
  lotse_score_options options;
};

void BM_Score_Row(benchmark::State& state) {
  const Bench bench;
  EngineScratch scratch;
  const LeadView view =
      *bench.engine.binder().Bind(bench.facts, bench.as_of, &scratch.bind);
  EvaluateOptions options;
  options.contributions = false;
  for (auto _ : state) {
    benchmark::DoNotOptimize(bench.engine.scorer().Evaluate(
        view, bench.as_of, options, &scratch.score));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Score_Row);

void BM_Bind_Facts(benchmark::State& state) {
  const Bench bench;
  EngineScratch scratch;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        bench.engine.binder().Bind(bench.facts, bench.as_of, &scratch.bind));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Bind_Facts);

void BM_Read_Facts(benchmark::State& state) {
  const Bench bench;
  for (auto _ : state) {
    benchmark::DoNotOptimize(proto::FromBytes<Facts>(bench.bytes));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Read_Facts);

void ScoreNumbers(benchmark::State& state, Bench* bench, const std::string& in,
                  lotse_session* session) {
  lotse_score_result result;
  result.struct_size = sizeof(result);
  for (auto _ : state) {
    if (lotse_score_numbers(bench->c_engine, session, StrOf(in),
                            &bench->options, &result, nullptr) != LOTSE_OK) {
      state.SkipWithError("refused");
      break;
    }
    benchmark::DoNotOptimize(result);
  }
  state.SetItemsProcessed(state.iterations());
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
  for (auto _ : state) {
    lotse_buf out;
    if (lotse_score(bench.c_engine, bench.session, StrOf(bench.bytes),
                    &bench.options, &out, nullptr) != LOTSE_OK) {
      state.SkipWithError("refused");
      break;
    }
    benchmark::DoNotOptimize(out.ptr);
    lotse_buf_release(&out);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Score_C_Report)->Arg(0)->Arg(1);

}  // namespace
}  // namespace lotse
