// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/report/lifecycle_diagram.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/lifecycle/lifecycle_preset.h"
#include "tests/testing/small_lifecycle.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(LifecycleMermaid, DrawsStatesWaysAndOwners) {
  LifecycleSpec spec = SmallLifecycle();
  spec.states[0].label = {"", "fresh: \"new\"", "frisch", {}};
  const std::string text = LifecycleMermaid(spec, "en");
  EXPECT_THAT(text, HasSubstr("stateDiagram-v2\n"));
  // What would end a label is left out.
  EXPECT_THAT(text, HasSubstr("  state \"fresh  'new'\" as s0\n"));
  EXPECT_THAT(text, HasSubstr("  [*] --> s0 : capture\n"));
  EXPECT_THAT(text, HasSubstr("  s1 --> s2 : accept [the lead is ready]\n"));
  EXPECT_THAT(text, HasSubstr("  any --> s4 : drop\n"));
  EXPECT_THAT(text, HasSubstr("  s3 --> [*]\n"));
  EXPECT_THAT(text, HasSubstr("  class s0 role0\n"));
  EXPECT_THAT(text, HasSubstr("  class s1 role1\n"));
  EXPECT_THAT(text, HasSubstr("  class s3 closed\n"));
  EXPECT_THAT(LifecycleMermaid(spec, "de"),
              HasSubstr("accept [der Lead ist bereit]"));
}

TEST(LifecycleDot, TellsAutomaticWaysAndTheWayBack) {
  LifecycleSpec spec = SmallLifecycle();
  spec.states[0].label = {"", "say \"hi\"", "", {}};
  const std::string text = LifecycleDot(spec, "en");
  EXPECT_THAT(text, HasSubstr("s0 [label=\"say \\\"hi\\\"\""));
  EXPECT_THAT(text, HasSubstr("s0 -> s1 [label=\"[grade = \\\"A\\\" and "
                              "state.loops = 0]\", style=dashed]"));
  EXPECT_THAT(text, HasSubstr("s2 -> s0 [label=\"demote\", color=\"#d55e00\""));
  EXPECT_THAT(text, HasSubstr("any -> s4"));
}

TEST(LifecycleDot, DrawsAWayThatLeavesEveryOpenStateOnce) {
  LifecycleSpec spec = SmallLifecycle();
  spec.transitions.erase(spec.transitions.begin() + 6);
  EXPECT_THAT(LifecycleDot(spec, "en"), Not(HasSubstr("any")));
  const std::string preset = LifecycleDot(LifecyclePreset(), "de");
  EXPECT_THAT(preset, HasSubstr("jeder offene Status"));
}

}  // namespace
}  // namespace lotse
