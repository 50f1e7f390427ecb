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
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// In the state "passed", where sales is asked.
SmallLead PassedLead() {
  SmallLead lead(SmallLifecycle());
  lead.Take("1", "capture", 0);
  lead.Grade("A");
  lead.Follow(10);
  return lead;
}

// In the state "deal".
SmallLead DealLead() {
  SmallLead lead = PassedLead();
  lead.Ready();
  lead.Take("2", "accept", 20, "sales");
  return lead;
}

TEST(LeadMover, TakesTheEventOfANewLead) {
  SmallLead lead(SmallLifecycle());
  EXPECT_TRUE(lead.Take("1", "capture", 5));
  ASSERT_THAT(lead.steps.transitions, SizeIs(1));
  const TransitionMade& made = lead.steps.transitions[0];
  EXPECT_EQ(made.transition, "capture");
  EXPECT_EQ(made.from, "new");
  EXPECT_EQ(made.to, "fresh");
  EXPECT_EQ(made.at, SmallTime(5));
  EXPECT_EQ(made.event, "capture");
  EXPECT_EQ(made.event_id, "1");
  EXPECT_EQ(made.owner_role, "marketing");
  EXPECT_EQ(made.stayed, Duration());
  EXPECT_EQ(lead.state.state, "fresh");
  EXPECT_EQ(lead.state.entered_at, SmallTime(5));
  EXPECT_EQ(lead.state.previous_state, "");
}

TEST(LeadMover, KnowsEventsByTheirOtherNames) {
  SmallLead lead(SmallLifecycle());
  EXPECT_TRUE(lead.Take("1", "card", 0));
  EXPECT_EQ(lead.steps.transitions[0].event, "capture");
}

TEST(LeadMover, TakesAutomaticTransitionsAsSoonAsTheirGuardHolds) {
  SmallLead lead(SmallLifecycle());
  lead.Grade("A");
  EXPECT_TRUE(lead.Take("1", "capture", 0));
  EXPECT_THAT(lead.Path(), ElementsAre("fresh", "passed"));
  EXPECT_EQ(lead.steps.transitions[1].event, "");
  EXPECT_EQ(lead.state.previous_state, "fresh");
}

TEST(LeadMover, SaysWhatIsInTheWay) {
  SmallLead lead = PassedLead();
  EXPECT_FALSE(lead.Take("2", "win", 20));
  ASSERT_THAT(lead.steps.blocked, SizeIs(1));
  EXPECT_EQ(lead.steps.blocked[0].obstacle, Obstacle::kNoTransition);

  EXPECT_FALSE(lead.Take("3", "accept", 20, "marketing"));
  ASSERT_THAT(lead.steps.blocked, SizeIs(1));
  EXPECT_EQ(lead.steps.blocked[0].obstacle, Obstacle::kRole);
  EXPECT_EQ(lead.steps.blocked[0].needs, "sales");

  EXPECT_FALSE(lead.Take("4", "accept", 20, "sales"));
  ASSERT_THAT(lead.steps.blocked, SizeIs(1));
  EXPECT_EQ(lead.steps.blocked[0].transition, "accept");
  EXPECT_EQ(lead.steps.blocked[0].obstacle, Obstacle::kGuard);
  EXPECT_EQ(lead.steps.blocked[0].needs, "the lead is ready");

  SmallLead deal = DealLead();
  EXPECT_FALSE(deal.Take("5", "demote", 30));
  EXPECT_EQ(deal.steps.blocked[0].obstacle, Obstacle::kHuman);
  EXPECT_FALSE(deal.Take("6", "demote", 30, "sales"));
  EXPECT_EQ(deal.steps.blocked[0].obstacle, Obstacle::kReason);
  EXPECT_EQ(deal.steps.blocked[0].needs, "no_budget, no_need");
}

