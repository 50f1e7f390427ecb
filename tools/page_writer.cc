// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WritePage.
#include "tools/page_writer.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tools/table.h"

namespace lotse::tools {
namespace {

constexpr size_t kLineWidth = 80;
constexpr size_t kNameWidth = 40;

Style StyleOf(PageTone tone) {
  switch (tone) {
    case PageTone::kNeutral:
      return Style::kPlain;
    case PageTone::kGood:
      return Style::kGreen;
    case PageTone::kBad:
      return Style::kRed;
    case PageTone::kMuted:
      return Style::kDim;
  }
  return Style::kPlain;
}

// `text` in lines, each in `style`.
void WriteText(absl::string_view text, Style style, Output* out) {
  std::string line;
  const auto end_line = [&] {
    if (line.empty()) return;
    out->Write(absl::StrCat(Styled(line, style, out->color()), "\n"));
    line.clear();
  };
  for (const absl::string_view word :
       absl::StrSplit(Printable(text), ' ', absl::SkipEmpty())) {
    if (!line.empty() &&
        DisplayWidth(line) + 1 + DisplayWidth(word) > kLineWidth) {
      end_line();
    }
    absl::StrAppend(&line, line.empty() ? "" : " ", word);
  }
  end_line();
}

void WriteChart(const PageChart& chart, Output* out) {
  TableWriter table({{"", false, kNameWidth}, {"", true, 0}}, out);
  for (const PageBar& bar : chart.bars) {
    table.Add({{bar.label}, {bar.value, StyleOf(bar.tone)}});
  }
  table.Finish();
}

void WriteTable(const PageTable& page_table, Output* out) {
  std::vector<TableColumn> columns;
  for (const PageColumn& column : page_table.columns) {
    columns.push_back(
        {column.title, column.right, column.right ? 0 : kNameWidth});
  }
  TableWriter table(std::move(columns), out);
  for (const PageRow& row : page_table.rows) {
    std::vector<TableCell> cells;
    for (const PageCell& cell : row.cells) {
      cells.push_back({cell.text, row.muted ? Style::kDim : Style::kPlain});
    }
    table.Add(std::move(cells));
  }
  table.Finish();
}

}  // namespace

void WritePage(const ReportPage& page, Output* out) {
  WriteText(absl::StrCat(page.title, ": ", page.subtitle), Style::kDim, out);
  out->Write("\n");
  WriteText(page.headline, Style::kBold, out);
  for (const PageBlock& block : page.blocks) {
    out->Write("\n");
    WriteText(absl::AsciiStrToUpper(block.title), Style::kDim, out);
    WriteText(block.headline, Style::kBold, out);
    for (const PageChart& chart : block.charts) WriteChart(chart, out);
    if (!block.table.rows.empty()) WriteTable(block.table, out);
    for (const std::string& note : block.notes) {
      WriteText(note, Style::kDim, out);
    }
  }
}

}  // namespace lotse::tools
