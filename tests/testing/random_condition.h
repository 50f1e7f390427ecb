// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Random valid condition trees over the facts of a RandomTenant, with every
// operand, operator and quantifier there is.
//
//   Condition condition = RandomCondition(tenant, 5, &random);
#ifndef LOTSE_TESTING_RANDOM_CONDITION_H_
#define LOTSE_TESTING_RANDOM_CONDITION_H_

#include <cstddef>
#include <vector>

#include "lotse/condition/condition.h"
#include "lotse/facts/value.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_tenant.h"

namespace lotse {

// A tree of at most `depth` levels of all, any and none above its predicates.
Condition RandomCondition(const RandomTenant& tenant, size_t depth,
                          RandomSource* random);

// A count, sum or last over random activities.
ActivityOperand RandomActivityOperand(const RandomTenant& tenant,
                                      Aggregate aggregate,
                                      RandomSource* random);

// A literal of the fact's type, at or next to an anchor.
Value RandomLiteral(const RandomFact& fact, RandomSource* random);

// What a figure is compared as: a fact that was never declared.
RandomFact FigureFact(const RandomTenant& tenant, Aggregate aggregate,
                      RandomSource* random);

}  // namespace lotse

#endif  // LOTSE_TESTING_RANDOM_CONDITION_H_
