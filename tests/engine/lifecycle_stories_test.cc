// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Stories of leads in the preset b2b_lifecycle: given, when, then. What
// docs/lifecycle.md tells in words.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// Berlin winter time: "23 09:00" is November 23, 2026, nine in the morning.
Instant At(const std::string& day_and_time) {
  return *Instant::Parse("2026-11-" + day_and_time.substr(0, 2) + "T" +
                         day_and_time.substr(3) + ":00+01:00");
}

Value Text(const char* text) {
  Value value;
  value.kind = std::string(text);
  return value;
}

Engine Compile(const EngineSpec& spec) {
  absl::StatusOr<Engine> engine = CompileEngine(spec);
  EXPECT_THAT(engine, IsOk());
  return *std::move(engine);
}

const Engine& StandardEngine() {
  static const Engine& engine = *new Engine(Compile(*Preset("b2b_lifecycle")));
  return engine;
}

// A lead, its state, and everything that decisions asked for.
class Story {
 public:
  explicit Story(const char* channel, const Engine& engine = StandardEngine())
      : engine_(engine) {
    facts.lead.id = "L-1";
    facts.lead.offer = "pump";
    facts.lead.channel = channel;
    facts.persons.resize(1);
    facts.persons[0].id = "P-1";
    facts.persons[0].attributes = {
        {"email", Text("someone@example.com"), {}, ""}};
    facts.company.emplace();
    facts.company->id = "C-1";
    facts.company->attributes = {{"name", Text("Example Ltd"), {}, ""}};
  }

  // Facts from `since` on.
  void Answer(const char* question, const char* option, Instant since) {
    lotse::Answer answer;
    answer.question = question;
    answer.value = Text(option);
    answer.answered_at = since;
    facts.lead.answers.push_back(answer);
  }
  void MakeHot(Instant since) {
    Answer("budget", "approved", since);
    Answer("authority", "decides", since);
    Answer("need", "urgent", since);
    Answer("time_frame", "three_months", since);
    facts.company->attributes.push_back(
        {"industry", Text("manufacturing"), {}, ""});
    Value employees;
    employees.kind = int64_t{120};
    facts.company->attributes.push_back({"employees", employees, {}, ""});
    facts.lead.attributes.push_back({"request", Text("offer"), since, ""});
  }
  void Consent(const char* channel, Instant at,
               ConsentEvent event = ConsentEvent::kConfirmed) {
    lotse::Consent consent;
    consent.purpose = "contact";
    consent.channel = channel;
    consent.event = event;
    consent.at = at;
    facts.persons[0].consents.push_back(consent);
  }
  void Act(const char* kind, Instant at, const char* direction = "out",
           const char* outcome = nullptr) {
    Activity activity;
    activity.id = "A-" + std::to_string(++activities_);
    activity.kind = kind;
    activity.occurred_at = at;
    activity.attributes.push_back({"direction", Text(direction), {}, ""});
    if (outcome != nullptr) {
      activity.attributes.push_back({"outcome", Text(outcome), {}, ""});
    }
    facts.persons[0].activities.push_back(activity);
  }

  LeadEvent Event(const char* name, Instant at, const char* role = nullptr,
                  const char* reason = "") {
    LeadEvent event;
    event.id = "E-" + std::to_string(++events_);
    event.event = name;
    event.occurred_at = at;
    if (role != nullptr) event.actor = {ActorKind::kPerson, "u-1", role};
    event.reason = reason;
    return event;
  }

  DecisionOutcome Take(const LeadEvent& event) {
    log.push_back(event);
    return Done(engine_.Decide(facts, state, event, event.occurred_at));
  }
  DecisionOutcome Take(const char* name, Instant at, const char* role = nullptr,
                       const char* reason = "") {
    return Take(Event(name, at, role, reason));
  }
  DecisionOutcome Tick(Instant now) {
    return Done(engine_.Tick(facts, state, now));
  }

