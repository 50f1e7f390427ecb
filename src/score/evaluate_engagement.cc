// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engagement: the fold over one lead's activities, its state, and what both
// say at an instant.
#include <algorithm>
#include <utility>

#include "absl/numeric/int128.h"
#include "lotse/base/fingerprint.h"
#include "lotse/base/limits.h"
#include "lotse/score/engagement.h"
#include "src/score/engagement_program.h"

namespace lotse {

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
  if (activity.kind >= program.kind_has_where.size() ||
      !program.kind_has_where[activity.kind]) {
    return;
  }
  LeadView payload;
  payload.values = activity.payload;
  program.where.Evaluate(payload, activity.occurred_at, &scratch->where);
}

bool Holds(const EngagementProgram& program, int32_t where,
           const Rep& scratch) {
  return where < 0 ||
         program.where.Holds(scratch.where, static_cast<size_t>(where));
}

template <typename Visit>
void ForEachReset(const EngagementProgram& program,
                  const ActivityView& activity, Rep* scratch, Visit visit) {
  const absl::Span<const uint32_t> resets =
      program.resets_of_kind.Of(activity.kind);
  if (resets.empty()) return;
  ReadActivity(program, activity, scratch);
  for (uint32_t r : resets) {
    if (Holds(program, program.resets[r].where, *scratch)) visit(r);
  }
}

template <typename Visit>
void ForEachRule(const EngagementProgram& program, const ActivityView& activity,
                 Rep* scratch, Visit visit) {
  const absl::Span<const uint32_t> rules =
      program.rules_of_kind.Of(activity.kind);
  if (rules.empty()) return;
  ReadActivity(program, activity, scratch);
  for (uint32_t r : rules) {
    if (Holds(program, program.rules[r].where, *scratch)) visit(r);
  }
}

// The activities up to `as_of`, in the order of their times. Of those of one
// instant the order makes no difference: resets are applied before any of them
// counts, and those that a rule counts are alike to it.
absl::Span<const uint32_t> OrderOf(const LeadView& view, Instant as_of,
                                   Rep* scratch) {
  std::vector<uint32_t>& order = scratch->order;
  order.clear();
  bool sorted = true;
  for (size_t i = 0; i < view.activities.size(); ++i) {
    const Instant at = view.activities[i].occurred_at;
    if (at > as_of) continue;
    sorted = sorted &&
             (order.empty() || view.activities[order.back()].occurred_at <= at);
    order.push_back(static_cast<uint32_t>(i));
  }
  if (!sorted) {
    std::sort(order.begin(), order.end(), [&](uint32_t i, uint32_t k) {
      return view.activities[i].occurred_at < view.activities[k].occurred_at;
    });
  }
  return order;
}

// Calls reset(r) for each reset that an activity of `view` up to `as_of`
// triggers and count(r, at) for each rule that counts one, in the order of the
// fold.
template <typename Reset, typename Count>
void ForEachStep(const EngagementProgram& program, const LeadView& view,
                 Instant as_of, Rep* scratch, Reset reset, Count count) {
  const absl::Span<const uint32_t> order = OrderOf(view, as_of, scratch);
  for (size_t begin = 0; begin < order.size();) {
    const Instant at = view.activities[order[begin]].occurred_at;
    size_t end = begin;
    for (; end < order.size(); ++end) {
      const ActivityView& activity = view.activities[order[end]];
      if (activity.occurred_at != at) break;
      ForEachReset(program, activity, scratch, reset);
    }
    for (; begin < end; ++begin) {
      ForEachRule(program, view.activities[order[begin]], scratch,
                  [&](uint32_t r) { count(r, at); });
    }
  }
}

EngagementFold Fold(const EngagementProgram& program, const LeadView& view,
                    Instant as_of, Rep* scratch) {
  const EngagementFold fold = scratch->FoldOf(program);
  program.Clear(fold);
  ForEachStep(
      program, view, as_of, scratch,
      [&](uint32_t r) { program.ApplyReset(program.resets[r], fold); },
      [&](uint32_t r, Instant at) {
        program.AddTo(r, ClampToCalendar(at.micros()), fold);
      });
  return fold;
}

