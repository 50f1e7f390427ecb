// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/facts/known_fact.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/testing/field_text.h"

namespace lotse {
namespace {

const Instant kMay = *Instant::Parse("2026-05-01");
const Instant kJune = *Instant::Parse("2026-06-01");
const Instant kJuly = *Instant::Parse("2026-07-01");

Value Integer(int64_t v) { return Value{v}; }
Value Text(const char* v) { return Value{std::string(v)}; }

Facts SomeFacts() {
  Facts facts;
  facts.lead.offer = "pumps";
  facts.lead.person_id = "P-2";
  facts.persons.resize(2);
  facts.persons[0].id = "P-1";
  facts.persons[0].attributes = {{"title", Text("intern"), {}, ""}};
  facts.persons[1].id = "P-2";
  facts.persons[1].attributes = {{"title", Text("head"), {}, "card"}};
  facts.company.emplace();
  facts.company->attributes = {{"employees", Integer(12), kJune, "call"},
                               {"employees", Integer(10), {}, "form"}};
  return facts;
}

Value ValueAt(const Facts& facts, const char* name, Instant as_of) {
  const auto known = KnownFactAt(facts, name, as_of);
  return known.has_value() ? known->value : Value();
}

TEST(AttributeAt, GivesTheLatestEntryThatIsNotLater) {
  const Facts facts = SomeFacts();
  const auto& history = facts.company->attributes;
  EXPECT_EQ(AttributeAt(history, "employees", kMay), &history[1]);
  EXPECT_EQ(AttributeAt(history, "employees", kJune), &history[0]);
  EXPECT_EQ(AttributeAt(history, "city", kJune), nullptr);
}

TEST(KnownFactAt, SaysWhereAnAttributeComesFrom) {
  const auto known = KnownFactAt(SomeFacts(), "company.employees", kJuly);
  ASSERT_TRUE(known.has_value());
  EXPECT_EQ(known->value, Integer(12));
  EXPECT_EQ(known->since, kJune);
  EXPECT_EQ(known->source, "call");
}

TEST(KnownFactAt, ReadsTheLeadsOwnPerson) {
  EXPECT_EQ(ValueAt(SomeFacts(), "person.title", kMay), Text("head"));
}

TEST(KnownFactAt, TakesTheLatestAnswerThatIsValid) {
  Facts facts = SomeFacts();
  Answer first;
  first.question = "need";
  first.value = Text("urgent");
  first.answered_at = kMay;
  first.author = "u-1";
  first.source = "call";
  Answer second = first;
  second.value = Text("none");
  second.answered_at = kJune;
  second.valid_until = kJuly;
  second.author = "u-2";
  facts.lead.answers = {second, first};
  EXPECT_FALSE(KnownFactAt(facts, "answer.need", kMay - Duration::Days(1)));
  EXPECT_EQ(KnownFactAt(facts, "answer.need", kMay)->author, "u-1");
  EXPECT_EQ(KnownFactAt(facts, "answer.need", kJune)->author, "u-2");
  EXPECT_EQ(KnownFactAt(facts, "answer.need", kJuly)->author, "u-1");
  // Of the same time the last in the list.
  facts.lead.answers = {first, first};
  facts.lead.answers[1].author = "u-3";
  EXPECT_EQ(KnownFactAt(facts, "answer.need", kJune)->author, "u-3");
}

TEST(KnownFactAt, ReadsWhatEveryLeadAndOpportunityHas) {
  Facts facts = SomeFacts();
  EXPECT_EQ(ValueAt(facts, "lead.offer", kMay), Text("pumps"));
  EXPECT_EQ(ValueAt(facts, "lead.channel", kMay), Value());
  EXPECT_EQ(ValueAt(facts, "opportunity.value", kMay), Value());
  facts.opportunity.emplace();
  EXPECT_EQ(ValueAt(facts, "opportunity.value", kMay), Value());
  facts.opportunity->value = Money{0, "EUR"};
  EXPECT_EQ(ValueAt(facts, "opportunity.value", kMay),
            (Value{Money{0, "EUR"}}));
  facts.opportunity->expected_close = Date();
  EXPECT_EQ(ValueAt(facts, "opportunity.expected_close", kMay), Value{Date()});
}

TEST(KnownFactAt, KnowsNothingOfWhatIsMissing) {
  Facts facts = SomeFacts();
  // Known to be unknown.
  facts.company->attributes.push_back({"employees", Value(), kJuly, "call"});
  EXPECT_EQ(ValueAt(facts, "company.employees", kJuly), Value());
  facts.company.reset();
  facts.lead.person_id = "P-3";
  for (const char* name :
       {"company.employees", "person.title", "opportunity.city", "score.points",
        "employees", ""}) {
    EXPECT_FALSE(KnownFactAt(facts, name, kJuly).has_value()) << name;
  }
}

}  // namespace
}  // namespace lotse
