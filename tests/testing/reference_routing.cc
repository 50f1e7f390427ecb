// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReferenceDesk.
#include "tests/testing/reference_routing.h"

#include <algorithm>
#include <iterator>

namespace lotse {
namespace {

bool Has(const std::vector<std::string>& list, const std::string& text) {
  return std::count(list.begin(), list.end(), text) > 0;
}

int64_t WeightOf(const StaffMember& person) {
  return person.weight == 0 ? 1 : person.weight;
}

}  // namespace

std::map<std::string, std::string> ReferenceDesk::Owners() const {
  std::map<std::string, std::string> owners;
  for (const OpenAssignment& a : open_) owners[a.lead_id] = a.person_id;
  return owners;
}

std::vector<std::string> ReferenceDesk::Waiting() const {
  std::vector<std::string> leads;
  for (const Waits& w : waiting_) {
    leads.push_back(w.resolved.request.lead_id);
  }
  return leads;
}

int64_t ReferenceDesk::OpenOf(const std::string& person) const {
  return std::count_if(
      open_.begin(), open_.end(),
      [&](const OpenAssignment& a) { return a.person_id == person; });
}

int64_t ReferenceDesk::TodayOf(const std::string& person, Date day) const {
  const auto found = given_.find({person, day.days()});
  return found == given_.end() ? 0 : found->second;
}

void ReferenceDesk::Release(const std::string& lead) {
  const auto is_open = [&](const OpenAssignment& a) {
    return a.lead_id == lead;
  };
  const auto waits = [&](const Waits& w) {
    return w.resolved.request.lead_id == lead;
  };
  open_.erase(std::remove_if(open_.begin(), open_.end(), is_open), open_.end());
  waiting_.erase(std::remove_if(waiting_.begin(), waiting_.end(), waits),
                 waiting_.end());
}

void ReferenceDesk::Assign(std::vector<ResolvedRequest> requests,
                           const Staff& staff,
                           const std::set<std::string>& off_duty, Instant now) {
  for (const ResolvedRequest& resolved : requests) {
    const AssignmentRequest& request = resolved.request;
    Instant since = now;
    bool skip = false;
    for (const OpenAssignment& a : open_) {
      if (a.lead_id != request.lead_id) continue;
      skip = request.requested_at < a.requested_at ||
             (request.requested_at == a.requested_at &&
              request.role == a.role && !Has(request.excluded, a.person_id));
    }
    for (const Waits& w : waiting_) {
      const AssignmentRequest& old = w.resolved.request;
      if (old.lead_id != request.lead_id) continue;
      if (request.requested_at < old.requested_at) skip = true;
      if (request.requested_at == old.requested_at &&
          request.role == old.role) {
        since = w.since;
      }
    }
    if (skip) continue;
    Release(request.lead_id);
    waiting_.push_back({resolved, since});
  }
  std::sort(waiting_.begin(), waiting_.end(), [](const auto& a, const auto& b) {
    const AssignmentRequest& x = a.resolved.request;
    const AssignmentRequest& y = b.resolved.request;
    return x.requested_at != y.requested_at ? x.requested_at < y.requested_at
                                            : x.lead_id < y.lead_id;
  });
  std::vector<Waits> still;
  for (const Waits& w : waiting_) {
    if (!Serve(w, staff, off_duty, now)) still.push_back(w);
  }
  waiting_ = still;
  ForgetTurns(staff);
}

void ReferenceDesk::ForgetTurns(const Staff& staff) {
  std::set<std::pair<std::string, std::string>> members;
  for (const RoutingPool& pool : spec_.pools) {
    RoutingRule rule;
    rule.pool = pool.id;
    for (const StaffMember* person : PeopleOf(rule, {}, staff)) {
      members.insert({pool.id, person->id});
    }
  }
  for (auto* const numbers : {&turn_, &credit_}) {
    for (auto at = numbers->begin(); at != numbers->end();) {
      at = members.count(at->first) > 0 ? std::next(at) : numbers->erase(at);
    }
  }
}

bool ReferenceDesk::Serve(const Waits& waits, const Staff& staff,
                          const std::set<std::string>& off_duty, Instant now) {
  const AssignmentRequest& request = waits.resolved.request;
  for (const RuleMatch& match : waits.resolved.rules) {
    const RoutingRule& rule =
        *std::find_if(spec_.rules.begin(), spec_.rules.end(),
                      [&](const RoutingRule& r) { return r.id == match.rule; });
    std::vector<const StaffMember*> free;
    bool later = false;
    for (const StaffMember* person : PeopleOf(rule, match, staff)) {
      const int can =
          CanTake(*person, waits.resolved, match, rule, off_duty, now);
      if (can == 2) free.push_back(person);
      if (can == 1) later = true;
    }
    if (!free.empty()) {
      const std::string id = Choose(rule, waits.resolved, free)->id;
      open_.push_back({request.lead_id, request.company_id, request.role, id,
                       request.requested_at, now});
      ++given_[{id, now.date().days()}];
      of_lead_[{request.lead_id, request.role}] = id;
      of_company_[{request.company_id, request.role}] = id;
      return true;
    }
    if (rule.otherwise == RoutingFallback::kWait && later &&
        (rule.wait_for == Duration() || now < waits.since + rule.wait_for)) {
      return false;
    }
  }
  return false;
}

std::vector<const StaffMember*> ReferenceDesk::PeopleOf(
    const RoutingRule& rule, const RuleMatch& match, const Staff& staff) const {
  std::vector<const StaffMember*> people;
  for (const StaffMember& person : staff.people) {
    bool named = person.id == rule.person ||
                 (!rule.owner_fact.empty() && person.id == match.owner);
    for (const RoutingPool& pool : spec_.pools) {
      if (pool.id == rule.pool &&
          (Has(person.pools, pool.id) || Has(pool.teams, person.team))) {
        named = true;
      }
    }
    if (named) people.push_back(&person);
  }
  std::sort(people.begin(), people.end(),
            [](const auto* a, const auto* b) { return a->id < b->id; });
  return people;
}

int ReferenceDesk::CanTake(const StaffMember& person,
                           const ResolvedRequest& resolved,
                           const RuleMatch& match, const RoutingRule& rule,
                           const std::set<std::string>& off_duty,
                           Instant now) const {
  const int64_t no_limit = INT64_MAX;
  const int64_t max_open = person.max_open.value_or(no_limit);
  const int64_t max_per_day = person.max_per_day.value_or(no_limit);
  if (person.paused || max_open == 0 || max_per_day == 0) return 0;
  if (Has(resolved.request.excluded, person.id)) return 0;
  if (!person.roles.empty() && !Has(person.roles, resolved.request.role)) {
    return 0;
  }
  bool inside = false;
  for (const std::string& territory : resolved.territories) {
    if (Has(person.territories, territory)) inside = true;
  }
  if (rule.in_territory && !inside) return 0;
  for (const std::string& skill : match.skills) {
    if (!Has(person.skills, skill)) return 0;
  }
  // The test has two-letter languages only.
  if (!match.language.empty() && !Has(person.languages, match.language)) {
    return 0;
  }
  for (const Absence& a : person.absences) {
    if (a.from <= now && (a.to == Instant() || now < a.to)) return 1;
  }
  if (OpenOf(person.id) >= max_open) return 1;
  if (TodayOf(person.id, now.date()) >= max_per_day) return 1;
  if (!rule.any_time && off_duty.count(person.id) > 0) return 1;
  return 2;
}

const StaffMember* ReferenceDesk::Choose(
    const RoutingRule& rule, const ResolvedRequest& resolved,
    const std::vector<const StaffMember*>& free) {
  if (rule.pool.empty()) return free[0];
  const AssignmentRequest& request = resolved.request;
  const auto find = [&](const std::string& id) -> const StaffMember* {
    for (const StaffMember* person : free) {
      if (person->id == id && !id.empty()) return person;
    }
    return nullptr;
  };
  if (rule.sticky >= RoutingStickiness::kLead) {
    const std::string before = request.previous_owner.empty()
                                   ? of_lead_[{request.lead_id, request.role}]
                                   : request.previous_owner;
    if (const StaffMember* person = find(before)) return person;
  }
  if (rule.sticky == RoutingStickiness::kCompany &&
      !request.company_id.empty()) {
    if (const StaffMember* person =
            find(of_company_[{request.company_id, request.role}])) {
      return person;
    }
  }
  int64_t last = 0;
  for (const auto& [key, turn] : turn_) {
    if (key.first == rule.pool) last = std::max(last, turn);
  }
  const StaffMember* best = nullptr;
  int64_t total = 0;
  for (const StaffMember* person : free) {
    total += WeightOf(*person);
    if (rule.method == RoutingMethod::kWeighted) {
      credit_[{rule.pool, person->id}] += WeightOf(*person);
    }
  }
  for (const StaffMember* person : free) {
    if (best == nullptr) {
      best = person;
      continue;
    }
    const int64_t turn = turn_[{rule.pool, person->id}];
    const int64_t best_turn = turn_[{rule.pool, best->id}];
    bool better = turn < best_turn;
    if (rule.method == RoutingMethod::kWeighted) {
      better =
          credit_[{rule.pool, person->id}] > credit_[{rule.pool, best->id}];
    } else if (rule.method == RoutingMethod::kLeastLoaded) {
      const int64_t load = OpenOf(person->id) * WeightOf(*best);
      const int64_t best_load = OpenOf(best->id) * WeightOf(*person);
      better = load < best_load || (load == best_load && turn < best_turn);
    }
    if (better) best = person;
  }
  if (rule.method == RoutingMethod::kWeighted) {
    credit_[{rule.pool, best->id}] -= total;
  }
  turn_[{rule.pool, best->id}] = last + 1;
  return best;
}

}  // namespace lotse
