// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/facts/next_fact_change.h"

#include "gtest/gtest.h"

namespace lotse {
namespace {

Instant At(const char* text) { return *Instant::Parse(text); }

const Instant kNow = At("2026-11-23T10:00:00Z");
const Instant kLater = At("2026-11-24T08:30:00Z");

Attribute KnownSince(Instant since) {
  Attribute attribute;
  attribute.key = "size";
  attribute.since = since;
  return attribute;
}

Activity ActivityAt(Instant at) {
  Activity activity;
  activity.kind = "visit";
  activity.occurred_at = at;
  return activity;
}

TEST(NextFactChangeAt, IsNothingForFactsOfThePast) {
  Facts facts;
  facts.lead.attributes = {KnownSince(kNow), KnownSince(Instant())};
  facts.persons.resize(1);
  facts.persons[0].activities = {ActivityAt(kNow)};
  facts.lead.answers.resize(1);
  facts.lead.answers[0].answered_at = kNow;
  facts.lead.answers[0].valid_until = kNow;
  EXPECT_EQ(NextFactChangeAt(facts, {}, kNow), std::nullopt);
}

TEST(NextFactChangeAt, LooksAtEachRecord) {
  Facts lead, person, company, opportunity, visit, payload, answer, valid;
  lead.lead.attributes = {KnownSince(kLater)};
  person.persons.resize(1);
  person.persons[0].attributes = {KnownSince(kLater)};
  company.company.emplace().attributes = {KnownSince(kLater)};
  opportunity.opportunity.emplace().attributes = {KnownSince(kLater)};
  visit.company.emplace().activities = {ActivityAt(kLater)};
  payload.persons.resize(1);
  payload.persons[0].activities = {ActivityAt(kNow)};
  payload.persons[0].activities[0].attributes = {KnownSince(kLater)};
  answer.lead.answers.resize(1);
  answer.lead.answers[0].answered_at = kLater;
  valid.lead.answers.resize(1);
  valid.lead.answers[0].valid_until = kLater;
  for (const Facts& facts :
       {lead, person, company, opportunity, visit, payload, answer, valid}) {
    EXPECT_EQ(NextFactChangeAt(facts, {}, kNow), kLater);
    EXPECT_EQ(NextFactChangeAt(facts, {}, kLater), std::nullopt);
  }
}

TEST(NextFactChangeAt, IsTheFirstOfSeveral) {
  Facts facts;
  facts.lead.attributes = {KnownSince(kLater + Duration::Days(1)),
                           KnownSince(kLater)};
  EXPECT_EQ(NextFactChangeAt(facts, {}, kNow), kLater);
}

TEST(NextFactChangeAt, KnowsWhenARateComesIntoForce) {
  RateTable rates;
  rates.rates = {{"USD", "EUR", *Date::Parse("2026-11-23"), 900000000},
                 {"USD", "EUR", *Date::Parse("2026-12-01"), 910000000}};
  EXPECT_EQ(NextFactChangeAt({}, rates, kNow), At("2026-12-01"));
  rates.rates[1].date = Date();
  EXPECT_EQ(NextFactChangeAt({}, rates, At("1969-12-31T12:00:00Z")), Instant());
}

TEST(NextFactChangeAt, LeavesOutWhatIsBeyondTheCalendar) {
  Facts facts;
  facts.lead.attributes = {
      KnownSince(Instant::FromMicros(std::numeric_limits<int64_t>::max()))};
  EXPECT_EQ(NextFactChangeAt(facts, {}, kNow), std::nullopt);
}

}  // namespace
}  // namespace lotse
