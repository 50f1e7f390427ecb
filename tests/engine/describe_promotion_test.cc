// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/describe_conversion.h"
#include "lotse/engine/presets.h"
#include "tests/testing/sample_conversion.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const Engine& TheEngine() {
  static const Engine& engine =
      *new Engine(*CompileEngine(*Preset("b2b_lifecycle")));
  return engine;
}

PromotionProposal Sample() {
  return *TheEngine().converter()->ProposePromotion(
      SampleLead(), SampleCandidates(), kSampleNow);
}

RecordProposal Proposal(RecordAction action, const char* id,
                        std::vector<RecordMatch> matches = {}) {
  RecordProposal proposal;
  proposal.action = action;
  proposal.id = id;
  proposal.matches = std::move(matches);
  return proposal;
}

std::string Describe(const PromotionProposal& proposal,
                     absl::string_view language = "en") {
  return absl::StrJoin(DescribePromotion(proposal, TheEngine(), language),
                       "\n");
}

TEST(DescribePromotion, TellsWhatIsLinkedFilledAndNotTouched) {
  EXPECT_THAT(
      DescribePromotion(Sample(), TheEngine(), "en"),
      ElementsAre(
          "The company C-7 is linked (equal: VAT number).",
          "The person P-7 is linked (equal: e-mail).",
          "A new opportunity is created.",
          "Filled: job title (person) with head of purchasing, from job title "
          "(person).",
          "Filled: deal value (opportunity) with 50000 EUR, from amount of the "
          "budget (answer).",
          "Filled: opened (opportunity) with 2026-11-23 09:00 UTC.",
          "Not touched: employees (company) stays 80; employees (company) says "
          "120.",
          "Other open opportunities of the party: O-3.",
          "Withdrawn by P-7: consent for contact by phone."));
}

TEST(DescribePromotion, SpeaksGerman) {
  EXPECT_THAT(
      DescribePromotion(Sample(), TheEngine(), "de"),
      ElementsAre(
          "Die Firma C-7 wird verknüpft (gleich: Umsatzsteuer-Id).",
          "Die Person P-7 wird verknüpft (gleich: E-Mail).",
          "Eine neue Opportunity wird angelegt.",
          "Ausgefüllt: Position (Person) mit head of purchasing, aus Position "
          "(Person).",
          "Ausgefüllt: Auftragswert (Opportunity) mit 50000 EUR, aus Höhe des "
          "Budgets (Antwort).",
          "Ausgefüllt: eröffnet (Opportunity) mit 23.11.2026 09:00 UTC.",
          "Nicht angetastet: Mitarbeitende (Firma) bleibt 80; Mitarbeitende "
          "(Firma) sagt 120.",
          "Weitere offene Opportunities: O-3.",
          "Von P-7 widerrufen: Einwilligung für contact über phone."));
}

TEST(DescribePromotion, LeavesOutWhatTheAudienceMustNotSee) {
  PromotionProposal proposal = Sample();
  proposal.fills.resize(1);
  proposal.fills[0].attribute = "phone";
  proposal.conflicts[0].record = FactRecord::kPerson;
  proposal.conflicts[0].attribute = "name";
  EXPECT_THAT(DescribePromotion(proposal, TheEngine(), "en"),
              Contains(HasSubstr("with head of purchasing")));
  const auto sentences = DescribePromotion(proposal, TheEngine(), "en",
                                           Audience::kNoPersonalValues);
  EXPECT_THAT(sentences,
              Contains("Filled: phone (person), from job title (person)."));
  EXPECT_THAT(sentences, Contains("Not touched: name (person); employees "
                                  "(company) says something else."));
  EXPECT_THAT(
      DescribePromotion(Sample(), TheEngine(), "en", Audience::kNoValues),
      Not(Contains(HasSubstr("50000"))));
}

