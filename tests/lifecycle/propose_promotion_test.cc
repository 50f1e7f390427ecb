// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "lotse/lifecycle/converter.h"
#include "tests/testing/conversion_case.h"
#include "tests/testing/field_text.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Instant kBefore = kConvertedAt - Duration::Days(1);
const Instant kAfter = kConvertedAt + Duration::Seconds(1);

Answer AnswerOf(const char* question, Value value, Instant at) {
  Answer answer;
  answer.question = question;
  answer.value = std::move(value);
  answer.answered_at = at;
  answer.author = "u-1";
  return answer;
}

DealCandidate Deal(const char* id, const char* company, const char* offer) {
  DealCandidate deal;
  deal.opportunity.id = id;
  deal.company_id = company;
  deal.offer = offer;
  return deal;
}

// "company.phone = +49 30 1234" for each fill.
std::vector<std::string> FillTexts(const PromotionProposal& proposal) {
  std::vector<std::string> texts;
  for (const FactChange& fill : proposal.fills) {
    texts.push_back(std::string(NameOf(fill.record)) + "." + fill.attribute +
                    " = " + fill.value.ToString());
  }
  return texts;
}

class ProposePromotion : public testing::Test {
 protected:
  PromotionProposal Propose() { return Propose(CaseConverter()); }
  PromotionProposal Propose(const Converter& converter) {
    auto proposal =
        converter.ProposePromotion(facts_, candidates_, kConvertedAt);
    EXPECT_THAT(proposal, IsOk());
    return proposal.ok() ? *std::move(proposal) : PromotionProposal();
  }
  absl::Status Refused() {
    return CaseConverter()
        .ProposePromotion(facts_, candidates_, kConvertedAt)
        .status();
  }
  void Keep() {
    facts_.company->id = "C-1";
    facts_.persons[0].id = "P-1";
  }

  // What a host does with a proposal.
  void Make(const PromotionProposal& proposal) {
    if (proposal.company.action == RecordAction::kCreate) {
      facts_.company->id = "C-new";
    } else if (proposal.company.action == RecordAction::kLink) {
      for (const Company& company : candidates_.companies) {
        if (company.id == proposal.company.id) facts_.company = company;
      }
    }
    if (proposal.person.action == RecordAction::kCreate) {
      facts_.persons[0].id = "P-new";
    } else if (proposal.person.action == RecordAction::kLink) {
      for (const Person& person : candidates_.persons) {
        if (person.id == proposal.person.id) facts_.persons[0] = person;
      }
    }
    if (proposal.opportunity.action == RecordAction::kCreate) {
      facts_.opportunity.emplace().id = "O-new";
    } else if (proposal.opportunity.action == RecordAction::kLink) {
      for (const DealCandidate& deal : candidates_.deals) {
        if (deal.opportunity.id == proposal.opportunity.id) {
          facts_.opportunity = deal.opportunity;
        }
      }
    }
    EXPECT_THAT(ApplyFactChanges(proposal.fills, &facts_), IsOk());
  }
  // That it proposes nothing once it is made.
  void ExpectDoneOnce() {
    const PromotionProposal proposal = Propose();
    Make(proposal);
    const PromotionProposal again = Propose();
    for (const RecordProposal* record :
         {&again.company, &again.person, &again.opportunity}) {
      EXPECT_TRUE(record->action == RecordAction::kKeep ||
                  record->action == RecordAction::kUnspecified)
          << FieldText(again);
    }
    EXPECT_THAT(again.fills, IsEmpty()) << FieldText(again);
    EXPECT_EQ(again.conflicts.size(), proposal.conflicts.size());
    Facts same = facts_;
    EXPECT_THAT(ApplyFactChanges(again.fills, &same), IsOk());
    EXPECT_EQ(same, facts_);
  }

  Facts facts_ = LeadFromForm();
  PromotionCandidates candidates_;
};

