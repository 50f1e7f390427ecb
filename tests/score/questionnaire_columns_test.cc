// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// That columns equal rows is in questionnaire_property_test.cc.
#include "lotse/score/questionnaire_columns.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/score/questionnaire_fixture.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

TEST(QuestionnaireColumns, GiveTheSignalsOfARange) {
  QuestionSpec decides = Question("decides");
  decides.yes.points = P(5);
  decides.no.points = P(-5);
  decides.no.veto = true;
  QuestionSpec users = Question("users");
  users.bands = {BandWorth(Value(), Value{int64_t{10}}, 0),
                 BandWorth(Value{int64_t{10}}, Value(), 30)};
  const QuestionnaireSpec spec = SpecOf({users, decides});
  ASSERT_OK_AND_ASSIGN(const Questionnaire questionnaire,
                       CompileQuestionnaire(spec, CatalogOf(spec)));
  const FactCatalog& catalog = questionnaire.catalog();
  const std::vector<int64_t> user_column = {50, 5, 10, 0};
  const uint8_t users_there = 0x7;
  const uint8_t decides_column = 0x1;
  const uint8_t decides_there = 0x5;
  std::vector<ColumnView> columns(catalog.size());
  columns[*catalog.Find("answer.users")] =
      ColumnView::Fixed(ValueType::kInteger, ColumnLayout::kInt64,
                        user_column.data(), &users_there);
  columns[*catalog.Find("answer.decides")] =
      ColumnView::Fixed(ValueType::kBoolean, ColumnLayout::kBits,
                        &decides_column, &decides_there);
  LeadColumns leads;
  leads.rows = 4;
  leads.values = columns;
  QuestionnaireColumns executor(questionnaire, leads, kNow);
  QuestionnaireFigureColumns figures;
  executor.Evaluate(0, 4, &figures);
  EXPECT_THAT(figures.points, ElementsAre(35, 0, 25, 0));
  EXPECT_THAT(figures.completeness, ElementsAre(1, 0.75, 1, 0));
  EXPECT_THAT(figures.veto, ElementsAre(-1, -1, 0, -1));

  executor.Evaluate(1, 3, &figures);
  EXPECT_THAT(figures.points, ElementsAre(0, 25));
  std::vector<ColumnView> signals(catalog.size());
  figures.Publish(questionnaire, absl::MakeSpan(signals));
  const ColumnView& veto = signals[*catalog.Find("questionnaire.test.veto")];
  EXPECT_FALSE(veto.valid(0));
  ASSERT_TRUE(veto.valid(1));
  EXPECT_EQ(TextAt(*veto.dictionary, static_cast<size_t>(IntegerAt(veto, 1))),
            "decides");
}

}  // namespace
}  // namespace lotse
