// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakeRandomQuestionnaire and AddRandomAnswers.
#include "tests/testing/random_questionnaire.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lotse/base/visit_fields.h"
#include "tests/testing/random_condition.h"
#include "tests/testing/reference_condition.h"

namespace lotse {
namespace {

Points RandomPoints(RandomSource* random) {
  return Points::FromNano(random->Between(-20, 20) * 1500000000 +
                          (random->Chance(20) ? random->Between(-1, 1) : 0));
}

void RandomCaps(std::optional<Points>* min, std::optional<Points>* max,
                RandomSource* random) {
  const Points low = Points::FromNano(random->Between(-30, 10) * 1000000000);
  const Points high =
      low + Points::FromNano(random->Between(0, 50) * 1000000000);
  if (random->Chance(25)) *min = low;
  if (random->Chance(25)) *max = high;
}

void AddOptions(const RandomFact& fact, RandomSource* random,
                QuestionSpec* question) {
  std::vector<std::string> texts = fact.options;
  if (texts.empty()) {
    for (int i = 0; i < 3; ++i) texts.push_back(RandomText(random));
    for (const Value& anchor : fact.anchors) {
      if (const auto* text = std::get_if<std::string>(&anchor.kind)) {
        texts.push_back(*text);
      } else {
        for (const std::string& t : std::get<TextList>(anchor.kind).values) {
          texts.push_back(t);
        }
      }
    }
  }
  std::set<std::string> seen;
  for (const std::string& text : texts) {
    if (random->Chance(25) || !seen.insert(text).second) continue;
    QuestionOption option;
    option.option = text;
    option.points = RandomPoints(random);
    option.veto = random->Chance(10);
    question->options.push_back(option);
  }
}

void AddBands(const RandomFact& fact, RandomSource* random,
              QuestionSpec* question) {
  std::vector<Value> bounds = fact.anchors;
  const auto less = [](const Value& a, const Value& b) {
    return ReferenceOrder(a, b) < 0;
  };
  std::sort(bounds.begin(), bounds.end(), less);
  bounds.erase(
      std::unique(bounds.begin(), bounds.end(),
                  [&](const Value& a, const Value& b) { return !less(a, b); }),
      bounds.end());
  if (random->Chance(50)) bounds.insert(bounds.begin(), Value());
  if (random->Chance(50)) bounds.push_back(Value());
  for (size_t i = 0; i + 1 < bounds.size(); ++i) {
    QuestionBand band;
    band.from = bounds[i];
    band.below = bounds[i + 1];
    band.points = RandomPoints(random);
    band.veto = random->Chance(10);
    question->bands.push_back(band);
  }
}

// Whether the condition reads, or may read, an answer to a question that is not
// before question `index`; then it might wait for itself.
bool ReadsLater(const Condition& condition, const QuestionnaireSpec& spec,
                size_t index) {
  std::vector<std::string> names;
  VisitAll<FactOperand>(condition, FieldPath(),
                        [&](const FactOperand& fact, const FieldPath&) {
                          names.push_back(fact.name);
                        });
  VisitAll<ListOperand>(condition, FieldPath(),
                        [&](const ListOperand& list, const FieldPath&) {
                          names.push_back(list.name);
                        });
  for (const std::string& name : names) {
    for (size_t q = index; q < spec.questions.size(); ++q) {
      const std::string& key = spec.questions[q].key;
      if (name == key || name == "answer." + key) return true;
    }
  }
  return false;
}

Condition WhenEarlierIsThere(const std::string& key, RandomSource* random) {
  Predicate predicate;
  predicate.operand = Operand{FactOperand{"answer." + key}};
  predicate.op =
      random->Chance(70) ? PredicateOp::kIsNotMissing : PredicateOp::kIsMissing;
  Condition condition;
  condition.kind = predicate;
  return condition;
}

const std::vector<std::string>& Sources() {
  static const auto* sources =
      new std::vector<std::string>{"", "call", "form", "chat"};
  return *sources;
}

Value RandomAnswerValue(const RandomFact& fact, const QuestionSpec& question,
                        RandomSource* random) {
  if (random->Chance(15)) return Value();
  if (!question.options.empty() && random->Chance(70)) {
    const std::string& option = random->Pick(question.options).option;
    if (fact.type == ValueType::kText) return Value{option};
    TextList list{{option}};
    for (size_t i = random->Below(3); i > 0; --i) {
      list.values.push_back(random->Pick(question.options).option);
    }
    return Value{list};
  }
  return RandomNear(random->Pick(fact.anchors), random);
}

}  // namespace

QuestionnaireSpec MakeRandomQuestionnaire(const RandomTenant& tenant,
                                          RandomSource* random) {
  QuestionnaireSpec spec;
  spec.name = "random";
  spec.version = random->Between(0, 3);
  RandomCaps(&spec.min, &spec.max, random);
  std::vector<const RandomFact*> facts;
  for (const RandomFact& fact : tenant.facts) {
    if (fact.entity != "answer" || fact.not_for_scoring) continue;
    facts.push_back(&fact);
  }
  for (const RandomFact* fact : facts) {
    QuestionSpec question;
    question.key = fact->key;
    question.text = LocalText{"", "Why?", "Warum?", {}};
    if (random->Chance(90)) {
      if (fact->type == ValueType::kText || fact->type == ValueType::kList) {
        AddOptions(*fact, random, &question);
      } else if (fact->type == ValueType::kBoolean) {
        question.yes.points = RandomPoints(random);
        question.no.points = RandomPoints(random);
        question.no.veto = random->Chance(15);
      } else {
        AddBands(*fact, random, &question);
      }
    }
    if (random->Chance(40)) question.missing = RandomPoints(random);
    const std::vector<double> weights = {0, 0.5, 1, 1.25, 2, 0.1, 1.0 / 3};
    if (random->Chance(50)) question.weight = random->Pick(weights);
    RandomCaps(&question.min, &question.max, random);
    if (random->Chance(40)) question.valid_for = RandomDuration(random);
    question.retired = random->Chance(12);
    if (random->Chance(40)) {
      question.preferred_sources = {"call", "form"};
      if (random->Chance(30)) question.preferred_sources.pop_back();
    }
    spec.questions.push_back(question);
  }
  for (size_t q = 0; q < spec.questions.size(); ++q) {
    if (!random->Chance(50)) continue;
    Condition when;
    if (q > 0 && random->Chance(40)) {
      when = WhenEarlierIsThere(spec.questions[random->Below(q)].key, random);
    } else {
      when = RandomCondition(tenant, 2, random);
    }
    if (!ReadsLater(when, spec, q)) spec.questions[q].when = when;
  }
  return spec;
}

void AddRandomAnswers(const RandomTenant& tenant, const QuestionnaireSpec& spec,
                      RandomSource* random, Facts* facts) {
  const std::vector<std::string> authors = {"", "Anna", "Ben"};
  std::vector<Answer>& answers = facts->lead.answers;
  for (const QuestionSpec& question : spec.questions) {
    for (const RandomFact& fact : tenant.facts) {
      if (fact.entity != "answer" || fact.key != question.key) continue;
      for (size_t i = random->Below(5); i > 0; --i) {
        Answer answer;
        answer.question = question.key;
        answer.value = RandomAnswerValue(fact, question, random);
        if (random->Chance(85)) {
          answer.answered_at = RandomInstant(tenant.as_of, random);
        }
        if (random->Chance(25)) {
          answer.valid_until = RandomInstant(tenant.as_of, random);
        }
        answer.author = random->Pick(authors);
        answer.source = random->Pick(Sources());
        answer.version = random->Between(0, 3);
        answers.insert(answers.begin() + static_cast<std::ptrdiff_t>(
                                             random->Below(answers.size() + 1)),
                       answer);
      }
    }
  }
  if (tenant.schema.unknown_attributes != UnknownAttributes::kRefuse &&
      random->Chance(20)) {
    Answer unknown;
    unknown.question = "nobody_asked";
    unknown.value = Value{true};
    answers.push_back(unknown);
  }
}

}  // namespace lotse
