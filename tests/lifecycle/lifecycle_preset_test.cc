// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/lifecycle/lifecycle_preset.h"

#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/facts/schema.h"
#include "lotse/lifecycle/lifecycle.h"

namespace lotse {
namespace {

TEST(LifecyclePreset, HasTheStatesOfTheWayAndBack) {
  std::set<std::string> states;
  for (const StateSpec& state : LifecyclePreset().states) {
    states.insert(state.id);
    EXPECT_FALSE(state.label.en.empty()) << state.id;
    EXPECT_FALSE(state.label.de.empty()) << state.id;
  }
  for (const char* state :
       {"captured",   "unconfirmed",  "sighting",    "correcting",  "verifying",
        "qualifying", "nurturing",    "transferred", "accepted",    "rejected",
        "recycled",   "discovery",    "proposal",    "negotiation", "won",
        "lost",       "disqualified", "duplicate",   "objected",    "erased"}) {
    EXPECT_EQ(states.count(state), 1u) << state;
  }
}

TEST(AddLifecycleAttributes, AddsWhatIsMissingOnce) {
  Schema schema;
  AddLifecycleAttributes(&schema);
  const size_t kinds = schema.activity_kinds.size();
  const size_t attributes = schema.activity.size();
  AddLifecycleAttributes(&schema);
  EXPECT_EQ(schema.activity_kinds.size(), kinds);
  EXPECT_EQ(schema.activity.size(), attributes);
}

TEST(OfficeCalendar, Compiles) {
  EXPECT_TRUE(CompileBusinessCalendar(OfficeCalendar()).ok());
}

}  // namespace
}  // namespace lotse
