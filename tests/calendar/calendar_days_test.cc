// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/calendar/calendar_days.h"

#include <gtest/gtest.h>

#include <string>

#include "lotse/calendar/preset_zones.h"

namespace lotse {
namespace {

constexpr int64_t kHour = 3600000000;

int64_t Number(const char* date) { return Date::Parse(date)->days(); }

class CalendarDaysTest : public testing::Test {
 protected:
  CalendarDaysTest() {
    for (size_t d = 0; d < 5; ++d) week_[d] = {{9 * 60, 17 * 60}};
    holidays_.resize(2);
    holidays_[0].day = FixedHoliday{1, 1};
    holidays_[1].day = FixedHoliday{12, 24};
    holidays_[1].hours = {{"00:00", "12:00"}};
    exceptions_.resize(1);
    exceptions_[0].date = *Date::Parse("2026-11-28");
    exceptions_[0].hours = {{"10:00", "14:00"}};
  }

  CalendarDays Make() const {
    return CalendarDays(*CompileTimeZone(*PresetTimeZone("Europe/Berlin")),
                        week_, holidays_, exceptions_);
  }

  std::array<std::vector<DaySpan>, 7> week_;
  std::vector<HolidayRule> holidays_;
  std::vector<CalendarException> exceptions_;
};

TEST_F(CalendarDaysTest, KnowsTheHoursOfEachKindOfDay) {
  const CalendarDays days = Make();
  CalendarCursor cursor(days);
  EXPECT_EQ(cursor.WorkOfDay(Number("2026-11-23")), 8 * kHour);  // Monday.
  EXPECT_EQ(cursor.WorkOfDay(Number("2026-11-22")), 0);          // Sunday.
  EXPECT_EQ(cursor.WorkOfDay(Number("2026-11-28")), 4 * kHour);  // Exception.
  EXPECT_EQ(cursor.WorkOfDay(Number("2026-01-01")), 0);          // Holiday.
  EXPECT_EQ(cursor.WorkOfDay(Number("2026-12-24")), 3 * kHour);  // Thursday.
  EXPECT_EQ(cursor.WorkOfDay(Number("2028-12-24")), 0);          // Sunday.
  EXPECT_EQ(cursor.DayOf(Number("2026-12-24")).spans.size(), 1u);
  EXPECT_TRUE(cursor.DayOf(Number("2026-03-30")).regular);
  EXPECT_FALSE(cursor.DayOf(Number("2026-03-29")).regular);
}

TEST_F(CalendarDaysTest, DaysOnWhichClocksChangeHaveTheirRealLength) {
  week_[6] = {{0, 1440}};
  const CalendarDays days = Make();
  CalendarCursor cursor(days);
  EXPECT_EQ(cursor.WorkOfDay(Number("2026-03-22")), 24 * kHour);
  EXPECT_EQ(cursor.WorkOfDay(Number("2026-03-29")), 23 * kHour);
  EXPECT_EQ(cursor.WorkOfDay(Number("2026-10-25")), 25 * kHour);
}

TEST_F(CalendarDaysTest, DaysThatClocksSkipHaveNoTime) {
  // Samoa had no December 30 in 2011.
  TimeZoneSpec apia;
  apia.name = "apia";
  apia.initial_offset = Duration::Hours(-10);
  apia.transitions = {
      {*Instant::Parse("2011-12-30T10:00:00Z"), Duration::Hours(14)}};
  const CalendarDays days(*CompileTimeZone(apia), week_, {}, {});
  CalendarCursor cursor(days);
  EXPECT_EQ(cursor.WorkOfDay(Number("2011-12-29")), 8 * kHour);  // Thursday.
  EXPECT_EQ(cursor.WorkOfDay(Number("2011-12-30")), 0);          // Friday.
  EXPECT_EQ(cursor.DayAt(*Instant::Parse("2011-12-30T10:00:00Z")).number,
            Number("2011-12-31"));
  EXPECT_EQ(cursor.DayAt(*Instant::Parse("2011-12-30T09:59:59Z")).number,
            Number("2011-12-29"));
}

TEST_F(CalendarDaysTest, ManyDaysAreTheSumOfTheSingleOnes) {
  week_[6] = {{0, 1440}};
  const CalendarDays days = Make();
  // Years that are listed when compiled, and years that are not.
  for (const char* first : {"1998-11-11", "2025-02-28", "2098-06-01"}) {
    CalendarCursor cursor(days);
    const int64_t begin = Number(first);
    int64_t sum = 0;
    for (int64_t d = begin; d < begin + 1500; ++d) {
      ASSERT_EQ(cursor.WorkOfDays(begin, d), sum) << first << d - begin;
      CalendarCursor other(days);
      sum += other.WorkOfDay(d);
    }
  }
}

TEST_F(CalendarDaysTest, FindsTheDayOfAnInstant) {
  const CalendarDays days = Make();
  CalendarCursor cursor(days);
  const auto day_at = [&](const char* t) {
    return cursor.DayAt(*Instant::Parse(t)).number;
  };
  EXPECT_EQ(day_at("2026-11-22T22:59:59Z"), Number("2026-11-22"));
  EXPECT_EQ(day_at("2026-11-22T23:00:00Z"), Number("2026-11-23"));
  EXPECT_EQ(day_at("2026-03-28T23:00:00Z"), Number("2026-03-29"));
  EXPECT_EQ(day_at("2026-03-29T21:59:59Z"), Number("2026-03-29"));
  EXPECT_EQ(day_at("2026-03-29T22:00:00Z"), Number("2026-03-30"));
}

}  // namespace
}  // namespace lotse
