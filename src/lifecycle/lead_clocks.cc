// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The clocks of a lead: started, paused, met and told in time.
#include <algorithm>

#include "src/lifecycle/lead_mover.h"

namespace lotse {
namespace {

Duration Sum(Duration a, Duration b) {
  return Duration::Micros(a.micros() + b.micros());
}
Duration Difference(Duration a, Duration b) {
  return Duration::Micros(a.micros() - b.micros());
}

}  // namespace

std::optional<Instant> NextTold(const LifecycleProgram& program, size_t clock,
                                const ClockState& state, Instant before) {
  const ClockSpec& spec = program.spec.clocks[clock];
  if (state.status != ClockStatus::kRunning || state.due_at == Instant()) {
    return std::nullopt;
  }
  const auto add = [&](Duration after) {
    return program.Add(program.clocks[clock].calendar, state.resumed_at,
                       std::max(Duration(), Difference(after, state.elapsed)),
                       before);
  };
  if (state.breached_at == Instant()) {
    if (spec.warn_before != Duration() && state.warned_at == Instant()) {
      // Never after the deadline, from which it is counted.
      return add(Difference(spec.target, spec.warn_before));
    }
    return state.due_at;
  }
  const size_t told = static_cast<size_t>(state.escalations);
  if (told >= spec.escalate_after.size()) return std::nullopt;
  return add(Sum(spec.target, spec.escalate_after[told]));
}

Duration LeadMover::ElapsedAt(size_t clock, const ClockState& state,
                              Instant at) const {
  if (state.status != ClockStatus::kRunning) return state.elapsed;
  return Sum(state.elapsed, program_.Between(program_.clocks[clock].calendar,
                                             state.resumed_at, at));
}

ClockState* LeadMover::FindClock(size_t clock) {
  for (ClockState& state : state_.clocks) {
    if (state.clock == program_.spec.clocks[clock].id) return &state;
  }
  return nullptr;
}

void LeadMover::Mark(const ClockState& state, ClockMarkKind kind, Instant at,
                     bool late) {
  Changed();
  ClockMark& mark = steps_->clocks.emplace_back();
  mark.clock = state.clock;
  mark.kind = kind;
  mark.at = at;
  mark.run = state.run;
  mark.due_at = state.due_at;
  mark.elapsed = state.elapsed;
  mark.late = late;
}

ClockState* LeadMover::StartClock(size_t clock, Instant at) {
  ClockState* state = FindClock(clock);
  if (state == nullptr) {
    // In the order of the spec.
    const auto place = std::find_if(
        state_.clocks.begin(), state_.clocks.end(), [&](const ClockState& s) {
          return program_.FindClock(s.clock) > clock;
        });
    state = &*state_.clocks.insert(place, ClockState());
    state->clock = program_.spec.clocks[clock].id;
  }
  const int64_t run = state->run + 1;
  *state = ClockState();
  state->clock = program_.spec.clocks[clock].id;
  state->run = run;
  state->status = ClockStatus::kRunning;
  state->started_at = at;
  state->resumed_at = at;
  state->due_at = program_
                      .Add(program_.clocks[clock].calendar, at,
                           program_.spec.clocks[clock].target)
                      .value_or(Instant());
  started_ = true;
  Mark(*state, ClockMarkKind::kStarted, at, false);
  return state;
}

void LeadMover::PauseClock(size_t clock, ClockState* state, Instant at) {
  state->elapsed = ElapsedAt(clock, *state, at);
  state->status = ClockStatus::kPaused;
  state->due_at = Instant();
  Mark(*state, ClockMarkKind::kPaused, at, false);
}

void LeadMover::ResumeClock(size_t clock, ClockState* state, Instant at) {
  state->status = ClockStatus::kRunning;
  state->resumed_at = at;
  // A deadline that has passed stays where it was told.
  state->due_at =
      state->breached_at != Instant()
          ? state->breached_at
          : program_
                .Add(program_.clocks[clock].calendar, at,
                     std::max(Duration(),
                              Difference(program_.spec.clocks[clock].target,
                                         state->elapsed)))
                .value_or(Instant());
  Mark(*state, ClockMarkKind::kResumed, at, false);
}

void LeadMover::CloseClock(size_t clock, ClockState* state, bool met,
                           Instant at) {
  state->elapsed = ElapsedAt(clock, *state, at);
  state->status = met ? ClockStatus::kMet : ClockStatus::kCancelled;
  state->closed_at = at;
  Mark(*state, met ? ClockMarkKind::kMet : ClockMarkKind::kCancelled, at,
       met && state->breached_at != Instant());
}

void LeadMover::MeetByResponse(size_t clock, ClockState* state, Instant at) {
  // Known late, but given in time: a breach is an instant at which nobody had
  // answered yet.
  if (state->breached_at != Instant() && at <= state->breached_at) {
    Mark(*state, ClockMarkKind::kBreachWithdrawn, at, false);
    state->breached_at = Instant();
    state->escalations = 0;
  }
  CloseClock(clock, state, /*met=*/true, at);
}

void LeadMover::MoveClocks(const std::vector<ClockRole>* event, uint32_t from,
                           uint32_t to, Instant at) {
  static constexpr ClockRole kNone;
  const bool entered = from != to;
  const bool closed = program_.PhaseOf(to) == Phase::kClosed;
  for (size_t c = 0; c < program_.clocks.size(); ++c) {
    const ClockRole& by_event = event == nullptr ? kNone : (*event)[c];
    const ClockRole& here = program_.states[to].clocks[c];
    const ClockRole& before = program_.states[from].clocks[c];
    ClockState* state = FindClock(c);
    bool open = state != nullptr && IsOpen(*state);
    if (open) {
      const bool met = by_event.meets || (entered && here.meets);
      const bool cancelled =
          by_event.cancels || (entered && here.cancels) || closed;
      if (met || cancelled) {
        CloseClock(c, state, met, at);
        open = false;
      }
    }
    if (!open && !closed &&
        (by_event.starts || (entered && here.starts && !before.starts))) {
      state = StartClock(c, at);
      open = true;
    }
    if (open && here.pauses && state->status == ClockStatus::kRunning) {
      PauseClock(c, state, at);
    } else if (open && !here.pauses && state->status == ClockStatus::kPaused) {
      ResumeClock(c, state, at);
    }
  }
}

std::optional<Instant> LeadMover::ResponseOf(size_t clock,
                                             const ClockState& state) {
  const LifecycleProgram::Clock& compiled = program_.clocks[clock];
  std::optional<Instant> first;
  if (!compiled.has_response) return first;
  for (const ActivityView& activity : moment_.view.activities) {
    if (activity.occurred_at < state.started_at ||
        activity.occurred_at > moment_.at ||
        (first.has_value() && activity.occurred_at >= *first) ||
        !compiled.response_kinds[activity.kind]) {
      continue;
    }
    LeadView payload;
    payload.values = activity.payload;
    compiled.where.Evaluate(payload, activity.occurred_at, &scratch_->response);
    if (compiled.where.Holds(scratch_->response, 0)) {
      first = activity.occurred_at;
    }
  }
  return first;
}

void LeadMover::TellClock(size_t clock, ClockState* state, Instant at) {
  const LifecycleProgram::Clock& compiled = program_.clocks[clock];
  const ClockSpec& spec = program_.spec.clocks[clock];
  ClockMarkKind kind = ClockMarkKind::kBreached;
  const std::vector<uint32_t>* errands = &compiled.on_breach;
  if (state->breached_at != Instant()) {
    ++state->escalations;
    kind = ClockMarkKind::kEscalated;
    errands = &compiled.on_escalation;
  } else if (spec.warn_before != Duration() && state->warned_at == Instant()) {
    state->warned_at = at;
    kind = ClockMarkKind::kWarned;
    errands = &compiled.on_warning;
  } else {
    state->breached_at = at;
  }
  Changed();
  if (!quiet_) {
    Mark(*state, kind, at, kind != ClockMarkKind::kWarned);
    steps_->clocks.back().elapsed = ElapsedAt(clock, *state, at);
    MakeErrands(*errands, at);
  }
}

}  // namespace lotse
