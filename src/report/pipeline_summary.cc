// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PipelineSummary: what is added of a record, and how parts are merged.
// finish_pipeline.cc makes the report of it.
#include "lotse/report/pipeline_summary.h"

#include <algorithm>
#include <utility>

namespace lotse {
namespace {

constexpr int64_t kDay = Duration::Days(1).micros();

bool IsMidnight(Instant at) { return at.micros() % kDay == 0; }

template <typename Tally>
void MergeMaps(const std::map<std::string, Tally>& from,
               std::map<std::string, Tally>* to) {
  for (const auto& [key, tally] : from) (*to)[key].Merge(tally);
}

void AppendSpans(const std::vector<int64_t>& from, std::vector<int64_t>* to) {
  to->insert(to->end(), from.begin(), from.end());
}

void MergeOutcomes(const OutcomeFigures& from, OutcomeFigures* to) {
  to->open += from.open;
  to->won += from.won;
  to->lost += from.lost;
  to->not_won += from.not_won;
  to->unknown += from.unknown;
}

void CountOutcome(PipelineOutcome outcome, OutcomeFigures* figures) {
  switch (outcome) {
    case PipelineOutcome::kUnspecified:
      ++figures->unknown;
      break;
    case PipelineOutcome::kOpen:
      ++figures->open;
      break;
    case PipelineOutcome::kWon:
      ++figures->won;
      break;
    case PipelineOutcome::kLost:
      ++figures->lost;
      break;
    case PipelineOutcome::kNotWon:
      ++figures->not_won;
      break;
  }
}

void Extend(const std::optional<Instant>& at, std::optional<Instant>* first,
            std::optional<Instant>* last) {
  if (!at.has_value()) return;
  if (!first->has_value() || *at < **first) *first = at;
  if (!last->has_value() || **last < *at) *last = at;
}

bool IsDecided(const PipelineRecord& record) {
  return record.outcome == PipelineOutcome::kWon ||
         record.outcome == PipelineOutcome::kLost;
}

// The record as it was at `as_of`: later dates do not exist yet.
PipelineRecord AsOf(const PipelineRecord& record, Instant as_of) {
  PipelineRecord known = record;
  for (std::optional<Instant>* at : {&known.first_worked, &known.last_worked,
                                     &known.closed, &known.state_since}) {
    if (at->has_value() && **at > as_of) at->reset();
  }
  known.stages.erase(
      std::remove_if(known.stages.begin(), known.stages.end(),
                     [&](const StageEntry& entry) { return entry.at > as_of; }),
      known.stages.end());
  std::sort(known.stages.begin(), known.stages.end(),
            [](const StageEntry& a, const StageEntry& b) {
              return a.at == b.at ? a.stage < b.stage : a.at < b.at;
            });
  return known;
}

}  // namespace

bool PipelineScope::Has(PipelineFact fact) const {
  return std::find(facts.begin(), facts.end(), fact) != facts.end();
}

PipelineSummary::PipelineSummary(PipelineScope scope)
    : scope_(std::move(scope)) {}

bool PipelineSummary::ByDates() const {
  return scope_.Has(PipelineFact::kFirstWorked) ||
         scope_.Has(PipelineFact::kLastWorked);
}

bool PipelineSummary::NeverWorked(const PipelineRecord& record) const {
  if (IsDecided(record)) return false;
  if (!ByDates()) return record.progress == PipelineProgress::kNew;
  return !record.first_worked.has_value() && !record.last_worked.has_value() &&
         record.progress != PipelineProgress::kWorked;
}

// Days are written as midnights: what ends on the day it began took no time.
void PipelineSummary::AddSpan(Instant from, Instant to, Spans* spans,
                              int64_t* negative) const {
  if (from <= to) {
    spans->push_back(to.micros() - from.micros());
  } else if (IsMidnight(to) && from.date() == to.date()) {
    spans->push_back(0);
  } else {
    ++*negative;
  }
}

void PipelineSummary::AddDates(const PipelineRecord& record) {
  Extend(
      scope_.Has(PipelineFact::kCreated) ? record.created : record.first_worked,
      &first_, &last_);
  std::optional<Instant> oldest;
  for (const std::optional<Instant>& at :
       {record.created, record.first_worked, record.last_worked,
        record.state_since}) {
    Extend(at, &oldest, &newest_);
  }
  if (IsDecided(record)) Extend(record.closed, &oldest, &newest_);
  for (const StageEntry& entry : record.stages) {
    Extend(entry.at, &oldest, &newest_);
  }
}

void PipelineSummary::AddResponse(const PipelineRecord& record) {
  if (record.created.has_value() && !IsMidnight(*record.created)) {
    timed_creation_ = true;
  }
  if (!record.first_worked.has_value()) return;
  if (!IsMidnight(*record.first_worked)) timed_work_ = true;
  if (record.created.has_value()) {
    AddSpan(*record.created, *record.first_worked, &responses_,
            &negative_responses_);
  }
}

void PipelineSummary::AddWays(const PipelineRecord& record) {
  if (!IsDecided(record) || !record.closed.has_value()) return;
  const bool won = record.outcome == PipelineOutcome::kWon;
  if (record.created.has_value()) {
    WayTally& way = ways_[won ? kCreatedToWon : kCreatedToLost];
    AddSpan(*record.created, *record.closed, &way.times, &way.negative);
  }
  if (record.first_worked.has_value()) {
    WayTally& way = ways_[won ? kWorkedToWon : kWorkedToLost];
    AddSpan(*record.first_worked, *record.closed, &way.times, &way.negative);
  }
}

// A stage lasts until the next one is entered, the last one until the end.
void PipelineSummary::AddStages(const PipelineRecord& record) {
  for (size_t i = 0; i < record.stages.size(); ++i) {
    const StageEntry& entry = record.stages[i];
    WayTally& stay = stays_[entry.stage];
    if (i + 1 < record.stages.size()) {
      AddSpan(entry.at, record.stages[i + 1].at, &stay.times, &stay.negative);
    } else if (IsDecided(record) && record.closed.has_value() &&
               record.closed->date() != entry.at.date()) {
      AddSpan(entry.at, *record.closed, &stay.times, &stay.negative);
    }
  }
}

void PipelineSummary::AddState(const PipelineRecord& record) {
  StateTally& state = states_[record.state];
  CountOutcome(record.outcome, &state.outcomes);
  if (record.outcome != PipelineOutcome::kOpen) return;
  std::optional<Instant> since;
  switch (StateAgeFrom()) {
    case PipelineFact::kStateSince:
      since = record.state_since;
      break;
    case PipelineFact::kStageEntered:
      if (!record.stages.empty()) since = record.stages.back().at;
      break;
    case PipelineFact::kCreated:
      since = record.created;
      break;
    case PipelineFact::kFirstWorked:
      since = record.first_worked;
      break;
    default:
      break;
  }
  if (since.has_value()) {
    state.ages.push_back(scope_.as_of.micros() - since->micros());
  } else {
    ++state.undated;
  }
}

void PipelineSummary::AddOpen(const PipelineRecord& record) {
  if (!record.has_owner && scope_.Has(PipelineFact::kOwner)) ++without_owner_;
  const std::optional<Instant>& since =
      scope_.Has(PipelineFact::kCreated) ? record.created : record.first_worked;
  if (since.has_value()) {
    open_ages_.push_back(scope_.as_of.micros() - since->micros());
  } else {
    ++open_undated_;
  }
}

void PipelineSummary::AddValue(const PipelineRecord& record, bool never_worked,
                               ChannelTally* channel) {
  if (!record.value.has_value() || record.value->micros == 0) return;
  const absl::int128 amount = record.value->micros;
  ValueTally& value = values_[record.value->currency];
  ++value.records;
  if (record.outcome == PipelineOutcome::kWon) {
    value.won += amount;
    if (channel != nullptr) {
      channel->won_value[record.value->currency] += amount;
    }
  } else if (record.outcome == PipelineOutcome::kLost) {
    value.lost += amount;
  } else if (record.outcome == PipelineOutcome::kOpen) {
    value.open += amount;
    if (never_worked) value.open_unworked += amount;
    if (record.created.has_value() &&
        scope_.as_of.micros() - record.created->micros() >= kOldDays * kDay) {
      value.open_old += amount;
    }
  }
}

void PipelineSummary::Add(const PipelineRecord& record) {
  if (record.created.has_value() && *record.created > scope_.as_of) {
    ++future_;
    return;
  }
  if (IsDecided(record) && record.closed.has_value() &&
      *record.closed > scope_.as_of) {
    ++closed_in_future_;
  }
  const PipelineRecord known = AsOf(record, scope_.as_of);
  ++records_;
  CountOutcome(known.outcome, &outcomes_);
  AddDates(known);
  AddResponse(known);
  AddWays(known);
  AddStages(known);
  const bool never_worked = NeverWorked(known);
  if (never_worked) {
    ++never_worked_;
    if (known.created.has_value()) {
      never_ages_.push_back(scope_.as_of.micros() - known.created->micros());
    } else {
      ++never_undated_;
    }
  } else if (known.outcome == PipelineOutcome::kLost && ByDates() &&
             !known.first_worked.has_value() &&
             !known.last_worked.has_value()) {
    ++lost_unworked_;
  }
  if (known.outcome == PipelineOutcome::kOpen) AddOpen(known);
  if (scope_.Has(PipelineFact::kState)) AddState(known);
  ChannelTally* channel = nullptr;
  if (scope_.Has(PipelineFact::kChannel)) {
    channel = &channels_[known.channel];
    ++channel->records;
    if (known.outcome == PipelineOutcome::kWon) ++channel->won;
    if (IsDecided(known) || known.outcome == PipelineOutcome::kNotWon) {
      ++channel->decided;
    }
  }
  AddValue(known, never_worked, channel);
}

void PipelineSummary::StateTally::Merge(const StateTally& other) {
  MergeOutcomes(other.outcomes, &outcomes);
  AppendSpans(other.ages, &ages);
  undated += other.undated;
}

void PipelineSummary::ChannelTally::Merge(const ChannelTally& other) {
  records += other.records;
  won += other.won;
  decided += other.decided;
  for (const auto& [currency, amount] : other.won_value) {
    won_value[currency] += amount;
  }
}

void PipelineSummary::ValueTally::Merge(const ValueTally& other) {
  won += other.won;
  lost += other.lost;
  open += other.open;
  open_unworked += other.open_unworked;
  open_old += other.open_old;
  records += other.records;
}

void PipelineSummary::WayTally::Merge(const WayTally& other) {
  AppendSpans(other.times, &times);
  negative += other.negative;
}

void PipelineSummary::Merge(const PipelineSummary& other) {
  records_ += other.records_;
  future_ += other.future_;
  closed_in_future_ += other.closed_in_future_;
  Extend(other.first_, &first_, &last_);
  Extend(other.last_, &first_, &last_);
  std::optional<Instant> oldest;
  Extend(other.newest_, &oldest, &newest_);
  timed_creation_ |= other.timed_creation_;
  timed_work_ |= other.timed_work_;
  MergeOutcomes(other.outcomes_, &outcomes_);
  never_worked_ += other.never_worked_;
  never_undated_ += other.never_undated_;
  lost_unworked_ += other.lost_unworked_;
  AppendSpans(other.never_ages_, &never_ages_);
  AppendSpans(other.responses_, &responses_);
  negative_responses_ += other.negative_responses_;
  open_undated_ += other.open_undated_;
  without_owner_ += other.without_owner_;
  AppendSpans(other.open_ages_, &open_ages_);
  for (size_t i = 0; i < kWayCount; ++i) ways_[i].Merge(other.ways_[i]);
  MergeMaps(other.stays_, &stays_);
  MergeMaps(other.states_, &states_);
  MergeMaps(other.channels_, &channels_);
  MergeMaps(other.values_, &values_);
}

}  // namespace lotse
