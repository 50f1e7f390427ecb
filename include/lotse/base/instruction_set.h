// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// InstructionSet: which instructions the column executors use. All give the
// same bits; they differ in speed alone.
//
//   for (InstructionSet set : AvailableInstructionSets()) ...
//
// Thread-safe.
#ifndef LOTSE_BASE_INSTRUCTION_SET_H_
#define LOTSE_BASE_INSTRUCTION_SET_H_

#include <cstdint>
#include <vector>

namespace lotse {

enum class InstructionSet : uint8_t {
  kPortable = 0,  // Whatever the compiler was told to use.
  kAvx2 = 1,
  kAvx512 = 2,  // AVX-512 F, BW, DQ and VL.
};

// The fastest one that this processor and the operating system have.
InstructionSet BestInstructionSet();

// All that they have, kPortable first.
std::vector<InstructionSet> AvailableInstructionSets();

// "portable", "avx2" or "avx512".
const char* NameOf(InstructionSet set);

}  // namespace lotse

#endif  // LOTSE_BASE_INSTRUCTION_SET_H_
