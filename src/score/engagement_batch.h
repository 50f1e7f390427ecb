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

// How many activities of a rule counted on the last civil day of which one did,
// in one number: the day is what is left of it without its lowest bits, the
// count. 0 if none ever did.
struct DayCount {
  static constexpr uint32_t kBits = 10;
  static constexpr uint32_t kMost = (1u << kBits) - 1;

  // The first of the day with this number; days of the calendar fit.
  static uint32_t FirstOf(uint32_t day_number) { return day_number << kBits; }

  static uint32_t Of(const CapSlot& slot) {
    if (slot.day == CapSlot::kNever) return 0;
    return FirstOf(
               static_cast<uint32_t>(slot.day - EngagementProgram::kFirstDay)) +
           std::min(static_cast<uint32_t>(slot.count), kMost);
  }
  static CapSlot SlotOf(uint32_t count) {
    if (count == 0) return CapSlot();
    return {static_cast<int32_t>(count >> kBits) + EngagementProgram::kFirstDay,
            static_cast<int32_t>(count & kMost), 0};
  }
};

// How a rule counts an activity and adds its points, close together.
struct StepPlan {
  // With a cap a day: how many count in a day. Without a cap, one that counts
  // uses up nothing of a limit of one.
  uint32_t max_count = 1;
  uint32_t uses = 0;
  // Scale of the half-life, see FadingPoints, and the bits of a time that
  // matter: none without a half-life.
  uint64_t scale = 0;
  int64_t time_mask = 0;
  // With their sign. Tables state them as they state their sums.
  double given = 0;
};

struct RulePlan {
  enum Caps : uint8_t {
    kNoCap,
    // One cap of a count within one civil day.
    kPerDay,
    kAnyCaps,
  };
  // Of kNoCap and kPerDay; where other caps leave less, `given` is but the
  // most.
  StepPlan step;
  Caps caps = kNoCap;
  // Whether it has a half-life; it may have none and not fade at all.
  bool fades = false;
  // Whether its live activities are remembered.
  bool remembers = false;
  int64_t nano = 0;
};

inline std::vector<RulePlan> RulePlansOf(const EngagementProgram& program) {
  std::vector<RulePlan> plans;
  for (const CompiledEngagementRule& rule : program.rules) {
    RulePlan plan;
    plan.fades = rule.decay == DecayKind::kHalfLife;
    plan.remembers = rule.remembers();
    plan.step.time_mask = plan.fades ? -1 : 0;
    plan.step.scale = plan.fades
                          ? rule.fade
                          : static_cast<uint32_t>(program.fade_lengths.size());
    plan.nano = rule.nano;
    plan.step.given = static_cast<double>(rule.nano);
    if (rule.caps_end > rule.caps_begin) {
      const CompiledCap& cap = program.caps[rule.caps_begin];
      plan.caps = RulePlan::kAnyCaps;
      if (rule.caps_end - rule.caps_begin == 1 && cap.days == 1 &&
          !cap.counts_points && cap.max_count <= DayCount::kMost) {
        plan.caps = RulePlan::kPerDay;
        plan.step.max_count = static_cast<uint32_t>(cap.max_count);
        plan.step.uses = 1;
      }
    }
    plans.push_back(plan);
  }
  return plans;
}

// What an activity of a kind does, if that is simple.
struct KindPlan {
  enum Form : uint8_t {
    kNothing,
    // One rule without a condition, and no reset. It adds all its points or
    // none to its sum.
    kOneRule,
    kAnything,
  };
  Form form = kNothing;
  uint32_t rule = 0;
  // That of the rule, if there is one.
  StepPlan step;
};

inline std::vector<KindPlan> KindPlansOf(const EngagementProgram& program,
                                         const std::vector<RulePlan>& rules) {
  std::vector<KindPlan> plans(program.kind_has_where.size());
  for (uint32_t k = 0; k < plans.size(); ++k) {
    const absl::Span<const uint32_t> of_kind = program.rules_of_kind.Of(k);
    if (of_kind.empty() && program.resets_of_kind.Of(k).empty()) continue;
    plans[k].form = KindPlan::kAnything;
    if (of_kind.size() != 1) continue;
    plans[k].rule = of_kind[0];
    plans[k].step = rules[of_kind[0]].step;
    if (program.resets_of_kind.Of(k).empty() && !program.kind_has_where[k] &&
        rules[of_kind[0]].caps != RulePlan::kAnyCaps &&
        !rules[of_kind[0]].remembers) {
      plans[k].form = KindPlan::kOneRule;
    }
  }
  return plans;
}

// Counts an activity of a rule without a cap or with one a day, on the day that
// `today` is the first count of: whether it counts. By masks, not by branches,
// as nobody could foretell them.
inline bool TakeDay(const StepPlan& step, uint32_t today, uint32_t* count) {
  const auto mask = [](bool holds) { return 0 - uint32_t{holds}; };
  const uint32_t distance = *count - today;
  const uint32_t before = distance & mask(distance <= DayCount::kMost);
  const bool counts = before < step.max_count;
  *count = today + before + (step.uses & mask(counts));
  return counts;
}

// What the caps of a lead have counted.
struct LeadCaps {
  // By rule.
  uint32_t* days;
  // As in EngagementFold; null if no rule has kAnyCaps.
  CapSlot* slots;
};

