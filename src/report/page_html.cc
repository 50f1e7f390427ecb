// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PageHtml.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lotse/report/report_page.h"
#include "src/report/escape_html.h"
#include "src/report/page_svg.h"

namespace lotse {
namespace {

// Colours are told apart by colour-blind readers (after Okabe and Ito) and when
// printed in grey.
constexpr char kStyle[] = R"css(
:root { color-scheme: light dark; --bg: #fff; --ink: #17202a; --dim: #5b6672;
  --line: #dde2e7; --track: #f0f2f5; --neutral: #2b6ca3; --good: #00876a;
  --bad: #c8501e; --muted: #a9b4bf; }
@media (prefers-color-scheme: dark) { :root { --bg: #14181d; --ink: #e9edf1;
  --dim: #9aa7b3; --line: #2c343d; --track: #20262d; --neutral: #62a5dd;
  --good: #35b593; --bad: #f08351; --muted: #5c6873; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink);
  font: 12px/1.35 "Segoe UI", system-ui, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; }
main { max-width: 800px; margin: 0 auto; padding: 22px 28px; }
header { border-bottom: 2px solid var(--ink); padding-bottom: 9px; }
.kicker { font-size: 12px; color: var(--dim); margin: 0; }
.kicker b { color: var(--ink); }
h1 { font-size: 24px; line-height: 1.15; margin: 5px 0 0; font-weight: 650;
  letter-spacing: -.01em; text-wrap: balance; }
.figures { display: flex; gap: 14px; margin: 11px 0 12px; padding: 0; }
.figures > div { flex: 1 1 0; border-left: 3px solid var(--line);
  padding-left: 9px; }
.figures dd { margin: 0; font-size: 19px; font-weight: 650; line-height: 1.15;
  white-space: nowrap; }
.figures dt { color: var(--dim); font-size: 11px; line-height: 1.3;
  margin-top: 2px; }
.figures > div { display: flex; flex-direction: column-reverse;
  justify-content: flex-end; }
.figures .t-bad { border-color: var(--bad); }
.figures .t-bad dd { color: var(--bad); }
.figures .t-good { border-color: var(--good); }
.blocks { display: grid; grid-template-columns: 1fr 1fr; gap: 11px 28px; }
section { border-top: 1px solid var(--line); padding-top: 6px;
  min-width: 0; break-inside: avoid; }
section.wide { grid-column: 1 / -1; }
h2 { font-size: 10px; font-weight: 600; color: var(--dim); margin: 0;
  text-transform: uppercase; letter-spacing: .06em; }
.says { font-size: 13px; font-weight: 600; line-height: 1.25; margin: 1px 0 6px;
  text-wrap: pretty; }
.note { color: var(--dim); font-size: 10.5px; line-height: 1.3; margin: 3px 0 0; }
svg { display: block; width: 100%; height: auto; margin-bottom: 3px; }
svg text { fill: var(--ink); font: 11px "Segoe UI", system-ui, Arial,
  sans-serif; font-variant-numeric: tabular-nums; }
svg .lab { fill: var(--ink); }
svg .val { font-weight: 600; }
svg .track { fill: var(--track); }
svg .t-neutral { fill: var(--neutral); }
svg .t-good { fill: var(--good); }
svg .t-bad { fill: var(--bad); }
svg .t-muted { fill: var(--muted); }
svg.range { display: inline-block; width: 110px; height: 12px; margin: 0 0 0 8px;
  vertical-align: -1px; }
table { border-collapse: collapse; width: 100%; font-size: 11.5px; }
th { text-align: left; font-weight: 500; color: var(--dim); font-size: 10.5px;
  vertical-align: bottom; }
th, td { padding: 1.5px 8px 1.5px 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
tr:last-child td { border-bottom: 0; }
.r { text-align: right; white-space: nowrap; }
td:first-child { overflow-wrap: break-word; }
.soft td { color: var(--dim); }
@media (max-width: 620px) { .blocks { grid-template-columns: 1fr; }
  .figures { flex-wrap: wrap; } .figures > div { flex: 1 1 40%; } }
@page { size: A4; margin: 9mm 13mm; }
@media print { :root { color-scheme: light; --bg: #fff; --ink: #17202a;
  --dim: #4c5763; --line: #d3d9df; --track: #eef0f3; --neutral: #2b6ca3;
  --good: #00876a; --bad: #c8501e; --muted: #a9b4bf; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; zoom: .86; } }
)css";

// Units of a picture over half of the page, and over all of it.
constexpr int kHalfWidth = 358;
constexpr int kWholeWidth = 744;

void AppendTable(const PageTable& table, std::string* out) {
  // All ranges of a table are drawn on the same line.
  double whole = 0;
  for (const PageRow& row : table.rows) {
    for (const PageCell& cell : row.cells) {
      if (cell.range.has_value() && !row.muted) {
        whole = std::max(whole, cell.range->high);
      }
    }
  }
  if (whole == 0) whole = 1;
  absl::StrAppend(out, "<table><thead><tr>");
  for (const PageColumn& column : table.columns) {
    absl::StrAppend(out, column.right ? "<th class=\"r\">" : "<th>",
                    EscapeHtml(column.title), "</th>");
  }
  absl::StrAppend(out, "</tr></thead><tbody>\n");
  for (const PageRow& row : table.rows) {
    absl::StrAppend(out, row.muted ? "<tr class=\"soft\">" : "<tr>");
    for (size_t i = 0; i < row.cells.size(); ++i) {
      const PageCell& cell = row.cells[i];
      const bool right = i < table.columns.size() && table.columns[i].right;
      absl::StrAppend(
          out, right ? "<td class=\"r\">" : "<td>", EscapeHtml(cell.text),
          cell.range.has_value() ? RangeSvg(*cell.range, whole) : "", "</td>");
    }
    absl::StrAppend(out, "</tr>\n");
  }
  absl::StrAppend(out, "</tbody></table>\n");
}

void AppendBlock(const PageBlock& block, std::string* out) {
  absl::StrAppend(out, "<section id=\"", EscapeHtml(block.id), "\"",
                  block.wide ? " class=\"wide\"" : "", ">\n<h2>",
                  EscapeHtml(block.title), "</h2>\n");
  if (!block.headline.empty()) {
    absl::StrAppend(out, "<p class=\"says\">", EscapeHtml(block.headline),
                    "</p>\n");
  }
  for (const PageChart& chart : block.charts) {
    absl::StrAppend(out, ChartSvg(chart, block.wide ? kWholeWidth : kHalfWidth),
                    "\n");
  }
  if (!block.table.rows.empty()) AppendTable(block.table, out);
  for (const std::string& note : block.notes) {
    absl::StrAppend(out, "<p class=\"note\">", EscapeHtml(note), "</p>\n");
  }
  absl::StrAppend(out, "</section>\n");
}

}  // namespace

std::string PageHtml(const ReportPage& page) {
  std::string out = absl::StrCat(
      "<!DOCTYPE html>\n<html lang=\"", EscapeHtml(page.language),
      "\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
      EscapeHtml(page.title), "</title>\n<style>", kStyle,
      "</style>\n</head>\n<body>\n<main>\n<header>\n<p class=\"kicker\"><b>",
      EscapeHtml(page.title), "</b> ", EscapeHtml(page.subtitle), "</p>\n<h1>",
      EscapeHtml(page.headline), "</h1>\n</header>\n");
  if (!page.figures.empty()) {
    absl::StrAppend(&out, "<dl class=\"figures\">\n");
    for (const PageFigure& figure : page.figures) {
      absl::StrAppend(&out, "<div class=\"", ToneClass(figure.tone), "\"><dt>",
                      EscapeHtml(figure.label), "</dt><dd>",
                      EscapeHtml(figure.value), "</dd></div>\n");
    }
    absl::StrAppend(&out, "</dl>\n");
  }
  absl::StrAppend(&out, "<div class=\"blocks\">\n");
  for (const PageBlock& block : page.blocks) AppendBlock(block, &out);
  absl::StrAppend(&out, "</div>\n</main>\n</body>\n</html>\n");
  return out;
}

}  // namespace lotse
