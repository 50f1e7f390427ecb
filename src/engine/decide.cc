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
#include "lotse/facts/next_fact_change.h"
#include "lotse/score/assessment.h"

namespace lotse {
namespace {

constexpr int64_t kSecond = 1000000;

// How often time is told at one instant, where clocks start each other.
constexpr int kMaxTellings = 8;

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
    LOTSE_ASSIGN_OR_RETURN(lifecycle_, engine_.LifecycleOf(state));
    decision_.lead_id = facts_.lead.id;
    decision_.state = state;
    decision_.state.tenant = engine_.spec().tenant;
    return absl::OkStatus();
  }

  // The lifecycle of a lead that is new, by its facts at `at`.
  absl::Status Choose(Instant at) {
    if (lifecycle_ != nullptr) return absl::OkStatus();
    LOTSE_RETURN_IF_ERROR(LookAt(at));
    for (const Lifecycle& lifecycle : engine_.lifecycles()) {
      if (lifecycle.AppliesTo(moment_.view, at, &scratch_->lifecycle)) {
        lifecycle_ = &lifecycle;
        return absl::OkStatus();
      }
    }
    return absl::FailedPreconditionError("no lifecycle is for this lead");
  }

  // Decides an event that is next in order, or the first.
  absl::Status Take(const LeadEvent& event) {
    const bool quiet = event.mode == EventMode::kHistorical;
    LOTSE_RETURN_IF_ERROR(GoTo(event.occurred_at, quiet));
    LeadState& state = decision_.state;
    const size_t steps = decision_.steps.transitions.size();
    if (!state.state.empty()) Follow(quiet);
    const size_t marks = decision_.steps.clocks.size();
    taken_ = lifecycle_->Take(event, moment_, &state, &scratch_->lifecycle,
                              &decision_.steps);
    if (taken_ || decision_.steps.transitions.size() > steps) {
      Changed(event.occurred_at);
    }
    if (StartsClockAfter(marks)) Follow(quiet);
    if (!state.state.empty()) state.spec = lifecycle_->fingerprint();
    state.followed_to = event.occurred_at;
    RememberEvent(event, Horizon(), &state);
    return absl::OkStatus();
  }

  // Whether an event that is late would do anything where the lead is now.
  absl::StatusOr<bool> WouldTake(const LeadEvent& event) {
    LOTSE_RETURN_IF_ERROR(LookAt(event.occurred_at));
    LeadState state = decision_.state;
    LifecycleSteps steps;
    const bool followed = !state.state.empty() &&
                          lifecycle_->Follow(moment_, /*quiet=*/true, &state,
                                             &scratch_->lifecycle, &steps);
    const bool taken =
        lifecycle_->Take(event, moment_, &state, &scratch_->lifecycle, &steps);
    // Its signals are those of a state that is gone.
    has_moment_ = false;
    if (!followed && !taken) decision_.steps.blocked = std::move(steps.blocked);
    return followed || taken;
  }

  // What time brings up to `to`, which is the host's clock.
  absl::Status FollowTo(Instant to, bool quiet) {
    LeadState& state = decision_.state;
    if (state.state.empty() || state.followed_to >= to) return absl::OkStatus();
    // Facts that the host did not tell of are seen at the last whole second.
    const Instant last = WholeSecond(to);
    bool rests;
    if (last > state.followed_to) {
      LOTSE_ASSIGN_OR_RETURN(rests, RestsUntil(to, last));
      if (rests) {
        Remember();
        Follow(quiet);
      }
    } else {
      rests = Knows(state.followed_to) && FactsStayTo(to) &&
              Rests(moment_.view, state.followed_to, to);
      if (rests) known_to_ = to;
    }
    if (!rests) {
      LOTSE_RETURN_IF_ERROR(FollowBefore(to, quiet));
      if (last > state.followed_to) LOTSE_RETURN_IF_ERROR(Visit(last, quiet));
    }
    state.followed_to = std::max(state.followed_to, to);
    return absl::OkStatus();
  }

  absl::StatusOr<Decision> Finish(DecisionOutcome outcome,
                                  const DecideOptions& options, Instant now) {
    decision_.outcome = outcome;
    if (lifecycle_ != nullptr && !decision_.state.state.empty()) {
      LOTSE_ASSIGN_OR_RETURN(const std::optional<Instant> next,
                             NextInstant(decision_.state.followed_to, {}));
      // The host's timers count whole seconds; early does no harm.
      if (next.has_value()) {
        decision_.next_check_at = std::max(
            WholeSecond(*next), WholeSecond(now) + Duration::Seconds(1));
      }
    }
    if (engine_.WantsOwner(decision_)) {
      if (!Knows(now)) LOTSE_RETURN_IF_ERROR(Evaluate(now));
      lifecycle_->Publish(decision_.state, moment_.row);
      engine_.ResolveOwner(facts_, moment_.view, now, scratch_, &decision_);
    }
    if (options.score.has_value()) {
      // It takes the scratch.
      has_moment_ = false;
      LOTSE_ASSIGN_OR_RETURN(
          decision_.score,
          engine_.Score(facts_, now, Remembering(*options.score), scratch_));
    }
    return std::move(decision_);
  }

