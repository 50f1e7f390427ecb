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
#include "src/base/exact_power.h"

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

// 2^(i / 128), in two parts, times 2^rest: the argument is `part`, and
// `shifted` is 1.5 * 2^52 + 128 * part rounded. See PowerOf in exact_math.cc,
// whose bits these are.
inline double PowerSum(double high, double low, double part, double shifted) {
  constexpr double kLn2 = 0x1.62e42fefa39efp-1;
  const double r = (part - (shifted - 0x1.8p52) * (1.0 / 128)) * kLn2;
  const double r2 = r * r;
  const double growth =
      r + r2 * ((0.5 + r * (1.0 / 6)) +
                r2 * ((1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720)));
  return high + (low + high * growth);
}

inline void FadeFar(int64_t time, const FadeScale& scale, double* factor) {
  constexpr double kRounder = 0x1.8p52;
  const int64_t past = scale.last - time;
  const int64_t n = past / scale.length;
  const int64_t rest = past % scale.length;
  const double part = static_cast<double>(scale.length - 1 - rest) /
                      static_cast<double>(scale.length);
  const double shifted = part * 128 + kRounder;
  uint64_t steps;
  std::memcpy(&steps, &shifted, sizeof(steps));
  const double sum = PowerSum(kPowersOfTwo[steps & 127].high,
                              kPowersOfTwo[steps & 127].low, part, shifted);
  uint64_t bits;
  std::memcpy(&bits, &sum, sizeof(bits));
  bits += ((steps >> 7 & 1) - static_cast<uint64_t>(n)) << 52;
  if (n > 1000) bits = 0;
  std::memcpy(factor, &bits, sizeof(bits));
}

// Up to kLanes scales, part by part, as registers take them.
template <size_t kLanes>
struct ScaleLanes {
  ScaleLanes(const FadeScale* scales, size_t count) {
    for (size_t s = 0; s < count; ++s) {
      last[s] = scales[s].last;
      length[s] = scales[s].length;
      inverse[s] = scales[s].inverse;
    }
  }
  alignas(8 * kLanes) int64_t last[kLanes] = {};
  alignas(8 * kLanes) int64_t length[kLanes] = {};
  alignas(8 * kLanes) double inverse[kLanes] = {};
};

// In steps that compilers turn into vectors. Where times are at most 2^51
// microseconds before the last and half-lives no longer, all numbers are whole
// and exact as doubles.
inline void Fade(const FadeTime* times, size_t count, const FadeScale* scales,
                 size_t, double* __restrict factors) {
  constexpr double kRounder = 0x1.8p52;
  constexpr uint64_t kTwo52Bits = 0x4330000000000000;
  const PowerEntry* const powers = kPowersOfTwo;
  constexpr size_t kStep = 64;
  for (size_t begin = 0; begin < count; begin += kStep) {
    const size_t size = count - begin < kStep ? count - begin : kStep;
    uint64_t past_bits[kStep];
    double length[kStep];
    double inverse[kStep];
    uint64_t farthest = 0;
    for (size_t i = 0; i < size; ++i) {
      const FadeScale& scale = scales[times[begin + i].scale];
      past_bits[i] = static_cast<uint64_t>(scale.last) -
                     static_cast<uint64_t>(times[begin + i].at);
      farthest |= past_bits[i] | static_cast<uint64_t>(scale.length);
      length[i] = static_cast<double>(scale.length);
      inverse[i] = scale.inverse;
    }
    if (farthest >> 51 != 0) {
      for (size_t i = begin; i < begin + size; ++i) {
        FadeFar(times[i].at, scales[times[i].scale], &factors[i]);
      }
      continue;
    }
    for (size_t i = 0; i < size; ++i) past_bits[i] |= kTwo52Bits;
    double past[kStep];
    std::memcpy(past, past_bits, size * sizeof(double));
    double parts[kStep];
    double shifted_n[kStep];
    double shifted_steps[kStep];
    for (size_t i = 0; i < size; ++i) {
      const double whole = past[i] - 0x1p52;
      const double shifted = whole * inverse[i] + kRounder;
      const double rest = whole - (shifted - kRounder) * length[i];
      const double under = rest < 0 ? 1.0 : 0.0;
      shifted_n[i] = shifted - under;
      parts[i] = (length[i] - 1 - (rest + under * length[i])) / length[i];
      shifted_steps[i] = parts[i] * 128 + kRounder;
    }
    uint64_t steps[kStep];
    uint64_t n[kStep];
    std::memcpy(steps, shifted_steps, size * sizeof(double));
    std::memcpy(n, shifted_n, size * sizeof(double));
    double high[kStep];
    double low[kStep];
    for (size_t i = 0; i < size; ++i) {
      high[i] = powers[steps[i] & 127].high;
      low[i] = powers[steps[i] & 127].low;
    }
    double sums[kStep];
    for (size_t i = 0; i < size; ++i) {
      sums[i] = PowerSum(high[i], low[i], parts[i], shifted_steps[i]);
    }
    uint64_t bits[kStep];
    std::memcpy(bits, sums, size * sizeof(double));
    for (size_t i = 0; i < size; ++i) {
      const uint64_t exponent = ((steps[i] & 255) >> 7) - n[i];
      const uint64_t scaled = bits[i] + (exponent << 52);
      bits[i] = shifted_n[i] <= kRounder + 1000 ? scaled : 0;
    }
    std::memcpy(factors + begin, bits, size * sizeof(uint64_t));
  }
}

constexpr double kRoundShift = 0x1.8p52;
constexpr uint64_t kRoundShiftBits = 0x4338000000000000;

// The bits of `value` rounded, which are above kRoundShiftBits by the integer
// that it becomes.
inline uint64_t RoundedBits(double value, double limit) {
  const double below = value < limit ? value : limit;
  const double within = below > -limit ? below : -limit;
  const double shifted = within + kRoundShift;
  uint64_t bits;
  std::memcpy(&bits, &shifted, sizeof(bits));
  return bits;
}

inline void RoundRows(const double* values, size_t rows, size_t width,
                      const double* scales, double limit, int64_t* out) {
  for (size_t i = 0; i < rows; ++i) {
    for (size_t k = 0; k < width; ++k) {
      out[i * width + k] = static_cast<int64_t>(
          RoundedBits(values[i * width + k] * scales[k], limit) -
          kRoundShiftBits);
    }
  }
}

inline void AddRoundedRows(const double* values, size_t rows, size_t stride,
                           size_t width, const double* scales, double limit,
                           int64_t* sums) {
  for (size_t i = 0; i < rows; ++i) {
    uint64_t sum = 0;
    for (size_t k = 0; k < width; ++k) {
      sum += RoundedBits(values[i * stride + k] * scales[k], limit) -
             kRoundShiftBits;
    }
    sums[i] = static_cast<int64_t>(sum);
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
                                  CountBounds16,
                                  Fade,
                                  RoundRows,
                                  AddRoundedRows};

}  // namespace
}  // namespace lotse

#endif  // LOTSE_SRC_BASE_COLUMN_LOOPS_H_
