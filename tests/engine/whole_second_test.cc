// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/whole_second.h"

#include "gtest/gtest.h"

namespace lotse {
namespace {

constexpr Instant At(int64_t micros) { return Instant::FromMicros(micros); }

TEST(WholeSecond, IsTheLastOneThatIsNotAfter) {
  EXPECT_EQ(WholeSecond(At(0)), At(0));
  EXPECT_EQ(WholeSecond(At(1999999)), At(1000000));
  EXPECT_EQ(WholeSecond(At(2000000)), At(2000000));
  EXPECT_EQ(WholeSecond(At(-1)), At(-1000000));
  EXPECT_EQ(WholeSecond(At(-1000000)), At(-1000000));
}

TEST(CheckSecondOf, IsTheSecondThatTheChangeFallsInto) {
  EXPECT_EQ(CheckSecondOf(At(7500000), At(3000000)), At(7000000));
  EXPECT_EQ(CheckSecondOf(At(7000000), At(3000000)), At(7000000));
  EXPECT_EQ(CheckSecondOf(At(-1500000), At(-9000000)), At(-2000000));
}

TEST(CheckSecondOf, IsAfterTheInstantFromWhichOneLooks) {
  EXPECT_EQ(CheckSecondOf(At(3400000), At(3000000)), At(4000000));
  EXPECT_EQ(CheckSecondOf(At(3400000), At(3300000)), At(4000000));
  EXPECT_EQ(CheckSecondOf(At(2000000), At(3000000)), At(4000000));
}

TEST(CheckSecondOf, IsNeverTheUnsetInstantNorBeyondTheCalendar) {
  EXPECT_EQ(CheckSecondOf(At(500000), At(-5000000)), At(-1000000));
  EXPECT_EQ(CheckSecondOf(At(500000), At(-1000000)), At(1000000));
  EXPECT_EQ(CheckSecondOf(Instant::Max(), Instant::Max()), std::nullopt);
}

}  // namespace
}  // namespace lotse
