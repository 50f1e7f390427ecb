// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/evaluation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "lotse/engine/engine.h"
#include "tests/testing/status_matchers.h"

namespace lotse::tools {
namespace {

const Instant kAsOf = *Instant::Parse("2026-01-01");

Engine MakeEngine() {
  EngineSpec spec;
  AttributeSpec size;
  size.key = "size";
  size.type = ValueType::kInteger;
  spec.schema.lead = {size};
  Group group;
  group.id = "fit";
  group.rules = {
      {"big", Condition::FromText("size >= 10"), Points::FromDouble(20), {}}};
  spec.scoring.groups = {group};
  spec.scoring.categories = {{"cold"}, {"hot"}};
  spec.scoring.categories[1].from = Points::FromDouble(10);
  return *CompileEngine(spec);
}

LeadRecord Row(const std::string& id, int64_t size, OutcomeKind kind) {
  LeadRecord record;
  record.facts.lead.id = id;
  record.facts.lead.attributes.push_back({"size", Value{size}});
  if (kind != OutcomeKind::kUnspecified) {
    record.facts.lead.outcome.emplace();
    record.facts.lead.outcome->kind = kind;
  }
  return record;
}

TEST(Evaluation, CountsByCategoryAndOutcome) {
  Evaluation evaluation(MakeEngine(), kAsOf, "en", 0);
  EXPECT_THAT(evaluation.Add(Row("a", 10, OutcomeKind::kWon)), IsOk());
  EXPECT_THAT(evaluation.Add(Row("b", 10, OutcomeKind::kLost)), IsOk());
  EXPECT_THAT(evaluation.Add(Row("c", 1, OutcomeKind::kLost)), IsOk());
  EXPECT_THAT(evaluation.Add(Row("d", 1, OutcomeKind::kUnspecified)), IsOk());
  EXPECT_EQ(evaluation.outcomes().categories()[0].leads, 1);
  EXPECT_EQ(evaluation.outcomes().categories()[1].leads, 2);
  EXPECT_EQ(evaluation.outcomes().categories()[1].won, 1);
}

TEST(Evaluation, SkipsRowsWhetherTheyCanBeReadOrNot) {
  Evaluation evaluation(MakeEngine(), kAsOf, "en", 0);
  evaluation.SkipFirst(2);
  LeadRecord bad;
  bad.status = absl::InvalidArgumentError("line 2: no");
  EXPECT_THAT(evaluation.Add(bad), IsOk());
  EXPECT_THAT(evaluation.Add(Row("b", 10, OutcomeKind::kWon)), IsOk());
  EXPECT_THAT(evaluation.Add(bad),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(evaluation.Add(Row("d", 10, OutcomeKind::kWon)), IsOk());
  EXPECT_EQ(evaluation.outcomes().All().leads, 1);
}

TEST(Evaluation, SaysWhatCannotBeScored) {
  Evaluation evaluation(MakeEngine(), kAsOf, "en", 0);
  LeadRecord record = Row("a", 1, OutcomeKind::kWon);
  record.facts.lead.attributes[0].value.kind = std::string("much");
  EXPECT_THAT(evaluation.Add(record),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(evaluation.outcomes().All().leads, 0);
}

}  // namespace
}  // namespace lotse::tools
