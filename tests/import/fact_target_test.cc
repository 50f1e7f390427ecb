// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/import/fact_target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace lotse {
namespace {

using ::testing::HasSubstr;

AttributeSpec Attribute1(const char* key, ValueType type) {
  AttributeSpec spec;
  spec.key = key;
  spec.type = type;
  return spec;
}

Schema TestSchema() {
  Schema schema;
  schema.currency = "EUR";
  schema.company = {Attribute1("employees", ValueType::kInteger),
                    Attribute1("rate", ValueType::kNumber),
                    Attribute1("revenue", ValueType::kMoney),
                    Attribute1("tags", ValueType::kList)};
  schema.person = {Attribute1("title", ValueType::kText),
                   Attribute1("subscribed", ValueType::kBoolean)};
  schema.lead = {Attribute1("title", ValueType::kText),
                 Attribute1("seen", ValueType::kTime),
                 Attribute1("due", ValueType::kDate)};
  schema.answer = {Attribute1("budget", ValueType::kMoney)};
  schema.company[0].label.de = "Mitarbeiter";
  return schema;
}

CellContext Context() {
  static const MissingMarkers won({"won"}), lost({"lost"});
  CellContext context;
  context.decimal_mark = DecimalMark::kComma;
  context.won = &won;
  context.lost = &lost;
  return context;
}

// Sets one cell and gives the facts.
absl::StatusOr<Facts> SetCell(const char* fact, const char* cell) {
  Facts facts;
  absl::StatusOr<FactTarget> target =
      FactTarget::Find(fact, TestSchema(), &facts);
  if (!target.ok()) return target.status();
  absl::Status status = target->Set(cell, Context(), &facts);
  if (!status.ok()) return status;
  return facts;
}

TEST(FactTarget, SetsAttributesByTheirType) {
  EXPECT_EQ(SetCell("company.employees", "1.200")
                ->company->attributes[0]
                .value.ToString(),
            "1200");
  EXPECT_EQ(SetCell("rate", "2,5")->company->attributes[0].value.ToString(),
            "2.5");
  EXPECT_EQ(SetCell("revenue", "5,5")->company->attributes[0].value.ToString(),
            "5.5 EUR");
  EXPECT_EQ(SetCell("tags", "a; b,c")->company->attributes[0].value.ToString(),
            "(\"a\", \"b,c\")");
  EXPECT_EQ(
      SetCell("subscribed", "ja")->persons[0].attributes[0].value.ToString(),
      "true");
  EXPECT_EQ(
      SetCell("seen", "23.11.2026 10:00")->lead.attributes[0].value.ToString(),
      "2026-11-23T10:00:00Z");
  EXPECT_EQ(SetCell("due", "23.11.2026")->lead.attributes[0].value.ToString(),
            "2026-11-23");
  EXPECT_EQ(SetCell("lead.title", "x")->lead.attributes[0].value.ToString(),
            "\"x\"");
  EXPECT_EQ(SetCell("answer.budget", "7 CHF")->lead.answers[0].value.ToString(),
            "7 CHF");
}

TEST(FactTarget, SetsFactsWithAPlaceOfTheirOwn) {
  EXPECT_EQ(SetCell("lead.id", "L-1")->lead.id, "L-1");
  EXPECT_EQ(SetCell("person.id", "P-1")->persons[0].id, "P-1");
  EXPECT_EQ(SetCell("company.id", "C-1")->company->id, "C-1");
  EXPECT_EQ(SetCell("lead.created_at", "1.2.2026")->lead.created_at.ToString(),
            "2026-02-01T00:00:00Z");
  EXPECT_EQ(SetCell("lead.outcome", "WON")->lead.outcome->kind,
            OutcomeKind::kWon);
  EXPECT_EQ(SetCell("lead.outcome", "lost")->lead.outcome->kind,
            OutcomeKind::kLost);
  EXPECT_EQ(SetCell("lead.outcome", "open")->lead.outcome, std::nullopt);
  EXPECT_EQ(SetCell("opportunity.value", "100")->opportunity->value->ToString(),
            "100 EUR");
  EXPECT_EQ(SetCell("opportunity.expected_close", "1.2.2026")
                ->opportunity->expected_close->ToString(),
            "2026-02-01");
}

TEST(FactTarget, SaysWhatACellMustHold) {
  struct Case {
    const char* fact;
    const char* cell;
    const char* message;
  };
  const Case cases[] = {
      {"employees", "many", "must be a whole number"},
      {"rate", "1.5", "decimal comma"},
      {"subscribed", "perhaps", "must be yes or no"},
      {"due", "soon", "must be a date"},
      {"due", "03/04/2026", "set date_order"},
      {"revenue", "much", "must be an amount of money"},
      {"lead.created_at", "soon", "must be a date or time"},
  };
  for (const Case& c : cases) {
    const absl::Status status = SetCell(c.fact, c.cell).status();
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.message));
    EXPECT_EQ(status.message().find(c.cell), absl::string_view::npos) << c.cell;
  }
}

TEST(FactTarget, HelpsWithNames) {
  EXPECT_THAT(std::string(SetCell("company.employes", "1").status().message()),
              HasSubstr("did you mean \"company.employees\"?"));
  EXPECT_THAT(std::string(SetCell("title", "1").status().message()),
              HasSubstr("\"lead.title\" or \"person.title\""));
}

TEST(FactTarget, ClearMakesItMissing) {
  for (const char* fact :
       {"lead.id", "employees", "answer.budget", "lead.created_at",
        "opportunity.value", "opportunity.expected_close", "lead.outcome"}) {
    Facts facts;
    const FactTarget target =
        FactTarget::Find(fact, TestSchema(), &facts).value();
    const Facts before = facts;
    ASSERT_TRUE(
        target
            .Set(std::string(fact) == "lead.outcome" ? "open"
                 : std::string(fact) == "lead.created_at" ||
                         std::string(fact) == "opportunity.expected_close"
                     ? "2026-01-01"
                     : "1",
                 Context(), &facts)
            .ok());
    target.Clear(&facts);
    EXPECT_EQ(facts, before) << fact;
  }
}

TEST(MatchHeader, PrefersLabelsToKeysToUsualNames) {
  Schema schema = TestSchema();
  EXPECT_EQ(MatchHeader("Mitarbeiter", schema).value(), "company.employees");
  EXPECT_EQ(MatchHeader("Employees", schema).value(), "company.employees");
  EXPECT_EQ(MatchHeader("company.employees", schema).value(),
            "company.employees");
  EXPECT_EQ(MatchHeader("Channel", schema).value(), "lead.channel");
  EXPECT_EQ(MatchHeader("Lead ID", schema).value(), "lead.id");
  EXPECT_EQ(MatchHeader("opportunity.stage", schema).value(),
            "opportunity.stage");
  EXPECT_EQ(MatchHeader("Converted", schema).value(), "lead.outcome");
  EXPECT_EQ(MatchHeader("Something", schema).value(), "");
  EXPECT_EQ(MatchHeader("", schema).value(), "");
  EXPECT_FALSE(MatchHeader("Title", schema).ok());
  schema.lead.push_back(Attribute1("campaign_value", ValueType::kInteger));
  schema.lead.back().label.en = "Campaign";
  EXPECT_EQ(MatchHeader("campaign", schema).value(), "lead.campaign_value");
}

}  // namespace
}  // namespace lotse
