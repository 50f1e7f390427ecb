// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ImportColumn, what it takes, and texts that stand for other values.
#include "column_import.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/money.h"
#include "lotse/base/time.h"
#include "lotse/facts/built_in_facts.h"

namespace lotse {
namespace {

bool IsDecimalOrNumber(ArrowKind kind) {
  return IsInteger(kind) ||
         (kind >= ArrowKind::kHalf && kind <= ArrowKind::kDecimal);
}

bool Fits(const ArrowType& type, ValueType target) {
  if (type.kind == ArrowKind::kNull) return true;
  const bool texts = HoldsTexts(type);
  if (!texts && !type.dictionary.empty()) return false;
  switch (target) {
    case ValueType::kBoolean:
      return type.kind == ArrowKind::kBoolean;
    case ValueType::kInteger:
    case ValueType::kNumber:
      return IsDecimalOrNumber(type.kind) && !texts;
    case ValueType::kText:
      return texts;
    case ValueType::kTime:
      return texts || type.kind == ArrowKind::kTimestamp ||
             type.kind == ArrowKind::kDate32 || type.kind == ArrowKind::kDate64;
    case ValueType::kDate:
      return texts || type.kind == ArrowKind::kDate32 ||
             type.kind == ArrowKind::kDate64;
    case ValueType::kList:
      return texts ||
             (IsList(type.kind) && (type.children[0].kind == ArrowKind::kNull ||
                                    HoldsTexts(type.children[0])));
    case ValueType::kMoney:
      return texts || IsDecimalOrNumber(type.kind);
    case ValueType::kUnspecified:
      break;
  }
  return false;
}

// A text where a date, a time or money is declared; nullopt if it is none.
// Money for which there is no rate is `*missing`.
std::optional<int64_t> ParseText(absl::string_view text,
                                 const ColumnTarget& target,
                                 const ImportOptions& options, bool* missing) {
  switch (target.type) {
    case ValueType::kDate:
      if (const auto date = Date::Parse(text); date.ok()) return date->days();
      break;
    case ValueType::kTime:
      if (const auto time = Instant::Parse(text); time.ok()) {
        return time->micros();
      }
      break;
    case ValueType::kMoney: {
      const auto money = Money::Parse(text);
      if (!money.ok()) break;
      const std::optional<int64_t> micros =
          options.rates.Convert(money->micros, money->currency, target.currency,
                                options.as_of.date());
      *missing = !micros.has_value();
      return micros.value_or(0);
    }
    default:
      break;
  }
  return std::nullopt;
}

ColumnView ParseTexts(const ColumnSource& source, const ColumnTarget& target,
                      const ImportOptions& options, ImportBuffers* buffers,
                      ElementFaults* faults) {
  const ColumnView texts =
      ImportTexts(source, /*empty_is_missing=*/false, buffers, faults);
  ColumnView view = BeginColumn(source, target.type);
  uint8_t* const validity = OwnValidity(source, &view, buffers);
  int64_t* const values = buffers->NewArray<int64_t>(source.count);
  for (size_t row = 0; row < source.count; ++row) {
    bool missing = !texts.valid(row);
    if (!missing) {
      const std::optional<int64_t> value =
          ParseText(TextInRow(texts, row), target, options, &missing);
      if (!value.has_value()) faults->push_back({row, Fault::kType});
      values[row] = value.value_or(0);
      missing |= target.empty_is_missing && values[row] == 0;
    }
    if (missing) {
      validity[row / 8] =
          static_cast<uint8_t>(validity[row / 8] & ~(1u << row % 8));
    }
  }
  view.layout = ColumnLayout::kInt64;
  view.values = values;
  return view;
}

}  // namespace

ColumnTarget TargetOf(const FactDefinition& fact) {
  ColumnTarget target;
  target.type = fact.type;
  target.currency = fact.currency;
  const absl::string_view name = fact.name;
  const size_t dot = name.find('.');
  // Facts of activities have no record in their name.
  const bool built_in =
      dot == absl::string_view::npos
          ? IsBuiltInFact("activity", name)
          : IsBuiltInFact(name.substr(0, dot), name.substr(dot + 1));
  target.empty_is_missing = built_in && (fact.type == ValueType::kText ||
                                         fact.type == ValueType::kTime);
  return target;
}

std::string DescribeFault(Fault fault, ValueType type) {
  switch (fault) {
    case Fault::kNotFinite:
      return "must be a finite number";
    case Fault::kTooLong:
      return absl::StrCat("has more than ", kMaxTextBytes, " bytes");
    case Fault::kNotUtf8:
      return "is no valid UTF-8";
    case Fault::kTooManyEntries:
      return absl::StrCat("has more than ", kMaxListValues, " entries");
    case Fault::kType:
      break;
  }
  switch (type) {
    case ValueType::kBoolean:
      return "must be a boolean";
    case ValueType::kInteger:
      return "must be an integer";
    case ValueType::kNumber:
      return "must be a finite number";
    case ValueType::kText:
      return "must be a text";
    case ValueType::kTime:
      return "must be a time, such as 2026-11-23T09:00:00Z, or a date";
    case ValueType::kDate:
      return "must be a date, such as 2026-11-23";
    case ValueType::kList:
      return "must be a list of texts";
    case ValueType::kMoney:
      return "must be an amount of money, such as 50000 EUR";
    case ValueType::kUnspecified:
      break;
  }
  return "has no type";
}

absl::Status CheckTarget(const ArrowType& type, const ColumnTarget& target,
                         absl::string_view path) {
  if (Fits(type, target.type)) return absl::OkStatus();
  // The format, not what stands in the column.
  const std::string format =
      type.dictionary.empty()
          ? absl::StrCat("\"", type.format, "\"")
          : absl::StrCat("a dictionary of \"", type.dictionary[0].format, "\"");
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": ", DescribeFault(Fault::kType, target.type),
                   "; the column's Arrow format is ", format));
}

