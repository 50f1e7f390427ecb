// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Instant, Duration and Date: civil arithmetic and ISO 8601 text.
#include "lotse/base/time.h"

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"

namespace lotse {
namespace {

constexpr int64_t kMicrosPerDay = 86400000000;

absl::Status DateError() {
  return absl::InvalidArgumentError(
      "not a date: write year-month-day, such as 2026-11-23");
}

absl::Status InstantError() {
  return absl::InvalidArgumentError(
      "not a time: write RFC 3339 with an offset, such as "
      "2026-11-23T10:00:00+01:00 or 2026-11-23T09:00:00Z");
}

// Reads exactly `count` digits at the front of `text`; -1 if there are fewer.
int TakeDigits(absl::string_view* text, size_t count) {
  if (text->size() < count) return -1;
  int value = 0;
  for (size_t i = 0; i < count; ++i) {
    const char c = (*text)[i];
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return -1;
    value = value * 10 + (c - '0');
  }
  text->remove_prefix(count);
  return value;
}

bool TakeChar(absl::string_view* text, char c) {
  if (text->empty() || text->front() != c) return false;
  text->remove_prefix(1);
  return true;
}

absl::StatusOr<Date> TakeDate(absl::string_view* text) {
  const int year = TakeDigits(text, 4);
  if (year < 0 || !TakeChar(text, '-')) return DateError();
  const int month = TakeDigits(text, 2);
  if (month < 0 || !TakeChar(text, '-')) return DateError();
  const int day = TakeDigits(text, 2);
  if (day < 0) return DateError();
  return Date::FromCivil(year, month, day);
}

absl::Status NoSuchDayError() {
  return absl::InvalidArgumentError(
      "there is no such day: write year-month-day, such as 2026-11-23");
}

}  // namespace

std::string Duration::ToString() const {
  struct Unit {
    int64_t micros;
    const char* name;
  };
  static constexpr Unit kUnits[] = {{kMicrosPerDay, "day"},
                                    {3600000000, "hour"},
                                    {60000000, "minute"},
                                    {1000000, "second"},
                                    {1, "microsecond"}};
  for (const Unit& unit : kUnits) {
    if (micros_ % unit.micros == 0 &&
        (micros_ != 0 || unit.micros == 1000000)) {
      const int64_t count = micros_ / unit.micros;
      return absl::StrCat(count, " ", unit.name, count == 1 ? "" : "s");
    }
  }
  return absl::StrCat(micros_, " microseconds");
}

absl::StatusOr<Date> Date::FromCivil(int64_t year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
      day > 31) {
    return DateError();
  }
  const absl::CivilDay civil(year, month, day);
  if (civil.month() != month) return NoSuchDayError();  // Such as February 30.
  return FromDays(static_cast<int32_t>(civil - absl::CivilDay(1970, 1, 1)));
}

absl::StatusOr<Date> Date::Parse(absl::string_view text) {
  absl::StatusOr<Date> date = TakeDate(&text);
  if (date.ok() && !text.empty()) return DateError();
  return date;
}

std::string Date::ToString() const {
  const absl::CivilDay civil = absl::CivilDay(1970, 1, 1) + days_;
  return absl::StrFormat("%04d-%02d-%02d", civil.year(), civil.month(),
                         civil.day());
}

absl::StatusOr<Instant> Instant::Parse(absl::string_view text) {
  const absl::StatusOr<Date> date = TakeDate(&text);
  if (!date.ok()) return InstantError();
  if (text.empty()) return StartOf(*date);
  if (!TakeChar(&text, 'T') && !TakeChar(&text, 't') && !TakeChar(&text, ' ')) {
    return InstantError();
  }
  const int hour = TakeDigits(&text, 2);
  if (hour < 0 || hour > 23 || !TakeChar(&text, ':')) return InstantError();
  const int minute = TakeDigits(&text, 2);
  if (minute < 0 || minute > 59 || !TakeChar(&text, ':')) return InstantError();
  const int second = TakeDigits(&text, 2);
  if (second < 0 || second > 59) return InstantError();
  int64_t fraction = 0;
  if (TakeChar(&text, '.')) {
    int64_t unit = 1000000;
    bool any = false;
    while (!text.empty() &&
           absl::ascii_isdigit(static_cast<unsigned char>(text.front()))) {
      unit /= 10;  // Digits finer than a microsecond are cut off.
      fraction += unit * (text.front() - '0');
      text.remove_prefix(1);
      any = true;
    }
    if (!any) return InstantError();
  }
  int64_t offset_minutes = 0;
  if (!TakeChar(&text, 'Z') && !TakeChar(&text, 'z')) {
    const bool west = TakeChar(&text, '-');
    if (!west && !TakeChar(&text, '+')) return InstantError();
    const int hours = TakeDigits(&text, 2);
    if (hours < 0 || hours > 23 || !TakeChar(&text, ':')) return InstantError();
    const int minutes = TakeDigits(&text, 2);
    if (minutes < 0 || minutes > 59) return InstantError();
    offset_minutes = (hours * 60 + minutes) * (west ? -1 : 1);
  }
  if (!text.empty()) return InstantError();
  const int64_t seconds = (hour * 60 + minute - offset_minutes) * 60 + second;
  const Instant instant = FromMicros(int64_t{date->days()} * kMicrosPerDay +
                                     seconds * 1000000 + fraction);
  if (instant < Min() || instant > Max()) return InstantError();
  return instant;
}

Date Instant::date() const {
  int64_t days = micros_ / kMicrosPerDay;
  if (micros_ % kMicrosPerDay < 0) --days;
  return Date::FromDays(static_cast<int32_t>(days));
}

std::string Instant::ToString() const {
  const Date day = date();
  const int64_t rest = micros_ % kMicrosPerDay;
  const int64_t in_day = rest < 0 ? rest + kMicrosPerDay : rest;
  const int64_t seconds = in_day / 1000000;
  std::string out =
      absl::StrFormat("%sT%02d:%02d:%02d", day.ToString(), seconds / 3600,
                      seconds / 60 % 60, seconds % 60);
  if (const int64_t fraction = in_day % 1000000; fraction != 0) {
    std::string digits = absl::StrFormat("%06d", fraction);
    while (digits.back() == '0') digits.pop_back();
    absl::StrAppend(&out, ".", digits);
  }
  return out + "Z";
}

}  // namespace lotse
