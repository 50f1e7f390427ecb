// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "gtest/gtest.h"
#include "lotse/base/exact_math.h"
#include "lotse/engine/engine.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

Points P(double points) { return Points::FromDouble(points); }

const Instant kNow = *Instant::Parse("2026-11-23T10:00:00Z");

// Fit and engagement as scores of their own, and a main score that weighs them.
EngineSpec CombinedSpec() {
  EngineSpec spec;
  spec.schema.company = {{"employees", ValueType::kInteger}};
  spec.schema.activity_kinds = {
      {"download", LocalText{"", "Download", "Download", {}}},
      {"webinar", LocalText{"", "Webinar", "Webinar", {}}}};
  EngagementGroup web;
  web.id = "web";
  web.max = P(25);
  EngagementRule download;
  download.id = "download";
  download.kinds = {"download"};
  download.points = P(10);
  download.decay = {DecayKind::kHalfLife, Duration::Days(14)};
  EngagementRule webinar;
  webinar.id = "webinar";
  webinar.kinds = {"webinar"};
  webinar.points = P(8);
  web.rules = {download, webinar};
  spec.engagement.groups = {web};

  NamedScore fit;
  fit.name = "fit";
  fit.label = LocalText{"", "Fit", "Passung", {}};
  Group company;
  company.id = "company";
  Rule size;
  size.id = "size";
  size.when = Condition::FromText("employees >= 50");
  size.points = P(30);
  company.rules = {size};
  fit.scoring.groups = {company};
  fit.scoring.categories = {{"c"}, {"a"}};
  fit.scoring.categories[1].from = P(20);
  spec.scores = {fit};

  Group both;
  both.id = "both";
  Weight fit_weight;
  fit_weight.id = "fit";
  fit_weight.of = "score.fit.points";
  fit_weight.factor = 0.5;
  Weight engagement_weight;
  engagement_weight.id = "engagement";
  engagement_weight.of = "engagement.points";
  both.weights = {fit_weight, engagement_weight};
  spec.scoring.groups = {both};
  spec.scoring.categories = {{"cold"}, {"hot"}};
  spec.scoring.categories[1].from = P(30);
  return spec;
}

Facts FactsOf(int64_t employees) {
  Facts facts;
  facts.lead.id = "L-1";
  facts.company.emplace();
  facts.company->attributes = {{"employees", Value{employees}}};
  facts.persons.emplace_back();
  facts.persons[0].activities = {{"A-1", "download", kNow - Duration::Days(14)},
                                 {"A-2", "webinar", kNow - Duration::Days(3)}};
  return facts;
}

ScoreReport ReportOf(const EngineSpec& spec, const Facts& facts,
                     const char* language = "en") {
  const absl::StatusOr<Engine> engine = CompileEngine(spec);
  EXPECT_TRUE((engine.status()).ok());
  if (!engine.ok()) return {};
  ScoreOptions options;
  options.contributions = true;
  options.language = language;
  const absl::StatusOr<ScoreReport> report =
      engine->Score(facts, kNow, options);
  EXPECT_TRUE((report.status()).ok());
  return report.value_or(ScoreReport());
}

TEST(ReportScore, WeighsFurtherScoresAndEngagement) {
  const ScoreReport report = ReportOf(CombinedSpec(), FactsOf(120));
  EXPECT_EQ(report.engagement, P(13));  // 10 after one half-life, and 8.
  ASSERT_EQ(report.scores.size(), 1u);
  EXPECT_EQ(report.scores[0].name, "fit");
  EXPECT_EQ(report.scores[0].points, P(30));
  EXPECT_EQ(report.scores[0].category, "a");
  EXPECT_EQ(report.points, P(28));
  EXPECT_EQ(report.category, "cold");
}

TEST(ReportScore, ShowsWhatAWeightAddsUpFrom) {
  const ScoreReport report = ReportOf(CombinedSpec(), FactsOf(120));
  ASSERT_EQ(report.contributions.size(), 2u);
  const ReportedContribution& fit = report.contributions[0];
  EXPECT_EQ(fit.path, "scoring.groups[0].weights[0]");
  EXPECT_EQ(fit.text, "Fit: 30, times 0.5: +15 points");
  ASSERT_EQ(fit.parts.size(), 1u);
  EXPECT_EQ(fit.parts[0].path, "scores[0].scoring.groups[0].rules[0]");
  const ReportedContribution& engagement = report.contributions[1];
  EXPECT_EQ(engagement.text, "Engagement: 13: +13 points");
  ASSERT_EQ(engagement.parts.size(), 2u);
  EXPECT_EQ(engagement.parts[0].id, "webinar");
  EXPECT_EQ(engagement.parts[0].text,
            "Webinar: once, on 2026-11-20: +8 points");
  EXPECT_EQ(engagement.parts[1].text,
            "Download: once, on 2026-11-09, 10 before fading: +5 points");
  Points sum;
  for (const ReportedContribution& part : engagement.parts) sum += part.points;
  EXPECT_EQ(sum, engagement.points);
}

