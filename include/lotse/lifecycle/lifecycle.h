// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Lifecycle: moves leads from state to state. Compiled from a LifecycleSpec.
//
//   absl::StatusOr<Lifecycle> lifecycle =
//       CompileLifecycle(spec, catalog, calendars);
//   LifecycleMoment moment{at, view, row};  // facts and signals at `at`
//   lifecycle->Publish(state, row);
//   // What time brings, then an event:
//   lifecycle->Follow(moment, /*quiet=*/false, &state, &scratch, &steps);
//   lifecycle->Take(event, moment, &state, &scratch, &steps);
//
// Most users want Engine::Decide (lotse/engine/engine.h), which computes the
// signals, keeps events in order and finds the instants at which time alone
// changes something. At one instant what time brings comes first, then events
// in the order of their ids; after each of them automatic transitions are taken
// until none holds.
//
// A Lifecycle is an immutable handle, cheap to copy and safe to share between
// threads; a scratch belongs to one thread at a time.
#ifndef LOTSE_LIFECYCLE_LIFECYCLE_H_
#define LOTSE_LIFECYCLE_LIFECYCLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/calendar/business_calendar.h"
#include "lotse/condition/condition_set.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_view.h"
#include "lotse/lifecycle/lead_event.h"
#include "lotse/lifecycle/lead_state.h"
#include "lotse/lifecycle/lifecycle_spec.h"
#include "lotse/lifecycle/lifecycle_steps.h"

namespace lotse {

struct LifecycleProgram;  // src/lifecycle/lifecycle_program.h

// The facts and signals of a lead at one instant.
struct LifecycleMoment {
  Instant at;
  LeadView view;
  // What view.values points to. It has the signals of the lead's state, as
  // Lifecycle::Publish writes them; calls that change the state write them
  // anew.
  absl::Span<ValueView> row;
};

// Memory of one call, to be reused.
struct LifecycleScratch {
  ConditionScratch guards;
  ConditionScratch response;
  std::vector<uint32_t> visited;
};

class Lifecycle {
 public:
  // Does what time brings up to and at moment.at: responses and deadlines of
  // clocks, timers, then automatic transitions; once more if that starts a
  // clock, which may have been answered at this very instant. `quiet`: makes no
  // tasks, notices or owner requests and tells no warnings, breaches or
  // escalations, as for historical events. Returns whether the state changed.
  bool Follow(const LifecycleMoment& moment, bool quiet, LeadState* state,
              LifecycleScratch* scratch, LifecycleSteps* steps) const;

  // Takes an event at moment.at, which is its time, the automatic transitions
  // that follow, and, if a clock is started, what Follow does. Returns whether
  // it was taken; if not, steps say what was in the way. The event must be
  // valid (CheckEvent).
  bool Take(const LeadEvent& event, const LifecycleMoment& moment,
            LeadState* state, LifecycleScratch* scratch,
            LifecycleSteps* steps) const;

  // What may happen by itself to a lead that no event reaches.
  struct Ahead {
    // The first instant at which a timer or a clock of the state has something
    // to tell. Nullopt: never.
    std::optional<Instant> due;
    // The guards of automatic transitions from the lead's state: what to watch
    // as time goes by. Null: there are none that could be taken.
    const ConditionSet* guards = nullptr;
  };

  // What lies ahead after `after`; what is due from `until` on, if it is set,
  // may be missed. A new lead has nothing ahead.
  Ahead WhatIsAhead(const LeadState& state, Instant after,
                    Instant until = {}) const;

  // Writes the signals of the state into `row`, by slot of the catalog; texts
  // point into the state and the lifecycle. `slots()` are the signals.
  void Publish(const LeadState& state, absl::Span<ValueView> row) const;
  absl::Span<const FactSlot> slots() const;

  // Whether the event may be passed to Take. Errors: InvalidArgument at
  // event.<field> if it lacks something or names an unknown event, state or
  // role.
  absl::Status CheckEvent(const LeadEvent& event) const;

  // Whether the state is one that this lifecycle can go on from. Errors:
  // FailedPrecondition if it names a state or clock that the spec does not have
  // any more (Migrate), InvalidArgument if it contradicts itself.
  absl::Status CheckState(const LeadState& state) const;

