// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <variant>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/facts/fact_change.h"
#include "tests/testing/field_text.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

const Instant kMay = *Instant::Parse("2026-05-01");
const Instant kJune = *Instant::Parse("2026-06-01");

Value Integer(int64_t v) { return Value{v}; }

FactChange Change(FactChangeKind kind, FactRecord record, const char* attribute,
                  Value value, Instant since) {
  FactChange change;
  change.kind = kind;
  change.record = record;
  change.attribute = attribute;
  change.value = std::move(value);
  change.since = since;
  change.source = "test";
  return change;
}

Facts SomeFacts() {
  Facts facts;
  facts.lead.id = "L-1";
  facts.persons.resize(2);
  facts.persons[0].id = "P-1";
  facts.persons[1].id = "P-2";
  facts.company.emplace();
  facts.company->id = "C-1";
  facts.company->attributes = {{"employees", Integer(10), Instant(), "form"},
                               {"employees", Integer(12), kMay, "call"},
                               {"unknown_here", Integer(1), Instant(), ""}};
  return facts;
}

TEST(ApplyFactChanges, AddsToTheHistoryAndKeepsEverythingElse) {
  Facts facts = SomeFacts();
  Facts expected = facts;
  expected.company->attributes.push_back(
      {"employees", Integer(15), kJune, "test"});
  ASSERT_THAT(
      ApplyFactChanges({Change(FactChangeKind::kAdd, FactRecord::kCompany,
                               "employees", Integer(15), kJune)},
                       &facts),
      IsOk());
  EXPECT_EQ(facts, expected) << FieldText(facts);
}

TEST(ApplyFactChanges, SetsTheEntryOfTheInstantOrAddsIt) {
  Facts facts = SomeFacts();
  Facts expected = facts;
  expected.company->attributes[1] = {"employees", Integer(13), kMay, "test"};
  expected.lead.attributes = {{"size", Integer(1), kJune, "test"}};
  ASSERT_THAT(
      ApplyFactChanges({Change(FactChangeKind::kSet, FactRecord::kCompany,
                               "employees", Integer(13), kMay),
                        Change(FactChangeKind::kSet, FactRecord::kLead, "size",
                               Integer(1), kJune)},
                       &facts),
      IsOk());
  EXPECT_EQ(facts, expected) << FieldText(facts);
}

TEST(ApplyFactChanges, RemovesOneEntry) {
  Facts facts = SomeFacts();
  Facts expected = facts;
  expected.company->attributes.erase(expected.company->attributes.begin());
  ASSERT_THAT(
      ApplyFactChanges({Change(FactChangeKind::kRemove, FactRecord::kCompany,
                               "employees", Value(), Instant())},
                       &facts),
      IsOk());
  EXPECT_EQ(facts, expected) << FieldText(facts);
}

TEST(ApplyFactChanges, FindsThePersonByIdAndElseTheLeadsOwn) {
  Facts facts = SomeFacts();
  facts.lead.person_id = "P-2";
  FactChange first = Change(FactChangeKind::kAdd, FactRecord::kPerson, "title",
                            Value{std::string("x")}, kMay);
  first.record_id = "P-1";
  const FactChange own = Change(FactChangeKind::kAdd, FactRecord::kPerson,
                                "title", Value{std::string("y")}, kMay);
  ASSERT_THAT(ApplyFactChanges({first, own}, &facts), IsOk());
  EXPECT_EQ(facts.persons[0].attributes[0].value, Value{std::string("x")});
  EXPECT_EQ(facts.persons[1].attributes[0].value, Value{std::string("y")});
}

