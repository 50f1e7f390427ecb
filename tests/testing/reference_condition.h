// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The slow, obvious evaluation of conditions: a tree is walked, each operand is
// read anew from the records, texts are compared as std::string.
//
//   bool holds = ReferenceHolds(input, rule.when);
//
// Conditions are trees; the text form is none of the reference's business. See
// reference_facts.h for the rules of the reference_* files.
#ifndef LOTSE_TESTING_REFERENCE_CONDITION_H_
#define LOTSE_TESTING_REFERENCE_CONDITION_H_

#include "lotse/condition/condition.h"
#include "lotse/facts/value.h"
#include "tests/testing/reference_facts.h"

namespace lotse {

// Whether `condition` holds. No condition holds.
bool ReferenceHolds(const ReferenceInput& input, const Condition& condition);

// The value of an operand. A sum is its number of nano-units, as an integer: it
// is added and compared so.
Value ReferenceOperand(const ReferenceInput& input, const Operand& operand);

// `literal` as it is compared with the value of `operand`: for a sum in
// nano-units, else unchanged.
Value ReferenceLiteral(const Operand& operand, const Value& literal);

// The sign of a - b for two ordered values of comparable types (integer and
// number, time and date, date, money). Both are there.
int ReferenceOrder(const Value& a, const Value& b);

}  // namespace lotse

#endif  // LOTSE_TESTING_REFERENCE_CONDITION_H_
