// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "lotse/engine/engine.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

Instant At(absl::string_view text) { return *Instant::Parse(text); }

const Instant kNow = At("2026-11-23T10:00:00Z");

Points P(double points) { return Points::FromDouble(points); }

// Downloads and complaints as engagement, weighed in a score of two categories.
class NextCheck : public ::testing::Test {
 protected:
  NextCheck() {
    spec_.schema.company = {{"employees", ValueType::kInteger},
                            {"founded", ValueType::kTime}};
    spec_.schema.activity_kinds = {{"download"}, {"complaint"}};
    spec_.scoring.categories = {{"cold"}, {"hot"}};
    spec_.scoring.categories[1].from = P(50);
    facts_.persons.resize(1);
    facts_.company.emplace();
  }

  void Fade(const char* kind, double points, DecayKind decay, Duration length) {
    if (spec_.engagement.groups.empty()) {
      spec_.engagement.groups.resize(1);
      spec_.engagement.groups[0].id = "web";
      Weight weight;
      weight.id = "joined";
      weight.of = "engagement.points";
      spec_.scoring.groups.emplace_back().id = "engagement";
      spec_.scoring.groups.back().weights = {weight};
    }
    EngagementRule& rule = spec_.engagement.groups[0].rules.emplace_back();
    rule.id = kind;
    rule.kinds = {kind};
    rule.points = P(points);
    rule.decay.kind = decay;
    rule.decay.length = length;
  }
  void AddRule(const char* when, double points) {
    Group& group = spec_.scoring.groups.emplace_back();
    group.id = absl::StrCat("g", spec_.scoring.groups.size());
    Rule& rule = group.rules.emplace_back();
    rule.id = "rule";
    rule.when = Condition::FromText(when);
    rule.points = P(points);
  }
  void AddActivity(const char* kind, Instant at) {
    Activity& activity = facts_.persons[0].activities.emplace_back();
    activity.kind = kind;
    activity.occurred_at = at;
  }

  // In the report; "never" if it is unset.
  std::string Next(Instant as_of = kNow, ScoreOptions options = {}) {
    const auto engine = CompileEngine(spec_);
    EXPECT_THAT(engine, IsOk());
    options.next_check = true;
    const auto report = engine->Score(facts_, as_of, options);
    EXPECT_THAT(report, IsOk());
    return report->next_check_at == Instant()
               ? "never"
               : report->next_check_at.ToString();
  }

  EngineSpec spec_;
  Facts facts_;
};

TEST_F(NextCheck, IsNeverForFactsThatStay) {
  AddRule("employees >= 50", 60);
  EXPECT_EQ(Next(), "never");
}

TEST_F(NextCheck, IsUnsetUnlessAskedFor) {
  AddRule("founded within last 30 days", 60);
  facts_.company->attributes = {{"founded", Value{kNow}}};
  EXPECT_EQ(Next(), "2026-12-23T10:00:00Z");
  const auto report = CompileEngine(spec_)->Score(facts_, kNow);
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->next_check_at, Instant());
}

TEST_F(NextCheck, IsWhenAHalfLifeCrossesTheCategory) {
  Fade("download", 100, DecayKind::kHalfLife, Duration::Days(14));
  AddActivity("download", kNow);
  // Points are rounded to 1e-9, so 50 stay for some microseconds more.
  EXPECT_EQ(Next(), "2026-12-07T10:00:00Z");
  EXPECT_EQ(Next(At("2026-12-07T10:00:00Z")), "2026-12-07T10:00:01Z");
  EXPECT_EQ(Next(At("2026-12-07T10:00:01Z")), "never");
}

TEST_F(NextCheck, IsWhenALinearFadeCrossesTheCategory) {
  Fade("download", 100, DecayKind::kLinear, Duration::Days(10));
  AddActivity("download", kNow);
  EXPECT_EQ(Next(), "2026-11-28T10:00:00Z");
}

TEST_F(NextCheck, IsWhenAWindowEnds) {
  Fade("download", 100, DecayKind::kWindow, Duration::Days(10));
  AddActivity("download", kNow);
  EXPECT_EQ(Next(), "2026-12-03T10:00:00Z");
  EXPECT_EQ(Next(At("2026-12-03T10:00:00Z")), "never");
}

TEST_F(NextCheck, SkipsFadingThatDecidesNothing) {
  Fade("download", 20, DecayKind::kHalfLife, Duration::Days(14));
  AddActivity("download", kNow);
  EXPECT_EQ(Next(), "never");
}

TEST_F(NextCheck, FindsWhereGoodAndBadFadeTogether) {
  // It rises before it falls; after twenty days the complaint is worth next to
  // nothing.
  Fade("download", 200, DecayKind::kHalfLife, Duration::Days(10));
  Fade("complaint", -40, DecayKind::kHalfLife, Duration::Days(1));
  AddActivity("download", kNow);
  AddActivity("complaint", kNow);
  EXPECT_EQ(Next(), "2026-12-13T09:59:59Z");
}

