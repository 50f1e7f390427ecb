// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/facts/fact_binder.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Eq;
using ::testing::HasSubstr;

Instant At(const char* text) { return *Instant::Parse(text); }
const Instant kNow = At("2026-11-23T10:00:00Z");

Schema AllTypes() {
  Schema schema;
  schema.currency = "EUR";
  schema.company = {
      {"boolean", ValueType::kBoolean}, {"integer", ValueType::kInteger},
      {"number", ValueType::kNumber},   {"text", ValueType::kText},
      {"time", ValueType::kTime},       {"date", ValueType::kDate},
      {"list", ValueType::kList},       {"money", ValueType::kMoney}};
  schema.person = {{"name", ValueType::kText}};
  schema.lead = {{"request", ValueType::kText}};
  schema.opportunity = {{"probability", ValueType::kNumber}};
  schema.activity = {{"minutes", ValueType::kInteger}};
  schema.answer = {{"budget", ValueType::kText}};
  schema.activity_kinds = {Option{"call", {}, false},
                           Option{"visit", {}, false}};
  return schema;
}

// Binds and keeps what the view points into.
struct Bound {
  explicit Bound(Schema schema = AllTypes(), RateTable rates = {})
      : catalog(*CompileFactCatalog(schema)),
        binder(catalog, std::move(rates)) {}

  absl::Status Bind(Facts f, Instant as_of = kNow) {
    facts = std::move(f);
    absl::StatusOr<LeadView> result = binder.Bind(facts, as_of, &buffer);
    if (result.ok()) view = *result;
    return result.status();
  }
  ValueView operator[](const char* name) const {
    return view.values[*catalog.Find(name)];
  }

  FactCatalog catalog;
  FactBinder binder;
  Facts facts;
  BindBuffer buffer;
  LeadView view;
};

Facts CompanyWith(const char* key, Value value) {
  Facts facts;
  facts.company.emplace();
  facts.company->attributes.push_back({key, std::move(value), {}, ""});
  return facts;
}

Value Text(std::string text) { return Value{std::move(text)}; }

TEST(FactBinder, TakesOrRefusesEachTypeForEachType) {
  const Value kMissing;
  const Value kValues[] = {Value{true},
                           Value{int64_t{7}},
                           Value{7.0},
                           Value{7.5},
                           Text("x"),
                           Text("2026-11-23"),
                           Text("2026-11-23T09:00:00Z"),
                           Text("5 EUR"),
                           Value{kNow},
                           Value{*Date::Parse("2026-11-23")},
                           Value{TextList{{"a", "b"}}},
                           Value{Money{5000000, "EUR"}}};
  const struct {
    const char* key;
    // Which of kValues are taken.
    const char* taken;
    const char* error;
  } kCases[] = {
      {"boolean", "y...........", "must be a boolean"},
      {"integer", ".yy.........", "must be an integer"},
      {"number", ".yyy........", "must be a finite number"},
      {"text", "....yyyy....", "must be a text"},
      {"time", ".....yy.yy..",
       "must be a time, such as 2026-11-23T09:00:00Z, or a date"},
      {"date", ".....y...y..", "must be a date, such as 2026-11-23"},
      {"list", "....yyyy..y.", "must be a list of texts"},
      {"money", ".......y...y",
       "must be an amount of money, such as 50000 EUR"},
  };
  Bound bound;
  for (const auto& c : kCases) {
    for (size_t i = 0; i < std::size(kValues); ++i) {
      const absl::Status status = bound.Bind(CompanyWith(c.key, kValues[i]));
      if (c.taken[i] == 'y') {
        ASSERT_THAT(status, IsOk()) << c.key << " " << i;
        const ValueView value = bound[absl::StrCat("company.", c.key).c_str()];
        EXPECT_STREQ(NameOf(value.type()), c.key) << i;
      } else {
        EXPECT_THAT(status,
                    StatusIs(absl::StatusCode::kInvalidArgument,
                             Eq(absl::StrCat("company.attributes[0].value: ",
                                             c.error))))
            << c.key << " " << i;
      }
    }
    ASSERT_THAT(bound.Bind(CompanyWith(c.key, kMissing)), IsOk());
    EXPECT_TRUE(bound[absl::StrCat("company.", c.key).c_str()].missing());
  }
}

