// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngagementProgram: the steps of the fold that all executors share, and what
// is left of points at an instant.
#include <algorithm>
#include <limits>

#include "absl/numeric/int128.h"
#include "lotse/base/exact_math.h"
#include "src/score/engagement_program.h"

namespace lotse {
namespace {

constexpr int64_t kDay = 86400000000;

struct MonthTime {
  int64_t months;
  int64_t day;
  int64_t micros;
};

// Year and month as one number, day of the month and time of day, in UTC.
MonthTime MonthTimeOf(int64_t at) {
  int64_t days = at / kDay;
  int64_t rest = at % kDay;
  if (rest < 0) {
    rest += kDay;
    --days;
  }
  // Civil date from days, after the proleptic Gregorian calendar; years begin
  // in March so that the leap day is their last.
  const int64_t z = days + 719468;
  const int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const int64_t day_of_era = z - era * 146097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 +
                               day_of_era / 36524 - day_of_era / 146096) /
                              365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month = (5 * day_of_year + 2) / 153;
  return {12 * (year_of_era + 400 * era) + month + 2,
          day_of_year - (153 * month + 2) / 5 + 1, rest};
}

int64_t DaysInMonth(int64_t months) {
  const int64_t year = months / 12;
  const int64_t month = months % 12;
  constexpr int64_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return kDays[month] + (leap && month == 1 ? 1 : 0);
}

// Whole steps of `months` calendar months from `from` to `to`.
int64_t MonthSteps(int64_t from, int64_t to, int64_t months) {
  const MonthTime a = MonthTimeOf(from);
  const MonthTime b = MonthTimeOf(to);
  int64_t steps = (b.months - a.months) / months;
  const int64_t reached = a.months + steps * months;
  if (reached == b.months) {
    const int64_t day = std::min(a.day, DaysInMonth(reached));
    if (b.day < day || (b.day == day && b.micros < a.micros)) --steps;
  }
  return steps;
}

}  // namespace

int64_t CompiledEngagementRule::Left(int64_t given, int64_t at,
                                     int64_t as_of) const {
  // A state may be read before its latest activity.
  const int64_t age = std::max<int64_t>(as_of - at, 0);
  const auto steps = [&] {
    return months > 0 ? MonthSteps(at, at + age, months) : age / length;
  };
  const double points = static_cast<double>(given);
  switch (decay) {
    case DecayKind::kLinear:
      if (age >= length) return 0;
      return RoundNano(points * (static_cast<double>(length - age) /
                                 static_cast<double>(length)));
    case DecayKind::kWindow:
      return age < length ? given : 0;
    case DecayKind::kStepFactor: {
      const size_t k = static_cast<size_t>(steps());
      return k < left.size() ? RoundNano(points * left[k]) : 0;
    }
    case DecayKind::kStepShare: {
      const double lost = rate * static_cast<double>(steps());
      return lost < 1 ? RoundNano(points * (1 - lost)) : 0;
    }
    case DecayKind::kHalfLife: {
      const HalfLifePlace from = PlaceOf(at);
      const HalfLifePlace to = PlaceOf(at + age);
      return RoundNano(points * ExactExp2(from.part) *
                       InversePowerOfTwo(to.period - from.period) *
                       ExactExp2(-to.part));
    }
    case DecayKind::kUnspecified:
    case DecayKind::kNone:
      break;
  }
  return given;
}

void EngagementProgram::Clear(const EngagementFold& fold) const {
  std::fill_n(fold.cells, rules.size(), EngagementCell());
  std::fill_n(fold.slots, slots, CapSlot());
  fold.live->clear();
}

int64_t EngagementProgram::TakeCaps(const CompiledEngagementRule& rule,
                                    int64_t at, CapSlot* of_lead) const {
  int64_t given = rule.nano < 0 ? -rule.nano : rule.nano;
  if (rule.caps_begin == rule.caps_end) return given;
  const int32_t day = DayOf(at);
  for (uint32_t c = rule.caps_begin; c < rule.caps_end; ++c) {
    const CompiledCap& cap = caps[c];
    int64_t count = 0;
    int64_t used = 0;
    for (uint32_t s = cap.slots_begin; s < cap.slots_end; ++s) {
      const CapSlot& slot = of_lead[s];
      if (slot.day == CapSlot::kNever || day - int64_t{slot.day} >= cap.days) {
        continue;
      }
      count += slot.count;
      used += slot.nano;
    }
    if (count >= cap.max_count || used >= cap.max_nano) return -1;
    given = std::min(given, cap.max_nano - used);
  }
  for (uint32_t c = rule.caps_begin; c < rule.caps_end; ++c) {
    const CompiledCap& cap = caps[c];
    // The day's slot, or the one of the longest past day, which is free.
    CapSlot* slot = &of_lead[cap.slots_begin];
    for (uint32_t s = cap.slots_begin; s < cap.slots_end; ++s) {
      if (of_lead[s].day == day) {
        slot = &of_lead[s];
        break;
      }
      if (of_lead[s].day < slot->day) slot = &of_lead[s];
    }
    if (slot->day != day) *slot = CapSlot{day, 0, 0};
    if (slot->count < std::numeric_limits<int32_t>::max()) ++slot->count;
    if (cap.counts_points) slot->nano += given;
  }
  return given;
}

