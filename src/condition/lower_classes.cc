// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The part of ConditionSetBuilder's lowering that is about band and option
// tables.
#include <set>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lotse/condition/condition_text.h"
#include "src/condition/condition_lowering.h"

namespace lotse {

size_t ConditionSetBuilder::Lowering::AddIntervals(
    absl::string_view of, const std::vector<Interval>& intervals,
    const char* list, const FieldPath& path, SpecIssues* issues) {
  issues_ = issues;
  draft_.classes.emplace_back();
  const size_t index = draft_.classes.size() - 1;
  const FieldPath of_path = path.Child("of");
  const std::optional<ResolvedOperand> operand = ResolveTable(of, of_path);
  if (!operand.has_value()) return index;
  if (operand->type == ValueType::kText ||
      operand->type == ValueType::kBoolean ||
      operand->type == ValueType::kList) {
    Issue(of_path, absl::StrCat("is ", WithArticle(operand->type),
                                "; bands need an integer, number, time, date "
                                "or money"));
    return index;
  }
  if (intervals.empty()) Issue(path.Child(list), "has no band");
  DraftClasses classes;
  classes.input = InputFor(*operand, /*folded=*/false);
  for (size_t i = 0; i < intervals.size(); ++i) {
    LowerInterval(*operand, intervals, i, path.Child(list, i), &classes);
    // What follows a broken band cannot be compared with it.
    if (classes.intervals.size() <= i) classes.intervals.emplace_back();
  }
  draft_.classes[index] = std::move(classes);
  return index;
}

size_t ConditionSetBuilder::Lowering::AddOptions(
    absl::string_view of, const std::vector<absl::string_view>& options,
    const char* list, const FieldPath& path, SpecIssues* issues) {
  issues_ = issues;
  draft_.classes.emplace_back();
  const size_t index = draft_.classes.size() - 1;
  const FieldPath of_path = path.Child("of");
  const std::optional<ResolvedOperand> operand = ResolveTable(of, of_path);
  if (!operand.has_value()) return index;
  if (operand->type != ValueType::kText) {
    Issue(of_path, absl::StrCat("is ", WithArticle(operand->type),
                                "; options need a text"));
    return index;
  }
  if (options.empty()) Issue(path.Child(list), "has no option");
  DraftClasses classes;
  classes.input = InputFor(*operand, /*folded=*/false);
  std::set<absl::string_view> seen;
  for (size_t i = 0; i < options.size(); ++i) {
    const FieldPath list_path = path.Child(list, i);
    const FieldPath here = list_path.Child("option");
    if (!seen.insert(options[i]).second) Issue(here, "stands twice");
    ValidateText(options[i], here, issues_);
    CheckOption(*operand, options[i], here);
    classes.options.emplace_back(options[i]);
  }
  draft_.classes[index] = std::move(classes);
  return index;
}

void ConditionSetBuilder::Lowering::LowerInterval(
    const ResolvedOperand& operand, const std::vector<Interval>& intervals,
    size_t i, const FieldPath& path, DraftClasses* classes) {
  const Interval& interval = intervals[i];
  DraftClasses::Bounds bounds;
  bounds.has_from = !interval.from.missing();
  bounds.has_below = !interval.below.missing();
  if (!bounds.has_from && i > 0) {
    Issue(path.Child("from"), "is missing: only the first band is open below");
    return;
  }
  if (!bounds.has_below && i + 1 < intervals.size()) {
    Issue(path.Child("below"), "is missing: only the last band is open above");
    return;
  }
  const auto lower = [&](const Value& value, const char* name, int64_t* integer,
                         double* number) {
    if (CodingOf(operand) == InputCoding::kNumbers) {
      if (const auto v = NumberLiteral(value)) {
        *number = *v;
        return true;
      }
    } else if (const auto v = IntegerLiteral(operand, value)) {
      *integer = *v;
      return true;
    }
    Issue(path.Child(name), LiteralError(operand));
    return false;
  };
  if (bounds.has_from && !lower(interval.from, "from", &bounds.from_integer,
                                &bounds.from_number)) {
    return;
  }
  if (bounds.has_below && !lower(interval.below, "below", &bounds.below_integer,
                                 &bounds.below_number)) {
    return;
  }
  if (bounds.has_from && bounds.has_below &&
      (bounds.from_integer > bounds.below_integer ||
       bounds.from_number > bounds.below_number ||
       (bounds.from_integer == bounds.below_integer &&
        bounds.from_number == bounds.below_number))) {
    Issue(path, "is empty: `from` must be less than `below`");
    return;
  }
  if (i > 0 && classes->intervals.back().has_below) {
    const DraftClasses::Bounds& last = classes->intervals.back();
    const bool overlaps = bounds.from_integer < last.below_integer ||
                          bounds.from_number < last.below_number;
    const bool hole = bounds.from_integer > last.below_integer ||
                      bounds.from_number > last.below_number;
    if (overlaps) {
      Issue(path.Child("from"), "overlaps the band before");
    } else if (hole) {
      Issue(path.Child("from"), "leaves a hole after the band before");
    }
  }
  classes->intervals.push_back(bounds);
}

std::optional<ResolvedOperand> ConditionSetBuilder::Lowering::ResolveTable(
    absl::string_view of, const FieldPath& path) {
  const absl::StatusOr<Operand> operand = ParseOperand(of);
  if (!operand.ok()) {
    Issue(path, operand.status().message());
    return std::nullopt;
  }
  const bool was_text = in_text_;
  in_text_ = true;
  std::optional<ResolvedOperand> resolved = Resolve(*operand, path, 1);
  in_text_ = was_text;
  if (resolved.has_value() && (resolved->source == InputSource::kAny ||
                               resolved->source == InputSource::kAll)) {
    Issue(path, "is a list: a table needs one value");
    return std::nullopt;
  }
  return resolved;
}

}  // namespace lotse
