// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecycleSpec: the way of a lead from the first contact to the customer and
// back, as plain data: states, events, transitions with guards and effects,
// timers and clocks.
//
//   LifecycleSpec spec = LifecyclePreset();            // lifecycle_preset.h
//   TransitionSpec back;
//   back.from = {"proposal"};
//   back.event = "demote";
//   back.to = "qualifying";
//   back.reasons = {"no_budget", "no_need"};           // one is required
//   back.effects.conversion = Conversion::kDemote;
//   spec.transitions.push_back(back);
//
// lifecycle.h compiles it; docs/lifecycle.md explains it with a diagram.
//
// A lead that no event has reached yet is in the pseudo-state "new"; a way in
// is a transition from there.
#ifndef LOTSE_LIFECYCLE_LIFECYCLE_SPEC_H_
#define LOTSE_LIFECYCLE_LIFECYCLE_SPEC_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition.h"

namespace lotse {

// Where leads come from: the state of a lead that has none yet.
inline constexpr char kNewLead[] = "new";
// Names of actors that are no person with a role, in EventSpec::raised_by.
inline constexpr char kMachineActor[] = "machine";
inline constexpr char kPartyActor[] = "party";
// The event that tells who owns a lead now (LeadEvent::owner). It is built in:
// each open state takes it.
inline constexpr char kAssignedEvent[] = "assigned";
// The event that tells of new or changed facts, at the instant from which they
// hold. It is built in: it takes no transition itself, but those without an
// event may follow.
inline constexpr char kFactsChangedEvent[] = "facts_changed";

enum class Phase : uint8_t {
  kUnspecified = 0,  // Refused.
  kLead = 1,         // Worked as a lead.
  kOpportunity = 2,  // Worked as an opportunity.
  kClosed = 3,       // Not worked any more.
};

template <>
struct EnumNames<Phase> {
  static constexpr const char* kPrefix = "PHASE_";
  static constexpr EnumName<Phase> kNames[] = {
      {Phase::kLead, "lead"},
      {Phase::kOpportunity, "opportunity"},
      {Phase::kClosed, "closed"}};
};

// Who may own leads: marketing, call agents, sales, a partner ... An open list.
struct RoleSpec {
  // A key. Required.
  std::string id;
  // Unset: the id.
  LocalText label;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &RoleSpec::id},
                     Field{2, "label", &RoleSpec::label});
  }
};

// Something that happens once a lead has been in a state for a time.
struct StateTimer {
  // Unique among the timers of its state; a key. Required.
  std::string id;
  // How long after the lead came into the state; above 0. Required.
  Duration after;
  // Name of the calendar whose working time counts. Unset: all time.
  std::string calendar;
  // The event that the machine raises then, once a stay. Required; some
  // transition from the state must take it.
  std::string event;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &StateTimer::id},
                     Field{2, "after", &StateTimer::after},
                     Field{3, "calendar", &StateTimer::calendar},
                     Field{4, "event", &StateTimer::event});
  }
};

// Who owns the leads of a state.
struct StateOwner {
  // Id of a role. Required.
  std::string role;
  // For which leads. Unset: all (others).
  Condition when;

  static constexpr auto Fields() {
    return FieldList(Field{1, "role", &StateOwner::role},
                     Field{2, "when", &StateOwner::when});
  }
};

struct StateSpec {
  // Unique; what the signal state.name says. Not "new". Required.
  std::string id;
  // Unset: the id.
  LocalText label;
  // Required.
  Phase phase = Phase::kUnspecified;
  // The role that owns a lead which comes into the state: that of the first
  // whose condition holds. Empty, or none holds: the role it had before.
  std::vector<StateOwner> owners;
  std::vector<StateTimer> timers;
  // A lead may rest here for ever though the state is open. Unset: an open
  // state that no transition leaves is a mistake.
  bool final_state = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &StateSpec::id},
                     Field{2, "label", &StateSpec::label},
                     Field{3, "phase", &StateSpec::phase},
                     Field{4, "owners", &StateSpec::owners},
                     Field{5, "timers", &StateSpec::timers},
                     Field{6, "final_state", &StateSpec::final_state});
  }
};

struct EventSpec {
  // Unique. Required.
  std::string id;
  // Unset: the id.
  LocalText label;
  // Other names under which hosts and logs know it.
  std::vector<std::string> also;
  // Who may raise it: ids of roles, "machine" (the host's automation and
  // timers), "party" (the lead itself). Empty: anybody.
  std::vector<std::string> raised_by;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &EventSpec::id},
                     Field{2, "label", &EventSpec::label},
                     Field{3, "also", &EventSpec::also},
                     Field{4, "raised_by", &EventSpec::raised_by});
  }
};

// What a transition means for lead and opportunity.
enum class Conversion : uint8_t {
  kUnspecified = 0,  // None.
  kPromote = 1,      // The lead becomes an opportunity.
  kDemote = 2,       // The opportunity becomes a lead again.
  kHandOver = 3,     // Won: handed over as a customer.
};

