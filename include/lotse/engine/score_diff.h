// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DiffScores: why a lead's score changed between two instants.
//
//   LOTSE_ASSIGN_OR_RETURN(
//       ScoreDiff diff, DiffScores(engine, engine, facts, monday, friday));
//   for (const ScoreChange& change : diff.changes) {
//     change.text;    // "New: webinar on 2026-11-12: +8 points"
//   }
//
// The way from the first score to the second is gone in steps, and the lead is
// scored after each: first the rules change, then time passes with the facts
// that were known, then the facts change, one after the other: attributes,
// answers, consents, assessments, activities (kind by kind) and what is left;
// of the same sort in the order of their times, then of their names. So the
// points of all changes add up to the difference exactly. A step that changes
// nothing is left out.
//
// Pure functions; thread-safe. docs/explanation.md has examples.
#ifndef LOTSE_ENGINE_SCORE_DIFF_H_
#define LOTSE_ENGINE_SCORE_DIFF_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lotse/base/fields.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/score_report.h"
#include "lotse/facts/facts.h"

namespace lotse {

// What made a score change; in the order of the steps.
enum class ScoreCause : uint8_t {
  kUnspecified = 0,  // Never.
  kRules = 1,        // Another spec.
  kTime = 2,         // Decay, windows and validities that ended, hysteresis.
  kAttribute = 3,
  kAnswer = 4,
  kConsent = 5,
  kAssessment = 6,
  kActivity = 7,
  kRecord = 8,  // Other facts: channel, deal value, another person ...
};

template <>
struct EnumNames<ScoreCause> {
  static constexpr const char* kPrefix = "SCORE_CAUSE_";
  static constexpr EnumName<ScoreCause> kNames[] = {
      {ScoreCause::kRules, "rules"},
      {ScoreCause::kTime, "time"},
      {ScoreCause::kAttribute, "attribute"},
      {ScoreCause::kAnswer, "answer"},
      {ScoreCause::kConsent, "consent"},
      {ScoreCause::kAssessment, "assessment"},
      {ScoreCause::kActivity, "activity"},
      {ScoreCause::kRecord, "record"}};
};

// What a step did to one contribution. Rules of another spec are the same if
// their ids are.
struct ContributionChange {
  // As in ReportedContribution: of the later one, if there is one.
  std::string id;
  std::string path;
  // Points before and after the step; zero: it gave none.
  Points before;
  Points after;
  // "Downloads faded since 2026-11-02: -4.2 points".
  std::string text;
  // Of the weight of another score: what changed there, in its own points.
  std::vector<ContributionChange> parts;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &ContributionChange::id},
                     Field{2, "path", &ContributionChange::path},
                     Field{3, "before", &ContributionChange::before},
                     Field{4, "after", &ContributionChange::after},
                     Field{5, "text", &ContributionChange::text},
                     Field{6, "parts", &ContributionChange::parts});
  }
};

// One step.
struct ScoreChange {
  ScoreCause cause = ScoreCause::kUnspecified;
  // What changed: "company.employees", "answer.budget", "newsletter/email", a
  // kind of activity. Empty for other causes.
  std::string subject;
  // When the newest of the facts became known or happened. Unset: always known,
  // or not a fact.
  Instant at;
  // The fact is one of the time before: entered later, edited or removed.
  bool correction = false;
  // What the step did to the score.
  Points points;
  // The category after the step, if it is another than before it.
  std::string category;
  // "Employees changed from 40 to 120: +20 points".
  std::string text;
  // Their points add up to `points`: after - before. Largest change first.
  std::vector<ContributionChange> contributions;

  static constexpr auto Fields() {
    return FieldList(Field{1, "cause", &ScoreChange::cause},
                     Field{2, "subject", &ScoreChange::subject},
                     Field{3, "at", &ScoreChange::at},
                     Field{4, "correction", &ScoreChange::correction},
                     Field{5, "points", &ScoreChange::points},
                     Field{6, "category", &ScoreChange::category},
                     Field{7, "text", &ScoreChange::text},
                     Field{8, "contributions", &ScoreChange::contributions});
  }
};

// One end of a comparison.
struct ScoreMoment {
  Instant at;
  Points points;
  // As in ScoreReport.
  std::optional<double> probability;
  std::string category;
  std::string veto;
  std::string fingerprint;

  static constexpr auto Fields() {
    return FieldList(Field{1, "at", &ScoreMoment::at},
                     Field{2, "points", &ScoreMoment::points},
                     Field{3, "probability", &ScoreMoment::probability},
                     Field{4, "category", &ScoreMoment::category},
                     Field{5, "veto", &ScoreMoment::veto},
                     Field{6, "fingerprint", &ScoreMoment::fingerprint});
  }
};

struct ScoreDiff {
  std::string lead_id;
  ScoreMoment before;
  ScoreMoment after;
  // The difference in a sentence.
  std::string text;
  // Their points add up to after.points - before.points.
  std::vector<ScoreChange> changes;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lead_id", &ScoreDiff::lead_id},
                     Field{2, "before", &ScoreDiff::before},
                     Field{3, "after", &ScoreDiff::after},
                     Field{4, "text", &ScoreDiff::text},
                     Field{5, "changes", &ScoreDiff::changes});
  }
};

// Explains the way from the score of `before` at `at_before` to that of `after`
// at `at_after`, which must not be earlier. `facts` have their history: what is
// later than an instant does not exist at it. Memory of categories in `options`
// is that of the first score; the second has the first for its memory. The
// first 256 facts that changed have steps of their own, the others one
// together.
//
// Error: InvalidArgument with the path of the field in `facts` that is wrong,
// or that the instants are.
absl::StatusOr<ScoreDiff> DiffScores(const Engine& before, const Engine& after,
                                     const Facts& facts, Instant at_before,
                                     Instant at_after,
                                     const ScoreOptions& options = {});

// As above for two states of the facts, as a host without history has them: of
// each what is not later than its instant. Persons are the same if their ids
// are, or, without ids, their places.
absl::StatusOr<ScoreDiff> DiffScores(const Engine& before, const Engine& after,
                                     const Facts& facts_before,
                                     const Facts& facts_after,
                                     Instant at_before, Instant at_after,
                                     const ScoreOptions& options = {});

// `options` for a score after `report`: it is the memory of all categories.
ScoreOptions OptionsAfter(const ScoreReport& report,
                          const ScoreOptions& options);

}  // namespace lotse

#endif  // LOTSE_ENGINE_SCORE_DIFF_H_
