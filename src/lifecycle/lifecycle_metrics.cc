// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecycleCounter: parts that are merged, and what all of it tells.
#include "lotse/lifecycle/lifecycle_metrics.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/field_path.h"
#include "lotse/base/visit_fields.h"
#include "lotse/base/wilson_interval.h"
#include "lotse/lifecycle/lifecycle_counter.h"

namespace lotse {
namespace {

// Each length once, ascending.
void Sort(std::vector<LengthCount>* lengths) {
  std::sort(lengths->begin(), lengths->end(),
            [](const LengthCount& a, const LengthCount& b) {
              return a.length < b.length;
            });
  size_t size = 0;
  for (const LengthCount& length : *lengths) {
    if (size > 0 && (*lengths)[size - 1].length == length.length) {
      (*lengths)[size - 1].count =
          std::min((*lengths)[size - 1].count + length.count, kMaxCount);
    } else {
      (*lengths)[size++] = length;
    }
  }
  lengths->resize(size);
}

// Sorts each list of lengths.
template <typename T>
void SortLengths(T* counts) {
  ForEachField<T>([&](const auto& field) {
    auto& member = counts->*field.member;
    using Member = std::decay_t<decltype(member)>;
    if constexpr (std::is_same_v<Member, std::vector<LengthCount>>) {
      Sort(&member);
    } else if constexpr (IsVector<Member>::value) {
      for (auto& element : member) SortLengths(&element);
    } else if constexpr (HasFields<Member>::value) {
      SortLengths(&member);
    }
  });
}

// Adds each number and list of lengths of `from` to that of `to`; what names
// something is the same in both.
template <typename T>
void Sum(const T& from, T* to) {
  ForEachField<T>([&](const auto& field) {
    const auto& more = from.*field.member;
    auto& sum = to->*field.member;
    using Member = std::decay_t<decltype(more)>;
    if constexpr (std::is_same_v<Member, int64_t>) {
      sum = std::min(sum + more, kMaxCount);
    } else if constexpr (std::is_same_v<Member, std::vector<LengthCount>>) {
      sum.insert(sum.end(), more.begin(), more.end());
    } else if constexpr (IsVector<Member>::value) {
      for (size_t i = 0; i < sum.size(); ++i) Sum(more[i], &sum[i]);
    } else if constexpr (HasFields<Member>::value) {
      Sum(more, &sum);
    }
  });
}

template <typename T, typename Same>
absl::Status CheckNames(const char* list, const std::vector<T>& read,
                        const std::vector<T>& own, const Same& same) {
  if (std::equal(read.begin(), read.end(), own.begin(), own.end(), same)) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat(
      list, ": are not those of the lifecycle (any more): count anew"));
}

ShareFigure Share(int64_t hits, int64_t of) {
  ShareFigure figure;
  figure.hits = std::min(hits, of);
  figure.of = of;
  if (of == 0) return figure;
  figure.share = static_cast<double>(figure.hits) / static_cast<double>(of);
  const ShareInterval interval = WilsonInterval(figure.hits, of);
  figure.low = interval.low;
  figure.high = interval.high;
  return figure;
}

// `lengths` as Sort leaves them.
LengthFigure Figure(const std::vector<LengthCount>& lengths) {
  LengthFigure figure;
  for (const LengthCount& length : lengths) {
    figure.cases = std::min(figure.cases + length.count, kMaxCount);
  }
  // The least length that so many tenths of the cases do not exceed.
  const auto quantile = [&](int64_t tenths) {
    const int64_t rank = (figure.cases * tenths + 9) / 10;
    int64_t seen = 0;
    for (const LengthCount& length : lengths) {
      seen = std::min(seen + length.count, kMaxCount);
      if (seen >= rank) return length.length;
    }
    return Duration();
  };
  if (figure.cases > 0) {
    figure.median = quantile(5);
    figure.p90 = quantile(9);
  }
  return figure;
}

PlaceFigure FigureOf(const PlaceCount& count, Phase phase, LocalText label) {
  PlaceFigure figure;
  figure.id = count.id;
  figure.label = std::move(label);
  figure.phase = phase;
  figure.leads = count.leads;
  figure.visits = count.visits;
  figure.now = count.now;
  figure.stay = Figure(count.stays);
  return figure;
}

LocalText LabelOr(const LocalText& label, const std::string& id) {
  return label.empty() ? LocalText{"", id, id, {}} : label;
}

LoopFigures FigureOf(const LoopCount& count) {
  LoopFigures figure;
  figure.never = count.never;
  figure.once = count.once;
  figure.twice = count.twice;
  figure.more = count.more;
  const int64_t demoted = count.once + count.twice + count.more;
  figure.demoted = Share(demoted, count.never + demoted);
  for (const ReasonCount& reason : count.reasons) {
    figure.demotions = std::min(figure.demotions + reason.demotions, kMaxCount);
    if (reason.demotions > 0) {
      figure.reasons.push_back({reason.reason, reason.demotions});
    }
  }
  std::stable_sort(figure.reasons.begin(), figure.reasons.end(),
                   [](const ReasonFigure& a, const ReasonFigure& b) {
                     return a.demotions > b.demotions;
                   });
  figure.until_demotion = Figure(count.until_demotion);
  figure.promoted_again = Share(count.promoted_again, demoted);
  figure.won = count.won;
  figure.closed = count.closed;
  figure.opportunity_now = count.opportunity_now;
  figure.lead_now = count.lead_now;
  return figure;
}

// `band`: the last one is that of leads of which it is not known.
HandOverFigure FigureOf(const HandOverCount& count, size_t band) {
  HandOverFigure figure;
  if (!count.band.empty()) {
    figure.from_percent = 25 * static_cast<int64_t>(band);
    figure.below_percent = figure.from_percent + 25;
  }
  figure.hand_overs = count.hand_overs;
  figure.went_on = Share(count.went_on, count.from_first);
  figure.to_next = Figure(count.to_next);
  figure.demoted = Share(count.demoted, count.promoted);
  figure.until_demotion = Figure(count.until_demotion);
  figure.won = Share(count.won, count.promoted);
  return figure;
}

ClockFigure FigureOf(const ClockCount& count, const LocalText& label) {
  ClockFigure figure;
  figure.clock = count.clock;
  figure.label = LabelOr(label, count.clock);
  figure.started = count.started;
  figure.in_time = Share(count.met_in_time, count.met_in_time + count.met_late +
                                                count.breached_open +
                                                count.breached_cancelled);
  figure.met_late = count.met_late;
  figure.breached_open = count.breached_open;
  figure.breached_cancelled = count.breached_cancelled;
  figure.cancelled = count.cancelled;
  figure.open = count.open;
  figure.to_meet = Figure(count.to_meet);
  return figure;
}

LocalText PhaseLabel(Phase phase) {
  switch (phase) {
    case Phase::kLead:
      return {"", "lead", "Lead", {}};
    case Phase::kOpportunity:
      return {"", "opportunity", "Opportunity", {}};
    default:
      return {"", "closed", "abgeschlossen", {}};
  }
}

}  // namespace

