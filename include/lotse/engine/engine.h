// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engine: a tenant's compiled spec. Start here.
//
//   LOTSE_ASSIGN_OR_RETURN(EngineSpec spec, Preset("b2b"));
//   LOTSE_ASSIGN_OR_RETURN(Engine engine, CompileEngine(spec));
//   LOTSE_ASSIGN_OR_RETURN(ScoreReport report, engine.Score(facts, as_of));
//   report.category;                       // "hot"
//
// Compile once, then score as many leads as you like. Nothing in an Engine
// reads a clock, a file or the network: the same spec, facts and instant give
// the same bits on every platform.
//
// An Engine is an immutable handle: cheap to copy and safe to share between
// threads. Its parts (catalog, binder, scorer) may be used on their own.
#ifndef LOTSE_ENGINE_ENGINE_H_
#define LOTSE_ENGINE_ENGINE_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lotse/base/fingerprint.h"
#include "lotse/base/rate_table.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/calendar/business_calendar.h"
#include "lotse/channel/buyer_stage.h"
#include "lotse/engine/audience.h"
#include "lotse/engine/decision.h"
#include "lotse/engine/engine_spec.h"
#include "lotse/engine/score_report.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/converter.h"
#include "lotse/lifecycle/lead_event.h"
#include "lotse/lifecycle/lead_state.h"
#include "lotse/lifecycle/lifecycle.h"
#include "lotse/routing/assignment_request.h"
#include "lotse/routing/router.h"
#include "lotse/score/assessment.h"
#include "lotse/score/engagement.h"
#include "lotse/score/questionnaire.h"
#include "lotse/score/scorer.h"

namespace lotse {

// What the host gives an engine besides its spec.
struct Resources {
  // Exchange rates for money in other currencies. Empty: such money is missing.
  RateTable rates;
};

// How a score is asked for and shown.
struct ScoreOptions {
  // BCP 47 tag of the texts; "en" and "de" are complete, labels may have more.
  std::string language = "en";
  // Whether the report lists what the score adds up from.
  bool contributions = false;
  // Who reads the report. Unset: someone who may see all values.
  Audience audience = Audience::kUnspecified;
  // The category that an earlier report named, and since when; makes hysteresis
  // and dwell work. Empty or not in the spec: none.
  std::string previous_category;
  Instant previous_category_since;
  // The same for further scores, by name.
  struct PreviousScore {
    std::string name;
    std::string category;
    Instant category_since;
  };
  std::vector<PreviousScore> previous_scores;
  // The buyer stage that an earlier report named, and since when; makes the
  // hold time work.
  std::string previous_buyer_stage;
  Instant previous_buyer_stage_since;
  // Whether ScoreReport::next_check_at is wanted. It costs tens of evaluations.
  bool next_check = false;
};

// What Engine::NextCheckAt watches besides the scores: conditions of steps that
// come after them, such as the guards of a lifecycle.
struct WatchedConditions {
  absl::Span<const ConditionSet* const> conditions;
  // Signals of steps after the scores that the conditions read, as they stay
  // until the host evaluates again.
  struct Signal {
    FactSlot slot = 0;
    ValueView value;
  };
  absl::Span<const Signal> signals;
  // Changes at this instant and later ones are of no interest, which saves the
  // search for them. Unset: all are.
  Instant until;
};

// How a decision is asked for.
struct DecideOptions {
  // How Decision::score is shown. Unset: it is left out.
  std::optional<ScoreOptions> score;
};

// Memory of one call, to be reused; for one thread at a time.
struct EngineScratch {
  BindBuffer bind;
  // A copy of the view's values with the signals in their slots.
  std::vector<ValueView> row;
  BuyerStageScratch buyer_stage;
  // By questionnaire.
  std::vector<AnswerReading> answers;
  std::vector<QuestionnaireScratch> questionnaires;
  EngagementScratch engagement;
  // For what a rule of engagement has counted.
  EngagementScratch evidence;
  ScoreScratch score;
  // Of the further scores, in the order of the spec.
  std::vector<ScoreScratch> scores;
  ConditionScratch when;
  std::vector<std::optional<Score>> further;
  std::vector<QuestionnaireFigures> figures;
  AssessmentScratch assessment;
  LifecycleScratch lifecycle;
};

// `options` with the memory of `state`: categories and buyer stage as they were
// when the lead was last decided.
ScoreOptions Remembering(const LeadState& state, ScoreOptions options);

// What is remembered from one evaluation of a lead to the next.
struct LeadMemory {
  BuyerStageMemory buyer_stage;
  CategoryMemory category;
  // Of further scores, in the order of the spec; those beyond the end had no
  // category.
  std::vector<CategoryMemory> further;
};

// All that an engine computes for a lead, with indices instead of names. Spans
// point into the scratch.
struct LeadScores {
  // The facts and all signals.
  LeadView view;
  // Stage -1 if the spec has none.
  BuyerStageResult buyer_stage;
  EngagementScore engagement;
  // In the order of the spec.
  absl::Span<const QuestionnaireFigures> questionnaires;
  // In the order of the spec; unset: the score does not apply to the lead.
  absl::Span<const std::optional<Score>> further;
  struct Score score;
};

// See Engine::NextCheckAt.
inline constexpr int kMaxNextCheckSteps = 64;

class Engine {
 public:
  // Scores one lead with its facts as of an instant. Error: InvalidArgument
  // with the path of the field in `facts` that is wrong.
  absl::StatusOr<ScoreReport> Score(const Facts& facts, Instant as_of,
                                    const ScoreOptions& options = {}) const;
  // As above with memory that the caller keeps from call to call.
  absl::StatusOr<ScoreReport> Score(const Facts& facts, Instant as_of,
                                    const ScoreOptions& options,
                                    EngineScratch* scratch) const;

