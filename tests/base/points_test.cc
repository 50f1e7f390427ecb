// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/points.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

TEST(Points, AddExactly) {
  Points sum;
  for (int i = 0; i < 10; ++i) sum += Points::FromDouble(0.1);
  EXPECT_EQ(sum, Points::FromDouble(1));
  sum -= Points::FromNano(1);
  EXPECT_EQ(sum.ToString(), "0.999999999");
  EXPECT_EQ(-sum + Points::FromDouble(1), Points::FromNano(1));
  EXPECT_EQ(sum - sum, Points());
}

TEST(Points, Compare) {
  const Points low = Points::FromNano(-1);
  const Points high = Points::FromNano(1);
  EXPECT_TRUE(low < high && low <= high && high > low && high >= low);
  EXPECT_TRUE(low != high && low == low && low <= low && low >= low);
  EXPECT_FALSE(low < low || low > low);
}

TEST(Points, ParseReadsDecimalsAndSaysWhatItWants) {
  EXPECT_THAT(Points::Parse("12.500000001"),
              IsOkAndHolds(Points::FromNano(12500000001)));
  EXPECT_THAT(Points::Parse("+3.25"), IsOkAndHolds(Points::FromDouble(3.25)));
  for (const char* bad : {"", "x", "1.0000000001", "9223372037", "1e3"}) {
    EXPECT_THAT(Points::Parse(bad),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("at most nine decimals")))
        << bad;
  }
}

TEST(Points, KeepTheirValueAsADoubleUpToTheTotalLimit) {
  std::mt19937_64 random(3);
  const int64_t limit = kMaxTotalPoints * 1000000000;
  const auto check = [](int64_t nano) {
    const Points points = Points::FromNano(nano);
    ASSERT_EQ(Points::FromDouble(points.ToDouble()), points) << nano;
  };
  for (int64_t i = 0; i < 1000; ++i) {
    check(limit - i);
    check(-limit + i);
    check(i);
  }
  for (int i = 0; i < 200000; ++i) {
    const int64_t nano =
        static_cast<int64_t>(random() % static_cast<uint64_t>(limit + 1));
    check(nano >> (random() % 50));
    check(-nano);
  }
}

TEST(Points, SaturateWhereADoubleDoesNotFit) {
  EXPECT_EQ(Points::FromDouble(1e300).nano(),
            std::numeric_limits<int64_t>::max());
  EXPECT_EQ(Points::FromDouble(-1e300).nano(),
            std::numeric_limits<int64_t>::min());
  EXPECT_EQ(Points::FromDouble(std::nan("")), Points());
}

}  // namespace
}  // namespace lotse
