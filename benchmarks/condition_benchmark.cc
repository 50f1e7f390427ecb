// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// One condition on one lead, by kind: the fixed cost of an evaluation and what
// each kind adds to it. BM_Condition_Number and the like evaluate one
// condition; BM_Condition_Number_Naive and the like do by hand what it says, on
// the same values. Leads come from a fixed seed; one attribute in twelve is
// missing.
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "lotse/condition/condition_set.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {
namespace {

constexpr size_t kLeads = 1000;
constexpr uint64_t kSeed = 20260401;

Instant AsOf() { return Instant::FromMicros(int64_t{1767225600} * 1000000); }

FactCatalog MakeCatalog() {
  Schema schema;
  const auto add = [&](const char* key, ValueType type) {
    AttributeSpec attribute;
    attribute.key = key;
    attribute.type = type;
    schema.lead.push_back(attribute);
  };
  add("growth", ValueType::kNumber);
  add("employees", ValueType::kInteger);
  add("industry", ValueType::kText);
  add("interests", ValueType::kList);
  add("asked_on", ValueType::kDate);
  for (const char* kind : {"visit", "download", "call"}) {
    Option option;
    option.key = kind;
    schema.activity_kinds.push_back(option);
  }
  return *CompileFactCatalog(schema);
}

// Leads as a host with rows of its own has them: numbers from 0 to 1, sizes to
// 1,000, eight industries, up to four interests, dates of the last 90 days,
// `activities` activities of the last 90 days, three consents.
struct Leads {
  std::vector<std::string> industries = {"mechanical engineering",
                                         "software",
                                         "logistics",
                                         "chemistry",
                                         "retail",
                                         "public",
                                         "Gesundheit",
                                         "Bildung"};
  std::vector<std::vector<absl::string_view>> interests;
  std::vector<std::vector<ValueView>> rows;
  std::vector<std::vector<ActivityView>> activities;
  std::vector<ConsentView> consents;
  std::vector<LeadView> views;

