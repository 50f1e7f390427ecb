// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The literals of a predicate or a table, checked against the type of the
// operand they are compared with. Internal to condition.
#ifndef LOTSE_SRC_CONDITION_CONDITION_LITERAL_H_
#define LOTSE_SRC_CONDITION_CONDITION_LITERAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/value.h"
#include "src/condition/condition_program.h"

namespace lotse {

// An operand that was found in the catalog: what it reads and of which type.
struct ResolvedOperand {
  InputSource source = InputSource::kFact;
  // Type of the values it is compared with.
  ValueType type = ValueType::kUnspecified;
  // Slot, figure or consent.
  uint32_t index = 0;
  // The fact behind it; null for figures and consents.
  const FactDefinition* fact = nullptr;
  // Sums are kept in nano-units.
  bool nano = false;
  // As in a condition, for messages and explanations.
  std::string text;
};

// How the values of an operand are coded.
InputCoding CodingOf(const ResolvedOperand& operand);

// "a boolean", "an integer".
std::string WithArticle(ValueType type);

// The literal in the coding kNumbers, or in kIntegers (nano-units for sums);
// nullopt if it does not fit the operand.
std::optional<double> NumberLiteral(const Value& value);
std::optional<int64_t> IntegerLiteral(const ResolvedOperand& operand,
                                      const Value& value);

// What is wrong with a literal that does not fit, and what would.
std::string LiteralError(const ResolvedOperand& operand);

// The texts that an operand may equal: its options or the states of a consent.
// Empty: any text.
std::vector<absl::string_view> OptionsOf(const ResolvedOperand& operand);

}  // namespace lotse

#endif  // LOTSE_SRC_CONDITION_CONDITION_LITERAL_H_
