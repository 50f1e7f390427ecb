// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateBusinessCalendar and CompileBusinessCalendar.
#include "lotse/calendar/business_calendar.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "lotse/calendar/holidays.h"
#include "lotse/calendar/preset_zones.h"
#include "lotse/facts/schema.h"
#include "src/calendar/calendar_days.h"
#include "src/calendar/day_spans.h"

namespace lotse {
namespace {

// The zone that the calendar names, of those given or built in.
std::optional<TimeZoneSpec> FindZone(absl::string_view name,
                                     absl::Span<const TimeZoneSpec> zones) {
  for (const TimeZoneSpec& zone : zones) {
    if (zone.name == name) return zone;
  }
  return PresetTimeZone(name);
}

void ValidateZoneName(absl::string_view name,
                      absl::Span<const TimeZoneSpec> zones,
                      const FieldPath& path, SpecIssues* issues) {
  if (name.empty()) {
    issues->Add(path, "is missing: name a time zone, such as Europe/Berlin");
    return;
  }
  if (FindZone(name, zones).has_value()) return;
  std::vector<absl::string_view> names = PresetTimeZoneNames();
  for (const TimeZoneSpec& zone : zones) names.push_back(zone.name);
  issues->Add(path, absl::StrCat("is a time zone that is neither given nor "
                                 "built in",
                                 issues->DidYouMean(name, names)));
}

// The hours of the week, without an issue if `issues` is null.
std::array<std::vector<DaySpan>, 7> ReadWeek(
    const std::vector<WorkingHours>& week, const FieldPath& path,
    SpecIssues* issues) {
  std::array<std::vector<DaySpan>, 7> days;
  for (size_t i = 0; i < week.size(); ++i) {
    const FieldPath here = path.Child("week", i);
    const std::optional<DaySpan> span =
        ReadDaySpan(week[i].from, week[i].to, here, issues);
    if (week[i].day < Weekday::kMonday || week[i].day > Weekday::kSunday) {
      if (issues != nullptr) {
        issues->Add(here.Child("day"), "is missing: use monday to sunday");
      }
    } else if (span.has_value()) {
      days[static_cast<size_t>(week[i].day) - 1].push_back(*span);
    }
  }
  for (size_t d = 0; d < days.size(); ++d) {
    if (!JoinDaySpans(&days[d]) && issues != nullptr) {
      issues->Add(path.Child("week"),
                  absl::StrCat("has hours that overlap on ",
                               NameOf(static_cast<Weekday>(d + 1))));
    }
  }
  return days;
}

void ValidateWeek(const std::vector<WorkingHours>& week, const FieldPath& path,
                  SpecIssues* issues) {
  if (week.size() > kMaxListValues) {
    issues->Add(path.Child("week"),
                absl::StrCat("has more than ", kMaxListValues, " entries"));
  } else if (week.empty()) {
    issues->Add(path.Child("week"),
                "has no working time, so nothing would ever be due: add hours "
                "of at least one day");
  } else {
    ReadWeek(week, path, issues);
  }
}

void ValidateHolidays(const BusinessCalendarSpec& spec, const FieldPath& path,
                      SpecIssues* issues) {
  const size_t regions = PresetHolidayRegions().size();
  if (spec.holiday_regions.size() > regions) {
    issues->Add(path.Child("holiday_regions"),
                absl::StrCat("has more than ", regions, " entries"));
    return;
  }
  size_t count = spec.holidays.size();
  for (size_t i = 0; i < spec.holiday_regions.size(); ++i) {
    const std::string& region = spec.holiday_regions[i];
    const auto rules = PresetHolidays(region);
    if (rules.has_value()) {
      count += rules->size();
    } else {
      issues->Add(
          path.Child("holiday_regions", i),
          absl::StrCat("is a region whose holidays are not built in",
                       issues->DidYouMean(region, PresetHolidayRegions()),
                       "; list them in `holidays`"));
    }
  }
  if (count > kMaxHolidays) {
    issues->Add(path.Child("holidays"),
                absl::StrCat("has more than ", kMaxHolidays,
                             " entries, those of the regions included"));
    return;
  }
  for (size_t i = 0; i < spec.holidays.size(); ++i) {
    ValidateHolidayRule(spec.holidays[i], path.Child("holidays", i), issues);
  }
}

bool IsInYears1To9999(Date date) {
  return Instant::Min().date() <= date && date <= Instant::Max().date();
}

void ValidateExceptions(const std::vector<CalendarException>& exceptions,
                        const FieldPath& path, SpecIssues* issues) {
  if (exceptions.size() > kMaxListValues) {
    issues->Add(path.Child("exceptions"),
                absl::StrCat("has more than ", kMaxListValues, " entries"));
    return;
  }
  struct Range {
    Date first;
    Date last;
    size_t index;
  };
  std::vector<Range> ranges;
  for (size_t i = 0; i < exceptions.size(); ++i) {
    const CalendarException& exception = exceptions[i];
    const FieldPath here = path.Child("exceptions", i);
    ValidateLabel(exception.label, here.Child("label"), issues);
    ReadHours(exception.hours, here, issues);
    if (!exception.date.has_value()) {
      issues->Add(here.Child("date"), "is missing");
      continue;
    }
    const Date first = *exception.date;
    const Date last = exception.until.value_or(first);
    if (!IsInYears1To9999(first)) {
      issues->Add(here.Child("date"), "must be in the years 1 to 9999");
    } else if (last < first) {
      issues->Add(here.Child("until"), "is before `date`");
    } else if (!IsInYears1To9999(last)) {
      issues->Add(here.Child("until"), "must be in the years 1 to 9999");
    } else {
      ranges.push_back({first, last, i});
    }
  }
  std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) {
    return a.first != b.first ? a.first < b.first : a.index < b.index;
  });
  // Days already taken end at `last`, of exception `taken`.
  for (size_t i = 1, taken = 0; i < ranges.size(); ++i) {
    if (ranges[i].first <= ranges[taken].last) {
      issues->Add(path.Child("exceptions", ranges[i].index),
                  absl::StrCat("shares a day with exceptions[",
                               ranges[taken].index, "]"));
    }
    if (ranges[taken].last < ranges[i].last) taken = i;
  }
}

}  // namespace

