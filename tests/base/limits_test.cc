// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/limits.h"

#include <cstdint>
#include <limits>

#include "gtest/gtest.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"

namespace lotse {
namespace {

// Whole numbers of nano-points are exact as doubles on the wire only up to
// here; Points::ToDouble says so.
TEST(Limits, TotalPointsStayExactAsDoubles) {
  const int64_t nano = kMaxTotalPoints * 1000000000;
  for (int64_t i = -1000; i <= 0; ++i) {
    const Points points = Points::FromNano(nano + i);
    EXPECT_EQ(Points::FromDouble(points.ToDouble()), points);
  }
  EXPECT_LE(kMaxPoints, kMaxTotalPoints);
}

TEST(Limits, TheLongestDurationFitsAnInstant) {
  EXPECT_LT(Duration::Days(kMaxDurationDays).micros(),
            std::numeric_limits<int64_t>::max() / 2);
  EXPECT_GE(Instant::Min() + Duration::Days(kMaxDurationDays), Instant::Max());
}

TEST(Limits, AreWhatTheDocumentsSay) {
  EXPECT_EQ(kMaxDepth, 64u);
  EXPECT_EQ(kMaxRules, 10000u);
  EXPECT_EQ(kMaxAttributes, 10000u);
  EXPECT_EQ(kMaxOptions, 100000u);
  EXPECT_EQ(kMaxConditionNodes, 100000u);
  EXPECT_EQ(kMaxTextBytes, size_t{1} << 20);
  EXPECT_EQ(kMaxNameBytes, 256u);
  EXPECT_EQ(kMaxActivities, 100000u);
  EXPECT_EQ(kMaxListValues, 10000u);
  EXPECT_EQ(kMaxSpecBytes, size_t{1} << 26);
  EXPECT_EQ(kMaxRecordBytes, size_t{1} << 26);
}

}  // namespace
}  // namespace lotse
