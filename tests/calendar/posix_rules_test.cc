// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/calendar/posix_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "lotse/base/time.h"
#include "src/calendar/civil_days.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

int64_t Local(int64_t year, int64_t month, int64_t day, int64_t hour) {
  return DaysOf(year, month, day) * 86400 + hour * 3600;
}

TEST(ParsePosixRules, ReadsOffsetsEastOfGreenwichAsPositive) {
  const struct {
    const char* text;
    int64_t seconds;
  } kCases[] = {{"UTC0", 0},
                {"CET-1", 3600},
                {"EST5", -18000},
                {"<+0530>-5:30", 19800},
                {"<-03>3", -10800},
                {"ABC+1:02:03", -3723},
                {"XYZ-24:59:59", 89999},
                {"XYZ24:59:59", -89999}};
  for (const auto& c : kCases) {
    ASSERT_OK_AND_ASSIGN(const PosixRules rules, ParsePosixRules(c.text));
    EXPECT_EQ(rules.standard_offset, c.seconds) << c.text;
    EXPECT_FALSE(rules.daylight.has_value()) << c.text;
  }
}

TEST(ParsePosixRules, DaylightTimeIsAnHourAheadUnlessItSaysOtherwise) {
  ASSERT_OK_AND_ASSIGN(PosixRules rules, ParsePosixRules("EST5EDT,1,2"));
  EXPECT_EQ(rules.daylight->offset, -4 * 3600);
  ASSERT_OK_AND_ASSIGN(rules, ParsePosixRules("IST-1GMT0,1,2"));
  EXPECT_EQ(rules.daylight->offset, 0);
}

TEST(ParsePosixRules, MomentsAreTheDaysThatRfc9636Names) {
  const struct {
    const char* moment;
    int64_t year;
    int64_t expected;
  } kCases[] = {
      {"M3.5.0", 2026, Local(2026, 3, 29, 2)},  // The last Sunday.
      {"M10.5.0/3", 2026, Local(2026, 10, 25, 3)},
      {"M11.1.0", 2026, Local(2026, 11, 1, 2)},  // The first is a Sunday.
      {"M2.5.4", 2024, Local(2024, 2, 29, 2)},   // Five Thursdays.
      {"M2.5.4", 2026, Local(2026, 2, 26, 2)},   // Four.
      {"J1/0", 2024, Local(2024, 1, 1, 0)},
      {"J59/0", 2024, Local(2024, 2, 28, 0)},
      {"J60/0", 2024, Local(2024, 3, 1, 0)},
      {"J60/0", 2023, Local(2023, 3, 1, 0)},
      {"J365/0", 2024, Local(2024, 12, 31, 0)},
      {"0/0", 2024, Local(2024, 1, 1, 0)},
      {"59/0", 2024, Local(2024, 2, 29, 0)},
      {"59/0", 2023, Local(2023, 3, 1, 0)},
      {"365/0", 2023, Local(2024, 1, 1, 0)},
      {"M3.4.4/50", 2026, Local(2026, 3, 28, 2)},
      {"M3.5.0/-2", 2026, Local(2026, 3, 28, 22)},
      {"0/167", 2026, Local(2026, 1, 7, 23)},
      {"0/-167:00:00", 2026, Local(2025, 12, 25, 1)},
      {"0/1:02:03", 1970, 3723},
  };
  for (const auto& c : kCases) {
    const std::string text = std::string("AAA0BBB,") + c.moment + ",1";
    ASSERT_OK_AND_ASSIGN(const PosixRules rules, ParsePosixRules(text));
    EXPECT_EQ(rules.daylight->begin.InYear(c.year), c.expected) << text;
  }
}

TEST(ParsePosixRules, RefusesWhatIsNoTzString) {
  for (const char* bad : {"",
                          "CE",
                          "CET",
                          "CET-",
                          "CET25",
                          "CET-1:60",
                          "CET-1:00:60",
                          "<CET-1",
                          "<C>-1",
                          "CET-1CEST",
                          "CET-1CEST-2",
                          "CET-1CEST,",
                          "CET-1CEST,M3.5.0",
                          "CET-1CEST,M3.5.0,",
                          "CET-1CEST,M0.5.0,M10.5.0",
                          "CET-1CEST,M13.5.0,M10.5.0",
                          "CET-1CEST,M3.6.0,M10.5.0",
                          "CET-1CEST,M3.0.0,M10.5.0",
                          "CET-1CEST,M3.5.7,M10.5.0",
                          "CET-1CEST,M3.5,M10.5.0",
                          "CET-1CEST,J0,J2",
                          "CET-1CEST,J366,J2",
                          "CET-1CEST,366,1",
                          "CET-1CEST,M3.5.0/168,M10.5.0",
                          "CET-1CEST,M3.5.0/-168,M10.5.0",
                          "CET-1CEST,M3.5.0,M10.5.0/3x",
                          "CET-1CEST,M3.5.0,M10.5.0,1",
                          " CET-1",
                          "CET- 1",
                          "CET-00001",
                          ":Europe/Berlin",
                          "CET-1CEST,M3.5.0/,M10.5.0"}) {
    EXPECT_THAT(ParsePosixRules(bad),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("is no TZ string")))
        << bad;
  }
}

TEST(ParsePosixRules, SaysWhatIsExpectedAndWhere) {
  EXPECT_THAT(
      ParsePosixRules("CET-1CEST,M3.9.0,M10.5.0"),
      StatusIs(absl::StatusCode::kInvalidArgument,
               HasSubstr("after 13 bytes a number from 1 to 5 is expected")));
  EXPECT_THAT(ParsePosixRules(std::string(300, 'A') + "0"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("more than 256 bytes")));
}

TEST(PosixRules, DaylightTimeThatEndsWhenTheNextBeginsNeverEnds) {
  ASSERT_OK_AND_ASSIGN(const PosixRules rules,
                       ParsePosixRules("XXX3EDT4,0/0,J365/23"));
  for (int64_t year = 2000; year < 2030; ++year) {
    for (const int64_t hour : {0, 2, 3, 4, 12}) {
      EXPECT_EQ(rules.OffsetAt(Local(year, 1, 1, hour)), -4 * 3600);
    }
  }
}

TEST(CivilDays, AreThoseOfTheGregorianCalendar) {
  EXPECT_EQ(DaysOf(1970, 1, 1), 0);
  EXPECT_EQ(DaysOf(2000, 3, 1), 11017);
  EXPECT_EQ(DaysOf(1, 1, 1), Instant::Min().date().days());
  for (int64_t year : {-401, -1, 0, 1, 4, 100, 400, 1899, 1900, 1970, 2000,
                       2023, 2024, 2100, 9999, 10000}) {
    EXPECT_EQ(YearOf(DaysOf(year, 1, 1)), year);
    EXPECT_EQ(YearOf(DaysOf(year, 2, 28)), year);
    EXPECT_EQ(YearOf(DaysOf(year, 3, 1)), year);
    EXPECT_EQ(YearOf(DaysOf(year, 12, 31)), year);
    EXPECT_EQ(DaysOf(year + 1, 1, 1) - DaysOf(year, 1, 1),
              IsLeapYear(year) ? 366 : 365);
    int64_t day = DaysOf(year, 1, 1);
    for (int64_t month = 1; month <= 12; ++month) {
      EXPECT_EQ(DaysOf(year, month, 1), day);
      day += DaysInMonth(year, month);
    }
    EXPECT_EQ(day, DaysOf(year + 1, 1, 1));
  }
}

}  // namespace
}  // namespace lotse