  // Decides what an event means for a lead. `state` is what the decision before
  // gave, or a LeadState() for a new lead; move it in if it is not needed any
  // more. `now` is the host's clock. First what time brought since then, up to
  // the event, then the event, then what time brought up to `now`.
  //
  // Nothing is lost: an event that no transition takes, that came twice or too
  // late, gives a decision that says so. Errors: InvalidArgument with the path
  // of what is wrong in facts, event or state; FailedPrecondition if the state
  // is of another tenant, or of a spec that changed (Migrate), or the engine
  // has no lifecycle.
  absl::StatusOr<Decision> Decide(const Facts& facts, LeadState state,
                                  const LeadEvent& event, Instant now,
                                  const DecideOptions& options = {}) const;
  absl::StatusOr<Decision> Decide(const Facts& facts, LeadState state,
                                  const LeadEvent& event, Instant now,
                                  const DecideOptions& options,
                                  EngineScratch* scratch) const;

  // What time alone brought up to `now`: to be called at
  // Decision::next_check_at, and after facts changed without an event. The
  // outcome is applied or no_transition. Errors as Decide.
  absl::StatusOr<Decision> Tick(const Facts& facts, LeadState state,
                                Instant now,
                                const DecideOptions& options = {}) const;
  absl::StatusOr<Decision> Tick(const Facts& facts, LeadState state,
                                Instant now, const DecideOptions& options,
                                EngineScratch* scratch) const;

  // The state of a lead as of an instant, from all that happened: the state
  // that decisions would have given if every event and fact had been known in
  // time. Events in any order; those that come twice count once, those after
  // `as_of` do not exist. `steps` are the whole history, to be compared or
  // stored but not carried out. The revision is the number of decisions that
  // changed something. Errors as Decide, at events[i].
  absl::StatusOr<Decision> Replay(const Facts& facts,
                                  absl::Span<const LeadEvent> events,
                                  Instant as_of,
                                  const DecideOptions& options = {}) const;
  absl::StatusOr<Decision> Replay(const Facts& facts,
                                  absl::Span<const LeadEvent> events,
                                  Instant as_of, const DecideOptions& options,
                                  EngineScratch* scratch) const;

  // What the rules of routing find for a lead at `now`: for requests that the
  // host raises itself, and for those that wait (RoutingState::waiting) when
  // the lead's facts changed. Rules may read facts, scores and `state`, which
  // is a LeadState() for leads without a lifecycle. Errors: InvalidArgument
  // with the path of what is wrong in facts or state; FailedPrecondition for
  // states as Decide has it, or if the engine has no routing.
  absl::StatusOr<ResolvedRequest> Resolve(const Facts& facts,
                                          const LeadState& state,
                                          const AssignmentRequest& request,
                                          Instant now) const;
  absl::StatusOr<ResolvedRequest> Resolve(const Facts& facts,
                                          const LeadState& state,
                                          const AssignmentRequest& request,
                                          Instant now,
                                          EngineScratch* scratch) const;

