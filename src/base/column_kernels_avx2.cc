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
  _mm_prefetch(static_cast<const char*>(values) + kAhead, _MM_HINT_T1);
}

inline __m256i Load(const void* from) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(from));
}

// One bit for each of 8 lanes that are all ones or all zeros.
inline uint64_t Bits8(__m256 lanes) {
  return static_cast<uint64_t>(
      static_cast<unsigned>(_mm256_movemask_ps(lanes)));
}

// The bits of 32 lanes of 64 bits, all ones or all zeros each, in their order.
// Packing works within halves of a register; the permutation undoes that.
inline uint64_t Bits32(const __m256i* lanes) {
  const __m256i a = _mm256_packs_epi32(lanes[0], lanes[1]);
  const __m256i b = _mm256_packs_epi32(lanes[2], lanes[3]);
  const __m256i c = _mm256_packs_epi32(lanes[4], lanes[5]);
  const __m256i d = _mm256_packs_epi32(lanes[6], lanes[7]);
  // Pairs of equal 16-bit lanes become one 16-bit lane each, then bytes.
  const __m256i ab = _mm256_packs_epi32(a, b);
  const __m256i cd = _mm256_packs_epi32(c, d);
  const __m256i bytes = _mm256_shuffle_epi8(
      _mm256_permutevar8x32_epi32(_mm256_packs_epi16(ab, cd),
                                  _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7)),
      _mm256_setr_epi8(0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15, 0,
                       1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15));
  return static_cast<uint64_t>(
      static_cast<unsigned>(_mm256_movemask_epi8(bytes)));
}

void CutDoubles256(const double* values, size_t words, const double* cuts,
                   size_t cut_count, uint64_t* present, uint64_t* slices) {
  const __m256d sign = _mm256_set1_pd(-0.0);
  const __m256d highest = _mm256_set1_pd(std::numeric_limits<double>::max());
  for (size_t w = 0; w < words; ++w) {
    for (size_t half = 0; half < 64; half += 32) {
      const double* const from = values + 64 * w + half;
      __m256d v[8];
      __m256i holds[8];
      for (size_t j = 0; j < 8; ++j) {
        if (j % 2 == 0) Prefetch(from + 4 * j);
        v[j] = _mm256_loadu_pd(from + 4 * j);
        holds[j] = _mm256_castpd_si256(
            _mm256_cmp_pd(_mm256_andnot_pd(sign, v[j]), highest, _CMP_LE_OQ));
      }
      const uint64_t there = (present[w] >> half) & Bits32(holds) & 0xffffffff;
      present[w] = half == 0 ? (present[w] & ~uint64_t{0xffffffff}) | there
                             : (present[w] & 0xffffffff) | there << 32;
      for (size_t c = 0; c < cut_count; ++c) {
        const __m256d cut = _mm256_set1_pd(cuts[c]);
        for (size_t j = 0; j < 8; ++j) {
          holds[j] = _mm256_castpd_si256(_mm256_cmp_pd(v[j], cut, _CMP_GE_OQ));
        }
        uint64_t& word = slices[c * kBlockWords + w];
        const uint64_t bits = Bits32(holds) & there;
        word = half == 0 ? bits : word | bits << 32;
      }
    }
  }
}

void CutFloats256(const float* values, size_t words, const float* cuts,
                  size_t cut_count, uint64_t* present, uint64_t* slices) {
  const __m256 sign = _mm256_set1_ps(-0.0f);
  const __m256 highest = _mm256_set1_ps(std::numeric_limits<float>::max());
  for (size_t w = 0; w < words; ++w) {
    __m256 v[8];
    uint64_t finite = 0;
    for (size_t j = 0; j < 8; ++j) {
      const float* const from = values + 64 * w + 8 * j;
      if (j % 2 == 0) Prefetch(from);
      v[j] = _mm256_loadu_ps(from);
      finite |= Bits8(_mm256_cmp_ps(_mm256_andnot_ps(sign, v[j]), highest,
                                    _CMP_LE_OQ))
                << (8 * j);
    }
    present[w] &= finite;
    for (size_t c = 0; c < cut_count; ++c) {
      const __m256 cut = _mm256_set1_ps(cuts[c]);
      uint64_t word = 0;
      for (size_t j = 0; j < 8; ++j) {
        word |= Bits8(_mm256_cmp_ps(v[j], cut, _CMP_GE_OQ)) << (8 * j);
      }
      slices[c * kBlockWords + w] = word & present[w];
    }
  }
}

// x >= cut is x > cut - 1: no cut is the lowest.
void CutInt64s256(const int64_t* values, size_t words, const int64_t* cuts,
                  size_t cut_count, const uint64_t* present, uint64_t* slices) {
  for (size_t w = 0; w < words; ++w) {
    for (size_t half = 0; half < 64; half += 32) {
      const int64_t* const from = values + 64 * w + half;
      __m256i v[8];
      for (size_t j = 0; j < 8; ++j) {
        if (j % 2 == 0) Prefetch(from + 4 * j);
        v[j] = Load(from + 4 * j);
      }
      for (size_t c = 0; c < cut_count; ++c) {
        const __m256i below = _mm256_set1_epi64x(cuts[c] - 1);
        __m256i holds[8];
        for (size_t j = 0; j < 8; ++j) {
          holds[j] = _mm256_cmpgt_epi64(v[j], below);
        }
        uint64_t& word = slices[c * kBlockWords + w];
        const uint64_t bits = Bits32(holds) & (present[w] >> half);
        word = half == 0 ? bits : word | bits << 32;
      }
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
        word |= Bits8(_mm256_castsi256_ps(
                    _mm256_cmpgt_epi32(Load(from + 8 * j), below)))
                << (8 * j);
      }
      slices[c * kBlockWords + w] = word & present[w];
    }
  }
}

