// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/facts/same_value.h"

#include <vector>

#include "gtest/gtest.h"

namespace lotse {
namespace {

TEST(SameValue, ComparesWithinOneType) {
  EXPECT_TRUE(SameValue(ValueView(), ValueView()));
  EXPECT_FALSE(SameValue(ValueView(), ValueView::Integer(0)));
  EXPECT_TRUE(SameValue(ValueView::Integer(3), ValueView::Integer(3)));
  EXPECT_FALSE(SameValue(ValueView::Integer(3), ValueView::Integer(4)));
  EXPECT_TRUE(SameValue(ValueView::Number(0.0), ValueView::Number(-0.0)));
  EXPECT_FALSE(SameValue(ValueView::Boolean(true), ValueView::Boolean(false)));
  EXPECT_TRUE(SameValue(ValueView::Text("a"), ValueView::Text("a")));
  EXPECT_FALSE(SameValue(ValueView::Text("a"), ValueView::Text("A")));
  EXPECT_FALSE(
      SameValue(ValueView::OfMoney(1, "EUR"), ValueView::OfMoney(1, "USD")));
  EXPECT_TRUE(SameValue(ValueView::OfDate(Date::FromDays(3)),
                        ValueView::OfDate(Date::FromDays(3))));
}

TEST(SameValue, TakesListsAsSets) {
  const std::vector<absl::string_view> ab = {"a", "b"};
  const std::vector<absl::string_view> bab = {"b", "a", "b"};
  const std::vector<absl::string_view> a = {"a"};
  EXPECT_TRUE(SameValue(ValueView::List(ab), ValueView::List(bab)));
  EXPECT_FALSE(SameValue(ValueView::List(ab), ValueView::List(a)));
}

}  // namespace
}  // namespace lotse
