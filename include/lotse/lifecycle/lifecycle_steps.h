// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecycleSteps: what a decision did and what it asks of the host, in order.
//
// The host stores transitions and clock marks as history, makes the tasks,
// sends the notices and passes assignment requests to a Router. Nothing of it
// is remembered in a LeadState.
#ifndef LOTSE_LIFECYCLE_LIFECYCLE_STEPS_H_
#define LOTSE_LIFECYCLE_LIFECYCLE_STEPS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"
#include "lotse/lifecycle/lead_event.h"
#include "lotse/lifecycle/lifecycle_spec.h"

namespace lotse {

// One step from state to state.
struct TransitionMade {
  // Id of the transition. Empty: an observed step that no transition allows.
  std::string transition;
  // "new" for a lead that had no state.
  std::string from;
  std::string to;
  Instant at;
  // What was taken; empty for automatic transitions. The id is empty for events
  // that a timer raised.
  std::string event;
  std::string event_id;
  Actor actor;
  std::string reason;
  Phase from_phase = Phase::kUnspecified;
  Phase to_phase = Phase::kUnspecified;
  // Who owns the lead from then on.
  std::string owner_role;
  std::string owner;
  // How long the lead was in `from`.
  Duration stayed;
  // Why an observed step would not have been made, for people; the guard that
  // it broke. Empty: nothing forbids it.
  std::string broken;

  static constexpr auto Fields() {
    return FieldList(Field{1, "transition", &TransitionMade::transition},
                     Field{2, "from", &TransitionMade::from},
                     Field{3, "to", &TransitionMade::to},
                     Field{4, "at", &TransitionMade::at},
                     Field{5, "event", &TransitionMade::event},
                     Field{6, "event_id", &TransitionMade::event_id},
                     Field{7, "actor", &TransitionMade::actor},
                     Field{8, "reason", &TransitionMade::reason},
                     Field{9, "from_phase", &TransitionMade::from_phase},
                     Field{10, "to_phase", &TransitionMade::to_phase},
                     Field{11, "owner_role", &TransitionMade::owner_role},
                     Field{12, "owner", &TransitionMade::owner},
                     Field{13, "stayed", &TransitionMade::stayed},
                     Field{14, "broken", &TransitionMade::broken});
  }
};

// A conversion that a transition brought about; a Converter (converter.h)
// proposes what the host creates or links for it.
struct ConversionMade {
  Conversion kind = Conversion::kUnspecified;
  Instant at;
  std::string reason;
  // Who owns the lead from now on.
  std::string owner_role;
  // How often the lead was demoted, this time included.
  int64_t loop = 0;
  // For demotions: how long it was an opportunity, if that is known.
  Duration after;

  static constexpr auto Fields() {
    return FieldList(Field{1, "kind", &ConversionMade::kind},
                     Field{2, "at", &ConversionMade::at},
                     Field{3, "reason", &ConversionMade::reason},
                     Field{4, "owner_role", &ConversionMade::owner_role},
                     Field{5, "loop", &ConversionMade::loop},
                     Field{6, "after", &ConversionMade::after});
  }
};

enum class ClockMarkKind : uint8_t {
  kUnspecified = 0,  // Never output.
  kStarted = 1,
  kPaused = 2,
  kResumed = 3,
  kWarned = 4,
  kBreached = 5,
  kEscalated = 6,
  kMet = 7,
  kCancelled = 8,
  // It was met in time, but that became known only after the breach was told.
  kBreachWithdrawn = 9,
};

template <>
struct EnumNames<ClockMarkKind> {
  static constexpr const char* kPrefix = "CLOCK_MARK_KIND_";
  static constexpr EnumName<ClockMarkKind> kNames[] = {
      {ClockMarkKind::kStarted, "started"},
      {ClockMarkKind::kPaused, "paused"},
      {ClockMarkKind::kResumed, "resumed"},
      {ClockMarkKind::kWarned, "warned"},
      {ClockMarkKind::kBreached, "breached"},
      {ClockMarkKind::kEscalated, "escalated"},
      {ClockMarkKind::kMet, "met"},
      {ClockMarkKind::kCancelled, "cancelled"},
      {ClockMarkKind::kBreachWithdrawn, "breach_withdrawn"}};
};

// Something that happened to a clock.
struct ClockMark {
  std::string clock;
  ClockMarkKind kind = ClockMarkKind::kUnspecified;
  Instant at;
  // Which run of the clock, from 1.
  int64_t run = 0;
  // The deadline. Unset: there is none now.
  Instant due_at;
  // Time of its calendar since it was started, pauses left out.
  Duration elapsed;
  // Whether it was met after its deadline.
  bool late = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "clock", &ClockMark::clock},
                     Field{2, "kind", &ClockMark::kind},
                     Field{3, "at", &ClockMark::at},
                     Field{4, "run", &ClockMark::run},
                     Field{5, "due_at", &ClockMark::due_at},
                     Field{6, "elapsed", &ClockMark::elapsed},
                     Field{7, "late", &ClockMark::late});
  }
};

