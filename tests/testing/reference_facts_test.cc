// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The reference reads facts as worked out by hand.
#include "tests/testing/reference_facts.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "lotse/base/rate_table.h"

namespace lotse {
namespace {

Instant Noon() { return *Instant::Parse("2026-11-23T12:00:00Z"); }

AttributeSpec Spec(const char* key, ValueType type) {
  AttributeSpec spec;
  spec.key = key;
  spec.type = type;
  return spec;
}

Attribute Entry(const char* key, Value value, Instant since = {}) {
  Attribute entry;
  entry.key = key;
  entry.value = std::move(value);
  entry.since = since;
  return entry;
}

class ReferenceFactsTest : public ::testing::Test {
 protected:
  ReferenceFactsTest() {
    schema_.currency = "EUR";
    schema_.activity_kinds = {{"download", {}, false}};
    input_.schema = &schema_;
    input_.facts = &facts_;
    input_.as_of = Noon();
  }

  Value Read(const std::string& name) { return ReferenceFact(input_, name); }

  Schema schema_;
  Facts facts_;
  ReferenceInput input_;
};

TEST_F(ReferenceFactsTest, TakesTheLatestEntryThatIsNotLater) {
  schema_.company = {Spec("size", ValueType::kInteger)};
  facts_.company.emplace();
  facts_.company->attributes = {
      Entry("size", Value{int64_t{3}}, Noon() + Duration::Micros(1)),
      Entry("size", Value{int64_t{2}}, Noon()),
      Entry("size", Value{int64_t{1}})};
  EXPECT_EQ(Read("company.size"), Value{int64_t{2}});
  EXPECT_EQ(Read("size"), Value{int64_t{2}});
  input_.as_of = Noon() - Duration::Micros(1);
  EXPECT_EQ(Read("size"), Value{int64_t{1}});
  input_.as_of = Noon() + Duration::Micros(1);
  EXPECT_EQ(Read("size"), Value{int64_t{3}});
}

TEST_F(ReferenceFactsTest, ReadsThePersonOfTheLead) {
  schema_.person = {Spec("role", ValueType::kText)};
  EXPECT_TRUE(Read("role").missing());
  facts_.persons.resize(2);
  facts_.persons[0].id = "a";
  facts_.persons[0].attributes = {Entry("role", Value{std::string("buyer")})};
  facts_.persons[1].id = "b";
  facts_.persons[1].attributes = {Entry("role", Value{std::string("user")})};
  EXPECT_EQ(Read("role"), Value{std::string("buyer")});
  facts_.lead.person_id = "b";
  EXPECT_EQ(Read("role"), Value{std::string("user")});
  facts_.lead.person_id = "c";
  EXPECT_TRUE(Read("role").missing());
}

TEST_F(ReferenceFactsTest, TakesTheLastValidAnswer) {
  schema_.answer = {Spec("budget", ValueType::kBoolean)};
  facts_.lead.answers = {
      {"budget", Value{true}, Noon() - Duration::Days(1), {}, "", ""},
      {"budget", Value{false}, Noon() - Duration::Days(1), {}, "", ""},
      {"budget", Value{true}, Noon(), Noon(), "", ""}};
  EXPECT_EQ(Read("answer.budget"), Value{false});
  facts_.lead.answers[2].valid_until = Noon() + Duration::Micros(1);
  EXPECT_EQ(Read("answer.budget"), Value{true});
}

TEST_F(ReferenceFactsTest, TakesValuesInOtherForms) {
  schema_.lead = {
      Spec("whole", ValueType::kInteger), Spec("number", ValueType::kNumber),
      Spec("time", ValueType::kTime),     Spec("date", ValueType::kDate),
      Spec("list", ValueType::kList),     Spec("money", ValueType::kMoney)};
  const Date day = *Date::Parse("2026-11-23");
  facts_.lead.attributes = {Entry("whole", Value{5.0}),
                            Entry("number", Value{int64_t{5}}),
                            Entry("time", Value{day}),
                            Entry("date", Value{std::string("2026-11-23")}),
                            Entry("list", Value{std::string("one")}),
                            Entry("money", Value{std::string("2.5 EUR")})};
  EXPECT_EQ(Read("whole"), Value{int64_t{5}});
  EXPECT_EQ(Read("number"), Value{5.0});
  EXPECT_EQ(Read("time"), Value{Instant::StartOf(day)});
  EXPECT_EQ(Read("date"), Value{day});
  EXPECT_EQ(Read("list"), (Value{TextList{{"one"}}}));
  EXPECT_EQ(Read("money"), (Value{Money{2500000, "EUR"}}));
}

TEST_F(ReferenceFactsTest, ConvertsMoneyByTheLatestRateWithTiesToEven) {
  const Date day = Noon().date();
  facts_.opportunity.emplace();
  facts_.opportunity->value = Money{5, "USD"};
  EXPECT_TRUE(Read("opportunity.value").missing());
  input_.rates = {{"USD", "EUR", Date::FromDays(day.days() + 1), 9000000000},
                  {"USD", "EUR", day, 500000000},
                  {"USD", "EUR", Date::FromDays(day.days() - 1), 2000000000},
                  {"EUR", "USD", day, 7000000000}};
  // 2.5 becomes 2, 3.5 becomes 4, -2.5 becomes -2.
  EXPECT_EQ(Read("opportunity.value"), (Value{Money{2, "EUR"}}));
  facts_.opportunity->value = Money{7, "USD"};
  EXPECT_EQ(Read("opportunity.value"), (Value{Money{4, "EUR"}}));
  facts_.opportunity->value = Money{-5, "USD"};
  EXPECT_EQ(Read("opportunity.value"), (Value{Money{-2, "EUR"}}));
}

TEST_F(ReferenceFactsTest, BuiltInFactsAreMissingWhenEmpty) {
  EXPECT_TRUE(Read("lead.offer").missing());
  EXPECT_TRUE(Read("lead.created_at").missing());
  facts_.lead.offer = "pump";
  facts_.lead.created_at = Noon();
  EXPECT_EQ(Read("offer"), Value{std::string("pump")});
  EXPECT_EQ(Read("created_at"), Value{Noon()});
  facts_.opportunity.emplace();
  facts_.opportunity->attributes = {Entry("expected_close", Value{Date()})};
  EXPECT_TRUE(Read("opportunity.expected_close").missing());
}

TEST_F(ReferenceFactsTest, SeesActivitiesOfAllUpToTheInstant) {
  facts_.persons.resize(2);
  facts_.persons[0].activities = {{"", "download", Noon(), "", {}},
                                  {"", "unknown", Noon(), "", {}}};
  facts_.persons[1].activities = {
      {"", "download", Noon() + Duration::Micros(1), "", {}}};
  facts_.company.emplace();
  facts_.company->activities = {{"", "download", Noon(), "web", {}}};
  const std::vector<const Activity*> activities = ReferenceActivities(input_);
  ASSERT_EQ(activities.size(), 2u);
  EXPECT_TRUE(
      ReferenceActivityFact(input_, *activities[0], "channel").missing());
  EXPECT_EQ(ReferenceActivityFact(input_, *activities[1], "channel"),
            Value{std::string("web")});
}

struct ConsentCase {
  const char* what;
  // Hours before noon, event and hours from noon to the end (0: none).
  struct Entry {
    int hours_ago;
    ConsentEvent event;
    int ends_in;
  };
  std::vector<Entry> entries;
  const char* state;
};

TEST_F(ReferenceFactsTest, ConsentsAddUp) {
  constexpr ConsentEvent kGiven = ConsentEvent::kGiven;
  constexpr ConsentEvent kConfirmed = ConsentEvent::kConfirmed;
  constexpr ConsentEvent kWithdrawn = ConsentEvent::kWithdrawn;
  const std::vector<ConsentCase> cases = {
      {"nothing", {}, "none"},
      {"later", {{-1, kGiven, 0}}, "none"},
      {"given", {{2, kGiven, 0}}, "given"},
      {"confirmed", {{1, kConfirmed, 0}, {2, kGiven, 0}}, "confirmed"},
      {"given again", {{2, kConfirmed, 0}, {1, kGiven, 0}}, "confirmed"},
      {"withdrawn", {{2, kConfirmed, 0}, {1, kWithdrawn, 0}}, "withdrawn"},
      {"given after", {{2, kWithdrawn, 0}, {1, kGiven, 0}}, "given"},
      {"same time", {{1, kWithdrawn, 0}, {1, kConfirmed, 0}}, "withdrawn"},
      {"ended", {{2, kGiven, -1}}, "expired"},
      {"not ended", {{2, kGiven, 1}}, "given"},
      {"end of a giving that sets nothing",
       {{2, kConfirmed, 0}, {1, kGiven, -1}},
       "confirmed"},
      {"withdrawal has no end", {{2, kWithdrawn, -1}}, "withdrawn"}};
  facts_.persons.resize(1);
  for (const ConsentCase& test : cases) {
    facts_.persons[0].consents.clear();
    for (const ConsentCase::Entry& entry : test.entries) {
      Consent consent;
      consent.purpose = "newsletter";
      consent.channel = "email";
      consent.event = entry.event;
      consent.at = Noon() - Duration::Hours(entry.hours_ago);
      if (entry.ends_in != 0) {
        consent.expires_at = Noon() + Duration::Hours(entry.ends_in);
      }
      facts_.persons[0].consents.push_back(consent);
    }
    EXPECT_EQ(ReferenceConsent(input_, "newsletter", "email"), test.state)
        << test.what;
    EXPECT_EQ(ReferenceConsent(input_, "newsletter", "phone"), "none");
  }
}

}  // namespace
}  // namespace lotse