  std::vector<std::string> Path() const {
    std::vector<std::string> path;
    for (const TransitionMade& made : last.steps.transitions) {
      path.push_back(made.to);
    }
    return path;
  }
  std::vector<std::string> Notices() const {
    std::vector<std::string> out;
    for (const NoticeRequest& notice : last.steps.notices) {
      out.push_back(notice.notice);
    }
    return out;
  }
  std::vector<std::string> Tasks() const {
    std::vector<std::string> out;
    for (const TaskRequest& task : last.steps.tasks) out.push_back(task.task);
    return out;
  }
  // "breached acceptance".
  std::vector<std::string> Marks() const {
    std::vector<std::string> out;
    for (const ClockMark& mark : last.steps.clocks) {
      out.push_back(std::string(NameOf(mark.kind)) + " " + mark.clock +
                    (mark.late ? " late" : ""));
    }
    return out;
  }

  // Through the front door to "transferred", on Monday at ten.
  void BecomeHot() {
    Consent("phone", At("20 10:00"));
    Take("capture", At("23 09:00"));
    Act("call", At("23 09:30"), "out", "reached");
    MakeHot(At("23 10:00"));
    Take(kFactsChangedEvent, At("23 10:00"));
  }
  // And on to negotiation, on Tuesday.
  void Negotiate() {
    BecomeHot();
    Take("accept", At("23 11:00"), "sales");
    Take("promote", At("23 12:00"), "sales");
    Take("propose", At("24 09:00"), "sales");
    Take("negotiate", At("24 15:00"), "sales");
  }

  Facts facts;
  LeadState state;
  Decision last;
  std::vector<LeadEvent> log;

 private:
  DecisionOutcome Done(absl::StatusOr<Decision> decision) {
    EXPECT_THAT(decision, IsOk());
    if (!decision.ok()) return DecisionOutcome::kUnspecified;
    last = *std::move(decision);
    state = last.state;
    return last.outcome;
  }

  const Engine& engine_;
  int events_ = 0;
  int activities_ = 0;
};

TEST(Stories, ASignedCardNeedsNoDoubleOptIn) {
  Story story("reply_card");
  story.Take("capture", At("23 09:00"));
  EXPECT_THAT(story.Path(), ElementsAre("captured", "sighting", "qualifying"));
  EXPECT_EQ(story.state.owner_role, "marketing");
  EXPECT_THAT(story.Tasks(), ElementsAre("thank"));
}

TEST(Stories, AFormWaitsUntilTheAddressIsConfirmed) {
  Story story("website");
  story.Take("capture", At("23 09:00"));
  EXPECT_EQ(story.state.state, "unconfirmed");
  EXPECT_THAT(story.Tasks(), ElementsAre("thank", "ask_confirmation"));
  story.Consent("email", At("24 08:00"));
  story.Take(kFactsChangedEvent, At("24 08:00"));
  EXPECT_THAT(story.Path(), ElementsAre("sighting", "qualifying"));
}

TEST(Stories, WhoNeverConfirmsIsLetGoAndErasedInTime) {
  Story story("website");
  story.Take("capture", At("01 09:00"));
  story.Tick(At("15 08:59"));
  EXPECT_EQ(story.state.state, "unconfirmed");
  story.Tick(At("15 09:00"));
  EXPECT_EQ(story.state.state, "disqualified");
  story.Tick(At("15 09:00") + Duration::Days(730));
  EXPECT_EQ(story.state.state, "erased");
  EXPECT_TRUE(story.last.steps.erase);
}

TEST(Stories, AnIncompleteRecordIsCorrectedByHand) {
  Story story("trade_fair");
  story.facts.company->attributes.clear();
  story.Take("capture", At("23 09:00"));
  EXPECT_EQ(story.state.state, "sighting");
  story.Take("checked", At("23 10:00"));
  EXPECT_EQ(story.state.state, "sighting");
  EXPECT_EQ(story.last.steps.blocked[0].obstacle, Obstacle::kRole);
  story.Take("checked", At("23 10:01"), "marketing");
  EXPECT_EQ(story.state.state, "qualifying");
}