absl::Status LifecycleCounter::Merge(const LifecycleCounts& counts) {
  if (counts.tenant != tenant_) {
    return absl::FailedPreconditionError("tenant: is another tenant's");
  }
  if (counts.lifecycle != spec_.name) {
    return absl::FailedPreconditionError("lifecycle: is another one");
  }
  const auto same_id = [](const auto& a, const auto& b) {
    return a.id == b.id;
  };
  absl::Status status =
      CheckNames("steps", counts.steps, counts_.steps, same_id);
  status.Update(CheckNames("phases", counts.phases, counts_.phases, same_id));
  status.Update(CheckNames("states", counts.states, counts_.states, same_id));
  status.Update(CheckNames(
      "loops.reasons", counts.loops.reasons, counts_.loops.reasons,
      [](const auto& a, const auto& b) { return a.reason == b.reason; }));
  status.Update(CheckNames(
      "hand_overs", counts.hand_overs, counts_.hand_overs,
      [](const auto& a, const auto& b) { return a.band == b.band; }));
  status.Update(CheckNames(
      "clocks", counts.clocks, counts_.clocks,
      [](const auto& a, const auto& b) { return a.clock == b.clock; }));
  if (!status.ok()) return status;
  const auto refuse = [&](bool wrong, const FieldPath& path) {
    if (wrong && status.ok()) {
      status = absl::InvalidArgumentError(absl::StrCat(
          path.ToString(), ": must be from 0 to what can be counted"));
    }
  };
  VisitAll<int64_t>(counts, FieldPath(),
                    [&](int64_t count, const FieldPath& path) {
                      refuse(count < 0 || count > kMaxCount, path);
                    });
  VisitAll<Duration>(counts, FieldPath(),
                     [&](Duration length, const FieldPath& path) {
                       refuse(length < Duration(), path);
                     });
  if (!status.ok() || counts.leads == 0) return status;
  if (counts_.leads == 0 || counts.began_at < counts_.began_at) {
    counts_.began_at = counts.began_at;
  }
  if (counts_.leads == 0 || counts_.as_of < counts.as_of) {
    counts_.as_of = counts.as_of;
  }
  Sum(counts, &counts_);
  return status;
}

LifecycleCounts LifecycleCounter::counts() const {
  LifecycleCounts counts = counts_;
  SortLengths(&counts);
  return counts;
}

LifecycleMetrics LifecycleCounter::Metrics() const {
  const LifecycleCounts counts = this->counts();
  LifecycleMetrics metrics;
  metrics.tenant = tenant_;
  metrics.lifecycle = spec_.name;
  metrics.label = LabelOr(spec_.label, spec_.name);
  metrics.began_at = counts.began_at;
  metrics.as_of = counts.as_of;
  metrics.leads = counts.leads;
  for (size_t i = 0; i < way_.size(); ++i) {
    const StepCount& count = counts.steps[i];
    FunnelStep& step = metrics.funnel.emplace_back();
    step.id = count.id;
    step.label = way_[i].label;
    step.leads = count.leads;
    step.now = count.now;
    if (i + 1 < way_.size()) step.went_on = Share(count.went_on, count.leads);
  }
  const Phase phases[] = {Phase::kLead, Phase::kOpportunity, Phase::kClosed};
  for (size_t i = 0; i < counts.phases.size(); ++i) {
    metrics.phases.push_back(
        FigureOf(counts.phases[i], phases[i], PhaseLabel(phases[i])));
  }
  for (size_t i = 0; i < counts.states.size(); ++i) {
    metrics.states.push_back(
        FigureOf(counts.states[i], PhaseOf(i),
                 LabelOr(spec_.states[i].label, spec_.states[i].id)));
  }
  metrics.loops = FigureOf(counts.loops);
  for (size_t i = 0; i < counts.hand_overs.size(); ++i) {
    metrics.hand_overs.push_back(FigureOf(counts.hand_overs[i], i));
  }
  for (size_t i = 0; i < counts.clocks.size(); ++i) {
    metrics.clocks.push_back(FigureOf(counts.clocks[i], spec_.clocks[i].label));
  }
  return metrics;
}

}  // namespace lotse
