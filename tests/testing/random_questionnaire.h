// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Random valid questionnaires over the answers of a RandomTenant, and random
// answers to them: of several authors and sources, contradictory, expired, of
// the future, with options that do not exist, to questions nobody asks.
//
//   const QuestionnaireSpec spec = MakeRandomQuestionnaire(tenant, &random);
//   AddRandomAnswers(tenant, spec, &random, &facts);
#ifndef LOTSE_TESTING_RANDOM_QUESTIONNAIRE_H_
#define LOTSE_TESTING_RANDOM_QUESTIONNAIRE_H_

#include "lotse/facts/facts.h"
#include "lotse/score/questionnaire_spec.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_tenant.h"

namespace lotse {

// Has no question if the tenant declares no answer that may be scored.
QuestionnaireSpec MakeRandomQuestionnaire(const RandomTenant& tenant,
                                          RandomSource* random);

void AddRandomAnswers(const RandomTenant& tenant, const QuestionnaireSpec& spec,
                      RandomSource* random, Facts* facts);

}  // namespace lotse

#endif  // LOTSE_TESTING_RANDOM_QUESTIONNAIRE_H_
