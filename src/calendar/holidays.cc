// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EasterSunday, HolidayIn and ValidateHolidayRule.
#include "lotse/calendar/holidays.h"

#include <variant>

#include "absl/strings/str_cat.h"
#include "lotse/facts/schema.h"
#include "src/calendar/civil_days.h"
#include "src/calendar/day_spans.h"

namespace lotse {
namespace {

constexpr int64_t kMaxYear = 9999;
// So that the day stays in the year: Easter is from March 22 to April 25.
constexpr int64_t kMinEasterDays = -80;
constexpr int64_t kMaxEasterDays = 249;

// Easter Sunday as days since 1970-01-01: the method of Meeus, Jones and
// Butcher ("Astronomical Algorithms", chapter 8).
int64_t EasterDays(int64_t year) {
  const int64_t a = year % 19;
  const int64_t b = year / 100;
  const int64_t c = year % 100;
  const int64_t d = b / 4;
  const int64_t e = b % 4;
  const int64_t f = (b + 8) / 25;
  const int64_t g = (b - f + 1) / 3;
  const int64_t h = (19 * a + b - d - g + 15) % 30;
  const int64_t i = c / 4;
  const int64_t k = c % 4;
  const int64_t l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int64_t m = (a + 11 * h + 22 * l) / 451;
  const int64_t n = h + l - 7 * m + 114;
  return DaysOf(year, n / 31, n % 31 + 1);
}

// 0 for monday to 6 for sunday.
int64_t WeekdayIndex(int64_t days) {
  return days + 3 - FloorDiv(days + 3, 7) * 7;
}
int64_t IndexOf(Weekday weekday) { return static_cast<int64_t>(weekday) - 1; }

bool IsMonth(int64_t month) { return month >= 1 && month <= 12; }

std::optional<int64_t> DaysIn(const std::monostate&, int64_t) {
  return std::nullopt;
}

std::optional<int64_t> DaysIn(const FixedHoliday& fixed, int64_t year) {
  if (!IsMonth(fixed.month) || fixed.day < 1 ||
      fixed.day > DaysInMonth(year, fixed.month)) {
    return std::nullopt;
  }
  return DaysOf(year, fixed.month, fixed.day);
}

std::optional<int64_t> DaysIn(const EasterHoliday& easter, int64_t year) {
  if (easter.days < kMinEasterDays || easter.days > kMaxEasterDays) {
    return std::nullopt;
  }
  return EasterDays(year) + easter.days;
}

std::optional<int64_t> DaysIn(const NthWeekdayHoliday& nth, int64_t year) {
  if (!IsMonth(nth.month) || nth.nth == 0 || nth.nth < -5 || nth.nth > 5) {
    return std::nullopt;
  }
  const int64_t first = DaysOf(year, nth.month, 1);
  const int64_t length = DaysInMonth(year, nth.month);
  const int64_t weekday = IndexOf(nth.weekday);
  int64_t in_month = 0;
  if (nth.nth > 0) {
    in_month = (weekday - WeekdayIndex(first) + 7) % 7 + (nth.nth - 1) * 7;
  } else {
    const int64_t last = first + length - 1;
    in_month =
        length - 1 - (WeekdayIndex(last) - weekday + 7) % 7 + (nth.nth + 1) * 7;
  }
  if (in_month < 0 || in_month >= length) return std::nullopt;
  return first + in_month;
}

std::optional<int64_t> DaysIn(const NearWeekdayHoliday& near, int64_t year) {
  if (!IsMonth(near.month) || near.day < 1 || near.day > 31) {
    return std::nullopt;
  }
  const int64_t from = DaysOf(year, near.month, near.day);
  const int64_t ahead =
      (IndexOf(near.weekday) - WeekdayIndex(from) + 7) % 7;  // 0: the same day.
  if (near.after) return from + (ahead == 0 ? 7 : ahead);
  return from + ahead - 7;
}

void CheckRange(int64_t value, int64_t min, int64_t max, const char* name,
                const FieldPath& path, SpecIssues* issues) {
  if (value < min || value > max) {
    issues->Add(path.Child(name),
                absl::StrCat("must be from ", min, " to ", max));
  }
}

// Whether month and day are a day of some year; else adds an issue.
bool CheckDay(int64_t month, int64_t day, const FieldPath& path,
              SpecIssues* issues) {
  const bool is_month = IsMonth(month);
  CheckRange(month, 1, 12, "month", path, issues);
  const int64_t last = is_month ? DaysInMonth(2000, month) : 31;
  CheckRange(day, 1, last, "day", path, issues);
  return is_month && day >= 1 && day <= last;
}

void CheckWeekday(Weekday weekday, const FieldPath& path, SpecIssues* issues) {
  if (weekday < Weekday::kMonday || weekday > Weekday::kSunday) {
    issues->Add(path.Child("weekday"), "is missing: use monday to sunday");
  }
}

void Validate(const std::monostate&, const FieldPath& path,
              SpecIssues* issues) {
  issues->Add(path,
              "has no day: use fixed, easter, nth_weekday or near_weekday");
}

void Validate(const FixedHoliday& fixed, const FieldPath& path,
              SpecIssues* issues) {
  CheckDay(fixed.month, fixed.day, path.Child("fixed"), issues);
}

void Validate(const EasterHoliday& easter, const FieldPath& path,
              SpecIssues* issues) {
  CheckRange(easter.days, kMinEasterDays, kMaxEasterDays, "days",
             path.Child("easter"), issues);
}

void Validate(const NthWeekdayHoliday& nth, const FieldPath& path,
              SpecIssues* issues) {
  const FieldPath here = path.Child("nth_weekday");
  CheckWeekday(nth.weekday, here, issues);
  CheckRange(nth.month, 1, 12, "month", here, issues);
  if (nth.nth == 0 || nth.nth < -5 || nth.nth > 5) {
    issues->Add(here.Child("nth"), "must be from 1 to 5 or from -5 to -1");
  }
}

void Validate(const NearWeekdayHoliday& near, const FieldPath& path,
              SpecIssues* issues) {
  const FieldPath here = path.Child("near_weekday");
  CheckWeekday(near.weekday, here, issues);
  if (!CheckDay(near.month, near.day, here, issues)) return;
  if (near.month == 2 && near.day == 29) {
    issues->Add(here.Child("day"),
                "must not be February 29, which most years have not");
  } else if (near.after ? near.month == 12 && near.day > 24
                        : near.month == 1 && near.day < 8) {
    issues->Add(here.Child("day"),
                near.after ? "must be December 24 or earlier: the holiday "
                             "would be in the next year"
                           : "must be January 8 or later: the holiday would "
                             "be in the year before");
  }
}

}  // namespace

std::optional<Date> EasterSunday(int64_t year) {
  if (year < 1 || year > kMaxYear) return std::nullopt;
  return Date::FromDays(static_cast<int32_t>(EasterDays(year)));
}

std::optional<Date> HolidayIn(const HolidayRule& rule, int64_t year) {
  if (year < 1 || year > kMaxYear || year < rule.from_year ||
      (rule.to_year != 0 && year > rule.to_year)) {
    return std::nullopt;
  }
  const std::optional<int64_t> days =
      std::visit([&](const auto& day) { return DaysIn(day, year); }, rule.day);
  if (!days.has_value()) return std::nullopt;
  return Date::FromDays(static_cast<int32_t>(*days));
}

void ValidateHolidayRule(const HolidayRule& rule, const FieldPath& path,
                         SpecIssues* issues) {
  ValidateLabel(rule.label, path.Child("label"), issues);
  std::visit([&](const auto& day) { Validate(day, path, issues); }, rule.day);
  CheckRange(rule.from_year, 0, kMaxYear, "from_year", path, issues);
  CheckRange(rule.to_year, 0, kMaxYear, "to_year", path, issues);
  if (rule.to_year != 0 && rule.to_year < rule.from_year) {
    issues->Add(path.Child("to_year"), "is before `from_year`");
  }
  ReadHours(rule.hours, path, issues);
}

}  // namespace lotse
