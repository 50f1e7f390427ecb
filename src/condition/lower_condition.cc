// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionSetBuilder, and the part of its lowering that is about trees and
// predicates.
#include <algorithm>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/case_fold.h"
#include "lotse/base/limits.h"
#include "lotse/condition/condition_text.h"
#include "src/condition/condition_lowering.h"

namespace lotse {
namespace {

// A text operand has no order; others have.
bool IsText(ValueType type) { return type == ValueType::kText; }

size_t ValuesOf(PredicateOp op) {
  switch (op) {
    case PredicateOp::kIsMissing:
    case PredicateOp::kIsNotMissing:
    case PredicateOp::kWithinLast:
      return 0;
    case PredicateOp::kBetween:
      return 2;
    default:
      return 1;
  }
}

bool IsSet(PredicateOp op) {
  return op == PredicateOp::kIn || op == PredicateOp::kNotIn;
}
bool IsEquality(PredicateOp op) {
  return op == PredicateOp::kEqual || op == PredicateOp::kNotEqual || IsSet(op);
}
bool IsPattern(PredicateOp op) {
  return op == PredicateOp::kStartsWith || op == PredicateOp::kEndsWith ||
         op == PredicateOp::kContains;
}
bool AsksForMissing(PredicateOp op) {
  return op == PredicateOp::kIsMissing || op == PredicateOp::kIsNotMissing;
}

}  // namespace

size_t ConditionSetBuilder::Lowering::Add(const Condition& condition,
                                          const FieldPath& path,
                                          SpecIssues* issues) {
  issues_ = issues;
  inputs_read_.clear();
  draft_.results.push_back(Lower(condition, path, 1));
  draft_.inputs_of_condition.emplace_back(inputs_read_.begin(),
                                          inputs_read_.end());
  return draft_.results.size() - 1;
}

ConditionDraft ConditionSetBuilder::Lowering::TakeDraft() {
  if (where_ != nullptr && !where_->draft_.results.empty()) {
    draft_.where = std::make_unique<ConditionSet>(
        ConditionSet(AssembleProgram(where_->TakeDraft())));
  }
  return std::move(draft_);
}

void ConditionSetBuilder::Lowering::Issue(const FieldPath& path,
                                          absl::string_view message) {
  issues_->Add(path, message);
}

DraftRef ConditionSetBuilder::Lowering::Constant(bool value) {
  DraftRef ref = AddNode(DraftNode());
  ref.negated = !value;
  return ref;
}

DraftRef ConditionSetBuilder::Lowering::AddNode(DraftNode node) {
  const auto [it, inserted] =
      node_numbers_.emplace(node, static_cast<uint32_t>(draft_.nodes.size()));
  if (inserted) draft_.nodes.push_back(std::move(node));
  DraftRef ref;
  ref.is_node = true;
  ref.number = it->second;
  return ref;
}

DraftRef ConditionSetBuilder::Lowering::Lower(const Condition& condition,
                                              const FieldPath& path,
                                              size_t depth) {
  if (depth > kMaxDepth) {
    Issue(path, absl::StrCat("is nested more than ", kMaxDepth, " deep"));
    return Constant(false);
  }
  if (++nodes_ > kMaxConditionNodes) {
    if (nodes_ == kMaxConditionNodes + 1) {
      Issue(path, absl::StrCat("the conditions have more than ",
                               kMaxConditionNodes, " parts in all"));
    }
    return Constant(false);
  }
  if (const auto* text = std::get_if<std::string>(&condition.kind)) {
    const absl::StatusOr<Condition> tree = ParseCondition(*text);
    if (!tree.ok()) {
      Issue(path, tree.status().message());
      return Constant(false);
    }
    // Parsed trees have no text in them; paths end at the text.
    const bool was_text = in_text_;
    in_text_ = true;
    const DraftRef ref = Lower(*tree, path, depth);
    in_text_ = was_text;
    return ref;
  }
  if (const auto* predicate = std::get_if<Predicate>(&condition.kind)) {
    if (in_text_) return LowerPredicate(*predicate, path, depth);
    return LowerPredicate(*predicate, path.Child("predicate"), depth);
  }
  if (const auto* all = std::get_if<AllOf>(&condition.kind)) {
    return LowerList(all->conditions, /*any=*/false, "all_of", path, depth);
  }
  if (const auto* any = std::get_if<AnyOf>(&condition.kind)) {
    return LowerList(any->conditions, /*any=*/true, "any_of", path, depth);
  }
  if (const auto* none = std::get_if<NoneOf>(&condition.kind)) {
    DraftRef ref =
        LowerList(none->conditions, /*any=*/true, "none_of", path, depth);
    ref.negated = !ref.negated;
    return ref;
  }
  return Constant(true);
}

DraftRef ConditionSetBuilder::Lowering::LowerList(
    const std::vector<Condition>& conditions, bool any, const char* name,
    const FieldPath& path, size_t depth) {
  DraftNode node;
  node.any = any;
  const FieldPath list = path.Child(name);
  for (size_t i = 0; i < conditions.size(); ++i) {
    const FieldPath child = in_text_ ? path : list.Child("conditions", i);
    if (conditions[i].empty()) {
      Issue(child, "is empty");
      continue;
    }
    node.children.push_back(Lower(conditions[i], child, depth + 1));
  }
  if (node.children.size() == 1) return node.children.front();
  std::sort(node.children.begin(), node.children.end());
  return AddNode(std::move(node));
}

DraftRef ConditionSetBuilder::Lowering::LowerPredicate(
    const Predicate& predicate, const FieldPath& path, size_t depth) {
  const std::optional<ResolvedOperand> operand =
      Resolve(predicate.operand, Sub(path, "operand"), depth);
  if (!operand.has_value()) return Constant(false);
  if (!CheckShape(predicate, *operand, path)) return Constant(false);
  if (predicate.op == PredicateOp::kWithinLast) {
    return LowerWithinLast(predicate, *operand, path);
  }
  DraftTest test;
  test.op = predicate.op;
  const size_t issues_before = issues_->count();
  for (size_t i = 0; i < predicate.values.size(); ++i) {
    const FieldPath here = in_text_ ? path : path.Child("values", i);
    LowerLiteral(*operand, predicate, predicate.values[i], here, &test);
  }
  if (issues_->count() != issues_before) return Constant(false);
  if (predicate.op == PredicateOp::kBetween && !IsAscending(test)) {
    Issue(path, "between needs the smaller value first");
    return Constant(false);
  }
  if (IsSet(test.op)) {
    std::sort(test.integers.begin(), test.integers.end());
    std::sort(test.numbers.begin(), test.numbers.end());
    std::sort(test.texts.begin(), test.texts.end());
  }
  return AddTest(InputFor(*operand, predicate.ignore_case), std::move(test));
}

bool ConditionSetBuilder::Lowering::IsAscending(const DraftTest& test) {
  return test.integers.size() == 2 ? test.integers[0] <= test.integers[1]
                                   : test.numbers[0] <= test.numbers[1];
}

bool ConditionSetBuilder::Lowering::CheckShape(const Predicate& predicate,
                                               const ResolvedOperand& operand,
                                               const FieldPath& path) {
  const PredicateOp op = predicate.op;
  if (op == PredicateOp::kUnspecified || op > PredicateOp::kWithinLast) {
    Issue(Sub(path, "op"), "is missing or unknown");
    return false;
  }
  const size_t count = predicate.values.size();
  if (IsSet(op) ? count == 0 : count != ValuesOf(op)) {
    Issue(Sub(path, "values"),
          IsSet(op)
              ? "needs at least one value"
              : absl::StrCat("needs ", ValuesOf(op), " values, has ", count));
    return false;
  }
  const bool is_list = operand.source == InputSource::kAny ||
                       operand.source == InputSource::kAll;
  if (AsksForMissing(op) && !is_list) {
    return !predicate.ignore_case || IsText(operand.type) ||
           CaseIssue(operand, path);
  }
  if (operand.type == ValueType::kList) {
    Issue(path, absl::StrCat(operand.text, " is a list: write any(",
                             operand.text, ") or all(", operand.text, ")"));
    return false;
  }
  bool fits = true;
  if (IsText(operand.type)) {
    fits = IsEquality(op) || IsPattern(op);
  } else if (operand.type == ValueType::kBoolean) {
    fits = op == PredicateOp::kEqual || op == PredicateOp::kNotEqual;
  } else if (op == PredicateOp::kWithinLast) {
    fits = operand.type == ValueType::kTime || operand.type == ValueType::kDate;
  } else {
    fits = !IsPattern(op);
  }
  if (!fits) {
    Issue(path,
          absl::StrCat(operand.text, " is ",
                       is_list ? "a list of texts" : WithArticle(operand.type),
                       ": \"", OperatorText(op), "\" does not fit it"));
    return false;
  }
  if (predicate.ignore_case && !IsText(operand.type)) {
    return CaseIssue(operand, path);
  }
  return true;
}

bool ConditionSetBuilder::Lowering::CaseIssue(const ResolvedOperand& operand,
                                              const FieldPath& path) {
  Issue(path, absl::StrCat(operand.text, " is ", WithArticle(operand.type),
                           ": only texts are compared ignoring case"));
  return false;
}

std::string ConditionSetBuilder::Lowering::OperatorText(PredicateOp op) {
  std::string name = NameOf(op);
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

DraftRef ConditionSetBuilder::Lowering::LowerWithinLast(
    const Predicate& predicate, ResolvedOperand operand,
    const FieldPath& path) {
  if (reader_.timeless) {
    Issue(path,
          "\"within last\" cannot be used here: whether the condition holds "
          "must not depend on when one asks");
    return Constant(false);
  }
  const int64_t micros = predicate.within.micros();
  if (micros <= 0 || micros > Duration::Days(kMaxDurationDays).micros()) {
    Issue(Sub(path, "within"), absl::StrCat("must be above 0 and at most ",
                                            kMaxDurationDays, " days"));
    return Constant(false);
  }
  DraftTest test;
  test.op = PredicateOp::kBetween;
  if (operand.type == ValueType::kDate) {
    const int64_t day = Duration::Days(1).micros();
    if (micros % day != 0) {
      Issue(Sub(path, "within"),
            absl::StrCat(operand.text, " is a date: use whole days"));
      return Constant(false);
    }
    operand.source = InputSource::kAgeInDays;
    test.integers = {0, micros / day - 1};
  } else {
    operand.source = operand.source == InputSource::kFigure
                         ? InputSource::kFigureAge
                         : InputSource::kAge;
    test.integers = {0, micros - 1};
  }
  return AddTest(InputFor(operand, /*folded=*/false), std::move(test));
}

DraftRef ConditionSetBuilder::Lowering::AddTest(uint32_t input,
                                                DraftTest test) {
  DraftInput& draft = draft_.inputs[input];
  const auto [it, inserted] = draft.test_numbers.emplace(
      test, static_cast<uint32_t>(draft.tests.size()));
  if (inserted) draft.tests.push_back(std::move(test));
  DraftRef ref;
  ref.input = input;
  ref.number = it->second;
  return ref;
}

void ConditionSetBuilder::Lowering::LowerLiteral(const ResolvedOperand& operand,
                                                 const Predicate& predicate,
                                                 const Value& value,
                                                 const FieldPath& path,
                                                 DraftTest* test) {
  if (IsText(operand.type)) {
    const std::string* text = std::get_if<std::string>(&value.kind);
    if (text == nullptr) {
      Issue(path, absl::StrCat(operand.text, " is ",
                               operand.source == InputSource::kFact
                                   ? "a text"
                                   : "compared as text",
                               ": put the value in quotes"));
      return;
    }
    ValidateText(*text, path, issues_);
    if (IsPattern(predicate.op) && text->empty()) {
      Issue(path, "is an empty text");
    }
    if (predicate.ignore_case) {
      std::string folded;
      FoldCase(*text, &folded);
      test->texts.push_back(std::move(folded));
      return;
    }
    if (IsEquality(predicate.op)) CheckOption(operand, *text, path);
    test->texts.push_back(*text);
    return;
  }
  if (CodingOf(operand) == InputCoding::kNumbers) {
    if (const std::optional<double> number = NumberLiteral(value)) {
      test->numbers.push_back(*number);
      return;
    }
  } else if (const auto integer = IntegerLiteral(operand, value)) {
    test->integers.push_back(*integer);
    return;
  }
  Issue(path, LiteralError(operand));
}

void ConditionSetBuilder::Lowering::CheckOption(const ResolvedOperand& operand,
                                                absl::string_view text,
                                                const FieldPath& path) {
  const auto [it, inserted] = options_.try_emplace(operand.fact);
  if (inserted) {
    for (absl::string_view name : OptionsOf(operand)) it->second.insert(name);
  }
  if (it->second.empty() || it->second.contains(text)) return;
  Issue(path, absl::StrCat("\"", text, "\" is no option of ", operand.text,
                           issues_->DidYouMean(text, OptionsOf(operand))));
}

uint32_t ConditionSetBuilder::Lowering::InputFor(const ResolvedOperand& operand,
                                                 bool folded) {
  const auto key = std::make_tuple(operand.source, operand.index, folded);
  const auto [it, inserted] =
      input_numbers_.emplace(key, static_cast<uint32_t>(draft_.inputs.size()));
  inputs_read_.insert(it->second);
  if (!inserted) return it->second;
  DraftInput input;
  input.source = operand.source;
  input.coding = CodingOf(operand);
  input.folded = folded;
  input.index = operand.index;
  input.operand = operand.text;
  if (operand.fact != nullptr) {
    input.type = operand.fact->type;
    input.currency = PackCurrency(operand.fact->currency);
  }
  draft_.inputs.push_back(std::move(input));
  return it->second;
}

FieldPath ConditionSetBuilder::Lowering::Sub(const FieldPath& path,
                                             const char* name) const {
  return in_text_ ? path : path.Child(name);
}

ConditionSetBuilder::ConditionSetBuilder(FactCatalog catalog,
                                         ConditionReader reader)
    : lowering_(std::make_unique<Lowering>(std::move(catalog), reader)) {}

ConditionSetBuilder::~ConditionSetBuilder() = default;

std::optional<FactSlot> ConditionSetBuilder::FindNumber(absl::string_view name,
                                                        const FieldPath& path,
                                                        SpecIssues* issues) {
  return lowering_->FindNumber(name, path, issues);
}

size_t ConditionSetBuilder::Add(const Condition& condition,
                                const FieldPath& path, SpecIssues* issues) {
  return lowering_->Add(condition, path, issues);
}

size_t ConditionSetBuilder::AddIntervals(absl::string_view of,
                                         const std::vector<Interval>& intervals,
                                         const char* list,
                                         const FieldPath& path,
                                         SpecIssues* issues) {
  return lowering_->AddIntervals(of, intervals, list, path, issues);
}

size_t ConditionSetBuilder::AddOptions(
    absl::string_view of, const std::vector<absl::string_view>& options,
    const char* list, const FieldPath& path, SpecIssues* issues) {
  return lowering_->AddOptions(of, options, list, path, issues);
}

ConditionSet ConditionSetBuilder::Build() {
  return ConditionSet(AssembleProgram(lowering_->TakeDraft()));
}

absl::StatusOr<ConditionSet> CompileConditions(
    absl::Span<const Condition> conditions, const FactCatalog& catalog,
    ConditionReader reader) {
  ConditionSetBuilder builder(catalog, reader);
  SpecIssues issues;
  const FieldPath root;
  for (size_t i = 0; i < conditions.size(); ++i) {
    builder.Add(conditions[i], root.Child("conditions", i), &issues);
  }
  if (!issues.empty()) return issues.ToStatus();
  return builder.Build();
}

}  // namespace lotse
