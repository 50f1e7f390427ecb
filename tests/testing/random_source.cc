// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RandomSeeds, SeedNote.
#include "tests/testing/random_source.h"

#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace lotse {

namespace {

// The number in the environment variable `name`, else `otherwise`.
uint64_t NumberFrom(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  uint64_t number = 0;
  return text != nullptr && absl::SimpleAtoi(text, &number) ? number
                                                            : otherwise;
}

}  // namespace

std::vector<uint64_t> RandomSeeds(size_t rounds) {
  const bool one = std::getenv("LOTSE_RANDOM_SEED") != nullptr;
  const uint64_t first = NumberFrom("LOTSE_RANDOM_SEED", 1);
  const uint64_t count =
      NumberFrom("LOTSE_RANDOM_ROUNDS", one ? 1 : uint64_t{rounds});
  std::vector<uint64_t> seeds;
  for (uint64_t i = 0; i < count; ++i) seeds.push_back(first + i);
  return seeds;
}

std::string SeedNote(uint64_t seed) {
  return absl::StrCat("run again with LOTSE_RANDOM_SEED=", seed);
}

}  // namespace lotse
