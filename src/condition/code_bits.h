// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What a code or a text means for the predicates of an input: shared by the row
// and the column executor. Internal to condition; pure functions.
#ifndef LOTSE_SRC_CONDITION_CODE_BITS_H_
#define LOTSE_SRC_CONDITION_CODE_BITS_H_

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

#include "absl/numeric/int128.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "lotse/base/case_fold.h"
#include "src/condition/condition_program.h"

namespace lotse {

inline int64_t SaturatedDifference(int64_t a, int64_t b) {
  const absl::int128 difference = absl::int128(a) - b;
  if (difference > std::numeric_limits<int64_t>::max()) {
    return std::numeric_limits<int64_t>::max();
  }
  if (difference < std::numeric_limits<int64_t>::min()) {
    return std::numeric_limits<int64_t>::min();
  }
  return static_cast<int64_t>(difference);
}

inline bool Matches(const TextPattern& pattern, absl::string_view text) {
  switch (pattern.op) {
    case PredicateOp::kStartsWith:
      return absl::StartsWith(text, pattern.text);
    case PredicateOp::kEndsWith:
      return absl::EndsWith(text, pattern.text);
    default:
      return absl::StrContains(text, pattern.text);
  }
}

// The code of a value of an ordered input: 1 + how many of its cuts are not
// above the value's key. The row executor finds the same without a branch.
inline uint32_t CodeOfKey(const ConditionProgram& program,
                          const ProgramInput& input, int64_t key) {
  const int64_t* const begin = program.cuts.data() + input.cuts_begin;
  const int64_t* const end = begin + (input.codes - 2);
  return static_cast<uint32_t>(std::upper_bound(begin, end, key) - begin) + 1;
}

// Sets predicate bit `bit` of the input in its words `out`.
inline void SetPredicateBit(const ProgramInput& input, uint32_t bit,
                            uint64_t* out) {
  const uint32_t in_row = bit - input.word_begin * 64;
  out[in_row / 64] |= uint64_t{1} << in_row % 64;
}

// Sets all of them.
inline void SetAllBits(const ProgramInput& input, uint64_t* out) {
  for (uint32_t bit = input.bits_begin; bit < input.bits_end; ++bit) {
    SetPredicateBit(input, bit, out);
  }
}

// Whether predicate `bit`, which is no pattern, holds for `code`.
inline bool CodeHasBit(const ConditionProgram& program,
                       const ProgramInput& input, uint32_t code, uint32_t bit) {
  if (bit >= input.patterns_bit) return false;
  if (input.table != kNoTable) {
    const uint32_t in_row = bit - input.word_begin * 64;
    return (program.table[input.table + size_t{code} * input.words +
                          in_row / 64] >>
                (in_row % 64) &
            1) != 0;
  }
  const CodeRange* const begin =
      program.ranges.data() + program.range_begin[bit];
  const CodeRange* const end =
      program.ranges.data() + program.range_begin[bit + 1];
  const CodeRange* const range =
      std::lower_bound(begin, end, code,
                       [](const CodeRange& r, uint32_t c) { return r.hi < c; });
  return range != end && range->lo <= code;
}

// Adds the bits that hold for `code`.
inline void AddCodeBits(const ConditionProgram& program,
                        const ProgramInput& input, uint32_t code,
                        uint64_t* out) {
  if (input.table != kNoTable) {
    const uint64_t* const row =
        program.table.data() + input.table + size_t{code} * input.words;
    for (uint32_t w = 0; w < input.words; ++w) out[w] |= row[w];
    return;
  }
  for (uint32_t bit = input.bits_begin; bit < input.patterns_bit; ++bit) {
    if (CodeHasBit(program, input, code, bit)) SetPredicateBit(input, bit, out);
  }
}

// Adds the bits that hold for a text, patterns included, and returns its code.
// `folded` is room.
inline uint32_t AddTextBits(const ConditionProgram& program,
                            const ProgramInput& input, absl::string_view text,
                            std::string* folded, uint64_t* out) {
  if (input.folded) {
    FoldCase(text, folded);
    text = *folded;
  }
  const uint32_t code = static_cast<uint32_t>(
      program.dictionaries[input.dictionary].Find(text) + 2);
  for (uint32_t bit = input.patterns_bit; bit < input.bits_end; ++bit) {
    const TextPattern& pattern =
        program.patterns[input.patterns_begin + bit - input.patterns_bit];
    if (Matches(pattern, text)) SetPredicateBit(input, bit, out);
  }
  AddCodeBits(program, input, code, out);
  return code;
}

}  // namespace lotse

#endif  // LOTSE_SRC_CONDITION_CODE_BITS_H_
