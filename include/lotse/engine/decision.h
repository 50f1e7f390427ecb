// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Decision: the answer of Engine::Decide, Tick and Replay, as plain data.
//
//   LOTSE_ASSIGN_OR_RETURN(Decision decision,
//                          engine.Decide(facts, state, event, now));
//   // In one transaction: store decision.state if the stored revision is still
//   // state.revision, append decision.steps to the history, make its tasks,
//   // queue decision.requests for Router::Assign; look at the lead again at
//   // decision.next_check_at.
#ifndef LOTSE_ENGINE_DECISION_H_
#define LOTSE_ENGINE_DECISION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"
#include "lotse/engine/score_report.h"
#include "lotse/lifecycle/lead_state.h"
#include "lotse/lifecycle/lifecycle_steps.h"
#include "lotse/routing/assignment_request.h"

namespace lotse {

enum class DecisionOutcome : uint8_t {
  kUnspecified = 0,    // Never output.
  kApplied = 1,        // Something changed: store the state.
  kDuplicate = 2,      // The event was decided before; nothing changed.
  kStaleRevision = 3,  // The actor saw another revision; nothing changed.
  kNoTransition = 4,   // No transition took it; steps.blocked says why.
  kNeedsReplay = 5,    // The event is older than what was decided: Replay, with
                       // this event among the others. Nothing changed.
};

template <>
struct EnumNames<DecisionOutcome> {
  static constexpr const char* kPrefix = "DECISION_OUTCOME_";
  static constexpr EnumName<DecisionOutcome> kNames[] = {
      {DecisionOutcome::kApplied, "applied"},
      {DecisionOutcome::kDuplicate, "duplicate"},
      {DecisionOutcome::kStaleRevision, "stale_revision"},
      {DecisionOutcome::kNoTransition, "no_transition"},
      {DecisionOutcome::kNeedsReplay, "needs_replay"}};
};

struct Decision {
  // Of the lead.
  std::string lead_id;
  DecisionOutcome outcome = DecisionOutcome::kUnspecified;
  // What to store. Its revision is one higher than before if anything changed
  // that matters; without that it may be stored or not.
  LeadState state;
  // What was done and what the host is asked for, in order.
  LifecycleSteps steps;
  // When to look at the lead again (Tick): never later than the first instant
  // at which something happens by itself. Unset: nothing will.
  Instant next_check_at;
  // How the lead is scored now. Unset unless asked for.
  std::optional<ScoreReport> score;
  // Ready for Router::Assign: of steps.owners what is still open, which is the
  // last of them if nobody owns the lead since. Empty if the spec has no
  // routing.
  std::vector<ResolvedRequest> requests;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lead_id", &Decision::lead_id},
                     Field{2, "outcome", &Decision::outcome},
                     Field{3, "state", &Decision::state},
                     Field{4, "steps", &Decision::steps},
                     Field{5, "next_check_at", &Decision::next_check_at},
                     Field{6, "score", &Decision::score},
                     Field{7, "requests", &Decision::requests});
  }
};

// Something that a change of the spec means for leads that are under way.
struct MigrationFinding {
  // Where, in the old spec: "lifecycles[0].states[3]".
  std::string path;
  // What, and what to do about it.
  std::string message;
  // Leads may be stuck unless it is mended.
  bool must_be_mended = false;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "path", &MigrationFinding::path},
        Field{2, "message", &MigrationFinding::message},
        Field{3, "must_be_mended", &MigrationFinding::must_be_mended});
  }
};

// The answer of CheckMigration.
struct MigrationReport {
  // In the order of the old spec. Empty: every lead goes on where it is.
  std::vector<MigrationFinding> findings;

  static constexpr auto Fields() {
    return FieldList(Field{1, "findings", &MigrationReport::findings});
  }
};

}  // namespace lotse

#endif  // LOTSE_ENGINE_DECISION_H_
