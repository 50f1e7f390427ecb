// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engine::Decide, Tick and Replay: one lead through time and events.
//
// A lead is evaluated at whole seconds, at the instants of its events and at
// deadlines, and at no others: so it does not matter when the host happens to
// ask, and a replay finds the same instants as the decisions did.
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/engine.h"
#include "lotse/score/assessment.h"

namespace lotse {
namespace {

constexpr int64_t kSecond = 1000000;

Instant WholeSecond(Instant t) {
  const int64_t rest = t.micros() % kSecond;
  return Instant::FromMicros(t.micros() - (rest < 0 ? rest + kSecond : rest));
}

}  // namespace

// One lead while it is decided.
class DecisionRun {
 public:
  DecisionRun(const Engine& engine, const Facts& facts, EngineScratch* scratch)
      : engine_(engine), facts_(facts), scratch_(scratch) {}

  // Takes up a state. Error: it is none that can be gone on from.
  absl::Status Open(const LeadState& state) {
    if (engine_.lifecycles().empty()) {
      return absl::FailedPreconditionError(
          "the engine has no lifecycle: add one to `lifecycles`");
    }
    if (state.tenant != engine_.spec().tenant &&
        (!state.tenant.empty() || !state.state.empty())) {
      return absl::FailedPreconditionError("state.tenant: is another tenant's");
    }
    decision_.lead_id = facts_.lead.id;
    decision_.state = state;
    decision_.state.tenant = engine_.spec().tenant;
    if (state.lifecycle.empty()) {
      if (!state.state.empty()) {
        return absl::InvalidArgumentError("state.lifecycle: is missing");
      }
      return absl::OkStatus();
    }
    lifecycle_ = engine_.FindLifecycle(state.lifecycle);
    if (lifecycle_ == nullptr) {
      return absl::FailedPreconditionError(
          "state.lifecycle: there is none of this name (any more)");
    }
    if (state.spec != lifecycle_->fingerprint()) {
      return absl::FailedPreconditionError(
          "state.spec: the lifecycle was changed since: migrate the state");
    }
    return lifecycle_->CheckState(state);
  }

  // The lifecycle of a lead that is new, by its facts at `at`.
  absl::Status Choose(Instant at) {
    if (lifecycle_ != nullptr) return absl::OkStatus();
    LOTSE_ASSIGN_OR_RETURN(const LifecycleMoment moment, At(at));
    for (const Lifecycle& lifecycle : engine_.lifecycles()) {
      if (lifecycle.AppliesTo(moment.view, at, &scratch_->lifecycle)) {
        lifecycle_ = &lifecycle;
        return absl::OkStatus();
      }
    }
    return absl::FailedPreconditionError("no lifecycle is for this lead");
  }

  // Decides an event that is next in order, or the first.
  absl::Status Take(const LeadEvent& event) {
    const bool quiet = event.mode == EventMode::kHistorical;
    LOTSE_RETURN_IF_ERROR(FollowBefore(event.occurred_at, quiet));
    LOTSE_ASSIGN_OR_RETURN(const LifecycleMoment moment, At(event.occurred_at));
    LeadState& state = decision_.state;
    const size_t steps = decision_.steps.transitions.size();
    if (!state.state.empty() &&
        lifecycle_->Follow(moment, quiet, &state, &scratch_->lifecycle,
                           &decision_.steps)) {
      Changed(event.occurred_at);
    }
    taken_ = lifecycle_->Take(event, moment, &state, &scratch_->lifecycle,
                              &decision_.steps);
    if (taken_ || decision_.steps.transitions.size() > steps) {
      Changed(event.occurred_at);
    }
    if (!state.state.empty()) state.spec = lifecycle_->fingerprint();
    state.followed_to = event.occurred_at;
    RememberEvent(event, Horizon(), &state);
    return absl::OkStatus();
  }

  // Whether an event that is late would do anything where the lead is now.
  absl::StatusOr<bool> WouldTake(const LeadEvent& event) {
    LOTSE_ASSIGN_OR_RETURN(const LifecycleMoment moment, At(event.occurred_at));
    LeadState state = decision_.state;
    LifecycleSteps steps;
    const bool followed = !state.state.empty() &&
                          lifecycle_->Follow(moment, /*quiet=*/true, &state,
                                             &scratch_->lifecycle, &steps);
    const bool taken =
        lifecycle_->Take(event, moment, &state, &scratch_->lifecycle, &steps);
    if (!followed && !taken) decision_.steps.blocked = std::move(steps.blocked);
    return followed || taken;
  }