TEST(FactBinder, CoercesExactly) {
  Bound bound;
  const double kTwo53 = 9007199254740992.0;
  ASSERT_THAT(bound.Bind(CompanyWith("integer", Value{-kTwo53})), IsOk());
  EXPECT_EQ(bound["integer"].integer(), -9007199254740992);
  EXPECT_FALSE(bound.Bind(CompanyWith("integer", Value{kTwo53 + 2})).ok());
  ASSERT_THAT(bound.Bind(CompanyWith("integer", Value{-0.0})), IsOk());
  EXPECT_EQ(bound["integer"].integer(), 0);
  ASSERT_THAT(bound.Bind(CompanyWith("number", Value{int64_t{3}})), IsOk());
  EXPECT_EQ(bound["number"].number(), 3.0);
  ASSERT_THAT(bound.Bind(CompanyWith("time", Text("2026-11-23"))), IsOk());
  EXPECT_EQ(bound["time"].integer(), At("2026-11-23").micros());
  ASSERT_THAT(bound.Bind(CompanyWith("time", Value{Date::FromDays(1)})),
              IsOk());
  EXPECT_EQ(bound["time"].integer(), 86400000000);
  ASSERT_THAT(bound.Bind(CompanyWith("list", Text("solo"))), IsOk());
  ASSERT_EQ(bound["list"].list().size(), 1u);
  EXPECT_EQ(bound["list"].list()[0], "solo");
  ASSERT_THAT(bound.Bind(CompanyWith("list", Value{TextList{}})), IsOk());
  EXPECT_FALSE(bound["list"].missing());
  ASSERT_THAT(bound.Bind(CompanyWith("text", Text(""))), IsOk());
  EXPECT_FALSE(bound["text"].missing());
  ASSERT_THAT(bound.Bind(CompanyWith("money", Text("5.25 EUR"))), IsOk());
  EXPECT_EQ(bound["money"].integer(), 5250000);
}

TEST(FactBinder, SurvivesDaysFarBeyondTheCalendar) {
  Bound bound;
  for (int32_t days : {std::numeric_limits<int32_t>::min(),
                       std::numeric_limits<int32_t>::max()}) {
    EXPECT_THAT(bound.Bind(CompanyWith("time", Value{Date::FromDays(days)})),
                IsOk());
    EXPECT_THAT(bound.Bind(CompanyWith("date", Value{Date::FromDays(days)})),
                IsOk());
  }
  for (int64_t micros : {std::numeric_limits<int64_t>::min(),
                         std::numeric_limits<int64_t>::max()}) {
    Facts facts = CompanyWith("time", Value{Instant::FromMicros(micros)});
    facts.company->attributes[0].since = Instant::FromMicros(micros);
    EXPECT_THAT(bound.Bind(facts), IsOk());
    EXPECT_THAT(bound.Bind(facts, Instant::FromMicros(micros)), IsOk());
  }
}

TEST(FactBinder, RefusesNumbersThatAreNone) {
  Bound bound;
  for (double bad : {std::nan(""), std::numeric_limits<double>::infinity()}) {
    for (const char* key : {"number", "integer", "text"}) {
      EXPECT_THAT(bound.Bind(CompanyWith(key, Value{bad})),
                  StatusIs(absl::StatusCode::kInvalidArgument,
                           Eq("company.attributes[0].value: must be a finite "
                              "number")));
    }
  }
}

TEST(FactBinder, ReadsHistoryAsOf) {
  Facts facts;
  facts.company.emplace();
  const auto add = [&](const char* since, int64_t value) {
    facts.company->attributes.push_back(
        {"integer", Value{value}, since[0] == 0 ? Instant() : At(since), ""});
  };
  add("2026-03-01", 3);
  add("", 0);
  add("2026-01-01", 1);
  add("0001-01-01", -1);
  add("2026-02-01", 2);
  const struct {
    const char* as_of;
    int64_t expected;
  } kCases[] = {
      {"2026-03-01T00:00:00Z", 3},  {"2026-02-28T23:59:59.999999Z", 2},
      {"2026-02-01T00:00:00Z", 2},  {"2026-01-31T23:59:59.999999Z", 1},
      {"2025-12-31T00:00:00Z", -1}, {"1950-01-01T00:00:00Z", -1},
      {"9999-12-31T00:00:00Z", 3}};
  Bound bound;
  for (const auto& c : kCases) {
    ASSERT_THAT(bound.Bind(facts, At(c.as_of)), IsOk());
    EXPECT_EQ(bound["integer"].integer(), c.expected) << c.as_of;
  }
}

