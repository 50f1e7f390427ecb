// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// NextFixedInstant; DecisionRun is tested by decide_test.cc and, with random
// stories, by decide_property_test.cc.
#include "src/engine/decision_run.h"

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"

namespace lotse {
namespace {

constexpr Instant At(int64_t micros) { return Instant::FromMicros(micros); }

class NextFixedInstantTest : public ::testing::Test {
 protected:
  std::optional<Instant> After(int64_t after) {
    return next_.After(At(after), [this](Instant from) {
      ++searches_;
      const auto it = std::upper_bound(fixed_.begin(), fixed_.end(), from);
      return it == fixed_.end() ? std::nullopt : std::optional<Instant>(*it);
    });
  }

  NextFixedInstant next_;
  std::vector<Instant> fixed_ = {At(10), At(20)};
  int searches_ = 0;
};

TEST_F(NextFixedInstantTest, IsLookedForOnceUntilTimeReachesIt) {
  EXPECT_EQ(After(3), At(10));
  EXPECT_EQ(After(9), At(10));
  EXPECT_EQ(searches_, 1);
  EXPECT_EQ(After(10), At(20));
  EXPECT_EQ(After(25), std::nullopt);
  EXPECT_EQ(searches_, 3);
  EXPECT_EQ(After(99), std::nullopt);
  EXPECT_EQ(searches_, 3);
}

TEST_F(NextFixedInstantTest, IsLookedForAgainFromAnEarlierInstant) {
  EXPECT_EQ(After(15), At(20));
  EXPECT_EQ(After(5), At(10));
}

TEST_F(NextFixedInstantTest, ForgetsInstantsThatAreOthersNow) {
  EXPECT_EQ(After(3), At(10));
  fixed_ = {At(5)};
  EXPECT_EQ(After(4), At(10));
  next_.Forget();
  EXPECT_EQ(After(4), At(5));
}

}  // namespace
}  // namespace lotse
