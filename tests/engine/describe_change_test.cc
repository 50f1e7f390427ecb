// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/describe_change.h"

#include "gtest/gtest.h"
#include "tests/engine/explained_lead.h"

namespace lotse {
namespace {

Points P(double points) { return Points::FromDouble(points); }

const Instant kFrom = At("2026-11-02");

ReportedContribution Part(const char* path, const char* name, double points,
                          const char* text) {
  ReportedContribution part;
  part.path = path;
  part.name = name;
  part.points = P(points);
  part.text = text;
  return part;
}

TEST(DescribeContributionChange, TellsFadingFromTheRest) {
  const char* const rule = "engagement.groups[0].rules[0]";
  const ReportedContribution many =
      Part(rule, "Download", 8, "Download: 2 times: +8 points");
  const ReportedContribution few =
      Part(rule, "Download", 2.5, "Download: 2 times: +2.5 points");
  const struct {
    ScoreCause cause;
    const ReportedContribution* before;
    const ReportedContribution* after;
    const char* en;
    const char* de;
  } kCases[] = {
      {ScoreCause::kTime, &many, &few,
       "Download faded since 2026-11-02: -5.5 points",
       "Download: verblasst seit 02.11.2026: -5,5 Punkte"},
      {ScoreCause::kTime, &many, nullptr,
       "Download has faded away since 2026-11-02: -8 points",
       "Download: seit 02.11.2026 ganz verblasst: -8 Punkte"},
      {ScoreCause::kTime, &few, &many,
       "Download: 2 times, now 8 instead of 2.5: +5.5 points", nullptr},
      {ScoreCause::kActivity, nullptr, &many, "Download: 2 times: +8 points",
       nullptr},
      {ScoreCause::kActivity, &many, nullptr, "No longer: Download: -8 points",
       nullptr},
      {ScoreCause::kRules, &many, nullptr,
       "Rule gone or changed: Download: -8 points",
       "Regel entfallen oder geändert: Download: -8 Punkte"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(
        DescribeContributionChange(c.cause, kFrom, c.before, c.after, "en"),
        c.en);
    if (c.de == nullptr) continue;
    // The reason without points is found in the report's own language only.
    EXPECT_EQ(
        DescribeContributionChange(c.cause, kFrom, c.before, c.after, "de"),
        c.de);
  }
}

TEST(ReasonOf, IsTheTextWithoutItsPoints) {
  EXPECT_EQ(ReasonOf(Part("", "", 8, "Budget: approved: +8 points"), "en"),
            "Budget: approved");
  EXPECT_EQ(ReasonOf(Part("", "", 8, "Anything"), "en"), "Anything");
}

TEST(DescribeStep, CountsDays) {
  EXPECT_EQ(DescribeStep(ScoreCause::kTime, kFrom, At("2026-11-05"), "en"),
            "3 days passed");
  EXPECT_EQ(DescribeStep(ScoreCause::kTime, kFrom, At("2026-11-03"), "de"),
            "Zeit ist vergangen");
  EXPECT_EQ(DescribeStep(ScoreCause::kRecord, kFrom, kFrom, "en"),
            "Other facts of the lead changed");
}

TEST(DescribeFactStep, SaysWhatBecameOfAFact) {
  const Engine engine = *CompileEngine(ExplainedSpec());
  const Facts known = ExplainedFacts();
  Facts unknown = known;
  unknown.company->attributes.clear();
  BindBuffer first, second;
  const LeadView with = *engine.binder().Bind(known, At("2026-11-16"), &first);
  const LeadView without =
      *engine.binder().Bind(unknown, At("2026-11-16"), &second);
  FactStep step;
  step.cause = ScoreCause::kAttribute;
  step.subject = "company.employees";
  step.at = At("2026-11-05");
  ScoreOptions options;
  const auto describe = [&](const LeadView& before, const LeadView& after) {
    return DescribeFactStep(engine, step, before, after, At("2026-11-16"),
                            options);
  };
  EXPECT_EQ(describe(without, with), "New: employees: 120 (2026-11-05)");
  EXPECT_EQ(describe(with, without),
            "Employees is no longer known (2026-11-05)");
  EXPECT_EQ(describe(with, with), "Employees is still 120 (2026-11-05)");
  step.correction = true;
  EXPECT_EQ(describe(without, with),
            "New: employees: 120 (2026-11-05, entered later)");
  options.audience = Audience::kNoValues;
  EXPECT_EQ(describe(without, with),
            "Employees changed (not shown) (2026-11-05, entered later)");

  options = {};
  step = {};
  step.cause = ScoreCause::kActivity;
  step.subject = "webinar";
  step.at = At("2026-11-12");
  step.added = 3;
  EXPECT_EQ(describe(with, with), "New: Webinar, 3 times, last on 2026-11-12");
  step.removed = 1;
  EXPECT_EQ(describe(with, with), "Corrected: Webinar");
  step.added = 0;
  EXPECT_EQ(describe(with, with), "Removed: Webinar");
  step = {};
  step.cause = ScoreCause::kAssessment;
  step.at = At("2026-11-12");
  step.added = 1;
  EXPECT_EQ(describe(with, with), "New assessment on 2026-11-12");
}

}  // namespace
}  // namespace lotse
