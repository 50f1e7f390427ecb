// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngagementColumns.
//
// Blocks of leads pass through three steps: caps take the activities of one
// lead after the other, in the order of time; what counts waits until a kernel
// computes what half-lives leave of all of it, and is added to the sums;
// another kernel rounds and adds up the sums of all leads.
#include "lotse/score/engagement_columns.h"

#include <algorithm>
#include <utility>

#include "absl/base/attributes.h"
#include "absl/base/optimization.h"
#include "lotse/base/exact_math.h"
#include "src/score/activity_plans.h"
#include "src/score/engagement_batch.h"
#include "src/score/fading_points.h"

namespace lotse {
namespace {

// Blocks end with the lead in which they reach this many activities.
constexpr size_t kBlockActivities = 512;

}  // namespace

void EngagementPoints::ToNumbers(const std::vector<int64_t>& nano,
                                 std::vector<double>* numbers) {
  numbers->resize(nano.size());
  for (size_t i = 0; i < nano.size(); ++i) {
    (*numbers)[i] = Points::FromNano(nano[i]).ToDouble();
  }
}

class EngagementColumns::Impl {
 public:
  Impl(std::shared_ptr<const EngagementProgram> program,
       const LeadColumns& leads, Instant as_of, InstructionSet instructions)
      : program_(std::move(program)),
        activities_(leads.activities),
        as_of_(as_of.micros()),
        now_(ClampToCalendar(as_of.micros())),
        kernels_(KernelsOf(instructions)),
        rules_(RulePlansOf(*program_)),
        kinds_(KindPlansOf(*program_, rules_)),
        conditions_(*program_,
                    activities_.begin == nullptr
                        ? 0
                        : static_cast<size_t>(activities_.begin[leads.rows]),
                    activities_.payload, instructions),
        fading_(*program_, kernels_),
        group_nano_(program_->groups.size()) {
    for (size_t f = 0; f < program_->fade_lengths.size(); ++f) {
      const int64_t length = program_->fade_lengths[f];
      fading_.scale(f) = FadeScaleOf(length, PeriodOf(now_, length));
    }
    for (const CompiledEngagementRule& rule : program_->rules) {
      tails_.push_back(rule.decay == DecayKind::kHalfLife
                           ? ExactExp2(-rule.PlaceOf(now_).part)
                           : 1);
    }
    for (const RulePlan& rule : rules_) {
      remembers_ = remembers_ || rule.remembers;
      if (rule.caps == RulePlan::kAnyCaps) slots_.resize(program_->slots);
    }
  }

  void Compute(size_t begin, size_t end, EngagementPoints* points) {
    ResizePoints(*program_, end - begin, points);
    for (size_t lead = begin; lead < end;) {
      lead = ComputeBlock(lead, end, begin, points);
    }
  }

 private:
  size_t Begin(size_t lead) const {
    return activities_.begin == nullptr
               ? 0
               : static_cast<size_t>(activities_.begin[lead]);
  }

  // The end of what was computed.
  size_t ComputeBlock(size_t begin, size_t end, size_t first,
                      EngagementPoints* points) {
    size_t last = begin;
    while (last < end && last - begin < kBlockActivities &&
           Begin(last) - Begin(begin) < kBlockActivities) {
      ++last;
    }
    const size_t width = rules_.size();
    conditions_.Evaluate(Begin(begin), Begin(last));
    sums_.assign((last - begin) * width, 0);
    days_.assign(sums_.size(), 0);
    if (remembers_) live_nano_.assign(sums_.size(), 0);
    AddLeads(begin, last);
    fading_.AddTo(sums_.data());
    if (!remembers_ && program_->narrow()) {
      PutSums(*program_, kernels_, sums_.data(), tails_.data(), begin - first,
              last - begin, points);
      return last;
    }
    rounded_.resize(sums_.size());
    kernels_.round_rows(sums_.data(), last - begin, width, tails_.data(),
                        static_cast<double>(kMaxRuleNano), rounded_.data());
    for (size_t lead = begin; lead < last; ++lead) {
      int64_t* const nano = rounded_.data() + (lead - begin) * width;
      if (remembers_) {
        const int64_t* const live = live_nano_.data() + (lead - begin) * width;
        for (size_t r = 0; r < width; ++r) nano[r] += live[r];
      }
      PutPoints(*program_, nano, lead - first, group_nano_.data(), points);
    }
    return last;
  }

  // Not inlined, as its inner loop needs all registers.
  ABSL_ATTRIBUTE_NOINLINE void AddLeads(size_t begin, size_t last) {
    const size_t width = rules_.size();
    fading_.Reserve(Begin(last) - Begin(begin));
    FadingPoints::Appender appender(&fading_);
    size_t sum = 0;
    for (size_t lead = begin; lead < last; ++lead, sum += width) {
      const size_t end = Begin(lead + 1);
      if (AddSimpleLead(Begin(lead), end, sum, &appender)) continue;
      appender.Keep(&fading_);
      AddAnyLead(Begin(lead), end, sum);
      fading_.Reserve(Begin(last) - end);
      appender = FadingPoints::Appender(&fading_);
    }
    appender.Keep(&fading_);
  }

