// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The seconds at which hosts look at leads: their timers count whole ones.
#ifndef LOTSE_SRC_ENGINE_WHOLE_SECOND_H_
#define LOTSE_SRC_ENGINE_WHOLE_SECOND_H_

#include <cstdint>
#include <optional>

#include "lotse/base/time.h"

namespace lotse {

// The last whole second that is not after `t`.
inline Instant WholeSecond(Instant t) {
  constexpr int64_t kSecond = 1000000;
  const int64_t rest = t.micros() % kSecond;
  return Instant::FromMicros(t.micros() - (rest < 0 ? rest + kSecond : rest));
}

// The first whole second after `as_of` that is not after the second which `at`
// falls into. Nullopt: it lies beyond the calendar.
inline std::optional<Instant> CheckSecondOf(Instant at, Instant as_of) {
  const Duration second = Duration::Seconds(1);
  Instant check = WholeSecond(at);
  if (check <= as_of) check = WholeSecond(as_of) + second;
  if (check > Instant::Max()) return std::nullopt;
  // The unset instant cannot be told; the second before it is not too late.
  if (check == Instant()) {
    check = as_of < check - second ? check - second : check + second;
  }
  return check;
}

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_WHOLE_SECOND_H_