TEST(ReportScore, SpeaksGerman) {
  const ScoreReport report = ReportOf(CombinedSpec(), FactsOf(120), "de");
  EXPECT_EQ(report.contributions[0].text, "Passung: 30, mal 0,5: +15 Punkte");
  EXPECT_EQ(report.contributions[1].parts[1].text,
            "Download: einmal, am 09.11.2026, vor dem Verblassen 10: +5 "
            "Punkte");
}

TEST(ReportScore, NamesTheCapOfAGroupOfEngagement) {
  Facts facts = FactsOf(10);
  for (int day = 1; day <= 3; ++day) {
    facts.persons[0].activities.push_back(
        {"", "webinar", kNow - Duration::Days(day)});
  }
  const ScoreReport report = ReportOf(CombinedSpec(), facts);
  EXPECT_EQ(report.engagement, P(25));
  ASSERT_EQ(report.contributions.size(), 1u);
  ASSERT_EQ(report.contributions[0].parts.size(), 3u);
  EXPECT_EQ(report.contributions[0].parts[1].text,
            "\"web\" gives at most 25: -12 points");
}

TEST(ReportScore, LeavesOutScoresThatDoNotApply) {
  EngineSpec spec = CombinedSpec();
  spec.scores[0].when = Condition::FromText("employees >= 1000");
  spec.scoring.groups[0].weights[0].missing = P(-2);
  const ScoreReport report = ReportOf(spec, FactsOf(120));
  EXPECT_TRUE(report.scores.empty());
  EXPECT_EQ(report.points, P(11));
  EXPECT_EQ(report.contributions[1].text, "Fit is unknown: -2 points");
}

TEST(ReportScore, LetsLaterScoresReadEarlierOnes) {
  EngineSpec spec = CombinedSpec();
  NamedScore second = spec.scores[0];
  second.name = "second";
  second.scoring.groups[0].rules[0].when = Condition::FromText(
      "score.fit.category = \"a\" and engagement.web.points >= 10");
  spec.scores.push_back(second);
  const ScoreReport report = ReportOf(spec, FactsOf(120));
  ASSERT_EQ(report.scores.size(), 2u);
  EXPECT_EQ(report.scores[1].points, P(30));
}

TEST(ReportScore, RefusesToReadLaterScores) {
  EngineSpec spec = CombinedSpec();
  NamedScore second = spec.scores[0];
  second.name = "second";
  spec.scores.push_back(second);
  spec.scores[0].scoring.groups[0].rules[0].when =
      Condition::FromText("score.second.points > 1");
  spec.scores[1].when = Condition::FromText("score.points > 1");
  SpecIssues issues;
  ValidateEngineSpec(spec, &issues);
  ASSERT_EQ(issues.count(), 2u);
  EXPECT_EQ(issues.list()[0].ToString(),
            "scores[0].scoring.groups[0].rules[0].when: score.second.points is "
            "not known here: it is computed in a later step");
  EXPECT_EQ(issues.list()[1].path, "scores[1].when");
}

TEST(ReportScore, RefusesNamesThatStandTwice) {
  EngineSpec spec = CombinedSpec();
  spec.scores.push_back(spec.scores[0]);
  spec.scores.push_back(spec.scores[0]);
  spec.scores[2].name = "Fit!";
  spec.scores.push_back(spec.scores[0]);
  spec.scores[3].name = "points";
  SpecIssues issues;
  ValidateEngineSpec(spec, &issues);
  ASSERT_EQ(issues.count(), 3u);
  EXPECT_EQ(issues.list()[0].ToString(),
            "scores[1].name: \"fit\" stands twice");
  EXPECT_EQ(issues.list()[1].path, "scores[2].name");
  EXPECT_EQ(issues.list()[2].path, "scores[3].name");
  EXPECT_EQ(CompileEngine(spec).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(ReportScore, RemembersCategoriesOfFurtherScores) {
  EngineSpec spec = CombinedSpec();
  spec.scores[0].scoring.categories[1].hysteresis = P(20);
  spec.scores[0].scoring.groups[0].rules[0].points = P(5);
  const absl::StatusOr<Engine> engine = CompileEngine(spec);
  ASSERT_TRUE((engine.status()).ok());
  ScoreOptions options;
  options.previous_scores = {{"fit", "a", kNow - Duration::Days(9)}};
  const absl::StatusOr<ScoreReport> report =
      engine->Score(FactsOf(120), kNow, options);
  ASSERT_TRUE((report.status()).ok());
  EXPECT_EQ(report->scores[0].category, "a");
  EXPECT_EQ(report->scores[0].category_since, kNow - Duration::Days(9));
  EXPECT_EQ(engine->Score(FactsOf(120), kNow)->scores[0].category, "c");
}

}  // namespace
}  // namespace lotse
