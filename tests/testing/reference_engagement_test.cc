// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/testing/reference_engagement.h"

#include <gtest/gtest.h>

namespace lotse {
namespace {

TEST(ReferenceEngagement, AddsWhatIsLeft) {
  EngagementSpec spec;
  EngagementRule& rule = spec.groups.emplace_back().rules.emplace_back();
  rule.points = Points::FromDouble(8);
  rule.decay.kind = DecayKind::kHalfLife;
  rule.decay.length = Duration::Days(1);
  rule.caps = {{1, 1, {}}};
  std::vector<Activity> activities(3);
  activities[2].occurred_at = Instant() + Duration::Days(1);
  const auto result = ReferenceEngagement(
      spec, activities, Instant() + Duration::Days(2), nullptr);
  EXPECT_EQ(result.points, 2 + 4);
  EXPECT_EQ(result.counted, 2);
}

}  // namespace
}  // namespace lotse
