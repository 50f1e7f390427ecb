// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engine::Decide, Tick, Replay and Adopt: in which order a DecisionRun goes
// through time and events.
#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/engine.h"
#include "src/engine/decision_run.h"

namespace lotse {
namespace {

// The decision that `verb`, which is called with a run and returns a status,
// makes for a lead in `state`. A decision is large: it is made where the caller
// gets it.
template <typename Verb>
absl::StatusOr<Decision> DecisionOf(const Engine& engine, const Facts& facts,
                                    LeadState&& state, EngineScratch* scratch,
                                    Verb verb) {
  absl::StatusOr<Decision> decision(absl::in_place);
  DecisionRun run(engine, facts, scratch, &*decision);
  absl::Status status = run.Open(std::move(state));
  if (status.ok()) status = verb(&run);
  if (!status.ok()) decision = std::move(status);
  return decision;
}

absl::Status DecideEvent(const LeadEvent& event, Instant now,
                         const DecideOptions& options, DecisionRun* run) {
  LOTSE_RETURN_IF_ERROR(run->Choose(event.occurred_at));
  LOTSE_RETURN_IF_ERROR(run->lifecycle().CheckEvent(event));
  if (event.occurred_at > now) {
    if (event.occurred_at > now + run->Skew()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "event.occurred_at: lies after the present instant by more than ",
          run->Skew().ToString(), ", the clock skew that is allowed"));
    }
    now = event.occurred_at;
  }
  LeadState& state = run->decision().state;
  const EventOrder order = OrderOf(event, state);
  if (order == EventOrder::kDuplicate) {
    return run->Finish(DecisionOutcome::kDuplicate, options, now);
  }
  if (event.if_revision != 0 && event.if_revision != state.revision) {
    return run->Finish(DecisionOutcome::kStaleRevision, options, now);
  }
  if (order == EventOrder::kTooLate) {
    return run->Finish(DecisionOutcome::kNeedsReplay, options, now);
  }
  const Instant to = std::max(now, state.followed_to);
  if (order == EventOrder::kLate) {
    LOTSE_ASSIGN_OR_RETURN(const bool would, run->WouldTake(event));
    if (would) return run->Finish(DecisionOutcome::kNeedsReplay, options, now);
    run->Remember(event);
  } else {
    // Time that was followed already brought nothing, or it would be too late.
    state.followed_to = std::min(state.followed_to, event.occurred_at);
    LOTSE_RETURN_IF_ERROR(run->Take(event));
  }
  const bool taken = run->taken();
  LOTSE_RETURN_IF_ERROR(
      run->FollowTo(to, event.mode == EventMode::kHistorical));
  ++state.revision;
  return run->Finish(taken || !run->decision().steps.transitions.empty()
                         ? DecisionOutcome::kApplied
                         : DecisionOutcome::kNoTransition,
                     options, now);
}

absl::Status TickTo(Instant now, const DecideOptions& options,
                    DecisionRun* run) {
  LOTSE_RETURN_IF_ERROR(run->FollowTo(now, /*quiet=*/false));
  if (!run->changed()) {
    return run->Finish(DecisionOutcome::kNoTransition, options, now);
  }
  ++run->decision().state.revision;
  return run->Finish(DecisionOutcome::kApplied, options, now);
}

