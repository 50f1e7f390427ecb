// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ColumnBlock: what the parts of ConditionColumns share: the columns, the rows
// that are evaluated, and memory. Internal to condition.
#ifndef LOTSE_SRC_CONDITION_COLUMN_BLOCK_H_
#define LOTSE_SRC_CONDITION_COLUMN_BLOCK_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "lotse/base/time.h"
#include "lotse/facts/lead_columns.h"
#include "src/base/column_kernels.h"
#include "src/condition/condition_program.h"

namespace lotse {

struct ColumnBlock {
  ColumnBlock(std::shared_ptr<const ConditionProgram> p, const LeadColumns& c,
              Instant at, const ColumnKernels& k)
      : program(std::move(p)), columns(c), as_of(at), kernels(k) {}

  // Slices, all zero, that stay where they are.
  uint64_t* NewSlices(size_t count) {
    return slices.emplace_back(count * kBlockWords, 0).data();
  }

  const std::shared_ptr<const ConditionProgram> program;
  const LeadColumns columns;
  const Instant as_of;
  const ColumnKernels& kernels;

  // The rows [begin, begin + rows), in so many words.
  size_t begin = 0;
  size_t rows = 0;
  size_t words = 0;

  std::deque<std::vector<uint64_t>> slices;

  // Room for the values of one block and for one text or list.
  double doubles[kBlockRows] = {};
  float floats[64] = {};
  int64_t int64s[kBlockRows] = {};
  int32_t int32s[kBlockRows] = {};
  uint8_t bytes[kBlockRows] = {};
  uint64_t bits[kBlockWords] = {};
  uint64_t eight[8 * kBlockWords] = {};
  std::string folded;
  std::vector<uint64_t> one;
};

}  // namespace lotse

#endif  // LOTSE_SRC_CONDITION_COLUMN_BLOCK_H_
