// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The steps of the fold: rounding, what is left of points, days of caps.
#include <gtest/gtest.h>

#include "src/score/engagement_program.h"

namespace lotse {
namespace {

TEST(FoldEngagement, RoundsTiesToEvenAndSaturates) {
  EXPECT_EQ(RoundNano(0.5), 0);
  EXPECT_EQ(RoundNano(1.5), 2);
  EXPECT_EQ(RoundNano(-2.5), -2);
  EXPECT_EQ(RoundNano(1e300), kMaxRuleNano);
  EXPECT_EQ(RoundNano(-1e300), -kMaxRuleNano);
  EXPECT_EQ(InversePowerOfTwo(3), 0.125);
  EXPECT_EQ(InversePowerOfTwo(1001), 0);
}

TEST(FoldEngagement, PlacesBefore1970LieInNegativePeriods) {
  CompiledEngagementRule rule;
  rule.length = 10;
  EXPECT_EQ(rule.PlaceOf(-1).period, -1);
  EXPECT_EQ(rule.PlaceOf(-1).part, 0.9);
  EXPECT_EQ(rule.PlaceOf(-10).period, -1);
  EXPECT_EQ(rule.PlaceOf(25).period, 2);
}

TEST(FoldEngagement, LeavesWhatItsDecaySays) {
  CompiledEngagementRule rule;
  rule.length = 10;
  rule.rate = 0.25;
  rule.left = {1, 0.75};
  const auto left = [&](DecayKind kind, int64_t age) {
    rule.decay = kind;
    return rule.Left(1000, 5, 5 + age);
  };
  EXPECT_EQ(left(DecayKind::kNone, 1000), 1000);
  EXPECT_EQ(left(DecayKind::kHalfLife, 20), 250);
  EXPECT_EQ(left(DecayKind::kLinear, 3), 700);
  EXPECT_EQ(left(DecayKind::kLinear, 10), 0);
  EXPECT_EQ(left(DecayKind::kWindow, 9), 1000);
  EXPECT_EQ(left(DecayKind::kWindow, 10), 0);
  EXPECT_EQ(left(DecayKind::kStepFactor, 19), 750);
  EXPECT_EQ(left(DecayKind::kStepFactor, 20), 0);
  EXPECT_EQ(left(DecayKind::kStepShare, 39), 250);
  EXPECT_EQ(left(DecayKind::kStepShare, 40), 0);
  EXPECT_EQ(left(DecayKind::kLinear, -3), 1000);
}

TEST(FoldEngagement, DaysAreThoseOfTheCalendar) {
  EngagementProgram program;
  EXPECT_EQ(program.DayOf(-1), -1);
  EXPECT_EQ(program.DayOf(0), 0);
  EXPECT_EQ(program.DayOf(Instant::Min().micros()),
            Instant::Min().date().days());
  EXPECT_EQ(program.DayOf(Instant::Max().micros()),
            Instant::Max().date().days());
}

}  // namespace
}  // namespace lotse
