// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakeWorkItem: a lead as a work list takes it, of its facts, state and score.
//
//   std::vector<WorkItem> items;
//   for (each lead that IsToBeWorked(engine, state)) {
//     LOTSE_ASSIGN_OR_RETURN(WorkItem item,
//                            MakeWorkItem(engine, facts, state, score, now,
//                                         &scratch));
//     items.push_back(std::move(item));
//   }
//   // "Your 20 for today":
//   BuildWorkList(items, *engine.spec().work_list, options, now);
//
// Pure functions; thread-safe, a scratch for one thread at a time.
#ifndef LOTSE_ENGINE_WORK_ITEM_H_
#define LOTSE_ENGINE_WORK_ITEM_H_

#include "absl/status/statusor.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/score_report.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/lead_state.h"
#include "lotse/routing/work_list.h"

namespace lotse {

// Whether somebody is to work on a lead in this state: it is not closed. So are
// leads without a state.
bool IsToBeWorked(const Engine& engine, const LeadState& state);

// The lead at `now`: `state` is a LeadState() if it has none, `score` what
// Engine::Score gives with Remembering(state, ...).
//
//   probability     the representatives' views pooled in, where they count
//   value           of the opportunity, else WorkListSpec::value_fact
//   last_worked_at  the latest activity of WorkListSpec::worked_kinds; if it
//                   names none, the latest by which a clock can be met
//   due_at          of the running clocks the earliest
//
// Errors: InvalidArgument with the path of what is wrong in facts or state;
// FailedPrecondition if the state is of another tenant, or of a spec that
// changed (Engine::Migrate).
absl::StatusOr<WorkItem> MakeWorkItem(const Engine& engine, const Facts& facts,
                                      const LeadState& state,
                                      const ScoreReport& score, Instant now,
                                      EngineScratch* scratch);

}  // namespace lotse

#endif  // LOTSE_ENGINE_WORK_ITEM_H_
