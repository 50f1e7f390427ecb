// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FigureColumns: one fold over the activities of the block's leads.
#include "src/condition/figure_columns.h"

#include <algorithm>
#include <limits>

#include "lotse/base/decimal.h"
#include "src/condition/code_bits.h"
#include "src/condition/column_values.h"

namespace lotse {

FigureColumns::FigureColumns(const ColumnBlock& block,
                             InstructionSet instructions)
    : block_(block) {
  const ConditionProgram& program = *block.program;
  const size_t count = program.figures.size();
  values_.assign(count * kBlockRows, 0);
  found_.assign(count * kBlockWords, 0);
  sums_.assign(count, 0);
  const ActivityColumns& activities = block.columns.activities;
  if (program.where == nullptr || activities.begin == nullptr) return;
  activities_.rows = static_cast<size_t>(activities.begin[block.columns.rows]);
  activities_.values = activities.payload;
  where_ = std::make_unique<ConditionColumns>(*program.where, activities_,
                                              block.as_of, instructions);
  where_slices_.resize(program.where->size());
  for (const ActivityFigure& figure : program.figures) {
    if (figure.where < 0) continue;
    const size_t condition = static_cast<size_t>(figure.where);
    if (where_slices_[condition] == nullptr) {
      where_slices_[condition] = where_->Require(condition);
    }
  }
}

void FigureColumns::Compute() {
  const size_t count = block_.program->figures.size();
  std::fill(values_.begin(), values_.end(), 0);
  for (size_t f = 0; f < count; ++f) {
    std::fill_n(found_.data() + f * kBlockWords, kBlockWords,
                block_.program->found_without_activities[f] ? ~uint64_t{0} : 0);
  }
  const ActivityColumns& activities = block_.columns.activities;
  if (activities.begin == nullptr) return;
  // The activities whose `where` is known.
  size_t known_begin = 0;
  size_t known_end = 0;
  const size_t end =
      static_cast<size_t>(activities.begin[block_.begin + block_.rows]);
  for (size_t i = 0; i < block_.rows; ++i) {
    const size_t row = block_.begin + i;
    std::fill(sums_.begin(), sums_.end(), 0);
    for (size_t a = static_cast<size_t>(activities.begin[row]);
         a < static_cast<size_t>(activities.begin[row + 1]); ++a) {
      if (where_ != nullptr && a >= known_end) {
        known_begin = a;
        known_end = std::min(end, a + kBlockRows);
        where_->Evaluate(known_begin, known_end - known_begin);
      }
      const Instant at = Instant::FromMicros(activities.occurred_at[a]);
      if (at > block_.as_of ||
          activities.kinds[a] == ActivityColumns::kNoKind) {
        continue;
      }
      for (size_t f = 0; f < count; ++f) {
        if (Counts(block_.program->figures[f], a, a - known_begin)) {
          Add(f, i, a);
        }
      }
    }
    for (size_t f = 0; f < count; ++f) {
      if (block_.program->figures[f].aggregate != Aggregate::kSum) continue;
      const absl::int128 sum = sums_[f];
      values_[f * kBlockRows + i] = sum > std::numeric_limits<int64_t>::max()
                                        ? std::numeric_limits<int64_t>::max()
                                    : sum < std::numeric_limits<int64_t>::min()
                                        ? std::numeric_limits<int64_t>::min()
                                        : static_cast<int64_t>(sum);
    }
  }
}

bool FigureColumns::Counts(const ActivityFigure& figure, size_t activity,
                           size_t in_where) const {
  const uint32_t kind = block_.columns.activities.kinds[activity];
  if (!figure.kinds.empty() &&
      (kind >= figure.kinds.size() || !figure.kinds[kind])) {
    return false;
  }
  if (figure.within != Duration() &&
      SaturatedDifference(block_.as_of.micros(),
                          block_.columns.activities.occurred_at[activity]) >=
          figure.within.micros()) {
    return false;
  }
  return figure.where < 0 ||
         GetBit(where_slices_[static_cast<size_t>(figure.where)], in_where);
}

void FigureColumns::Add(size_t f, size_t i, size_t activity) {
  const ActivityFigure& figure = block_.program->figures[f];
  int64_t& total = values_[f * kBlockRows + i];
  switch (figure.aggregate) {
    case Aggregate::kCount:
      ++total;
      break;
    case Aggregate::kLast: {
      uint64_t& found = found_[f * kBlockWords + i / 64];
      const uint64_t bit = uint64_t{1} << i % 64;
      const int64_t at = block_.columns.activities.occurred_at[activity];
      if ((found & bit) == 0 || at > total) total = at;
      found |= bit;
      break;
    }
    default: {
      const absl::Span<const ColumnView> payload =
          block_.columns.activities.payload;
      if (figure.payload >= payload.size()) break;
      const ColumnView& view = payload[figure.payload];
      if (!Fits(view, figure.type) || !view.valid(activity)) break;
      double amount = 0;
      WidenColumn(view, activity, 1, &amount);
      if (amount - amount != 0) break;  // Not finite: missing.
      sums_[f] += ScaleDouble(amount, 9);
      break;
    }
  }
}

}  // namespace lotse
