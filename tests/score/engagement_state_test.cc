// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// States of engagement: what they remember, and what they do with numbers that
// no engagement made.
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/score/engagement.h"
#include "tests/testing/all_types.h"

namespace lotse {
namespace {

Engagement MakeEngagement(DecayKind kind) {
  EngagementSpec spec;
  EngagementGroup& group = spec.groups.emplace_back();
  group.id = "web";
  EngagementRule& rule = group.rules.emplace_back();
  rule.id = "visit";
  rule.points = Points::FromDouble(10);
  rule.decay.kind = kind;
  rule.decay.length = Duration::Days(kind == DecayKind::kNone ? 0 : 14);
  rule.caps = {{7, 3, Points::FromDouble(25)}};
  return *CompileEngagement(spec, AllTypesCatalog());
}

ActivityView VisitAt(int64_t day) {
  ActivityView activity;
  activity.kind = 1;
  activity.occurred_at = Instant() + Duration::Days(day);
  return activity;
}

TEST(EngagementState, RemembersIdsForTheHorizon) {
  const Engagement engagement = MakeEngagement(DecayKind::kHalfLife);
  EngagementScratch scratch;
  EngagementState state;
  const auto apply = [&](int64_t day, const char* id) {
    return engagement.Apply(VisitAt(day), id, &state, &scratch);
  };
  EXPECT_EQ(apply(-400, "A"), ApplyResult::kApplied);
  EXPECT_EQ(apply(-400, "A"), ApplyResult::kDuplicate);
  EXPECT_EQ(apply(-399, "A"), ApplyResult::kDuplicate);
  EXPECT_EQ(apply(-371, "B"), ApplyResult::kApplied);
  EXPECT_EQ(state.seen.size(), 2u);
  EXPECT_EQ(apply(-370, ""), ApplyResult::kApplied);
  EXPECT_EQ(state.seen.size(), 1u);
  EXPECT_EQ(apply(-400, "A"), ApplyResult::kNeedsReplay);
  EXPECT_EQ(apply(-371, "B"), ApplyResult::kDuplicate);
}

TEST(EngagementState, IsReadAtItsWatermarkAtTheEarliest) {
  const Engagement engagement = MakeEngagement(DecayKind::kLinear);
  EngagementScratch scratch;
  EngagementState state;
  engagement.Apply(VisitAt(100), "", &state, &scratch);
  EXPECT_EQ(engagement.Evaluate(state, Instant(), &scratch).points,
            Points::FromDouble(10));
}

TEST(EngagementState, SaysThatItIsFull) {
  const Engagement engagement = MakeEngagement(DecayKind::kWindow);
  EngagementScratch scratch;
  EngagementState state;
  engagement.Apply(VisitAt(100), "", &state, &scratch);
  state.tallies[0].live.resize(kMaxActivities);
  EXPECT_EQ(engagement.Apply(VisitAt(101), "", &state, &scratch),
            ApplyResult::kNeedsReplay);
}

// Nothing of this may overflow or run beyond memory; sanitizers would tell.
TEST(EngagementState, TakesAnyNumbers) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const DecayKind kind :
       {DecayKind::kNone, DecayKind::kHalfLife, DecayKind::kLinear}) {
    const Engagement engagement = MakeEngagement(kind);
    EngagementScratch scratch;
    for (const double value :
         {infinity, -infinity, infinity - infinity, 1e308, -1e-308, 5e9}) {
      for (const int64_t number : {INT64_MIN, INT64_MAX, int64_t{-1}}) {
        EngagementState state;
        state.watermark = Instant::FromMicros(number);
        EngagementTally tally;
        tally.rule = "nobody";
        state.tallies.push_back(tally);
        tally.rule = "visit";
        tally.value = value;
        tally.period = number;
        tally.live.assign(
            3, {Instant::FromMicros(number), Points::FromNano(number)});
        for (const int32_t cap : {-1, 0, 1, 2000000000}) {
          tally.days.push_back(
              {cap, Date::FromDays(0), number, Points::FromNano(number)});
        }
        state.tallies.push_back(tally);
        for (const int64_t now : {INT64_MIN, int64_t{0}, INT64_MAX}) {
          const Points points =
              engagement.Evaluate(state, Instant::FromMicros(now), &scratch)
                  .points;
          EXPECT_LE(points, Points::FromDouble(1000000));
          EXPECT_GE(points, Points::FromDouble(-1000000));
        }
        engagement.Apply(VisitAt(1), "id", &state, &scratch);
      }
    }
  }
}

TEST(EngagementState, IsReadByRulesOfTheSameId) {
  const Engagement engagement = MakeEngagement(DecayKind::kHalfLife);
  EngagementScratch scratch;
  EngagementState state;
  engagement.Apply(VisitAt(100), "", &state, &scratch);
  const Engagement other = MakeEngagement(DecayKind::kWindow);
  EXPECT_EQ(
      other.Evaluate(state, Instant() + Duration::Days(100), &scratch).points,
      Points());
}

}  // namespace
}  // namespace lotse
