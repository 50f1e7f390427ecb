// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadView: one lead's facts as the executors read them, all borrowed.
//
// A host with its own row layout fills one without copying texts; FactBinder
// fills one from Facts.
//
//   std::vector<ValueView> row(catalog.size());       // all missing
//   row[*catalog.Find("employees")] = ValueView::Integer(120);
//   LeadView view;
//   view.values = row;
//
// What it points to must live and stay unchanged during the call it is passed
// to. A value whose type is not the fact's reads as missing.
#ifndef LOTSE_FACTS_LEAD_VIEW_H_
#define LOTSE_FACTS_LEAD_VIEW_H_

#include <cstdint>

#include "absl/types/span.h"
#include "lotse/base/time.h"
#include "lotse/facts/consent.h"
#include "lotse/facts/value.h"

namespace lotse {

// One activity.
struct ActivityView {
  // Index of a kind in the catalog (FactCatalog::FindActivityKind).
  uint32_t kind = 0;
  Instant occurred_at;
  // By payload slot; slots beyond the end are missing.
  absl::Span<const ValueView> payload;
};

struct LeadView {
  // By slot of the FactCatalog; slots beyond the end are missing. Money is in
  // the currency of its fact; other currencies read as missing.
  absl::Span<const ValueView> values;
  // In any order. Those after the instant of evaluation do not count.
  absl::Span<const ActivityView> activities;
  // The consent proof of the lead's person, in any order.
  absl::Span<const ConsentView> consents;
};

}  // namespace lotse

#endif  // LOTSE_FACTS_LEAD_VIEW_H_
