// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Decimal text to and from scaled integers, exactly and without a locale. The
// one place that reads and prints Points, Money and rates.
//
//   ParseDecimal("12.5", 9)        // 12500000000
//   PrintDecimal(12500000000, 9)   // "12.5"
#ifndef LOTSE_BASE_DECIMAL_H_
#define LOTSE_BASE_DECIMAL_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace lotse {

// Reads [+-]digits[.digits] as value * 10^scale. Nullopt if the text is no such
// number, has more than `scale` significant decimals, or does not fit an int64.
std::optional<int64_t> ParseDecimal(absl::string_view text, int scale);

// value / 10^scale with no trailing zeros, and no point if whole.
std::string PrintDecimal(int64_t value, int scale);

// The integer nearest to value * 10^scale, computed exactly, ties to even.
// Saturates at the int64 range; NaN gives 0. `scale` is 0 to 9.
int64_t ScaleDouble(double value, int scale);

}  // namespace lotse

#endif  // LOTSE_BASE_DECIMAL_H_
