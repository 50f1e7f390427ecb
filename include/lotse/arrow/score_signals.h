// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreSignalsOf: what an engine computes besides the main score, as further
// columns of ScoreExporter: buyer stage, engagement, questionnaires and further
// scores. Each column is called as conditions call the signal.
//
//   const ScoreExporter exporter(engine.scorer(), leads.id_format(), false,
//                                ScoreSignalsOf(engine));
//   BatchScorer scorer(engine, leads.columns(), as_of, {});
//   const std::vector<ColumnView> signals = SignalViewsOf(scorer);
//   ...
//   scorer.Score(array.begin(piece), array.end(piece), &scores);
//   array.Put(piece, scores, 0, signals);
//
// Pure functions; thread-safe.
#ifndef LOTSE_ARROW_SCORE_SIGNALS_H_
#define LOTSE_ARROW_SCORE_SIGNALS_H_

#include <string>
#include <vector>

#include "lotse/engine/batch_scorer.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/lead_columns.h"

namespace lotse {

struct ScoreSignal {
  // Such as "score.fit.points".
  std::string name;
  // Texts as a dictionary, else numbers.
  bool is_text = false;
  // The dictionary.
  std::vector<std::string> texts;
};

// In the order in which BatchScorer computes them.
std::vector<ScoreSignal> ScoreSignalsOf(const Engine& engine);

// Their columns, in the same order; good as long as `scorer` is, for the rows
// that it has scored. Rows are those of the leads.
std::vector<ColumnView> SignalViewsOf(const BatchScorer& scorer);

}  // namespace lotse

#endif  // LOTSE_ARROW_SCORE_SIGNALS_H_
