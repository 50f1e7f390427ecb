// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The generated year: the same bytes, events that the preset takes, and what a
// year of work has to show.
#include "tools/sales_year.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/engine/make_lead_history.h"
#include "lotse/engine/presets.h"
#include "lotse/engine/questionnaire_presets.h"
#include "lotse/proto/json.h"
#include "tests/testing/status_matchers.h"

namespace lotse::tools {
namespace {

constexpr int64_t kLeads = 700;
const Instant kUntil = *Instant::Parse("2026-11-01");

LeadGenerator Generator() {
  LeadGeneratorOptions how;
  how.seed = 5;
  how.until = kUntil;
  how.outcomes = false;
  how.days = 365;
  return LeadGenerator(how);
}

// Made once; all tests read it.
const std::vector<WorkedLead>& Year() {
  static const auto& leads = *new std::vector<WorkedLead>([] {
    std::vector<WorkedLead> all;
    const SalesYear year = *SalesYear::Make(5, kUntil);
    for (int64_t i = 0; i < kLeads; ++i) {
      all.push_back(*year.Work(Generator().Make(i), i));
    }
    return all;
  }());
  return leads;
}

std::string Text(const WorkedLead& lead) {
  std::string text = proto::ToJson(lead.facts);
  for (const LeadEvent& event : lead.events) {
    absl::StrAppend(&text, proto::ToJson(event), "\n");
  }
  return text;
}

TEST(SalesYear, GivesTheSameBytesForTheSameSeed) {
  const SalesYear year = *SalesYear::Make(5, kUntil);
  for (int64_t i : {0, 17, 699}) {
    ASSERT_OK_AND_ASSIGN(const WorkedLead again,
                         year.Work(Generator().Make(i), i));
    EXPECT_EQ(Text(again), Text(Year()[static_cast<size_t>(i)]));
  }
  const SalesYear other = *SalesYear::Make(6, kUntil);
  EXPECT_NE(Text(*other.Work(Generator().Make(0), 0)), Text(Year()[0]));
}

TEST(SalesYear, EndsInTimeAndInOrder) {
  for (const WorkedLead& lead : Year()) {
    std::set<std::string> ids;
    Instant last = lead.facts.lead.created_at;
    ASSERT_FALSE(lead.events.empty());
    EXPECT_EQ(lead.events[0].event, "capture");
    for (const LeadEvent& event : lead.events) {
      EXPECT_GE(event.occurred_at, last);
      EXPECT_LE(event.occurred_at, kUntil);
      EXPECT_TRUE(ids.insert(event.id).second);
      last = event.occurred_at;
    }
    EXPECT_FALSE(lead.facts.lead.outcome.has_value());
    for (const Answer& answer : lead.facts.lead.answers) {
      EXPECT_LE(answer.answered_at, kUntil);
    }
  }
}

TEST(SalesYear, HasAFunnelLoopsAndBreachedClocks) {
  EngineSpec spec = *Preset("b2b_lifecycle");
  ASSERT_THAT(AddQuestionnairePreset("bant", &spec.schema), IsOk());
  spec.questionnaires = {*QuestionnairePreset("bant")};
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(spec));
  std::vector<LifecycleCounter> counters = LifecycleCounters(engine);
  EngineScratch scratch;
  int64_t not_taken = 0, events = 0, on_weekends = 0;
  for (const WorkedLead& lead : Year()) {
    ASSERT_OK_AND_ASSIGN(
        const Decision decision,
        engine.Replay(lead.facts, lead.events, kUntil, {}, &scratch));
    for (const BlockedTransition& blocked : decision.steps.blocked) {
      not_taken += blocked.needs != kFactsChangedEvent;
    }
    events += static_cast<int64_t>(lead.events.size());
    ASSERT_OK_AND_ASSIGN(
        const LeadHistory history,
        MakeLeadHistory(engine, lead.facts, decision, kUntil, &scratch));
    ASSERT_THAT(counters[0].Add(history), IsOk());
    for (const LeadEvent& event : lead.events) {
      // Days since a Thursday.
      const int32_t day = event.occurred_at.date().days() % 7;
      on_weekends +=
          (day == 2 || day == 3) && event.actor.kind == ActorKind::kPerson;
    }
  }
  // What people try goes nearly always, and never on a weekend.
  EXPECT_LT(not_taken * 20, events);
  EXPECT_EQ(on_weekends, 0);
  const LifecycleMetrics metrics = counters[0].Metrics();
  for (size_t i = 0; i + 1 < metrics.funnel.size(); ++i) {
    EXPECT_GT(metrics.funnel[i].leads, metrics.funnel[i + 1].leads);
    EXPECT_GT(metrics.funnel[i + 1].leads, 20);
  }
  EXPECT_GT(metrics.loops.once, 20);
  EXPECT_GT(metrics.loops.twice, 0);
  EXPECT_GT(metrics.loops.promoted_again.hits, 10);
  EXPECT_GE(metrics.loops.reasons.size(), 4u);
  for (const ClockFigure& clock : metrics.clocks) {
    EXPECT_GT(clock.in_time.share, 0.6) << clock.clock;
    EXPECT_LT(clock.in_time.share, 0.98) << clock.clock;
  }
  for (const char* state : {"lost", "disqualified", "recycled", "objected"}) {
    const auto it = std::find_if(
        metrics.states.begin(), metrics.states.end(),
        [&](const PlaceFigure& place) { return place.id == state; });
    EXPECT_GT(it->leads, 0) << state;
  }
  // Who was asked little is demoted more.
  EXPECT_GT(metrics.hand_overs[0].demoted.share,
            metrics.hand_overs[3].demoted.share + 0.08);
}

}  // namespace
}  // namespace lotse::tools
