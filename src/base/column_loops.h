// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The portable loops behind ColumnKernels. Included by the files that define
// the kernels of one instruction set each, which the compiler may then use for
// them; so everything here is local to the file that includes it.
#ifndef LOTSE_SRC_BASE_COLUMN_LOOPS_H_
#define LOTSE_SRC_BASE_COLUMN_LOOPS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "src/base/column_kernels.h"

namespace lotse {
namespace {

constexpr uint64_t kLowBits = 0x0101010101010101;

// Gathers the lowest bit of each of 64 bytes, each 0 or 1.
inline uint64_t WordOfBytes(const uint8_t* bytes) {
  uint64_t word = 0;
  for (size_t i = 0; i < 8; ++i) {
    uint64_t eight = 0;
    for (size_t k = 0; k < 8; ++k) {  // One load where bytes lie so.
      eight |= uint64_t{bytes[8 * i + k]} << (8 * k);
    }
    // The multiplication moves bit 8 k of `eight` to bit 56 + k.
    word |= (eight * 0x0102040810204080 >> 56) << (8 * i);
  }
  return word;
}

template <typename T>
void CutIntegers(const T* values, size_t words, const T* cuts, size_t cut_count,
                 const uint64_t* present, uint64_t* slices) {
  for (size_t w = 0; w < words; ++w) {
    T v[64];
    std::memcpy(v, values + 64 * w, sizeof(v));
    for (size_t c = 0; c < cut_count; ++c) {
      uint8_t holds[64];
      for (size_t i = 0; i < 64; ++i) holds[i] = v[i] >= cuts[c] ? 1 : 0;
      slices[c * kBlockWords + w] = WordOfBytes(holds) & present[w];
    }
  }
}

template <typename T>
void CutNumbers(const T* values, size_t words, const T* cuts, size_t cut_count,
                uint64_t* present, uint64_t* slices) {
  for (size_t w = 0; w < words; ++w) {
    T v[64];
    std::memcpy(v, values + 64 * w, sizeof(v));
    uint8_t finite[64];
    for (size_t i = 0; i < 64; ++i) finite[i] = v[i] - v[i] == 0 ? 1 : 0;
    present[w] &= WordOfBytes(finite);
    for (size_t c = 0; c < cut_count; ++c) {
      uint8_t holds[64];
      for (size_t i = 0; i < 64; ++i) holds[i] = v[i] >= cuts[c] ? 1 : 0;
      slices[c * kBlockWords + w] = WordOfBytes(holds) & present[w];
    }
  }
}

inline void MapBytes(const uint8_t* codes, size_t words,
                     const uint64_t* present, const uint8_t* table, size_t,
                     uint8_t* out) {
  for (size_t w = 0; w < words; ++w) {
    const uint64_t there = present[w];
    for (size_t i = 0; i < 64; ++i) {
      const uint8_t all =
          static_cast<uint8_t>(-static_cast<int>(there >> i & 1));
      out[64 * w + i] = static_cast<uint8_t>(table[codes[64 * w + i]] & all);
    }
  }
}

inline void SliceBytes(const uint8_t* bytes, size_t words, size_t bits,
                       uint64_t* slices) {
  for (size_t w = 0; w < words; ++w) {
    for (size_t b = 0; b < bits; ++b) {
      uint8_t holds[64];
      for (size_t i = 0; i < 64; ++i) {
        holds[i] = static_cast<uint8_t>(bytes[64 * w + i] >> b & 1);
      }
      slices[b * kBlockWords + w] = WordOfBytes(holds);
    }
  }
}

template <typename Sum>
void AddSlices(const SliceAddition<Sum>* additions, size_t count, size_t words,
               Sum* sums) {
  for (size_t w = 0; w < words; ++w) {
    Sum* const s = sums + 64 * w;
    for (size_t a = 0; a < count; ++a) {
      const uint64_t word = additions[a].slice[w];
      if (word == 0) continue;
      const Sum points = additions[a].points;
      for (size_t i = 0; i < 64; ++i) {
        const Sum all = static_cast<Sum>(-static_cast<Sum>(word >> i & 1));
        s[i] = static_cast<Sum>(s[i] + (points & all));
      }
    }
  }
}

template <typename Sum>
void AddCodes(const uint8_t* codes, size_t words, const Sum* table, size_t,
              Sum* sums) {
  for (size_t i = 0; i < 64 * words; ++i) {
    sums[i] = static_cast<Sum>(sums[i] + table[codes[i]]);
  }
}

inline void Scale16(const int16_t* sums, size_t words, int64_t unit,
                    int64_t* out) {
  for (size_t i = 0; i < 64 * words; ++i) out[i] = int64_t{sums[i]} * unit;
}

inline void CountBounds16(const int16_t* sums, size_t words,
                          const int16_t* bounds, size_t count, int32_t* out) {
  for (size_t w = 0; w < words; ++w) {
    int16_t steps[64] = {};
    for (size_t b = 0; b < count; ++b) {
      const int16_t bound = bounds[b];
      for (size_t i = 0; i < 64; ++i) {
        steps[i] = static_cast<int16_t>(steps[i] +
                                        (sums[64 * w + i] >= bound ? 1 : 0));
      }
    }
    for (size_t i = 0; i < 64; ++i) out[64 * w + i] = steps[i];
  }
}

constexpr ColumnKernels kLoops = {CutNumbers<double>,
                                  CutNumbers<float>,
                                  CutIntegers<int64_t>,
                                  CutIntegers<int32_t>,
                                  MapBytes,
                                  SliceBytes,
                                  AddSlices<int16_t>,
                                  AddSlices<int32_t>,
                                  AddSlices<int64_t>,
                                  AddCodes<int16_t>,
                                  Scale16,
                                  CountBounds16};

}  // namespace
}  // namespace lotse

#endif  // LOTSE_SRC_BASE_COLUMN_LOOPS_H_
