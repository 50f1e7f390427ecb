// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngagementProgram: what an Engagement compiles to, and the fold that all
// executors share. Internal to score.
//
// A lead's fold lies in flat memory: a cell for each rule, slots for what caps
// have counted on the last days, and a list of activities that still count
// under decays that remember each one. Half-lives are folded without rounding
// what has faded: the sum is kept as it would be at the start of the half-life
// that the latest activity lies in, so that time only ever halves it, which is
// exact; each activity adds its points * 2^f, f being the part of the half-life
// that had passed.
#ifndef LOTSE_SRC_SCORE_ENGAGEMENT_PROGRAM_H_
#define LOTSE_SRC_SCORE_ENGAGEMENT_PROGRAM_H_

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

#include "absl/types/span.h"
#include "lotse/base/time.h"
#include "lotse/score/engagement.h"

namespace lotse {

// Beyond this a rule's points saturate.
inline constexpr int64_t kMaxRuleNano = int64_t{1000000} * 1000000000;

// The integer nearest to `value`, ties to even; saturates at kMaxRuleNano.
inline int64_t RoundNano(double value) {
  constexpr double kMax = static_cast<double>(kMaxRuleNano);
  // Adding 1.5 * 2^52 leaves no bit below one.
  constexpr double kShift = 6755399441055744.0;
  const double within = value < kMax ? (value > -kMax ? value : -kMax) : kMax;
  return static_cast<int64_t>((within + kShift) - kShift);
}

// 2^-n for n >= 0; 0 where nothing is left of any points.
inline double InversePowerOfTwo(int64_t n) {
  if (n > 1000) return 0;
  const uint64_t bits = static_cast<uint64_t>(1023 - n) << 52;
  double power;
  std::memcpy(&power, &bits, sizeof(power));
  return power;
}

// Instants beyond the calendar are taken for its ends.
inline int64_t ClampToCalendar(int64_t at) {
  return std::min(std::max(at, Instant::Min().micros()),
                  Instant::Max().micros());
}

// Where in its half-life an instant lies.
struct HalfLifePlace {
  // Whole half-lives since 1970, rounded down.
  int64_t period;
  // The part of the next one, from 0 to below 1.
  double part;
};

struct CompiledCap {
  static constexpr int64_t kForever = std::numeric_limits<int32_t>::max();
  int64_t days = 1;
  int64_t max_count = 0;
  int64_t max_nano = 0;
  // Whether there is a max_points, without which none are counted.
  bool counts_points = false;
  uint32_t slots_begin = 0;
  uint32_t slots_end = 0;
};

struct CompiledEngagementRule {
  int64_t nano = 0;
  DecayKind decay = DecayKind::kNone;
  // Microseconds.
  int64_t length = 0;
  int32_t months = 0;
  double rate = 0;
  // For kStepFactor: what is left after k steps, until nothing is.
  std::vector<double> left;
  uint32_t caps_begin = 0;
  uint32_t caps_end = 0;
  // Index of its condition on the activity; -1: none.
  int32_t where = -1;
  uint32_t source = 0;
  // The most activities that are alive at once, if it remembers them.
  int64_t max_live = 0;
  // For kHalfLife: index of its length in fade_lengths.
  uint32_t fade = 0;

  // Whether each live activity is remembered.
  bool remembers() const { return decay > DecayKind::kHalfLife; }
  HalfLifePlace PlaceOf(int64_t at) const {
    int64_t period = at / length;
    int64_t rest = at % length;
    if (rest < 0) {
      rest += length;
      --period;
    }
    return {period, static_cast<double>(rest) / static_cast<double>(length)};
  }
  // Nano-points that are left at `as_of` of `given` nano-points given at `at`.
  int64_t Left(int64_t given, int64_t at, int64_t as_of) const;
};

struct CompiledReset {
  int32_t where = -1;
  // Which groups, by index.
  std::vector<bool> groups;
};

struct CompiledEngagementGroup {
  uint32_t rules_begin = 0;
  uint32_t rules_end = 0;
  int64_t min_nano = 0;
  int64_t max_nano = 0;
  uint32_t cap_source = 0;
};

// Indices of rules or resets for each kind of activity.
struct KindIndex {
  std::vector<uint32_t> begin;
  std::vector<uint32_t> items;

