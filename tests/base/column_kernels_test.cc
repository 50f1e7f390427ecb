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

TEST_P(ColumnKernelsTest, FadeHasTheBitsOfExactExp2) {
  for (const int64_t length :
       {int64_t{1}, int64_t{7}, int64_t{3600000000}, int64_t{1209600000000},
        int64_t{315576000000000000}}) {
    const int64_t periods = random_.Between(-500, 500);
    const int64_t start =
        length < 1000000 ? periods * length : periods % 3 * length;
    const FadeScale scale = {start + length - 1, length,
                             1 / static_cast<double>(length)};
    std::vector<int64_t> times;
    for (int i = 0; i < 500; ++i) {
      const int64_t back = std::min<int64_t>(i % 5 == 0 ? 0 : length, 1200);
      times.push_back(scale.last -
                      random_.Between(0, back) *
                          std::min<int64_t>(length, 1000000000) -
                      random_.Between(0, length - 1));
    }
    std::vector<double> factors(times.size());
    kernels_.fade(times.data(), nullptr, times.size(), &scale, factors.data());
    // Each second one of another scale, which is that of the end of time.
    std::vector<uint8_t> classes(times.size());
    for (size_t i = 0; i < classes.size(); i += 2) classes[i] = 1;
    const FadeScale scales[] = {scale, {253402300799999999, 1000, 1e-3}};
    std::vector<double> of_classes(times.size());
    kernels_.fade(times.data(), classes.data(), times.size(), scales,
                  of_classes.data());
    for (size_t i = 1; i < times.size(); i += 2) {
      ASSERT_EQ(of_classes[i], factors[i]);
    }
    for (size_t i = 0; i < times.size(); ++i) {
      int64_t period = times[i] / length;
      int64_t rest = times[i] % length;
      if (rest < 0) {
        rest += length;
        --period;
      }
      const int64_t n = start / length - period;
      const double expected = n > 1000
                                  ? 0
                                  : ExactExp2(static_cast<double>(rest) /
                                              static_cast<double>(length)) *
                                        ExactExp2(static_cast<double>(-n));
      ASSERT_EQ(factors[i], expected) << length << " " << n << " " << rest;
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

INSTANTIATE_TEST_SUITE_P(
    Sets, ColumnKernelsTest, ::testing::ValuesIn(AvailableInstructionSets()),
    [](const ::testing::TestParamInfo<InstructionSet>& set) {
      return std::string(NameOf(set.param));
    });

}  // namespace
}  // namespace lotse
