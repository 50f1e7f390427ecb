// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Specs and leads for the story and the tests.
#ifndef LOTSE_EMBEDDED_CRM_DEMO_LEADS_H_
#define LOTSE_EMBEDDED_CRM_DEMO_LEADS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine_spec.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/lead_event.h"

namespace lotse::crm {

// The preset b2b_lifecycle for the tenant "example", with what routing reads.
// The cards of the process that Lotse replaces are known by its own names:
// "Working", "With sales", "Won".
EngineSpec DemoSpec();

// The hour of a day of November 2026 in Berlin: "23 09:00" is a Monday morning.
Instant At(absl::string_view day_and_time);

// Fills in a reply card: a person with this address, a company, a telephone
// consent at `at`.
void FillInCard(const std::string& email, Instant at, Facts* facts);
// A call with answers to all qualifying questions: enough to be hot.
void QualifyByCall(Instant at, Facts* facts);

// An event of the machine, a person in `role`, or an observed move.
LeadEvent MachineEvent(const std::string& id, const std::string& event,
                       Instant at);
LeadEvent PersonEvent(const std::string& id, const std::string& event,
                      const std::string& role, Instant at);
LeadEvent ObservedMove(const std::string& id, const std::string& to,
                       Instant at);

}  // namespace lotse::crm

#endif  // LOTSE_EMBEDDED_CRM_DEMO_LEADS_H_
