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

// As Fade, four times at once, with its bits.
class Fader256 {
 public:
  Fader256(const FadeScale* scales, size_t count)
      : scales_(scales), few_(count <= 4) {
    if (!few_) return;
    const ScaleLanes<4> lanes(scales, count);
    last_ = Load(lanes.last);
    length_ = Load(lanes.length);
    inverse_ = _mm256_castpd_si256(_mm256_load_pd(lanes.inverse));
  }

  // The factors of four times. Whether all numbers are small enough to be
  // exact; else there are none.
  bool Compute(const FadeTime* times, double* factors) const {
    const __m256d rounder = _mm256_set1_pd(0x1.8p52);
    const __m256d one = _mm256_set1_pd(1);
    const __m256i first = Load(times);
    const __m256i second = Load(times + 2);
    const __m256i at = InOrder(_mm256_unpacklo_epi64(first, second));
    __m256i last;
    __m256i whole_length;
    __m256i inverse_bits;
    LookUp(InOrder(_mm256_unpackhi_epi64(first, second)), &last, &whole_length,
           &inverse_bits);
    const __m256i whole_past = _mm256_sub_epi64(last, at);
    if (!_mm256_testz_si256(_mm256_or_si256(whole_past, whole_length),
                            _mm256_set1_epi64x(-(int64_t{1} << 51)))) {
      return false;
    }
    const __m256d past = ToDoubles(whole_past);
    const __m256d length = ToDoubles(whole_length);
    __m256d n = _mm256_add_pd(
        _mm256_mul_pd(past, _mm256_castsi256_pd(inverse_bits)), rounder);
    __m256d rest =
        _mm256_sub_pd(past, _mm256_mul_pd(_mm256_sub_pd(n, rounder), length));
    // Where the number of half-lives was rounded up.
    const __m256d under = _mm256_cmp_pd(rest, _mm256_setzero_pd(), _CMP_LT_OQ);
    rest = _mm256_add_pd(rest, _mm256_and_pd(under, length));
    n = _mm256_sub_pd(n, _mm256_and_pd(under, one));
    const __m256d part =
        _mm256_div_pd(_mm256_sub_pd(_mm256_sub_pd(length, one), rest), length);
    const __m256d shifted =
        _mm256_add_pd(_mm256_mul_pd(part, _mm256_set1_pd(128)), rounder);
    const __m256i steps = _mm256_castpd_si256(shifted);
    const __m256i sum = _mm256_castpd_si256(PowerSums(part, shifted, steps));
    // The lowest bits of `shifted` and of `n` are the integers that they are.
    const __m256i exponent = _mm256_sub_epi64(
        _mm256_srli_epi64(_mm256_and_si256(steps, _mm256_set1_epi64x(128)), 7),
        _mm256_castpd_si256(n));
    const __m256d some =
        _mm256_cmp_pd(n, _mm256_set1_pd(0x1.8p52 + 1000), _CMP_LE_OQ);
    const __m256i scaled =
        _mm256_add_epi64(sum, _mm256_slli_epi64(exponent, 52));
    _mm256_storeu_pd(factors, _mm256_and_pd(some, _mm256_castsi256_pd(scaled)));
    return true;
  }

 private:
  // Lanes 0 2 1 3, as unpacking leaves them.
  static __m256i InOrder(__m256i lanes) {
    return _mm256_permute4x64_epi64(lanes, 0xd8);
  }

  // Integers from 0 to below 2^52, which are exact.
  static __m256d ToDoubles(__m256i whole) {
    const __m256d two52 = _mm256_set1_pd(0x1p52);
    return _mm256_sub_pd(_mm256_or_pd(_mm256_castsi256_pd(whole), two52),
                         two52);
  }

