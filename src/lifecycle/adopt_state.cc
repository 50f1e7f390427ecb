// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Lifecycle::Adopt and Lifecycle::Migrate: states that no decision of this spec
// has made.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/lifecycle/lifecycle.h"
#include "src/lifecycle/lead_mover.h"
#include "src/lifecycle/lifecycle_program.h"

namespace lotse {

absl::StatusOr<LeadState> Lifecycle::Adopt(absl::string_view host_status,
                                           Instant since, Instant now) const {
  const LifecycleSpec& spec = program_->spec;
  std::string id;
  for (const AdoptedStatus& adopted : spec.adopted) {
    if (adopted.host_status == host_status) id = adopted.state;
  }
  if (id.empty() && FindState(host_status) >= 0) {
    id = std::string(host_status);
  }
  if (id.empty()) {
    std::vector<absl::string_view> names;
    for (const AdoptedStatus& adopted : spec.adopted) {
      names.push_back(adopted.host_status);
    }
    for (const StateSpec& state : spec.states) names.push_back(state.id);
    return absl::NotFoundError(
        absl::StrCat("unknown host status", DidYouMean(host_status, names),
                     "; add it to `adopted` of the lifecycle"));
  }
  LeadState state;
  state.lifecycle = spec.name;
  state.state = id;
  state.entered_at = std::min(since, now);
  state.changed_at = state.entered_at;
  state.followed_to = now;
  const uint32_t in = program_->FindState(id);
  for (const StateOwner& owner : spec.states[in].owners) {
    if (owner.when.empty()) state.owner_role = owner.role;
  }
  if (spec.states[in].phase == Phase::kOpportunity) {
    state.promoted_at = state.entered_at;
  }
  for (size_t t = 0; t < spec.states[in].timers.size(); ++t) {
    const std::optional<Instant> due =
        TimerDue(*program_, in, t, state, Instant::Max());
    if (due.has_value() && *due <= now) {
      state.fired_timers.push_back(spec.states[in].timers[t].id);
    }
  }
  return state;
}

absl::StatusOr<LeadState> Lifecycle::Migrate(const LeadState& before) const {
  const LifecycleSpec& spec = program_->spec;
  LeadState state = before;
  state.spec = program_->fingerprint;
  if (state.state.empty()) return state;
  ++state.revision;
  if (FindState(state.state) < 0) {
    const auto moved = std::find_if(
        spec.removed_states.begin(), spec.removed_states.end(),
        [&](const RemovedState& s) { return s.id == state.state; });
    if (moved == spec.removed_states.end()) {
      return absl::FailedPreconditionError(absl::StrCat(
          "state.state: there is no state \"", state.state,
          "\" any more: name it in `removed_states`, or replay the lead"));
    }
    state.state = moved->moved_to;
    state.fired_timers.clear();
  }
  const size_t in = static_cast<size_t>(FindState(state.state));
  if (!state.previous_state.empty() && FindState(state.previous_state) < 0) {
    state.previous_state.clear();
  }
  if (program_->role_index.count(state.owner_role) == 0) {
    state.owner_role.clear();
    state.owner.clear();
    for (const StateOwner& owner : spec.states[in].owners) {
      if (owner.when.empty()) state.owner_role = owner.role;
    }
  }
  state.last_owners.erase(
      std::remove_if(state.last_owners.begin(), state.last_owners.end(),
                     [&](const RoleOwner& last) {
                       return program_->role_index.count(last.role) == 0;
                     }),
      state.last_owners.end());
  // Clocks in the order of this spec, their deadlines by its targets.
  std::vector<ClockState> clocks;
  for (size_t c = 0; c < spec.clocks.size(); ++c) {
    for (ClockState& clock : state.clocks) {
      if (clock.clock != spec.clocks[c].id) continue;
      if (clock.status == ClockStatus::kRunning &&
          clock.breached_at == Instant()) {
        const int64_t left =
            spec.clocks[c].target.micros() - clock.elapsed.micros();
        clock.due_at = program_
                           ->Add(program_->clocks[c].calendar, clock.resumed_at,
                                 Duration::Micros(std::max<int64_t>(left, 0)))
                           .value_or(Instant());
      }
      clocks.push_back(std::move(clock));
    }
  }
  state.clocks = std::move(clocks);
  std::vector<std::string> fired;
  for (const StateTimer& timer : spec.states[in].timers) {
    if (std::find(state.fired_timers.begin(), state.fired_timers.end(),
                  timer.id) != state.fired_timers.end()) {
      fired.push_back(timer.id);
    }
  }
  state.fired_timers = std::move(fired);
  return state;
}

}  // namespace lotse