TEST_F(ProposePromotion, CreatesAllWithoutCandidates) {
  const PromotionProposal proposal = Propose();
  EXPECT_EQ(proposal.lead_id, "L-1");
  EXPECT_EQ(proposal.as_of, kConvertedAt);
  EXPECT_EQ(proposal.company.action, RecordAction::kCreate);
  EXPECT_EQ(proposal.person.action, RecordAction::kCreate);
  EXPECT_EQ(proposal.opportunity.action, RecordAction::kCreate);
  // What the lead's own records say stays where it is.
  EXPECT_THAT(FillTexts(proposal),
              ElementsAre("opportunity.opened_at = 2026-11-23T09:00:00Z"));
  EXPECT_THAT(proposal.conflicts, IsEmpty());
  ExpectDoneOnce();
}

TEST_F(ProposePromotion, FillsANewOpportunityWithProvenance) {
  facts_.lead.answers = {AnswerOf("amount", EuroValue(5000), kBefore),
                         AnswerOf("need", TextValue("urgent"), kBefore)};
  facts_.lead.attributes = {
      {"budget", EuroValue(9000), {}, ""},
      {"wish_date", Value{*Date::Parse("2027-03-01")}, {}, ""}};
  const PromotionProposal proposal = Propose();
  EXPECT_THAT(FillTexts(proposal),
              ElementsAre("opportunity.value = 5000 EUR",
                          "opportunity.need = \"urgent\"",
                          "opportunity.expected_close = 2027-03-01",
                          "opportunity.opened_at = 2026-11-23T09:00:00Z"));
  const FactChange& need = proposal.fills[1];
  EXPECT_EQ(need.kind, FactChangeKind::kSet);
  EXPECT_EQ(need.record_id, "");
  EXPECT_EQ(need.since, kConvertedAt);
  EXPECT_EQ(need.source, "promotion.answer.need");
  EXPECT_EQ(need.author, "u-1");
  EXPECT_EQ(need.reason, "promotion of L-1");
  ExpectDoneOnce();
}

TEST_F(ProposePromotion, TakesTheFirstRuleThatKnowsSomething) {
  facts_.lead.attributes = {{"budget", EuroValue(9000), {}, ""}};
  EXPECT_EQ(FillTexts(Propose())[0], "opportunity.value = 9000 EUR");
}

TEST_F(ProposePromotion, LinksByExactKeysAndFillsWhatIsEmptyThere) {
  candidates_.companies = {StoredRecord<Company>(
      "C-7", {{"vat_id", TextValue("de123456789"), {}, ""},
              {"name", TextValue("MUSTER GMBH "), {}, ""}})};
  candidates_.persons = {StoredRecord<Person>(
      "P-7", {{"email", TextValue("ada@example.com"), {}, ""},
              {"title", TextValue("head"), {}, ""}})};
  const PromotionProposal proposal = Propose();
  EXPECT_EQ(proposal.company.action, RecordAction::kLink);
  EXPECT_EQ(proposal.company.id, "C-7");
  EXPECT_EQ(proposal.company.matches,
            (std::vector<RecordMatch>{{"C-7", "vat_id", ""}}));
  EXPECT_EQ(proposal.person.id, "P-7");
  // What differs in case and space alone, or as the key allows, is the same.
  EXPECT_THAT(proposal.conflicts, IsEmpty()) << FieldText(proposal);
  EXPECT_THAT(FillTexts(proposal),
              ElementsAre("company.domain = \"example.com\"",
                          "person.name = \"Ada Muster\"",
                          "person.phone = \"+49 30 1234\"",
                          "opportunity.opened_at = 2026-11-23T09:00:00Z"));
  EXPECT_EQ(proposal.fills[0].record_id, "C-7");
  EXPECT_EQ(proposal.fills[0].source, "promotion.company.domain");
  EXPECT_EQ(proposal.fills[1].record_id, "P-7");
}

TEST_F(ProposePromotion, ProposesNothingMoreOnceItIsDone) {
  candidates_.companies = {StoredRecord<Company>(
      "C-7", {{"domain", TextValue("example.com"), {}, ""}})};
  candidates_.persons = {StoredRecord<Person>(
      "P-7", {{"email", TextValue("ada@example.com"), {}, ""}})};
  candidates_.deals = {Deal("O-7", "C-7", "Pumps")};
  facts_.lead.answers = {AnswerOf("need", TextValue("urgent"), kBefore)};
  // The host's records after that are those of the facts.
  const PromotionProposal proposal = Propose();
  EXPECT_EQ(proposal.opportunity.action, RecordAction::kLink);
  Make(proposal);
  candidates_ = {};
  EXPECT_THAT(FillTexts(Propose()), IsEmpty());
  ExpectDoneOnce();
}

