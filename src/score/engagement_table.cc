// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngagementTable.
//
// A lead has a row of doubles: the time of its latest activity and the sum of
// each rule. All sums of rules with the same half-life are stated at the same
// half-life, the base, so that 2^-part is computed once for all leads when they
// are read. When time has moved far beyond the base, it moves, too, and all
// sums are scaled once. What caps have counted stands in slots of its own.
#include "lotse/score/engagement_table.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "lotse/base/exact_math.h"
#include "src/score/engagement_batch.h"
#include "src/score/huge_array.h"

namespace lotse {
namespace {

// Activities whose half-lives are computed at once.
constexpr size_t kBatch = 1024;
// How many activities ahead memory is fetched.
constexpr size_t kAhead = 24;
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
        kinds_(PlansOf(*program_)),
        rules_(RulePlansOf(*program_)),
        width_(rules_.size()),
        slots_width_(program_->slots),
        leads_(leads),
        watermarks_(leads, kNever),
        sums_(leads * width_, 0),
        slots_(leads * slots_width_, CapSlot()),
        replay_(leads) {
    fades_.resize(program_->fade_lengths.size());
    for (const CompiledEngagementRule& rule : program_->rules) {
      remembers_ = remembers_ || rule.remembers();
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
      PrepareFades(log, begin, end);
      for (size_t a = begin; a < end; ++a) {
        // Not in a function of its own: compilers take one for pure and leave
        // it out.
        if (a + kAhead < log.size && log.rows[a + kAhead] < leads_) {
          const size_t row = log.rows[a + kAhead];
          const uint32_t kind = log.kinds[a + kAhead];
          const uint32_t rule = kind < kinds_.size() ? kinds_[kind].rule : 0;
          if (width_ > 0) {
            __builtin_prefetch(sums_.data() + row * width_ + rule, 1);
            __builtin_prefetch(
                slots_.data() + row * slots_width_ + rules_[rule].slot, 1);
          }
          __builtin_prefetch(watermarks_.data() + row, 1);
        }
        if (log.rows[a] < leads_)
          late += ApplyOne(log, a, conditions) ? 0u : 1u;
      }
    }
    return late;
  }

  bool needs_replay(size_t row) const { return replay_[row]; }

  void Read(Instant as_of, size_t begin, size_t end,
            EngagementPoints* points) const {
    ResizePoints(*program_, end - begin, points);
    const int64_t now = ClampToCalendar(as_of.micros());
    const std::vector<double> tails = TailsOf(now);
    std::vector<int64_t> nano(kReadRows * width_);
    std::vector<int64_t> group_nano(program_->groups.size());
    for (size_t first = begin; first < end; first += kReadRows) {
      const size_t rows = std::min(kReadRows, end - first);
      kernels_.round_rows(sums_.data() + first * width_, rows, width_,
                          tails.data(), static_cast<double>(kMaxRuleNano),
                          nano.data());
      for (size_t i = 0; i < rows; ++i) {
        int64_t* const of_lead = nano.data() + i * width_;
        const size_t row = first + i;
        if (watermarks_[row] > as_of.micros()) {
          const int64_t later = ClampToCalendar(watermarks_[row]);
          const std::vector<double> then = TailsOf(later);
          kernels_.round_rows(sums_.data() + row * width_, 1, width_,
                              then.data(), static_cast<double>(kMaxRuleNano),
                              of_lead);
          if (remembers_) AddLive(row, later, of_lead);
        } else if (remembers_) {
          AddLive(row, now, of_lead);
        }
        PutPoints(*program_, of_lead, row - begin, group_nano.data(), points);
      }
    }
  }

  EngagementState StoreState(size_t row) const {
    EngagementState state;
    if (watermarks_[row] == kNever) return state;
    const int64_t now = ClampToCalendar(watermarks_[row]);
    std::vector<EngagementCell> cells(width_);
    for (size_t r = 0; r < width_; ++r) {
      cells[r].value = sums_[row * width_ + r];
      if (rules_[r].decay != DecayKind::kHalfLife) continue;
      cells[r].period = program_->rules[r].PlaceOf(now).period;
      cells[r].value *=
          PowerOfTwo(fades_[rules_[r].fade].base - cells[r].period);
    }
    std::vector<CapSlot> slots(slots_.data() + row * slots_width_,
                               slots_.data() + (row + 1) * slots_width_);
    std::vector<LiveEntry> live;
    if (remembers_) live = live_[row];
    program_->Store({cells.data(), slots.data(), &live},
                    Instant::FromMicros(watermarks_[row]), &state);
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
    CapSlot* const slots = slots_.data() + row * slots_width_;
    program_->Load(state, {cells.data(), slots, &live});
    const bool first = state.watermark == Instant() && state.tallies.empty() &&
                       state.seen.empty();
    watermarks_[row] = first ? kNever : state.watermark.micros();
    if (remembers_) live_[row] = std::move(live);
    for (size_t r = 0; r < width_; ++r) {
      double value = cells[r].value;
      if (rules_[r].decay == DecayKind::kHalfLife && value != 0) {
        MoveBase(rules_[r].fade, cells[r].period);
        value *= PowerOfTwo(cells[r].period - fades_[rules_[r].fade].base);
      }
      sums_[row * width_ + r] = value;
    }
    if (!state.seen.empty() && seen_.empty()) seen_.resize(leads_);
    if (!seen_.empty()) seen_[row] = state.seen;
  }