EngagementScore ScoreOf(const EngagementProgram& program,
                        const EngagementFold& fold, Instant as_of,
                        Rep* scratch) {
  scratch->rule_nano.resize(program.rules.size());
  scratch->group_nano.resize(program.groups.size());
  program.ReadRules(fold, ClampToCalendar(as_of.micros()),
                    scratch->rule_nano.data());
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

int64_t HashOf(absl::string_view id) {
  return static_cast<int64_t>(Fingerprint::LowOf(id));
}

bool HasSeen(const EngagementState& state, absl::string_view id) {
  if (id.empty() || state.seen.empty()) return false;
  const int64_t hash = HashOf(id);
  return std::any_of(state.seen.begin(), state.seen.end(),
                     [&](const SeenActivity& s) { return s.id_hash == hash; });
}

// Whether no activity was ever applied. A state that has seen one only at the
// instant that means "unset" is taken for such a state unless it has tallies.
bool IsFirst(const EngagementState& state) {
  return state.watermark == Instant() && state.tallies.empty() &&
         state.seen.empty();
}

// Whether a state has reached a limit beyond which it could not tell what it
// must know; only the log can say more.
bool IsFull(const EngagementState& state, Instant at) {
  for (const EngagementTally& tally : state.tallies) {
    if (tally.live.size() >= kMaxActivities) return true;
  }
  return state.seen.size() >= kMaxActivities && state.seen.front().at == at;
}

// Adds an id to those that were seen, and forgets the oldest.
void Remember(const EngagementProgram& program, absl::string_view id,
              Instant at, EngagementState* state) {
  std::vector<SeenActivity>& seen = state->seen;
  const Instant oldest = at - Duration::Micros(program.lateness_horizon);
  seen.erase(seen.begin(),
             std::find_if(seen.begin(), seen.end(), [&](const SeenActivity& s) {
               return s.at > oldest;
             }));
  if (id.empty()) return;
  if (seen.size() >= kMaxActivities) seen.erase(seen.begin());
  const SeenActivity entry{HashOf(id), at};
  seen.insert(std::upper_bound(
                  seen.begin(), seen.end(), entry,
                  [](const SeenActivity& a, const SeenActivity& b) {
                    return a.at != b.at ? a.at < b.at : a.id_hash < b.id_hash;
                  }),
              entry);
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
  Rep* const rep = scratch->rep.get();
  const EngagementFold fold = rep->FoldOf(*program_);
  program_->Load(state, fold);
  return ScoreOf(*program_, fold, std::max(as_of, state.watermark), rep);
}

ApplyResult Engagement::Apply(const ActivityView& activity,
                              absl::string_view id, EngagementState* state,
                              EngagementScratch* scratch) const {
  const EngagementProgram& program = *program_;
  Rep* const rep = scratch->rep.get();
  const Instant at = activity.occurred_at;
  if (HasSeen(*state, id)) return ApplyResult::kDuplicate;
  const bool first = IsFirst(*state);
  if (!first && (at < state->watermark || IsFull(*state, at))) {
    return ApplyResult::kNeedsReplay;
  }
  bool resets = false;
  ForEachReset(program, activity, rep, [&](uint32_t) { resets = true; });
  // A reset comes before all others of its instant.
  if (resets && !first && at == state->watermark) {
    return ApplyResult::kNeedsReplay;
  }
  const EngagementFold fold = rep->FoldOf(program);
  program.Load(*state, fold);
  ForEachReset(program, activity, rep, [&](uint32_t r) {
    program.ApplyReset(program.resets[r], fold);
  });
  ForEachRule(program, activity, rep, [&](uint32_t r) {
    program.AddTo(r, ClampToCalendar(at.micros()), fold);
  });
  program.Store(fold, at, state);
  Remember(program, id, at, state);
  return ApplyResult::kApplied;
}

bool Engagement::CountsActivity(const ActivityView& activity,
                                EngagementScratch* scratch) const {
  bool counts = false;
  const auto visit = [&](uint32_t) { counts = true; };
  ForEachReset(*program_, activity, scratch->rep.get(), visit);
  ForEachRule(*program_, activity, scratch->rep.get(), visit);
  return counts;
}

EngagementState Engagement::Replay(const LeadView& view,
                                   absl::Span<const absl::string_view> ids,
                                   Instant as_of,
                                   EngagementScratch* scratch) const {
  EngagementState state;
  Rep* const rep = scratch->rep.get();
  const EngagementFold fold = Fold(*program_, view, as_of, rep);
  if (rep->order.empty()) return state;
  const Instant watermark = view.activities[rep->order.back()].occurred_at;
  program_->Store(fold, watermark, &state);
  for (uint32_t i : rep->order) {
    Remember(*program_, i < ids.size() ? ids[i] : absl::string_view(),
             view.activities[i].occurred_at, &state);
  }
  return state;
}

EngagementEvidence Engagement::EvidenceOf(uint32_t source, const LeadView& view,
                                          Instant as_of,
                                          EngagementScratch* scratch) const {
  EngagementEvidence evidence;
  const EngagementProgram& program = *program_;
  Rep* const rep = scratch->rep.get();
  const EngagementFold fold = rep->FoldOf(program);
  program.Clear(fold);
  const int64_t now = ClampToCalendar(as_of.micros());
  ForEachStep(
      program, view, as_of, rep,
      [&](uint32_t r) {
        program.ApplyReset(program.resets[r], fold);
        if (program.resets[r].groups[program.sources[source].group]) {
          evidence = EngagementEvidence();
        }
      },
      [&](uint32_t r, Instant at) {
        const CompiledEngagementRule& rule = program.rules[r];
        if (rule.source != source) return;
        const int64_t when = ClampToCalendar(at.micros());
        const int64_t given = program.AddTo(r, when, fold);
        if (given == 0 || rule.Left(given, when, now) == 0) return;
        if (evidence.count == 0) evidence.first_at = at;
        ++evidence.count;
        evidence.last_at = at;
        evidence.unfaded += Points::FromNano(given);
      });
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
  program.ReadRules(fold, ClampToCalendar(from.micros()),
                    rep->rule_nano.data());
  program.ReadRules(fold, ClampToCalendar(to.micros()), rep->later_nano.data());
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
    bytes += IdOf(rule.source).size() +
             static_cast<size_t>(rule.max_live) * sizeof(LiveActivity);
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