TEST_F(ProposePromotion, LinksByTheSecondKey) {
  candidates_.companies = {StoredRecord<Company>(
      "C-7", {{"domain", TextValue("EXAMPLE.com"), {}, ""}})};
  candidates_.persons = {StoredRecord<Person>(
      "P-7", {{"name", TextValue("ada muster"), {}, ""},
              {"phone", TextValue("+4930/1234"), {}, ""}})};
  const PromotionProposal proposal = Propose();
  EXPECT_EQ(proposal.company.matches,
            (std::vector<RecordMatch>{{"C-7", "domain", ""}}));
  EXPECT_EQ(proposal.person.matches,
            (std::vector<RecordMatch>{{"P-7", "name+phone", ""}}));
}

TEST_F(ProposePromotion, AsksWhichOfTwoIsMeantAndFillsNeither) {
  const std::vector<Attribute> same = {
      {"domain", TextValue("example.com"), {}, ""}};
  candidates_.companies = {StoredRecord<Company>("C-9", same),
                           StoredRecord<Company>("C-8", same)};
  candidates_.deals = {Deal("O-8", "C-8", "pumps")};
  PromotionProposal proposal = Propose();
  EXPECT_EQ(proposal.company.action, RecordAction::kAmbiguous);
  EXPECT_EQ(proposal.company.id, "");
  ASSERT_EQ(proposal.company.matches.size(), 2u);
  EXPECT_EQ(proposal.company.matches[0].id, "C-8");
  EXPECT_THAT(FillTexts(proposal),
              ElementsAre("opportunity.opened_at = 2026-11-23T09:00:00Z"));
  EXPECT_EQ(proposal.opportunity.action, RecordAction::kCreate);
  // Somebody chooses; then what is empty there is known.
  facts_.company->id = "C-8";
  proposal = Propose();
  EXPECT_EQ(proposal.company.action, RecordAction::kKeep);
  EXPECT_EQ(proposal.opportunity.id, "O-8");
  EXPECT_THAT(FillTexts(proposal),
              ElementsAre("company.name = \"Muster GmbH\"",
                          "company.vat_id = \"DE 123456789\""));
}

TEST_F(ProposePromotion, NeverTouchesAFilledField) {
  Keep();
  facts_.opportunity.emplace();
  facts_.opportunity->id = "O-1";
  facts_.opportunity->value = Money{7000000000, "EUR"};
  facts_.opportunity->attributes = {{"need", TextValue("Urgent "), {}, ""}};
  facts_.lead.answers = {AnswerOf("amount", EuroValue(5000), kBefore),
                         AnswerOf("need", TextValue("urgent"), kBefore)};
  const PromotionProposal proposal = Propose();
  EXPECT_EQ(proposal.opportunity.action, RecordAction::kKeep);
  EXPECT_EQ(proposal.opportunity.id, "O-1");
  EXPECT_THAT(proposal.fills, IsEmpty());
  ASSERT_EQ(proposal.conflicts.size(), 1u);
  const FillConflict& conflict = proposal.conflicts[0];
  EXPECT_EQ(conflict.record, FactRecord::kOpportunity);
  EXPECT_EQ(conflict.record_id, "O-1");
  EXPECT_EQ(conflict.attribute, "value");
  EXPECT_EQ(conflict.kept, EuroValue(7000));
  EXPECT_EQ(conflict.offered, EuroValue(5000));
  EXPECT_EQ(conflict.from, "answer.amount");
}

