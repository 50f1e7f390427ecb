// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Amounts and MakeBlockSums.
#include "src/score/block_sums.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace lotse {
namespace {

using InputValue = ConditionColumns::InputValue;

int64_t FloorDiv(int64_t a, int64_t unit) {
  return a / unit - (a % unit != 0 && a < 0 ? 1 : 0);
}
int64_t CeilDiv(int64_t a, int64_t unit) {
  return a / unit + (a % unit != 0 && a > 0 ? 1 : 0);
}

template <typename Sum>
class SumsOf final : public BlockSums {
 public:
  SumsOf(const SumPlan& plan, int64_t unit, absl::int128 units,
         const ColumnKernels& kernels)
      : BlockSums(unit, units), kernels_(kernels) {
    direct_ = Narrow(plan.direct);
    for (const OwnGroup& group : plan.groups) {
      Group& own = groups_.emplace_back();
      own.amounts = Narrow(group.amounts);
      own.role = group.role;
      if (own.role.capped) {
        own.min = Clamped(CeilDiv(group.min_nano, unit));
        own.max = Clamped(FloorDiv(group.max_nano, unit));
      }
    }
    capped_ = plan.capped;
    if (capped_) {
      min_ = Clamped(CeilDiv(plan.min_nano, unit));
      max_ = Clamped(FloorDiv(plan.max_nano, unit));
    }
    category_from_ = Bounds(plan.category_from);
    row_from_ = Bounds(plan.row_from);
    column_from_ = Bounds(plan.column_from);
  }

  void Compute(size_t rows) override {
    const size_t words = (rows + 63) / 64;
    Add(direct_, words, total_.data());
    row_sum_.fill(0);
    column_sum_.fill(0);
    for (const Group& group : groups_) {
      Sum* const sum = group_.data();
      Add(group.amounts, words, sum);
      if (group.role.capped) {
        for (size_t i = 0; i < kBlockRows; ++i) {
          sum[i] = std::min(std::max(sum[i], group.min), group.max);
        }
      }
      // After the cap: one that does not count is not capped either.
      if (group.role.when != nullptr) KeepWhere(group.role.when, words, sum);
      AddTo(sum, &total_);
      if (group.role.on_rows) AddTo(sum, &row_sum_);
      if (group.role.on_columns) AddTo(sum, &column_sum_);
    }
    if (!capped_) return;
    for (size_t i = 0; i < kBlockRows; ++i) {
      total_[i] = std::min(std::max(total_[i], min_), max_);
    }
  }

  void GiveNano(size_t rows, int64_t* out) const override {
    if constexpr (sizeof(Sum) == 2) {
      const size_t whole = rows / 64;
      kernels_.scale16(total_.data(), whole, unit(), out);
      out += 64 * whole;
      for (size_t i = 64 * whole; i < rows; ++i) {
        *out++ = int64_t{total_[i]} * unit();
      }
      return;
    }
    for (size_t i = 0; i < rows; ++i) out[i] = int64_t{total_[i]} * unit();
  }
  void GiveSteps(size_t rows, int32_t* out) const override {
    StepsOf(total_, category_from_, rows, out);
  }
  void GiveRowSteps(size_t rows, int32_t* out) const override {
    StepsOf(row_sum_, row_from_, rows, out);
  }
  void GiveColumnSteps(size_t rows, int32_t* out) const override {
    StepsOf(column_sum_, column_from_, rows, out);
  }

 private:
  using Block = std::array<Sum, kBlockRows>;

  struct ByCode {
    const uint8_t* codes8;
    const uint32_t* codes32;
    size_t used;
    std::vector<Sum> amounts;
  };
  struct Narrowed {
    Sum start = 0;
    std::vector<SliceAddition<Sum>> slices;
    std::vector<ByCode> by_code;
    std::vector<const int64_t*> columns;
  };
  struct Group {
    Narrowed amounts;
    GroupRole role;
    Sum min = 0;
    Sum max = 0;
  };

  Sum InUnits(int64_t nano) const { return static_cast<Sum>(nano / unit()); }
  static Sum Clamped(int64_t value) {
    return static_cast<Sum>(std::min<int64_t>(
        std::max<int64_t>(value, std::numeric_limits<Sum>::min()),
        std::numeric_limits<Sum>::max()));
  }

