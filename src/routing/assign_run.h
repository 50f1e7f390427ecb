// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AssignRun: one call of Router::Assign. Internal to routing.
//
// Everything that may exceed a capacity goes through Take, which is called for
// people alone in whose way Obstacle finds nothing.
#ifndef LOTSE_SRC_ROUTING_ASSIGN_RUN_H_
#define LOTSE_SRC_ROUTING_ASSIGN_RUN_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lotse/routing/router.h"
#include "src/routing/owner_memory.h"
#include "src/routing/staff_roster.h"

namespace lotse {

class AssignRun {
 public:
  // All of these must outlive the run and have been checked.
  AssignRun(const Router& router, const Staff& staff, const RoutingState& state,
            Instant now);

  absl::StatusOr<AssignResult> Run(absl::Span<const ResolvedRequest> requests);

 private:
  // What changes about a person while leads are assigned.
  struct Load {
    int64_t open = 0;
    // Leads on `day`, which is today or, where clocks were put back, later.
    int64_t today = 0;
    Date day;
    bool absent = false;
    bool on_duty = true;
    // When they are free next, at any time or on duty; computed once.
    std::array<bool, 2> asked = {};
    std::array<std::optional<Instant>, 2> next_free;
  };
  // Turn and credit of one of the people of a pool.
  struct Turn {
    int64_t turn = 0;
    int64_t credit = 0;
  };
  // One of the people that a rule names.
  struct Candidate {
    uint32_t person = 0;
    // Their place in the pool.
    uint32_t place = 0;
  };

  void ReadState();
  // Puts a request among `items_`, or answers it at once.
  void Add(const ResolvedRequest& resolved);
  void Serve(WaitingRequest* item);
  RuleAttempt Try(const ResolvedRequest& resolved, const RuleMatch& match,
                  std::vector<Candidate>* free, bool* could);
  RoutingObstacle Obstacle(uint32_t person, const ResolvedRequest& resolved,
                           const RuleMatch& match, const RoutingRule& rule,
                           const std::vector<uint32_t>& territories) const;
  std::optional<Instant> NextFree(uint32_t person, bool any_time);
  Candidate Choose(const ResolvedRequest& resolved, const RoutingRule& rule,
                   size_t rule_index, const std::vector<Candidate>& free,
                   AssignmentBasis* basis);
  const Candidate* FindSticky(const ResolvedRequest& resolved,
                              const RoutingRule& rule,
                              const std::vector<Candidate>& free,
                              AssignmentBasis* basis) const;
  Candidate TakeTurn(const RoutingRule& rule, size_t pool,
                     const std::vector<Candidate>& free,
                     AssignmentBasis* basis);
  void Take(uint32_t person, const WaitingRequest& item);
  RoutingState NextState() const;
  int64_t WeightOf(uint32_t person) const;

  const Router::Rep& rep_;
  const RoutingState& state_;
  const Instant now_;
  const StaffRoster roster_;
  std::vector<Load> loads_;
  // By pool and place in it.
  std::vector<std::vector<Turn>> turns_;
  std::vector<int64_t> last_turn_;
  // By index of state_.assignments and of state_.waiting.
  std::vector<bool> released_;
  std::vector<bool> replaced_;
  // Index of state_.waiting by lead.
  std::map<absl::string_view, size_t> waiting_;
  std::map<std::string, OpenAssignment> added_;
  OwnerMemory leads_;
  OwnerMemory companies_;
  std::vector<WaitingRequest> items_;
  std::vector<WaitingRequest> still_waiting_;
  AssignResult result_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_ROUTING_ASSIGN_RUN_H_
