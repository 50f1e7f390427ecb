// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReferenceHolds, ReferenceOperand, ReferenceLiteral, ReferenceOrder.
#include "tests/testing/reference_condition.h"

#include <limits>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "lotse/base/case_fold.h"
#include "lotse/base/decimal.h"

namespace lotse {
namespace {

// Where the names of a condition are looked up: in the activity if there is
// one, else in the facts.
struct Scope {
  const ReferenceInput* input;
  const Activity* activity;
};

bool Holds(const Scope& scope, const Condition& condition);

template <typename T>
int Sign(T a, T b) {
  if (a < b) return -1;
  if (b < a) return 1;
  return 0;
}

Value ReadFact(const Scope& scope, const std::string& name) {
  if (scope.activity != nullptr) {
    return ReferenceActivityFact(*scope.input, *scope.activity, name);
  }
  return ReferenceFact(*scope.input, name);
}

double AsNumber(const Value& value) {
  if (const int64_t* integer = std::get_if<int64_t>(&value.kind)) {
    return static_cast<double>(*integer);
  }
  return std::get<double>(value.kind);
}

bool IsSum(const Operand& operand) {
  const ActivityOperand* figure = std::get_if<ActivityOperand>(&operand.kind);
  return figure != nullptr && figure->aggregate == Aggregate::kSum;
}

Value Figure(const Scope& scope, const ActivityOperand& figure) {
  const Instant as_of = scope.input->as_of;
  int64_t count = 0;
  absl::int128 sum = 0;
  Value last;
  for (const Activity* activity : ReferenceActivities(*scope.input)) {
    bool of_kind = figure.kinds.empty();
    for (const std::string& kind : figure.kinds) {
      if (activity->kind == kind) of_kind = true;
    }
    if (!of_kind) continue;
    const bool has_window = figure.within != Duration();
    if (has_window && activity->occurred_at <= as_of - figure.within) continue;
    bool where_holds = true;
    for (const Condition& where : figure.where) {
      if (!Holds(Scope{scope.input, activity}, where)) where_holds = false;
    }
    if (!where_holds) continue;
    count = count + 1;
    if (figure.aggregate == Aggregate::kSum) {
      const Value value =
          ReferenceActivityFact(*scope.input, *activity, figure.attribute);
      if (!value.missing()) sum = sum + ScaleDouble(AsNumber(value), 9);
    }
    if (last.missing() ||
        activity->occurred_at > std::get<Instant>(last.kind)) {
      last = Value{activity->occurred_at};
    }
  }
  if (figure.aggregate == Aggregate::kCount) return Value{count};
  if (figure.aggregate == Aggregate::kLast) return last;
  const absl::int128 most = std::numeric_limits<int64_t>::max();
  const absl::int128 least = std::numeric_limits<int64_t>::min();
  if (sum > most) sum = most;
  if (sum < least) sum = least;
  return Value{static_cast<int64_t>(sum)};
}

// The value of any operand but a quantified list.
Value Read(const Scope& scope, const Operand& operand) {
  if (const FactOperand* fact = std::get_if<FactOperand>(&operand.kind)) {
    return ReadFact(scope, fact->name);
  }
  if (const ActivityOperand* figure =
          std::get_if<ActivityOperand>(&operand.kind)) {
    return Figure(scope, *figure);
  }
  if (const ConsentOperand* consent =
          std::get_if<ConsentOperand>(&operand.kind)) {
    return Value{
        ReferenceConsent(*scope.input, consent->purpose, consent->channel)};
  }
  return Value{};
}

std::string Folded(const std::string& text) {
  std::string folded;
  FoldCase(text, &folded);
  return folded;
}

// `text` against one literal with one of the operators for one text.
bool TextHolds(PredicateOp op, std::string text, std::string literal,
               bool ignore_case) {
  if (ignore_case) {
    text = Folded(text);
    literal = Folded(literal);
  }
  switch (op) {
    case PredicateOp::kStartsWith:
      return text.size() >= literal.size() &&
             text.substr(0, literal.size()) == literal;
    case PredicateOp::kEndsWith:
      return text.size() >= literal.size() &&
             text.substr(text.size() - literal.size()) == literal;
    case PredicateOp::kContains:
      return text.find(literal) != std::string::npos;
    default:
      return text == literal;
  }
}

// Whether `value` equals `literal`.
bool Equal(const Value& value, const Value& literal, bool ignore_case) {
  if (const std::string* text = std::get_if<std::string>(&value.kind)) {
    return TextHolds(PredicateOp::kEqual, *text,
                     std::get<std::string>(literal.kind), ignore_case);
  }
  if (const bool* boolean = std::get_if<bool>(&value.kind)) {
    return *boolean == std::get<bool>(literal.kind);
  }
  return ReferenceOrder(value, literal) == 0;
}

bool WithinLast(Instant as_of, const Value& value, Duration within) {
  if (const Date* date = std::get_if<Date>(&value.kind)) {
    const int64_t days_before =
        int64_t{as_of.date().days()} - int64_t{date->days()};
    return days_before >= 0 && Duration::Days(days_before) < within;
  }
  const Instant time = std::get<Instant>(value.kind);
  return as_of - within < time && time <= as_of;
}

// One test of one value that is there.
bool Test(const ReferenceInput& input, const Predicate& predicate,
          const Value& value) {
  std::vector<Value> literals;
  for (const Value& literal : predicate.values) {
    literals.push_back(ReferenceLiteral(predicate.operand, literal));
  }
  bool among = false;
  for (const Value& literal : literals) {
    const bool text_test = predicate.op == PredicateOp::kStartsWith ||
                           predicate.op == PredicateOp::kEndsWith ||
                           predicate.op == PredicateOp::kContains;
    const bool equality_test = predicate.op == PredicateOp::kEqual ||
                               predicate.op == PredicateOp::kNotEqual ||
                               predicate.op == PredicateOp::kIn ||
                               predicate.op == PredicateOp::kNotIn;
    if (text_test &&
        TextHolds(predicate.op, std::get<std::string>(value.kind),
                  std::get<std::string>(literal.kind), predicate.ignore_case)) {
      among = true;
    }
    if (equality_test && Equal(value, literal, predicate.ignore_case)) {
      among = true;
    }
  }
  switch (predicate.op) {
    case PredicateOp::kEqual:
    case PredicateOp::kIn:
    case PredicateOp::kStartsWith:
    case PredicateOp::kEndsWith:
    case PredicateOp::kContains:
      return among;
    case PredicateOp::kNotEqual:
    case PredicateOp::kNotIn:
      return !among;
    case PredicateOp::kLess:
      return ReferenceOrder(value, literals[0]) < 0;
    case PredicateOp::kLessEqual:
      return ReferenceOrder(value, literals[0]) <= 0;
    case PredicateOp::kGreater:
      return ReferenceOrder(value, literals[0]) > 0;
    case PredicateOp::kGreaterEqual:
      return ReferenceOrder(value, literals[0]) >= 0;
    case PredicateOp::kBetween:
      return ReferenceOrder(value, literals[0]) >= 0 &&
             ReferenceOrder(value, literals[1]) <= 0;
    case PredicateOp::kWithinLast:
      return WithinLast(input.as_of, value, predicate.within);
    default:
      return false;
  }
}

bool PredicateHolds(const Scope& scope, const Predicate& predicate) {
  if (const ListOperand* operand =
          std::get_if<ListOperand>(&predicate.operand.kind)) {
    const Value list = ReadFact(scope, operand->name);
    if (list.missing()) return false;
    bool any = false;
    bool all = true;
    for (const std::string& text : std::get<TextList>(list.kind).values) {
      if (Test(*scope.input, predicate, Value{text})) {
        any = true;
      } else {
        all = false;
      }
    }
    return operand->quantifier == Quantifier::kAny ? any : all;
  }
  const Value value = Read(scope, predicate.operand);
  if (predicate.op == PredicateOp::kIsMissing) return value.missing();
  if (predicate.op == PredicateOp::kIsNotMissing) return !value.missing();
  if (value.missing()) return false;
  return Test(*scope.input, predicate, value);
}

bool Holds(const Scope& scope, const Condition& condition) {
  if (const Predicate* predicate = std::get_if<Predicate>(&condition.kind)) {
    return PredicateHolds(scope, *predicate);
  }
  if (const AllOf* all = std::get_if<AllOf>(&condition.kind)) {
    for (const Condition& child : all->conditions) {
      if (!Holds(scope, child)) return false;
    }
    return true;
  }
  if (const AnyOf* any = std::get_if<AnyOf>(&condition.kind)) {
    for (const Condition& child : any->conditions) {
      if (Holds(scope, child)) return true;
    }
    return false;
  }
  if (const NoneOf* none = std::get_if<NoneOf>(&condition.kind)) {
    for (const Condition& child : none->conditions) {
      if (Holds(scope, child)) return false;
    }
    return true;
  }
  return condition.empty();
}

}  // namespace

bool ReferenceHolds(const ReferenceInput& input, const Condition& condition) {
  return Holds(Scope{&input, nullptr}, condition);
}

Value ReferenceOperand(const ReferenceInput& input, const Operand& operand) {
  return Read(Scope{&input, nullptr}, operand);
}

Value ReferenceLiteral(const Operand& operand, const Value& literal) {
  if (literal.missing() || !IsSum(operand)) return literal;
  return Value{ScaleDouble(AsNumber(literal), 9)};
}

int ReferenceOrder(const Value& a, const Value& b) {
  if (a.type() == ValueType::kMoney) {
    return Sign(std::get<Money>(a.kind).micros, std::get<Money>(b.kind).micros);
  }
  if (a.type() == ValueType::kDate) {
    return Sign(std::get<Date>(a.kind).days(), std::get<Date>(b.kind).days());
  }
  if (a.type() == ValueType::kTime) {
    const Instant time = std::get<Instant>(a.kind);
    if (b.type() == ValueType::kDate) {
      return Sign(time, Instant::StartOf(std::get<Date>(b.kind)));
    }
    return Sign(time, std::get<Instant>(b.kind));
  }
  if (a.type() == ValueType::kInteger && b.type() == ValueType::kInteger) {
    return Sign(std::get<int64_t>(a.kind), std::get<int64_t>(b.kind));
  }
  return Sign(AsNumber(a), AsNumber(b));
}

}  // namespace lotse
