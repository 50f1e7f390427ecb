// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WilsonInterval.
#include "lotse/base/wilson_interval.h"

#include <algorithm>
#include <cmath>

namespace lotse {

ShareInterval WilsonInterval(int64_t hits, int64_t count) {
  if (count == 0) return ShareInterval{};
  // The normal quantile of 0.975, squared.
  constexpr double kZ = 1.959963984540054;
  constexpr double kZ2 = kZ * kZ;
  const double x = static_cast<double>(hits);
  const double n = static_cast<double>(count);
  const double center = (x + kZ2 / 2) / (n + kZ2);
  const double half = kZ / (n + kZ2) * std::sqrt(x * (n - x) / n + kZ2 / 4);
  // At the ends the exact bounds are 0 and 1, which rounding may miss.
  return ShareInterval{hits == 0 ? 0 : std::max(0.0, center - half),
                       hits == count ? 1 : std::min(1.0, center + half)};
}

}  // namespace lotse
