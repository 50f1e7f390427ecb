// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RankQuestions: which open question to ask next. Each possible answer of each
// open question is tried on the lead's facts, the lead is scored anew, and the
// questions are ranked by what an answer is expected to change.
//
//   absl::StatusOr<std::vector<RankedQuestion>> ranked = RankQuestions(
//       {bant}, facts, as_of, ScoreWith(engine, as_of));
//   if (ranked.ok() && !ranked->empty()) Ask(ranked->front().question);
//
// Pure and thread-safe if the scoring function is.
#ifndef LOTSE_ENGINE_NEXT_QUESTION_H_
#define LOTSE_ENGINE_NEXT_QUESTION_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lotse/base/fields.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/value.h"
#include "lotse/score/questionnaire.h"

namespace lotse {

// What the lead's score would be with one answer.
struct AnswerEffect {
  Value value;
  // How likely the answer is, 0 to 1; those of a question add up to 1.
  double likelihood = 0;
  // Points of the whole score.
  Points points;
  // Unset: the scorecard says nothing about it.
  std::optional<double> probability;
  // Id of the category. Empty: there are none.
  std::string category;

  static constexpr auto Fields() {
    return FieldList(Field{1, "value", &AnswerEffect::value},
                     Field{2, "likelihood", &AnswerEffect::likelihood},
                     Field{3, "points", &AnswerEffect::points},
                     Field{4, "probability", &AnswerEffect::probability},
                     Field{5, "category", &AnswerEffect::category});
  }
};

// One open question and what asking it may change.
struct RankedQuestion {
  // Name of the questionnaire and key of the question.
  std::string questionnaire;
  std::string question;
  // Each possible answer, in the order of the spec; also answers of likelihood
  // 0, such as values beyond all bands.
  std::vector<AnswerEffect> answers;
  // The least and the most of their points and of their probabilities.
  Points min_points;
  Points max_points;
  std::optional<double> min_probability;
  std::optional<double> max_probability;
  // The expected change, whatever its direction: of the category in steps, and
  // of the probability. Not divided by the effort.
  double expected_category_steps = 0;
  double expected_probability_change = 0;
  // The effort of asking, as in the spec; 1 if it says nothing.
  double effort = 0;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "questionnaire", &RankedQuestion::questionnaire},
        Field{2, "question", &RankedQuestion::question},
        Field{3, "answers", &RankedQuestion::answers},
        Field{4, "min_points", &RankedQuestion::min_points},
        Field{5, "max_points", &RankedQuestion::max_points},
        Field{6, "min_probability", &RankedQuestion::min_probability},
        Field{7, "max_probability", &RankedQuestion::max_probability},
        Field{8, "expected_category_steps",
              &RankedQuestion::expected_category_steps},
        Field{9, "expected_probability_change",
              &RankedQuestion::expected_probability_change},
        Field{10, "effort", &RankedQuestion::effort});
  }
};

// What RankQuestions needs to know of a score.
struct ScoreOutcome {
  Points points;
  std::optional<double> probability;
  // Id and index of the category. Empty and 0: there are none.
  std::string category;
  int32_t category_step = 0;
};
using ScoreFacts =
    std::function<absl::StatusOr<ScoreOutcome>(const Facts& facts)>;

// Scores with an engine. `options` has the category that the lead is in, if
// that is to count.
ScoreFacts ScoreWith(const Engine& engine, Instant as_of,
                     ScoreOptions options = {});

// The questions that are open, expired or unknown at `as_of`, the best first:
// by expected_category_steps over effort, then by expected_probability_change
// over effort, then in the order of the spec. A question of two questionnaires
// is that of the first. An answer is tried as given at `as_of`, by the most
// trusted source, together with the attribute that it writes. Errors: those of
// the facts, as Questionnaire::Report and `score` give them.
absl::StatusOr<std::vector<RankedQuestion>> RankQuestions(
    absl::Span<const Questionnaire> questionnaires, const Facts& facts,
    Instant as_of, const ScoreFacts& score);

}  // namespace lotse

#endif  // LOTSE_ENGINE_NEXT_QUESTION_H_
