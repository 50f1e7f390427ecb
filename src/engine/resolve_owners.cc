// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engine::Resolve, the requests of decisions, and what a state stands for:
// LifecycleOf and Remembering.
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/engine.h"

namespace lotse {
namespace {

// What a lifecycle asks for, as the router takes it.
AssignmentRequest RequestOf(const OwnerRequest& owner, const Facts& facts) {
  AssignmentRequest request;
  request.lead_id = facts.lead.id;
  request.company_id = facts.lead.company_id;
  if (request.company_id.empty() && facts.company.has_value()) {
    request.company_id = facts.company->id;
  }
  request.role = owner.role;
  request.reason = owner.state;
  request.previous_owner = owner.last_owner;
  if (!owner.except_owner.empty()) request.excluded = {owner.except_owner};
  request.requested_at = owner.at;
  return request;
}

}  // namespace

ScoreOptions Remembering(const LeadState& state, ScoreOptions options) {
  for (const RememberedBand& band : state.categories) {
    if (band.of.empty()) {
      options.previous_category = band.id;
      options.previous_category_since = band.since;
    } else {
      options.previous_scores.push_back({band.of, band.id, band.since});
    }
  }
  options.previous_buyer_stage = state.buyer_stage.id;
  options.previous_buyer_stage_since = state.buyer_stage.since;
  return options;
}

const Lifecycle* Engine::FindLifecycle(absl::string_view name) const {
  for (const Lifecycle& lifecycle : rep_->lifecycles) {
    if (lifecycle.spec().name == name) return &lifecycle;
  }
  return nullptr;
}

absl::StatusOr<const Lifecycle*> Engine::LifecycleOf(
    const LeadState& state) const {
  if (state.tenant != spec().tenant &&
      (!state.tenant.empty() || !state.state.empty())) {
    return absl::FailedPreconditionError("state.tenant: is another tenant's");
  }
  const Lifecycle* none = nullptr;
  if (state.lifecycle.empty()) {
    if (state.state.empty()) return none;
    return absl::InvalidArgumentError("state.lifecycle: is missing");
  }
  const Lifecycle* lifecycle = FindLifecycle(state.lifecycle);
  if (lifecycle == nullptr) {
    return absl::FailedPreconditionError(
        "state.lifecycle: there is none of this name (any more)");
  }
  if (state.spec != lifecycle->fingerprint()) {
    return absl::FailedPreconditionError(
        "state.spec: the lifecycle was changed since: migrate the state");
  }
  LOTSE_RETURN_IF_ERROR(lifecycle->CheckState(state));
  return lifecycle;
}

absl::StatusOr<ResolvedRequest> Engine::Resolve(
    const Facts& facts, const LeadState& state,
    const AssignmentRequest& request, Instant now) const {
  EngineScratch scratch;
  return Resolve(facts, state, request, now, &scratch);
}

absl::StatusOr<ResolvedRequest> Engine::Resolve(
    const Facts& facts, const LeadState& state,
    const AssignmentRequest& request, Instant now,
    EngineScratch* scratch) const {
  if (router() == nullptr) {
    return absl::FailedPreconditionError(
        "the engine has no routing: add `routing` to the spec");
  }
  LOTSE_ASSIGN_OR_RETURN(const Lifecycle* lifecycle, LifecycleOf(state));
  LOTSE_ASSIGN_OR_RETURN(
      const LeadScores scores,
      EvaluateSignals(facts, now, MemoryOf(Remembering(state, {})), scratch));
  if (lifecycle != nullptr) {
    lifecycle->Publish(state, absl::MakeSpan(scratch->row));
  }
  return router()->Resolve(request, scores.view, now, &scratch->when);
}

bool Engine::WantsOwner(const Decision& decision) const {
  const std::vector<OwnerRequest>& owners = decision.steps.owners;
  // A lead has one owner, so what comes later takes the place of what came
  // before; an owner who came since is the answer.
  return router() != nullptr && !owners.empty() &&
         decision.state.owner.empty() &&
         owners.back().role == decision.state.owner_role;
}

void Engine::ResolveOwner(const Facts& facts, const LeadView& view, Instant now,
                          EngineScratch* scratch, Decision* decision) const {
  decision->requests.push_back(
      router()->Resolve(RequestOf(decision->steps.owners.back(), facts), view,
                        now, &scratch->when));
}

}  // namespace lotse
