// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/engine/decision.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

Instant At(const char* text) { return *Instant::Parse(text); }

Attribute Of(const char* key, const char* text) {
  Attribute attribute;
  attribute.key = key;
  attribute.value.kind = std::string(text);
  return attribute;
}

const Engine& StandardEngine() {
  static const Engine& engine =
      *new Engine(*CompileEngine(*Preset("b2b_lifecycle")));
  return engine;
}

// A lead that came by a reply card, complete and lukewarm.
Facts CardLead() {
  Facts facts;
  facts.lead.id = "L-1";
  facts.lead.channel = "reply_card";
  facts.lead.created_at = At("2026-11-23T08:00:00Z");
  facts.persons.resize(1);
  facts.persons[0].id = "P-1";
  facts.persons[0].attributes = {Of("email", "someone@example.com")};
  Consent consent;
  consent.purpose = "contact";
  consent.channel = "phone";
  consent.event = ConsentEvent::kConfirmed;
  consent.at = At("2026-11-20T08:00:00Z");
  facts.persons[0].consents = {consent};
  facts.company.emplace();
  facts.company->id = "C-1";
  facts.company->attributes = {Of("name", "Example Ltd")};
  return facts;
}

LeadEvent EventOf(const char* id, const char* name, const char* at,
                  const char* role = nullptr) {
  LeadEvent event;
  event.id = id;
  event.event = name;
  event.occurred_at = At(at);
  if (role != nullptr) event.actor = {ActorKind::kPerson, "u-1", role};
  return event;
}

std::vector<std::string> Path(const LifecycleSteps& steps) {
  std::vector<std::string> path;
  for (const TransitionMade& made : steps.transitions) path.push_back(made.to);
  return path;
}

TEST(Decide, MeetsAClockThatIsAnsweredAtTheInstantItStarts) {
  Facts facts = CardLead();
  Activity call;
  call.id = "A-1";
  call.kind = "call";
  call.occurred_at = At("2026-11-23T08:00:00Z");
  call.attributes = {Of("direction", "out")};
  facts.persons[0].activities = {call};
  const auto decision = StandardEngine().Decide(
      facts, LeadState(), EventOf("E-1", "capture", "2026-11-23T08:00:00Z"),
      At("2026-11-23T08:00:00Z"));
  ASSERT_THAT(decision, IsOk());
  std::vector<ClockMarkKind> kinds;
  for (const ClockMark& mark : decision->steps.clocks) {
    EXPECT_EQ(mark.clock, "first_response");
    EXPECT_EQ(mark.at, At("2026-11-23T08:00:00Z"));
    kinds.push_back(mark.kind);
  }
  EXPECT_EQ(kinds, (std::vector<ClockMarkKind>{ClockMarkKind::kStarted,
                                               ClockMarkKind::kMet}));
}

TEST(Decide, TakesACardWithAProofOfConsentToQualification) {
  const auto decision =
      StandardEngine().Decide(CardLead(), LeadState(),
                              EventOf("E-1", "capture", "2026-11-23T08:00:00Z"),
                              At("2026-11-23T08:00:00Z"));
  ASSERT_THAT(decision, IsOk());
  EXPECT_EQ(decision->outcome, DecisionOutcome::kApplied);
  EXPECT_EQ(Path(decision->steps),
            (std::vector<std::string>{"captured", "sighting", "qualifying"}));
  EXPECT_EQ(decision->state.owner_role, "marketing");
  EXPECT_EQ(decision->state.revision, 1);
  ASSERT_EQ(decision->steps.clocks.size(), 1u);
  EXPECT_EQ(decision->steps.clocks[0].clock, "first_response");
  // Monday, nine to five in Berlin: at five.
  EXPECT_EQ(decision->steps.clocks[0].due_at, At("2026-11-23T16:00:00Z"));
  // The warning, two working hours before.
  EXPECT_EQ(decision->next_check_at, At("2026-11-23T14:00:00Z"));
}

