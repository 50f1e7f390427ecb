// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// A lead of the preset b2b_lifecycle that becomes an opportunity, a lead again
// and a customer; docs/lifecycle.md shows what is proposed for it.
#ifndef LOTSE_TESTING_SAMPLE_CONVERSION_H_
#define LOTSE_TESTING_SAMPLE_CONVERSION_H_

#include <string>

#include "lotse/facts/facts.h"
#include "lotse/lifecycle/lead_state.h"
#include "lotse/lifecycle/lifecycle_steps.h"
#include "lotse/lifecycle/promotion.h"

namespace lotse {

inline const Instant kSampleNow = *Instant::Parse("2026-11-23T09:00:00Z");

inline Value SampleText(const char* text) { return Value{std::string(text)}; }

inline Consent SampleConsent(const char* channel, ConsentEvent event) {
  Consent consent;
  consent.purpose = "contact";
  consent.channel = channel;
  consent.event = event;
  consent.at = kSampleNow - Duration::Days(30);
  return consent;
}

// From a trade fair: nothing of it is a record of the host yet.
inline Facts SampleLead() {
  Facts facts;
  facts.lead.id = "L-1";
  facts.lead.offer = "pumps";
  facts.persons.resize(1);
  facts.persons[0].attributes = {
      {"name", SampleText("Ada Muster"), {}, "card"},
      {"email", SampleText("ada@example.com"), {}, "card"},
      {"title", SampleText("head of purchasing"), {}, "card"}};
  facts.company.emplace();
  facts.company->attributes = {
      {"name", SampleText("Muster GmbH"), {}, "card"},
      {"vat_id", SampleText("DE 123456789"), {}, "register"},
      {"employees", Value{int64_t{120}}, {}, "card"}};
  Answer amount;
  amount.question = "budget_amount";
  amount.value = Value{Money{50000000000, "EUR"}};
  amount.answered_at = kSampleNow - Duration::Days(3);
  amount.author = "u-7";
  amount.source = "call";
  Answer need = amount;
  need.question = "need";
  need.value = SampleText("urgent");
  facts.lead.answers = {amount, need};
  return facts;
}

// The company is known with another size; so is the person, who does not want
// to be called. There is another open deal.
inline PromotionCandidates SampleCandidates() {
  PromotionCandidates found;
  found.companies.resize(1);
  found.companies[0].id = "C-7";
  found.companies[0].attributes = {
      {"name", SampleText("Muster GmbH"), {}, ""},
      {"vat_id", SampleText("DE123456789"), {}, ""},
      {"employees", Value{int64_t{80}}, {}, ""}};
  found.persons.resize(1);
  found.persons[0].id = "P-7";
  found.persons[0].attributes = {
      {"name", SampleText("Ada Muster"), {}, ""},
      {"email", SampleText("Ada@example.com"), {}, ""}};
  found.persons[0].consents = {
      SampleConsent("phone", ConsentEvent::kWithdrawn)};
  found.deals.resize(1);
  found.deals[0].opportunity.id = "O-3";
  found.deals[0].company_id = "C-7";
  found.deals[0].offer = "valves";
  return found;
}

// The same lead once it is promoted.
inline Facts SampleDeal() {
  Facts facts = SampleLead();
  facts.lead.company_id = facts.company->id = "C-7";
  facts.lead.person_id = facts.persons[0].id = "P-7";
  facts.persons.resize(2);
  facts.persons[1].id = "P-8";
  facts.persons[1].attributes = {
      {"buying_role", SampleText("decides"), {}, "call"}};
  facts.opportunity.emplace().id = "O-9";
  facts.opportunity->value = Money{48000000000, "EUR"};
  facts.opportunity->competitors = {"Pumpen & Co"};
  facts.opportunity->attributes = {
      {"promises",
       Value{TextList{{"training on site", "spare parts in 24 hours"}}},
       kSampleNow - Duration::Days(2), "proposal"}};
  return facts;
}

inline ConversionMade SampleDemotion() {
  ConversionMade made;
  made.kind = Conversion::kDemote;
  made.at = kSampleNow;
  made.reason = "no_budget";
  made.owner_role = "marketing";
  made.loop = 2;
  made.after = Duration::Days(12);
  return made;
}

inline ConversionMade SampleWin() {
  ConversionMade made;
  made.kind = Conversion::kHandOver;
  made.at = kSampleNow;
  made.owner_role = "account_manager";
  return made;
}

inline LeadState SampleState() {
  LeadState state;
  state.lifecycle = "standard";
  state.owner_role = "account_manager";
  state.owner = "u-4";
  state.last_owners = {{"marketing", "u-2"}};
  return state;
}

}  // namespace lotse

#endif  // LOTSE_TESTING_SAMPLE_CONVERSION_H_