  Leads(const FactCatalog& catalog, size_t activities_each) {
    std::mt19937_64 engine(kSeed);
    const auto below = [&](size_t n) { return engine() % n; };
    consents = {{"newsletter", "email", ConsentEvent::kGiven,
                 AsOf() - Duration::Days(80), Instant()},
                {"newsletter", "email", ConsentEvent::kConfirmed,
                 AsOf() - Duration::Days(79), Instant()},
                {"calls", "phone", ConsentEvent::kGiven,
                 AsOf() - Duration::Days(10), Instant()}};
    interests.resize(kLeads);
    for (size_t i = 0; i < kLeads; ++i) {
      for (size_t n = below(5); n > 0; --n) {
        interests[i].push_back(industries[below(industries.size())]);
      }
      std::vector<ValueView>& row = rows.emplace_back(catalog.size());
      const auto set = [&](const char* name, ValueView value) {
        if (below(12) != 0) row[*catalog.Find(name)] = value;
      };
      set("growth", ValueView::Number(static_cast<double>(below(1000)) / 1000));
      set("employees", ValueView::Integer(static_cast<int64_t>(below(1000))));
      set("industry", ValueView::Text(industries[below(industries.size())]));
      set("interests", ValueView::List(interests[i]));
      set("asked_on",
          ValueView::OfDate(Date::FromDays(AsOf().date().days() -
                                           static_cast<int32_t>(below(90)))));
      std::vector<ActivityView>& done = activities.emplace_back();
      for (size_t a = 0; a < activities_each; ++a) {
        ActivityView activity;
        activity.kind = static_cast<uint32_t>(below(3));
        activity.occurred_at =
            AsOf() - Duration::Days(static_cast<int64_t>(below(90)));
        done.push_back(activity);
      }
      LeadView view;
      view.values = row;
      view.activities = done;
      view.consents = consents;
      views.push_back(view);
    }
  }
};

void Measure(benchmark::State& state, const char* text, size_t activities) {
  const FactCatalog catalog = MakeCatalog();
  const Leads leads(catalog, activities);
  const Condition condition = Condition::FromText(text);
  const ConditionSet set =
      *CompileConditions(absl::MakeConstSpan(&condition, 1), catalog);
  ConditionScratch scratch;
  size_t lead = 0;
  for (auto _ : state) {
    set.Evaluate(leads.views[lead], AsOf(), &scratch);
    benchmark::DoNotOptimize(set.Holds(scratch, 0));
    if (++lead == kLeads) lead = 0;
  }
  state.SetItemsProcessed(state.iterations());
}

void BM_Condition(benchmark::State& state, const char* text) {
  Measure(state, text, 0);
}
BENCHMARK_CAPTURE(BM_Condition, Always, "true");
BENCHMARK_CAPTURE(BM_Condition, Number, "growth >= 0.5");
BENCHMARK_CAPTURE(BM_Condition, Integer, "employees between 50 and 249");
BENCHMARK_CAPTURE(BM_Condition, TextEquality, "industry = \"software\"");
BENCHMARK_CAPTURE(BM_Condition, TextSet,
                  "industry in (\"software\", \"logistics\", \"retail\")");
BENCHMARK_CAPTURE(BM_Condition, TextPattern, "industry contains \"engine\"");
BENCHMARK_CAPTURE(BM_Condition, TextFolded,
                  "industry = \"gesundheit\" ignoring case");
BENCHMARK_CAPTURE(BM_Condition, ListAny, "any(interests) = \"software\"");
BENCHMARK_CAPTURE(BM_Condition, DateWithin, "asked_on within last 30 days");
BENCHMARK_CAPTURE(BM_Condition, Consent,
                  "consent(\"newsletter\", \"email\") = \"confirmed\"");

// The range is the number of activities of a lead.
void BM_Condition_Count(benchmark::State& state) {
  Measure(state, "count(download within last 30 days) >= 3",
          static_cast<size_t>(state.range(0)));
}
BENCHMARK(BM_Condition_Count)->Arg(10)->Arg(100);

// The same by hand, on the row: what a condition could cost at least.
template <typename Test>
void MeasureNaive(benchmark::State& state, const char* name, Test test) {
  const FactCatalog catalog = MakeCatalog();
  const Leads leads(catalog, 0);
  const FactSlot slot = *catalog.Find(name);
  size_t lead = 0;
  for (auto _ : state) {
    const ValueView& value = leads.rows[lead][slot];
    benchmark::DoNotOptimize(!value.missing() && test(value));
    if (++lead == kLeads) lead = 0;
  }
  state.SetItemsProcessed(state.iterations());
}

void BM_Condition_Number_Naive(benchmark::State& state) {
  MeasureNaive(state, "growth",
               [](const ValueView& v) { return v.number() >= 0.5; });
}
BENCHMARK(BM_Condition_Number_Naive);

void BM_Condition_TextSet_Naive(benchmark::State& state) {
  MeasureNaive(state, "industry", [](const ValueView& v) {
    return v.text() == "software" || v.text() == "logistics" ||
           v.text() == "retail";
  });
}
BENCHMARK(BM_Condition_TextSet_Naive);

void BM_Condition_TextPattern_Naive(benchmark::State& state) {
  MeasureNaive(state, "industry", [](const ValueView& v) {
    return absl::StrContains(v.text(), "engine");
  });
}
BENCHMARK(BM_Condition_TextPattern_Naive);

// Of ASCII only, unlike Lotse.
void BM_Condition_TextFolded_Naive(benchmark::State& state) {
  MeasureNaive(state, "industry", [](const ValueView& v) {
    return absl::AsciiStrToLower(v.text()) == "gesundheit";
  });
}
BENCHMARK(BM_Condition_TextFolded_Naive);

}  // namespace
}  // namespace lotse