TEST(DescribePromotion, AsksWhichRecordIsMeant) {
  PromotionProposal proposal;
  proposal.person =
      Proposal(RecordAction::kAmbiguous, "",
               {{"P-1", "name+phone", "email"}, {"P-2", "name+phone", ""}});
  EXPECT_EQ(Describe(proposal),
            "Which person it is must be chosen: P-1 (equal: name, phone; "
            "different: e-mail), P-2 (equal: name, phone).");
  EXPECT_EQ(Describe(proposal, "de"),
            "Welche Person es ist, muss jemand wählen: P-1 (gleich: Name, "
            "Telefon; verschieden: E-Mail), P-2 (gleich: Name, Telefon).");
}

TEST(DescribePromotion, TellsWhereTheOpportunityComesFrom) {
  PromotionProposal proposal;
  proposal.opportunity =
      Proposal(RecordAction::kLink, "O-1", {{"O-1", kMatchedByLead, ""}});
  EXPECT_EQ(Describe(proposal),
            "The opportunity O-1, which was this lead's before, is taken up "
            "again.");
  EXPECT_EQ(Describe(proposal, "de"),
            "Die Opportunity O-1, die schon einmal zu diesem Lead gehörte, "
            "wird wieder aufgenommen.");
  proposal.opportunity.matches[0].key = kMatchedByOffer;
  EXPECT_EQ(Describe(proposal),
            "The open opportunity O-1 of the same party for the same offer is "
            "linked; none is created.");
  proposal.opportunity = Proposal(RecordAction::kKeep, "O-1");
  EXPECT_EQ(Describe(proposal), "The opportunity O-1 is linked already.");
  proposal.opportunity =
      Proposal(RecordAction::kAmbiguous, "",
               {{"O-1", kMatchedByOffer, ""}, {"O-2", kMatchedByLead, ""}});
  EXPECT_EQ(Describe(proposal),
            "Which opportunity it is must be chosen: O-1 (same offer), O-2 "
            "(this lead's before).");
}

TEST(DescribePromotion, SaysNothingOfNothing) {
  EXPECT_THAT(DescribePromotion({}, TheEngine(), "en"), IsEmpty());
}

DemotionProposal SampleBack() {
  return *TheEngine().converter()->ProposeDemotion(SampleDeal(), SampleState(),
                                                   SampleDemotion());
}

TEST(DescribeDemotion, TellsWhyWhereToAndWhatIsKept) {
  EXPECT_THAT(
      DescribeDemotion(SampleBack(), TheEngine(), "en"),
      ElementsAre("The opportunity becomes a lead again; reason: no_budget. It "
                  "is demotion number 2 of this lead, after 12 days as an "
                  "opportunity.",
                  "It goes to: marketing (last owner there: u-2).",
                  "The opportunity O-9 is kept and taken up again at the next "
                  "promotion: deal value, promises."));
  EXPECT_THAT(
      DescribeDemotion(SampleBack(), TheEngine(), "de"),
      ElementsAre("Die Opportunity wird wieder zum Lead; Grund: no_budget. Es "
                  "ist Rückstufung Nummer 2 dieses Leads, nach 12 Tagen als "
                  "Opportunity.",
                  "Zuständig ist nun: Marketing (zuletzt dort: u-2).",
                  "Die Opportunity O-9 bleibt erhalten und wird wieder "
                  "aufgenommen, sobald der Lead wieder eine ist: Auftragswert, "
                  "Zusagen."));
}

TEST(DescribeDemotion, LeavesOutWhatIsUnknown) {
  DemotionProposal proposal;
  proposal.loop = 1;
  EXPECT_THAT(DescribeDemotion(proposal, TheEngine(), "en"),
              ElementsAre("The opportunity becomes a lead again. It is "
                          "demotion number 1 of this lead."));
  proposal.after = Duration::Hours(30);
  EXPECT_THAT(DescribeDemotion(proposal, TheEngine(), "en")[0],
              HasSubstr("after one day as an opportunity."));
}

}  // namespace
}  // namespace lotse
