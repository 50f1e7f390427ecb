// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/engine.h"

#include <cstddef>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "tests/testing/spec_paths.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Points P(double points) { return Points::FromDouble(points); }
const Instant kNow = *Instant::Parse("2026-11-23T10:00:00Z");

EngineSpec SmallSpec() {
  EngineSpec spec;
  spec.tenant = "acme";
  spec.schema.currency = "EUR";
  spec.schema.company = {{"employees", ValueType::kInteger},
                         {"industry", ValueType::kText},
                         {"gender", ValueType::kText},
                         {"revenue", ValueType::kMoney}};
  spec.schema.company[1].options = {Option{"it", {}, false}};
  spec.schema.company[2].not_for_scoring = true;
  Group fit;
  fit.id = "fit";
  fit.label = LocalText{"", "Fit", "Passung", {}};
  fit.rules = {
      Rule{"big", Condition::FromText("employees >= 50"), P(20),
           LocalText{"size", "", "", {}}},
      Rule{"huge", Condition::FromText("employees >= 500"), P(-30), {}},
      Rule{"it", Condition::FromText("industry = 'it'"), P(20), {}},
      Rule{"rich", Condition::FromText("revenue >= 5 EUR"), P(1), {}}};
  spec.scoring.groups = {fit};
  spec.scoring.vetoes = {Veto{"tiny", Condition::FromText("employees = 1"),
                              LocalText{"", "too small", "zu klein", {}}}};
  spec.scoring.categories.resize(2);
  spec.scoring.categories[0].id = "cold";
  spec.scoring.categories[1].id = "hot";
  spec.scoring.categories[1].from = P(20);
  spec.scoring.categories[1].hysteresis = P(5);
  spec.texts = {LocalText{"size",
                          "A large company",
                          "Großes Unternehmen",
                          {{"fr", "Grande entreprise"}}}};
  return spec;
}

Facts FactsOf(int64_t employees, const char* industry) {
  Facts facts;
  facts.lead.id = "L-1";
  facts.company.emplace();
  facts.company->attributes = {
      {"employees", Value{employees}, {}, ""},
      {"industry", Value{std::string(industry)}, {}, ""}};
  return facts;
}

std::vector<std::string> IssuesOfSpec(const EngineSpec& spec) {
  SpecIssues issues;
  ValidateEngineSpec(spec, &issues);
  return IssuesOf(issues);
}

TEST(ValidateEngineSpec, AcceptsTheEmptyAndTheSmallSpec) {
  EXPECT_THAT(IssuesOfSpec(EngineSpec()), IsEmpty());
  EXPECT_THAT(IssuesOfSpec(SmallSpec()), IsEmpty());
}

TEST(ValidateEngineSpec, ReportsEverythingAtOnceWithItsPath) {
  EngineSpec spec = SmallSpec();
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
  EngineSpec spec = SmallSpec();
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
  EngineSpec spec = SmallSpec();
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
  EngineSpec spec = SmallSpec();
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
  EXPECT_THAT(CompileEngine(SmallSpec(), resources),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("resources.rates[0].rate_nano: must be above 0")));
}

TEST(CompileEngine, PutsTheCatalogueIntoTheLabels) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(SmallSpec()));
  const LocalText& label = engine.spec().scoring.groups[0].rules[0].label;
  EXPECT_EQ(label.In("en"), "A large company");
  EXPECT_EQ(label.In("fr"), "Grande entreprise");
  // A label that has a text of its own keeps it.
  EngineSpec spec = SmallSpec();
  spec.scoring.groups[0].rules[0].label.de = "Eigener Text";
  ASSERT_OK_AND_ASSIGN(const Engine other, CompileEngine(spec));
  EXPECT_EQ(other.spec().scoring.groups[0].rules[0].label.In("en"),
            "Eigener Text");
}

TEST(Engine, FingerprintNamesSpecAndResources) {
  const auto fingerprint = [](const std::function<void(EngineSpec*)>& change,
                              Resources resources = {}) {
    EngineSpec spec = SmallSpec();
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

TEST(Engine, ReportsTheStrongestContributionFirst) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(SmallSpec()));
  ScoreOptions options;
  options.contributions = true;
  ASSERT_OK_AND_ASSIGN(const ScoreReport report,
                       engine.Score(FactsOf(500, "it"), kNow, options));
  EXPECT_EQ(report.lead_id, "L-1");
  EXPECT_EQ(report.as_of, kNow);
  EXPECT_EQ(report.points, P(10));
  EXPECT_EQ(report.category, "cold");
  EXPECT_EQ(report.category_since, kNow);
  EXPECT_EQ(report.fingerprint, engine.fingerprint().ToString());
  EXPECT_FALSE(report.probability.has_value());
  EXPECT_FALSE(report.probability_assumed);
  std::vector<std::string> lines;
  for (const ReportedContribution& c : report.contributions) {
    lines.push_back(absl::StrCat(c.id, " ", c.path, " ", c.points.ToString()));
  }
  EXPECT_THAT(lines, ElementsAre("huge scoring.groups[0].rules[1] -30",
                                 "big scoring.groups[0].rules[0] 20",
                                 "it scoring.groups[0].rules[2] 20"));
  ASSERT_OK_AND_ASSIGN(const ScoreReport plain,
                       engine.Score(FactsOf(500, "it"), kNow));
  EXPECT_THAT(plain.contributions, IsEmpty());
  EXPECT_EQ(plain.points, report.points);
}

