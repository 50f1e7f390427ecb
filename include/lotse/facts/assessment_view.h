// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AssessmentView: one assessment, borrowed, and AssessmentColumns: those of
// many leads.
//
//   std::vector<AssessmentView> views;
//   for (const Assessment& a : lead.assessments) views.push_back(ViewOf(a));
#ifndef LOTSE_FACTS_ASSESSMENT_VIEW_H_
#define LOTSE_FACTS_ASSESSMENT_VIEW_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "lotse/base/time.h"
#include "lotse/facts/facts.h"

namespace lotse {

// Fields as in Assessment.
struct AssessmentView {
  double probability = 0;
  absl::string_view author;
  Instant at;
};

inline AssessmentView ViewOf(const Assessment& assessment) {
  return {assessment.probability, assessment.author, assessment.at};
}

// The assessments of many leads.
struct AssessmentColumns {
  // Lead i has entries [begin[i], begin[i + 1]). Null: no lead has any.
  const int64_t* begin = nullptr;
  const AssessmentView* entries = nullptr;
};

}  // namespace lotse

#endif  // LOTSE_FACTS_ASSESSMENT_VIEW_H_
