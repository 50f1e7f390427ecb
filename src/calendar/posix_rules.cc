// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ParsePosixRules, and when what it read happens.
#include "src/calendar/posix_rules.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "src/calendar/civil_days.h"

namespace lotse {
namespace {

constexpr int64_t kSecondsPerDay = 86400;

// Reads from the front of a text and remembers how far it is.
class RuleReader {
 public:
  explicit RuleReader(absl::string_view text)
      : rest_(text), size_(text.size()) {}

  bool done() const { return rest_.empty(); }
  bool At(char c) const { return !rest_.empty() && rest_.front() == c; }
  bool Take(char c) {
    if (!At(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  absl::Status Error(absl::string_view expected) const {
    return absl::InvalidArgumentError(absl::StrCat(
        "is no TZ string such as CET-1CEST,M3.5.0,M10.5.0/3: after ",
        size_ - rest_.size(), " bytes ", expected, " is expected"));
  }

  absl::Status TakeName() {
    const bool quoted = Take('<');
    size_t length = 0;
    while (length < rest_.size()) {
      const unsigned char c = static_cast<unsigned char>(rest_[length]);
      const bool belongs = quoted
                               ? absl::ascii_isalnum(c) || c == '+' || c == '-'
                               : absl::ascii_isalpha(c);
      if (!belongs) break;
      ++length;
    }
    if (length < 3) return Error("a name of at least three letters");
    rest_.remove_prefix(length);
    if (quoted && !Take('>')) return Error("\">\"");
    return absl::OkStatus();
  }

  absl::StatusOr<int64_t> TakeNumber(int64_t min, int64_t max) {
    int64_t value = 0;
    size_t digits = 0;
    while (digits < rest_.size() && digits < 4 &&
           absl::ascii_isdigit(static_cast<unsigned char>(rest_[digits]))) {
      value = value * 10 + (rest_[digits] - '0');
      ++digits;
    }
    if (digits == 0 || value < min || value > max) {
      return Error(absl::StrCat("a number from ", min, " to ", max));
    }
    rest_.remove_prefix(digits);
    return value;
  }

  // [+-]hh[:mm[:ss]] in seconds.
  absl::StatusOr<int64_t> TakeTime(int64_t max_hours) {
    const bool negative = Take('-');
    if (!negative) Take('+');
    LOTSE_ASSIGN_OR_RETURN(int64_t seconds, TakeNumber(0, max_hours));
    seconds *= 3600;
    if (Take(':')) {
      LOTSE_ASSIGN_OR_RETURN(const int64_t minutes, TakeNumber(0, 59));
      seconds += minutes * 60;
      if (Take(':')) {
        LOTSE_ASSIGN_OR_RETURN(const int64_t rest, TakeNumber(0, 59));
        seconds += rest;
      }
    }
    return negative ? -seconds : seconds;
  }

  absl::StatusOr<YearlyMoment> TakeMoment() {
    if (!Take(',')) return Error("\",\" and when daylight time changes");
    YearlyMoment moment;
    if (Take('M')) {
      moment.kind = YearlyMoment::Kind::kMonthWeekday;
      LOTSE_ASSIGN_OR_RETURN(moment.month, TakeNumber(1, 12));
      if (!Take('.')) return Error("\".\"");
      LOTSE_ASSIGN_OR_RETURN(moment.week, TakeNumber(1, 5));
      if (!Take('.')) return Error("\".\"");
      LOTSE_ASSIGN_OR_RETURN(moment.weekday, TakeNumber(0, 6));
    } else if (Take('J')) {
      moment.kind = YearlyMoment::Kind::kDayWithoutLeap;
      LOTSE_ASSIGN_OR_RETURN(moment.day, TakeNumber(1, 365));
    } else {
      LOTSE_ASSIGN_OR_RETURN(moment.day, TakeNumber(0, 365));
    }
    moment.seconds = 2 * 3600;
    if (Take('/')) {
      LOTSE_ASSIGN_OR_RETURN(moment.seconds, TakeTime(167));
    }
    return moment;
  }

 private:
  absl::string_view rest_;
  const size_t size_;
};

}  // namespace

int64_t YearlyMoment::InYear(int64_t year) const {
  int64_t days = 0;
  switch (kind) {
    case Kind::kMonthWeekday: {
      const int64_t first = DaysOf(year, month, 1);
      // 1970-01-01 was a Thursday, which is 4 here.
      const int64_t weekday_of_first = (first + 4) - FloorDiv(first + 4, 7) * 7;
      int64_t in_month = (weekday - weekday_of_first + 7) % 7 + (week - 1) * 7;
      if (in_month >= DaysInMonth(year, month)) in_month -= 7;
      days = first + in_month;
      break;
    }
    case Kind::kDayWithoutLeap:
      days = DaysOf(year, 1, 1) + day - 1 +
             (IsLeapYear(year) && day >= 60 ? 1 : 0);
      break;
    case Kind::kDayOfYear:
      days = DaysOf(year, 1, 1) + day;
      break;
  }
  return days * kSecondsPerDay + seconds;
}

std::vector<PosixRules::Change> PosixRules::ChangesIn(int64_t first_year,
                                                      int64_t last_year) const {
  std::vector<Change> all;
  if (!daylight.has_value()) return all;
  // In this order changes at the same time are decided by the last one: the
  // beginning of a year's daylight time, its end, the next year's beginning. So
  // daylight time that ends when the next begins never ends, which is how RFC
  // 9636 writes permanent daylight time.
  for (int64_t year = first_year; year <= last_year; ++year) {
    all.push_back(
        {daylight->begin.InYear(year) - standard_offset, daylight->offset});
    all.push_back(
        {daylight->end.InYear(year) - daylight->offset, standard_offset});
  }
  std::stable_sort(
      all.begin(), all.end(),
      [](const Change& a, const Change& b) { return a.at < b.at; });
  size_t kept = 0;
  for (const Change& change : all) {
    if (kept > 0 && all[kept - 1].at == change.at) --kept;
    all[kept++] = change;
  }
  all.resize(kept);
  return all;
}

int64_t PosixRules::OffsetAt(int64_t t) const {
  int64_t offset = standard_offset;
  // Times of up to a week reach into neighbouring years.
  const int64_t year = YearOf(FloorDiv(t, kSecondsPerDay));
  for (const Change& change : ChangesIn(year - 2, year + 1)) {
    if (change.at <= t) offset = change.offset;
  }
  return offset;
}

absl::StatusOr<PosixRules> ParsePosixRules(absl::string_view text) {
  if (text.size() > kMaxNameBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("has more than ", kMaxNameBytes, " bytes"));
  }
  RuleReader reader(text);
  PosixRules rules;
  LOTSE_RETURN_IF_ERROR(reader.TakeName());
  LOTSE_ASSIGN_OR_RETURN(const int64_t west, reader.TakeTime(24));
  rules.standard_offset = -west;
  if (reader.done()) return rules;

  PosixRules::Daylight daylight;
  LOTSE_RETURN_IF_ERROR(reader.TakeName());
  daylight.offset = rules.standard_offset + 3600;
  if (!reader.At(',')) {
    if (reader.done()) {
      return reader.Error("when daylight time begins and ends");
    }
    LOTSE_ASSIGN_OR_RETURN(const int64_t daylight_west, reader.TakeTime(24));
    daylight.offset = -daylight_west;
  }
  LOTSE_ASSIGN_OR_RETURN(daylight.begin, reader.TakeMoment());
  LOTSE_ASSIGN_OR_RETURN(daylight.end, reader.TakeMoment());
  if (!reader.done()) return reader.Error("the end");
  rules.daylight = daylight;
  return rules;
}

}  // namespace lotse
