// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// StandardWay.
#include "lotse/lifecycle/standard_way.h"

#include <algorithm>
#include <set>

#include "absl/strings/string_view.h"

namespace lotse {
namespace {

// Ids of states.
using Ids = std::set<absl::string_view>;

WayStep MakeStep(const char* id, const char* en, const char* de) {
  WayStep step;
  step.id = id;
  step.label = LocalText{"", en, de, {}};
  return step;
}

Ids StatesIn(const LifecycleSpec& spec, Phase phase) {
  Ids ids;
  for (const StateSpec& state : spec.states) {
    if (state.phase == phase) ids.insert(state.id);
  }
  return ids;
}

// The role that alone owns opportunities where they begin. Empty: none does.
absl::string_view OwnerOfOpportunities(const LifecycleSpec& spec) {
  for (const StateSpec& state : spec.states) {
    if (state.phase == Phase::kOpportunity && state.owners.size() == 1) {
      return state.owners[0].role;
    }
  }
  return "";
}

// States of `among` that a transition leaves for one of `to`, in the order of
// the spec.
std::vector<const StateSpec*> Leading(const LifecycleSpec& spec,
                                      const Ids& among, const Ids& to) {
  Ids found;
  for (const TransitionSpec& transition : spec.transitions) {
    if (to.count(transition.to) == 0) continue;
    for (const std::string& from : transition.from) {
      if (among.count(from) > 0) found.insert(from);
    }
  }
  std::vector<const StateSpec*> states;
  for (const StateSpec& state : spec.states) {
    if (found.count(state.id) > 0) states.push_back(&state);
  }
  return states;
}

void AddStates(const LifecycleSpec& spec, const Ids& ids, WayStep* step) {
  for (const StateSpec& state : spec.states) {
    if (ids.count(state.id) > 0) step->states.push_back(state.id);
  }
}

}  // namespace

std::vector<WayStep> StandardWay(const LifecycleSpec& spec) {
  const Ids opportunities = StatesIn(spec, Phase::kOpportunity);
  const absl::string_view owner = OwnerOfOpportunities(spec);
  // Lead states of that role alone which are on no step yet.
  Ids left;
  for (const StateSpec& state : spec.states) {
    if (state.phase == Phase::kLead && state.owners.size() == 1 &&
        !owner.empty() && state.owners[0].role == owner) {
      left.insert(state.id);
    }
  }
  std::vector<WayStep> handed;
  Ids to = opportunities;
  for (;;) {
    const std::vector<const StateSpec*> states = Leading(spec, left, to);
    if (states.empty()) break;
    WayStep step;
    step.id = states[0]->id;
    step.label = states[0]->label.empty()
                     ? LocalText{"", states[0]->id, states[0]->id, {}}
                     : states[0]->label;
    step.handed_over = true;
    to.clear();
    for (const StateSpec* state : states) {
      step.states.push_back(state->id);
      to.insert(state->id);
      left.erase(state->id);
    }
    handed.push_back(std::move(step));
  }
  std::reverse(handed.begin(), handed.end());

  std::vector<WayStep> way;
  way.push_back(MakeStep("lead", "lead", "Lead"));
  Ids leads = StatesIn(spec, Phase::kLead);
  for (const WayStep& step : handed) {
    for (const std::string& state : step.states) leads.erase(state);
  }
  AddStates(spec, leads, &way[0]);
  for (WayStep& step : handed) way.push_back(std::move(step));
  if (!opportunities.empty()) {
    way.push_back(MakeStep("opportunity", "opportunity", "Opportunity"));
    way.back().handed_over = true;
    AddStates(spec, opportunities, &way.back());
  }
  Ids won;
  for (const TransitionSpec& transition : spec.transitions) {
    if (transition.effects.conversion == Conversion::kHandOver &&
        !transition.to.empty()) {
      won.insert(transition.to);
    }
  }
  if (!won.empty()) {
    way.push_back(MakeStep("won", "won", "gewonnen"));
    AddStates(spec, won, &way.back());
  }
  return way;
}

}  // namespace lotse
