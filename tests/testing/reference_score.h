// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The slow, obvious computation of a score, part by part in the order of the
// spec.
//
//   ReferenceResult result = ReferenceScore(spec, operands, input, memory);
//
// See reference_facts.h for the rules of the reference_* files.
#ifndef LOTSE_TESTING_REFERENCE_SCORE_H_
#define LOTSE_TESTING_REFERENCE_SCORE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition.h"
#include "lotse/score/scoring_spec.h"
#include "tests/testing/reference_facts.h"

namespace lotse {

// The operands that the texts in `of` of band and option tables mean. A text
// that is not in it is the name of a fact.
using ReferenceOperands = std::map<std::string, Operand>;

// The category that the host gave back. `category` empty: none.
struct ReferenceMemory {
  std::string category;
  Instant since;
};

struct ReferenceContribution {
  // "scoring.groups[2].rules[0]", "scoring.groups[0].bands[1].bands[3]",
  // "scoring.groups[0].options[1].otherwise"; a cap has the path of its group
  // or "scoring".
  std::string path;
  Points points;
};

struct ReferenceResult {
  Points points;
  // In the order of the spec, none of them zero; they add up to `points`.
  std::vector<ReferenceContribution> contributions;
  std::optional<double> probability;
  // Indices in the spec; -1: none.
  int category = -1;
  Instant category_since;
  int veto = -1;
  int grid_row = -1;
  int grid_column = -1;
};

ReferenceResult ReferenceScore(const ScoringSpec& spec,
                               const ReferenceOperands& operands,
                               const ReferenceInput& input,
                               const ReferenceMemory& memory);

}  // namespace lotse

#endif  // LOTSE_TESTING_REFERENCE_SCORE_H_
