// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PrintCondition and PrintOperand.
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/base/number_text.h"
#include "lotse/condition/condition_text.h"

namespace lotse {
namespace {

// How tightly a printed condition binds; a part that binds less than its
// surroundings is put in parentheses.
enum class Binding { kOr, kAnd, kNot };

void AppendCondition(const Condition& condition, Binding surroundings,
                     std::string* out);

void AppendJoined(const std::vector<Condition>& conditions,
                  absl::string_view word, Binding binding, std::string* out) {
  for (size_t i = 0; i < conditions.size(); ++i) {
    if (i > 0) absl::StrAppend(out, " ", word, " ");
    AppendCondition(conditions[i], binding, out);
  }
}

// Prints `conditions` joined by `word`, whose binding is `binding`. One alone
// is printed as itself, none as `empty`.
void AppendList(const std::vector<Condition>& conditions, const char* word,
                const char* empty, Binding binding, Binding surroundings,
                std::string* out) {
  if (conditions.empty()) {
    out->append(empty);
  } else if (conditions.size() == 1) {
    AppendCondition(conditions.front(), surroundings, out);
  } else {
    const bool parentheses = binding < surroundings;
    if (parentheses) out->append("(");
    // Parts that are lists of the same kind keep their own parentheses.
    const Binding inside =
        binding == Binding::kOr ? Binding::kAnd : Binding::kNot;
    AppendJoined(conditions, word, inside, out);
    if (parentheses) out->append(")");
  }
}

void AppendActivities(const ActivityOperand& operand, std::string* out) {
  absl::StrAppend(out, NameOf(operand.aggregate), "(");
  if (operand.aggregate == Aggregate::kSum) {
    absl::StrAppend(out, operand.attribute, " of ");
  }
  absl::StrAppend(
      out, operand.kinds.empty() ? "*" : absl::StrJoin(operand.kinds, ", "));
  if (!operand.where.empty()) {
    out->append(" where ");
    // A text that ends in a bare name must not swallow the "within" below.
    const bool alone =
        operand.where.size() == 1 &&
        (operand.within == Duration() ||
         !std::holds_alternative<std::string>(operand.where.front().kind));
    AppendJoined(operand.where, "and", alone ? Binding::kOr : Binding::kNot,
                 out);
  }
  if (operand.within != Duration()) {
    absl::StrAppend(out, " within last ", operand.within.ToString());
  }
  out->append(")");
}

void AppendOperand(const Operand& operand, std::string* out) {
  if (const auto* fact = std::get_if<FactOperand>(&operand.kind)) {
    out->append(fact->name);
  } else if (const auto* list = std::get_if<ListOperand>(&operand.kind)) {
    absl::StrAppend(out, NameOf(list->quantifier), "(", list->name, ")");
  } else if (const auto* activities =
                 std::get_if<ActivityOperand>(&operand.kind)) {
    AppendActivities(*activities, out);
  } else if (const auto* consent = std::get_if<ConsentOperand>(&operand.kind)) {
    absl::StrAppend(out, "consent(", QuoteText(consent->purpose), ", ",
                    QuoteText(consent->channel), ")");
  }
}

std::string ValueAt(const Predicate& predicate, size_t i) {
  return i < predicate.values.size() ? predicate.values[i].ToString()
                                     : Value().ToString();
}

void AppendPredicate(const Predicate& predicate, std::string* out) {
  AppendOperand(predicate.operand, out);
  const auto append_values = [&] {
    for (size_t i = 0; i < predicate.values.size(); ++i) {
      absl::StrAppend(out, i > 0 ? ", " : "", ValueAt(predicate, i));
    }
  };
  switch (predicate.op) {
    case PredicateOp::kUnspecified:
      out->append(" ?");
      break;
    case PredicateOp::kEqual:
      absl::StrAppend(out, " = ", ValueAt(predicate, 0));
      break;
    case PredicateOp::kNotEqual:
      absl::StrAppend(out, " != ", ValueAt(predicate, 0));
      break;
    case PredicateOp::kLess:
      absl::StrAppend(out, " < ", ValueAt(predicate, 0));
      break;
    case PredicateOp::kLessEqual:
      absl::StrAppend(out, " <= ", ValueAt(predicate, 0));
      break;
    case PredicateOp::kGreater:
      absl::StrAppend(out, " > ", ValueAt(predicate, 0));
      break;
    case PredicateOp::kGreaterEqual:
      absl::StrAppend(out, " >= ", ValueAt(predicate, 0));
      break;
    case PredicateOp::kBetween:
      absl::StrAppend(out, " between ", ValueAt(predicate, 0), " and ",
                      ValueAt(predicate, 1));
      break;
    case PredicateOp::kIn:
      out->append(" in (");
      append_values();
      out->append(")");
      break;
    case PredicateOp::kNotIn:
      out->append(" not in (");
      append_values();
      out->append(")");
      break;
    case PredicateOp::kStartsWith:
      absl::StrAppend(out, " starts with ", ValueAt(predicate, 0));
      break;
    case PredicateOp::kEndsWith:
      absl::StrAppend(out, " ends with ", ValueAt(predicate, 0));
      break;
    case PredicateOp::kContains:
      absl::StrAppend(out, " contains ", ValueAt(predicate, 0));
      break;
    case PredicateOp::kIsMissing:
      out->append(" is missing");
      break;
    case PredicateOp::kIsNotMissing:
      out->append(" is not missing");
      break;
    case PredicateOp::kWithinLast:
      absl::StrAppend(out, " within last ", predicate.within.ToString());
      break;
  }
  if (predicate.ignore_case) out->append(" ignoring case");
}

void AppendCondition(const Condition& condition, Binding surroundings,
                     std::string* out) {
  if (const auto* text = std::get_if<std::string>(&condition.kind)) {
    // May be anything; parentheses keep it together.
    if (surroundings == Binding::kOr) {
      out->append(*text);
    } else {
      absl::StrAppend(out, "(", *text, ")");
    }
  } else if (const auto* p = std::get_if<Predicate>(&condition.kind)) {
    AppendPredicate(*p, out);
  } else if (const auto* all = std::get_if<AllOf>(&condition.kind)) {
    AppendList(all->conditions, "and", "true", Binding::kAnd, surroundings,
               out);
  } else if (const auto* any = std::get_if<AnyOf>(&condition.kind)) {
    AppendList(any->conditions, "or", "false", Binding::kOr, surroundings, out);
  } else if (const auto* none = std::get_if<NoneOf>(&condition.kind)) {
    out->append("not (");
    if (none->conditions.empty()) out->append("false");
    AppendJoined(none->conditions, "or",
                 none->conditions.size() > 1 ? Binding::kAnd : Binding::kOr,
                 out);
    out->append(")");
  }
}

}  // namespace

std::string PrintCondition(const Condition& condition) {
  std::string out;
  AppendCondition(condition, Binding::kOr, &out);
  return out;
}

std::string PrintOperand(const Operand& operand) {
  std::string out;
  AppendOperand(operand, &out);
  return out;
}

}  // namespace lotse
