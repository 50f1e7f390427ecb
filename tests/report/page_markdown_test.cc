// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "gtest/gtest.h"
#include "lotse/report/report_page.h"

namespace lotse {
namespace {

TEST(PageMarkdown, WritesThePage) {
  ReportPage page;
  page.title = "Report";
  page.subtitle = "of a file";
  page.headline = "4 of 10";
  page.figures = {{"40 %", "never"}};
  PageBlock block;
  block.title = "Ages";
  block.headline = "Old";
  block.charts.push_back({PageChartKind::kBars, {{"young", "1", 0.5}}});
  block.table.columns = {{"name", false}, {"all", true}};
  PageRow row;
  row.cells = {{"a", {}}, {"1", {}}};
  block.table.rows = {row};
  block.notes = {"A note."};
  page.blocks = {block};
  EXPECT_EQ(PageMarkdown(page),
            "# Report\n\nof a file\n\n**4 of 10**\n\n"
            "| | |\n|---|--:|\n| never | 40 % |\n\n"
            "## Ages\n\n**Old**\n\n"
            "| | |\n|---|--:|\n| young | 1 |\n\n"
            "| name | all |\n|---|--:|\n| a | 1 |\n\n"
            "A note.\n");
}

TEST(PageMarkdown, EscapesEveryText) {
  ReportPage page;
  page.title = "a|b*c_d`e<f>&g[h]\\i#\nj\xFF";
  EXPECT_EQ(PageMarkdown(page).substr(0, 56),
            "# a\\|b\\*c\\_d\\`e&lt;f\\>&amp;g\\[h\\]\\\\i\\# j\xEF\xBF\xBD\n\n"
            "\n\n****\n");
}

}  // namespace
}  // namespace lotse
