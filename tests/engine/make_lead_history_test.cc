// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/make_lead_history.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/presets.h"
#include "lotse/engine/questionnaire_presets.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// A Monday in November, and the days after.
Instant At(int day, int hour) {
  return *Instant::Parse("2026-11-23T00:00:00Z") + Duration::Days(day) +
         Duration::Hours(hour);
}

EngineSpec Spec(bool with_questions = true) {
  EngineSpec spec = *Preset("b2b_lifecycle");
  spec.tenant = "acme";
  if (with_questions) {
    EXPECT_THAT(AddQuestionnairePreset("bant", &spec.schema), IsOk());
    spec.questionnaires = {*QuestionnairePreset("bant")};
  }
  return spec;
}

// It came by a reply card; two questions are answered on the first day and the
// others on the tenth.
Facts CardLead(const std::string& id = "L-1") {
  Facts facts;
  facts.lead.id = id;
  facts.lead.channel = "reply_card";
  facts.lead.created_at = At(0, 7);
  facts.persons.resize(1);
  facts.persons[0].id = "P-1";
  Attribute email;
  email.key = "email";
  email.value.kind = std::string("someone@example.com");
  facts.persons[0].attributes = {email};
  facts.company.emplace();
  Attribute name = email;
  name.key = "name";
  facts.company->attributes = {name};
  const auto answer = [&](const char* question, const char* option, int day) {
    Answer given;
    given.question = question;
    given.value.kind = std::string(option);
    given.answered_at = At(day, 8);
    facts.lead.answers.push_back(given);
  };
  answer("need", "recognised", 0);
  answer("authority", "influences", 0);
  answer("budget", "none", 10);
  answer("time_frame", "later", 10);
  return facts;
}

LeadEvent Event(const char* name, int day, int hour, const char* role = "",
                const char* reason = "", const char* owner = "") {
  static int next = 0;
  LeadEvent event;
  event.id = "E-" + std::to_string(1000 + ++next);
  event.event = name;
  event.occurred_at = At(day, hour);
  if (*role != '\0') event.actor = {ActorKind::kPerson, "u-1", role};
  event.reason = reason;
  event.owner = owner;
  return event;
}

std::vector<LeadEvent> LoopEvents() {
  return {Event("capture", 0, 8),
          Event("assigned", 0, 9, "", "", "u-2"),
          Event("transfer", 1, 8, "marketing"),
          Event("accept", 1, 10, "sales"),
          Event("promote", 2, 9, "sales"),
          Event("demote", 9, 9, "sales", "no_budget"),
          Event("transfer", 14, 9, "marketing"),
          Event("accept", 15, 15, "sales")};
}

TEST(MakeLeadHistory, SaysHowMuchWasKnownAtEachHandOver) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(Spec()));
  const Facts facts = CardLead();
  EngineScratch scratch;
  ASSERT_OK_AND_ASSIGN(const Decision decision,
                       engine.Replay(facts, LoopEvents(), At(30, 0)));
  ASSERT_OK_AND_ASSIGN(
      const LeadHistory history,
      MakeLeadHistory(engine, facts, decision, At(30, 0), &scratch));
  EXPECT_EQ(history.lead_id, "L-1");
  EXPECT_EQ(history.tenant, "acme");
  EXPECT_EQ(history.lifecycle, "standard");
  EXPECT_TRUE(history.transitions == decision.steps.transitions);
  ASSERT_THAT(history.handed_over, SizeIs(2));
  EXPECT_EQ(history.handed_over[0].at, At(1, 8));
  EXPECT_EQ(history.handed_over[1].at, At(14, 9));
  // What the questionnaire itself says at those instants.
  for (const HandedOverAt& handed : history.handed_over) {
    ASSERT_OK_AND_ASSIGN(const QuestionnaireResult report,
                         engine.questionnaires()[0].Report(facts, handed.at));
    EXPECT_EQ(handed.completeness, report.completeness);
  }
  EXPECT_LT(*history.handed_over[0].completeness,
            *history.handed_over[1].completeness);

  std::vector<LifecycleCounter> counters = LifecycleCounters(engine);
  ASSERT_THAT(counters, SizeIs(1));
  ASSERT_THAT(counters[0].Add(history), IsOk());
  ASSERT_OK_AND_ASSIGN(const HistoryReport report,
                       MakeHistoryReport(engine, counters, {}, At(30, 0)));
  ASSERT_THAT(report.lifecycles, SizeIs(1));
  const LifecycleMetrics& metrics = report.lifecycles[0];
  EXPECT_EQ(metrics.loops.demotions, 1);
  EXPECT_EQ(metrics.loops.until_demotion.median, Duration::Days(7));
  EXPECT_EQ(metrics.loops.lead_now, 1);
  ASSERT_THAT(metrics.clocks, SizeIs(3));
  EXPECT_EQ(metrics.clocks[1].clock, "acceptance");
  EXPECT_EQ(metrics.clocks[1].started, 2);
  EXPECT_EQ(metrics.clocks[1].in_time.hits, 1);
  // The second time it went back to marketing when the time was over.
  EXPECT_EQ(metrics.clocks[1].breached_cancelled, 1);
  EXPECT_FALSE(report.owner_times.has_value());
}

TEST(MakeLeadHistory, KnowsNothingWithoutAQuestionnaire) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(Spec(false)));
  EngineScratch scratch;
  ASSERT_OK_AND_ASSIGN(const Decision decision,
                       engine.Replay(CardLead(), LoopEvents(), At(30, 0)));
  ASSERT_OK_AND_ASSIGN(
      const LeadHistory history,
      MakeLeadHistory(engine, CardLead(), decision, At(30, 0), &scratch));
  ASSERT_THAT(history.handed_over, SizeIs(2));
  EXPECT_FALSE(history.handed_over[0].completeness.has_value());
}

