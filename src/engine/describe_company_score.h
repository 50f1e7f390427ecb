// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeCompanyScore: the score of a company in a sentence or two. Internal
// to engine; a pure function.
//
//   "Company C-1: 100 points from 5 people: P-1 (decision maker) 35 (20 %), P-2
//   (user) 35 (20 %), P-3 35 (20 %) and 2 others. The limit takes 75 away."
#ifndef LOTSE_SRC_ENGINE_DESCRIBE_COMPANY_SCORE_H_
#define LOTSE_SRC_ENGINE_DESCRIBE_COMPANY_SCORE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lotse/engine/company_scoring.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/score/company_score.h"

namespace lotse {

// `report` without its text. `role` has the labels of roles and may be null.
// "de" gives German, anything else English.
std::string DescribeCompanyScore(const CompanyScoreReport& report,
                                 const CompanyScoreSpec& spec,
                                 const FactDefinition* role,
                                 absl::string_view language);

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_DESCRIBE_COMPANY_SCORE_H_
