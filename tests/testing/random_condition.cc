// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RandomCondition, RandomActivityOperand, RandomLiteral, FigureFact.
#include "tests/testing/random_condition.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lotse {
namespace {

// Where the names of a condition come from.
struct Scope {
  const RandomTenant* tenant;
  const std::vector<RandomFact>* facts;
  // Inside an activity there are no figures and consents.
  bool in_activity;
};

bool IsOrdered(ValueType type) {
  return type == ValueType::kInteger || type == ValueType::kNumber ||
         type == ValueType::kTime || type == ValueType::kDate ||
         type == ValueType::kMoney;
}

// -1, 0 or 1 for two literals of one ordered fact.
bool LiteralLess(const Value& a, const Value& b) {
  const auto number = [](const Value& value) {
    if (const double* v = std::get_if<double>(&value.kind)) return *v;
    return static_cast<double>(std::get<int64_t>(value.kind));
  };
  const auto micros = [](const Value& value) {
    if (const Date* date = std::get_if<Date>(&value.kind)) {
      return Instant::StartOf(*date).micros();
    }
    return std::get<Instant>(value.kind).micros();
  };
  switch (a.type()) {
    case ValueType::kMoney:
      return std::get<Money>(a.kind).micros < std::get<Money>(b.kind).micros;
    case ValueType::kTime:
    case ValueType::kDate:
      return micros(a) < micros(b);
    case ValueType::kInteger:
      if (b.type() == ValueType::kInteger) {
        return std::get<int64_t>(a.kind) < std::get<int64_t>(b.kind);
      }
      return number(a) < number(b);
    default:
      return number(a) < number(b);
  }
}

std::string RandomTextLiteral(const RandomFact& fact, bool exact,
                              RandomSource* random) {
  if (!fact.options.empty() && (exact || random->Chance(50))) {
    return random->Pick(fact.options);
  }
  return RandomText(random);
}

// The operators of texts; `predicate` has its operand.
void ChooseTextTest(const RandomFact& fact, Predicate* predicate,
                    RandomSource* random) {
  const std::vector<PredicateOp> ops = {
      PredicateOp::kEqual,   PredicateOp::kNotEqual,   PredicateOp::kIn,
      PredicateOp::kNotIn,   PredicateOp::kStartsWith, PredicateOp::kEndsWith,
      PredicateOp::kContains};
  predicate->op = random->Pick(ops);
  predicate->ignore_case = random->Chance(40);
  const bool is_part = predicate->op == PredicateOp::kStartsWith ||
                       predicate->op == PredicateOp::kEndsWith ||
                       predicate->op == PredicateOp::kContains;
  const bool is_set =
      predicate->op == PredicateOp::kIn || predicate->op == PredicateOp::kNotIn;
  const bool exact = !is_part && !predicate->ignore_case;
  for (size_t i = is_set ? 1 + random->Below(4) : 1; i > 0; --i) {
    std::string text = RandomTextLiteral(fact, exact, random);
    if (is_part && random->Chance(50)) {
      // A piece that ends between two letters.
      size_t end = 1 + random->Below(text.size());
      while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
      text.resize(end);
    }
    bool repeated = false;
    for (const Value& value : predicate->values) {
      if (value == Value{text}) repeated = true;
    }
    if (!repeated) predicate->values.push_back(Value{text});
  }
}

// An operator and literals for a fact that is no list.
void ChooseTest(const RandomFact& fact, Predicate* predicate,
                RandomSource* random) {
  const bool can_be_missing = fact.entity != "figure";
  if (can_be_missing && random->Chance(12)) {
    predicate->op = random->Chance(50) ? PredicateOp::kIsMissing
                                       : PredicateOp::kIsNotMissing;
    return;
  }
  const bool is_instant =
      fact.type == ValueType::kTime || fact.type == ValueType::kDate;
  if (is_instant && random->Chance(35)) {
    predicate->op = PredicateOp::kWithinLast;
    // Dates are within whole days.
    predicate->within = fact.type == ValueType::kDate
                            ? Duration::Days(random->Between(1, 8))
                            : RandomDuration(random);
    return;
  }
  if (fact.type == ValueType::kText) {
    ChooseTextTest(fact, predicate, random);
    return;
  }
  if (!IsOrdered(fact.type)) {
    predicate->op =
        random->Chance(50) ? PredicateOp::kEqual : PredicateOp::kNotEqual;
    predicate->values.push_back(Value{random->Chance(50)});
    return;
  }
  const std::vector<PredicateOp> ops = {
      PredicateOp::kEqual,   PredicateOp::kNotEqual,
      PredicateOp::kLess,    PredicateOp::kLessEqual,
      PredicateOp::kGreater, PredicateOp::kGreaterEqual,
      PredicateOp::kBetween, PredicateOp::kIn,
      PredicateOp::kNotIn};
  predicate->op = random->Pick(ops);
  size_t count = 1;
  if (predicate->op == PredicateOp::kBetween) count = 2;
  if (predicate->op == PredicateOp::kIn || predicate->op == PredicateOp::kNotIn)
    count = 1 + random->Below(5);
  for (size_t i = 0; i < count; ++i) {
    predicate->values.push_back(RandomLiteral(fact, random));
  }
  if (count == 2 && predicate->op == PredicateOp::kBetween &&
      LiteralLess(predicate->values[1], predicate->values[0])) {
    std::swap(predicate->values[0], predicate->values[1]);
  }
}

const RandomFact& PickFact(const Scope& scope, RandomSource* random) {
  while (true) {
    const RandomFact& fact = random->Pick(*scope.facts);
    if (!fact.not_for_scoring) return fact;
  }
}

Predicate RandomPredicate(const Scope& scope, RandomSource* random) {
  Predicate predicate;
  if (!scope.in_activity && random->Chance(30)) {
    const Aggregate aggregate = static_cast<Aggregate>(1 + random->Below(3));
    predicate.operand.kind =
        RandomActivityOperand(*scope.tenant, aggregate, random);
    ChooseTest(FigureFact(*scope.tenant, aggregate, random), &predicate,
               random);
    return predicate;
  }
  if (!scope.in_activity && random->Chance(15)) {
    predicate.operand.kind =
        ConsentOperand{RandomPurpose(random), RandomChannel(random)};
    RandomFact states;
    states.entity = "figure";
    states.type = ValueType::kText;
    states.options = {"none", "given", "confirmed", "withdrawn", "expired"};
    ChooseTest(states, &predicate, random);
    return predicate;
  }
  const RandomFact& fact = PickFact(scope, random);
  if (fact.type == ValueType::kList && random->Chance(85)) {
    predicate.operand.kind = ListOperand{
        random->Chance(50) ? Quantifier::kAny : Quantifier::kAll, fact.name};
    ChooseTextTest(fact, &predicate, random);
    return predicate;
  }
  predicate.operand.kind = FactOperand{fact.name};
  if (fact.type == ValueType::kList) {
    predicate.op = random->Chance(50) ? PredicateOp::kIsMissing
                                      : PredicateOp::kIsNotMissing;
    return predicate;
  }
  ChooseTest(fact, &predicate, random);
  return predicate;
}

Condition RandomTree(const Scope& scope, size_t depth, RandomSource* random) {
  Condition condition;
  if (depth == 0 || random->Chance(35)) {
    condition.kind = RandomPredicate(scope, random);
    return condition;
  }
  std::vector<Condition> children;
  const size_t count = random->Chance(8) ? 0 : 1 + random->Below(4);
  for (size_t i = 0; i < count; ++i) {
    children.push_back(RandomTree(scope, depth - 1, random));
  }
  switch (random->Below(3)) {
    case 0:
      condition.kind = AllOf{std::move(children)};
      break;
    case 1:
      condition.kind = AnyOf{std::move(children)};
      break;
    default:
      condition.kind = NoneOf{std::move(children)};
  }
  return condition;
}

}  // namespace