TEST(LeadMover, PromotesAndDemotesAndCountsTheLoop) {
  SmallLead lead = DealLead();
  ASSERT_THAT(lead.steps.conversions, SizeIs(1));
  EXPECT_EQ(lead.steps.conversions[0].kind, Conversion::kPromote);
  EXPECT_EQ(lead.state.promoted_at, SmallTime(20));

  LeadEvent demote = SmallLead::Event("3", "demote", 80, "sales");
  demote.reason = "no_budget";
  EXPECT_TRUE(lead.Take(demote));
  // The grade is still A, but what was demoted is not passed on again.
  EXPECT_EQ(lead.state.state, "fresh");
  EXPECT_EQ(lead.state.owner_role, "marketing");
  EXPECT_EQ(lead.state.loops, 1);
  ASSERT_THAT(lead.steps.conversions, SizeIs(1));
  const ConversionMade& made = lead.steps.conversions[0];
  EXPECT_EQ(made.kind, Conversion::kDemote);
  EXPECT_EQ(made.reason, "no_budget");
  EXPECT_EQ(made.owner_role, "marketing");
  EXPECT_EQ(made.loop, 1);
  EXPECT_EQ(made.after, Duration::Seconds(60));
  ASSERT_THAT(lead.steps.activities, SizeIs(1));
  EXPECT_EQ(lead.steps.activities[0].kind, "demoted");
}

TEST(LeadMover, AsksForAnOwnerWhenTheRoleChanges) {
  SmallLead lead(SmallLifecycle());
  lead.Take("1", "capture", 0);
  ASSERT_THAT(lead.steps.owners, SizeIs(1));
  EXPECT_EQ(lead.steps.owners[0].role, "marketing");

  LeadEvent assigned = SmallLead::Event("2", kAssignedEvent, 5);
  assigned.owner = "anna";
  EXPECT_TRUE(lead.Take(assigned));
  EXPECT_EQ(lead.state.owner, "anna");

  lead.Grade("A");
  lead.Follow(10);
  EXPECT_EQ(lead.state.owner, "");
  ASSERT_THAT(lead.steps.owners, SizeIs(1));
  EXPECT_EQ(lead.steps.owners[0].role, "sales");
  EXPECT_EQ(lead.steps.owners[0].last_owner, "");

  // Back to marketing: who had it before is named.
  lead.Grade("B");
  lead.Follow(110);
  EXPECT_EQ(lead.state.state, "fresh");
  ASSERT_THAT(lead.steps.owners, SizeIs(1));
  EXPECT_EQ(lead.steps.owners[0].role, "marketing");
  EXPECT_EQ(lead.steps.owners[0].last_owner, "anna");
}

TEST(LeadMover, AsksForAnotherOwnerWhereOneIsNotMeant) {
  LifecycleSpec spec = SmallLifecycle();
  for (TransitionSpec& transition : spec.transitions) {
    if (transition.id == "note") transition.effects.reassign = true;
  }
  SmallLead lead(spec);
  lead.Take("1", "capture", 0);
  LeadEvent assigned = SmallLead::Event("2", kAssignedEvent, 5);
  assigned.owner = "anna";
  lead.Take(assigned);
  lead.Take("3", "note", 6);
  EXPECT_EQ(lead.state.owner, "");
  ASSERT_THAT(lead.steps.owners, SizeIs(1));
  EXPECT_EQ(lead.steps.owners[0].except_owner, "anna");
  EXPECT_EQ(lead.steps.owners[0].last_owner, "");
}

TEST(LeadMover, WithholdsATaskWithoutConsent) {
  SmallLead lead = DealLead();
  ASSERT_THAT(lead.steps.tasks, SizeIs(1));
  EXPECT_EQ(lead.steps.tasks[0].task, "call_lead");
  EXPECT_EQ(lead.steps.tasks[0].due_at, SmallTime(50));
  EXPECT_EQ(lead.steps.tasks[0].role, "sales");
  EXPECT_TRUE(lead.steps.tasks[0].withheld);

  SmallLead allowed = PassedLead();
  allowed.AddConsent(ConsentEvent::kConfirmed);
  allowed.Ready();
  allowed.Take("2", "accept", 20, "sales");
  EXPECT_FALSE(allowed.steps.tasks[0].withheld);
}

