// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// OperandsOf: what a condition reads, from its text or tree. Internal to
// engine.
#ifndef LOTSE_SRC_ENGINE_CONDITION_OPERANDS_H_
#define LOTSE_SRC_ENGINE_CONDITION_OPERANDS_H_

#include <vector>

#include "lotse/condition/condition.h"

namespace lotse {

// The operands of `condition`, which compiles, in their order and as often as
// they stand there; those of conditions on activities are inside theirs.
std::vector<Operand> OperandsOf(const Condition& condition);

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_CONDITION_OPERANDS_H_