TEST(Stories, AfterThreeCallsWithoutAnAnswerTheCallAgentMayGiveUp) {
  Story story("coupon_ad");
  story.Take("capture", At("23 09:00"));
  story.Take("call_needed", At("23 09:10"), "marketing");
  EXPECT_EQ(story.state.owner_role, "call_agent");
  EXPECT_THAT(story.Tasks(), ElementsAre("verification_call"));
  story.Act("call", At("23 10:00"), "out", "not_reached");
  story.Act("call", At("24 10:00"), "out", "not_reached");
  EXPECT_EQ(story.Take("give_up", At("24 11:00"), "call_agent"),
            DecisionOutcome::kNoTransition);
  EXPECT_EQ(story.last.steps.blocked[0].needs, "three calls without an answer");
  story.Act("call", At("25 10:00"), "out", "not_reached");
  story.Take("give_up", At("25 11:00"), "call_agent");
  EXPECT_EQ(story.state.state, "nurturing");
  EXPECT_EQ(story.state.owner_role, "marketing");
}

TEST(Stories, AHotLeadIsTransferredAtOnceAndSalesHearsOfIt) {
  Story story("reply_card");
  story.BecomeHot();
  EXPECT_EQ(story.state.state, "transferred");
  EXPECT_EQ(story.last.steps.transitions[0].at, At("23 10:00"));
  EXPECT_THAT(story.Notices(), ElementsAre("hot_lead"));
  ASSERT_THAT(story.last.steps.owners, SizeIs(1));
  EXPECT_EQ(story.last.steps.owners[0].role, "sales");
  EXPECT_THAT(story.Marks(), Contains("started acceptance"));
}

TEST(Stories, AHotLeadWithAnOpenDealStaysWhereItIs) {
  Story story("reply_card");
  Value open;
  open.kind = true;
  story.facts.lead.attributes.push_back({"open_deal", open, {}, ""});
  story.BecomeHot();
  EXPECT_EQ(story.state.state, "qualifying");
  EXPECT_EQ(story.Take("transfer", At("23 11:00"), "marketing"),
            DecisionOutcome::kNoTransition);
}

TEST(Stories, AHotLeadWhomNobodyMayContactStaysWhereItIs) {
  Story story("reply_card");
  story.Take("capture", At("23 09:00"));
  story.MakeHot(At("23 10:00"));
  story.Take(kFactsChangedEvent, At("23 10:00"));
  EXPECT_EQ(story.state.state, "qualifying");
  story.Consent("phone", At("24 09:00"));
  story.Take(kFactsChangedEvent, At("24 09:00"));
  EXPECT_EQ(story.state.state, "transferred");
}

TEST(Stories, SilenceRecallsALeadAfterTwoWorkingDays) {
  Story story("reply_card");
  story.BecomeHot();
  story.Tick(At("25 09:59"));
  EXPECT_EQ(story.state.state, "transferred");
  story.Tick(At("25 10:00"));
  EXPECT_THAT(story.Path(), ElementsAre("qualifying"));
  EXPECT_THAT(story.Notices(), ElementsAre("recalled_lead"));
  EXPECT_EQ(story.state.owner_role, "marketing");
  // It is still hot, but is not passed back and forth.
  story.Tick(At("26 10:00"));
  EXPECT_EQ(story.state.state, "qualifying");
}

TEST(Stories, ALateAcceptanceIsBreachedOnceAndMetLate) {
  Story story("reply_card");
  story.BecomeHot();
  story.Tick(At("24 08:00"));
  EXPECT_THAT(story.Notices(), ElementsAre("acceptance_due"));
  story.Tick(At("24 10:00"));
  EXPECT_THAT(story.Marks(), ElementsAre("breached acceptance late"));
  EXPECT_THAT(story.Notices(), ElementsAre("acceptance_overdue"));
  EXPECT_EQ(story.Tick(At("24 10:05")), DecisionOutcome::kNoTransition);
  story.Take("accept", At("24 11:00"), "sales");
  EXPECT_THAT(story.Marks(), Contains("met acceptance late"));
}

