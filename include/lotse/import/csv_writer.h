// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CSV as text that spreadsheets open without harm.
//
//   std::string line;
//   AppendCsvRow({"L-1", "=HYPERLINK(...)", "12.5"}, ',', &line);
//   // L-1,'=HYPERLINK(...),12.5\r\n
//
// Rows are as in RFC 4180 and end in CR LF. A cell that a spreadsheet would run
// as a formula gets an apostrophe in front, which the spreadsheet shows as
// plain text. Pure functions, safe from any thread.
#ifndef LOTSE_IMPORT_CSV_WRITER_H_
#define LOTSE_IMPORT_CSV_WRITER_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace lotse {

// Appends one row to `*out`. Cells are quoted where they hold the delimiter,
// quotes, line ends or outer blanks. Cells that begin with = + - @ tab or CR
// get an apostrophe in front, unless they are plain numbers ("-12.5").
void AppendCsvRow(absl::Span<const absl::string_view> cells, char delimiter,
                  std::string* out);

}  // namespace lotse

#endif  // LOTSE_IMPORT_CSV_WRITER_H_
