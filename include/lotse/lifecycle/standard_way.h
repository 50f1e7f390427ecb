// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// StandardWay: the steps from lead to customer that a lifecycle is about, found
// in its states and transitions.
//
//   for (const WayStep& step : StandardWay(spec)) ...
//   // of the preset: lead, transferred, accepted, opportunity, won
//
// The first step is every lead. Then come the states in which leads are handed
// to whoever owns opportunities: those from which a transition leads to an
// opportunity, and before them those that lead there and belong to the same
// role alone. Then opportunities, then deals that are won (the targets of
// transitions with the conversion hand_over). A lifecycle without one of them
// has a shorter way. Pure; thread-safe.
#ifndef LOTSE_LIFECYCLE_STANDARD_WAY_H_
#define LOTSE_LIFECYCLE_STANDARD_WAY_H_

#include <string>
#include <vector>

#include "lotse/base/local_text.h"
#include "lotse/lifecycle/lifecycle_spec.h"

namespace lotse {

struct WayStep {
  // "lead", "opportunity", "won", or the id of the first of its states.
  std::string id;
  LocalText label;
  // In the order of the spec.
  std::vector<std::string> states;
  // A lead there is in the hands of who owns opportunities.
  bool handed_over = false;
};

std::vector<WayStep> StandardWay(const LifecycleSpec& spec);

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_STANDARD_WAY_H_