TEST(FactBinder, MissingInHistoryForgetsTheValue) {
  Facts facts = CompanyWith("integer", Value{int64_t{1}});
  facts.company->attributes.push_back(
      {"integer", Value{}, At("2026-01-01"), ""});
  Bound bound;
  ASSERT_THAT(bound.Bind(facts), IsOk());
  EXPECT_TRUE(bound["integer"].missing());
}

TEST(FactBinder, TakesAnEntryOfTheFirstInstantThereIs) {
  Facts facts = CompanyWith("integer", Value{int64_t{1}});
  facts.company->attributes[0].since = Instant::Min();
  Bound bound;
  ASSERT_THAT(bound.Bind(facts), IsOk());
  EXPECT_EQ(bound["integer"].integer(), 1);
}

TEST(FactBinder, RefusesTheSameSinceTwiceInAnyOrder) {
  const char* kSince[][3] = {{"2026-01-01", "2026-01-01", ""},
                             {"2026-01-01", "2026-02-01", "2026-01-01"},
                             {"2026-02-01", "2026-01-01", "2026-01-01"},
                             {"", "2026-01-01", ""}};
  const int kIndex[] = {1, 2, 2, 2};
  Bound bound;
  for (size_t c = 0; c < std::size(kSince); ++c) {
    Facts facts;
    facts.company.emplace();
    for (const char* since : kSince[c]) {
      facts.company->attributes.push_back(
          {"integer", Value{int64_t{1}}, since[0] == 0 ? Instant() : At(since),
           ""});
    }
    EXPECT_THAT(bound.Bind(facts),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         Eq(absl::StrCat("company.attributes[", kIndex[c],
                                         "].key: stands twice with the same "
                                         "`since`"))));
  }
}

TEST(FactBinder, IgnoresDuplicatesThatDoNotExistYet) {
  Facts facts = CompanyWith("integer", Value{int64_t{1}});
  for (int i = 0; i < 2; ++i) {
    facts.company->attributes.push_back(
        {"integer", Value{int64_t{2}}, At("2027-01-01"), ""});
  }
  Bound bound;
  EXPECT_THAT(bound.Bind(facts), IsOk());
  EXPECT_FALSE(bound.Bind(facts, At("2027-01-01")).ok());
}

TEST(FactBinder, ReadsTheLatestValidAnswer) {
  Facts facts;
  const auto add = [&](const char* text, const char* at, const char* until) {
    Answer answer;
    answer.question = "budget";
    if (text[0] != 0) answer.value = Text(text);
    if (at[0] != 0) answer.answered_at = At(at);
    if (until[0] != 0) answer.valid_until = At(until);
    facts.lead.answers.push_back(answer);
  };
  add("always", "", "");
  add("old", "2026-01-01", "2026-06-01");
  add("first", "2026-02-01", "2026-04-01");
  add("second", "2026-02-01", "2026-03-01");
  add("", "2026-09-01", "2026-10-01");
  const struct {
    const char* as_of;
    const char* expected;
  } kCases[] = {{"2025-01-01T00:00:00Z", "always"},
                {"2026-01-01T00:00:00Z", "old"},
                {"2026-02-01T00:00:00Z", "second"},
                {"2026-02-28T23:59:59.999999Z", "second"},
                {"2026-03-01T00:00:00Z", "first"},
                {"2026-04-01T00:00:00Z", "old"},
                {"2026-06-01T00:00:00Z", "always"},
                {"2026-09-01T00:00:00Z", ""},
                {"2026-10-01T00:00:00Z", "always"}};
  Bound bound;
  for (const auto& c : kCases) {
    ASSERT_THAT(bound.Bind(facts, At(c.as_of)), IsOk());
    const ValueView value = bound["budget"];
    EXPECT_EQ(value.missing() ? "" : value.text(), c.expected) << c.as_of;
  }
}

TEST(FactBinder, ReadsTheLeadsPerson) {
  Facts facts;
  facts.persons.resize(2);
  facts.persons[0].id = "a";
  facts.persons[0].attributes = {{"name", Text("Ada"), {}, ""}};
  facts.persons[1].id = "b";
  facts.persons[1].attributes = {{"name", Text("Bob"), {}, ""}};
  for (Person& person : facts.persons) {
    Consent consent;
    consent.purpose = person.id;
    consent.channel = "email";
    consent.event = ConsentEvent::kGiven;
    consent.at = At("2026-01-01");
    person.consents.push_back(consent);
  }
  Bound bound;
  const struct {
    const char* person_id;
    const char* name;
  } kCases[] = {{"", "Ada"}, {"a", "Ada"}, {"b", "Bob"}, {"c", ""}};
  for (const auto& c : kCases) {
    facts.lead.person_id = c.person_id;
    ASSERT_THAT(bound.Bind(facts), IsOk());
    const ValueView name = bound["name"];
    EXPECT_EQ(name.missing() ? "" : name.text(), c.name);
    EXPECT_EQ(bound.view.consents.size(), c.name[0] == 0 ? 0u : 1u);
  }
}

