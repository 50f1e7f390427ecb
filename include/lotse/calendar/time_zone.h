// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// TimeZone: local time of any instant and back. Compiled from data; no zone
// file is opened and the C library's zones are not asked.
//
//   absl::StatusOr<TimeZone> zone =
//       CompileTimeZone(*PresetTimeZone("Europe/Berlin"));
//   zone->LocalOf(*Instant::Parse("2026-07-01T10:00:00Z")).time_of_day;  // 12h
//   zone->InstantOf(*Date::Parse("2026-03-29"), Duration::Minutes(150));
//       // 02:30 does not exist that day: 01:00:00Z, when clocks jump
//
// An immutable handle, cheap to copy and safe to share between threads. All
// verbs are total: instants and dates beyond the years 1 to 9999 are taken for
// the nearest end.
#ifndef LOTSE_CALENDAR_TIME_ZONE_H_
#define LOTSE_CALENDAR_TIME_ZONE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/calendar/time_zone_spec.h"

namespace lotse {

// What local clocks show.
struct LocalTime {
  Date date;
  // From midnight as clocks show it: 0 to below 24 hours.
  Duration time_of_day;
  // Local time minus UTC.
  Duration utc_offset;
};

// A stretch of time with one offset: begin <= t < end.
struct OffsetPeriod {
  // Instant::Min if it has no beginning.
  Instant begin;
  // Later than Instant::Max if it has no end.
  Instant end;
  Duration utc_offset;
};

// Which instant is meant where clocks show a time twice.
enum class RepeatedTime { kFirst, kLast };

class TimeZone {
 public:
  absl::string_view name() const { return rep_->spec.name; }
  const TimeZoneSpec& spec() const { return rep_->spec; }

  LocalTime LocalOf(Instant t) const;

  // When clocks show `time_of_day` on `date`. A time that clocks skip (in
  // spring) is the instant of the jump; of a time that they show twice (in
  // autumn) it is the first, or the last if asked for. With kFirst it is the
  // first instant at which clocks show this time or a later one, so a later
  // local time never gives an earlier instant. `time_of_day` may be 24 hours or
  // beyond a day on either side.
  Instant InstantOf(Date date, Duration time_of_day,
                    RepeatedTime repeated = RepeatedTime::kFirst) const;

  // The stretch around `t` in which the offset stays the same.
  OffsetPeriod PeriodOf(Instant t) const;

  // The first instant after `t` at which the offset changes. Nullopt: none up
  // to the end of the year 9999.
  std::optional<Instant> NextTransition(Instant t) const;

 private:
  friend absl::StatusOr<TimeZone> CompileTimeZone(const TimeZoneSpec& spec);

  struct Change {
    int64_t at = 0;      // Microseconds, as Instant.
    int64_t offset = 0;  // Microseconds, from then on.
  };
  struct Rep {
    TimeZoneSpec spec;
    // Neighbours differ in their offset.
    std::vector<Change> history;
    int64_t initial_offset = 0;
    // From here on the rules apply; beyond every instant if there are none.
    int64_t rules_from = 0;
    // The changes of 400 years, after which the calendar repeats itself; empty
    // if the offset of the rules stays the same.
    std::vector<Change> cycle;
    int64_t rules_offset = 0;
  };
  struct Stretch {
    int64_t begin;
    int64_t end;
    int64_t offset;
  };
  explicit TimeZone(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}

  static Stretch RulesAround(const Rep& rep, int64_t t);
  static Stretch HistoryAround(const Rep& rep, int64_t t);
  Stretch Around(int64_t t) const;

  std::shared_ptr<const Rep> rep_;
};

// Adds what is wrong with `spec`: no name, neither rules nor transitions, rules
// that are no TZ string or disagree with the last transition, transitions that
// do not ascend, offsets out of range.
void ValidateTimeZone(const TimeZoneSpec& spec, const FieldPath& path,
                      SpecIssues* issues);

// Error: InvalidArgument with the first issue of ValidateTimeZone, its path
// beginning with "time_zone".
absl::StatusOr<TimeZone> CompileTimeZone(const TimeZoneSpec& spec);

}  // namespace lotse

#endif  // LOTSE_CALENDAR_TIME_ZONE_H_
