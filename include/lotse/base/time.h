// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Instant, Duration and Date: time without a clock and without zone files.
//
// An Instant is a point in time in microseconds UTC; a Date is a civil day; a
// Duration is a length in microseconds. The core never asks what time it is:
// every evaluation takes its instant (`as_of`) from the caller.
//
//   Instant t = *Instant::Parse("2026-11-23T10:00:00+01:00");
//   t.ToString();                                   // "2026-11-23T09:00:00Z"
//   (t + Duration::Days(1)).date().ToString();      // "2026-11-24"
//
// Instants and dates lie in the years 1 to 9999; Parse refuses others.
#ifndef LOTSE_BASE_TIME_H_
#define LOTSE_BASE_TIME_H_

#include <cstdint>
#include <limits>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace lotse {

// A length of time in microseconds; may be negative.
class Duration {
 public:
  constexpr Duration() = default;
  static constexpr Duration Micros(int64_t n) { return Duration(n); }
  static constexpr Duration Seconds(int64_t n) { return Micros(n * 1000000); }
  static constexpr Duration Minutes(int64_t n) { return Seconds(n * 60); }
  static constexpr Duration Hours(int64_t n) { return Seconds(n * 3600); }
  static constexpr Duration Days(int64_t n) { return Seconds(n * 86400); }

  constexpr int64_t micros() const { return micros_; }

  // The largest unit that is whole: "30 days", "1 hour", "90 seconds".
  std::string ToString() const;

  friend constexpr bool operator==(Duration a, Duration b) {
    return a.micros_ == b.micros_;
  }
  friend constexpr bool operator!=(Duration a, Duration b) {
    return a.micros_ != b.micros_;
  }
  friend constexpr bool operator<(Duration a, Duration b) {
    return a.micros_ < b.micros_;
  }

 private:
  explicit constexpr Duration(int64_t micros) : micros_(micros) {}
  int64_t micros_ = 0;
};

// A civil day, counted from 1970-01-01.
class Date {
 public:
  // 1970-01-01.
  constexpr Date() = default;
  static constexpr Date FromDays(int32_t days) { return Date(days); }
  // The day `year`-`month`-`day`. Error: InvalidArgument if there is none.
  static absl::StatusOr<Date> FromCivil(int64_t year, int month, int day);
  // Reads "2026-11-23". Error: InvalidArgument.
  static absl::StatusOr<Date> Parse(absl::string_view text);

  // Days since 1970-01-01; negative before.
  constexpr int32_t days() const { return days_; }
  // "2026-11-23".
  std::string ToString() const;

  friend constexpr bool operator==(Date a, Date b) {
    return a.days_ == b.days_;
  }
  friend constexpr bool operator!=(Date a, Date b) {
    return a.days_ != b.days_;
  }
  friend constexpr bool operator<(Date a, Date b) { return a.days_ < b.days_; }
  friend constexpr bool operator<=(Date a, Date b) {
    return a.days_ <= b.days_;
  }

 private:
  explicit constexpr Date(int32_t days) : days_(days) {}
  int32_t days_ = 0;
};

// A point in time, in microseconds since 1970-01-01T00:00:00Z.
class Instant {
 public:
  // 1970-01-01T00:00:00Z. Facts use it for "always known".
  constexpr Instant() = default;
  static constexpr Instant FromMicros(int64_t micros) {
    return Instant(micros);
  }
  // 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z.
  static constexpr Instant Min() { return Instant(-62135596800000000); }
  static constexpr Instant Max() { return Instant(253402300799999999); }
  // Midnight UTC at the start of `date`; saturates at the ends of int64, which
  // lie far beyond the calendar.
  static constexpr Instant StartOf(Date date) {
    constexpr int64_t kDay = 86400000000;
    using Limits = std::numeric_limits<int64_t>;
    if (date.days() > Limits::max() / kDay) return Instant(Limits::max());
    if (date.days() < Limits::min() / kDay) return Instant(Limits::min());
    return Instant(date.days() * kDay);
  }
  // Reads RFC 3339 with an offset ("2026-11-23T10:00:00.5+01:00", "...Z"), or a
  // bare date, which is midnight UTC. Error: InvalidArgument.
  static absl::StatusOr<Instant> Parse(absl::string_view text);

  constexpr int64_t micros() const { return micros_; }
  // The civil day in UTC.
  Date date() const;
  // "2026-11-23T09:00:00Z", with as many decimals as needed.
  std::string ToString() const;

  // Saturating at the ends of int64.
  friend constexpr Instant operator+(Instant t, Duration d) {
    using Limits = std::numeric_limits<int64_t>;
    const int64_t by = d.micros();
    if (by > 0 && t.micros_ > Limits::max() - by) return Instant(Limits::max());
    if (by < 0 && t.micros_ < Limits::min() - by) return Instant(Limits::min());
    return Instant(t.micros_ + by);
  }
  friend constexpr Instant operator-(Instant t, Duration d) {
    using Limits = std::numeric_limits<int64_t>;
    const int64_t by = d.micros();
    if (by < 0 && t.micros_ > Limits::max() + by) return Instant(Limits::max());
    if (by > 0 && t.micros_ < Limits::min() + by) return Instant(Limits::min());
    return Instant(t.micros_ - by);
  }

  friend constexpr bool operator==(Instant a, Instant b) {
    return a.micros_ == b.micros_;
  }
  friend constexpr bool operator!=(Instant a, Instant b) {
    return a.micros_ != b.micros_;
  }
  friend constexpr bool operator<(Instant a, Instant b) {
    return a.micros_ < b.micros_;
  }
  friend constexpr bool operator<=(Instant a, Instant b) {
    return a.micros_ <= b.micros_;
  }
  friend constexpr bool operator>(Instant a, Instant b) { return b < a; }
  friend constexpr bool operator>=(Instant a, Instant b) { return b <= a; }

 private:
  explicit constexpr Instant(int64_t micros) : micros_(micros) {}
  int64_t micros_ = 0;
};

}  // namespace lotse

#endif  // LOTSE_BASE_TIME_H_
