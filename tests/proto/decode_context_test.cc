// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/proto/decode_context.h"

#include <cstdint>

#include "gtest/gtest.h"
#include "lotse/base/field_path.h"
#include "lotse/base/limits.h"

namespace lotse::proto {
namespace {

TEST(DecodeContext, KeepsTheFirstError) {
  DecodeContext context(100);
  EXPECT_TRUE(context.status().ok());
  EXPECT_FALSE(context.Fail(FieldPath("a"), "is wrong"));
  EXPECT_FALSE(context.Fail(FieldPath("b"), "is wrong, too"));
  EXPECT_EQ(context.status().message(), "a: is wrong");
}

TEST(DecodeContext, LeavesOutAnEmptyPath) {
  DecodeContext context(100);
  context.Fail(FieldPath(), "is wrong");
  EXPECT_EQ(context.status().message(), "is wrong");
}

TEST(DecodeContext, AllowsKMaxDepthLevels) {
  DecodeContext context(100);
  const FieldPath path;
  for (size_t i = 0; i < kMaxDepth; ++i) EXPECT_TRUE(context.Enter(path));
  context.Leave();
  EXPECT_TRUE(context.Enter(path));
  EXPECT_FALSE(context.Enter(path));
}

TEST(DecodeContext, AllowsEightTimesTheInputAsMemory) {
  DecodeContext context(100);
  const FieldPath path;
  EXPECT_TRUE(context.Spend(500, path));
  EXPECT_TRUE(context.Spend(300, path));
  EXPECT_FALSE(context.Spend(1, path));
}

TEST(DecodeContext, TakesTimesOfTheYears1To9999) {
  const FieldPath path;
  Instant out;
  EXPECT_TRUE(DecodeContext(1).TakeInstant(-62135596800, 0, path, &out));
  EXPECT_EQ(out, Instant::Min());
  EXPECT_TRUE(
      DecodeContext(1).TakeInstant(253402300799, 999999999, path, &out));
  EXPECT_EQ(out, Instant::Max());
  EXPECT_FALSE(DecodeContext(1).TakeInstant(-62135596801, 0, path, &out));
  EXPECT_FALSE(DecodeContext(1).TakeInstant(253402300800, 0, path, &out));
  EXPECT_FALSE(DecodeContext(1).TakeInstant(0, -1, path, &out));
  EXPECT_FALSE(DecodeContext(1).TakeInstant(0, 1000000000, path, &out));
  EXPECT_FALSE(DecodeContext(1).TakeInstant(INT64_MAX, 0, path, &out));
  EXPECT_FALSE(DecodeContext(1).TakeInstant(INT64_MIN, 0, path, &out));
}

TEST(DecodeContext, TakesDurationsOfOneSign) {
  const FieldPath path;
  Duration out;
  EXPECT_TRUE(DecodeContext(1).TakeDuration(-1, -500000000, path, &out));
  EXPECT_EQ(out, Duration::Micros(-1500000));
  EXPECT_TRUE(DecodeContext(1).TakeDuration(0, -1999, path, &out));
  EXPECT_EQ(out, Duration::Micros(-1));
  EXPECT_TRUE(DecodeContext(1).TakeDuration(315576000000, 0, path, &out));
  EXPECT_EQ(out, Duration::Days(kMaxDurationDays));
  EXPECT_FALSE(DecodeContext(1).TakeDuration(315576000001, 0, path, &out));
  EXPECT_FALSE(DecodeContext(1).TakeDuration(1, -1, path, &out));
  EXPECT_FALSE(DecodeContext(1).TakeDuration(-1, 1, path, &out));
  EXPECT_FALSE(DecodeContext(1).TakeDuration(0, 1000000000, path, &out));
}

TEST(SplitInstant, RoundsSecondsDown) {
  const SecondsAndNanos parts = SplitInstant(Instant::FromMicros(-1));
  EXPECT_EQ(parts.seconds, -1);
  EXPECT_EQ(parts.nanos, 999999000);
}

TEST(SplitDuration, GivesBothPartsOneSign) {
  const SecondsAndNanos parts = SplitDuration(Duration::Micros(-1500000));
  EXPECT_EQ(parts.seconds, -1);
  EXPECT_EQ(parts.nanos, -500000000);
}

}  // namespace
}  // namespace lotse::proto
