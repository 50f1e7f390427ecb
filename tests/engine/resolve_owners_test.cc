// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engine::Resolve and Decision::requests, from the event to the assigned owner.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/decision.h"
#include "lotse/engine/engine.h"
#include "lotse/routing/router.h"
#include "tests/testing/small_lifecycle.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

RoutingRule Rule(const char* id, const char* role, const char* when) {
  RoutingRule rule;
  rule.id = id;
  rule.role = role;
  rule.pool = "all";
  if (when != nullptr) rule.when = Condition::FromText(when);
  return rule;
}

EngineSpec RoutedSpec() {
  EngineSpec spec;
  spec.tenant = "t-1";
  spec.schema = SmallSchema();
  Group group;
  group.id = "fit";
  group.rules = {{"a",
                  Condition::FromText("grade = \"A\""),
                  Points::FromNano(40000000000),
                  {}}};
  spec.scoring.groups = {group};
  spec.lifecycles = {SmallLifecycle()};
  spec.routing.emplace();
  spec.routing->pools = {{"all", {}, {}}};
  spec.routing->rules = {
      Rule("of_marketing", "marketing", "state.name = \"fresh\""),
      Rule("good", "sales", "score.points >= 40 and grade = \"A\""),
      Rule("demoted", "", "state.loops >= 1"),
      Rule("any", "", "state.has_owner = false")};
  return spec;
}

Facts LeadOf(const char* grade) {
  Facts facts;
  facts.lead.id = "L-1";
  facts.company.emplace();
  facts.company->id = "C-1";
  Attribute attribute;
  attribute.key = "grade";
  attribute.value.kind = std::string(grade);
  facts.lead.attributes = {attribute};
  return facts;
}

LeadEvent EventAt(int64_t seconds, const char* id, const char* name) {
  LeadEvent event = SmallLead::Event(id, name, seconds);
  return event;
}

std::vector<std::string> RulesOf(const ResolvedRequest& resolved) {
  std::vector<std::string> rules;
  for (const RuleMatch& match : resolved.rules) rules.push_back(match.rule);
  return rules;
}

class RoutedLead : public testing::Test {
 protected:
  explicit RoutedLead(const EngineSpec& spec = RoutedSpec())
      : engine(*CompileEngine(spec)) {}

  const Decision& Decide(const LeadEvent& event, int64_t now) {
    auto made = engine.Decide(facts, decision.state, event, SmallTime(now));
    EXPECT_THAT(made, IsOk());
    if (made.ok()) decision = *std::move(made);
    return decision;
  }
  const Decision& Capture() { return Decide(EventAt(0, "E-1", "capture"), 0); }

  const Engine engine;
  Facts facts = LeadOf("B");
  Decision decision;
};

TEST_F(RoutedLead, IsResolvedWithTheDecisionThatAsksForAnOwner) {
  Capture();
  ASSERT_THAT(decision.requests, SizeIs(1));
  const ResolvedRequest& resolved = decision.requests[0];
  EXPECT_EQ(resolved.request.lead_id, "L-1");
  EXPECT_EQ(resolved.request.company_id, "C-1");
  EXPECT_EQ(resolved.request.role, "marketing");
  EXPECT_EQ(resolved.request.reason, "fresh");
  EXPECT_EQ(resolved.request.requested_at, SmallTime(0));
  EXPECT_THAT(RulesOf(resolved), ElementsAre("of_marketing", "any"));
}

TEST_F(RoutedLead, ReadsFactsScoresAndStateAtTheDecision) {
  facts = LeadOf("A");
  Capture();
  // Captured and passed on at once: the second request takes the place of the
  // first.
  ASSERT_THAT(decision.steps.owners, SizeIs(2));
  ASSERT_THAT(decision.requests, SizeIs(1));
  EXPECT_EQ(decision.requests[0].request.role, "sales");
  EXPECT_THAT(RulesOf(decision.requests[0]), ElementsAre("good", "any"));
}

TEST_F(RoutedLead, WaitsForNobodyOnceItHasAnOwner) {
  Capture();
  LeadEvent assigned = EventAt(1, "E-2", "assigned");
  assigned.owner = "anna";
  EXPECT_THAT(Decide(assigned, 1).requests, IsEmpty());
  EXPECT_EQ(decision.state.owner, "anna");
  EXPECT_THAT(Decide(EventAt(2, "E-3", "note"), 2).requests, IsEmpty());
}

TEST_F(RoutedLead, OfTheFirstTimeIsNotAskedForAgain) {
  Capture();
  EXPECT_THAT(Decide(EventAt(2, "E-3", "note"), 2).requests, IsEmpty());
  EXPECT_THAT(Capture().requests, IsEmpty()) << "a duplicate";
}

TEST_F(RoutedLead, OfHistoryIsNotAskedFor) {
  LeadEvent event = EventAt(0, "E-1", "capture");
  event.mode = EventMode::kHistorical;
  EXPECT_THAT(Decide(event, 0).requests, IsEmpty());
}

TEST_F(RoutedLead, IsAskedForByReplayIfItStillHasNoOwner) {
  const std::vector<LeadEvent> events = {EventAt(0, "E-1", "capture")};
  auto replay = engine.Replay(facts, events, SmallTime(5));
  ASSERT_THAT(replay, IsOk());
  Capture();
  EXPECT_EQ(replay->requests, decision.requests);
}

