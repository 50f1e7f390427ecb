// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SpecComparison: what other rules would mean. Counts leads that are scored by
// both specs: who moves between categories, and what became of them.
//
//   SpecComparison comparison;
//   for (const Facts& facts : all) {
//     comparison.Add(*before.Score(facts, as_of), *after.Score(facts, as_of),
//                    facts.lead.outcome ? facts.lead.outcome->kind
//                                       : OutcomeKind::kUnspecified);
//   }
//   SpecComparisonReport report =
//       comparison.Report(before.spec().scoring, after.spec().scoring);
//
// An aggregate that merges: parts that are counted anywhere and merged in any
// order give the same bits. Plain data; not thread-safe.
#ifndef LOTSE_ENGINE_SPEC_COMPARISON_H_
#define LOTSE_ENGINE_SPEC_COMPARISON_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/points.h"
#include "lotse/engine/score_report.h"
#include "lotse/facts/facts.h"
#include "lotse/score/scoring_spec.h"

namespace lotse {

// Leads that were in one category and would be in another, or the same.
struct CategoryMove {
  // Ids; empty: no category.
  std::string before;
  std::string after;
  int64_t leads = 0;
  // Of those whose outcome is known.
  int64_t won = 0;
  int64_t lost = 0;
  // Sum of the changes of points: whole points, rounded down, and the rest, 0
  // to below 1. Together they are exact for any number of leads.
  int64_t whole_points = 0;
  Points rest_points;

  static constexpr auto Fields() {
    return FieldList(Field{1, "before", &CategoryMove::before},
                     Field{2, "after", &CategoryMove::after},
                     Field{3, "leads", &CategoryMove::leads},
                     Field{4, "won", &CategoryMove::won},
                     Field{5, "lost", &CategoryMove::lost},
                     Field{6, "whole_points", &CategoryMove::whole_points},
                     Field{7, "rest_points", &CategoryMove::rest_points});
  }
};

// A lead whose points would be others.
struct MovedLead {
  std::string lead_id;
  Points before;
  Points after;
  std::string category_before;
  std::string category_after;
  OutcomeKind outcome = OutcomeKind::kUnspecified;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lead_id", &MovedLead::lead_id},
                     Field{2, "before", &MovedLead::before},
                     Field{3, "after", &MovedLead::after},
                     Field{4, "category_before", &MovedLead::category_before},
                     Field{5, "category_after", &MovedLead::category_after},
                     Field{6, "outcome", &MovedLead::outcome});
  }
};

// The leads of one category, with one of the specs.
struct CategoryConversion {
  std::string category;
  int64_t leads = 0;
  int64_t won = 0;
  int64_t lost = 0;
  // won / (won + lost) and its 95 % interval (wilson_interval.h); without known
  // outcomes 0, from 0 to 1.
  double share = 0;
  double share_low = 0;
  double share_high = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "category", &CategoryConversion::category},
                     Field{2, "leads", &CategoryConversion::leads},
                     Field{3, "won", &CategoryConversion::won},
                     Field{4, "lost", &CategoryConversion::lost},
                     Field{5, "share", &CategoryConversion::share},
                     Field{6, "share_low", &CategoryConversion::share_low},
                     Field{7, "share_high", &CategoryConversion::share_high});
  }
};

struct SpecComparisonReport {
  int64_t leads = 0;
  // Leads whose category would be higher, lower, or none or other than before
  // where the specs have different categories.
  int64_t risen = 0;
  int64_t fallen = 0;
  int64_t renamed = 0;
  // Of all leads.
  double mean_change = 0;
  // Highest category first, those of leads without a category last; only moves
  // that there are.
  std::vector<CategoryMove> moves;
  // Highest category first; all that each spec has.
  std::vector<CategoryConversion> before;
  std::vector<CategoryConversion> after;
  // Leads that were won, and how many of them the highest category had and
  // would have had; the same of those that were lost.
  int64_t won = 0;
  int64_t won_in_highest_before = 0;
  int64_t won_in_highest_after = 0;
  int64_t lost = 0;
  int64_t lost_in_highest_before = 0;
  int64_t lost_in_highest_after = 0;
  // The largest changes of points first, then by id.
  std::vector<MovedLead> movers;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "leads", &SpecComparisonReport::leads},
        Field{2, "risen", &SpecComparisonReport::risen},
        Field{3, "fallen", &SpecComparisonReport::fallen},
        Field{4, "renamed", &SpecComparisonReport::renamed},
        Field{5, "mean_change", &SpecComparisonReport::mean_change},
        Field{6, "moves", &SpecComparisonReport::moves},
        Field{7, "before", &SpecComparisonReport::before},
        Field{8, "after", &SpecComparisonReport::after},
        Field{9, "won", &SpecComparisonReport::won},
        Field{10, "won_in_highest_before",
              &SpecComparisonReport::won_in_highest_before},
        Field{11, "won_in_highest_after",
              &SpecComparisonReport::won_in_highest_after},
        Field{12, "lost", &SpecComparisonReport::lost},
        Field{13, "lost_in_highest_before",
              &SpecComparisonReport::lost_in_highest_before},
        Field{14, "lost_in_highest_after",
              &SpecComparisonReport::lost_in_highest_after},
        Field{15, "movers", &SpecComparisonReport::movers});
  }
};

struct SpecComparison {
  // How many leads that move most are kept. Unset: 20; negative: none.
  int64_t max_movers = 0;
  // By `before`, then by `after`.
  std::vector<CategoryMove> moves;
  // The largest changes first, then by id and all else.
  std::vector<MovedLead> movers;

  // Counts a lead. `outcome` unspecified: not known.
  void Add(const ScoreReport& before, const ScoreReport& after,
           OutcomeKind outcome);
  // Adds what another one counted. Of different `max_movers` the fewer count.
  void Merge(const SpecComparison& other);

  // What was counted, in the order of the specs' categories.
  SpecComparisonReport Report(const ScoringSpec& before,
                              const ScoringSpec& after) const;

  static constexpr auto Fields() {
    return FieldList(Field{1, "max_movers", &SpecComparison::max_movers},
                     Field{2, "moves", &SpecComparison::moves},
                     Field{3, "movers", &SpecComparison::movers});
  }
};

}  // namespace lotse

#endif  // LOTSE_ENGINE_SPEC_COMPARISON_H_
