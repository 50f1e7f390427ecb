// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lotse/condition/condition_set.h"
#include "tests/testing/all_types.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

Instant At(const char* text) { return *Instant::Parse(text); }

TEST(EvaluateConditions, ComparisonsWithMissingAreFalse) {
  AllTypesLead lead;
  for (const char* text : {"integer = 0",
                           "integer != 0",
                           "integer < 1",
                           "integer >= 0",
                           "integer between 0 and 1",
                           "integer in (0)",
                           "integer not in (0)",
                           "company.text = ''",
                           "company.text != 'a'",
                           "company.text starts with 'a'",
                           "company.text not in ('a')",
                           "any(list) = 'a'",
                           "any(list) != 'a'",
                           "all(list) = 'a'",
                           "all(list) != 'a'",
                           "boolean",
                           "boolean = false",
                           "boolean != true",
                           "time within last 30 days",
                           "date within last 30 days",
                           "money != 5 EUR",
                           "integer is not missing",
                           "list is not missing",
                           "last(*) > 2000-01-01",
                           "last(*) within last 9 days"}) {
    EXPECT_FALSE(lead.Holds(text)) << text;
    EXPECT_TRUE(lead.Holds("not (" + std::string(text) + ")")) << text;
  }
  for (const char* text :
       {"integer is missing", "list is missing", "last(*) is missing",
        "count(*) = 0", "sum(amount of *) = 0", "count(*) is not missing",
        "consent('a', 'b') = 'none'"}) {
    EXPECT_TRUE(lead.Holds(text)) << text;
  }
}

TEST(EvaluateConditions, ComparesOrderedValues) {
  const struct {
    const char* text;
    bool below, at, between, upper, above;  // -8, -7, 0, 7, 8.
  } kCases[] = {
      {"integer = 7", false, false, false, true, false},
      {"integer != 7", true, true, true, false, true},
      {"integer < 7", true, true, true, false, false},
      {"integer <= 7", true, true, true, true, false},
      {"integer > -7", false, false, true, true, true},
      {"integer >= -7", false, true, true, true, true},
      {"integer between -7 and 7", false, true, true, true, false},
      {"integer between 7 and 7", false, false, false, true, false},
      {"integer in (7, -7, 7)", false, true, false, true, false},
      {"integer not in (7, -7)", true, false, true, false, true},
  };
  AllTypesLead lead;
  for (const auto& c : kCases) {
    const bool kExpected[] = {c.below, c.at, c.between, c.upper, c.above};
    const int64_t kValues[] = {-8, -7, 0, 7, 8};
    std::string number = c.text;
    number.replace(0, 7, "number");
    for (size_t i = 0; i < 5; ++i) {
      lead.Set("integer", ValueView::Integer(kValues[i]));
      lead.Set("number", ValueView::Number(static_cast<double>(kValues[i])));
      EXPECT_EQ(lead.Holds(c.text), kExpected[i]) << c.text << kValues[i];
      EXPECT_EQ(lead.Holds(number), kExpected[i]) << number << kValues[i];
    }
  }
}

TEST(EvaluateConditions, ReachesTheEndsOfTheTypes) {
  AllTypesLead lead;
  lead.Set("integer", ValueView::Integer(INT64_MAX));
  EXPECT_TRUE(lead.Holds("integer = 9223372036854775807"));
  EXPECT_TRUE(lead.Holds("integer > 9223372036854775806"));
  EXPECT_FALSE(lead.Holds("integer > 9223372036854775807"));
  lead.Set("integer", ValueView::Integer(INT64_MIN));
  EXPECT_TRUE(lead.Holds("integer <= -9223372036854775808"));
  EXPECT_FALSE(lead.Holds("integer < -9223372036854775808"));
  lead.Set("number", ValueView::Number(-0.0));
  EXPECT_TRUE(lead.Holds("number = 0"));
  EXPECT_TRUE(lead.Holds("number = -0.0 and number >= 0 and number <= -0.0"));
  lead.Set("number", ValueView::Number(5e-324));
  EXPECT_TRUE(lead.Holds("number > 0"));
  lead.Set("number", ValueView::Number(std::nan("")));
  EXPECT_TRUE(lead.Holds("number is missing"));
}

