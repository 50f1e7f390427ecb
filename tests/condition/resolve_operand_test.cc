// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "lotse/condition/condition_set.h"
#include "tests/testing/all_types.h"
#include "tests/testing/spec_paths.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> IssuesFor(const Condition& condition,
                                   ConditionReader reader = {}) {
  ConditionSetBuilder builder(AllTypesCatalog(), reader);
  SpecIssues issues;
  builder.Add(condition, FieldPath("when"), &issues);
  return IssuesOf(issues);
}

TEST(ResolveOperand, SaysWhatIsWrongWithAnOperand) {
  const struct {
    const char* text;
    const char* expected;
  } kCases[] = {
      {"any(integer) = 'a'", "when: company.integer is an integer, not a list"},
      {"count(downlod) = 1",
       "when: unknown kind of activity \"downlod\"; did you mean "
       "\"download\"?"},
      {"sum(asset of *) = 1",
       "when: asset is a text: a sum needs an integer or a number"},
      {"sum(minute of *) = 1",
       "when: unknown attribute \"minute\"; did you mean \"minutes\"?"},
      {"count(* where integer = 1) = 1", "when: unknown attribute \"integer\""},
      {"count(* where count(*) = 1) = 1",
       "when: figures over activities cannot be nested"},
      {"count(* where consent('a', 'b') = 'given') = 1",
       "when: activities have no consents"},
      {"consent('', 'b') = 'given'",
       "when: a consent has a purpose and a channel"},
      {"consent('a', '') = 'given'",
       "when: a consent has a purpose and a channel"},
      {"quality.grade = 'a'",
       "when: quality.grade is not known here: it is computed in a later "
       "step"},
      {"lead.outcome = 'won'", "when: unknown attribute \"lead.outcome\""},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(IssuesFor(Condition::FromText(c.text)), ElementsAre(c.expected))
        << c.text;
  }
}

TEST(ResolveOperand, ReadsSignalsOfEarlierStepsOnly) {
  const struct {
    const char* text;
    SignalStep step;
    bool known;
  } kCases[] = {
      {"quality.grade = 'a'", SignalStep::kFact, false},
      {"quality.grade = 'a'", SignalStep::kQuality, false},
      {"quality.grade = 'a'", SignalStep::kBuyerStage, true},
      {"score.points > 5", SignalStep::kScore, false},
      {"score.points > 5", SignalStep::kCategory, true},
      {"score.points > 5", SignalStep::kLifecycle, true},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(IssuesFor(Condition::FromText(c.text), {c.step, false}).empty(),
              c.known);
  }
}

TEST(ResolveOperand, KeepsProtectedAttributesOutOfScoringOnly) {
  for (const char* text :
       {"gender = 'f'", "gender is missing", "gender starts with 'f'",
        "sum(secret of *) > 1", "count(* where secret = 1) > 1"}) {
    EXPECT_THAT(IssuesFor(Condition::FromText(text)), IsEmpty()) << text;
    const std::vector<std::string> issues =
        IssuesFor(Condition::FromText(text), {SignalStep::kScore, true});
    ASSERT_EQ(issues.size(), 1u) << text;
    EXPECT_THAT(issues[0],
                ::testing::HasSubstr("must not be used for scoring (the "
                                     "schema says not_for_scoring)"));
  }
}

TEST(ResolveOperand, NamesTheFieldOfAFigure) {
  ActivityOperand figure;
  figure.aggregate = Aggregate::kUnspecified;
  figure.attribute = "minutes";
  figure.kinds = {"visit", "vist"};
  figure.within = Duration::Days(kMaxDurationDays + 1);
  figure.where = {Condition(), Condition::FromText("zzz")};
  Predicate predicate;
  predicate.operand.kind = figure;
  predicate.op = PredicateOp::kEqual;
  predicate.values = {Value{int64_t{1}}};
  EXPECT_THAT(
      IssuesFor(Condition{predicate}),
      ElementsAre(
          "when.predicate.operand.activities.aggregate: must be count, sum or "
          "last",
          "when.predicate.operand.activities.attribute: is for sum only",
          "when.predicate.operand.activities.kinds[1]: unknown kind of "
          "activity \"vist\"; did you mean \"visit\"?",
          "when.predicate.operand.activities.within: must be above 0 and at "
          "most 3652500 days",
          "when.predicate.operand.activities.where[0]: is empty",
          "when.predicate.operand.activities.where[1]: unknown attribute "
          "\"zzz\""));
}

}  // namespace
}  // namespace lotse
