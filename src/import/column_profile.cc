// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ColumnProfile. A candidate type is dropped at the first cell that has it not,
// so most cells are parsed once or twice only.
#include "src/import/column_profile.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

constexpr size_t kUniqueSample = 5000;
constexpr size_t kMaxOptionBytes = 100;
constexpr size_t kMaxMarkers = 10;

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

// 01067 and +49 40: codes that look like numbers.
bool LooksLikeCode(absl::string_view cell) {
  return cell.size() > 1 &&
         ((cell[0] == '0' && IsDigit(cell[1])) || cell[0] == '+');
}

// Words that stand for nothing but yes and no.
bool IsBooleanWord(absl::string_view cell) {
  return !absl::EqualsIgnoreCase(cell, "x") && !IsDigit(cell[0]) &&
         ParseBoolean(cell).has_value();
}

}  // namespace

void ColumnProfile::AddMissing(absl::string_view marker) {
  if (markers_.size() < kMaxMarkers &&
      std::find(markers_.begin(), markers_.end(), marker) == markers_.end()) {
    markers_.emplace_back(marker);
  }
}

void ColumnProfile::AddDistinct(absl::string_view cell) {
  if (unique_ && seen_.size() < kUniqueSample) {
    unique_ = seen_.insert(std::string(cell)).second;
  }
  if (!unique_ || seen_.size() == kUniqueSample) seen_.clear();
  if (too_many_) return;
  const auto found = counts_.find(cell);
  if (found != counts_.end()) {
    ++found->second;
    return;
  }
  if (values_.size() == kMaxDistinct || cell.size() > kMaxOptionBytes) {
    too_many_ = true;
    values_.clear();
    counts_.clear();
    return;
  }
  values_.emplace_back(cell);
  counts_.emplace(cell, 1);
}

void ColumnProfile::AddToExtremes(double value, Extremes* extremes) {
  Extremes& e = *extremes;
  if (e.count++ == 0) {
    e.min = e.max = e.next_min = e.next_max = value;
    e.at_min = e.at_max = 1;
    e.distinct = 1;
    return;
  }
  if (value > e.max) {
    e.next_max = e.max;
    e.max = value;
    e.at_max = 1;
    ++e.distinct;
  } else if (value == e.max) {
    ++e.at_max;
  } else if (value > e.next_max || e.next_max == e.max) {
    e.next_max = value;
  }
  if (value < e.min) {
    e.next_min = e.min;
    e.min = value;
    e.at_min = 1;
    ++e.distinct;
  } else if (value == e.min) {
    ++e.at_min;
  } else if (value < e.next_min || e.next_min == e.min) {
    e.next_min = value;
  }
}

void ColumnProfile::Add(absl::string_view cell) {
  ++filled_;
  AddDistinct(cell);
  boolean_ = boolean_ && IsBooleanWord(cell);
  code_ = code_ || LooksLikeCode(cell);
  if (absl::EndsWith(cell, "%")) ++percent_;
  for (size_t i = 1; i <= 2; ++i) {
    Candidates& could = candidates_[i];
    const DecimalMark mark = static_cast<DecimalMark>(i);
    const DateOrder order = static_cast<DateOrder>(i);
    if (could.number) {
      const std::optional<double> number = ParseNumber(cell, mark);
      could.number = number.has_value();
      if (number.has_value()) AddToExtremes(*number, &extremes_[i]);
    }
    could.integer =
        could.integer && could.number && ParseInteger(cell, mark).has_value();
    if (could.money) {
      const std::optional<Money> money = ParseMoney(cell, mark, "");
      could.money = money.has_value() && !money->currency.empty() &&
                    (currency_.empty() || currency_ == money->currency);
      if (could.money) currency_ = money->currency;
    }
    could.date = could.date && ParseDate(cell, order).has_value();
    could.time = could.time && ParseTime(cell, order).has_value();
  }
  if (candidates_[1].time || candidates_[2].time) {
    needs_order_ =
        needs_order_ || !ParseTime(cell, DateOrder::kUnspecified).has_value();
  }
}

ValueType ColumnProfile::Type(DecimalMark mark, DateOrder order) const {
  if (filled_ == 0) return ValueType::kText;
  if (boolean_) return ValueType::kBoolean;
  const Candidates& number = candidates_[mark == DecimalMark::kComma ? 2 : 1];
  if (!code_) {
    if (number.integer) return ValueType::kInteger;
    if (number.number) return ValueType::kNumber;
  }
  if (number.money) return ValueType::kMoney;
  if (!AmbiguousDates(order)) {
    const Candidates& date =
        candidates_[order == DateOrder::kMonthFirst ? 2 : 1];
    if (date.date) return ValueType::kDate;
    if (date.time) return ValueType::kTime;
  }
  return ValueType::kText;
}

bool ColumnProfile::AmbiguousDates(DateOrder order) const {
  if (order != DateOrder::kUnspecified || filled_ == 0) return false;
  return needs_order_ && (candidates_[1].time || candidates_[2].time);
}

std::vector<std::string> ColumnProfile::Options() const {
  if (too_many_ || filled_ < 2 * static_cast<int64_t>(values_.size()))
    return {};
  std::vector<std::string> options = values_;
  std::stable_sort(options.begin(), options.end(),
                   [&](const std::string& a, const std::string& b) {
                     return counts_.at(a) > counts_.at(b);
                   });
  return options;
}

bool ColumnProfile::HasOneOf(const MissingMarkers& words) const {
  return std::any_of(
      values_.begin(), values_.end(),
      [&](const std::string& value) { return words.Has(value); });
}

std::string ColumnProfile::Sentinel(DecimalMark mark) const {
  const Extremes& e = extremes_[mark == DecimalMark::kComma ? 2 : 1];
  // At least one cell in a hundred, so that a single odd value is none.
  const auto often = [&](int64_t times) {
    return times > 1 && times * 100 >= e.count;
  };
  if (e.distinct > 1) {
    for (const double code : {99.0, 999.0, 9999.0, 99999.0, 999999.0}) {
      if (e.max == code && often(e.at_max) && e.next_max < code / 3) {
        return absl::StrCat(code);
      }
    }
    for (const double code : {-1.0, -9.0, -99.0, -999.0}) {
      if (e.min == code && often(e.at_min) && e.next_min >= 0) {
        return absl::StrCat(code);
      }
    }
  }
  return "";
}

}  // namespace lotse
