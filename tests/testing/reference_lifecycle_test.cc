// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/testing/reference_lifecycle.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace lotse {
namespace {

using Lines = std::vector<std::string>;

// new -> fresh by "come", fresh -> hot once a = "yes", and a clock of ten
// seconds for a call while a lead is hot.
class ReferenceLifecycleTest : public testing::Test {
 protected:
  ReferenceLifecycleTest() {
    spec_.states.resize(3);
    spec_.states[0].id = "fresh";
    spec_.states[0].phase = Phase::kLead;
    spec_.states[1].id = "hot";
    spec_.states[1].phase = Phase::kLead;
    spec_.states[2].id = "lost";
    spec_.states[2].phase = Phase::kClosed;
    spec_.events.resize(2);
    spec_.events[0].id = "come";
    spec_.events[1].id = "drop";
    spec_.events[1].raised_by = {"sales"};
    spec_.transitions.resize(3);
    spec_.transitions[0].id = "arrival";
    spec_.transitions[0].from = {kNewLead};
    spec_.transitions[0].event = "come";
    spec_.transitions[0].to = "fresh";
    spec_.transitions[1].id = "heat";
    spec_.transitions[1].from = {"fresh"};
    spec_.transitions[1].to = "hot";
    spec_.transitions[2].id = "loss";
    spec_.transitions[2].event = "drop";
    spec_.transitions[2].to = "lost";
    guards_.resize(3);
    guards_[1].a = "yes";
    ClockSpec& clock = spec_.clocks.emplace_back();
    clock.id = "answer";
    clock.start_states = {"hot"};
    clock.target = Duration::Seconds(10);
    clock.response.kinds = {"call"};
    story_.events = {{5, "e1", "come", "", ""}};
    story_.a = {{7, "yes"}};
  }

  ReferenceEnd EndAt(int64_t second) {
    return ReferenceLifecycle(spec_, guards_, story_, second);
  }

  LifecycleSpec spec_;
  std::vector<ReferenceGuard> guards_;
  ReferenceStory story_;
};

TEST_F(ReferenceLifecycleTest, MovesWhenAGuardBeginsToHold) {
  EXPECT_EQ(EndAt(4).state, "");
  EXPECT_EQ(EndAt(6).state, "fresh");
  const ReferenceEnd end = EndAt(7);
  EXPECT_EQ(end.state, "hot");
  EXPECT_EQ(end.entered, 7);
  EXPECT_EQ(end.transitions,
            (Lines{"5: new -> fresh by arrival", "7: fresh -> hot by heat"}));
  EXPECT_EQ(end.marks, Lines{"7: started answer"});
}

TEST_F(ReferenceLifecycleTest, BreachesAClockAtItsTarget) {
  EXPECT_EQ(EndAt(16).marks, Lines{"7: started answer"});
  EXPECT_EQ(EndAt(17).marks,
            (Lines{"7: started answer", "17: breached answer"}));
  story_.calls = {16};
  EXPECT_EQ(EndAt(30).marks, (Lines{"7: started answer", "16: met answer"}));
  story_.calls = {20};
  EXPECT_EQ(EndAt(30).marks, (Lines{"7: started answer", "17: breached answer",
                                    "20: met late answer"}));
}

TEST_F(ReferenceLifecycleTest, TakesAnEventOnceAndFromThoseWhoMay) {
  story_.events.push_back({8, "e2", "drop", "", ""});
  EXPECT_EQ(EndAt(9).state, "hot");
  story_.events.push_back({9, "e3", "drop", "", "sales"});
  story_.events.push_back({10, "e3", "come", "", ""});
  const ReferenceEnd end = EndAt(10);
  EXPECT_EQ(end.state, "lost");
  EXPECT_EQ(end.marks, (Lines{"7: started answer", "9: cancelled answer"}));
}

TEST(ReferenceGuard, IsAConditionsText) {
  ReferenceGuard guard;
  EXPECT_TRUE(guard.empty());
  guard.a = "yes";
  guard.min_loops = 2;
  EXPECT_EQ(guard.Text(), "a = \"yes\" and state.loops >= 2");
}

}  // namespace
}  // namespace lotse
