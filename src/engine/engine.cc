// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What an Engine evaluates: all parts of a score in their order, each with the
// signals of those before it.
#include "lotse/engine/engine.h"

#include <optional>

#include "lotse/base/status_macros.h"

namespace lotse {

LeadScores Engine::Evaluate(const LeadView& view, Instant as_of,
                            const LeadMemory& memory, bool contributions,
                            EngineScratch* scratch) const {
  const Rep& rep = *rep_;
  LeadScores scores;
  scores.view = view;
  EvaluateOptions ask;
  ask.contributions = contributions;
  ask.memory = memory.category;
  const bool has_stages = !rep.spec.buyer_stage.stages.empty();
  absl::Span<ValueView> row;
  if (has_stages || !rep.engagement_slots.empty() ||
      !rep.questionnaires.empty() || !rep.further.empty()) {
    scratch->row.assign(view.values.begin(), view.values.end());
    scratch->row.resize(rep.catalog.size());
    row = absl::MakeSpan(scratch->row);
    scores.view.values = row;
  }
  if (has_stages) {
    scores.buyer_stage = rep.buyer_stage.Find(view, as_of, memory.buyer_stage,
                                              &scratch->buyer_stage);
    rep.buyer_stage.Publish(scores.buyer_stage, row);
  }
  if (!rep.engagement_slots.empty()) {
    scores.engagement =
        rep.engagement.Evaluate(view, as_of, &scratch->engagement);
    row[rep.engagement_slots[0]] =
        ValueView::Number(scores.engagement.points.ToDouble());
    for (size_t g = 0; g < scores.engagement.groups.size(); ++g) {
      row[rep.engagement_slots[1 + g]] =
          ValueView::Number(scores.engagement.groups[g].ToDouble());
    }
  }
  scratch->questionnaires.resize(rep.questionnaires.size());
  scratch->figures.clear();
  for (size_t i = 0; i < rep.questionnaires.size(); ++i) {
    scratch->figures.push_back(rep.questionnaires[i].Evaluate(
        scores.view, as_of, &scratch->questionnaires[i]));
    rep.questionnaires[i].Publish(scratch->figures.back(), row);
  }
  scores.questionnaires = scratch->figures;
  scratch->scores.resize(rep.further.size());
  scratch->further.assign(rep.further.size(), std::nullopt);
  for (size_t i = 0; i < rep.further.size(); ++i) {
    const ScorePart& part = rep.further[i];
    for (FactSlot s :
         {part.points, part.probability, part.category, part.veto}) {
      row[s] = ValueView();
    }
    part.when.Evaluate(scores.view, as_of, &scratch->when);
    if (!part.when.Holds(scratch->when, 0)) continue;
    EvaluateOptions of_part = ask;
    of_part.memory =
        i < memory.further.size() ? memory.further[i] : CategoryMemory();
    scratch->further[i] =
        part.scorer.Evaluate(scores.view, as_of, of_part, &scratch->scores[i]);
    Publish(part, *scratch->further[i], row);
  }
  scores.further = scratch->further;
  scores.score =
      rep.main.scorer.Evaluate(scores.view, as_of, ask, &scratch->score);
  return scores;
}

absl::StatusOr<LeadScores> Engine::EvaluateSignals(
    const Facts& facts, Instant as_of, const LeadMemory& memory,
    EngineScratch* scratch) const {
  LOTSE_ASSIGN_OR_RETURN(const LeadView view, Bind(facts, as_of, scratch));
  LeadScores scores =
      Evaluate(view, as_of, memory, /*contributions=*/false, scratch);
  if (scores.view.values.data() != scratch->row.data()) {
    scratch->row.assign(view.values.begin(), view.values.end());
    scratch->row.resize(catalog().size());
  }
  const absl::Span<ValueView> row = absl::MakeSpan(scratch->row);
  scores.view.values = row;
  Publish(rep_->main, scores.score, row);
  // Without a weight there are no such signals.
  if (spec().assessment.weight != 0) {
    PublishAssessment(
        assessor().Evaluate(facts.lead.assessments, scores.score.probability,
                            as_of, &scratch->assessment),
        catalog(), row);
  }
  return scores;
}

absl::StatusOr<LeadView> Engine::Bind(const Facts& facts, Instant as_of,
                                      EngineScratch* scratch) const {
  LOTSE_ASSIGN_OR_RETURN(const LeadView view,
                         rep_->binder.Bind(facts, as_of, &scratch->bind));
  scratch->answers.resize(rep_->questionnaires.size());
  for (size_t i = 0; i < rep_->questionnaires.size(); ++i) {
    LOTSE_RETURN_IF_ERROR(rep_->questionnaires[i].Read(
        facts.lead.answers, as_of, absl::MakeSpan(scratch->bind.values),
        &scratch->answers[i]));
  }
  return view;
}

LeadMemory Engine::MemoryOf(const ScoreOptions& options) const {
  LeadMemory memory;
  memory.buyer_stage.stage =
      rep_->buyer_stage.FindStage(options.previous_buyer_stage);
  memory.buyer_stage.since = options.previous_buyer_stage_since;
  memory.category.category = scorer().FindCategory(options.previous_category);
  memory.category.since = options.previous_category_since;
  if (options.previous_scores.empty()) return memory;
  memory.further.resize(rep_->further.size());
  for (const ScoreOptions::PreviousScore& previous : options.previous_scores) {
    for (size_t i = 0; i < memory.further.size(); ++i) {
      if (rep_->spec.scores[i].name != previous.name) continue;
      memory.further[i].category =
          further_scorer(i).FindCategory(previous.category);
      memory.further[i].since = previous.category_since;
    }
  }
  return memory;
}

void Engine::Publish(const ScorePart& part, const struct Score& score,
                     absl::Span<ValueView> row) {
  const auto put = [&](FactSlot slot, ValueView value) {
    if (slot < row.size()) row[slot] = value;
  };
  const ScoringSpec& spec = part.scorer.spec();
  put(part.points, ValueView::Number(score.points.ToDouble()));
  put(part.probability, score.probability.has_value()
                            ? ValueView::Number(*score.probability)
                            : ValueView());
  put(part.category,
      score.category < 0
          ? ValueView()
          : ValueView::Text(
                spec.categories[static_cast<size_t>(score.category)].id));
  put(part.veto,
      score.veto < 0
          ? ValueView()
          : ValueView::Text(spec.vetoes[static_cast<size_t>(score.veto)].id));
}

void Engine::PublishScore(const struct Score& score,
                          absl::Span<ValueView> row) const {
  Publish(rep_->main, score, row);
}

size_t Engine::MemoryUsage() const {
  size_t bytes = sizeof(Rep) + rep_->main.scorer.MemoryUsage() +
                 rep_->engagement.MemoryUsage() +
                 rep_->buyer_stage.MemoryUsage() +
                 rep_->catalog.size() * sizeof(FactDefinition);
  for (const ScorePart& part : rep_->further) {
    bytes += sizeof(part) + part.scorer.MemoryUsage();
  }
  for (const Questionnaire& questionnaire : rep_->questionnaires) {
    bytes += questionnaire.scorer().MemoryUsage();
  }
  for (const Lifecycle& lifecycle : rep_->lifecycles) {
    bytes += lifecycle.MemoryUsage();
  }
  if (rep_->router.has_value()) bytes += rep_->router->MemoryUsage();
  return bytes;
}

}  // namespace lotse
