// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FigureColumns: the figures over activities of the leads of one block, such as
// how many visits each had. Internal to condition.
#ifndef LOTSE_SRC_CONDITION_FIGURE_COLUMNS_H_
#define LOTSE_SRC_CONDITION_FIGURE_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/numeric/int128.h"
#include "lotse/base/instruction_set.h"
#include "lotse/condition/condition_columns.h"
#include "src/condition/column_block.h"

namespace lotse {

class FigureColumns {
 public:
  // All figures of the program. `block` must outlive this.
  FigureColumns(const ColumnBlock& block, InstructionSet instructions);

  // Computes them for the rows of the block.
  void Compute();

  // After Compute: the value of a figure, by row, and the slice of the rows
  // that have one.
  const int64_t* values(size_t figure) const {
    return values_.data() + figure * kBlockRows;
  }
  const uint64_t* found(size_t figure) const {
    return found_.data() + figure * kBlockWords;
  }

 private:
  bool Counts(const ActivityFigure& figure, size_t activity,
              size_t in_where) const;
  void Add(size_t figure, size_t row, size_t activity);

  const ColumnBlock& block_;
  std::vector<int64_t> values_;
  std::vector<uint64_t> found_;
  // Of one lead, by figure: sums saturate at their end only.
  std::vector<absl::int128> sums_;
  // The conditions on activities, evaluated for blocks of these.
  LeadColumns activities_;
  std::unique_ptr<ConditionColumns> where_;
  std::vector<const uint64_t*> where_slices_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_CONDITION_FIGURE_COLUMNS_H_