void ValidateBusinessCalendar(const BusinessCalendarSpec& spec,
                              absl::Span<const TimeZoneSpec> zones,
                              const FieldPath& path, SpecIssues* issues) {
  if (!IsKey(spec.name)) {
    issues->Add(path.Child("name"),
                "is no name: use lower case letters, digits and _, first a "
                "letter");
  }
  ValidateZoneName(spec.time_zone, zones, path.Child("time_zone"), issues);
  ValidateWeek(spec.week, path, issues);
  ValidateHolidays(spec, path, issues);
  ValidateExceptions(spec.exceptions, path, issues);
}

absl::StatusOr<BusinessCalendar> CompileBusinessCalendar(
    const BusinessCalendarSpec& spec, absl::Span<const TimeZoneSpec> zones) {
  SpecIssues issues;
  const FieldPath path("calendar");
  ValidateBusinessCalendar(spec, zones, path, &issues);
  if (!issues.empty()) return issues.ToStatus();
  LOTSE_ASSIGN_OR_RETURN(TimeZone zone,
                         CompileTimeZone(*FindZone(spec.time_zone, zones)));
  std::vector<HolidayRule> holidays;
  for (const std::string& region : spec.holiday_regions) {
    std::vector<HolidayRule> preset = *PresetHolidays(region);
    for (HolidayRule& rule : preset) {
      holidays.push_back(std::move(rule));
    }
  }
  holidays.insert(holidays.end(), spec.holidays.begin(), spec.holidays.end());
  CalendarDays days(std::move(zone), ReadWeek(spec.week, path, nullptr),
                    holidays, spec.exceptions);
  return BusinessCalendar(std::make_shared<BusinessCalendar::Rep>(
      BusinessCalendar::Rep{spec, std::move(days)}));
}

}  // namespace lotse
