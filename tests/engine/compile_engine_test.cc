// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "lotse/engine/engine.h"
#include "tests/testing/small_engine.h"
#include "tests/testing/spec_paths.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> IssuesOfSpec(const EngineSpec& spec) {
  SpecIssues issues;
  ValidateEngineSpec(spec, &issues);
  return IssuesOf(issues);
}

TEST(ValidateEngineSpec, AcceptsTheEmptyAndTheSmallSpec) {
  EXPECT_THAT(IssuesOfSpec(EngineSpec()), IsEmpty());
  EXPECT_THAT(IssuesOfSpec(SmallEngineSpec()), IsEmpty());
}

TEST(ValidateEngineSpec, ReportsEverythingAtOnceWithItsPath) {
  EngineSpec spec = SmallEngineSpec();
  spec.tenant = "\xff";
  spec.texts.push_back(LocalText{"size", "", "", {}});
  spec.texts.push_back(LocalText{"", "x", "", {}});
  spec.scoring.groups[0].rules[0].label.id = "sizes";
  spec.scoring.groups[0].rules[1].when =
      Condition::FromText("employes >= 5 and gender = 'f'");
  spec.scoring.groups[0].rules[2].id = "big";
  spec.scoring.categories[1].from.reset();
  EXPECT_THAT(
      IssuesOfSpec(spec),
      ElementsAre(
          "texts[1].id: stands twice", "texts[2].id: is empty",
          "scoring.groups[0].rules[0].label.id: unknown text; did you mean "
          "\"size\"?",
          "tenant: is no valid UTF-8",
          "scoring.groups[0].rules[1].when: unknown attribute \"employes\"; "
          "did you mean \"employees\"?",
          "scoring.groups[0].rules[1].when: company.gender must not be used "
          "for scoring (the schema says not_for_scoring)",
          "scoring.groups[0].rules[2].id: \"big\" stands twice in the "
          "scorecard",
          "scoring.categories[1].from: is missing"));
  SpecIssues issues;
  ValidateEngineSpec(spec, &issues);
  for (const SpecIssue& issue : issues.list()) {
    // A missing optional field is named though it is not there.
    EXPECT_TRUE(HasPath(spec, issue.path) ||
                HasPath(spec, absl::StripSuffix(issue.path, ".from")))
        << issue.path;
  }
  EXPECT_FALSE(CompileEngine(spec).ok());
}

TEST(ValidateEngineSpec, NamesWhatIsWrongWithRoutingAndWorkList) {
  EngineSpec spec = SmallEngineSpec();
  spec.routing.emplace();
  RoutingRule rule;
  rule.id = "r";
  rule.pool = "nobody";
  rule.when = Condition::FromText("no_such_fact = 1");
  spec.routing->rules = {rule};
  spec.routing->calendar = "office";
  spec.work_list.emplace();
  spec.work_list->currency = "euro";
  spec.work_list->value_fact = "no_such_fact";
  spec.work_list->worked_kinds = {"no_such_kind"};
  SpecIssues issues;
  ValidateEngineSpec(spec, &issues);
  EXPECT_THAT(PathsOf(issues),
              ElementsAre("work_list.currency", "work_list.value_fact",
                          "work_list.worked_kinds[0]", "routing.rules[0].when",
                          "routing.rules[0].pool", "routing.calendar"));
  EXPECT_THAT(CompileEngine(spec), StatusIs(absl::StatusCode::kInvalidArgument,
                                            HasSubstr("work_list.currency: ")));
  spec.work_list.reset();
  EXPECT_THAT(CompileEngine(spec),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("routing.rules[0].when: ")));
}

