// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WilsonInterval: how far a share that was counted may be from the true one.
//
//   ShareInterval share = WilsonInterval(81, 263);     // 0.2553 to 0.3662
//
// The score interval of E. B. Wilson (1927) at 95 %: unlike the textbook's
// p +- 1.96 s it is right for few cases and for shares near 0 and 1. Pure.
#ifndef LOTSE_BASE_WILSON_INTERVAL_H_
#define LOTSE_BASE_WILSON_INTERVAL_H_

#include <cstdint>

namespace lotse {

struct ShareInterval {
  double low = 0;
  double high = 1;
};

// The 95 % interval of a share of which `hits` in `count` were seen; 0 to 1 if
// `count` is 0. 0 <= hits <= count.
ShareInterval WilsonInterval(int64_t hits, int64_t count);

}  // namespace lotse

#endif  // LOTSE_BASE_WILSON_INTERVAL_H_
