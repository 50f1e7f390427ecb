// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/cell_parser.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <optional>

namespace lotse {
namespace {

constexpr DecimalMark kPoint = DecimalMark::kPoint;
constexpr DecimalMark kComma = DecimalMark::kComma;

TEST(ParseNumber, ReadsBothDecimalMarks) {
  struct Case {
    const char* text;
    DecimalMark mark;
    std::optional<double> value;
  };
  const Case cases[] = {
      {"12", kPoint, 12.0},
      {" 12 ", kPoint, 12.0},
      {"-1.5", kPoint, -1.5},
      {"\u22121.5", kPoint, -1.5},
      {"+1.5", kPoint, 1.5},
      {".5", kPoint, 0.5},
      {"12.", kPoint, 12.0},
      {"1,234.5", kPoint, 1234.5},
      {"1,234,567", kPoint, 1234567.0},
      {"1.234,5", kComma, 1234.5},
      {"1.234", kComma, 1234.0},
      {"1.234", kPoint, 1.234},
      {"0,5", kComma, 0.5},
      {"1 234,5", kComma, 1234.5},
      {"1\u00a0234,5", kComma, 1234.5},
      {"1'234.5", kPoint, 1234.5},
      {"1\u2019234.5", kPoint, 1234.5},
      {"12 %", kPoint, 12.0},
      {"12,5%", kComma, 12.5},
      {"1.5E+05", kPoint, 150000.0},
      {"1,5", kPoint, std::nullopt},
      {"12,34", kPoint, std::nullopt},
      {"1,2345", kPoint, std::nullopt},
      {"1234,567", kPoint, std::nullopt},
      {"1.2.3", kPoint, std::nullopt},
      {"1.5", kComma, std::nullopt},
      {",234", kPoint, std::nullopt},
      {"1,234,", kPoint, std::nullopt},
      {"", kPoint, std::nullopt},
      {"-", kPoint, std::nullopt},
      {".", kPoint, std::nullopt},
      {"%", kPoint, std::nullopt},
      {"e5", kPoint, std::nullopt},
      {"1e", kPoint, std::nullopt},
      {"1e999", kPoint, std::nullopt},
      {"0x10", kPoint, std::nullopt},
      {"nan", kPoint, std::nullopt},
      {"inf", kPoint, std::nullopt},
      {"12 EUR", kPoint, std::nullopt},
      {"23.11.2026", kPoint, std::nullopt},
      {"23.11.2026", kComma, std::nullopt},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ParseNumber(c.text, c.mark), c.value) << c.text;
  }
}

TEST(ParseInteger, TakesWholeNumbersOnly) {
  EXPECT_EQ(ParseInteger("1.234", kComma), 1234);
  EXPECT_EQ(ParseInteger("12.0", kPoint), 12);
  EXPECT_EQ(ParseInteger("1E+03", kPoint), 1000);
  EXPECT_EQ(ParseInteger("9223372036854775807", kPoint), INT64_MAX);
  EXPECT_EQ(ParseInteger("9223372036854775808", kPoint), std::nullopt);
  EXPECT_EQ(ParseInteger("12.5", kPoint), std::nullopt);
  EXPECT_EQ(ParseInteger("1e300", kPoint), std::nullopt);
}

TEST(ParseMoney, TakesCurrenciesOnEitherSide) {
  const auto text = [](const char* cell, DecimalMark mark) {
    const std::optional<Money> money = ParseMoney(cell, mark, "CHF");
    return money.has_value() ? money->ToString() : "none";
  };
  EXPECT_EQ(text("1.234,50 €", kComma), "1234.5 EUR");
  EXPECT_EQ(text("€1,234.50", kPoint), "1234.5 EUR");
  EXPECT_EQ(text("EUR 500", kPoint), "500 EUR");
  EXPECT_EQ(text("-12 USD", kPoint), "-12 USD");
  EXPECT_EQ(text("$5", kPoint), "5 USD");
  EXPECT_EQ(text("1'000.05", kPoint), "1000.05 CHF");
  EXPECT_EQ(text("0.0000001", kPoint), "none");
  EXPECT_EQ(text("EUR", kPoint), "none");
  EXPECT_EQ(text("12 %", kPoint), "none");
}

TEST(ParseBoolean, KnowsGermanAndEnglish) {
  for (const char* yes : {"yes", "JA", "Wahr", "true", "1", "x", " y "}) {
    EXPECT_EQ(ParseBoolean(yes), true) << yes;
  }
  for (const char* no : {"No", "nein", "FALSCH", "false", "0", "n"}) {
    EXPECT_EQ(ParseBoolean(no), false) << no;
  }
  for (const char* other : {"", "maybe", "2", "unknown"}) {
    EXPECT_EQ(ParseBoolean(other), std::nullopt) << other;
  }
}

TEST(ParseDate, ReadsTheUsualForms) {
  struct Case {
    const char* text;
    DateOrder order;
    const char* date;
  };
  const DateOrder none = DateOrder::kUnspecified;
  const Case cases[] = {
      {"2026-11-23", none, "2026-11-23"},
      {"2026/1/2", none, "2026-01-02"},
      {"23.11.2026", none, "2026-11-23"},
      {"3.4.26", none, "2026-04-03"},
      {"3.4.99", none, "1999-04-03"},
      {"23.11.2026", DateOrder::kMonthFirst, "2026-11-23"},
      {"03/04/2026", DateOrder::kDayFirst, "2026-04-03"},
      {"03/04/2026", DateOrder::kMonthFirst, "2026-03-04"},
      {"2026-11-23 00:00:00", none, "2026-11-23"},
      {"2026-11-23T00:00:00Z", none, "2026-11-23"},
      {"03/04/2026", none, "none"},
      {"23/11/2026", DateOrder::kMonthFirst, "none"},
      {"30.02.2026", none, "none"},
      {"23.11-2026", none, "none"},
      {"2026-11-23 10:00", none, "none"},
      {"20261123", none, "none"},
      {"23.11.20266", none, "none"},
      {"23.11.", none, "none"},
      {"", none, "none"},
  };
  for (const Case& c : cases) {
    const std::optional<Date> date = ParseDate(c.text, c.order);
    EXPECT_EQ(date.has_value() ? date->ToString() : "none", c.date) << c.text;
  }
}

TEST(ParseTime, TakesTimesWithoutZoneForUtc) {
  struct Case {
    const char* text;
    const char* time;
  };
  const Case cases[] = {
      {"2026-11-23T10:00:00+01:00", "2026-11-23T09:00:00Z"},
      {"2026-11-23 10:00", "2026-11-23T10:00:00Z"},
      {"23.11.2026 10:00:30.25", "2026-11-23T10:00:30.25Z"},
      {"23.11.2026, 7:05", "2026-11-23T07:05:00Z"},
      {"23.11.2026", "2026-11-23T00:00:00Z"},
      {"2026-11-23 24:00", "none"},
      {"2026-11-23 10:60", "none"},
      {"2026-11-23 10", "none"},
      {"2026-11-23 10:00 pm", "2026-11-23T22:00:00Z"},
      {"2026-11-23, 12:00 AM", "2026-11-23T00:00:00Z"},
      {"2026-11-23 12:30:15PM", "2026-11-23T12:30:15Z"},
      {"2026-11-23 13:00 pm", "none"},
      {"2026-11-23 0:00 am", "none"},
      {"2026-11-23 10:00 xm", "none"},
  };
  for (const Case& c : cases) {
    const std::optional<Instant> time =
        ParseTime(c.text, DateOrder::kUnspecified);
    EXPECT_EQ(time.has_value() ? time->ToString() : "none", c.time) << c.text;
  }
}

TEST(MissingMarkers, IgnoreCaseAndBlanks) {
  const MissingMarkers markers(DefaultMissingMarkers());
  for (const char* missing :
       {"", "  ", "unknown", "N/A", "null", "Select", "BITTE WÄHLEN", " - "}) {
    EXPECT_TRUE(markers.Has(missing)) << missing;
  }
  for (const char* text : {"no", "0", "nonexistent", "NA"}) {
    EXPECT_FALSE(markers.Has(text)) << text;
  }
  EXPECT_TRUE(MissingMarkers({}).Has(""));
  EXPECT_FALSE(MissingMarkers({}).Has("unknown"));
}

FormatEvidence Evidence(std::initializer_list<const char*> cells) {
  FormatEvidence evidence;
  for (const char* cell : cells) evidence.Add(cell);
  return evidence;
}

TEST(FormatEvidence, TellsDecimalMarks) {
  EXPECT_EQ(Evidence({"12", "abc"}).decimal_mark(), DecimalMark::kUnspecified);
  EXPECT_EQ(Evidence({"1,5", "1.234"}).decimal_mark(), kComma);
  EXPECT_EQ(Evidence({"1.5", "1,234"}).decimal_mark(), kPoint);
  EXPECT_EQ(Evidence({"1.234.567"}).decimal_mark(), kComma);
  EXPECT_EQ(Evidence({"1.234,50 €"}).decimal_mark(), kComma);
  EXPECT_EQ(Evidence({"1.234"}).decimal_mark(), DecimalMark::kUnspecified);
  EXPECT_EQ(Evidence({"1.234", "23.11.2026"}).decimal_mark(), kComma);
}

TEST(FormatEvidence, TellsTheOrderOfDatesOnlyIfItShows) {
  EXPECT_EQ(Evidence({"03/04/2026"}).date_order(), DateOrder::kUnspecified);
  EXPECT_EQ(Evidence({"03/04/2026", "23/04/2026"}).date_order(),
            DateOrder::kDayFirst);
  EXPECT_EQ(Evidence({"03/04/2026", "04/23/2026"}).date_order(),
            DateOrder::kMonthFirst);
  EXPECT_EQ(Evidence({"23/04/2026", "04/23/2026"}).date_order(),
            DateOrder::kUnspecified);
}

}  // namespace
}  // namespace lotse