  // The states that the lead can leave for, by events that people or
  // machines raise: for buttons on a screen. Guards that do not hold are named.
  struct Option {
    // Id of the event, and of the transition.
    std::string event;
    std::string transition;
    std::string to;
    std::vector<std::string> reasons;
    // Empty: it could be taken by an actor who may.
    std::string forbidden;
  };
  std::vector<Option> Options(const LifecycleMoment& moment,
                              const LeadState& state,
                              LifecycleScratch* scratch) const;

  const LifecycleSpec& spec() const;

  // Index of a state in the spec; -1 if there is none of this id.
  int32_t FindState(absl::string_view id) const;

  // The latest activity up to `as_of` by which one of the clocks can be met:
  // the last time somebody worked on the lead. Nullopt: there is none.
  std::optional<Instant> LastResponse(const LeadView& view, Instant as_of,
                                      LifecycleScratch* scratch) const;

  // Whether it is for a lead of this view, which is new.
  bool AppliesTo(const LeadView& view, Instant at,
                 LifecycleScratch* scratch) const;

  // The state of a lead without a log, in the state that the spec has for the
  // host's status (its own ids are known too) since `since`. Clocks do not run,
  // timers that were due before `now` have gone off: nothing is made up. Error:
  // NotFound, naming what is known.
  absl::StatusOr<LeadState> Adopt(absl::string_view host_status, Instant since,
                                  Instant now) const;

  // A state of an earlier spec of this lifecycle, carried over. Error:
  // FailedPrecondition if its state is gone and nothing says where to.
  absl::StatusOr<LeadState> Migrate(const LeadState& state) const;

  // Names everything that a state depends on; LeadState::spec.
  const std::string& fingerprint() const;

  // Memory that the compiled lifecycle takes besides the spec, in bytes.
  size_t MemoryUsage() const;

 private:
  friend absl::StatusOr<Lifecycle> CompileLifecycle(
      const LifecycleSpec& spec, const FactCatalog& catalog,
      absl::Span<const BusinessCalendar> calendars, const FieldPath& path);
  explicit Lifecycle(std::shared_ptr<const LifecycleProgram> program);

  std::shared_ptr<const LifecycleProgram> program_;
};

// Where an event stands among those that a state has seen.
enum class EventOrder {
  kNext,       // Later than all of them: it can be decided.
  kDuplicate,  // It was decided before.
  kLate,       // Earlier than one that was decided, but nothing changed since.
  kTooLate,    // It would change what is decided, or may have been forgotten.
};
EventOrder OrderOf(const LeadEvent& event, const LeadState& state);

// Remembers an event that was decided, and forgets those before `horizon`.
void RememberEvent(const LeadEvent& event, Duration horizon, LeadState* state);

// The signals that lifecycles publish, for the catalog of an engine:
// state.name, state.phase, state.since, state.owner_role, state.has_owner,
// state.loops, previous.state, previous.category (one of `categories`, those of
// the main score; none are known if empty) and clock.<id>. None if there is no
// lifecycle.
std::vector<FactDefinition> LifecycleSignals(
    absl::Span<const LifecycleSpec> specs,
    absl::Span<const Option> categories = {});

// Adds everything that is wrong with `spec`, at `path`: unknown states, events,
// roles, tasks and calendars; conditions that do not fit the catalog; states
// that cannot be reached or left, transitions that are never taken or
// ambiguous, guards that never hold, timers without exit, automatic transitions
// without a guard or back to their own state.
void ValidateLifecycle(const LifecycleSpec& spec, const FactCatalog& catalog,
                       absl::Span<const BusinessCalendar> calendars,
                       const FieldPath& path, SpecIssues* issues);

// Compiles the spec. Error: InvalidArgument with the first issue of
// ValidateLifecycle.
absl::StatusOr<Lifecycle> CompileLifecycle(
    const LifecycleSpec& spec, const FactCatalog& catalog,
    absl::Span<const BusinessCalendar> calendars = {},
    const FieldPath& path = FieldPath("lifecycle"));

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_LIFECYCLE_H_
