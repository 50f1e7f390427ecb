// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/condition/figure_columns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lotse/base/spec_issue.h"
#include "lotse/condition/condition_columns.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {
namespace {

// The truth of `slice` for the first rows, as "10...".
std::string Bits(const uint64_t* slice, size_t rows) {
  std::string bits;
  for (size_t i = 0; i < rows; ++i) {
    bits += (slice[i / 64] >> i % 64 & 1) != 0 ? '1' : '0';
  }
  return bits;
}

TEST(FigureColumns, FoldsTheActivitiesOfEachLeadAlone) {
  Schema schema;
  schema.activity_kinds = {{"visit"}};
  AttributeSpec& minutes = schema.activity.emplace_back();
  minutes.key = "minutes";
  minutes.type = ValueType::kInteger;
  const FactCatalog catalog = *CompileFactCatalog(schema);
  ConditionSetBuilder builder(catalog, {});
  SpecIssues issues;
  for (const char* condition :
       {"count(visit) >= 2", "last(visit) is missing",
        "sum(minutes of visit) >= 7", "count(visit where minutes > 4) = 1"}) {
    builder.Add(Condition::FromText(condition), FieldPath("when"), &issues);
  }
  ASSERT_TRUE(issues.empty());
  const ConditionSet set = builder.Build();

  const int64_t begin[] = {0, 1, 1, 4};
  const uint32_t kinds[] = {0, 0, ActivityColumns::kNoKind, 0};
  const int64_t at[] = {5, 6, 7, 8};
  const int8_t amounts[] = {7, 3, 99, 5};
  std::vector<ColumnView> payload(catalog.payload_size());
  payload[*catalog.FindPayload("minutes")] =
      ColumnView::Fixed(ValueType::kInteger, ColumnLayout::kInt8, amounts);
  LeadColumns leads;
  leads.rows = 3;
  leads.activities.begin = begin;
  leads.activities.kinds = kinds;
  leads.activities.occurred_at = at;
  leads.activities.payload = payload;
  for (InstructionSet instructions : AvailableInstructionSets()) {
    ConditionColumns evaluator(set, leads, Instant::FromMicros(8),
                               instructions);
    std::vector<const uint64_t*> slices;
    for (size_t c = 0; c < 4; ++c) slices.push_back(evaluator.Require(c));
    evaluator.Evaluate(0, 3);
    EXPECT_EQ(Bits(slices[0], 3), "001");
    EXPECT_EQ(Bits(slices[1], 3), "010");
    EXPECT_EQ(Bits(slices[2], 3), "101");
    EXPECT_EQ(Bits(slices[3], 3), "101");
    evaluator.Evaluate(2, 1);
    EXPECT_EQ(Bits(slices[0], 1), "1");
    EXPECT_EQ(Bits(slices[3], 1), "1");
  }
}

}  // namespace
}  // namespace lotse
