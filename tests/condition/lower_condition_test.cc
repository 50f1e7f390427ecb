// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "lotse/condition/condition_set.h"
#include "tests/testing/all_types.h"
#include "tests/testing/spec_paths.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> IssuesOfCondition(const Condition& condition,
                                           ConditionReader reader = {}) {
  ConditionSetBuilder builder(AllTypesCatalog(), reader);
  SpecIssues issues;
  builder.Add(condition, FieldPath("when"), &issues);
  return IssuesOf(issues);
}

std::vector<std::string> IssuesOfText(const std::string& text) {
  return IssuesOfCondition(Condition::FromText(text));
}

TEST(LowerCondition, TakesOrRefusesEachOperatorForEachType) {
  const struct {
    const char* name;
    const char* literal;
    const char* article;
    // Of the operators below.
    const char* taken;
  } kTypes[] = {
      {"boolean", "true", "a boolean", "yy.......... yy."},
      {"integer", "7", "an integer", "yyyyyyyyy... yy."},
      {"number", "7.5", "a number", "yyyyyyyyy... yy."},
      {"company.text", "'a'", "a text", "yy.....yyyyy yy."},
      {"time", "2026-11-23T10:00:00Z", "a time", "yyyyyyyyy... yyy"},
      {"date", "2026-11-23", "a date", "yyyyyyyyy... yyy"},
      {"money", "5 EUR", "a money", "yyyyyyyyy... yy."},
      {"any(list)", "'a'", "a list of texts", "yy.....yyyyy ..."},
      {"all(list)", "'a'", "a list of texts", "yy.....yyyyy ..."},
      {"count(*)", "7", "an integer", "yyyyyyyyy... yy."},
      {"sum(amount of *)", "7.5", "a number", "yyyyyyyyy... yy."},
      {"last(*)", "2026-11-23", "a time", "yyyyyyyyy... yyy"},
      {"consent('a', 'b')", "'given'", "a text", "yy.....yy... yy."},
  };
  const struct {
    const char* text;
    const char* name;
  } kOperators[] = {
      {"$ = #", "equal"},
      {"$ != #", "not equal"},
      {"$ < #", "less"},
      {"$ <= #", "less equal"},
      {"$ > #", "greater"},
      {"$ >= #", "greater equal"},
      {"$ between # and #", "between"},
      {"$ in (#)", "in"},
      {"$ not in (#, #)", "not in"},
      {"$ starts with #", "starts with"},
      {"$ ends with #", "ends with"},
      {"$ contains #", "contains"},
      {nullptr, nullptr},
      {"$ is missing", "is missing"},
      {"$ is not missing", "is not missing"},
      {"$ within last 30 days", "within last"},
  };
  for (const auto& type : kTypes) {
    for (size_t op = 0; op < std::size(kOperators); ++op) {
      if (kOperators[op].text == nullptr) continue;
      std::string text;
      for (const char* c = kOperators[op].text; *c != 0; ++c) {
        absl::StrAppend(&text, *c == '$'   ? std::string(type.name)
                               : *c == '#' ? std::string(type.literal)
                                           : std::string(1, *c));
      }
      // A pattern of a consent's state is of no use but means something.
      const bool consent_pattern =
          absl::string_view(type.name).substr(0, 7) == "consent" && op >= 9 &&
          op <= 11;
      const std::vector<std::string> issues = IssuesOfText(text);
      if (type.taken[op] == 'y' || consent_pattern) {
        EXPECT_THAT(issues, IsEmpty()) << text;
      } else {
        ASSERT_EQ(issues.size(), 1u) << text;
        EXPECT_THAT(issues[0], HasSubstr(absl::StrCat(
                                   " is ", type.article, ": \"",
                                   kOperators[op].name, "\" does not fit it")))
            << text;
      }
    }
  }
}

