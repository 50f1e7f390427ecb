// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/arrow/decimal_reader.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

namespace lotse {
namespace {

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

TEST(DecimalReader, ReadsEveryWidth) {
  const int32_t narrow[] = {1, -2};
  EXPECT_EQ(DecimalAt(narrow, 1, 4), absl::int128(-2));
  const int64_t words[] = {7, 0, -7, -1, 7, 1, 7, 0};
  EXPECT_EQ(DecimalAt(words, 2, 8), absl::int128(-7));
  EXPECT_EQ(DecimalAt(words, 1, 16), absl::int128(-7));
  EXPECT_EQ(DecimalAt(words, 2, 16), absl::MakeInt128(1, 7));
  const int64_t wide[] = {7, 0, 0, 0, -7, -1, -1, -1, 7, 0, 1, 0, 7, -1, 0, 0};
  EXPECT_EQ(DecimalAt(wide, 0, 32), absl::int128(7));
  EXPECT_EQ(DecimalAt(wide, 1, 32), absl::int128(-7));
  EXPECT_EQ(DecimalAt(wide, 2, 32), std::nullopt);
  EXPECT_EQ(DecimalAt(wide, 3, 32), std::nullopt);
}

TEST(DecimalReader, RescalesExactlyOrNotAtAll) {
  EXPECT_EQ(RescaleDecimal(1250, 2, 6), 12500000);
  EXPECT_EQ(RescaleDecimal(-1250, 3, 2), -125);
  EXPECT_EQ(RescaleDecimal(1251, 3, 2), std::nullopt);
  EXPECT_EQ(RescaleDecimal(12, -2, 0), 1200);
  EXPECT_EQ(RescaleDecimal(0, -76, 6), 0);
  EXPECT_EQ(RescaleDecimal(1, -76, 6), std::nullopt);
  EXPECT_EQ(RescaleDecimal(kMax, 0, 0), kMax);
  EXPECT_EQ(RescaleDecimal(kMin, 0, 0), kMin);
  EXPECT_EQ(RescaleDecimal(absl::int128(kMax) + 1, 0, 0), std::nullopt);
  EXPECT_EQ(RescaleDecimal(absl::Int128Min(), 0, 0), std::nullopt);
}

TEST(DecimalReader, GivesTheNearestDouble) {
  EXPECT_EQ(DecimalToDouble(1, 1), 0.1);
  EXPECT_EQ(DecimalToDouble(-125, 2), -1.25);
  EXPECT_EQ(DecimalToDouble(12, -2), 1200.0);
  EXPECT_EQ(DecimalToDouble(0, 50), 0.0);
  EXPECT_EQ(DecimalToDouble(absl::int128(kMax), 30), 9.223372036854775807e-12);
  EXPECT_EQ(DecimalToDouble(absl::Int128Min(), 0),
            -170141183460469231731687303715884105728.0);
}

TEST(DecimalReader, ReadsHalfFloats) {
  EXPECT_EQ(HalfToDouble(0x0000), 0.0);
  EXPECT_EQ(HalfToDouble(0x3C00), 1.0);
  EXPECT_EQ(HalfToDouble(0xC000), -2.0);
  EXPECT_EQ(HalfToDouble(0x7BFF), 65504.0);
  EXPECT_EQ(HalfToDouble(0x0400), 0.00006103515625);
  EXPECT_EQ(HalfToDouble(0x03FF), 0.000060975551605224609375);
  EXPECT_EQ(HalfToDouble(0xFC00), -std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan(HalfToDouble(0x7E00)));
}

}  // namespace
}  // namespace lotse
