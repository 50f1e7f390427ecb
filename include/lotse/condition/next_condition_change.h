// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// When conditions may say something else although no fact is added: because
// time passes, or because a number moves.
//
//   set.Evaluate(view, as_of, &scratch);
//   std::optional<Instant> next =
//       NextConditionChangeAt(set, view, as_of, scratch);
//
// The functions are pure; they allocate nothing but what a scratch grows by.
#ifndef LOTSE_CONDITION_NEXT_CONDITION_CHANGE_H_
#define LOTSE_CONDITION_NEXT_CONDITION_CHANGE_H_

#include <optional>

#include "absl/types/span.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition_set.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_view.h"

namespace lotse {

// After set.Evaluate(view, as_of, &scratch): an instant after `as_of` before
// which no condition and no class of the set changes while `view` stays as it
// is. An age reaches a literal, an activity enters or leaves a window, a
// consent begins or ends. It may be too early: then ask again at that instant.
// Nullopt: none up to the end of the calendar.
std::optional<Instant> NextConditionChangeAt(const ConditionSet& set,
                                             const LeadView& view,
                                             Instant as_of,
                                             const ConditionScratch& scratch);
// The same without an evaluation. It may be too early more often.
std::optional<Instant> NextConditionChangeAt(const ConditionSet& set,
                                             const LeadView& view,
                                             Instant as_of);

// The first instant after `as_of` and before `until` (unset: ever) at which a
// condition of the set holds that does not at `as_of`, or the other way round,
// while `view` stays as it is. Exact: it evaluates the set wherever it might
// change. Nullopt: there is none.
std::optional<Instant> NextConditionTurnAt(const ConditionSet& set,
                                           const LeadView& view, Instant as_of,
                                           Instant until,
                                           ConditionScratch* scratch);

// The values that a number may take, both ends included.
struct NumberRange {
  FactSlot slot = 0;
  double lowest = 0;
  double highest = 0;
};

// Whether each condition and class of the set says the same for all values of
// the numbers in `ranges`, which ascend by slot; all else as it is. False may
// be too careful: a number passes a literal that makes no difference.
bool ConditionsStayBetween(const ConditionSet& set,
                           absl::Span<const NumberRange> ranges);

}  // namespace lotse

#endif  // LOTSE_CONDITION_NEXT_CONDITION_CHANGE_H_
