// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/outcome_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace lotse::tools {
namespace {

using ::testing::HasSubstr;

// Leads and buyers of cold, warm and hot.
OutcomeTable Count(const std::vector<std::pair<int, int>>& leads_and_won) {
  OutcomeTable table({"cold", "warm", "hot"});
  for (size_t i = 0; i < leads_and_won.size(); ++i) {
    for (int n = 0; n < leads_and_won[i].first; ++n) {
      table.Add(i, n < leads_and_won[i].second);
    }
  }
  return table;
}

TEST(OutcomeTable, Counts) {
  const OutcomeTable table = Count({{10, 1}, {4, 2}, {0, 0}});
  EXPECT_EQ(table.categories()[0].leads, 10);
  EXPECT_EQ(table.categories()[1].share(), 0.5);
  EXPECT_EQ(table.categories()[2].share(), 0);
  EXPECT_EQ(table.All().leads, 14);
  EXPECT_EQ(table.All().won, 3);
}

TEST(OutcomeTable, JudgesPlainly) {
  struct Case {
    std::vector<std::pair<int, int>> counts;
    Verdict verdict;
    const char* text;
  };
  for (const Case& c :
       {Case{{{1000, 20}, {500, 60}, {200, 80}},
             Verdict::kConfirmed,
             "hot > warm > cold, and the intervals are apart"},
        Case{{{1000, 20}, {20, 3}, {20, 8}},
             Verdict::kUnsure,
             "the intervals of hot and warm overlap"},
        Case{{{1000, 20}, {500, 60}, {200, 10}},
             Verdict::kContradicted,
             "Not hot > warm > cold: the order is wrong between hot and warm"},
        Case{{{10, 5}, {10, 5}, {10, 5}},
             Verdict::kContradicted,
             "between hot and warm, and between warm and cold"},
        Case{{{1000, 20}, {500, 60}, {0, 0}},
             Verdict::kEmpty,
             "no lead is hot"}}) {
    const Judgement judgement = Count(c.counts).Judge();
    EXPECT_EQ(judgement.verdict, c.verdict);
    EXPECT_THAT(judgement.text, HasSubstr(c.text));
  }
}

TEST(OutcomeTable, HasNothingToCompareInOneCategory) {
  OutcomeTable table({"all"});
  table.Add(0, true);
  EXPECT_EQ(table.Judge().verdict, Verdict::kEmpty);
}

}  // namespace
}  // namespace lotse::tools
