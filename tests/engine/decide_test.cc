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
