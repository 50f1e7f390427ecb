// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AssignRun::Choose: which of the people who can take a lead gets it.
//
// Weighted turns are smooth weighted round robin: each person who can take the
// lead is credited their weight, the one with the most credit takes it and pays
// the weights of all. Over as many leads as the weights add up to, everybody
// gets exactly their weight, and turns mix as evenly as can be. Who cannot take
// a lead neither gains nor loses. A lead that goes back to whom it knows is
// nobody's turn.
#include <algorithm>

#include "src/routing/assign_run.h"

namespace lotse {
namespace {

// Credits stay far within it; a state from elsewhere is kept within it.
constexpr int64_t kMaxCredit = 1000000000000;

}  // namespace

AssignRun::Candidate AssignRun::Choose(const ResolvedRequest& resolved,
                                       const RoutingRule& rule,
                                       size_t rule_index,
                                       const std::vector<Candidate>& free,
                                       AssignmentBasis* basis) {
  if (!rule.owner_fact.empty() || !rule.person.empty()) {
    *basis = rule.person.empty() ? AssignmentBasis::kAccountOwner
                                 : AssignmentBasis::kNamedPerson;
    return free.front();
  }
  if (const Candidate* sticky = FindSticky(resolved, rule, free, basis)) {
    return *sticky;
  }
  return TakeTurn(rule, static_cast<size_t>(rep_.rules[rule_index].pool), free,
                  basis);
}

const AssignRun::Candidate* AssignRun::FindSticky(
    const ResolvedRequest& resolved, const RoutingRule& rule,
    const std::vector<Candidate>& free, AssignmentBasis* basis) const {
  if (rule.sticky < RoutingStickiness::kLead) return nullptr;
  const AssignmentRequest& request = resolved.request;
  const auto find = [&](absl::string_view id) {
    const auto person = roster_.Find(id);
    const auto at =
        std::find_if(free.begin(), free.end(), [&](const Candidate& c) {
          return person.has_value() && c.person == *person;
        });
    return at == free.end() ? nullptr : &*at;
  };
  const RememberedOwner* const of_lead =
      leads_.Find(request.lead_id, request.role);
  const absl::string_view before = !request.previous_owner.empty()
                                       ? request.previous_owner
                                   : of_lead != nullptr ? of_lead->person_id
                                                        : absl::string_view();
  if (const Candidate* same = find(before)) {
    *basis = AssignmentBasis::kSameLead;
    return same;
  }
  if (rule.sticky != RoutingStickiness::kCompany ||
      request.company_id.empty()) {
    return nullptr;
  }
  const RememberedOwner* const of_company =
      companies_.Find(request.company_id, request.role);
  if (of_company == nullptr) return nullptr;
  *basis = AssignmentBasis::kSameCompany;
  return find(of_company->person_id);
}

AssignRun::Candidate AssignRun::TakeTurn(const RoutingRule& rule, size_t pool,
                                         const std::vector<Candidate>& free,
                                         AssignmentBasis* basis) {
  std::vector<Turn>& turns = turns_[pool];
  const auto longest_ago = [&](const Candidate& a, const Candidate& b) {
    return turns[a.place].turn < turns[b.place].turn;
  };
  Candidate chosen = free.front();
  if (rule.method == RoutingMethod::kWeighted) {
    *basis = AssignmentBasis::kWeighted;
    int64_t total = 0;
    for (const Candidate& c : free) {
      const int64_t weight = WeightOf(c.person);
      total += weight;
      turns[c.place].credit += weight;
      if (turns[c.place].credit > turns[chosen.place].credit) chosen = c;
    }
    turns[chosen.place].credit -= total;
    for (const Candidate& c : free) {
      int64_t& credit = turns[c.place].credit;
      credit = std::clamp(credit, -kMaxCredit, kMaxCredit);
    }
  } else if (rule.method == RoutingMethod::kLeastLoaded) {
    *basis = AssignmentBasis::kLeastLoaded;
    chosen = *std::min_element(
        free.begin(), free.end(), [&](const Candidate& a, const Candidate& b) {
          const int64_t of_a = loads_[a.person].open * WeightOf(b.person);
          const int64_t of_b = loads_[b.person].open * WeightOf(a.person);
          return of_a != of_b ? of_a < of_b : longest_ago(a, b);
        });
  } else {
    *basis = AssignmentBasis::kRoundRobin;
    chosen = *std::min_element(free.begin(), free.end(), longest_ago);
  }
  if (free.size() == 1) *basis = AssignmentBasis::kOnlyOne;
  turns[chosen.place].turn = ++last_turn_[pool];
  return chosen;
}

int64_t AssignRun::WeightOf(uint32_t person) const {
  return std::max<int64_t>(roster_.people()[person].member->weight, 1);
}

}  // namespace lotse
