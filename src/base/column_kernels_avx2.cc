// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The kernels for AVX2.
#include "src/base/column_loops.h"

#if defined(__AVX2__)
#include <immintrin.h>

#include <limits>
#endif

namespace lotse {

#if defined(__AVX2__)
namespace {

// As in column_kernels_avx512.cc.
constexpr size_t kAhead = 8192;

inline void Prefetch(const void* values) {
  _mm_prefetch(static_cast<const char*>(values) + kAhead, _MM_HINT_T0);
}

inline __m256i Load(const void* from) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(from));
}

// One bit for each of 4 or 8 lanes that are all ones or all zeros.
inline uint64_t Bits4(__m256i lanes) {
  return static_cast<uint64_t>(_mm256_movemask_pd(_mm256_castsi256_pd(lanes)));
}
inline uint64_t Bits8(__m256i lanes) {
  return static_cast<uint64_t>(
      static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes))));
}

void CutDoubles256(const double* values, size_t words, const double* cuts,
                   size_t cut_count, uint64_t* present, uint64_t* slices) {
  const __m256d sign = _mm256_set1_pd(-0.0);
  const __m256d highest = _mm256_set1_pd(std::numeric_limits<double>::max());
  for (size_t w = 0; w < words; ++w) {
    const double* const from = values + 64 * w;
    uint64_t finite = 0;
    for (size_t j = 0; j < 16; ++j) {
      if (j % 2 == 0) Prefetch(from + 4 * j);
      const __m256d x = _mm256_andnot_pd(sign, _mm256_loadu_pd(from + 4 * j));
      finite |= static_cast<uint64_t>(
                    _mm256_movemask_pd(_mm256_cmp_pd(x, highest, _CMP_LE_OQ)))
                << (4 * j);
    }
    present[w] &= finite;
    for (size_t c = 0; c < cut_count; ++c) {
      const __m256d cut = _mm256_set1_pd(cuts[c]);
      uint64_t word = 0;
      for (size_t j = 0; j < 16; ++j) {
        word |= static_cast<uint64_t>(_mm256_movemask_pd(_mm256_cmp_pd(
                    _mm256_loadu_pd(from + 4 * j), cut, _CMP_GE_OQ)))
                << (4 * j);
      }
      slices[c * kBlockWords + w] = word & present[w];
    }
  }
}

// x >= cut is x > cut - 1: no cut is the lowest.
void CutInt64s256(const int64_t* values, size_t words, const int64_t* cuts,
                  size_t cut_count, const uint64_t* present, uint64_t* slices) {
  for (size_t w = 0; w < words; ++w) {
    const int64_t* const from = values + 64 * w;
    for (size_t j = 0; j < 8; ++j) Prefetch(from + 8 * j);
    for (size_t c = 0; c < cut_count; ++c) {
      const __m256i below = _mm256_set1_epi64x(cuts[c] - 1);
      uint64_t word = 0;
      for (size_t j = 0; j < 16; ++j) {
        word |= Bits4(_mm256_cmpgt_epi64(Load(from + 4 * j), below)) << (4 * j);
      }
      slices[c * kBlockWords + w] = word & present[w];
    }
  }
}

void CutInt32s256(const int32_t* values, size_t words, const int32_t* cuts,
                  size_t cut_count, const uint64_t* present, uint64_t* slices) {
  for (size_t w = 0; w < words; ++w) {
    const int32_t* const from = values + 64 * w;
    for (size_t j = 0; j < 4; ++j) Prefetch(from + 16 * j);
    for (size_t c = 0; c < cut_count; ++c) {
      const __m256i below = _mm256_set1_epi32(cuts[c] - 1);
      uint64_t word = 0;
      for (size_t j = 0; j < 8; ++j) {
        word |= Bits8(_mm256_cmpgt_epi32(Load(from + 8 * j), below)) << (8 * j);
      }
      slices[c * kBlockWords + w] = word & present[w];
    }
  }
}

void MapBytes256(const uint8_t* codes, size_t words, const uint8_t* table,
                 size_t used, uint8_t* out) {
  if (used > 16) return MapBytes(codes, words, table, used, out);
  const __m256i entries = _mm256_broadcastsi128_si256(
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(table)));
  for (size_t i = 0; i < 64 * words; i += 32) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i),
                        _mm256_shuffle_epi8(entries, Load(codes + i)));
  }
}

void SliceBytes256(const uint8_t* bytes, size_t words, size_t bits,
                   uint64_t* slices) {
  for (size_t w = 0; w < words; ++w) {
    const __m256i low = Load(bytes + 64 * w);
    const __m256i high = Load(bytes + 64 * w + 32);
    for (size_t b = 0; b < bits; ++b) {
      // Bit b of a byte becomes its highest bit.
      const __m128i shift = _mm_cvtsi32_si128(static_cast<int>(7 - b));
      const auto mask = [&](__m256i v) {
        return static_cast<uint64_t>(static_cast<unsigned>(
            _mm256_movemask_epi8(_mm256_sll_epi16(v, shift))));
      };
      slices[b * kBlockWords + w] = mask(low) | mask(high) << 32;
    }
  }
}

void AddSlices256x16(const SliceAddition<int16_t>* additions, size_t count,
                     size_t words, int16_t* sums) {
  const __m256i lane_bit =
      _mm256_setr_epi16(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096,
                        8192, 16384, std::numeric_limits<int16_t>::min());
  for (size_t w = 0; w < words; ++w) {
    __m256i s[4];
    for (size_t j = 0; j < 4; ++j) s[j] = Load(sums + 64 * w + 16 * j);
    for (size_t a = 0; a < count; ++a) {
      const uint64_t word = additions[a].slice[w];
      const __m256i points = _mm256_set1_epi16(additions[a].points);
      for (size_t j = 0; j < 4; ++j) {
        const __m256i bits =
            _mm256_set1_epi16(static_cast<int16_t>(word >> (16 * j)));
        const __m256i holds =
            _mm256_cmpeq_epi16(_mm256_and_si256(bits, lane_bit), lane_bit);
        s[j] = _mm256_add_epi16(s[j], _mm256_and_si256(holds, points));
      }
    }
    for (size_t j = 0; j < 4; ++j) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + 64 * w + 16 * j),
                          s[j]);
    }
  }
}

}  // namespace

const ColumnKernels kAvx2Kernels = {
    CutDoubles256,      CutInt64s256,       CutInt32s256,
    MapBytes256,        SliceBytes256,      AddSlices256x16,
    AddSlices<int32_t>, AddSlices<int64_t>, AddCodes<int16_t>};
#else
const ColumnKernels kAvx2Kernels = kLoops;
#endif

}  // namespace lotse
