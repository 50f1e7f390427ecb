// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The checks of literals.
#include "src/condition/condition_literal.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "lotse/base/decimal.h"

namespace lotse {
namespace {

// Sums are compared in nano-units, which end at 9.2e9 in an int64.
constexpr int64_t kMaxSumLiteral = 9200000000;

}  // namespace

InputCoding CodingOf(const ResolvedOperand& operand) {
  if (operand.source == InputSource::kPresence) return InputCoding::kIntegers;
  if (operand.type == ValueType::kText) return InputCoding::kTexts;
  return operand.type == ValueType::kNumber && !operand.nano
             ? InputCoding::kNumbers
             : InputCoding::kIntegers;
}

std::string WithArticle(ValueType type) {
  return absl::StrCat(type == ValueType::kInteger ? "an " : "a ", NameOf(type));
}

std::optional<double> NumberLiteral(const Value& value) {
  if (const auto* integer = std::get_if<int64_t>(&value.kind)) {
    return static_cast<double>(*integer);
  }
  const auto* number = std::get_if<double>(&value.kind);
  if (number == nullptr || !std::isfinite(*number)) return std::nullopt;
  return *number == 0 ? 0.0 : *number;  // No -0.
}

std::optional<int64_t> IntegerLiteral(const ResolvedOperand& operand,
                                      const Value& value) {
  switch (operand.type) {
    case ValueType::kBoolean:
      if (const auto* v = std::get_if<bool>(&value.kind)) return *v ? 1 : 0;
      break;
    case ValueType::kInteger:
      if (const auto* v = std::get_if<int64_t>(&value.kind)) return *v;
      break;
    case ValueType::kNumber: {  // A sum, in nano-units.
      if (const auto* v = std::get_if<int64_t>(&value.kind)) {
        if (*v > -kMaxSumLiteral && *v < kMaxSumLiteral) {
          return *v * 1000000000;
        }
        break;
      }
      const auto* v = std::get_if<double>(&value.kind);
      if (v != nullptr && std::fabs(*v) < static_cast<double>(kMaxSumLiteral)) {
        return ScaleDouble(*v, 9);
      }
      break;
    }
    case ValueType::kTime:
      if (const auto* v = std::get_if<Instant>(&value.kind)) {
        return v->micros();
      }
      if (const auto* v = std::get_if<Date>(&value.kind)) {
        return Instant::StartOf(*v).micros();
      }
      break;
    case ValueType::kDate:
      if (const auto* v = std::get_if<Date>(&value.kind)) return v->days();
      break;
    case ValueType::kMoney: {
      const auto* v = std::get_if<Money>(&value.kind);
      if (v != nullptr && operand.fact != nullptr &&
          v->currency == operand.fact->currency) {
        return v->micros;
      }
      break;
    }
    default:
      break;
  }
  return std::nullopt;
}

std::string LiteralError(const ResolvedOperand& operand) {
  switch (operand.type) {
    case ValueType::kBoolean:
      return absl::StrCat(operand.text,
                          " is a boolean: compare it with true or false");
    case ValueType::kInteger:
      return absl::StrCat(operand.text,
                          " is an integer: compare it with a whole number");
    case ValueType::kNumber:
      return absl::StrCat(
          operand.text, " is a number: compare it with a finite number",
          operand.nano ? absl::StrCat(" between -", kMaxSumLiteral, " and ",
                                      kMaxSumLiteral)
                       : "");
    case ValueType::kTime:
      return absl::StrCat(operand.text,
                          " is a time: compare it with a date or a time such "
                          "as 2026-11-23T09:00:00Z");
    case ValueType::kDate:
      return absl::StrCat(
          operand.text,
          " is a date: compare it with a date such as 2026-11-23");
    case ValueType::kMoney:
      return absl::StrCat(operand.text, " is money in ", operand.fact->currency,
                          ": compare it with an amount such as 50000 ",
                          operand.fact->currency);
    default:
      return "does not fit";
  }
}

std::vector<absl::string_view> OptionsOf(const ResolvedOperand& operand) {
  std::vector<absl::string_view> names;
  if (operand.source == InputSource::kConsent) {
    for (ConsentState state :
         {ConsentState::kNone, ConsentState::kGiven, ConsentState::kConfirmed,
          ConsentState::kWithdrawn, ConsentState::kExpired}) {
      names.push_back(NameOf(state));
    }
  } else if (operand.fact != nullptr) {
    for (const Option& option : operand.fact->options) {
      names.push_back(option.key);
    }
  }
  return names;
}

}  // namespace lotse
