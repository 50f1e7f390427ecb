// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/lifecycle/lifecycle.h"
#include "tests/testing/small_lifecycle.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Adopt, MakesNothingUpAndNothingDue) {
  LifecycleSpec spec = SmallLifecycle();
  spec.adopted = {{"Working - Contacted", "passed"}};
  SmallLead lead(spec);
  ASSERT_OK_AND_ASSIGN(
      lead.state, lead.lifecycle.Adopt("Working - Contacted", SmallTime(-5000),
                                       SmallTime(0)));
  EXPECT_EQ(lead.state.state, "passed");
  EXPECT_EQ(lead.state.entered_at, SmallTime(-5000));
  EXPECT_EQ(lead.state.owner_role, "sales");
  EXPECT_THAT(lead.state.clocks, IsEmpty());
  // The timer would have gone off long ago.
  EXPECT_THAT(lead.state.fired_timers, ElementsAre("silence"));
  EXPECT_FALSE(lead.Follow(1));
}

TEST(Adopt, LetsATimerThatIsStillAheadGoOff) {
  SmallLead lead(SmallLifecycle());
  ASSERT_OK_AND_ASSIGN(
      lead.state, lead.lifecycle.Adopt("passed", SmallTime(0), SmallTime(50)));
  EXPECT_THAT(lead.state.fired_timers, IsEmpty());
  lead.Follow(100);
  EXPECT_THAT(lead.Path(), ElementsAre("fresh"));
}

TEST(Adopt, NamesWhatIsKnown) {
  SmallLead lead(SmallLifecycle());
  EXPECT_THAT(lead.lifecycle.Adopt("del", SmallTime(0), SmallTime(0)),
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr("did you mean \"deal\"?")));
}

TEST(Migrate, MovesLeadsOfAStateThatIsGone) {
  LifecycleSpec before = SmallLifecycle();
  SmallLead lead(before);
  lead.Take("1", "capture", 0);
  lead.Grade("A");
  lead.Follow(10);
  ASSERT_EQ(lead.state.state, "passed");

  LifecycleSpec after = before;
  after.states[1].id = "offered";
  after.states[1].timers.clear();
  for (TransitionSpec& transition : after.transitions) {
    if (transition.to == "passed") transition.to = "offered";
    for (std::string& from : transition.from) {
      if (from == "passed") from = "offered";
    }
  }
  after.clocks.erase(after.clocks.begin() + 1);
  after.clocks[0].pause_states = {"offered"};
  after.clocks[0].target = Duration::Seconds(80);
  {
    SmallLead now(after);
    EXPECT_THAT(now.lifecycle.Migrate(lead.state),
                StatusIs(absl::StatusCode::kFailedPrecondition,
                         HasSubstr("removed_states")));
  }
  after.removed_states = {{"passed", "offered"}};
  SmallLead now(after);
  ASSERT_OK_AND_ASSIGN(now.state, now.lifecycle.Migrate(lead.state));
  EXPECT_EQ(now.state.state, "offered");
  EXPECT_EQ(now.state.spec, now.lifecycle.fingerprint());
  EXPECT_EQ(now.state.revision, lead.state.revision + 1);
  ASSERT_THAT(now.state.clocks, SizeIs(1));
  EXPECT_EQ(now.state.clocks[0].status, ClockStatus::kPaused);
  EXPECT_THAT(now.lifecycle.CheckState(now.state), IsOk());
}

TEST(Migrate, CountsDeadlinesThatAreAheadAnew) {
  SmallLead lead(SmallLifecycle());
  lead.Take("1", "capture", 0);
  LifecycleSpec after = SmallLifecycle();
  after.clocks[0].target = Duration::Seconds(500);
  after.roles[0].id = "demand";
  after.states[0].owners[0].role = "demand";
  after.notices[1].role = after.notices[2].role = "demand";
  SmallLead now(after);
  ASSERT_OK_AND_ASSIGN(now.state, now.lifecycle.Migrate(lead.state));
  EXPECT_EQ(now.state.clocks[0].due_at, SmallTime(500));
  EXPECT_EQ(now.state.owner_role, "demand");
}

}  // namespace
}  // namespace lotse
