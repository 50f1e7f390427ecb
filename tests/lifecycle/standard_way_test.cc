// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/lifecycle/standard_way.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/lifecycle/lifecycle_preset.h"
#include "tests/testing/small_lifecycle.h"

namespace lotse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

std::vector<std::string> Ids(const LifecycleSpec& spec) {
  std::vector<std::string> ids;
  for (const WayStep& step : StandardWay(spec)) ids.push_back(step.id);
  return ids;
}

TEST(StandardWay, OfThePresetGoesOverTransferAndAcceptance) {
  const std::vector<WayStep> way = StandardWay(LifecyclePreset());
  ASSERT_EQ(way.size(), 5u);
  EXPECT_THAT(
      Ids(LifecyclePreset()),
      ElementsAre("lead", "transferred", "accepted", "opportunity", "won"));
  EXPECT_THAT(way[0].states, Contains("qualifying"));
  EXPECT_THAT(way[0].states, Not(Contains("accepted")));
  EXPECT_THAT(way[3].states,
              ElementsAre("discovery", "proposal", "negotiation"));
  EXPECT_THAT(way[4].states, ElementsAre("won"));
  EXPECT_FALSE(way[0].handed_over);
  EXPECT_TRUE(way[1].handed_over);
  EXPECT_TRUE(way[3].handed_over);
  EXPECT_FALSE(way[4].handed_over);
  EXPECT_EQ(way[1].label.de, "übergeben");
}

TEST(StandardWay, LeavesOutWhatTheLifecycleDoesNotHave) {
  LifecycleSpec spec = SmallLifecycle();
  EXPECT_THAT(Ids(spec), ElementsAre("lead", "passed", "opportunity", "won"));
  // Whoever owns leads there need not be who owns opportunities.
  spec.states[1].owners[0].role = "marketing";
  EXPECT_THAT(Ids(spec), ElementsAre("lead", "opportunity", "won"));
  for (TransitionSpec& transition : spec.transitions) {
    transition.effects.conversion = Conversion::kUnspecified;
  }
  EXPECT_THAT(Ids(spec), ElementsAre("lead", "opportunity"));
  spec.states[2].phase = Phase::kLead;
  EXPECT_THAT(Ids(spec), ElementsAre("lead"));
  EXPECT_THAT(Ids(LifecycleSpec()), ElementsAre("lead"));
}

TEST(StandardWay, EndsWhereStatesLeadInACircle) {
  LifecycleSpec spec = SmallLifecycle();
  StateSpec waiting = spec.states[1];
  waiting.id = "waiting";
  spec.states.push_back(waiting);
  spec.transitions.push_back(Way("wait", {"passed"}, "note", "waiting"));
  spec.transitions.push_back(Way("again", {"waiting"}, "note", "passed"));
  EXPECT_THAT(Ids(spec),
              ElementsAre("lead", "waiting", "passed", "opportunity", "won"));
}

}  // namespace
}  // namespace lotse
