// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Weekday: monday to sunday, and the one a date is.
//
//   WeekdayOf(*Date::Parse("2026-11-23"));   // Weekday::kMonday
#ifndef LOTSE_CALENDAR_WEEKDAY_H_
#define LOTSE_CALENDAR_WEEKDAY_H_

#include <cstdint>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"

namespace lotse {

// Numbered as in ISO 8601.
enum class Weekday : uint8_t {
  kUnspecified = 0,  // Refused wherever a weekday is needed.
  kMonday = 1,
  kTuesday = 2,
  kWednesday = 3,
  kThursday = 4,
  kFriday = 5,
  kSaturday = 6,
  kSunday = 7,
};

template <>
struct EnumNames<Weekday> {
  static constexpr const char* kPrefix = "WEEKDAY_";
  static constexpr EnumName<Weekday> kNames[] = {
      {Weekday::kMonday, "monday"},       {Weekday::kTuesday, "tuesday"},
      {Weekday::kWednesday, "wednesday"}, {Weekday::kThursday, "thursday"},
      {Weekday::kFriday, "friday"},       {Weekday::kSaturday, "saturday"},
      {Weekday::kSunday, "sunday"}};
};

// The weekday of any date, in the Gregorian calendar.
constexpr Weekday WeekdayOf(Date date) {
  // 1970-01-01 was a Thursday.
  const int64_t days = (int64_t{date.days()} + 3) % 7;
  return static_cast<Weekday>((days < 0 ? days + 7 : days) + 1);
}

}  // namespace lotse

#endif  // LOTSE_CALENDAR_WEEKDAY_H_