TEST(EvaluateConditions, ComparesTexts) {
  AllTypesLead lead;
  lead.Set("company.text", ValueView::Text("Straße 5"));
  for (const char* text :
       {"company.text = 'Straße 5'", "company.text != 'x'",
        "company.text in ('x', 'Straße 5')", "company.text not in ('x')",
        "company.text starts with 'Stra'", "company.text ends with ' 5'",
        "company.text contains 'ße'",
        "company.text = 'STRASSE 5' ignoring case",
        "company.text starts with 'STRASS' ignoring case",
        "company.text ends with 'E 5' ignoring case",
        "company.text contains 'SSE' ignoring case",
        "company.text not in ('x') ignoring case",
        "company.text is not missing"}) {
    EXPECT_TRUE(lead.Holds(text)) << text;
    EXPECT_FALSE(lead.Holds("not (" + std::string(text) + ")")) << text;
  }
  for (const char* text :
       {"company.text = 'straße 5'", "company.text starts with 'stra'",
        "company.text contains 'SSE'",
        "company.text != 'STRASSE 5' ignoring case"}) {
    EXPECT_FALSE(lead.Holds(text)) << text;
  }
  lead.Set("company.text", ValueView::Text(absl::string_view()));
  EXPECT_TRUE(lead.Holds("company.text = ''"));
  EXPECT_TRUE(lead.Holds("company.text = '' ignoring case"));
  EXPECT_FALSE(lead.Holds("company.text contains 'a'"));
  EXPECT_TRUE(lead.Holds("company.text is not missing"));
}

TEST(EvaluateConditions, AsksAnyAndAllOfAList) {
  const std::vector<absl::string_view> kAB = {"a", "b"};
  const std::vector<absl::string_view> kAA = {"a", "A"};
  const struct {
    const char* text;
    bool ab, aa, empty;
  } kCases[] = {
      {"any(list) = 'a'", true, true, false},
      {"any(list) != 'a'", true, true, false},
      {"any(list) in ('b', 'c')", true, false, false},
      {"any(list) not in ('a', 'b')", false, true, false},
      {"any(list) starts with 'b'", true, false, false},
      {"all(list) = 'a'", false, false, true},
      {"all(list) = 'a' ignoring case", false, true, true},
      {"all(list) != 'c'", true, true, true},
      {"all(list) in ('a', 'b')", true, false, true},
      {"all(list) not in ('b')", false, true, true},
      {"all(list) contains 'a'", false, false, true},
      {"any(list) = 'B' ignoring case", true, false, false},
      {"list is missing", false, false, false},
      {"list is not missing", true, true, true},
  };
  AllTypesLead lead;
  for (const auto& c : kCases) {
    lead.Set("list", ValueView::List(kAB));
    EXPECT_EQ(lead.Holds(c.text), c.ab) << c.text;
    lead.Set("list", ValueView::List(kAA));
    EXPECT_EQ(lead.Holds(c.text), c.aa) << c.text;
    lead.Set("list", ValueView::List({}));
    EXPECT_EQ(lead.Holds(c.text), c.empty) << c.text;
  }
}

TEST(EvaluateConditions, AllOfAListLeavesOtherBitsAlone) {
  AllTypesLead lead;
  const std::vector<absl::string_view> list = {"a", "b"};
  lead.Set("list", ValueView::List(list));
  lead.Set("integer", ValueView::Integer(1));
  EXPECT_TRUE(lead.Holds(
      "integer = 1 and all(list) in ('a', 'b') and not (all(list) = 'a') and "
      "any(list) = 'b' and boolean is missing"));
}

TEST(EvaluateConditions, HasWindowsThatAreOpenBelow) {
  AllTypesLead lead;  // as_of is 2026-11-23T10:00:00Z.
  const struct {
    const char* time;
    bool within;
  } kTimes[] = {{"2026-10-24T10:00:00Z", false},
                {"2026-10-24T10:00:00.000001Z", true},
                {"2026-11-23T10:00:00Z", true},
                {"2026-11-23T10:00:00.000001Z", false}};
  for (const auto& c : kTimes) {
    lead.Set("time", ValueView::Time(At(c.time)));
    EXPECT_EQ(lead.Holds("time within last 30 days"), c.within) << c.time;
  }
  const struct {
    const char* date;
    bool within;
  } kDates[] = {{"2026-10-24", false},
                {"2026-10-25", true},
                {"2026-11-23", true},
                {"2026-11-24", false}};
  for (const auto& c : kDates) {
    lead.Set("date", ValueView::OfDate(*Date::Parse(c.date)));
    EXPECT_EQ(lead.Holds("date within last 30 days"), c.within) << c.date;
  }
  lead.Set("date", ValueView::OfDate(*Date::Parse("2026-11-23")));
  EXPECT_TRUE(lead.Holds("date within last 1 day"));
}

