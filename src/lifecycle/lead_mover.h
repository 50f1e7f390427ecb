// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadMover: one lead at one instant, while its lifecycle moves it. What Follow
// and Take are made of; it belongs to one call.
#ifndef LOTSE_SRC_LIFECYCLE_LEAD_MOVER_H_
#define LOTSE_SRC_LIFECYCLE_LEAD_MOVER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/lifecycle/lifecycle.h"
#include "src/lifecycle/lifecycle_program.h"

namespace lotse {

class LeadMover {
 public:
  // What made a transition happen.
  struct Cause {
    // Index of the event; kNoIndex: none, or a built-in one.
    uint32_t event = kNoIndex;
    absl::string_view event_name;
    absl::string_view event_id;
    const Actor* actor = nullptr;
    absl::string_view reason;
  };

  // What they point to must outlive the mover. The moment's row has the signals
  // of the state.
  LeadMover(const LifecycleProgram& program, const LifecycleMoment& moment,
            bool quiet, LeadState* state, LifecycleScratch* scratch,
            LifecycleSteps* steps);

  // What time brings: deadlines, responses and timers up to the moment, in
  // their order, then automatic transitions.
  void Follow();
  // The same where a clock was started since: it may have been answered at this
  // very instant.
  void FollowStarted();

  // The event from the lead's state, if a transition takes it.
  bool TakeEvent(uint32_t event, const Cause& cause, Instant at);
  // The owner becomes `owner`.
  void Assign(const std::string& owner, const Cause& cause);
  // A step that a person has made already.
  void Observe(uint32_t to, const Cause& cause);

  // Automatic transitions, until none holds.
  void TakeAutomatic();

  // Ends the call: the row has the signals of the state again. Returns whether
  // the state changed.
  bool Finish() {
    View();
    return changed_;
  }

 private:
  using Exit = LifecycleProgram::Exit;
  using ClockRole = LifecycleProgram::ClockRole;

  // The facts and signals as they are now, which is what guards read: signals
  // are written when they are read, not whenever the state changes.
  const LeadView& View();
  // Whether a guard, condition `index` of `set`, holds. One that is left out
  // always does; for others the set is evaluated once: `*evaluated`, false at
  // first, says whether it was.
  bool Holds(const Condition& guard, const ConditionSet& set, size_t index,
             Instant at, bool* evaluated);
  // To be called after each change of the state.
  void Changed() { changed_ = unpublished_ = true; }

  void TellTime();

  // Makes one step. `transition` is null for observed steps that no transition
  // allows.
  void Step(const TransitionSpec* transition, uint32_t to, bool stays,
            const Cause& cause, Instant at, std::string broken);
  // Adds a transition to the steps.
  TransitionMade& AddTransition(uint32_t from, uint32_t to, const Cause& cause,
                                Instant at);
  void Own(uint32_t to, bool reassign, Instant at);
  void Convert(Conversion conversion, const Cause& cause, Instant at);
  void MakeErrands(const std::vector<uint32_t>& errands, Instant at);

  // What an event that was taken and a state that was entered mean for clocks.
  // `from` and `to` are the same if the lead stays.
  void MoveClocks(const std::vector<ClockRole>* event, uint32_t from,
                  uint32_t to, Instant at);
  ClockState* FindClock(size_t clock);
  ClockState* StartClock(size_t clock, Instant at);
  void PauseClock(size_t clock, ClockState* state, Instant at);
  void ResumeClock(size_t clock, ClockState* state, Instant at);
  void CloseClock(size_t clock, ClockState* state, bool met, Instant at);
  void MeetByResponse(size_t clock, ClockState* state, Instant at);
  void Mark(const ClockState& state, ClockMarkKind kind, Instant at, bool late);
  Duration ElapsedAt(size_t clock, const ClockState& state, Instant at) const;
  // The earliest activity that meets the clock, up to the moment.
  std::optional<Instant> ResponseOf(size_t clock, const ClockState& state);
  // Tells the next thing of the clock that is due at `at`.
  void TellClock(size_t clock, ClockState* state, Instant at);

  const LifecycleProgram& program_;
  const LifecycleMoment& moment_;
  const bool quiet_;
  LeadState& state_;
  LifecycleScratch* const scratch_;
  LifecycleSteps* const steps_;
  uint32_t now_in_;
  bool changed_ = false;
  // Whether the state changed since its signals were written.
  bool unpublished_ = false;
  // Whether time is to be told: a clock was started since it was.
  bool started_ = false;
};

// Writes the signals of the state, whose index is `in`, into `row`; texts point
// into the state and the program.
void PublishSignals(const LifecycleProgram& program, uint32_t in,
                    const LeadState& state, absl::Span<ValueView> row);

// The next thing that a clock has to tell: its warning, its breach or its next
// escalation. Nullopt: nothing, or not before `before`.
std::optional<Instant> NextTold(const LifecycleProgram& program, size_t clock,
                                const ClockState& state, Instant before);

// When a timer of the lead's state goes off; nullopt if it did, never does, or
// not before `before`.
std::optional<Instant> TimerDue(const LifecycleProgram& program,
                                uint32_t in_state, size_t timer,
                                const LeadState& state, Instant before);

}  // namespace lotse

#endif  // LOTSE_SRC_LIFECYCLE_LEAD_MOVER_H_
