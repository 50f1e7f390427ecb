// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PageMarkdown.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/utf8.h"
#include "lotse/report/report_page.h"

namespace lotse {
namespace {

// `text` so that it stands in Markdown, and in a table of it, as it is.
std::string Escaped(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const Utf8Unit unit = DecodeUtf8(text, i);
    const char32_t c = unit.code_point;
    if (!unit.valid) {
      out += "\xEF\xBF\xBD";
    } else if (c < 0x20 || c == 0x7F) {
      out += ' ';
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      if (c < 0x80 && absl::StrContains("\\`*_[]|#~>", static_cast<char>(c))) {
        out += '\\';
      }
      out.append(text.data() + i, unit.size);
    }
    i += unit.size;
  }
  return out;
}

void AppendChart(const PageChart& chart, std::string* out) {
  absl::StrAppend(out, "| | |\n|---|--:|\n");
  for (const PageBar& bar : chart.bars) {
    absl::StrAppend(out, "| ", Escaped(bar.label), " | ", Escaped(bar.value),
                    " |\n");
  }
  absl::StrAppend(out, "\n");
}

void AppendTable(const PageTable& table, std::string* out) {
  std::string head = "|";
  std::string rule = "|";
  for (const PageColumn& column : table.columns) {
    absl::StrAppend(&head, " ", Escaped(column.title), " |");
    absl::StrAppend(&rule, column.right ? "--:|" : "---|");
  }
  absl::StrAppend(out, head, "\n", rule, "\n");
  for (const PageRow& row : table.rows) {
    absl::StrAppend(out, "|");
    for (const PageCell& cell : row.cells) {
      absl::StrAppend(out, " ", Escaped(cell.text), " |");
    }
    absl::StrAppend(out, "\n");
  }
  absl::StrAppend(out, "\n");
}

}  // namespace

std::string PageMarkdown(const ReportPage& page) {
  std::string out =
      absl::StrCat("# ", Escaped(page.title), "\n\n", Escaped(page.subtitle),
                   "\n\n**", Escaped(page.headline), "**\n\n");
  if (!page.figures.empty()) {
    PageChart figures;
    for (const PageFigure& figure : page.figures) {
      figures.bars.push_back({figure.label, figure.value, 0, figure.tone});
    }
    AppendChart(figures, &out);
  }
  for (const PageBlock& block : page.blocks) {
    absl::StrAppend(&out, "## ", Escaped(block.title), "\n\n");
    if (!block.headline.empty()) {
      absl::StrAppend(&out, "**", Escaped(block.headline), "**\n\n");
    }
    for (const PageChart& chart : block.charts) AppendChart(chart, &out);
    if (!block.table.rows.empty()) AppendTable(block.table, &out);
    for (const std::string& note : block.notes) {
      absl::StrAppend(&out, Escaped(note), "\n\n");
    }
  }
  while (absl::EndsWith(out, "\n\n")) out.pop_back();
  return out;
}

}  // namespace lotse
