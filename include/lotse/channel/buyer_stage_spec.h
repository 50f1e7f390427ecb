// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BuyerStageSpec: which stages there are and what speaks for each, as plain
// data.
//
//   BuyerStageSpec spec;
//   spec.stages = {{"early"}, {"late"}};
//   spec.evidence = {
//       {"met", "late",
//        Condition::FromText("count(meeting within last 60 days) >= 1"),
//        Points::FromDouble(3)}};
//
// buyer_stage.h compiles and runs it; docs/buyer_stage.md explains it.
#ifndef LOTSE_CHANNEL_BUYER_STAGE_SPEC_H_
#define LOTSE_CHANNEL_BUYER_STAGE_SPEC_H_

#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition.h"
#include "lotse/facts/schema.h"

namespace lotse {

// One stage on the way to a decision.
struct BuyerStageDefinition {
  // Unique among the stages; what the signal buyer.stage says.
  std::string id;
  // How people call it. Unset: the id.
  LocalText label;
  // The least sum of the stage's own evidence with which a lead is in it. Not
  // negative. Unset (0): any of its evidence is enough.
  Points needs;
  // What to offer a lead in this stage next. Unset: nothing.
  LocalText offer;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &BuyerStageDefinition::id},
                     Field{2, "label", &BuyerStageDefinition::label},
                     Field{3, "needs", &BuyerStageDefinition::needs},
                     Field{4, "offer", &BuyerStageDefinition::offer});
  }
};

// Something that speaks for a stage.
struct BuyerStageEvidence {
  // Unique among the evidence.
  std::string id;
  // Id of the stage it speaks for. Required.
  std::string stage;
  // When it is there. Required. Evidence that fades has a `within` in it. Facts
  // and signals of record quality may be read, no others.
  Condition when;
  // How strongly it speaks; above 0. Required.
  Points weight;
  // The reason people read. Unset: the condition's text.
  LocalText label;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &BuyerStageEvidence::id},
                     Field{2, "stage", &BuyerStageEvidence::stage},
                     Field{3, "when", &BuyerStageEvidence::when},
                     Field{4, "weight", &BuyerStageEvidence::weight},
                     Field{5, "label", &BuyerStageEvidence::label});
  }
};

struct BuyerStageSpec {
  // From the earliest to the latest. Empty: there is no buyer stage.
  std::vector<BuyerStageDefinition> stages;
  std::vector<BuyerStageEvidence> evidence;
  // The least sum of all evidence, of whatever stage, below which there is "not
  // enough evidence". Not negative. Unset (0): one met stage is enough.
  Points min_evidence;
  // How long a lead stays in a stage after it reached it, even if its evidence
  // runs out. Rising is never delayed. Unset (0): it falls back at once.
  Duration hold;
  // What to offer a lead without enough evidence. Unset: nothing.
  LocalText first_offer;

  static constexpr auto Fields() {
    return FieldList(Field{1, "stages", &BuyerStageSpec::stages},
                     Field{2, "evidence", &BuyerStageSpec::evidence},
                     Field{3, "min_evidence", &BuyerStageSpec::min_evidence},
                     Field{4, "hold", &BuyerStageSpec::hold},
                     Field{5, "first_offer", &BuyerStageSpec::first_offer});
  }
};

// A spec to begin with: early (awareness), mid (consideration) and late
// (decision). It reads what the preset "b2b" has, and the attributes that
// AddBuyerStageAttributes adds.
BuyerStageSpec BuyerStagePreset();

// Adds to `schema` the attributes that BuyerStagePreset reads and that it does
// not have yet: asset_stage and asset_kind of an activity, the answers problem
// and roi_interest.
void AddBuyerStageAttributes(Schema* schema);

}  // namespace lotse

#endif  // LOTSE_CHANNEL_BUYER_STAGE_SPEC_H_