  // Lower bounds in units. One above every sum becomes the highest Sum, which
  // no sum reaches.
  std::vector<Sum> Bounds(const std::vector<int64_t>& nano) const {
    std::vector<Sum> bounds;
    for (int64_t from : nano) bounds.push_back(Clamped(CeilDiv(from, unit())));
    return bounds;
  }

  Narrowed Narrow(const Amounts& amounts) const {
    Narrowed narrowed;
    narrowed.start = InUnits(amounts.start);
    for (const InputValue::Slice& slice : amounts.slices) {
      narrowed.slices.push_back({slice.bits, InUnits(slice.amount)});
    }
    for (const InputValue& value : amounts.by_code) {
      ByCode& by_code = narrowed.by_code.emplace_back();
      by_code.codes8 = value.codes8;
      by_code.codes32 = value.codes32;
      by_code.used = value.by_code.size();
      for (int64_t amount : value.by_code) {
        by_code.amounts.push_back(InUnits(amount));
      }
      by_code.amounts.resize(std::max<size_t>(by_code.used, 64));
    }
    for (const Amounts::Column& column : amounts.columns) {
      narrowed.columns.push_back(column.nano);
    }
    return narrowed;
  }

  void Add(const Narrowed& amounts, size_t words, Sum* sums) {
    std::fill_n(sums, kBlockRows, amounts.start);
    const auto add = [&](auto kernel) {
      kernel(amounts.slices.data(), amounts.slices.size(), words, sums);
    };
    if constexpr (sizeof(Sum) == 2) {
      add(kernels_.add_slices16);
    } else if constexpr (sizeof(Sum) == 4) {
      add(kernels_.add_slices32);
    } else {
      add(kernels_.add_slices64);
    }
    for (const ByCode& by_code : amounts.by_code) {
      const Sum* const table = by_code.amounts.data();
      if (by_code.codes8 != nullptr) {
        if constexpr (sizeof(Sum) == 2) {
          kernels_.add_codes16(by_code.codes8, words, table, by_code.used,
                               sums);
        } else {
          for (size_t i = 0; i < 64 * words; ++i) {
            sums[i] += table[by_code.codes8[i]];
          }
        }
      } else {
        for (size_t i = 0; i < 64 * words; ++i) {
          sums[i] = static_cast<Sum>(sums[i] + table[by_code.codes32[i]]);
        }
      }
    }
    for (const int64_t* column : amounts.columns) {
      for (size_t i = 0; i < 64 * words; ++i) {
        sums[i] = static_cast<Sum>(sums[i] + InUnits(column[i]));
      }
    }
  }

  // Sets the sums of rows without the bit to zero.
  static void KeepWhere(const uint64_t* slice, size_t words, Sum* sums) {
    for (size_t w = 0; w < words; ++w) {
      const uint64_t word = slice[w];
      for (size_t i = 0; i < 64; ++i) {
        sums[64 * w + i] = static_cast<Sum>(
            sums[64 * w + i] &
            static_cast<Sum>(-static_cast<Sum>(word >> i & 1)));
      }
    }
  }

  static void AddTo(const Sum* from, Block* to) {
    for (size_t i = 0; i < kBlockRows; ++i) {
      (*to)[i] = static_cast<Sum>((*to)[i] + from[i]);
    }
  }

  void StepsOf(const Block& sums, const std::vector<Sum>& from, size_t rows,
               int32_t* out) const {
    if constexpr (sizeof(Sum) == 2) {
      if (rows % 64 == 0) {
        return kernels_.count_bounds16(sums.data(), rows / 64, from.data(),
                                       from.size(), out);
      }
    }
    Block steps = {};
    for (Sum lowest : from) {
      for (size_t i = 0; i < kBlockRows; ++i) {
        steps[i] = static_cast<Sum>(steps[i] + (sums[i] >= lowest ? 1 : 0));
      }
    }
    for (size_t i = 0; i < rows; ++i) out[i] = static_cast<int32_t>(steps[i]);
  }

