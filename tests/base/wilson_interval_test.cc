// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/wilson_interval.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace lotse {
namespace {

// R. G. Newcombe (1998), "Two-sided confidence intervals for the single
// proportion", Statistics in Medicine 17, table I, method 3, to four decimals.
TEST(WilsonInterval, AgreesWithPublishedValues) {
  struct Case {
    int64_t hits, count;
    double low, high;
  };
  for (const Case& c :
       {Case{81, 263, 0.2553, 0.3662}, Case{15, 148, 0.0624, 0.1605},
        Case{0, 20, 0.0000, 0.1611}, Case{1, 29, 0.0061, 0.1718}}) {
    const ShareInterval interval = WilsonInterval(c.hits, c.count);
    EXPECT_NEAR(interval.low, c.low, 0.00005) << c.hits << "/" << c.count;
    EXPECT_NEAR(interval.high, c.high, 0.00005) << c.hits << "/" << c.count;
  }
}

TEST(WilsonInterval, KnowsNothingWithoutCases) {
  EXPECT_EQ(WilsonInterval(0, 0).low, 0);
  EXPECT_EQ(WilsonInterval(0, 0).high, 1);
}

TEST(WilsonInterval, ReachesItsEndsExactly) {
  for (const int64_t count : {1, 3, 7, 1000000007}) {
    EXPECT_EQ(WilsonInterval(0, count).low, 0);
    EXPECT_EQ(WilsonInterval(count, count).high, 1);
    EXPECT_GT(WilsonInterval(0, count).high, 0);
    EXPECT_LT(WilsonInterval(count, count).low, 1);
  }
}

TEST(WilsonInterval, IsSymmetric) {
  const ShareInterval few = WilsonInterval(3, 17);
  const ShareInterval many = WilsonInterval(14, 17);
  EXPECT_NEAR(few.low, 1 - many.high, 1e-12);
  EXPECT_NEAR(few.high, 1 - many.low, 1e-12);
}

}  // namespace
}  // namespace lotse
