// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ProbeTimeZone: what holds of every time zone; traps if it does not.
#ifndef LOTSE_FUZZ_TIME_ZONE_PROBE_H_
#define LOTSE_FUZZ_TIME_ZONE_PROBE_H_

#include <optional>

#include "lotse/base/time.h"
#include "lotse/calendar/time_zone.h"

namespace lotse {

inline void ProbeTimeZone(const TimeZone& zone) {
  constexpr int64_t kYear = 31556952000000;
  for (int64_t year = -1968; year < 8029; year += 397) {
    const Instant t = Instant::FromMicros(year * kYear + 12345678);
    // Each instant lies between the first and the last at which clocks show
    // what they show then.
    const LocalTime local = zone.LocalOf(t);
    if (t < zone.InstantOf(local.date, local.time_of_day) ||
        zone.InstantOf(local.date, local.time_of_day, RepeatedTime::kLast) <
            t) {
      __builtin_trap();
    }
    const OffsetPeriod period = zone.PeriodOf(t);
    if (t < period.begin || period.end <= t) __builtin_trap();
    const std::optional<Instant> next = zone.NextTransition(t);
    if (next.has_value() &&
        (*next <= t || zone.PeriodOf(*next).begin != *next ||
         zone.PeriodOf(*next).utc_offset == period.utc_offset)) {
      __builtin_trap();
    }
  }
}

}  // namespace lotse

#endif  // LOTSE_FUZZ_TIME_ZONE_PROBE_H_
