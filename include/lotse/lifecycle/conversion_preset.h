// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConversionPreset: promotion and hand-over to begin with.
//
//   EngineSpec spec = *Preset("b2b");
//   AddConversionAttributes(&spec.schema);
//   spec.lifecycles = {LifecyclePreset()};             // has the care tasks
//   spec.conversion = ConversionPreset();
//
// It expects the schema of the preset b2b besides what it adds.
#ifndef LOTSE_LIFECYCLE_CONVERSION_PRESET_H_
#define LOTSE_LIFECYCLE_CONVERSION_PRESET_H_

#include "lotse/facts/schema.h"
#include "lotse/lifecycle/conversion_spec.h"

namespace lotse {

// Persons are recognised by e-mail, else by name and phone; companies by VAT
// number, domain, else name and postal code.
ConversionSpec ConversionPreset();

// Adds to `schema` what ConversionPreset reads and the schema does not have
// yet: company.vat_id and company.domain, person.buying_role, and criteria,
// promises and delivery of an opportunity.
void AddConversionAttributes(Schema* schema);

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_CONVERSION_PRESET_H_
