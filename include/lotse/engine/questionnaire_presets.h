// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Questionnaires to start from, in English and German.
//
//   bant      budget, authority, need, time frame
//   champ     challenges, authority, money, prioritisation
//   meddicc   metrics, economic buyer, decision criteria, decision process,
//             identified pain, champion, competition
//
//   absl::StatusOr<QuestionnaireSpec> bant = QuestionnairePreset("bant");
//   absl::Status added = AddQuestionnairePreset("bant", &spec.schema);
//
// Points are log-odds with 12 points for twice the odds, as in the scorecard
// preset b2b: +12 for an answer says that a lead with it buys twice as likely
// (in odds) as a lead of which nothing is known. They are a start: edit them to
// what your business knows. docs/questionnaire.md shows the questions.
#ifndef LOTSE_ENGINE_QUESTIONNAIRE_PRESETS_H_
#define LOTSE_ENGINE_QUESTIONNAIRE_PRESETS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/facts/schema.h"
#include "lotse/score/questionnaire_spec.h"

namespace lotse {

// Their names, in alphabetical order.
std::vector<std::string> QuestionnairePresetNames();

// The questionnaire of this name, for a schema that has what
// AddQuestionnairePreset adds. Error: NotFound that lists the names.
absl::StatusOr<QuestionnaireSpec> QuestionnairePreset(absl::string_view name);

// The questions that schema.answer must declare for it. Amounts of money are in
// EUR. Error: as QuestionnairePreset.
absl::StatusOr<std::vector<AttributeSpec>> QuestionnairePresetAnswers(
    absl::string_view name);

// Adds to `schema` what the questionnaire needs and `schema` does not have: its
// answers and the attributes of lead and person that answers write. What is
// declared already stays as it is; the preset b2b declares the same. Error: as
// QuestionnairePreset.
absl::Status AddQuestionnairePreset(absl::string_view name, Schema* schema);

}  // namespace lotse

#endif  // LOTSE_ENGINE_QUESTIONNAIRE_PRESETS_H_
