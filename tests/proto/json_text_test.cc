// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/proto/json_text.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include "gtest/gtest.h"
#include "lotse/base/limits.h"

namespace lotse::proto {
namespace {

TEST(IsFieldName, TakesBothForms) {
  EXPECT_TRUE(IsFieldName("points_to_double_odds", "points_to_double_odds"));
  EXPECT_TRUE(IsFieldName("pointsToDoubleOdds", "points_to_double_odds"));
  EXPECT_TRUE(IsFieldName("id", "id"));
  EXPECT_FALSE(IsFieldName("", "id"));
  EXPECT_FALSE(IsFieldName("i", "id"));
  EXPECT_FALSE(IsFieldName("idx", "id"));
  EXPECT_FALSE(IsFieldName("personID", "person_id"));
  EXPECT_FALSE(IsFieldName("personid", "person_id"));
  EXPECT_FALSE(IsFieldName("person_Id", "person_id"));
}

TEST(CamelCase, CapitalisesAfterUnderscores) {
  EXPECT_EQ(CamelCase("points_to_double_odds"), "pointsToDoubleOdds");
  EXPECT_EQ(CamelCase("id"), "id");
}

TEST(ParseJsonInteger, TakesWholeNumbersExactly) {
  EXPECT_EQ(ParseJsonInteger("9223372036854775807"), INT64_MAX);
  EXPECT_EQ(ParseJsonInteger("-9223372036854775808"), INT64_MIN);
  EXPECT_EQ(ParseJsonInteger("9007199254740993"), 9007199254740993);
  EXPECT_EQ(ParseJsonInteger("-0"), 0);
  EXPECT_EQ(ParseJsonInteger("1e3"), 1000);
  EXPECT_EQ(ParseJsonInteger("1.0"), 1);
}

TEST(ParseJsonInteger, RefusesTheRest) {
  for (const char* text :
       {"", "-", "+1", " 1", "1 ", "1.5", "1e-1", "9223372036854775808",
        "-9223372036854775809", "9.3e18", "1e999", "0x10", "nan", "a", "1,0"}) {
    EXPECT_EQ(ParseJsonInteger(text), std::nullopt) << text;
  }
}

TEST(ParseJsonNumber, TakesJsonNumbers) {
  EXPECT_EQ(ParseJsonNumber("12"), 12);
  EXPECT_EQ(ParseJsonNumber("-2.5e-1"), -0.25);
  EXPECT_EQ(ParseJsonNumber("1E5"), 100000);
  EXPECT_TRUE(std::isinf(*ParseJsonNumber("1e999")));
}

TEST(ParseJsonNumber, RefusesTheRest) {
  for (const char* text :
       {"", "-", "+1", " 1", "1e", "e1", "NaN", "Infinity", "-Infinity", "inf",
        "0x1p3", "1,5", "--1", "1.2.3"}) {
    EXPECT_EQ(ParseJsonNumber(text), std::nullopt) << text;
  }
}

TEST(PrintJsonNumber, IsTheShortestThatReadsBack) {
  EXPECT_EQ(PrintJsonNumber(12), "12");
  EXPECT_EQ(PrintJsonNumber(0.1), "0.1");
  EXPECT_EQ(PrintJsonNumber(-0.0), "0");
  EXPECT_EQ(PrintJsonNumber(1e300), "1e+300");
  EXPECT_EQ(PrintJsonNumber(std::nan("")), "\"NaN\"");
  EXPECT_EQ(PrintJsonNumber(-HUGE_VAL), "\"-Infinity\"");
}

TEST(PrintJsonText, EscapesAndMendsUtf8) {
  EXPECT_EQ(PrintJsonText("a\"\\\n\x01ü"), "\"a\\\"\\\\\\n\\u0001ü\"");
  EXPECT_EQ(PrintJsonText("a\xFF\xC3z"), "\"a\uFFFD\uFFFDz\"");
}

TEST(PrintJsonInstant, HasZeroThreeOrSixDecimals) {
  EXPECT_EQ(PrintJsonInstant(Instant()), "1970-01-01T00:00:00Z");
  EXPECT_EQ(PrintJsonInstant(Instant::FromMicros(500000)),
            "1970-01-01T00:00:00.500Z");
  EXPECT_EQ(PrintJsonInstant(Instant::FromMicros(-1)),
            "1969-12-31T23:59:59.999999Z");
}

TEST(PrintJsonDuration, HasZeroThreeOrSixDecimals) {
  EXPECT_EQ(PrintJsonDuration(Duration()), "0s");
  EXPECT_EQ(PrintJsonDuration(Duration::Days(1)), "86400s");
  EXPECT_EQ(PrintJsonDuration(Duration::Micros(-500000)), "-0.500s");
  EXPECT_EQ(PrintJsonDuration(Duration::Micros(-1000001)), "-1.000001s");
}

TEST(ParseJsonDuration, TakesSecondsAndUnits) {
  EXPECT_EQ(ParseJsonDuration("1.5s"), Duration::Micros(1500000));
  EXPECT_EQ(ParseJsonDuration("-0.0000019s"), Duration::Micros(-1));
  EXPECT_EQ(ParseJsonDuration("0s"), Duration());
  EXPECT_EQ(ParseJsonDuration("30 days"), Duration::Days(30));
  EXPECT_EQ(ParseJsonDuration("1 day"), Duration::Days(1));
  EXPECT_EQ(ParseJsonDuration("2 weeks"), Duration::Days(14));
  EXPECT_EQ(ParseJsonDuration("-3 hours"), Duration::Hours(-3));
  EXPECT_EQ(ParseJsonDuration("1 microsecond"), Duration::Micros(1));
  EXPECT_EQ(ParseJsonDuration("3652500 days"),
            Duration::Days(kMaxDurationDays));
  EXPECT_EQ(ParseJsonDuration("315576000000s"),
            Duration::Days(kMaxDurationDays));
}

TEST(ParseJsonDuration, RefusesTheRest) {
  for (const char* text : {"",
                           "s",
                           "1",
                           "1.s",
                           "1.5",
                           "+1s",
                           " 1s",
                           "1 s",
                           "days",
                           " days",
                           "1.5 days",
                           "1  day",
                           "1 year",
                           "1 dayss",
                           "3652501 days",
                           "9223372036854775807 days",
                           "315576000000.000001s",
                           "1e3s",
                           "1.5xs",
                           "1.000000xs",
                           "99999999999999999999s",
                           "30 Days"}) {
    EXPECT_EQ(ParseJsonDuration(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace lotse::proto
