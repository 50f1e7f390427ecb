// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/what_if.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/explained_lead.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

Points P(double points) { return Points::FromDouble(points); }

const Instant kNow = At("2026-11-16");

FactChange Set(FactRecord record, const char* attribute, Value value) {
  FactChange change;
  change.kind = FactChangeKind::kSet;
  change.record = record;
  change.attribute = attribute;
  change.value = std::move(value);
  return change;
}

absl::StatusOr<WhatIfReport> WhatIfSet(const Facts& facts, FactChange change) {
  Assumptions assumptions;
  assumptions.changes = {std::move(change)};
  return WhatIf(*CompileEngine(ExplainedSpec()), facts, assumptions, kNow);
}

TEST(WhatIf, SaysWhatAFactAndAnAnswerWouldBring) {
  Facts facts;
  facts.lead.id = "L-1";
  Assumptions assumptions;
  assumptions.changes = {
      Set(FactRecord::kCompany, "employees", Value{int64_t{200}})};
  Answer& answer = assumptions.answers.emplace_back();
  answer.question = "budget";
  answer.value = Value{std::string("approved")};
  const Facts unchanged = facts;
  const WhatIfReport report =
      *WhatIf(*CompileEngine(ExplainedSpec()), facts, assumptions, kNow);
  EXPECT_EQ(facts, unchanged);
  EXPECT_EQ(report.before.points, P(0));
  EXPECT_EQ(report.after.points, P(35));
  EXPECT_EQ(report.diff.text,
            "35 points, 35 more than now; Hot instead of Cold");
  ASSERT_EQ(report.diff.changes.size(), 2u);
  EXPECT_EQ(report.diff.changes[0].text,
            "New: employees: 200 (2026-11-16): +20 points");
  EXPECT_EQ(report.diff.changes[1].text,
            "New: answer on \"budget\": approved (2026-11-16): +15 points; now "
            "Hot");
}

TEST(WhatIf, TakesFactsAway) {
  Facts facts = ExplainedFacts();
  const absl::StatusOr<WhatIfReport> report =
      WhatIfSet(facts, Set(FactRecord::kPerson, "role", Value{}));
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->after.points, report->before.points - P(5));
}

TEST(WhatIf, SetsBuiltInFacts) {
  EngineSpec spec = ExplainedSpec();
  spec.schema.currency = "EUR";
  spec.scoring.groups[0].rules = {
      MakeRule("fair", "lead.channel = \"fair\"", 4),
      MakeRule("old", "lead.created_at < 2026-01-01", 2),
      MakeRule("value", "opportunity.value >= 1000 EUR", 8),
      MakeRule("stage", "opportunity.stage = \"offer\"", 16),
      MakeRule("close", "opportunity.expected_close > 2026-11-30", 32)};
  Assumptions assumptions;
  assumptions.changes = {
      Set(FactRecord::kLead, "channel", Value{std::string("fair")}),
      Set(FactRecord::kLead, "created_at", Value{At("2025-01-01")}),
      Set(FactRecord::kOpportunity, "value", Value{Money{2000000000, "EUR"}}),
      Set(FactRecord::kOpportunity, "stage", Value{std::string("offer")}),
      Set(FactRecord::kOpportunity, "expected_close",
          Value{*Date::Parse("2026-12-01")})};
  const absl::StatusOr<WhatIfReport> report =
      WhatIf(*CompileEngine(spec), Facts(), assumptions, kNow);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->after.points, P(62));
  ASSERT_EQ(report->diff.changes.size(), 1u);
  EXPECT_EQ(report->diff.changes[0].cause, ScoreCause::kRecord);
}

TEST(WhatIf, ErrorsNameTheField) {
  const Facts facts = ExplainedFacts();
  const auto message = [&](FactChange change) {
    const absl::Status status = WhatIfSet(facts, std::move(change)).status();
    EXPECT_FALSE(status.ok());
    return std::string(status.message());
  };
  EXPECT_THAT(message(Set(FactRecord::kCompany, "employes", Value{})),
              HasSubstr("changes[0].attribute: unknown attribute"));
  EXPECT_THAT(message(Set(FactRecord::kLead, "channel", Value{true})),
              HasSubstr("changes[0].value: is of another type"));
  EXPECT_THAT(message(Set(FactRecord::kUnspecified, "employees", Value{})),
              HasSubstr("changes[0].record"));
  FactChange add = Set(FactRecord::kLead, "channel", Value{});
  add.kind = FactChangeKind::kAdd;
  EXPECT_THAT(message(add), HasSubstr("changes[0].kind"));
  EXPECT_THAT(message(Set(FactRecord::kCompany, "employees", Value{true})),
              HasSubstr("company.attributes[2].value"));
  Assumptions assumptions;
  assumptions.answers.emplace_back().question = "nothing";
  EXPECT_EQ(WhatIf(*CompileEngine(ExplainedSpec()), facts, assumptions, kNow)
                .status()
                .code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace lotse