// What an activity at `at` gives with its sign, 0 if a cap leaves it out.
inline int64_t TakeCaps(const EngagementProgram& program, const RulePlan& plan,
                        uint32_t rule, int64_t at, const LeadCaps& caps) {
  if (plan.caps != RulePlan::kAnyCaps) {
    const uint32_t today = DayCount::FirstOf(program.DayNumberOf(at));
    return TakeDay(plan.step, today, &caps.days[rule]) ? plan.nano : 0;
  }
  const int64_t given = std::max<int64_t>(
      program.TakeCaps(program.rules[rule], at, caps.slots), 0);
  return plan.nano < 0 ? -given : given;
}

// Forgets what the caps of a rule have counted.
inline void ClearCaps(const EngagementProgram& program, uint32_t rule,
                      const LeadCaps& caps) {
  caps.days[rule] = 0;
  if (caps.slots == nullptr) return;
  for (uint32_t c = program.rules[rule].caps_begin;
       c < program.rules[rule].caps_end; ++c) {
    std::fill(caps.slots + program.caps[c].slots_begin,
              caps.slots + program.caps[c].slots_end, CapSlot());
  }
}

// Points for one of many sums.
struct SumPoints {
  size_t sum;
  double given;
};

// Points on their way into the sums of their rules. They wait here until a
// kernel computes for all of them at once what half-lives leave of them; caps
// do not depend on that and are taken before.
//
//   FadingPoints fading(program, kernels);
//   fading.scale(0) = ...                 of each half-life
//   fading.Reserve(1);
//   fading.Append(step, step.given, at, sum);
//   fading.AddTo(sums);
class FadingPoints {
 public:
  FadingPoints(const EngagementProgram& program, const ColumnKernels& kernels)
      : kernels_(kernels), scales_(program.fade_lengths.size() + 1) {
    // What does not fade is always at the start of a half-life: all is left.
    scales_.back() = {0, 1, 1};
  }

  // How half-life number `f` is stated; to be set before AddTo.
  FadeScale& scale(size_t f) { return scales_[f]; }

  // Room for so many more points.
  void Reserve(size_t more) {
    if (points_.size() >= size_ + more) return;
    const size_t size = 2 * (size_ + more);
    points_.resize(size);
    times_.resize(size);
    factors_.resize(size);
  }

  // Appends points in a loop. It stands in registers, as it is no member of
  // anything; so the compiler need not read it anew after each store. What is
  // not kept is as if it never was.
  class Appender {
   public:
    explicit Appender(FadingPoints* fading)
        : points_(fading->points_.data()),
          times_(fading->times_.data()),
          size_(fading->size_) {}

    // Points of the sum number `sum`, if they count. There must be room.
    void Append(const StepPlan& step, double given, int64_t at, size_t sum,
                bool counts) {
      points_[size_] = {sum, given};
      times_[size_] = {at & step.time_mask, step.scale};
      size_ += counts ? 1 : 0;
    }
    void Keep(FadingPoints* fading) const { fading->size_ = size_; }

   private:
    SumPoints* points_;
    FadeTime* times_;
    size_t size_;
  };

  void Append(const StepPlan& step, double given, int64_t at, size_t sum) {
    Appender appender(this);
    appender.Append(step, given, at, sum, true);
    appender.Keep(this);
  }

  // The sums [begin, end) start from nothing after what was appended.
  void AddReset(size_t begin, size_t end) {
    resets_.push_back({size_, begin, end});
  }

  // Adds all to their sums, in their order, and forgets them.
  void AddTo(double* sums) {
    kernels_.fade(times_.data(), size_, scales_.data(), scales_.size(),
                  factors_.data());
    size_t i = 0;
    const auto add_until = [&](size_t end) {
      for (; i < end; ++i) {
        sums[points_[i].sum] += points_[i].given * factors_[i];
      }
    };
    for (const Reset& reset : resets_) {
      add_until(reset.after);
      std::fill(sums + reset.begin, sums + reset.end, 0.0);
    }
    add_until(size_);
    resets_.clear();
    size_ = 0;
  }

 private:
  struct Reset {
    size_t after;
    size_t begin;
    size_t end;
  };

  const ColumnKernels& kernels_;
  // Of each half-life, and of what does not fade.
  std::vector<FadeScale> scales_;
  size_t size_ = 0;
  std::vector<SumPoints> points_;
  std::vector<FadeTime> times_;
  std::vector<double> factors_;
  std::vector<Reset> resets_;
};

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

// As PutPoints for `rows` leads from row `first` on, from their sums, which lie
// `stride` apart, and what is left of each sum. For programs whose points are
// all in sums and that are narrow.
inline void PutSums(const EngagementProgram& program,
                    const ColumnKernels& kernels, const double* sums,
                    size_t stride, const double* left, size_t first,
                    size_t rows, EngagementPoints* points) {
  int64_t* const total = points->total_nano.data() + first;
  std::fill_n(total, rows, 0);
  for (size_t g = 0; g < program.groups.size(); ++g) {
    const CompiledEngagementGroup& group = program.groups[g];
    int64_t* const nano = points->group_nano[g].data() + first;
    kernels.add_rounded_rows(sums + group.rules_begin, rows, stride,
                             group.rules_end - group.rules_begin,
                             left + group.rules_begin,
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
