// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecycleSignals: what lifecycles publish.
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/lifecycle/lifecycle.h"

namespace lotse {

std::vector<FactDefinition> LifecycleSignals(
    absl::Span<const LifecycleSpec> specs,
    absl::Span<const Option> categories) {
  std::vector<FactDefinition> signals;
  const auto add = [&](std::string name, ValueType type, const char* en,
                       const char* de) -> FactDefinition& {
    FactDefinition signal;
    signal.name = std::move(name);
    signal.type = type;
    signal.step = SignalStep::kLifecycle;
    signal.label = LocalText{"", en, de, {}};
    signals.push_back(std::move(signal));
    return signals.back();
  };
  const auto add_states = [&](FactDefinition* signal, bool with_new) {
    std::set<absl::string_view> ids;
    if (with_new) {
      ids.insert(kNewLead);
      signal->options.push_back({kNewLead, {"", "new", "neu", {}}});
    }
    for (const LifecycleSpec& spec : specs) {
      for (const StateSpec& state : spec.states) {
        if (!state.id.empty() && ids.insert(state.id).second) {
          signal->options.push_back({state.id, state.label});
        }
      }
      // Conditions may go on naming a state that is gone.
      for (const RemovedState& state : spec.removed_states) {
        if (!state.id.empty() && ids.insert(state.id).second) {
          signal->options.push_back({state.id, {}, /*retired=*/true});
        }
      }
    }
  };
  const auto add_roles = [&](FactDefinition* signal) {
    std::set<absl::string_view> ids;
    for (const LifecycleSpec& spec : specs) {
      for (const RoleSpec& role : spec.roles) {
        if (ids.insert(role.id).second) {
          signal->options.push_back({role.id, role.label});
        }
      }
    }
  };
  const bool any = std::any_of(
      specs.begin(), specs.end(),
      [](const LifecycleSpec& spec) { return !spec.states.empty(); });
  if (!any) return signals;
  add_states(&add("state.name", ValueType::kText, "state", "Status"), true);
  FactDefinition& phase =
      add("state.phase", ValueType::kText, "phase", "Phase");
  phase.options = {{"lead", {"", "lead", "Lead", {}}},
                   {"opportunity", {"", "opportunity", "Opportunity", {}}},
                   {"closed", {"", "closed", "abgeschlossen", {}}}};
  add("state.since", ValueType::kTime, "in this state since",
      "in diesem Status seit");
  add_roles(&add("state.owner_role", ValueType::kText, "owning role",
                 "zuständige Rolle"));
  add("state.has_owner", ValueType::kBoolean, "has an owner",
      "hat einen Zuständigen");
  add("state.loops", ValueType::kInteger, "demotions", "Rückstufungen");
  add_states(
      &add("previous.state", ValueType::kText, "state before", "Status davor"),
      false);
  add("previous.category", ValueType::kText, "category before",
      "Kategorie davor")
      .options.assign(categories.begin(), categories.end());
  std::set<absl::string_view> clocks;
  for (const LifecycleSpec& spec : specs) {
    for (const ClockSpec& clock : spec.clocks) {
      if (!IsKey(clock.id) || !clocks.insert(clock.id).second) continue;
      FactDefinition& signal =
          add(absl::StrCat("clock.", clock.id), ValueType::kText, "", "");
      signal.label = clock.label;
      signal.options = {{"running", {"", "running", "läuft", {}}},
                        {"paused", {"", "paused", "angehalten", {}}},
                        {"breached", {"", "overdue", "überfällig", {}}},
                        {"met", {"", "met", "eingehalten", {}}},
                        {"met_late", {"", "met late", "verspätet", {}}},
                        {"cancelled", {"", "cancelled", "abgebrochen", {}}}};
    }
  }
  return signals;
}

}  // namespace lotse
