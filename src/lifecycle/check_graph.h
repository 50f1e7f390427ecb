// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CheckGraph: whether the states and transitions of a lifecycle, each of them
// right, make sense together.
#ifndef LOTSE_SRC_LIFECYCLE_CHECK_GRAPH_H_
#define LOTSE_SRC_LIFECYCLE_CHECK_GRAPH_H_

#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"
#include "lotse/lifecycle/lifecycle_spec.h"
#include "src/lifecycle/lifecycle_program.h"

namespace lotse {

// Adds states that cannot be reached or left, transitions that are never taken
// or ambiguous, guards that never hold, timers without exit and automatic
// transitions back to their own state. `program` has the exits of `spec`.
void CheckGraph(const LifecycleProgram& program, const LifecycleSpec& spec,
                const FieldPath& path, SpecIssues* issues);

}  // namespace lotse

#endif  // LOTSE_SRC_LIFECYCLE_CHECK_GRAPH_H_
