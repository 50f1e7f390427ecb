// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/lifecycle/lifecycle.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/small_lifecycle.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(Lifecycle, TimersGoOffOnceAStayAndRaiseTheirEvent) {
  SmallLead lead(SmallLifecycle());
  lead.Take("1", "capture", 0);
  lead.Grade("A");
  lead.Follow(10);
  lead.Grade("B");
  EXPECT_FALSE(lead.Follow(69));
  lead.Follow(500);
  ASSERT_THAT(lead.Path(), ElementsAre("fresh"));
  EXPECT_EQ(lead.steps.transitions[0].at, SmallTime(110));
  EXPECT_EQ(lead.steps.transitions[0].event, "recall");
  EXPECT_EQ(lead.steps.transitions[0].event_id, "");
}

TEST(Lifecycle, ATimerThatNothingTakesIsRemembered) {
  LifecycleSpec spec = SmallLifecycle();
  for (TransitionSpec& transition : spec.transitions) {
    if (transition.id == "recall") {
      transition.when = Condition::FromText("big = true");
    }
  }
  SmallLead lead(spec);
  lead.Take("1", "capture", 0);
  lead.Grade("A");
  lead.Follow(10);
  EXPECT_TRUE(lead.Follow(200));
  EXPECT_THAT(lead.steps.transitions, SizeIs(0));
  EXPECT_THAT(lead.steps.blocked, SizeIs(0));
  EXPECT_THAT(lead.state.fired_timers, ElementsAre("silence"));
  EXPECT_FALSE(lead.Follow(300));
}

TEST(Lifecycle, AheadIsTheFirstThingThatTimeBrings) {
  SmallLead lead(SmallLifecycle());
  EXPECT_EQ(lead.lifecycle.WhatIsAhead(lead.state, SmallTime(0)).due,
            std::nullopt);
  lead.Take("1", "capture", 0);
  EXPECT_EQ(lead.lifecycle.WhatIsAhead(lead.state, SmallTime(0)).due,
            SmallTime(40));
  // What is overdue is due at once.
  EXPECT_EQ(lead.lifecycle.WhatIsAhead(lead.state, SmallTime(45)).due,
            SmallTime(45) + Duration::Micros(1));
}

TEST(Lifecycle, LastResponseIsTheLatestActivityThatMeetsAClock) {
  SmallLead lead(SmallLifecycle());
  const auto last = [&](int64_t seconds) {
    return lead.lifecycle.LastResponse(lead.Moment(seconds).view,
                                       SmallTime(seconds), lead.scratch());
  };
  EXPECT_EQ(last(0), std::nullopt);
  lead.AddActivity("call", 7, "out");
  lead.AddActivity("call", 3, "out");
  lead.AddActivity("call", 5, "in");
  lead.AddActivity("mail", 6, "out");
  EXPECT_EQ(last(2), std::nullopt);
  EXPECT_EQ(last(6), SmallTime(3));
  EXPECT_EQ(last(7), SmallTime(7));
}

TEST(Lifecycle, AheadAreTheGuardsOfAutomaticTransitions) {
  SmallLead lead(SmallLifecycle());
  const auto guards = [&] {
    return lead.lifecycle.WhatIsAhead(lead.state, SmallTime(0)).guards;
  };
  EXPECT_EQ(guards(), nullptr);
  lead.Take("1", "capture", 0);
  ASSERT_NE(guards(), nullptr);
  EXPECT_EQ(guards()->size(), 1u);
}

TEST(Lifecycle, OptionsSayWhatCouldBeDoneAndWhatForbidsIt) {
  SmallLead lead(SmallLifecycle());
  lead.Take("1", "capture", 0);
  lead.Grade("A");
  lead.Follow(10);
  const auto options =
      lead.lifecycle.Options(lead.Moment(20), lead.state, lead.scratch());
  ASSERT_THAT(options, SizeIs(3));
  EXPECT_EQ(options[0].event, "accept");
  EXPECT_EQ(options[0].to, "deal");
  EXPECT_EQ(options[0].forbidden, "the lead is ready");
  EXPECT_EQ(options[1].event, "recall");
  EXPECT_EQ(options[1].forbidden, "");
  EXPECT_EQ(options[2].event, "drop");
  EXPECT_EQ(lead.state.state, "passed");
}

TEST(Lifecycle, AppliesToTheLeadsItIsFor) {
  LifecycleSpec spec = SmallLifecycle();
  spec.when = Condition::FromText("big = true");
  SmallLead lead(spec);
  EXPECT_FALSE(lead.lifecycle.AppliesTo(lead.Moment(0).view, SmallTime(0),
                                        lead.scratch()));
  lead.Set("big", ValueView::Boolean(true));
  EXPECT_TRUE(lead.lifecycle.AppliesTo(lead.Moment(0).view, SmallTime(0),
                                       lead.scratch()));
}

TEST(Lifecycle, FindsStatesByTheirIds) {
  SmallLead lead(SmallLifecycle());
  EXPECT_EQ(lead.lifecycle.FindState("fresh"), 0);
  EXPECT_EQ(lead.lifecycle.FindState("gone"), 4);
  EXPECT_EQ(lead.lifecycle.FindState("new"), -1);
}

}  // namespace
}  // namespace lotse
