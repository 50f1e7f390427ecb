// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// When the facts that FactBinder binds may differ although none is added:
// entries that are known from a later instant on begin to exist, answers end,
// a later exchange rate comes into force.
//
//   std::optional<Instant> next = NextFactChangeAt(facts, rates, as_of);
//
// A pure function. What conditions make of time passing is another question:
// see condition/next_condition_change.h.
#ifndef LOTSE_FACTS_NEXT_FACT_CHANGE_H_
#define LOTSE_FACTS_NEXT_FACT_CHANGE_H_

#include <optional>

#include "lotse/base/rate_table.h"
#include "lotse/base/time.h"
#include "lotse/facts/facts.h"

namespace lotse {

// The first instant after `as_of` at which an attribute, activity or answer
// begins to exist, an answer ends by its own valid_until, or a rate comes into
// force. Consents are not looked at: conditions know when they begin and end.
// Nullopt: none up to the end of the calendar.
std::optional<Instant> NextFactChangeAt(const Facts& facts,
                                        const RateTable& rates, Instant as_of);

}  // namespace lotse

#endif  // LOTSE_FACTS_NEXT_FACT_CHANGE_H_
