// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/arrow/lead_join.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

TEST(LeadJoin, TellsLargeUnsignedIdsFromNegativeOnes) {
  const std::vector<int64_t> leads = {-1, 5};
  const std::vector<uint64_t> table = {~uint64_t{0}};
  const ColumnView lead_view = ColumnView::Fixed(
      ValueType::kInteger, ColumnLayout::kInt64, leads.data());
  const ColumnView table_view = ColumnView::Fixed(
      ValueType::kInteger, ColumnLayout::kInt64, table.data());
  ImportBuffers buffers;
  EXPECT_THAT(
      JoinLeads({lead_view, "l", 2}, {table_view, "L", 1}, "a", &buffers),
      StatusIs(absl::StatusCode::kInvalidArgument));
  ASSERT_OK_AND_ASSIGN(
      const int64_t* starts,
      JoinLeads({lead_view, "l", 2}, {table_view, "l", 1}, "a", &buffers));
  EXPECT_EQ(std::vector<int64_t>(starts, starts + 3),
            (std::vector<int64_t>{0, 1, 1}));
}

TEST(LeadJoin, RefusesRowsThatNameNoLead) {
  const int64_t ids[] = {1};
  const uint8_t none = 0;
  const ColumnView leads =
      ColumnView::Fixed(ValueType::kInteger, ColumnLayout::kInt64, ids);
  const ColumnView table =
      ColumnView::Fixed(ValueType::kInteger, ColumnLayout::kInt64, ids, &none);
  ImportBuffers buffers;
  EXPECT_FALSE(JoinLeads({leads, "l", 1}, {table, "l", 1}, "a", &buffers).ok());
  EXPECT_TRUE(JoinLeads({leads, "l", 1}, {table, "l", 0}, "a", &buffers).ok());
}

}  // namespace
}  // namespace lotse
