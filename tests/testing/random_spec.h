// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Random valid scoring specs over the facts of a RandomTenant: rules, bands of
// every ordered type, option tables, groups with caps and segments, vetoes,
// categories with hysteresis and dwell, grids, assumed probabilities.
//
//   RandomSource random(seed);
//   const RandomTenant tenant = MakeRandomTenant(&random);
//   const RandomSpec spec = MakeRandomSpec(tenant, &random);
#ifndef LOTSE_TESTING_RANDOM_SPEC_H_
#define LOTSE_TESTING_RANDOM_SPEC_H_

#include <map>
#include <string>

#include "lotse/condition/condition.h"
#include "lotse/score/scoring_spec.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_tenant.h"

namespace lotse {

struct RandomSpec {
  // All conditions are trees.
  ScoringSpec scoring;
  // What the texts in `of` of the tables mean, as ReferenceScore wants them.
  std::map<std::string, Operand> operands;
};

RandomSpec MakeRandomSpec(const RandomTenant& tenant, RandomSource* random);

}  // namespace lotse

#endif  // LOTSE_TESTING_RANDOM_SPEC_H_