TEST_F(ProposePromotion, ComparesAmountsInOtherCurrenciesByTheRates) {
  Keep();
  facts_.opportunity.emplace();
  facts_.opportunity->id = "O-1";
  facts_.opportunity->value = Money{5000000000, "EUR"};
  facts_.lead.answers = {
      AnswerOf("amount", Value{Money{10000000000, "CHF"}}, kBefore)};
  // Without a rate nobody can tell.
  EXPECT_EQ(Propose().conflicts.size(), 1u);
  RateTable rates;
  rates.rates = {{"CHF", "EUR", *Date::Parse("2026-01-01"), 500000000}};
  EXPECT_THAT(Propose(CaseConverter(ConversionCaseSpec(), rates)).conflicts,
              IsEmpty());
  // What is filled keeps the currency that was said.
  facts_.opportunity->value.reset();
  EXPECT_THAT(FillTexts(Propose()),
              ElementsAre("opportunity.value = 10000 CHF"));
}

TEST_F(ProposePromotion, WritesValuesInTheDeclaredType) {
  Keep();
  ConversionSpec spec = ConversionCaseSpec();
  spec.fills = {{"lead.wish_date", "opportunity.opened_at"},
                {"lead.budget", "opportunity.value"},
                {"answer.need", "opportunity.promises"}};
  facts_.lead.attributes = {{"wish_date", TextValue("2027-03-01"), {}, ""},
                            {"budget", TextValue("50 EUR"), {}, ""}};
  facts_.lead.answers = {AnswerOf("need", TextValue("urgent"), kBefore)};
  const PromotionProposal proposal = Propose(CaseConverter(spec));
  EXPECT_THAT(FillTexts(proposal),
              ElementsAre("opportunity.opened_at = 2027-03-01T00:00:00Z",
                          "opportunity.value = 50 EUR",
                          "opportunity.promises = (\"urgent\")"));
  Make(proposal);
  EXPECT_THAT(FillTexts(Propose(CaseConverter(spec))), IsEmpty());
}

TEST_F(ProposePromotion, LinksAnOpenDealOfTheSameOffer) {
  Keep();
  candidates_.deals = {Deal("O-3", "C-1", "valves"),
                       Deal("O-2", "C-1", "PUMPS"), Deal("O-4", "C-2", "pumps"),
                       Deal("O-1", "C-1", "")};
  PromotionProposal proposal = Propose();
  EXPECT_EQ(proposal.opportunity.action, RecordAction::kLink);
  EXPECT_EQ(proposal.opportunity.id, "O-2");
  EXPECT_EQ(proposal.opportunity.matches,
            (std::vector<RecordMatch>{{"O-2", "offer", ""}}));
  EXPECT_THAT(proposal.other_deals, ElementsAre("O-1", "O-3"));

  candidates_.deals[1].closed = true;
  proposal = Propose();
  EXPECT_EQ(proposal.opportunity.action, RecordAction::kCreate);
  EXPECT_THAT(proposal.other_deals, ElementsAre("O-1", "O-3"));
}

TEST_F(ProposePromotion, CreatesADealIfTheOfferIsUnknown) {
  Keep();
  facts_.lead.offer = "";
  candidates_.deals = {Deal("O-1", "C-1", "")};
  EXPECT_EQ(Propose().opportunity.action, RecordAction::kCreate);
}

TEST_F(ProposePromotion, AsksWhichOfTwoDealsIsMeant) {
  Keep();
  candidates_.deals = {Deal("O-2", "C-1", "pumps"), Deal("O-1", "C-1", "pumps"),
                       Deal("O-3", "C-1", "valves")};
  const PromotionProposal proposal = Propose();
  EXPECT_EQ(proposal.opportunity.action, RecordAction::kAmbiguous);
  EXPECT_EQ(
      proposal.opportunity.matches,
      (std::vector<RecordMatch>{{"O-1", "offer", ""}, {"O-2", "offer", ""}}));
  EXPECT_THAT(proposal.other_deals, ElementsAre("O-3"));
  EXPECT_THAT(proposal.fills, IsEmpty());
}

