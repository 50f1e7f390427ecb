// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeAssignment and DescribeWaiting: why this person, or why nobody.
//
//   "L-1 goes to anna by the rule "Inside sales": the fewest open leads; 3 of 5
//   people could take it."
//   "Nobody can take L-2. "Inside sales": all 4 at capacity. It is tried again
//   on Mon 2026-11-30 09:00."
//
// Pure functions; thread-safe.
#ifndef LOTSE_ROUTING_DESCRIBE_ASSIGNMENT_H_
#define LOTSE_ROUTING_DESCRIBE_ASSIGNMENT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lotse/routing/assignment.h"
#include "lotse/routing/router.h"

namespace lotse {

// "de" gives German, anything else English; labels of the spec are used in
// `language` where they have it. Times are those of RoutingSpec::calendar, else
// UTC. People are named by their ids.
std::string DescribeAssignment(const Assignment& assignment,
                               const Router& router,
                               absl::string_view language);

std::string DescribeWaiting(const Waiting& waiting, const Router& router,
                            absl::string_view language);

}  // namespace lotse

#endif  // LOTSE_ROUTING_DESCRIBE_ASSIGNMENT_H_
