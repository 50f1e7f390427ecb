// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CalendarDays: which hours each day has, and the working time of many days.
//
// A day is known by its number (days since 1970-01-01) and reaches from the
// first instant at which local clocks show its midnight to that of the next
// day. Most days are like others of their weekday; the special ones (holidays,
// exceptions, days on which clocks change) are listed by year, so that the
// working time of many days is that of the weeks, corrected by a sum over the
// special ones.
#ifndef LOTSE_SRC_CALENDAR_CALENDAR_DAYS_H_
#define LOTSE_SRC_CALENDAR_CALENDAR_DAYS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "absl/types/span.h"
#include "lotse/base/time.h"
#include "lotse/calendar/business_calendar.h"
#include "lotse/calendar/holiday_rule.h"
#include "lotse/calendar/time_zone.h"
#include "src/calendar/day_spans.h"

namespace lotse {

class CalendarDays {
 public:
  // Microseconds from midnight on local clocks.
  struct OpenSpan {
    int64_t from = 0;
    int64_t to = 0;
  };

  // One day with its hours.
  struct Day {
    int64_t number = 0;
    absl::Span<const OpenSpan> spans;
    // Clocks do not change: the day has 24 hours and begins at this instant.
    bool regular = true;
    int64_t begin = 0;
  };

  // `week`: the hours of monday to sunday. Everything is valid.
  CalendarDays(TimeZone zone, const std::array<std::vector<DaySpan>, 7>& week,
               absl::Span<const HolidayRule> holidays,
               absl::Span<const CalendarException> exceptions);

  const TimeZone& zone() const { return zone_; }

 private:
  friend class CalendarCursor;

  // What a day without changes of clocks is like.
  struct Plan {
    uint32_t begin = 0;  // Of its spans in spans_.
    uint32_t end = 0;
    int64_t work = 0;
  };
  struct PlannedHoliday {
    HolidayRule rule;
    std::array<uint32_t, 7> plans;  // By the weekday it falls on.
  };
  struct PlannedException {
    int64_t first = 0;
    int64_t last = 0;
    uint32_t plan = 0;
  };
  struct SpecialDay {
    int64_t number = 0;
    uint32_t plan = 0;
    bool regular = true;
    // The working time of the year's special days up to this one, less what
    // ordinary days of their weekdays would have had.
    int64_t extra = 0;
  };

  uint32_t AddPlan(const std::vector<DaySpan>& spans);
  uint32_t PlanOfWeekday(int64_t number) const;
  int64_t BeginOf(int64_t number) const;
  int64_t InstantOf(int64_t number, int64_t in_day) const;
  // Working time of ordinary days: first <= day < end.
  int64_t OrdinaryWork(int64_t first, int64_t end) const;
  // Marks the days of first <= day < end that do not have 24 hours or on which
  // clocks change.
  void MarkChanges(int64_t first, int64_t end,
                   std::array<bool, 366>* marks) const;
  void ListSpecialDays(int64_t year, std::vector<SpecialDay>* days) const;

  static constexpr int64_t kFirstListedYear = 2000;
  static constexpr int64_t kListedYears = 100;
  static constexpr uint32_t kClosed = 0;  // The plan without hours.

  TimeZone zone_;
  std::vector<OpenSpan> spans_;
  std::vector<Plan> plans_;
  std::array<uint32_t, 7> week_ = {};
  // Working time of an ordinary week's first days.
  std::array<int64_t, 8> work_before_ = {};
  std::vector<PlannedHoliday> holidays_;
  std::vector<PlannedException> exceptions_;  // Ascending.
  // Those of the listed years; year y from listed_begin_[y - kFirstListedYear].
  std::vector<SpecialDay> listed_;
  std::vector<uint32_t> listed_begin_;
};

// Looks at days of a calendar one after the other; keeps the special days of
// the year it was in last. Belongs to one call of one thread.
class CalendarCursor {
 public:
  explicit CalendarCursor(const CalendarDays& days) : days_(days) {}

  CalendarDays::Day DayOf(int64_t number);
  // The day that `t` is in.
  CalendarDays::Day DayAt(Instant t);

  // The instant of a time of the day.
  int64_t InstantOf(const CalendarDays::Day& day, int64_t in_day) const {
    return day.regular ? day.begin + in_day
                       : days_.InstantOf(day.number, in_day);
  }

  // The working time of a day.
  int64_t WorkOfDay(int64_t number);
  // The working time of many: first <= day < end, all of one year.
  int64_t WorkInYear(int64_t first, int64_t end);
  // The same for days of any years.
  int64_t WorkOfDays(int64_t first, int64_t end);

 private:
  void GoTo(int64_t number);
  // A day whose `begin` is not yet known.
  CalendarDays::Day HoursOf(int64_t number);
  // The special day of this number, or null.
  const CalendarDays::SpecialDay* SpecialDayOf(int64_t number) const;
  // The sum of `extra` over the year's special days before `number`.
  int64_t ExtraBefore(int64_t number) const;

  const CalendarDays& days_;
  // The days of the present year: first <= day < end.
  int64_t year_first_ = 0;
  int64_t year_end_ = 0;
  absl::Span<const CalendarDays::SpecialDay> special_;
  std::vector<CalendarDays::SpecialDay> own_;  // Of a year that is not listed.
};

struct BusinessCalendar::Rep {
  BusinessCalendarSpec spec;
  CalendarDays days;
};

}  // namespace lotse

#endif  // LOTSE_SRC_CALENDAR_CALENDAR_DAYS_H_
