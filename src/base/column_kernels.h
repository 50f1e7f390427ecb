// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ColumnKernels: the inner loops of the column executors, once for each
// instruction set. Internal to the core.
//
// Rows come in blocks of kBlockRows. What is true of a row is one bit: a slice
// has the bits of one block, bit i % 64 of word i / 64 for row i. Loops work on
// whole words; bits of rows beyond the last are without meaning.
//
//   const ColumnKernels& kernels = KernelsOf(BestInstructionSet());
//   kernels.cut_doubles(values, words, cuts, 3, present, slices);
//
// All sets compute the same bits: comparisons, table look-ups and additions of
// integers that do not overflow. Thread-safe.
#ifndef LOTSE_SRC_BASE_COLUMN_KERNELS_H_
#define LOTSE_SRC_BASE_COLUMN_KERNELS_H_

#include <cstddef>
#include <cstdint>

#include "lotse/base/instruction_set.h"

namespace lotse {

inline constexpr size_t kBlockRows = 1024;
inline constexpr size_t kBlockWords = kBlockRows / 64;

// Bit `row` of a slice.
inline bool GetBit(const uint64_t* slice, size_t row) {
  return (slice[row / 64] >> row % 64 & 1) != 0;
}

// Points for the rows whose bit is set in `slice`.
template <typename Sum>
struct SliceAddition {
  const uint64_t* slice;
  Sum points;
};

// How to state what is left by half-lives.
struct FadeScale {
  // The last instant of the half-life at whose start factors are stated.
  int64_t last;
  // Of a half-life, and 1 / length.
  int64_t length;
  double inverse;
};

// An instant, and which scale its half-life has.
struct FadeTime {
  int64_t at;
  uint64_t scale;
};

struct ColumnKernels {
  // For `words` * 64 values: slice c, at slices + c * kBlockWords, becomes
  // "present and values[i] >= cuts[c]". Values need not be aligned. A double or
  // float that is not finite is taken out of `present`; no cut is the lowest
  // int32 or int64.
  void (*cut_doubles)(const double* values, size_t words, const double* cuts,
                      size_t cut_count, uint64_t* present, uint64_t* slices);
  void (*cut_floats)(const float* values, size_t words, const float* cuts,
                     size_t cut_count, uint64_t* present, uint64_t* slices);
  void (*cut_int64s)(const int64_t* values, size_t words, const int64_t* cuts,
                     size_t cut_count, const uint64_t* present,
                     uint64_t* slices);
  void (*cut_int32s)(const int32_t* values, size_t words, const int32_t* cuts,
                     size_t cut_count, const uint64_t* present,
                     uint64_t* slices);

  // out[i] = table[codes[i]] where `present` has bit i, else 0. The table has
  // 256 entries, of which the first `used` may be asked for.
  void (*map_bytes)(const uint8_t* codes, size_t words, const uint64_t* present,
                    const uint8_t* table, size_t used, uint8_t* out);

  // Slice b, at slices + b * kBlockWords for b < bits <= 8, becomes bit b of
  // each byte.
  void (*slice_bytes)(const uint8_t* bytes, size_t words, size_t bits,
                      uint64_t* slices);

  // sums[i] += the points of each addition whose slice has bit i.
  void (*add_slices16)(const SliceAddition<int16_t>* additions, size_t count,
                       size_t words, int16_t* sums);
  void (*add_slices32)(const SliceAddition<int32_t>* additions, size_t count,
                       size_t words, int32_t* sums);
  void (*add_slices64)(const SliceAddition<int64_t>* additions, size_t count,
                       size_t words, int64_t* sums);

  // sums[i] += table[codes[i]]; the table has at least `used` entries, and 64
  // of them are readable.
  void (*add_codes16)(const uint8_t* codes, size_t words, const int16_t* table,
                      size_t used, int16_t* sums);

  // out[i] = sums[i] * unit.
  void (*scale16)(const int16_t* sums, size_t words, int64_t unit,
                  int64_t* out);
  // out[i] = how many of the bounds are not above sums[i].
  void (*count_bounds16)(const int16_t* sums, size_t words,
                         const int16_t* bounds, size_t count, int32_t* out);

  // factors[i] = ExactExp2(f) * 2^-n, f being the part of its half-life that
  // has passed at times[i] and n the half-lives from it to that of its scale; 0
  // for n above 1000. No time is after the last of its scale.
  void (*fade)(const FadeTime* times, size_t count, const FadeScale* scales,
               size_t scale_count, double* factors);
  // out[i * width + k] = values[i * width + k] * scales[k], rounded to the
  // nearest integer, ties to even, and not beyond `limit`, at most 2^51.
  void (*round_rows)(const double* values, size_t rows, size_t width,
                     const double* scales, double limit, int64_t* out);
  // sums[i] = what round_rows would give for the `width` values that begin at
  // values[i * stride], added up. No sum overflows.
  void (*add_rounded_rows)(const double* values, size_t rows, size_t stride,
                           size_t width, const double* scales, double limit,
                           int64_t* sums);
};

// The loops for `set`, which this processor must have.
const ColumnKernels& KernelsOf(InstructionSet set);

// One for each instruction set; those that were not compiled for this kind of
// processor are the portable one.
extern const ColumnKernels kPortableKernels;
extern const ColumnKernels kAvx2Kernels;
extern const ColumnKernels kAvx512Kernels;

}  // namespace lotse

#endif  // LOTSE_SRC_BASE_COLUMN_KERNELS_H_
