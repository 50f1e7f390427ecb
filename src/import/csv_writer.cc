// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AppendCsvRow.
#include "lotse/import/csv_writer.h"

#include <cstddef>

#include "absl/strings/match.h"
#include "lotse/import/cell_parser.h"

namespace lotse {
namespace {

// Whether a spreadsheet may take `cell` for a formula.
bool LooksLikeFormula(absl::string_view cell) {
  if (cell.empty() || !absl::StrContains("=+-@\t\r", cell[0])) return false;
  // Only what every reader takes for a number: a sign, digits, a point.
  return !(absl::StrContains("+-", cell[0]) &&
           cell.find_first_not_of("0123456789.,eE+-") ==
               absl::string_view::npos &&
           (ParseNumber(cell, DecimalMark::kPoint).has_value() ||
            ParseNumber(cell, DecimalMark::kComma).has_value()));
}

void AppendCell(absl::string_view cell, char delimiter, std::string* out) {
  const bool formula = LooksLikeFormula(cell);
  const bool quoted =
      cell.find_first_of("\"\r\n") != absl::string_view::npos ||
      absl::StrContains(cell, delimiter) ||
      (!cell.empty() && (absl::StrContains(" \t", cell.front()) ||
                         absl::StrContains(" \t", cell.back())));
  if (quoted) out->push_back('"');
  if (formula) out->push_back('\'');
  for (const char c : cell) {
    if (c == '"') out->push_back('"');
    out->push_back(c);
  }
  if (quoted) out->push_back('"');
}

}  // namespace

void AppendCsvRow(absl::Span<const absl::string_view> cells, char delimiter,
                  std::string* out) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out->push_back(delimiter);
    AppendCell(cells[i], delimiter, out);
  }
  out->append("\r\n");
}

}  // namespace lotse
