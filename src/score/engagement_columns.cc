// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngagementColumns.
//
// Blocks of leads pass through four steps: their activities become steps of the
// fold in the order of time; a kernel computes what half-lives leave of all of
// them; caps and sums follow, one lead after the other; another kernel rounds
// the sums of all leads.
#include "lotse/score/engagement_columns.h"

#include <algorithm>
#include <utility>

#include "lotse/base/exact_math.h"
#include "src/score/engagement_batch.h"

namespace lotse {
namespace {

// Blocks end with the lead in which they reach this many activities.
constexpr size_t kBlockActivities = 2048;
// Marks a step that is a reset.
constexpr uint32_t kReset = uint32_t{1} << 31;

// Lengths of half-lives that a kernel takes at once.
constexpr size_t kMaxClasses = 256;

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
        kinds_(PlansOf(*program_)),
        rules_(RulePlansOf(*program_)),
        conditions_(*program_,
                    activities_.begin == nullptr
                        ? 0
                        : static_cast<size_t>(activities_.begin[leads.rows]),
                    activities_.payload, instructions),
        day_slots_(rules_.size()),
        slots_(program_->slots),
        group_nano_(program_->groups.size()) {
    for (int64_t length : program_->fade_lengths) {
      scales_.push_back(FadeScaleOf(length, PeriodOf(now_, length)));
    }
    for (const CompiledEngagementRule& rule : program_->rules) {
      remembers_ = remembers_ || rule.remembers();
      tails_.push_back(rule.decay == DecayKind::kHalfLife
                           ? ExactExp2(-rule.PlaceOf(now_).part)
                           : 1);
    }
    for (const RulePlan& rule : rules_) {
      any_caps_ = any_caps_ || rule.caps == RulePlan::kAnyCaps;
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

  size_t ComputeBlock(size_t begin, size_t end, size_t first,
                      EngagementPoints* points) {
    size_t last = begin;
    while (last < end && last - begin < kBlockActivities &&
           Begin(last) - Begin(begin) < kBlockActivities) {
      ++last;
    }
    conditions_.Evaluate(Begin(begin), Begin(last));
    ends_.clear();
    steps_size_ = 0;
    Reserve(Begin(last) - Begin(begin));
    bool grew = false;
    for (size_t lead = begin; lead < last; ++lead) {
      if (grew) Reserve(Begin(last) - Begin(lead));
      grew = AddSteps(Begin(lead), Begin(lead + 1));
      ends_.push_back(steps_size_);
    }
    Fade();
    const size_t width = rules_.size();
    sums_.assign((last - begin) * width, 0);
    rounded_.resize(sums_.size());
    if (remembers_) live_nano_.assign(sums_.size(), 0);
    size_t step = 0;
    for (size_t i = 0; i < ends_.size(); ++i) {
      ++serial_;
      FoldLead(step, ends_[i], sums_.data() + i * width,
               remembers_ ? live_nano_.data() + i * width : nullptr);
      step = ends_[i];
    }
    kernels_.round_rows(sums_.data(), ends_.size(), width, tails_.data(),
                        static_cast<double>(kMaxRuleNano), rounded_.data());
    for (size_t i = 0; i < ends_.size(); ++i) {
      int64_t* const nano = rounded_.data() + i * width;
      if (remembers_) {
        for (size_t r = 0; r < width; ++r) nano[r] += live_nano_[i * width + r];
      }
      PutPoints(*program_, nano, begin + i - first, group_nano_.data(), points);
    }
    return last;
  }

  // Room for so many more steps.
  void Reserve(size_t more) {
    if (numbers_.size() >= steps_size_ + more) return;
    const size_t size = 2 * (steps_size_ + more);
    numbers_.resize(size);
    times_.resize(size);
    classes_.resize(size);
    factors_.resize(size);
  }

  // What half-lives leave of each step; of those without, no matter what.
  void Fade() {
    if (scales_.empty()) return;
    if (scales_.size() <= kMaxClasses) {
      kernels_.fade(times_.data(),
                    scales_.size() == 1 ? nullptr : classes_.data(),
                    steps_size_, scales_.data(), factors_.data());
      return;
    }
    for (size_t s = 0; s < steps_size_; ++s) {
      if ((numbers_[s] & kReset) != 0) continue;
      kernels_.fade(&times_[s], nullptr, 1, &scales_[rules_[numbers_[s]].fade],
                    &factors_[s]);
    }
  }

  // Appends the steps of the activities [begin, end), which are of one lead.
  // Whether there may be more of them than activities.
  bool AddSteps(size_t begin, size_t end) {
    const size_t steps_before = steps_size_;
    int64_t before = Instant::Min().micros();
    for (size_t a = begin; a < end; ++a) {
      const int64_t occurred_at = activities_.occurred_at[a];
      const uint32_t kind = activities_.kinds[a];
      if (occurred_at > as_of_ || kind >= kinds_.size()) continue;
      const KindPlan plan = kinds_[kind];
      const int64_t at = ClampToCalendar(occurred_at);
      if (plan.form != KindPlan::kOneRule || at < before) {
        if (plan.form == KindPlan::kNothing) continue;
        // Take back what was appended.
        steps_size_ = steps_before;
        AddAnySteps(begin, end);
        return true;
      }
      before = at;
      AddStep(plan.rule, plan.fade, at);
    }
    return false;
  }

  // There must be room.
  void AddStep(uint32_t number, uint8_t fade, int64_t at) {
    numbers_[steps_size_] = number;
    times_[steps_size_] = at;
    classes_[steps_size_] = fade;
    ++steps_size_;
  }

  // In any order, with conditions and resets.
  void AddAnySteps(size_t begin, size_t end) {
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
            Reserve(1);
            AddStep(kReset | r, 0, at);
          }
        }
      }
      for (; i < k; ++i) {
        const size_t a = order_[i].second;
        for (uint32_t r : program_->rules_of_kind.Of(activities_.kinds[a])) {
          if (conditions_.Holds(program_->rules[r].where, a)) {
            Reserve(1);
            AddStep(r, static_cast<uint8_t>(rules_[r].fade), at);
          }
        }
      }
    }
  }

  void FoldLead(size_t begin, size_t end, double* sums, int64_t* live) {
    if (begin == end) return;
    if (any_caps_) std::fill(slots_.begin(), slots_.end(), CapSlot());
    for (size_t s = begin; s < end; ++s) {
      const uint32_t number = numbers_[s];
      if ((number & kReset) != 0) {
        Reset(program_->resets[number & ~kReset], sums, live);
        continue;
      }
      const RulePlan& rule = rules_[number];
      const int64_t at = times_[s];
      switch (rule.decay) {
        case DecayKind::kHalfLife: {
          const double factor = factors_[s];
          if (rule.caps != RulePlan::kAnyCaps) {
            // A product for the same reason.
            const double counts = Counts(rule, number, at) ? 1 : 0;
            sums[number] += rule.given * counts * factor;
          } else {
            const int64_t given =
                TakeCaps(*program_, rule, number, at, slots_.data());
            sums[number] += static_cast<double>(given) * factor;
          }
          break;
        }
        case DecayKind::kNone:
          sums[number] += static_cast<double>(Given(rule, number, at));
          break;
        default: {
          const int64_t given = Given(rule, number, at);
          if (given == 0) break;
          live[number] = std::min(
              std::max(
                  live[number] + program_->rules[number].Left(given, at, now_),
                  -kMaxRuleNano),
              kMaxRuleNano);
        }
      }
    }
  }

  // For rules without caps or with one a day: slots are not cleared for each
  // lead but carry its number.
  bool Counts(const RulePlan& rule, uint32_t number, int64_t at) {
    if (rule.caps == RulePlan::kNoCap) return true;
    DaySlot& slot = day_slots_[number];
    const uint64_t key =
        serial_ << 32 | static_cast<uint32_t>(program_->DayOf(at));
    // Without a branch: nobody could foretell it.
    slot.count = (slot.count & -static_cast<int32_t>(slot.key == key)) + 1;
    slot.key = key;
    return slot.count <= rule.max_count;
  }

  int64_t Given(const RulePlan& rule, uint32_t number, int64_t at) {
    if (rule.caps == RulePlan::kAnyCaps) {
      return TakeCaps(*program_, rule, number, at, slots_.data());
    }
    return Counts(rule, number, at) ? rule.nano : 0;
  }

  void Reset(const CompiledReset& reset, double* sums, int64_t* live) {
    for (size_t g = 0; g < program_->groups.size(); ++g) {
      if (!reset.groups[g]) continue;
      const CompiledEngagementGroup& group = program_->groups[g];
      for (uint32_t r = group.rules_begin; r < group.rules_end; ++r) {
        sums[r] = 0;
        if (live != nullptr) live[r] = 0;
        day_slots_[r] = DaySlot();
        for (uint32_t c = program_->rules[r].caps_begin;
             c < program_->rules[r].caps_end; ++c) {
          const CompiledCap& cap = program_->caps[c];
          std::fill(slots_.begin() + cap.slots_begin,
                    slots_.begin() + cap.slots_end, CapSlot());
        }
      }
    }
  }

  struct DaySlot {
    // Number of the lead, counted from 1, and the day.
    uint64_t key = 0;
    int32_t count = 0;
  };

  const std::shared_ptr<const EngagementProgram> program_;
  const ActivityColumns activities_;
  const int64_t as_of_;
  const int64_t now_;
  const ColumnKernels& kernels_;
  const std::vector<KindPlan> kinds_;
  const std::vector<RulePlan> rules_;
  ActivityConditions conditions_;
  bool remembers_ = false;
  bool any_caps_ = false;
  std::vector<FadeScale> scales_;
  // What a half-life leaves from its start to now, by rule.
  std::vector<double> tails_;
  // Of one block.
  std::vector<uint32_t> numbers_;
  std::vector<int64_t> times_;
  std::vector<uint8_t> classes_;
  std::vector<double> factors_;
  size_t steps_size_ = 0;
  std::vector<size_t> ends_;
  std::vector<double> sums_;
  std::vector<int64_t> live_nano_;
  std::vector<int64_t> rounded_;
  // Of one lead.
  uint64_t serial_ = 0;
  std::vector<std::pair<int64_t, size_t>> order_;
  std::vector<DaySlot> day_slots_;
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
