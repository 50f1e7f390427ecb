// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReferenceBuyerStage.
#include "tests/testing/reference_buyer_stage.h"

#include <algorithm>
#include <map>

#include "tests/testing/reference_condition.h"

namespace lotse {

ReferenceStage ReferenceBuyerStage(const BuyerStageSpec& spec,
                                   const ReferenceInput& input,
                                   const ReferenceStageMemory& memory) {
  // The strongest evidence first.
  std::vector<BuyerStageEvidence> evidence = spec.evidence;
  std::stable_sort(
      evidence.begin(), evidence.end(),
      [](const auto& a, const auto& b) { return b.weight < a.weight; });
  ReferenceStage result;
  std::map<std::string, Points> points;
  std::map<std::string, std::vector<std::string>> there;
  std::map<std::string, std::vector<std::string>> not_there;
  for (const BuyerStageEvidence& e : evidence) {
    if (ReferenceHolds(input, e.when)) {
      points[e.stage] += e.weight;
      result.total += e.weight;
      there[e.stage].push_back(e.id);
    } else {
      not_there[e.stage].push_back(e.id);
    }
  }
  // What the evidence alone says.
  std::string met;
  std::string before;
  for (const BuyerStageDefinition& stage : spec.stages) {
    if (stage.id == memory.stage) before = stage.id;
    if (!there[stage.id].empty() && stage.needs <= points[stage.id]) {
      met = stage.id;
    }
  }
  const std::string candidate = result.total < spec.min_evidence ? "" : met;
  // Does the remembered stage come after the candidate?
  bool before_is_higher = false;
  for (const BuyerStageDefinition& stage : spec.stages) {
    if (stage.id == before) before_is_higher = true;
    if (stage.id == candidate) before_is_higher = false;
  }
  result.stage = candidate;
  if (!before.empty() && before_is_higher && memory.since != Instant() &&
      memory.since <= input.as_of && input.as_of < memory.since + spec.hold) {
    result.stage = before;
    result.held = true;
  }
  result.since = memory.stage == result.stage && memory.since != Instant() &&
                         memory.since <= input.as_of
                     ? memory.since
                     : input.as_of;
  if (!result.stage.empty()) result.reasons = there[result.stage];
  for (size_t i = 0; i < spec.stages.size(); ++i) {
    const std::string& id = spec.stages[i].id;
    const bool is_next = result.stage.empty()
                             ? (met.empty() ? i == 0 : id == met)
                             : i > 0 && spec.stages[i - 1].id == result.stage;
    if (!is_next) continue;
    result.next_stage = id;
    result.missing = not_there[id];
    // Without any needs the smallest amount there is.
    const Points needs = std::max(spec.stages[i].needs, Points::FromNano(1));
    result.missing_points =
        std::max(needs - points[id], spec.min_evidence - result.total);
  }
  return result;
}

}  // namespace lotse
