// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the router does with its state besides assigning: Start, Migrate,
// Release, and the check that a state is one.
#include "lotse/routing/routing_state.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "lotse/routing/router.h"
#include "src/routing/instant_span.h"
#include "src/routing/owner_memory.h"

namespace lotse {
namespace {

// Beyond what counting can reach; keeps sums in range.
constexpr int64_t kMaxCounter = 1000000000000000;

// Whether neighbours ascend by `key`, with an issue at the first that does not.
template <typename T, typename Key>
void CheckOrder(const std::vector<T>& list, const char* field,
                const FieldPath& path, Key&& key, SpecIssues* issues) {
  for (size_t i = 1; i < list.size(); ++i) {
    if (!(key(list[i - 1]) < key(list[i]))) {
      issues->Add(path.Child(field, i), "is not in order, or stands twice");
      return;
    }
  }
}

void CheckOpen(const OpenAssignment& open, const FieldPath& path,
               SpecIssues* issues) {
  const auto check = [&](const std::string& id, bool needed, const char* name) {
    if ((needed && id.empty()) || id.size() > kMaxNameBytes) {
      issues->Add(path.Child(name), "is missing or too long");
    }
  };
  check(open.lead_id, true, "lead_id");
  check(open.company_id, false, "company_id");
  check(open.role, true, "role");
  check(open.person_id, true, "person_id");
}

void CheckCounter(int64_t value, int64_t low, const FieldPath& path,
                  SpecIssues* issues) {
  if (value < low || value > kMaxCounter) issues->Add(path, "is out of range");
}

size_t MostRemembered(const RoutingSpec& spec) {
  return static_cast<size_t>(spec.remembered == 0 ? kDefaultRemembered
                                                  : spec.remembered);
}

}  // namespace

absl::Status Router::CheckState(const RoutingState& state,
                                bool any_spec) const {
  const bool untouched = state == RoutingState();
  if (untouched) return absl::OkStatus();
  if (state.tenant != rep_->tenant) {
    return absl::FailedPreconditionError(
        "state.tenant: is the state of another tenant");
  }
  if (!any_spec && state.spec != rep_->fingerprint) {
    return absl::FailedPreconditionError(
        "state.spec: was made with another spec; give it to Migrate first");
  }
  const FieldPath path("state");
  SpecIssues issues;
  CheckCounter(state.revision, 0, path.Child("revision"), &issues);
  if (state.assignments.size() > kMaxOpenAssignments) {
    issues.Add(path.Child("assignments"),
               absl::StrCat("has more than ", kMaxOpenAssignments));
  }
  if (state.waiting.size() > kMaxWaitingRequests) {
    issues.Add(path.Child("waiting"),
               absl::StrCat("has more than ", kMaxWaitingRequests));
  }
  for (size_t i = 0; i < state.assignments.size(); ++i) {
    CheckOpen(state.assignments[i], path.Child("assignments", i), &issues);
  }
  CheckOrder(
      state.assignments, "assignments", path,
      [](const OpenAssignment& a) { return absl::string_view(a.lead_id); },
      &issues);
  std::set<absl::string_view> waiting;
  for (size_t i = 0; i < state.waiting.size(); ++i) {
    const WaitingRequest& request = state.waiting[i];
    const FieldPath here = path.Child("waiting", i);
    if (!any_spec) {
      ValidateRequest(request.resolved, here.Child("resolved"), &issues);
    }
    CheckCounter(request.attempts, 0, here.Child("attempts"), &issues);
    if (!IsInCalendar(request.since)) {
      issues.Add(here.Child("since"), "is not in the years 1 to 9999");
    }
    const std::string& lead = request.resolved.request.lead_id;
    const auto open = std::lower_bound(
        state.assignments.begin(), state.assignments.end(), lead,
        [](const OpenAssignment& a, const std::string& id) {
          return a.lead_id < id;
        });
    if (!waiting.insert(lead).second ||
        (open != state.assignments.end() && open->lead_id == lead)) {
      issues.Add(here, "has an owner already, or waits twice");
    }
  }
  CheckOrder(
      state.waiting, "waiting", path,
      [](const WaitingRequest& w) {
        return std::tie(w.resolved.request.requested_at,
                        w.resolved.request.lead_id);
      },
      &issues);
  for (size_t i = 0; i < state.turns.size(); ++i) {
    const FieldPath here = path.Child("turns", i);
    CheckCounter(state.turns[i].turn, 0, here.Child("turn"), &issues);
    CheckCounter(state.turns[i].credit, -kMaxCounter, here.Child("credit"),
                 &issues);
  }
  CheckOrder(
      state.turns, "turns", path,
      [](const PoolTurn& t) { return std::tie(t.pool, t.person_id); }, &issues);
  for (size_t i = 0; i < state.days.size(); ++i) {
    if (!IsInCalendar(Instant::StartOf(state.days[i].date))) {
      issues.Add(path.Child("days", i).Child("date"),
                 "is not in the years 1 to 9999");
    }
    CheckCounter(state.days[i].count, 0, path.Child("days", i).Child("count"),
                 &issues);
  }
  CheckOrder(
      state.days, "days", path,
      [](const DayCount& d) { return absl::string_view(d.person_id); },
      &issues);
  const auto by_id = [](const RememberedOwner& o) {
    return std::tie(o.id, o.role);
  };
  CheckOrder(state.leads, "leads", path, by_id, &issues);
  CheckOrder(state.companies, "companies", path, by_id, &issues);
  return issues.ToStatus();
}

absl::StatusOr<RoutingState> Router::Start(
    absl::Span<const OpenAssignment> open) const {
  RoutingState state;
  state.revision = 1;
  state.tenant = rep_->tenant;
  state.spec = rep_->fingerprint;
  SpecIssues issues;
  if (open.size() > kMaxOpenAssignments) {
    issues.Add(FieldPath("open"),
               absl::StrCat("has more than ", kMaxOpenAssignments));
    return issues.ToStatus();
  }
  const FieldPath root;
  std::set<absl::string_view> leads;
  for (size_t i = 0; i < open.size(); ++i) {
    const FieldPath here = root.Child("open", i);
    CheckOpen(open[i], here, &issues);
    if (!leads.insert(open[i].lead_id).second) {
      issues.Add(here.Child("lead_id"), "stands twice");
    }
  }
  if (!issues.empty()) return issues.ToStatus();
  state.assignments.assign(open.begin(), open.end());
  std::sort(state.assignments.begin(), state.assignments.end(),
            [](const OpenAssignment& a, const OpenAssignment& b) {
              return a.lead_id < b.lead_id;
            });
  OwnerMemory of_leads(state.leads);
  OwnerMemory of_companies(state.companies);
  for (const OpenAssignment& a : state.assignments) {
    const RememberedOwner of_lead{a.lead_id, a.role, a.person_id,
                                  a.assigned_at};
    RememberedOwner of_company = of_lead;
    of_company.id = a.company_id;
    of_leads.Put(of_lead);
    const RememberedOwner* const before =
        of_companies.Find(a.company_id, a.role);
    if (before == nullptr || before->at < a.assigned_at) {
      of_companies.Put(of_company);
    }
  }
  const size_t most = MostRemembered(rep_->spec);
  if (rep_->remembers_leads) state.leads = of_leads.Finish(most);
  if (rep_->remembers_companies) state.companies = of_companies.Finish(most);
  return state;
}

absl::StatusOr<MigratedRouting> Router::Migrate(
    const RoutingState& state) const {
  LOTSE_RETURN_IF_ERROR(CheckState(state, /*any_spec=*/true));
  MigratedRouting migrated;
  migrated.state = state;
  RoutingState& next = migrated.state;
  next.tenant = rep_->tenant;
  next.spec = rep_->fingerprint;
  ++next.revision;
  for (WaitingRequest& waiting : next.waiting) {
    migrated.to_resolve.push_back(waiting.resolved.request.lead_id);
    // Until it is resolved again no rule applies.
    waiting.resolved.rules.clear();
    waiting.resolved.territories.clear();
  }
  const auto is_gone = [&](const PoolTurn& turn) {
    return rep_->pool_index.find(turn.pool) == rep_->pool_index.end();
  };
  next.turns.erase(
      std::remove_if(next.turns.begin(), next.turns.end(), is_gone),
      next.turns.end());
  const size_t most = MostRemembered(rep_->spec);
  next.leads = rep_->remembers_leads ? OwnerMemory(state.leads).Finish(most)
                                     : std::vector<RememberedOwner>();
  next.companies = rep_->remembers_companies
                       ? OwnerMemory(state.companies).Finish(most)
                       : std::vector<RememberedOwner>();
  return migrated;
}

absl::StatusOr<ReleaseResult> Router::Release(
    absl::Span<const RoutingRelease> releases,
    const RoutingState& state) const {
  LOTSE_RETURN_IF_ERROR(CheckState(state, /*any_spec=*/false));
  const FieldPath root;
  std::map<absl::string_view, std::vector<const RoutingRelease*>> by_lead;
  for (size_t i = 0; i < releases.size(); ++i) {
    if (releases[i].lead_id.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat(root.Child("releases", i).Child("lead_id").ToString(),
                       ": is missing"));
    }
    by_lead[releases[i].lead_id].push_back(&releases[i]);
  }
  // Of whom a lead is released: of `person_id`, empty for one who only waits.
  const auto is_released = [&](const std::string& lead,
                               const std::string& person_id) {
    const auto found = by_lead.find(lead);
    return found != by_lead.end() &&
           std::any_of(found->second.begin(), found->second.end(),
                       [&](const RoutingRelease* r) {
                         return r->person_id.empty() ||
                                r->person_id == person_id;
                       });
  };
  ReleaseResult result;
  result.state = state;
  RoutingState& next = result.state;
  next.assignments.clear();
  for (const OpenAssignment& a : state.assignments) {
    (is_released(a.lead_id, a.person_id) ? result.released : next.assignments)
        .push_back(a);
  }
  next.waiting.clear();
  for (const WaitingRequest& w : state.waiting) {
    if (!is_released(w.resolved.request.lead_id, std::string())) {
      next.waiting.push_back(w);
    }
  }
  const auto is_forgotten = [&](const RememberedOwner& owner) {
    const auto found = by_lead.find(owner.id);
    return found != by_lead.end() &&
           std::any_of(found->second.begin(), found->second.end(),
                       [](const RoutingRelease* r) { return r->forget; });
  };
  next.leads.erase(
      std::remove_if(next.leads.begin(), next.leads.end(), is_forgotten),
      next.leads.end());
  result.changed = next.assignments.size() != state.assignments.size() ||
                   next.waiting.size() != state.waiting.size() ||
                   next.leads.size() != state.leads.size();
  if (result.changed) ++next.revision;
  return result;
}

}  // namespace lotse