absl::Status ReplayEvents(absl::Span<const LeadEvent> events, Instant as_of,
                          const DecideOptions& options, DecisionRun* run) {
  std::vector<const LeadEvent*> sorted;
  for (const LeadEvent& event : events) {
    if (event.occurred_at <= as_of) sorted.push_back(&event);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const LeadEvent* a, const LeadEvent* b) {
                     return std::tie(a->occurred_at, a->id) <
                            std::tie(b->occurred_at, b->id);
                   });
  absl::flat_hash_set<absl::string_view> ids;
  bool applied = false;
  bool quiet = false;
  for (const LeadEvent* event : sorted) {
    if (!ids.insert(event->id).second) continue;
    LOTSE_RETURN_IF_ERROR(run->Choose(event->occurred_at));
    if (const absl::Status status = run->lifecycle().CheckEvent(*event);
        !status.ok()) {
      // "event.<field>" becomes "events[i].<field>".
      absl::string_view message = status.message();
      message.remove_prefix(sizeof("event") - 1);
      return absl::Status(
          status.code(),
          absl::StrCat("events[", event - events.data(), "]", message));
    }
    LOTSE_RETURN_IF_ERROR(run->Take(*event));
    applied |= run->taken();
    quiet = event->mode == EventMode::kHistorical;
    ++run->decision().state.revision;
  }
  LOTSE_RETURN_IF_ERROR(run->FollowTo(as_of, quiet));
  applied |= !run->decision().steps.transitions.empty();
  return run->Finish(
      applied ? DecisionOutcome::kApplied : DecisionOutcome::kNoTransition,
      options, as_of);
}

}  // namespace

absl::StatusOr<Decision> Engine::Decide(const Facts& facts, LeadState state,
                                        const LeadEvent& event, Instant now,
                                        const DecideOptions& options) const {
  EngineScratch scratch;
  return Decide(facts, std::move(state), event, now, options, &scratch);
}

absl::StatusOr<Decision> Engine::Decide(const Facts& facts, LeadState state,
                                        const LeadEvent& event, Instant now,
                                        const DecideOptions& options,
                                        EngineScratch* scratch) const {
  return DecisionOf(
      *this, facts, std::move(state), scratch,
      [&](DecisionRun* run) { return DecideEvent(event, now, options, run); });
}

absl::StatusOr<Decision> Engine::Tick(const Facts& facts, LeadState state,
                                      Instant now,
                                      const DecideOptions& options) const {
  EngineScratch scratch;
  return Tick(facts, std::move(state), now, options, &scratch);
}

absl::StatusOr<Decision> Engine::Tick(const Facts& facts, LeadState state,
                                      Instant now, const DecideOptions& options,
                                      EngineScratch* scratch) const {
  return DecisionOf(
      *this, facts, std::move(state), scratch,
      [&](DecisionRun* run) { return TickTo(now, options, run); });
}

absl::StatusOr<Decision> Engine::Replay(const Facts& facts,
                                        absl::Span<const LeadEvent> events,
                                        Instant as_of,
                                        const DecideOptions& options) const {
  EngineScratch scratch;
  return Replay(facts, events, as_of, options, &scratch);
}

absl::StatusOr<Decision> Engine::Replay(const Facts& facts,
                                        absl::Span<const LeadEvent> events,
                                        Instant as_of,
                                        const DecideOptions& options,
                                        EngineScratch* scratch) const {
  LeadState unknown;
  unknown.tenant = spec().tenant;
  return DecisionOf(*this, facts, std::move(unknown), scratch,
                    [&](DecisionRun* run) {
                      return ReplayEvents(events, as_of, options, run);
                    });
}

absl::StatusOr<LeadState> Engine::Adopt(const Facts& facts,
                                        absl::string_view host_status,
                                        Instant since, Instant now) const {
  if (rep_->lifecycles.empty()) {
    return absl::FailedPreconditionError(
        "the engine has no lifecycle: add one to `lifecycles`");
  }
  EngineScratch scratch;
  LOTSE_RETURN_IF_ERROR(Bind(facts, now, &scratch).status());
  absl::Status none;
  for (const Lifecycle& lifecycle : rep_->lifecycles) {
    absl::StatusOr<LeadState> state = lifecycle.Adopt(host_status, since, now);
    if (state.ok()) {
      state->tenant = spec().tenant;
      state->spec = lifecycle.fingerprint();
      state->revision = 1;
      return state;
    }
    if (none.ok()) none = state.status();
  }
  return none;
}

}  // namespace lotse
