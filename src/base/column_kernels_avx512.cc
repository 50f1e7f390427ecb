// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The kernels for AVX-512 F, BW, DQ and VL.
#include "src/base/column_loops.h"

#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512DQ__)
#include <immintrin.h>

#include <limits>
#endif

namespace lotse {

#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512DQ__)
namespace {

// How far ahead of their use values are fetched: about one block of doubles.
// The processor does not see the pattern itself, because the columns take
// turns. They go to the second cache: the first is smaller than a block of all
// columns, and fewer lines can be on their way to it at once.
constexpr size_t kAhead = 8192;

inline void Prefetch(const void* values) {
  _mm_prefetch(static_cast<const char*>(values) + kAhead, _MM_HINT_T1);
}

void CutDoubles512(const double* values, size_t words, const double* cuts,
                   size_t cut_count, uint64_t* present, uint64_t* slices) {
  const __m512d lowest =
      _mm512_set1_pd(-std::numeric_limits<double>::infinity());
  const __m512d highest = _mm512_set1_pd(std::numeric_limits<double>::max());
  for (size_t w = 0; w < words; ++w) {
    __m512d v[8];
    const uint64_t there = present[w];
    uint64_t finite = 0;
    for (size_t j = 0; j < 8; ++j) {
      const double* const from = values + 64 * w + 8 * j;
      Prefetch(from);
      const __m512d x = _mm512_loadu_pd(from);
      const __mmask8 keep =
          _mm512_mask_cmp_pd_mask(static_cast<__mmask8>(there >> (8 * j)),
                                  _mm512_abs_pd(x), highest, _CMP_LE_OQ);
      v[j] = _mm512_mask_mov_pd(lowest, keep, x);
      finite |= static_cast<uint64_t>(keep) << (8 * j);
    }
    present[w] = finite;
    for (size_t c = 0; c < cut_count; ++c) {
      const __m512d cut = _mm512_set1_pd(cuts[c]);
      __mmask8* const out =
          reinterpret_cast<__mmask8*>(slices + c * kBlockWords + w);
      for (size_t j = 0; j < 8; ++j) {
        _store_mask8(out + j, _mm512_cmp_pd_mask(v[j], cut, _CMP_GE_OQ));
      }
    }
  }
}

void CutFloats512(const float* values, size_t words, const float* cuts,
                  size_t cut_count, uint64_t* present, uint64_t* slices) {
  const __m512 lowest = _mm512_set1_ps(-std::numeric_limits<float>::infinity());
  const __m512 highest = _mm512_set1_ps(std::numeric_limits<float>::max());
  for (size_t w = 0; w < words; ++w) {
    __m512 v[4];
    const uint64_t there = present[w];
    uint64_t finite = 0;
    for (size_t j = 0; j < 4; ++j) {
      const float* const from = values + 64 * w + 16 * j;
      Prefetch(from);
      const __m512 x = _mm512_loadu_ps(from);
      const __mmask16 keep =
          _mm512_mask_cmp_ps_mask(static_cast<__mmask16>(there >> (16 * j)),
                                  _mm512_abs_ps(x), highest, _CMP_LE_OQ);
      v[j] = _mm512_mask_mov_ps(lowest, keep, x);
      finite |= static_cast<uint64_t>(keep) << (16 * j);
    }
    present[w] = finite;
    for (size_t c = 0; c < cut_count; ++c) {
      const __m512 cut = _mm512_set1_ps(cuts[c]);
      __mmask16* const out =
          reinterpret_cast<__mmask16*>(slices + c * kBlockWords + w);
      for (size_t j = 0; j < 4; ++j) {
        _store_mask16(out + j, _mm512_cmp_ps_mask(v[j], cut, _CMP_GE_OQ));
      }
    }
  }
}

void CutInt64s512(const int64_t* values, size_t words, const int64_t* cuts,
                  size_t cut_count, const uint64_t* present, uint64_t* slices) {
  const __m512i lowest = _mm512_set1_epi64(std::numeric_limits<int64_t>::min());
  for (size_t w = 0; w < words; ++w) {
    __m512i v[8];
    for (size_t j = 0; j < 8; ++j) {
      const int64_t* const from = values + 64 * w + 8 * j;
      Prefetch(from);
      v[j] = _mm512_mask_loadu_epi64(
          lowest, static_cast<__mmask8>(present[w] >> (8 * j)), from);
    }
    for (size_t c = 0; c < cut_count; ++c) {
      const __m512i cut = _mm512_set1_epi64(cuts[c]);
      __mmask8* const out =
          reinterpret_cast<__mmask8*>(slices + c * kBlockWords + w);
      for (size_t j = 0; j < 8; ++j) {
        _store_mask8(out + j, _mm512_cmpge_epi64_mask(v[j], cut));
      }
    }
  }
}

void CutInt32s512(const int32_t* values, size_t words, const int32_t* cuts,
                  size_t cut_count, const uint64_t* present, uint64_t* slices) {
  const __m512i lowest = _mm512_set1_epi32(std::numeric_limits<int32_t>::min());
  for (size_t w = 0; w < words; ++w) {
    __m512i v[4];
    for (size_t j = 0; j < 4; ++j) {
      const int32_t* const from = values + 64 * w + 16 * j;
      Prefetch(from);
      v[j] = _mm512_mask_loadu_epi32(
          lowest, static_cast<__mmask16>(present[w] >> (16 * j)), from);
    }
    for (size_t c = 0; c < cut_count; ++c) {
      const __m512i cut = _mm512_set1_epi32(cuts[c]);
      __mmask16* const out =
          reinterpret_cast<__mmask16*>(slices + c * kBlockWords + w);
      for (size_t j = 0; j < 4; ++j) {
        _store_mask16(out + j, _mm512_cmpge_epi32_mask(v[j], cut));
      }
    }
  }
}

// Tables of up to this many entries are looked up 16 entries at a time.
constexpr size_t kMaxShuffled = 128;

void MapBytes512(const uint8_t* codes, size_t words, const uint64_t* present,
                 const uint8_t* table, size_t used, uint8_t* out) {
  if (used > kMaxShuffled) {
    return MapBytes(codes, words, present, table, used, out);
  }
  for (size_t w = 0; w < words; ++w) {
    const __m512i code = _mm512_loadu_si512(codes + 64 * w);
    __m512i found = _mm512_setzero_si512();
    for (size_t t = 0; t < used; t += 16) {
      const __m512i entries = _mm512_broadcast_i32x4(
          _mm_loadu_si128(reinterpret_cast<const __m128i*>(table + t)));
      // Codes of these entries become 0 to 15.
      const __m512i rest =
          _mm512_sub_epi8(code, _mm512_set1_epi8(static_cast<char>(t)));
      const __mmask64 here = _mm512_cmplt_epu8_mask(rest, _mm512_set1_epi8(16));
      found = _mm512_mask_shuffle_epi8(found, here, entries, rest);
    }
    _mm512_storeu_si512(out + 64 * w, _mm512_maskz_mov_epi8(present[w], found));
  }
}

void SliceBytes512(const uint8_t* bytes, size_t words, size_t bits,
                   uint64_t* slices) {
  for (size_t w = 0; w < words; ++w) {
    const __m512i v = _mm512_loadu_si512(bytes + 64 * w);
    for (size_t b = 0; b < bits; ++b) {
      slices[b * kBlockWords + w] = _mm512_test_epi8_mask(
          v, _mm512_set1_epi8(static_cast<char>(1u << b)));
    }
  }
}

void AddSlices512x16(const SliceAddition<int16_t>* additions, size_t count,
                     size_t words, int16_t* sums) {
  for (size_t w = 0; w < words; ++w) {
    int16_t* const s = sums + 64 * w;
    __m512i low = _mm512_loadu_si512(s);
    __m512i high = _mm512_loadu_si512(s + 32);
    for (size_t a = 0; a < count; ++a) {
      const uint64_t word = additions[a].slice[w];
      const __m512i points = _mm512_set1_epi16(additions[a].points);
      low =
          _mm512_mask_add_epi16(low, static_cast<__mmask32>(word), low, points);
      high = _mm512_mask_add_epi16(high, static_cast<__mmask32>(word >> 32),
                                   high, points);
    }
    _mm512_storeu_si512(s, low);
    _mm512_storeu_si512(s + 32, high);
  }
}

void AddSlices512x32(const SliceAddition<int32_t>* additions, size_t count,
                     size_t words, int32_t* sums) {
  for (size_t w = 0; w < words; ++w) {
    __m512i s[4];
    for (size_t j = 0; j < 4; ++j) {
      s[j] = _mm512_loadu_si512(sums + 64 * w + 16 * j);
    }
    for (size_t a = 0; a < count; ++a) {
      const uint64_t word = additions[a].slice[w];
      const __m512i points = _mm512_set1_epi32(additions[a].points);
      for (size_t j = 0; j < 4; ++j) {
        s[j] = _mm512_mask_add_epi32(
            s[j], static_cast<__mmask16>(word >> (16 * j)), s[j], points);
      }
    }
    for (size_t j = 0; j < 4; ++j) {
      _mm512_storeu_si512(sums + 64 * w + 16 * j, s[j]);
    }
  }
}

void AddSlices512x64(const SliceAddition<int64_t>* additions, size_t count,
                     size_t words, int64_t* sums) {
  for (size_t w = 0; w < words; ++w) {
    __m512i s[8];
    for (size_t j = 0; j < 8; ++j) {
      s[j] = _mm512_loadu_si512(sums + 64 * w + 8 * j);
    }
    for (size_t a = 0; a < count; ++a) {
      const uint64_t word = additions[a].slice[w];
      const __m512i points = _mm512_set1_epi64(additions[a].points);
      for (size_t j = 0; j < 8; ++j) {
        s[j] = _mm512_mask_add_epi64(
            s[j], static_cast<__mmask8>(word >> (8 * j)), s[j], points);
      }
    }
    for (size_t j = 0; j < 8; ++j) {
      _mm512_storeu_si512(sums + 64 * w + 8 * j, s[j]);
    }
  }
}

void AddCodes512(const uint8_t* codes, size_t words, const int16_t* table,
                 size_t used, int16_t* sums) {
  if (used > 64) return AddCodes<int16_t>(codes, words, table, used, sums);
  const __m512i low = _mm512_loadu_si512(table);
  const __m512i high = _mm512_loadu_si512(table + 32);
  for (size_t i = 0; i < 64 * words; i += 32) {
    const __m512i code = _mm512_cvtepu8_epi16(
        _mm256_loadu_si256(reinterpret_cast<const __m256i*>(codes + i)));
    _mm512_storeu_si512(
        sums + i, _mm512_add_epi16(_mm512_loadu_si512(sums + i),
                                   _mm512_permutex2var_epi16(low, code, high)));
  }
}

}  // namespace

const ColumnKernels kAvx512Kernels = {CutDoubles512,
                                      CutFloats512,
                                      CutInt64s512,
                                      CutInt32s512,
                                      MapBytes512,
                                      SliceBytes512,
                                      AddSlices512x16,
                                      AddSlices512x32,
                                      AddSlices512x64,
                                      AddCodes512,
                                      Scale16,
                                      CountBounds16,
                                      Fade,
                                      RoundRows};
#else
const ColumnKernels kAvx512Kernels = kLoops;
#endif

}  // namespace lotse
