// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/field_path.h"

#include <cstddef>

#include "gtest/gtest.h"

namespace lotse {
namespace {

TEST(FieldPath, PrintsTheChain) {
  const FieldPath root;
  EXPECT_EQ(root.ToString(), "");
  EXPECT_EQ(root.Child("a").ToString(), "a");
  const FieldPath scoring("scoring");
  EXPECT_EQ(scoring.ToString(), "scoring");
  const FieldPath group = scoring.Child("groups", 2);
  EXPECT_EQ(group.ToString(), "scoring.groups[2]");
  EXPECT_EQ(group.Child("when").ToString(), "scoring.groups[2].when");
  const FieldPath first = root.Child("texts", 0);
  EXPECT_EQ(first.Child("other", 10).ToString(), "texts[0].other[10]");
}

TEST(FieldPath, ChildrenDoNotChangeTheirParent) {
  const FieldPath scoring("scoring");
  const FieldPath a = scoring.Child("a");
  const FieldPath b = scoring.Child("b");
  EXPECT_EQ(a.ToString(), "scoring.a");
  EXPECT_EQ(b.ToString(), "scoring.b");
  EXPECT_EQ(scoring.ToString(), "scoring");
}

}  // namespace
}  // namespace lotse
