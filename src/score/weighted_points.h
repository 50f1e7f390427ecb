// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WeightedPoints: points times a weight, rounded once. Internal to score; a
// pure function.
#ifndef LOTSE_SRC_SCORE_WEIGHTED_POINTS_H_
#define LOTSE_SRC_SCORE_WEIGHTED_POINTS_H_

#include "lotse/base/points.h"

namespace lotse {

// The nano-points nearest to the exact product, ties to even. `points` within
// kMaxPoints, `weight` within 0 to 1,000,000.
Points WeightedPoints(Points points, double weight);

}  // namespace lotse

#endif  // LOTSE_SRC_SCORE_WEIGHTED_POINTS_H_
