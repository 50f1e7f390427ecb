// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Assignment and Waiting: what came of a request, and why.
//
// describe_assignment.h makes the sentences.
#ifndef LOTSE_ROUTING_ASSIGNMENT_H_
#define LOTSE_ROUTING_ASSIGNMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"
#include "lotse/routing/routing_state.h"

namespace lotse {

// Why this person.
enum class AssignmentBasis : uint8_t {
  kUnspecified = 0,
  kAccountOwner = 1,   // The owner that a fact names.
  kNamedPerson = 2,    // The rule names the person.
  kSameLead = 3,       // Had this lead before.
  kSameCompany = 4,    // Had the last lead of this company.
  kOnlyOne = 5,        // Nobody else of the pool could take it.
  kRoundRobin = 6,     // Their turn.
  kWeighted = 7,       // Their turn, by weight.
  kLeastLoaded = 8,    // The fewest open leads for their weight.
  kAlreadyTheirs = 9,  // The same request was answered before.
};

template <>
struct EnumNames<AssignmentBasis> {
  static constexpr const char* kPrefix = "ASSIGNMENT_BASIS_";
  static constexpr EnumName<AssignmentBasis> kNames[] = {
      {AssignmentBasis::kAccountOwner, "account_owner"},
      {AssignmentBasis::kNamedPerson, "named_person"},
      {AssignmentBasis::kSameLead, "same_lead"},
      {AssignmentBasis::kSameCompany, "same_company"},
      {AssignmentBasis::kOnlyOne, "only_one"},
      {AssignmentBasis::kRoundRobin, "round_robin"},
      {AssignmentBasis::kWeighted, "weighted"},
      {AssignmentBasis::kLeastLoaded, "least_loaded"},
      {AssignmentBasis::kAlreadyTheirs, "already_theirs"}};
};

// Why not: the first of these, in this order, that stands in somebody's way.
enum class RoutingObstacle : uint8_t {
  kUnspecified = 0,
  kPaused = 1,
  kExcluded = 2,
  kRole = 3,
  kTerritory = 4,
  kSkill = 5,
  kLanguage = 6,
  kFull = 7,  // max_open leads are open.
  kAbsent = 8,
  kDayFull = 9,   // max_per_day leads were given today.
  kOffDuty = 10,  // Outside of working hours.
};

template <>
struct EnumNames<RoutingObstacle> {
  static constexpr const char* kPrefix = "ROUTING_OBSTACLE_";
  static constexpr EnumName<RoutingObstacle> kNames[] = {
      {RoutingObstacle::kPaused, "paused"},
      {RoutingObstacle::kExcluded, "excluded"},
      {RoutingObstacle::kRole, "role"},
      {RoutingObstacle::kTerritory, "territory"},
      {RoutingObstacle::kSkill, "skill"},
      {RoutingObstacle::kLanguage, "language"},
      {RoutingObstacle::kFull, "full"},
      {RoutingObstacle::kAbsent, "absent"},
      {RoutingObstacle::kDayFull, "day_full"},
      {RoutingObstacle::kOffDuty, "off_duty"}};
};

// So many people could not take the lead for this reason.
struct ObstacleCount {
  RoutingObstacle obstacle = RoutingObstacle::kUnspecified;
  int64_t people = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "obstacle", &ObstacleCount::obstacle},
                     Field{2, "people", &ObstacleCount::people});
  }
};

// One rule that was tried.
struct RuleAttempt {
  // Id of the rule.
  std::string rule;
  // The people it names; 0: the pool is empty, or the person is not on the
  // staff.
  int64_t people = 0;
  // Those who could take the lead at this moment.
  int64_t free = 0;
  // Why the others could not; each reason once, in their order.
  std::vector<ObstacleCount> obstacles;
  // Where nobody was free: the earliest instant at which somebody can be, as
  // far as calendars and absences tell. Unset: when a lead is released or the
  // staff changes.
  std::optional<Instant> next_free;

  static constexpr auto Fields() {
    return FieldList(Field{1, "rule", &RuleAttempt::rule},
                     Field{2, "people", &RuleAttempt::people},
                     Field{3, "free", &RuleAttempt::free},
                     Field{4, "obstacles", &RuleAttempt::obstacles},
                     Field{5, "next_free", &RuleAttempt::next_free});
  }
};

// A lead got its owner.
struct Assignment {
  std::string lead_id;
  std::string company_id;
  std::string role;
  // Of the request.
  std::string reason;
  std::string person_id;
  AssignmentBasis basis = AssignmentBasis::kUnspecified;
  // The rules that were tried, the last of which gave the person. Empty for
  // kAlreadyTheirs.
  std::vector<RuleAttempt> attempts;
  Instant requested_at;
  Instant assigned_at;
  // Since when it was queued. Unset: it did not wait.
  std::optional<Instant> waited_since;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lead_id", &Assignment::lead_id},
                     Field{2, "company_id", &Assignment::company_id},
                     Field{3, "role", &Assignment::role},
                     Field{4, "reason", &Assignment::reason},
                     Field{5, "person_id", &Assignment::person_id},
                     Field{6, "basis", &Assignment::basis},
                     Field{7, "attempts", &Assignment::attempts},
                     Field{8, "requested_at", &Assignment::requested_at},
                     Field{9, "assigned_at", &Assignment::assigned_at},
                     Field{10, "waited_since", &Assignment::waited_since});
  }
};

// A lead for which nobody is free. It stays in the state and is tried again
// with each Assign.
struct Waiting {
  std::string lead_id;
  std::string role;
  // Of the request.
  std::string reason;
  // The rules that were tried. Empty: no rule applies to the lead.
  std::vector<RuleAttempt> attempts;
  // It waits for the people of the last rule tried; those after it come next.
  bool held = false;
  Instant since;
  // How often it was tried.
  int64_t tries = 0;
  // The earliest instant at which trying again can help. Unset: when a lead is
  // released, or the staff or the rules change.
  std::optional<Instant> retry_at;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "lead_id", &Waiting::lead_id},
        Field{2, "role", &Waiting::role}, Field{3, "reason", &Waiting::reason},
        Field{4, "attempts", &Waiting::attempts},
        Field{5, "held", &Waiting::held}, Field{6, "since", &Waiting::since},
        Field{7, "tries", &Waiting::tries},
        Field{8, "retry_at", &Waiting::retry_at});
  }
};

struct AssignResult {
  // What the host stores, if the revision in its store is still the one that
  // was read.
  RoutingState state;
  // In the order in which they were served; each becomes an `assigned` event.
  std::vector<Assignment> assignments;
  // All that wait now, in their order.
  std::vector<Waiting> waiting;
  // Leads whose request was older than what is known of them; nothing was done.
  std::vector<std::string> outdated;
  // The earliest retry_at: when to call again without a new fact. Unset: no
  // need.
  std::optional<Instant> next_retry_at;

  static constexpr auto Fields() {
    return FieldList(Field{1, "state", &AssignResult::state},
                     Field{2, "assignments", &AssignResult::assignments},
                     Field{3, "waiting", &AssignResult::waiting},
                     Field{4, "outdated", &AssignResult::outdated},
                     Field{5, "next_retry_at", &AssignResult::next_retry_at});
  }
};

}  // namespace lotse

#endif  // LOTSE_ROUTING_ASSIGNMENT_H_
