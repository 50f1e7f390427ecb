// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The verbs of BusinessCalendar.
//
// The first and the last day are read span by span; what lies between is the
// difference of two sums (CalendarCursor::WorkInYear).
#include <algorithm>
#include <utility>

#include "lotse/calendar/business_calendar.h"
#include "src/calendar/calendar_days.h"
#include "src/calendar/civil_days.h"

namespace lotse {
namespace {

using Day = CalendarDays::Day;

constexpr int64_t kHorizonMicros = kCalendarHorizon.micros();
constexpr int64_t kHorizonDays = kHorizonMicros / kMicrosPerDay;
// Deadlines are near as a rule: so many days are tried one by one.
constexpr int64_t kNearDays = 4;

Instant Clamped(Instant t) {
  return std::clamp(t, Instant::Min(), Instant::Max());
}

// Working time of the day from `from` on and before `to`.
int64_t WorkWithin(const CalendarCursor& cursor, const Day& day, int64_t from,
                   int64_t to) {
  int64_t work = 0;
  for (const CalendarDays::OpenSpan& span : day.spans) {
    const int64_t begin = std::max(from, cursor.InstantOf(day, span.from));
    const int64_t end = std::min(to, cursor.InstantOf(day, span.to));
    if (begin < end) work += end - begin;
  }
  return work;
}

// Takes working time of the day from `from` on off `*working`, which is above
// 0. Returns the instant at which none is left; nullopt if the day ends before.
std::optional<int64_t> TakeWork(const CalendarCursor& cursor, const Day& day,
                                int64_t from, int64_t* working) {
  for (const CalendarDays::OpenSpan& span : day.spans) {
    const int64_t begin = std::max(from, cursor.InstantOf(day, span.from));
    const int64_t end = cursor.InstantOf(day, span.to);
    if (begin >= end) continue;
    if (*working <= end - begin) return begin + *working;
    *working -= end - begin;
  }
  return std::nullopt;
}

// The first of the days of one year, first <= day < end, by whose end `working`
// has passed; their working time is at least that much.
int64_t DayOfDeadline(CalendarCursor* cursor, int64_t first, int64_t end,
                      int64_t working) {
  int64_t low = first;
  int64_t high = end - 1;
  while (low < high) {
    const int64_t middle = low + (high - low) / 2;
    if (cursor->WorkInYear(first, middle + 1) >= working) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

// The instant at which `working`, above 0, has passed since `start`; a little
// beyond the horizon, perhaps.
std::optional<int64_t> FindDeadline(const CalendarDays& days, Instant start,
                                    int64_t working) {
  CalendarCursor cursor(days);
  const Day first = cursor.DayAt(start);
  if (const auto found = TakeWork(cursor, first, start.micros(), &working)) {
    return found;
  }
  const int64_t limit = std::min<int64_t>(first.number + kHorizonDays + 2,
                                          DaysOf(10000, 1, 1) + 1);
  int64_t day = first.number + 1;
  for (; day < std::min(limit, first.number + 1 + kNearDays); ++day) {
    const int64_t work = cursor.WorkOfDay(day);
    if (working <= work) {
      return TakeWork(cursor, cursor.DayOf(day), Instant::Min().micros(),
                      &working);
    }
    working -= work;
  }
  while (day < limit) {
    const int64_t end = std::min(limit, DaysOf(YearOf(day) + 1, 1, 1));
    const int64_t work = cursor.WorkInYear(day, end);
    if (working <= work) {
      const int64_t last = DayOfDeadline(&cursor, day, end, working);
      working -= cursor.WorkInYear(day, last);
      return TakeWork(cursor, cursor.DayOf(last), Instant::Min().micros(),
                      &working);
    }
    working -= work;
    day = end;
  }
  return std::nullopt;
}

}  // namespace

BusinessCalendar::BusinessCalendar(std::shared_ptr<const Rep> rep)
    : rep_(std::move(rep)) {}

absl::string_view BusinessCalendar::name() const { return rep_->spec.name; }

const BusinessCalendarSpec& BusinessCalendar::spec() const {
  return rep_->spec;
}

const TimeZone& BusinessCalendar::time_zone() const {
  return rep_->days.zone();
}

bool BusinessCalendar::IsOpen(Instant t) const {
  t = Clamped(t);
  CalendarCursor cursor(rep_->days);
  const Day day = cursor.DayAt(t);
  return WorkWithin(cursor, day, t.micros(), t.micros() + 1) > 0;
}

std::optional<Instant> BusinessCalendar::Add(Instant start,
                                             Duration working) const {
  if (working.micros() <= 0) return start;
  start = Clamped(start);
  const std::optional<int64_t> found =
      FindDeadline(rep_->days, start, working.micros());
  if (!found.has_value() || *found - start.micros() > kHorizonMicros ||
      *found > Instant::Max().micros()) {
    return std::nullopt;
  }
  return Instant::FromMicros(*found);
}

Duration BusinessCalendar::Between(Instant a, Instant b) const {
  if (b < a) return Duration::Micros(-Between(b, a).micros());
  a = Clamped(a);
  b = std::min(Clamped(b), a + kCalendarHorizon);
  CalendarCursor cursor(rep_->days);
  const Day first = cursor.DayAt(a);
  const Day last = cursor.DayAt(b);
  if (first.number == last.number) {
    return Duration::Micros(WorkWithin(cursor, first, a.micros(), b.micros()));
  }
  const int64_t work =
      WorkWithin(cursor, first, a.micros(), Instant::Max().micros()) +
      cursor.WorkOfDays(first.number + 1, last.number) +
      WorkWithin(cursor, last, Instant::Min().micros(), b.micros());
  return Duration::Micros(work);
}

std::optional<Instant> BusinessCalendar::NextOpening(Instant t) const {
  t = Clamped(t);
  // The first microsecond of working time begins there.
  const std::optional<Instant> passed = Add(t, Duration::Micros(1));
  if (!passed.has_value()) return std::nullopt;
  return *passed - Duration::Micros(1);
}

std::optional<Instant> BusinessCalendar::NextClosing(Instant t) const {
  const std::optional<Instant> opening = NextOpening(t);
  if (!opening.has_value()) return std::nullopt;
  CalendarCursor cursor(rep_->days);
  const Day day = cursor.DayAt(*opening);
  for (const CalendarDays::OpenSpan& span : day.spans) {
    const Instant end = Instant::FromMicros(cursor.InstantOf(day, span.to));
    if (end > *opening && !IsOpen(end)) return end;
  }
  // It goes on at midnight. Up to the closing, working time is all the time.
  const auto open_until = [&](int64_t length) {
    return Between(*opening, *opening + Duration::Micros(length)).micros() ==
           length;
  };
  int64_t low = 0;
  int64_t high =
      std::min(kHorizonMicros, Instant::Max().micros() - opening->micros());
  if (open_until(high)) return std::nullopt;
  while (high - low > 1) {
    const int64_t middle = low + (high - low) / 2;
    (open_until(middle) ? low : high) = middle;
  }
  return *opening + Duration::Micros(low);
}

}  // namespace lotse
