// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Condition: everything in Lotse that has an "if", as plain data.
//
// A condition is written as text or as a tree. Both say the same, and the text
// form is the one people write:
//
//   Condition c = Condition::FromText(
//       "employees >= 50 and company.country in (\"DE\", \"AT\")");
//
// condition_text.h parses and prints it, condition_set.h compiles and evaluates
// it, docs/conditions.md is the reference of the language. A comparison with a
// missing value is false ("!=" and "not in" too); "not (x = 1)" is true if x is
// missing; "is missing" asks.
#ifndef LOTSE_CONDITION_CONDITION_H_
#define LOTSE_CONDITION_CONDITION_H_

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"
#include "lotse/facts/value.h"

namespace lotse {

struct Condition;

// A fact or signal by name: "company.employees", or "employees" where only one
// record has such an attribute.
struct FactOperand {
  std::string name;

  static constexpr auto Fields() {
    return FieldList(Field{1, "name", &FactOperand::name});
  }
};

// How a predicate reads a list.
enum class Quantifier : uint8_t {
  kUnspecified = 0,  // Refused when read.
  kAny = 1,          // Holds for at least one text of the list.
  kAll = 2,          // Holds for each; true for an empty list.
};

template <>
struct EnumNames<Quantifier> {
  static constexpr const char* kPrefix = "QUANTIFIER_";
  static constexpr EnumName<Quantifier> kNames[] = {{Quantifier::kAny, "any"},
                                                    {Quantifier::kAll, "all"}};
};

// The texts of a list fact: any(interests), all(interests).
struct ListOperand {
  Quantifier quantifier = Quantifier::kUnspecified;
  std::string name;

  static constexpr auto Fields() {
    return FieldList(Field{1, "quantifier", &ListOperand::quantifier},
                     Field{2, "name", &ListOperand::name});
  }
};

// What is computed from the activities that match.
enum class Aggregate : uint8_t {
  kUnspecified = 0,  // Refused when read.
  kCount = 1,        // How many: an integer, 0 if none.
  kSum = 2,          // Sum of `attribute`: a number, 0 if none.
  kLast = 3,         // When the latest occurred: a time, missing if none.
};

template <>
struct EnumNames<Aggregate> {
  static constexpr const char* kPrefix = "AGGREGATE_";
  static constexpr EnumName<Aggregate> kNames[] = {{Aggregate::kCount, "count"},
                                                   {Aggregate::kSum, "sum"},
                                                   {Aggregate::kLast, "last"}};
};

// A figure over activities: count(download where asset = "price list" within 30
// days). Activities after the instant of evaluation do not count.
struct ActivityOperand {
  Aggregate aggregate = Aggregate::kUnspecified;
  // Kinds of activity. Empty: all kinds.
  std::vector<std::string> kinds;
  // For kSum: the activity attribute (integer or number) that is added. Each
  // value is rounded to 1e-9 once and missing counts as 0, so the sum does not
  // depend on the order; beyond +-9.2e9 it saturates.
  std::string attribute;
  // Conditions on the activity, all of which must hold; they name activity
  // attributes, or `channel`.
  std::vector<Condition> where;
  // Only activities with as_of - within < occurred_at. Zero: of any age.
  Duration within;

  static constexpr auto Fields() {
    return FieldList(Field{1, "aggregate", &ActivityOperand::aggregate},
                     Field{2, "kinds", &ActivityOperand::kinds},
                     Field{3, "attribute", &ActivityOperand::attribute},
                     Field{4, "where", &ActivityOperand::where},
                     Field{5, "within", &ActivityOperand::within});
  }
};

// The state of a consent of the lead's person: consent("newsletter", "email").
// A text: "none", "given", "confirmed", "withdrawn" or "expired".
struct ConsentOperand {
  std::string purpose;
  std::string channel;

