// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/seeded_random.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <set>
#include <vector>

namespace lotse::tools {
namespace {

TEST(SeededRandom, RepeatsItselfAndKeepsStreamsApart) {
  const auto draw = [](uint64_t seed, uint64_t stream) {
    SeededRandom random(seed, stream);
    std::vector<int64_t> numbers;
    for (int i = 0; i < 20; ++i) numbers.push_back(random.Below(1000000));
    return numbers;
  };
  EXPECT_EQ(draw(1, 2), draw(1, 2));
  const std::set<std::vector<int64_t>> all = {draw(0, 0), draw(0, 1),
                                              draw(1, 0), draw(1, 1)};
  EXPECT_EQ(all.size(), 4u);
}

TEST(SeededRandom, StaysInItsBounds) {
  SeededRandom random(7, 0);
  for (int i = 0; i < 2000; ++i) {
    EXPECT_EQ(random.Below(1), 0);
    const int64_t between = random.Between(-3, 4);
    EXPECT_TRUE(between >= -3 && between <= 4);
    EXPECT_FALSE(random.Chance(0));
    EXPECT_TRUE(random.Chance(1000));
    EXPECT_LE(random.Run(1000, 5), 5);
    const int64_t bell = random.Bell(100);
    EXPECT_TRUE(bell >= -347 && bell <= 347);
  }
}

TEST(SeededRandom, IsAsLikelyAsItSays) {
  SeededRandom random(11, 3);
  int chances = 0;
  int64_t squares = 0;
  std::array<int, 3> weighted = {};
  const int64_t weights[] = {0, 1, 3};
  for (int i = 0; i < 20000; ++i) {
    if (random.Chance(250)) ++chances;
    ++weighted[random.Weighted(weights)];
    const int64_t bell = random.Bell(100);
    squares += bell * bell;
  }
  EXPECT_NEAR(chances, 5000, 250);
  EXPECT_EQ(weighted[0], 0);
  EXPECT_NEAR(weighted[1], 5000, 250);
  EXPECT_NEAR(static_cast<double>(squares) / 20000, 100 * 100, 400);
}

}  // namespace
}  // namespace lotse::tools