TEST(CompileEngine, GivesARouterThatKnowsTenantAndCalendars) {
  EngineSpec spec = SmallEngineSpec();
  ASSERT_THAT(CompileEngine(spec), IsOk());
  EXPECT_EQ(CompileEngine(spec)->router(), nullptr);
  spec.tenant = "t-1";
  BusinessCalendarSpec office;
  office.name = "office";
  office.time_zone = "Europe/Berlin";
  office.week = {{Weekday::kMonday, "09:00", "17:00"}};
  spec.calendars = {office};
  spec.texts.push_back({"sales", "Sales", "Vertrieb", {}});
  spec.routing.emplace();
  spec.routing->calendar = "office";
  spec.routing->pools = {{"sales", {"sales", "", "", {}}, {}}};
  const auto engine = CompileEngine(spec);
  ASSERT_THAT(engine, IsOk());
  ASSERT_NE(engine->router(), nullptr);
  EXPECT_EQ(engine->router()->tenant(), "t-1");
  EXPECT_NE(engine->router()->calendar(), nullptr);
  EXPECT_EQ(engine->router()->spec().pools[0].label.In("de"), "Vertrieb");
}

TEST(ValidateEngineSpec, ABrokenSchemaHidesTheConditions) {
  EngineSpec spec = SmallEngineSpec();
  spec.schema.company[0].key = "Employees";
  const std::vector<std::string> issues = IssuesOfSpec(spec);
  EXPECT_THAT(issues, ElementsAre(HasSubstr("schema.company[0].key: is no")));
  EXPECT_THAT(CompileEngine(spec),
              StatusIs(absl::StatusCode::kInvalidArgument, Eq(issues[0])));
}

TEST(ValidateEngineSpec, LimitsWhatLabelsTakeFromTheCatalogue) {
  EngineSpec spec;
  spec.texts = {LocalText{"long", std::string(kMaxTextBytes, 'x'), "", {}}};
  for (size_t i = 0; i < 70; ++i) {
    spec.schema.channels.push_back(
        Option{absl::StrCat("c", i), LocalText{"long", "", "", {}}, false});
  }
  const std::vector<std::string> issues = IssuesOfSpec(spec);
  ASSERT_EQ(issues.size(), 70u - 63u);
  EXPECT_EQ(issues[0],
            "schema.channels[63].label.id: the labels' texts have more than "
            "67108864 bytes in all");
}

TEST(CompileEngine, ChecksTheResources) {
  Resources resources;
  resources.rates.rates = {{"USD", "EUR", Date(), 0}};
  EXPECT_THAT(CompileEngine(SmallEngineSpec(), resources),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("resources.rates[0].rate_nano: must be above 0")));
}

TEST(CompileEngine, PutsTheCatalogueIntoTheLabels) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(SmallEngineSpec()));
  const LocalText& label = engine.spec().scoring.groups[0].rules[0].label;
  EXPECT_EQ(label.In("en"), "A large company");
  EXPECT_EQ(label.In("fr"), "Grande entreprise");
  // A label that has a text of its own keeps it.
  EngineSpec spec = SmallEngineSpec();
  spec.scoring.groups[0].rules[0].label.de = "Eigener Text";
  ASSERT_OK_AND_ASSIGN(const Engine other, CompileEngine(spec));
  EXPECT_EQ(other.spec().scoring.groups[0].rules[0].label.In("en"),
            "Eigener Text");
}

TEST(CompileEngine, FingerprintNamesSpecAndResources) {
  const auto fingerprint = [](const std::function<void(EngineSpec*)>& change,
                              Resources resources = {}) {
    EngineSpec spec = SmallEngineSpec();
    change(&spec);
    return CompileEngine(spec, std::move(resources))->fingerprint();
  };
  const auto nothing = [](EngineSpec*) {};
  const Fingerprint base = fingerprint(nothing);
  EXPECT_EQ(fingerprint(nothing), base);
  EXPECT_NE(fingerprint([](EngineSpec* s) { s->tenant = "other"; }), base);
  EXPECT_NE(fingerprint([](EngineSpec* s) {
              s->scoring.groups[0].rules[0].points += Points::FromNano(1);
            }),
            base);
  EXPECT_NE(fingerprint([](EngineSpec* s) { s->texts[0].en = "x"; }), base);
  Resources rates;
  rates.rates.rates = {{"USD", "EUR", Date::FromDays(20000), 920000000}};
  EXPECT_NE(fingerprint(nothing, rates), base);
  EXPECT_EQ(base.ToString().size(), 32u);
}

}  // namespace
}  // namespace lotse
