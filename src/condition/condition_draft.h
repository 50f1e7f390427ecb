// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionDraft: conditions after checking, before codes and bits are laid
// out. Internal to condition: written by lower_condition.cc, read by
// assemble_program.cc.
#ifndef LOTSE_SRC_CONDITION_CONDITION_DRAFT_H_
#define LOTSE_SRC_CONDITION_CONDITION_DRAFT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lotse/condition/condition_set.h"
#include "src/condition/condition_program.h"

namespace lotse {

// A test of an input's value. Values stand in the vector that the input's
// coding reads.
struct DraftTest {
  PredicateOp op = PredicateOp::kUnspecified;
  std::vector<int64_t> integers;
  std::vector<double> numbers;
  std::vector<std::string> texts;

  friend bool operator==(const DraftTest& a, const DraftTest& b) {
    return a.op == b.op && a.integers == b.integers && a.numbers == b.numbers &&
           a.texts == b.texts;
  }
  friend bool operator<(const DraftTest& a, const DraftTest& b) {
    return std::tie(a.op, a.integers, a.numbers, a.texts) <
           std::tie(b.op, b.integers, b.numbers, b.texts);
  }
};

struct DraftInput {
  InputSource source = InputSource::kFact;
  InputCoding coding = InputCoding::kIntegers;
  bool folded = false;
  ValueType type = ValueType::kUnspecified;
  uint32_t index = 0;
  uint32_t currency = 0;
  // As in a condition, for explanations.
  std::string operand;
  // Distinct tests, by number.
  std::map<DraftTest, uint32_t> test_numbers;
  std::vector<DraftTest> tests;
};

// A test or a node, perhaps negated.
struct DraftRef {
  bool is_node = false;
  bool negated = false;
  // Of a test: its input and its number there. Of a node: its number.
  uint32_t input = 0;
  uint32_t number = 0;

  friend bool operator<(const DraftRef& a, const DraftRef& b) {
    return std::tie(a.is_node, a.negated, a.input, a.number) <
           std::tie(b.is_node, b.negated, b.input, b.number);
  }
};

// The conjunction (or disjunction, if `any`) of its children, which come before
// it.
struct DraftNode {
  bool any = false;
  std::vector<DraftRef> children;

  friend bool operator<(const DraftNode& a, const DraftNode& b) {
    return std::tie(a.any, a.children) < std::tie(b.any, b.children);
  }
};

// A class table: bounds or texts in the order of their classes.
struct DraftClasses {
  uint32_t input = 0;
  // Interval i is [from, below) by number in the input's coding; absent bounds
  // are open.
  struct Bounds {
    bool has_from = false;
    bool has_below = false;
    int64_t from_integer = 0;
    int64_t below_integer = 0;
    double from_number = 0;
    double below_number = 0;
  };
  std::vector<Bounds> intervals;
  std::vector<std::string> options;
};

struct ConditionDraft {
  std::vector<DraftInput> inputs;
  std::vector<DraftNode> nodes;
  std::vector<ActivityFigure> figures;
  std::vector<ConsentKey> consents;
  std::vector<DraftClasses> classes;
  std::vector<DraftRef> results;
  std::vector<std::vector<uint32_t>> inputs_of_condition;
  std::unique_ptr<ConditionSet> where;
};

// Lays out codes, tables, bits and nodes.
std::shared_ptr<const ConditionProgram> AssembleProgram(ConditionDraft draft);

}  // namespace lotse

#endif  // LOTSE_SRC_CONDITION_CONDITION_DRAFT_H_
