// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/money.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

TEST(Money, ParseReadsAmountAndCurrency) {
  const struct {
    const char* text;
    Money expected;
    const char* printed;
  } kCases[] = {
      {"50000 EUR", {50000000000, "EUR"}, "50000 EUR"},
      {"-12.5 CHF", {-12500000, "CHF"}, "-12.5 CHF"},
      {"+0.000001 USD", {1, "USD"}, "0.000001 USD"},
      {"1   EUR", {1000000, "EUR"}, "1 EUR"},
      {"-9223372036854.775808 EUR",
       {-9223372036854775807 - 1, "EUR"},
       "-9223372036854.775808 EUR"},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(Money::Parse(c.text), IsOkAndHolds(c.expected)) << c.text;
    EXPECT_EQ(c.expected.ToString(), c.printed);
    EXPECT_THAT(Money::Parse(c.printed), IsOkAndHolds(c.expected));
  }
}

TEST(Money, ParseRefusesEverythingElse) {
  for (const char* bad :
       {"", "50000", "EUR", "50000EUR", "EUR 50000", "50000 eur", "50000 EURO",
        "50000 EU", " 50000 EUR", "50,000 EUR", "1e3 EUR", "0.0000001 EUR",
        "9223372036854.775808 EUR", "50000 E R", "5 EUR EUR"}) {
    EXPECT_THAT(Money::Parse(bad), StatusIs(absl::StatusCode::kInvalidArgument,
                                            HasSubstr("50000 EUR")))
        << bad;
  }
}

TEST(IsCurrencyCode, IsThreeCapitalLetters) {
  EXPECT_TRUE(IsCurrencyCode("EUR"));
  for (const char* bad : {"", "EU", "EURO", "eur", "EU1", "E\xc3\x84"}) {
    EXPECT_FALSE(IsCurrencyCode(bad)) << bad;
  }
}

}  // namespace
}  // namespace lotse
