// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Steps that the row and the column scorer share. Internal to score; pure
// functions.
#ifndef LOTSE_SRC_SCORE_SCORE_STEPS_H_
#define LOTSE_SRC_SCORE_SCORE_STEPS_H_

#include <cstdint>
#include <vector>

namespace lotse {

// The highest step whose lower bound is not above `nano`; step 0 has none.
// Steps are few: counting them needs no branch.
inline int32_t StepOf(const std::vector<int64_t>& from, int64_t nano) {
  int32_t step = 0;
  for (int64_t lowest : from) step += lowest <= nano ? 1 : 0;
  return step;
}

}  // namespace lotse

#endif  // LOTSE_SRC_SCORE_SCORE_STEPS_H_
