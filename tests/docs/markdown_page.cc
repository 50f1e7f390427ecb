// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MarkdownPage.
#include "tests/docs/markdown_page.h"

#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace lotse {
namespace {

std::vector<std::string> CellsOf(absl::string_view row) {
  row = absl::StripPrefix(absl::StripSuffix(row, "|"), "|");
  std::vector<std::string> cells;
  for (absl::string_view cell : absl::StrSplit(row, '|')) {
    cells.push_back(
        absl::StrReplaceAll(absl::StripAsciiWhitespace(cell), {{"`", ""}}));
  }
  return cells;
}

}  // namespace

MarkdownPage::MarkdownPage(const std::string& name) {
  std::ifstream file(absl::StrCat(LOTSE_SOURCE_DIR, "/docs/", name));
  for (std::string line; std::getline(file, line);) lines_.push_back(line);
}

std::string MarkdownPage::Block(absl::string_view info) const {
  const std::string fence = absl::StrCat("```", info);
  std::string text;
  bool inside = false;
  for (const std::string& line : lines_) {
    if (inside && line == "```") return text;
    if (inside) absl::StrAppend(&text, line, "\n");
    if (line == fence) inside = true;
  }
  return "";
}

std::vector<std::string> MarkdownPage::Lines(absl::string_view info) const {
  const std::string fence = absl::StrCat("```", info);
  std::vector<std::string> found;
  bool inside = false;
  for (const std::string& line : lines_) {
    if (line == "```") {
      inside = false;
    } else if (inside && !line.empty()) {
      found.push_back(line);
    } else if (line == fence) {
      inside = true;
    }
  }
  return found;
}

std::vector<std::vector<std::string>> MarkdownPage::Table(
    absl::string_view heading) const {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& line : lines_) {
    const bool is_row = absl::StartsWith(line, "|");
    if (!is_row && !rows.empty()) break;
    if (!is_row || absl::StartsWith(line, "|--")) continue;
    std::vector<std::string> cells = CellsOf(line);
    if (rows.empty() && cells.front() != heading) continue;
    rows.push_back(std::move(cells));
  }
  return rows;
}

}  // namespace lotse
