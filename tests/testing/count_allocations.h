// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Allocations: how often operator new was called so far, by all threads. A
// binary that calls it has its global operator new replaced.
//
//   const size_t before = Allocations();
//   Evaluate();
//   EXPECT_EQ(Allocations(), before);
#ifndef LOTSE_TESTING_COUNT_ALLOCATIONS_H_
#define LOTSE_TESTING_COUNT_ALLOCATIONS_H_

#include <cstddef>

namespace lotse {

size_t Allocations();

}  // namespace lotse

#endif  // LOTSE_TESTING_COUNT_ALLOCATIONS_H_
