// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreReport: the score of one lead as the host, the C API and the CLI get it,
// with names instead of indices.
#ifndef LOTSE_ENGINE_SCORE_REPORT_H_
#define LOTSE_ENGINE_SCORE_REPORT_H_

#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/engine/buyer_stage_report.h"
#include "lotse/score/assessment.h"
#include "lotse/score/questionnaire_result.h"

namespace lotse {

// One part of a score. The points of all contributions add up to the score's
// points exactly.
struct ReportedContribution {
  // What gave the points: the id of a rule or table, or of a group for its cap;
  // empty for the base and the total's cap.
  std::string id;
  // Where it stands in the spec: "scoring.groups[2].rules[0]".
  std::string path;
  Points points;
  // The reason as a sentence, in the language that was asked for.
  std::string text;
  // Of the weight of another score: what that score adds up from, in its own
  // points, before the weight's factor.
  std::vector<ReportedContribution> parts;
  // What gave the points in a few words and without values, such as the rule's
  // label. Empty: not known; use the text.
  std::string name;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &ReportedContribution::id},
                     Field{2, "path", &ReportedContribution::path},
                     Field{3, "points", &ReportedContribution::points},
                     Field{4, "text", &ReportedContribution::text},
                     Field{5, "parts", &ReportedContribution::parts},
                     Field{6, "name", &ReportedContribution::name});
  }
};

// A score besides the main one; fields as in ScoreReport.
struct NamedScoreReport {
  std::string name;
  Points points;
  std::optional<double> probability;
  bool probability_assumed = false;
  std::string category;
  Instant category_since;
  std::string veto;
  std::string veto_reason;
  std::string grid_row;
  std::string grid_column;
  std::vector<ReportedContribution> contributions;
  double assumption_share = 0;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "name", &NamedScoreReport::name},
        Field{2, "points", &NamedScoreReport::points},
        Field{3, "probability", &NamedScoreReport::probability},
        Field{4, "probability_assumed", &NamedScoreReport::probability_assumed},
        Field{5, "category", &NamedScoreReport::category},
        Field{6, "category_since", &NamedScoreReport::category_since},
        Field{7, "veto", &NamedScoreReport::veto},
        Field{8, "veto_reason", &NamedScoreReport::veto_reason},
        Field{9, "grid_row", &NamedScoreReport::grid_row},
        Field{10, "grid_column", &NamedScoreReport::grid_column},
        Field{11, "contributions", &NamedScoreReport::contributions},
        Field{12, "assumption_share", &NamedScoreReport::assumption_share});
  }
};

struct ScoreReport {
  // Id of the lead.
  std::string lead_id;
  Instant as_of;
  Points points;
  // Purchase probability, 0 to 1. Unset: the spec says nothing about it.
  std::optional<double> probability;
  // The probability rests on a declared assumption more than on outcomes.
  bool probability_assumed = false;
  // Id of the category, such as "hot". Empty: the spec has none.
  std::string category;
  // Since when the lead is in it: the host gives it back with the next call, so
  // that hysteresis and dwell work.
  Instant category_since;
  // Id and reason of the veto that holds. Empty: none.
  std::string veto;
  std::string veto_reason;
  // Ids of the grid's steps. Empty: no grid.
  std::string grid_row;
  std::string grid_column;
  // Strongest first (by magnitude, then in the order of the spec). Empty unless
  // asked for.
  std::vector<ReportedContribution> contributions;
  // Fingerprint of the engine that computed it.
  std::string fingerprint;
  // Points of engagement. Unset: the spec has no engagement.
  std::optional<Points> engagement;
  // The further scores that apply to the lead, in the order of the spec.
  std::vector<NamedScoreReport> scores;
  // Unset: the spec has no buyer stages.
  std::optional<BuyerStageReport> buyer_stage;
  // What representatives think, and the pool of that with `probability`. Unset:
  // there is no assessment.
  std::optional<AssessmentResult> assessment;
  // In the order of the spec. Empty unless contributions were asked for.
  std::vector<QuestionnaireResult> questionnaires;
  // How much of the probability is an assumption, 0 to 1: 1 where nothing was
  // calibrated. Unset (0): there is no probability.
  double assumption_share = 0;
  // The whole second at which to score the lead again if no fact follows:
  // until then category, steps of the grid, veto and buyer stage stay, and so
  // does each contribution but those that fade. Points and probability may
  // fade all the while. Given back with the next call: category_since and the
  // since of the buyer stage. See Engine::NextCheckAt. Unset: nothing changes
  // by itself, or it was not asked for.
  Instant next_check_at;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "lead_id", &ScoreReport::lead_id},
        Field{2, "as_of", &ScoreReport::as_of},
        Field{3, "points", &ScoreReport::points},
        Field{4, "probability", &ScoreReport::probability},
        Field{5, "probability_assumed", &ScoreReport::probability_assumed},
        Field{6, "category", &ScoreReport::category},
        Field{7, "category_since", &ScoreReport::category_since},
        Field{8, "veto", &ScoreReport::veto},
        Field{9, "veto_reason", &ScoreReport::veto_reason},
        Field{10, "grid_row", &ScoreReport::grid_row},
        Field{11, "grid_column", &ScoreReport::grid_column},
        Field{12, "contributions", &ScoreReport::contributions},
        Field{13, "fingerprint", &ScoreReport::fingerprint},
        Field{14, "engagement", &ScoreReport::engagement},
        Field{15, "scores", &ScoreReport::scores},
        Field{16, "buyer_stage", &ScoreReport::buyer_stage},
        Field{17, "assessment", &ScoreReport::assessment},
        Field{18, "questionnaires", &ScoreReport::questionnaires},
        Field{19, "next_check_at", &ScoreReport::next_check_at},
        Field{20, "assumption_share", &ScoreReport::assumption_share});
  }
};

}  // namespace lotse

#endif  // LOTSE_ENGINE_SCORE_REPORT_H_
