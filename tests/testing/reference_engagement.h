// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The slow, obvious computation of engagement: the textbook formula over all
// activities that count, in doubles.
//
//   ReferenceEngagementResult result =
//       ReferenceEngagement(spec, activities, as_of);
//
// Conditions are left to the caller: an activity says for which rules and
// resets its condition holds. See reference_facts.h for the rules of the
// reference_* files.
#ifndef LOTSE_TESTING_REFERENCE_ENGAGEMENT_H_
#define LOTSE_TESTING_REFERENCE_ENGAGEMENT_H_

#include <functional>
#include <string>
#include <vector>

#include "lotse/base/time.h"
#include "lotse/facts/facts.h"
#include "lotse/score/engagement_spec.h"

namespace lotse {

struct ReferenceEngagementResult {
  double points = 0;
  // After their caps.
  std::vector<double> groups;
  // The sum of the magnitudes that were added: what errors are relative to.
  double magnitude = 0;
  // How many activities were added: each may be rounded.
  int counted = 0;
};

// Whether a `where` that is not empty holds.
using ReferenceWhere =
    std::function<bool(const Condition& where, const Activity& activity)>;

ReferenceEngagementResult ReferenceEngagement(const EngagementSpec& spec,
                                              std::vector<Activity> activities,
                                              Instant as_of,
                                              const ReferenceWhere& where);

}  // namespace lotse

#endif  // LOTSE_TESTING_REFERENCE_ENGAGEMENT_H_
