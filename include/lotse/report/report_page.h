// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReportPage: a page for people, as data: sentences, figures, bars and tables.
// Whoever has something to report fills one; PageHtml and PageMarkdown write
// it.
//
//   ReportPage page;
//   page.title = "Pipeline report";
//   page.blocks.push_back(block);
//   std::string html = PageHtml(page);
//
// Every text is plain: the writers escape it. Plain data and pure functions,
// safe from any thread.
#ifndef LOTSE_REPORT_REPORT_PAGE_H_
#define LOTSE_REPORT_REPORT_PAGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lotse {

// What a figure means for the reader.
enum class PageTone : uint8_t { kNeutral, kGood, kBad, kMuted };

// A figure that stands alone, with what it counts.
struct PageFigure {
  std::string value;
  std::string label;
  PageTone tone = PageTone::kNeutral;
};

// One bar of a chart.
struct PageBar {
  std::string label;
  // What is written at its end.
  std::string value;
  // Its length, 0 to 1.
  double share = 0;
  PageTone tone = PageTone::kNeutral;
};

enum class PageChartKind : uint8_t {
  kBars,    // From the left, one below the other.
  kFunnel,  // Centred, one below the other.
  kStack,   // One after the other; together they are the whole.
};

struct PageChart {
  PageChartKind kind = PageChartKind::kBars;
  std::vector<PageBar> bars;
};

struct PageColumn {
  std::string title;
  // Numbers stand at the right.
  bool right = false;
};

struct PageCell {
  std::string text;
  // A share to draw with it, and where it may lie, each 0 to 1.
  struct Range {
    double share = 0;
    double low = 0;
    double high = 1;
  };
  std::optional<Range> range;
};

struct PageRow {
  std::vector<PageCell> cells;
  // Of less weight than the others.
  bool muted = false;
};

struct PageTable {
  std::vector<PageColumn> columns;
  std::vector<PageRow> rows;
};

// One subject. What is empty is left out.
struct PageBlock {
  // A short name, unique on the page: "unworked".
  std::string id;
  std::string title;
  // What the block says, in one sentence.
  std::string headline;
  std::vector<PageChart> charts;
  PageTable table;
  // How to read it, and what it leaves out.
  std::vector<std::string> notes;
  // Over the whole width of the page, not half of it.
  bool wide = false;
};

struct ReportPage {
  // BCP 47 tag of the texts.
  std::string language = "en";
  std::string title;
  // Where the figures come from.
  std::string subtitle;
  // The sentence to remember.
  std::string headline;
  std::vector<PageFigure> figures;
  std::vector<PageBlock> blocks;
};

// A whole page of HTML: no script, nothing from elsewhere, light and dark, and
// on paper A4.
std::string PageHtml(const ReportPage& page);

// The page as Markdown, charts as tables.
std::string PageMarkdown(const ReportPage& page);

}  // namespace lotse

#endif  // LOTSE_REPORT_REPORT_PAGE_H_
