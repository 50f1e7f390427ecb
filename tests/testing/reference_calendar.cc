// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReferenceCalendar.
#include "tests/testing/reference_calendar.h"

#include <string>
#include <variant>

#include "absl/strings/numbers.h"
#include "lotse/calendar/weekday.h"

namespace lotse {
namespace {

struct Civil {
  int64_t year;
  int64_t month;
  int64_t day;
};

Civil CivilOf(Date date) {
  const std::string text = date.ToString();
  Civil civil = {};
  (void)absl::SimpleAtoi(text.substr(0, 4), &civil.year);
  (void)absl::SimpleAtoi(text.substr(5, 2), &civil.month);
  (void)absl::SimpleAtoi(text.substr(8, 2), &civil.day);
  return civil;
}

Date Plus(Date date, int days) { return Date::FromDays(date.days() + days); }

int64_t OffsetMinutes(const TimeZoneSpec& zone, int64_t minute) {
  Duration offset = zone.initial_offset;
  for (const ZoneTransition& transition : zone.transitions) {
    if (transition.at <= Instant::FromMicros(minute * 60000000)) {
      offset = transition.utc_offset;
    }
  }
  return offset.micros() / 60000000;
}

// The first minute at which clocks show this local time or a later one.
int64_t FirstShown(const TimeZoneSpec& zone, int64_t local) {
  int64_t minute = local - 26 * 60;
  while (minute + OffsetMinutes(zone, minute) < local) ++minute;
  return minute;
}

int64_t MinutesOf(const std::string& time) {
  return (time[0] - '0') * 600 + (time[1] - '0') * 60 + (time[3] - '0') * 10 +
         (time[4] - '0');
}

// The working minutes of a day on local clocks.
std::vector<bool> OpenMinutes(const BusinessCalendarSpec& spec, Date date) {
  std::vector<bool> open(24 * 60, false);
  for (const CalendarException& exception : spec.exceptions) {
    const Date last = exception.until.value_or(*exception.date);
    if (date < *exception.date || last < date) continue;
    for (const OpeningHours& hours : exception.hours) {
      for (int64_t m = MinutesOf(hours.from); m < MinutesOf(hours.to); ++m) {
        open[static_cast<size_t>(m)] = true;
      }
    }
    return open;
  }
  for (const WorkingHours& hours : spec.week) {
    if (hours.day != WeekdayOf(date)) continue;
    for (int64_t m = MinutesOf(hours.from); m < MinutesOf(hours.to); ++m) {
      open[static_cast<size_t>(m)] = true;
    }
  }
  const HolidayRule* holiday = nullptr;
  for (const HolidayRule& rule : spec.holidays) {
    if (!ReferenceIsHoliday(rule, date)) continue;
    if (rule.hours.empty()) return std::vector<bool>(24 * 60, false);
    if (holiday == nullptr) holiday = &rule;
  }
  if (holiday == nullptr) return open;
  std::vector<bool> remains(24 * 60, false);
  for (const OpeningHours& hours : holiday->hours) {
    for (int64_t m = MinutesOf(hours.from); m < MinutesOf(hours.to); ++m) {
      const size_t i = static_cast<size_t>(m);
      remains[i] = open[i];
    }
  }
  return remains;
}

}  // namespace

Date ReferenceEaster(int64_t year) {
  const int64_t a = year % 19;
  const int64_t k = year / 100;
  const int64_t m = 15 + (3 * k + 3) / 4 - (8 * k + 13) / 25;
  const int64_t s = 2 - (3 * k + 3) / 4;
  const int64_t d = (19 * a + m) % 30;
  const int64_t r = (d + a / 11) / 29;
  const int64_t og = 21 + d - r;  // The full moon, as a day of March.
  const int64_t sz = 7 - ((year + year / 4 + s) % 7 + 7) % 7;
  const int64_t oe = 7 - ((og - sz) % 7 + 7) % 7;
  return Plus(*Date::FromCivil(year, 3, 1), static_cast<int>(og + oe - 1));
}

bool ReferenceIsHoliday(const HolidayRule& rule, Date date) {
  const Civil civil = CivilOf(date);
  if (civil.year < rule.from_year) return false;
  if (rule.to_year != 0 && civil.year > rule.to_year) return false;
  if (const auto* fixed = std::get_if<FixedHoliday>(&rule.day)) {
    return fixed->month == civil.month && fixed->day == civil.day;
  }
  if (const auto* easter = std::get_if<EasterHoliday>(&rule.day)) {
    return date.days() - ReferenceEaster(civil.year).days() == easter->days;
  }
  if (const auto* nth = std::get_if<NthWeekdayHoliday>(&rule.day)) {
    if (civil.month != nth->month || WeekdayOf(date) != nth->weekday) {
      return false;
    }
    // How many of them the month has up to this day, on either side.
    const int step = nth->nth > 0 ? -7 : 7;
    int64_t count = 0;
    for (Date d = date; CivilOf(d).month == civil.month; d = Plus(d, step)) {
      ++count;
    }
    return count == (nth->nth > 0 ? nth->nth : -nth->nth);
  }
  if (const auto* near = std::get_if<NearWeekdayHoliday>(&rule.day)) {
    if (WeekdayOf(date) != near->weekday) return false;
    for (int distance = 1; distance <= 7; ++distance) {
      const Civil other =
          CivilOf(Plus(date, near->after ? -distance : distance));
      if (other.month == near->month && other.day == near->day) return true;
    }
  }
  return false;
}

ReferenceCalendar::ReferenceCalendar(const BusinessCalendarSpec& spec,
                                     const TimeZoneSpec& zone, Date first,
                                     Date last) {
  first_minute_ = FirstShown(zone, int64_t{first.days()} * 1440);
  const int64_t end = FirstShown(zone, (int64_t{last.days()} + 1) * 1440);
  open_.assign(static_cast<size_t>(end - first_minute_), false);
  for (Date date = first; date <= last; date = Plus(date, 1)) {
    const std::vector<bool> local = OpenMinutes(spec, date);
    const int64_t midnight = int64_t{date.days()} * 1440;
    for (int64_t from = 0; from < 1440; ++from) {
      if (!local[static_cast<size_t>(from)]) continue;
      int64_t to = from;
      while (to < 1440 && local[static_cast<size_t>(to)]) ++to;
      const int64_t begin = FirstShown(zone, midnight + from);
      const int64_t until = FirstShown(zone, midnight + to);
      for (int64_t m = begin; m < until; ++m) {
        open_[static_cast<size_t>(m - first_minute_)] = true;
      }
      from = to;
    }
  }
}

bool ReferenceCalendar::IsOpen(int64_t minute) const {
  return open_[static_cast<size_t>(minute - first_minute_)];
}

int64_t ReferenceCalendar::Between(int64_t a, int64_t b) const {
  int64_t count = 0;
  for (int64_t m = a; m < b; ++m) count += IsOpen(m) ? 1 : 0;
  return count;
}

std::optional<int64_t> ReferenceCalendar::Add(int64_t start,
                                              int64_t working) const {
  for (int64_t m = start; m < end_minute(); ++m) {
    if (working <= 0) return m;
    if (IsOpen(m)) --working;
  }
  return std::nullopt;
}

std::optional<int64_t> ReferenceCalendar::NextOpening(int64_t minute) const {
  for (int64_t m = minute; m < end_minute(); ++m) {
    if (IsOpen(m)) return m;
  }
  return std::nullopt;
}

std::optional<int64_t> ReferenceCalendar::NextClosing(int64_t minute) const {
  const std::optional<int64_t> opening = NextOpening(minute);
  if (!opening.has_value()) return std::nullopt;
  for (int64_t m = *opening; m < end_minute(); ++m) {
    if (!IsOpen(m)) return m;
  }
  return std::nullopt;
}

}  // namespace lotse
