// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadState: what the engine remembers of a lead from one decision to the next,
// as plain data. The host stores it, as bytes, and gives it back.
//
//   LeadState state;                 // a lead that no event has reached yet
//
// It is small and bounded: history is output of decisions and never kept here.
// Everything is named, not numbered, so that a spec may change while leads are
// under way. The order of each list is canonical.
#ifndef LOTSE_LIFECYCLE_LEAD_STATE_H_
#define LOTSE_LIFECYCLE_LEAD_STATE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"

namespace lotse {

// Events whose ids a state remembers at most; older ones are forgotten first.
inline constexpr size_t kMaxRememberedEvents = 64;

// Who owned the lead last, in one role.
struct RoleOwner {
  std::string role;
  std::string owner;

  static constexpr auto Fields() {
    return FieldList(Field{1, "role", &RoleOwner::role},
                     Field{2, "owner", &RoleOwner::owner});
  }
};

enum class ClockStatus : uint8_t {
  kUnspecified = 0,  // Refused.
  kRunning = 1,
  kPaused = 2,
  kMet = 3,
  kCancelled = 4,
};

template <>
struct EnumNames<ClockStatus> {
  static constexpr const char* kPrefix = "CLOCK_STATUS_";
  static constexpr EnumName<ClockStatus> kNames[] = {
      {ClockStatus::kRunning, "running"},
      {ClockStatus::kPaused, "paused"},
      {ClockStatus::kMet, "met"},
      {ClockStatus::kCancelled, "cancelled"}};
};

// How the latest run of a clock stands.
struct ClockState {
  // Id of the clock.
  std::string clock;
  // How often it was started.
  int64_t run = 0;
  ClockStatus status = ClockStatus::kUnspecified;
  Instant started_at;
  // Time of its calendar that had passed at `resumed_at`.
  Duration elapsed;
  // Since when it runs without a pause.
  Instant resumed_at;
  // The deadline; unset while it is paused, or where there is none within the
  // calendar's horizon.
  Instant due_at;
  // When the warning and the breach were told. Unset: not yet.
  Instant warned_at;
  Instant breached_at;
  // How many escalations were told.
  int64_t escalations = 0;
  // When it was met or cancelled. Unset: it is open.
  Instant closed_at;

  static constexpr auto Fields() {
    return FieldList(Field{1, "clock", &ClockState::clock},
                     Field{2, "run", &ClockState::run},
                     Field{3, "status", &ClockState::status},
                     Field{4, "started_at", &ClockState::started_at},
                     Field{5, "elapsed", &ClockState::elapsed},
                     Field{6, "resumed_at", &ClockState::resumed_at},
                     Field{7, "due_at", &ClockState::due_at},
                     Field{8, "warned_at", &ClockState::warned_at},
                     Field{9, "breached_at", &ClockState::breached_at},
                     Field{10, "escalations", &ClockState::escalations},
                     Field{11, "closed_at", &ClockState::closed_at});
  }
};

// An event that was decided: the lower half of its id's fingerprint.
struct RememberedEvent {
  int64_t id_hash = 0;
  Instant occurred_at;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id_hash", &RememberedEvent::id_hash},
                     Field{2, "occurred_at", &RememberedEvent::occurred_at});
  }
};

// A category, or a buyer stage, that hysteresis and hold times look back to.
struct RememberedBand {
  // Name of the score; empty: the main one.
  std::string of;
  std::string id;
  Instant since;
  // For categories: the one before, which the signal previous.category says of
  // the main score. Empty: none.
  std::string before;

  static constexpr auto Fields() {
    return FieldList(Field{1, "of", &RememberedBand::of},
                     Field{2, "id", &RememberedBand::id},
                     Field{3, "since", &RememberedBand::since},
                     Field{4, "before", &RememberedBand::before});
  }
};

struct LeadState {
  // Whose state it is; another tenant's engine refuses it.
  std::string tenant;
  // Fingerprint of the spec that decided last.
  std::string spec;
  // Counts the decisions that changed something.
  int64_t revision = 0;

  // Name of the lifecycle. Empty: the lead is new.
  std::string lifecycle;
  // Id of the state. Empty: the lead is new.
  std::string state;
  Instant entered_at;
  // Id of the state before. Empty: none.
  std::string previous_state;
  std::string owner_role;
  // Empty: nobody yet.
  std::string owner;
  // Of each role that had an owner, sorted by role.
  std::vector<RoleOwner> last_owners;
  // In the order of the spec; clocks that never ran are left out.
  std::vector<ClockState> clocks;
  // Ids of the timers of this stay that went off, in the order of the spec.
  std::vector<std::string> fired_timers;
  // Automatic transitions went in a circle: none is taken until an event or a
  // timer comes.
  bool circling = false;
  // How often the lead was demoted.
  int64_t loops = 0;
  // When it was first handed to sales, last promoted and last demoted. Unset:
  // never.
  Instant promoted_at;
  Instant demoted_at;

  // The latest event that was decided, by time, then id.
  Instant last_event_at;
  std::string last_event_id;
  // When something last changed. An event that is older would change what is
  // decided already.
  Instant changed_at;
  // Up to when time was followed; what has no event happened up to then.
  Instant followed_to;
  // Sorted by time, then hash.
  std::vector<RememberedEvent> events;
  // Events up to then may have been forgotten. Unset: none was.
  Instant forgotten_to;

  // In the order of the spec, the main score first.
  std::vector<RememberedBand> categories;
  // `id` empty: the buyer stage is not known.
  RememberedBand buyer_stage;

  static constexpr auto Fields() {
    return FieldList(Field{1, "tenant", &LeadState::tenant},
                     Field{2, "spec", &LeadState::spec},
                     Field{3, "revision", &LeadState::revision},
                     Field{4, "lifecycle", &LeadState::lifecycle},
                     Field{5, "state", &LeadState::state},
                     Field{6, "entered_at", &LeadState::entered_at},
                     Field{7, "previous_state", &LeadState::previous_state},
                     Field{8, "owner_role", &LeadState::owner_role},
                     Field{9, "owner", &LeadState::owner},
                     Field{10, "last_owners", &LeadState::last_owners},
                     Field{11, "clocks", &LeadState::clocks},
                     Field{12, "fired_timers", &LeadState::fired_timers},
                     Field{13, "loops", &LeadState::loops},
                     Field{14, "promoted_at", &LeadState::promoted_at},
                     Field{15, "demoted_at", &LeadState::demoted_at},
                     Field{16, "last_event_at", &LeadState::last_event_at},
                     Field{17, "last_event_id", &LeadState::last_event_id},
                     Field{18, "changed_at", &LeadState::changed_at},
                     Field{19, "followed_to", &LeadState::followed_to},
                     Field{20, "events", &LeadState::events},
                     Field{21, "forgotten_to", &LeadState::forgotten_to},
                     Field{22, "categories", &LeadState::categories},
                     Field{23, "buyer_stage", &LeadState::buyer_stage},
                     Field{24, "circling", &LeadState::circling});
  }
};

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_LEAD_STATE_H_
