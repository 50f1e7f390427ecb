// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/lifecycle/converter.h"
#include "tests/testing/conversion_case.h"
#include "tests/testing/field_text.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Instant kAfter = kConvertedAt + Duration::Seconds(1);

class ProposeHandOver : public testing::Test {
 protected:
  ProposeHandOver() {
    facts_.company->id = "C-1";
    facts_.persons[0].id = "P-1";
    facts_.opportunity.emplace().id = "O-1";
    state_.lifecycle = "case";
    state_.owner_role = "sales";
    state_.owner = "u-1";
    won_.kind = Conversion::kHandOver;
    won_.at = kConvertedAt;
    won_.owner_role = "sales";
  }
  HandOverRecord Propose(int64_t before = 0) {
    return Propose(CaseConverter(), before);
  }
  HandOverRecord Propose(const Converter& converter, int64_t before = 0) {
    auto record = converter.ProposeHandOver(facts_, state_, won_, before);
    EXPECT_THAT(record, IsOk());
    return record.ok() ? *std::move(record) : HandOverRecord();
  }
  void Confirm(Instant at) {
    Consent consent;
    consent.purpose = "contact";
    consent.channel = "email";
    consent.event = ConsentEvent::kConfirmed;
    consent.at = at;
    facts_.persons[0].consents.push_back(consent);
  }

  Facts facts_ = LeadFromForm();
  LeadState state_;
  ConversionMade won_;
};

TEST_F(ProposeHandOver, NamesWhatTheDealIs) {
  facts_.opportunity->competitors = {"Acme"};
  facts_.opportunity->value = Money{5000000, "EUR"};
  HandOverRecord record = Propose();
  EXPECT_EQ(record.lead_id, "L-1");
  EXPECT_EQ(record.at, kConvertedAt);
  EXPECT_EQ(record.company_id, "C-1");
  EXPECT_EQ(record.person_id, "P-1");
  EXPECT_EQ(record.opportunity_id, "O-1");
  EXPECT_EQ(record.offer, "pumps");
  EXPECT_EQ(record.value, (Money{5000000, "EUR"}));
  EXPECT_THAT(record.competitors, ElementsAre("Acme"));
  // What was really agreed counts before what was expected.
  facts_.lead.outcome.emplace();
  facts_.lead.outcome->kind = OutcomeKind::kWon;
  facts_.lead.outcome->at = kConvertedAt;
  facts_.lead.outcome->value = Money{4000000, "EUR"};
  EXPECT_EQ(Propose().value, (Money{4000000, "EUR"}));
  facts_.lead.outcome->at = kAfter;
  EXPECT_EQ(Propose().value, (Money{5000000, "EUR"}));
}

TEST_F(ProposeHandOver, SaysWhoSaidWhatAndWhen) {
  const Instant then = kConvertedAt - Duration::Days(3);
  Answer need;
  need.question = "need";
  need.value = TextValue("urgent");
  need.answered_at = then;
  need.author = "u-2";
  need.source = "call";
  facts_.lead.answers = {need};
  facts_.lead.attributes = {{"ready", Value{true}, kAfter, ""}};
  facts_.opportunity->attributes = {
      {"promises", Value{TextList{{"training"}}}, then, "proposal"},
      {"delivery", Value{*Date::Parse("2027-01-15")}, {}, ""}};
  const HandOverRecord record = Propose();
  EXPECT_EQ(record.criteria,
            (std::vector<HandOverFact>{
                {"answer.need", TextValue("urgent"), then, "u-2", "call"}}));
  EXPECT_EQ(record.promises,
            (std::vector<HandOverFact>{{"opportunity.promises",
                                        Value{TextList{{"training"}}}, then, "",
                                        "proposal"}}));
  EXPECT_EQ(record.milestones,
            (std::vector<HandOverFact>{{"opportunity.delivery",
                                        Value{*Date::Parse("2027-01-15")},
                                        {},
                                        "",
                                        ""}}));
  EXPECT_EQ(record.missing, (std::vector<HandOverGap>{{"opportunity.value", ""},
                                                      {"lead.ready", ""},
                                                      {"person.role", "P-1"}}));
}

TEST_F(ProposeHandOver, NamesWhatIsMissing) {
  facts_.opportunity.reset();
  const HandOverRecord record = Propose();
  EXPECT_THAT(record.promises, IsEmpty());
  EXPECT_EQ(record.missing,
            (std::vector<HandOverGap>{{"opportunity.value", ""},
                                      {"answer.need", ""},
                                      {"lead.ready", ""},
                                      {"opportunity.promises", ""},
                                      {"opportunity.delivery", ""},
                                      {"person.role", "P-1"}}));
}

TEST_F(ProposeHandOver, NamesKeyPeopleWithTheirParts) {
  facts_.persons.push_back(
      StoredRecord<Person>("P-2", {{"title", TextValue("buyer"), {}, ""},
                                   {"role", TextValue("decides"), {}, ""}}));
  facts_.persons.push_back(
      StoredRecord<Person>("P-3", {{"title", TextValue("IT"), {}, ""}}));
  facts_.persons.push_back(StoredRecord<Person>("P-4", {}));
  facts_.persons.push_back(
      StoredRecord<Person>("P-5", {{"role", TextValue("uses"), kAfter, ""}}));
  facts_.opportunity->person_ids = {"P-3", "P-9", "P-1"};
  EXPECT_EQ(
      Propose().people,
      (std::vector<KeyPerson>{{"P-1", Value(), "", true},
                              {"P-3", TextValue("IT"), "title", false},
                              {"P-9", Value(), "", false},
                              {"P-2", TextValue("decides"), "role", false}}));
}