  void LookUp(__m256i scale, __m256i* last, __m256i* length,
              __m256i* inverse) const {
    if (few_) {
      // Lane s of 64 bits is lanes 2 s and 2 s + 1 of 32 bits.
      const __m256i twice = _mm256_slli_epi64(scale, 1);
      const __m256i lanes =
          _mm256_or_si256(_mm256_or_si256(twice, _mm256_slli_epi64(twice, 32)),
                          _mm256_set1_epi64x(int64_t{1} << 32));
      *last = _mm256_permutevar8x32_epi32(last_, lanes);
      *length = _mm256_permutevar8x32_epi32(length_, lanes);
      *inverse = _mm256_permutevar8x32_epi32(inverse_, lanes);
      return;
    }
    alignas(32) uint64_t of[4];
    _mm256_store_si256(reinterpret_cast<__m256i*>(of), scale);
    const auto four = [&](auto value) {
      return _mm256_setr_epi64x(value(scales_[of[0]]), value(scales_[of[1]]),
                                value(scales_[of[2]]), value(scales_[of[3]]));
    };
    *last = four([](const FadeScale& s) { return s.last; });
    *length = four([](const FadeScale& s) { return s.length; });
    *inverse = _mm256_castpd_si256(
        _mm256_setr_pd(scales_[of[0]].inverse, scales_[of[1]].inverse,
                       scales_[of[2]].inverse, scales_[of[3]].inverse));
  }

  // Four entries of the table of powers, by the lowest seven bits of `steps`.
  static void LookUpPowers(__m256i steps, __m256d* high, __m256d* low) {
    alignas(32) uint64_t index[4];
    _mm256_store_si256(reinterpret_cast<__m256i*>(index),
                       _mm256_and_si256(steps, _mm256_set1_epi64x(127)));
    const auto two = [&](size_t i) {
      return _mm256_insertf128_pd(
          _mm256_castpd128_pd256(_mm_loadu_pd(&kPowersOfTwo[index[i]].high)),
          _mm_loadu_pd(&kPowersOfTwo[index[i + 2]].high), 1);
    };
    const __m256d even = two(0);
    const __m256d odd = two(1);
    *high = _mm256_unpacklo_pd(even, odd);
    *low = _mm256_unpackhi_pd(even, odd);
  }

  // As PowerSum.
  static __m256d PowerSums(__m256d part, __m256d shifted, __m256i steps) {
    __m256d high;
    __m256d low;
    LookUpPowers(steps, &high, &low);
    const auto times = [](__m256d x, double factor) {
      return _mm256_mul_pd(x, _mm256_set1_pd(factor));
    };
    const auto plus = [](double constant, __m256d x) {
      return _mm256_add_pd(_mm256_set1_pd(constant), x);
    };
    const __m256d whole_steps = plus(-0x1.8p52, shifted);
    const __m256d r = times(_mm256_sub_pd(part, times(whole_steps, 1.0 / 128)),
                            0x1.62e42fefa39efp-1);
    const __m256d r2 = _mm256_mul_pd(r, r);
    const __m256d end =
        _mm256_mul_pd(r2, _mm256_add_pd(plus(1.0 / 24, times(r, 1.0 / 120)),
                                        times(r2, 1.0 / 720)));
    const __m256d growth = _mm256_add_pd(
        r, _mm256_mul_pd(r2, _mm256_add_pd(plus(0.5, times(r, 1.0 / 6)), end)));
    return _mm256_add_pd(high, _mm256_add_pd(low, _mm256_mul_pd(high, growth)));
  }

  const FadeScale* const scales_;
  // Few scales lie in registers.
  const bool few_;
  __m256i last_;
  __m256i length_;
  __m256i inverse_;
};

void Fade256(const FadeTime* times, size_t count, const FadeScale* scales,
             size_t scale_count, double* factors) {
  const Fader256 fader(scales, scale_count);
  size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    if (fader.Compute(times + i, factors + i)) continue;
    for (size_t k = i; k < i + 4; ++k) {
      FadeFar(times[k].at, scales[times[k].scale], &factors[k]);
    }
  }
  Fade(times + i, count - i, scales, scale_count, factors + i);
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
                                    Fade256,
                                    RoundRows,
                                    AddRoundedRows};
#else
const ColumnKernels kAvx2Kernels = kLoops;
#endif

}  // namespace lotse
