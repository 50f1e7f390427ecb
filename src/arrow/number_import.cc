// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ImportNumbers, ViewInPlace and LayoutOf: booleans, integers, floats,
// decimals, dates and times.
#include <cmath>
#include <limits>
#include <optional>
#include <type_traits>

#include "absl/numeric/int128.h"
#include "column_import.h"
#include "decimal_reader.h"
#include "lotse/base/decimal.h"
#include "lotse/base/time.h"

namespace lotse {
namespace {

constexpr int64_t kMicrosPerSecond = 1000000;
constexpr int64_t kMicrosPerDay = 86400 * kMicrosPerSecond;
constexpr int64_t kMillisPerDay = 86400000;
// Money has six decimals.
constexpr int32_t kMoneyPlaces = 6;
// 0001-01-01 and 9999-12-31.
constexpr int64_t kFirstDay = -719162;
constexpr int64_t kLastDay = 2932896;

// Adds a fault for each value that is there and that `fits` refuses. `fits` is
// asked about all of them first, for mostly all of them fit.
template <typename T, typename Fits>
void CheckEach(const ColumnSource& source, const ColumnView& view, Fault fault,
               const Fits& fits, ElementFaults* faults) {
  const char* const values =
      static_cast<const char*>(view.values) + view.first * sizeof(T);
  bool good = true;
  for (size_t row = 0; row < source.count; ++row) {
    good &= fits(LoadAt<T>(values, row));
  }
  if (good) return;
  for (size_t row = 0; row < source.count; ++row) {
    if (view.valid(row) && !fits(LoadAt<T>(values, row))) {
      faults->push_back({row, fault});
    }
  }
}

// The same for floats that are not finite: a bit above the exponent is set once
// its bits, all of them set, are counted up by one. No branch, no comparison.
template <typename T, typename Bits>
void CheckFinite(const ColumnSource& source, const ColumnView& view,
                 ElementFaults* faults) {
  constexpr int kFraction = std::numeric_limits<T>::digits - 1;
  constexpr Bits kStep = Bits{1} << kFraction;
  constexpr Bits kSign = Bits{1} << (8 * sizeof(Bits) - 1);
  const char* const values =
      static_cast<const char*>(view.values) + view.first * sizeof(T);
  Bits found = 0;
  for (size_t row = 0; row < source.count; ++row) {
    const Bits exponent = LoadAt<Bits>(values, row) & (kSign - kStep);
    found |= exponent + kStep;
  }
  if ((found & kSign) == 0) return;
  CheckEach<T>(
      source, view, Fault::kNotFinite, [](T v) { return v - v == 0; }, faults);
}

// A number as it comes: whole, decimal or floating.
struct AnyNumber {
  enum class Form : uint8_t {
    kWhole,
    kFloating,
    kTooLarge
  } form = Form::kWhole;
  absl::int128 whole = 0;
  int32_t scale = 0;
  double floating = 0;
};

AnyNumber Whole(absl::int128 value, int32_t scale = 0) {
  return {AnyNumber::Form::kWhole, value, scale, 0};
}
AnyNumber Floating(double value) {
  return {AnyNumber::Form::kFloating, 0, 0, value};
}

AnyNumber NumberAt(const ArrowType& type, const void* data, size_t i) {
  switch (type.kind) {
    case ArrowKind::kInt8:
      return Whole(LoadAt<int8_t>(data, i));
    case ArrowKind::kInt16:
      return Whole(LoadAt<int16_t>(data, i));
    case ArrowKind::kInt32:
    case ArrowKind::kDate32:
      return Whole(LoadAt<int32_t>(data, i));
    case ArrowKind::kUint8:
      return Whole(LoadAt<uint8_t>(data, i));
    case ArrowKind::kUint16:
      return Whole(LoadAt<uint16_t>(data, i));
    case ArrowKind::kUint32:
      return Whole(LoadAt<uint32_t>(data, i));
    case ArrowKind::kUint64:
      return Whole(LoadAt<uint64_t>(data, i));
    case ArrowKind::kHalf:
      return Floating(HalfToDouble(LoadAt<uint16_t>(data, i)));
    case ArrowKind::kFloat:
      return Floating(double{LoadAt<float>(data, i)});
    case ArrowKind::kDouble:
      return Floating(LoadAt<double>(data, i));
    case ArrowKind::kDecimal: {
      const auto value = DecimalAt(data, i, type.decimal_bytes);
      if (value.has_value()) return Whole(*value, type.decimal_scale);
      return {AnyNumber::Form::kTooLarge, 0, 0, 0};
    }
    default:
      return Whole(LoadAt<int64_t>(data, i));
  }
}

// Each conversion gives a value, or nullopt with the fault set.

std::optional<int64_t> ToInteger(const AnyNumber& number, Fault* fault) {
  switch (number.form) {
    case AnyNumber::Form::kWhole:
      return RescaleDecimal(number.whole, number.scale, 0);
    case AnyNumber::Form::kFloating:
      if (!std::isfinite(number.floating)) {
        *fault = Fault::kNotFinite;
      } else if (std::fabs(number.floating) <= 9007199254740992.0 &&
                 std::floor(number.floating) == number.floating) {
        return static_cast<int64_t>(number.floating);
      }
      break;
    case AnyNumber::Form::kTooLarge:
      break;
  }
  return std::nullopt;
}

std::optional<double> ToNumber(const AnyNumber& number, Fault* fault) {
  *fault = Fault::kNotFinite;
  double value = number.floating;
  if (number.form == AnyNumber::Form::kTooLarge) return std::nullopt;
  if (number.form == AnyNumber::Form::kWhole) {
    value = DecimalToDouble(number.whole, number.scale);
  }
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<int64_t> ToMoney(const AnyNumber& number, Fault* fault) {
  switch (number.form) {
    case AnyNumber::Form::kWhole:
      return RescaleDecimal(number.whole, number.scale, kMoneyPlaces);
    case AnyNumber::Form::kFloating: {
      if (!std::isfinite(number.floating)) {
        *fault = Fault::kNotFinite;
        break;
      }
      const int64_t micros = ScaleDouble(number.floating, kMoneyPlaces);
      if (micros == std::numeric_limits<int64_t>::max() ||
          micros == std::numeric_limits<int64_t>::min()) {
        break;
      }
      return micros;
    }
    case AnyNumber::Form::kTooLarge:
      break;
  }
  return std::nullopt;
}

std::optional<int64_t> ToDays(int64_t millis) {
  if (millis % kMillisPerDay != 0) return std::nullopt;
  const int64_t days = millis / kMillisPerDay;
  if (days < kFirstDay || days > kLastDay) return std::nullopt;
  return days;
}

// `ticks` of which there are `per_second`, rounded down to microseconds.
std::optional<int64_t> ToMicros(int64_t ticks, int64_t per_second) {
  int64_t micros;
  if (per_second >= kMicrosPerSecond) {
    const int64_t ratio = per_second / kMicrosPerSecond;
    micros = ticks / ratio - (ticks % ratio < 0 ? 1 : 0);
  } else {
    const int64_t ratio = kMicrosPerSecond / per_second;
    if (ticks > std::numeric_limits<int64_t>::max() / ratio ||
        ticks < std::numeric_limits<int64_t>::min() / ratio) {
      return std::nullopt;
    }
    micros = ticks * ratio;
  }
  if (micros < Instant::Min().micros() || micros > Instant::Max().micros()) {
    return std::nullopt;
  }
  return micros;
}

std::optional<int64_t> ToInstant(const ArrowType& type, int64_t value) {
  switch (type.kind) {
    case ArrowKind::kDate32:
      if (value < kFirstDay || value > kLastDay) return std::nullopt;
      return value * kMicrosPerDay;
    case ArrowKind::kDate64:
      return ToMicros(value, 1000);
    default:
      return ToMicros(value, type.ticks_per_second);
  }
}

// Converts each value that is there into T by `convert(number, &fault)`.
template <typename T, typename Convert>
ColumnView ConvertEach(const ColumnSource& source, const ColumnTarget& target,
                       const Convert& convert, ImportBuffers* buffers,
                       ElementFaults* faults) {
  ColumnView view = BeginColumn(source, target.type);
  const size_t first = view.first;
  const void* const data = source.array.buffers[1];
  uint8_t* validity = nullptr;
  if (view.validity != nullptr || target.empty_is_missing) {
    validity = OwnValidity(source, &view, buffers);
  }
  view.first = 0;
  T* const values = buffers->NewArray<T>(source.count);
  view.layout = std::is_same<T, double>::value ? ColumnLayout::kDouble
                                               : ColumnLayout::kInt64;
  view.values = values;
  for (size_t row = 0; row < source.count; ++row) {
    if (!view.valid(row)) continue;
    Fault fault = Fault::kType;
    const std::optional<T> value =
        convert(NumberAt(source.type, data, first + row), &fault);
    if (!value.has_value()) faults->push_back({row, fault});
    values[row] = value.value_or(T{});
    if (target.empty_is_missing && value == T{}) {
      validity[row / 8] =
          static_cast<uint8_t>(validity[row / 8] & ~(1u << row % 8));
    }
  }
  return view;
}

ColumnView ImportTimes(const ColumnSource& source, const ColumnTarget& target,
                       ImportBuffers* buffers, ElementFaults* faults) {
  const ArrowType& type = source.type;
  if (type.kind == ArrowKind::kTimestamp &&
      type.ticks_per_second == kMicrosPerSecond) {
    const ColumnView view = ViewInPlace(source, target.type);
    bool has_empty = false;
    if (target.empty_is_missing) {
      const char* const values =
          static_cast<const char*>(view.values) + view.first * sizeof(int64_t);
      for (size_t row = 0; row < source.count; ++row) {
        has_empty |= LoadAt<int64_t>(values, row) == 0;
      }
    }
    if (!has_empty) {
      CheckEach<int64_t>(
          source, view, Fault::kType,
          [](int64_t micros) {
            return micros >= Instant::Min().micros() &&
                   micros <= Instant::Max().micros();
          },
          faults);
      return view;
    }
  }
  return ConvertEach<int64_t>(
      source, target,
      [&](const AnyNumber& number, Fault*) {
        return ToInstant(type, static_cast<int64_t>(number.whole));
      },
      buffers, faults);
}

ColumnView ImportDates(const ColumnSource& source, const ColumnTarget& target,
                       ImportBuffers* buffers, ElementFaults* faults) {
  if (source.type.kind == ArrowKind::kDate32) {
    const ColumnView view = ViewInPlace(source, target.type);
    CheckEach<int32_t>(
        source, view, Fault::kType,
        [](int32_t days) { return days >= kFirstDay && days <= kLastDay; },
        faults);
    return view;
  }
  return ConvertEach<int64_t>(
      source, target,
      [](const AnyNumber& number, Fault*) {
        return ToDays(static_cast<int64_t>(number.whole));
      },
      buffers, faults);
}

}  // namespace

ColumnLayout LayoutOf(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::kBoolean:
      return ColumnLayout::kBits;
    case ArrowKind::kInt8:
      return ColumnLayout::kInt8;
    case ArrowKind::kInt16:
      return ColumnLayout::kInt16;
    case ArrowKind::kInt32:
    case ArrowKind::kDate32:
      return ColumnLayout::kInt32;
    case ArrowKind::kInt64:
    case ArrowKind::kUint64:
    case ArrowKind::kTimestamp:
      return ColumnLayout::kInt64;
    case ArrowKind::kUint8:
      return ColumnLayout::kUint8;
    case ArrowKind::kUint16:
      return ColumnLayout::kUint16;
    case ArrowKind::kUint32:
      return ColumnLayout::kUint32;
    case ArrowKind::kFloat:
      return ColumnLayout::kFloat;
    case ArrowKind::kDouble:
      return ColumnLayout::kDouble;
    default:
      return ColumnLayout::kNone;
  }
}

ColumnView ViewInPlace(const ColumnSource& source, ValueType type) {
  ColumnView view = BeginColumn(source, type);
  view.layout = LayoutOf(source.type.kind);
  view.values = source.array.buffers[1];
  return view;
}

ColumnView ImportNumbers(const ColumnSource& source, const ColumnTarget& target,
                         ImportBuffers* buffers, ElementFaults* faults) {
  const ArrowKind kind = source.type.kind;
  switch (target.type) {
    case ValueType::kTime:
      return ImportTimes(source, target, buffers, faults);
    case ValueType::kDate:
      return ImportDates(source, target, buffers, faults);
    case ValueType::kMoney:
      return ConvertEach<int64_t>(source, target, ToMoney, buffers, faults);
    case ValueType::kInteger:
      if (kind == ArrowKind::kUint64) {
        const ColumnView view = ViewInPlace(source, target.type);
        CheckEach<int64_t>(
            source, view, Fault::kType, [](int64_t v) { return v >= 0; },
            faults);
        return view;
      }
      if (IsInteger(kind)) return ViewInPlace(source, target.type);
      return ConvertEach<int64_t>(source, target, ToInteger, buffers, faults);
    case ValueType::kNumber: {
      if (IsInteger(kind) && kind != ArrowKind::kUint64) {
        return ViewInPlace(source, target.type);
      }
      if (kind != ArrowKind::kFloat && kind != ArrowKind::kDouble) {
        return ConvertEach<double>(source, target, ToNumber, buffers, faults);
      }
      const ColumnView view = ViewInPlace(source, target.type);
      if (kind == ArrowKind::kFloat) {
        CheckFinite<float, uint32_t>(source, view, faults);
      } else {
        CheckFinite<double, uint64_t>(source, view, faults);
      }
      return view;
    }
    default:
      return ViewInPlace(source, target.type);
  }
}

}  // namespace lotse