TEST(LowerCondition, RefusesWhatDoesNotFit) {
  const struct {
    const char* text;
    const char* expected;
  } kCases[] = {
      {"list = 'a'",
       "when: company.list is a list: write any(company.list) or "
       "all(company.list)"},
      {"list within last 3 days",
       "when: company.list is a list: write any(company.list) or "
       "all(company.list)"},
      {"integer = 1 ignoring case",
       "when: company.integer is an integer: only texts are compared ignoring "
       "case"},
      {"boolean = true ignoring case",
       "when: company.boolean is a boolean: only texts are compared ignoring "
       "case"},
      {"integer between 2 and 1",
       "when: between needs the smaller value first"},
      {"number between 2 and 1.5",
       "when: between needs the smaller value first"},
      {"date within last 36 hours",
       "when: company.date is a date: use whole days"},
      {"company.text starts with ''", "when: is an empty text"},
      {"company.text contains '' ignoring case", "when: is an empty text"},
      {"company.text = 5",
       "when: company.text is a text: put the value in quotes"},
      {"any(list) = 5",
       "when: any(company.list) is compared as text: put the value in quotes"},
      {"industry = 'trad'",
       "when: \"trad\" is no option of company.industry; did you mean "
       "\"trade\"?"},
      {"industry not in ('it', 'xxxxxx')",
       "when: \"xxxxxx\" is no option of company.industry"},
      {"any(tags) = 'green'",
       "when: \"green\" is no option of any(company.tags)"},
      {"consent('a', 'b') = 'givn'",
       "when: \"givn\" is no option of consent(\"a\", \"b\"); did you mean "
       "\"given\"?"},
      {"employes = 1", "when: unknown attribute \"employes\""},
      {"text = 'a'",
       "when: \"text\" is ambiguous; write one of company.text, person.text"},
      {"integer = 1 and",
       "when: column 16: expected the name of an attribute after and"},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(IssuesOfText(c.text), ElementsAre(c.expected)) << c.text;
  }
}

TEST(LowerCondition, TakesOptionsThatAreRetiredOrFoldedOrPatterns) {
  for (const char* text :
       {"industry = 'mining'", "industry = 'TRAD' ignoring case",
        "industry contains 'rad'", "any(tags) starts with 'gre'"}) {
    EXPECT_THAT(IssuesOfText(text), IsEmpty()) << text;
  }
}

Condition OfPredicate(Predicate predicate) {
  Condition condition;
  condition.kind = std::move(predicate);
  return condition;
}

Predicate IntegerPredicate(PredicateOp op, std::vector<Value> values) {
  Predicate predicate;
  predicate.operand.kind = FactOperand{"integer"};
  predicate.op = op;
  predicate.values = std::move(values);
  return predicate;
}

TEST(LowerCondition, NamesTheFieldOfATree) {
  const Value one{int64_t{1}};
  Predicate list;
  list.operand.kind = ListOperand{Quantifier::kUnspecified, "list"};
  list.op = PredicateOp::kEqual;
  list.values = {Value{std::string("a")}};
  Predicate within = IntegerPredicate(PredicateOp::kWithinLast, {});
  within.operand.kind = FactOperand{"time"};
  Predicate bad_text = list;
  bad_text.operand.kind = FactOperand{"company.text"};
  bad_text.values = {Value{std::string("\xff")}};
  Predicate long_name = IntegerPredicate(PredicateOp::kEqual, {one});
  long_name.operand.kind = FactOperand{std::string(kMaxNameBytes + 1, 'a')};
  const struct {
    Condition condition;
    std::string expected;
  } kCases[] = {
      {OfPredicate(Predicate()), "when.predicate.operand: is missing"},
      {OfPredicate(IntegerPredicate(PredicateOp::kUnspecified, {one})),
       "when.predicate.op: is missing or unknown"},
      {OfPredicate(IntegerPredicate(static_cast<PredicateOp>(16), {one})),
       "when.predicate.op: is missing or unknown"},
      {OfPredicate(IntegerPredicate(PredicateOp::kEqual, {})),
       "when.predicate.values: needs 1 values, has 0"},
      {OfPredicate(IntegerPredicate(PredicateOp::kBetween, {one})),
       "when.predicate.values: needs 2 values, has 1"},
      {OfPredicate(IntegerPredicate(PredicateOp::kIsMissing, {one})),
       "when.predicate.values: needs 0 values, has 1"},
      {OfPredicate(IntegerPredicate(PredicateOp::kIn, {})),
       "when.predicate.values: needs at least one value"},
      {OfPredicate(IntegerPredicate(PredicateOp::kIn, {one, Value{}})),
       "when.predicate.values[1]: company.integer is an integer: compare it "
       "with a whole number"},
      {OfPredicate(list),
       "when.predicate.operand: needs the quantifier any or all"},
      {OfPredicate(within),
       "when.predicate.within: must be above 0 and at most 3652500 days"},
      {OfPredicate(bad_text), "when.predicate.values[0]: is no valid UTF-8"},
      {OfPredicate(long_name),
       "when.predicate.operand: a name has at most 256 bytes"},
      {Condition{AllOf{{Condition::FromText("boolean"), Condition()}}},
       "when.all_of.conditions[1]: is empty"},
      {Condition{
           AnyOf{{Condition::FromText("boolean"), Condition::FromText("x x")}}},
       "when.any_of.conditions[1]: column 3: expected a comparison such as =, "
       ">=, between, in, starts with, contains, is missing or within last 30 "
       "days after x"},
      {Condition{NoneOf{{Condition{
           AllOf{{OfPredicate(IntegerPredicate(PredicateOp::kEqual, {}))}}}}}},
       "when.none_of.conditions[0].all_of.conditions[0].predicate.values: "
       "needs 1 values, has 0"},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(IssuesOfCondition(c.condition), ElementsAre(c.expected));
  }
}

