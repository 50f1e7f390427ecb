// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Arrow's decimals and half floats as the numbers that facts have.
#ifndef LOTSE_SRC_ARROW_DECIMAL_READER_H_
#define LOTSE_SRC_ARROW_DECIMAL_READER_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/numeric/int128.h"

namespace lotse {

// Decimal `i` of an array of `bytes` (4, 8, 16 or 32) each: the whole number
// that the scale is applied to. Nullopt if it does not fit 128 bits.
std::optional<absl::int128> DecimalAt(const void* data, size_t i,
                                      int32_t bytes);

// value / 10^scale * 10^places if that is whole and fits an int64.
std::optional<int64_t> RescaleDecimal(absl::int128 value, int32_t scale,
                                      int32_t places);

// The double nearest to value / 10^scale.
double DecimalToDouble(absl::int128 value, int32_t scale);

// The value of an IEEE 754 half float.
double HalfToDouble(uint16_t half);

}  // namespace lotse

#endif  // LOTSE_SRC_ARROW_DECIMAL_READER_H_