TEST(LeadMover, StaysWhereItIsByATransitionWithoutATarget) {
  SmallLead lead(SmallLifecycle());
  lead.Take("1", "capture", 0);
  EXPECT_TRUE(lead.Take("2", "note", 30));
  EXPECT_EQ(lead.steps.transitions[0].from, "fresh");
  EXPECT_EQ(lead.steps.transitions[0].to, "fresh");
  EXPECT_EQ(lead.state.entered_at, SmallTime(0));
}

TEST(LeadMover, ObservesWhatAPersonDidAndNamesTheBrokenGuard) {
  SmallLead lead = PassedLead();
  LeadEvent moved = SmallLead::Event("2", "", 20, "sales");
  moved.mode = EventMode::kObserved;
  moved.to = "deal";
  EXPECT_TRUE(lead.Take(moved));
  EXPECT_EQ(lead.state.state, "deal");
  EXPECT_EQ(lead.steps.transitions[0].transition, "accept");
  EXPECT_EQ(lead.steps.transitions[0].broken, "the lead is ready");
  EXPECT_THAT(lead.steps.conversions, SizeIs(1));

  moved.id = "3";
  moved.to = "passed";
  moved.occurred_at = SmallTime(30);
  EXPECT_TRUE(lead.Take(moved));
  EXPECT_EQ(lead.steps.transitions[0].transition, "");
  EXPECT_THAT(lead.steps.transitions[0].broken,
              HasSubstr("no transition leads from \"deal\" to \"passed\""));
  EXPECT_EQ(lead.steps.conversions[0].kind, Conversion::kDemote);
}

TEST(LeadMover, MovesQuietlyInTheHistoricalMode) {
  SmallLead lead(SmallLifecycle());
  lead.Grade("A");
  LeadEvent capture = SmallLead::Event("1", "capture", 0);
  capture.mode = EventMode::kHistorical;
  EXPECT_TRUE(lead.Take(capture));
  EXPECT_THAT(lead.Path(), ElementsAre("fresh", "passed"));
  EXPECT_THAT(lead.steps.notices, IsEmpty());
  EXPECT_THAT(lead.steps.owners, IsEmpty());
  EXPECT_THAT(lead.steps.tasks, IsEmpty());
}

TEST(LeadMover, StopsWhereAutomaticTransitionsGoInACircle) {
  LifecycleSpec spec = SmallLifecycle();
  spec.transitions.push_back(
      Way("back", {"passed"}, "", "fresh", "big = true"));
  for (TransitionSpec& transition : spec.transitions) {
    if (transition.id == "hot")
      transition.when = Condition::FromText("big = true");
  }
  SmallLead lead(spec);
  lead.Set("big", ValueView::Boolean(true));
  lead.Take("1", "capture", 0);
  EXPECT_THAT(lead.Path(), ElementsAre("fresh", "passed"));
  ASSERT_THAT(lead.steps.blocked, SizeIs(1));
  EXPECT_EQ(lead.steps.blocked[0].obstacle, Obstacle::kCycle);
  EXPECT_EQ(lead.steps.blocked[0].transition, "back");
}

TEST(LeadMover, PublishesTheStateForGuards) {
  LifecycleSpec spec = SmallLifecycle();
  spec.transitions.push_back(
      Way("second", {"fresh"}, "win", "gone",
          "state.name = \"fresh\" and state.phase = \"lead\" and "
          "previous.state = \"deal\" and state.owner_role = \"marketing\" and "
          "state.has_owner = false and state.loops = 1 and "
          "state.since within last 10 seconds and clock.answer = \"running\""));
  SmallLead lead(spec);
  lead.Take("1", "capture", 0);
  EXPECT_FALSE(lead.Take("2", "win", 1));
  lead.Grade("A");
  lead.Ready();
  lead.Follow(10);
  lead.Take("3", "accept", 20, "sales");
  lead.Grade("B");
  LeadEvent demote = SmallLead::Event("4", "demote", 30, "sales");
  demote.reason = "no_need";
  lead.Take(demote);
  EXPECT_TRUE(lead.Take("5", "win", 35));
}

}  // namespace
}  // namespace lotse
