// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/decision_run.h"

#include <algorithm>
#include <string>
#include <utility>

#include "lotse/base/status_macros.h"
#include "lotse/condition/next_condition_change.h"
#include "lotse/facts/next_fact_change.h"
#include "src/engine/whole_second.h"

namespace lotse {
namespace {

constexpr Duration kTick = Duration::Micros(1);

// Whether there is one before `until`; unset: at all.
bool ComesBefore(std::optional<Instant> change, Instant until) {
  return change.has_value() && (until == Instant() || *change < until);
}

}  // namespace

absl::Status DecisionRun::Open(LeadState&& state) {
  if (engine_.lifecycles().empty()) {
    return absl::FailedPreconditionError(
        "the engine has no lifecycle: add one to `lifecycles`");
  }
  LOTSE_ASSIGN_OR_RETURN(lifecycle_, engine_.LifecycleOf(state));
  decision_.lead_id = facts_.lead.id;
  decision_.state = std::move(state);
  return absl::OkStatus();
}

absl::Status DecisionRun::Choose(Instant at) {
  if (lifecycle_ != nullptr) return absl::OkStatus();
  LOTSE_RETURN_IF_ERROR(Evaluate(at));
  for (const Lifecycle& lifecycle : engine_.lifecycles()) {
    if (lifecycle.AppliesTo(moment_.view, at, &scratch_->lifecycle)) {
      lifecycle_ = &lifecycle;
      lifecycle_->Publish(decision_.state, moment_.row);
      return absl::OkStatus();
    }
  }
  return absl::FailedPreconditionError("no lifecycle is for this lead");
}

absl::Status DecisionRun::Take(const LeadEvent& event) {
  const bool quiet = event.mode == EventMode::kHistorical;
  LOTSE_RETURN_IF_ERROR(GoTo(event.occurred_at, quiet));
  LeadState& state = decision_.state;
  const size_t steps = decision_.steps.transitions.size();
  if (!state.state.empty()) Follow(quiet);
  taken_ = lifecycle_->Take(event, moment_, &state, &scratch_->lifecycle,
                            &decision_.steps);
  if (taken_ || decision_.steps.transitions.size() > steps) {
    Changed(event.occurred_at);
  }
  if (!state.state.empty()) state.spec = lifecycle_->fingerprint();
  state.followed_to = event.occurred_at;
  Remember(event);
  return absl::OkStatus();
}

absl::StatusOr<bool> DecisionRun::WouldTake(const LeadEvent& event) {
  LeadState before = decision_.state;
  LOTSE_RETURN_IF_ERROR(LookAt(event.occurred_at));
  LeadState& state = decision_.state;
  LifecycleSteps steps;
  const bool followed = !state.state.empty() &&
                        lifecycle_->Follow(moment_, /*quiet=*/true, &state,
                                           &scratch_->lifecycle, &steps);
  const bool taken =
      lifecycle_->Take(event, moment_, &state, &scratch_->lifecycle, &steps);
  state = std::move(before);
  // Its signals are those of a state that is gone.
  has_moment_ = false;
  if (!followed && !taken) decision_.steps.blocked = std::move(steps.blocked);
  return followed || taken;
}

void DecisionRun::Remember(const LeadEvent& event) {
  const Duration horizon = lifecycle_->spec().lateness_horizon;
  RememberEvent(event,
                horizon == Duration() ? kDefaultLatenessHorizon : horizon,
                &decision_.state);
  decision_.state.tenant = engine_.spec().tenant;
}

absl::Status DecisionRun::FollowTo(Instant to, bool quiet) {
  LeadState& state = decision_.state;
  if (state.state.empty() || state.followed_to >= to) return absl::OkStatus();
  // Facts that the host did not tell of are seen at the last whole second.
  const Instant last = WholeSecond(to);
  bool rests;
  if (last > state.followed_to) {
    LOTSE_ASSIGN_OR_RETURN(rests, RestsUntil(to, last));
    if (rests) Follow(quiet);
  } else {
    rests =
        Knows(state.followed_to) && FactsStayTo(to) && Rests(moment_.view, to);
    if (rests) known_to_ = to;
  }
  if (!rests) {
    LOTSE_RETURN_IF_ERROR(FollowBefore(to, quiet));
    if (last > state.followed_to) LOTSE_RETURN_IF_ERROR(Visit(last, quiet));
  }
  state.followed_to = std::max(state.followed_to, to);
  return absl::OkStatus();
}

absl::Status DecisionRun::Finish(DecisionOutcome outcome,
                                 const DecideOptions& options, Instant now) {
  decision_.outcome = outcome;
  if (lifecycle_ != nullptr && !decision_.state.state.empty()) {
    LOTSE_ASSIGN_OR_RETURN(const std::optional<Instant> next, NextInstant({}));
    // The host's timers count whole seconds; early does no harm.
    if (next.has_value()) {
      decision_.next_check_at =
          std::max(WholeSecond(*next), WholeSecond(now) + Duration::Seconds(1));
    }
  }
  if (engine_.WantsOwner(decision_)) {
    if (!Knows(now)) LOTSE_RETURN_IF_ERROR(Evaluate(now));
    engine_.ResolveOwner(facts_, moment_.view, now, scratch_, &decision_);
  }
  if (options.score.has_value()) {
    // It takes the scratch.
    has_moment_ = false;
    LOTSE_ASSIGN_OR_RETURN(
        decision_.score,
        engine_.Score(facts_, now, Remembering(decision_.state, *options.score),
                      scratch_));
  }
  return absl::OkStatus();
}

Duration DecisionRun::Skew() const {
  const Duration skew = lifecycle_->spec().clock_skew;
  return skew == Duration() ? kDefaultClockSkew : skew;
}

void DecisionRun::Changed(Instant at) {
  changed_ = true;
  decision_.state.changed_at = std::max(decision_.state.changed_at, at);
}

absl::Status DecisionRun::GoTo(Instant to, bool quiet) {
  const LeadState& state = decision_.state;
  if (state.state.empty()) {
    if (!Knows(to)) return LookAt(to);
    RememberScores();
    return absl::OkStatus();
  }
  if (state.followed_to < to) {
    if (StaysTo(to)) return absl::OkStatus();
    LOTSE_ASSIGN_OR_RETURN(const bool rests, RestsUntil(to, to));
    if (rests) return absl::OkStatus();
    LOTSE_RETURN_IF_ERROR(FollowBefore(to, quiet));
  }
  return LookAt(to);
}

absl::Status DecisionRun::FollowBefore(Instant to, bool quiet) {
  LeadState& state = decision_.state;
  if (lifecycle_ == nullptr || state.state.empty()) return absl::OkStatus();
  while (state.followed_to < to) {
    LOTSE_ASSIGN_OR_RETURN(const std::optional<Instant> next, NextInstant(to));
    if (!next.has_value() || *next >= to) return absl::OkStatus();
    LOTSE_RETURN_IF_ERROR(Visit(*next, quiet));
  }
  return absl::OkStatus();
}

absl::Status DecisionRun::Visit(Instant at, bool quiet) {
  LeadState& state = decision_.state;
  LOTSE_RETURN_IF_ERROR(LookAt(at));
  if (lifecycle_ != nullptr && !state.state.empty()) Follow(quiet);
  state.followed_to = std::max(state.followed_to, at);
  return absl::OkStatus();
}

void DecisionRun::Follow(bool quiet) {
  if (lifecycle_->Follow(moment_, quiet, &decision_.state, &scratch_->lifecycle,
                         &decision_.steps)) {
    Changed(moment_.at);
  }
}

absl::StatusOr<std::optional<Instant>> DecisionRun::NextInstant(Instant until) {
  const LeadState& state = decision_.state;
  const Instant after = state.followed_to;
  const Lifecycle::Ahead ahead = lifecycle_->WhatIsAhead(state, after, until);
  const ConditionSet* const guards = ahead.guards;
  std::optional<Instant> next = ahead.due;
  if (ComesBefore(next, until)) until = *next;
  std::optional<Instant> check;
  if (Knows(after) && FactsStayBefore(until) &&
      ScoresStayBefore(moment_.view, until)) {
    if (guards == nullptr) return next;
    check = NextConditionTurnAt(*guards, moment_.view, after, until,
                                &scratch_->lifecycle.guards);
    if (check.has_value()) check = CheckSecondOf(*check, after);
  } else {
    row_.resize(engine_.catalog().size());
    lifecycle_->Publish(state, absl::MakeSpan(row_));
    watched_.clear();
    for (FactSlot slot : lifecycle_->slots()) {
      watched_.push_back({slot, row_[slot]});
    }
    WatchedConditions watched;
    if (guards != nullptr) watched.conditions = {&guards, 1};
    watched.signals = watched_;
    watched.until = until;
    has_moment_ = false;
    LOTSE_ASSIGN_OR_RETURN(
        check, engine_.NextCheckAt(facts_, after, Memory(), watched, scratch_));
  }
  if (check.has_value() && (!next.has_value() || *check < *next)) next = check;
  return next;
}

bool DecisionRun::StaysTo(Instant to) {
  if (!Knows(decision_.state.followed_to) || !FactsStayTo(to) ||
      !Rests(moment_.view, to + kTick)) {
    return false;
  }
  moment_.at = to;
  known_to_ = to;
  return true;
}

absl::StatusOr<bool> DecisionRun::RestsUntil(Instant to, Instant at) {
  if (!FactsStayBefore(to)) return false;
  if (FactsStayTo(to)) {
    LOTSE_RETURN_IF_ERROR(Evaluate(at));
    known_to_ = to;
    if (!Rests(moment_.view, to)) return false;
  } else {
    score_changes_.Forget();
    LOTSE_ASSIGN_OR_RETURN(
        LeadView view,
        engine_.Bind(facts_, decision_.state.followed_to, scratch_));
    row_.assign(view.values.begin(), view.values.end());
    row_.resize(engine_.catalog().size());
    lifecycle_->Publish(decision_.state, absl::MakeSpan(row_));
    view.values = row_;
    if (!Rests(view, to)) return false;
    LOTSE_RETURN_IF_ERROR(Evaluate(at));
  }
  RememberScores();
  return true;
}

bool DecisionRun::Rests(const LeadView& view, Instant to) {
  const LeadState& state = decision_.state;
  const Instant from = state.followed_to;
  const Lifecycle::Ahead ahead = lifecycle_->WhatIsAhead(state, from, to);
  return !ComesBefore(ahead.due, to) && ScoresStayBefore(view, to) &&
         (ahead.guards == nullptr ||
          !ComesBefore(NextConditionChangeAt(*ahead.guards, view, from), to));
}

bool DecisionRun::ScoresStayBefore(const LeadView& view, Instant until) {
  const bool fades =
      !view.activities.empty() && !engine_.rep_->engagement_slots.empty();
  if (fades || !facts_.lead.assessments.empty()) return false;
  return !ComesBefore(score_changes_.After(decision_.state.followed_to,
                                           [&](Instant after) {
                                             const LeadMemory memory = Memory();
                                             return engine_.NextTimedChange(
                                                 view, view, after,
                                                 {&memory, 1},
                                                 /*evaluated=*/false, scratch_);
                                           }),
                      until);
}

bool DecisionRun::FactsStayBefore(Instant until) {
  return !ComesBefore(fact_changes_.After(decision_.state.followed_to,
                                          [&](Instant after) {
                                            return NextFactChangeAt(
                                                facts_, engine_.rep_->rates,
                                                after);
                                          }),
                      until);
}

bool DecisionRun::FactsStayTo(Instant to) {
  return FactsStayBefore(to + kTick) &&
         (engine_.questionnaires().empty() || facts_.lead.answers.empty());
}

bool DecisionRun::Knows(Instant at) const {
  return has_moment_ && moment_.at <= at && at <= known_to_;
}

absl::Status DecisionRun::LookAt(Instant at) {
  LOTSE_RETURN_IF_ERROR(Evaluate(at));
  RememberScores();
  return absl::OkStatus();
}

absl::Status DecisionRun::Evaluate(Instant at) {
  has_moment_ = false;
  score_changes_.Forget();
  LOTSE_ASSIGN_OR_RETURN(
      scores_, engine_.EvaluateSignals(facts_, at, Memory(), scratch_));
  moment_.at = at;
  moment_.view = scores_.view;
  moment_.row = absl::MakeSpan(scratch_->row);
  if (lifecycle_ != nullptr) lifecycle_->Publish(decision_.state, moment_.row);
  has_moment_ = true;
  known_to_ = at;
  return absl::OkStatus();
}

LeadMemory DecisionRun::Memory() const {
  const LeadState& state = decision_.state;
  LeadMemory memory;
  memory.buyer_stage = {engine_.buyer_stage().FindStage(state.buyer_stage.id),
                        state.buyer_stage.since};
  for (const RememberedBand& band : state.categories) {
    if (band.of.empty()) {
      memory.category = {engine_.scorer().FindCategory(band.id), band.since};
      continue;
    }
    const std::vector<NamedScore>& scores = engine_.spec().scores;
    memory.further.resize(scores.size());
    for (size_t i = 0; i < scores.size(); ++i) {
      if (scores[i].name != band.of) continue;
      memory.further[i] = {engine_.further_scorer(i).FindCategory(band.id),
                           band.since};
    }
  }
  return memory;
}

void DecisionRun::RememberScores() {
  LeadState& state = decision_.state;
  std::vector<RememberedBand>& bands = state.categories;
  size_t count = 0;
  bool changed = false;
  const auto put = [&](const std::string* of, const Scorer& scorer,
                       const struct Score& score) {
    if (score.category < 0) return;
    const std::string& id =
        scorer.spec().categories[static_cast<size_t>(score.category)].id;
    if (count == bands.size()) bands.emplace_back();
    RememberedBand& band = bands[count++];
    const absl::string_view name =
        of == nullptr ? absl::string_view() : absl::string_view(*of);
    if (band.since == score.category_since && band.id == id &&
        band.of == name) {
      return;
    }
    std::string before;
    if (band.of == name) before = band.id == id ? band.before : band.id;
    band = {std::string(name), id, score.category_since, std::move(before)};
    changed = true;
  };
  put(nullptr, engine_.scorer(), scores_.score);
  for (size_t i = 0; i < scores_.further.size(); ++i) {
    if (scores_.further[i].has_value()) {
      put(&engine_.spec().scores[i].name, engine_.further_scorer(i),
          *scores_.further[i]);
    }
  }
  if (count < bands.size()) {
    bands.resize(count);
    changed = true;
  }
  RememberedBand stage;
  if (scores_.buyer_stage.stage >= 0) {
    stage = {
        "",
        engine_.spec()
            .buyer_stage.stages[static_cast<size_t>(scores_.buyer_stage.stage)]
            .id,
        scores_.buyer_stage.since};
  }
  if (!(stage == state.buyer_stage)) {
    state.buyer_stage = std::move(stage);
    changed = true;
  }
  if (!changed) return;
  Changed(moment_.at);
  score_changes_.Forget();
  // The category before is a signal.
  if (lifecycle_ != nullptr) lifecycle_->Publish(state, moment_.row);
}

}  // namespace lotse
