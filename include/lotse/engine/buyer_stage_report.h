// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BuyerStageReport: the buyer stage of one lead as the host, the C API and the
// CLI get it, with names instead of indices.
#ifndef LOTSE_ENGINE_BUYER_STAGE_REPORT_H_
#define LOTSE_ENGINE_BUYER_STAGE_REPORT_H_

#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"

namespace lotse {

// One piece of evidence, there or missing.
struct ReportedEvidence {
  // Its id in the spec.
  std::string id;
  Points weight;
  // The reason as people read it, in the language that was asked for; what is
  // there with the facts it was read from.
  std::string text;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &ReportedEvidence::id},
                     Field{2, "weight", &ReportedEvidence::weight},
                     Field{3, "text", &ReportedEvidence::text});
  }
};

struct BuyerStageReport {
  // Id of the stage. Empty: not enough evidence.
  std::string stage;
  // Since when the lead is in it, or without evidence: the host gives it back
  // with the next call, so that the hold time works.
  Instant since;
  // The stage is only held: evidence alone would give a lower one, or none.
  bool held = false;
  // The sum of all evidence there is.
  Points points;
  // What speaks for the stage, strongest first.
  std::vector<ReportedEvidence> reasons;
  // Id of the stage that would come next. Empty: there is none above.
  std::string next_stage;
  // What would speak for it and is not there, strongest first.
  std::vector<ReportedEvidence> missing;
  // How much of that it takes.
  Points missing_points;
  // What to offer the lead next, in the language that was asked for. Empty: the
  // spec says nothing.
  std::string offer;
  // All of it in a few words, in the language that was asked for.
  std::string text;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "stage", &BuyerStageReport::stage},
        Field{2, "since", &BuyerStageReport::since},
        Field{3, "held", &BuyerStageReport::held},
        Field{4, "points", &BuyerStageReport::points},
        Field{5, "reasons", &BuyerStageReport::reasons},
        Field{6, "next_stage", &BuyerStageReport::next_stage},
        Field{7, "missing", &BuyerStageReport::missing},
        Field{8, "missing_points", &BuyerStageReport::missing_points},
        Field{9, "offer", &BuyerStageReport::offer},
        Field{10, "text", &BuyerStageReport::text});
  }
};

}  // namespace lotse

#endif  // LOTSE_ENGINE_BUYER_STAGE_REPORT_H_
