// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engine::Score: a lead's scores as a report, with names and sentences.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/describe_buyer_stage.h"
#include "lotse/engine/describe_score.h"
#include "lotse/engine/engine.h"
#include "src/engine/condition_operands.h"
#include "src/engine/describe_engagement.h"
#include "src/engine/describe_operand.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

template <typename T>
bool IsStronger(const T& a, const T& b) {
  const int64_t x = a.points.nano();
  const int64_t y = b.points.nano();
  return (x < 0 ? -x : x) > (y < 0 ? -y : y);
}

template <typename T>
std::vector<T> StrongestFirst(absl::Span<const T> contributions) {
  std::vector<T> sorted(contributions.begin(), contributions.end());
  std::stable_sort(sorted.begin(), sorted.end(), IsStronger<T>);
  return sorted;
}

// The fields that ScoreReport and NamedScoreReport share.
template <typename Report>
void Fill(const Scorer& scorer, const struct Score& score, Report* report) {
  const ScoringSpec& spec = scorer.spec();
  report->points = score.points;
  report->probability = score.probability;
  if (score.probability.has_value()) {
    report->assumption_share = scorer.assumption_share();
    report->probability_assumed = report->assumption_share > 0.5;
  }
  if (score.category >= 0) {
    report->category = spec.categories[static_cast<size_t>(score.category)].id;
    report->category_since = score.category_since;
  }
  if (score.veto >= 0) {
    report->veto = spec.vetoes[static_cast<size_t>(score.veto)].id;
  }
  if (score.grid_row >= 0) {
    report->grid_row =
        spec.grid->rows.steps[static_cast<size_t>(score.grid_row)].id;
    report->grid_column =
        spec.grid->columns.steps[static_cast<size_t>(score.grid_column)].id;
  }
}

}  // namespace

absl::StatusOr<ScoreReport> Engine::Score(const Facts& facts, Instant as_of,
                                          const ScoreOptions& options) const {
  EngineScratch scratch;
  return Score(facts, as_of, options, &scratch);
}

absl::StatusOr<ScoreReport> Engine::Score(const Facts& facts, Instant as_of,
                                          const ScoreOptions& options,
                                          EngineScratch* scratch) const {
  LOTSE_ASSIGN_OR_RETURN(const LeadView view, Bind(facts, as_of, scratch));
  const LeadScores scores =
      Evaluate(view, as_of, MemoryOf(options), options.contributions, scratch);

  ScoreReport report;
  report.lead_id = facts.lead.id;
  report.as_of = as_of;
  const auto reason = [&](const ScoringSpec& spec, const struct Score& score) {
    return score.veto < 0
               ? std::string()
               : VetoReason(spec.vetoes[static_cast<size_t>(score.veto)],
                            options);
  };
  Fill(scorer(), scores.score, &report);
  report.veto_reason = reason(scorer().spec(), scores.score);
  if (!rep_->engagement_slots.empty()) {
    report.engagement = scores.engagement.points;
  }
  for (size_t i = 0; i < scores.further.size(); ++i) {
    if (!scores.further[i].has_value()) continue;
    NamedScoreReport further;
    further.name = rep_->spec.scores[i].name;
    Fill(further_scorer(i), *scores.further[i], &further);
    further.veto_reason = reason(further_scorer(i).spec(), *scores.further[i]);
    further.contributions =
        Describe(scores, further_scorer(i), *scores.further[i],
                 scratch->scores[i], as_of, options, scratch);
    report.scores.push_back(std::move(further));
  }
  report.contributions = Describe(scores, scorer(), scores.score,
                                  scratch->score, as_of, options, scratch);
  if (!rep_->spec.buyer_stage.stages.empty()) {
    report.buyer_stage = ReportBuyerStage(
        rep_->buyer_stage, rep_->catalog, scores.buyer_stage, scores.view,
        as_of, scratch->buyer_stage, options.language);
  }
  if (!facts.lead.assessments.empty()) {
    report.assessment =
        rep_->assessor.Evaluate(facts.lead.assessments, report.probability,
                                as_of, &scratch->assessment);
  }
  for (size_t i = 0; options.contributions && i < rep_->questionnaires.size();
       ++i) {
    report.questionnaires.push_back(rep_->questionnaires[i].Report(
        scratch->answers[i], facts.lead.answers, scores.view, as_of,
        &scratch->questionnaires[i]));
  }
  report.fingerprint = rep_->fingerprint_text;
  if (options.next_check) {
    // Last, because it uses the scratch for other instants.
    LOTSE_ASSIGN_OR_RETURN(
        const std::optional<Instant> next,
        NextCheckAt(facts, as_of, MemoryOf(options), {}, scratch));
    report.next_check_at = next.value_or(Instant());
  }
  return report;
}

