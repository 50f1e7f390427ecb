// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadEvent: something that happened to a lead and may move it, as plain data.
//
//   LeadEvent event;
//   event.id = "E-17";
//   event.event = "accept";
//   event.occurred_at = *Instant::Parse("2026-11-23T09:00:00Z");
//   event.actor = {ActorKind::kPerson, "u-4", "sales"};
#ifndef LOTSE_LIFECYCLE_LEAD_EVENT_H_
#define LOTSE_LIFECYCLE_LEAD_EVENT_H_

#include <cstdint>
#include <string>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"

namespace lotse {

enum class ActorKind : uint8_t {
  kUnspecified = 0,  // As kMachine.
  kPerson = 1,       // Somebody who works with leads.
  kMachine = 2,      // The host's automation, or Lotse itself.
  kParty = 3,        // The lead itself: it filled in a form, it objected.
};

template <>
struct EnumNames<ActorKind> {
  static constexpr const char* kPrefix = "ACTOR_KIND_";
  static constexpr EnumName<ActorKind> kNames[] = {
      {ActorKind::kPerson, "person"},
      {ActorKind::kMachine, "machine"},
      {ActorKind::kParty, "party"}};
};

// Who raised an event.
struct Actor {
  ActorKind kind = ActorKind::kUnspecified;
  // The host's id of the person, or a pseudonym. Unset: unknown.
  std::string id;
  // The role in which a person acts. Unset: none.
  std::string role;

  static constexpr auto Fields() {
    return FieldList(Field{1, "kind", &Actor::kind}, Field{2, "id", &Actor::id},
                     Field{3, "role", &Actor::role});
  }
};

enum class EventMode : uint8_t {
  kUnspecified = 0,  // As kLive.
  kLive = 1,         // It happens now; everything it brings about is made.
  kHistorical = 2,   // It moves the lead, but makes no tasks, notices, breaches
                     // or assignments: imports cause no storm.
  kObserved = 3,     // A person has moved the card already: the lead goes to
                     // LeadEvent::to, and what forbids it is named.
};

template <>
struct EnumNames<EventMode> {
  static constexpr const char* kPrefix = "EVENT_MODE_";
  static constexpr EnumName<EventMode> kNames[] = {
      {EventMode::kLive, "live"},
      {EventMode::kHistorical, "historical"},
      {EventMode::kObserved, "observed"}};
};

struct LeadEvent {
  // Unique among the events of one lead; one that comes twice counts once.
  // Required.
  std::string id;
  // Id of an event of the spec, one of its other names, "assigned" or
  // "facts_changed". Required unless observed.
  std::string event;
  // When it happened. Events count in the order of this time, then of the ids.
  // Required.
  Instant occurred_at;
  Actor actor;
  // One of the transition's reasons. Unset: none given.
  std::string reason;
  EventMode mode = EventMode::kUnspecified;
  // For observed events: the state the lead is in now. Required there.
  std::string to;
  // For "assigned": the host's id of who owns the lead now. Unset: nobody.
  std::string owner;
  // The revision of the state that the actor saw. Unset (0): whatever it was.
  // Another one gives stale_revision.
  int64_t if_revision = 0;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "id", &LeadEvent::id}, Field{2, "event", &LeadEvent::event},
        Field{3, "occurred_at", &LeadEvent::occurred_at},
        Field{4, "actor", &LeadEvent::actor},
        Field{5, "reason", &LeadEvent::reason},
        Field{6, "mode", &LeadEvent::mode}, Field{7, "to", &LeadEvent::to},
        Field{8, "owner", &LeadEvent::owner},
        Field{9, "if_revision", &LeadEvent::if_revision});
  }
};

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_LEAD_EVENT_H_