  // What time brings up to `to`, which is the host's clock.
  absl::Status FollowTo(Instant to, bool quiet) {
    if (decision_.state.state.empty()) return absl::OkStatus();
    LOTSE_RETURN_IF_ERROR(FollowBefore(to, quiet));
    // Facts that the host did not tell of are seen now.
    const Instant last = WholeSecond(to);
    if (last > decision_.state.followed_to) {
      LOTSE_RETURN_IF_ERROR(Visit(last, quiet));
    }
    decision_.state.followed_to = std::max(decision_.state.followed_to, to);
    return absl::OkStatus();
  }

  absl::StatusOr<Decision> Finish(DecisionOutcome outcome,
                                  const DecideOptions& options, Instant now) {
    decision_.outcome = outcome;
    if (lifecycle_ != nullptr && !decision_.state.state.empty()) {
      LOTSE_ASSIGN_OR_RETURN(const std::optional<Instant> next,
                             NextInstant(decision_.state.followed_to));
      // The host's timers count whole seconds; early does no harm.
      if (next.has_value()) {
        decision_.next_check_at = std::max(
            WholeSecond(*next), WholeSecond(now) + Duration::Seconds(1));
      }
    }
    if (options.score.has_value()) {
      LOTSE_ASSIGN_OR_RETURN(
          decision_.score,
          engine_.Score(facts_, now, Remembering(*options.score), scratch_));
    }
    return std::move(decision_);
  }

  // What was asked for, with the memory of the state.
  ScoreOptions Remembering(ScoreOptions options) const {
    for (const RememberedBand& band : decision_.state.categories) {
      if (band.of.empty()) {
        options.previous_category = band.id;
        options.previous_category_since = band.since;
      } else {
        options.previous_scores.push_back({band.of, band.id, band.since});
      }
    }
    options.previous_buyer_stage = decision_.state.buyer_stage.id;
    options.previous_buyer_stage_since = decision_.state.buyer_stage.since;
    return options;
  }

  Duration Horizon() const {
    const Duration horizon = lifecycle_->spec().lateness_horizon;
    return horizon == Duration() ? kDefaultLatenessHorizon : horizon;
  }
  Duration Skew() const {
    const Duration skew = lifecycle_->spec().clock_skew;
    return skew == Duration() ? kDefaultClockSkew : skew;
  }

  const Lifecycle& lifecycle() const { return *lifecycle_; }
  Decision& decision() { return decision_; }
  bool changed() const { return changed_; }
  bool taken() const { return taken_; }

 private:
  void Changed(Instant at) {
    changed_ = true;
    decision_.state.changed_at = std::max(decision_.state.changed_at, at);
  }

  // The instants after `state.followed_to` and before `to` at which something
  // happens by itself.
  absl::Status FollowBefore(Instant to, bool quiet) {
    LeadState& state = decision_.state;
    if (lifecycle_ == nullptr || state.state.empty()) return absl::OkStatus();
    while (state.followed_to < to) {
      LOTSE_ASSIGN_OR_RETURN(const std::optional<Instant> next,
                             NextInstant(state.followed_to));
      if (!next.has_value() || *next >= to) return absl::OkStatus();
      LOTSE_RETURN_IF_ERROR(Visit(*next, quiet));
    }
    return absl::OkStatus();
  }

  absl::Status Visit(Instant at, bool quiet) {
    LeadState& state = decision_.state;
    LOTSE_ASSIGN_OR_RETURN(const LifecycleMoment moment, At(at));
    if (lifecycle_ != nullptr && !state.state.empty() &&
        lifecycle_->Follow(moment, quiet, &state, &scratch_->lifecycle,
                           &decision_.steps)) {
      Changed(at);
    }
    state.followed_to = std::max(state.followed_to, at);
    return absl::OkStatus();
  }

  // The next instant after `after` at which time alone may change something.
  absl::StatusOr<std::optional<Instant>> NextInstant(Instant after) {
    const LeadState& state = decision_.state;
    std::optional<Instant> next = lifecycle_->NextDue(state, after);
    const ConditionSet* guards = lifecycle_->Watched(state);
    signals_.resize(engine_.catalog().size());
    lifecycle_->Publish(state, absl::MakeSpan(signals_));
    watched_.clear();
    for (FactSlot slot : lifecycle_->slots()) {
      watched_.push_back({slot, signals_[slot]});
    }
    WatchedConditions watched;
    if (guards != nullptr) watched.conditions = {&guards, 1};
    watched.signals = watched_;
    LOTSE_ASSIGN_OR_RETURN(
        const std::optional<Instant> check,
        engine_.NextCheckAt(facts_, after, engine_.MemoryOf(Remembering({})),
                            watched, scratch_));
    if (check.has_value() && (!next.has_value() || *check < *next)) {
      next = check;
    }
    return next;
  }

