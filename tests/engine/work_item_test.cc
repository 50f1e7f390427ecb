// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/work_item.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/engine.h"
#include "tests/testing/small_lifecycle.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

EngineSpec SmallSpec() {
  EngineSpec spec;
  spec.tenant = "t-1";
  spec.schema = SmallSchema();
  AttributeSpec value;
  value.key = "expected_value";
  value.type = ValueType::kMoney;
  spec.schema.lead.push_back(value);
  spec.schema.currency = "EUR";
  spec.lifecycles = {SmallLifecycle()};
  spec.lifecycles[0].states[0].label = {"", "fresh one", "Neuling", {}};
  spec.work_list = WorkListPreset("EUR");
  return spec;
}

Activity ActivityAt(int64_t seconds, const char* kind, const char* direction) {
  Activity activity;
  activity.kind = kind;
  activity.occurred_at = SmallTime(seconds);
  Attribute attribute;
  attribute.key = "direction";
  attribute.value.kind = std::string(direction);
  activity.attributes = {attribute};
  return activity;
}

class WorkItemOf : public testing::Test {
 protected:
  WorkItemOf() {
    facts.lead.id = "L-1";
    facts.lead.created_at = SmallTime(-10);
    facts.persons.resize(1);
    score.category = "hot";
    score.probability = 0.25;
  }

  void Compile() {
    auto compiled = CompileEngine(spec);
    ASSERT_THAT(compiled, IsOk());
    engines.push_back(*std::move(compiled));
  }
  const Engine& engine() {
    if (engines.empty()) Compile();
    return engines.back();
  }

  // The state after these events.
  LeadState After(const std::vector<LeadEvent>& events, int64_t now) {
    const auto replay = engine().Replay(facts, events, SmallTime(now));
    EXPECT_THAT(replay, IsOk());
    return replay.ok() ? replay->state : LeadState();
  }
  LeadState Captured(int64_t now) {
    return After({SmallLead::Event("E-1", "capture", 0)}, now);
  }

  WorkItem Make(const LeadState& state, int64_t now) {
    EngineScratch scratch;
    auto item =
        MakeWorkItem(engine(), facts, state, score, SmallTime(now), &scratch);
    EXPECT_THAT(item, IsOk());
    return item.ok() ? *std::move(item) : WorkItem();
  }

  EngineSpec spec = SmallSpec();
  std::vector<Engine> engines;
  Facts facts;
  ScoreReport score;
};

TEST_F(WorkItemOf, ANewLeadHasItsScoreAlone) {
  const WorkItem item = Make(LeadState(), 0);
  EXPECT_EQ(item.lead_id, "L-1");
  EXPECT_EQ(item.owner, "");
  EXPECT_TRUE(item.state.empty());
  EXPECT_EQ(item.category, "hot");
  EXPECT_EQ(item.probability, 0.25);
  EXPECT_FALSE(item.value.has_value());
  EXPECT_EQ(item.created_at, SmallTime(-10));
  EXPECT_EQ(item.last_worked_at, Instant());
  EXPECT_FALSE(item.due_at.has_value());
}

TEST_F(WorkItemOf, ALeadUnderWayHasStateOwnerAndDeadline) {
  LeadEvent assigned = SmallLead::Event("E-2", "assigned", 1);
  assigned.owner = "anna";
  const LeadState state =
      After({SmallLead::Event("E-1", "capture", 0), assigned}, 5);
  const WorkItem item = Make(state, 5);
  EXPECT_EQ(item.owner, "anna");
  EXPECT_EQ(item.state.In("de"), "Neuling");
  EXPECT_EQ(item.due_at, SmallTime(50));
}

TEST_F(WorkItemOf, ADeadlineThatPassedStays) {
  EXPECT_EQ(Make(Captured(90), 90).due_at, SmallTime(50));
}

TEST_F(WorkItemOf, OnlyRunningClocksAreDue) {
  Attribute grade;
  grade.key = "grade";
  grade.value.kind = std::string("A");
  facts.lead.attributes = {grade};
  // Passed on: the answer is paused, the acceptance runs for 60 seconds.
  EXPECT_EQ(Make(Captured(5), 5).due_at, SmallTime(60));
  facts.lead.attributes.clear();
  facts.persons[0].activities = {ActivityAt(3, "call", "out")};
  EXPECT_FALSE(Make(Captured(5), 5).due_at.has_value()) << "answered";
}

TEST_F(WorkItemOf, WorkIsWhatMeetsAClock) {
  facts.persons[0].activities = {
      ActivityAt(1, "call", "out"), ActivityAt(3, "call", "out"),
      ActivityAt(4, "call", "in"), ActivityAt(4, "mail", "out"),
      ActivityAt(9, "call", "out")};
  const LeadState state = Captured(5);
  EXPECT_EQ(Make(state, 5).last_worked_at, SmallTime(3));
  EXPECT_EQ(Make(state, 9).last_worked_at, SmallTime(9));
  EXPECT_EQ(Make(LeadState(), 9).last_worked_at, Instant());
}

TEST_F(WorkItemOf, WorkMayBeOfKindsThatTheSpecNames) {
  spec.work_list->worked_kinds = {"mail"};
  facts.persons[0].activities = {ActivityAt(3, "mail", "in"),
                                 ActivityAt(4, "call", "out"),
                                 ActivityAt(9, "mail", "out")};
  EXPECT_EQ(Make(Captured(5), 5).last_worked_at, SmallTime(3));
  EXPECT_EQ(Make(LeadState(), 5).last_worked_at, SmallTime(3));
}

TEST_F(WorkItemOf, TheOpportunityTellsTheValueBeforeAFactDoes) {
  spec.work_list->value_fact = "lead.expected_value";
  Attribute value;
  value.key = "expected_value";
  value.value.kind = *Money::Parse("500 EUR");
  facts.lead.attributes = {value};
  EXPECT_EQ(Make(LeadState(), 0).value, *Money::Parse("500 EUR"));
  facts.opportunity.emplace();
  EXPECT_EQ(Make(LeadState(), 0).value, *Money::Parse("500 EUR"));
  facts.opportunity->value = *Money::Parse("900 EUR");
  EXPECT_EQ(Make(LeadState(), 0).value, *Money::Parse("900 EUR"));
}

TEST_F(WorkItemOf, ViewsOfRepresentativesArePooledIn) {
  score.assessment.emplace();
  EXPECT_EQ(Make(LeadState(), 0).probability, 0.25);
  score.assessment->pooled_probability = 0.5;
  EXPECT_EQ(Make(LeadState(), 0).probability, 0.5);
}

TEST_F(WorkItemOf, AStateOfOthersIsRefused) {
  LeadState state = Captured(5);
  EngineScratch scratch;
  const auto status = [&] {
    return MakeWorkItem(engine(), facts, state, score, SmallTime(5), &scratch)
        .status();
  };
  EXPECT_THAT(status(), IsOk());
  state.spec = "older";
  EXPECT_THAT(status(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                 HasSubstr("migrate")));
  state = Captured(5);
  state.tenant = "t-2";
  EXPECT_THAT(status(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                 HasSubstr("state.tenant")));
}

TEST_F(WorkItemOf, ClosedLeadsAreNotToBeWorked) {
  EXPECT_TRUE(IsToBeWorked(engine(), LeadState()));
  EXPECT_TRUE(IsToBeWorked(engine(), Captured(5)));
  EXPECT_FALSE(
      IsToBeWorked(engine(), After({SmallLead::Event("E-1", "capture", 0),
                                    SmallLead::Event("E-2", "drop", 1)},
                                   5)));
}

}  // namespace
}  // namespace lotse