  // A state for a record that has no log: in the state that the first lifecycle
  // with such a status has for `host_status`, since `since`. Makes nothing up
  // and nothing due: old records cause no storm. Error: NotFound if no
  // lifecycle knows the status.
  absl::StatusOr<LeadState> Adopt(const Facts& facts,
                                  absl::string_view host_status, Instant since,
                                  Instant now) const;

  // A state of an earlier spec of the same tenant, carried over: states that
  // were removed move to where the spec says, clocks and timers that are gone
  // are dropped. Errors: FailedPrecondition if it is another tenant's, or if
  // only Replay can tell where the lead is now.
  absl::StatusOr<LeadState> Migrate(const LeadState& state) const;

  // The view of `facts` at `as_of`, with the answers that count to each
  // question. It points into `facts` and `scratch`. Error: as FactBinder::Bind.
  absl::StatusOr<LeadView> Bind(const Facts& facts, Instant as_of,
                                EngineScratch* scratch) const;

  // Computes all signals and scores of a lead that the host or binder()
  // describes; signals in `view` are replaced.
  LeadScores Evaluate(const LeadView& view, Instant as_of,
                      const LeadMemory& memory, bool contributions,
                      EngineScratch* scratch) const;

  // The first whole second after `as_of` at which to look at the lead again if
  // no fact follows: until then the answer stays what it is. The answer is what
  // is decided: category, steps of the grid and veto of each score, whether it
  // applies, the buyer stage, what each condition and table says (those of
  // `watched` too), which answers to questions and which assessments count, and
  // which activities. That points and probabilities fade is no change as long
  // as nothing is decided by them. Nullopt: never, or not before
  // `watched.until`.
  //
  // It holds for a host that gives back the memory of this evaluation, and for
  // one that gives `memory` again. The second is the one that the change falls
  // into, or the next one if that second is not after `as_of`; so it may have
  // to be asked again then. Besides, after kMaxNextCheckSteps instants at which
  // something could have changed and nothing did, the last of them is given.
  //
  // Error: as Bind.
  absl::StatusOr<std::optional<Instant>> NextCheckAt(
      const Facts& facts, Instant as_of, const LeadMemory& memory,
      const WatchedConditions& watched, EngineScratch* scratch) const;

  // What is remembered of an evaluation for the next one.
  static LeadMemory MemoryAfter(const LeadScores& scores);

  // The spec that was compiled, its labels resolved from the catalogue.
  const EngineSpec& spec() const { return rep_->spec; }
  // Names everything that results depend on: spec and resources.
  const Fingerprint& fingerprint() const { return rep_->fingerprint; }

  // Exchange rates for money in other currencies.
  const RateTable& rates() const { return rep_->rates; }

  const FactCatalog& catalog() const { return rep_->catalog; }
  const FactBinder& binder() const { return rep_->binder; }
  const BuyerStageFinder& buyer_stage() const { return rep_->buyer_stage; }
  const Engagement& engagement() const { return rep_->engagement; }
  absl::Span<const Questionnaire> questionnaires() const {
    return rep_->questionnaires;
  }
  const Assessor& assessor() const { return rep_->assessor; }
  // Of the main score.
  const Scorer& scorer() const { return rep_->main.scorer; }
  // Of further score `index`.
  const Scorer& further_scorer(size_t index) const {
    return rep_->further[index].scorer;
  }

  // In the order of the spec.
  absl::Span<const Lifecycle> lifecycles() const { return rep_->lifecycles; }
  absl::Span<const BusinessCalendar> calendars() const {
    return rep_->calendars;
  }
  // The lifecycle of this name; null if there is none.
  const Lifecycle* FindLifecycle(absl::string_view name) const;
  // The lifecycle that `state` can go on in; null for a lead that is new.
  // Errors: as Decide has them for states.
  absl::StatusOr<const Lifecycle*> LifecycleOf(const LeadState& state) const;

  // Who gets which lead; null if the spec has no routing.
  const Router* router() const {
    return rep_->router.has_value() ? &*rep_->router : nullptr;
  }

  // Proposes what promotion, demotion and hand-over make; null if the spec does
  // not say.
  const Converter* converter() const {
    return rep_->converter.has_value() ? &*rep_->converter : nullptr;
  }