TEST_F(RoutedLead, RemembersWhoHadItInTheRole) {
  Capture();
  LeadEvent assigned = EventAt(1, "E-2", "assigned");
  assigned.owner = "anna";
  Decide(assigned, 1);
  facts = LeadOf("A");
  Decide(EventAt(2, "E-3", "facts_changed"), 2);
  ASSERT_THAT(decision.requests, SizeIs(1));
  EXPECT_EQ(decision.requests[0].request.previous_owner, "");
  LeadEvent sales = EventAt(3, "E-4", "assigned");
  sales.owner = "ben";
  Decide(sales, 3);
  // Nobody accepted it in time: the timer recalls it.
  facts = LeadOf("B");
  Decide(EventAt(110, "E-5", "note"), 110);
  ASSERT_THAT(decision.requests, SizeIs(1));
  EXPECT_EQ(decision.requests[0].request.role, "marketing");
  EXPECT_EQ(decision.requests[0].request.previous_owner, "anna");
}

TEST_F(RoutedLead, GoesFromTheDecisionToTheRouterAndBack) {
  Capture();
  Staff staff;
  StaffMember anna;
  anna.id = "anna";
  anna.pools = {"all"};
  staff.people = {anna};
  const auto result = engine.router()->Assign(decision.requests, staff,
                                              RoutingState(), SmallTime(1));
  ASSERT_THAT(result, IsOk());
  ASSERT_THAT(result->assignments, SizeIs(1));
  EXPECT_EQ(result->state.tenant, "t-1");
  LeadEvent assigned = EventAt(1, "E-2", "assigned");
  assigned.owner = result->assignments[0].person_id;
  Decide(assigned, 1);
  EXPECT_EQ(decision.outcome, DecisionOutcome::kApplied);
  EXPECT_EQ(decision.state.owner, "anna");
}

TEST_F(RoutedLead, IsResolvedAnewWhenFactsChanged) {
  facts = LeadOf("A");
  Capture();
  const AssignmentRequest request = decision.requests[0].request;
  facts = LeadOf("B");
  const auto resolved =
      engine.Resolve(facts, decision.state, request, SmallTime(9));
  ASSERT_THAT(resolved, IsOk());
  EXPECT_EQ(resolved->request, request);
  EXPECT_THAT(RulesOf(*resolved), ElementsAre("any"));
}

TEST_F(RoutedLead, OfAnotherTenantOrSpecIsRefused) {
  Capture();
  LeadState other = decision.state;
  other.tenant = "t-2";
  EXPECT_THAT(engine.Resolve(facts, other, {}, SmallTime(9)),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("state.tenant")));
  other = decision.state;
  other.spec = "older";
  EXPECT_THAT(
      engine.Resolve(facts, other, {}, SmallTime(9)),
      StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("state.spec")));
}

TEST(Resolve, NeedsNoLifecycle) {
  EngineSpec spec = RoutedSpec();
  spec.lifecycles.clear();
  spec.routing->rules = {Rule("good", "", "grade = \"A\""),
                         Rule("rest", "", nullptr)};
  const auto engine = CompileEngine(spec);
  ASSERT_THAT(engine, IsOk());
  AssignmentRequest request;
  request.lead_id = "L-1";
  request.role = "sales";
  request.requested_at = SmallTime(0);
  const auto resolved =
      engine->Resolve(LeadOf("A"), LeadState(), request, SmallTime(0));
  ASSERT_THAT(resolved, IsOk());
  EXPECT_THAT(RulesOf(*resolved), ElementsAre("good", "rest"));
}

TEST(Resolve, SaysThatTheSpecHasNoRouting) {
  EngineSpec spec = RoutedSpec();
  spec.routing.reset();
  const auto engine = CompileEngine(spec);
  ASSERT_THAT(engine, IsOk());
  EXPECT_EQ(engine->router(), nullptr);
  EXPECT_THAT(
      engine->Resolve(LeadOf("A"), LeadState(), {}, SmallTime(0)),
      StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("`routing`")));
  const auto decision = engine->Decide(
      LeadOf("A"), LeadState(), EventAt(0, "E-1", "capture"), SmallTime(0));
  ASSERT_THAT(decision, IsOk());
  EXPECT_THAT(decision->steps.owners, SizeIs(2));
  EXPECT_THAT(decision->requests, IsEmpty());
}

TEST(Remembering, GivesBackTheCategoriesAndTheStageOfAState) {
  LeadState state;
  state.categories = {{"", "hot", SmallTime(1)}, {"fit", "a", SmallTime(2)}};
  state.buyer_stage = {"", "late", SmallTime(3)};
  ScoreOptions ask;
  ask.language = "de";
  const ScoreOptions options = Remembering(state, ask);
  EXPECT_EQ(options.language, "de");
  EXPECT_EQ(options.previous_category, "hot");
  EXPECT_EQ(options.previous_category_since, SmallTime(1));
  ASSERT_THAT(options.previous_scores, SizeIs(1));
  EXPECT_EQ(options.previous_scores[0].name, "fit");
  EXPECT_EQ(options.previous_scores[0].category, "a");
  EXPECT_EQ(options.previous_buyer_stage, "late");
  EXPECT_EQ(options.previous_buyer_stage_since, SmallTime(3));
}

}  // namespace
}  // namespace lotse
