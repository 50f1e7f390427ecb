// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ParseDecimal, PrintDecimal and ScaleDouble.
#include "lotse/base/decimal.h"

#include <cmath>
#include <cstddef>
#include <limits>

#include "absl/numeric/int128.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

uint64_t PowerOfTen(int scale) {
  uint64_t power = 1;
  for (int i = 0; i < scale; ++i) power *= 10;
  return power;
}

}  // namespace

std::optional<int64_t> ParseDecimal(absl::string_view text, int scale) {
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  absl::uint128 value = 0;
  bool any_digit = false;
  int decimals = -1;  // Decimals seen; -1 before the point.
  for (char c : text) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      return std::nullopt;
    }
    any_digit = true;
    if (decimals == scale) {
      if (c != '0') return std::nullopt;  // More decimals than we can hold.
      continue;
    }
    if (decimals >= 0) ++decimals;
    value = value * 10 + static_cast<uint64_t>(c - '0');
    if (value > absl::uint128(1) << 64) return std::nullopt;
  }
  if (!any_digit) return std::nullopt;
  value *= PowerOfTen(scale - (decimals < 0 ? 0 : decimals));
  const absl::uint128 limit =
      absl::uint128(static_cast<uint64_t>(kMax)) + (negative ? 1 : 0);
  if (value > limit) return std::nullopt;
  const uint64_t magnitude = absl::Uint128Low64(value);
  return static_cast<int64_t>(negative ? uint64_t{0} - magnitude : magnitude);
}

std::string PrintDecimal(int64_t value, int scale) {
  const bool negative = value < 0;
  const uint64_t magnitude = negative
                                 ? uint64_t{0} - static_cast<uint64_t>(value)
                                 : static_cast<uint64_t>(value);
  const uint64_t power = PowerOfTen(scale);
  std::string out = absl::StrCat(negative ? "-" : "", magnitude / power);
  uint64_t fraction = magnitude % power;
  if (fraction == 0) return out;
  std::string digits = absl::StrCat(fraction);
  out += '.';
  out.append(static_cast<size_t>(scale) - digits.size(), '0');
  while (digits.back() == '0') digits.pop_back();
  return out + digits;
}

int64_t ScaleDouble(double value, int scale) {
  if (std::isnan(value)) return 0;
  if (value >= 9.3e18) return kMax;
  if (value <= -9.3e18) return kMin;
  int exponent = 0;
  // value = mantissa * 2^exponent with a 53-bit whole mantissa.
  const double fraction = std::frexp(std::fabs(value), &exponent);
  const uint64_t mantissa = static_cast<uint64_t>(std::ldexp(fraction, 53));
  exponent -= 53;
  // The mantissa has 53 bits and 10^9 has 30: the product fits 83 bits.
  absl::uint128 product = absl::uint128(mantissa) * PowerOfTen(scale);
  if (exponent >= 0) {
    // |value| >= 2^53; at most 2^63, so the shift is at most 10 bits.
    product <<= exponent;
  } else if (exponent <= -127) {
    product = 0;
  } else {
    const int shift = -exponent;
    const absl::uint128 rest = product & ((absl::uint128(1) << shift) - 1);
    const absl::uint128 half = absl::uint128(1) << (shift - 1);
    product >>= shift;
    if (rest > half ||
        (rest == half && (absl::Uint128Low64(product) & 1) != 0)) {
      product += 1;
    }
  }
  if (value < 0) {
    if (product > absl::uint128(1) << 63) return kMin;
    return static_cast<int64_t>(uint64_t{0} - absl::Uint128Low64(product));
  }
  if (product > absl::uint128(static_cast<uint64_t>(kMax))) return kMax;
  return static_cast<int64_t>(absl::Uint128Low64(product));
}

}  // namespace lotse