  // Puts what the main score says into the signals score.points,
  // score.probability, score.category and score.veto of `row` (by slot of
  // catalog()), for conditions that are evaluated later. Texts point into the
  // engine.
  void PublishScore(const struct Score& score, absl::Span<ValueView> row) const;

  // Memory that the engine takes besides its spec, in bytes.
  size_t MemoryUsage() const;

 private:
  friend class BatchScorer;
  friend absl::StatusOr<Engine> CompileEngine(EngineSpec spec,
                                              Resources resources);
  class NextCheck;
  // A scorecard and the slots of its signals.
  struct ScorePart {
    Scorer scorer;
    // Whether it applies; one condition.
    ConditionSet when;
    FactSlot points = 0;
    FactSlot probability = 0;
    FactSlot category = 0;
    FactSlot veto = 0;
  };
  struct Rep {
    EngineSpec spec;
    Fingerprint fingerprint;
    std::string fingerprint_text;
    RateTable rates;
    FactCatalog catalog;
    FactBinder binder;
    BuyerStageFinder buyer_stage;
    Engagement engagement;
    // Of the total, then of each group.
    std::vector<FactSlot> engagement_slots;
    std::vector<Questionnaire> questionnaires;
    Assessor assessor;
    std::vector<ScorePart> further;
    ScorePart main;
    std::vector<BusinessCalendar> calendars;
    std::vector<Lifecycle> lifecycles;
    std::optional<Router> router;
    std::optional<Converter> converter;
  };
  friend class DecisionRun;
  // The first instant after `at` at which time alone may change a condition or
  // what memory does. `view`: the facts; `signals`: with the scores' signals.
  // `evaluated`: the scratch has the evaluation at `at`; else only the bound
  // answers, and it may be too early.
  std::optional<Instant> NextTimedChange(const LeadView& view,
                                         const LeadView& signals, Instant at,
                                         absl::Span<const LeadMemory> memories,
                                         bool evaluated,
                                         EngineScratch* scratch) const;
  // Binds and evaluates, and publishes what guards and routing read besides:
  // the signals of the main score and of the assessments. The values of the
  // view are scratch->row, which has a place for the signals of lifecycles,
  // too.
  absl::StatusOr<LeadScores> EvaluateSignals(const Facts& facts, Instant as_of,
                                             const LeadMemory& memory,
                                             EngineScratch* scratch) const;
  LeadMemory MemoryOf(const ScoreOptions& options) const;
  // Whether a decision asks for an owner whom rules of routing may find.
  bool WantsOwner(const Decision& decision) const;
  // Puts what they find into decision->requests. `view` has all signals at
  // `now`, those of the state included.
  void ResolveOwner(const Facts& facts, const LeadView& view, Instant now,
                    EngineScratch* scratch, Decision* decision) const;
  static void Publish(const ScorePart& part, const struct Score& score,
                      absl::Span<ValueView> row);
  // The contributions of a score, strongest first, as sentences.
  std::vector<ReportedContribution> Describe(
      const LeadScores& scores, const Scorer& scorer, const struct Score& score,
      const ScoreScratch& of_score, Instant as_of, const ScoreOptions& options,
      EngineScratch* scratch) const;
  // What a weight weighed adds up from; empty for a plain fact.
  std::vector<ReportedContribution> PartsOf(FactSlot slot,
                                            const LeadScores& scores,
                                            Instant as_of,
                                            const ScoreOptions& options,
                                            EngineScratch* scratch) const;
  // Why a veto holds, for the audience of `options`.
  std::string VetoReason(const Veto& veto, const ScoreOptions& options) const;

  explicit Engine(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}

  std::shared_ptr<const Rep> rep_;
};

// Adds everything that is wrong with `spec`, each with its path.
void ValidateEngineSpec(const EngineSpec& spec, SpecIssues* issues);

// What changes from the spec `before` to `after` mean for leads that are under
// way: states that are gone and where their leads go, clocks, timers, roles and
// events that are gone, ways that are barred. Both must be valid.
MigrationReport CheckMigration(const EngineSpec& before,
                               const EngineSpec& after);

// Compiles a spec. Error: InvalidArgument with the first issue of
// ValidateEngineSpec, or of the resources.
absl::StatusOr<Engine> CompileEngine(EngineSpec spec, Resources resources = {});

}  // namespace lotse

#endif  // LOTSE_ENGINE_ENGINE_H_