TEST(FactBinder, CollectsTheActivitiesOfEverybody) {
  Facts facts;
  facts.persons.resize(2);
  facts.persons[1].activities.resize(1);
  facts.company.emplace();
  facts.company->activities.resize(2);
  Activity& visit = facts.persons[1].activities[0];
  visit.kind = "visit";
  visit.occurred_at = At("2026-01-01");
  visit.channel = "web";
  visit.attributes = {{"minutes", Value{int64_t{5}}, {}, ""}};
  Activity& call = facts.company->activities[0];
  call.kind = "call";
  call.occurred_at = At("2026-01-02");
  facts.company->activities[1].kind = "unheard_of";
  facts.company->activities[1].occurred_at = At("2026-01-02");
  Bound bound;
  ASSERT_THAT(bound.Bind(facts), IsOk());
  ASSERT_EQ(bound.view.activities.size(), 2u);
  const FactSlot minutes = *bound.catalog.FindPayload("minutes");
  const FactSlot channel = *bound.catalog.FindPayload("channel");
  EXPECT_EQ(bound.view.activities[0].kind, 1u);
  EXPECT_EQ(bound.view.activities[0].payload[minutes].integer(), 5);
  EXPECT_EQ(bound.view.activities[0].payload[channel].text(), "web");
  EXPECT_EQ(bound.view.activities[1].kind, 0u);
  EXPECT_TRUE(bound.view.activities[1].payload[minutes].missing());
  EXPECT_TRUE(bound.view.activities[1].payload[channel].missing());
}

TEST(FactBinder, ReadsBuiltInFacts) {
  Facts facts;
  Bound bound;
  ASSERT_THAT(bound.Bind(facts), IsOk());
  for (size_t slot = 0; slot < bound.catalog.size(); ++slot) {
    EXPECT_TRUE(bound.view.values[slot].missing());
  }
  facts.lead.offer = "crm";
  facts.lead.channel = "web";
  facts.lead.campaign = "spring";
  facts.lead.created_at = At("2026-01-01");
  facts.opportunity.emplace();
  facts.opportunity->value = Money{7000000, "EUR"};
  facts.opportunity->stage = "offer";
  facts.opportunity->opened_at = At("2026-02-01");
  facts.opportunity->expected_close = Date::FromDays(0);
  ASSERT_THAT(bound.Bind(facts), IsOk());
  EXPECT_EQ(bound["offer"].text(), "crm");
  EXPECT_EQ(bound["lead.channel"].text(), "web");
  EXPECT_EQ(bound["campaign"].text(), "spring");
  EXPECT_EQ(bound["created_at"].integer(), At("2026-01-01").micros());
  EXPECT_EQ(bound["value"].integer(), 7000000);
  EXPECT_EQ(bound["stage"].text(), "offer");
  EXPECT_EQ(bound["opened_at"].integer(), At("2026-02-01").micros());
  EXPECT_EQ(bound["expected_close"].integer(), 0);
  // The buffer is reused: nothing of the lead before is left.
  ASSERT_THAT(bound.Bind(Facts()), IsOk());
  for (size_t slot = 0; slot < bound.catalog.size(); ++slot) {
    EXPECT_TRUE(bound.view.values[slot].missing());
  }
}

TEST(FactBinder, ConvertsMoney) {
  RateTable rates;
  rates.rates = {{"USD", "EUR", *Date::Parse("2026-11-01"), 920000000},
                 {"USD", "EUR", *Date::Parse("2026-11-24"), 1}};
  Bound bound(AllTypes(), rates);
  ASSERT_THAT(bound.Bind(CompanyWith("money", Value{Money{1000000, "USD"}})),
              IsOk());
  EXPECT_EQ(bound["money"].integer(), 920000);
  EXPECT_EQ(bound["money"].currency(), PackCurrency("EUR"));
  ASSERT_THAT(bound.Bind(CompanyWith("money", Text("1 USD"))), IsOk());
  EXPECT_EQ(bound["money"].integer(), 920000);
  ASSERT_THAT(bound.Bind(CompanyWith("money", Value{Money{1000000, "GBP"}})),
              IsOk());
  EXPECT_TRUE(bound["money"].missing());
  ASSERT_THAT(bound.Bind(CompanyWith("money", Value{Money{1000000, "USD"}}),
                         At("2026-10-01")),
              IsOk());
  EXPECT_TRUE(bound["money"].missing());
  EXPECT_THAT(bound.Bind(CompanyWith("money", Value{Money{1, ""}})),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("company.attributes[0].value: has no ISO 4217 "
                          "currency, such as EUR")));
}

