// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/testing/reference_calendar.h"

#include <gtest/gtest.h>

namespace lotse {
namespace {

Date Day(const char* text) { return *Date::Parse(text); }

TEST(ReferenceEaster, IsOnTheDaysThatAlmanacsGive) {
  EXPECT_EQ(ReferenceEaster(2026), Day("2026-04-05"));
  EXPECT_EQ(ReferenceEaster(2038), Day("2038-04-25"));
  EXPECT_EQ(ReferenceEaster(2285), Day("2285-03-22"));
  EXPECT_EQ(ReferenceEaster(1981), Day("1981-04-19"));
  EXPECT_EQ(ReferenceEaster(1954), Day("1954-04-18"));
}

TEST(ReferenceIsHoliday, FollowsTheRule) {
  HolidayRule rule;
  rule.day = NthWeekdayHoliday{Weekday::kMonday, -1, 5};
  EXPECT_TRUE(ReferenceIsHoliday(rule, Day("2026-05-25")));
  EXPECT_FALSE(ReferenceIsHoliday(rule, Day("2026-05-18")));
  rule.day = NearWeekdayHoliday{Weekday::kWednesday, 11, 23, false};
  EXPECT_TRUE(ReferenceIsHoliday(rule, Day("2022-11-16")));
  EXPECT_FALSE(ReferenceIsHoliday(rule, Day("2022-11-23")));
  rule.to_year = 2021;
  EXPECT_FALSE(ReferenceIsHoliday(rule, Day("2022-11-16")));
}

TEST(ReferenceCalendar, CountsMinutes) {
  TimeZoneSpec zone;
  BusinessCalendarSpec spec;
  spec.week = {{Weekday::kMonday, "09:00", "17:00"},
               {Weekday::kTuesday, "09:00", "17:00"}};
  const ReferenceCalendar calendar(spec, zone, Day("2026-11-23"),
                                   Day("2026-11-26"));
  const int64_t midnight = calendar.first_minute();
  EXPECT_EQ(calendar.end_minute() - midnight, 4 * 1440);
  EXPECT_FALSE(calendar.IsOpen(midnight + 539));
  EXPECT_TRUE(calendar.IsOpen(midnight + 540));
  EXPECT_EQ(calendar.Between(midnight, calendar.end_minute()), 960);
  EXPECT_EQ(calendar.Add(midnight, 480), midnight + 1020);
  EXPECT_EQ(calendar.Add(midnight, 481), midnight + 1440 + 541);
  EXPECT_EQ(calendar.NextOpening(midnight), midnight + 540);
  EXPECT_EQ(calendar.NextClosing(midnight), midnight + 1020);
  EXPECT_EQ(calendar.NextOpening(midnight + 3000), std::nullopt);
}

TEST(ReferenceCalendar, SkippedTimeIsNotWorked) {
  TimeZoneSpec zone;
  zone.initial_offset = Duration::Hours(1);
  zone.transitions = {
      {*Instant::Parse("2026-03-29T01:00:00Z"), Duration::Hours(2)}};
  BusinessCalendarSpec spec;
  spec.week = {{Weekday::kSunday, "00:00", "24:00"}};
  const ReferenceCalendar calendar(spec, zone, Day("2026-03-29"),
                                   Day("2026-03-29"));
  EXPECT_EQ(calendar.end_minute() - calendar.first_minute(), 23 * 60);
  EXPECT_EQ(calendar.Between(calendar.first_minute(), calendar.end_minute()),
            23 * 60);
}

}  // namespace
}  // namespace lotse
