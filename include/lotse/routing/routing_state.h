// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RoutingState: what the router must know of what it did before. The host
// stores it and replaces it by compare-and-swap on its revision:
//
//   RoutingState state = store.Read();
//   auto result = router.Assign(requests, staff, state, now);
//   if (!store.Replace(state.revision, result->state)) /* read and try again
//   */;
//
// Plain data and canonical: equal histories give equal states. Load is not
// stored; it is the number of somebody's open assignments. The only personal
// data in it are ids.
#ifndef LOTSE_ROUTING_ROUTING_STATE_H_
#define LOTSE_ROUTING_ROUTING_STATE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"
#include "lotse/routing/assignment_request.h"

namespace lotse {

// A lead that has an owner.
struct OpenAssignment {
  std::string lead_id;
  // Unset: none.
  std::string company_id;
  std::string role;
  std::string person_id;
  // Of the request that gave it.
  Instant requested_at;
  Instant assigned_at;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lead_id", &OpenAssignment::lead_id},
                     Field{2, "company_id", &OpenAssignment::company_id},
                     Field{3, "role", &OpenAssignment::role},
                     Field{4, "person_id", &OpenAssignment::person_id},
                     Field{5, "requested_at", &OpenAssignment::requested_at},
                     Field{6, "assigned_at", &OpenAssignment::assigned_at});
  }
};

// A lead for which nobody was free.
struct WaitingRequest {
  ResolvedRequest resolved;
  // When it was queued.
  Instant since;
  // How often it was tried.
  int64_t attempts = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "resolved", &WaitingRequest::resolved},
                     Field{2, "since", &WaitingRequest::since},
                     Field{3, "attempts", &WaitingRequest::attempts});
  }
};

// Whose turn it is in a pool. Who leaves the pool and comes back begins anew.
struct PoolTurn {
  std::string pool;
  std::string person_id;
  // Number of their last turn in the pool, counted from 1. 0: none yet.
  int64_t turn = 0;
  // What the weighted method owes them.
  int64_t credit = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "pool", &PoolTurn::pool},
                     Field{2, "person_id", &PoolTurn::person_id},
                     Field{3, "turn", &PoolTurn::turn},
                     Field{4, "credit", &PoolTurn::credit});
  }
};

// How many leads somebody got on one day.
struct DayCount {
  std::string person_id;
  // By their own calendar.
  Date date;
  int64_t count = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "person_id", &DayCount::person_id},
                     Field{2, "date", &DayCount::date},
                     Field{3, "count", &DayCount::count});
  }
};

// Who had a lead, or a lead of a company, last.
struct RememberedOwner {
  // Of the lead or the company.
  std::string id;
  std::string role;
  std::string person_id;
  Instant at;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &RememberedOwner::id},
                     Field{2, "role", &RememberedOwner::role},
                     Field{3, "person_id", &RememberedOwner::person_id},
                     Field{4, "at", &RememberedOwner::at});
  }
};

struct RoutingState {
  // Goes up by one with each change.
  int64_t revision = 0;
  // Whose it is, and the fingerprint of the spec it was made with. Both unset
  // only in a state that nothing was done with.
  std::string tenant;
  std::string spec;
  // By lead_id; each once.
  std::vector<OpenAssignment> assignments;
  // By (requested_at, lead_id); each lead once, and none that has an owner.
  std::vector<WaitingRequest> waiting;
  // By (pool, person_id).
  std::vector<PoolTurn> turns;
  // By person_id; the latest day of each.
  std::vector<DayCount> days;
  // By (id, role).
  std::vector<RememberedOwner> leads;
  std::vector<RememberedOwner> companies;

  static constexpr auto Fields() {
    return FieldList(Field{1, "revision", &RoutingState::revision},
                     Field{2, "tenant", &RoutingState::tenant},
                     Field{3, "spec", &RoutingState::spec},
                     Field{4, "assignments", &RoutingState::assignments},
                     Field{5, "waiting", &RoutingState::waiting},
                     Field{6, "turns", &RoutingState::turns},
                     Field{7, "days", &RoutingState::days},
                     Field{8, "leads", &RoutingState::leads},
                     Field{9, "companies", &RoutingState::companies});
  }
};

}  // namespace lotse

#endif  // LOTSE_ROUTING_ROUTING_STATE_H_
