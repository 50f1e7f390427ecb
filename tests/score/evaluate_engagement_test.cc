// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Published examples and single facts about engagement of one lead.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lotse/base/limits.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/score/engagement.h"
#include "tests/testing/all_types.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

class EvaluateEngagement : public ::testing::Test {
 protected:
  EvaluateEngagement() {
    spec_.groups.emplace_back().id = "web";
    rule_ = &spec_.groups[0].rules.emplace_back();
    rule_->id = "any";
    rule_->points = Points::FromDouble(10);
  }

  static Instant At(const char* text) { return *Instant::Parse(text); }

  // An activity of kind 0 (download), 1 (visit) or 2 (call).
  void Add(const char* at, uint32_t kind = 0) {
    ActivityView& activity = activities_.emplace_back();
    activity.kind = kind;
    activity.occurred_at = At(at);
  }
  Engagement Compile() { return *CompileEngagement(spec_, AllTypesCatalog()); }
  LeadView View() const {
    LeadView view;
    view.activities = activities_;
    return view;
  }
  double PointsAt(const char* now) {
    return Compile().Evaluate(View(), At(now), &scratch_).points.ToDouble();
  }

  EngagementSpec spec_;
  EngagementRule* rule_;
  std::vector<ActivityView> activities_;
  EngagementScratch scratch_;
};

// Margince: reply 25 and opens 2, half-life 14 days, 10, 3 and 20 days ago; the
// person's 23 points besides make 40.7046.
TEST_F(EvaluateEngagement, HalvesAsMarginceDoes) {
  rule_->kinds = {"call"};
  rule_->points = Points::FromDouble(25);
  rule_->decay.kind = DecayKind::kHalfLife;
  rule_->decay.length = Duration::Days(14);
  EngagementRule open = *rule_;
  open.id = "open";
  open.kinds = {"visit"};
  open.points = Points::FromDouble(2);
  spec_.groups[0].rules.push_back(open);
  Add("2026-06-11", 2);
  Add("2026-06-18", 1);
  Add("2026-06-01", 1);
  EXPECT_NEAR(23 + PointsAt("2026-06-21"), 40.7046, 5e-5);
}

// HubSpot: 10 % a month of the first value, or of what is left.
TEST_F(EvaluateEngagement, StepsAsHubSpotDoes) {
  rule_->points = Points::FromDouble(100);
  rule_->decay = {DecayKind::kStepShare, {}, 1, 0.1};
  Add("2026-01-31T12:00:00Z");
  EXPECT_EQ(PointsAt("2026-02-28T11:59:59Z"), 100);
  EXPECT_EQ(PointsAt("2026-02-28T12:00:00Z"), 90);
  EXPECT_EQ(PointsAt("2026-03-31T11:59:59Z"), 90);
  EXPECT_EQ(PointsAt("2026-04-30T12:00:00Z"), 70);
  EXPECT_EQ(PointsAt("2027-01-31T12:00:00Z"), 0);
  rule_->decay.kind = DecayKind::kStepFactor;
  EXPECT_EQ(PointsAt("2026-02-28T12:00:00Z"), 90);
  EXPECT_NEAR(PointsAt("2026-04-30T12:00:00Z"), 72.9, 1e-9);
  EXPECT_NEAR(PointsAt("2027-01-31T12:00:00Z"), 28.242953648, 1e-9);
}

// Adobe: a window of 30 days and at most 20 points a kind and day.
TEST_F(EvaluateEngagement, CapsAsAdobeDoes) {
  rule_->points = Points::FromDouble(8);
  rule_->decay = {DecayKind::kWindow, Duration::Days(30), 0, 0};
  rule_->caps = {{1, 0, Points::FromDouble(20)}};
  for (int i = 0; i < 4; ++i) Add("2026-06-01T08:00:00Z");
  Add("2026-06-02T08:00:00Z");
  EXPECT_EQ(PointsAt("2026-06-10"), 28);
  EXPECT_EQ(PointsAt("2026-07-01T08:00:00Z"), 8);
  rule_->points = Points::FromDouble(-8);
  EXPECT_EQ(PointsAt("2026-06-10"), -28);
}

TEST_F(EvaluateEngagement, DaysOfCapsBeginWithTheOffset) {
  rule_->caps = {{1, 1, {}}};
  Add("2026-06-01T22:30:00Z");
  Add("2026-06-01T23:30:00Z");
  EXPECT_EQ(PointsAt("2026-06-10"), 10);
  spec_.utc_offset = Duration::Hours(1);
  EXPECT_EQ(PointsAt("2026-06-10"), 20);
}

