// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/report/report_page.h"

namespace lotse {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// A page with something that HTML would read in each place.
ReportPage HostilePage() {
  const std::string bad = "<script>alert('x')</script>\"";
  ReportPage page;
  page.language = "de";
  page.title = bad;
  page.subtitle = bad;
  page.headline = bad;
  page.figures = {{bad, bad, PageTone::kBad}};
  PageBlock block;
  block.id = bad;
  block.title = bad;
  block.headline = bad;
  block.notes = {bad};
  block.charts.push_back({PageChartKind::kBars, {{bad, bad, 0.5}}});
  block.charts.push_back({PageChartKind::kStack, {{bad, bad, 0.5}}});
  block.table.columns = {{bad, false}};
  PageRow row;
  row.cells = {{bad, PageCell::Range{0.5, 0.4, 0.6}}};
  block.table.rows = {row};
  page.blocks = {block};
  return page;
}

TEST(PageHtml, EscapesEveryText) {
  const std::string html = PageHtml(HostilePage());
  EXPECT_THAT(html, StartsWith("<!DOCTYPE html>\n<html lang=\"de\">"));
  EXPECT_THAT(html, EndsWith("</html>\n"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("'x'")));
}

TEST(PageHtml, StandsAlone) {
  const std::string html = PageHtml(HostilePage());
  for (const char* foreign : {"http:", "https:", "src=", "href=", "@import",
                              "url(", "<link", "<iframe"}) {
    EXPECT_THAT(html, Not(HasSubstr(foreign))) << foreign;
  }
  EXPECT_THAT(html, HasSubstr("prefers-color-scheme: dark"));
  EXPECT_THAT(html, HasSubstr("size: A4"));
}

TEST(PageHtml, LeavesOutWhatIsEmpty) {
  ReportPage page;
  PageBlock block;
  block.id = "quiet";
  block.wide = true;
  page.blocks = {block};
  const std::string html = PageHtml(page);
  EXPECT_THAT(html, HasSubstr("<section id=\"quiet\" class=\"wide\">"));
  EXPECT_THAT(html, Not(HasSubstr("<table>")));
  EXPECT_THAT(html, Not(HasSubstr("<svg")));
  EXPECT_THAT(html, Not(HasSubstr("<dl")));
}

TEST(PageHtml, RangesOfATableShareOneLine) {
  ReportPage page;
  PageBlock block;
  block.table.columns = {{"range", true}};
  block.table.rows.resize(3);
  block.table.rows[0].cells = {{"a", PageCell::Range{0.1, 0.05, 0.2}}};
  block.table.rows[1].cells = {{"b", PageCell::Range{0.3, 0.2, 0.4}}};
  // Muted ones are cut rather than making the others small.
  block.table.rows[2].cells = {{"c", PageCell::Range{0.5, 0.0, 1.0}}};
  block.table.rows[2].muted = true;
  page.blocks = {block};
  const std::string html = PageHtml(page);
  EXPECT_THAT(html, HasSubstr("<td class=\"r\">b<svg class=\"range\" "
                              "aria-hidden=\"true\" viewBox=\"0 0 110 12\">"));
  EXPECT_THAT(html, HasSubstr("<rect class=\"t-muted\" x=\"55\" y=\"4\" "
                              "width=\"55\""));
  EXPECT_THAT(html, HasSubstr("<tr class=\"soft\">"));
}

}  // namespace
}  // namespace lotse
