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
using ::testing::SizeIs;

// The clock "answer" runs for 50 seconds from the capture on.
SmallLead FreshLead() {
  SmallLead lead(SmallLifecycle());
  lead.Take("1", "capture", 0);
  return lead;
}

TEST(LeadClocks, AreSeenAsTheyAreByTheTasksOfABreach) {
  LifecycleSpec spec = SmallLifecycle();
  spec.clocks[0].on_breach = {"late", "if_late", "if_running"};
  TaskSpec late, running;
  late.id = "if_late";
  late.when = Condition::FromText("clock.answer = \"breached\"");
  running.id = "if_running";
  running.when = Condition::FromText("clock.answer = \"running\"");
  spec.tasks.insert(spec.tasks.end(), {late, running});
  SmallLead lead(spec);
  lead.Take("1", "capture", 0);
  lead.Follow(60);
  ASSERT_THAT(lead.steps.tasks, SizeIs(1));
  EXPECT_EQ(lead.steps.tasks[0].task, "if_late");
}

TEST(LeadClocks, WarnBreachAndEscalateOnceAtTheirInstants) {
  SmallLead lead = FreshLead();
  EXPECT_THAT(lead.Marks(), ElementsAre("started answer @0"));
  EXPECT_EQ(lead.lifecycle.WhatIsAhead(lead.state, SmallTime(0)).due,
            SmallTime(40));
  EXPECT_FALSE(lead.Follow(39));
  EXPECT_TRUE(lead.Follow(40));
  EXPECT_THAT(lead.Marks(), ElementsAre("warned answer @40"));
  ASSERT_THAT(lead.steps.notices, SizeIs(1));
  EXPECT_EQ(lead.steps.notices[0].notice, "soon");
  EXPECT_FALSE(lead.Follow(49));
  EXPECT_EQ(lead.lifecycle.WhatIsAhead(lead.state, SmallTime(49)).due,
            SmallTime(50));
  // However late one looks, what was due is told at its instant.
  lead.Follow(1000);
  EXPECT_THAT(lead.Marks(), ElementsAre("breached answer @50 late",
                                        "escalated answer @70 late"));
  EXPECT_THAT(lead.steps.notices, SizeIs(2));
  EXPECT_FALSE(lead.Follow(2000));
  EXPECT_EQ(lead.lifecycle.WhatIsAhead(lead.state, SmallTime(2000)).due,
            std::nullopt);
}

TEST(LeadClocks, AreMetByTheEarliestResponseThatCounts) {
  SmallLead lead = FreshLead();
  lead.AddActivity("call", 30, "in");
  lead.AddActivity("mail", 10, "out");
  lead.AddActivity("call", 25, "out");
  lead.AddActivity("call", 20, "out");
  lead.AddActivity("call", -5, "out");
  lead.Follow(35);
  EXPECT_THAT(lead.Marks(), ElementsAre("met answer @20"));
  EXPECT_EQ(lead.steps.clocks[0].elapsed, Duration::Seconds(20));
  EXPECT_EQ(lead.state.clocks[0].status, ClockStatus::kMet);
  EXPECT_FALSE(lead.Follow(1000));
}

TEST(LeadClocks, CountAnAnswerAtTheDeadlineAsInTime) {
  SmallLead lead = FreshLead();
  lead.AddActivity("call", 50, "out");
  lead.Follow(60);
  EXPECT_THAT(lead.Marks(), ElementsAre("warned answer @40", "met answer @50"));
}

TEST(LeadClocks, SayThatALateAnswerIsLate) {
  SmallLead lead = FreshLead();
  lead.Follow(55);
  lead.AddActivity("call", 60, "out");
  lead.Follow(60);
  EXPECT_THAT(lead.Marks(), ElementsAre("met answer @60 late"));
  EXPECT_EQ(lead.state.clocks[0].breached_at, SmallTime(50));
}

TEST(LeadClocks, WithdrawABreachWhenATimelyAnswerBecomesKnown) {
  SmallLead lead = FreshLead();
  lead.Follow(55);
  lead.AddActivity("call", 45, "out");
  lead.Follow(60);
  EXPECT_THAT(lead.Marks(),
              ElementsAre("breach_withdrawn answer @45", "met answer @45"));
  EXPECT_EQ(lead.state.clocks[0].breached_at, Instant());
}

TEST(LeadClocks, StandStillInPauseStates) {
  SmallLead lead = FreshLead();
  lead.Grade("A");
  lead.Follow(30);
  EXPECT_EQ(lead.state.state, "passed");
  EXPECT_THAT(lead.Marks(),
              ElementsAre("paused answer @30", "started acceptance @30"));
  // Recalled at 130, with twenty seconds left.
  lead.Grade("B");
  lead.Follow(130);
  EXPECT_THAT(lead.Marks(),
              ElementsAre("breached acceptance @90 late", "resumed answer @130",
                          "cancelled acceptance @130"));
  EXPECT_EQ(lead.state.clocks[0].due_at, SmallTime(150));
  lead.Follow(150);
  EXPECT_THAT(lead.Marks(),
              ElementsAre("warned answer @140", "breached answer @150 late"));
}

TEST(LeadClocks, AreMetByStatesAndCancelledByEnds) {
  SmallLead lead = FreshLead();
  lead.Grade("A");
  lead.Ready();
  lead.Follow(30);
  lead.Take("2", "accept", 40, "sales");
  EXPECT_THAT(lead.Marks(),
              ElementsAre("resumed answer @40", "met acceptance @40"));
  lead.Take("3", "drop", 45);
  EXPECT_THAT(lead.Marks(), ElementsAre("cancelled answer @45"));
}

TEST(LeadClocks, RunAgainWithTheNextTurn) {
  SmallLead lead = FreshLead();
  lead.AddActivity("call", 10, "out");
  lead.Grade("A");
  lead.Follow(20);
  lead.Grade("B");
  lead.Follow(120);
  EXPECT_EQ(lead.state.state, "fresh");
  ASSERT_THAT(lead.state.clocks, SizeIs(2));
  EXPECT_EQ(lead.state.clocks[0].run, 2);
  EXPECT_EQ(lead.state.clocks[0].started_at, SmallTime(120));
  // What answered the first run does not answer the second.
  EXPECT_FALSE(lead.Follow(130));
}

TEST(LeadClocks, AreToldToNobodyInQuiet) {
  SmallLead lead = FreshLead();
  EXPECT_TRUE(lead.Follow(1000, /*quiet=*/true));
  EXPECT_THAT(lead.Marks(), IsEmpty());
  EXPECT_THAT(lead.steps.notices, IsEmpty());
  EXPECT_EQ(lead.state.clocks[0].breached_at, SmallTime(50));
  EXPECT_EQ(lead.state.clocks[0].escalations, 1);
}

TEST(LeadClocks, ComeInTheOrderOfTheSpec) {
  LifecycleSpec spec = SmallLifecycle();
  std::swap(spec.clocks[0], spec.clocks[1]);
  SmallLead lead(spec);
  lead.Take("1", "capture", 0);
  lead.Grade("A");
  lead.Follow(10);
  ASSERT_THAT(lead.state.clocks, SizeIs(2));
  EXPECT_EQ(lead.state.clocks[0].clock, "acceptance");
  EXPECT_EQ(lead.state.clocks[1].clock, "answer");
}

}  // namespace
}  // namespace lotse