TEST_F(NextCheck, IsWhenABadImpressionHasFaded) {
  Fade("download", 60, DecayKind::kNone, Duration());
  Fade("complaint", -40, DecayKind::kHalfLife, Duration::Days(1));
  AddActivity("download", kNow);
  AddActivity("complaint", kNow);
  // Ten are left of forty after two days; rounded to 1e-9 a little earlier.
  EXPECT_EQ(Next(), "2026-11-25T09:59:59Z");
}

TEST_F(NextCheck, IsWhenAConditionOnEngagementTurns) {
  Fade("download", 40, DecayKind::kHalfLife, Duration::Days(10));
  AddRule("engagement.points >= 10", 1);
  AddActivity("download", kNow);
  EXPECT_EQ(Next(), "2026-12-13T10:00:00Z");
}

TEST_F(NextCheck, IsWhenAnActivityLeavesAWindowThatDecides) {
  AddRule("count(download within last 30 days) >= 2", 60);
  for (int day = 1; day <= 4; ++day) {
    AddActivity("download", kNow - Duration::Days(day));
  }
  // The second youngest; those before make no difference.
  EXPECT_EQ(Next(), "2026-12-21T10:00:00Z");
}

TEST_F(NextCheck, IsWhenAFutureFactBegins) {
  AddRule("employees >= 50", 60);
  Attribute attribute;
  attribute.key = "employees";
  attribute.value = Value{int64_t{70}};
  attribute.since = At("2026-12-01T08:00:00Z");
  facts_.company->attributes = {attribute};
  EXPECT_EQ(Next(), "2026-12-01T08:00:00Z");
  facts_.company->attributes[0].value = Value{int64_t{7}};
  EXPECT_EQ(Next(), "never");
}

TEST_F(NextCheck, IsWhenAFutureActivityCounts) {
  Fade("download", 10, DecayKind::kNone, Duration());
  AddActivity("download", At("2026-12-01T08:00:00Z"));
  AddActivity("complaint", At("2026-11-30T08:00:00Z"));
  EXPECT_EQ(Next(), "2026-12-01T08:00:00Z");
}

TEST_F(NextCheck, IsWhenTheCategoryMayFall) {
  AddRule("employees >= 50", 60);
  spec_.scoring.categories[1].dwell = Duration::Days(3);
  ScoreOptions before;
  before.previous_category = "hot";
  before.previous_category_since = kNow - Duration::Days(1);
  EXPECT_EQ(Next(kNow, before), "2026-11-25T10:00:00Z");
  EXPECT_EQ(Next(), "never");
}

TEST_F(NextCheck, LooksAtBothEndsOfHysteresis) {
  Fade("download", 100, DecayKind::kHalfLife, Duration::Days(14));
  spec_.scoring.categories[1].hysteresis = P(25);
  AddActivity("download", kNow);
  // A host that gives no memory back sees it fall at 50.
  EXPECT_EQ(Next(), "2026-12-07T10:00:00Z");
  ScoreOptions before;
  before.previous_category = "hot";
  before.previous_category_since = kNow;
  EXPECT_EQ(Next(kNow, before), "2026-12-21T10:00:00Z");
}

TEST_F(NextCheck, IsWhenABuyerStageIsLetGo) {
  spec_.buyer_stage.stages = {{"early"}};
  spec_.buyer_stage.hold = Duration::Days(20);
  spec_.buyer_stage.evidence.resize(1);
  BuyerStageEvidence& evidence = spec_.buyer_stage.evidence[0];
  evidence.id = "reads";
  evidence.stage = "early";
  evidence.weight = P(1);
  evidence.when =
      Condition::FromText("count(download within last 7 days) >= 1");
  AddActivity("download", kNow - Duration::Days(8));
  ScoreOptions before;
  before.previous_buyer_stage = "early";
  before.previous_buyer_stage_since = kNow - Duration::Days(8);
  EXPECT_EQ(Next(kNow, before), "2026-12-05T10:00:00Z");
}

TEST_F(NextCheck, IsWhenAnAnswerEnds) {
  spec_.schema.answer = {{"budget", ValueType::kBoolean}};
  AddRule("answer.budget = true", 60);
  Answer answer;
  answer.question = "budget";
  answer.value = Value{true};
  answer.valid_until = At("2026-12-24T00:00:00Z");
  facts_.lead.answers = {answer};
  EXPECT_EQ(Next(), "2026-12-24T00:00:00Z");
}

