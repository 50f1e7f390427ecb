// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The kernels for AVX-512 F, BW, DQ and VL.
#include "src/base/column_loops.h"

#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512DQ__)
#include <immintrin.h>

#include <algorithm>
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

// As Fade, eight times at once, with its bits. Fused are only sums whose
// product is exact: with a power of two, or of whole numbers that stay below
// 2^53. And the one that estimates a number of half-lives, which is that or one
// more, fused or not, and is put right.
class Fader512 {
 public:
  Fader512(const FadeScale* scales, size_t count)
      : scales_(scales), few_(count <= 8) {
    if (!few_) return;
    const ScaleLanes<8> lanes(scales, count);
    last_ = _mm512_load_si512(lanes.last);
    length_ = _mm512_load_si512(lanes.length);
    inverse_ = _mm512_load_pd(lanes.inverse);
  }

  // The factors of the lanes in `there`. Whether all numbers are small enough
  // to be exact; else there are none.
  bool Compute(__m512i at, __m512i scale, __mmask8 there,
               __m512d* factors) const {
    const __m512d rounder = _mm512_set1_pd(0x1.8p52);
    __m512i last;
    __m512i whole_length;
    __m512d inverse;
    LookUp(scale, &last, &whole_length, &inverse);
    const __m512i whole_past = _mm512_sub_epi64(last, at);
    const __mmask8 far = _mm512_mask_cmpgt_epu64_mask(
        there, _mm512_or_si512(whole_past, whole_length),
        _mm512_set1_epi64((int64_t{1} << 51) - 1));
    if (far != 0) return false;
    const __m512d past = _mm512_cvtepi64_pd(whole_past);
    const __m512d length = _mm512_cvtepi64_pd(whole_length);
    __m512d n = _mm512_fmadd_pd(past, inverse, rounder);
    __m512d rest = _mm512_fnmadd_pd(_mm512_sub_pd(n, rounder), length, past);
    // Where that estimate is one more.
    const __mmask8 under =
        _mm512_cmp_pd_mask(rest, _mm512_setzero_pd(), _CMP_LT_OQ);
    rest = _mm512_mask_add_pd(rest, under, rest, length);
    n = _mm512_mask_sub_pd(n, under, n, _mm512_set1_pd(1));
    const __m512d part = _mm512_div_pd(
        _mm512_sub_pd(_mm512_sub_pd(length, _mm512_set1_pd(1)), rest), length);
    const __m512d shifted = _mm512_fmadd_pd(part, _mm512_set1_pd(128), rounder);
    const __m512i steps = _mm512_castpd_si512(shifted);
    const __m512i sum = _mm512_castpd_si512(PowerSums(part, shifted, steps));
    // The lowest bits of `shifted` and of `n` are the integers that they are.
    const __m512i exponent = _mm512_sub_epi64(
        _mm512_srli_epi64(_mm512_and_si512(steps, _mm512_set1_epi64(128)), 7),
        _mm512_castpd_si512(n));
    const __mmask8 some =
        _mm512_cmp_pd_mask(n, _mm512_set1_pd(0x1.8p52 + 1000), _CMP_LE_OQ);
    *factors = _mm512_castsi512_pd(
        _mm512_maskz_add_epi64(some, sum, _mm512_slli_epi64(exponent, 52)));
    return true;
  }

 private:
  void LookUp(__m512i scale, __m512i* last, __m512i* length,
              __m512d* inverse) const {
    if (few_) {
      *last = _mm512_permutexvar_epi64(scale, last_);
      *length = _mm512_permutexvar_epi64(scale, length_);
      *inverse = _mm512_permutexvar_pd(scale, inverse_);
      return;
    }
    static_assert(sizeof(FadeScale) == 3 * sizeof(int64_t));
    const __m512i at = _mm512_add_epi64(scale, _mm512_add_epi64(scale, scale));
    *last = _mm512_i64gather_epi64(at, &scales_->last, 8);
    *length = _mm512_i64gather_epi64(at, &scales_->length, 8);
    *inverse = _mm512_i64gather_pd(at, &scales_->inverse, 8);
  }

  // Eight entries of the table of powers, by the lowest seven bits of `steps`.
  // Entries are loaded whole, which is faster than gathering their parts.
  static void LookUpPowers(__m512i steps, __m512d* high, __m512d* low) {
    alignas(64) uint64_t index[8];
    _mm512_store_si512(index, _mm512_and_si512(steps, _mm512_set1_epi64(127)));
    const auto four = [&](size_t first) {
      const auto entry = [&](size_t i) {
        return _mm_loadu_pd(&kPowersOfTwo[index[i]].high);
      };
      const __m256d a = _mm256_insertf128_pd(
          _mm256_castpd128_pd256(entry(first)), entry(first + 2), 1);
      const __m256d b = _mm256_insertf128_pd(
          _mm256_castpd128_pd256(entry(first + 4)), entry(first + 6), 1);
      return _mm512_insertf64x4(_mm512_castpd256_pd512(a), b, 1);
    };
    const __m512d even = four(0);
    const __m512d odd = four(1);
    *high = _mm512_unpacklo_pd(even, odd);
    *low = _mm512_unpackhi_pd(even, odd);
  }