  size_t leads() const { return leads_; }

  size_t MemoryUsage() const {
    size_t bytes = sizeof(*this) + watermarks_.bytes() + sums_.bytes() +
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
    // Of one batch: what half-lives leave, stated at the base.
    double factors[kBatch];
  };

  // What is left at `now` of sums as they are stated, by rule.
  std::vector<double> TailsOf(int64_t now) const {
    std::vector<double> tails(width_, 1.0);
    for (size_t r = 0; r < width_; ++r) {
      if (rules_[r].decay != DecayKind::kHalfLife) continue;
      const HalfLifePlace place = program_->rules[r].PlaceOf(now);
      tails[r] = PowerOfTwo(fades_[rules_[r].fade].base - place.period) *
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

  // Moves the base of a half-life if `period` is far beyond it.
  void MoveBase(size_t f, int64_t period) {
    Fade& fade = fades_[f];
    if (!fade.used) {
      fade.used = true;
      fade.base = period;
      return;
    }
    if (period - fade.base <= kMaxLag) return;
    const double scale = PowerOfTwo(fade.base - period);
    for (size_t r = 0; r < width_; ++r) {
      if (rules_[r].decay != DecayKind::kHalfLife || rules_[r].fade != f) {
        continue;
      }
      for (size_t row = 0; row < leads_; ++row)
        sums_[row * width_ + r] *= scale;
    }
    fade.base = period;
  }

  void PrepareFades(const ActivityLog& log, size_t begin, size_t end) {
    if (fades_.empty()) return;
    int64_t latest = kNever;
    for (size_t a = begin; a < end; ++a) {
      times_[a - begin] = ClampToCalendar(log.occurred_at[a]);
      latest = std::max(latest, times_[a - begin]);
    }
    for (size_t f = 0; f < fades_.size(); ++f) {
      Fade& fade = fades_[f];
      const int64_t length = program_->fade_lengths[f];
      const int64_t period = PeriodOf(latest, length);
      MoveBase(f, period);
      const FadeScale at_period = FadeScaleOf(length, period);
      kernels_.fade(times_, nullptr, end - begin, &at_period, fade.factors);
      const double scale = PowerOfTwo(period - fade.base);
      for (size_t i = 0; i < end - begin; ++i) fade.factors[i] *= scale;
    }
  }

  // Whether the activity did not come too late.
  bool ApplyOne(const ActivityLog& log, size_t a,
                const ActivityConditions& conditions) {
    const size_t row = log.rows[a];
    const int64_t at = log.occurred_at[a];
    if (at < watermarks_[row]) {
      replay_[row] = true;
      return false;
    }
    const uint32_t kind = log.kinds[a];
    const KindPlan plan = kind < kinds_.size() ? kinds_[kind] : KindPlan();
    if (plan.form == KindPlan::kOneRule) {
      Count(row, plan.rule, at, a % kBatch);
    } else if (plan.form == KindPlan::kAnything) {
      for (uint32_t r : program_->resets_of_kind.Of(kind)) {
        if (!conditions.Holds(program_->resets[r].where, a)) continue;
        // A reset comes before all others of its instant.
        if (at == watermarks_[row]) {
          replay_[row] = true;
          return false;
        }
        Reset(row, program_->resets[r]);
      }
      for (uint32_t r : program_->rules_of_kind.Of(kind)) {
        if (conditions.Holds(program_->rules[r].where, a)) {
          Count(row, r, at, a % kBatch);
        }
      }
    }
    watermarks_[row] = at;
    return true;
  }

  void Count(size_t row, uint32_t number, int64_t occurred_at,
             size_t in_batch) {
    const RulePlan& rule = rules_[number];
    const int64_t at = ClampToCalendar(occurred_at);
    const int64_t given = TakeCaps(*program_, rule, number, at,
                                   slots_.data() + row * slots_width_);
    if (given == 0) return;
    double& sum = sums_[row * width_ + number];
    switch (rule.decay) {
      case DecayKind::kHalfLife:
        sum += static_cast<double>(given) * fades_[rule.fade].factors[in_batch];
        break;
      case DecayKind::kNone:
        sum += static_cast<double>(given);
        break;
      default:
        AddLiveEntry(row, {number, at, given});
    }
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
    // The program's fold has cells where a row has sums.
    std::vector<EngagementCell> cells(width_, EngagementCell{1, 0});
    std::vector<LiveEntry> none;
    program_->ApplyReset(reset,
                         {cells.data(), slots_.data() + row * slots_width_,
                          remembers_ ? &live_[row] : &none});
    for (size_t r = 0; r < width_; ++r) {
      if (cells[r].value == 0) sums_[row * width_ + r] = 0;
    }
  }

  const std::shared_ptr<const EngagementProgram> program_;
  const InstructionSet instructions_;
  const ColumnKernels& kernels_;
  const std::vector<KindPlan> kinds_;
  const std::vector<RulePlan> rules_;
  const size_t width_;
  const size_t slots_width_;
  const size_t leads_;
  bool remembers_ = false;
  HugeArray<int64_t> watermarks_;
  // By lead, then by rule or slot.
  HugeArray<double> sums_;
  HugeArray<CapSlot> slots_;
  std::vector<bool> replay_;
  // By lead, if there are any.
  std::vector<std::vector<LiveEntry>> live_;
  std::vector<std::vector<SeenActivity>> seen_;
  std::vector<Fade> fades_;
  int64_t times_[kBatch];
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
