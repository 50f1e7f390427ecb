// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Days of the Gregorian calendar as numbers, without a check of their range.
#ifndef LOTSE_SRC_CALENDAR_CIVIL_DAYS_H_
#define LOTSE_SRC_CALENDAR_CIVIL_DAYS_H_

#include <cstdint>

namespace lotse {

inline constexpr int64_t kMicrosPerSecond = 1000000;
inline constexpr int64_t kMicrosPerDay = 86400 * kMicrosPerSecond;
// After 400 years the calendar repeats itself, weekdays too.
inline constexpr int64_t kDaysPerCycle = 146097;

// Rounds towards minus infinity; `divisor` is above 0.
constexpr int64_t FloorDiv(int64_t value, int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

// Days from 1970-01-01 to the day; years may be negative, months are 1 to 12.
// The year is counted from March, so that the leap day is its last.
constexpr int64_t DaysOf(int64_t year, int64_t month, int64_t day) {
  const int64_t y = month <= 2 ? year - 1 : year;
  const int64_t cycle = FloorDiv(y, 400);
  const int64_t year_of_cycle = y - cycle * 400;
  const int64_t month_from_march = month + (month > 2 ? -3 : 9);
  const int64_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
  return cycle * kDaysPerCycle + year_of_cycle * 365 + year_of_cycle / 4 -
         year_of_cycle / 100 + day_of_year - 719468;
}

// The year that the day is in.
constexpr int64_t YearOf(int64_t days) {
  const int64_t z = days + 719468;
  const int64_t cycle = FloorDiv(z, kDaysPerCycle);
  const int64_t day = z - cycle * kDaysPerCycle;
  const int64_t year =
      (day - day / 1460 + day / 36524 - day / (kDaysPerCycle - 1)) / 365;
  const int64_t day_of_year = day - (365 * year + year / 4 - year / 100);
  // March 1 is day 0 of that year, January 1 is day 306.
  return cycle * 400 + year + (day_of_year >= 306 ? 1 : 0);
}

constexpr bool IsLeapYear(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int DaysInMonth(int64_t year, int64_t month) {
  return month == 2 ? IsLeapYear(year) ? 29 : 28
         : month == 4 || month == 6 || month == 9 || month == 11 ? 30
                                                                 : 31;
}

}  // namespace lotse

#endif  // LOTSE_SRC_CALENDAR_CIVIL_DAYS_H_