template <>
struct EnumNames<Conversion> {
  static constexpr const char* kPrefix = "CONVERSION_";
  static constexpr EnumName<Conversion> kNames[] = {
      {Conversion::kPromote, "promote"},
      {Conversion::kDemote, "demote"},
      {Conversion::kHandOver, "hand_over"}};
};

// What a transition brings about besides the new state.
struct EffectSpec {
  Conversion conversion = Conversion::kUnspecified;
  // Ids of tasks and notices to make.
  std::vector<std::string> tasks;
  std::vector<std::string> notices;
  // The owner is asked for anew even if the role stays the same; who owned the
  // lead is not meant.
  bool reassign = false;
  // A kind of activity for the host to record on the lead. With a reset of
  // engagement on this kind the score begins anew, or fades; without one it is
  // kept. Unset: nothing is recorded.
  std::string record_activity;
  // The host must erase the personal data of the lead.
  bool erase = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "conversion", &EffectSpec::conversion},
                     Field{2, "tasks", &EffectSpec::tasks},
                     Field{3, "notices", &EffectSpec::notices},
                     Field{4, "reassign", &EffectSpec::reassign},
                     Field{5, "record_activity", &EffectSpec::record_activity},
                     Field{6, "erase", &EffectSpec::erase});
  }
};

struct TransitionSpec {
  // Unique; a key. Unset: results name it by its states and event.
  std::string id;
  // Unset: the event's label.
  LocalText label;
  // The states it leaves. Empty: every open state.
  std::vector<std::string> from;
  // The event that it takes. Unset: it is automatic and taken as soon as its
  // condition holds; then `when` is required.
  std::string event;
  // The state it leads to. Unset: the lead stays where it is; timers go on.
  std::string to;
  // Its guard. Unset: always.
  Condition when;
  // What people read if the guard forbids it. Unset: the condition's text.
  LocalText guard_label;
  // Of several transitions that could be taken the one of highest priority is.
  // Those that leave the same state by the same event and have the same
  // priority must exclude each other by their reasons.
  int64_t priority = 0;
  // The reasons an event may give; it must give one of them. Empty: none is
  // needed.
  std::vector<std::string> reasons;
  // A person must raise the event; machines only propose.
  bool human = false;
  EffectSpec effects;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &TransitionSpec::id},
                     Field{2, "label", &TransitionSpec::label},
                     Field{3, "from", &TransitionSpec::from},
                     Field{4, "event", &TransitionSpec::event},
                     Field{5, "to", &TransitionSpec::to},
                     Field{6, "when", &TransitionSpec::when},
                     Field{7, "guard_label", &TransitionSpec::guard_label},
                     Field{8, "priority", &TransitionSpec::priority},
                     Field{9, "reasons", &TransitionSpec::reasons},
                     Field{10, "human", &TransitionSpec::human},
                     Field{11, "effects", &TransitionSpec::effects});
  }
};

// Activities by which a clock is met.
struct ResponseSpec {
  // Kinds of activity; at least one.
  std::vector<std::string> kinds;
  // On the activity, such as `direction = "out"`. Unset: any.
  Condition where;

  static constexpr auto Fields() {
    return FieldList(Field{1, "kinds", &ResponseSpec::kinds},
                     Field{2, "where", &ResponseSpec::where});
  }
};

// A service level: how soon something must have happened.
struct ClockSpec {
  // Unique; a key. The signal clock.<id> says how it stands. Required.
  std::string id;
  // Unset: the id.
  LocalText label;
  // The time there is; above 0. Required.
  Duration target;
  // Name of the calendar whose working time counts. Unset: all time.
  std::string calendar;
  // States that start it when a lead comes into one of them, and events that
  // do when they are taken. It must have one of them. A clock that runs is not
  // started again.
  std::vector<std::string> start_states;
  std::vector<std::string> start_events;
  // What meets it: coming into a state, an event that is taken, an activity.
  std::vector<std::string> met_states;
  std::vector<std::string> met_events;
  // Unset: no activity does.
  ResponseSpec response;
  // What ends it without a judgement. Closed states that do not meet it always
  // do.
  std::vector<std::string> cancel_states;
  std::vector<std::string> cancel_events;
  // States in which it stands still.
  std::vector<std::string> pause_states;
  // How long before the deadline a warning is due, of the same time as
  // `target` and less than that. Unset: no warning.
  Duration warn_before;
  // How long after the deadline the next level hears of it, ascending.
  std::vector<Duration> escalate_after;
  // Ids of notices and tasks that are made then.
  std::vector<std::string> on_warning;
  std::vector<std::string> on_breach;
  std::vector<std::string> on_escalation;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &ClockSpec::id},
                     Field{2, "label", &ClockSpec::label},
                     Field{3, "target", &ClockSpec::target},
                     Field{4, "calendar", &ClockSpec::calendar},
                     Field{5, "start_states", &ClockSpec::start_states},
                     Field{6, "start_events", &ClockSpec::start_events},
                     Field{7, "met_states", &ClockSpec::met_states},
                     Field{8, "met_events", &ClockSpec::met_events},
                     Field{9, "response", &ClockSpec::response},
                     Field{10, "cancel_states", &ClockSpec::cancel_states},
                     Field{11, "cancel_events", &ClockSpec::cancel_events},
                     Field{12, "pause_states", &ClockSpec::pause_states},
                     Field{13, "warn_before", &ClockSpec::warn_before},
                     Field{14, "escalate_after", &ClockSpec::escalate_after},
                     Field{15, "on_warning", &ClockSpec::on_warning},
                     Field{16, "on_breach", &ClockSpec::on_breach},
                     Field{17, "on_escalation", &ClockSpec::on_escalation});
  }
};