TEST(FactBinder, NamesTheFieldThatIsWrong) {
  const struct {
    std::function<void(Facts*)> change;
    const char* expected;
  } kCases[] = {
      {[](Facts* f) { f->company->attributes[0].value = Text("\xff"); },
       "company.attributes[0].value: is no valid UTF-8"},
      {[](Facts* f) {
         f->company->attributes[0].value =
             Text(std::string(kMaxTextBytes + 1, 'x'));
       },
       "company.attributes[0].value: has more than 1048576 bytes"},
      {[](Facts* f) {
         f->company->attributes[0] = {
             "list", Value{TextList{{"a", "\xff"}}}, {}, ""};
       },
       "company.attributes[0].value: is no valid UTF-8"},
      {[](Facts* f) {
         TextList list;
         list.values.resize(kMaxListValues + 1);
         f->company->attributes[0] = {"list", Value{list}, {}, ""};
       },
       "company.attributes[0].value: has more than 10000 entries"},
      {[](Facts* f) { f->company->attributes.resize(kMaxAttributes + 1); },
       "company.attributes: has more than 10000 entries"},
      {[](Facts* f) { f->persons[1].id = "a"; }, "persons[1].id: stands twice"},
      {[](Facts* f) { f->persons.resize(kMaxListValues + 1); },
       "persons: has more than 10000 entries"},
      {[](Facts* f) { f->persons[0].activities[0].occurred_at = Instant(); },
       "persons[0].activities[0].occurred_at: is missing"},
      {[](Facts* f) { f->company->activities[0].id = "x"; },
       "company.activities[0].id: stands twice"},
      {[](Facts* f) { f->persons[0].activities[0].channel = "\xff"; },
       "persons[0].activities[0].channel: is no valid UTF-8"},
      {[](Facts* f) {
         f->persons[0].activities[0].attributes[0].value = Text("x");
       },
       "persons[0].activities[0].attributes[0].value: must be an integer"},
      {[](Facts* f) {
         f->persons[1].consents[0].event = ConsentEvent::kUnspecified;
       },
       "persons[1].consents[0].event: must be given, confirmed or withdrawn"},
      {[](Facts* f) {
         f->persons[1].consents[0].event = static_cast<ConsentEvent>(4);
       },
       "persons[1].consents[0].event: must be given, confirmed or withdrawn"},
      {[](Facts* f) { f->persons[1].consents[0].at = Instant(); },
       "persons[1].consents[0].at: is missing"},
      {[](Facts* f) { f->company->consents.resize(1); },
       "company.consents[0].event: must be given, confirmed or withdrawn"},
      {[](Facts* f) { f->persons[0].consents.resize(kMaxListValues + 1); },
       "persons[0].consents: has more than 10000 entries"},
      {[](Facts* f) { f->lead.answers[0].value = Value{true}; },
       "lead.answers[0].value: must be a text"},
      {[](Facts* f) { f->lead.answers.resize(kMaxListValues + 1); },
       "lead.answers: has more than 10000 entries"},
      {[](Facts* f) { f->lead.assessments.resize(kMaxListValues + 1); },
       "lead.assessments: has more than 10000 entries"},
      {[](Facts* f) { f->lead.assessments[0].probability = 1.0000001; },
       "lead.assessments[0].probability: must be from 0 to 1"},
      {[](Facts* f) { f->lead.assessments[0].probability = std::nan(""); },
       "lead.assessments[0].probability: must be from 0 to 1"},
      {[](Facts* f) { f->lead.offer = "\xff"; },
       "lead.offer: is no valid UTF-8"},
      {[](Facts* f) { f->lead.channel = "\xff"; },
       "lead.channel: is no valid UTF-8"},
      {[](Facts* f) { f->lead.campaign = "\xff"; },
       "lead.campaign: is no valid UTF-8"},
      {[](Facts* f) { f->lead.attributes[0].value = Value{1.5}; },
       "lead.attributes[0].value: must be a text"},
      {[](Facts* f) { f->opportunity->stage = "\xff"; },
       "opportunity.stage: is no valid UTF-8"},
      {[](Facts* f) {
         f->opportunity->value = Money{1, "E"};
       },
       "opportunity.value: has no ISO 4217 currency, such as EUR"},
      {[](Facts* f) { f->opportunity->attributes[0].value = Text("x"); },
       "opportunity.attributes[0].value: must be a finite number"},
  };
  Facts good = CompanyWith("text", Text("x"));
  good.persons.resize(2);
  good.persons[0].id = "a";
  good.persons[0].activities.resize(1);
  good.persons[0].activities[0].id = "x";
  good.persons[0].activities[0].kind = "call";
  good.persons[0].activities[0].occurred_at = At("2026-01-01");
  good.persons[0].activities[0].attributes = {
      {"minutes", Value{int64_t{1}}, {}, ""}};
  good.persons[1].consents.resize(1);
  good.persons[1].consents[0].event = ConsentEvent::kGiven;
  good.persons[1].consents[0].at = At("2026-01-01");
  good.company->activities.resize(1);
  good.company->activities[0].kind = "call";
  good.company->activities[0].occurred_at = At("2026-01-01");
  good.lead.attributes = {{"request", Text("demo"), {}, ""}};
  good.lead.answers.resize(1);
  good.lead.answers[0].question = "budget";
  good.lead.assessments.resize(1);
  good.opportunity.emplace();
  good.opportunity->attributes = {{"probability", Value{0.5}, {}, ""}};
  Bound bound;
  ASSERT_THAT(bound.Bind(good), IsOk());
  for (const auto& c : kCases) {
    Facts facts = good;
    c.change(&facts);
    EXPECT_THAT(bound.Bind(facts),
                StatusIs(absl::StatusCode::kInvalidArgument, Eq(c.expected)));
  }
  // What went wrong leaves nothing behind.
  EXPECT_THAT(bound.Bind(good), IsOk());
}

