// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SeededRandom: chance that is the same everywhere.
//
//   SeededRandom random(/*seed=*/7, /*stream=*/index);
//   if (random.Chance(250)) { ... }          // one time in four
//
// The raw output of std::mt19937_64, which the standard fixes to the bit, with
// a mapping to integers of its own; the standard's distributions differ between
// libraries. Streams of one seed are independent of each other. Not
// thread-safe.
#ifndef LOTSE_TOOLS_SEEDED_RANDOM_H_
#define LOTSE_TOOLS_SEEDED_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <random>

#include "absl/types/span.h"

namespace lotse::tools {

class SeededRandom {
 public:
  SeededRandom(uint64_t seed, uint64_t stream);

  // 0 to n - 1, each as likely; n from 1 to 2^32 - 1.
  int64_t Below(int64_t n);
  // From `low` to `high`, both included; at most 2^32 - 1 values.
  int64_t Between(int64_t low, int64_t high);
  // True `permille` times in a thousand: never at 0 or less, always from 1000.
  bool Chance(int64_t permille);
  // Bell-shaped around 0 with this standard deviation, cut at 3.46 of them.
  int64_t Bell(int64_t deviation);
  // How often Chance(permille) holds before it does not, at most `most`.
  int64_t Run(int64_t permille, int64_t most);
  // An index of `weights`, as likely as its weight; one must be above 0.
  size_t Weighted(absl::Span<const int64_t> weights);
  // One of `choices`, each as likely; not of nothing.
  template <typename Choices>
  const auto& Pick(const Choices& choices) {
    return choices[static_cast<size_t>(
        Below(static_cast<int64_t>(std::size(choices))))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_SEEDED_RANDOM_H_