TEST(Stories, SalesRejectsWithAReasonAndMarketingQualifiesAgain) {
  Story story("reply_card");
  story.BecomeHot();
  EXPECT_EQ(story.Take("reject", At("23 11:00"), "sales"),
            DecisionOutcome::kNoTransition);
  EXPECT_EQ(story.last.steps.blocked[0].obstacle, Obstacle::kReason);
  story.Take("reject", At("23 11:01"), "sales", "no_need");
  EXPECT_EQ(story.state.state, "rejected");
  EXPECT_EQ(story.state.owner_role, "marketing");
  EXPECT_EQ(story.last.steps.transitions[0].reason, "no_need");
  EXPECT_THAT(story.Notices(), ElementsAre("rejected_lead"));
  story.Take("requalify", At("24 09:00"), "marketing");
  EXPECT_EQ(story.state.state, "qualifying");
}

TEST(Stories, AStageMayBeLeftOutAndAProposalRevised) {
  Story story("reply_card");
  story.BecomeHot();
  story.Take("accept", At("23 11:00"), "sales");
  story.Take("promote", At("23 12:00"), "sales");
  story.Take("negotiate", At("24 09:00"), "sales");
  EXPECT_EQ(story.state.state, "negotiation");
  story.Take("propose", At("25 09:00"), "sales");
  EXPECT_EQ(story.state.state, "proposal");
  EXPECT_EQ(story.state.loops, 0);
}

TEST(Stories, OfTwoDealsOfACompanyOneIsDemoted) {
  Story first("reply_card"), second("reply_card");
  second.facts.lead.id = "L-2";
  second.facts.lead.offer = "valve";
  first.Negotiate();
  second.Negotiate();
  first.Take("demote", At("25 09:00"), "sales", "no_budget");
  EXPECT_EQ(first.state.state, "qualifying");
  EXPECT_EQ(first.state.owner_role, "marketing");
  EXPECT_EQ(first.state.loops, 1);
  ASSERT_THAT(first.last.steps.conversions, SizeIs(1));
  EXPECT_EQ(first.last.steps.conversions[0].kind, Conversion::kDemote);
  // From Monday noon to Wednesday nine.
  EXPECT_EQ(first.last.steps.conversions[0].after, Duration::Hours(45));
  EXPECT_THAT(first.Notices(), ElementsAre("demoted_lead"));
  // The other one goes on.
  EXPECT_EQ(second.state.state, "negotiation");
  second.Take("win", At("25 09:00"), "sales");
  EXPECT_EQ(second.state.state, "won");
}

TEST(Stories, WhatIsPromotedAgainTakesUpItsOpportunity) {
  Story story("reply_card");
  const Converter& converter = *StandardEngine().converter();
  story.BecomeHot();
  story.Take("accept", At("23 11:00"), "sales");
  story.Take("promote", At("23 12:00"), "sales");
  PromotionProposal proposal =
      *converter.ProposePromotion(story.facts, {}, At("23 12:00"));
  EXPECT_EQ(proposal.company.action, RecordAction::kKeep);
  EXPECT_EQ(proposal.opportunity.action, RecordAction::kCreate);
  story.facts.opportunity.emplace().id = "O-1";
  EXPECT_THAT(ApplyFactChanges(proposal.fills, &story.facts), IsOk());

  story.Take("demote", At("25 09:00"), "sales", "no_budget");
  const DemotionProposal back = *converter.ProposeDemotion(
      story.facts, story.state, story.last.steps.conversions[0]);
  EXPECT_EQ(back.owner_role, "marketing");
  EXPECT_EQ(back.loop, 1);
  EXPECT_EQ(back.opportunity_id, "O-1");
  // The host has put the opportunity aside.
  PromotionCandidates found;
  found.deals.resize(1);
  found.deals[0].opportunity = *story.facts.opportunity;
  found.deals[0].lead_id = "L-1";
  found.deals[0].closed = true;
  story.facts.opportunity.reset();

  story.Take("transfer", At("26 09:00"), "marketing");
  story.Take("accept", At("26 10:00"), "sales");
  story.Take("promote", At("26 11:00"), "sales");
  EXPECT_EQ(story.state.state, "discovery");
  proposal = *converter.ProposePromotion(story.facts, found, At("26 11:00"));
  EXPECT_EQ(proposal.opportunity.action, RecordAction::kLink);
  EXPECT_EQ(proposal.opportunity.id, "O-1");
}

