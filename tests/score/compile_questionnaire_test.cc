// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/score/questionnaire.h"
#include "tests/score/questionnaire_fixture.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

TEST(QuestionnaireSignals, AreOfItsNameAndCarryTheVetoes) {
  QuestionnaireSpec spec = SpecOf({BudgetQuestion(), AmountQuestion()});
  spec.questions[1].bands[0].veto = true;
  spec.label = LocalText{"", "Test", "Prüfung", {}};
  const std::vector<FactDefinition> signals = QuestionnaireSignals(spec);
  ASSERT_EQ(signals.size(), 3u);
  EXPECT_EQ(signals[0].name, "questionnaire.test.points");
  EXPECT_EQ(signals[1].name, "questionnaire.test.completeness");
  EXPECT_EQ(signals[1].label.de, "Prüfung: Vollständigkeit");
  EXPECT_EQ(signals[2].name, "questionnaire.test.veto");
  ASSERT_EQ(signals[2].options.size(), 1u);
  EXPECT_EQ(signals[2].options[0].key, "amount");
  for (const FactDefinition& signal : signals) {
    EXPECT_EQ(signal.step, SignalStep::kScore);
  }
}

TEST(CompileQuestionnaire, NeedsNoSignalsInTheCatalog) {
  ASSERT_OK_AND_ASSIGN(const Questionnaire questionnaire,
                       CompileQuestionnaire(SpecOf({BudgetQuestion()}),
                                            *CompileFactCatalog(SomeSchema())));
  std::vector<ValueView> row(questionnaire.catalog().size());
  questionnaire.Publish({P(1), 0.5, -1}, absl::MakeSpan(row));
  for (const ValueView& value : row) EXPECT_TRUE(value.missing());
}

TEST(CompileQuestionnaire, NamesTheFirstIssue) {
  QuestionnaireSpec spec = SpecOf({BudgetQuestion()});
  spec.questions[0].effort = 0;
  EXPECT_THAT(CompileQuestionnaire(spec, CatalogOf(spec)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       ::testing::HasSubstr(
                           "questionnaire.questions[0].effort: must be")));
}

}  // namespace
}  // namespace lotse
