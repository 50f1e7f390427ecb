// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/fact_assignment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace lotse::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Engine MakeEngine() {
  EngineSpec spec;
  spec.schema.currency = "EUR";
  spec.schema.company = {
      {"employees", ValueType::kInteger}, {"growth", ValueType::kNumber},
      {"industry", ValueType::kText},     {"family_owned", ValueType::kBoolean},
      {"founded", ValueType::kDate},      {"brands", ValueType::kList},
      {"turnover", ValueType::kMoney}};
  spec.schema.company[2].options = {{"software"}, {"retail"}};
  spec.schema.answer = {{"budget", ValueType::kText}};
  return *CompileEngine(spec);
}

Value ValueOf(const char* text) {
  Assumptions assumptions;
  const absl::Status status = AddAssignment(MakeEngine(), text, &assumptions);
  EXPECT_TRUE(status.ok()) << status;
  if (assumptions.changes.size() != 1) return {};
  EXPECT_EQ(assumptions.changes[0].kind, FactChangeKind::kSet);
  return assumptions.changes[0].value;
}

TEST(FactAssignment, ReadsValuesAsCsvFilesHaveThem) {
  EXPECT_EQ(ValueOf("company.employees=1200"), Value{int64_t{1200}});
  EXPECT_EQ(ValueOf("employees = 1200 "), Value{int64_t{1200}});
  EXPECT_EQ(ValueOf("growth=1,5"), Value{1.5});
  EXPECT_EQ(ValueOf("growth=1.5"), Value{1.5});
  EXPECT_EQ(ValueOf("growth=1.234,5"), Value{1234.5});
  EXPECT_EQ(ValueOf("industry=software"), Value{std::string("software")});
  EXPECT_EQ(ValueOf("family_owned=ja"), Value{true});
  EXPECT_EQ(ValueOf("founded=23.11.1999"), Value{*Date::Parse("1999-11-23")});
  EXPECT_EQ(ValueOf("brands=a|b"), (Value{TextList{{"a", "b"}}}));
  EXPECT_EQ(ValueOf("turnover=50000 EUR"), (Value{Money{50000000000, "EUR"}}));
  EXPECT_EQ(ValueOf("employees="), Value{});
}

TEST(FactAssignment, KnowsRecordsAnswersAndBuiltInFacts) {
  Assumptions assumptions;
  const Engine engine = MakeEngine();
  ASSERT_TRUE(
      AddAssignment(engine, "answer.budget=approved", &assumptions).ok());
  ASSERT_TRUE(AddAssignment(engine, "lead.channel=fair", &assumptions).ok());
  ASSERT_TRUE(
      AddAssignment(engine, "opportunity.value=5 EUR", &assumptions).ok());
  EXPECT_EQ(assumptions.answers[0].question, "budget");
  EXPECT_EQ(assumptions.changes[0].record, FactRecord::kLead);
  EXPECT_EQ(assumptions.changes[1].record, FactRecord::kOpportunity);
}

TEST(FactAssignment, ErrorsSayWhatToWriteAndRepeatNoValue) {
  const Engine engine = MakeEngine();
  const auto error = [&](const char* text) {
    Assumptions assumptions;
    return std::string(AddAssignment(engine, text, &assumptions).message());
  };
  EXPECT_THAT(error("employees"), HasSubstr("NAME=VALUE"));
  EXPECT_THAT(error("employes=1"), HasSubstr("did you mean"));
  EXPECT_THAT(error("employees=secret"),
              AllOf(HasSubstr("a whole number"), Not(HasSubstr("secret"))));
  EXPECT_THAT(error("founded=yesterday"), HasSubstr("such as 2026-11-23"));
  EXPECT_THAT(error("industry=banking"),
              HasSubstr("none of its options: software, retail"));
  EXPECT_THAT(error("score.points=9"), HasSubstr("is computed"));
}

}  // namespace
}  // namespace lotse::tools
