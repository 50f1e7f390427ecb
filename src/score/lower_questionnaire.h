// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LowerQuestionnaire: a questionnaire as the scorecard that gives its points.
// Internal to score; pure functions.
#ifndef LOTSE_SRC_SCORE_LOWER_QUESTIONNAIRE_H_
#define LOTSE_SRC_SCORE_LOWER_QUESTIONNAIRE_H_

#include <string>
#include <vector>

#include "lotse/condition/condition.h"
#include "lotse/condition/condition_set.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/score/questionnaire.h"
#include "lotse/score/questionnaire_spec.h"
#include "lotse/score/scorer.h"
#include "lotse/score/scoring_spec.h"

namespace lotse {

struct LoweredQuestionnaire {
  // Group q is question q; veto v is vetoes[v].
  ScoringSpec scoring;
  std::vector<QuestionnaireVeto> vetoes;
};

// `spec` may have issues as long as each of its questions is in `catalog`; then
// the scorecard has them, too.
LoweredQuestionnaire LowerQuestionnaire(const QuestionnaireSpec& spec,
                                        const FactCatalog& catalog);

// What the conditions of questions may read.
inline ConditionReader QuestionnaireReader() {
  ConditionReader reader;
  reader.step = SignalStep::kScore;
  reader.order = kQuestionnaireOrder;
  reader.for_scoring = true;
  return reader;
}

// "answer.<key>".
std::string AnswerName(const QuestionSpec& question);

// Points times the question's weight.
Points WeightedPointsOf(const QuestionSpec& question, Points points);

// `a`, and `b` if it is not empty.
Condition Both(const Condition& a, Condition b);

// That a known answer counts.
Condition IsAnswered(const QuestionSpec& question);

}  // namespace lotse

#endif  // LOTSE_SRC_SCORE_LOWER_QUESTIONNAIRE_H_
