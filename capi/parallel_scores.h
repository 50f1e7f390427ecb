// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreInParallel: BatchScorer on several threads.
#ifndef LOTSE_CAPI_PARALLEL_SCORES_H_
#define LOTSE_CAPI_PARALLEL_SCORES_H_

#include <cstddef>

#include "lotse/arrow/score_array.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/score/column_scorer.h"

namespace lotse::capi {

// Puts the scores of all pieces of `array`, which are rows of `leads`, with at
// most `threads` threads, of which the caller's is one; fewer if there are few
// rows, or if the system gives no more. Equal to those of one thread. Throws
// what a thread threw.
void ScoreInParallel(const Engine& engine, const LeadColumns& leads,
                     Instant as_of, const ColumnScoreOptions& options,
                     size_t threads, ScoreArray* array);

}  // namespace lotse::capi

#endif  // LOTSE_CAPI_PARALLEL_SCORES_H_