TEST(Stories, WhatIsDemotedGoesToWhoeverQualifiesIt) {
  Story story("reply_card");
  story.facts.lead.attributes.push_back(
      {"qualified_by", Text("call_agent"), {}, ""});
  story.Negotiate();
  story.Take("demote", At("25 09:00"), "sales", "no_authority");
  EXPECT_EQ(story.state.owner_role, "call_agent");
  EXPECT_EQ(story.last.steps.owners[0].role, "call_agent");
}

TEST(Stories, DeadlinesKnowWinterTimeAndTheHolidaysOfAState) {
  EngineSpec spec = *Preset("b2b_lifecycle");
  spec.calendars[0].holiday_regions = {"DE-BY"};
  const Engine engine = Compile(spec);
  Story story("reply_card", engine);
  // Friday at four; on Sunday clocks are put back. Eight hours: one on Friday,
  // seven on Monday, when nine in the morning is eight in UTC.
  const Instant friday = *Instant::Parse("2026-10-23T16:00:00+02:00");
  story.Take("capture", friday);
  EXPECT_EQ(story.last.steps.clocks[0].due_at,
            *Instant::Parse("2026-10-26T16:00:00+01:00"));
  // January 6 is free in Bavaria, not in Berlin.
  const Instant eve = *Instant::Parse("2027-01-05T16:00:00+01:00");
  Story bavaria("reply_card", engine), berlin("reply_card");
  bavaria.Take("capture", eve);
  berlin.Take("capture", eve);
  EXPECT_EQ(bavaria.last.steps.clocks[0].due_at,
            *Instant::Parse("2027-01-07T16:00:00+01:00"));
  EXPECT_EQ(berlin.last.steps.clocks[0].due_at,
            *Instant::Parse("2027-01-06T16:00:00+01:00"));
}

TEST(Stories, TwoLeadsMergedInTheMiddleOfAClockAreTheReplayOfBoth) {
  Story first("reply_card"), second("reply_card");
  first.Take("capture", At("23 09:00"));
  second.Take("capture", At("23 13:00"));
  second.Act("call", At("23 14:00"));
  Facts merged = first.facts;
  merged.persons[0].activities = second.facts.persons[0].activities;
  std::vector<LeadEvent> events = first.log;
  for (LeadEvent event : second.log) {
    event.id = "other:" + event.id;
    events.push_back(event);
  }
  ASSERT_OK_AND_ASSIGN(const Decision merge,
                       StandardEngine().Replay(merged, events, At("23 15:00")));
  EXPECT_EQ(merge.state.state, "qualifying");
  ASSERT_THAT(merge.state.clocks, SizeIs(1));
  EXPECT_EQ(merge.state.clocks[0].started_at, At("23 09:00"));
  EXPECT_EQ(merge.state.clocks[0].status, ClockStatus::kMet);
  EXPECT_EQ(merge.state.clocks[0].closed_at, At("23 14:00"));
  // Un-merged, each is the replay of its own again.
  ASSERT_OK_AND_ASSIGN(
      const Decision unmerged,
      StandardEngine().Replay(first.facts, first.log, At("23 09:00")));
  EXPECT_TRUE(unmerged.state == first.state);
}

