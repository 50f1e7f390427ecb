// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ColumnScorer: scores many leads at once, from columns to columns.
//
//   ColumnScorer scorer(engine.scorer(), leads, as_of, {});
//   ScoreColumns scores;
//   scorer.Score(0, leads.rows, &scores);       // all of them
//
// The scores are those of Scorer::Evaluate, bit for bit, however the rows are
// cut into ranges and whatever the instruction set. Each column is read once,
// in blocks that fit the processor's first cache: comparisons become one bit a
// lead, rules add their points to 16, 32 or 64 leads at a time.
//
// A ColumnScorer has the memory of one block and belongs to one thread at a
// time; several of them may score ranges of the same columns side by side.
#ifndef LOTSE_SCORE_COLUMN_SCORER_H_
#define LOTSE_SCORE_COLUMN_SCORER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "lotse/base/instruction_set.h"
#include "lotse/base/time.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/score/scorer.h"

namespace lotse {

// The scores of some leads, in their order. Each member is as in Score.
struct ScoreColumns {
  std::vector<int64_t> points_nano;
  // Empty if the scorecard assumes no probability.
  std::vector<double> probability;
  // Empty if the scorecard has no categories.
  std::vector<int32_t> category;
  // Microseconds since 1970 UTC. Empty if no previous categories were given:
  // then each lead is in its category since as_of.
  std::vector<int64_t> category_since;
  // Empty if the scorecard has no veto.
  std::vector<int32_t> veto;
  // Empty if the scorecard has no grid.
  std::vector<int32_t> grid_row;
  std::vector<int32_t> grid_column;
  // If they were asked for: those of row i are contributions
  // [contribution_begin[i], contribution_begin[i + 1]).
  std::vector<int64_t> contribution_begin;
  std::vector<Contribution> contributions;
};

struct ColumnScoreOptions {
  // What each lead's category was before; null: none had one. Category indices
  // (-1: none) and microseconds since 1970 UTC, one for each row.
  const int32_t* previous_category = nullptr;
  const int64_t* previous_category_since = nullptr;
  bool contributions = false;
  // Which instructions to use. Must be one that this processor has.
  InstructionSet instructions = BestInstructionSet();
};

class ColumnScorer {
 public:
  // `leads` and what `options` point to must outlive the ColumnScorer; the
  // scorer itself is shared.
  ColumnScorer(const Scorer& scorer, const LeadColumns& leads, Instant as_of,
               const ColumnScoreOptions& options);
  ~ColumnScorer();
  ColumnScorer(ColumnScorer&&) noexcept;
  ColumnScorer& operator=(ColumnScorer&&) noexcept;

  // Replaces `*scores` by those of the rows [begin, end).
  void Score(size_t begin, size_t end, ScoreColumns* scores);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lotse

#endif  // LOTSE_SCORE_COLUMN_SCORER_H_
