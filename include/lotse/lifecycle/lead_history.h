// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadHistory: what happened to one lead, as a LifecycleCounter takes it, as
// plain data. MakeLeadHistory (lotse/engine/make_lead_history.h) makes it of a
// decision.
#ifndef LOTSE_LIFECYCLE_LEAD_HISTORY_H_
#define LOTSE_LIFECYCLE_LEAD_HISTORY_H_

#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"
#include "lotse/lifecycle/lifecycle_steps.h"

namespace lotse {

// How much was known when a lead was handed to who owns opportunities.
struct HandedOverAt {
  // When it came into a state of such a step of the way (standard_way.h).
  Instant at;
  // Completeness of the qualifying questionnaire then, 0 to 1. Unset: unknown.
  std::optional<double> completeness;

  static constexpr auto Fields() {
    return FieldList(Field{1, "at", &HandedOverAt::at},
                     Field{2, "completeness", &HandedOverAt::completeness});
  }
};

struct LeadHistory {
  // The host's id of the lead. Nothing is counted by it.
  std::string lead_id;
  std::string tenant;
  // Name of the lifecycle. Empty: no event has reached the lead.
  std::string lifecycle;
  // Up to when it is told. Required.
  Instant as_of;
  // From the first to the last, as LifecycleSteps has them.
  std::vector<TransitionMade> transitions;
  std::vector<ConversionMade> conversions;
  std::vector<ClockMark> clocks;
  // In the order of time.
  std::vector<HandedOverAt> handed_over;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lead_id", &LeadHistory::lead_id},
                     Field{2, "tenant", &LeadHistory::tenant},
                     Field{3, "lifecycle", &LeadHistory::lifecycle},
                     Field{4, "as_of", &LeadHistory::as_of},
                     Field{5, "transitions", &LeadHistory::transitions},
                     Field{6, "conversions", &LeadHistory::conversions},
                     Field{7, "clocks", &LeadHistory::clocks},
                     Field{8, "handed_over", &LeadHistory::handed_over});
  }
};

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_LEAD_HISTORY_H_
