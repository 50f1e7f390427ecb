// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The table behind ExactExp2, for kernels that compute its bits for many
// arguments at once. Internal to the core.
#ifndef LOTSE_SRC_BASE_EXACT_POWER_H_
#define LOTSE_SRC_BASE_EXACT_POWER_H_

namespace lotse {

// 2^(i / 128) as the sum of two doubles.
struct PowerEntry {
  double high;
  double low;
};

// 128 of them.
extern const PowerEntry* const kPowersOfTwo;

}  // namespace lotse

#endif  // LOTSE_SRC_BASE_EXACT_POWER_H_
