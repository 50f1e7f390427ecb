// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// One lead a call: points and category of the rules in rule_job.h, which Lotse
// reads at run time, beside what people write instead:
//
//   BM_Score_Row_*             Lotse on a host's row, without and with all
//                              contributions
//   BM_Score_Facts_*           Lotse on a record: bound to a row, then scored
//   BM_Score_Struct_Strings    the rules as C++ over std::string and double
//   BM_Score_Struct_Codes      the rules as C++ over codes of the texts
//   BM_Score_Map_Interpreter   rules read at run time, walked as trees over a
//                              std::map from attribute to value
//
// All of them give each lead the same points and category, which is checked
// before anything is measured. 100,000 leads, one after the other.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "benchmark/benchmark.h"
#include "benchmarks/hand_written_rules.h"
#include "benchmarks/rule_job.h"
#include "lotse/condition/condition_text.h"
#include "lotse/engine/engine.h"

namespace lotse {
namespace {

constexpr size_t kLeads = 100000;
constexpr int64_t kNano = 1000000000;

// ---------------------------------------------------------------------------
// A run-time interpreter as a program would have one: a tree walk over a map.

using MapLead = std::map<std::string, Value>;

int Compare(const Value& a, const Value& b) {
  if (const std::string* text = std::get_if<std::string>(&a.kind)) {
    return text->compare(std::get<std::string>(b.kind));
  }
  const auto number = [](const Value& v) {
    if (const bool* flag = std::get_if<bool>(&v.kind)) return *flag ? 1.0 : 0.0;
    if (const int64_t* integer = std::get_if<int64_t>(&v.kind)) {
      return static_cast<double>(*integer);
    }
    return std::get<double>(v.kind);
  };
  const double x = number(a);
  const double y = number(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

bool Holds(const Predicate& predicate, const MapLead& lead) {
  const auto it = lead.find(std::get<FactOperand>(predicate.operand.kind).name);
  const bool missing = it == lead.end();
  if (predicate.op == PredicateOp::kIsMissing) return missing;
  if (missing) return false;
  const Value& value = it->second;
  const auto compare = [&] { return Compare(value, predicate.values[0]); };
  switch (predicate.op) {
    case PredicateOp::kEqual:
      return compare() == 0;
    case PredicateOp::kNotEqual:
      return compare() != 0;
    case PredicateOp::kLess:
      return compare() < 0;
    case PredicateOp::kLessEqual:
      return compare() <= 0;
    case PredicateOp::kGreater:
      return compare() > 0;
    case PredicateOp::kGreaterEqual:
      return compare() >= 0;
    default:  // kIn; the job has no other.
      return std::any_of(
          predicate.values.begin(), predicate.values.end(),
          [&](const Value& v) { return Compare(value, v) == 0; });
  }
}

bool Holds(const Condition& condition, const MapLead& lead) {
  const auto holds = [&](const Condition& c) { return Holds(c, lead); };
  if (const auto* all = std::get_if<AllOf>(&condition.kind)) {
    return std::all_of(all->conditions.begin(), all->conditions.end(), holds);
  }
  if (const auto* any = std::get_if<AnyOf>(&condition.kind)) {
    return std::any_of(any->conditions.begin(), any->conditions.end(), holds);
  }
  if (const auto* none = std::get_if<NoneOf>(&condition.kind)) {
    return std::none_of(none->conditions.begin(), none->conditions.end(),
                        holds);
  }
  return Holds(std::get<Predicate>(condition.kind), lead);
}

struct MapRule {
  Condition when;
  int points;
};

std::vector<MapRule> ReadMapRules() {
  std::vector<MapRule> rules;
  for (const JobRule& rule : JobRules()) {
    rules.push_back({*ParseCondition(rule.when), rule.points});
  }
  return rules;
}

std::vector<MapLead> MakeMapLeads(const std::vector<JobLead>& leads) {
  std::vector<MapLead> maps;
  for (const JobLead& lead : leads) {
    MapLead& map = maps.emplace_back();
    for (const Attribute& a : MakeJobFacts(lead).lead.attributes) {
      map[a.key] = a.value;
    }
  }
  return maps;
}

JobAnswer ScoreMap(const std::vector<MapRule>& rules, const MapLead& lead) {
  int64_t points = 0;
  for (const MapRule& rule : rules) {
    if (Holds(rule.when, lead)) points += rule.points;
  }
  return JobAnswerOf(points);
}

// ---------------------------------------------------------------------------

// What all benchmarks share, made once.
struct Job {
  std::vector<JobLead> leads = MakeJobLeads(kLeads);
  std::vector<JobCodes> codes = CodesOf(leads);
  Engine engine = *CompileEngine(MakeJobSpec());
  JobRows rows{engine.catalog(), leads};
  Instant as_of = Instant::FromMicros(int64_t{1767225600} * 1000000);
};

JobAnswer ScoreRow(const Job& job, size_t lead, const EvaluateOptions& options,
                   ScoreScratch* scratch) {
  LeadView view;
  view.values = job.rows.row(lead);
  const Score score =
      job.engine.scorer().Evaluate(view, job.as_of, options, scratch);
  return {score.points.nano() / kNano, score.category};
}

// Ends the program unless all give the same answers.
void CheckAnswers(const Job& job) {
  const std::vector<MapRule> rules = ReadMapRules();
  const std::vector<MapLead> maps = MakeMapLeads(job.leads);
  ScoreScratch scratch;
  int categories[3] = {};
  for (size_t i = 0; i < job.leads.size(); ++i) {
    const JobAnswer answer = ScoreByHand(job.leads[i]);
    EvaluateOptions bare;
    bare.contributions = false;
    if (!(ScoreByHand(job.codes[i]) == answer &&
          ScoreMap(rules, maps[i]) == answer &&
          ScoreRow(job, i, {}, &scratch) == answer &&
          ScoreRow(job, i, bare, &scratch) == answer)) {
      std::fprintf(stderr, "lead %zu: the answers differ\n", i);
      std::exit(1);
    }
    ++categories[answer.category];
  }
  if (*std::min_element(categories, categories + 3) == 0) {
    std::fprintf(stderr, "a category has no lead\n");
    std::exit(1);
  }
}

const Job& TheJob() {
  static const Job& job = *[] {
    Job* made = new Job;
    CheckAnswers(*made);
    return made;
  }();
  return job;
}

// Runs score(i) for one lead after the other.
template <typename ScoreLead>
void Measure(benchmark::State& state, size_t leads, ScoreLead score) {
  size_t lead = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(score(lead));
    if (++lead == leads) lead = 0;
  }
  state.SetItemsProcessed(state.iterations());
}

void BM_Score_Row_Points(benchmark::State& state) {
  const Job& job = TheJob();
  ScoreScratch scratch;
  EvaluateOptions options;
  options.contributions = false;
  Measure(state, kLeads,
          [&](size_t i) { return ScoreRow(job, i, options, &scratch); });
}
BENCHMARK(BM_Score_Row_Points)->Name("BM_Score_Row_Points/100000");

void BM_Score_Row_Contributions(benchmark::State& state) {
  const Job& job = TheJob();
  ScoreScratch scratch;
  Measure(state, kLeads,
          [&](size_t i) { return ScoreRow(job, i, {}, &scratch); });
}
BENCHMARK(BM_Score_Row_Contributions)
    ->Name("BM_Score_Row_Contributions/100000");

void BM_Score_Struct_Strings(benchmark::State& state) {
  const Job& job = TheJob();
  Measure(state, kLeads, [&](size_t i) { return ScoreByHand(job.leads[i]); });
}
BENCHMARK(BM_Score_Struct_Strings)->Name("BM_Score_Struct_Strings/100000");

void BM_Score_Struct_Codes(benchmark::State& state) {
  const Job& job = TheJob();
  Measure(state, kLeads, [&](size_t i) { return ScoreByHand(job.codes[i]); });
}
BENCHMARK(BM_Score_Struct_Codes)->Name("BM_Score_Struct_Codes/100000");

// 10,000 leads, because their maps take much memory.
void BM_Score_Map_Interpreter(benchmark::State& state) {
  const Job& job = TheJob();
  constexpr size_t kMapLeads = 10000;
  const std::vector<MapRule> rules = ReadMapRules();
  const std::vector<MapLead> maps = MakeMapLeads(
      std::vector<JobLead>(job.leads.begin(), job.leads.begin() + kMapLeads));
  Measure(state, kMapLeads, [&](size_t i) { return ScoreMap(rules, maps[i]); });
}
BENCHMARK(BM_Score_Map_Interpreter)->Name("BM_Score_Map_Interpreter/10000");

// Records of 1,000 leads, as a host would pass them.
std::vector<Facts> MakeRecords(const Job& job) {
  std::vector<Facts> records;
  for (size_t i = 0; i < 1000; ++i) {
    records.push_back(MakeJobFacts(job.leads[i]));
  }
  return records;
}

void BM_Bind_Facts(benchmark::State& state) {
  const Job& job = TheJob();
  const std::vector<Facts> records = MakeRecords(job);
  BindBuffer buffer;
  Measure(state, records.size(), [&](size_t i) {
    return job.engine.binder().Bind(records[i], job.as_of, &buffer).ok();
  });
}
BENCHMARK(BM_Bind_Facts)->Name("BM_Bind_Facts/1000");

void BM_Score_Facts_Report(benchmark::State& state) {
  const Job& job = TheJob();
  const std::vector<Facts> records = MakeRecords(job);
  EngineScratch scratch;
  ScoreOptions options;
  options.contributions = state.range(0) == 1;
  Measure(state, records.size(), [&](size_t i) {
    return job.engine.Score(records[i], job.as_of, options, &scratch)
        ->points.nano();
  });
}
BENCHMARK(BM_Score_Facts_Report)
    ->Name("BM_Score_Facts_Report/1000")
    ->ArgName("contributions")
    ->Arg(0)
    ->Arg(1);

}  // namespace
}  // namespace lotse
