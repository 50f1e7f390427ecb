// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreArray: an Arrow array of scores while it is made, piece by piece: what a
// piece needs is in the processor's memory still, and several threads can work
// at once.
//
//   ScoreArray array(exporter, rows);
//   for (size_t piece = 0; piece < array.pieces(); ++piece) {
//     scorer.Score(array.begin(piece), array.end(piece), &scores);
//     array.Put(piece, scores);
//   }
//   status = std::move(array).Finish(&out);
//
// Put is thread-safe for different pieces; all else is not thread-safe.
#ifndef LOTSE_ARROW_SCORE_ARRAY_H_
#define LOTSE_ARROW_SCORE_ARRAY_H_

#include <cstddef>
#include <memory>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "lotse/arrow/c_data.h"
#include "lotse/arrow/score_exporter.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/score/column_scorer.h"

namespace lotse {

class ScoreArray {
 public:
  // Of the rows `rows`, as the exporter says. What `rows` points to must
  // outlive this.
  ScoreArray(const ScoreExporter& exporter, const ScoredRows& rows);
  ~ScoreArray();
  ScoreArray(const ScoreArray&) = delete;
  ScoreArray& operator=(const ScoreArray&) = delete;

  size_t pieces() const;
  // The rows of a piece: [begin, end).
  size_t begin(size_t piece) const;
  size_t end(size_t piece) const;

  // Takes over the scores of a piece, which are the rows of `scores` from
  // `first` on, and those of `signals` (as ScoreExporter::Export takes them).
  // Once for each piece.
  void Put(size_t piece, const ScoreColumns& scores, size_t first = 0,
           absl::Span<const ColumnView> signals = {});

  // Gives the array away, after all pieces were put. Errors are those of
  // ScoreExporter::Export.
  absl::Status Finish(ArrowArray* array) &&;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lotse

#endif  // LOTSE_ARROW_SCORE_ARRAY_H_