int64_t EngagementProgram::AddTo(uint32_t number, int64_t at,
                                 const EngagementFold& fold) const {
  const CompiledEngagementRule& rule = rules[number];
  int64_t given = TakeCaps(rule, at, fold.slots);
  if (given <= 0) return 0;
  if (rule.nano < 0) given = -given;
  EngagementCell& cell = fold.cells[number];
  if (rule.remembers()) {
    fold.live->push_back({number, at, given});
  } else if (rule.decay == DecayKind::kHalfLife) {
    const HalfLifePlace place = rule.PlaceOf(at);
    if (place.period != cell.period) {
      cell.value *=
          InversePowerOfTwo(std::max<int64_t>(place.period - cell.period, 0));
      cell.period = place.period;
    }
    cell.value += static_cast<double>(given) * ExactExp2(place.part);
  } else {
    cell.value += static_cast<double>(given);
  }
  return given;
}

void EngagementProgram::ApplyReset(const CompiledReset& reset,
                                   const EngagementFold& fold) const {
  for (size_t g = 0; g < groups.size(); ++g) {
    if (!reset.groups[g]) continue;
    for (uint32_t r = groups[g].rules_begin; r < groups[g].rules_end; ++r) {
      fold.cells[r] = EngagementCell();
      for (uint32_t c = rules[r].caps_begin; c < rules[r].caps_end; ++c) {
        std::fill(fold.slots + caps[c].slots_begin,
                  fold.slots + caps[c].slots_end, CapSlot());
      }
    }
    const CompiledEngagementGroup& group = groups[g];
    fold.live->erase(std::remove_if(fold.live->begin(), fold.live->end(),
                                    [&](const LiveEntry& entry) {
                                      return entry.rule >= group.rules_begin &&
                                             entry.rule < group.rules_end;
                                    }),
                     fold.live->end());
  }
}

int64_t EngagementProgram::NanoOf(const CompiledEngagementRule& rule,
                                  const EngagementCell& cell,
                                  int64_t as_of) const {
  if (rule.decay != DecayKind::kHalfLife) return RoundNano(cell.value);
  if (cell.value == 0) return 0;
  const HalfLifePlace place = rule.PlaceOf(as_of);
  const double scaled = cell.value * InversePowerOfTwo(std::max<int64_t>(
                                         place.period - cell.period, 0));
  return RoundNano(scaled * ExactExp2(-place.part));
}

void EngagementProgram::ReadRules(const EngagementFold& fold, int64_t as_of,
                                  int64_t* rule_nano) const {
  for (size_t r = 0; r < rules.size(); ++r) {
    rule_nano[r] =
        rules[r].remembers() ? 0 : NanoOf(rules[r], fold.cells[r], as_of);
  }
  for (const LiveEntry& entry : *fold.live) {
    const int64_t left = rules[entry.rule].Left(entry.nano, entry.at, as_of);
    // Points of one rule have one sign, so saturating depends on no order.
    rule_nano[entry.rule] = std::min(
        std::max(rule_nano[entry.rule] + left, -kMaxRuleNano), kMaxRuleNano);
  }
}

int64_t EngagementProgram::AddUp(const int64_t* rule_nano,
                                 int64_t* group_nano) const {
  return narrow() ? AddUpAs<int64_t>(rule_nano, group_nano)
                  : AddUpAs<absl::int128>(rule_nano, group_nano);
}

template <typename Sum>
int64_t EngagementProgram::AddUpAs(const int64_t* rule_nano,
                                   int64_t* group_nano) const {
  Sum total = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    const CompiledEngagementGroup& group = groups[g];
    Sum sum = 0;
    for (uint32_t r = group.rules_begin; r < group.rules_end; ++r) {
      sum += rule_nano[r];
    }
    sum = std::min<Sum>(std::max<Sum>(sum, group.min_nano), group.max_nano);
    group_nano[g] = static_cast<int64_t>(sum);
    total += sum;
  }
  return static_cast<int64_t>(
      std::min<Sum>(std::max<Sum>(total, min_nano), max_nano));
}

}  // namespace lotse
