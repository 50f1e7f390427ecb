// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/condition/condition_set.h"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/condition/condition_text.h"
#include "tests/testing/all_types.h"
#include "tests/testing/count_allocations.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

// Conditions with each kind of input, and a lead that has something of each.
std::vector<Condition> ManyConditions() {
  std::vector<Condition> conditions;
  for (const char* text :
       {"integer between 1 and 9", "number > 2.5", "boolean",
        "company.text contains 'a'", "company.text = 'GRÖSSE' ignoring case",
        "any(list) in ('a', 'b')", "all(list) starts with 'a'",
        "all(list) != 'x' ignoring case", "time within last 30 days",
        "date within last 30 days", "money >= 5 EUR", "list is missing",
        "count(* where paid or asset = 'x' within 30 days) >= 1",
        "sum(amount of visit where minutes > 3) > 2", "last(*) within 9 days",
        "consent('news', 'email') = 'given'",
        "integer = 5 and not (number = 3 or boolean)"}) {
    conditions.push_back(Condition::FromText(text));
  }
  return conditions;
}

struct FullLead : AllTypesLead {
  FullLead() {
    Set("integer", ValueView::Integer(5));
    Set("number", ValueView::Number(3));
    Set("boolean", ValueView::Boolean(true));
    Set("company.text", ValueView::Text("Größe, länger als sechzehn Byte"));
    Set("list", ValueView::List(list));
    Set("time", ValueView::Time(as_of));
    Set("date", ValueView::OfDate(as_of.date()));
    Set("money", ValueView::OfMoney(7000000, "EUR"));
    AddActivity("visit", as_of,
                {{"asset", ValueView::Text("x")},
                 {"minutes", ValueView::Integer(5)},
                 {"amount", ValueView::Number(2.5)}});
    ConsentView consent;
    consent.purpose = "news";
    consent.channel = "email";
    consent.event = ConsentEvent::kGiven;
    consent.at = as_of;
    AddConsent(consent);
  }
  std::vector<absl::string_view> list = {"a", "another"};
};

TEST(ConditionSet, IsEmptyUntilCompiled) {
  ConditionSet set;
  EXPECT_EQ(set.size(), 0u);
  EXPECT_EQ(set.classes_size(), 0u);
  ConditionScratch scratch;
  set.Evaluate(LeadView(), Instant(), &scratch);
  ASSERT_OK_AND_ASSIGN(set, CompileConditions({}, AllTypesCatalog()));
  set.Evaluate(LeadView(), Instant(), &scratch);
  EXPECT_EQ(set.size(), 0u);
}

TEST(ConditionSet, OneScratchServesSeveralSetsInTurn) {
  FullLead lead;
  const std::vector<Condition> conditions = ManyConditions();
  ASSERT_OK_AND_ASSIGN(const ConditionSet all,
                       CompileConditions(conditions, lead.catalog()));
  ASSERT_OK_AND_ASSIGN(
      const ConditionSet one,
      CompileConditions({Condition::FromText("boolean")}, lead.catalog()));
  ConditionScratch shared;
  ConditionScratch own;
  all.Evaluate(lead.View(), lead.as_of, &own);
  for (int i = 0; i < 3; ++i) {
    one.Evaluate(lead.View(), lead.as_of, &shared);
    EXPECT_TRUE(one.Holds(shared, 0));
    all.Evaluate(lead.View(), lead.as_of, &shared);
    for (size_t c = 0; c < conditions.size(); ++c) {
      EXPECT_EQ(all.Holds(shared, c), all.Holds(own, c));
    }
    all.Evaluate(LeadView(), lead.as_of, &shared);
  }
}

