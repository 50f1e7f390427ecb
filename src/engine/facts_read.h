// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FactsRead: which facts the rules of a spec read, whether they apply to a lead
// or not. Internal to engine.
#ifndef LOTSE_SRC_ENGINE_FACTS_READ_H_
#define LOTSE_SRC_ENGINE_FACTS_READ_H_

#include <set>
#include <string>
#include <utility>

#include "lotse/engine/engine_spec.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {

struct FactsRead {
  // Facts; signals are computed and left out.
  std::set<FactSlot> slots;
  // Kinds of activity.
  std::set<std::string> kinds;
  // Purpose and channel of consents.
  std::set<std::pair<std::string, std::string>> consents;
};

// What the scorecards and the engagement of `spec`, which compiles, read.
FactsRead FactsReadBy(const EngineSpec& spec, const FactCatalog& catalog);

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_FACTS_READ_H_
