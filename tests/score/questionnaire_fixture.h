// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// A small questionnaire for the tests of its parts: one question of each type,
// about a schema that declares them.
#ifndef LOTSE_SCORE_QUESTIONNAIRE_FIXTURE_H_
#define LOTSE_SCORE_QUESTIONNAIRE_FIXTURE_H_

#include <string>
#include <utility>
#include <vector>

#include "lotse/facts/fact_catalog.h"
#include "lotse/score/questionnaire.h"

namespace lotse {

inline const Instant kNow = *Instant::Parse("2026-11-23T10:00:00Z");

inline Points P(double points) { return Points::FromDouble(points); }

inline Value TextValue(std::string text) { return Value{std::move(text)}; }

inline Value Euros(int64_t amount) {
  return Value{Money{amount * 1000000, "EUR"}};
}

inline AttributeSpec Declare(const char* key, ValueType type,
                             const std::vector<const char*>& options = {}) {
  AttributeSpec attribute;
  attribute.key = key;
  attribute.type = type;
  for (const char* option : options) {
    attribute.options.push_back({option, {}, false});
  }
  return attribute;
}

inline Schema SomeSchema() {
  Schema schema;
  schema.currency = "EUR";
  schema.answer = {
      Declare("budget", ValueType::kText, {"approved", "planned", "none"}),
      Declare("amount", ValueType::kMoney),
      Declare("decides", ValueType::kBoolean),
      Declare("criteria", ValueType::kList, {"price", "service", "speed"}),
      Declare("users", ValueType::kInteger),
      Declare("start", ValueType::kDate),
      Declare("note", ValueType::kText)};
  schema.company = {Declare("budget", ValueType::kMoney),
                    Declare("seats", ValueType::kNumber),
                    Declare("size", ValueType::kText, {"small", "large"})};
  schema.lead = {Declare("start", ValueType::kTime)};
  schema.person = {Declare("age", ValueType::kInteger)};
  schema.person[0].not_for_scoring = true;
  return schema;
}

inline QuestionSpec Question(const char* key) {
  QuestionSpec question;
  question.key = key;
  question.text = LocalText{"", std::string(key) + "?", "", {}};
  return question;
}

inline QuestionOption OptionWorth(const char* option, double points) {
  QuestionOption worth;
  worth.option = option;
  worth.points = P(points);
  return worth;
}

inline QuestionBand BandWorth(Value from, Value below, double points) {
  QuestionBand band;
  band.from = std::move(from);
  band.below = std::move(below);
  band.points = P(points);
  return band;
}

inline QuestionSpec BudgetQuestion() {
  QuestionSpec budget = Question("budget");
  budget.options = {OptionWorth("approved", 12), OptionWorth("planned", 6),
                    OptionWorth("none", -10)};
  return budget;
}

inline QuestionSpec AmountQuestion() {
  QuestionSpec amount = Question("amount");
  amount.when =
      Condition::FromText("answer.budget in (\"approved\", \"planned\")");
  amount.bands = {BandWorth(Value(), Euros(5000), -6),
                  BandWorth(Euros(5000), Euros(25000), 0),
                  BandWorth(Euros(25000), Value(), 8)};
  return amount;
}

inline QuestionnaireSpec SpecOf(std::vector<QuestionSpec> questions) {
  QuestionnaireSpec spec;
  spec.name = "test";
  spec.questions = std::move(questions);
  return spec;
}

inline FactCatalog CatalogOf(const QuestionnaireSpec& spec) {
  return *CompileFactCatalog(SomeSchema(), QuestionnaireSignals(spec));
}

inline Answer Answered(const char* question, Value value,
                       const char* at = "2026-11-01") {
  Answer answer;
  answer.question = question;
  answer.value = std::move(value);
  answer.answered_at = *Instant::Parse(at);
  return answer;
}

inline Facts FactsWith(std::vector<Answer> answers) {
  Facts facts;
  facts.lead.id = "L-1";
  facts.lead.answers = std::move(answers);
  return facts;
}

}  // namespace lotse

#endif  // LOTSE_SCORE_QUESTIONNAIRE_FIXTURE_H_
