// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RandomLifecycle and RandomStory: small lifecycles with everything in them,
// and leads that go through them.
#ifndef LOTSE_TESTING_RANDOM_LIFECYCLE_H_
#define LOTSE_TESTING_RANDOM_LIFECYCLE_H_

#include <vector>

#include "lotse/lifecycle/lifecycle_spec.h"
#include "tests/testing/random_source.h"
#include "tests/testing/reference_lifecycle.h"

namespace lotse {

struct RandomPipeline {
  LifecycleSpec spec;
  // By transition.
  std::vector<ReferenceGuard> guards;
};

// It reads the facts a and b (texts x or y) of a lead and activities "call".
// Not every one of them is valid.
RandomPipeline RandomLifecycle(RandomSource* random);

// What happens within `seconds` to a lead of such a pipeline. Each fact that
// changes and each call is told by an event facts_changed.
ReferenceStory RandomStory(int64_t seconds, RandomSource* random);

}  // namespace lotse

#endif  // LOTSE_TESTING_RANDOM_LIFECYCLE_H_
