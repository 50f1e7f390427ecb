// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/facts_read.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/explained_lead.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(FactsReadBy, CollectsFactsKindsAndConsentsOfAllRules) {
  EngineSpec spec = ExplainedSpec();
  NamedScore& further = spec.scores.emplace_back();
  further.name = "further";
  further.when = Condition::FromText("lead.channel = \"fair\"");
  BandTable& bands =
      further.scoring.groups.emplace_back(Group{"g"}).bands.emplace_back();
  bands.id = "b";
  bands.of = "company.employees";
  bands.bands = {{}};
  const Engine engine = *CompileEngine(spec);
  const FactsRead read = FactsReadBy(engine.spec(), engine.catalog());
  std::set<std::string> names;
  for (FactSlot slot : read.slots)
    names.insert(engine.catalog().fact(slot).name);
  EXPECT_THAT(names, ElementsAre("answer.budget", "company.employees",
                                 "lead.channel", "person.role"));
  EXPECT_THAT(read.kinds, ElementsAre("download", "webinar"));
  EXPECT_THAT(read.consents, ElementsAre(Pair("news", "email")));
}

TEST(FactsReadBy, AllKindsAreReadWhereNoneIsNamed) {
  EngineSpec spec = ExplainedSpec();
  spec.engagement = {};
  spec.scoring.groups[0].weights.clear();
  spec.scoring.groups[0].rules = {MakeRule("any", "count(*) > 2", 1)};
  const Engine engine = *CompileEngine(spec);
  EXPECT_THAT(FactsReadBy(engine.spec(), engine.catalog()).kinds,
              ElementsAre("download", "webinar"));
}

}  // namespace
}  // namespace lotse
