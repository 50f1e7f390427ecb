// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BestInstructionSet, AvailableInstructionSets, NameOf.
#include "lotse/base/instruction_set.h"

namespace lotse {

InstructionSet BestInstructionSet() {
  return AvailableInstructionSets().back();
}

std::vector<InstructionSet> AvailableInstructionSets() {
  std::vector<InstructionSet> sets = {InstructionSet::kPortable};
#if defined(__x86_64__) && defined(__GNUC__)
  // Also asks whether the operating system saves the registers.
  if (__builtin_cpu_supports("avx2")) {
    sets.push_back(InstructionSet::kAvx2);
    if (__builtin_cpu_supports("avx512f") &&
        __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl")) {
      sets.push_back(InstructionSet::kAvx512);
    }
  }
#endif
  return sets;
}

const char* NameOf(InstructionSet set) {
  switch (set) {
    case InstructionSet::kAvx2:
      return "avx2";
    case InstructionSet::kAvx512:
      return "avx512";
    case InstructionSet::kPortable:
      break;
  }
  return "portable";
}

}  // namespace lotse
