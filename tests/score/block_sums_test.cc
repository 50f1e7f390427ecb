// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Sums of a block equal those of one row after the other.
#include "src/score/block_sums.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <vector>

namespace lotse {
namespace {

using ::testing::ElementsAre;

constexpr int64_t kNano = 1000000000;

using Slice = std::array<uint64_t, kBlockWords>;

// The slice of the rows that `holds` says.
template <typename Holds>
Slice SliceOf(Holds holds) {
  Slice slice = {};
  for (size_t i = 0; i < kBlockRows; ++i) {
    if (holds(i)) slice[i / 64] |= uint64_t{1} << i % 64;
  }
  return slice;
}

const ColumnKernels& Kernels() { return KernelsOf(BestInstructionSet()); }

std::vector<int64_t> NanoOf(BlockSums* sums, size_t rows) {
  sums->Compute(rows);
  std::vector<int64_t> nano(rows);
  sums->GiveNano(rows, nano.data());
  return nano;
}

TEST(Amounts, RangeAndMagnitudeBoundEverySum) {
  const Slice slice = {};
  Amounts amounts;
  amounts.start = 5;
  amounts.slices = {{slice.data(), 7}, {slice.data(), -3}};
  amounts.by_code.emplace_back().by_code = {-2, 0, 4};
  EXPECT_EQ(amounts.Range(), std::make_pair(absl::int128(0), absl::int128(16)));
  EXPECT_EQ(amounts.Magnitude(), 19);
}

TEST(Amounts, LeavesOutSlicesThatAddNothing) {
  const Slice slice = {};
  Amounts::InputValue value;
  value.start = 2;
  value.slices = {{slice.data(), 0}, {slice.data(), 1}};
  Amounts amounts;
  amounts.Add(value);
  EXPECT_EQ(amounts.start, 2);
  EXPECT_EQ(amounts.slices.size(), 1u);
  Amounts other;
  other.start = 3;
  other.Add(value);
  amounts.Add(std::move(other));
  EXPECT_EQ(amounts.start, 7);
  EXPECT_EQ(amounts.slices.size(), 2u);
}

TEST(BlockSums, AddsSlicesAndCodesInEachWidth) {
  const Slice odd = SliceOf([](size_t i) { return i % 2 == 1; });
  std::vector<uint8_t> codes(kBlockRows);
  std::vector<uint32_t> wide(kBlockRows);
  for (size_t i = 0; i < kBlockRows; ++i) {
    codes[i] = static_cast<uint8_t>(i % 3);
    wide[i] = static_cast<uint32_t>(i % 5);
  }
  // The second amount decides how many units there are.
  for (const int64_t large :
       {int64_t{100}, int64_t{100001}, int64_t{1} << 40}) {
    SumPlan plan;
    plan.direct.start = kNano;
    plan.direct.slices.push_back({odd.data(), large * kNano / 1000});
    Amounts::InputValue by_byte;
    by_byte.by_code = {0, 3 * kNano, -kNano};
    by_byte.codes8 = codes.data();
    plan.direct.Add(by_byte);
    Amounts::InputValue by_word;
    by_word.by_code = {kNano, 0, 0, 0, 2 * kNano};
    by_word.codes32 = wide.data();
    plan.direct.Add(by_word);
    const auto sums = MakeBlockSums(plan, Kernels());
    for (const size_t rows : {kBlockRows, size_t{70}, size_t{1}}) {
      const std::vector<int64_t> nano = NanoOf(sums.get(), rows);
      for (size_t i = 0; i < rows; ++i) {
        const int64_t expected =
            kNano + (i % 2 == 1 ? large * kNano / 1000 : 0) +
            by_byte.by_code[i % 3] + by_word.by_code[i % 5];
        ASSERT_EQ(nano[i], expected) << large << " row " << i;
        ASSERT_EQ(nano[i] % sums->unit(), 0);
      }
    }
  }
}

TEST(BlockSums, UnitIsWhatAllAmountsAreMultiplesOf) {
  const Slice slice = {};
  SumPlan plan;
  plan.direct.start = 6 * kNano;
  plan.direct.slices.push_back({slice.data(), -4 * kNano});
  const auto sums = MakeBlockSums(plan, Kernels());
  EXPECT_EQ(sums->unit(), 2 * kNano);
  EXPECT_EQ(sums->units(), 5);
}

TEST(BlockSums, OfNothingAreZero) {
  const auto sums = MakeBlockSums(SumPlan(), Kernels());
  EXPECT_EQ(sums->unit(), 1);
  EXPECT_THAT(NanoOf(sums.get(), 2), ElementsAre(0, 0));
}

// A group of 10 points in odd rows, capped to [2, 7].
SumPlan CappedPlan(const Slice& odd) {
  SumPlan plan;
  OwnGroup& group = plan.groups.emplace_back();
  group.amounts.slices.push_back({odd.data(), 10 * kNano});
  group.role.capped = true;
  group.min_nano = 2 * kNano;
  group.max_nano = 7 * kNano;
  return plan;
}

TEST(BlockSums, GroupsAreCapped) {
  const Slice odd = SliceOf([](size_t i) { return i % 2 == 1; });
  const auto sums = MakeBlockSums(CappedPlan(odd), Kernels());
  EXPECT_THAT(NanoOf(sums.get(), 3),
              ElementsAre(2 * kNano, 7 * kNano, 2 * kNano));
}

TEST(BlockSums, GroupsThatDoNotCountAreNotCapped) {
  const Slice odd = SliceOf([](size_t i) { return i % 2 == 1; });
  const Slice first_two = SliceOf([](size_t i) { return i < 2; });
  SumPlan plan = CappedPlan(odd);
  plan.groups[0].role.when = first_two.data();
  const auto sums = MakeBlockSums(plan, Kernels());
  EXPECT_THAT(NanoOf(sums.get(), 4), ElementsAre(2 * kNano, 7 * kNano, 0, 0));
}

TEST(BlockSums, CapsThatNoSumReachesNeedNoUnit) {
  const Slice odd = SliceOf([](size_t i) { return i % 2 == 1; });
  SumPlan plan = CappedPlan(odd);
  plan.groups[0].min_nano = -1234567;
  const auto sums = MakeBlockSums(plan, Kernels());
  EXPECT_EQ(sums->unit(), kNano);
  EXPECT_THAT(NanoOf(sums.get(), 2), ElementsAre(0, 7 * kNano));
}

TEST(BlockSums, TheTotalIsCapped) {
  const Slice odd = SliceOf([](size_t i) { return i % 2 == 1; });
  SumPlan plan;
  plan.direct.slices.push_back({odd.data(), 10 * kNano});
  plan.capped = true;
  plan.min_nano = kNano;
  plan.max_nano = std::numeric_limits<int64_t>::max() / 2;
  EXPECT_THAT(NanoOf(MakeBlockSums(plan, Kernels()).get(), 2),
              ElementsAre(kNano, 10 * kNano));
}

TEST(BlockSums, StepsCountTheBoundsThatAreReached) {
  const Slice odd = SliceOf([](size_t i) { return i % 2 == 1; });
  SumPlan plan = CappedPlan(odd);
  plan.direct.start = 20 * kNano;
  plan.groups[0].role.on_rows = true;
  plan.category_from = {0, 22 * kNano, 22 * kNano + 1};
  plan.row_from = {7 * kNano, 8 * kNano};
  plan.column_from = {0, 1};
  const auto sums = MakeBlockSums(plan, Kernels());
  for (const size_t rows : {size_t{2}, kBlockRows}) {
    sums->Compute(rows);
    std::vector<int32_t> steps(rows, 9);
    sums->GiveSteps(rows, steps.data());
    EXPECT_THAT(absl::MakeSpan(steps).first(2), ElementsAre(2, 3));
    sums->GiveRowSteps(rows, steps.data());
    EXPECT_THAT(absl::MakeSpan(steps).first(2), ElementsAre(0, 1));
    sums->GiveColumnSteps(rows, steps.data());
    EXPECT_THAT(absl::MakeSpan(steps).first(2), ElementsAre(1, 1));
  }
}

}  // namespace
}  // namespace lotse
