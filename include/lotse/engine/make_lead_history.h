// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakeLeadHistory: a lead's history as a LifecycleCounter takes it, of its
// facts and a replay. MakeHistoryReport: what all of them tell.
//
//   std::vector<LifecycleCounter> counters = LifecycleCounters(engine);
//   for (each lead) {
//     LOTSE_ASSIGN_OR_RETURN(Decision decision,
//                            engine.Replay(facts, events, as_of));
//     LOTSE_ASSIGN_OR_RETURN(
//         LeadHistory history,
//         MakeLeadHistory(engine, facts, decision, as_of, &scratch));
//     // With a single lifecycle:
//     if (!history.lifecycle.empty()) {
//       LOTSE_RETURN_IF_ERROR(counters[0].Add(history));
//     }
//   }
//   report = MakeHistoryReport(engine, counters, /*cases=*/{}, as_of);
//
// Pure functions; thread-safe, a scratch for one thread at a time.
#ifndef LOTSE_ENGINE_MAKE_LEAD_HISTORY_H_
#define LOTSE_ENGINE_MAKE_LEAD_HISTORY_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lotse/base/time.h"
#include "lotse/engine/decision.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/history_report.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/lead_history.h"
#include "lotse/lifecycle/lifecycle_counter.h"
#include "lotse/routing/owner_times.h"

namespace lotse {

// `decision` is that of Engine::Replay at `as_of`, or one whose steps are those
// of all decisions on the lead. How much was known at each hand-over is the
// completeness of the spec's first questionnaire at that instant; without a
// questionnaire it is not known. A lead that no event has reached has no
// lifecycle in its history and is not to be counted. Errors: InvalidArgument
// with the path of what is wrong in the facts.
absl::StatusOr<LeadHistory> MakeLeadHistory(const Engine& engine,
                                            const Facts& facts,
                                            const Decision& decision,
                                            Instant as_of,
                                            EngineScratch* scratch);

// How soon the lead got to the first person responsible for it, and from there
// to the first clock that was met, for MeasureOwnerTimes. `decision` as above.
// Nullopt: nobody got it.
std::optional<OwnerTimeCase> MakeOwnerTimeCase(const Facts& facts,
                                               const Decision& decision);

// A counter for each lifecycle of the engine, in the order of the spec.
std::vector<LifecycleCounter> LifecycleCounters(const Engine& engine);

// What they have counted; those without leads are left out. Of `cases`, if
// there are any, the times to the responsible person, as far as the spec's
// people metrics allow at `now`, in the calendar of its routing. Error: as
// MeasureOwnerTimes.
absl::StatusOr<HistoryReport> MakeHistoryReport(
    const Engine& engine, absl::Span<const LifecycleCounter> counters,
    absl::Span<const OwnerTimeCase> cases, Instant now);

}  // namespace lotse

#endif  // LOTSE_ENGINE_MAKE_LEAD_HISTORY_H_
