// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngagementTable.
//
// A lead has a row of sums, one of each rule, and a head: what decides whether
// an activity counts, which is the time of the latest one and what caps a day
// have counted. A cache line holds the head of a dozen rules, so that an
// activity of a simple rule touches two lines of memory. Activities pass
// through in batches, caps first, then the sums, so that both are fetched long
// before they are needed.
//
// All sums of rules with the same half-life are stated at the same half-life,
// the base, so that 2^-part is computed once for all leads when they are read.
// When time has moved far beyond the base, it moves, too, and all sums are
// scaled once.
#include "lotse/score/engagement_table.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "lotse/base/exact_math.h"
#include "src/score/activity_plans.h"
#include "src/score/engagement_batch.h"
#include "src/score/fading_points.h"
#include "src/score/huge_array.h"

namespace lotse {
namespace {

// Activities of one batch.
constexpr size_t kBatch = 256;
// How many activities ahead memory is fetched.
constexpr size_t kAhead = 64;
// Words of 32 bits in a cache line.
constexpr size_t kLineWords = 16;
// How far the base may lag behind, in half-lives.
constexpr int64_t kMaxLag = 400;
constexpr int64_t kNever = std::numeric_limits<int64_t>::min();
// Leads that are read at once.
constexpr size_t kReadRows = 256;

}  // namespace

class EngagementTable::Impl {
 public:
  Impl(std::shared_ptr<const EngagementProgram> program, size_t leads,
       InstructionSet instructions)
      : program_(std::move(program)),
        instructions_(instructions),
        kernels_(KernelsOf(instructions)),
        rules_(RulePlansOf(*program_)),
        kinds_(KindPlansOf(*program_, rules_)),
        width_(rules_.size()),
        slots_width_(SlotsWidthOf(*program_, rules_)),
        leads_(leads),
        head_words_(HeadWordsOf(width_)),
        heads_(leads * head_words_, 0),
        sums_(leads * width_, 0),
        slots_(leads * slots_width_, CapSlot()),
        replay_(leads),
        fading_(*program_, kernels_) {
    fades_.resize(program_->fade_lengths.size());
    for (const RulePlan& rule : rules_) {
      remembers_ = remembers_ || rule.remembers;
    }
    if (remembers_) live_.resize(leads);
  }

  size_t Apply(const ActivityLog& log) {
    ActivityConditions conditions(*program_, log.size, log.payload,
                                  instructions_);
    size_t late = 0;
    for (size_t begin = 0; begin < log.size; begin += kBatch) {
      const size_t end = std::min(log.size, begin + kBatch);
      conditions.Evaluate(begin, end);
      fading_.Reserve(end - begin);
      for (size_t a = begin; a < end; ++a) {
        // Not in a function of its own: compilers take one for pure and leave
        // it out.
        if (a + kAhead < log.size && log.rows[a + kAhead] < leads_) {
          const size_t row = log.rows[a + kAhead];
          __builtin_prefetch(HeadOf(row), 1);
          const uint32_t kind = log.kinds[a + kAhead];
          if (head_words_ > kLineWords && kind < kinds_.size()) {
            __builtin_prefetch(DaysOf(row) + kinds_[kind].rule, 1);
          }
        }
        if (log.rows[a] >= leads_) continue;
        if (log.occurred_at[a] > stated_until_) StateFades(log, a, end);
        late += ApplyOne(log, a, conditions) ? 0u : 1u;
      }
      fading_.AddTo(sums_.data());
    }
    return late;
  }

  bool needs_replay(size_t row) const { return replay_[row]; }

  void Read(Instant as_of, size_t begin, size_t end,
            EngagementPoints* points) const {
    ResizePoints(*program_, end - begin, points);
    const int64_t now = ClampToCalendar(as_of.micros());
    const std::vector<double> tails = TailsOf(now);
    if (!remembers_ && program_->narrow() && latest_ <= as_of.micros()) {
      for (size_t row = begin; row < end; row += kReadRows) {
        PutSums(*program_, kernels_, SumsOf(row), tails.data(), row - begin,
                std::min(kReadRows, end - row), points);
      }
      return;
    }
    std::vector<int64_t> nano(width_);
    std::vector<int64_t> group_nano(program_->groups.size());
    for (size_t row = begin; row < end; ++row) {
      const int64_t watermark = WatermarkOf(row);
      const bool later = watermark > as_of.micros();
      const int64_t at = later ? ClampToCalendar(watermark) : now;
      kernels_.round_rows(SumsOf(row), 1, width_,
                          later ? TailsOf(at).data() : tails.data(),
                          static_cast<double>(kMaxRuleNano), nano.data());
      if (remembers_) AddLive(row, at, nano.data());
      PutPoints(*program_, nano.data(), row - begin, group_nano.data(), points);
    }
  }

