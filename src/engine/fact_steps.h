// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FactsKnownAt and StepsBetween: from one state of a lead's facts to another, a
// fact at a time. Internal to engine.
#ifndef LOTSE_SRC_ENGINE_FACT_STEPS_H_
#define LOTSE_SRC_ENGINE_FACT_STEPS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "lotse/base/time.h"
#include "lotse/engine/score_diff.h"
#include "lotse/facts/facts.h"

namespace lotse {

// `facts` without what is later than `at`.
Facts FactsKnownAt(const Facts& facts, Instant at);

// The change of one attribute, question, consent or kind of activity.
struct FactStep {
  ScoreCause cause = ScoreCause::kUnspecified;
  // As in ScoreChange.
  std::string subject;
  Instant at;
  bool correction = false;
  // Entries that came and went; an edited one did both.
  int64_t added = 0;
  int64_t removed = 0;
  // Makes the change in facts that the steps before have been made in.
  std::function<void(Facts*)> make;
};

// What must change in `before` to get to `after`, in the order of ScoreDiff;
// what no step is about, such as the lead's channel, stays as it is. `since`:
// an entry that came with an earlier time is a correction. The steps point into
// `after`.
std::vector<FactStep> StepsBetween(const Facts& before, const Facts& after,
                                   Instant since);

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_FACT_STEPS_H_