ColumnView BeginColumn(const ColumnSource& source, ValueType type) {
  ColumnView view;
  view.type = type;
  view.first = static_cast<size_t>(source.array.offset) + source.begin;
  view.validity = ValidityOf(source.array);
  return view;
}

uint8_t* OwnValidity(const ColumnSource& source, ColumnView* view,
                     ImportBuffers* buffers) {
  uint8_t* const bits = buffers->NewArray<uint8_t>((source.count + 7) / 8);
  for (size_t row = 0; row < source.count; ++row) {
    const size_t i = view->first + row;
    const bool valid =
        view->validity == nullptr || (view->validity[i / 8] >> i % 8 & 1) != 0;
    bits[row / 8] =
        static_cast<uint8_t>(bits[row / 8] | (valid ? 1u << row % 8 : 0u));
  }
  const auto advance = [&](const void* data, size_t bytes) -> const void* {
    if (data == nullptr) return nullptr;
    return static_cast<const char*>(data) + view->first * bytes;
  };
  switch (view->layout) {
    case ColumnLayout::kText32:
    case ColumnLayout::kList32:
      view->offsets = advance(view->offsets, 4);
      break;
    case ColumnLayout::kText64:
    case ColumnLayout::kList64:
      view->offsets = advance(view->offsets, 8);
      break;
    case ColumnLayout::kTextViews:
      view->values = advance(view->values, 16);
      break;
    default:
      view->values = advance(view->values, BytesOf(source.type));
      break;
  }
  view->first = 0;
  view->validity = bits;
  return bits;
}

ColumnView ImportColumn(const ColumnSource& source, const ColumnTarget& target,
                        const ImportOptions& options, ImportBuffers* buffers,
                        ElementFaults* faults) {
  if (source.type.kind == ArrowKind::kNull || source.count == 0) {
    ColumnView view;
    view.type = target.type;
    return view;
  }
  if (target.type == ValueType::kList) {
    return ImportLists(source, buffers, faults);
  }
  if (!HoldsTexts(source.type)) {
    return ImportNumbers(source, target, buffers, faults);
  }
  if (target.type == ValueType::kText) {
    return ImportTexts(source, target.empty_is_missing, buffers, faults);
  }
  return ParseTexts(source, target, options, buffers, faults);
}

}  // namespace lotse
