// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/time.h"

#include <cstdint>
#include <limits>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

TEST(Instant, ParsesRfc3339) {
  const struct {
    const char* text;
    const char* printed;
  } kCases[] = {
      {"2026-11-23T10:00:00+01:00", "2026-11-23T09:00:00Z"},
      {"2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z"},
      {"2026-11-23t09:00:00z", "2026-11-23T09:00:00Z"},
      {"2026-11-23 09:00:00Z", "2026-11-23T09:00:00Z"},
      {"2026-11-23", "2026-11-23T00:00:00Z"},
      {"2026-11-23T00:30:00+01:00", "2026-11-22T23:30:00Z"},
      {"2026-11-23T23:30:00-00:45", "2026-11-24T00:15:00Z"},
      {"2026-11-23T10:00:00.5Z", "2026-11-23T10:00:00.5Z"},
      {"2026-11-23T10:00:00.123456Z", "2026-11-23T10:00:00.123456Z"},
      {"2026-11-23T10:00:00.1234569999Z", "2026-11-23T10:00:00.123456Z"},
      {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"},
      {"2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"},
      {"2000-02-29T12:00:00Z", "2000-02-29T12:00:00Z"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"},
      {"2026-11-23T10:00:00+23:59", "2026-11-22T10:01:00Z"},
  };
  for (const auto& c : kCases) {
    ASSERT_OK_AND_ASSIGN(const Instant instant, Instant::Parse(c.text));
    EXPECT_EQ(instant.ToString(), c.printed) << c.text;
    EXPECT_THAT(Instant::Parse(c.printed), IsOkAndHolds(instant));
  }
}

TEST(Instant, RefusesEverythingElse) {
  for (const char* bad : {"",
                          "2026",
                          "2026-11",
                          "2026-11-3",
                          "2026-13-01",
                          "2026-00-01",
                          "2026-02-29",
                          "1900-02-29T00:00:00Z",
                          "2026-04-31",
                          "2026-01-00",
                          "0000-01-01",
                          "10000-01-01",
                          "2026-11-23T",
                          "2026-11-23T10:00:00",
                          "2026-11-23T10:00Z",
                          "2026-11-23T24:00:00Z",
                          "2026-11-23T10:60:00Z",
                          "2026-11-23T10:00:60Z",
                          "2026-11-23T10:00:00.Z",
                          "2026-11-23T10:00:00+1:00",
                          "2026-11-23T10:00:00+0100",
                          "2026-11-23T10:00:00+24:00",
                          "2026-11-23T10:00:00+01:60",
                          "2026-11-23T10:00:00Zx",
                          "2026-11-23T10:00:00ZZ",
                          " 2026-11-23",
                          "2026-11-23 ",
                          "-026-11-23",
                          "+026-11-23",
                          "0001-01-01T00:00:00+00:01",
                          "9999-12-31T23:59:59-00:01",
                          "23.11.2026"}) {
    EXPECT_THAT(
        Instant::Parse(bad),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("RFC 3339")))
        << bad;
  }
}

TEST(Instant, PrintsEvenWhatLiesBeyondTheCalendar) {
  EXPECT_EQ(Instant::FromMicros(std::numeric_limits<int64_t>::min()).ToString(),
            "-290308-12-21T19:59:05.224192Z");
  EXPECT_EQ(Instant::FromMicros(std::numeric_limits<int64_t>::max()).ToString(),
            "294247-01-10T04:00:54.775807Z");
}

TEST(Instant, MinAndMaxAreTheEndsOfTheCalendar) {
  EXPECT_EQ(Instant::Min().ToString(), "0001-01-01T00:00:00Z");
  EXPECT_EQ(Instant::Max().ToString(), "9999-12-31T23:59:59.999999Z");
}

TEST(Instant, HasTheCivilDayItLiesIn) {
  EXPECT_EQ(Instant::FromMicros(-1).date().days(), -1);
  EXPECT_EQ(Instant::FromMicros(0).date().days(), 0);
  EXPECT_EQ(Instant::FromMicros(86399999999).date().days(), 0);
  EXPECT_EQ(Instant::FromMicros(86400000000).date().days(), 1);
  EXPECT_EQ(Instant::FromMicros(-86400000000).date().days(), -1);
  EXPECT_EQ(Instant::FromMicros(-86400000001).date().days(), -2);
}

TEST(Instant, ArithmeticSaturates) {
  const Instant last = Instant::FromMicros(std::numeric_limits<int64_t>::max());
  const Instant first =
      Instant::FromMicros(std::numeric_limits<int64_t>::min());
  EXPECT_EQ(last + Duration::Micros(1), last);
  EXPECT_EQ(first - Duration::Micros(1), first);
  EXPECT_EQ(first - Duration::Micros(std::numeric_limits<int64_t>::min()),
            Instant());
  EXPECT_EQ(Instant() + Duration::Days(1) - Duration::Hours(24), Instant());
}

TEST(Instant, StartOfSaturatesForDaysBeyondTheCalendar) {
  EXPECT_EQ(Instant::StartOf(Date::FromDays(2)).micros(), 172800000000);
  EXPECT_EQ(
      Instant::StartOf(Date::FromDays(std::numeric_limits<int32_t>::max()))
          .micros(),
      std::numeric_limits<int64_t>::max());
  EXPECT_EQ(
      Instant::StartOf(Date::FromDays(std::numeric_limits<int32_t>::min()))
          .micros(),
      std::numeric_limits<int64_t>::min());
}

TEST(Date, AcceptsTheDaysThereAre) {
  const struct {
    int64_t year;
    int month;
    int day;
    bool exists;
  } kCases[] = {
      {2024, 2, 29, true},  {2023, 2, 29, false}, {1900, 2, 29, false},
      {2000, 2, 29, true},  {2026, 4, 31, false}, {2026, 12, 31, true},
      {1, 1, 1, true},      {0, 1, 1, false},     {9999, 12, 31, true},
      {10000, 1, 1, false}, {2026, 0, 1, false},  {2026, 13, 1, false},
      {2026, 1, 0, false},  {2026, 1, 32, false}, {INT64_MAX, 1, 1, false}};
  for (const auto& c : kCases) {
    EXPECT_EQ(Date::FromCivil(c.year, c.month, c.day).ok(), c.exists)
        << c.year << "-" << c.month << "-" << c.day;
  }
}

TEST(Date, ParsesAndPrintsEveryDay) {
  ASSERT_OK_AND_ASSIGN(const Date first, Date::Parse("0001-01-01"));
  ASSERT_OK_AND_ASSIGN(const Date last, Date::Parse("9999-12-31"));
  EXPECT_EQ(first.days(), -719162);
  EXPECT_EQ(last.days(), 2932896);
  for (int32_t day = first.days(); day <= last.days(); day += 97) {
    const Date date = Date::FromDays(day);
    ASSERT_THAT(Date::Parse(date.ToString()), IsOkAndHolds(date));
  }
}

TEST(Date, RefusesEverythingElse) {
  for (const char* bad : {"", "2026-11-23T00:00:00Z", "26-11-23", "2026-1-23",
                          "2026/11/23", "2026-11-23 ", "2026-02-30"}) {
    EXPECT_THAT(Date::Parse(bad), StatusIs(absl::StatusCode::kInvalidArgument,
                                           HasSubstr("2026-11-23")))
        << bad;
  }
}

TEST(Duration, PrintsTheLargestWholeUnit) {
  const struct {
    Duration duration;
    const char* expected;
  } kCases[] = {{Duration(), "0 seconds"},
                {Duration::Days(1), "1 day"},
                {Duration::Days(30), "30 days"},
                {Duration::Hours(36), "36 hours"},
                {Duration::Minutes(90), "90 minutes"},
                {Duration::Seconds(1), "1 second"},
                {Duration::Micros(1500000), "1500000 microseconds"},
                {Duration::Micros(1), "1 microsecond"},
                {Duration::Days(-2), "-2 days"}};
  for (const auto& c : kCases) EXPECT_EQ(c.duration.ToString(), c.expected);
}

}  // namespace
}  // namespace lotse
