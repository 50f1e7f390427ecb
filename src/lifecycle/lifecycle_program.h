// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecycleProgram: a LifecycleSpec with indices in place of names. Made by
// compile_lifecycle.cc, run by lead_mover.cc and lead_clocks.cc.
#ifndef LOTSE_SRC_LIFECYCLE_LIFECYCLE_PROGRAM_H_
#define LOTSE_SRC_LIFECYCLE_LIFECYCLE_PROGRAM_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "lotse/calendar/business_calendar.h"
#include "lotse/condition/condition_set.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/lifecycle/lead_state.h"
#include "lotse/lifecycle/lifecycle_spec.h"

namespace lotse {

inline constexpr uint32_t kNoIndex = static_cast<uint32_t>(-1);

inline bool IsOpen(const ClockState& clock) {
  return clock.status == ClockStatus::kRunning ||
         clock.status == ClockStatus::kPaused;
}

// Automatic transitions that one instant takes at most.
inline constexpr size_t kMaxAutomaticSteps = 64;

struct LifecycleProgram {
  // A transition that leaves a state; its guard is one condition of a set.
  struct Exit {
    // Index of the transition in the spec.
    uint32_t transition = 0;
    // Index of the state it leads to; kNoIndex: it stays.
    uint32_t to = kNoIndex;
    // Index of its guard in the set.
    uint32_t guard = 0;
  };

  // What a state or an event means for a clock.
  struct ClockRole {
    bool starts = false;
    bool meets = false;
    bool cancels = false;
    bool pauses = false;
  };

  struct State {
    // By priority.
    std::vector<Exit> automatic;
    ConditionSet automatic_guards;
    // By event, then priority; of event e: exits_of_event[e] to [e + 1].
    std::vector<Exit> exits;
    std::vector<uint32_t> exits_of_event;
    ConditionSet exit_guards;
    // Condition i is that of owner i.
    ConditionSet owners;
    // By clock.
    std::vector<ClockRole> clocks;
    // By timer: index of its calendar, or kNoIndex, and of its event.
    std::vector<uint32_t> timer_calendars;
    std::vector<uint32_t> timer_events;
  };

  struct Clock {
    uint32_t calendar = kNoIndex;
    // By kind of activity: whether it is a response.
    std::vector<bool> response_kinds;
    bool has_response = false;
    ConditionSet where;
    FactSlot signal = kNoIndex;
    std::vector<uint32_t> on_warning, on_breach, on_escalation;
  };

  // A task, or a notice: index in the spec.
  struct Errand {
    bool is_task = false;
    uint32_t index = 0;
    uint32_t calendar = kNoIndex;
    // Condition of `task_guards`.
    uint32_t guard = 0;
  };

  // kNoIndex where the catalog has none.
  struct Signals {
    FactSlot name = kNoIndex;
    FactSlot phase = kNoIndex;
    FactSlot since = kNoIndex;
    FactSlot owner_role = kNoIndex;
    FactSlot has_owner = kNoIndex;
    FactSlot loops = kNoIndex;
    FactSlot previous_state = kNoIndex;
    FactSlot previous_category = kNoIndex;
  };

  LifecycleSpec spec;
  std::string fingerprint;
  std::vector<BusinessCalendar> calendars;
  absl::flat_hash_map<std::string, uint32_t> state_index;
  // Other names included; "assigned" and "facts_changed" are not.
  absl::flat_hash_map<std::string, uint32_t> event_index;
  absl::flat_hash_map<std::string, uint32_t> role_index;
  // By state of the spec; the last is that of new leads.
  std::vector<State> states;
  // By event: its roles for clocks, by clock.
  std::vector<std::vector<ClockRole>> event_clocks;
  // Of the event "assigned".
  std::vector<ClockRole> assigned_clocks;
  std::vector<Clock> clocks;
  std::vector<Errand> errands;
  // By transition: indices into `errands`.
  std::vector<std::vector<uint32_t>> effects;
  ConditionSet task_guards;
  // One condition: which new leads it is for.
  ConditionSet when;
  Signals signals;
  // All of them, those of clocks included.
  std::vector<FactSlot> signal_slots;

  uint32_t new_state() const {
    return static_cast<uint32_t>(states.size() - 1);
  }
  // Index of the state of this id; that of new leads for the empty one;
  // kNoIndex if there is none.
  uint32_t FindState(absl::string_view id) const {
    if (id.empty() || id == kNewLead) return new_state();
    const auto it = state_index.find(id);
    return it == state_index.end() ? kNoIndex : it->second;
  }
  // Index of the clock of this id, looked for from `from` on: a state has its
  // clocks in the order of the spec. kNoIndex: there is none.
  uint32_t FindClock(absl::string_view id, uint32_t from = 0) const {
    for (size_t c = from; c < spec.clocks.size(); ++c) {
      if (spec.clocks[c].id == id) return static_cast<uint32_t>(c);
    }
    return kNoIndex;
  }
  // Calls visit(index of the clock in the spec, clock) for the open clocks of a
  // state.
  template <typename Visit>
  void VisitOpenClocks(const std::vector<ClockState>& of_state,
                       Visit visit) const {
    uint32_t index = 0;
    for (const ClockState& clock : of_state) {
      if (!IsOpen(clock)) continue;
      index = FindClock(clock.clock, index);
      if (index == kNoIndex) return;
      visit(index++, clock);
    }
  }
  absl::string_view IdOf(uint32_t state) const {
    return state == new_state() ? absl::string_view(kNewLead)
                                : absl::string_view(spec.states[state].id);
  }
  Phase PhaseOf(uint32_t state) const {
    return state == new_state() ? Phase::kLead : spec.states[state].phase;
  }
  // When `after` of the calendar's time has passed since `start`. Nullopt:
  // never, or, easily seen, not before `before`.
  std::optional<Instant> Add(uint32_t calendar, Instant start, Duration after,
                             Instant before = Instant::Max()) const {
    // Working time passes no faster than time itself.
    const Instant end = start + after;
    if (end >= before && before != Instant::Max()) return std::nullopt;
    if (calendar == kNoIndex) {
      return end <= Instant::Max() ? std::optional<Instant>(end) : std::nullopt;
    }
    return calendars[calendar].Add(start, after);
  }
  Duration Between(uint32_t calendar, Instant a, Instant b) const {
    return calendar == kNoIndex ? Duration::Micros(b.micros() - a.micros())
                                : calendars[calendar].Between(a, b);
  }
};

// How results name a transition: its id, or "<from> --event--> <to>".
std::string NameOf(const TransitionSpec& transition);

// The guard of a transition as people read it.
std::string GuardOf(const TransitionSpec& transition);

}  // namespace lotse

#endif  // LOTSE_SRC_LIFECYCLE_LIFECYCLE_PROGRAM_H_
