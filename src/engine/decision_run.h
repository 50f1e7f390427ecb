// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DecisionRun: one lead while it is decided, through time and events. What
// Engine::Decide, Tick and Replay are made of.
//
// A lead is evaluated at whole seconds, at the instants of its events and at
// deadlines, and at no others: so it does not matter when the host happens to
// ask, and a replay finds the same instants as the decisions did. Where it is
// easily seen that nothing happens in between, no instant in between is looked
// at; else Engine::NextCheckAt finds them.
#ifndef LOTSE_SRC_ENGINE_DECISION_RUN_H_
#define LOTSE_SRC_ENGINE_DECISION_RUN_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lotse/engine/engine.h"

namespace lotse {

// The next of instants that are fixed beforehand: once found, it stays the next
// one until time reaches it.
class NextFixedInstant {
 public:
  // `find` gives the first one after an instant.
  template <typename Find>
  std::optional<Instant> After(Instant after, Find find) {
    if (!known_ || after < from_ || (next_.has_value() && *next_ <= after)) {
      next_ = find(after);
      from_ = after;
      known_ = true;
    }
    return next_;
  }
  // They are others from now on.
  void Forget() { known_ = false; }

 private:
  bool known_ = false;
  Instant from_;
  std::optional<Instant> next_;
};

class DecisionRun {
 public:
  // What they point to must outlive the run. `decision` is new; it is complete
  // after Finish.
  DecisionRun(const Engine& engine, const Facts& facts, EngineScratch* scratch,
              Decision* decision)
      : engine_(engine),
        facts_(facts),
        scratch_(scratch),
        decision_(*decision) {}

  // Takes up a state. Error: it is none that can be gone on from.
  absl::Status Open(LeadState&& state);

  // The lifecycle of a lead that is new, by its facts at `at`.
  absl::Status Choose(Instant at);

  // Decides an event that is next in order, or the first.
  absl::Status Take(const LeadEvent& event);

  // Whether an event that is late would do anything where the lead is now. If
  // not, the decision says what is in its way; the state stays as it is.
  absl::StatusOr<bool> WouldTake(const LeadEvent& event);

  // Keeps in mind that the event was decided.
  void Remember(const LeadEvent& event);

  // What time brings up to `to`, which is the host's clock.
  absl::Status FollowTo(Instant to, bool quiet);

  absl::Status Finish(DecisionOutcome outcome, const DecideOptions& options,
                      Instant now);

  // How far events may lie ahead of the host's clock.
  Duration Skew() const;
  const Lifecycle& lifecycle() const { return *lifecycle_; }
  Decision& decision() { return decision_; }
  bool changed() const { return changed_; }
  bool taken() const { return taken_; }

 private:
  void Changed(Instant at);

  // Does what happens by itself before `to`, and looks at the lead at `to`.
  absl::Status GoTo(Instant to, bool quiet);
  // The instants after `state.followed_to` and before `to` at which something
  // happens by itself.
  absl::Status FollowBefore(Instant to, bool quiet);
  absl::Status Visit(Instant at, bool quiet);
  // What time brings at the moment.
  void Follow(bool quiet);

  // The next instant after where time was followed to at which time alone may
  // change something; those from `until` on, if it is set, may be missed.
  absl::StatusOr<std::optional<Instant>> NextInstant(Instant until);
  // Whether it is easily seen that all that is known of the lead where time was
  // followed to is still so at `to`; then that is the moment.
  bool StaysTo(Instant to);
  // Whether it is easily seen that nothing happens by itself from where time
  // was followed to until `to`; then the lead is looked at at `at`, the end of
  // it or its last whole second.
  absl::StatusOr<bool> RestsUntil(Instant to, Instant at);
  // Whether nothing happens by itself after where time was followed to and
  // before `to`; `view` has the facts and the signals of the state as they are
  // in between.
  bool Rests(const LeadView& view, Instant to);
  // Whether nothing that scores are made of changes after where time was
  // followed to and before `until` (unset: ever), while facts do not. False may
  // mean that only NextCheckAt can tell.
  bool ScoresStayBefore(const LeadView& view, Instant until);
  // Whether the facts are known not to change after where time was followed to
  // and before `until`; unset: ever.
  bool FactsStayBefore(Instant until);
  // The same, `to` included. Which answers count may change besides.
  bool FactsStayTo(Instant to);
  // Whether the moment has the facts of `at`, and the signals of the state.
  bool Knows(Instant at) const;

  // The lead's facts and signals at `at`; what the state remembers follows.
  absl::Status LookAt(Instant at);
  // The same, with nothing remembered yet.
  absl::Status Evaluate(Instant at);
  // What the state remembers, by index.
  LeadMemory Memory() const;
  // Puts what was evaluated into the state's memory.
  void RememberScores();

  const Engine& engine_;
  const Facts& facts_;
  EngineScratch* const scratch_;
  const Lifecycle* lifecycle_ = nullptr;
  Decision& decision_;
  // The latest evaluation, if there is one whose signals of the lifecycle are
  // those of the state; its facts are the same up to known_to_.
  bool has_moment_ = false;
  LifecycleMoment moment_;
  LeadScores scores_;
  Instant known_to_;
  // Where facts change, and, as long as they do not, what scores are made of.
  NextFixedInstant fact_changes_;
  NextFixedInstant score_changes_;
  // A row for signals at another instant than the moment's.
  std::vector<ValueView> row_;
  std::vector<WatchedConditions::Signal> watched_;
  bool changed_ = false;
  bool taken_ = false;
};

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_DECISION_RUN_H_
