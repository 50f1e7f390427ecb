// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The kernels of each instruction set that this processor has, against loops
// over single rows.
#include "src/base/column_kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "lotse/base/exact_math.h"
#include "tests/testing/random_source.h"

namespace lotse {
namespace {

bool BitAt(const std::vector<uint64_t>& slices, size_t slice, size_t row) {
  return (slices[slice * kBlockWords + row / 64] >> row % 64 & 1) != 0;
}

class ColumnKernelsTest : public ::testing::TestWithParam<InstructionSet> {
 protected:
  const ColumnKernels& kernels_ = KernelsOf(GetParam());
  RandomSource random_{17};
  static constexpr size_t kWords = 3;
  static constexpr size_t kRows = kWords * 64;

  std::vector<uint64_t> RandomWords() {
    std::vector<uint64_t> words(kBlockWords);
    for (uint64_t& word : words) {
      word = static_cast<uint64_t>(
          random_.Between(std::numeric_limits<int64_t>::min() / 2,
                          std::numeric_limits<int64_t>::max() / 2));
    }
    return words;
  }

  // Cuts values of type T, which stand one byte beside their alignment.
  template <typename T, typename Cut>
  void CheckIntegers(const std::vector<T>& pool, Cut cut) {
    std::vector<char> room(kRows * sizeof(T) + 1);
    std::vector<T> values;
    for (size_t i = 0; i < kRows; ++i) values.push_back(random_.Pick(pool));
    std::memcpy(room.data() + 1, values.data(), kRows * sizeof(T));
    const std::vector<T> cuts(pool.begin() + 1, pool.end());
    const std::vector<uint64_t> present = RandomWords();
    std::vector<uint64_t> slices(cuts.size() * kBlockWords);
    cut(static_cast<const T*>(static_cast<const void*>(room.data() + 1)),
        kWords, cuts.data(), cuts.size(), present.data(), slices.data());
    for (size_t c = 0; c < cuts.size(); ++c) {
      for (size_t i = 0; i < kRows; ++i) {
        ASSERT_EQ(BitAt(slices, c, i),
                  BitAt(present, 0, i) && values[i] >= cuts[c])
            << values[i] << " from " << cuts[c];
      }
    }
  }

  template <typename T, typename Cut>
  void CheckNumbers(Cut cut) {
    using Limits = std::numeric_limits<T>;
    const std::vector<T> cuts = {-Limits::max(),        static_cast<T>(-1.5),
                                 -Limits::denorm_min(), 0,
                                 Limits::denorm_min(),  static_cast<T>(1.5),
                                 Limits::max(),         Limits::infinity()};
    std::vector<T> pool = cuts;
    pool.push_back(-static_cast<T>(0));
    pool.push_back(-Limits::infinity());
    pool.push_back(Limits::quiet_NaN());
    std::vector<T> values;
    for (size_t i = 0; i < kRows; ++i) values.push_back(random_.Pick(pool));
    const std::vector<uint64_t> before = RandomWords();
    std::vector<uint64_t> present = before;
    std::vector<uint64_t> slices(cuts.size() * kBlockWords);
    cut(values.data(), kWords, cuts.data(), cuts.size(), present.data(),
        slices.data());
    for (size_t i = 0; i < kRows; ++i) {
      const bool there = BitAt(before, 0, i) && std::isfinite(values[i]);
      ASSERT_EQ(BitAt(present, 0, i), there);
      for (size_t c = 0; c < cuts.size(); ++c) {
        ASSERT_EQ(BitAt(slices, c, i), there && values[i] >= cuts[c])
            << values[i] << " from " << cuts[c];
      }
    }
  }