  EngagementState StoreState(size_t row) const {
    EngagementState state;
    const int64_t watermark = WatermarkOf(row);
    if (watermark == kNever) return state;
    const int64_t now = ClampToCalendar(watermark);
    std::vector<EngagementCell> cells(width_);
    for (size_t r = 0; r < width_; ++r) {
      cells[r].value = SumsOf(row)[r];
      if (!rules_[r].fades) continue;
      cells[r].period = program_->rules[r].PlaceOf(now).period;
      cells[r].value *=
          PowerOfTwo(fades_[rules_[r].step.scale].base - cells[r].period);
    }
    std::vector<CapSlot> slots(program_->slots);
    std::copy_n(slots_.data() + row * slots_width_, slots_width_,
                slots.begin());
    for (size_t r = 0; r < width_; ++r) {
      if (rules_[r].caps != RulePlan::kPerDay) continue;
      slots[DaySlotOf(r)] = DayCount::SlotOf(DaysOf(row)[r]);
    }
    std::vector<LiveEntry> live;
    if (remembers_) live = live_[row];
    program_->Store({cells.data(), slots.data(), &live},
                    Instant::FromMicros(watermark), &state);
    if (row < seen_.size()) {
      const Instant oldest =
          state.watermark - Duration::Micros(program_->lateness_horizon);
      for (const SeenActivity& seen : seen_[row]) {
        if (seen.at > oldest) state.seen.push_back(seen);
      }
    }
    return state;
  }

  void LoadState(size_t row, const EngagementState& state) {
    replay_[row] = false;
    std::vector<EngagementCell> cells(width_);
    std::vector<LiveEntry> live;
    std::vector<CapSlot> slots(program_->slots);
    program_->Load(state, {cells.data(), slots.data(), &live});
    std::copy_n(slots.begin(), slots_width_,
                slots_.data() + row * slots_width_);
    for (size_t r = 0; r < width_; ++r) {
      if (rules_[r].caps != RulePlan::kPerDay) continue;
      DaysOf(row)[r] = DayCount::Of(slots[DaySlotOf(r)]);
    }
    const bool first = state.watermark == Instant() && state.tallies.empty() &&
                       state.seen.empty();
    SetWatermark(row, first ? kNever : state.watermark.micros());
    if (remembers_) live_[row] = std::move(live);
    for (size_t r = 0; r < width_; ++r) {
      double value = cells[r].value;
      if (rules_[r].fades && value != 0) {
        MoveBase(rules_[r].step.scale, cells[r].period);
        value *=
            PowerOfTwo(cells[r].period - fades_[rules_[r].step.scale].base);
      }
      SumsOf(row)[r] = value;
    }
    if (!state.seen.empty() && seen_.empty()) seen_.resize(leads_);
    if (!seen_.empty()) seen_[row] = state.seen;
  }

  size_t leads() const { return leads_; }

  size_t MemoryUsage() const {
    size_t bytes = sizeof(*this) + heads_.bytes() + sums_.bytes() +
                   slots_.bytes() + replay_.capacity() / 8 +
                   live_.capacity() * sizeof(live_[0]) +
                   seen_.capacity() * sizeof(seen_[0]);
    for (const std::vector<LiveEntry>& live : live_) {
      bytes += live.capacity() * sizeof(LiveEntry);
    }
    for (const std::vector<SeenActivity>& seen : seen_) {
      bytes += seen.capacity() * sizeof(SeenActivity);
    }
    return bytes;
  }

 private:
  struct Fade {
    bool used = false;
    // The half-life at whose start all sums are stated.
    int64_t base = 0;
    // From the half-life that new points are stated at to the base.
    double scale = 1;
  };

  // Of a head, in words of 32 bits: two are the watermark, one each what the
  // cap of a rule has counted. If a cache line can hold it, one does.
  static size_t HeadWordsOf(size_t width) {
    const size_t words = 2 + width;
    if (words > kLineWords) return words + words % 2;
    size_t power = 2;
    while (power < words) power *= 2;
    return power;
  }

  // Slots are of rules whose caps a number a day cannot describe.
  static size_t SlotsWidthOf(const EngagementProgram& program,
                             const std::vector<RulePlan>& rules) {
    const bool any = std::any_of(
        rules.begin(), rules.end(),
        [](const RulePlan& rule) { return rule.caps == RulePlan::kAnyCaps; });
    return any ? program.slots : 0;
  }

  uint32_t* HeadOf(size_t row) { return heads_.data() + row * head_words_; }
  const uint32_t* HeadOf(size_t row) const {
    return heads_.data() + row * head_words_;
  }
  uint32_t* DaysOf(size_t row) { return HeadOf(row) + 2; }
  const uint32_t* DaysOf(size_t row) const { return HeadOf(row) + 2; }
  double* SumsOf(size_t row) { return sums_.data() + row * width_; }
  const double* SumsOf(size_t row) const { return sums_.data() + row * width_; }

