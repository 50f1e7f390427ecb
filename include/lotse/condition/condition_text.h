// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The text form of conditions: parsing and printing.
//
//   absl::StatusOr<Condition> c =
//       ParseCondition("employees >= 50 and country in ('DE', 'AT')");
//   PrintCondition(*c);   // employees >= 50 and country in ("DE", "AT")
//
// docs/conditions.md is the reference of the language. Printing and parsing
// again gives a condition that means the same and prints the same. Both are
// pure functions and thread-safe.
#ifndef LOTSE_CONDITION_CONDITION_TEXT_H_
#define LOTSE_CONDITION_CONDITION_TEXT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/condition/condition.h"

namespace lotse {

// The tree of a condition's text. Error: InvalidArgument that names the column
// (counted in characters from 1) and what was expected there, such as
// `column 14: expected a value after ">="`. Nesting beyond kMaxDepth and texts
// beyond kMaxTextBytes are refused.
absl::StatusOr<Condition> ParseCondition(absl::string_view text);

// The operand of a band or option table: "company.employees",
// "count(download within 30 days)". Errors as ParseCondition.
absl::StatusOr<Operand> ParseOperand(absl::string_view text);

// The text of a tree; the empty condition is "". A condition that already is
// text stays as it is.
std::string PrintCondition(const Condition& condition);

std::string PrintOperand(const Operand& operand);

}  // namespace lotse

#endif  // LOTSE_CONDITION_CONDITION_TEXT_H_
