// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PosixRules: a TZ string such as "CET-1CEST,M3.5.0,M10.5.0/3" as numbers.
//
//   absl::StatusOr<PosixRules> rules = ParsePosixRules(text);
//   rules->daylight->begin.InYear(2026);   // local seconds since 1970
#ifndef LOTSE_SRC_CALENDAR_POSIX_RULES_H_
#define LOTSE_SRC_CALENDAR_POSIX_RULES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace lotse {

// A moment of each year on local clocks.
struct YearlyMoment {
  enum class Kind {
    kMonthWeekday,    // Mm.w.d
    kDayWithoutLeap,  // Jn: March 1 is day 60 in every year
    kDayOfYear,       // n: from 0, February 29 counts
  };
  Kind kind = Kind::kDayOfYear;
  int64_t month = 0;    // 1 to 12
  int64_t week = 0;     // 1 to 5; 5 is the last one of the month
  int64_t weekday = 0;  // 0 is Sunday
  int64_t day = 0;
  int64_t seconds = 0;  // From midnight; within +-167 hours.

  // Seconds since 1970-01-01T00:00:00 on local clocks.
  int64_t InYear(int64_t year) const;
};

struct PosixRules {
  // Local time minus UTC, in seconds; a TZ string writes the opposite sign.
  int64_t standard_offset = 0;

  struct Daylight {
    int64_t offset = 0;
    YearlyMoment begin;  // On clocks that show standard time.
    YearlyMoment end;    // On clocks that show daylight time.
  };
  std::optional<Daylight> daylight;

  // A change of the offset, in seconds since 1970-01-01T00:00:00Z.
  struct Change {
    int64_t at;
    int64_t offset;
  };
  // The changes of these years, both included, ascending; of those at the same
  // time only the last. Neighbours may have the same offset.
  std::vector<Change> ChangesIn(int64_t first_year, int64_t last_year) const;

  // The offset at `t`, in seconds since 1970-01-01T00:00:00Z.
  int64_t OffsetAt(int64_t t) const;
};

// Reads a TZ string as RFC 9636, section 3.3.1 has it: names of at least three
// letters or quoted by < and >, offsets up to 24 hours, times within +-167
// hours. Daylight time needs its rules. Error: InvalidArgument, says what is
// expected and after how many bytes.
absl::StatusOr<PosixRules> ParsePosixRules(absl::string_view text);

}  // namespace lotse

#endif  // LOTSE_SRC_CALENDAR_POSIX_RULES_H_
