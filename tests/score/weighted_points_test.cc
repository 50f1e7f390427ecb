// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/score/weighted_points.h"

#include "gtest/gtest.h"

namespace lotse {
namespace {

int64_t Nano(int64_t nano, double weight) {
  return WeightedPoints(Points::FromNano(nano), weight).nano();
}

TEST(WeightedPoints, AreRoundedOnceWithTiesToEven) {
  EXPECT_EQ(Nano(5, 0.5), 2);
  EXPECT_EQ(Nano(7, 0.5), 4);
  EXPECT_EQ(Nano(-5, 0.5), -2);
  EXPECT_EQ(Nano(-7, 0.5), -4);
  EXPECT_EQ(Nano(3, 0.25), 1);
  EXPECT_EQ(Nano(12000000000, 1.25), 15000000000);
}

TEST(WeightedPoints, UseTheExactProduct) {
  // 0.1 as a double is a little more than a tenth, so these are no ties.
  EXPECT_EQ(Nano(5, 0.1), 1);
  EXPECT_EQ(Nano(-5, 0.1), -1);
  EXPECT_EQ(Nano(15, 0.1), 2);
  // The product has 50 + 53 bits; a product of doubles would lose the last.
  EXPECT_EQ(Nano(999999999999999, 1.0 / 3), 333333333333333);
}

TEST(WeightedPoints, OfNoOrTinyWeightAreNone) {
  EXPECT_EQ(Nano(1000000000000000, 0), 0);
  EXPECT_EQ(Nano(1000000000000000, 4.9e-324), 0);
  EXPECT_EQ(Nano(0, 1000000), 0);
  EXPECT_EQ(Nano(1000000000, 1000000), 1000000000000000);
}

}  // namespace
}  // namespace lotse
