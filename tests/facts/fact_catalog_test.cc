// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/facts/fact_catalog.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Eq;
using ::testing::HasSubstr;

Schema SmallSchema() {
  Schema schema;
  schema.currency = "EUR";
  schema.person = {{"name", ValueType::kText}};
  schema.company = {{"name", ValueType::kText},
                    {"employees", ValueType::kInteger},
                    {"revenue", ValueType::kMoney},
                    {"points", ValueType::kInteger}};
  schema.activity = {{"asset", ValueType::kText}};
  schema.answer = {{"budget", ValueType::kText}};
  schema.activity_kinds = {Option{"download", {}, false},
                           Option{"call", {}, false}};
  schema.channels = {Option{"web", {}, false}};
  return schema;
}

FactCatalog SmallCatalog() {
  FactDefinition points;
  points.name = "score.points";
  points.type = ValueType::kNumber;
  points.step = SignalStep::kScore;
  FactDefinition grade;
  grade.name = "quality.grade";
  grade.type = ValueType::kText;
  grade.step = SignalStep::kQuality;
  return *CompileFactCatalog(SmallSchema(), {points, grade});
}

std::string NameOfFound(const FactCatalog& catalog, absl::string_view name) {
  const absl::StatusOr<FactSlot> slot = catalog.Find(name);
  return slot.ok() ? catalog.fact(*slot).name
                   : std::string(slot.status().message());
}

TEST(FactCatalog, FindsQualifiedAndBareNames) {
  const FactCatalog catalog = SmallCatalog();
  for (const char* name :
       {"person.name", "company.name", "company.employees", "answer.budget",
        "lead.offer", "lead.channel", "lead.campaign", "lead.created_at",
        "opportunity.value", "opportunity.stage", "opportunity.opened_at",
        "opportunity.expected_close", "score.points", "quality.grade"}) {
    EXPECT_EQ(NameOfFound(catalog, name), name);
  }
  EXPECT_EQ(NameOfFound(catalog, "employees"), "company.employees");
  EXPECT_EQ(NameOfFound(catalog, "budget"), "answer.budget");
  EXPECT_EQ(NameOfFound(catalog, "offer"), "lead.offer");
  EXPECT_EQ(NameOfFound(catalog, "value"), "opportunity.value");
  EXPECT_EQ(catalog.size(), 16u);
}

// Otherwise a signal of a later release could make a name of today ambiguous.
TEST(FactCatalog, SignalsHaveNoBareName) {
  const FactCatalog catalog = SmallCatalog();
  EXPECT_EQ(NameOfFound(catalog, "points"), "company.points");
  EXPECT_THAT(catalog.Find("grade"), StatusIs(absl::StatusCode::kNotFound));
}

TEST(FactCatalog, NamesTheCandidatesOfAnAmbiguousName) {
  EXPECT_THAT(SmallCatalog().Find("name"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("\"name\" is ambiguous; write one of company.name, "
                          "person.name")));
}

TEST(FactCatalog, HintsAtTheNameThatWasMeant) {
  const FactCatalog catalog = SmallCatalog();
  const struct {
    const char* name;
    const char* message;
  } kCases[] = {
      {"employes",
       "unknown attribute \"employes\"; did you mean "
       "\"employees\"?"},
      {"compny.employees",
       "unknown attribute \"compny.employees\"; did you "
       "mean \"company.employees\"?"},
      {"zzz", "unknown attribute \"zzz\""},
      {"", "unknown attribute \"\""},
      {".", "unknown attribute \".\""},
      {"lead.outcome", "unknown attribute \"lead.outcome\""},
      {"outcome", "unknown attribute \"outcome\""},
      {"lead.id", "unknown attribute \"lead.id\""},
      {"asset", "unknown attribute \"asset\""},
      {"activity.asset", "unknown attribute \"activity.asset\""},
      {"Employees",
       "unknown attribute \"Employees\"; did you mean "
       "\"employees\"?"},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(catalog.Find(c.name),
                StatusIs(absl::StatusCode::kNotFound, Eq(c.message)));
  }
  EXPECT_THAT(catalog.Find("employes", /*hint=*/false),
              StatusIs(absl::StatusCode::kNotFound,
                       Eq("unknown attribute \"employes\"")));
}

TEST(FactCatalog, FindsPayloadAndKinds) {
  const FactCatalog catalog = SmallCatalog();
  ASSERT_OK_AND_ASSIGN(const FactSlot asset, catalog.FindPayload("asset"));
  EXPECT_EQ(catalog.payload(asset).type, ValueType::kText);
  ASSERT_OK_AND_ASSIGN(const FactSlot channel, catalog.FindPayload("channel"));
  EXPECT_EQ(catalog.payload(channel).options.size(), 1u);
  EXPECT_EQ(catalog.payload_size(), 2u);
  EXPECT_THAT(catalog.FindPayload("assets"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("\"asset\"?")));
  EXPECT_THAT(catalog.FindPayload("employees"),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(catalog.FindActivityKind("download"), IsOkAndHolds(0u));
  EXPECT_THAT(catalog.FindActivityKind("call"), IsOkAndHolds(1u));
  EXPECT_THAT(catalog.FindActivityKind("downlod"),
              StatusIs(absl::StatusCode::kNotFound,
                       Eq("unknown kind of activity \"downlod\"; did you "
                          "mean \"download\"?")));
}

TEST(FactCatalog, GivesMoneyItsCurrencyAndChannelsTheirOptions) {
  Schema schema = SmallSchema();
  schema.company[2].currency = "CHF";
  const FactCatalog catalog = *CompileFactCatalog(schema);
  EXPECT_EQ(catalog.fact(*catalog.Find("revenue")).currency, "CHF");
  EXPECT_EQ(catalog.fact(*catalog.Find("value")).currency, "EUR");
  EXPECT_EQ(catalog.fact(*catalog.Find("lead.channel")).options.size(), 1u);
  EXPECT_TRUE(catalog.fact(*catalog.Find("employees")).currency.empty());
}

TEST(FactCatalog, HasNoDealValueWithoutACurrency) {
  Schema schema;
  schema.company = {{"employees", ValueType::kInteger}};
  const FactCatalog catalog = *CompileFactCatalog(schema);
  EXPECT_THAT(catalog.Find("opportunity.value"),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST(CompileFactCatalog, ReturnsTheFirstIssueOfTheSchema) {
  Schema schema;
  schema.company = {{"A", ValueType::kInteger}, {"b", ValueType::kUnspecified}};
  EXPECT_THAT(CompileFactCatalog(schema),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("schema.company[0].key: is no key")));
}

}  // namespace
}  // namespace lotse
