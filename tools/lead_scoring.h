// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreLeads: the scores of all leads of a file, in their order, with as many
// threads as were asked for.
#ifndef LOTSE_TOOLS_LEAD_SCORING_H_
#define LOTSE_TOOLS_LEAD_SCORING_H_

#include <cstddef>
#include <cstdint>
#include <functional>

#include "absl/status/statusor.h"
#include "lotse/engine/engine.h"
#include "lotse/import/lead_reader.h"

namespace lotse::tools {

// Takes what came of one lead; returns whether to go on. Errors name the line.
using TakeReport = std::function<bool(absl::StatusOr<ScoreReport> report)>;

// Reads leads with `reader`, decodes and scores them, and calls `take` with one
// after the other, from the caller's thread. 1: without any other thread. More:
// that many work on leads that were read, some thousand leads in memory at
// most. What is taken is the same.
void ScoreLeads(const Engine& engine, Instant as_of, const ScoreOptions& how,
                size_t threads, LeadReader* reader, const TakeReport& take);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_LEAD_SCORING_H_