  // As PowerSum.
  static __m512d PowerSums(__m512d part, __m512d shifted, __m512i steps) {
    __m512d high;
    __m512d low;
    LookUpPowers(steps, &high, &low);
    const __m512d whole_steps =
        _mm512_sub_pd(shifted, _mm512_set1_pd(0x1.8p52));
    const __m512d r = _mm512_mul_pd(
        _mm512_fnmadd_pd(whole_steps, _mm512_set1_pd(1.0 / 128), part),
        _mm512_set1_pd(0x1.62e42fefa39efp-1));
    const __m512d r2 = _mm512_mul_pd(r, r);
    const auto term = [](double constant, __m512d x, double factor) {
      return _mm512_add_pd(_mm512_set1_pd(constant),
                           _mm512_mul_pd(x, _mm512_set1_pd(factor)));
    };
    const __m512d sixth = _mm512_mul_pd(r2, _mm512_set1_pd(1.0 / 720));
    const __m512d end =
        _mm512_mul_pd(r2, _mm512_add_pd(term(1.0 / 24, r, 1.0 / 120), sixth));
    const __m512d growth = _mm512_add_pd(
        r, _mm512_mul_pd(r2, _mm512_add_pd(term(0.5, r, 1.0 / 6), end)));
    return _mm512_add_pd(high, _mm512_add_pd(low, _mm512_mul_pd(high, growth)));
  }

  const FadeScale* const scales_;
  // Few scales lie in registers.
  const bool few_;
  __m512i last_;
  __m512i length_;
  __m512d inverse_;
};

void Fade512(const FadeTime* times, size_t count, const FadeScale* scales,
             size_t scale_count, double* factors) {
  const Fader512 fader(scales, scale_count);
  const __m512i evens = _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14);
  const __m512i odds = _mm512_setr_epi64(1, 3, 5, 7, 9, 11, 13, 15);
  for (size_t i = 0; i < count; i += 8) {
    const size_t size = std::min<size_t>(count - i, 8);
    const uint32_t words = (1u << (2 * size)) - 1;
    const __m512i low =
        _mm512_maskz_loadu_epi64(static_cast<__mmask8>(words), times + i);
    const __m512i high = _mm512_maskz_loadu_epi64(
        static_cast<__mmask8>(words >> 8), times + i + 4);
    const __mmask8 there = static_cast<__mmask8>((1u << size) - 1);
    __m512d of_these;
    if (fader.Compute(_mm512_permutex2var_epi64(low, evens, high),
                      _mm512_permutex2var_epi64(low, odds, high), there,
                      &of_these)) {
      _mm512_mask_storeu_pd(factors + i, there, of_these);
    } else {
      for (size_t k = i; k < i + size; ++k) {
        FadeFar(times[k].at, scales[times[k].scale], &factors[k]);
      }
    }
  }
}

// Eight values of a row at once; what is missing to eight counts as zero.
void AddRoundedRows512(const double* values, size_t rows, size_t stride,
                       size_t width, const double* scales, double limit,
                       int64_t* sums) {
  const __m512d highest = _mm512_set1_pd(limit);
  const __m512d lowest = _mm512_set1_pd(-limit);
  const __m512d shift = _mm512_set1_pd(kRoundShift);
  for (size_t i = 0; i < rows; ++i) {
    __m512i sum = _mm512_setzero_si512();
    for (size_t k = 0; k < width; k += 8) {
      const size_t size = std::min<size_t>(width - k, 8);
      const __mmask8 there = static_cast<__mmask8>((1u << size) - 1);
      const __m512d scaled =
          _mm512_mul_pd(_mm512_maskz_loadu_pd(there, values + i * stride + k),
                        _mm512_maskz_loadu_pd(there, scales + k));
      const __m512d within =
          _mm512_max_pd(_mm512_min_pd(scaled, highest), lowest);
      const __m512i rounded =
          _mm512_sub_epi64(_mm512_castpd_si512(_mm512_add_pd(within, shift)),
                           _mm512_castpd_si512(shift));
      sum = _mm512_add_epi64(sum, rounded);
    }
    sums[i] = _mm512_reduce_add_epi64(sum);
  }
}

}  // namespace

const ColumnKernels kAvx512Kernels = {
    CutDoubles512,   CutFloats512,  CutInt64s512,     CutInt32s512,
    MapBytes512,     SliceBytes512, AddSlices512x16,  AddSlices512x32,
    AddSlices512x64, AddCodes512,   Scale16,          CountBounds16,
    Fade512,         RoundRows,     AddRoundedRows512};
#else
const ColumnKernels kAvx512Kernels = kLoops;
#endif

}  // namespace lotse
