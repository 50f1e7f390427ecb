// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WeightedPoints.
#include "src/score/weighted_points.h"

#include <cmath>
#include <cstdint>

#include "absl/numeric/int128.h"

namespace lotse {

Points WeightedPoints(Points points, double weight) {
  if (weight == 1 || points == Points()) return points;
  // weight = mantissa * 2^-shift with 53 bits of mantissa, so that the product
  // is whole and has less than 104 bits.
  int exponent = 0;
  const double fraction = std::frexp(weight, &exponent);
  const auto mantissa = static_cast<int64_t>(std::ldexp(fraction, 53));
  const int shift = 53 - exponent;
  absl::int128 product = absl::int128(points.nano()) * mantissa;
  const bool negative = product < 0;
  if (negative) product = -product;
  if (shift > 120) return Points();  // Less than half a nano-point.
  const absl::int128 whole = product >> shift;
  const absl::int128 rest = product - (whole << shift);
  const absl::int128 half = absl::int128(1) << (shift - 1);
  const bool up = rest > half || (rest == half && (whole & 1) == 1);
  const auto nano = static_cast<int64_t>(whole + (up ? 1 : 0));
  return Points::FromNano(negative ? -nano : nano);
}

}  // namespace lotse