  absl::Span<const uint32_t> Of(uint32_t kind) const {
    if (kind + 1 >= begin.size()) return {};
    return absl::MakeConstSpan(items).subspan(begin[kind],
                                              begin[kind + 1] - begin[kind]);
  }
};

// What a rule has added up, see EngagementTally.
struct EngagementCell {
  double value = 0;
  int64_t period = 0;
};

struct CapSlot {
  // A day on which nothing counted: long ago.
  static constexpr int32_t kNever = std::numeric_limits<int32_t>::min();
  int32_t day = kNever;
  int32_t count = 0;
  int64_t nano = 0;
};

struct LiveEntry {
  uint32_t rule;
  int64_t at;
  int64_t nano;
};

// The fold of one lead, borrowed.
struct EngagementFold {
  EngagementCell* cells;
  CapSlot* slots;
  // In the order of their times.
  std::vector<LiveEntry>* live;
};

struct EngagementProgram {
  EngagementSpec spec;
  std::vector<CompiledEngagementRule> rules;
  std::vector<CompiledCap> caps;
  std::vector<CompiledEngagementGroup> groups;
  std::vector<CompiledReset> resets;
  std::vector<EngagementSource> sources;
  KindIndex rules_of_kind;
  KindIndex resets_of_kind;
  // Whether a rule or reset of the kind has a condition, by kind.
  std::vector<bool> kind_has_where;
  // The lengths that half-lives have.
  std::vector<int64_t> fade_lengths;
  // Conditions on activities, over payload slots.
  ConditionSet where;
  int64_t min_nano = 0;
  int64_t max_nano = 0;
  uint32_t cap_source = 0;
  uint32_t slots = 0;
  int64_t utc_offset = 0;
  int64_t lateness_horizon = 0;

  void Clear(const EngagementFold& fold) const;

  // Civil days before this one come before the calendar, so that none in it has
  // a negative number.
  static constexpr int32_t kFirstDay = -800000;

  // The civil day of an instant in the calendar, counted from kFirstDay.
  static uint32_t DayNumberOf(int64_t at, int64_t utc_offset) {
    constexpr int64_t kDay = 86400000000;
    return static_cast<uint32_t>(
        static_cast<uint64_t>(at + utc_offset - kFirstDay * kDay) / kDay);
  }
  uint32_t DayNumberOf(int64_t at) const { return DayNumberOf(at, utc_offset); }
  // The civil day of an instant in the calendar.
  int32_t DayOf(int64_t at) const {
    return static_cast<int32_t>(DayNumberOf(at)) + kFirstDay;
  }

  // Counts an activity at `at` against the caps of a rule in the lead's slots:
  // the magnitude that it gives, or -1 if a cap leaves it out.
  int64_t TakeCaps(const CompiledEngagementRule& rule, int64_t at,
                   CapSlot* slots) const;
  // Adds an activity at `at` of which a rule's condition holds, and returns
  // what it gives before fading. Activities come in the order of their times,
  // which lie in the calendar, as those of all that follows.
  int64_t AddTo(uint32_t rule, int64_t at, const EngagementFold& fold) const;
  void ApplyReset(const CompiledReset& reset, const EngagementFold& fold) const;

  // Nano-points of a rule that does not remember.
  int64_t NanoOf(const CompiledEngagementRule& rule, const EngagementCell& cell,
                 int64_t as_of) const;
  // Nano-points of each rule at `as_of`.
  void ReadRules(const EngagementFold& fold, int64_t as_of,
                 int64_t* rule_nano) const;
  // The capped sums: group_nano of each group and the total. `rule_nano` may be
  // any nano-points that lie within kMaxRuleNano.
  int64_t AddUp(const int64_t* rule_nano, int64_t* group_nano) const;
  // Whether so many rules and groups of kMaxRuleNano each fit 64 bits.
  bool narrow() const { return rules.size() < 8000 && groups.size() < 8000; }
  template <typename Sum>
  int64_t AddUpAs(const int64_t* rule_nano, int64_t* group_nano) const;

  const std::string& IdOf(const CompiledEngagementRule& rule) const {
    const EngagementSource& from = sources[rule.source];
    return spec.groups[from.group].rules[from.rule].id;
  }

  // The fold that a state describes; tallies that do not fit are left out.
  void Load(const EngagementState& state, const EngagementFold& fold) const;
  // The fold as a state of the instant `watermark`.
  void Store(const EngagementFold& fold, Instant watermark,
             EngagementState* state) const;
};

// Below this, in nano-points, a sum can change no bit any more: what is added
// to it later is at least one. States leave it out.
inline constexpr double kLeastSum = 0x1p-100;

// Memory of one evaluation.
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

}  // namespace lotse

#endif  // LOTSE_SRC_SCORE_ENGAGEMENT_PROGRAM_H_
