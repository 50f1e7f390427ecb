// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WhatIf: what a lead's score would be if more were known, or something else.
//
//   Assumptions assumptions;
//   FactChange& size = assumptions.changes.emplace_back();
//   size.kind = FactChangeKind::kSet;
//   size.record = FactRecord::kCompany;
//   size.attribute = "employees";
//   size.value = Value{int64_t{200}};
//   LOTSE_ASSIGN_OR_RETURN(WhatIfReport report,
//                          WhatIf(engine, facts, assumptions, as_of));
//   report.diff.text;     // "62 points, 20 more than now; Hot instead of Warm"
//
// Nothing is stored: facts stay as they are. A pure function; thread-safe.
#ifndef LOTSE_ENGINE_WHAT_IF_H_
#define LOTSE_ENGINE_WHAT_IF_H_

#include <vector>

#include "absl/status/statusor.h"
#include "lotse/base/fields.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/score_diff.h"
#include "lotse/engine/score_report.h"
#include "lotse/facts/fact_change.h"
#include "lotse/facts/facts.h"

namespace lotse {

// What is taken to be so.
struct Assumptions {
  // As for ApplyFactChanges, but: an unset `since` is the instant of the score;
  // the record is made if there is none; and the attribute may be a built-in
  // one, such as the lead's "channel" (set or remove).
  std::vector<FactChange> changes;
  // Answers that are given besides; an unset `answered_at` is the instant of
  // the score.
  std::vector<Answer> answers;

  static constexpr auto Fields() {
    return FieldList(Field{1, "changes", &Assumptions::changes},
                     Field{2, "answers", &Assumptions::answers});
  }
};

struct WhatIfReport {
  // The score as it is.
  ScoreReport before;
  // The score as it would be; `before` is the memory of its categories.
  ScoreReport after;
  // Why they differ.
  ScoreDiff diff;

  static constexpr auto Fields() {
    return FieldList(Field{1, "before", &WhatIfReport::before},
                     Field{2, "after", &WhatIfReport::after},
                     Field{3, "diff", &WhatIfReport::diff});
  }
};

// Scores the lead at `as_of` with its facts and with what is assumed. Errors
// name the field: NotFound for an attribute or question that the schema does
// not have, `assumptions.changes[0].attribute`, and as Score and
// ApplyFactChanges.
absl::StatusOr<WhatIfReport> WhatIf(const Engine& engine, const Facts& facts,
                                    const Assumptions& assumptions,
                                    Instant as_of,
                                    const ScoreOptions& options = {});

}  // namespace lotse

#endif  // LOTSE_ENGINE_WHAT_IF_H_