  // Adds the activities [begin, end) of a lead whose sums begin at `sum`, if
  // they are in the order of their times and one simple rule counts each; takes
  // no more steps than that needs. Whether they are so; else nothing is added.
  bool AddSimpleLead(size_t begin, size_t end, size_t sum,
                     FadingPoints::Appender* appender) {
    const int64_t* const times = activities_.occurred_at;
    const uint32_t* const kinds = activities_.kinds;
    const KindPlan* const kind_plans = kinds_.data();
    const size_t kinds_size = kinds_.size();
    const int64_t now = now_;
    const int64_t utc_offset = program_->utc_offset;
    uint32_t* const days = days_.data();
    FadingPoints::Appender of_lead = *appender;
    int64_t before = Instant::Min().micros();
    for (size_t a = begin; a < end; ++a) {
      const int64_t at = times[a];
      const uint32_t kind = kinds[a];
      if (ABSL_PREDICT_FALSE(kind >= kinds_size)) continue;
      const KindPlan& plan = kind_plans[kind];
      // Times beyond the calendar are none of a simple lead either.
      if (ABSL_PREDICT_FALSE(plan.form != KindPlan::kOneRule || at > now ||
                             at < before)) {
        if (plan.form == KindPlan::kNothing || at > as_of_) continue;
        return false;
      }
      before = at;
      const uint32_t today =
          DayCount::FirstOf(EngagementProgram::DayNumberOf(at, utc_offset));
      const bool counts = TakeDay(plan.step, today, &days[sum + plan.rule]);
      of_lead.Append(plan.step, plan.step.given, at, sum + plan.rule, counts);
    }
    *appender = of_lead;
    return true;
  }

  LeadCaps CapsOf(size_t sum) {
    return {days_.data() + sum, slots_.empty() ? nullptr : slots_.data()};
  }

  // In any order, with conditions and resets, rules of all kinds.
  ABSL_ATTRIBUTE_NOINLINE void AddAnyLead(size_t begin, size_t end,
                                          size_t sum) {
    std::fill_n(days_.begin() + static_cast<std::ptrdiff_t>(sum), rules_.size(),
                0);
    std::fill(slots_.begin(), slots_.end(), CapSlot());
    order_.clear();
    for (size_t a = begin; a < end; ++a) {
      const int64_t at = activities_.occurred_at[a];
      if (at > as_of_ || activities_.kinds[a] >= kinds_.size()) continue;
      order_.push_back({at, a});
    }
    std::sort(order_.begin(), order_.end());
    for (size_t i = 0; i < order_.size();) {
      const int64_t occurred_at = order_[i].first;
      const int64_t at = ClampToCalendar(occurred_at);
      size_t k = i;
      for (; k < order_.size() && order_[k].first == occurred_at; ++k) {
        const size_t a = order_[k].second;
        for (uint32_t r : program_->resets_of_kind.Of(activities_.kinds[a])) {
          if (conditions_.Holds(program_->resets[r].where, a)) {
            Reset(program_->resets[r], sum);
          }
        }
      }
      for (; i < k; ++i) {
        const size_t a = order_[i].second;
        for (uint32_t r : program_->rules_of_kind.Of(activities_.kinds[a])) {
          if (conditions_.Holds(program_->rules[r].where, a)) {
            Count(r, at, sum);
          }
        }
      }
    }
  }

  void Count(uint32_t number, int64_t at, size_t sum) {
    const RulePlan& rule = rules_[number];
    const int64_t given = TakeCaps(*program_, rule, number, at, CapsOf(sum));
    if (given == 0) return;
    if (!rule.remembers) {
      fading_.Reserve(1);
      fading_.Append(rule.step, static_cast<double>(given), at, sum + number);
      return;
    }
    int64_t& live = live_nano_[sum + number];
    live =
        std::min(std::max(live + program_->rules[number].Left(given, at, now_),
                          -kMaxRuleNano),
                 kMaxRuleNano);
  }

  void Reset(const CompiledReset& reset, size_t sum) {
    for (size_t g = 0; g < program_->groups.size(); ++g) {
      if (!reset.groups[g]) continue;
      const CompiledEngagementGroup& group = program_->groups[g];
      fading_.AddReset(sum + group.rules_begin, sum + group.rules_end);
      for (uint32_t r = group.rules_begin; r < group.rules_end; ++r) {
        ClearCaps(*program_, r, CapsOf(sum));
        if (remembers_) live_nano_[sum + r] = 0;
      }
    }
  }

  const std::shared_ptr<const EngagementProgram> program_;
  const ActivityColumns activities_;
  const int64_t as_of_;
  const int64_t now_;
  const ColumnKernels& kernels_;
  const std::vector<RulePlan> rules_;
  const std::vector<KindPlan> kinds_;
  ActivityConditions conditions_;
  bool remembers_ = false;
  // What a half-life leaves from its start to now, by rule.
  std::vector<double> tails_;
  // Of one block, by lead, then by rule.
  FadingPoints fading_;
  std::vector<double> sums_;
  std::vector<uint32_t> days_;
  std::vector<int64_t> live_nano_;
  std::vector<int64_t> rounded_;
  // Of one lead.
  std::vector<std::pair<int64_t, size_t>> order_;
  std::vector<CapSlot> slots_;
  std::vector<int64_t> group_nano_;
};

EngagementColumns::EngagementColumns(const Engagement& engagement,
                                     const LeadColumns& leads, Instant as_of,
                                     InstructionSet instructions)
    : impl_(std::make_unique<Impl>(engagement.program_, leads, as_of,
                                   instructions)) {}
EngagementColumns::~EngagementColumns() = default;
EngagementColumns::EngagementColumns(EngagementColumns&&) noexcept = default;
EngagementColumns& EngagementColumns::operator=(EngagementColumns&&) noexcept =
    default;

void EngagementColumns::Compute(size_t begin, size_t end,
                                EngagementPoints* points) {
  impl_->Compute(begin, end, points);
}

}  // namespace lotse
