// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReferenceQuestionnaire and ReferenceCountingFacts.
#include "tests/testing/reference_questionnaire.h"

#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "tests/testing/reference_condition.h"

namespace lotse {
namespace {

const AttributeSpec& DeclaredAnswer(const ReferenceInput& input,
                                    const std::string& key) {
  size_t i = 0;
  while (input.schema->answer[i].key != key) ++i;
  return input.schema->answer[i];
}

// points * weight, to the nearest nano-point, ties to even.
Points Weighted(const QuestionSpec& question, Points points) {
  double weight = question.weight.value_or(1);
  absl::int128 divisor = 1;
  while (weight != std::floor(weight)) {
    weight *= 2;
    divisor *= 2;
  }
  const absl::int128 product =
      absl::int128(points.nano()) * static_cast<int64_t>(weight);
  absl::int128 whole = product / divisor;
  absl::int128 rest = product % divisor;
  if (rest < 0) {
    rest += divisor;
    whole -= 1;
  }
  if (rest * 2 > divisor) whole += 1;
  if (rest * 2 == divisor && whole % 2 != 0) whole += 1;
  return Points::FromNano(static_cast<int64_t>(whole));
}

Points Clamped(const std::optional<Points>& min,
               const std::optional<Points>& max, Points points) {
  if (min.has_value() && points < *min) return *min;
  if (max.has_value() && points > *max) return *max;
  return points;
}

// --- Which answers count.

Instant AnsweredAt(const Answer& answer) {
  return answer.answered_at == Instant() ? Instant::Min() : answer.answered_at;
}

// The instants at which the answer stops counting.
std::vector<Instant> EndsOf(const QuestionSpec& question,
                            const Answer& answer) {
  std::vector<Instant> ends;
  if (answer.valid_until != Instant()) ends.push_back(answer.valid_until);
  const bool ages = question.valid_for != Duration();
  if (ages && answer.answered_at != Instant()) {
    ends.push_back(answer.answered_at + question.valid_for);
  }
  return ends;
}

bool IsOver(const QuestionSpec& question, const Answer& answer, Instant as_of) {
  for (Instant end : EndsOf(question, answer)) {
    if (end <= as_of) return true;
  }
  return false;
}

// What the answer says, as a fact has it.
Value Said(const ReferenceInput& input, const Answer& answer) {
  Facts alone;
  alone.lead.answers = {{answer.question, answer.value, {}, {}, "", "", 0}};
  ReferenceInput only = input;
  only.facts = &alone;
  return ReferenceFact(only, "answer." + answer.question);
}

bool SaysTheSame(const Value& a, const Value& b) {
  const TextList* list = std::get_if<TextList>(&a.kind);
  if (list == nullptr) return a == b;
  const TextList& other = std::get<TextList>(b.kind);
  return std::set<std::string>(list->values.begin(), list->values.end()) ==
         std::set<std::string>(other.values.begin(), other.values.end());
}

struct Counting {
  // Index of the answer that counts; -1: none.
  int64_t answer = -1;
  bool expired = false;
  std::vector<AnswerRef> contradictions;
};

size_t Trust(const QuestionSpec& question, const std::string& source) {
  size_t rank = 0;
  for (const std::string& preferred : question.preferred_sources) {
    if (preferred == source) return rank;
    ++rank;
  }
  return rank;
}

Counting CountingAnswer(const QuestionSpec& question,
                        const ReferenceInput& input) {
  const std::vector<Answer>& answers = input.facts->lead.answers;
  Counting counting;
  std::vector<size_t> valid;
  for (size_t i = 0; i < answers.size(); ++i) {
    if (answers[i].question != question.key) continue;
    if (AnsweredAt(answers[i]) > input.as_of) continue;
    if (IsOver(question, answers[i], input.as_of)) {
      counting.expired = true;
    } else {
      valid.push_back(i);
    }
  }
  const auto not_earlier = [&](size_t a, size_t b) {
    if (AnsweredAt(answers[a]) != AnsweredAt(answers[b])) {
      return AnsweredAt(answers[a]) > AnsweredAt(answers[b]);
    }
    return a >= b;
  };
  for (size_t i : valid) {
    const auto latest = static_cast<size_t>(counting.answer);
    if (counting.answer < 0 || not_earlier(i, latest)) {
      counting.answer = static_cast<int64_t>(i);
    }
  }
  // What each author said last through each source, if it is known.
  std::vector<size_t> last;
  for (size_t i : valid) {
    bool is_last = true;
    for (size_t j : valid) {
      if (answers[j].author == answers[i].author &&
          answers[j].source == answers[i].source && !not_earlier(i, j)) {
        is_last = false;
      }
    }
    if (is_last && !Said(input, answers[i]).missing()) last.push_back(i);
  }
  bool differ = false;
  for (size_t i : last) {
    if (!SaysTheSame(Said(input, answers[i]), Said(input, answers[last[0]]))) {
      differ = true;
    }
  }
  if (!differ) return counting;
  for (size_t i : last) {
    counting.contradictions.push_back({static_cast<int64_t>(i)});
  }
  if (question.preferred_sources.empty()) return counting;
  size_t best = last[0];
  for (size_t i : last) {
    const size_t trust = Trust(question, answers[i].source);
    const size_t best_trust = Trust(question, answers[best].source);
    if (trust < best_trust || (trust == best_trust && not_earlier(i, best))) {
      best = i;
    }
  }
  counting.answer = static_cast<int64_t>(best);
  return counting;
}

// The same facts with `value` as the only answer to `key`.
Facts WithAnswer(const Facts& facts, const std::string& key,
                 const Value& value) {
  Facts changed = facts;
  std::vector<Answer>& answers = changed.lead.answers;
  for (size_t i = answers.size(); i > 0; --i) {
    if (answers[i - 1].question == key) {
      answers.erase(answers.begin() + static_cast<std::ptrdiff_t>(i - 1));
    }
  }
  answers.push_back({key, value, {}, {}, "", "", 0});
  return changed;
}

// --- What they come to. From here on `input` has the answers that count only.

bool IsAsked(const QuestionSpec& question, const ReferenceInput& input) {
  return ReferenceHolds(input, question.when);
}

Value ValueOf(const QuestionSpec& question, const ReferenceInput& input) {
  return ReferenceFact(input, "answer." + question.key);
}

bool IsIn(const QuestionBand& band, const Value& value) {
  if (!band.from.missing() && ReferenceOrder(value, band.from) < 0) {
    return false;
  }
  return band.below.missing() || ReferenceOrder(value, band.below) < 0;
}

bool IsChosen(const QuestionOption& option, const Value& value) {
  if (const std::string* text = std::get_if<std::string>(&value.kind)) {
    return *text == option.option;
  }
  if (const TextList* list = std::get_if<TextList>(&value.kind)) {
    for (const std::string& text : list->values) {
      if (text == option.option) return true;
    }
  }
  return false;
}

// What the question gives for the value, which is not missing.
Points PointsFor(const QuestionSpec& question, const Value& value) {
  Points points;
  for (const QuestionOption& option : question.options) {
    if (IsChosen(option, value)) points += Weighted(question, option.points);
  }
  for (const QuestionBand& band : question.bands) {
    if (IsIn(band, value)) points += Weighted(question, band.points);
  }
  if (const bool* yes = std::get_if<bool>(&value.kind)) {
    points +=
        Weighted(question, *yes ? question.yes.points : question.no.points);
  }
  return Clamped(question.min, question.max, points);
}

Points PointsOf(const QuestionSpec& question, const ReferenceInput& input) {
  if (!IsAsked(question, input)) return Points();
  const Value value = ValueOf(question, input);
  if (!value.missing()) return PointsFor(question, value);
  const Points missing =
      question.retired ? Points() : Weighted(question, question.missing);
  return Clamped(question.min, question.max, missing);
}

Points TotalOf(const QuestionnaireSpec& spec, const ReferenceInput& input) {
  Points sum;
  for (const QuestionSpec& question : spec.questions) {
    sum += PointsOf(question, input);
  }
  return Clamped(spec.min, spec.max, sum);
}

bool IsVeto(const QuestionSpec& question, const ReferenceInput& input) {
  const Value value = ValueOf(question, input);
  if (!IsAsked(question, input) || value.missing()) return false;
  for (const QuestionOption& option : question.options) {
    if (option.veto && IsChosen(option, value)) return true;
  }
  for (const QuestionBand& band : question.bands) {
    if (band.veto && IsIn(band, value)) return true;
  }
  const bool* yes = std::get_if<bool>(&value.kind);
  return yes != nullptr && (*yes ? question.yes.veto : question.no.veto);
}

// --- Which answers are possible.

// The value just below `bound`; missing if there is none.
Value Below(const AttributeSpec& answer, const Value& bound) {
  if (const int64_t* v = std::get_if<int64_t>(&bound.kind)) {
    if (answer.type == ValueType::kNumber) {
      return Below(answer, Value{static_cast<double>(*v)});
    }
    if (*v == std::numeric_limits<int64_t>::min()) return Value{};
    return Value{*v - 1};
  }
  if (const double* v = std::get_if<double>(&bound.kind)) {
    return Value{std::nextafter(*v, -std::numeric_limits<double>::infinity())};
  }
  if (const Instant* v = std::get_if<Instant>(&bound.kind)) {
    return Value{Instant::FromMicros(v->micros() - 1)};
  }
  if (const Date* v = std::get_if<Date>(&bound.kind)) {
    if (answer.type == ValueType::kTime) {
      return Below(answer, Value{Instant::StartOf(*v)});
    }
    return Value{Date::FromDays(v->days() - 1)};
  }
  const Money& money = std::get<Money>(bound.kind);
  return Value{Money{money.micros - 1, money.currency}};
}

// Any value, for a question that tells none from another.
Value Any(const AttributeSpec& answer, const Schema& schema) {
  switch (answer.type) {
    case ValueType::kInteger:
      return Value{int64_t{0}};
    case ValueType::kNumber:
      return Value{0.0};
    case ValueType::kTime:
      return Value{Instant()};
    case ValueType::kDate:
      return Value{Date()};
    default:
      return Value{Money{
          0, answer.currency.empty() ? schema.currency : answer.currency}};
  }
}

std::vector<Value> PossibleBandValues(const QuestionSpec& question,
                                      const AttributeSpec& answer,
                                      const Schema& schema) {
  std::vector<Value> values;
  const auto add = [&](const Value& value) {
    if (!value.missing()) values.push_back(value);
  };
  if (!question.bands.front().from.missing()) {
    add(Below(answer, question.bands.front().from));
  }
  for (const QuestionBand& band : question.bands) {
    if (!band.from.missing()) {
      add(band.from);
    } else if (!band.below.missing()) {
      add(Below(answer, band.below));
    } else {
      add(Any(answer, schema));
    }
  }
  add(question.bands.back().below);
  return values;
}

std::vector<Value> PossibleValues(const QuestionSpec& question,
                                  const Schema& schema) {
  size_t index = 0;
  while (schema.answer[index].key != question.key) ++index;
  const AttributeSpec& answer = schema.answer[index];
  if (answer.type == ValueType::kBoolean) return {Value{true}, Value{false}};
  if (!question.bands.empty()) {
    return PossibleBandValues(question, answer, schema);
  }
  if (answer.type != ValueType::kText && answer.type != ValueType::kList) {
    return {Any(answer, schema)};
  }
  std::vector<std::string> texts;
  std::set<std::string> seen;
  for (const QuestionOption& option : question.options) {
    bool retired = false;
    for (const Option& declared : answer.options) {
      if (declared.key == option.option && declared.retired) retired = true;
    }
    if (!retired) texts.push_back(option.option);
    seen.insert(option.option);
  }
  for (const Option& declared : answer.options) {
    if (!declared.retired && seen.count(declared.key) == 0) {
      texts.push_back(declared.key);
    }
  }
  std::vector<Value> values;
  if (answer.type == ValueType::kText) {
    for (const std::string& text : texts) values.push_back(Value{text});
    if (answer.options.empty() || texts.empty()) {
      values.push_back(Value{std::string("\x01 none of them")});
    }
  }
  if (answer.type == ValueType::kList) {
    TextList good;
    TextList bad;
    values.push_back(Value{TextList()});
    for (const std::string& text : texts) {
      values.push_back(Value{TextList{{text}}});
      for (const QuestionOption& option : question.options) {
        if (option.option != text) continue;
        const Points points = Weighted(question, option.points);
        if (points > Points()) good.values.push_back(text);
        if (points < Points()) bad.values.push_back(text);
      }
    }
    values.push_back(Value{good});
    values.push_back(Value{bad});
  }
  return values;
}

// Most points of an answer less the least.
Points RangeOf(const QuestionSpec& question, const ReferenceInput& input) {
  std::optional<Points> least;
  std::optional<Points> most;
  for (const Value& value : PossibleValues(question, *input.schema)) {
    const Points points = PointsFor(question, value);
    if (!least.has_value() || points < *least) least = points;
    if (!most.has_value() || points > *most) most = points;
  }
  return least.has_value() ? *most - *least : Points();
}

double CompletenessOf(const QuestionnaireSpec& spec,
                      const ReferenceInput& input) {
  Points asked;
  Points answered;
  for (const QuestionSpec& question : spec.questions) {
    if (question.retired || !IsAsked(question, input)) continue;
    const Points range = RangeOf(question, input);
    asked += range;
    if (!ValueOf(question, input).missing()) answered += range;
  }
  if (asked == Points()) return 1;
  return static_cast<double>(answered.nano()) /
         static_cast<double>(asked.nano());
}

QuestionState StateOf(const QuestionSpec& question, const Counting& counting,
                      const ReferenceInput& input) {
  if (!IsAsked(question, input)) return QuestionState::kNotApplicable;
  if (question.retired) return QuestionState::kRetired;
  if (counting.answer < 0 && counting.expired) return QuestionState::kExpired;
  if (counting.answer < 0) return QuestionState::kOpen;
  if (ValueOf(question, input).missing()) return QuestionState::kUnknown;
  return counting.contradictions.empty() ? QuestionState::kAnswered
                                         : QuestionState::kContradictory;
}

bool HasUnknownOption(const AttributeSpec& answer, const Value& value) {
  if (answer.options.empty() || value.missing()) return false;
  std::vector<std::string> texts;
  if (answer.type == ValueType::kText) {
    texts = {std::get<std::string>(value.kind)};
  }
  if (answer.type == ValueType::kList) {
    texts = std::get<TextList>(value.kind).values;
  }
  for (const std::string& text : texts) {
    bool declared = false;
    for (const Option& option : answer.options) {
      if (option.key == text) declared = true;
    }
    if (!declared) return true;
  }
  return false;
}

void Sooner(Instant candidate, Instant as_of, Instant* next) {
  if (candidate <= as_of) return;
  if (*next == Instant() || candidate < *next) *next = candidate;
}

}  // namespace

Facts ReferenceCountingFacts(const QuestionnaireSpec& spec,
                             const ReferenceInput& input) {
  Facts facts = *input.facts;
  for (const QuestionSpec& question : spec.questions) {
    const Counting counting = CountingAnswer(question, input);
    Value value;
    if (counting.answer >= 0) {
      value =
          input.facts->lead.answers[static_cast<size_t>(counting.answer)].value;
    }
    facts = WithAnswer(facts, question.key, value);
  }
  return facts;
}

QuestionnaireResult ReferenceQuestionnaire(const QuestionnaireSpec& spec,
                                           const ReferenceInput& input) {
  const Facts facts = ReferenceCountingFacts(spec, input);
  ReferenceInput counted = input;
  counted.facts = &facts;
  const std::vector<Answer>& answers = input.facts->lead.answers;

  QuestionnaireResult result;
  result.name = spec.name;
  result.version = spec.version;
  result.points = TotalOf(spec, counted);
  result.cap = result.points;
  result.completeness = CompletenessOf(spec, counted);
  for (const QuestionSpec& question : spec.questions) {
    const Counting counting = CountingAnswer(question, input);
    QuestionResult part;
    part.question = question.key;
    part.state = StateOf(question, counting, counted);
    part.points = PointsOf(question, counted);
    result.cap -= part.points;
    if (counting.answer >= 0) {
      const Answer& answer = answers[static_cast<size_t>(counting.answer)];
      part.answer = counting.answer;
      part.version = answer.version;
      for (Instant end : EndsOf(question, answer)) {
        Sooner(end, input.as_of, &part.valid_until);
      }
    }
    part.contradictions = counting.contradictions;
    part.option_unknown = HasUnknownOption(DeclaredAnswer(input, question.key),
                                           ValueOf(question, counted));
    if (part.state == QuestionState::kOpen ||
        part.state == QuestionState::kExpired ||
        part.state == QuestionState::kUnknown) {
      for (const Value& value : PossibleValues(question, *input.schema)) {
        const Facts tried = WithAnswer(facts, question.key, value);
        ReferenceInput trial = input;
        trial.facts = &tried;
        const Points change = TotalOf(spec, trial) - result.points;
        if (!part.min_change.has_value() || change < *part.min_change) {
          part.min_change = change;
        }
        if (!part.max_change.has_value() || change > *part.max_change) {
          part.max_change = change;
        }
      }
    }
    if (result.veto.empty() && IsVeto(question, counted)) {
      result.veto = question.key;
    }
    for (const Answer& answer : answers) {
      if (answer.question != question.key) continue;
      Sooner(AnsweredAt(answer), input.as_of, &result.next_change);
      if (AnsweredAt(answer) > input.as_of) continue;
      if (IsOver(question, answer, input.as_of)) continue;
      for (Instant end : EndsOf(question, answer)) {
        Sooner(end, input.as_of, &result.next_change);
      }
    }
    result.questions.push_back(part);
  }
  for (size_t i = 0; i < answers.size(); ++i) {
    bool declared = false;
    for (const AttributeSpec& answer : input.schema->answer) {
      if (answer.key == answers[i].question) declared = true;
    }
    if (!declared) result.unread.push_back({static_cast<int64_t>(i)});
  }
  return result;
}

}  // namespace lotse