TEST_F(ProposeHandOver, MakesThePartyACustomerByItsFirstDeal) {
  HandOverRecord record = Propose();
  EXPECT_TRUE(record.first_deal);
  ASSERT_EQ(record.changes.size(), 1u);
  EXPECT_EQ(record.changes[0].record_id, "C-1");
  ASSERT_THAT(ApplyFactChanges(record.changes, &facts_), IsOk());
  EXPECT_EQ(facts_.company->attributes.back().value, TextValue("customer"));
  EXPECT_THAT(Propose().changes, IsEmpty());
  record = Propose(/*before=*/1);
  EXPECT_FALSE(record.first_deal);
}

TEST_F(ProposeHandOver, MarksNothingForAFurtherDealOrAPrivatePerson) {
  EXPECT_THAT(Propose(/*before=*/2).changes, IsEmpty());
  facts_.company.reset();
  const HandOverRecord record = Propose();
  EXPECT_TRUE(record.first_deal);
  EXPECT_EQ(record.company_id, "");
  EXPECT_THAT(record.changes, IsEmpty());
}

TEST_F(ProposeHandOver, BeginsCareTasksInTheOrderOfTheirDates) {
  const std::vector<TaskRequest> tasks = Propose().care_tasks;
  EXPECT_EQ(tasks,
            (std::vector<TaskRequest>{
                {"welcome", kConvertedAt, kConvertedAt + Duration::Days(2),
                 "sales", "u-1", true},
                {"review", kConvertedAt, kConvertedAt + Duration::Days(90),
                 "care", "", false}}));
  // Only for new customers, and of this lifecycle.
  EXPECT_EQ(Propose(/*before=*/1).care_tasks.size(), 1u);
  state_.lifecycle = "other";
  EXPECT_THAT(Propose().care_tasks, IsEmpty());
}

TEST_F(ProposeHandOver, WithholdsWhatConsentForbids) {
  Confirm(kAfter);
  EXPECT_TRUE(Propose().care_tasks[0].withheld);
  Confirm(kConvertedAt);
  EXPECT_FALSE(Propose().care_tasks[0].withheld);
  facts_.persons[0].consents[1].event = ConsentEvent::kWithdrawn;
  EXPECT_TRUE(Propose().care_tasks[0].withheld);
}

TEST_F(ProposeHandOver, CareTasksAreDueInWorkingTime) {
  BusinessCalendarSpec office;
  office.name = "office";
  office.time_zone = "UTC";
  office.week = {{Weekday::kMonday, "09:00", "17:00"}};
  LifecycleSpec lifecycle = CaseLifecycle();
  lifecycle.tasks[0].calendar = "office";
  lifecycle.tasks[0].due = Duration::Hours(12);
  lifecycle.tasks[1].calendar = "office";
  const auto converter =
      CompileConverter(ConversionCaseSpec(), CaseBinder(), {lifecycle},
                       {*CompileBusinessCalendar(office)});
  ASSERT_THAT(converter, IsOk());
  const std::vector<TaskRequest> tasks = Propose(*converter).care_tasks;
  ASSERT_EQ(tasks.size(), 2u);
  // Eight hours this Monday, four the next.
  EXPECT_EQ(tasks[0].due_at, *Instant::Parse("2026-11-30T13:00:00Z"));
  // 90 days later is a Sunday.
  EXPECT_EQ(tasks[1].due_at, *Instant::Parse("2027-02-22T09:00:00Z"));
}

TEST_F(ProposeHandOver, RefusesWhatIsNoWin) {
  const Converter converter = CaseConverter();
  EXPECT_THAT(converter.ProposeHandOver(facts_, state_, won_, -1),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("deals_won_before: ")));
  facts_.company->attributes.push_back({"employees", Value{true}, {}, ""});
  EXPECT_THAT(converter.ProposeHandOver(facts_, state_, won_, 0),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("company.attributes[3].value: ")));
  won_.kind = Conversion::kPromote;
  EXPECT_THAT(converter.ProposeHandOver(facts_, state_, won_, 0),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("made.kind: must be hand_over")));
}

TEST_F(ProposeHandOver, DemotionNamesWhyWhereToAndWhatIsKept) {
  facts_.opportunity->value = Money{5000000, "EUR"};
  facts_.opportunity->attributes = {{"need", TextValue("urgent"), {}, ""},
                                    {"delivery", Value(), {}, ""}};
  state_.last_owners = {{"marketing", "u-4"}, {"sales", "u-1"}};
  ConversionMade made;
  made.kind = Conversion::kDemote;
  made.at = kConvertedAt;
  made.reason = "no_budget";
  made.owner_role = "marketing";
  made.loop = 2;
  made.after = Duration::Days(12);
  const auto proposal = CaseConverter().ProposeDemotion(facts_, state_, made);
  ASSERT_THAT(proposal, IsOk());
  EXPECT_EQ(proposal->lead_id, "L-1");
  EXPECT_EQ(proposal->at, kConvertedAt);
  EXPECT_EQ(proposal->reason, "no_budget");
  EXPECT_EQ(proposal->owner_role, "marketing");
  EXPECT_EQ(proposal->last_owner, "u-4");
  EXPECT_EQ(proposal->loop, 2);
  EXPECT_EQ(proposal->after, Duration::Days(12));
  EXPECT_EQ(proposal->opportunity_id, "O-1");
  EXPECT_THAT(proposal->kept, testing::UnorderedElementsAre(
                                  "opportunity.value", "opportunity.need"));
  EXPECT_THAT(CaseConverter().ProposeDemotion(facts_, state_, won_),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("made.kind: must be demote")));
}

}  // namespace
}  // namespace lotse
