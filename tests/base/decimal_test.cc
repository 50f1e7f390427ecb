// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/decimal.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>

#include "absl/numeric/int128.h"
#include "gtest/gtest.h"

namespace lotse {
namespace {

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

TEST(ParseDecimal, ReadsExactly) {
  const struct {
    const char* text;
    int scale;
    std::optional<int64_t> expected;
  } kCases[] = {
      {"0", 9, 0},
      {"-0", 9, 0},
      {"12.5", 9, 12500000000},
      {"+12.5", 9, 12500000000},
      {"-12.5", 6, -12500000},
      {"0.000000001", 9, 1},
      {"0.0000000010000", 9, 1},
      {"0.0000000001", 9, std::nullopt},
      {"0.0000000010001", 9, std::nullopt},
      {"7", 0, 7},
      {"7.0", 0, 7},
      {"7.1", 0, std::nullopt},
      {"9223372036.854775807", 9, kMax},
      {"9223372036.854775808", 9, std::nullopt},
      {"-9223372036.854775808", 9, kMin},
      {"-9223372036.854775809", 9, std::nullopt},
      {"9223372036854775807", 0, kMax},
      {"-9223372036854775808", 0, kMin},
      {"18446744073709551616", 0, std::nullopt},
      {"18446744073709551616", 9, std::nullopt},
      {"99999999999999999999999999999999999999999999999999", 0, std::nullopt},
      {"00000000000000000000000000000000000000000000000001", 9, 1000000000},
      {"", 9, std::nullopt},
      {"-", 9, std::nullopt},
      {"+", 9, std::nullopt},
      {".", 9, std::nullopt},
      {"-.", 9, std::nullopt},
      {"1.2.3", 9, std::nullopt},
      {"1e5", 9, std::nullopt},
      {"1,5", 9, std::nullopt},
      {" 1", 9, std::nullopt},
      {"1 ", 9, std::nullopt},
      {"--1", 9, std::nullopt},
      {"+-1", 9, std::nullopt},
      {"0x10", 9, std::nullopt},
      {"inf", 9, std::nullopt},
      {"nan", 9, std::nullopt},
      {"\xd9\xa3", 9, std::nullopt},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(ParseDecimal(c.text, c.scale), c.expected)
        << c.text << " at scale " << c.scale;
  }
}

TEST(PrintDecimal, IsTheShortestExactText) {
  const struct {
    int64_t value;
    int scale;
    const char* expected;
  } kCases[] = {
      {0, 9, "0"},
      {1, 9, "0.000000001"},
      {-1, 9, "-0.000000001"},
      {1000000000, 9, "1"},
      {12500000000, 9, "12.5"},
      {-12500000, 6, "-12.5"},
      {7, 0, "7"},
      {kMax, 9, "9223372036.854775807"},
      {kMin, 9, "-9223372036.854775808"},
      {kMin, 0, "-9223372036854775808"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(PrintDecimal(c.value, c.scale), c.expected);
    EXPECT_EQ(ParseDecimal(c.expected, c.scale), c.value);
  }
}

TEST(PrintDecimal, ReadsBackAsTheSameValue) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20000; ++i) {
    const int64_t value = static_cast<int64_t>(random() >> (random() % 64));
    const int scale = static_cast<int>(random() % 10);
    ASSERT_EQ(ParseDecimal(PrintDecimal(value, scale), scale), value);
    ASSERT_EQ(ParseDecimal(PrintDecimal(-value, scale), scale), -value);
  }
}

// value * 10^scale rounded to even, by long division of the exact fraction: one
// bit of the quotient at a time.
int64_t ReferenceScale(double value, int scale) {
  int exponent;
  const double fraction = std::frexp(std::fabs(value), &exponent);
  absl::uint128 numerator = static_cast<uint64_t>(std::ldexp(fraction, 53));
  exponent -= 53;
  for (int i = 0; i < scale; ++i) numerator *= 10;
  for (; exponent > 0; --exponent) {
    numerator *= 2;
    if (numerator > absl::uint128(1) << 64) break;
  }
  // Halve until the fraction is gone; remember the last bit and any before it.
  bool half = false;
  bool sticky = false;
  for (; exponent < 0; ++exponent) {
    sticky = sticky || half;
    half = (numerator & 1) != 0;
    numerator >>= 1;
  }
  if (half && (sticky || (numerator & 1) != 0)) numerator += 1;
  const absl::uint128 limit = absl::uint128(1) << 63;
  if (value < 0) {
    return numerator >= limit
               ? kMin
               : -static_cast<int64_t>(absl::Uint128Low64(numerator));
  }
  return numerator >= limit
             ? kMax
             : static_cast<int64_t>(absl::Uint128Low64(numerator));
}

TEST(ScaleDouble, RoundsTheExactProductToEven) {
  const struct {
    double value;
    int scale;
    int64_t expected;
  } kCases[] = {
      {0.0, 9, 0},
      {-0.0, 9, 0},
      {0.5, 0, 0},
      {1.5, 0, 2},
      {2.5, 0, 2},
      {-0.5, 0, 0},
      {-1.5, 0, -2},
      {-2.5, 0, -2},
      {0.25, 1, 2},
      {0.75, 1, 8},
      {0.1, 9, 100000000},
      {0.3, 9, 300000000},
      // 2^-10 / 10^9 is a tie only in exact arithmetic: 976562.5e-9.
      {0.0009765625, 9, 976562},
      {0.0029296875, 9, 2929688},
      {5e-324, 9, 0},
      {4.9e-10, 9, 0},
      {5.1e-10, 9, 1},
      {9223372036.0, 9, 9223372036000000000},
      {9223372037.0, 9, kMax},
      {-9223372037.0, 9, kMin},
      {9.2e18, 0, 9200000000000000000},
      {9223372036854775808.0, 0, kMax},
      {-9223372036854775808.0, 0, kMin},
      {1e300, 0, kMax},
      {-1e300, 9, kMin},
      {std::numeric_limits<double>::infinity(), 9, kMax},
      {-std::numeric_limits<double>::infinity(), 9, kMin},
      {std::numeric_limits<double>::quiet_NaN(), 9, 0},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(ScaleDouble(c.value, c.scale), c.expected)
        << c.value << " at scale " << c.scale;
  }
}

TEST(ScaleDouble, EqualsTheReferenceOnRandomDoubles) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 200000; ++i) {
    const int exponent = static_cast<int>(random() % 200) - 130;
    const double value =
        std::ldexp(static_cast<double>(random() >> 11), exponent - 53) *
        (random() % 2 == 0 ? 1 : -1);
    const int scale = static_cast<int>(random() % 10);
    ASSERT_EQ(ScaleDouble(value, scale), ReferenceScale(value, scale))
        << value << " at scale " << scale;
  }
}

TEST(ScaleDouble, EqualsTheReferenceNextToTies) {
  for (int64_t k = -3000; k < 3000; ++k) {
    const double tie = (static_cast<double>(k) + 0.5) / 512.0;
    for (double value :
         {std::nextafter(tie, -1e9), tie, std::nextafter(tie, 1e9)}) {
      for (int scale = 0; scale <= 9; ++scale) {
        ASSERT_EQ(ScaleDouble(value, scale), ReferenceScale(value, scale));
      }
    }
  }
}

}  // namespace
}  // namespace lotse