TEST(MakeLeadHistory, OfALeadThatNoEventHasReachedIsNotCounted) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(Spec()));
  EngineScratch scratch;
  ASSERT_OK_AND_ASSIGN(const Decision decision,
                       engine.Replay(CardLead(), {}, At(30, 0)));
  ASSERT_OK_AND_ASSIGN(
      const LeadHistory history,
      MakeLeadHistory(engine, CardLead(), decision, At(30, 0), &scratch));
  EXPECT_THAT(history.lifecycle, IsEmpty());
  EXPECT_THAT(LifecycleCounters(engine)[0].Add(history),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(MakeLeadHistory, OfAnotherTenantIsRefusedByTheCounter) {
  EngineSpec other = Spec();
  other.tenant = "other";
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(Spec()));
  ASSERT_OK_AND_ASSIGN(const Engine others, CompileEngine(other));
  EngineScratch scratch;
  ASSERT_OK_AND_ASSIGN(const Decision decision,
                       others.Replay(CardLead(), LoopEvents(), At(30, 0)));
  ASSERT_OK_AND_ASSIGN(
      const LeadHistory history,
      MakeLeadHistory(engine, CardLead(), decision, At(30, 0), &scratch));
  EXPECT_THAT(LifecycleCounters(engine)[0].Add(history),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

// Decisions one after the other have the same history as the replay.
TEST(MakeLeadHistory, OfAllDecisionsIsThatOfTheReplay) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(Spec()));
  const Facts facts = CardLead();
  EngineScratch scratch;
  Decision all;
  for (const LeadEvent& event : LoopEvents()) {
    ASSERT_OK_AND_ASSIGN(
        Decision decision,
        engine.Decide(facts, all.state, event, event.occurred_at));
    all.lead_id = decision.lead_id;
    all.state = decision.state;
    const auto append = [](auto* to, const auto& from) {
      to->insert(to->end(), from.begin(), from.end());
    };
    append(&all.steps.transitions, decision.steps.transitions);
    append(&all.steps.conversions, decision.steps.conversions);
    append(&all.steps.clocks, decision.steps.clocks);
  }
  const Instant end = At(15, 15);
  ASSERT_OK_AND_ASSIGN(const Decision replay,
                       engine.Replay(facts, LoopEvents(), end));
  std::vector<LifecycleCounter> counters[2] = {LifecycleCounters(engine),
                                               LifecycleCounters(engine)};
  const Decision* const decisions[2] = {&all, &replay};
  for (size_t i = 0; i < 2; ++i) {
    ASSERT_OK_AND_ASSIGN(
        const LeadHistory history,
        MakeLeadHistory(engine, facts, *decisions[i], end, &scratch));
    ASSERT_THAT(counters[i][0].Add(history), IsOk());
  }
  EXPECT_TRUE(counters[0][0].counts() == counters[1][0].counts());
}

TEST(MakeOwnerTimeCase, GoesFromTheFirstContactToTheFirstOwner) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(Spec()));
  const Facts facts = CardLead();
  ASSERT_OK_AND_ASSIGN(const Decision decision,
                       engine.Replay(facts, LoopEvents(), At(30, 0)));
  const std::optional<OwnerTimeCase> owner = MakeOwnerTimeCase(facts, decision);
  ASSERT_TRUE(owner.has_value());
  EXPECT_EQ(owner->owner, "u-2");
  EXPECT_EQ(owner->created_at, At(0, 7));
  EXPECT_EQ(owner->assigned_at, At(0, 9));
  // Accepted, the first clock that was met.
  EXPECT_EQ(owner->first_worked_at, At(1, 10));
  EXPECT_FALSE(MakeOwnerTimeCase(facts, Decision()).has_value());
}

TEST(MakeHistoryReport, ShowsPeopleAsFarAsTheSpecAllows) {
  std::vector<OwnerTimeCase> cases;
  for (int i = 0; i < 60; ++i) {
    OwnerTimeCase owner;
    owner.owner = "u-" + std::to_string(i % 6);
    owner.created_at = At(0, 8);
    owner.assigned_at = At(0, 9);
    owner.first_worked_at = At(0, 11);
    cases.push_back(owner);
  }
  EngineSpec spec = Spec();
  ASSERT_OK_AND_ASSIGN(const Engine none, CompileEngine(spec));
  ASSERT_OK_AND_ASSIGN(HistoryReport report,
                       MakeHistoryReport(none, {}, cases, At(30, 0)));
  ASSERT_TRUE(report.owner_times.has_value());
  EXPECT_EQ(report.owner_times->to_owner.cases, 60);
  // In the office hours of routing: eight to nine is nine to ten in Berlin.
  EXPECT_EQ(report.owner_times->to_owner.median, Duration::Hours(1));
  EXPECT_FALSE(report.owner_times->to_first_work.has_value());
  EXPECT_THAT(report.owner_times->people, IsEmpty());
  spec.people_metrics.level = PeopleMetricsLevel::kPerson;
  spec.people_metrics.min_cases = 10;
  ASSERT_OK_AND_ASSIGN(const Engine person, CompileEngine(spec));
  ASSERT_OK_AND_ASSIGN(report, MakeHistoryReport(person, {}, cases, At(30, 0)));
  EXPECT_THAT(report.owner_times->people, SizeIs(6));
  EXPECT_TRUE(report.owner_times->to_first_work.has_value());
  cases[3].owner.clear();
  EXPECT_THAT(MakeHistoryReport(person, {}, cases, At(30, 0)),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace lotse
