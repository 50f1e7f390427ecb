// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BatchScorer: all scores of many leads at once, from columns to columns.
//
//   BatchScorer scorer(engine, leads, as_of, {});
//   ScoreColumns scores;
//   scorer.Score(0, leads.rows, &scores);              // the main score
//   scorer.further(0).points_nano;                     // of the same rows
//
// It computes the engine's signals (buyer stage, engagement, questionnaires,
// further scores) as columns, and then the main score; the scores are those of
// Engine::Evaluate, bit for bit, however the rows are cut into ranges. Columns
// of answers count as they are.
//
// A BatchScorer belongs to one thread at a time; several of them may score
// ranges of the same columns side by side. Its signals take address space for
// all rows, but memory only for the rows that it has scored.
#ifndef LOTSE_ENGINE_BATCH_SCORER_H_
#define LOTSE_ENGINE_BATCH_SCORER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "lotse/base/time.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/score/column_scorer.h"

namespace lotse {

class BatchScorer {
 public:
  // `leads` and what `options` point to must outlive this; the engine is
  // shared. Previous categories are those of the main score; further scores and
  // buyer stages remember none.
  BatchScorer(const Engine& engine, const LeadColumns& leads, Instant as_of,
              const ColumnScoreOptions& options);
  ~BatchScorer();
  BatchScorer(BatchScorer&&) noexcept;
  BatchScorer& operator=(BatchScorer&&) noexcept;

  // Replaces `*scores` by the main scores of the rows [begin, end).
  void Score(size_t begin, size_t end, ScoreColumns* scores);

  // After Score: further score `index` of the same rows, without contributions.
  // Rows that it does not apply to have values that mean nothing; they are the
  // ones whose bit is not set in `applies` (row begin + i: bit i % 64 of word
  // i / 64).
  const ScoreColumns& further(size_t index) const;
  const std::vector<uint64_t>& applies(size_t index) const;

  // The signals that it computes, by slot of the engine's catalog, in the order
  // of their computation: buyer stage, engagement, questionnaires, further
  // scores.
  const std::vector<FactSlot>& signals() const;
  // The column of signal `index` of them: numbers (double), or indices (int32)
  // of a dictionary. It has a row for each lead; those that were scored are
  // good. What stands where a value is missing may be anything.
  const ColumnView& signal(size_t index) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lotse

#endif  // LOTSE_ENGINE_BATCH_SCORER_H_
