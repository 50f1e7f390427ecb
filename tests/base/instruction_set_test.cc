// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/instruction_set.h"

#include <gtest/gtest.h>

namespace lotse {
namespace {

TEST(InstructionSet, PortableIsAlwaysThereAndTheBestIsTheLast) {
  const std::vector<InstructionSet> sets = AvailableInstructionSets();
  ASSERT_FALSE(sets.empty());
  EXPECT_EQ(sets.front(), InstructionSet::kPortable);
  EXPECT_EQ(sets.back(), BestInstructionSet());
}

TEST(InstructionSet, HasNames) {
  EXPECT_STREQ(NameOf(InstructionSet::kPortable), "portable");
  EXPECT_STREQ(NameOf(InstructionSet::kAvx2), "avx2");
  EXPECT_STREQ(NameOf(InstructionSet::kAvx512), "avx512");
}

}  // namespace
}  // namespace lotse
