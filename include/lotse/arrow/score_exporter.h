// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreExporter: scores of many leads as an Arrow array (C Data Interface).
//
//   ScoreExporter exporter(engine.scorer(), leads.id_format(), {});
//   exporter.ExportSchema(&schema);
//   status = exporter.Export(scores, batch, &array);
//
// The array is a struct of these columns, whatever the scorecard has, in this
// order; what it does not have is null:
//   id              as the leads' ids; only if they have any
//   points          double
//   probability     double
//   category        dictionary of texts: the ids of the categories
//   category_since  timestamp in microseconds, UTC
//   veto            text: the id of the first veto that holds
//   grid_row        text, as grid_column
//   grid_column
//   contributions   list of struct<id: text, path: text, points: double>; only
//                   if asked for
//   <signal>        of each of score_signals.h that was asked for, such as
//                   score.fit.points: double, or a dictionary of texts
//   error           text; null: the lead was scored. Otherwise all but the id
//                   are null.
//
// Immutable; const use is thread-safe. The arrays own their memory.
#ifndef LOTSE_ARROW_SCORE_EXPORTER_H_
#define LOTSE_ARROW_SCORE_EXPORTER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/arrow/c_data.h"
#include "lotse/arrow/imported_leads.h"
#include "lotse/arrow/score_signals.h"
#include "lotse/base/time.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/score/column_scorer.h"
#include "lotse/score/scorer.h"

namespace lotse {

struct ExportedType;

// What stands beside the scores of some rows.
struct ScoredRows {
  // How many scores there are: ScoreColumns is for the rows
  // [first, first + count).
  size_t first = 0;
  size_t count = 0;
  // ImportedLeads::ids; null: none. Needed if the exporter has an id format.
  const ColumnView* ids = nullptr;
  // ImportedLeads::errors, by row.
  absl::Span<const RowError> errors;
  // The instant of the evaluation: since then the leads are in their categories
  // if ScoreColumns::category_since is empty.
  Instant as_of;
};

// What each lead's category was before, as ColumnScoreOptions takes it. A
// category that the scorecard does not have is none.
struct PreviousCategories {
  // Empty: the leads have no such column.
  std::vector<int32_t> category;
  std::vector<int64_t> since;
};
PreviousCategories ReadPreviousCategories(const ImportedLeads& leads,
                                          const Scorer& scorer);

class ScoreExporter {
 public:
  // `id_format`: ImportedLeads::id_format; empty: no ids. `signals`: those that
  // are columns, too, such as ScoreSignalsOf(engine).
  ScoreExporter(const Scorer& scorer, absl::string_view id_format,
                bool contributions, std::vector<ScoreSignal> signals = {});

  // The schema of all arrays that Export gives. `*schema` is the caller's to
  // release.
  void ExportSchema(ArrowSchema* schema) const;

  // Copies scores into an array of their own, which is the caller's to release.
  // `signals` has a column for each signal, whose rows are those of the leads;
  // empty: they are all missing. Error: InvalidArgument if the texts of one
  // column have more than 2^31 - 1 bytes: score fewer leads at once; `*array`
  // is left as released.
  absl::Status Export(const ScoreColumns& scores, const ScoredRows& rows,
                      ArrowArray* array,
                      absl::Span<const ColumnView> signals = {}) const;

 private:
  friend class ScoreArray;
  friend ExportedType TypeOfScores(const ScoreExporter& exporter);

  Scorer scorer_;
  std::string id_format_;
  bool contributions_;
  std::vector<ScoreSignal> signals_;
};

}  // namespace lotse

#endif  // LOTSE_ARROW_SCORE_EXPORTER_H_