TEST(EvaluateConditions, AgesSaturate) {
  AllTypesLead lead;
  for (int64_t micros : {INT64_MIN, INT64_MAX}) {
    for (int64_t as_of : {INT64_MIN, int64_t{-1}, int64_t{0}, INT64_MAX}) {
      lead.as_of = Instant::FromMicros(as_of);
      lead.Set("time", ValueView::Time(Instant::FromMicros(micros)));
      lead.Set("date", ValueView::OfDate(
                           Date::FromDays(micros < 0 ? INT32_MIN : INT32_MAX)));
      EXPECT_EQ(lead.Holds("time within last 3652500 days"), micros == as_of);
      EXPECT_FALSE(lead.Holds("date within last 3652500 days"));
    }
  }
}

TEST(EvaluateConditions, ReadsWrongTypesAndShortRowsAsMissing) {
  AllTypesLead lead;
  const char* kNames[] = {"boolean", "integer", "number", "company.text",
                          "time",    "date",    "list",   "money"};
  const std::vector<absl::string_view> list = {"a"};
  const ValueView kValues[] = {
      ValueView::Boolean(true),   ValueView::Integer(1),
      ValueView::Number(1),       ValueView::Text("a"),
      ValueView::Time(Instant()), ValueView::OfDate(Date()),
      ValueView::List(list),      ValueView::OfMoney(1, "EUR")};
  for (size_t name = 0; name < 8; ++name) {
    for (size_t value = 0; value < 8; ++value) {
      lead.Set(kNames[name], kValues[value]);
      EXPECT_EQ(lead.Holds(std::string(kNames[name]) + " is missing"),
                name != value)
          << kNames[name] << value;
    }
  }
  lead.Set("money", ValueView::OfMoney(1, "USD"));
  EXPECT_TRUE(lead.Holds("money is missing"));
  ConditionScratch scratch;
  ASSERT_OK_AND_ASSIGN(
      const ConditionSet set,
      CompileConditions(
          {Condition::FromText("integer is missing and list is missing and "
                               "count(*) = 0 and not any(list) = 'a'")},
          lead.catalog()));
  set.Evaluate(LeadView(), lead.as_of, &scratch);
  EXPECT_TRUE(set.Holds(scratch, 0));
}

TEST(EvaluateConditions, CountsActivities) {
  AllTypesLead lead;
  lead.AddActivity("download", At("2026-11-22T10:00:00Z"),
                   {{"asset", ValueView::Text("price list")},
                    {"minutes", ValueView::Integer(5)},
                    {"amount", ValueView::Number(0.1)},
                    {"paid", ValueView::Boolean(true)}});
  lead.AddActivity("visit", At("2026-10-24T10:00:00Z"),
                   {{"minutes", ValueView::Integer(-7)},
                    {"amount", ValueView::Number(0.2)},
                    {"due", ValueView::Time(At("2026-11-23T09:00:00Z"))}});
  lead.AddActivity("visit", At("2026-10-24T10:00:00.000001Z"),
                   {{"minutes", ValueView::Number(3)}});
  lead.AddActivity("call", At("2026-11-23T10:00:00.000001Z"),
                   {{"minutes", ValueView::Integer(1000)}});
  for (const char* text :
       {"count(*) = 3",
        "count(visit) = 2",
        "count(visit, download) = 3",
        "count(call) = 0",
        "count(* within 30 days) = 2",
        "count(visit within 30 days) = 1",
        "count(* where paid) = 1",
        "count(* where asset is missing) = 2",
        "count(* where paid or minutes = -7) = 2",
        "count(* where due within last 2 hours) = 1",
        "count(visit where minutes is missing within 30 days) = 1",
        "count(* where false) = 0",
        "count(* where true) = 3",
        "sum(minutes of *) = -2",
        "sum(minutes of call) = 0",
        "sum(amount of *) = 0.3",
        "sum(amount of *) between 0.3 and 0.3",
        "sum(minutes of visit) < 0",
        "last(*) = 2026-11-22T10:00:00Z",
        "last(visit) > 2026-10-24T10:00:00Z",
        "last(call) is missing",
        "last(*) within last 25 hours",
        "not last(*) within last 24 hours",
        "last(visit where paid) is missing"}) {
    EXPECT_TRUE(lead.Holds(text)) << text;
  }
}

