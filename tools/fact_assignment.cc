// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AddAssignment.
#include "tools/fact_assignment.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "lotse/base/status_macros.h"
#include "lotse/import/cell_parser.h"

namespace lotse::tools {
namespace {

template <typename T>
Value ValueOr(std::optional<T> parsed) {
  return parsed.has_value() ? Value{*std::move(parsed)} : Value{};
}

// Missing if the text is no such value.
Value ParseValue(absl::string_view text, const FactDefinition& fact) {
  // "1.5" and "1,5" are both what they look like.
  const size_t comma = text.rfind(','), point = text.rfind('.');
  const bool comma_decides =
      comma != absl::string_view::npos &&
      (point == absl::string_view::npos || point < comma);
  const DecimalMark mark =
      comma_decides ? DecimalMark::kComma : DecimalMark::kPoint;
  switch (fact.type) {
    case ValueType::kBoolean:
      return ValueOr(ParseBoolean(text));
    case ValueType::kInteger:
      return ValueOr(ParseInteger(text, mark));
    case ValueType::kNumber:
      return ValueOr(ParseNumber(text, mark));
    case ValueType::kText:
      return Value{std::string(text)};
    case ValueType::kTime:
      return ValueOr(ParseTime(text, DateOrder::kUnspecified));
    case ValueType::kDate:
      return ValueOr(ParseDate(text, DateOrder::kUnspecified));
    case ValueType::kList:
      return Value{TextList{absl::StrSplit(text, '|')}};
    case ValueType::kMoney:
      return ValueOr(ParseMoney(text, mark, fact.currency));
    case ValueType::kUnspecified:
      break;
  }
  return Value{};
}

const char* HowToWrite(ValueType type) {
  switch (type) {
    case ValueType::kBoolean:
      return "yes or no";
    case ValueType::kInteger:
      return "a whole number, such as 1200";
    case ValueType::kNumber:
      return "a number, such as 12.5";
    case ValueType::kTime:
      return "a time, such as 2026-11-23T10:00:00Z";
    case ValueType::kDate:
      return "a date, such as 2026-11-23";
    case ValueType::kMoney:
      return "an amount, such as 50000 EUR";
    default:
      return "a text";
  }
}

absl::Status CheckOption(absl::string_view name, const FactDefinition& fact,
                         const Value& value) {
  const std::string* text = std::get_if<std::string>(&value.kind);
  if (text == nullptr || fact.options.empty()) return absl::OkStatus();
  std::vector<absl::string_view> keys;
  for (const Option& option : fact.options) {
    if (option.key == *text) return absl::OkStatus();
    if (!option.retired) keys.push_back(option.key);
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--set ", name, ": is none of its options: ", absl::StrJoin(keys, ", ")));
}

}  // namespace

absl::Status AddAssignment(const Engine& engine, absl::string_view text,
                           Assumptions* assumptions) {
  const size_t equals = text.find('=');
  if (equals == absl::string_view::npos || equals == 0) {
    return absl::InvalidArgumentError(
        "--set: write NAME=VALUE, such as company.employees=200");
  }
  const absl::string_view name =
      absl::StripAsciiWhitespace(text.substr(0, equals));
  const absl::string_view cell =
      absl::StripAsciiWhitespace(text.substr(equals + 1));
  const absl::StatusOr<FactSlot> slot = engine.catalog().Find(name);
  if (!slot.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--set: ", slot.status().message()));
  }
  const FactDefinition& fact = engine.catalog().fact(*slot);
  if (fact.step != SignalStep::kFact) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--set ", name, ": is computed; set the facts it is computed from"));
  }
  Value value;
  if (!cell.empty()) {
    value = ParseValue(cell, fact);
    if (value.missing()) {
      return absl::InvalidArgumentError(
          absl::StrCat("--set ", name, ": must be ", HowToWrite(fact.type)));
    }
    LOTSE_RETURN_IF_ERROR(CheckOption(name, fact, value));
  }
  const size_t dot = fact.name.find('.');
  const std::string record = fact.name.substr(0, dot);
  const std::string key = fact.name.substr(dot + 1);
  if (record == "answer") {
    Answer& answer = assumptions->answers.emplace_back();
    answer.question = key;
    answer.value = std::move(value);
    return absl::OkStatus();
  }
  FactChange& change = assumptions->changes.emplace_back();
  change.kind = FactChangeKind::kSet;
  for (const EnumName<FactRecord>& entry : EnumNames<FactRecord>::kNames) {
    if (record == entry.name) change.record = entry.value;
  }
  change.attribute = key;
  change.value = std::move(value);
  return absl::OkStatus();
}

}  // namespace lotse::tools
