// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/lifecycle/lifecycle.h"
#include "tests/testing/small_lifecycle.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LifecycleSignals, AreNoneWithoutALifecycle) {
  EXPECT_THAT(LifecycleSignals({}), IsEmpty());
  EXPECT_THAT(LifecycleSignals({LifecycleSpec()}), IsEmpty());
}

TEST(LifecycleSignals, NameStatesRolesAndClocksOfAllPipelinesOnce) {
  LifecycleSpec second = SmallLifecycle();
  second.states[0].id = "other";
  const std::vector<FactDefinition> signals =
      LifecycleSignals({SmallLifecycle(), second});
  std::vector<std::string> names;
  for (const FactDefinition& signal : signals) names.push_back(signal.name);
  EXPECT_THAT(names,
              ElementsAre("state.name", "state.phase", "state.since",
                          "state.owner_role", "state.has_owner", "state.loops",
                          "previous.state", "previous.category", "clock.answer",
                          "clock.acceptance"));
  std::vector<std::string> states;
  for (const Option& option : signals[0].options) states.push_back(option.key);
  EXPECT_THAT(states, ElementsAre("new", "fresh", "passed", "deal", "won",
                                  "gone", "other"));
}

}  // namespace
}  // namespace lotse
