// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// TopReasons: the few things that speak most for a lead and against it, as one
// would say them.
//
//   ScoreOptions options;
//   options.contributions = true;
//   LOTSE_ASSIGN_OR_RETURN(ScoreReport report,
//                          engine.Score(facts, as_of, options));
//   TopReasons(report, 3).in_favour[0].text;   // "Budget: approved (+15)"
//
// The weight of another score is no reason by itself: what that score adds up
// from stands for it, each part with its share of the points. A pure function;
// thread-safe.
#ifndef LOTSE_ENGINE_TOP_REASONS_H_
#define LOTSE_ENGINE_TOP_REASONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/base/fields.h"
#include "lotse/base/points.h"
#include "lotse/engine/score_report.h"

namespace lotse {

struct Reason {
  // Of the contribution, or of the part of one.
  std::string id;
  std::string path;
  // Its points in the total. Of a part: its share, rounded to hundredths if the
  // weight's factor or bounds make it another number than the part's own.
  Points points;
  std::string text;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "id", &Reason::id}, Field{2, "path", &Reason::path},
        Field{3, "points", &Reason::points}, Field{4, "text", &Reason::text});
  }
};

struct ReasonSummary {
  // Strongest first.
  std::vector<Reason> in_favour;
  std::vector<Reason> against;
  // Caps, which are no reasons but say why the points do not add up further.
  std::vector<Reason> limits;

  static constexpr auto Fields() {
    return FieldList(Field{1, "in_favour", &ReasonSummary::in_favour},
                     Field{2, "against", &ReasonSummary::against},
                     Field{3, "limits", &ReasonSummary::limits});
  }
};

// The `count` strongest reasons for and against of a report that has its
// contributions, and all caps. `language`: that of the report.
ReasonSummary TopReasons(const ScoreReport& report, size_t count,
                         absl::string_view language = "en");

}  // namespace lotse

#endif  // LOTSE_ENGINE_TOP_REASONS_H_
