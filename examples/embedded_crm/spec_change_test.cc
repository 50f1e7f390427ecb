// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// A spec changes while leads are under way.
#include <algorithm>
#include <string>

#include "examples/embedded_crm/crm_fixture.h"
#include "examples/embedded_crm/demo_leads.h"
#include "examples/embedded_crm/engine_cache.h"
#include "examples/embedded_crm/host_loop.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse::crm {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Without the state "nurturing"; its leads are recycled.
EngineSpec WithoutNurturing(bool say_where_leads_go) {
  EngineSpec spec = DemoSpec();
  LifecycleSpec& lifecycle = spec.lifecycles[0];
  const std::string gone = "nurturing";
  auto& states = lifecycle.states;
  states.erase(
      std::remove_if(states.begin(), states.end(),
                     [&](const StateSpec& state) { return state.id == gone; }),
      states.end());
  auto& transitions = lifecycle.transitions;
  for (TransitionSpec& transition : transitions) {
    auto& from = transition.from;
    const bool was_any = from.empty();
    from.erase(std::remove(from.begin(), from.end(), gone), from.end());
    if (from.empty() && !was_any) transition.id = gone;
    if (transition.to == gone) transition.to = "recycled";
  }
  transitions.erase(
      std::remove_if(transitions.begin(), transitions.end(),
                     [&](const TransitionSpec& transition) {
                       return transition.id == gone ||
                              (transition.from.size() == 1 &&
                               transition.from[0] == transition.to);
                     }),
      transitions.end());
  TransitionSpec resume;
  resume.id = "taken_up_again";
  resume.from = {"recycled"};
  resume.event = "resume";
  resume.to = "qualifying";
  transitions.push_back(resume);
  if (say_where_leads_go) lifecycle.removed_states = {{gone, "recycled"}};
  return spec;
}

class SpecChangeTest : public CrmFixture {};

TEST_F(SpecChangeTest, LeadsOfARemovedStateMoveWhenTheyAreNextRead) {
  HostLoop loop(store_.get(), &engines_);
  for (const char* lead : {"L-1", "L-2"}) {
    Capture(&loop, lead, At("23 09:00"));
    Raise(&loop, lead,
          PersonEvent("e-1", "nurture", "marketing", At("23 10:00")));
  }
  Capture(&loop, "L-3", At("23 09:00"));

  EXPECT_THAT(Publish(WithoutNurturing(false), At("23 10:01"), store_.get()),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("removed_states")));
  ASSERT_OK_AND_ASSIGN(
      const MigrationReport report,
      Publish(WithoutNurturing(true), At("23 10:01"), store_.get()));
  EXPECT_THAT(report.findings, Not(IsEmpty()));

  // An event takes the new spec as it comes.
  Raise(&loop, "L-1", MachineEvent("e-2", "resume", At("23 10:02")));
  EXPECT_THAT(Column("SELECT state_name FROM lead_state ORDER BY lead_id"),
              ElementsAre("qualifying", "nurturing", "qualifying"));
  // The others follow with the next run, without an event.
  ASSERT_THAT(loop.RunDue(At("23 10:03")), IsOk());
  EXPECT_THAT(Column("SELECT state_name FROM lead_state ORDER BY lead_id"),
              ElementsAre("qualifying", "recycled", "qualifying"));
  EXPECT_EQ(Number("SELECT count(*) FROM lead_state WHERE next_check_at <= " +
                   std::to_string(At("23 10:03").micros())),
            0);
  // Nobody hears of anything twice.
  EXPECT_EQ(Number("SELECT count(*) FROM notices"),
            Number("SELECT count(DISTINCT lead_id || notice) FROM notices"));
}

TEST_F(SpecChangeTest, AWorkerThatPreparedWithTheOldSpecIsTooLate) {
  HostLoop loop(store_.get(), &engines_);
  const auto other_store = OpenStore();
  HostLoop other(other_store.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  Raise(&loop, "L-1",
        PersonEvent("e-1", "nurture", "marketing", At("23 10:00")));
  ASSERT_THAT(loop.Receive(
                  "L-1", [](Facts*) {},
                  PersonEvent("e-2", "recycle", "marketing", At("24 09:00"))),
              IsOk());
  ASSERT_OK_AND_ASSIGN(const auto draft, other.Prepare("L-1", At("24 09:00")));
  ASSERT_THAT(Publish(WithoutNurturing(true), At("24 09:00"), store_.get()),
              IsOk());
  ASSERT_THAT(loop.Settle("L-1", At("24 09:00")), IsOk());
  EXPECT_THAT(other.Commit(*draft), IsOkAndHolds(false));
  EXPECT_THAT(Column("SELECT state_name FROM lead_state"),
              ElementsAre("recycled"));
}

TEST_F(SpecChangeTest, AStateThatCannotBeCarriedOverIsReplayed) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  ASSERT_THAT(Column("SELECT task FROM tasks"), ElementsAre("thank"));
  // Another lifecycle altogether: Publish would refuse it, a host that knows
  // what it does puts it into force all the same.
  EngineSpec renamed = DemoSpec();
  renamed.lifecycles[0].name = "pipeline";
  ASSERT_THAT(store_->AddSpec(renamed, At("24 09:00")), IsOk());
  ASSERT_THAT(loop.RunDue(At("24 09:00")), IsOk());
  EXPECT_EQ(loop.counts().rebuilt, 1);
  ASSERT_OK_AND_ASSIGN(const LeadRow lead, store_->ReadLead("L-1"));
  EXPECT_EQ(lead.state.lifecycle, "pipeline");
  EXPECT_EQ(lead.state.state, "qualifying");
  EXPECT_THAT(Column("SELECT task || ' ' || status FROM tasks"),
              ElementsAre("thank open"));
}

TEST_F(SpecChangeTest, AnotherTenantsSpecIsRefused) {
  EngineSpec other = DemoSpec();
  other.tenant = "another";
  EXPECT_THAT(
      Publish(other, At("24 09:00"), store_.get()),
      StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("tenant")));
}

}  // namespace
}  // namespace lotse::crm