Condition RandomCondition(const RandomTenant& tenant, size_t depth,
                          RandomSource* random) {
  return RandomTree(Scope{&tenant, &tenant.facts, false}, depth, random);
}

ActivityOperand RandomActivityOperand(const RandomTenant& tenant,
                                      Aggregate aggregate,
                                      RandomSource* random) {
  ActivityOperand operand;
  operand.aggregate = aggregate;
  for (const Option& kind : tenant.schema.activity_kinds) {
    if (random->Chance(40)) operand.kinds.push_back(kind.key);
  }
  if (aggregate == Aggregate::kSum) {
    operand.attribute = random->Chance(50) ? "amount" : "minutes";
  }
  const Scope scope{&tenant, &tenant.payload, true};
  for (size_t i = random->Below(3); i > 0; --i) {
    operand.where.push_back(RandomTree(scope, random->Below(3), random));
  }
  if (random->Chance(60)) operand.within = RandomDuration(random);
  return operand;
}

Value RandomLiteral(const RandomFact& fact, RandomSource* random) {
  const Value near = RandomNear(random->Pick(fact.anchors), random);
  if (fact.type == ValueType::kTime && random->Chance(20)) {
    return Value{std::get<Instant>(near.kind).date()};
  }
  if (fact.type == ValueType::kNumber && random->Chance(20)) {
    return Value{random->Between(-3, 120)};
  }
  return near;
}

RandomFact FigureFact(const RandomTenant& tenant, Aggregate aggregate,
                      RandomSource* random) {
  RandomFact fact;
  // A last activity may be missing; counts and sums are always there.
  fact.entity = aggregate == Aggregate::kLast ? "last" : "figure";
  if (aggregate == Aggregate::kCount) {
    fact.type = ValueType::kInteger;
    fact.anchors = {Value{int64_t{0}}, Value{int64_t{1}}, Value{int64_t{3}}};
  } else if (aggregate == Aggregate::kSum) {
    fact.type = ValueType::kNumber;
    // Literals beyond what a sum can reach are refused.
    fact.anchors = {Value{0.0}, Value{-9.1e9}, Value{9.1e9}};
    const Value& minutes = random->Pick(tenant.payload[3].anchors);
    const double number = std::get<double>(minutes.kind);
    if (number > -1000 && number < 1000) fact.anchors.push_back(minutes);
    const Value& amount = random->Pick(tenant.payload[1].anchors);
    const int64_t whole = std::get<int64_t>(amount.kind);
    if (whole > -1000 && whole < 1000) fact.anchors.push_back(amount);
  } else {
    fact.type = ValueType::kTime;
    fact.anchors = {Value{RandomInstant(tenant.as_of, random)},
                    Value{RandomInstant(tenant.as_of, random)}};
  }
  return fact;
}

}  // namespace lotse
