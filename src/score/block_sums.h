// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BlockSums: the sums of points of a block of leads, added from the slices and
// codes of conditions. Internal to score.
//
//   SumPlan plan;
//   plan.direct.Add(conditions.RequireInput(input, nano_by_code));
//   const std::unique_ptr<BlockSums> sums = MakeBlockSums(plan, kernels);
//   conditions.Evaluate(begin, rows);
//   sums->Compute(rows);
//   sums->GiveNano(rows, nano);
//
// Not thread-safe.
#ifndef LOTSE_SRC_SCORE_BLOCK_SUMS_H_
#define LOTSE_SRC_SCORE_BLOCK_SUMS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "lotse/condition/condition_columns.h"
#include "src/base/column_kernels.h"

namespace lotse {

// What one sum is made of, in nano-points.
struct Amounts {
  using InputValue = ConditionColumns::InputValue;

  // Nano-points of each row of the block, from `least` to `most`.
  struct Column {
    const int64_t* nano;
    int64_t least;
    int64_t most;
  };

  int64_t start = 0;
  std::vector<InputValue::Slice> slices;
  std::vector<InputValue> by_code;
  std::vector<Column> columns;

  void Add(InputValue value);
  void Add(Amounts other);

  template <typename Visit>
  void ForEach(Visit visit) const {
    visit(start);
    for (const InputValue::Slice& slice : slices) visit(slice.amount);
    for (const InputValue& value : by_code) {
      for (int64_t amount : value.by_code) visit(amount);
    }
    // Whatever lies between the bounds.
    if (!columns.empty()) visit(1);
  }

  // The lowest and the highest sum that can occur; slices of one input are
  // taken as if each could be set alone.
  std::pair<absl::int128, absl::int128> Range() const;

  // No partial sum, in any order, is beyond this.
  absl::int128 Magnitude() const;
};

// What a group that has a sum of its own has it for.
struct GroupRole {
  // The rows for which it counts; null: all.
  const uint64_t* when = nullptr;
  bool capped = false;
  bool on_rows = false;
  bool on_columns = false;

  bool any() const {
    return when != nullptr || capped || on_rows || on_columns;
  }
};

struct OwnGroup {
  Amounts amounts;
  GroupRole role;
  // Read if it is capped.
  int64_t min_nano = 0;
  int64_t max_nano = 0;
};

// Whether a clamp by [min, max] can change a sum of `range`.
inline bool CanBind(std::pair<absl::int128, absl::int128> range, int64_t min,
                    int64_t max) {
  return range.first < min || range.second > max;
}

struct SumPlan {
  Amounts direct;
  std::vector<OwnGroup> groups;
  bool capped = false;
  int64_t min_nano = 0;
  int64_t max_nano = 0;
  // Lower bounds of steps, ascending.
  std::vector<int64_t> category_from;
  std::vector<int64_t> row_from;
  std::vector<int64_t> column_from;
};

// The sums of one block. All amounts are multiples of one unit; sums are kept
// in units, in the narrowest integers that hold each of them.
class BlockSums {
 public:
  virtual ~BlockSums() = default;

  // Adds up the slices and codes as they are now.
  virtual void Compute(size_t rows) = 0;
  // Nano-points of each row.
  virtual void GiveNano(size_t rows, int64_t* out) const = 0;
  // How many lower bounds the total, the groups on rows and the groups on
  // columns reach.
  virtual void GiveSteps(size_t rows, int32_t* out) const = 0;
  virtual void GiveRowSteps(size_t rows, int32_t* out) const = 0;
  virtual void GiveColumnSteps(size_t rows, int32_t* out) const = 0;

  // In nano-points; all sums are multiples of it.
  int64_t unit() const { return unit_; }
  // No sum is further from 0 than so many units.
  absl::int128 units() const { return units_; }

 protected:
  BlockSums(int64_t unit, absl::int128 units) : unit_(unit), units_(units) {}

 private:
  const int64_t unit_;
  const absl::int128 units_;
};

// The slices, codes and columns of the plan must stay where they are.
std::unique_ptr<BlockSums> MakeBlockSums(const SumPlan& plan,
                                         const ColumnKernels& kernels);

}  // namespace lotse

#endif  // LOTSE_SRC_SCORE_BLOCK_SUMS_H_