TEST_F(NextCheck, IsTheValidityOfAQuestionnairesAnswer) {
  spec_.schema.answer = {{"budget", ValueType::kBoolean}};
  QuestionnaireSpec questions;
  questions.name = "q";
  QuestionSpec& budget = questions.questions.emplace_back();
  budget.key = "budget";
  budget.text.en = "Budget?";
  budget.valid_for = Duration::Days(30);
  spec_.questionnaires = {questions};
  Answer answer;
  answer.question = "budget";
  answer.value = Value{true};
  answer.answered_at = kNow;
  facts_.lead.answers = {answer};
  EXPECT_EQ(Next(), "2026-12-23T10:00:00Z");
}

TEST_F(NextCheck, IsWhenAnAssessmentExpires) {
  spec_.assessment.weight = 0.5;
  spec_.assessment.half_life = Duration::Days(3);
  spec_.assessment.expires_after = Duration::Days(30);
  Assessment assessment;
  assessment.probability = 0.5;
  assessment.at = kNow;
  facts_.lead.assessments = {assessment};
  EXPECT_EQ(Next(), "2026-12-23T10:00:00Z");
}

TEST_F(NextCheck, IsTheSecondThatTheChangeFallsInto) {
  AddRule("founded within last 30 days", 60);
  facts_.company->attributes = {
      {"founded", Value{At("2026-11-01T10:00:00.7Z")}}};
  EXPECT_EQ(Next(), "2026-12-01T10:00:00Z");
  // Then there is no whole second before it.
  EXPECT_EQ(Next(At("2026-12-01T10:00:00Z")), "2026-12-01T10:00:01Z");
  EXPECT_EQ(Next(At("2026-12-01T10:00:01Z")), "never");
}

TEST_F(NextCheck, GivesUpAfterManyInstantsWithoutAChange) {
  AddRule("count(download within last 30 days) >= 1", 60);
  for (int i = 0; i < 3 * kMaxNextCheckSteps; ++i) {
    AddActivity("download", kNow - Duration::Hours(i + 1));
  }
  Instant at = kNow;
  int checks = 0;
  for (std::string next = Next(); next != "never"; next = Next(at)) {
    ASSERT_GT(At(next), at);
    at = At(next);
    ++checks;
  }
  EXPECT_EQ(at, At("2026-12-23T09:00:00Z"));
  EXPECT_LE(checks, 4);
}

TEST_F(NextCheck, IsWhenFactsBecomeWrong) {
  Attribute attribute;
  attribute.key = "employees";
  attribute.value = Value{int64_t{70}};
  attribute.since = At("2026-12-01T08:00:00Z");
  facts_.company->attributes = {attribute, attribute};
  EXPECT_EQ(Next(), "2026-12-01T08:00:00Z");
}

TEST_F(NextCheck, WatchesConditionsOfLaterSteps) {
  Fade("download", 40, DecayKind::kHalfLife, Duration::Days(10));
  spec_.scoring.assumed_probability = AssumedProbability{0.2, P(0), P(10)};
  spec_.assessment.weight = 0.5;
  spec_.assessment.half_life = Duration::Days(10);
  AddActivity("download", kNow);
  Assessment assessment;
  assessment.probability = 0.9;
  assessment.at = kNow;
  facts_.lead.assessments = {assessment};
  const auto engine = CompileEngine(spec_);
  ASSERT_THAT(engine, IsOk());
  ConditionReader reader;
  reader.step = SignalStep::kLifecycle;
  const auto next = [&](const char* condition, Instant until = {}) {
    const auto set = CompileConditions({Condition::FromText(condition)},
                                       engine->catalog(), reader);
    EXPECT_THAT(set, IsOk());
    const ConditionSet* const sets[] = {&*set};
    WatchedConditions watched;
    watched.conditions = sets;
    watched.until = until;
    EngineScratch scratch;
    const auto at = engine->NextCheckAt(facts_, kNow, {}, watched, &scratch);
    EXPECT_THAT(at, IsOk());
    return at->has_value() ? (*at)->ToString() : "never";
  };
  EXPECT_EQ(next("score.points >= 10"), "2026-12-13T10:00:00Z");
  EXPECT_EQ(next("score.points >= 10", At("2026-12-13T10:00:01Z")),
            "2026-12-13T10:00:00Z");
  EXPECT_EQ(next("score.points >= 10", At("2026-12-13T10:00:00Z")), "never");
  EXPECT_EQ(next("score.points >= 10", kNow), "never");
  EXPECT_EQ(next("score.points >= 50"), "never");
  // Points double the odds, which begin at 1 to 4: even odds at 20 points.
  EXPECT_EQ(next("score.probability >= 0.5"), "2026-12-03T10:00:00Z");
  EXPECT_EQ(next("score.category = \"hot\""), "never");
  EXPECT_NE(next("assessment.pooled_probability >= 0.5"), "never");
}

}  // namespace
}  // namespace lotse
