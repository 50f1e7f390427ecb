// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// TableWriter: rows in aligned columns, by the width that UTF-8 text has on a
// terminal.
//
//   TableWriter table({{"lead"}, {"points", /*right=*/true}}, &out);
//   table.Add({{"L-1"}, {"57.5"}});
//   table.Finish();
//
// The first rows are kept to find the widths, then rows are written as they
// come, so memory does not grow with them. Not thread-safe.
#ifndef LOTSE_TOOLS_TABLE_H_
#define LOTSE_TOOLS_TABLE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tools/terminal.h"

namespace lotse::tools {

struct TableColumn {
  std::string title;
  // Numbers stand at the right.
  bool right = false;
  // Longer texts are cut, with an ellipsis. 0: never.
  size_t max_width = 0;
};

struct TableCell {
  std::string text;
  Style style = Style::kPlain;
};

class TableWriter {
 public:
  // `out` must outlive the table.
  TableWriter(std::vector<TableColumn> columns, Output* out);

  // One cell per column. `details`: lines to write below the row as they are.
  void Add(std::vector<TableCell> row, std::vector<std::string> details = {});
  // Writes what is still kept.
  void Finish();

 private:
  struct Row {
    std::vector<TableCell> cells;
    std::vector<std::string> details;
  };

  void WriteKept();
  void WriteRow(const Row& row);

  std::vector<TableColumn> columns_;
  Output* out_;
  bool started_ = false;
  std::vector<size_t> widths_;
  std::vector<Row> kept_;
};

// Columns that `utf8` takes on a terminal.
size_t DisplayWidth(absl::string_view utf8);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_TABLE_H_