// Something a person is to do: call, send a sample, invite to a meeting.
struct TaskSpec {
  // Unique among tasks and notices; a key. Required.
  std::string id;
  // Unset: the id.
  LocalText label;
  // Who does it. Unset: who owns the lead.
  std::string role;
  // By when, counted from when it is made. Unset: no date.
  Duration due;
  // Name of the calendar whose working time counts for `due`. Unset: all time.
  std::string calendar;
  // The consent without which the task is withheld, such as for "contact" by
  // "email" (ConsentAt). Unset: none is needed.
  std::string consent_purpose;
  std::string consent_channel;
  // It is made only if this holds. Unset: always.
  Condition when;
  // The kind of activity that its result is recorded as. Unset: none.
  std::string result_activity;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "id", &TaskSpec::id}, Field{2, "label", &TaskSpec::label},
        Field{3, "role", &TaskSpec::role}, Field{4, "due", &TaskSpec::due},
        Field{5, "calendar", &TaskSpec::calendar},
        Field{6, "consent_purpose", &TaskSpec::consent_purpose},
        Field{7, "consent_channel", &TaskSpec::consent_channel},
        Field{8, "when", &TaskSpec::when},
        Field{9, "result_activity", &TaskSpec::result_activity});
  }
};

// Something a person is to know.
struct NoticeSpec {
  // Unique among tasks and notices; a key. Required.
  std::string id;
  // What it says. Unset: the id.
  LocalText label;
  // Who gets it. Unset: who owns the lead.
  std::string role;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &NoticeSpec::id},
                     Field{2, "label", &NoticeSpec::label},
                     Field{3, "role", &NoticeSpec::role});
  }
};

// A state there was once, for leads that are still in it.
struct RemovedState {
  // Required.
  std::string id;
  // The state that its leads are in now. Required.
  std::string moved_to;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &RemovedState::id},
                     Field{2, "moved_to", &RemovedState::moved_to});
  }
};

// What a host calls its own stages, for records without a log.
struct AdoptedStatus {
  // The host's word, such as "Working - Contacted". Required.
  std::string host_status;
  // Id of a state. Required.
  std::string state;

  static constexpr auto Fields() {
    return FieldList(Field{1, "host_status", &AdoptedStatus::host_status},
                     Field{2, "state", &AdoptedStatus::state});
  }
};

// One pipeline.
struct LifecycleSpec {
  // Unique; a key. Required if there are states.
  std::string name;
  // Unset: the name.
  LocalText label;
  // Which new leads it is for; a lead stays in the pipeline it began in. Unset:
  // all that no earlier pipeline takes.
  Condition when;
  std::vector<RoleSpec> roles;
  // Empty: there is no lifecycle.
  std::vector<StateSpec> states;
  std::vector<EventSpec> events;
  std::vector<TransitionSpec> transitions;
  std::vector<ClockSpec> clocks;
  std::vector<TaskSpec> tasks;
  std::vector<NoticeSpec> notices;
  std::vector<RemovedState> removed_states;
  std::vector<AdoptedStatus> adopted;
  // For how long the ids of events are remembered, so that one that comes twice
  // is known. Unset (0): kDefaultLatenessHorizon.
  Duration lateness_horizon;
  // How far the clock of whoever records events may be ahead; an event that
  // lies farther in the future is refused. Unset (0): kDefaultClockSkew.
  Duration clock_skew;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "name", &LifecycleSpec::name},
        Field{2, "label", &LifecycleSpec::label},
        Field{3, "when", &LifecycleSpec::when},
        Field{4, "roles", &LifecycleSpec::roles},
        Field{5, "states", &LifecycleSpec::states},
        Field{6, "events", &LifecycleSpec::events},
        Field{7, "transitions", &LifecycleSpec::transitions},
        Field{8, "clocks", &LifecycleSpec::clocks},
        Field{9, "tasks", &LifecycleSpec::tasks},
        Field{10, "notices", &LifecycleSpec::notices},
        Field{11, "removed_states", &LifecycleSpec::removed_states},
        Field{12, "adopted", &LifecycleSpec::adopted},
        Field{13, "lateness_horizon", &LifecycleSpec::lateness_horizon},
        Field{14, "clock_skew", &LifecycleSpec::clock_skew});
  }
};

inline constexpr Duration kDefaultLatenessHorizon = Duration::Days(7);
inline constexpr Duration kDefaultClockSkew = Duration::Minutes(5);

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_LIFECYCLE_SPEC_H_
