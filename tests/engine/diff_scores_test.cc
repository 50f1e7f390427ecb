// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/score_diff.h"
#include "tests/engine/explained_lead.h"
#include "tests/testing/random_facts.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_spec.h"
#include "tests/testing/random_tenant.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Points P(double points) { return Points::FromDouble(points); }

const Instant kBefore = At("2026-11-02T00:00:00Z");
const Instant kAfter = At("2026-11-16T00:00:00Z");

std::vector<std::string> TextsOf(const ScoreDiff& diff) {
  std::vector<std::string> texts;
  for (const ScoreChange& change : diff.changes) texts.push_back(change.text);
  return texts;
}

ScoreDiff DiffOf(const EngineSpec& before, const EngineSpec& after,
                 const Facts& facts, ScoreOptions options = {}) {
  return *DiffScores(*CompileEngine(before), *CompileEngine(after), facts,
                     kBefore, kAfter, options);
}

TEST(DiffScores, NamesEachCauseWithItsFactsAndDates) {
  const ScoreDiff diff =
      DiffOf(ExplainedSpec(), ExplainedSpec(), ExplainedFacts());
  EXPECT_EQ(diff.before.points, P(21));
  EXPECT_EQ(diff.after.points, P(58));
  EXPECT_EQ(diff.text,
            "58 points, 37 more than on 2026-11-02; Hot instead of Cold");
  EXPECT_THAT(
      TextsOf(diff),
      ElementsAre(
          "14 days passed: -8 points",
          "Employees changed from 40 to 120 (2026-11-05): +20 points; now Hot",
          "New: answer on \"budget\": approved (2026-11-09): +15 points",
          "Consent news by email changed from none to confirmed "
          "(2026-11-10): +2 points",
          "New: Webinar on 2026-11-12: +8 points"));
  ASSERT_EQ(diff.changes[0].contributions.size(), 1u);
  const ContributionChange& engagement = diff.changes[0].contributions[0];
  EXPECT_EQ(engagement.text, "Engagement, now 8 instead of 16: -8 points");
  ASSERT_EQ(engagement.parts.size(), 1u);
  EXPECT_EQ(engagement.parts[0].text,
            "Download faded since 2026-11-02: -8 points");
  EXPECT_EQ(engagement.parts[0].path, "engagement.groups[0].rules[0]");
  EXPECT_EQ(diff.changes[1].contributions[0].text,
            "At least 50 employees (employees: 120): +20 points");
  EXPECT_EQ(diff.changes[1].cause, ScoreCause::kAttribute);
  EXPECT_EQ(diff.changes[1].subject, "company.employees");
  EXPECT_EQ(diff.changes[1].category, "hot");
  EXPECT_FALSE(diff.changes[1].correction);
}

TEST(DiffScores, SpeaksGerman) {
  ScoreOptions options;
  options.language = "de";
  const ScoreDiff diff =
      DiffOf(ExplainedSpec(), ExplainedSpec(), ExplainedFacts(), options);
  EXPECT_EQ(diff.text, "58 Punkte, 37 mehr als am 02.11.2026; Heiß statt Kalt");
  EXPECT_THAT(
      TextsOf(diff),
      ElementsAre("14 Tage sind vergangen: -8 Punkte",
                  "Mitarbeitende: jetzt 120 statt 40 (05.11.2026): +20 Punkte; "
                  "jetzt Heiß",
                  "Neu: Antwort auf „Budget“: approved (09.11.2026): +15 "
                  "Punkte",
                  "Einwilligung news per email: jetzt bestätigt statt keine "
                  "(10.11.2026): +2 Punkte",
                  "Neu: Webinar am 12.11.2026: +8 Punkte"));
  EXPECT_EQ(diff.changes[0].contributions[0].parts[0].text,
            "Download: verblasst seit 02.11.2026: -8 Punkte");
}

