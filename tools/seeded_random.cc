// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SeededRandom.
#include "tools/seeded_random.h"

namespace lotse::tools {
namespace {

// The finaliser of SplitMix64: spreads neighbouring numbers over all bits.
uint64_t Mix(uint64_t x) {
  x += 0x9E3779B97F4A7C15;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

}  // namespace

SeededRandom::SeededRandom(uint64_t seed, uint64_t stream)
    : engine_(Mix(Mix(seed) + stream)) {}

int64_t SeededRandom::Below(int64_t n) {
  return static_cast<int64_t>(((engine_() >> 32) * static_cast<uint64_t>(n)) >>
                              32);
}

int64_t SeededRandom::Between(int64_t low, int64_t high) {
  return low + Below(high - low + 1);
}

bool SeededRandom::Chance(int64_t permille) { return Below(1000) < permille; }

int64_t SeededRandom::Bell(int64_t deviation) {
  // The sum of four numbers from -500 to 500 deviates by 578.
  int64_t sum = 0;
  for (int i = 0; i < 4; ++i) sum += Between(-500, 500);
  return sum * deviation / 578;
}

int64_t SeededRandom::Run(int64_t permille, int64_t most) {
  int64_t length = 0;
  while (length < most && Chance(permille)) ++length;
  return length;
}

size_t SeededRandom::Weighted(absl::Span<const int64_t> weights) {
  int64_t total = 0;
  for (const int64_t weight : weights) total += weight;
  int64_t rest = Below(total);
  size_t index = 0;
  while (rest >= weights[index]) rest -= weights[index++];
  return index;
}

}  // namespace lotse::tools