TEST(Decide, GuardsReadAPersonalAssessment) {
  EngineSpec spec = *Preset("b2b_lifecycle");
  spec.assessment.weight = 0.5;
  for (TransitionSpec& transition : spec.lifecycles[0].transitions) {
    if (transition.id == "manual_transfer") {
      transition.when = Condition::FromText("assessment.probability >= 0.5");
    }
  }
  const auto engine = CompileEngine(spec);
  ASSERT_THAT(engine, IsOk());
  Facts facts = CardLead();
  const auto captured = engine->Decide(
      facts, LeadState(), EventOf("E-1", "capture", "2026-11-23T08:00:00Z"),
      At("2026-11-23T08:00:00Z"));
  ASSERT_THAT(captured, IsOk());
  const LeadEvent transfer =
      EventOf("E-2", "transfer", "2026-11-23T09:00:00Z", "marketing");
  const auto without = engine->Decide(facts, captured->state, transfer,
                                      At("2026-11-23T09:00:00Z"));
  ASSERT_THAT(without, IsOk());
  EXPECT_EQ(without->outcome, DecisionOutcome::kNoTransition);
  ASSERT_EQ(without->steps.blocked.size(), 1u);
  EXPECT_EQ(without->steps.blocked[0].obstacle, Obstacle::kGuard);

  Assessment assessment;
  assessment.probability = 0.6;
  assessment.author = "u-1";
  assessment.at = At("2026-11-23T08:30:00Z");
  facts.lead.assessments = {assessment};
  const auto with = engine->Decide(facts, captured->state, transfer,
                                   At("2026-11-23T09:00:00Z"));
  ASSERT_THAT(with, IsOk());
  EXPECT_EQ(Path(with->steps), std::vector<std::string>{"transferred"});
}

TEST(Decide, AnswersAStaleRevisionWithoutChange) {
  const auto first =
      StandardEngine().Decide(CardLead(), LeadState(),
                              EventOf("E-1", "capture", "2026-11-23T08:00:00Z"),
                              At("2026-11-23T08:00:00Z"));
  ASSERT_THAT(first, IsOk());
  LeadEvent event = EventOf("E-2", "nurture", "2026-11-23T09:00:00Z", "sales");
  event.if_revision = first->state.revision + 1;
  const auto stale = StandardEngine().Decide(CardLead(), first->state, event,
                                             At("2026-11-23T09:00:00Z"));
  ASSERT_THAT(stale, IsOk());
  EXPECT_EQ(stale->outcome, DecisionOutcome::kStaleRevision);
  EXPECT_TRUE(stale->state == first->state);
  EXPECT_TRUE(stale->steps.transitions.empty());
  event.if_revision = first->state.revision;
  const auto fresh = StandardEngine().Decide(CardLead(), first->state, event,
                                             At("2026-11-23T09:00:00Z"));
  ASSERT_THAT(fresh, IsOk());
  EXPECT_EQ(Path(fresh->steps), std::vector<std::string>{"nurturing"});
}

TEST(Decide, TakesAnEventThatIsAheadByTheClockSkewOnly) {
  const Instant now = At("2026-11-23T08:00:00Z");
  const auto near = StandardEngine().Decide(
      CardLead(), LeadState(),
      EventOf("E-1", "capture", "2026-11-23T08:05:00Z"), now);
  ASSERT_THAT(near, IsOk());
  EXPECT_EQ(near->state.entered_at, At("2026-11-23T08:05:00Z"));
  const auto far = StandardEngine().Decide(
      CardLead(), LeadState(),
      EventOf("E-1", "capture", "2026-11-23T08:05:01Z"), now);
  EXPECT_EQ(far.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(far.status().message().rfind("event.occurred_at: ", 0), 0u);
}

TEST(Decide, NamesWhatIsWrongWithEventsAndStates) {
  const Instant now = At("2026-11-23T08:00:00Z");
  const auto error = [&](const Engine& engine, const LeadState& state,
                         const LeadEvent& event) {
    return engine.Decide(CardLead(), state, event, now).status();
  };
  const LeadEvent capture = EventOf("E-1", "capture", "2026-11-23T08:00:00Z");
  LeadEvent unknown = capture;
  unknown.event = "captured";
  EXPECT_EQ(error(StandardEngine(), LeadState(), unknown)
                .message()
                .rfind("event.event: ", 0),
            0u);
  LeadState broken;
  broken.lifecycle = "no such";
  broken.state = "qualifying";
  broken.tenant = StandardEngine().spec().tenant;
  EXPECT_EQ(error(StandardEngine(), broken, capture).code(),
            absl::StatusCode::kFailedPrecondition);
  const auto without = CompileEngine(*Preset("b2b"));
  ASSERT_THAT(without, IsOk());
  EXPECT_EQ(error(*without, LeadState(), capture).code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(Decide, AnswersADuplicateWithoutChange) {
  const LeadEvent event = EventOf("E-1", "capture", "2026-11-23T08:00:00Z");
  const auto first = StandardEngine().Decide(CardLead(), LeadState(), event,
                                             At("2026-11-23T08:00:00Z"));
  ASSERT_THAT(first, IsOk());
  const auto second = StandardEngine().Decide(CardLead(), first->state, event,
                                              At("2026-11-23T08:00:05Z"));
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->outcome, DecisionOutcome::kDuplicate);
  EXPECT_TRUE(second->state == first->state);
}

}  // namespace
}  // namespace lotse
