// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What an activity does under an EngagementProgram, laid out for executors that
// take very many of them: which rule counts it, what caps say, what it adds.
// Internal to score.
//
// Most rules have no cap or one of a count a day, and fade by half or not at
// all. Executors take their activities in a few steps without branches; all
// else goes through the program's own caps.
//
//   const std::vector<RulePlan> rules = RulePlansOf(program);
//   const std::vector<KindPlan> kinds = KindPlansOf(program, rules);
#ifndef LOTSE_SRC_SCORE_ACTIVITY_PLANS_H_
#define LOTSE_SRC_SCORE_ACTIVITY_PLANS_H_

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "src/score/engagement_program.h"

namespace lotse {

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

// How a rule with no cap or one a day counts an activity and adds its points,
// close together.
struct StepPlan {
  // How many count in a day, and how many of these one uses up: without a cap,
  // nothing of a limit of one.
  uint32_t max_count = 1;
  uint32_t uses = 0;
  // Scale of the half-life, see FadingPoints, and the bits of a time that
  // matter: none without a half-life.
  uint64_t scale = 0;
  int64_t time_mask = 0;
  // With their sign. Tables state them as they state their sums.
  double given = 0;
};

// What the executors ask of a rule.
struct RulePlan {
  enum Caps : uint8_t {
    kNoCap,
    // One cap of a count within one civil day.
    kPerDay,
    kAnyCaps,
  };
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
// `today` is the first count of: whether it counts. Without branches, as nobody
// could foretell them.
inline bool TakeDay(const StepPlan& step, uint32_t today, uint32_t* count) {
  const uint32_t distance = *count - today;
  const uint32_t same_day = 0 - uint32_t{distance <= DayCount::kMost};
  const uint32_t before = distance & same_day;
  const bool counts = before < step.max_count;
  *count = today + before + (uint32_t{counts} & step.uses);
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

}  // namespace lotse

#endif  // LOTSE_SRC_SCORE_ACTIVITY_PLANS_H_