TEST(FactBinder, RefusesUnknownNamesOnlyIfTheSchemaSaysSo) {
  const struct {
    std::function<void(Facts*)> change;
    const char* expected;
  } kCases[] = {
      {[](Facts* f) {
         f->company.emplace();
         f->company->attributes.resize(1);
       },
       "company.attributes[0].key: is not in the schema"},
      {[](Facts* f) { f->lead.answers.resize(1); },
       "lead.answers[0].question: is not in the schema"},
      {[](Facts* f) {
         f->persons.resize(1);
         f->persons[0].activities.resize(1);
         f->persons[0].activities[0].occurred_at = At("2026-01-01");
       },
       "persons[0].activities[0].kind: is not in the schema"},
      // A key of another record is unknown here.
      {[](Facts* f) {
         f->lead.attributes = {{"integer", Value{int64_t{1}}, {}, ""}};
       },
       "lead.attributes[0].key: is not in the schema"},
      // Built-in facts are no attributes.
      {[](Facts* f) {
         f->lead.attributes = {{"offer", Text("x"), {}, ""}};
       },
       "lead.attributes[0].key: is not in the schema"},
  };
  for (const auto& c : kCases) {
    Facts facts;
    c.change(&facts);
    for (UnknownAttributes policy :
         {UnknownAttributes::kUnspecified, UnknownAttributes::kKeep,
          UnknownAttributes::kIgnore, UnknownAttributes::kRefuse}) {
      Schema schema = AllTypes();
      schema.unknown_attributes = policy;
      const absl::Status status = Bound(schema).Bind(facts);
      if (policy != UnknownAttributes::kRefuse) {
        EXPECT_THAT(status, IsOk()) << c.expected;
      } else {
        EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument,
                                     Eq(c.expected)));
      }
    }
  }
}

TEST(FactBinder, LimitsTheActivitiesOfALead) {
  Facts facts;
  facts.persons.resize(1);
  facts.company.emplace();
  Activity activity;
  activity.kind = "call";
  activity.occurred_at = At("2026-01-01");
  facts.persons[0].activities.assign(kMaxActivities - 1, activity);
  facts.company->activities.assign(1, activity);
  Bound bound;
  ASSERT_THAT(bound.Bind(facts), IsOk());
  EXPECT_EQ(bound.view.activities.size(), kMaxActivities);
  facts.company->activities.push_back(activity);
  EXPECT_THAT(bound.Bind(facts),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("company.activities[1]: a lead has at most 100000 "
                          "activities")));
}

}  // namespace
}  // namespace lotse