// A task to make.
struct TaskRequest {
  // Id of the task in the spec.
  std::string task;
  Instant at;
  // Unset: no date.
  Instant due_at;
  std::string role;
  // Who owns the lead, if the task is the owner's. Empty: somebody in `role`.
  std::string owner;
  // The consent that it needs is not there: it must not be done.
  bool withheld = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "task", &TaskRequest::task},
                     Field{2, "at", &TaskRequest::at},
                     Field{3, "due_at", &TaskRequest::due_at},
                     Field{4, "role", &TaskRequest::role},
                     Field{5, "owner", &TaskRequest::owner},
                     Field{6, "withheld", &TaskRequest::withheld});
  }
};

// A notice to send.
struct NoticeRequest {
  // Id of the notice in the spec.
  std::string notice;
  Instant at;
  std::string role;
  // Who owns the lead, if the notice is for the owner.
  std::string owner;

  static constexpr auto Fields() {
    return FieldList(Field{1, "notice", &NoticeRequest::notice},
                     Field{2, "at", &NoticeRequest::at},
                     Field{3, "role", &NoticeRequest::role},
                     Field{4, "owner", &NoticeRequest::owner});
  }
};

// The lead needs an owner; the answer is an event "assigned".
struct OwnerRequest {
  std::string role;
  Instant at;
  // Who owned the lead last in this role. Empty: nobody.
  std::string last_owner;
  // Who must not get it again. Empty: anybody may.
  std::string except_owner;
  // The state that asks.
  std::string state;

  static constexpr auto Fields() {
    return FieldList(Field{1, "role", &OwnerRequest::role},
                     Field{2, "at", &OwnerRequest::at},
                     Field{3, "last_owner", &OwnerRequest::last_owner},
                     Field{4, "except_owner", &OwnerRequest::except_owner},
                     Field{5, "state", &OwnerRequest::state});
  }
};

// An activity for the host to record on the lead.
struct ActivityRequest {
  std::string kind;
  Instant at;

  static constexpr auto Fields() {
    return FieldList(Field{1, "kind", &ActivityRequest::kind},
                     Field{2, "at", &ActivityRequest::at});
  }
};

enum class Obstacle : uint8_t {
  kUnspecified = 0,   // Never output.
  kNoTransition = 1,  // No transition from the state takes the event.
  kRole = 2,          // The actor's role may not raise the event.
  kHuman = 3,         // A person must raise it.
  kReason = 4,        // It needs one of certain reasons.
  kGuard = 5,         // A guard does not hold.
  kCycle = 6,         // Automatic transitions go round in a circle.
};

template <>
struct EnumNames<Obstacle> {
  static constexpr const char* kPrefix = "OBSTACLE_";
  static constexpr EnumName<Obstacle> kNames[] = {
      {Obstacle::kNoTransition, "no_transition"},
      {Obstacle::kRole, "role"},
      {Obstacle::kHuman, "human"},
      {Obstacle::kReason, "reason"},
      {Obstacle::kGuard, "guard"},
      {Obstacle::kCycle, "cycle"}};
};

// Why a transition was not taken.
struct BlockedTransition {
  // Its id; empty if there is none to name.
  std::string transition;
  Obstacle obstacle = Obstacle::kUnspecified;
  // What is missing: the text of the guard, the roles, the reasons.
  std::string needs;

  static constexpr auto Fields() {
    return FieldList(Field{1, "transition", &BlockedTransition::transition},
                     Field{2, "obstacle", &BlockedTransition::obstacle},
                     Field{3, "needs", &BlockedTransition::needs});
  }
};

struct LifecycleSteps {
  std::vector<TransitionMade> transitions;
  std::vector<ConversionMade> conversions;
  std::vector<ClockMark> clocks;
  std::vector<TaskRequest> tasks;
  std::vector<NoticeRequest> notices;
  std::vector<OwnerRequest> owners;
  std::vector<ActivityRequest> activities;
  // Why an event took no transition, the most important first.
  std::vector<BlockedTransition> blocked;
  // The host must erase the lead's personal data.
  bool erase = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "transitions", &LifecycleSteps::transitions},
                     Field{2, "conversions", &LifecycleSteps::conversions},
                     Field{3, "clocks", &LifecycleSteps::clocks},
                     Field{4, "tasks", &LifecycleSteps::tasks},
                     Field{5, "notices", &LifecycleSteps::notices},
                     Field{6, "owners", &LifecycleSteps::owners},
                     Field{7, "activities", &LifecycleSteps::activities},
                     Field{8, "blocked", &LifecycleSteps::blocked},
                     Field{9, "erase", &LifecycleSteps::erase});
  }
};

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_LIFECYCLE_STEPS_H_
