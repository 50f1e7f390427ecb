// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The verbs of Lifecycle.
#include "lotse/lifecycle/lifecycle.h"

#include <algorithm>
#include <utility>

#include "src/lifecycle/lead_mover.h"
#include "src/lifecycle/lifecycle_program.h"

namespace lotse {

std::optional<Instant> TimerDue(const LifecycleProgram& program,
                                uint32_t in_state, size_t timer,
                                const LeadState& state, Instant before) {
  const StateTimer& spec = program.spec.states[in_state].timers[timer];
  if (std::find(state.fired_timers.begin(), state.fired_timers.end(),
                spec.id) != state.fired_timers.end()) {
    return std::nullopt;
  }
  return program.Add(program.states[in_state].timer_calendars[timer],
                     state.entered_at, spec.after, before);
}

Lifecycle::Lifecycle(std::shared_ptr<const LifecycleProgram> program)
    : program_(std::move(program)) {}

const LifecycleSpec& Lifecycle::spec() const { return program_->spec; }

const std::string& Lifecycle::fingerprint() const {
  return program_->fingerprint;
}

bool Lifecycle::Follow(const LifecycleMoment& moment, bool quiet,
                       LeadState* state, LifecycleScratch* scratch,
                       LifecycleSteps* steps) const {
  LeadMover mover(*program_, moment, quiet, state, scratch, steps);
  mover.Follow();
  return mover.Finish();
}

bool Lifecycle::Take(const LeadEvent& event, const LifecycleMoment& moment,
                     LeadState* state, LifecycleScratch* scratch,
                     LifecycleSteps* steps) const {
  LeadMover mover(*program_, moment, event.mode == EventMode::kHistorical,
                  state, scratch, steps);
  state->circling = false;
  LeadMover::Cause cause;
  cause.event_name = event.event;
  cause.event_id = event.id;
  cause.actor = &event.actor;
  cause.reason = event.reason;
  const auto it = program_->event_index.find(event.event);
  if (it != program_->event_index.end()) {
    cause.event = it->second;
    cause.event_name = program_->spec.events[it->second].id;
  }
  bool taken = true;
  if (event.mode == EventMode::kObserved) {
    mover.Observe(program_->FindState(event.to), cause);
  } else if (it != program_->event_index.end()) {
    taken = mover.TakeEvent(cause.event, cause, event.occurred_at);
  } else if (event.event == kAssignedEvent) {
    const uint32_t in = program_->FindState(state->state);
    taken =
        in != program_->new_state() && program_->PhaseOf(in) != Phase::kClosed;
    if (taken) {
      mover.Assign(event.owner, cause);
    } else {
      steps->blocked.push_back({"", Obstacle::kNoTransition, kAssignedEvent});
    }
  } else {
    // kFactsChangedEvent: automatic transitions see to it.
    taken = false;
  }
  const size_t before = steps->transitions.size();
  mover.TakeAutomatic();
  taken = taken || steps->transitions.size() > before;
  mover.FollowStarted();
  mover.Finish();
  return taken;
}

Lifecycle::Ahead Lifecycle::WhatIsAhead(const LeadState& state, Instant after,
                                        Instant until) const {
  Ahead ahead;
  Instant before = until == Instant() ? Instant::Max() : until;
  const auto consider = [&](std::optional<Instant> at) {
    if (!at.has_value()) return;
    // What was due before is told at once.
    const Instant when = std::max(*at, Instant::FromMicros(after.micros() + 1));
    if (ahead.due.has_value() && when >= *ahead.due) return;
    ahead.due = when;
    before = std::min(before, when);
  };
  const uint32_t in = program_->FindState(state.state);
  if (in == kNoIndex || in == program_->new_state()) return ahead;
  const LifecycleProgram::State& compiled = program_->states[in];
  if (!compiled.automatic.empty() && !state.circling) {
    ahead.guards = &compiled.automatic_guards;
  }
  // Clocks mostly come first: then timers need no look into a calendar.
  program_->VisitOpenClocks(state.clocks,
                            [&](uint32_t c, const ClockState& clock) {
                              consider(NextTold(*program_, c, clock, before));
                            });
  for (size_t t = 0; t < program_->spec.states[in].timers.size(); ++t) {
    consider(TimerDue(*program_, in, t, state, before));
  }
  return ahead;
}

void Lifecycle::Publish(const LeadState& state,
                        absl::Span<ValueView> row) const {
  PublishSignals(*program_, program_->FindState(state.state), state, row);
}

absl::Span<const FactSlot> Lifecycle::slots() const {
  return program_->signal_slots;
}

std::vector<Lifecycle::Option> Lifecycle::Options(
    const LifecycleMoment& moment, const LeadState& state,
    LifecycleScratch* scratch) const {
  const uint32_t in = program_->FindState(state.state);
  PublishSignals(*program_, in, state, moment.row);
  const LifecycleProgram::State& compiled = program_->states[in];
  compiled.exit_guards.Evaluate(moment.view, moment.at, &scratch->guards);
  std::vector<Option> options;
  for (const LifecycleProgram::Exit& exit : compiled.exits) {
    const TransitionSpec& transition =
        program_->spec.transitions[exit.transition];
    Option option;
    option.event = transition.event;
    option.transition = NameOf(transition);
    option.to =
        transition.to.empty() ? std::string(program_->IdOf(in)) : transition.to;
    option.reasons = transition.reasons;
    if (!compiled.exit_guards.Holds(scratch->guards, exit.guard)) {
      option.forbidden = GuardOf(transition);
    }
    options.push_back(std::move(option));
  }
  return options;
}

int32_t Lifecycle::FindState(absl::string_view id) const {
  const auto it = program_->state_index.find(id);
  return it == program_->state_index.end() ? -1
                                           : static_cast<int32_t>(it->second);
}

std::optional<Instant> Lifecycle::LastResponse(
    const LeadView& view, Instant as_of, LifecycleScratch* scratch) const {
  std::optional<Instant> last;
  for (const LifecycleProgram::Clock& clock : program_->clocks) {
    if (!clock.has_response) continue;
    for (const ActivityView& activity : view.activities) {
      if (activity.occurred_at > as_of ||
          (last.has_value() && activity.occurred_at <= *last) ||
          !clock.response_kinds[activity.kind]) {
        continue;
      }
      LeadView payload;
      payload.values = activity.payload;
      clock.where.Evaluate(payload, activity.occurred_at, &scratch->response);
      if (clock.where.Holds(scratch->response, 0)) {
        last = activity.occurred_at;
      }
    }
  }
  return last;
}

bool Lifecycle::AppliesTo(const LeadView& view, Instant at,
                          LifecycleScratch* scratch) const {
  program_->when.Evaluate(view, at, &scratch->guards);
  return program_->when.Holds(scratch->guards, 0);
}

size_t Lifecycle::MemoryUsage() const {
  size_t bytes = sizeof(LifecycleProgram) + program_->when.MemoryUsage() +
                 program_->task_guards.MemoryUsage();
  for (const LifecycleProgram::State& state : program_->states) {
    bytes += sizeof(state) + state.automatic_guards.MemoryUsage() +
             state.exit_guards.MemoryUsage() + state.owners.MemoryUsage() +
             (state.automatic.size() + state.exits.size()) *
                 sizeof(LifecycleProgram::Exit) +
             state.clocks.size() * sizeof(LifecycleProgram::ClockRole);
  }
  for (const LifecycleProgram::Clock& clock : program_->clocks) {
    bytes += sizeof(clock) + clock.where.MemoryUsage();
  }
  return bytes;
}

}  // namespace lotse
