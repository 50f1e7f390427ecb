// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Guards on what was before: previous.state and previous.category.
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/engine.h"
#include "tests/testing/small_lifecycle.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

// Grade A is hot, B warm, all else cold.
EngineSpec Spec(const char* guard) {
  EngineSpec spec;
  spec.schema = SmallSchema();
  OptionTable grade;
  grade.id = "grade";
  grade.of = "lead.grade";
  const auto points = [](int64_t n) {
    return Points::FromNano(n * 1000000000);
  };
  grade.options = {{"A", points(10), {}}, {"B", points(5), {}}};
  Group group;
  group.id = "fit";
  group.options = {grade};
  spec.scoring.groups = {group};
  spec.scoring.categories.resize(3);
  spec.scoring.categories[0].id = "cold";
  spec.scoring.categories[1].id = "warm";
  spec.scoring.categories[1].from = points(4);
  spec.scoring.categories[2].id = "hot";
  spec.scoring.categories[2].from = points(8);
  LifecycleSpec lifecycle = SmallLifecycle();
  lifecycle.transitions[1].when = Condition::FromText(guard);
  spec.lifecycles = {lifecycle};
  return spec;
}

Facts GradedLead(const std::vector<std::pair<const char*, int64_t>>& grades) {
  Facts facts;
  facts.lead.id = "L-1";
  for (const auto& [grade, since] : grades) {
    Attribute attribute;
    attribute.key = "grade";
    attribute.value.kind = std::string(grade);
    attribute.since = SmallTime(since);
    facts.lead.attributes.push_back(attribute);
  }
  return facts;
}

LeadEvent Event(const char* id, const char* event, int64_t second,
                const char* role = "", const char* reason = "") {
  LeadEvent e;
  e.id = id;
  e.event = event;
  e.occurred_at = SmallTime(second);
  if (*role != '\0') e.actor = {ActorKind::kPerson, "u-1", role};
  e.reason = reason;
  return e;
}

// Decides every event in time and looks at the lead every `step` seconds; what
// comes of it must be the replay, and never before the next check.
LeadState Follow(const Engine& engine, const Facts& facts,
                 const std::vector<LeadEvent>& events, int64_t step,
                 int64_t until) {
  LeadState state;
  Instant next_check;
  size_t e = 0;
  for (int64_t second = 0; second <= until; ++second) {
    const Instant now = SmallTime(second);
    for (; e < events.size() && events[e].occurred_at == now; ++e) {
      const absl::StatusOr<Decision> decision =
          engine.Decide(facts, state, events[e], now);
      EXPECT_THAT(decision, IsOk());
      state = decision->state;
      next_check = decision->next_check_at;
    }
    if (second % step != 0 && second != until) continue;
    const absl::StatusOr<Decision> tick = engine.Tick(facts, state, now);
    EXPECT_THAT(tick, IsOk());
    if (!tick->steps.transitions.empty()) {
      EXPECT_NE(next_check, Instant());
      EXPECT_LE(next_check.micros(), now.micros());
    }
    state = tick->state;
    next_check = tick->next_check_at;
  }
  const absl::StatusOr<Decision> replay =
      engine.Replay(facts, events, SmallTime(until));
  EXPECT_THAT(replay, IsOk());
  LeadState replayed = replay->state;
  replayed.revision = state.revision;
  EXPECT_TRUE(replayed == state);
  return state;
}

TEST(PreviousSignals, TellACategoryThatFellFromOneThatRose) {
  ASSERT_OK_AND_ASSIGN(
      const Engine engine,
      CompileEngine(
          Spec("previous.category = \"hot\" and score.category = \"warm\"")));
  const std::vector<LeadEvent> events = {Event("1", "capture", 0)};
  for (int64_t step : {1, 7, 100}) {
    const LeadState fell =
        Follow(engine, GradedLead({{"B", 0}, {"A", 10}, {"B", 20}}), events,
               step, 100);
    EXPECT_EQ(fell.state, "passed");
    EXPECT_EQ(fell.entered_at, SmallTime(20));
    ASSERT_EQ(fell.categories.size(), 1u);
    EXPECT_EQ(fell.categories[0].before, "hot");
    const LeadState rose =
        Follow(engine, GradedLead({{"C", 0}, {"B", 10}}), events, step, 100);
    EXPECT_EQ(rose.state, "fresh");
    EXPECT_EQ(rose.categories[0].before, "cold");
  }
}

TEST(PreviousSignals, KnowNoCategoryBeforeTheFirst) {
  ASSERT_OK_AND_ASSIGN(
      const Engine engine,
      CompileEngine(
          Spec("previous.category is missing and score.category = \"hot\"")));
  const std::vector<LeadEvent> events = {Event("1", "capture", 0)};
  EXPECT_EQ(Follow(engine, GradedLead({{"A", 0}}), events, 5, 50).state,
            "passed");
  EXPECT_EQ(
      Follow(engine, GradedLead({{"B", 0}, {"A", 9}}), events, 5, 50).state,
      "fresh");
}

TEST(PreviousSignals, TellWhereALeadCameFrom) {
  ASSERT_OK_AND_ASSIGN(
      const Engine engine,
      CompileEngine(Spec("previous.state = \"deal\" and lead.grade = \"A\"")));
  const std::vector<LeadEvent> events = {
      Event("1", "capture", 0),
      // A person moved it to the deal, and back.
      [] {
        LeadEvent moved = Event("2", "", 5, "sales");
        moved.mode = EventMode::kObserved;
        moved.to = "deal";
        return moved;
      }(),
      Event("3", "demote", 30, "sales", "no_need")};
  for (int64_t step : {1, 7, 60}) {
    const LeadState state =
        Follow(engine, GradedLead({{"B", 0}, {"A", 40}}), events, step, 60);
    EXPECT_EQ(state.state, "passed");
    EXPECT_EQ(state.entered_at, SmallTime(40));
    EXPECT_EQ(state.previous_state, "fresh");
  }
}

TEST(PreviousSignals, AreCheckedWithTheSpec) {
  const struct {
    const char* guard;
    const char* error;
  } kCases[] = {
      {"previous.category = \"hott\"", "no option of previous.category"},
      {"previous.state = \"fersh\"", "no option of previous.state"},
      {"previous.state = \"new\"", "no option of previous.state"},
      {"previous.owner = \"u-1\"", "previous.owner"}};
  for (const auto& c : kCases) {
    const absl::StatusOr<Engine> engine = CompileEngine(Spec(c.guard));
    ASSERT_FALSE(engine.ok()) << c.guard;
    EXPECT_THAT(std::string(engine.status().message()), HasSubstr(c.error));
  }
}

}  // namespace
}  // namespace lotse