std::vector<ReportedContribution> Engine::Describe(
    const LeadScores& scores, const Scorer& scorer, const struct Score& score,
    const ScoreScratch& of_score, Instant as_of, const ScoreOptions& options,
    EngineScratch* scratch) const {
  std::vector<ReportedContribution> described;
  for (const Contribution& contribution : StrongestFirst(score.contributions)) {
    const ScoreSource& source = scorer.source(contribution.source);
    ReportedContribution& reported = described.emplace_back();
    reported.id = std::string(scorer.IdOf(contribution.source));
    reported.path = source.path;
    reported.points = contribution.points;
    reported.text = DescribeContribution(scorer, rep_->catalog, contribution,
                                         scores.view, as_of, of_score,
                                         options.language, options.audience);
    reported.name =
        NameContribution(scorer, rep_->catalog, contribution, scores.view,
                         as_of, of_score, options.language, options.audience);
    if (source.kind == SourceKind::kWeight) {
      reported.parts = PartsOf(scorer.WeighedBy(contribution.source), scores,
                               as_of, options, scratch);
    }
  }
  return described;
}

std::vector<ReportedContribution> Engine::PartsOf(
    FactSlot slot, const LeadScores& scores, Instant as_of,
    const ScoreOptions& options, EngineScratch* scratch) const {
  const Rep& rep = *rep_;
  for (size_t i = 0; i < rep.further.size(); ++i) {
    if (rep.further[i].points != slot || !scores.further[i].has_value()) {
      continue;
    }
    return Describe(scores, rep.further[i].scorer, *scores.further[i],
                    scratch->scores[i], as_of, options, scratch);
  }
  std::vector<ReportedContribution> parts;
  const auto it =
      std::find(rep.engagement_slots.begin(), rep.engagement_slots.end(), slot);
  if (it == rep.engagement_slots.end()) return parts;
  const size_t place = static_cast<size_t>(it - rep.engagement_slots.begin());
  for (const EngagementContribution& contribution :
       StrongestFirst(scores.engagement.contributions)) {
    const EngagementSource& source = rep.engagement.source(contribution.source);
    const bool of_group = source.kind != EngagementSource::Kind::kTotalCap &&
                          source.group + 1 == place;
    if (place != 0 && !of_group) continue;
    ReportedContribution& reported = parts.emplace_back();
    reported.id = std::string(rep.engagement.IdOf(contribution.source));
    reported.path = source.path;
    reported.points = contribution.points;
    reported.text = DescribeEngagement(
        rep.engagement, rep.catalog, contribution, scores.view, as_of,
        options.language, &scratch->evidence, options.audience);
    reported.name = NameEngagement(rep.engagement, rep.catalog, contribution,
                                   options.language, options.audience);
  }
  return parts;
}

std::string Engine::VetoReason(const Veto& veto,
                               const ScoreOptions& options) const {
  std::string names;
  bool hidden = false;
  for (const Operand& operand : OperandsOf(veto.when)) {
    hidden = hidden || HidesOperand(options.audience, operand, catalog());
    absl::StrAppend(&names, names.empty() ? "" : ", ",
                    DescribeOperand(operand, catalog(), options.language));
  }
  if (!hidden) return std::string(veto.reason.In(options.language));
  return Capitalised(absl::Substitute(kNotShown.In(options.language), names));
}

}  // namespace lotse
