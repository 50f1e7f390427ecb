// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngagementProgram: the fold as a state that a host keeps, and back.
//
// A state has one form only, whoever made it: half-lives are stated at the
// watermark's place, and what can change no bit any more is left out. It may
// come from anywhere, so its numbers are made to fit.
#include <algorithm>
#include <limits>
#include <utility>

#include "src/score/engagement_program.h"

namespace lotse {
namespace {

// Beyond these no Engagement made the numbers of a state.
constexpr double kMaxSum = 1e25;
constexpr int64_t kMaxPeriod = int64_t{1} << 60;

EngagementCell CellOf(const CompiledEngagementRule& rule,
                      const EngagementTally& tally, int64_t now) {
  EngagementCell cell;
  if (rule.remembers()) return cell;
  if (tally.value >= -kMaxSum && tally.value <= kMaxSum) {
    cell.value = tally.value;
  }
  if (rule.decay == DecayKind::kHalfLife) {
    cell.period =
        std::min(std::max(tally.period, -kMaxPeriod), rule.PlaceOf(now).period);
  }
  return cell;
}

}  // namespace

void EngagementProgram::Load(const EngagementState& state,
                             const EngagementFold& fold) const {
  Clear(fold);
  // Nothing that a state tells is later than its watermark.
  const int64_t now = ClampToCalendar(state.watermark.micros());
  const int32_t today = DayOf(now);
  const int32_t first_day = DayOf(Instant::Min().micros());
  // Tallies stand in the order of the spec, so the next rule is the one, as a
  // rule.
  size_t next = 0;
  for (const EngagementTally& tally : state.tallies) {
    size_t tried = 0;
    while (tried < rules.size() && IdOf(rules[next]) != tally.rule) {
      next = (next + 1) % rules.size();
      ++tried;
    }
    if (tried == rules.size()) continue;
    const CompiledEngagementRule& rule = rules[next];
    fold.cells[next] = CellOf(rule, tally, now);
    for (const CappedDay& day : tally.days) {
      const int64_t cap = int64_t{rule.caps_begin} + day.cap;
      if (day.cap < 0 || cap >= int64_t{rule.caps_end}) continue;
      const CompiledCap& compiled = caps[static_cast<size_t>(cap)];
      for (uint32_t s = compiled.slots_begin; s < compiled.slots_end; ++s) {
        if (fold.slots[s].day != CapSlot::kNever) continue;
        fold.slots[s] = {
            std::min(std::max(day.day.days(), first_day), today),
            static_cast<int32_t>(std::min<int64_t>(
                std::max<int64_t>(day.count, 0),
                std::min<int64_t>(compiled.max_count,
                                  std::numeric_limits<int32_t>::max()))),
            compiled.counts_points
                ? std::min(std::max<int64_t>(day.points.nano(), 0),
                           kMaxRuleNano)
                : 0};
        break;
      }
    }
    if (!rule.remembers()) continue;
    for (const LiveActivity& live : tally.live) {
      fold.live->push_back(
          {static_cast<uint32_t>(next), ClampToCalendar(live.at.micros()),
           std::min(std::max(live.points.nano(), -kMaxRuleNano),
                    kMaxRuleNano)});
    }
  }
}

void EngagementProgram::Store(const EngagementFold& fold, Instant watermark,
                              EngagementState* state) const {
  const int64_t now = ClampToCalendar(watermark.micros());
  const int32_t today = DayOf(now);
  state->watermark = watermark;
  state->tallies.clear();
  for (size_t r = 0; r < rules.size(); ++r) {
    const CompiledEngagementRule& rule = rules[r];
    EngagementTally tally;
    tally.value = fold.cells[r].value;
    if (rule.decay == DecayKind::kHalfLife && tally.value != 0) {
      tally.period = rule.PlaceOf(now).period;
      tally.value *= InversePowerOfTwo(
          std::max<int64_t>(tally.period - fold.cells[r].period, 0));
      if (tally.value < kLeastSum && tally.value > -kLeastSum) {
        tally.value = 0;
        tally.period = 0;
      }
    }
    for (uint32_t c = rule.caps_begin; c < rule.caps_end; ++c) {
      const CompiledCap& cap = caps[c];
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
    if (rule.remembers()) {
      for (const LiveEntry& entry : *fold.live) {
        if (entry.rule != r || rule.Left(entry.nano, entry.at, now) == 0) {
          continue;
        }
        tally.live.push_back(
            {Instant::FromMicros(entry.at), Points::FromNano(entry.nano)});
      }
    }
    if (tally.value == 0 && tally.live.empty() && tally.days.empty()) continue;
    tally.rule = IdOf(rule);
    state->tallies.push_back(std::move(tally));
  }
}

}  // namespace lotse
