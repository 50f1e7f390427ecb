// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// QuestionnaireSignals and CompileQuestionnaire.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/score/questionnaire.h"
#include "src/score/declared_attribute.h"
#include "src/score/lower_questionnaire.h"
#include "src/score/possible_answers.h"

namespace lotse {
namespace {

FactDefinition Signal(const QuestionnaireSpec& spec, const char* name,
                      ValueType type, const char* en, const char* de) {
  FactDefinition signal;
  signal.name = absl::StrCat("questionnaire.", spec.name, ".", name);
  signal.type = type;
  signal.step = SignalStep::kScore;
  const auto label = [&](const char* language, const char* what) {
    const absl::string_view title = spec.label.In(language);
    return absl::StrCat(title.empty() ? absl::string_view(spec.name) : title,
                        ": ", what);
  };
  signal.label = LocalText{"", label("en", en), label("de", de), {}};
  return signal;
}

bool HasVeto(const QuestionSpec& question) {
  const auto is_veto = [](const auto& entry) { return entry.veto; };
  return question.yes.veto || question.no.veto ||
         std::any_of(question.options.begin(), question.options.end(),
                     is_veto) ||
         std::any_of(question.bands.begin(), question.bands.end(), is_veto);
}

}  // namespace

std::vector<FactDefinition> QuestionnaireSignals(
    const QuestionnaireSpec& spec) {
  std::vector<FactDefinition> signals = {
      Signal(spec, "points", ValueType::kNumber, "points", "Punkte"),
      Signal(spec, "completeness", ValueType::kNumber, "completeness",
             "Vollständigkeit"),
      Signal(spec, "veto", ValueType::kText, "veto", "Veto")};
  for (const QuestionSpec& question : spec.questions) {
    if (HasVeto(question)) {
      signals[2].options.push_back({question.key, question.text, false});
    }
  }
  return signals;
}

absl::StatusOr<Questionnaire> CompileQuestionnaire(QuestionnaireSpec spec,
                                                   const FactCatalog& catalog,
                                                   RateTable rates) {
  SpecIssues issues;
  ValidateQuestionnaire(spec, catalog, FieldPath("questionnaire"), &issues);
  if (!issues.empty()) return issues.ToStatus();
  LoweredQuestionnaire lowered = LowerQuestionnaire(spec, catalog);
  LOTSE_ASSIGN_OR_RETURN(
      Scorer scorer, CompileScorer(lowered.scoring, catalog,
                                   FieldPath("scoring"), kQuestionnaireOrder));
  std::vector<Condition> conditions;
  for (const QuestionSpec& question : spec.questions) {
    conditions.push_back(question.when);
    conditions.push_back(Both(question.when, IsAnswered(question)));
  }
  LOTSE_ASSIGN_OR_RETURN(
      ConditionSet asked,
      CompileConditions(conditions, catalog, QuestionnaireReader()));

  auto rep = std::make_shared<Questionnaire::Rep>(
      Questionnaire::Rep{std::move(spec),
                         FactBinder(catalog, std::move(rates)),
                         std::move(scorer),
                         std::move(asked),
                         {},
                         {},
                         std::move(lowered.vetoes),
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         {}});
  const FieldPath path("questionnaire");
  rep->questions.resize(rep->spec.questions.size());
  for (size_t q = 0; q < rep->questions.size(); ++q) {
    const QuestionSpec& question = rep->spec.questions[q];
    Questionnaire::Question& compiled = rep->questions[q];
    rep->by_key.emplace(question.key, static_cast<uint32_t>(q));
    LOTSE_ASSIGN_OR_RETURN(compiled.slot, catalog.Find(AnswerName(question)));
    compiled.possible =
        PossibleAnswersOf(question, catalog.fact(compiled.slot));
    for (const Option& option : catalog.fact(compiled.slot).options) {
      compiled.options.insert(option.key);
    }
    int64_t least = compiled.possible.front().points.nano();
    int64_t most = least;
    for (const PossibleAnswer& answer : compiled.possible) {
      least = std::min(least, answer.points.nano());
      most = std::max(most, answer.points.nano());
      LOTSE_ASSIGN_OR_RETURN(
          ValueView view, rep->binder.BindValue(answer.value, compiled.slot,
                                                Instant(), path, &rep->buffer));
      compiled.possible_views.push_back(view);
    }
    compiled.range_nano = question.retired ? 0 : most - least;
    if (question.attribute.empty()) continue;
    LOTSE_ASSIGN_OR_RETURN(compiled.attribute_slot,
                           catalog.Find(question.attribute));
    compiled.record =
        DeclaredAttribute(catalog, compiled.attribute_slot)->record;
  }
  rep->key_offsets = {0};
  for (const QuestionSpec& question : rep->spec.questions) {
    rep->key_bytes += question.key;
    rep->key_offsets.push_back(static_cast<int32_t>(rep->key_bytes.size()));
  }
  rep->keys =
      ColumnView::Fixed(ValueType::kText, ColumnLayout::kText32, nullptr);
  rep->keys.offsets = rep->key_offsets.data();
  rep->keys.bytes = rep->key_bytes.data();
  const auto find = [&](const char* name) -> std::optional<FactSlot> {
    const absl::StatusOr<FactSlot> slot =
        catalog.Find(absl::StrCat("questionnaire.", rep->spec.name, ".", name),
                     /*hint=*/false);
    if (!slot.ok()) return std::nullopt;
    return *slot;
  };
  rep->points_slot = find("points");
  rep->completeness_slot = find("completeness");
  rep->veto_slot = find("veto");
  return Questionnaire(std::move(rep));
}

}  // namespace lotse
