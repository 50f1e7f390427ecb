// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/engine.h"

#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/small_engine.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::IsEmpty;

Points P(double points) { return Points::FromDouble(points); }
const Instant kNow = *Instant::Parse("2026-11-23T10:00:00Z");

Facts FactsOf(int64_t employees, const char* industry) {
  Facts facts;
  facts.lead.id = "L-1";
  facts.company.emplace();
  facts.company->attributes = {
      {"employees", Value{employees}, {}, ""},
      {"industry", Value{std::string(industry)}, {}, ""}};
  return facts;
}

TEST(Engine, ReportsTheStrongestContributionFirst) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(SmallEngineSpec()));
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
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(SmallEngineSpec()));
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
  EngineSpec spec = SmallEngineSpec();
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
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(SmallEngineSpec()));
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
                       CompileEngine(SmallEngineSpec(), resources));
  ASSERT_OK_AND_ASSIGN(const Engine without, CompileEngine(SmallEngineSpec()));
  EXPECT_EQ(with.Score(facts, kNow)->points, P(1));
  EXPECT_EQ(without.Score(facts, kNow)->points, P(0));
}

TEST(Engine, ProposesConversionsIfTheSpecSaysHow) {
  EngineSpec spec = SmallEngineSpec();
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
  EngineSpec spec = SmallEngineSpec();
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
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(SmallEngineSpec()));
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
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(SmallEngineSpec()));
  EXPECT_GT(engine.MemoryUsage(), engine.scorer().MemoryUsage());
}

}  // namespace
}  // namespace lotse
