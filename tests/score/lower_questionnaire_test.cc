// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/score/lower_questionnaire.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/condition/condition_text.h"
#include "tests/score/questionnaire_fixture.h"

namespace lotse {
namespace {

ScoringSpec Lowered(const QuestionnaireSpec& spec) {
  return LowerQuestionnaire(spec, CatalogOf(spec)).scoring;
}

TEST(LowerQuestionnaire, MakesEachQuestionAGroup) {
  QuestionSpec amount = AmountQuestion();
  amount.weight = 0.5;
  amount.max = P(3);
  amount.missing = P(-2);
  QuestionnaireSpec spec = SpecOf({BudgetQuestion(), amount});
  spec.max = P(20);
  const ScoringSpec scoring = Lowered(spec);
  ASSERT_EQ(scoring.groups.size(), 2u);
  EXPECT_EQ(scoring.max, P(20));
  ASSERT_EQ(scoring.groups[0].options.size(), 1u);
  EXPECT_EQ(scoring.groups[0].options[0].of, "answer.budget");
  EXPECT_EQ(scoring.groups[0].options[0].options[1].points, P(6));
  const Group& group = scoring.groups[1];
  EXPECT_EQ(group.when, amount.when);
  EXPECT_EQ(group.max, P(3));
  ASSERT_EQ(group.bands.size(), 1u);
  EXPECT_EQ(group.bands[0].missing, P(-1));
  EXPECT_EQ(group.bands[0].bands[2].points, P(4));
}

TEST(LowerQuestionnaire, MakesRulesWhereSeveralEntriesMayHold) {
  QuestionSpec criteria = Question("criteria");
  criteria.options = {OptionWorth("price", 2), OptionWorth("service", 3)};
  criteria.missing = P(-1);
  QuestionSpec decides = Question("decides");
  decides.yes.points = P(5);
  decides.retired = true;
  decides.missing = P(-7);
  const ScoringSpec scoring = Lowered(SpecOf({criteria, decides}));
  const auto rule = [&](size_t g, size_t r) {
    return PrintCondition(scoring.groups[g].rules[r].when);
  };
  ASSERT_EQ(scoring.groups[0].rules.size(), 3u);
  EXPECT_EQ(rule(0, 1), "any(answer.criteria) = \"service\"");
  EXPECT_EQ(rule(0, 2), "answer.criteria is missing");
  EXPECT_EQ(scoring.groups[0].rules[2].points, P(-1));
  // A retired question does not miss its answer.
  ASSERT_EQ(scoring.groups[1].rules.size(), 2u);
  EXPECT_EQ(rule(1, 0), "answer.decides = true");
}

TEST(LowerQuestionnaire, MakesVetoesInTheOrderOfTheSpec) {
  QuestionSpec budget = BudgetQuestion();
  budget.options[2].veto = true;
  QuestionSpec amount = AmountQuestion();
  amount.bands[1].veto = true;
  amount.bands[1].label = LocalText{"", "small", "klein", {{"fr", "petit"}}};
  amount.text.de = "Betrag?";
  const QuestionnaireSpec spec = SpecOf({budget, amount});
  const LoweredQuestionnaire lowered =
      LowerQuestionnaire(spec, CatalogOf(spec));
  ASSERT_EQ(lowered.vetoes.size(), 2u);
  EXPECT_EQ(lowered.vetoes[0].question, 0u);
  EXPECT_EQ(lowered.vetoes[0].reason.en, "budget?: none");
  EXPECT_EQ(lowered.vetoes[1].question, 1u);
  EXPECT_EQ(lowered.vetoes[1].reason.de, "Betrag?: klein");
  EXPECT_EQ(lowered.vetoes[1].reason.In("fr"), "amount?: petit");
  EXPECT_EQ(PrintCondition(lowered.scoring.vetoes[1].when),
            "(answer.budget in (\"approved\", \"planned\")) and "
            "(answer.amount is not missing and answer.amount >= 5000 EUR and "
            "answer.amount < 25000 EUR)");
}

}  // namespace
}  // namespace lotse
