// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BusinessCalendarSpec: when people work, as plain data.
//
//   BusinessCalendarSpec office;
//   office.name = "office";
//   office.time_zone = "Europe/Berlin";
//   office.week = {{Weekday::kMonday, "09:00", "17:00"},
//                  {Weekday::kTuesday, "09:00", "17:00"}};
//   office.holiday_regions = {"DE-BY"};
//
// business_calendar.h compiles it; docs/calendar.md has an example as JSON.
#ifndef LOTSE_CALENDAR_BUSINESS_CALENDAR_SPEC_H_
#define LOTSE_CALENDAR_BUSINESS_CALENDAR_SPEC_H_

#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/base/time.h"
#include "lotse/calendar/holiday_rule.h"
#include "lotse/calendar/weekday.h"

namespace lotse {

// Working time on one weekday. A day may have several.
struct WorkingHours {
  // Required.
  Weekday day = Weekday::kUnspecified;
  // "09:00", "00:00" to "23:59". Required.
  std::string from;
  // "17:00", later than `from`, up to "24:00". Working time over midnight is
  // written as two, up to 24:00 and from 00:00 on the next day. Required.
  std::string to;

  static constexpr auto Fields() {
    return FieldList(Field{1, "day", &WorkingHours::day},
                     Field{2, "from", &WorkingHours::from},
                     Field{3, "to", &WorkingHours::to});
  }
};

// Days that are unlike others of their weekday: a company outing, the days
// between the years, a Saturday on which everybody works.
struct CalendarException {
  // The first day. Required.
  std::optional<Date> date;
  // The last day. Unset: the same.
  std::optional<Date> until;
  // The working time of each of these days, in place of that of the week and
  // of holidays. Empty: none.
  std::vector<OpeningHours> hours;
  // Why, for people. Unset: nothing.
  LocalText label;

  static constexpr auto Fields() {
    return FieldList(Field{1, "date", &CalendarException::date},
                     Field{2, "until", &CalendarException::until},
                     Field{3, "hours", &CalendarException::hours},
                     Field{4, "label", &CalendarException::label});
  }
};

struct BusinessCalendarSpec {
  // How clocks and teams refer to it. A key: lower case letters, digits and _,
  // first a letter. Required.
  std::string name;
  // Name of a time zone: one given to CompileBusinessCalendar, else one of
  // preset_zones.h. Required.
  std::string time_zone;
  // Ordinary weeks. Hours of one day must not overlap. At least one.
  std::vector<WorkingHours> week;
  // Regions whose public holidays are free, such as "DE-BY" (holidays.h).
  std::vector<std::string> holiday_regions;
  // Further holidays. Where several fall on a day, one that is free all day
  // counts, else the first.
  std::vector<HolidayRule> holidays;
  // Each day in one of them at most. They count before holidays.
  std::vector<CalendarException> exceptions;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "name", &BusinessCalendarSpec::name},
        Field{2, "time_zone", &BusinessCalendarSpec::time_zone},
        Field{3, "week", &BusinessCalendarSpec::week},
        Field{4, "holiday_regions", &BusinessCalendarSpec::holiday_regions},
        Field{5, "holidays", &BusinessCalendarSpec::holidays},
        Field{6, "exceptions", &BusinessCalendarSpec::exceptions});
  }
};

}  // namespace lotse

#endif  // LOTSE_CALENDAR_BUSINESS_CALENDAR_SPEC_H_