TEST(DiffScores, TellsOtherRulesFromOtherFacts) {
  EngineSpec changed = ExplainedSpec();
  std::vector<Rule>& rules = changed.scoring.groups[0].rules;
  rules.erase(rules.begin());  // The size counts no more.
  rules[0].points = P(7);
  rules.push_back(MakeRule("any", "employees > 1", 1));
  const ScoreDiff diff = DiffOf(ExplainedSpec(), changed, ExplainedFacts());
  const ScoreChange& first = diff.changes[0];
  EXPECT_EQ(first.cause, ScoreCause::kRules);
  EXPECT_EQ(first.text, "The rules changed: +3 points");
  ASSERT_EQ(first.contributions.size(), 2u);
  EXPECT_EQ(first.contributions[0].text,
            "Buys for the company (role: buyer), now 7 instead of 5: +2 "
            "points");
  EXPECT_EQ(first.contributions[1].text,
            "New rule: employees > 1 (employees: 40): +1 point");
}

TEST(DiffScores, CallsFactsOfTheTimeBeforeCorrections) {
  const Facts before = ExplainedFacts();
  Facts after = before;
  after.company->attributes[0].value = Value{int64_t{60}};  // Was 40.
  after.company->attributes.pop_back();
  after.persons[0].activities.erase(after.persons[0].activities.begin());
  const Engine engine = *CompileEngine(ExplainedSpec());
  const ScoreDiff diff =
      *DiffScores(engine, engine, before, after, kBefore, kAfter);
  EXPECT_THAT(
      TextsOf(diff),
      ElementsAre("14 days passed: -8 points",
                  "Employees changed from 40 to 60: +20 points; now "
                  "Hot",
                  HasSubstr("New: answer on \"budget\""),
                  HasSubstr("Consent news"), "Removed: Download: -8 points",
                  "New: Webinar on 2026-11-12: +8 points"));
  EXPECT_TRUE(diff.changes[1].correction);
  EXPECT_TRUE(diff.changes[4].correction);
}

TEST(DiffScores, LeavesOutWhatChangesNothing) {
  const Engine engine = *CompileEngine(ExplainedSpec());
  Facts facts = ExplainedFacts();
  facts.persons[0].attributes.push_back(
      {"hobby", Value{std::string("go")}, At("2026-11-04"), ""});
  const ScoreDiff diff = *DiffScores(engine, engine, facts, kAfter, kAfter);
  EXPECT_TRUE(diff.changes.empty());
  EXPECT_EQ(diff.text, "58 points, as now; still Hot");
  EXPECT_EQ(DiffOf(ExplainedSpec(), ExplainedSpec(), facts).changes.size(), 5u);
}

TEST(DiffScores, SaysWhenACategoryIsKeptBelowItsThreshold) {
  EngineSpec spec = ExplainedSpec();
  spec.scoring.categories[1].from = P(20);
  spec.scoring.categories[1].hysteresis = P(10);
  Facts facts = ExplainedFacts();
  facts.company.reset();
  facts.lead.answers.clear();
  facts.persons[0].activities.pop_back();
  facts.persons[0].consents.clear();
  const ScoreDiff diff = DiffOf(spec, spec, facts);
  EXPECT_EQ(diff.after.category, "hot");
  EXPECT_EQ(diff.text,
            "13 points, 8 fewer than on 2026-11-02; still Hot, which begins at "
            "20 points but is not left at once");
}

TEST(DiffScores, HidesValuesFromWhoMustNotSeeThem) {
  ScoreOptions options;
  options.audience = Audience::kNoPersonalValues;
  Facts after = ExplainedFacts();
  after.persons[0].attributes[0].value = Value{std::string("rival")};
  const Engine engine = *CompileEngine(ExplainedSpec());
  const ScoreDiff diff = *DiffScores(engine, engine, ExplainedFacts(), after,
                                     kAfter, kAfter, options);
  EXPECT_THAT(TextsOf(diff),
              ElementsAre("Role changed (not shown): -5 points; ruled out: "
                          "Role (not shown); now Cold"));
  EXPECT_EQ(diff.changes[0].contributions[0].text,
            "No longer: Role: -5 points");
}

