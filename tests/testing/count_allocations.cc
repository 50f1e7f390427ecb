// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Allocations, and the operators that count. They stand apart from their users:
// inlined, the compiler takes malloc and operator delete for a mismatch.
#include "tests/testing/count_allocations.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {
std::atomic<size_t> allocation_count{0};
}  // namespace

namespace lotse {
size_t Allocations() { return allocation_count.load(); }
}  // namespace lotse

void* operator new(std::size_t size) {
  ++allocation_count;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  std::abort();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return operator new(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
