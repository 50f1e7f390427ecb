// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreWith and RankQuestions.
#include "lotse/engine/next_question.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "lotse/base/status_macros.h"

namespace lotse {
namespace {

bool IsOpen(QuestionState state) {
  return state == QuestionState::kOpen || state == QuestionState::kExpired ||
         state == QuestionState::kUnknown;
}

// Scores `trial` with one more answer and with what the answer writes; leaves
// `trial` as it was.
absl::StatusOr<ScoreOutcome> Try(const Questionnaire& questionnaire,
                                 Answer answer, const ScoreFacts& score,
                                 Facts* trial) {
  LOTSE_ASSIGN_OR_RETURN(const std::vector<FactChange> changes,
                         questionnaire.ChangesOf(answer, *trial));
  trial->lead.answers.push_back(std::move(answer));
  absl::StatusOr<ScoreOutcome> outcome;
  if (changes.empty()) {
    outcome = score(*trial);
  } else {
    Facts changed = *trial;
    const absl::Status applied = ApplyFactChanges(changes, &changed);
    if (applied.ok()) {
      outcome = score(changed);
    } else {
      outcome = applied;
    }
  }
  trial->lead.answers.pop_back();
  return outcome;
}

void Widen(const ScoreOutcome& outcome, bool first, RankedQuestion* ranked) {
  if (first || outcome.points < ranked->min_points) {
    ranked->min_points = outcome.points;
  }
  if (first || outcome.points > ranked->max_points) {
    ranked->max_points = outcome.points;
  }
  if (!outcome.probability.has_value()) return;
  ranked->min_probability =
      std::min(ranked->min_probability.value_or(*outcome.probability),
               *outcome.probability);
  ranked->max_probability =
      std::max(ranked->max_probability.value_or(*outcome.probability),
               *outcome.probability);
}

absl::StatusOr<RankedQuestion> Rank(const Questionnaire& questionnaire,
                                    size_t index, Instant as_of,
                                    const ScoreOutcome& now,
                                    const ScoreFacts& score, Facts* trial) {
  const QuestionSpec& question = questionnaire.spec().questions[index];
  RankedQuestion ranked;
  ranked.questionnaire = questionnaire.spec().name;
  ranked.question = question.key;
  ranked.effort = question.effort.value_or(1);
  for (const PossibleAnswer& possible : questionnaire.PossibleAnswers(index)) {
    Answer answer;
    answer.question = question.key;
    answer.value = possible.value;
    answer.answered_at = as_of;
    answer.version = questionnaire.spec().version;
    if (!question.preferred_sources.empty()) {
      answer.source = question.preferred_sources.front();
    }
    LOTSE_ASSIGN_OR_RETURN(const ScoreOutcome outcome,
                           Try(questionnaire, std::move(answer), score, trial));
    Widen(outcome, ranked.answers.empty(), &ranked);
    ranked.answers.push_back({possible.value, possible.likelihood,
                              outcome.points, outcome.probability,
                              outcome.category});
    const int64_t steps = int64_t{outcome.category_step} - now.category_step;
    ranked.expected_category_steps +=
        possible.likelihood * static_cast<double>(steps < 0 ? -steps : steps);
    if (outcome.probability.has_value() && now.probability.has_value()) {
      ranked.expected_probability_change +=
          possible.likelihood *
          std::fabs(*outcome.probability - *now.probability);
    }
  }
  return ranked;
}

bool IsBetter(const RankedQuestion& a, const RankedQuestion& b) {
  const double steps_a = a.expected_category_steps / a.effort;
  const double steps_b = b.expected_category_steps / b.effort;
  if (steps_a != steps_b) return steps_a > steps_b;
  return a.expected_probability_change / a.effort >
         b.expected_probability_change / b.effort;
}

}  // namespace

ScoreFacts ScoreWith(const Engine& engine, Instant as_of,
                     ScoreOptions options) {
  options.contributions = false;
  return [engine, as_of, options = std::move(options)](
             const Facts& facts) -> absl::StatusOr<ScoreOutcome> {
    LOTSE_ASSIGN_OR_RETURN(const ScoreReport report,
                           engine.Score(facts, as_of, options));
    ScoreOutcome outcome;
    outcome.points = report.points;
    outcome.probability = report.probability;
    outcome.category = report.category;
    outcome.category_step =
        std::max(0, engine.scorer().FindCategory(report.category));
    return outcome;
  };
}

absl::StatusOr<std::vector<RankedQuestion>> RankQuestions(
    absl::Span<const Questionnaire> questionnaires, const Facts& facts,
    Instant as_of, const ScoreFacts& score) {
  std::vector<RankedQuestion> ranked;
  LOTSE_ASSIGN_OR_RETURN(const ScoreOutcome now, score(facts));
  Facts trial = facts;
  std::set<std::string> seen;
  for (const Questionnaire& questionnaire : questionnaires) {
    LOTSE_ASSIGN_OR_RETURN(const QuestionnaireResult result,
                           questionnaire.Report(facts, as_of));
    for (size_t q = 0; q < result.questions.size(); ++q) {
      if (!IsOpen(result.questions[q].state) ||
          !seen.insert(result.questions[q].question).second) {
        continue;
      }
      LOTSE_ASSIGN_OR_RETURN(RankedQuestion question,
                             Rank(questionnaire, q, as_of, now, score, &trial));
      ranked.push_back(std::move(question));
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(), IsBetter);
  return ranked;
}

}  // namespace lotse
