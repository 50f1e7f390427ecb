// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "lotse/condition/condition_text.h"
#include "tests/testing/field_text.h"
#include "tests/testing/random_condition.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_tenant.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

Condition Bare(const char* name) {
  Predicate predicate;
  predicate.operand.kind = FactOperand{name};
  predicate.op = PredicateOp::kEqual;
  predicate.values = {Value{true}};
  Condition condition;
  condition.kind = predicate;
  return condition;
}

template <typename List>
Condition Of(std::vector<Condition> conditions) {
  Condition condition;
  condition.kind = List{std::move(conditions)};
  return condition;
}

TEST(PrintCondition, PutsParenthesesWhereTheyAreNeeded) {
  const Condition a = Bare("a");
  const Condition b = Bare("b");
  const Condition c = Bare("c");
  const Condition text = Condition::FromText("x or y");
  const struct {
    Condition condition;
    const char* expected;
  } kCases[] = {
      {Condition(), ""},
      {text, "x or y"},
      {Of<AllOf>({}), "true"},
      {Of<AnyOf>({}), "false"},
      {Of<NoneOf>({}), "not (false)"},
      {Of<AllOf>({a}), "a = true"},
      {Of<AnyOf>({Of<AllOf>({a, b}), c}), "a = true and b = true or c = true"},
      {Of<AllOf>({Of<AnyOf>({a, b}), c}),
       "(a = true or b = true) and c = true"},
      {Of<AllOf>({Of<AnyOf>({a}), c}), "a = true and c = true"},
      {Of<AllOf>({Of<AllOf>({a, b}), c}),
       "(a = true and b = true) and c = true"},
      {Of<NoneOf>({a}), "not (a = true)"},
      {Of<NoneOf>({a, b}), "not (a = true or b = true)"},
      {Of<NoneOf>({Of<AllOf>({a, b}), c}),
       "not (a = true and b = true or c = true)"},
      {Of<NoneOf>({Of<AnyOf>({a, b}), c}),
       "not ((a = true or b = true) or c = true)"},
      {Of<AllOf>({text, c}), "(x or y) and c = true"},
      {Of<NoneOf>({text}), "not (x or y)"},
      {Of<AllOf>({Of<AnyOf>({}), a}), "false and a = true"},
  };
  for (const auto& k : kCases) {
    EXPECT_EQ(PrintCondition(k.condition), k.expected);
  }
}

// "flag within last 30 days" is a test of a time, not a flag and a window.
TEST(PrintCondition, KeepsATextApartFromTheWindowAfterIt) {
  ActivityOperand activities;
  activities.aggregate = Aggregate::kCount;
  activities.where = {Condition::FromText("paid")};
  activities.within = Duration::Days(30);
  Operand operand;
  operand.kind = activities;
  const std::string text = PrintOperand(operand);
  EXPECT_EQ(text, "count(* where (paid) within last 30 days)");
  ASSERT_OK_AND_ASSIGN(const Operand again, ParseOperand(text));
  EXPECT_EQ(std::get<ActivityOperand>(again.kind).within, Duration::Days(30));
}

TEST(PrintCondition, OfRandomTreesReadsBackAndPrintsTheSame) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    RandomSource random(seed);
    const RandomTenant tenant = MakeRandomTenant(&random);
    for (int i = 0; i < 5; ++i) {
      const Condition tree = RandomCondition(tenant, 5, &random);
      const std::string text = PrintCondition(tree);
      const absl::StatusOr<Condition> again = ParseCondition(text);
      ASSERT_TRUE(again.ok()) << again.status() << "\n" << text;
      ASSERT_EQ(PrintCondition(*again), text) << FieldText(tree);
    }
  }
}

}  // namespace
}  // namespace lotse
