// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// OperandsOf.
#include "src/engine/condition_operands.h"

#include <string>
#include <variant>

#include "absl/status/statusor.h"
#include "lotse/condition/condition_text.h"

namespace lotse {
namespace {

// Conditions compiled before, so their depth is bounded.
struct Collector {
  std::vector<Operand>* operands;

  void operator()(std::monostate) const {}
  void operator()(const std::string& text) const {
    const absl::StatusOr<Condition> tree = ParseCondition(text);
    if (tree.ok()) Collect(*tree);
  }
  void operator()(const Predicate& predicate) const {
    operands->push_back(predicate.operand);
  }
  template <typename Node>
  void operator()(const Node& node) const {
    for (const Condition& condition : node.conditions) Collect(condition);
  }
  void Collect(const Condition& condition) const {
    std::visit(*this, condition.kind);
  }
};

}  // namespace

std::vector<Operand> OperandsOf(const Condition& condition) {
  std::vector<Operand> operands;
  Collector{&operands}.Collect(condition);
  return operands;
}

}  // namespace lotse
