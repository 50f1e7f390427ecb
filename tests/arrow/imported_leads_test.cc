// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/arrow/imported_leads.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "src/arrow/lead_batch.h"

namespace lotse {
namespace {

TEST(ImportedLeads, KeepsTheFirstErrorOfEachRow) {
  auto batch = std::make_unique<LeadBatch>();
  batch->AddFaults({{7, Fault::kType}, {9, Fault::kNotUtf8}}, ValueType::kText,
                   "company.name");
  batch->AddError(7, "second");
  batch->AddError(2, "first");
  batch->SortErrors();
  ImportedLeads leads(std::move(batch));
  const ImportedLeads moved = std::move(leads);
  ASSERT_EQ(moved.errors().size(), 3u);
  EXPECT_EQ(moved.errors()[0].row, 2u);
  EXPECT_EQ(moved.errors()[0].message, "first");
  EXPECT_EQ(moved.errors()[1].message, "company.name: must be a text");
  EXPECT_EQ(moved.errors()[2].message, "company.name: is no valid UTF-8");
  EXPECT_FALSE(moved.ids().has_value());
}

}  // namespace
}  // namespace lotse