  // The lead's facts and signals at `at`; categories are remembered.
  absl::StatusOr<LifecycleMoment> At(Instant at) {
    LOTSE_ASSIGN_OR_RETURN(const LeadView view,
                           engine_.Bind(facts_, at, scratch_));
    const LeadMemory memory = engine_.MemoryOf(Remembering({}));
    const LeadScores scores =
        engine_.Evaluate(view, at, memory, /*contributions=*/false, scratch_);
    if (scores.view.values.data() != scratch_->row.data()) {
      scratch_->row.assign(view.values.begin(), view.values.end());
      scratch_->row.resize(engine_.catalog().size());
    }
    LifecycleMoment moment;
    moment.at = at;
    moment.view = scores.view;
    moment.row = absl::MakeSpan(scratch_->row);
    moment.view.values = moment.row;
    engine_.PublishScore(scores.score, moment.row);
    // Without a weight there are no such signals.
    if (engine_.spec().assessment.weight != 0) {
      PublishAssessment(engine_.assessor().Evaluate(facts_.lead.assessments,
                                                    scores.score.probability,
                                                    at, &scratch_->assessment),
                        engine_.catalog(), moment.row);
    }
    Remember(scores, at);
    return moment;
  }

  void Remember(const LeadScores& scores, Instant at) {
    std::vector<RememberedBand> bands;
    const auto add = [&](const std::string& of, const Scorer& scorer,
                         const struct Score& score) {
      if (score.category < 0) return;
      bands.push_back(
          {of, scorer.spec().categories[static_cast<size_t>(score.category)].id,
           score.category_since});
    };
    add("", engine_.scorer(), scores.score);
    for (size_t i = 0; i < scores.further.size(); ++i) {
      if (scores.further[i].has_value()) {
        add(engine_.spec().scores[i].name, engine_.further_scorer(i),
            *scores.further[i]);
      }
    }
    RememberedBand stage;
    if (scores.buyer_stage.stage >= 0) {
      stage = {
          "",
          engine_.spec()
              .buyer_stage.stages[static_cast<size_t>(scores.buyer_stage.stage)]
              .id,
          scores.buyer_stage.since};
    }
    LeadState& state = decision_.state;
    if (bands == state.categories && stage == state.buyer_stage) return;
    state.categories = std::move(bands);
    state.buyer_stage = std::move(stage);
    Changed(at);
  }

  const Engine& engine_;
  const Facts& facts_;
  EngineScratch* const scratch_;
  const Lifecycle* lifecycle_ = nullptr;
  Decision decision_;
  // The lifecycle's signals, by slot, and as NextCheckAt takes them.
  std::vector<ValueView> signals_;
  std::vector<WatchedConditions::Signal> watched_;
  bool changed_ = false;
  bool taken_ = false;
};

const Lifecycle* Engine::FindLifecycle(absl::string_view name) const {
  for (const Lifecycle& lifecycle : rep_->lifecycles) {
    if (lifecycle.spec().name == name) return &lifecycle;
  }
  return nullptr;
}

absl::StatusOr<Decision> Engine::Decide(const Facts& facts,
                                        const LeadState& state,
                                        const LeadEvent& event, Instant now,
                                        const DecideOptions& options) const {
  EngineScratch scratch;
  return Decide(facts, state, event, now, options, &scratch);
}

absl::StatusOr<Decision> Engine::Decide(const Facts& facts,
                                        const LeadState& state,
                                        const LeadEvent& event, Instant now,
                                        const DecideOptions& options,
                                        EngineScratch* scratch) const {
  DecisionRun run(*this, facts, scratch);
  LOTSE_RETURN_IF_ERROR(run.Open(state));
  LOTSE_RETURN_IF_ERROR(run.Choose(event.occurred_at));
  LOTSE_RETURN_IF_ERROR(run.lifecycle().CheckEvent(event));
  if (event.occurred_at > now) {
    if (event.occurred_at > now + run.Skew()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "event.occurred_at: lies after the present instant by more than ",
          run.Skew().ToString(), ", the clock skew that is allowed"));
    }
    now = event.occurred_at;
  }
  const auto unchanged = [&](DecisionOutcome outcome) {
    run.decision().state = state;
    return run.Finish(outcome, options, now);
  };
  const EventOrder order = OrderOf(event, state);
  if (order == EventOrder::kDuplicate) {
    return unchanged(DecisionOutcome::kDuplicate);
  }
  if (event.if_revision != 0 && event.if_revision != state.revision) {
    return unchanged(DecisionOutcome::kStaleRevision);
  }
  if (order == EventOrder::kTooLate) {
    return unchanged(DecisionOutcome::kNeedsReplay);
  }
  if (order == EventOrder::kLate) {
    LOTSE_ASSIGN_OR_RETURN(const bool would, run.WouldTake(event));
    if (would) return unchanged(DecisionOutcome::kNeedsReplay);
    std::vector<BlockedTransition> blocked =
        std::move(run.decision().steps.blocked);
    run.decision().state = state;
    run.decision().state.tenant = spec().tenant;
    run.decision().steps.blocked = std::move(blocked);
    RememberEvent(event, run.Horizon(), &run.decision().state);
  } else {
    // Time that was followed already brought nothing, or it would be too late.
    run.decision().state.followed_to =
        std::min(run.decision().state.followed_to, event.occurred_at);
    LOTSE_RETURN_IF_ERROR(run.Take(event));
  }
  const bool taken = run.taken();
  LOTSE_RETURN_IF_ERROR(run.FollowTo(std::max(now, state.followed_to),
                                     event.mode == EventMode::kHistorical));
  ++run.decision().state.revision;
  return run.Finish(taken || !run.decision().steps.transitions.empty()
                        ? DecisionOutcome::kApplied
                        : DecisionOutcome::kNoTransition,
                    options, now);
}

