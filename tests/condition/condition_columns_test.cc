// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Conditions over columns without a scorecard; that they equal the row executor
// on random leads is tested with ColumnScorer.
#include "lotse/condition/condition_columns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lotse/base/spec_issue.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {
namespace {

struct Set {
  FactCatalog catalog;
  ConditionSet conditions;
};

Set Compile(const std::vector<std::string>& conditions) {
  Schema schema;
  schema.company.resize(2);
  schema.company[0].key = "employees";
  schema.company[0].type = ValueType::kInteger;
  schema.company[1].key = "growth";
  schema.company[1].type = ValueType::kNumber;
  FactCatalog catalog = *CompileFactCatalog(schema);
  ConditionSetBuilder builder(catalog, {});
  SpecIssues issues;
  for (const std::string& condition : conditions) {
    builder.Add(Condition::FromText(condition), FieldPath("when"), &issues);
  }
  EXPECT_TRUE(issues.empty());
  return {catalog, builder.Build()};
}

// The truth of `slice` for the first rows, as "10...".
std::string Bits(const uint64_t* slice, size_t rows) {
  std::string bits;
  for (size_t i = 0; i < rows; ++i) {
    bits += (slice[i / 64] >> i % 64 & 1) != 0 ? '1' : '0';
  }
  return bits;
}

class ConditionColumnsTest : public ::testing::TestWithParam<InstructionSet> {};

TEST_P(ConditionColumnsTest, EvaluatesOnlyWhatWasRequired) {
  const Set set = Compile({"employees >= 10 and not (growth > 0.5)",
                           "employees is missing", "not (employees >= 10)"});
  const uint8_t there = 0b0111;
  const int16_t employees[] = {9, 10, 11, 12};
  const float growth[] = {0, 0, 1, 0};
  std::vector<ColumnView> columns(set.catalog.size());
  columns[*set.catalog.Find("employees")] = ColumnView::Fixed(
      ValueType::kInteger, ColumnLayout::kInt16, employees, &there);
  columns[*set.catalog.Find("growth")] =
      ColumnView::Fixed(ValueType::kNumber, ColumnLayout::kFloat, growth);
  LeadColumns leads;
  leads.rows = 4;
  leads.values = columns;
  ConditionColumns evaluator(set.conditions, leads, Instant(), GetParam());
  const uint64_t* const both = evaluator.Require(0);
  const uint64_t* const missing = evaluator.Require(1);
  const uint64_t* const negated = evaluator.Require(2);
  evaluator.Evaluate(0, 4);
  EXPECT_EQ(Bits(both, 4), "0100");
  EXPECT_EQ(Bits(missing, 4), "0001");
  EXPECT_EQ(Bits(negated, 4), "1001");
  evaluator.Evaluate(1, 2);
  EXPECT_EQ(Bits(both, 2), "10");
  EXPECT_EQ(Bits(negated, 2), "00");
}

INSTANTIATE_TEST_SUITE_P(
    Sets, ConditionColumnsTest, ::testing::ValuesIn(AvailableInstructionSets()),
    [](const ::testing::TestParamInfo<InstructionSet>& set) {
      return std::string(NameOf(set.param));
    });

}  // namespace
}  // namespace lotse
