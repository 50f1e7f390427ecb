// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakeWorkItem and IsToBeWorked.
#include "lotse/engine/work_item.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "lotse/base/status_macros.h"

namespace lotse {
namespace {

// Null: the lead has no state, or one that the spec does not have.
const StateSpec* StateOf(const Engine& engine, const LeadState& state) {
  const Lifecycle* lifecycle = engine.FindLifecycle(state.lifecycle);
  if (lifecycle == nullptr) return nullptr;
  const int32_t index = lifecycle->FindState(state.state);
  const std::vector<StateSpec>& states = lifecycle->spec().states;
  return index < 0 || static_cast<size_t>(index) >= states.size()
             ? nullptr
             : &states[static_cast<size_t>(index)];
}

// The latest activity of one of these kinds. Unset: there is none.
Instant LatestOf(const std::vector<std::string>& kinds,
                 const FactCatalog& catalog, const LeadView& view,
                 Instant now) {
  std::vector<uint32_t> indices;
  for (const std::string& kind : kinds) {
    const auto index = catalog.FindActivityKind(kind, /*hint=*/false);
    if (index.ok()) indices.push_back(*index);
  }
  Instant latest;
  for (const ActivityView& activity : view.activities) {
    if (activity.occurred_at <= now && latest < activity.occurred_at &&
        std::find(indices.begin(), indices.end(), activity.kind) !=
            indices.end()) {
      latest = activity.occurred_at;
    }
  }
  return latest;
}

std::optional<Money> MoneyOf(const std::string& fact, const Engine& engine,
                             const LeadView& view) {
  const auto slot = engine.catalog().Find(fact, /*hint=*/false);
  if (!slot.ok() || *slot >= view.values.size()) return std::nullopt;
  const ValueView& value = view.values[*slot];
  if (value.type() != ValueType::kMoney) return std::nullopt;
  return Money{value.integer(), UnpackCurrency(value.currency())};
}

}  // namespace

bool IsToBeWorked(const Engine& engine, const LeadState& state) {
  const StateSpec* in = StateOf(engine, state);
  return in == nullptr || in->phase != Phase::kClosed;
}

absl::StatusOr<WorkItem> MakeWorkItem(const Engine& engine, const Facts& facts,
                                      const LeadState& state,
                                      const ScoreReport& score, Instant now,
                                      EngineScratch* scratch) {
  LOTSE_ASSIGN_OR_RETURN(const Lifecycle* lifecycle, engine.LifecycleOf(state));
  LOTSE_ASSIGN_OR_RETURN(const LeadView view, engine.Bind(facts, now, scratch));
  static const WorkListSpec& none = *new WorkListSpec;
  const WorkListSpec& spec =
      engine.spec().work_list.has_value() ? *engine.spec().work_list : none;
  WorkItem item;
  item.lead_id = facts.lead.id;
  item.owner = state.owner;
  if (const StateSpec* in = StateOf(engine, state); in != nullptr) {
    item.state =
        in->label.empty() ? LocalText{"", in->id, in->id, {}} : in->label;
  }
  item.category = score.category;
  item.probability = score.probability;
  if (score.assessment.has_value() &&
      score.assessment->pooled_probability.has_value()) {
    item.probability = score.assessment->pooled_probability;
  }
  if (facts.opportunity.has_value()) item.value = facts.opportunity->value;
  if (!item.value.has_value() && !spec.value_fact.empty()) {
    item.value = MoneyOf(spec.value_fact, engine, view);
  }
  item.created_at = facts.lead.created_at;
  if (!spec.worked_kinds.empty()) {
    item.last_worked_at =
        LatestOf(spec.worked_kinds, engine.catalog(), view, now);
  } else if (lifecycle != nullptr) {
    item.last_worked_at =
        lifecycle->LastResponse(view, now, &scratch->lifecycle)
            .value_or(Instant());
  }
  for (const ClockState& clock : state.clocks) {
    if (clock.status == ClockStatus::kRunning && clock.due_at != Instant() &&
        (!item.due_at.has_value() || clock.due_at < *item.due_at)) {
      item.due_at = clock.due_at;
    }
  }
  return item;
}

}  // namespace lotse
