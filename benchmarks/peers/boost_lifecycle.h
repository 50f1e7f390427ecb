// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The table of hand_written_lifecycle.h as a Boost.MSM machine: states, guards
// and a count of tasks.
#ifndef LOTSE_PEERS_BOOST_LIFECYCLE_H_
#define LOTSE_PEERS_BOOST_LIFECYCLE_H_

#include <vector>

#include "benchmarks/hand_written_lifecycle.h"

namespace lotse {

// A new machine takes the steps of one lead; gives the state it ends in.
HandState RunBoostLifecycle(const std::vector<HandStep>& steps);

}  // namespace lotse

#endif  // LOTSE_PEERS_BOOST_LIFECYCLE_H_
