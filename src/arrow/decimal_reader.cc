// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DecimalAt, RescaleDecimal, DecimalToDouble and HalfToDouble.
#include "decimal_reader.h"

#include <cmath>
#include <limits>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lotse/facts/lead_columns.h"

namespace lotse {
namespace {

// Powers of ten up to here are exact as doubles.
constexpr int32_t kExactPowers = 22;
constexpr int64_t kExactWhole = int64_t{1} << 53;

absl::uint128 Magnitude(absl::int128 value) {
  const auto bits = static_cast<absl::uint128>(value);
  return value < 0 ? absl::uint128(0) - bits : bits;
}

std::string Digits(absl::uint128 value) {
  std::string digits;
  while (value != 0) {
    digits.insert(digits.begin(),
                  static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  }
  return digits.empty() ? "0" : digits;
}

}  // namespace

std::optional<absl::int128> DecimalAt(const void* data, size_t i,
                                      int32_t bytes) {
  switch (bytes) {
    case 4:
      return absl::int128(LoadAt<int32_t>(data, i));
    case 8:
      return absl::int128(LoadAt<int64_t>(data, i));
    default:
      break;
  }
  // Words of 64 bits, the lowest first; those beyond 128 bits must only repeat
  // the sign.
  const auto words = static_cast<size_t>(bytes) / sizeof(uint64_t);
  const auto low = LoadAt<uint64_t>(data, i * words);
  const auto high = LoadAt<int64_t>(data, i * words + 1);
  for (size_t word = 2; word < words; ++word) {
    if (LoadAt<int64_t>(data, i * words + word) != (high < 0 ? -1 : 0)) {
      return std::nullopt;
    }
  }
  return absl::MakeInt128(high, low);
}

std::optional<int64_t> RescaleDecimal(absl::int128 value, int32_t scale,
                                      int32_t places) {
  const bool negative = value < 0;
  absl::uint128 magnitude = Magnitude(value);
  for (; scale > places && magnitude != 0; --scale) {
    if (magnitude % 10 != 0) return std::nullopt;
    magnitude /= 10;
  }
  const absl::uint128 limit = absl::uint128(static_cast<uint64_t>(
                                  std::numeric_limits<int64_t>::max())) +
                              (negative ? 1 : 0);
  for (; scale < places && magnitude != 0; ++scale) {
    if (magnitude > limit) return std::nullopt;
    magnitude *= 10;
  }
  if (magnitude > limit) return std::nullopt;
  const uint64_t low = absl::Uint128Low64(magnitude);
  return static_cast<int64_t>(negative ? uint64_t{0} - low : low);
}

double DecimalToDouble(absl::int128 value, int32_t scale) {
  if (scale >= 0 && scale <= kExactPowers && value <= kExactWhole &&
      value >= -kExactWhole) {
    // Both are exact, so the quotient is rounded once.
    double power = 1;
    for (int32_t i = 0; i < scale; ++i) power *= 10;
    return static_cast<double>(static_cast<int64_t>(value)) / power;
  }
  double number = 0;
  // The digits are a number always; far too large ones become infinite.
  (void)absl::SimpleAtod(
      absl::StrCat(value < 0 ? "-" : "", Digits(Magnitude(value)), "e", -scale),
      &number);
  return number;
}

double HalfToDouble(uint16_t half) {
  const int exponent = half >> 10 & 0x1F;
  const int mantissa = half & 0x3FF;
  double value;
  if (exponent == 0x1F) {
    value = mantissa == 0 ? std::numeric_limits<double>::infinity()
                          : std::numeric_limits<double>::quiet_NaN();
  } else if (exponent == 0) {
    value = std::ldexp(mantissa, -24);
  } else {
    value = std::ldexp(mantissa + 0x400, exponent - 25);
  }
  return (half & 0x8000) != 0 ? -value : value;
}

}  // namespace lotse