  // Zeros in memory are kNever.
  int64_t WatermarkOf(size_t row) const {
    int64_t since;
    std::memcpy(&since, HeadOf(row), sizeof(since));
    return since ^ kNever;
  }
  void SetWatermark(size_t row, int64_t at) {
    const int64_t since = at ^ kNever;
    std::memcpy(HeadOf(row), &since, sizeof(since));
    latest_ = std::max(latest_, at);
  }

  LeadCaps CapsOf(size_t row) {
    return {DaysOf(row),
            slots_width_ > 0 ? slots_.data() + row * slots_width_ : nullptr};
  }

  // The slot of a rule with one cap a day.
  size_t DaySlotOf(size_t rule) const {
    return program_->caps[program_->rules[rule].caps_begin].slots_begin;
  }

  // What is left at `now` of sums as they are stated, by rule.
  std::vector<double> TailsOf(int64_t now) const {
    std::vector<double> tails(width_, 1.0);
    for (size_t r = 0; r < width_; ++r) {
      if (!rules_[r].fades) continue;
      const HalfLifePlace place = program_->rules[r].PlaceOf(now);
      tails[r] = PowerOfTwo(fades_[rules_[r].step.scale].base - place.period) *
                 ExactExp2(-place.part);
    }
    return tails;
  }

  void AddLive(size_t row, int64_t now, int64_t* nano) const {
    for (const LiveEntry& entry : live_[row]) {
      const int64_t left =
          program_->rules[entry.rule].Left(entry.nano, entry.at, now);
      nano[entry.rule] = std::min(
          std::max(nano[entry.rule] + left, -kMaxRuleNano), kMaxRuleNano);
    }
  }

  // Moves the base of a half-life if `period` is far beyond it; half-lives must
  // be stated anew.
  void MoveBase(size_t f, int64_t period) {
    Fade& fade = fades_[f];
    if (fade.used && period - fade.base <= kMaxLag) return;
    if (fade.used) {
      const double scale = PowerOfTwo(fade.base - period);
      for (size_t r = 0; r < width_; ++r) {
        if (!rules_[r].fades || rules_[r].step.scale != f) continue;
        for (size_t row = 0; row < leads_; ++row) SumsOf(row)[r] *= scale;
      }
    }
    fade.used = true;
    fade.base = period;
    stated_until_ = kNever;
  }

  // States half-lives for the activities [begin, end), which begin beyond those
  // that are stated. As sums are stated at the base, points are scaled on their
  // way there, which is exact.
  void StateFades(const ActivityLog& log, size_t begin, size_t end) {
    fading_.AddTo(sums_.data());
    const int64_t latest = ClampToCalendar(
        *std::max_element(log.occurred_at + begin, log.occurred_at + end));
    int64_t until = std::numeric_limits<int64_t>::max();
    for (size_t f = 0; f < fades_.size(); ++f) {
      const int64_t length = program_->fade_lengths[f];
      const int64_t period = PeriodOf(latest, length);
      MoveBase(f, period);
      fades_[f].scale = PowerOfTwo(period - fades_[f].base);
      fading_.scale(f) = FadeScaleOf(length, period);
      until = std::min(until, fading_.scale(f).last);
    }
    // Instants beyond the calendar are its end.
    stated_until_ = latest == Instant::Max().micros()
                        ? std::numeric_limits<int64_t>::max()
                        : until;
    for (KindPlan& kind : kinds_) {
      if (kind.form == KindPlan::kOneRule) {
        kind.step.given = Stated(rules_[kind.rule], rules_[kind.rule].nano);
      }
    }
  }

  // Points of a rule, stated as half-lives are.
  double Stated(const RulePlan& rule, int64_t nano) const {
    const double points = static_cast<double>(nano);
    return rule.fades ? points * fades_[rule.step.scale].scale : points;
  }

  // Whether the activity did not come too late.
  bool ApplyOne(const ActivityLog& log, size_t a,
                const ActivityConditions& conditions) {
    const size_t row = log.rows[a];
    const int64_t occurred_at = log.occurred_at[a];
    if (occurred_at < WatermarkOf(row)) {
      replay_[row] = true;
      return false;
    }
    const int64_t at = ClampToCalendar(occurred_at);
    const uint32_t kind = log.kinds[a];
    const KindPlan& plan = kind < kinds_.size() ? kinds_[kind] : nothing_;
    if (plan.form == KindPlan::kOneRule) {
      const size_t sum = row * width_ + plan.rule;
      __builtin_prefetch(sums_.data() + sum, 1);
      const uint32_t today = DayCount::FirstOf(program_->DayNumberOf(at));
      const bool counts = TakeDay(plan.step, today, DaysOf(row) + plan.rule);
      FadingPoints::Appender appender(&fading_);
      appender.Append(plan.step, plan.step.given, at, sum, counts);
      appender.Keep(&fading_);
    } else if (plan.form == KindPlan::kAnything) {
      for (uint32_t r : program_->resets_of_kind.Of(kind)) {
        if (!conditions.Holds(program_->resets[r].where, a)) continue;
        // A reset comes before all others of its instant.
        if (occurred_at == WatermarkOf(row)) {
          replay_[row] = true;
          return false;
        }
        Reset(row, program_->resets[r]);
      }
      for (uint32_t r : program_->rules_of_kind.Of(kind)) {
        if (conditions.Holds(program_->rules[r].where, a)) Count(row, r, at);
      }
    }
    SetWatermark(row, occurred_at);
    return true;
  }