TEST(ApplyFactChanges, SetsAndClearsWhatEveryRecordHas) {
  Facts facts = SomeFacts();
  facts.opportunity.emplace();
  facts.opportunity->stage = "proposal";
  const Value amount{Money{5000000, "EUR"}};
  FactChange clear = Change(FactChangeKind::kRemove, FactRecord::kOpportunity,
                            "stage", Value(), Instant());
  ASSERT_THAT(
      ApplyFactChanges({Change(FactChangeKind::kSet, FactRecord::kLead, "offer",
                               Value{std::string("pumps")}, kMay),
                        Change(FactChangeKind::kSet, FactRecord::kOpportunity,
                               "value", amount, kMay),
                        clear},
                       &facts),
      IsOk());
  EXPECT_EQ(facts.lead.offer, "pumps");
  EXPECT_EQ(facts.opportunity->value, std::get<Money>(amount.kind));
  EXPECT_EQ(facts.opportunity->stage, "");
  EXPECT_TRUE(facts.opportunity->attributes.empty());
}

TEST(ApplyFactChanges, ChangesNothingIfOneChangeCannotBeMade) {
  const FactChange good = Change(FactChangeKind::kAdd, FactRecord::kCompany,
                                 "employees", Integer(15), kJune);
  const auto refused = [&](FactChange bad) {
    Facts facts = SomeFacts();
    const absl::Status status = ApplyFactChanges({good, bad}, &facts);
    EXPECT_EQ(facts, SomeFacts());
    return status;
  };
  FactChange no_kind = good;
  no_kind.kind = FactChangeKind::kUnspecified;
  EXPECT_THAT(refused(no_kind), StatusIs(absl::StatusCode::kInvalidArgument,
                                         HasSubstr("changes[1].kind: ")));
  FactChange no_record = good;
  no_record.record = FactRecord::kUnspecified;
  EXPECT_THAT(refused(no_record), StatusIs(absl::StatusCode::kInvalidArgument,
                                           HasSubstr("changes[1].record: ")));
  FactChange no_attribute = good;
  no_attribute.attribute = "";
  EXPECT_THAT(refused(no_attribute),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("changes[1].attribute: ")));
  FactChange built_in = good;
  built_in.record = FactRecord::kLead;
  built_in.attribute = "offer";
  EXPECT_THAT(refused(built_in), StatusIs(absl::StatusCode::kInvalidArgument,
                                          HasSubstr("changes[1].kind: ")));
  built_in.kind = FactChangeKind::kSet;
  EXPECT_THAT(refused(built_in),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("changes[1].value: is of another type")));
  EXPECT_THAT(refused(good), StatusIs(absl::StatusCode::kAlreadyExists,
                                      HasSubstr("changes[1].since: ")));
  FactChange other = good;
  other.record_id = "C-2";
  EXPECT_THAT(refused(other), StatusIs(absl::StatusCode::kNotFound,
                                       HasSubstr("changes[1].record_id: ")));
  FactChange opportunity = good;
  opportunity.record = FactRecord::kOpportunity;
  EXPECT_THAT(refused(opportunity), StatusIs(absl::StatusCode::kNotFound,
                                             HasSubstr("changes[1].record: ")));
  FactChange nobody = good;
  nobody.record = FactRecord::kPerson;
  nobody.record_id = "P-3";
  EXPECT_THAT(refused(nobody), StatusIs(absl::StatusCode::kNotFound,
                                        HasSubstr("changes[1].record: ")));
  FactChange gone = good;
  gone.kind = FactChangeKind::kRemove;
  gone.since = *Instant::Parse("2025-01-01");
  EXPECT_THAT(refused(gone),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("changes[1]: ")));
}

TEST(PersonOfLead, IsTheOneNamedOrTheFirst) {
  Facts facts = SomeFacts();
  EXPECT_EQ(PersonOfLead(facts), &facts.persons[0]);
  facts.lead.person_id = "P-2";
  EXPECT_EQ(PersonOfLead(facts), &facts.persons[1]);
  facts.lead.person_id = "P-3";
  EXPECT_EQ(PersonOfLead(facts), nullptr);
}

}  // namespace
}  // namespace lotse