TEST(Stories, AStageIsRemovedWhileLeadsAreInIt) {
  Story story("reply_card");
  story.Negotiate();
  EngineSpec spec = *Preset("b2b_lifecycle");
  LifecycleSpec& lifecycle = spec.lifecycles[0];
  for (size_t s = 0; s < lifecycle.states.size(); ++s) {
    if (lifecycle.states[s].id == "negotiation") {
      lifecycle.states.erase(lifecycle.states.begin() +
                             static_cast<std::ptrdiff_t>(s));
    }
  }
  std::vector<TransitionSpec> kept;
  for (TransitionSpec& transition : lifecycle.transitions) {
    auto& from = transition.from;
    const bool any = from.empty();
    for (size_t f = from.size(); f-- > 0;) {
      if (from[f] == "negotiation") {
        from.erase(from.begin() + static_cast<std::ptrdiff_t>(f));
      }
    }
    if (transition.to != "negotiation" && (any || !from.empty())) {
      kept.push_back(transition);
    }
  }
  lifecycle.transitions = kept;
  lifecycle.removed_states = {{"negotiation", "proposal"}};
  const Engine engine = Compile(spec);
  ASSERT_OK_AND_ASSIGN(const LeadState migrated, engine.Migrate(story.state));
  EXPECT_EQ(migrated.state, "proposal");
  LeadEvent win = story.Event("win", At("25 09:00"), "sales");
  ASSERT_OK_AND_ASSIGN(
      const Decision decision,
      engine.Decide(story.facts, migrated, win, At("25 09:00")));
  EXPECT_EQ(decision.state.state, "won");
}

TEST(Stories, TenThousandOldLeadsAreImportedWithoutAStorm) {
  EngineScratch scratch;
  Story story("reply_card");
  int requests = 0;
  for (int i = 0; i < 10000; ++i) {
    story.facts.lead.id = "L-" + std::to_string(i);
    LeadEvent event =
        story.Event("capture", At("01 09:00") + Duration::Minutes(-i));
    event.mode = EventMode::kHistorical;
    ASSERT_OK_AND_ASSIGN(
        const Decision imported,
        StandardEngine().Decide(story.facts, LeadState(), event, At("23 09:00"),
                                {}, &scratch));
    ASSERT_OK_AND_ASSIGN(const Decision next,
                         StandardEngine().Tick(story.facts, imported.state,
                                               At("23 09:05"), {}, &scratch));
    EXPECT_EQ(next.state.state, "qualifying");
    for (const Decision* decision : {&imported, &next}) {
      requests += static_cast<int>(decision->steps.tasks.size() +
                                   decision->steps.notices.size() +
                                   decision->steps.owners.size());
      for (const ClockMark& mark : decision->steps.clocks) {
        EXPECT_EQ(mark.kind, ClockMarkKind::kStarted);
      }
    }
  }
  EXPECT_EQ(requests, 0);
}

TEST(Stories, WhoObjectsDuringANegotiationIsLeftAloneAndErased) {
  Story story("reply_card");
  story.Negotiate();
  LeadEvent objection = story.Event("object", At("25 09:00"));
  objection.actor.kind = ActorKind::kParty;
  story.Take(objection);
  EXPECT_EQ(story.state.state, "objected");
  EXPECT_THAT(story.Notices(), ElementsAre("stop_contact"));
  EXPECT_THAT(story.Tasks(), IsEmpty());
  story.Tick(At("25 09:00") + Duration::Days(30));
  EXPECT_EQ(story.state.state, "erased");
  EXPECT_TRUE(story.last.steps.erase);
}

TEST(Stories, AnOrderCardGoesStraightToTheCustomer) {
  Story story("mailing_card");
  story.Take("order", At("23 09:00"));
  EXPECT_THAT(story.Path(), ElementsAre("won"));
  ASSERT_THAT(story.last.steps.conversions, SizeIs(1));
  EXPECT_EQ(story.last.steps.conversions[0].kind, Conversion::kHandOver);
  EXPECT_THAT(story.Tasks(), ElementsAre("welcome", "satisfaction_call"));
  EXPECT_EQ(story.state.owner_role, "account_manager");
}

