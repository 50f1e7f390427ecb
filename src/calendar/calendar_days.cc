// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CalendarDays and CalendarCursor.
#include "src/calendar/calendar_days.h"

#include <algorithm>
#include <utility>

#include "lotse/base/limits.h"
#include "lotse/calendar/holidays.h"
#include "src/calendar/civil_days.h"

namespace lotse {
namespace {

constexpr int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;

// 0 for monday to 6 for sunday.
size_t WeekdayIndex(int64_t number) {
  return static_cast<size_t>(number + 3 - FloorDiv(number + 3, 7) * 7);
}

Date DateOf(int64_t number) {
  return Date::FromDays(static_cast<int32_t>(number));
}

}  // namespace

CalendarDays::CalendarDays(TimeZone zone,
                           const std::array<std::vector<DaySpan>, 7>& week,
                           absl::Span<const HolidayRule> holidays,
                           absl::Span<const CalendarException> exceptions)
    : zone_(std::move(zone)) {
  AddPlan({});  // kClosed.
  for (size_t d = 0; d < week.size(); ++d) {
    week_[d] = AddPlan(week[d]);
    work_before_[d + 1] = work_before_[d] + plans_[week_[d]].work;
  }
  for (const HolidayRule& rule : holidays) {
    PlannedHoliday holiday{rule, {}};
    if (!rule.hours.empty()) {
      const std::vector<DaySpan> hours =
          ReadHours(rule.hours, FieldPath(), nullptr);
      for (size_t d = 0; d < week.size(); ++d) {
        holiday.plans[d] = AddPlan(IntersectDaySpans(hours, week[d]));
      }
    }
    holidays_.push_back(std::move(holiday));
  }
  for (const CalendarException& exception : exceptions) {
    const Date first = exception.date.value_or(Date());
    exceptions_.push_back(
        {first.days(), exception.until.value_or(first).days(),
         AddPlan(ReadHours(exception.hours, FieldPath(), nullptr))});
  }
  std::sort(exceptions_.begin(), exceptions_.end(),
            [](const PlannedException& a, const PlannedException& b) {
              return a.first < b.first;
            });
  for (int64_t y = 0; y < kListedYears; ++y) {
    listed_begin_.push_back(static_cast<uint32_t>(listed_.size()));
    ListSpecialDays(kFirstListedYear + y, &listed_);
  }
  listed_begin_.push_back(static_cast<uint32_t>(listed_.size()));
}

uint32_t CalendarDays::AddPlan(const std::vector<DaySpan>& spans) {
  if (spans.empty() && !plans_.empty()) return kClosed;
  Plan plan;
  plan.begin = static_cast<uint32_t>(spans_.size());
  for (const DaySpan& span : spans) {
    spans_.push_back(
        {span.from * kMicrosPerMinute, span.to * kMicrosPerMinute});
    plan.work += (span.to - span.from) * kMicrosPerMinute;
  }
  plan.end = static_cast<uint32_t>(spans_.size());
  plans_.push_back(plan);
  return static_cast<uint32_t>(plans_.size() - 1);
}

uint32_t CalendarDays::PlanOfWeekday(int64_t number) const {
  return week_[WeekdayIndex(number)];
}

int64_t CalendarDays::BeginOf(int64_t number) const {
  return InstantOf(number, 0);
}

int64_t CalendarDays::InstantOf(int64_t number, int64_t in_day) const {
  return zone_.InstantOf(DateOf(number), Duration::Micros(in_day)).micros();
}

int64_t CalendarDays::OrdinaryWork(int64_t first, int64_t end) const {
  const size_t weekday = WeekdayIndex(first);
  const int64_t weeks = (end - first) / 7;
  const size_t reach = weekday + static_cast<size_t>((end - first) % 7);
  const int64_t week = work_before_[7];
  const int64_t rest =
      reach <= 7 ? work_before_[reach] : week + work_before_[reach - 7];
  return weeks * week + rest - work_before_[weekday];
}

void CalendarDays::MarkChanges(int64_t first, int64_t end,
                               std::array<bool, 366>* marks) const {
  const auto mark = [&](int64_t day) {
    if (day < end) (*marks)[static_cast<size_t>(day - first)] = true;
  };
  const Instant last = Instant::FromMicros(BeginOf(end));
  Instant t = Instant::FromMicros(BeginOf(first));
  while (t <= last) {
    const OffsetPeriod period = zone_.PeriodOf(t);
    if (period.begin != t) {
      t = period.end;
      if (t > last || t > Instant::Max()) return;
    }
    // The day that it is in.
    int64_t day = std::max<int64_t>(zone_.LocalOf(t).date.days(), first);
    int64_t next = BeginOf(day + 1);
    while (next <= t.micros() && day < end) {
      ++day;
      next = BeginOf(day + 1);
    }
    mark(day);
    // If it begins its day, it may have cut off the day before, or skipped it
    // altogether.
    for (int64_t d = day; d > first && BeginOf(d) == t.micros(); --d) {
      mark(d - 1);
    }
    if (next <= t.micros()) return;  // The end of the year 9999.
    t = Instant::FromMicros(next);
  }
}

void CalendarDays::ListSpecialDays(int64_t year,
                                   std::vector<SpecialDay>* days) const {
  const int64_t first = DaysOf(year, 1, 1);
  const int64_t end = DaysOf(year + 1, 1, 1);
  constexpr uint32_t kOrdinary = std::numeric_limits<uint32_t>::max();
  std::array<uint32_t, 366> plans;
  plans.fill(kOrdinary);
  std::array<bool, 366> irregular = {};

  for (const PlannedHoliday& holiday : holidays_) {
    const std::optional<Date> date = HolidayIn(holiday.rule, year);
    if (!date.has_value()) continue;
    uint32_t& plan = plans[static_cast<size_t>(date->days() - first)];
    if (holiday.rule.hours.empty()) {
      plan = kClosed;
    } else if (plan == kOrdinary) {
      plan = holiday.plans[WeekdayIndex(date->days())];
    }
  }
  auto exception = std::lower_bound(
      exceptions_.begin(), exceptions_.end(), first,
      [](const PlannedException& e, int64_t day) { return e.last < day; });
  for (; exception != exceptions_.end() && exception->first < end;
       ++exception) {
    const int64_t last = std::min(exception->last, end - 1);
    for (int64_t d = std::max(exception->first, first); d <= last; ++d) {
      plans[static_cast<size_t>(d - first)] = exception->plan;
    }
  }
  MarkChanges(first, end, &irregular);

  int64_t extra = 0;
  for (int64_t d = first; d < end; ++d) {
    const size_t i = static_cast<size_t>(d - first);
    if (plans[i] == kOrdinary && !irregular[i]) continue;
    const uint32_t ordinary = PlanOfWeekday(d);
    const uint32_t plan = plans[i] == kOrdinary ? ordinary : plans[i];
    int64_t work = plans_[plan].work;
    if (irregular[i]) {
      work = 0;
      for (uint32_t s = plans_[plan].begin; s < plans_[plan].end; ++s) {
        work += InstantOf(d, spans_[s].to) - InstantOf(d, spans_[s].from);
      }
    }
    extra += work - plans_[ordinary].work;
    days->push_back({d, plan, !irregular[i], extra});
  }
}

void CalendarCursor::GoTo(int64_t number) {
  if (number >= year_first_ && number < year_end_) return;
  const int64_t year = YearOf(number);
  year_first_ = DaysOf(year, 1, 1);
  year_end_ = DaysOf(year + 1, 1, 1);
  const int64_t listed = year - CalendarDays::kFirstListedYear;
  if (listed >= 0 && listed < CalendarDays::kListedYears) {
    const size_t i = static_cast<size_t>(listed);
    special_ = absl::MakeConstSpan(days_.listed_)
                   .subspan(days_.listed_begin_[i], days_.listed_begin_[i + 1] -
                                                        days_.listed_begin_[i]);
  } else {
    own_.clear();
    days_.ListSpecialDays(year, &own_);
    special_ = own_;
  }
}

const CalendarDays::SpecialDay* CalendarCursor::SpecialDayOf(
    int64_t number) const {
  const auto found =
      std::lower_bound(special_.begin(), special_.end(), number,
                       [](const CalendarDays::SpecialDay& day, int64_t wanted) {
                         return day.number < wanted;
                       });
  return found != special_.end() && found->number == number ? &*found : nullptr;
}

int64_t CalendarCursor::ExtraBefore(int64_t number) const {
  const auto found =
      std::lower_bound(special_.begin(), special_.end(), number,
                       [](const CalendarDays::SpecialDay& day, int64_t wanted) {
                         return day.number < wanted;
                       });
  return found == special_.begin() ? 0 : std::prev(found)->extra;
}

CalendarDays::Day CalendarCursor::HoursOf(int64_t number) {
  GoTo(number);
  const CalendarDays::SpecialDay* special = SpecialDayOf(number);
  const CalendarDays::Plan& plan =
      days_.plans_[special != nullptr ? special->plan
                                      : days_.PlanOfWeekday(number)];
  CalendarDays::Day day;
  day.number = number;
  day.spans = absl::MakeConstSpan(days_.spans_)
                  .subspan(plan.begin, plan.end - plan.begin);
  day.regular = special == nullptr || special->regular;
  return day;
}

CalendarDays::Day CalendarCursor::DayOf(int64_t number) {
  CalendarDays::Day day = HoursOf(number);
  if (day.regular) day.begin = days_.BeginOf(number);
  return day;
}

CalendarDays::Day CalendarCursor::DayAt(Instant t) {
  const OffsetPeriod period = days_.zone_.PeriodOf(t);
  const int64_t local = t.micros() + period.utc_offset.micros();
  const int64_t number = FloorDiv(local, kMicrosPerDay);
  const int64_t begin = number * kMicrosPerDay - period.utc_offset.micros();
  // Far from every change of clocks: offsets differ by less than three days, so
  // this midnight was not shown before the period.
  if (period.begin.micros() < begin - 3 * kMicrosPerDay &&
      begin + kMicrosPerDay < period.end.micros()) {
    CalendarDays::Day day = HoursOf(number);
    day.begin = begin;
    return day;
  }
  // Where clocks go back over midnight they show the day before once more.
  int64_t found = number;
  while (t < Instant::Max() && t.micros() >= days_.BeginOf(found + 1)) ++found;
  return DayOf(found);
}

int64_t CalendarCursor::WorkOfDay(int64_t number) {
  return WorkInYear(number, number + 1);
}

int64_t CalendarCursor::WorkInYear(int64_t first, int64_t end) {
  GoTo(first);
  return days_.OrdinaryWork(first, end) + ExtraBefore(end) - ExtraBefore(first);
}

int64_t CalendarCursor::WorkOfDays(int64_t first, int64_t end) {
  int64_t work = 0;
  while (first < end) {
    GoTo(first);
    const int64_t stop = std::min(end, year_end_);
    work += WorkInYear(first, stop);
    first = stop;
  }
  return work;
}

}  // namespace lotse
