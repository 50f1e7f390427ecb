// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The reference evaluates conditions as worked out by hand.
#include "tests/testing/reference_condition.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace lotse {
namespace {

Instant Noon() { return *Instant::Parse("2026-11-23T12:00:00Z"); }

AttributeSpec Spec(const char* key, ValueType type) {
  AttributeSpec spec;
  spec.key = key;
  spec.type = type;
  return spec;
}

Attribute Entry(const char* key, Value value, Instant since = {}) {
  Attribute entry;
  entry.key = key;
  entry.value = std::move(value);
  entry.since = since;
  return entry;
}

Value Text(const char* text) { return Value{std::string(text)}; }

Condition If(Operand operand, PredicateOp op, std::vector<Value> values,
             bool ignore_case = false, Duration within = {}) {
  return Condition{Predicate{std::move(operand), op, std::move(values), within,
                             ignore_case}};
}

Operand Fact(const char* name) { return Operand{FactOperand{name}}; }

class ReferenceConditionTest : public ::testing::Test {
 protected:
  ReferenceConditionTest() {
    schema_.lead = {
        Spec("size", ValueType::kInteger),  Spec("name", ValueType::kText),
        Spec("tags", ValueType::kList),     Spec("day", ValueType::kDate),
        Spec("seen", ValueType::kTime),     Spec("none", ValueType::kInteger),
        Spec("none_list", ValueType::kList)};
    schema_.activity = {Spec("minutes", ValueType::kNumber)};
    schema_.activity_kinds = {{"call", {}, false}, {"visit", {}, false}};
    facts_.lead.attributes = {Entry("size", Value{int64_t{50}}),
                              Entry("name", Text("Straße")),
                              Entry("tags", Value{TextList{{"red", "green"}}}),
                              Entry("day", Value{Noon().date()}),
                              Entry("seen", Value{Noon() - Duration::Days(1)})};
    facts_.persons.resize(1);
    facts_.persons[0].activities = {
        {"", "call", Noon(), "", {Entry("minutes", Value{0.1})}},
        {"",
         "call",
         Noon() - Duration::Days(7),
         "phone",
         {Entry("minutes", Value{0.2})}},
        {"", "visit", Noon() - Duration::Days(9), "", {}}};
    input_.schema = &schema_;
    input_.facts = &facts_;
    input_.as_of = Noon();
  }

  bool Holds(const Condition& condition) {
    return ReferenceHolds(input_, condition);
  }

