// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engagement: the fold over one lead's activities, its state, and what both
// say at an instant.
#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/numeric/int128.h"
#include "lotse/base/exact_math.h"
#include "lotse/base/fingerprint.h"
#include "lotse/base/limits.h"
#include "lotse/score/engagement.h"
#include "src/score/engagement_program.h"

namespace lotse {
namespace {

constexpr int64_t kDay = 86400000000;

// The integer nearest to `value`, ties to even; saturates at kMaxRuleNano.
int64_t RoundNano(double value) {
  constexpr double kMax = static_cast<double>(kMaxRuleNano);
  if (value >= kMax) return kMaxRuleNano;
  if (value <= -kMax) return -kMaxRuleNano;
  // Adding 1.5 * 2^52 leaves no bit below one.
  constexpr double kShift = 6755399441055744.0;
  return static_cast<int64_t>((value + kShift) - kShift);
}

// 2^-n for n >= 0; 0 where nothing is left of any points.
double InversePowerOfTwo(int64_t n) {
  if (n > 1000) return 0;
  const uint64_t bits = static_cast<uint64_t>(1023 - n) << 52;
  double power;
  std::memcpy(&power, &bits, sizeof(power));
  return power;
}

struct MonthTime {
  int64_t months;
  int64_t day;
  int64_t micros;
};

// Year and month as one number, day of the month and time of day, in UTC.
MonthTime MonthTimeOf(Instant at) {
  int64_t days = at.micros() / kDay;
  int64_t rest = at.micros() % kDay;
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
int64_t MonthSteps(Instant from, Instant to, int64_t months) {
  if (to < from) return 0;
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

int64_t CompiledEngagementRule::Left(int64_t given, Instant at,
                                     Instant as_of) const {
  const int64_t age = as_of.micros() - at.micros();
  const auto steps = [&] {
    return months > 0 ? MonthSteps(at, as_of, months) : age / length;
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
    case DecayKind::kUnspecified:
    case DecayKind::kNone:
    case DecayKind::kHalfLife:
      break;
  }
  return given;
}

void EngagementProgram::Clear(const EngagementFold& fold) const {
  std::fill_n(fold.cells, rules.size(), EngagementCell());
  std::fill_n(fold.slots, slots, CapSlot());
  fold.live->clear();
}

int32_t EngagementProgram::DayOf(int64_t at) const {
  const int64_t local = at + utc_offset;
  return static_cast<int32_t>(local / kDay - (local % kDay < 0 ? 1 : 0));
}

void EngagementProgram::AddTo(uint32_t number, int64_t at,
                              const EngagementFold& fold) const {
  const CompiledEngagementRule& rule = rules[number];
  int64_t given = rule.nano < 0 ? -rule.nano : rule.nano;
  if (rule.caps_begin < rule.caps_end) {
    const int32_t day = DayOf(at);
    for (uint32_t c = rule.caps_begin; c < rule.caps_end; ++c) {
      const CompiledCap& cap = caps[c];
      int64_t count = 0;
      int64_t used = 0;
      for (uint32_t s = cap.slots_begin; s < cap.slots_end; ++s) {
        const CapSlot& slot = fold.slots[s];
        if (slot.day == CapSlot::kNever ||
            day - int64_t{slot.day} >= cap.days) {
          continue;
        }
        count += slot.count;
        used += slot.nano;
      }
      if (count >= cap.max_count || used >= cap.max_nano) return;
      given = std::min(given, cap.max_nano - used);
    }
    for (uint32_t c = rule.caps_begin; c < rule.caps_end; ++c) {
      const CompiledCap& cap = caps[c];
      // The day's slot, or the one of the longest past day, which is free.
      CapSlot* slot = &fold.slots[cap.slots_begin];
      for (uint32_t s = cap.slots_begin; s < cap.slots_end; ++s) {
        if (fold.slots[s].day == day) {
          slot = &fold.slots[s];
          break;
        }
        if (fold.slots[s].day < slot->day) slot = &fold.slots[s];
      }
      if (slot->day != day) *slot = CapSlot{day, 0, 0};
      ++slot->count;
      slot->nano += given;
    }
  }
  if (rule.nano < 0) given = -given;
  EngagementCell& cell = fold.cells[number];
  switch (rule.decay) {
    case DecayKind::kHalfLife: {
      const HalfLifePlace place = rule.PlaceOf(at);
      if (place.period != cell.period) {
        cell.value *=
            InversePowerOfTwo(std::max<int64_t>(place.period - cell.period, 0));
        cell.period = place.period;
      }
      cell.value += static_cast<double>(given) * ExactExp2(place.part);
      break;
    }
    case DecayKind::kUnspecified:
    case DecayKind::kNone:
      cell.value += static_cast<double>(given);
      break;
    default:
      fold.live->push_back({number, at, given});
  }
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
                                  Instant as_of) const {
  if (rule.decay != DecayKind::kHalfLife) return RoundNano(cell.value);
  if (cell.value == 0) return 0;
  const HalfLifePlace place = rule.PlaceOf(as_of.micros());
  const double scaled = cell.value * InversePowerOfTwo(std::max<int64_t>(
                                         place.period - cell.period, 0));
  return RoundNano(scaled * ExactExp2(-place.part));
}

void EngagementProgram::ReadRules(const EngagementFold& fold, Instant as_of,
                                  int64_t* rule_nano) const {
  for (size_t r = 0; r < rules.size(); ++r) {
    rule_nano[r] =
        rules[r].remembers() ? 0 : NanoOf(rules[r], fold.cells[r], as_of);
  }
  for (const LiveEntry& entry : *fold.live) {
    const int64_t left = rules[entry.rule].Left(
        entry.nano, Instant::FromMicros(entry.at), as_of);
    // Points of one rule have one sign, so saturating depends on no order.
    rule_nano[entry.rule] = std::min(
        std::max(rule_nano[entry.rule] + left, -kMaxRuleNano), kMaxRuleNano);
  }
}

int64_t EngagementProgram::AddUp(const int64_t* rule_nano,
                                 int64_t* group_nano) const {
  absl::int128 total = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    const CompiledEngagementGroup& group = groups[g];
    absl::int128 sum = 0;
    for (uint32_t r = group.rules_begin; r < group.rules_end; ++r) {
      sum += rule_nano[r];
    }
    sum = std::min<absl::int128>(std::max<absl::int128>(sum, group.min_nano),
                                 group.max_nano);
    group_nano[g] = static_cast<int64_t>(sum);
    total += sum;
  }
  return static_cast<int64_t>(std::min<absl::int128>(
      std::max<absl::int128>(total, min_nano), max_nano));
}

struct EngagementScratch::Rep {
  std::vector<EngagementCell> cells;
  std::vector<CapSlot> slots;
  std::vector<LiveEntry> live;
  std::vector<uint32_t> order;
  std::vector<int64_t> rule_nano;
  std::vector<int64_t> later_nano;
  std::vector<int64_t> group_nano;
  std::vector<Points> groups;
  std::vector<PointsRange> ranges;
  std::vector<EngagementContribution> contributions;
  ConditionScratch where;

  EngagementFold FoldOf(const EngagementProgram& program) {
    cells.resize(program.rules.size());
    slots.resize(program.slots);
    return {cells.data(), slots.data(), &live};
  }
};

EngagementScratch::EngagementScratch() : rep(std::make_unique<Rep>()) {}
EngagementScratch::~EngagementScratch() = default;
EngagementScratch::EngagementScratch(EngagementScratch&&) noexcept = default;
EngagementScratch& EngagementScratch::operator=(EngagementScratch&&) noexcept =
    default;

namespace {

using Rep = EngagementScratch::Rep;

// Evaluates the conditions on one activity, if there are any.
void ReadActivity(const EngagementProgram& program,
                  const ActivityView& activity, Rep* scratch) {
  if (program.where.size() == 0) return;
  LeadView payload;
  payload.values = activity.payload;
  program.where.Evaluate(payload, activity.occurred_at, &scratch->where);
}

bool Holds(const EngagementProgram& program, int32_t where,
           const Rep& scratch) {
  return where < 0 ||
         program.where.Holds(scratch.where, static_cast<size_t>(where));
}

bool IsReset(const EngagementProgram& program, const ActivityView& activity) {
  return !program.resets_of_kind.Of(activity.kind).empty();
}

// The activities up to `as_of` in the order of the fold.
absl::Span<const uint32_t> OrderOf(const EngagementProgram& program,
                                   const LeadView& view, Instant as_of,
                                   Rep* scratch) {
  std::vector<uint32_t>& order = scratch->order;
  order.clear();
  bool sorted = program.resets.empty();
  for (size_t i = 0; i < view.activities.size(); ++i) {
    const ActivityView& activity = view.activities[i];
    if (activity.occurred_at > as_of) continue;
    sorted =
        sorted && (order.empty() || view.activities[order.back()].occurred_at <=
                                        activity.occurred_at);
    order.push_back(static_cast<uint32_t>(i));
  }
  if (!sorted) {
    // Of one instant, what remains makes no difference: the activities that a
    // rule counts are alike to it.
    std::sort(order.begin(), order.end(), [&](uint32_t i, uint32_t k) {
      const ActivityView& a = view.activities[i];
      const ActivityView& b = view.activities[k];
      if (a.occurred_at != b.occurred_at) return a.occurred_at < b.occurred_at;
      return IsReset(program, a) && !IsReset(program, b);
    });
  }
  return order;
}

void ApplyTo(const EngagementProgram& program, const ActivityView& activity,
             const EngagementFold& fold, Rep* scratch) {
  ReadActivity(program, activity, scratch);
  for (uint32_t r : program.resets_of_kind.Of(activity.kind)) {
    if (Holds(program, program.resets[r].where, *scratch)) {
      program.ApplyReset(program.resets[r], fold);
    }
  }
  for (uint32_t r : program.rules_of_kind.Of(activity.kind)) {
    if (Holds(program, program.rules[r].where, *scratch)) {
      program.AddTo(r, activity.occurred_at.micros(), fold);
    }
  }
}

EngagementFold Fold(const EngagementProgram& program, const LeadView& view,
                    Instant as_of, Rep* scratch) {
  const EngagementFold fold = scratch->FoldOf(program);
  program.Clear(fold);
  for (uint32_t i : OrderOf(program, view, as_of, scratch)) {
    ApplyTo(program, view.activities[i], fold, scratch);
  }
  return fold;
}

EngagementScore ScoreOf(const EngagementProgram& program,
                        const EngagementFold& fold, Instant as_of,
                        Rep* scratch) {
  scratch->rule_nano.resize(program.rules.size());
  scratch->group_nano.resize(program.groups.size());
  program.ReadRules(fold, as_of, scratch->rule_nano.data());
  const int64_t total =
      program.AddUp(scratch->rule_nano.data(), scratch->group_nano.data());
  scratch->contributions.clear();
  scratch->groups.clear();
  const auto add = [&](uint32_t source, absl::int128 nano) {
    if (nano == 0) return;
    scratch->contributions.push_back(
        {source, Points::FromNano(static_cast<int64_t>(nano))});
  };
  absl::int128 groups = 0;
  for (size_t g = 0; g < program.groups.size(); ++g) {
    const CompiledEngagementGroup& group = program.groups[g];
    absl::int128 sum = 0;
    for (uint32_t r = group.rules_begin; r < group.rules_end; ++r) {
      sum += scratch->rule_nano[r];
      add(program.rules[r].source, scratch->rule_nano[r]);
    }
    add(group.cap_source, scratch->group_nano[g] - sum);
    scratch->groups.push_back(Points::FromNano(scratch->group_nano[g]));
    groups += scratch->group_nano[g];
  }
  add(program.cap_source, total - groups);
  EngagementScore score;
  score.points = Points::FromNano(total);
  score.groups = scratch->groups;
  score.contributions = scratch->contributions;
  return score;
}

// The fold that a state describes; tallies that do not fit are left out.
EngagementFold Load(const EngagementProgram& program,
                    const EngagementState& state, Rep* scratch) {
  const EngagementFold fold = scratch->FoldOf(program);
  program.Clear(fold);
  for (const EngagementTally& tally : state.tallies) {
    for (size_t r = 0; r < program.rules.size(); ++r) {
      const CompiledEngagementRule& rule = program.rules[r];
      const EngagementSource& source = program.sources[rule.source];
      if (program.spec.groups[source.group].rules[source.rule].id !=
          tally.rule) {
        continue;
      }
      if (!rule.remembers()) fold.cells[r] = {tally.value, tally.period};
      for (const CappedDay& day : tally.days) {
        const int64_t cap = int64_t{rule.caps_begin} + day.cap;
        if (day.cap < 0 || cap >= int64_t{rule.caps_end}) continue;
        const CompiledCap& compiled = program.caps[static_cast<size_t>(cap)];
        for (uint32_t s = compiled.slots_begin; s < compiled.slots_end; ++s) {
          if (fold.slots[s].day != CapSlot::kNever) continue;
          fold.slots[s] = {day.day.days(), static_cast<int32_t>(day.count),
                           day.points.nano()};
          break;
        }
      }
      if (!rule.remembers()) break;
      for (const LiveActivity& live : tally.live) {
        fold.live->push_back(
            {static_cast<uint32_t>(r), live.at.micros(), live.points.nano()});
      }
      break;
    }
  }
  return fold;
}

void Store(const EngagementProgram& program, const EngagementFold& fold,
           Instant watermark, EngagementState* state) {
  state->watermark = watermark;
  state->tallies.clear();
  for (size_t r = 0; r < program.rules.size(); ++r) {
    const CompiledEngagementRule& rule = program.rules[r];
    EngagementTally tally;
    tally.value = fold.cells[r].value;
    tally.period = tally.value == 0 ? 0 : fold.cells[r].period;
    for (const LiveEntry& entry : *fold.live) {
      const Instant at = Instant::FromMicros(entry.at);
      if (entry.rule != r || rule.Left(entry.nano, at, watermark) == 0) {
        continue;
      }
      tally.live.push_back({at, Points::FromNano(entry.nano)});
    }
    const int32_t today = program.DayOf(watermark.micros());
    for (uint32_t c = rule.caps_begin; c < rule.caps_end; ++c) {
      const CompiledCap& cap = program.caps[c];
      const size_t begin = tally.days.size();
      for (uint32_t s = cap.slots_begin; s < cap.slots_end; ++s) {
        const CapSlot& slot = fold.slots[s];
        if (slot.day == CapSlot::kNever ||
            today - int64_t{slot.day} >= cap.days) {
          continue;
        }
        tally.days.push_back({static_cast<int32_t>(c - rule.caps_begin),
                              Date::FromDays(slot.day), slot.count,
                              Points::FromNano(slot.nano)});
      }
      std::sort(tally.days.begin() + static_cast<std::ptrdiff_t>(begin),
                tally.days.end(), [](const CappedDay& a, const CappedDay& b) {
                  return a.day < b.day;
                });
    }
    if (tally.value == 0 && tally.live.empty() && tally.days.empty()) continue;
    const EngagementSource& source = program.sources[rule.source];
    tally.rule = program.spec.groups[source.group].rules[source.rule].id;
    state->tallies.push_back(std::move(tally));
  }
}

int64_t HashOf(absl::string_view id) {
  Fingerprint fingerprint;
  fingerprint.Add(id);
  return static_cast<int64_t>(fingerprint.low());
}

void Remember(const EngagementProgram& program, absl::string_view id,
              Instant at, EngagementState* state) {
  const Instant oldest = at - Duration::Micros(program.lateness_horizon);
  const auto begin = state->seen.begin();
  state->seen.erase(
      begin, std::find_if(begin, state->seen.end(), [&](const SeenActivity& s) {
        return s.at > oldest;
      }));
  if (!id.empty()) state->seen.push_back({HashOf(id), at});
}

}  // namespace

Engagement::Engagement() : program_(std::make_shared<EngagementProgram>()) {}

Engagement::Engagement(std::shared_ptr<const EngagementProgram> program)
    : program_(std::move(program)) {}

EngagementScore Engagement::Evaluate(const LeadView& view, Instant as_of,
                                     EngagementScratch* scratch) const {
  const EngagementFold fold = Fold(*program_, view, as_of, scratch->rep.get());
  return ScoreOf(*program_, fold, as_of, scratch->rep.get());
}

EngagementScore Engagement::Evaluate(const EngagementState& state,
                                     Instant as_of,
                                     EngagementScratch* scratch) const {
  const EngagementFold fold = Load(*program_, state, scratch->rep.get());
  return ScoreOf(*program_, fold, std::max(as_of, state.watermark),
                 scratch->rep.get());
}

ApplyResult Engagement::Apply(const ActivityView& activity,
                              absl::string_view id, EngagementState* state,
                              EngagementScratch* scratch) const {
  if (!id.empty()) {
    const int64_t hash = HashOf(id);
    for (const SeenActivity& seen : state->seen) {
      if (seen.id_hash == hash) return ApplyResult::kDuplicate;
    }
  }
  const Instant at = activity.occurred_at;
  // A reset comes before all others of its instant.
  if (at < state->watermark ||
      (at == state->watermark && IsReset(*program_, activity))) {
    return ApplyResult::kNeedsReplay;
  }
  const EngagementFold fold = Load(*program_, *state, scratch->rep.get());
  ApplyTo(*program_, activity, fold, scratch->rep.get());
  Store(*program_, fold, at, state);
  Remember(*program_, id, at, state);
  return ApplyResult::kApplied;
}

bool Engagement::CountsActivity(const ActivityView& activity,
                                EngagementScratch* scratch) const {
  const EngagementProgram& program = *program_;
  ReadActivity(program, activity, scratch->rep.get());
  for (uint32_t r : program.resets_of_kind.Of(activity.kind)) {
    if (Holds(program, program.resets[r].where, *scratch->rep)) return true;
  }
  for (uint32_t r : program.rules_of_kind.Of(activity.kind)) {
    if (Holds(program, program.rules[r].where, *scratch->rep)) return true;
  }
  return false;
}

EngagementState Engagement::Replay(const LeadView& view,
                                   absl::Span<const absl::string_view> ids,
                                   Instant as_of,
                                   EngagementScratch* scratch) const {
  EngagementState state;
  const EngagementFold fold = Fold(*program_, view, as_of, scratch->rep.get());
  for (uint32_t i : scratch->rep->order) {
    state.watermark = view.activities[i].occurred_at;
    Remember(*program_, i < ids.size() ? ids[i] : absl::string_view(),
             state.watermark, &state);
  }
  if (!scratch->rep->order.empty()) {
    Store(*program_, fold, state.watermark, &state);
  }
  return state;
}

EngagementEvidence Engagement::EvidenceOf(uint32_t source, const LeadView& view,
                                          Instant as_of,
                                          EngagementScratch* scratch) const {
  EngagementEvidence evidence;
  const EngagementProgram& program = *program_;
  Rep* const rep = scratch->rep.get();
  uint32_t rule = 0;
  while (rule < program.rules.size() && program.rules[rule].source != source) {
    ++rule;
  }
  if (rule == program.rules.size()) return evidence;
  const CompiledEngagementRule& compiled = program.rules[rule];
  const EngagementFold fold = rep->FoldOf(program);
  program.Clear(fold);
  for (uint32_t i : OrderOf(program, view, as_of, rep)) {
    const ActivityView& activity = view.activities[i];
    ReadActivity(program, activity, rep);
    for (uint32_t r : program.resets_of_kind.Of(activity.kind)) {
      const CompiledReset& reset = program.resets[r];
      if (!Holds(program, reset.where, *rep)) continue;
      program.ApplyReset(reset, fold);
      if (reset.groups[program.sources[source].group]) evidence = {};
    }
    for (uint32_t r : program.rules_of_kind.Of(activity.kind)) {
      if (r != rule || !Holds(program, compiled.where, *rep)) continue;
      const double value = fold.cells[r].value;
      const size_t live = fold.live->size();
      // What it adds is seen without fading.
      fold.cells[r] = EngagementCell();
      program.AddTo(r, activity.occurred_at.micros(), fold);
      int64_t given = 0;
      if (fold.live->size() > live) {
        given = fold.live->back().nano;
        if (compiled.Left(given, activity.occurred_at, as_of) == 0) given = 0;
      } else if (fold.cells[r].value != 0) {
        given =
            compiled.decay == DecayKind::kHalfLife
                ? program.NanoOf(compiled, fold.cells[r], activity.occurred_at)
                : RoundNano(fold.cells[r].value);
      }
      fold.cells[r].value = value;
      if (given == 0) continue;
      if (evidence.count == 0) evidence.first_at = activity.occurred_at;
      ++evidence.count;
      evidence.last_at = activity.occurred_at;
      evidence.unfaded += Points::FromNano(given);
    }
  }
  return evidence;
}

absl::Span<const PointsRange> Engagement::Between(
    const LeadView& view, Instant from, Instant to,
    EngagementScratch* scratch) const {
  const EngagementProgram& program = *program_;
  Rep* const rep = scratch->rep.get();
  const EngagementFold fold = Fold(program, view, from, rep);
  rep->rule_nano.resize(program.rules.size());
  rep->later_nano.resize(program.rules.size());
  rep->group_nano.resize(program.groups.size());
  program.ReadRules(fold, from, rep->rule_nano.data());
  program.ReadRules(fold, to, rep->later_nano.data());
  // Fading never grows: what a rule gives lies between its two ends.
  for (size_t r = 0; r < program.rules.size(); ++r) {
    if (rep->later_nano[r] < rep->rule_nano[r]) {
      std::swap(rep->later_nano[r], rep->rule_nano[r]);
    }
  }
  rep->ranges.assign(1 + program.groups.size(), PointsRange());
  const auto fill = [&](const std::vector<int64_t>& rule_nano,
                        Points PointsRange::*end) {
    rep->ranges[0].*end = Points::FromNano(
        program.AddUp(rule_nano.data(), rep->group_nano.data()));
    for (size_t g = 0; g < program.groups.size(); ++g) {
      rep->ranges[1 + g].*end = Points::FromNano(rep->group_nano[g]);
    }
  };
  fill(rep->rule_nano, &PointsRange::lowest);
  fill(rep->later_nano, &PointsRange::highest);
  return rep->ranges;
}

const EngagementSpec& Engagement::spec() const { return program_->spec; }

const EngagementSource& Engagement::source(uint32_t index) const {
  return program_->sources[index];
}

size_t Engagement::sources_size() const { return program_->sources.size(); }

absl::string_view Engagement::IdOf(uint32_t index) const {
  const EngagementSource& source = program_->sources[index];
  switch (source.kind) {
    case EngagementSource::Kind::kRule:
      return spec().groups[source.group].rules[source.rule].id;
    case EngagementSource::Kind::kGroupCap:
      return spec().groups[source.group].id;
    case EngagementSource::Kind::kTotalCap:
      break;
  }
  return "";
}

size_t Engagement::MaxStateBytes() const {
  size_t bytes = sizeof(EngagementState) +
                 program_->rules.size() * sizeof(EngagementTally) +
                 program_->slots * sizeof(CappedDay) +
                 kMaxActivities * sizeof(SeenActivity);
  for (const CompiledEngagementRule& rule : program_->rules) {
    bytes += IdOf(rule.source).size();
    if (rule.remembers()) bytes += kMaxActivities * sizeof(LiveActivity);
  }
  return bytes;
}

size_t Engagement::MemoryUsage() const {
  const EngagementProgram& program = *program_;
  size_t bytes = sizeof(program) + program.where.MemoryUsage() +
                 program.rules.capacity() * sizeof(CompiledEngagementRule) +
                 program.caps.capacity() * sizeof(CompiledCap) +
                 program.groups.capacity() * sizeof(CompiledEngagementGroup) +
                 program.sources.capacity() * sizeof(EngagementSource) +
                 (program.rules_of_kind.items.capacity() +
                  program.rules_of_kind.begin.capacity()) *
                     sizeof(uint32_t);
  for (const EngagementSource& source : program.sources) {
    bytes += source.path.capacity();
  }
  return bytes;
}

}  // namespace lotse
