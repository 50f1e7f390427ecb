// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PossibleAnswersOf.
#include "src/score/possible_answers.h"

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/score/lower_questionnaire.h"

namespace lotse {
namespace {

Value TextValue(std::string text) {
  Value value;
  value.kind = std::move(text);
  return value;
}

Value ListValue(std::vector<std::string> texts) {
  Value value;
  value.kind = TextList{std::move(texts)};
  return value;
}

// A value of the fact's type: `steps` of the smallest step above `bound`. None
// if there is no such value.
struct Stepped {
  const FactDefinition& fact;
  int steps;

  template <typename T>
  static bool Add(T* value, int64_t steps) {
    using Limits = std::numeric_limits<T>;
    if (steps < 0 && *value < Limits::min() - steps) return false;
    if (steps > 0 && *value > Limits::max() - steps) return false;
    *value = static_cast<T>(*value + steps);
    return true;
  }

  Value operator()(int64_t v) const {
    if (fact.type == ValueType::kNumber) return (*this)(static_cast<double>(v));
    return Add(&v, steps) ? Value{v} : Value();
  }
  Value operator()(double v) const {
    // Only whole numbers are bounds of integers.
    if (fact.type == ValueType::kInteger) {
      return (*this)(static_cast<int64_t>(v));
    }
    const double infinity = std::numeric_limits<double>::infinity();
    if (steps != 0) v = std::nextafter(v, steps < 0 ? -infinity : infinity);
    return std::isfinite(v) ? Value{v} : Value();
  }
  Value operator()(Date v) const {
    if (fact.type == ValueType::kTime) return (*this)(Instant::StartOf(v));
    int32_t days = v.days();
    return Add(&days, steps) ? Value{Date::FromDays(days)} : Value();
  }
  Value operator()(Instant v) const {
    int64_t micros = v.micros();
    return Add(&micros, steps) ? Value{Instant::FromMicros(micros)} : Value();
  }
  Value operator()(const Money& v) const {
    Money money = v;
    return Add(&money.micros, steps) ? Value{money} : Value();
  }
  template <typename T>
  Value operator()(const T&) const {
    return Value();
  }
};

Value ValueBeside(const Value& bound, const FactDefinition& fact, int steps) {
  return std::visit(Stepped{fact, steps}, bound.kind);
}

// Any value of the type, for a question without entries.
Value AnyValue(const FactDefinition& fact) {
  switch (fact.type) {
    case ValueType::kInteger:
      return Value{int64_t{0}};
    case ValueType::kNumber:
      return Value{0.0};
    case ValueType::kTime:
      return Value{Instant()};
    case ValueType::kDate:
      return Value{Date()};
    case ValueType::kMoney:
      return Value{Money{0, fact.currency}};
    default:
      return Value();
  }
}

class Enumeration {
 public:
  Enumeration(const QuestionSpec& question, const FactDefinition& fact)
      : question_(question), fact_(fact) {}

  std::vector<PossibleAnswer> Run() {
    switch (fact_.type) {
      case ValueType::kText:
        AddTexts();
        break;
      case ValueType::kList:
        AddLists();
        break;
      case ValueType::kBoolean:
        Add(Value{true}, question_.yes.points,
            Likelihood(question_.yes.likelihood));
        Add(Value{false}, question_.no.points,
            Likelihood(question_.no.likelihood));
        break;
      default:
        AddBands();
    }
    double sum = 0;
    for (const PossibleAnswer& answer : out_) sum += answer.likelihood;
    for (PossibleAnswer& answer : out_) {
      // Where all that is likely was retired, all are alike.
      answer.likelihood = sum > 0 ? answer.likelihood / sum
                                  : 1 / static_cast<double>(out_.size());
    }
    return std::move(out_);
  }

 private:
  static double Likelihood(const std::optional<double>& likelihood) {
    return likelihood.value_or(1);
  }

  void Add(Value value, Points points, double likelihood) {
    AddWeighted(std::move(value), WeightedPointsOf(question_, points),
                likelihood);
  }