  // What was asked for, with the memory of the state.
  ScoreOptions Remembering(ScoreOptions options) const {
    return lotse::Remembering(decision_.state, std::move(options));
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

  // Does what happens by itself before `to`, and looks at the lead at `to`.
  absl::Status GoTo(Instant to, bool quiet) {
    const LeadState& state = decision_.state;
    if (state.state.empty()) return Knows(to) ? absl::OkStatus() : LookAt(to);
    if (state.followed_to < to) {
      if (StaysTo(to)) return absl::OkStatus();
      LOTSE_ASSIGN_OR_RETURN(const bool rests, RestsUntil(to, to));
      if (rests) {
        Remember();
        return absl::OkStatus();
      }
      LOTSE_RETURN_IF_ERROR(FollowBefore(to, quiet));
    }
    return LookAt(to);
  }

  // The instants after `state.followed_to` and before `to` at which something
  // happens by itself.
  absl::Status FollowBefore(Instant to, bool quiet) {
    LeadState& state = decision_.state;
    if (lifecycle_ == nullptr || state.state.empty()) return absl::OkStatus();
    while (state.followed_to < to) {
      LOTSE_ASSIGN_OR_RETURN(const std::optional<Instant> next,
                             NextInstant(state.followed_to, to));
      if (!next.has_value() || *next >= to) return absl::OkStatus();
      LOTSE_RETURN_IF_ERROR(Visit(*next, quiet));
    }
    return absl::OkStatus();
  }

  absl::Status Visit(Instant at, bool quiet) {
    LeadState& state = decision_.state;
    LOTSE_RETURN_IF_ERROR(LookAt(at));
    if (lifecycle_ != nullptr && !state.state.empty()) Follow(quiet);
    state.followed_to = std::max(state.followed_to, at);
    return absl::OkStatus();
  }

  // What time brings at the moment.
  void Follow(bool quiet) {
    size_t marks;
    int rounds = 0;
    do {
      marks = decision_.steps.clocks.size();
      if (lifecycle_->Follow(moment_, quiet, &decision_.state,
                             &scratch_->lifecycle, &decision_.steps)) {
        Changed(moment_.at);
      }
    } while (StartsClockAfter(marks) && ++rounds < kMaxTellings);
  }

  // Whether one of the marks after the first `marks` starts a clock: it may
  // have been answered at the same instant, so time has to be told once more.
  bool StartsClockAfter(size_t marks) const {
    const std::vector<ClockMark>& clocks = decision_.steps.clocks;
    return std::any_of(
        clocks.begin() + static_cast<std::ptrdiff_t>(marks), clocks.end(),
        [](const ClockMark& m) { return m.kind == ClockMarkKind::kStarted; });
  }

  // The next instant after `after`, up to which time was followed, at which
  // time alone may change something; those from `until` on, if it is set, may
  // be missed.
  absl::StatusOr<std::optional<Instant>> NextInstant(Instant after,
                                                     Instant until) {
    const LeadState& state = decision_.state;
    std::optional<Instant> next = lifecycle_->NextDue(state, after, until);
    if (next.has_value() && (until == Instant() || *next < until)) {
      until = *next;
    }
    if (Knows(after) && FactsStayBefore(until) &&
        engine_.Rests(facts_, moment_.view, after, until, Memory(),
                      lifecycle_->Watched(state), scratch_)) {
      return next;
    }
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
    watched.until = until;
    has_moment_ = false;
    LOTSE_ASSIGN_OR_RETURN(
        const std::optional<Instant> check,
        engine_.NextCheckAt(facts_, after, Memory(), watched, scratch_));
    if (check.has_value() && (!next.has_value() || *check < *next)) {
      next = check;
    }
    return next;
  }

  // Whether it is easily seen that all that is known of the lead where time was
  // followed to is still so at `to`; then that is the moment.
  bool StaysTo(Instant to) {
    const Instant from = decision_.state.followed_to;
    if (!Knows(from) || !FactsStayTo(to) ||
        !Rests(moment_.view, from, to + Duration::Micros(1))) {
      return false;
    }
    moment_.at = to;
    known_to_ = to;
    return true;
  }

  // Whether it is easily seen that nothing happens by itself from where time
  // was followed to until `to`; then the lead is evaluated at `at`, the end of
  // it or its last whole second.
  absl::StatusOr<bool> RestsUntil(Instant to, Instant at) {
    const Instant from = decision_.state.followed_to;
    if (!FactsStayBefore(to)) return false;
    if (FactsStayTo(to)) {
      LOTSE_RETURN_IF_ERROR(Evaluate(at));
      known_to_ = to;
      lifecycle_->Publish(decision_.state, moment_.row);
      return Rests(moment_.view, from, to);
    }
    LOTSE_ASSIGN_OR_RETURN(LeadView view, engine_.Bind(facts_, from, scratch_));
    signals_.assign(view.values.begin(), view.values.end());
    signals_.resize(engine_.catalog().size());
    lifecycle_->Publish(decision_.state, absl::MakeSpan(signals_));
    view.values = signals_;
    if (!Rests(view, from, to)) return false;
    LOTSE_RETURN_IF_ERROR(Evaluate(at));
    return true;
  }

  // Whether nothing happens by itself after `from` and before `to`; `view` has
  // the facts and the signals of the state as they are in between.
  bool Rests(const LeadView& view, Instant from, Instant to) {
    const LeadState& state = decision_.state;
    const std::optional<Instant> due = lifecycle_->NextDue(state, from, to);
    return (!due.has_value() || *due >= to) &&
           engine_.Rests(facts_, view, from, to, Memory(),
                         lifecycle_->Watched(state), scratch_);
  }

  // Whether the facts are known not to change after where time was followed to
  // and before `until`; unset: ever.
  bool FactsStayBefore(Instant until) const {
    const std::optional<Instant> change = NextFactChangeAt(
        facts_, engine_.rep_->rates, decision_.state.followed_to);
    return !change.has_value() || (until != Instant() && *change >= until);
  }
  // The same, `to` included. Which answers count may change besides.
  bool FactsStayTo(Instant to) const {
    return FactsStayBefore(to + Duration::Micros(1)) &&
           (engine_.questionnaires().empty() || facts_.lead.answers.empty());
  }

  // Whether the moment has the facts of `at`, and the signals of the state.
  bool Knows(Instant at) const {
    return has_moment_ && moment_.at <= at && at <= known_to_;
  }

  // The lead's facts and signals at `at`; what it remembers follows.
  absl::Status LookAt(Instant at) {
    LOTSE_RETURN_IF_ERROR(Evaluate(at));
    Remember();
    return absl::OkStatus();
  }

  // The same, with nothing remembered yet.
  absl::Status Evaluate(Instant at) {
    has_moment_ = false;
    LOTSE_ASSIGN_OR_RETURN(const LeadView view,
                           engine_.Bind(facts_, at, scratch_));
    scores_ =
        engine_.Evaluate(view, at, Memory(), /*contributions=*/false, scratch_);
    if (scores_.view.values.data() != scratch_->row.data()) {
      scratch_->row.assign(view.values.begin(), view.values.end());
      scratch_->row.resize(engine_.catalog().size());
    }
    moment_.at = at;
    moment_.view = scores_.view;
    moment_.row = absl::MakeSpan(scratch_->row);
    moment_.view.values = moment_.row;
    engine_.PublishScore(scores_.score, moment_.row);
    // Without a weight there are no such signals.
    if (engine_.spec().assessment.weight != 0) {
      PublishAssessment(engine_.assessor().Evaluate(facts_.lead.assessments,
                                                    scores_.score.probability,
                                                    at, &scratch_->assessment),
                        engine_.catalog(), moment_.row);
    }
    has_moment_ = true;
    known_to_ = at;
    return absl::OkStatus();
  }

  // What the state remembers, by index.
  LeadMemory Memory() const {
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

  // Puts what was evaluated into the state's memory.
  void Remember() {
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
      stage = {"",
               engine_.spec()
                   .buyer_stage
                   .stages[static_cast<size_t>(scores_.buyer_stage.stage)]
                   .id,
               scores_.buyer_stage.since};
    }
    if (!(stage == state.buyer_stage)) {
      state.buyer_stage = std::move(stage);
      changed = true;
    }
    if (changed) Changed(moment_.at);
  }

  const Engine& engine_;
  const Facts& facts_;
  EngineScratch* const scratch_;
  const Lifecycle* lifecycle_ = nullptr;
  Decision decision_;
  // The latest evaluation, if there is one whose signals of the lifecycle are
  // those of the state; its facts are the same up to known_to_.
  bool has_moment_ = false;
  LifecycleMoment moment_;
  LeadScores scores_;
  Instant known_to_;
  // The lifecycle's signals, by slot, and as NextCheckAt takes them.
  std::vector<ValueView> signals_;
  std::vector<WatchedConditions::Signal> watched_;
  bool changed_ = false;
  bool taken_ = false;
};

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