  const ColumnKernels& kernels_;
  Narrowed direct_;
  std::vector<Group> groups_;
  bool capped_ = false;
  Sum min_ = 0;
  Sum max_ = 0;
  std::vector<Sum> category_from_;
  std::vector<Sum> row_from_;
  std::vector<Sum> column_from_;
  alignas(64) Block total_ = {};
  alignas(64) Block group_ = {};
  alignas(64) Block row_sum_ = {};
  alignas(64) Block column_sum_ = {};
};

}  // namespace

void Amounts::Add(InputValue value) {
  start += value.start;
  for (const InputValue::Slice& slice : value.slices) {
    if (slice.amount != 0) slices.push_back(slice);
  }
  if (!value.by_code.empty()) by_code.push_back(std::move(value));
}

void Amounts::Add(Amounts other) {
  start += other.start;
  slices.insert(slices.end(), other.slices.begin(), other.slices.end());
  for (InputValue& value : other.by_code) by_code.push_back(std::move(value));
  columns.insert(columns.end(), other.columns.begin(), other.columns.end());
}

std::pair<absl::int128, absl::int128> Amounts::Range() const {
  absl::int128 low = start;
  absl::int128 high = start;
  const auto add = [&](int64_t least, int64_t most) {
    low += std::min<int64_t>(least, 0);
    high += std::max<int64_t>(most, 0);
  };
  for (const InputValue::Slice& slice : slices) {
    add(slice.amount, slice.amount);
  }
  for (const InputValue& value : by_code) {
    add(*std::min_element(value.by_code.begin(), value.by_code.end()),
        *std::max_element(value.by_code.begin(), value.by_code.end()));
  }
  for (const Column& column : columns) add(column.least, column.most);
  return {low, high};
}

absl::int128 Amounts::Magnitude() const {
  const auto size = [](int64_t amount) {
    return absl::int128(amount) < 0 ? -absl::int128(amount)
                                    : absl::int128(amount);
  };
  absl::int128 sum = size(start);
  for (const InputValue::Slice& slice : slices) sum += size(slice.amount);
  for (const InputValue& value : by_code) {
    absl::int128 most = 0;
    for (int64_t amount : value.by_code) most = std::max(most, size(amount));
    sum += most;
  }
  for (const Column& column : columns) {
    sum += std::max(size(column.least), size(column.most));
  }
  return sum;
}

std::unique_ptr<BlockSums> MakeBlockSums(const SumPlan& plan,
                                         const ColumnKernels& kernels) {
  // The unit: what all amounts and binding caps are multiples of.
  int64_t unit = 0;
  const auto measure = [&](int64_t nano) { unit = std::gcd(unit, nano); };
  absl::int128 magnitude = plan.direct.Magnitude();
  plan.direct.ForEach(measure);
  const auto add_cap = [&](int64_t nano) {
    measure(nano);
    magnitude += nano < 0 ? -absl::int128(nano) : absl::int128(nano);
  };
  for (const OwnGroup& group : plan.groups) {
    group.amounts.ForEach(measure);
    magnitude += group.amounts.Magnitude();
    if (!group.role.capped) continue;
    // A cap beyond every sum may be no multiple: it is never taken on.
    const auto range = group.amounts.Range();
    if (range.first < group.min_nano) add_cap(group.min_nano);
    if (range.second > group.max_nano) add_cap(group.max_nano);
  }
  if (plan.capped) {
    // Either may bind; the one that cannot is far away.
    constexpr int64_t kFar = std::numeric_limits<int64_t>::max() / 4;
    for (int64_t cap : {plan.min_nano, plan.max_nano}) {
      if (cap > -kFar && cap < kFar) add_cap(cap);
    }
  }
  unit = std::max<int64_t>(unit, 1);
  const absl::int128 units = magnitude / unit;
  // Below the highest value, which bounds that no sum reaches become.
  if (units < std::numeric_limits<int16_t>::max()) {
    return std::make_unique<SumsOf<int16_t>>(plan, unit, units, kernels);
  }
  if (units < std::numeric_limits<int32_t>::max()) {
    return std::make_unique<SumsOf<int32_t>>(plan, unit, units, kernels);
  }
  return std::make_unique<SumsOf<int64_t>>(plan, unit, units, kernels);
}

}  // namespace lotse