absl::StatusOr<Decision> Engine::Tick(const Facts& facts,
                                      const LeadState& state, Instant now,
                                      const DecideOptions& options) const {
  EngineScratch scratch;
  return Tick(facts, state, now, options, &scratch);
}

absl::StatusOr<Decision> Engine::Tick(const Facts& facts,
                                      const LeadState& state, Instant now,
                                      const DecideOptions& options,
                                      EngineScratch* scratch) const {
  DecisionRun run(*this, facts, scratch);
  LOTSE_RETURN_IF_ERROR(run.Open(state));
  LOTSE_RETURN_IF_ERROR(run.FollowTo(now, /*quiet=*/false));
  if (!run.changed()) {
    return run.Finish(DecisionOutcome::kNoTransition, options, now);
  }
  ++run.decision().state.revision;
  return run.Finish(DecisionOutcome::kApplied, options, now);
}

absl::StatusOr<Decision> Engine::Replay(const Facts& facts,
                                        absl::Span<const LeadEvent> events,
                                        Instant as_of,
                                        const DecideOptions& options) const {
  EngineScratch scratch;
  return Replay(facts, events, as_of, options, &scratch);
}

absl::StatusOr<Decision> Engine::Replay(const Facts& facts,
                                        absl::Span<const LeadEvent> events,
                                        Instant as_of,
                                        const DecideOptions& options,
                                        EngineScratch* scratch) const {
  std::vector<const LeadEvent*> sorted;
  for (const LeadEvent& event : events) {
    if (event.occurred_at <= as_of) sorted.push_back(&event);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const LeadEvent* a, const LeadEvent* b) {
                     return std::tie(a->occurred_at, a->id) <
                            std::tie(b->occurred_at, b->id);
                   });
  DecisionRun run(*this, facts, scratch);
  LOTSE_RETURN_IF_ERROR(run.Open(LeadState()));
  absl::flat_hash_set<absl::string_view> ids;
  bool applied = false;
  bool quiet = false;
  for (const LeadEvent* event : sorted) {
    if (!ids.insert(event->id).second) continue;
    LOTSE_RETURN_IF_ERROR(run.Choose(event->occurred_at));
    if (const absl::Status status = run.lifecycle().CheckEvent(*event);
        !status.ok()) {
      // "event.<field>" becomes "events[i].<field>".
      absl::string_view message = status.message();
      message.remove_prefix(sizeof("event") - 1);
      return absl::Status(
          status.code(),
          absl::StrCat("events[", event - events.data(), "]", message));
    }
    LOTSE_RETURN_IF_ERROR(run.Take(*event));
    applied |= run.taken();
    quiet = event->mode == EventMode::kHistorical;
    ++run.decision().state.revision;
  }
  LOTSE_RETURN_IF_ERROR(run.FollowTo(as_of, quiet));
  applied |= !run.decision().steps.transitions.empty();
  return run.Finish(
      applied ? DecisionOutcome::kApplied : DecisionOutcome::kNoTransition,
      options, as_of);
}

absl::StatusOr<LeadState> Engine::Adopt(const Facts& facts,
                                        absl::string_view host_status,
                                        Instant since, Instant now) const {
  if (rep_->lifecycles.empty()) {
    return absl::FailedPreconditionError(
        "the engine has no lifecycle: add one to `lifecycles`");
  }
  EngineScratch scratch;
  LOTSE_RETURN_IF_ERROR(Bind(facts, now, &scratch).status());
  absl::Status none;
  for (const Lifecycle& lifecycle : rep_->lifecycles) {
    absl::StatusOr<LeadState> state = lifecycle.Adopt(host_status, since, now);
    if (state.ok()) {
      state->tenant = spec().tenant;
      state->spec = lifecycle.fingerprint();
      state->revision = 1;
      return state;
    }
    if (none.ok()) none = state.status();
  }
  return none;
}

}  // namespace lotse