TEST(Stories, ACustomerBecomesALeadAgain) {
  Story story("referral");
  story.facts.company->attributes.push_back(
      {"relationship", Text("customer"), {}, ""});
  story.Take("capture", At("23 09:00"));
  EXPECT_EQ(story.state.state, "qualifying");
  EXPECT_EQ(story.state.owner_role, "account_manager");
}

TEST(Stories, AFurtherDealEntersAsAnOpportunity) {
  Story story("referral");
  story.Take("deal_opened", At("23 09:00"), "account_manager");
  EXPECT_THAT(story.Path(), ElementsAre("discovery"));
  EXPECT_EQ(story.last.steps.conversions[0].kind, Conversion::kPromote);
}

TEST(Stories, CallAgentsOwnTheQualificationOfTheirLeads) {
  Story story("hotline");
  story.facts.lead.attributes.push_back(
      {"qualified_by", Text("call_agent"), {}, ""});
  story.Take("capture", At("23 09:00"));
  EXPECT_EQ(story.state.owner_role, "call_agent");
  LeadEvent assigned = story.Event(kAssignedEvent, At("23 09:01"));
  assigned.owner = "agent-7";
  story.Take(assigned);
  EXPECT_EQ(story.state.owner, "agent-7");
  EXPECT_EQ(story.last.steps.transitions[0].owner, "agent-7");
}

TEST(Stories, AFirstStepThatConsentForbidsIsWithheld) {
  Story story("reply_card");
  story.Take("capture", At("23 09:00"));
  story.Take("offer_sample", At("23 10:00"), "marketing");
  ASSERT_THAT(story.last.steps.tasks, SizeIs(1));
  EXPECT_TRUE(story.last.steps.tasks[0].withheld);
  story.Consent("email", At("23 11:00"));
  story.Take("offer_sample", At("23 12:00"), "marketing");
  EXPECT_FALSE(story.last.steps.tasks[0].withheld);
}

TEST(Stories, ALeadThatCoolsBeforeSalesTookItGoesBack) {
  Story story("reply_card");
  story.BecomeHot();
  story.Answer("budget", "none", At("23 15:00"));
  story.Answer("need", "none", At("23 15:00"));
  story.Take(kFactsChangedEvent, At("23 15:00"));
  EXPECT_EQ(story.state.state, "transferred");
  story.Tick(At("24 15:00"));
  EXPECT_EQ(story.state.state, "qualifying");
  EXPECT_THAT(story.Marks(), Contains("cancelled acceptance"));
}

TEST(Stories, AnEventThatComesTooLateIsReplayed) {
  Story story("reply_card");
  story.BecomeHot();
  const LeadState before = story.state;
  // Marketing had put it aside before it became hot.
  LeadEvent late = story.Event("nurture", At("23 09:45"), "marketing");
  EXPECT_EQ(story.Take(late), DecisionOutcome::kNeedsReplay);
  EXPECT_TRUE(story.state == before);
  ASSERT_OK_AND_ASSIGN(
      const Decision replayed,
      StandardEngine().Replay(story.facts, story.log, At("23 10:00")));
  std::vector<std::string> path;
  for (const TransitionMade& made : replayed.steps.transitions) {
    path.push_back(made.to);
  }
  EXPECT_THAT(path, ElementsAre("captured", "sighting", "qualifying",
                                "nurturing", "transferred"));
}

TEST(Stories, ALostDealIsReopenedByAPerson) {
  Story story("reply_card");
  story.Negotiate();
  story.Take("lose", At("25 09:00"), "sales", "price");
  EXPECT_EQ(story.state.state, "lost");
  EXPECT_THAT(story.Marks(), Not(Contains("met acceptance")));
  EXPECT_EQ(story.Take("reopen", At("26 09:00")),
            DecisionOutcome::kNoTransition);
  story.Take("reopen", At("26 09:01"), "sales");
  EXPECT_EQ(story.state.state, "qualifying");
}

}  // namespace
}  // namespace lotse