TEST(DiffScores, RefusesInstantsInTheWrongOrderAndBadFacts) {
  const Engine engine = *CompileEngine(ExplainedSpec());
  EXPECT_EQ(
      DiffScores(engine, engine, Facts(), kAfter, kBefore).status().code(),
      absl::StatusCode::kInvalidArgument);
  Facts facts = ExplainedFacts();
  facts.company->attributes[1].value = Value{true};
  EXPECT_THAT(std::string(DiffScores(engine, engine, facts, kBefore, kAfter)
                              .status()
                              .message()),
              HasSubstr("company.attributes[1].value"));
}

// A spec over a random tenant, with engagement for all its kinds.
EngineSpec RandomEngineSpec(const RandomTenant& tenant, RandomSource* random) {
  EngineSpec spec;
  spec.schema = tenant.schema;
  spec.scoring = MakeRandomSpec(tenant, random).scoring;
  if (tenant.schema.activity_kinds.empty() || random->Chance(20)) return spec;
  EngagementGroup& group = spec.engagement.groups.emplace_back();
  group.id = "activities";
  for (const Option& kind : tenant.schema.activity_kinds) {
    EngagementRule& rule = group.rules.emplace_back();
    rule.id = kind.key;
    rule.kinds = {kind.key};
    rule.points = Points::FromNano(random->Between(-9000000000, 9000000000));
    if (random->Chance(70)) {
      rule.decay = {DecayKind::kHalfLife,
                    Duration::Days(random->Between(1, 90))};
    }
  }
  Group& weights = spec.scoring.groups.emplace_back();
  weights.id = "weighed_engagement";
  Weight& weight = weights.weights.emplace_back();
  weight.id = "weighed";
  weight.of = "engagement.points";
  if (random->Chance(50)) weight.factor = 0.37;
  if (random->Chance(30)) weight.max = P(5);
  return spec;
}

void ExpectExactSums(const ScoreDiff& diff) {
  Points sum = diff.before.points;
  ScoreCause last = ScoreCause::kUnspecified;
  for (const ScoreChange& change : diff.changes) {
    sum += change.points;
    Points of_change;
    for (const ContributionChange& c : change.contributions) {
      of_change += c.after - c.before;
    }
    EXPECT_EQ(of_change, change.points);
    EXPECT_LE(last, change.cause);
    EXPECT_FALSE(change.text.empty());
    last = change.cause;
  }
  EXPECT_EQ(sum, diff.after.points);
}

TEST(DiffScores, AddsUpExactlyOnRandomTenants) {
  int compared = 0, changes = 0;
  for (uint64_t seed : RandomSeeds(150)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const RandomTenant tenant = MakeRandomTenant(&random);
    Resources resources;
    resources.rates = tenant.rates;
    const absl::StatusOr<Engine> first =
        CompileEngine(RandomEngineSpec(tenant, &random), resources);
    const absl::StatusOr<Engine> second =
        CompileEngine(RandomEngineSpec(tenant, &random), resources);
    ASSERT_TRUE(first.ok()) << first.status();
    ASSERT_TRUE(second.ok()) << second.status();
    Instant before = RandomInstant(tenant.as_of, &random);
    Instant after = RandomInstant(tenant.as_of, &random);
    if (after < before) std::swap(before, after);
    const Facts facts = MakeRandomFacts(tenant, FactsMode::kRich, &random);
    const Facts other = MakeRandomFacts(tenant, FactsMode::kRich, &random);
    for (const Facts* later : {&facts, &other}) {
      const absl::StatusOr<ScoreReport> expected = second->Score(*later, after);
      const absl::StatusOr<ScoreDiff> diff =
          DiffScores(*first, *second, facts, *later, before, after);
      if (!expected.ok() || !diff.ok()) continue;
      ++compared;
      changes += static_cast<int>(diff->changes.size());
      EXPECT_EQ(diff->after.points, expected->points);
      ExpectExactSums(*diff);
    }
  }
  EXPECT_GT(compared, 200);
  EXPECT_GT(changes, compared);
}

}  // namespace
}  // namespace lotse
