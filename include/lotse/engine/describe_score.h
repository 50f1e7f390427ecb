// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeContribution: why a lead has its points, as a sentence.
//
//   "At least 50 employees (employees: 120): +20 points"
//   "Mindestens 50 Mitarbeitende (Mitarbeitende: 120): +20 Punkte"
//
// Pure functions; thread-safe.
#ifndef LOTSE_ENGINE_DESCRIBE_SCORE_H_
#define LOTSE_ENGINE_DESCRIBE_SCORE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/engine/audience.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_view.h"
#include "lotse/facts/value.h"
#include "lotse/score/scorer.h"

namespace lotse {

// The sentence of one contribution. `view`, `as_of` and `scratch` are those of
// the Evaluate that gave it. "de" gives German, anything else English; labels
// of the spec are used in `language` where they have it. Values that `audience`
// must not see are left out, and labels of rules that read them.
std::string DescribeContribution(const Scorer& scorer,
                                 const FactCatalog& catalog,
                                 const Contribution& contribution,
                                 const LeadView& view, Instant as_of,
                                 const ScoreScratch& scratch,
                                 absl::string_view language,
                                 Audience audience = Audience::kUnspecified);

// What gave a contribution its points, in a few words and without values: the
// label of the rule, what a table measures, what is limited.
std::string NameContribution(const Scorer& scorer, const FactCatalog& catalog,
                             const Contribution& contribution,
                             const LeadView& view, Instant as_of,
                             const ScoreScratch& scratch,
                             absl::string_view language,
                             Audience audience = Audience::kUnspecified);

// A day as people write it: "2026-11-23", in German "23.11.2026".
std::string DescribeDate(Date date, absl::string_view language);

// "+12.5 points", in German "+12,5 Punkte".
std::string DescribePoints(Points points, absl::string_view language);

// A value as people read it: option labels, decimal comma and dd.mm.yyyy in
// German, yes and no. `fact` may be null.
std::string DescribeValue(const Value& value, const FactDefinition* fact,
                          absl::string_view language);

}  // namespace lotse

#endif  // LOTSE_ENGINE_DESCRIBE_SCORE_H_