  Schema schema_;
  Facts facts_;
  ReferenceInput input_;
};

TEST_F(ReferenceConditionTest, ComparesNumbers) {
  struct Case {
    PredicateOp op;
    bool below, at, above;
  };
  const std::vector<Case> cases = {
      {PredicateOp::kEqual, false, true, false},
      {PredicateOp::kNotEqual, true, false, true},
      {PredicateOp::kLess, false, false, true},
      {PredicateOp::kLessEqual, false, true, true},
      {PredicateOp::kGreater, true, false, false},
      {PredicateOp::kGreaterEqual, true, true, false}};
  for (const Case& test : cases) {
    const auto holds = [&](int64_t literal) {
      return Holds(If(Fact("size"), test.op, {Value{literal}}));
    };
    EXPECT_EQ(holds(49), test.below) << NameOf(test.op);
    EXPECT_EQ(holds(50), test.at) << NameOf(test.op);
    EXPECT_EQ(holds(51), test.above) << NameOf(test.op);
  }
  const auto between = [&](int64_t low, int64_t high) {
    return Holds(
        If(Fact("size"), PredicateOp::kBetween, {Value{low}, Value{high}}));
  };
  EXPECT_TRUE(between(50, 60));
  EXPECT_TRUE(between(40, 50));
  EXPECT_FALSE(between(51, 60));
  EXPECT_FALSE(between(40, 49));
}

TEST_F(ReferenceConditionTest, MissingIsNeitherEqualNorDifferent) {
  const Value one{int64_t{1}};
  EXPECT_FALSE(Holds(If(Fact("none"), PredicateOp::kEqual, {one})));
  EXPECT_FALSE(Holds(If(Fact("none"), PredicateOp::kNotEqual, {one})));
  EXPECT_FALSE(Holds(If(Fact("none"), PredicateOp::kNotIn, {one})));
  EXPECT_TRUE(Holds(If(Fact("none"), PredicateOp::kIsMissing, {})));
  EXPECT_FALSE(Holds(If(Fact("none"), PredicateOp::kIsNotMissing, {})));
  EXPECT_TRUE(
      Holds(Condition{NoneOf{{If(Fact("none"), PredicateOp::kEqual, {one})}}}));
}

TEST_F(ReferenceConditionTest, ComparesTexts) {
  const Operand name = Fact("name");
  EXPECT_FALSE(Holds(If(name, PredicateOp::kEqual, {Text("STRASSE")})));
  EXPECT_TRUE(Holds(If(name, PredicateOp::kEqual, {Text("STRASSE")}, true)));
  EXPECT_TRUE(Holds(If(name, PredicateOp::kIn, {Text("a"), Text("Straße")})));
  EXPECT_FALSE(
      Holds(If(name, PredicateOp::kNotIn, {Text("a"), Text("Straße")})));
  EXPECT_TRUE(Holds(If(name, PredicateOp::kStartsWith, {Text("Str")})));
  EXPECT_FALSE(Holds(If(name, PredicateOp::kStartsWith, {Text("traße")})));
  EXPECT_TRUE(Holds(If(name, PredicateOp::kEndsWith, {Text("aße")})));
  EXPECT_FALSE(Holds(If(name, PredicateOp::kEndsWith, {Text("Straß")})));
  EXPECT_TRUE(Holds(If(name, PredicateOp::kContains, {Text("raß")})));
  EXPECT_TRUE(Holds(If(name, PredicateOp::kContains, {Text("RASS")}, true)));
}

TEST_F(ReferenceConditionTest, QuantifiesLists) {
  const auto list = [](Quantifier quantifier, const char* name) {
    return Operand{ListOperand{quantifier, name}};
  };
  const Operand any = list(Quantifier::kAny, "tags");
  const Operand all = list(Quantifier::kAll, "tags");
  EXPECT_TRUE(Holds(If(any, PredicateOp::kEqual, {Text("red")})));
  EXPECT_FALSE(Holds(If(all, PredicateOp::kEqual, {Text("red")})));
  EXPECT_TRUE(Holds(If(all, PredicateOp::kContains, {Text("re")})));
  for (Quantifier quantifier : {Quantifier::kAny, Quantifier::kAll}) {
    EXPECT_FALSE(Holds(If(list(quantifier, "none_list"), PredicateOp::kNotEqual,
                          {Text("red")})));
  }
  facts_.lead.attributes[2].value = Value{TextList{}};
  EXPECT_FALSE(Holds(If(any, PredicateOp::kNotEqual, {Text("red")})));
  EXPECT_TRUE(Holds(If(all, PredicateOp::kEqual, {Text("red")})));
}

TEST_F(ReferenceConditionTest, WithinLastExcludesItsStart) {
  const auto within = [&](const char* name, Duration length) {
    return Holds(If(Fact(name), PredicateOp::kWithinLast, {}, false, length));
  };
  EXPECT_FALSE(within("seen", Duration::Days(1)));
  EXPECT_TRUE(within("seen", Duration::Micros(86400000001)));
  EXPECT_TRUE(within("day", Duration::Days(1)));
  input_.as_of = Noon() + Duration::Days(1);
  EXPECT_FALSE(within("day", Duration::Days(1)));
  EXPECT_TRUE(within("day", Duration::Days(2)));
  input_.as_of = Noon() - Duration::Days(1) - Duration::Micros(1);
  EXPECT_FALSE(within("day", Duration::Days(9)));
  EXPECT_FALSE(within("seen", Duration::Days(9)));
}

TEST_F(ReferenceConditionTest, FiguresOverActivities) {
  ActivityOperand figure;
  figure.aggregate = Aggregate::kCount;
  const auto value = [&] { return ReferenceOperand(input_, Operand{figure}); };
  EXPECT_EQ(value(), Value{int64_t{3}});
  figure.kinds = {"call"};
  EXPECT_EQ(value(), Value{int64_t{2}});
  figure.within = Duration::Days(7);
  EXPECT_EQ(value(), Value{int64_t{1}});
  figure.within = Duration();
  figure.where = {If(Fact("channel"), PredicateOp::kEqual, {Text("phone")})};
  EXPECT_EQ(value(), Value{int64_t{1}});
  figure.aggregate = Aggregate::kLast;
  EXPECT_EQ(value(), Value{Noon() - Duration::Days(7)});
  figure.where.clear();
  EXPECT_EQ(value(), Value{Noon()});
  figure.aggregate = Aggregate::kSum;
  figure.attribute = "minutes";
  // In nano-units 0.1 and 0.2 are 0.3, which they are not as doubles.
  EXPECT_TRUE(Holds(If(Operand{figure}, PredicateOp::kEqual, {Value{0.3}})));
  figure.kinds = {"visit"};
  EXPECT_EQ(value(), Value{int64_t{0}});
  figure.aggregate = Aggregate::kLast;
  figure.within = Duration::Days(9);
  EXPECT_TRUE(value().missing());
}

TEST_F(ReferenceConditionTest, Joins) {
  const Condition yes{AllOf{}};
  const Condition no{AnyOf{}};
  EXPECT_TRUE(Holds(Condition{}));
  EXPECT_TRUE(Holds(yes));
  EXPECT_FALSE(Holds(no));
  EXPECT_FALSE(Holds(Condition{AllOf{{yes, no}}}));
  EXPECT_TRUE(Holds(Condition{AnyOf{{no, yes}}}));
  EXPECT_FALSE(Holds(Condition{NoneOf{{no, yes}}}));
  EXPECT_TRUE(Holds(Condition{NoneOf{{no, no}}}));
}

}  // namespace
}  // namespace lotse