  void Count(size_t row, uint32_t number, int64_t at) {
    const RulePlan& rule = rules_[number];
    const int64_t given = TakeCaps(*program_, rule, number, at, CapsOf(row));
    if (given == 0) return;
    if (rule.remembers) {
      AddLiveEntry(row, {number, at, given});
      return;
    }
    // For this and for what is left of the batch.
    fading_.Reserve(kBatch);
    fading_.Append(rule.step, Stated(rule, given), at, row * width_ + number);
  }

  // Forgets what has no points left when the list would have to grow.
  void AddLiveEntry(size_t row, const LiveEntry& entry) {
    std::vector<LiveEntry>& live = live_[row];
    if (live.size() == live.capacity()) {
      live.erase(std::remove_if(live.begin(), live.end(),
                                [&](const LiveEntry& old) {
                                  return program_->rules[old.rule].Left(
                                             old.nano, old.at, entry.at) == 0;
                                }),
                 live.end());
    }
    live.push_back(entry);
  }

  void Reset(size_t row, const CompiledReset& reset) {
    for (size_t g = 0; g < program_->groups.size(); ++g) {
      if (!reset.groups[g]) continue;
      const CompiledEngagementGroup& group = program_->groups[g];
      fading_.AddReset(row * width_ + group.rules_begin,
                       row * width_ + group.rules_end);
      for (uint32_t r = group.rules_begin; r < group.rules_end; ++r) {
        ClearCaps(*program_, r, CapsOf(row));
      }
      if (!remembers_) continue;
      std::vector<LiveEntry>& live = live_[row];
      live.erase(std::remove_if(live.begin(), live.end(),
                                [&](const LiveEntry& entry) {
                                  return entry.rule >= group.rules_begin &&
                                         entry.rule < group.rules_end;
                                }),
                 live.end());
    }
  }

  const std::shared_ptr<const EngagementProgram> program_;
  const InstructionSet instructions_;
  const ColumnKernels& kernels_;
  const std::vector<RulePlan> rules_;
  // Their points are stated anew now and then.
  std::vector<KindPlan> kinds_;
  const KindPlan nothing_;
  const size_t width_;
  const size_t slots_width_;
  const size_t leads_;
  bool remembers_ = false;
  // No lead has a later watermark.
  int64_t latest_ = kNever;
  const size_t head_words_;
  // By lead.
  HugeArray<uint32_t> heads_;
  // By lead, then by rule or slot.
  HugeArray<double> sums_;
  HugeArray<CapSlot> slots_;
  std::vector<bool> replay_;
  // By lead, if there are any.
  std::vector<std::vector<LiveEntry>> live_;
  std::vector<std::vector<SeenActivity>> seen_;
  std::vector<Fade> fades_;
  // The last instant for which half-lives are stated.
  int64_t stated_until_ = kNever;
  FadingPoints fading_;
};

EngagementTable::EngagementTable(const Engagement& engagement, size_t leads,
                                 InstructionSet instructions)
    : impl_(std::make_unique<Impl>(engagement.program_, leads, instructions)) {}
EngagementTable::~EngagementTable() = default;
EngagementTable::EngagementTable(EngagementTable&&) noexcept = default;
EngagementTable& EngagementTable::operator=(EngagementTable&&) noexcept =
    default;

size_t EngagementTable::Apply(const ActivityLog& log) {
  return impl_->Apply(log);
}

bool EngagementTable::needs_replay(size_t row) const {
  return impl_->needs_replay(row);
}

void EngagementTable::Read(Instant as_of, size_t begin, size_t end,
                           EngagementPoints* points) const {
  impl_->Read(as_of, begin, end, points);
}

EngagementState EngagementTable::StoreState(size_t row) const {
  return impl_->StoreState(row);
}

void EngagementTable::LoadState(size_t row, const EngagementState& state) {
  impl_->LoadState(row, state);
}

size_t EngagementTable::leads() const { return impl_->leads(); }

size_t EngagementTable::MemoryUsage() const { return impl_->MemoryUsage(); }

}  // namespace lotse
