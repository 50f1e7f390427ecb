// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReferenceDesk: assignment as docs/routing.md defines it, slowly and without
// any of the router's code: everything is looked up by scanning lists. Who is
// on duty is told by the test, and every day is a UTC day.
#ifndef LOTSE_TESTING_REFERENCE_ROUTING_H_
#define LOTSE_TESTING_REFERENCE_ROUTING_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lotse/routing/routing_spec.h"
#include "lotse/routing/routing_state.h"
#include "lotse/routing/staff.h"

namespace lotse {

class ReferenceDesk {
 public:
  explicit ReferenceDesk(RoutingSpec spec) : spec_(std::move(spec)) {}

  // One call of Assign. `off_duty`: ids of people outside of their hours.
  void Assign(std::vector<ResolvedRequest> requests, const Staff& staff,
              const std::set<std::string>& off_duty, Instant now);
  void Release(const std::string& lead);

  // Lead to person, and leads that wait in their order.
  std::map<std::string, std::string> Owners() const;
  std::vector<std::string> Waiting() const;
  int64_t OpenOf(const std::string& person) const;
  int64_t TodayOf(const std::string& person, Date day) const;

 private:
  struct Waits {
    ResolvedRequest resolved;
    Instant since;
  };
  std::vector<const StaffMember*> PeopleOf(const RoutingRule& rule,
                                           const RuleMatch& match,
                                           const Staff& staff) const;
  // 0: not at all, 1: not now, 2: yes.
  int CanTake(const StaffMember& person, const ResolvedRequest& resolved,
              const RuleMatch& match, const RoutingRule& rule,
              const std::set<std::string>& off_duty, Instant now) const;
  const StaffMember* Choose(const RoutingRule& rule,
                            const ResolvedRequest& resolved,
                            const std::vector<const StaffMember*>& free);
  // Who has left a pool begins anew.
  void ForgetTurns(const Staff& staff);
  bool Serve(const Waits& waits, const Staff& staff,
             const std::set<std::string>& off_duty, Instant now);

  RoutingSpec spec_;
  std::vector<OpenAssignment> open_;
  std::vector<Waits> waiting_;
  // By pool and person.
  std::map<std::pair<std::string, std::string>, int64_t> turn_;
  std::map<std::pair<std::string, std::string>, int64_t> credit_;
  // By person and day.
  std::map<std::pair<std::string, int32_t>, int64_t> given_;
  // By id and role.
  std::map<std::pair<std::string, std::string>, std::string> of_lead_;
  std::map<std::pair<std::string, std::string>, std::string> of_company_;
};

}  // namespace lotse

#endif  // LOTSE_TESTING_REFERENCE_ROUTING_H_
