// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the executors of engagement for many leads share. Internal to score.
//
// Half-lives are folded as in EngagementProgram, only that all sums of a batch
// are stated at one and the same half-life: as the fold scales its sums by
// powers of two alone, which is exact, the bits are the same.
#ifndef LOTSE_SRC_SCORE_ENGAGEMENT_BATCH_H_
#define LOTSE_SRC_SCORE_ENGAGEMENT_BATCH_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "lotse/condition/condition_columns.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/score/engagement_columns.h"
#include "src/base/column_kernels.h"
#include "src/score/engagement_program.h"

namespace lotse {

// 2^n for n from -1000 to 1000; 0 below.
inline double PowerOfTwo(int64_t n) {
  return n <= 0 ? InversePowerOfTwo(-n)
                : 1 / InversePowerOfTwo(std::min<int64_t>(n, 1000));
}

inline int64_t PeriodOf(int64_t at, int64_t length) {
  return at / length - (at % length < 0 ? 1 : 0);
}

// Factors stated at half-life number `period`.
inline FadeScale FadeScaleOf(int64_t length, int64_t period) {
  return {period * length + (length - 1), length,
          1 / static_cast<double>(length)};
}

// Which conditions hold for the activities of a range, whose payload is in
// columns.
class ActivityConditions {
 public:
  ActivityConditions(const EngagementProgram& program, size_t rows,
                     absl::Span<const ColumnView> payload,
                     InstructionSet instructions) {
    if (program.where.size() == 0) return;
    activities_.rows = rows;
    activities_.values = payload;
    // No condition here depends on the time of its evaluation.
    where_ = std::make_unique<ConditionColumns>(program.where, activities_,
                                                Instant(), instructions);
    for (size_t c = 0; c < program.where.size(); ++c) {
      slices_.push_back(where_->Require(c));
    }
    bits_.resize(slices_.size());
  }

  // To be called before Holds, for activities [begin, end).
  void Evaluate(size_t begin, size_t end) {
    if (where_ == nullptr) return;
    begin_ = begin;
    for (std::vector<uint64_t>& bits : bits_) bits.clear();
    for (size_t at = begin; at < end; at += ConditionColumns::kMaxRows) {
      where_->Evaluate(at, std::min(ConditionColumns::kMaxRows, end - at));
      for (size_t c = 0; c < slices_.size(); ++c) {
        bits_[c].insert(bits_[c].end(), slices_[c], slices_[c] + kBlockWords);
      }
    }
  }

  bool Holds(int32_t where, size_t activity) const {
    if (where < 0) return true;
    const size_t i = activity - begin_;
    return (bits_[static_cast<size_t>(where)][i / 64] >> i % 64 & 1) != 0;
  }

 private:
  LeadColumns activities_;
  std::unique_ptr<ConditionColumns> where_;
  std::vector<const uint64_t*> slices_;
  std::vector<std::vector<uint64_t>> bits_;
  size_t begin_ = 0;
};

// Adds up the rules of a lead and puts its points into row `row`.
inline void PutPoints(const EngagementProgram& program,
                      const int64_t* rule_nano, size_t row, int64_t* group_nano,
                      EngagementPoints* points) {
  points->total_nano[row] = program.AddUp(rule_nano, group_nano);
  for (size_t g = 0; g < program.groups.size(); ++g) {
    points->group_nano[g][row] = group_nano[g];
  }
}

// As PutPoints for `rows` leads from row `first` on, from their sums, one of
// each rule, and what is left of each. For programs whose points are all in
// sums and that are narrow.
inline void PutSums(const EngagementProgram& program,
                    const ColumnKernels& kernels, const double* sums,
                    const double* left, size_t first, size_t rows,
                    EngagementPoints* points) {
  int64_t* const total = points->total_nano.data() + first;
  std::fill_n(total, rows, 0);
  for (size_t g = 0; g < program.groups.size(); ++g) {
    const CompiledEngagementGroup& group = program.groups[g];
    int64_t* const nano = points->group_nano[g].data() + first;
    kernels.add_rounded_rows(
        sums + group.rules_begin, rows, program.rules.size(),
        group.rules_end - group.rules_begin, left + group.rules_begin,
        static_cast<double>(kMaxRuleNano), nano);
    for (size_t i = 0; i < rows; ++i) {
      nano[i] = std::min(std::max(nano[i], group.min_nano), group.max_nano);
      total[i] += nano[i];
    }
  }
  for (size_t i = 0; i < rows; ++i) {
    total[i] = std::min(std::max(total[i], program.min_nano), program.max_nano);
  }
}

inline void ResizePoints(const EngagementProgram& program, size_t rows,
                         EngagementPoints* points) {
  points->total_nano.resize(rows);
  points->group_nano.resize(program.groups.size());
  for (std::vector<int64_t>& group : points->group_nano) group.resize(rows);
}

}  // namespace lotse

#endif  // LOTSE_SRC_SCORE_ENGAGEMENT_BATCH_H_
