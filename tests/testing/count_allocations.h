// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Allocations: how often operator new was called so far, by all threads. This
// header replaces the global operator new; one source of a binary includes it.
//
//   const size_t before = Allocations();
//   Evaluate();
//   EXPECT_EQ(Allocations(), before);
#ifndef LOTSE_TESTING_COUNT_ALLOCATIONS_H_
#define LOTSE_TESTING_COUNT_ALLOCATIONS_H_

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace lotse {

inline std::atomic<size_t> allocation_count{0};

inline size_t Allocations() { return allocation_count.load(); }

}  // namespace lotse

void* operator new(std::size_t size) {
  ++lotse::allocation_count;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  std::abort();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return operator new(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

#endif  // LOTSE_TESTING_COUNT_ALLOCATIONS_H_
