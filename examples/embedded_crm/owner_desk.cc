// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// OwnerDesk: read, resolve, assign, compare and swap.
#include "examples/embedded_crm/owner_desk.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "examples/embedded_crm/routing_rows.h"
#include "lotse/base/status_macros.h"
#include "lotse/routing/describe_assignment.h"

namespace lotse::crm {
namespace {

// The router of an engine's facts and calendars.
absl::StatusOr<Router> RouterOf(const Engine& engine, const RoutingSpec& spec) {
  return CompileRouting(spec, engine.catalog(), engine.calendars(),
                        engine.spec().tenant);
}

// The event that tells the lead. Its id follows from the request, so the same
// answer given twice is one event.
LeadEvent AssignedEvent(const Assignment& assignment) {
  LeadEvent event;
  event.id = absl::StrCat("assigned-", assignment.role, "-",
                          assignment.requested_at.micros());
  event.event = kAssignedEvent;
  event.occurred_at = assignment.assigned_at;
  event.actor.kind = ActorKind::kMachine;
  event.owner = assignment.person_id;
  return event;
}

}  // namespace

absl::StatusOr<OwnerDesk::View> OwnerDesk::Read() {
  Database& db = store_->db();
  LOTSE_ASSIGN_OR_RETURN(Transaction read, Transaction::Read(&db));
  View view;
  LOTSE_ASSIGN_OR_RETURN(view.state, ReadRouting(&db));
  LOTSE_ASSIGN_OR_RETURN(view.staff, ReadStaff(&db));
  LOTSE_RETURN_IF_ERROR(db.Query(
      "SELECT lead_id, kind, role, requested_at, reason, last_owner, "
      "except_owner FROM routing_inbox WHERE handled = 0 "
      "ORDER BY requested_at, kind = 'request', lead_id",
      {}, [&](const Row& row) {
        const std::string kind = row.Text(1);
        view.keys.push_back({row.Text(0), kind, row.Text(2), row.Time(3)});
        if (kind != "request") {
          // What was asked before the lead was closed is void.
          const auto same_lead = [&](const AssignmentRequest& r) {
            return r.lead_id == row.Text(0);
          };
          view.requests.erase(std::remove_if(view.requests.begin(),
                                             view.requests.end(), same_lead),
                              view.requests.end());
          view.releases.push_back({row.Text(0), "", kind == "forget"});
          return;
        }
        AssignmentRequest request;
        request.lead_id = row.Text(0);
        request.role = row.Text(2);
        request.requested_at = row.Time(3);
        request.reason = row.Text(4);
        request.previous_owner = row.Text(5);
        if (!row.Text(6).empty()) request.excluded = {row.Text(6)};
        view.requests.push_back(std::move(request));
      }));
  LOTSE_RETURN_IF_ERROR(read.Commit());
  return view;
}

absl::StatusOr<std::vector<ResolvedRequest>> OwnerDesk::Resolve(
    const Engine& engine, const Router& router,
    std::vector<AssignmentRequest> requests, Instant now) {
  std::vector<ResolvedRequest> resolved;
  for (AssignmentRequest& request : requests) {
    const absl::StatusOr<Facts> facts = store_->ReadFacts(request.lead_id);
    if (absl::IsNotFound(facts.status())) continue;  // erased meanwhile
    LOTSE_RETURN_IF_ERROR(facts.status());
    request.company_id = facts->lead.company_id;
    LOTSE_ASSIGN_OR_RETURN(const LeadView known,
                           engine.Bind(*facts, now, &scratch_));
    const LeadScores scores = engine.Evaluate(
        known, now, LeadMemory(), /*contributions=*/false, &scratch_);
    resolved.push_back(router.Resolve(request, scores.view, now, &conditions_));
  }
  return resolved;
}

absl::StatusOr<bool> OwnerDesk::Store(const View& view,
                                      const AssignResult& result) {
  Database& db = store_->db();
  LOTSE_ASSIGN_OR_RETURN(Transaction write, Transaction::Write(&db));
  LOTSE_ASSIGN_OR_RETURN(
      const bool first,
      SwapRouting(view.state, result.state,
                  result.next_retry_at.value_or(Instant()), &db));
  if (!first) return false;
  for (const Assignment& assignment : result.assignments) {
    // Another role owns the lead by now: its own request is on the way.
    bool still_asked = false;
    LOTSE_RETURN_IF_ERROR(db.Query(
        "SELECT 1 FROM lead_state WHERE lead_id = ? AND owner_role = ?",
        {assignment.lead_id, assignment.role},
        [&](const Row&) { still_asked = true; }));
    if (!still_asked) continue;
    LOTSE_RETURN_IF_ERROR(
        store_->AppendEvent(assignment.lead_id, AssignedEvent(assignment))
            .status());
  }
  for (const std::vector<SqlValue>& key : view.keys) {
    LOTSE_RETURN_IF_ERROR(
        db.Run("UPDATE routing_inbox SET handled = 1 WHERE lead_id = ? AND "
               "kind = ? AND role = ? AND requested_at = ?",
               key)
            .status());
  }
  LOTSE_RETURN_IF_ERROR(write.Commit());
  return true;
}

absl::StatusOr<RoutingReport> OwnerDesk::Run(Instant now) {
  for (;;) {
    LOTSE_ASSIGN_OR_RETURN(const View view, Read());
    if (view.requests.empty() && view.releases.empty() &&
        view.state.waiting.empty()) {
      return RoutingReport();
    }
    LOTSE_ASSIGN_OR_RETURN(const Engine engine, engines_->Latest(store_));
    LOTSE_ASSIGN_OR_RETURN(const Router router, RouterOf(engine, spec_));
    RoutingState state = view.state;
    if (!state.spec.empty() && state.spec != router.fingerprint()) {
      LOTSE_ASSIGN_OR_RETURN(MigratedRouting migrated, router.Migrate(state));
      state = std::move(migrated.state);
    }
    LOTSE_ASSIGN_OR_RETURN(ReleaseResult released,
                           router.Release(view.releases, state));
    std::vector<AssignmentRequest> open = view.requests;
    for (const WaitingRequest& waiting : released.state.waiting) {
      open.push_back(waiting.resolved.request);
    }
    LOTSE_ASSIGN_OR_RETURN(const std::vector<ResolvedRequest> resolved,
                           Resolve(engine, router, std::move(open), now));
    LOTSE_ASSIGN_OR_RETURN(
        const AssignResult result,
        router.Assign(resolved, view.staff, released.state, now));
    LOTSE_ASSIGN_OR_RETURN(const bool stored, Store(view, result));
    if (!stored) continue;
    RoutingReport report;
    for (const Assignment& assignment : result.assignments) {
      report.assigned.push_back(DescribeAssignment(assignment, router, "en"));
    }
    for (const Waiting& waiting : result.waiting) {
      report.waiting.push_back(DescribeWaiting(waiting, router, "en"));
    }
    return report;
  }
}

}  // namespace lotse::crm