  void AddWeighted(Value value, Points points, double likelihood) {
    if (question_.min.has_value() && points < *question_.min) {
      points = *question_.min;
    }
    if (question_.max.has_value() && points > *question_.max) {
      points = *question_.max;
    }
    out_.push_back({std::move(value), likelihood, points});
  }

  bool IsRetired(const std::string& key) const {
    for (const Option& option : fact_.options) {
      if (option.key == key) return option.retired;
    }
    return false;
  }

  // The options that the schema offers and the question does not score.
  std::vector<std::string> Unscored() const {
    std::set<absl::string_view> scored;
    for (const QuestionOption& option : question_.options) {
      scored.insert(option.option);
    }
    std::vector<std::string> unscored;
    for (const Option& option : fact_.options) {
      if (!option.retired && scored.count(option.key) == 0) {
        unscored.push_back(option.key);
      }
    }
    return unscored;
  }

  double UnscoredLikelihood() const {
    return !question_.options.empty() &&
                   question_.options.front().likelihood.has_value()
               ? 0
               : 1;
  }

  void AddTexts() {
    for (const QuestionOption& option : question_.options) {
      if (IsRetired(option.option)) continue;
      Add(TextValue(option.option), option.points,
          Likelihood(option.likelihood));
    }
    for (std::string& key : Unscored()) {
      Add(TextValue(std::move(key)), Points(), UnscoredLikelihood());
    }
    // Where any text is an answer, one that is none of the options.
    if (fact_.options.empty() || out_.empty()) {
      std::string other = "other";
      for (size_t i = 0; i < question_.options.size(); ++i) {
        if (question_.options[i].option != other) continue;
        other += "_";
        i = static_cast<size_t>(-1);
      }
      Add(TextValue(std::move(other)), Points(), out_.empty() ? 1 : 0);
    }
  }

  void AddLists() {
    std::vector<std::string> good;
    std::vector<std::string> bad;
    Points best;
    Points worst;
    const bool alone = question_.options.empty() && Unscored().empty();
    Add(ListValue({}), Points(), alone ? 1 : 0);
    for (const QuestionOption& option : question_.options) {
      if (IsRetired(option.option)) continue;
      Add(ListValue({option.option}), option.points,
          Likelihood(option.likelihood));
      const Points points = WeightedPointsOf(question_, option.points);
      if (points > Points()) {
        best += points;
        good.push_back(option.option);
      } else if (points < Points()) {
        worst += points;
        bad.push_back(option.option);
      }
    }
    for (std::string& key : Unscored()) {
      Add(ListValue({std::move(key)}), Points(), UnscoredLikelihood());
    }
    if (good.size() > 1) AddWeighted(ListValue(std::move(good)), best, 0);
    if (bad.size() > 1) AddWeighted(ListValue(std::move(bad)), worst, 0);
  }

  void AddBands() {
    const std::vector<QuestionBand>& bands = question_.bands;
    if (bands.empty()) {
      Add(AnyValue(fact_), Points(), 1);
      return;
    }
    AddBeside(bands.front().from, -1);
    for (const QuestionBand& band : bands) {
      // The lowest value of the band, or the highest if it is open below.
      Value value = !band.from.missing()    ? ValueBeside(band.from, fact_, 0)
                    : !band.below.missing() ? ValueBeside(band.below, fact_, -1)
                                            : AnyValue(fact_);
      if (value.missing()) continue;
      Add(std::move(value), band.points, Likelihood(band.likelihood));
    }
    AddBeside(bands.back().below, 0);
  }

  // A value beyond the bands, if there is one.
  void AddBeside(const Value& bound, int steps) {
    if (bound.missing()) return;
    Value value = ValueBeside(bound, fact_, steps);
    if (!value.missing()) Add(std::move(value), Points(), 0);
  }

  const QuestionSpec& question_;
  const FactDefinition& fact_;
  std::vector<PossibleAnswer> out_;
};

}  // namespace

std::vector<PossibleAnswer> PossibleAnswersOf(const QuestionSpec& question,
                                              const FactDefinition& fact) {
  return Enumeration(question, fact).Run();
}

}  // namespace lotse
