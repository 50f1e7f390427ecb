// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Values of a ColumnView as the column executor wants them. Internal to
// condition; pure functions.
#ifndef LOTSE_SRC_CONDITION_COLUMN_VALUES_H_
#define LOTSE_SRC_CONDITION_COLUMN_VALUES_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

#include "lotse/facts/lead_columns.h"

namespace lotse {

// The double whose NumberKey is `key`.
inline double NumberOfKey(int64_t key) {
  const int64_t sign = key >> 63;
  const int64_t bits =
      ((key ^ sign) - sign) | (sign & std::numeric_limits<int64_t>::min());
  double number;
  std::memcpy(&number, &bits, sizeof(number));
  return number;
}

// The lowest float that is not below `number`; a float is at least the one if
// it is at least the other.
inline float FloatNotBelow(double number) {
  constexpr float kMaxFloat = std::numeric_limits<float>::max();
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  if (number > static_cast<double>(kMaxFloat)) return kInfinity;
  if (number < -static_cast<double>(kMaxFloat)) return -kMaxFloat;
  const float nearest = static_cast<float>(number);
  return static_cast<double>(nearest) < number
             ? std::nextafter(nearest, kInfinity)
             : nearest;
}

inline bool IsInteger(ColumnLayout layout) {
  return layout >= ColumnLayout::kInt8 && layout <= ColumnLayout::kUint32;
}
inline bool IsText(ColumnLayout layout) {
  return layout == ColumnLayout::kText32 || layout == ColumnLayout::kText64 ||
         layout == ColumnLayout::kTextViews;
}
inline bool IsTextColumn(const ColumnView& view) {
  return view.dictionary != nullptr ? IsInteger(view.layout)
                                    : IsText(view.layout);
}

// Whether a column can hold values of `type`; others read as missing.
inline bool Fits(const ColumnView& view, ValueType type) {
  if (view.type != type) return false;
  switch (type) {
    case ValueType::kBoolean:
      return view.layout == ColumnLayout::kBits;
    case ValueType::kInteger:
    case ValueType::kTime:
    case ValueType::kDate:
    case ValueType::kMoney:
      return IsInteger(view.layout) && view.dictionary == nullptr;
    case ValueType::kNumber:
      return (IsInteger(view.layout) || view.layout == ColumnLayout::kFloat ||
              view.layout == ColumnLayout::kDouble) &&
             view.dictionary == nullptr;
    case ValueType::kText:
      return IsTextColumn(view);
    case ValueType::kList:
      return view.layout == ColumnLayout::kList32 ||
             view.layout == ColumnLayout::kList64;
    case ValueType::kUnspecified:
      break;
  }
  return false;
}

inline constexpr bool kLittleEndian = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;

// Words of bits [first, first + rows) of a bitmap. Reads no byte beyond the
// last of these bits.
inline void CopyBits(const uint8_t* bits, size_t first, size_t rows,
                     uint64_t* out) {
  const size_t words = (rows + 63) / 64;
  const size_t shift = first % 8;
  const uint8_t* const begin = bits + first / 8;
  const size_t bytes = (shift + rows + 7) / 8;
  for (size_t w = 0; w < words; ++w) {
    uint64_t word = 0;
    if (kLittleEndian && 8 * w + 8 <= bytes) {
      word = LoadAt<uint64_t>(begin, w);
    } else {
      for (size_t k = 8 * w; k < std::min(bytes, 8 * w + 8); ++k) {
        word |= uint64_t{begin[k]} << 8 * (k - 8 * w);
      }
    }
    const uint64_t next = 8 * w + 8 < bytes ? begin[8 * w + 8] : 0;
    out[w] = word >> shift | next << (63 - shift) << 1;
  }
}

template <typename From, typename To>
void Widen(const void* from, size_t first, size_t rows, To* to) {
  const char* const data =
      static_cast<const char*>(from) + first * sizeof(From);
  for (size_t i = 0; i < rows; ++i) {
    to[i] = static_cast<To>(LoadAt<From>(data, i));
  }
}

// The values of rows as To, in the machine's own integers or doubles.
template <typename To>
void WidenColumn(const ColumnView& view, size_t begin, size_t rows, To* to) {
  const size_t first = view.first + begin;
  switch (view.layout) {
    case ColumnLayout::kInt8:
      return Widen<int8_t>(view.values, first, rows, to);
    case ColumnLayout::kInt16:
      return Widen<int16_t>(view.values, first, rows, to);
    case ColumnLayout::kInt32:
      return Widen<int32_t>(view.values, first, rows, to);
    case ColumnLayout::kInt64:
      return Widen<int64_t>(view.values, first, rows, to);
    case ColumnLayout::kUint8:
      return Widen<uint8_t>(view.values, first, rows, to);
    case ColumnLayout::kUint16:
      return Widen<uint16_t>(view.values, first, rows, to);
    case ColumnLayout::kUint32:
      return Widen<uint32_t>(view.values, first, rows, to);
    case ColumnLayout::kFloat:
      return Widen<float>(view.values, first, rows, to);
    case ColumnLayout::kDouble:
      return Widen<double>(view.values, first, rows, to);
    default:
      return;
  }
}

}  // namespace lotse

#endif  // LOTSE_SRC_CONDITION_COLUMN_VALUES_H_
