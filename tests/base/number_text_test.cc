// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/number_text.h"

#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>

#include "absl/strings/numbers.h"
#include "gtest/gtest.h"

namespace lotse {
namespace {

TEST(PrintNumber, IsNeverMistakenForAnInteger) {
  const struct {
    double value;
    const char* expected;
  } kCases[] = {{0, "0.0"},
                {-0.0, "-0.0"},
                {2, "2.0"},
                {-2.5, "-2.5"},
                {0.1, "0.1"},
                {1e300, "1e+300"},
                {5e-324, "5e-324"},
                {1e21, "1e+21"},
                {123456789, "123456789.0"},
                {std::numeric_limits<double>::infinity(), "inf"}};
  for (const auto& c : kCases) EXPECT_EQ(PrintNumber(c.value), c.expected);
}

TEST(PrintNumber, ReadsBackWithTheSameBits) {
  std::mt19937_64 random(4);
  for (int i = 0; i < 50000; ++i) {
    const uint64_t bits = random();
    double value;
    std::memcpy(&value, &bits, sizeof(value));
    if (!(value - value == 0)) continue;
    double read = 0;
    ASSERT_TRUE(absl::SimpleAtod(PrintNumber(value), &read));
    ASSERT_EQ(std::memcmp(&read, &value, sizeof(value)), 0) << value;
  }
}

TEST(QuoteText, EscapesWhatWouldEndOrBreakTheText) {
  EXPECT_EQ(QuoteText(""), "\"\"");
  EXPECT_EQ(QuoteText("a\"b\\c"), "\"a\\\"b\\\\c\"");
  EXPECT_EQ(QuoteText("a\nb\tc"), "\"a\\nb\\tc\"");
  EXPECT_EQ(QuoteText(absl::string_view("\0\x1f\r", 3)),
            "\"\\u0000\\u001f\\u000d\"");
  EXPECT_EQ(QuoteText("Größe 'x'"), "\"Größe 'x'\"");
}

}  // namespace
}  // namespace lotse
