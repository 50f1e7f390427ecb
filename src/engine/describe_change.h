// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Sentences for what made a score change, and for what changed in it. Internal
// to engine.
//
//   "Employees changed from 40 to 120 (2026-11-12)"
//   "Downloads faded since 2026-11-02: -4.2 points"
#ifndef LOTSE_SRC_ENGINE_DESCRIBE_CHANGE_H_
#define LOTSE_SRC_ENGINE_DESCRIBE_CHANGE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/score_diff.h"
#include "lotse/engine/score_report.h"
#include "src/engine/fact_steps.h"

namespace lotse {

// What a step did to the facts, without points. `before` and `after` are what
// binder() gives for the facts at the later instant, around the step.
std::string DescribeFactStep(const Engine& engine, const FactStep& step,
                             const LeadView& before, const LeadView& after,
                             Instant as_of, const ScoreOptions& options);

// What happened in the steps that are not about one fact.
std::string DescribeStep(ScoreCause cause, Instant from, Instant to,
                         absl::string_view language);

// What a step did to a contribution; one of `before` and `after` may be null.
// `from`: the earlier instant.
std::string DescribeContributionChange(ScoreCause cause, Instant from,
                                       const ReportedContribution* before,
                                       const ReportedContribution* after,
                                       absl::string_view language);

// The label of a category of the main score, or its id.
std::string DescribeCategory(const Engine& engine, absl::string_view id,
                             absl::string_view language);

// The sentence of a whole difference.
std::string DescribeDiff(const Engine& engine, const ScoreDiff& diff,
                         absl::string_view language);

// A copy of a value that a view borrows.
Value ValueOf(const ValueView& view);

// The text of a contribution without its points.
std::string ReasonOf(const ReportedContribution& contribution,
                     absl::string_view language);

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_DESCRIBE_CHANGE_H_
