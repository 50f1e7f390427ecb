// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The portable kernels, KernelsOf.
#include "src/base/column_kernels.h"

#include "src/base/column_loops.h"

namespace lotse {

const ColumnKernels kPortableKernels = kLoops;

const ColumnKernels& KernelsOf(InstructionSet set) {
  switch (set) {
    case InstructionSet::kAvx512:
      return kAvx512Kernels;
    case InstructionSet::kAvx2:
      return kAvx2Kernels;
    case InstructionSet::kPortable:
      break;
  }
  return kPortableKernels;
}

}  // namespace lotse
