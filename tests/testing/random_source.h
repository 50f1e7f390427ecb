// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RandomSource: random choices that are the same with every standard library,
// and the rounds of a property test.
//
//   for (uint64_t seed : RandomSeeds(200)) {
//     SCOPED_TRACE(SeedNote(seed));
//     RandomSource random(seed);
//     if (random.Chance(30)) ...
//   }
//
// LOTSE_RANDOM_ROUNDS sets how many rounds there are; LOTSE_RANDOM_SEED alone
// runs the one round with that seed, as a failure prints it, and both together
// so many rounds from there on.
#ifndef LOTSE_TESTING_RANDOM_SOURCE_H_
#define LOTSE_TESTING_RANDOM_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace lotse {

class RandomSource {
 public:
  explicit RandomSource(uint64_t seed) : engine_(seed) {}

  // 0 to below - 1. `below` is above 0.
  size_t Below(size_t below) {
    return static_cast<size_t>(engine_() % uint64_t{below});
  }
  // `low` to `high`, both included.
  int64_t Between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(
                     Below(static_cast<size_t>(high - low) + size_t{1}));
  }
  // True in `percent` of 100 cases.
  bool Chance(size_t percent) { return Below(100) < percent; }
  // One of `choices`, of which there is at least one.
  template <typename T>
  const T& Pick(const std::vector<T>& choices) {
    return choices[Below(choices.size())];
  }

 private:
  std::mt19937_64 engine_;
};

// The seeds of the rounds: 1, 2 ... up to `rounds`, unless the environment says
// otherwise.
std::vector<uint64_t> RandomSeeds(size_t rounds);

// What a failing round prints: how to run it again.
std::string SeedNote(uint64_t seed);

}  // namespace lotse

#endif  // LOTSE_TESTING_RANDOM_SOURCE_H_
