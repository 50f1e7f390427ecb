// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SmallEngineSpec: a scorecard with two categories and a veto, small enough to
// be reckoned in the head.
#ifndef LOTSE_TESTING_SMALL_ENGINE_H_
#define LOTSE_TESTING_SMALL_ENGINE_H_

#include "lotse/engine/engine_spec.h"

namespace lotse {

inline EngineSpec SmallEngineSpec() {
  const auto points = [](double p) { return Points::FromDouble(p); };
  EngineSpec spec;
  spec.tenant = "acme";
  spec.schema.currency = "EUR";
  spec.schema.company = {{"employees", ValueType::kInteger},
                         {"industry", ValueType::kText},
                         {"gender", ValueType::kText},
                         {"revenue", ValueType::kMoney}};
  spec.schema.company[1].options = {Option{"it", {}, false}};
  spec.schema.company[2].not_for_scoring = true;
  Group fit;
  fit.id = "fit";
  fit.label = LocalText{"", "Fit", "Passung", {}};
  fit.rules = {
      Rule{"big", Condition::FromText("employees >= 50"), points(20),
           LocalText{"size", "", "", {}}},
      Rule{"huge", Condition::FromText("employees >= 500"), points(-30), {}},
      Rule{"it", Condition::FromText("industry = 'it'"), points(20), {}},
      Rule{"rich", Condition::FromText("revenue >= 5 EUR"), points(1), {}}};
  spec.scoring.groups = {fit};
  spec.scoring.vetoes = {Veto{"tiny", Condition::FromText("employees = 1"),
                              LocalText{"", "too small", "zu klein", {}}}};
  spec.scoring.categories.resize(2);
  spec.scoring.categories[0].id = "cold";
  spec.scoring.categories[1].id = "hot";
  spec.scoring.categories[1].from = points(20);
  spec.scoring.categories[1].hysteresis = points(5);
  spec.texts = {LocalText{"size",
                          "A large company",
                          "Großes Unternehmen",
                          {{"fr", "Grande entreprise"}}}};
  return spec;
}

}  // namespace lotse

#endif  // LOTSE_TESTING_SMALL_ENGINE_H_