TEST(LowerCondition, BoundsTheWindow) {
  Predicate predicate = IntegerPredicate(PredicateOp::kWithinLast, {});
  predicate.operand.kind = FactOperand{"time"};
  for (int64_t micros :
       {int64_t{1}, Duration::Days(kMaxDurationDays).micros()}) {
    predicate.within = Duration::Micros(micros);
    EXPECT_THAT(IssuesOfCondition(OfPredicate(predicate)), IsEmpty());
  }
  for (int64_t micros : {int64_t{0}, int64_t{-1}, INT64_MIN, INT64_MAX,
                         Duration::Days(kMaxDurationDays).micros() + 1}) {
    predicate.within = Duration::Micros(micros);
    EXPECT_EQ(IssuesOfCondition(OfPredicate(predicate)).size(), 1u);
  }
}

TEST(LowerCondition, NestsSixtyFourDeepAndNoDeeper) {
  Condition tree = Condition::FromText("boolean");
  for (size_t i = 1; i < kMaxDepth; ++i) {
    tree = Condition{NoneOf{{std::move(tree)}}};
  }
  EXPECT_THAT(IssuesOfCondition(tree), IsEmpty());
  tree = Condition{NoneOf{{std::move(tree)}}};
  const std::vector<std::string> issues = IssuesOfCondition(tree);
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_THAT(issues[0], HasSubstr("is nested more than 64 deep"));
}

TEST(LowerCondition, CountsTheNodesOfAllConditionsTogether) {
  const FactCatalog catalog = AllTypesCatalog();
  ConditionSetBuilder builder(catalog, {});
  SpecIssues issues;
  Condition half;
  half.kind = AllOf{std::vector<Condition>(
      kMaxConditionNodes / 2 - 1,
      OfPredicate(IntegerPredicate(PredicateOp::kEqual, {Value{int64_t{1}}})))};
  builder.Add(half, FieldPath("a"), &issues);
  builder.Add(half, FieldPath("b"), &issues);
  EXPECT_TRUE(issues.empty());
  builder.Add(Condition{AllOf()}, FieldPath("c"), &issues);
  builder.Add(Condition{AllOf()}, FieldPath("d"), &issues);
  EXPECT_THAT(IssuesOf(issues),
              ElementsAre("c: the conditions have more than 100000 parts in "
                          "all"));
}

TEST(LowerCondition, ReportsAllThatIsWrong) {
  EXPECT_THAT(IssuesOfText("zzz = 1 and integer = 1.5 or list = 'a'"),
              ElementsAre("when: unknown attribute \"zzz\"",
                          "when: company.integer is an integer: compare it "
                          "with a whole number",
                          HasSubstr("is a list")));
}

// Ten thousand misspelt names among ten thousand do not take minutes.
TEST(LowerCondition, SurvivesManyUnknownNames) {
  Schema schema;
  for (int i = 0; i < 10000; ++i) {
    AttributeSpec attribute;
    attribute.key = absl::StrCat("attribute_with_a_long_name_", i);
    attribute.type = ValueType::kInteger;
    schema.company.push_back(attribute);
  }
  ConditionSetBuilder builder(*CompileFactCatalog(schema), {});
  SpecIssues issues;
  for (int i = 0; i < 10000; ++i) {
    builder.Add(Condition::FromText(
                    absl::StrCat("attribute_with_a_lung_nume_", i, " = 1")),
                FieldPath("when"), &issues);
  }
  EXPECT_EQ(issues.count(), 10000u);
  EXPECT_THAT(issues.list().front().message, HasSubstr("did you mean"));
}

TEST(LowerCondition, SurvivesManyOptions) {
  Schema schema;
  schema.company = {{"place", ValueType::kText}};
  std::string text = "place in (\"0\"";
  for (size_t i = 0; i < kMaxOptions; ++i) {
    schema.company[0].options.push_back({absl::StrCat(i), {}, false});
    if (i % 2 == 0) absl::StrAppend(&text, ", \"", i, "\"");
  }
  text += ")";
  EXPECT_THAT(CompileConditions({Condition::FromText(text)},
                                *CompileFactCatalog(schema)),
              IsOk());
}

TEST(CompileConditions, ReturnsTheFirstIssue) {
  EXPECT_THAT(CompileConditions(
                  {Condition::FromText("boolean"), Condition::FromText("zzz"),
                   Condition::FromText("yyy")},
                  AllTypesCatalog()),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       ::testing::Eq("conditions[1]: unknown attribute "
                                     "\"zzz\" (and 1 more)")));
}

}  // namespace
}  // namespace lotse
