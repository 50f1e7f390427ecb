// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The slow, obvious reading of facts: what a named fact is worth at an instant,
// straight from the records, with nothing compiled and nothing cached.
//
// The reference_* files are what the executors are tested against. They are
// written to be read and checked by eye, share no code with the executors, and
// include spec and fact headers and lotse/base only (lint checks). They assume
// valid specs and facts.
//
//   ReferenceInput input;
//   input.schema = &schema;
//   input.facts = &facts;
//   input.as_of = as_of;
//   ReferenceFact(input, "company.employees");   // Value
#ifndef LOTSE_TESTING_REFERENCE_FACTS_H_
#define LOTSE_TESTING_REFERENCE_FACTS_H_

#include <string>
#include <vector>

#include "lotse/base/rate_table.h"
#include "lotse/base/time.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/schema.h"
#include "lotse/facts/value.h"

namespace lotse {

// What an evaluation reads. Nothing is owned.
struct ReferenceInput {
  const Schema* schema = nullptr;
  const Facts* facts = nullptr;
  std::vector<ExchangeRate> rates;
  Instant as_of;
};

// The value of the fact `name` ("company.employees" or "employees"), in the
// type its declaration says; missing if the record, the entry or a rate is
// missing.
Value ReferenceFact(const ReferenceInput& input, const std::string& name);

// The activities that exist at as_of, of all persons and of the company, of the
// kinds that the schema has.
std::vector<const Activity*> ReferenceActivities(const ReferenceInput& input);

// The value of `name` (an activity attribute, or "channel") of one activity.
Value ReferenceActivityFact(const ReferenceInput& input,
                            const Activity& activity, const std::string& name);

// "none", "given", "confirmed", "withdrawn" or "expired".
std::string ReferenceConsent(const ReferenceInput& input,
                             const std::string& purpose,
                             const std::string& channel);

}  // namespace lotse

#endif  // LOTSE_TESTING_REFERENCE_FACTS_H_
