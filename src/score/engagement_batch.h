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

// What an activity of a kind does, if that is simple.
struct KindPlan {
  enum Form : uint8_t {
    kNothing,
    // One rule without a condition, and no reset.
    kOneRule,
    kAnything,
  };
  Form form = kNothing;
  // Class of the half-life that the rule has, if there are few of them.
  uint8_t fade = 0;
  uint32_t rule = 0;
};

inline std::vector<KindPlan> PlansOf(const EngagementProgram& program) {
  std::vector<KindPlan> plans(program.kind_has_where.size());
  for (uint32_t k = 0; k < plans.size(); ++k) {
    const absl::Span<const uint32_t> rules = program.rules_of_kind.Of(k);
    if (!program.resets_of_kind.Of(k).empty() || program.kind_has_where[k] ||
        rules.size() > 1) {
      plans[k].form = KindPlan::kAnything;
    } else if (rules.size() == 1) {
      plans[k] = {KindPlan::kOneRule,
                  static_cast<uint8_t>(program.rules[rules[0]].fade), rules[0]};
    }
  }
  return plans;
}

// A rule's points and caps, close together.
struct RulePlan {
  enum Caps : uint8_t {
    kNoCap,
    // One cap of a count within one civil day.
    kPerDay,
    kAnyCaps,
  };
  Caps caps = kNoCap;
  DecayKind decay = DecayKind::kNone;
  uint32_t fade = 0;
  uint32_t slot = 0;
  int32_t max_count = 0;
  double given = 0;
  int64_t nano = 0;
};

inline std::vector<RulePlan> RulePlansOf(const EngagementProgram& program) {
  std::vector<RulePlan> plans;
  for (const CompiledEngagementRule& rule : program.rules) {
    RulePlan plan;
    plan.decay = rule.decay;
    plan.fade = rule.fade;
    plan.nano = rule.nano;
    plan.given = static_cast<double>(rule.nano);
    if (rule.caps_end > rule.caps_begin) {
      const CompiledCap& cap = program.caps[rule.caps_begin];
      plan.caps = RulePlan::kAnyCaps;
      plan.slot = cap.slots_begin;
      if (rule.caps_end - rule.caps_begin == 1 && cap.days == 1 &&
          !cap.counts_points) {
        plan.caps = RulePlan::kPerDay;
        plan.max_count = static_cast<int32_t>(cap.max_count);
      }
    }
    plans.push_back(plan);
  }
  return plans;
}

// What an activity at `at` gives with its sign, 0 if a cap leaves it out.
inline int64_t TakeCaps(const EngagementProgram& program, const RulePlan& plan,
                        uint32_t rule, int64_t at, CapSlot* slots) {
  if (plan.caps == RulePlan::kNoCap) return plan.nano;
  if (plan.caps == RulePlan::kPerDay) {
    CapSlot& slot = slots[plan.slot];
    const int32_t day = program.DayOf(at);
    if (slot.day != day) slot = CapSlot{day, 0, 0};
    if (slot.count >= plan.max_count) return 0;
    ++slot.count;
    return plan.nano;
  }
  const int64_t given =
      std::max<int64_t>(program.TakeCaps(program.rules[rule], at, slots), 0);
  return plan.nano < 0 ? -given : given;
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

inline void ResizePoints(const EngagementProgram& program, size_t rows,
                         EngagementPoints* points) {
  points->total_nano.resize(rows);
  points->group_nano.resize(program.groups.size());
  for (std::vector<int64_t>& group : points->group_nano) group.resize(rows);
}

}  // namespace lotse

#endif  // LOTSE_SRC_SCORE_ENGAGEMENT_BATCH_H_
