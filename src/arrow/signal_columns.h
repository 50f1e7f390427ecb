// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SignalColumns: the columns of signals in an array of scores while it is made.
// Internal to arrow. Put is thread-safe for different pieces.
#ifndef LOTSE_SRC_ARROW_SIGNAL_COLUMNS_H_
#define LOTSE_SRC_ARROW_SIGNAL_COLUMNS_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "exported_array.h"
#include "lotse/arrow/score_signals.h"
#include "lotse/facts/lead_columns.h"

namespace lotse {

// Where the rows of a piece are.
struct SignalRows {
  // [begin, end) of the array; begin is a multiple of 8.
  size_t begin = 0;
  size_t end = 0;
  // What row 0 of the array is in the columns of the leads.
  size_t first = 0;
};

class SignalColumns {
 public:
  // `signals` must outlive this.
  SignalColumns(const std::vector<ScoreSignal>& signals, size_t rows,
                size_t pieces);

  // Copies the rows of a piece but the `bad` ones, which ascend and are rows of
  // the array. `views` has a column for each signal, or none at all.
  void Put(size_t piece, const SignalRows& rows, const std::vector<size_t>& bad,
           absl::Span<const ColumnView> views);

  // The columns, which it has no more.
  std::vector<ExportedColumn> Take();

 private:
  const std::vector<ScoreSignal>& signals_;
  const size_t rows_;
  std::vector<ExportedColumn> columns_;
  // How many values are there, by piece and signal.
  std::vector<std::vector<size_t>> there_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_ARROW_SIGNAL_COLUMNS_H_
