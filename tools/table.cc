// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// TableWriter and DisplayWidth.
#include "tools/table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/base/utf8.h"

namespace lotse::tools {
namespace {

constexpr size_t kKeptRows = 1000;
constexpr absl::string_view kGap = "  ";
constexpr absl::string_view kEllipsis = "\xE2\x80\xA6";

struct Range {
  char32_t first;
  char32_t last;
};

// Combining marks and other characters without a width.
constexpr Range kZeroWidth[] = {{0x0300, 0x036F}, {0x200B, 0x200F},
                                {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
                                {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}};
// East Asian wide characters and emoji.
constexpr Range kDoubleWidth[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

template <size_t N>
bool Within(char32_t c, const Range (&ranges)[N]) {
  return std::any_of(std::begin(ranges), std::end(ranges), [&](const Range& r) {
    return c >= r.first && c <= r.last;
  });
}

size_t Width(char32_t c) {
  if (Within(c, kZeroWidth)) return 0;
  return Within(c, kDoubleWidth) ? 2 : 1;
}

// `text`, cut so that it takes at most `width` columns.
std::string Cut(std::string text, size_t width) {
  if (width == 0 || DisplayWidth(text) <= width) return text;
  size_t taken = 0;
  size_t i = 0;
  while (i < text.size()) {
    const Utf8Unit unit = DecodeUtf8(text, i);
    if (taken + Width(unit.code_point) > width - 1) break;
    taken += Width(unit.code_point);
    i += unit.size;
  }
  text.resize(i);
  return absl::StrCat(text, kEllipsis);
}

}  // namespace

size_t DisplayWidth(absl::string_view utf8) {
  size_t width = 0;
  for (size_t i = 0; i < utf8.size();) {
    const Utf8Unit unit = DecodeUtf8(utf8, i);
    width += Width(unit.code_point);
    i += unit.size;
  }
  return width;
}

TableWriter::TableWriter(std::vector<TableColumn> columns, Output* out)
    : columns_(std::move(columns)), out_(out), widths_(columns_.size(), 0) {
  for (size_t i = 0; i < columns_.size(); ++i) {
    widths_[i] = DisplayWidth(columns_[i].title);
  }
}

void TableWriter::Add(std::vector<TableCell> row,
                      std::vector<std::string> details) {
  for (size_t i = 0; i < row.size(); ++i) {
    row[i].text = Cut(Printable(row[i].text), columns_[i].max_width);
  }
  Row added{std::move(row), std::move(details)};
  if (started_) {
    WriteRow(added);
    return;
  }
  for (size_t i = 0; i < added.cells.size(); ++i) {
    widths_[i] = std::max(widths_[i], DisplayWidth(added.cells[i].text));
  }
  kept_.push_back(std::move(added));
  if (kept_.size() == kKeptRows) WriteKept();
}

void TableWriter::WriteRow(const Row& row) {
  std::string line;
  std::string gap;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const TableCell& cell = row.cells[i];
    const size_t width = DisplayWidth(cell.text);
    const std::string padding(widths_[i] - std::min(width, widths_[i]), ' ');
    const std::string text = Styled(cell.text, cell.style, out_->color());
    // Blanks are written only before something, so no line ends in them.
    if (columns_[i].right) absl::StrAppend(&gap, padding);
    if (!cell.text.empty()) {
      absl::StrAppend(&line, gap, text);
      gap.clear();
    }
    if (!columns_[i].right) absl::StrAppend(&gap, padding);
    absl::StrAppend(&gap, kGap);
  }
  out_->Write(absl::StrCat(line, "\n"));
  for (const std::string& detail : row.details) {
    out_->Write(absl::StrCat(detail, "\n"));
  }
}

void TableWriter::WriteKept() {
  started_ = true;
  Row header;
  for (const TableColumn& column : columns_) {
    header.cells.push_back({column.title, Style::kBold});
  }
  WriteRow(header);
  for (const Row& row : kept_) WriteRow(row);
  kept_.clear();
}

void TableWriter::Finish() {
  if (!started_ && !kept_.empty()) WriteKept();
}

}  // namespace lotse::tools