TEST(Engine, NamesTheVetoInTheLanguage) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(SmallSpec()));
  ScoreOptions options;
  options.language = "de";
  ASSERT_OK_AND_ASSIGN(const ScoreReport report,
                       engine.Score(FactsOf(1, "it"), kNow, options));
  EXPECT_EQ(report.veto, "tiny");
  EXPECT_EQ(report.veto_reason, "zu klein");
  EXPECT_EQ(report.category, "cold");
  EXPECT_EQ(report.points, P(20));
}

TEST(Engine, RemembersTheCategoryByItsId) {
  EngineSpec spec = SmallSpec();
  spec.scoring.base = P(-5);
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(spec));
  const Facts facts = FactsOf(60, "x");  // 15 points.
  ScoreOptions options;
  options.previous_category_since = kNow - Duration::Days(1);
  for (const auto& [before, expected] :
       std::vector<std::pair<std::string, std::string>>{
           {"", "cold"}, {"hot", "hot"}, {"boiling", "cold"}}) {
    options.previous_category = before;
    ASSERT_OK_AND_ASSIGN(const ScoreReport report,
                         engine.Score(facts, kNow, options));
    EXPECT_EQ(report.category, expected);
    EXPECT_EQ(report.category_since,
              before == expected ? options.previous_category_since : kNow);
  }
}

TEST(Engine, RefusesFactsByTheirPath) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(SmallSpec()));
  Facts facts = FactsOf(5, "it");
  facts.company->attributes[0].value = Value{std::string("secret")};
  EXPECT_THAT(engine.Score(facts, kNow),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("company.attributes[0].value: must be an integer")));
}

TEST(Engine, ConvertsMoneyByItsRates) {
  Resources resources;
  resources.rates.rates = {{"USD", "EUR", Date::FromDays(20000), 500000000}};
  Facts facts = FactsOf(5, "x");
  facts.company->attributes.push_back(
      {"revenue", Value{Money{10000000, "USD"}}, {}, ""});
  ASSERT_OK_AND_ASSIGN(const Engine with,
                       CompileEngine(SmallSpec(), resources));
  ASSERT_OK_AND_ASSIGN(const Engine without, CompileEngine(SmallSpec()));
  EXPECT_EQ(with.Score(facts, kNow)->points, P(1));
  EXPECT_EQ(without.Score(facts, kNow)->points, P(0));
}

TEST(Engine, ProposesConversionsIfTheSpecSaysHow) {
  EngineSpec spec = SmallSpec();
  EXPECT_EQ(CompileEngine(spec)->converter(), nullptr);
  spec.conversion.emplace().fills = {{"company.employees", "company.gone"}};
  SpecIssues issues;
  ValidateEngineSpec(spec, &issues);
  ASSERT_EQ(issues.count(), 1u);
  EXPECT_EQ(issues.list()[0].path, "conversion.fills[0].to");
  EXPECT_FALSE(CompileEngine(spec).ok());
  spec.conversion.emplace();
  const Engine engine = *CompileEngine(spec);
  ASSERT_NE(engine.converter(), nullptr);
  EXPECT_TRUE(engine.converter()
                  ->ProposePromotion(Facts(), {},
                                     *Instant::Parse("2026-11-23T09:00:00Z"))
                  .ok());
}

TEST(Engine, PublishesTheScoreAsSignals) {
  EngineSpec spec = SmallSpec();
  spec.scoring.assumed_probability = AssumedProbability{0.5, P(40), P(10)};
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(spec));
  BindBuffer buffer;
  const Facts facts = FactsOf(60, "it");
  ASSERT_OK_AND_ASSIGN(const LeadView view,
                       engine.binder().Bind(facts, kNow, &buffer));
  ScoreScratch scratch;
  const struct Score score = engine.scorer().Evaluate(view, kNow, {}, &scratch);
  std::vector<ValueView> row(engine.catalog().size());
  engine.PublishScore(score, absl::MakeSpan(row));
  const auto value = [&](const char* name) {
    return row[*engine.catalog().Find(name)];
  };
  EXPECT_EQ(value("score.points").number(), 40.0);
  EXPECT_EQ(value("score.probability").number(), 0.5);
  EXPECT_EQ(value("score.category").text(), "hot");
  EXPECT_TRUE(value("score.veto").missing());
  // A short row takes what fits.
  engine.PublishScore(score, absl::Span<ValueView>());
}

TEST(Engine, MayBeSharedByThreads) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(SmallSpec()));
  ScoreOptions options;
  options.contributions = true;
  ASSERT_OK_AND_ASSIGN(const ScoreReport expected,
                       engine.Score(FactsOf(500, "it"), kNow, options));
  std::vector<int> equal(4, 0);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < equal.size(); ++t) {
    threads.emplace_back([&, t] {
      EngineScratch scratch;
      const Engine copy = engine;
      for (int i = 0; i < 50; ++i) {
        const auto report =
            copy.Score(FactsOf(500, "it"), kNow, options, &scratch);
        if (report.ok() && *report == expected) ++equal[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(equal, ElementsAre(50, 50, 50, 50));
}

TEST(Engine, KnowsItsMemory) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(SmallSpec()));
  EXPECT_GT(engine.MemoryUsage(), engine.scorer().MemoryUsage());
}

}  // namespace
}  // namespace lotse