TEST(ConditionSet, MayBeSharedByThreads) {
  FullLead lead;
  const std::vector<Condition> conditions = ManyConditions();
  ASSERT_OK_AND_ASSIGN(const ConditionSet set,
                       CompileConditions(conditions, lead.catalog()));
  const LeadView view = lead.View();
  ConditionScratch expected;
  set.Evaluate(view, lead.as_of, &expected);
  std::atomic<int> differences{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      const ConditionSet copy = set;
      ConditionScratch scratch;
      for (int i = 0; i < 200; ++i) {
        copy.Evaluate(view, lead.as_of, &scratch);
        for (size_t c = 0; c < conditions.size(); ++c) {
          if (copy.Holds(scratch, c) != set.Holds(expected, c)) ++differences;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(differences, 0);
}

TEST(ConditionSet, AllocatesNothingAfterTheFirstEvaluation) {
  FullLead lead;
  ASSERT_OK_AND_ASSIGN(const ConditionSet set,
                       CompileConditions(ManyConditions(), lead.catalog()));
  const LeadView view = lead.View();
  ConditionScratch scratch;
  set.Evaluate(view, lead.as_of, &scratch);
  const size_t before = Allocations();
  for (int i = 0; i < 10; ++i) set.Evaluate(view, lead.as_of, &scratch);
  EXPECT_EQ(Allocations(), before);
}

TEST(ConditionSet, TellsWhatEachConditionRead) {
  FullLead lead;
  std::vector<Condition> conditions;
  const struct {
    const char* text;
    const char* operand;
    const char* value;
    bool has_slot;
  } kCases[] = {
      {"integer > 1", "company.integer", "5", true},
      {"number > 1", "company.number", "3.0", true},
      {"boolean", "company.boolean", "true", true},
      {"any(list) = 'a'", "any(company.list)", "(\"a\", \"another\")", true},
      {"time within 9 days", "company.time", "2026-11-23T10:00:00Z", true},
      {"date within 9 days", "company.date", "2026-11-23", true},
      {"money = 7 EUR", "company.money", "7 EUR", true},
      {"person.name = 'x'", "person.name", "missing", true},
      {"count(*) = 1", "count(*)", "1", false},
      {"sum(amount of *) = 1", "sum(amount of *)", "2.5", false},
      {"last(visit) within 9 days", "last(visit)", "2026-11-23T10:00:00Z",
       false},
      {"last(call) is missing", "last(call)", "missing", false},
      {"consent('news', 'email') = 'given'", "consent(\"news\", \"email\")",
       "\"given\"", false},
  };
  for (const auto& c : kCases) {
    conditions.push_back(Condition::FromText(c.text));
  }
  conditions.push_back(
      Condition::FromText("integer = 1 or integer = 2 or boolean"));
  ASSERT_OK_AND_ASSIGN(const ConditionSet set,
                       CompileConditions(conditions, lead.catalog()));
  ConditionScratch scratch;
  const LeadView view = lead.View();
  set.Evaluate(view, lead.as_of, &scratch);
  for (size_t i = 0; i < std::size(kCases); ++i) {
    const auto readings = set.ReadingsOf(i, view, lead.as_of, scratch);
    ASSERT_EQ(readings.size(), 1u);
    EXPECT_EQ(readings[0].operand, kCases[i].operand);
    EXPECT_EQ(readings[0].value.ToString(), kCases[i].value);
    EXPECT_EQ(readings[0].slot != ConditionSet::Reading::kNoSlot,
              kCases[i].has_slot);
  }
  EXPECT_EQ(set.ReadingsOf(std::size(kCases), view, lead.as_of, scratch).size(),
            2u);
}

TEST(ConditionSet, KnowsItsMemory) {
  ASSERT_OK_AND_ASSIGN(const ConditionSet set,
                       CompileConditions(ManyConditions(), AllTypesCatalog()));
  EXPECT_GT(set.MemoryUsage(), ConditionSet().MemoryUsage());
}

// The class of each value of a table over intervals.
TEST(ConditionSet, FindsTheBandOfEachValue) {
  AllTypesLead lead;
  ConditionSetBuilder builder(lead.catalog(), {});
  SpecIssues issues;
  const Value five{int64_t{5}};
  const Value nine{int64_t{9}};
  const size_t open = builder.AddIntervals(
      "integer", {{Value{}, five}, {five, nine}, {nine, Value{}}}, "bands",
      FieldPath("t"), &issues);
  const size_t closed = builder.AddIntervals("integer", {{five, nine}}, "bands",
                                             FieldPath("t"), &issues);
  const size_t number =
      builder.AddIntervals("number", {{Value{-0.5}, five}, {five, Value{9.5}}},
                           "bands", FieldPath("t"), &issues);
  const size_t all = builder.AddIntervals("number", {{Value{}, Value{}}},
                                          "bands", FieldPath("t"), &issues);
  const size_t text = builder.AddOptions("company.text", {"a", ""}, "options",
                                         FieldPath("t"), &issues);
  builder.Add(Condition::FromText("integer = 7 or company.text = 'c'"),
              FieldPath("c"), &issues);
  ASSERT_TRUE(issues.empty()) << issues.ToStatus();
  const ConditionSet set = builder.Build();
  constexpr int32_t kNo = ConditionSet::kNoClass;
  constexpr int32_t kMissing = ConditionSet::kMissingClass;
  const struct {
    int64_t value;
    int32_t open, closed, number;
  } kCases[] = {{INT64_MIN, 0, kNo, kNo}, {-1, 0, kNo, kNo}, {0, 0, kNo, 0},
                {4, 0, kNo, 0},           {5, 1, 0, 1},      {8, 1, 0, 1},
                {9, 2, kNo, 1},           {10, 2, kNo, kNo}};
  ConditionScratch scratch;
  for (const auto& c : kCases) {
    lead.Set("integer", ValueView::Integer(c.value));
    lead.Set("number", ValueView::Number(static_cast<double>(c.value)));
    set.Evaluate(lead.View(), lead.as_of, &scratch);
    EXPECT_EQ(set.ClassOf(scratch, open), c.open) << c.value;
    EXPECT_EQ(set.ClassOf(scratch, closed), c.closed) << c.value;
    EXPECT_EQ(set.ClassOf(scratch, number), c.number) << c.value;
    EXPECT_EQ(set.ClassOf(scratch, all), 0) << c.value;
    EXPECT_EQ(set.ClassOf(scratch, text), kMissing);
  }
  lead.Set("number", ValueView());
  for (const auto& [value, expected] :
       std::vector<std::pair<const char*, int32_t>>{
           {"a", 0}, {"", 1}, {"c", kNo}, {"zzz", kNo}}) {
    lead.Set("company.text", ValueView::Text(value));
    set.Evaluate(lead.View(), lead.as_of, &scratch);
    EXPECT_EQ(set.ClassOf(scratch, text), expected) << value;
    EXPECT_EQ(set.ClassOf(scratch, all), kMissing);
  }
}

}  // namespace
}  // namespace lotse
