// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The table of limits in docs/bad_input.md has the numbers of limits.h.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "tests/docs/markdown_page.h"

namespace lotse {
namespace {

TEST(LimitsPage, HasTheNumbersOfTheHeader) {
  std::vector<std::string> found;
  for (const auto& row : MarkdownPage("bad_input.md").Table("limit")) {
    found.push_back(absl::StrCat(row[0], " ", row[1]));
  }
  const auto line = [](const char* name, auto limit) {
    return absl::StrCat(name, " ", limit);
  };
  EXPECT_THAT(found, testing::ElementsAre(
                         "limit value", line("kMaxDepth", kMaxDepth),
                         line("kMaxRules", kMaxRules),
                         line("kMaxAttributes", kMaxAttributes),
                         line("kMaxOptions", kMaxOptions),
                         line("kMaxConditionNodes", kMaxConditionNodes),
                         line("kMaxTextBytes", kMaxTextBytes),
                         line("kMaxNameBytes", kMaxNameBytes),
                         line("kMaxActivities", kMaxActivities),
                         line("kMaxListValues", kMaxListValues),
                         line("kMaxHolidays", kMaxHolidays),
                         line("kMaxSpecBytes", kMaxSpecBytes),
                         line("kMaxRecordBytes", kMaxRecordBytes),
                         line("kMaxPoints", kMaxPoints),
                         line("kMaxTotalPoints", kMaxTotalPoints),
                         line("kMaxDurationDays", kMaxDurationDays)));
}

}  // namespace
}  // namespace lotse
