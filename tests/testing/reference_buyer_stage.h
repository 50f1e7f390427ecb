// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The slow, obvious finding of a buyer stage.
//
//   ReferenceStage stage = ReferenceBuyerStage(spec, input, memory);
//
// See reference_facts.h for the rules of the reference_* files.
#ifndef LOTSE_TESTING_REFERENCE_BUYER_STAGE_H_
#define LOTSE_TESTING_REFERENCE_BUYER_STAGE_H_

#include <string>
#include <vector>

#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/channel/buyer_stage_spec.h"
#include "tests/testing/reference_facts.h"

namespace lotse {

// The stage that the host gave back. `stage` empty: none; `since` unset:
// nothing.
struct ReferenceStageMemory {
  std::string stage;
  Instant since;
};

struct ReferenceStage {
  // Ids. Empty: none.
  std::string stage;
  std::string next_stage;
  Instant since;
  bool held = false;
  Points total;
  Points missing_points;
  // Ids of evidence.
  std::vector<std::string> reasons;
  std::vector<std::string> missing;
};

ReferenceStage ReferenceBuyerStage(const BuyerStageSpec& spec,
                                   const ReferenceInput& input,
                                   const ReferenceStageMemory& memory);

}  // namespace lotse

#endif  // LOTSE_TESTING_REFERENCE_BUYER_STAGE_H_
