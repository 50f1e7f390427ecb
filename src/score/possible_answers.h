// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PossibleAnswersOf: the answers that a question may get, what each is worth
// and how likely it is. Internal to score; a pure function.
#ifndef LOTSE_SRC_SCORE_POSSIBLE_ANSWERS_H_
#define LOTSE_SRC_SCORE_POSSIBLE_ANSWERS_H_

#include <vector>

#include "lotse/facts/fact_catalog.h"
#include "lotse/score/questionnaire.h"
#include "lotse/score/questionnaire_spec.h"

namespace lotse {

// At least one. `question` is valid and `fact` its answer in the catalog.
std::vector<PossibleAnswer> PossibleAnswersOf(const QuestionSpec& question,
                                              const FactDefinition& fact);

}  // namespace lotse

#endif  // LOTSE_SRC_SCORE_POSSIBLE_ANSWERS_H_
