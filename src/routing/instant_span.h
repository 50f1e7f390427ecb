// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SpanBetween: the time between any two instants. Internal to routing.
#ifndef LOTSE_SRC_ROUTING_INSTANT_SPAN_H_
#define LOTSE_SRC_ROUTING_INSTANT_SPAN_H_

#include <cstdint>
#include <limits>

#include "absl/numeric/int128.h"
#include "lotse/base/time.h"

namespace lotse {

// From `a` to `b`; ends at the longest duration either way, so that it can be
// negated.
inline Duration SpanBetween(Instant a, Instant b) {
  const absl::int128 micros = absl::int128(b.micros()) - a.micros();
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  return Duration::Micros(micros > kMax    ? kMax
                          : micros < -kMax ? -kMax
                                           : static_cast<int64_t>(micros));
}

// Whether `t` is in the years 1 to 9999.
inline bool IsInCalendar(Instant t) {
  return Instant::Min() <= t && t <= Instant::Max();
}

}  // namespace lotse

#endif  // LOTSE_SRC_ROUTING_INSTANT_SPAN_H_
