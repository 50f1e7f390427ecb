// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecycleCounter: what one history adds.
#include "lotse/lifecycle/lifecycle_counter.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"

namespace lotse {
namespace {

constexpr size_t kNoStep = static_cast<size_t>(-1);
// Bands of completeness, unknown apart.
constexpr size_t kBands = 4;

absl::Status Wrong(absl::string_view path, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", what));
}
absl::Status Wrong(const char* list, size_t i, const char* field,
                   absl::string_view what) {
  return Wrong(absl::StrCat(list, "[", i, "].", field), what);
}
absl::Status Gone(const char* list, size_t i, const char* field,
                  absl::string_view what) {
  return absl::FailedPreconditionError(
      absl::StrCat(list, "[", i, "].", field, ": the lifecycle has no such ",
                   what, " (any more): replay the lead"));
}

bool IsInCalendar(Instant t) {
  return Instant::Min() <= t && t <= Instant::Max() && t != Instant();
}

Duration Between(Instant a, Instant b) {
  // Both lie in the calendar.
  return Duration::Micros(b.micros() - a.micros());
}

void Count(Duration length, std::vector<LengthCount>* lengths) {
  lengths->push_back({length, 1});
}

size_t BandOf(std::optional<double> completeness) {
  if (!completeness.has_value()) return kBands;
  return *completeness < 0.25   ? 0
         : *completeness < 0.5  ? 1
         : *completeness < 0.75 ? 2
                                : 3;
}

}  // namespace

// A lead in one state.
struct LifecycleCounter::Stay {
  size_t state = 0;
  Instant from;
  // Unset: it is still there.
  std::optional<Instant> to;
};

// One run of a clock.
struct LifecycleCounter::ClockRun {
  size_t clock = 0;
  int64_t run = 0;
  bool breached = false;
  // Met or cancelled.
  ClockMarkKind end = ClockMarkKind::kUnspecified;
  bool late = false;
  Duration elapsed;
};

LifecycleCounter::LifecycleCounter(std::string tenant, LifecycleSpec spec)
    : tenant_(std::move(tenant)),
      spec_(std::move(spec)),
      way_(StandardWay(spec_)),
      step_of_(spec_.states.size(), kNoStep),
      won_(spec_.states.size(), false) {
  counts_.tenant = tenant_;
  counts_.lifecycle = spec_.name;
  for (size_t i = 0; i < spec_.states.size(); ++i) {
    state_index_.emplace(spec_.states[i].id, i);
    counts_.states.emplace_back().id = spec_.states[i].id;
  }
  for (const RemovedState& removed : spec_.removed_states) {
    const auto it = state_index_.find(removed.moved_to);
    if (it != state_index_.end()) state_index_.emplace(removed.id, it->second);
  }
  for (size_t s = 0; s < way_.size(); ++s) {
    counts_.steps.emplace_back().id = way_[s].id;
    for (const std::string& state : way_[s].states) {
      step_of_[state_index_.at(state)] = s;
      if (way_[s].id == "won") won_[state_index_.at(state)] = true;
    }
  }
  for (const Phase phase :
       {Phase::kLead, Phase::kOpportunity, Phase::kClosed}) {
    counts_.phases.emplace_back().id = std::string(NameOf(phase));
  }
  for (size_t band = 0; band <= kBands; ++band) {
    counts_.hand_overs.emplace_back().band =
        band == kBands ? "" : absl::StrCat(25 * band);
  }
  std::vector<ReasonCount>& reasons = counts_.loops.reasons;
  for (const TransitionSpec& transition : spec_.transitions) {
    if (transition.effects.conversion != Conversion::kDemote) continue;
    for (const std::string& reason : transition.reasons) {
      if (reason_index_.emplace(reason, reasons.size()).second) {
        reasons.emplace_back().reason = reason;
      }
    }
  }
  // None, and others.
  reasons.emplace_back();
  for (const ClockSpec& clock : spec_.clocks) {
    clock_index_.emplace(clock.id, counts_.clocks.size());
    counts_.clocks.emplace_back().clock = clock.id;
  }
}

absl::Status LifecycleCounter::Add(const LeadHistory& history) {
  if (history.tenant != tenant_) {
    return absl::FailedPreconditionError("tenant: is another tenant's");
  }
  if (history.lifecycle != spec_.name) {
    return absl::FailedPreconditionError(
        history.lifecycle.empty()
            ? "lifecycle: no event has reached the lead yet: leave it out"
            : "lifecycle: is another one");
  }
  std::vector<Stay> stays;
  LOTSE_RETURN_IF_ERROR(ReadStays(history, &stays));
  std::vector<ClockRun> runs;
  LOTSE_RETURN_IF_ERROR(ReadClocks(history, &runs));
  Instant last;
  for (size_t i = 0; i < history.conversions.size(); ++i) {
    const Instant at = history.conversions[i].at;
    if (!IsInCalendar(at) || at > history.as_of || (i > 0 && at < last)) {
      return Wrong("conversions", i, "at",
                   "must lie between the one before and as_of");
    }
    if (history.conversions[i].after < Duration()) {
      return Wrong("conversions", i, "after", "must not be negative");
    }
    last = at;
  }
  for (size_t i = 0; i < history.handed_over.size(); ++i) {
    const HandedOverAt& handed = history.handed_over[i];
    if (!IsInCalendar(handed.at) || handed.at > history.as_of) {
      return Wrong("handed_over", i, "at", "must not lie after as_of");
    }
    if (handed.completeness.has_value() &&
        !(*handed.completeness >= 0 && *handed.completeness <= 1)) {
      return Wrong("handed_over", i, "completeness", "must be from 0 to 1");
    }
  }
  if (counts_.leads == 0 || stays[0].from < counts_.began_at) {
    counts_.began_at = stays[0].from;
  }
  if (counts_.leads == 0 || counts_.as_of < history.as_of) {
    counts_.as_of = history.as_of;
  }
  ++counts_.leads;
  CountPlaces(stays);
  CountSteps(stays);
  CountLoops(history, stays);
  CountHandOvers(history, stays);
  CountClocks(runs);
  return absl::OkStatus();
}

absl::Status LifecycleCounter::ReadStays(const LeadHistory& history,
                                         std::vector<Stay>* stays) const {
  if (!IsInCalendar(history.as_of)) {
    return Wrong("as_of", "is missing or not in the years 1 to 9999");
  }
  if (history.transitions.empty()) {
    return Wrong("transitions", "is missing");
  }
  for (size_t i = 0; i < history.transitions.size(); ++i) {
    const TransitionMade& made = history.transitions[i];
    if (!IsInCalendar(made.at) || made.at > history.as_of ||
        (!stays->empty() && made.at < stays->back().from)) {
      return Wrong("transitions", i, "at",
                   "must lie between the one before and as_of");
    }
    const auto to = state_index_.find(made.to);
    if (to == state_index_.end()) return Gone("transitions", i, "to", "state");
    if (made.from != kNewLead) {
      const auto from = state_index_.find(made.from);
      if (from == state_index_.end()) {
        return Gone("transitions", i, "from", "state");
      }
      if (stays->empty()) {
        // Nobody has seen how it came there.
        const Instant since =
            Duration() < made.stayed ? made.at - made.stayed : made.at;
        if (!IsInCalendar(since)) {
          return Wrong("transitions", i, "stayed", "is too long");
        }
        stays->push_back({from->second, since, std::nullopt});
      } else if (stays->back().state != from->second) {
        return Wrong("transitions", i, "from",
                     "is not where the transition before led to");
      }
    } else if (!stays->empty()) {
      return Wrong("transitions", i, "from", "is new, but the lead is not");
    }
    if (!stays->empty() && stays->back().state == to->second &&
        made.from == made.to) {
      continue;  // It stays where it is.
    }
    if (!stays->empty()) stays->back().to = made.at;
    stays->push_back({to->second, made.at, std::nullopt});
  }
  return absl::OkStatus();
}

absl::Status LifecycleCounter::ReadClocks(const LeadHistory& history,
                                          std::vector<ClockRun>* runs) const {
  // By clock: its latest run; runs->size(): none.
  std::vector<std::optional<size_t>> latest(counts_.clocks.size());
  for (size_t i = 0; i < history.clocks.size(); ++i) {
    const ClockMark& mark = history.clocks[i];
    const auto it = clock_index_.find(mark.clock);
    if (it == clock_index_.end()) return Gone("clocks", i, "clock", "clock");
    if (!IsInCalendar(mark.at) || mark.at > history.as_of) {
      return Wrong("clocks", i, "at", "must not lie after as_of");
    }
    if (mark.elapsed < Duration()) {
      return Wrong("clocks", i, "elapsed", "must not be negative");
    }
    std::optional<size_t>& at = latest[it->second];
    if (mark.kind == ClockMarkKind::kStarted) {
      if (mark.run <= (at.has_value() ? (*runs)[*at].run : 0)) {
        return Wrong("clocks", i, "run", "must be above that before");
      }
      at = runs->size();
      ClockRun started;
      started.clock = it->second;
      started.run = mark.run;
      runs->push_back(started);
      continue;
    }
    if (!at.has_value() || (*runs)[*at].run != mark.run ||
        (*runs)[*at].end != ClockMarkKind::kUnspecified) {
      return Wrong("clocks", i, "run", "does not run");
    }
    ClockRun& run = (*runs)[*at];
    switch (mark.kind) {
      case ClockMarkKind::kBreached:
        run.breached = true;
        break;
      case ClockMarkKind::kBreachWithdrawn:
        run.breached = false;
        break;
      case ClockMarkKind::kMet:
      case ClockMarkKind::kCancelled:
        run.end = mark.kind;
        run.late = mark.late;
        run.elapsed = mark.elapsed;
        break;
      default:
        break;
    }
  }
  return absl::OkStatus();
}

void LifecycleCounter::CountPlaces(const std::vector<Stay>& stays) {
  const auto count = [](const std::set<size_t>& seen,
                        std::vector<PlaceCount>* places) {
    for (size_t place : seen) ++(*places)[place].leads;
  };
  const auto phase_of = [this](const Stay& stay) {
    return static_cast<size_t>(PhaseOf(stay.state)) -
           static_cast<size_t>(Phase::kLead);
  };
  std::set<size_t> states, phases;
  for (size_t i = 0; i < stays.size();) {
    // Several states of one phase are one stay there.
    size_t end = i;
    for (; end < stays.size() && phase_of(stays[end]) == phase_of(stays[i]);
         ++end) {
      PlaceCount& state = counts_.states[stays[end].state];
      states.insert(stays[end].state);
      ++state.visits;
      if (stays[end].to.has_value()) {
        Count(Between(stays[end].from, *stays[end].to), &state.stays);
      }
    }
    PlaceCount& phase = counts_.phases[phase_of(stays[i])];
    phases.insert(phase_of(stays[i]));
    ++phase.visits;
    if (stays[end - 1].to.has_value()) {
      Count(Between(stays[i].from, *stays[end - 1].to), &phase.stays);
    }
    i = end;
  }
  count(states, &counts_.states);
  count(phases, &counts_.phases);
  ++counts_.states[stays.back().state].now;
  ++counts_.phases[phase_of(stays.back())].now;
}

void LifecycleCounter::CountSteps(const std::vector<Stay>& stays) {
  std::vector<std::optional<Instant>> reached(way_.size());
  reached[0] = stays[0].from;
  for (const Stay& stay : stays) {
    const size_t step = step_of_[stay.state];
    if (step != kNoStep && !reached[step].has_value()) {
      reached[step] = stay.from;
    }
  }
  for (size_t s = 0; s < way_.size(); ++s) {
    if (!reached[s].has_value()) continue;
    ++counts_.steps[s].leads;
    if (s + 1 < way_.size() && reached[s + 1].has_value() &&
        *reached[s + 1] >= *reached[s]) {
      ++counts_.steps[s].went_on;
    }
  }
  if (step_of_[stays.back().state] != kNoStep) {
    ++counts_.steps[step_of_[stays.back().state]].now;
  }
}

void LifecycleCounter::CountLoops(const LeadHistory& history,
                                  const std::vector<Stay>& stays) {
  LoopCount& loops = counts_.loops;
  int64_t demotions = 0;
  bool again = false;
  Instant last;
  for (const ConversionMade& made : history.conversions) {
    if (made.kind == Conversion::kPromote && demotions > 0) again = true;
    if (made.kind != Conversion::kDemote) continue;
    ++demotions;
    last = made.at;
    const auto it = reason_index_.find(made.reason);
    ++loops
          .reasons[it == reason_index_.end() ? loops.reasons.size() - 1
                                             : it->second]
          .demotions;
    if (Duration() < made.after) Count(made.after, &loops.until_demotion);
  }
  const bool was_opportunity =
      std::any_of(stays.begin(), stays.end(), [this](const Stay& stay) {
        return PhaseOf(stay.state) == Phase::kOpportunity;
      });
  if (demotions == 0) {
    if (was_opportunity) ++loops.never;
    return;
  }
  ++(demotions == 1 ? loops.once : demotions == 2 ? loops.twice : loops.more);
  if (again) ++loops.promoted_again;
  const bool won = std::any_of(
      stays.begin(), stays.end(),
      [&](const Stay& stay) { return won_[stay.state] && stay.from >= last; });
  const Phase now = PhaseOf(stays.back().state);
  ++(won                          ? loops.won
     : now == Phase::kClosed      ? loops.closed
     : now == Phase::kOpportunity ? loops.opportunity_now
                                  : loops.lead_now);
}

void LifecycleCounter::CountHandOvers(const LeadHistory& history,
                                      const std::vector<Stay>& stays) {
  const auto handed = [&](size_t i) {
    const size_t step = step_of_[stays[i].state];
    return step != kNoStep && way_[step].handed_over;
  };
  std::map<int64_t, std::optional<double>> known_at;
  for (const HandedOverAt& h : history.handed_over) {
    known_at.emplace(h.at.micros(), h.completeness);
  }
  for (size_t i = 0; i < stays.size(); ++i) {
    if (!handed(i) || (i > 0 && handed(i - 1))) continue;
    const auto known = known_at.find(stays[i].from.micros());
    HandOverCount& count = counts_.hand_overs[BandOf(
        known == known_at.end() ? std::nullopt : known->second)];
    ++count.hand_overs;
    size_t end = i;
    std::optional<Instant> next, promoted;
    for (; end < stays.size() && handed(end); ++end) {
      if (step_of_[stays[end].state] == 2 && !next.has_value()) {
        next = stays[end].from;
      }
      if (PhaseOf(stays[end].state) == Phase::kOpportunity &&
          !promoted.has_value()) {
        promoted = stays[end].from;
      }
    }
    if (step_of_[stays[i].state] == 1) {
      ++count.from_first;
      if (next.has_value()) {
        ++count.went_on;
        Count(Between(stays[i].from, *next), &count.to_next);
      }
    }
    if (!promoted.has_value()) continue;
    ++count.promoted;
    if (end == stays.size()) continue;
    if (won_[stays[end].state]) ++count.won;
    if (PhaseOf(stays[end].state) == Phase::kLead) {
      ++count.demoted;
      Count(Between(*promoted, stays[end].from), &count.until_demotion);
    }
  }
}

void LifecycleCounter::CountClocks(const std::vector<ClockRun>& runs) {
  for (const ClockRun& run : runs) {
    ClockCount& count = counts_.clocks[run.clock];
    ++count.started;
    if (run.end == ClockMarkKind::kMet) {
      ++(run.late || run.breached ? count.met_late : count.met_in_time);
      Count(run.elapsed, &count.to_meet);
    } else if (run.end == ClockMarkKind::kCancelled) {
      ++(run.breached ? count.breached_cancelled : count.cancelled);
    } else {
      ++(run.breached ? count.breached_open : count.open);
    }
  }
}

}  // namespace lotse