  static constexpr auto Fields() {
    return FieldList(Field{1, "purpose", &ConsentOperand::purpose},
                     Field{2, "channel", &ConsentOperand::channel});
  }
};

enum class PredicateOp : uint8_t {
  kUnspecified = 0,  // Refused when read.
  kEqual = 1,        // One value.
  kNotEqual = 2,     // One value; false if missing.
  kLess = 3,         // One value: integer, number, time, date or money.
  kLessEqual = 4,
  kGreater = 5,
  kGreaterEqual = 6,
  kBetween = 7,        // Two values, both included.
  kIn = 8,             // One value or more.
  kNotIn = 9,          // One value or more; false if missing.
  kStartsWith = 10,    // One text.
  kEndsWith = 11,      // One text.
  kContains = 12,      // One text.
  kIsMissing = 13,     // No value.
  kIsNotMissing = 14,  // No value.
  kWithinLast = 15,  // `within`; times and dates: as_of - within < x <= as_of.
};

template <>
struct EnumNames<PredicateOp> {
  static constexpr const char* kPrefix = "PREDICATE_OP_";
  static constexpr EnumName<PredicateOp> kNames[] = {
      {PredicateOp::kEqual, "equal"},
      {PredicateOp::kNotEqual, "not_equal"},
      {PredicateOp::kLess, "less"},
      {PredicateOp::kLessEqual, "less_equal"},
      {PredicateOp::kGreater, "greater"},
      {PredicateOp::kGreaterEqual, "greater_equal"},
      {PredicateOp::kBetween, "between"},
      {PredicateOp::kIn, "in"},
      {PredicateOp::kNotIn, "not_in"},
      {PredicateOp::kStartsWith, "starts_with"},
      {PredicateOp::kEndsWith, "ends_with"},
      {PredicateOp::kContains, "contains"},
      {PredicateOp::kIsMissing, "is_missing"},
      {PredicateOp::kIsNotMissing, "is_not_missing"},
      {PredicateOp::kWithinLast, "within_last"}};
};

// What a predicate is about.
struct Operand {
  std::variant<std::monostate, FactOperand, ListOperand, ActivityOperand,
               ConsentOperand>
      kind;

  static constexpr auto Fields() {
    return FieldList(OneOf{&Operand::kind, Alternative<FactOperand>{1, "fact"},
                           Alternative<ListOperand>{2, "list"},
                           Alternative<ActivityOperand>{3, "activities"},
                           Alternative<ConsentOperand>{4, "consent"}});
  }
};

// One test of one operand.
struct Predicate {
  Operand operand;
  PredicateOp op = PredicateOp::kUnspecified;
  // As many as the operator takes, of the operand's type. A whole number stands
  // for a number, and a date for a time (midnight UTC).
  std::vector<Value> values;
  // For kWithinLast, positive. A date is within the last D days if it is not
  // after the UTC day of as_of and less than D days before it.
  Duration within;
  // Texts are compared case-folded (German and other Latin letters, Greek,
  // Cyrillic): "STRASSE" equals "Straße".
  bool ignore_case = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "operand", &Predicate::operand},
                     Field{2, "op", &Predicate::op},
                     Field{3, "values", &Predicate::values},
                     Field{4, "within", &Predicate::within},
                     Field{5, "ignore_case", &Predicate::ignore_case});
  }
};

// True if each condition holds; of nothing: true.
struct AllOf {
  std::vector<Condition> conditions;

  static constexpr auto Fields() {
    return FieldList(Field{1, "conditions", &AllOf::conditions});
  }
};

// True if at least one condition holds; of nothing: false.
struct AnyOf {
  std::vector<Condition> conditions;

  static constexpr auto Fields() {
    return FieldList(Field{1, "conditions", &AnyOf::conditions});
  }
};

// True if no condition holds: "not (a or b)".
struct NoneOf {
  std::vector<Condition> conditions;

  static constexpr auto Fields() {
    return FieldList(Field{1, "conditions", &NoneOf::conditions});
  }
};

struct Condition {
  // monostate: no condition; always true where one may be left out. The text
  // alternative is the text form.
  std::variant<std::monostate, std::string, Predicate, AllOf, AnyOf, NoneOf>
      kind;

  static Condition FromText(std::string text) {
    Condition condition;
    condition.kind = std::move(text);
    return condition;
  }

  // Whether there is no condition.
  bool empty() const { return kind.index() == 0; }

  static constexpr auto Fields() {
    return FieldList(OneOf{
        &Condition::kind, Alternative<std::string>{1, "text"},
        Alternative<Predicate>{2, "predicate"}, Alternative<AllOf>{3, "all_of"},
        Alternative<AnyOf>{4, "any_of"}, Alternative<NoneOf>{5, "none_of"}});
  }
};

}  // namespace lotse

#endif  // LOTSE_CONDITION_CONDITION_H_
