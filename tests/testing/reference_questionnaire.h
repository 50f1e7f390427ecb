// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The slow, obvious reading of a questionnaire: which answers count, question
// by question, and what they come to; for ranges everything is computed anew
// for each possible answer.
//
//   QuestionnaireResult result = ReferenceQuestionnaire(spec, input);
//
// See reference_facts.h for the rules of the reference_* files.
#ifndef LOTSE_TESTING_REFERENCE_QUESTIONNAIRE_H_
#define LOTSE_TESTING_REFERENCE_QUESTIONNAIRE_H_

#include "lotse/facts/facts.h"
#include "lotse/score/questionnaire_result.h"
#include "lotse/score/questionnaire_spec.h"
#include "tests/testing/reference_facts.h"

namespace lotse {

// Everything but `veto_reason`.
QuestionnaireResult ReferenceQuestionnaire(const QuestionnaireSpec& spec,
                                           const ReferenceInput& input);

// The facts with at most one answer to each question of `spec`: the one that
// counts at input.as_of, always valid.
Facts ReferenceCountingFacts(const QuestionnaireSpec& spec,
                             const ReferenceInput& input);

}  // namespace lotse

#endif  // LOTSE_TESTING_REFERENCE_QUESTIONNAIRE_H_
