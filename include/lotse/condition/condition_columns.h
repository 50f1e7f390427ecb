// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionColumns: evaluates the conditions of a ConditionSet for many leads
// at once, block by block. The column executor beside ConditionSet::Evaluate,
// with the same answers.
//
//   ConditionColumns columns(set, leads, as_of, BestInstructionSet());
//   const uint64_t* big = columns.Require(condition);
//   for (size_t begin = 0; begin < leads.rows; begin += kMaxRows) {
//     columns.Evaluate(begin, std::min(kMaxRows, leads.rows - begin));
//     bool first_is_big = big[0] & 1;
//   }
//
// What a block of leads has for a comparison is one bit a lead, so that nodes
// are bitwise operations on 64 leads at a time and equal comparisons are made
// once. Only what was required is computed.
//
// It has the memory of one block and belongs to one thread at a time.
#ifndef LOTSE_CONDITION_CONDITION_COLUMNS_H_
#define LOTSE_CONDITION_CONDITION_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "lotse/base/instruction_set.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition_set.h"
#include "lotse/facts/lead_columns.h"

namespace lotse {

class ConditionColumns {
 public:
  // Rows that one Evaluate takes at most.
  static constexpr size_t kMaxRows = 1024;

  // What `columns` points to must outlive this; `set` is shared.
  ConditionColumns(const ConditionSet& set, const LeadColumns& columns,
                   Instant as_of, InstructionSet instructions);
  ~ConditionColumns();
  ConditionColumns(const ConditionColumns&) = delete;
  ConditionColumns& operator=(const ConditionColumns&) = delete;

  // Asks for a condition; to be called before the first Evaluate. The kMaxRows
  // bits at the address it returns say, after each Evaluate, for which of its
  // rows the condition holds: bit i % 64 of word i / 64 for row begin + i. Bits
  // of rows beyond the last have no meaning.
  const uint64_t* Require(size_t condition);

  // What a lead gets for the value of one input of the conditions.
  struct InputValue {
    // By slices: `start`, and for each slice whose bit is set its amount more.
    struct Slice {
      const uint64_t* bits;
      int64_t amount;
    };
    int64_t start = 0;
    std::vector<Slice> slices;
    // Or, if there are no slices, by_code[codes[i]].
    std::vector<int64_t> by_code;
    // After each Evaluate; exactly one of them is set if there are no slices:
    // of at most 256 codes, or of any number.
    const uint8_t* codes8 = nullptr;
    const uint32_t* codes32 = nullptr;
  };
  // Asks for amounts that depend on the code of an input, such as points:
  // by_code[code], see ConditionSet::FindCodeTruth and ConditionSet::ClassOf.
  // To be called before the first Evaluate.
  InputValue RequireInput(uint32_t input, absl::Span<const int64_t> by_code);

  // Evaluates the rows [begin, begin + rows) of the columns; at most kMaxRows.
  void Evaluate(size_t begin, size_t rows);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lotse

#endif  // LOTSE_CONDITION_CONDITION_COLUMNS_H_
