// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecyclePreset: a lifecycle to begin with, from the first contact to the
// customer and back.
//
//   EngineSpec spec = *Preset("b2b");
//   AddLifecycleAttributes(&spec.schema);
//   spec.calendars.push_back(OfficeCalendar());
//   spec.lifecycles.push_back(LifecyclePreset());
//
// docs/lifecycle.md draws it. It expects a main score with the categories cold,
// warm and hot.
#ifndef LOTSE_LIFECYCLE_LIFECYCLE_PRESET_H_
#define LOTSE_LIFECYCLE_LIFECYCLE_PRESET_H_

#include "lotse/calendar/business_calendar_spec.h"
#include "lotse/facts/schema.h"
#include "lotse/lifecycle/lifecycle_spec.h"

namespace lotse {

// The pipeline "standard" with the roles marketing, call_agent, sales and
// account_manager.
LifecycleSpec LifecyclePreset();

// The calendar "office", which its clocks count by: Monday to Friday from nine
// to five in Berlin, without the holidays that all German states have.
BusinessCalendarSpec OfficeCalendar();

// Adds to `schema` what LifecyclePreset reads and the schema does not have yet:
// lead.open_deal, lead.qualified_by, direction and outcome of an activity, and
// the kinds of activity for what is sent and for what happened to a lead.
void AddLifecycleAttributes(Schema* schema);

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_LIFECYCLE_PRESET_H_
