// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// HolidayRule: a day of each year on which nobody works, as plain data.
//
//   HolidayRule unity;
//   unity.label = {"", "German Unity Day", "Tag der Deutschen Einheit"};
//   unity.day = FixedHoliday{10, 3};
//   unity.from_year = 1990;
//
// holidays.h has rules that are built in and says when a rule's day is.
#ifndef LOTSE_CALENDAR_HOLIDAY_RULE_H_
#define LOTSE_CALENDAR_HOLIDAY_RULE_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/calendar/weekday.h"

namespace lotse {

// A part of a day on local clocks.
struct OpeningHours {
  // "09:00", "00:00" to "23:59". Required.
  std::string from;
  // "17:00", later than `from`, up to "24:00". Required.
  std::string to;

  static constexpr auto Fields() {
    return FieldList(Field{1, "from", &OpeningHours::from},
                     Field{2, "to", &OpeningHours::to});
  }
};

// The same day each year. February 29 is a holiday in leap years only.
struct FixedHoliday {
  // 1 to 12. Required.
  int64_t month = 0;
  // 1 to 31. Required.
  int64_t day = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "month", &FixedHoliday::month},
                     Field{2, "day", &FixedHoliday::day});
  }
};

// A day counted from Easter Sunday (Gregorian).
struct EasterHoliday {
  // Days after Easter Sunday; negative before. -80 to 249. Unset: the day
  // itself.
  int64_t days = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "days", &EasterHoliday::days});
  }
};

// Such as the fourth Thursday of November.
struct NthWeekdayHoliday {
  // Required.
  Weekday weekday = Weekday::kUnspecified;
  // 1 to 5: counted from the beginning of the month; -1 to -5: from its end. In
  // a month with four of them there is no fifth. Required.
  int64_t nth = 0;
  // 1 to 12. Required.
  int64_t month = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "weekday", &NthWeekdayHoliday::weekday},
                     Field{2, "nth", &NthWeekdayHoliday::nth},
                     Field{3, "month", &NthWeekdayHoliday::month});
  }
};

// Such as the last Wednesday before November 23.
struct NearWeekdayHoliday {
  // Required.
  Weekday weekday = Weekday::kUnspecified;
  // The day counted from, which is never the holiday itself. At least a week
  // from the end of the year that the holiday could leave it by. Required.
  int64_t month = 0;
  int64_t day = 0;
  // The first such weekday after that day. Unset: the last one before it.
  bool after = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "weekday", &NearWeekdayHoliday::weekday},
                     Field{2, "month", &NearWeekdayHoliday::month},
                     Field{3, "day", &NearWeekdayHoliday::day},
                     Field{4, "after", &NearWeekdayHoliday::after});
  }
};

struct HolidayRule {
  // How people call it. Unset: it has no name.
  LocalText label;
  // Which day it is. Required.
  std::variant<std::monostate, FixedHoliday, EasterHoliday, NthWeekdayHoliday,
               NearWeekdayHoliday>
      day;
  // The first and the last year with this holiday. Unset: no first, no last.
  int64_t from_year = 0;
  int64_t to_year = 0;
  // For half holidays: of the day's working time what lies in these hours
  // remains. Empty: none.
  std::vector<OpeningHours> hours;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "label", &HolidayRule::label},
        OneOf{&HolidayRule::day, Alternative<FixedHoliday>{2, "fixed"},
              Alternative<EasterHoliday>{3, "easter"},
              Alternative<NthWeekdayHoliday>{4, "nth_weekday"},
              Alternative<NearWeekdayHoliday>{5, "near_weekday"}},
        Field{6, "from_year", &HolidayRule::from_year},
        Field{7, "to_year", &HolidayRule::to_year},
        Field{8, "hours", &HolidayRule::hours});
  }
};

}  // namespace lotse

#endif  // LOTSE_CALENDAR_HOLIDAY_RULE_H_