// They take a way of their own; one scratch sees both.
TEST(EvaluateConditions, HasTheSameFiguresWithoutActivitiesAsBeforeAllOfThem) {
  AllTypesLead idle;
  AllTypesLead early;
  early.AddActivity("visit", early.as_of + Duration::Micros(1),
                    {{"minutes", ValueView::Integer(5)}});
  std::vector<Condition> conditions;
  for (int64_t i = -40; i < 40; ++i) {
    for (const char* figure :
         {"count(*)", "count(visit within 30 days)", "sum(minutes of *)"}) {
      conditions.push_back(
          Condition::FromText(absl::StrCat(figure, " >= ", i)));
    }
  }
  conditions.push_back(Condition::FromText("last(*) is missing"));
  conditions.push_back(Condition::FromText("last(visit) within last 9 days"));
  ASSERT_OK_AND_ASSIGN(const ConditionSet set,
                       CompileConditions(conditions, idle.catalog()));
  ConditionScratch scratch;
  for (AllTypesLead* lead : {&early, &idle, &early}) {
    set.Evaluate(lead->View(), lead->as_of, &scratch);
    for (size_t i = 0; i < 240; ++i) {
      EXPECT_EQ(set.Holds(scratch, i), i < 123) << i;
    }
    EXPECT_TRUE(set.Holds(scratch, 240));
    EXPECT_FALSE(set.Holds(scratch, 241));
  }
}

TEST(EvaluateConditions, SumsSaturateOnlyAtTheirEnd) {
  AllTypesLead lead;
  for (double amount : {9e9, 9e9, -9e9, -9e9, 1.0}) {
    lead.AddActivity("visit", At("2026-01-01"),
                     {{"amount", ValueView::Number(amount)}});
  }
  EXPECT_TRUE(lead.Holds("sum(amount of visit) = 1"));
  for (int i = 0; i < 3; ++i) {
    lead.AddActivity("call", At("2026-01-01"),
                     {{"amount", ValueView::Number(1e300)},
                      {"minutes", ValueView::Integer(INT64_MIN)}});
  }
  EXPECT_TRUE(lead.Holds("sum(amount of call) > 9199999999"));
  EXPECT_TRUE(lead.Holds("sum(minutes of call) < -9199999999"));
}

TEST(EvaluateConditions, SurvivesHostileActivities) {
  AllTypesLead lead;
  std::vector<ActivityView> activities(3);
  activities[0].kind = 4000000000u;
  activities[1].occurred_at = Instant::FromMicros(INT64_MIN);
  activities[2].occurred_at = Instant::FromMicros(INT64_MAX);
  LeadView view;
  view.activities = activities;
  std::vector<Condition> conditions;
  for (const char* text :
       {"count(*) = 2", "count(download) = 1", "sum(minutes of *) = 0",
        "count(* within 3652500 days) = 1", "last(*) = 1970-01-01"}) {
    conditions.push_back(Condition::FromText(text));
  }
  ASSERT_OK_AND_ASSIGN(const ConditionSet set,
                       CompileConditions(conditions, lead.catalog()));
  ConditionScratch scratch;
  set.Evaluate(view, lead.as_of, &scratch);
  for (size_t i = 0; i < conditions.size(); ++i) {
    EXPECT_TRUE(set.Holds(scratch, i)) << i;
  }
}

TEST(EvaluateConditions, ReadsConsents) {
  AllTypesLead lead;
  ConsentView consent;
  consent.purpose = "news";
  consent.channel = "email";
  consent.event = ConsentEvent::kGiven;
  consent.at = At("2026-01-01");
  consent.expires_at = At("2026-12-01");
  lead.AddConsent(consent);
  EXPECT_TRUE(lead.Holds("consent('news', 'email') = 'given'"));
  EXPECT_TRUE(lead.Holds("consent('news', 'phone') = 'none'"));
  EXPECT_TRUE(
      lead.Holds("consent('news', 'email') in ('given', 'confirmed') "
                 "and consent('x', 'email') != 'given'"));
  lead.as_of = At("2026-12-01");
  EXPECT_TRUE(lead.Holds("consent('news', 'email') = 'expired'"));
}

TEST(EvaluateConditions, JoinsWithAndOrNot) {
  AllTypesLead lead;
  lead.Set("boolean", ValueView::Boolean(true));
  EXPECT_TRUE(lead.Holds("true"));
  EXPECT_FALSE(lead.Holds("false"));
  EXPECT_TRUE(lead.Holds("not false"));
  EXPECT_FALSE(lead.Holds("not true"));
  EXPECT_TRUE(lead.Holds(Condition()));
  EXPECT_TRUE(lead.Holds("boolean or integer = 1 and false"));
  EXPECT_FALSE(lead.Holds("(boolean or integer = 1) and false"));
  EXPECT_TRUE(lead.Holds("not (boolean and false)"));
  EXPECT_TRUE(lead.Holds("not (not boolean)"));
  EXPECT_FALSE(lead.Holds("not (false or boolean)"));
  EXPECT_FALSE(lead.Holds(Condition{
      NoneOf{{Condition::FromText("false"), Condition::FromText("boolean")}}}));
  EXPECT_TRUE(lead.Holds(Condition{NoneOf{}}));
}

}  // namespace
}  // namespace lotse
