// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/describe_score.h"

#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/engine.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

Points P(double points) { return Points::FromDouble(points); }

TEST(DescribePoints, HasASignAndAUnit) {
  const struct {
    double points;
    const char* en;
    const char* de;
  } kCases[] = {{20, "+20 points", "+20 Punkte"},
                {-12.5, "-12.5 points", "-12,5 Punkte"},
                {1, "+1 point", "+1 Punkt"},
                {-1, "-1 point", "-1 Punkt"},
                {0, "0 points", "0 Punkte"}};
  for (const auto& c : kCases) {
    EXPECT_EQ(DescribePoints(P(c.points), "en"), c.en);
    EXPECT_EQ(DescribePoints(P(c.points), "fr"), c.en);
    EXPECT_EQ(DescribePoints(P(c.points), "de"), c.de);
  }
}

TEST(DescribeValue, IsForPeople) {
  FactDefinition fact;
  fact.options = {Option{"it", LocalText{"", "IT", "Informatik", {}}, false},
                  Option{"raw", {}, false}};
  const struct {
    Value value;
    const char* en;
    const char* de;
  } kCases[] = {
      {Value{}, "unknown", "unbekannt"},
      {Value{true}, "yes", "ja"},
      {Value{false}, "no", "nein"},
      {Value{int64_t{120}}, "120", "120"},
      {Value{2.5}, "2.5", "2,5"},
      {Value{1.0 / 3}, "0.333333", "0,333333"},
      {Value{std::string("it")}, "IT", "Informatik"},
      {Value{std::string("raw")}, "raw", "raw"},
      {Value{std::string("other")}, "other", "other"},
      {Value{TextList{{"it", "x"}}}, "IT, x", "Informatik, x"},
      {Value{*Date::Parse("2026-11-03")}, "2026-11-03", "03.11.2026"},
      {Value{*Instant::Parse("2026-11-03T09:05:59Z")}, "2026-11-03 09:05 UTC",
       "03.11.2026 09:05 UTC"},
      {Value{Money{12500000, "EUR"}}, "12.5 EUR", "12,5 EUR"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(DescribeValue(c.value, &fact, "en"), c.en);
    EXPECT_EQ(DescribeValue(c.value, &fact, "de"), c.de);
  }
  EXPECT_EQ(DescribeValue(Value{std::string("it")}, nullptr, "en"), "it");
}

TEST(DescribeValue, SurvivesDaysBeyondTheCalendar) {
  for (int32_t days : {INT32_MIN, INT32_MAX}) {
    EXPECT_FALSE(
        DescribeValue(Value{Date::FromDays(days)}, nullptr, "de").empty());
  }
  for (int64_t micros : {INT64_MIN, INT64_MAX}) {
    EXPECT_FALSE(
        DescribeValue(Value{Instant::FromMicros(micros)}, nullptr, "de")
            .empty());
  }
}

EngineSpec WordySpec() {
  EngineSpec spec;
  spec.schema.company = {{"employees", ValueType::kInteger},
                         {"industry", ValueType::kText}};
  spec.schema.company[0].label =
      LocalText{"", "employees", "Mitarbeitende", {}};
  spec.schema.company[1].label = LocalText{"", "industry", "Branche", {}};
  spec.schema.company[1].options = {
      Option{"it", LocalText{"", "IT", "Informatik", {}}, false},
      Option{"trade", LocalText{"", "trade", "Handel", {}}, false}};
  Group fit;
  fit.id = "fit";
  fit.label = LocalText{"", "Fit", "Passung", {}};
  fit.rules = {
      Rule{"labelled", Condition::FromText("employees >= 50"), P(20),
           LocalText{
               "", "At least 50 employees", "Mindestens 50 Mitarbeitende", {}}},
      Rule{"bare", Condition::FromText("employees > 5"), P(10), {}}};
  BandTable bands;
  bands.id = "size";
  bands.of = "employees";
  bands.bands = {Band{Value{int64_t{1}}, Value{int64_t{50}}, P(1), {}},
                 Band{Value{int64_t{50}}, Value{}, P(2.5), {}}};
  bands.missing = P(-3);
  fit.bands = {bands};
  OptionTable options;
  options.id = "sector";
  options.of = "industry";
  options.options = {OptionPoints{"it", P(4), {}}};
  options.otherwise = P(-1);
  options.missing = P(-2);
  fit.options = {options};
  fit.max = P(30.5);
  fit.min = P(-4);
  spec.scoring.base = P(5);
  spec.scoring.groups = {fit};
  spec.scoring.max = P(30);
  return spec;
}

std::vector<std::string> Sentences(const Facts& facts, const char* language) {
  const absl::StatusOr<Engine> engine = CompileEngine(WordySpec());
  EXPECT_TRUE(engine.ok()) << engine.status();
  ScoreOptions options;
  options.language = language;
  options.contributions = true;
  std::vector<std::string> out;
  const absl::StatusOr<ScoreReport> report =
      engine->Score(facts, *Instant::Parse("2026-11-23T10:00:00Z"), options);
  EXPECT_TRUE(report.ok()) << report.status();
  for (const ReportedContribution& c : report->contributions) {
    out.push_back(c.text);
  }
  return out;
}

TEST(DescribeContribution, IsASentenceInBothLanguages) {
  Facts facts;
  facts.company.emplace();
  facts.company->attributes = {{"employees", Value{int64_t{120}}, {}, ""},
                               {"industry", Value{std::string("it")}, {}, ""}};
  EXPECT_THAT(Sentences(facts, "en"),
              ElementsAre("At least 50 employees (employees: 120): +20 points",
                          "employees > 5 (employees: 120): +10 points",
                          "\"Fit\" gives at most 30.5: -6 points",
                          "The total is at most 30: -5.5 points",
                          "Every lead starts with this: +5 points",
                          "Industry: IT: +4 points",
                          "Employees: 120 (from 50): +2.5 points"));
  EXPECT_THAT(
      Sentences(facts, "de"),
      ElementsAre(
          "Mindestens 50 Mitarbeitende (Mitarbeitende: 120): +20 Punkte",
          "employees > 5 (Mitarbeitende: 120): +10 Punkte",
          "„Passung“ gibt höchstens 30,5: -6 Punkte",
          "Die Summe ist höchstens 30: -5,5 Punkte",
          "Damit beginnt jeder Lead: +5 Punkte",
          "Branche: Informatik: +4 "
          "Punkte",
          "Mitarbeitende: 120 (ab 50): +2,5 Punkte"));
}

TEST(DescribeContribution, SaysWhatIsUnknownOrNotListed) {
  EXPECT_THAT(Sentences(Facts(), "en"),
              ElementsAre("Every lead starts with this: +5 points",
                          "Employees is unknown: -3 points",
                          "Industry is unknown: -2 points",
                          "\"Fit\" gives at least -4: +1 point"));
  Facts facts;
  facts.company.emplace();
  facts.company->attributes = {
      {"employees", Value{int64_t{3}}, {}, ""},
      {"industry", Value{std::string("trade")}, {}, ""}};
  EXPECT_THAT(Sentences(facts, "de"),
              ElementsAre("Damit beginnt jeder Lead: +5 Punkte",
                          "Mitarbeitende: 3 (von 1 bis unter 50): +1 Punkt",
                          "Branche ist nicht in der Liste: -1 Punkt"));
}

}  // namespace
}  // namespace lotse
