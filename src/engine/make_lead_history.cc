// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakeLeadHistory and MakeOwnerTimeCase.
#include "lotse/engine/make_lead_history.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lotse/base/status_macros.h"
#include "lotse/lifecycle/standard_way.h"

namespace lotse {
namespace {

// The instants at which the lead was handed to who owns opportunities.
std::vector<Instant> HandOversOf(const Lifecycle& lifecycle,
                                 const LifecycleSteps& steps) {
  std::set<std::string> handed;
  for (const WayStep& step : StandardWay(lifecycle.spec())) {
    if (step.handed_over) handed.insert(step.states.begin(), step.states.end());
  }
  std::vector<Instant> at;
  for (const TransitionMade& made : steps.transitions) {
    if (handed.count(made.to) > 0 && handed.count(made.from) == 0) {
      at.push_back(made.at);
    }
  }
  return at;
}

}  // namespace

absl::StatusOr<LeadHistory> MakeLeadHistory(const Engine& engine,
                                            const Facts& facts,
                                            const Decision& decision,
                                            Instant as_of,
                                            EngineScratch* scratch) {
  LeadHistory history;
  history.lead_id = decision.lead_id;
  history.tenant = decision.state.tenant;
  history.lifecycle = decision.state.lifecycle;
  history.as_of = as_of;
  history.transitions = decision.steps.transitions;
  history.conversions = decision.steps.conversions;
  history.clocks = decision.steps.clocks;
  const Lifecycle* lifecycle = engine.FindLifecycle(history.lifecycle);
  if (lifecycle == nullptr) return history;
  for (const Instant at : HandOversOf(*lifecycle, decision.steps)) {
    HandedOverAt& handed = history.handed_over.emplace_back();
    handed.at = at;
    if (engine.questionnaires().empty()) continue;
    LOTSE_ASSIGN_OR_RETURN(const LeadView view,
                           engine.Bind(facts, at, scratch));
    const LeadScores scores = engine.Evaluate(view, at, LeadMemory(),
                                              /*contributions=*/false, scratch);
    handed.completeness = scores.questionnaires[0].completeness;
  }
  return history;
}

std::optional<OwnerTimeCase> MakeOwnerTimeCase(const Facts& facts,
                                               const Decision& decision) {
  const std::vector<TransitionMade>& made = decision.steps.transitions;
  const auto assigned =
      std::find_if(made.begin(), made.end(),
                   [](const TransitionMade& t) { return !t.owner.empty(); });
  if (assigned == made.end()) return std::nullopt;
  OwnerTimeCase owner;
  owner.owner = assigned->owner;
  owner.assigned_at = assigned->at;
  owner.created_at = facts.lead.created_at != Instant() &&
                             facts.lead.created_at <= assigned->at
                         ? facts.lead.created_at
                         : made[0].at;
  for (const ClockMark& mark : decision.steps.clocks) {
    if (mark.kind == ClockMarkKind::kMet && mark.at >= assigned->at &&
        (owner.first_worked_at == Instant() ||
         mark.at < owner.first_worked_at)) {
      owner.first_worked_at = mark.at;
    }
  }
  return owner;
}

std::vector<LifecycleCounter> LifecycleCounters(const Engine& engine) {
  std::vector<LifecycleCounter> counters;
  for (const Lifecycle& lifecycle : engine.lifecycles()) {
    counters.emplace_back(engine.spec().tenant, lifecycle.spec());
  }
  return counters;
}

absl::StatusOr<HistoryReport> MakeHistoryReport(
    const Engine& engine, absl::Span<const LifecycleCounter> counters,
    absl::Span<const OwnerTimeCase> cases, Instant now) {
  HistoryReport report;
  for (const LifecycleCounter& counter : counters) {
    LifecycleMetrics metrics = counter.Metrics();
    if (metrics.leads > 0) report.lifecycles.push_back(std::move(metrics));
  }
  if (cases.empty()) return report;
  const BusinessCalendar* calendar = nullptr;
  for (const BusinessCalendar& c : engine.calendars()) {
    if (engine.spec().routing.has_value() &&
        c.name() == engine.spec().routing->calendar) {
      calendar = &c;
    }
  }
  LOTSE_ASSIGN_OR_RETURN(
      report.owner_times,
      MeasureOwnerTimes(cases, engine.spec().people_metrics, calendar, now));
  return report;
}

}  // namespace lotse
