// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/condition_operands.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/condition/condition_text.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> NamesOf(const Condition& condition) {
  std::vector<std::string> names;
  for (const Operand& operand : OperandsOf(condition)) {
    names.push_back(PrintOperand(operand));
  }
  return names;
}

TEST(OperandsOf, FindsAllOfATextInTheirOrder) {
  const char* const text =
      "employees >= 50 and not (country in (\"DE\") or employees < 9) and "
      "count(download where asset = \"guide\") > 1";
  EXPECT_THAT(NamesOf(Condition::FromText(text)),
              ElementsAre("employees", "country", "employees",
                          "count(download where asset = \"guide\")"));
}

TEST(OperandsOf, ReadsTreesAsTexts) {
  const Condition tree = *ParseCondition("a = 1 or b is missing");
  EXPECT_THAT(NamesOf(tree), ElementsAre("a", "b"));
}

TEST(OperandsOf, ThereAreNoneInNoCondition) {
  EXPECT_THAT(NamesOf(Condition()), IsEmpty());
}

}  // namespace
}  // namespace lotse