TEST_F(ProposePromotion, TakesUpTheDealItHadBeforeItWasDemoted) {
  Keep();
  facts_.lead.answers = {AnswerOf("need", TextValue("urgent"), kBefore),
                         AnswerOf("amount", EuroValue(1), kBefore)};
  candidates_.deals = {Deal("O-2", "C-1", "pumps"),
                       Deal("O-1", "C-1", "pumps")};
  DealCandidate& own = candidates_.deals[1];
  own.lead_id = "L-1";
  own.closed = true;
  own.opportunity.value = Money{5000000000, "EUR"};
  const PromotionProposal proposal = Propose();
  EXPECT_EQ(proposal.opportunity.action, RecordAction::kLink);
  EXPECT_EQ(proposal.opportunity.matches,
            (std::vector<RecordMatch>{{"O-1", "lead", ""}}));
  EXPECT_THAT(proposal.other_deals, ElementsAre("O-2"));
  // What it knew stays; what is new is filled.
  EXPECT_THAT(FillTexts(proposal),
              ElementsAre("opportunity.need = \"urgent\""));
  EXPECT_EQ(proposal.fills[0].record_id, "O-1");
  EXPECT_EQ(proposal.conflicts.size(), 1u);

  // Of two the one that is open.
  candidates_.deals[0].lead_id = "L-1";
  EXPECT_EQ(Propose().opportunity.id, "O-2");
}

TEST_F(ProposePromotion, NeedsNoCompany) {
  facts_.company.reset();
  facts_.persons[0].id = "P-1";
  candidates_.companies = {StoredRecord<Company>("C-7", {})};
  candidates_.deals = {Deal("O-1", "C-7", "pumps"), Deal("O-2", "", "pumps")};
  candidates_.deals[0].person_id = "P-1";
  candidates_.deals[1].person_id = "P-1";
  const PromotionProposal proposal = Propose();
  EXPECT_EQ(proposal.company, RecordProposal());
  EXPECT_EQ(proposal.person.action, RecordAction::kKeep);
  EXPECT_EQ(proposal.opportunity.id, "O-2");
  ExpectDoneOnce();
}

TEST_F(ProposePromotion, NeedsNobody) {
  facts_.persons.clear();
  facts_.company.reset();
  const PromotionProposal proposal = Propose();
  EXPECT_EQ(proposal.person, RecordProposal());
  EXPECT_EQ(proposal.opportunity.action, RecordAction::kCreate);
}

TEST_F(ProposePromotion, KeepsWhatTheLeadNames) {
  facts_.company.reset();
  facts_.lead.company_id = "C-5";
  ConversionSpec spec = ConversionCaseSpec();
  spec.fills = {{"answer.need", "company.name"}};
  facts_.lead.answers = {AnswerOf("need", TextValue("urgent"), kBefore)};
  PromotionProposal proposal = Propose(CaseConverter(spec));
  EXPECT_EQ(proposal.company.action, RecordAction::kKeep);
  EXPECT_EQ(proposal.company.id, "C-5");
  // Which of its fields are empty is not known.
  EXPECT_EQ(FillTexts(proposal).size(), 1u);
  candidates_.companies = {StoredRecord<Company>("C-5", {})};
  proposal = Propose(CaseConverter(spec));
  EXPECT_EQ(FillTexts(proposal)[0], "company.name = \"urgent\"");
}

TEST_F(ProposePromotion, LaterFactsDoNotExist) {
  Keep();
  facts_.lead.answers = {AnswerOf("need", TextValue("urgent"), kAfter)};
  facts_.opportunity.emplace();
  facts_.opportunity->id = "O-1";
  EXPECT_THAT(Propose().fills, IsEmpty());
  facts_.lead.answers = {AnswerOf("need", TextValue("urgent"), kBefore)};
  facts_.opportunity->attributes = {{"need", TextValue("none"), kAfter, ""}};
  EXPECT_THAT(FillTexts(Propose()),
              ElementsAre("opportunity.need = \"urgent\""));
}

TEST_F(ProposePromotion, WhatIsKnownToBeUnknownIsEmpty) {
  Keep();
  facts_.lead.answers = {AnswerOf("need", TextValue("urgent"), kBefore)};
  facts_.opportunity.emplace();
  facts_.opportunity->id = "O-1";
  facts_.opportunity->attributes = {{"need", Value(), kConvertedAt, ""}};
  EXPECT_THAT(FillTexts(Propose()),
              ElementsAre("opportunity.need = \"urgent\""));
  ExpectDoneOnce();
}