// All ones in the bytes whose bit is set.
inline __m256i BytesOfBits(uint32_t bits) {
  const __m256i spread = _mm256_shuffle_epi8(
      _mm256_set1_epi32(static_cast<int>(bits)),
      _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2,
                       2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3));
  const __m256i bit =
      _mm256_set1_epi64x(static_cast<int64_t>(0x8040201008040201));
  return _mm256_cmpeq_epi8(_mm256_and_si256(spread, bit), bit);
}

// Tables of up to this many entries are looked up 16 entries at a time.
constexpr size_t kMaxShuffled = 64;

inline __m256i Entries(const void* table) {
  return _mm256_broadcastsi128_si256(
      _mm_loadu_si128(static_cast<const __m128i*>(table)));
}

// Looks up codes t to t + 15; other codes give 0.
inline __m256i LookUp(__m256i entries, __m256i code, size_t t) {
  const __m256i rest =
      _mm256_sub_epi8(code, _mm256_set1_epi8(static_cast<char>(t)));
  // Above 15 the sum has its highest bit set, which makes the shuffle give 0.
  return _mm256_shuffle_epi8(entries,
                             _mm256_adds_epu8(rest, _mm256_set1_epi8(0x70)));
}

void MapBytes256(const uint8_t* codes, size_t words, const uint64_t* present,
                 const uint8_t* table, size_t used, uint8_t* out) {
  if (used > kMaxShuffled) {
    return MapBytes(codes, words, present, table, used, out);
  }
  for (size_t i = 0; i < 64 * words; i += 32) {
    const __m256i code = Load(codes + i);
    __m256i found = _mm256_setzero_si256();
    for (size_t t = 0; t < used; t += 16) {
      found = _mm256_or_si256(found, LookUp(Entries(table + t), code, t));
    }
    const __m256i there =
        BytesOfBits(static_cast<uint32_t>(present[i / 64] >> i % 64));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i),
                        _mm256_and_si256(found, there));
  }
}

// As two look-ups of bytes, the low and the high ones of the sums.
void AddCodes256(const uint8_t* codes, size_t words, const int16_t* table,
                 size_t used, int16_t* sums) {
  if (used > kMaxShuffled) {
    return AddCodes<int16_t>(codes, words, table, used, sums);
  }
  alignas(32) uint8_t low[kMaxShuffled] = {};
  alignas(32) uint8_t high[kMaxShuffled] = {};
  for (size_t t = 0; t < used; ++t) {
    low[t] = static_cast<uint8_t>(table[t]);
    high[t] = static_cast<uint8_t>(static_cast<uint16_t>(table[t]) >> 8);
  }
  for (size_t i = 0; i < 64 * words; i += 32) {
    // Quarters 0 2 1 3, so that unpacking halves keeps the order.
    const __m256i code = _mm256_permute4x64_epi64(Load(codes + i), 0xd8);
    __m256i l = _mm256_setzero_si256();
    __m256i h = _mm256_setzero_si256();
    for (size_t t = 0; t < used; t += 16) {
      l = _mm256_or_si256(l, LookUp(Entries(low + t), code, t));
      h = _mm256_or_si256(h, LookUp(Entries(high + t), code, t));
    }
    __m256i* const to = reinterpret_cast<__m256i*>(sums + i);
    _mm256_storeu_si256(to,
                        _mm256_add_epi16(Load(to), _mm256_unpacklo_epi8(l, h)));
    _mm256_storeu_si256(
        to + 1, _mm256_add_epi16(Load(to + 1), _mm256_unpackhi_epi8(l, h)));
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
  // Lanes 0 to 7 take byte 0 of the word and lanes 8 to 15 byte 1; the next
  // registers take the next two bytes.
  const __m256i first_bytes =
      _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1,
                       1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
  const __m256i lane_bit = _mm256_setr_epi16(1, 2, 4, 8, 16, 32, 64, 128, 1, 2,
                                             4, 8, 16, 32, 64, 128);
  for (size_t w = 0; w < words; ++w) {
    __m256i s[4];
    for (size_t j = 0; j < 4; ++j) s[j] = Load(sums + 64 * w + 16 * j);
    for (size_t a = 0; a < count; ++a) {
      const __m256i word =
          _mm256_set1_epi64x(static_cast<int64_t>(additions[a].slice[w]));
      const __m256i points = _mm256_set1_epi16(additions[a].points);
      __m256i bytes = first_bytes;
      for (size_t j = 0; j < 4; ++j) {
        const __m256i bits = _mm256_shuffle_epi8(word, bytes);
        const __m256i holds =
            _mm256_cmpeq_epi16(_mm256_and_si256(bits, lane_bit), lane_bit);
        s[j] = _mm256_add_epi16(s[j], _mm256_and_si256(holds, points));
        bytes = _mm256_add_epi8(bytes, _mm256_set1_epi8(2));
      }
    }
    for (size_t j = 0; j < 4; ++j) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + 64 * w + 16 * j),
                          s[j]);
    }
  }
}

}  // namespace

const ColumnKernels kAvx2Kernels = {CutDoubles256,
                                    CutFloats256,
                                    CutInt64s256,
                                    CutInt32s256,
                                    MapBytes256,
                                    SliceBytes256,
                                    AddSlices256x16,
                                    AddSlices<int32_t>,
                                    AddSlices<int64_t>,
                                    AddCodes256,
                                    Scale16,
                                    CountBounds16,
                                    Fade,
                                    RoundRows,
                                    AddRoundedRows};
#else
const ColumnKernels kAvx2Kernels = kLoops;
#endif

}  // namespace lotse