  template <typename Sum, typename Add>
  void CheckAdditions(Sum largest, Add add) {
    std::vector<std::vector<uint64_t>> slices;
    std::vector<SliceAddition<Sum>> additions;
    for (int a = 0; a < 7; ++a) slices.push_back(RandomWords());
    for (int a = 0; a < 7; ++a) {
      additions.push_back(
          {slices[static_cast<size_t>(a)].data(),
           static_cast<Sum>(random_.Between(-largest / 16, largest / 16))});
    }
    std::vector<Sum> sums(kBlockRows, static_cast<Sum>(largest / 2));
    add(additions.data(), additions.size(), kWords, sums.data());
    for (size_t i = 0; i < kRows; ++i) {
      int64_t expected = largest / 2;
      for (size_t a = 0; a < 7; ++a) {
        if (BitAt(slices[a], 0, i)) expected += additions[a].points;
      }
      ASSERT_EQ(int64_t{sums[i]}, expected);
    }
  }
};

TEST_P(ColumnKernelsTest, CutsNumbers) {
  CheckNumbers<double>(kernels_.cut_doubles);
  CheckNumbers<float>(kernels_.cut_floats);
}

TEST_P(ColumnKernelsTest, CutsIntegers) {
  constexpr int64_t kMin64 = std::numeric_limits<int64_t>::min();
  constexpr int64_t kMax64 = std::numeric_limits<int64_t>::max();
  CheckIntegers<int64_t>(
      {kMin64, kMin64 + 1, -(int64_t{1} << 32), -1, 0, 1, 7, kMax64},
      kernels_.cut_int64s);
  constexpr int32_t kMin32 = std::numeric_limits<int32_t>::min();
  constexpr int32_t kMax32 = std::numeric_limits<int32_t>::max();
  CheckIntegers<int32_t>({kMin32, kMin32 + 1, -1, 0, 1, 7, kMax32},
                         kernels_.cut_int32s);
}

TEST_P(ColumnKernelsTest, MapsAndSlicesBytes) {
  std::vector<uint8_t> table(256);
  for (uint8_t& entry : table) entry = static_cast<uint8_t>(random_.Below(256));
  for (size_t used : {1u, 16u, 17u, 256u}) {
    std::vector<uint8_t> codes(kBlockRows);
    for (uint8_t& code : codes)
      code = static_cast<uint8_t>(random_.Below(used));
    std::vector<uint8_t> out(kBlockRows);
    const std::vector<uint64_t> present = RandomWords();
    kernels_.map_bytes(codes.data(), kWords, present.data(), table.data(), used,
                       out.data());
    for (size_t bits : {1u, 5u, 8u}) {
      std::vector<uint64_t> slices(8 * kBlockWords);
      kernels_.slice_bytes(out.data(), kWords, bits, slices.data());
      for (size_t i = 0; i < kRows; ++i) {
        ASSERT_EQ(out[i], BitAt(present, 0, i) ? table[codes[i]] : 0);
        for (size_t b = 0; b < bits; ++b) {
          ASSERT_EQ(BitAt(slices, b, i), (out[i] >> b & 1) != 0);
        }
      }
    }
  }
}

TEST_P(ColumnKernelsTest, AddsPoints) {
  CheckAdditions<int16_t>(32767, kernels_.add_slices16);
  CheckAdditions<int32_t>(2147483647, kernels_.add_slices32);
  CheckAdditions<int64_t>(int64_t{1} << 60, kernels_.add_slices64);
  for (size_t used : {1u, 64u, 65u, 256u}) {
    std::vector<int16_t> table(256);
    for (int16_t& entry : table) {
      entry = static_cast<int16_t>(random_.Between(-9000, 9000));
    }
    std::vector<uint8_t> codes(kBlockRows);
    for (uint8_t& code : codes)
      code = static_cast<uint8_t>(random_.Below(used));
    std::vector<int16_t> sums(kBlockRows, 5);
    kernels_.add_codes16(codes.data(), kWords, table.data(), used, sums.data());
    for (size_t i = 0; i < kRows; ++i) {
      ASSERT_EQ(sums[i], 5 + table[codes[i]]);
    }
  }
}

TEST_P(ColumnKernelsTest, ScalesSumsAndCountsBounds) {
  std::vector<int16_t> sums(kBlockRows);
  for (int16_t& sum : sums) sum = static_cast<int16_t>(random_.Between(-9, 9));
  std::vector<int64_t> scaled(kBlockRows);
  kernels_.scale16(sums.data(), kWords, 3000000001, scaled.data());
  const std::vector<int16_t> bounds = {-4, 0, 0, 32767};
  std::vector<int32_t> steps(kBlockRows);
  kernels_.count_bounds16(sums.data(), kWords, bounds.data(), bounds.size(),
                          steps.data());
  for (size_t i = 0; i < kRows; ++i) {
    ASSERT_EQ(scaled[i], sums[i] * 3000000001);
    ASSERT_EQ(steps[i], (sums[i] >= -4 ? 1 : 0) + (sums[i] >= 0 ? 2 : 0));
  }
}

// What fade computes, from its definition.
double FactorAt(int64_t at, const FadeScale& scale) {
  int64_t period = at / scale.length;
  int64_t rest = at % scale.length;
  if (rest < 0) {
    rest += scale.length;
    --period;
  }
  const int64_t n = (scale.last - scale.length + 1) / scale.length - period;
  if (n > 1000) return 0;
  return ExactExp2(static_cast<double>(rest) /
                   static_cast<double>(scale.length)) *
         ExactExp2(static_cast<double>(-n));
}

FadeScale ScaleAt(int64_t period, int64_t length) {
  return {period * length + (length - 1), length,
          1 / static_cast<double>(length)};
}

TEST_P(ColumnKernelsTest, FadeHasTheBitsOfExactExp2) {
  for (const int64_t length :
       {int64_t{1}, int64_t{7}, int64_t{3600000000}, int64_t{1209600000000},
        int64_t{315576000000000000}}) {
    const int64_t periods = random_.Between(-500, 500);
    const FadeScale scales[] = {
        ScaleAt(length < 1000000 ? periods : periods % 3, length),
        // That of the end of time.
        ScaleAt(253402300799999, 1000)};
    std::vector<FadeTime> times;
    for (int i = 0; i < 500; ++i) {
      const int64_t back = std::min<int64_t>(i % 5 == 0 ? 0 : length, 1200);
      const uint64_t s = i % 20 == 0 ? 1 : 0;
      const int64_t at =
          scales[0].last -
          random_.Between(0, back) * std::min<int64_t>(length, 1000000000) -
          random_.Between(0, length - 1);
      times.push_back({std::min(at, scales[s].last), s});
    }
    std::vector<double> factors(times.size());
    kernels_.fade(times.data(), times.size(), scales, 2, factors.data());
    for (size_t i = 0; i < times.size(); ++i) {
      ASSERT_EQ(factors[i], FactorAt(times[i].at, scales[times[i].scale]))
          << length << " " << times[i].at << " " << times[i].scale;
    }
  }
}

// Any number of times and scales, none beyond their ends.
TEST_P(ColumnKernelsTest, FadeLooksUpItsScales) {
  for (const size_t scale_count : {1u, 4u, 5u, 8u, 9u, 300u}) {
    std::vector<FadeScale> scales;
    for (size_t s = 0; s < scale_count; ++s) {
      scales.push_back(ScaleAt(random_.Between(-20, 20),
                               random_.Between(1, 400 * int64_t{86400000000})));
    }
    for (size_t count = 0; count < 70; ++count) {
      std::vector<FadeTime> times;
      for (size_t i = 0; i < count; ++i) {
        const uint64_t s = random_.Below(scale_count);
        // Edges of half-lives now and then.
        const int64_t back = random_.Chance(30)
                                 ? scales[s].length * random_.Between(0, 9)
                                 : random_.Between(0, 9 * scales[s].length);
        times.push_back(
            {scales[s].last - std::max(back - random_.Between(0, 1), int64_t{}),
             s});
      }
      std::vector<double> factors(count + 1, -1);
      kernels_.fade(times.data(), count, scales.data(), scale_count,
                    factors.data());
      for (size_t i = 0; i < count; ++i) {
        ASSERT_EQ(factors[i], FactorAt(times[i].at, scales[times[i].scale]));
      }
      ASSERT_EQ(factors[count], -1);
    }
  }
}

TEST_P(ColumnKernelsTest, RoundRowsRoundsTiesToEvenAndSaturates) {
  const std::vector<double> values = {0.5, 1.5,   -2.5, 1e300, -1e16,
                                      0,   -0.25, 3,    7,     1e-300};
  const std::vector<double> scales = {1, 1, 1, 1, 0.5};
  std::vector<int64_t> out(values.size());
  kernels_.round_rows(values.data(), 2, 5, scales.data(), 1e15, out.data());
  EXPECT_EQ(out, (std::vector<int64_t>{0, 2, -2, 1000000000000000,
                                       -1000000000000000, 0, 0, 3, 7, 0}));
}

TEST_P(ColumnKernelsTest, AddRoundedRowsAddsUpWhatRoundRowsGives) {
  constexpr size_t kStride = 37;
  constexpr size_t kRowCount = 5;
  const double infinity = std::numeric_limits<double>::infinity();
  std::vector<double> values;
  for (size_t i = 0; i < kRowCount * kStride; ++i) {
    const double random = static_cast<double>(random_.Between(-9000, 9000)) / 4;
    values.push_back(
        random_.Pick<double>({random, 0.5, 1e17, -1e300, infinity}));
  }
  std::vector<double> scales;
  for (size_t k = 0; k < kStride; ++k) {
    scales.push_back(static_cast<double>(random_.Between(1, 64)) / 64);
  }
  std::vector<int64_t> rounded(values.size());
  kernels_.round_rows(values.data(), kRowCount, kStride, scales.data(), 1e15,
                      rounded.data());
  for (size_t width = 0; width <= kStride; ++width) {
    for (const size_t skipped : {size_t{0}, kStride - width}) {
      std::vector<int64_t> sums(kRowCount);
      kernels_.add_rounded_rows(values.data() + skipped, kRowCount, kStride,
                                width, scales.data() + skipped, 1e15,
                                sums.data());
      for (size_t i = 0; i < kRowCount; ++i) {
        int64_t expected = 0;
        for (size_t k = 0; k < width; ++k) {
          expected += rounded[i * kStride + skipped + k];
        }
        ASSERT_EQ(sums[i], expected) << width << " from " << skipped;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Sets, ColumnKernelsTest, ::testing::ValuesIn(AvailableInstructionSets()),
    [](const ::testing::TestParamInfo<InstructionSet>& set) {
      return std::string(NameOf(set.param));
    });

}  // namespace
}  // namespace lotse