TEST_F(EvaluateEngagement, ResetsComeFirstAndOnceCountsAnew) {
  rule_->once = true;
  rule_->kinds = {"visit"};
  spec_.resets.push_back({{"call"}, {}, {}});
  Add("2026-06-01", 1);
  Add("2026-06-02", 1);
  EXPECT_EQ(PointsAt("2026-06-03"), 10);
  Add("2026-06-04", 1);
  Add("2026-06-04", 2);
  EXPECT_EQ(PointsAt("2026-06-04"), 10);
  activities_.erase(activities_.begin() + 2);
  EXPECT_EQ(PointsAt("2026-06-04"), 0);
}

TEST_F(EvaluateEngagement, CapsAreContributionsOfTheirOwn) {
  spec_.groups[0].max = Points::FromDouble(25);
  spec_.max = Points::FromDouble(7);
  for (int i = 0; i < 3; ++i) Add("2026-06-01");
  const Engagement engagement = Compile();
  const EngagementScore score =
      engagement.Evaluate(View(), At("2026-06-02"), &scratch_);
  ASSERT_EQ(score.contributions.size(), 3u);
  EXPECT_EQ(score.contributions[0].points, Points::FromDouble(30));
  EXPECT_EQ(score.contributions[1].points, Points::FromDouble(-5));
  EXPECT_EQ(score.contributions[2].points, Points::FromDouble(-18));
  EXPECT_EQ(engagement.source(score.contributions[2].source).kind,
            EngagementSource::Kind::kTotalCap);
  EXPECT_EQ(score.groups[0], Points::FromDouble(25));
}

TEST_F(EvaluateEngagement, EvidenceIsWhatCounted) {
  rule_->decay = {DecayKind::kWindow, Duration::Days(10), 0, 0};
  rule_->caps = {{1, 0, Points::FromDouble(15)}};
  Add("2026-05-01");
  Add("2026-06-01");
  Add("2026-06-01T12:00:00Z");
  Add("2026-06-01T13:00:00Z");
  Add("2026-07-01");
  const EngagementEvidence evidence =
      Compile().EvidenceOf(0, View(), At("2026-06-05"), &scratch_);
  EXPECT_EQ(evidence.count, 2);
  EXPECT_EQ(evidence.first_at, At("2026-06-01"));
  EXPECT_EQ(evidence.last_at, At("2026-06-01T12:00:00Z"));
  EXPECT_EQ(evidence.unfaded, Points::FromDouble(15));
}

TEST_F(EvaluateEngagement, HasAValueAtTheEndsOfTimeAndOfPoints) {
  rule_->points = Points::FromDouble(1000000);
  for (const DecayKind kind :
       {DecayKind::kNone, DecayKind::kHalfLife, DecayKind::kLinear,
        DecayKind::kWindow, DecayKind::kStepFactor, DecayKind::kStepShare}) {
    rule_->decay = {kind, Duration::Days(100000), 0, 0.5};
    if (kind == DecayKind::kNone) rule_->decay.length = Duration();
    if (kind < DecayKind::kStepFactor) rule_->decay.rate = 0;
    rule_->caps = {{7, 2000000000, {}}};
    const Engagement engagement = Compile();
    activities_.clear();
    for (const int64_t at : {INT64_MIN, Instant::Min().micros(), int64_t{0},
                             Instant::Max().micros(), INT64_MAX}) {
      ActivityView& activity = activities_.emplace_back();
      activity.occurred_at = Instant::FromMicros(at);
      activities_.push_back(activity);
    }
    for (const int64_t now : {INT64_MIN, int64_t{0}, INT64_MAX}) {
      const Points points =
          engagement.Evaluate(View(), Instant::FromMicros(now), &scratch_)
              .points;
      EXPECT_GE(points, Points());
      EXPECT_LE(points, Points::FromDouble(1000000));
    }
  }
}

TEST_F(EvaluateEngagement, TakesAMillionActivitiesButTheBinderDoesNot) {
  rule_->points = Points::FromDouble(0.5);
  activities_.resize(1000000);
  EXPECT_EQ(PointsAt("2026-06-10"), 500000);
  Facts facts;
  facts.persons.resize(1);
  facts.persons[0].activities.resize(kMaxActivities + 1);
  for (Activity& activity : facts.persons[0].activities) {
    activity.kind = "visit";
  }
  BindBuffer buffer;
  EXPECT_THAT(
      FactBinder(AllTypesCatalog()).Bind(facts, At("2026-06-10"), &buffer),
      StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(EvaluateEngagement, EmptyHasNoPoints) {
  EXPECT_EQ(Engagement().Evaluate(View(), Instant(), &scratch_).points,
            Points());
  EXPECT_EQ(
      Engagement().Between(View(), Instant(), Instant(), &scratch_)[0].highest,
      Points());
}

}  // namespace
}  // namespace lotse