TEST_F(ProposePromotion, NamesConsentsThatWereWithdrawn) {
  const auto consent = [](const char* channel, ConsentEvent event, Instant at) {
    Consent entry;
    entry.purpose = "contact";
    entry.channel = channel;
    entry.event = event;
    entry.at = at;
    return entry;
  };
  candidates_.persons = {StoredRecord<Person>(
      "P-7", {{"email", TextValue("ada@example.com"), {}, ""}})};
  candidates_.persons[0].consents = {
      consent("phone", ConsentEvent::kConfirmed, kBefore - Duration::Days(1)),
      consent("phone", ConsentEvent::kWithdrawn, kBefore),
      consent("post", ConsentEvent::kWithdrawn, kAfter)};
  facts_.persons[0].consents = {
      consent("phone", ConsentEvent::kConfirmed, kBefore),
      consent("email", ConsentEvent::kWithdrawn, kBefore)};
  const PromotionProposal proposal = Propose();
  EXPECT_EQ(proposal.person.action, RecordAction::kLink);
  EXPECT_EQ(proposal.withdrawn,
            (std::vector<WithdrawnConsent>{{"", "contact", "email"},
                                           {"P-7", "contact", "phone"}}));
}

TEST_F(ProposePromotion, RefusesCandidatesThatAreNone) {
  candidates_.persons = {Person()};
  EXPECT_THAT(Refused(), StatusIs(absl::StatusCode::kInvalidArgument,
                                  "candidates.persons[0].id: is missing"));
  candidates_.persons = {};
  candidates_.companies = {StoredRecord<Company>("C-1", {}),
                           StoredRecord<Company>("C-1", {})};
  EXPECT_THAT(Refused(), StatusIs(absl::StatusCode::kInvalidArgument,
                                  "candidates.companies[1].id: stands twice"));
  candidates_.companies = {
      StoredRecord<Company>("C-1", {{"employees", TextValue("many"), {}, ""}})};
  EXPECT_THAT(
      Refused(),
      StatusIs(absl::StatusCode::kInvalidArgument,
               "candidates.companies[0].attributes[0].value: must be an "
               "integer"));
  candidates_.companies = {};
  candidates_.persons = {
      StoredRecord<Person>("P-1", {{"email", Value{true}, {}, ""}})};
  EXPECT_THAT(Refused(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("candidates.persons[0].attributes[0].value")));
  candidates_.persons = {};
  candidates_.deals = {DealCandidate()};
  EXPECT_THAT(Refused(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "candidates.deals[0].opportunity.id: is missing"));
  candidates_.deals = {Deal("O-1", "", "")};
  candidates_.deals[0].opportunity.value = Money{1, "euro"};
  EXPECT_THAT(Refused(), StatusIs(absl::StatusCode::kInvalidArgument,
                                  HasSubstr("candidates.deals[0].opportunity."
                                            "value")));
  candidates_.deals = {};
  facts_.company->attributes.push_back({"employees", Value{true}, {}, ""});
  EXPECT_THAT(Refused(), StatusIs(absl::StatusCode::kInvalidArgument,
                                  HasSubstr("company.attributes[3].value")));
}

TEST_F(ProposePromotion, HasALimitOfCandidates) {
  for (size_t i = 0; i < kMaxListValues; ++i) {
    candidates_.companies.push_back(
        StoredRecord<Company>(std::to_string(i).c_str(), {}));
  }
  EXPECT_THAT(Refused(), IsOk());
  candidates_.companies.push_back(StoredRecord<Company>("x", {}));
  EXPECT_THAT(Refused(), StatusIs(absl::StatusCode::kInvalidArgument,
                                  HasSubstr("candidates.companies: has more")));
}

TEST_F(ProposePromotion, DoesNotDependOnTheOrderOfCandidates) {
  const std::vector<Attribute> same = {
      {"domain", TextValue("example.com"), {}, ""}};
  candidates_.companies = {StoredRecord<Company>("C-9", same),
                           StoredRecord<Company>("C-8", same)};
  const PromotionProposal one = Propose();
  std::swap(candidates_.companies[0], candidates_.companies[1]);
  EXPECT_EQ(Propose(), one);
}

}  // namespace
}  // namespace lotse
