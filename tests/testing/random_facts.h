// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Random valid facts of a lead for a RandomTenant: values at and around the
// anchors and in other accepted forms, histories and answers with instants
// around as_of, missing and unknown ones, activities at the edges of windows,
// consents in every order.
//
//   const Instant as_of = RandomInstant(tenant.as_of, &random);
//   const Facts facts = MakeRandomFacts(tenant, FactsMode::kRich, &random);
#ifndef LOTSE_TESTING_RANDOM_FACTS_H_
#define LOTSE_TESTING_RANDOM_FACTS_H_

#include "lotse/facts/facts.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_tenant.h"

namespace lotse {

// kRich has many activities, answers and consents.
enum class FactsMode { kPlain, kRich };

Facts MakeRandomFacts(const RandomTenant& tenant, FactsMode mode,
                      RandomSource* random);

}  // namespace lotse

#endif  // LOTSE_TESTING_RANDOM_FACTS_H_
