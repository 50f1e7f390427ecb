// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/score/questionnaire.h"
#include "tests/score/questionnaire_fixture.h"
#include "tests/testing/count_allocations.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

QuestionnaireResult Report(const QuestionnaireSpec& spec, const Facts& facts) {
  const auto questionnaire = CompileQuestionnaire(spec, CatalogOf(spec));
  EXPECT_THAT(questionnaire, IsOk());
  const auto result = questionnaire->Report(facts, kNow);
  EXPECT_THAT(result, IsOk());
  return *result;
}

std::vector<QuestionState> StatesOf(const QuestionnaireResult& result) {
  std::vector<QuestionState> states;
  for (const QuestionResult& q : result.questions) states.push_back(q.state);
  return states;
}

TEST(EvaluateQuestionnaire, TellsUnknownFromOpenExpiredAndNo) {
  using State = QuestionState;
  QuestionSpec decides = Question("decides");
  decides.yes.points = P(5);
  decides.no.points = P(-5);
  decides.valid_for = Duration::Days(10);
  const QuestionnaireSpec spec =
      SpecOf({BudgetQuestion(), AmountQuestion(), decides});
  EXPECT_THAT(StatesOf(Report(spec, FactsWith({}))),
              ElementsAre(State::kOpen, State::kNotApplicable, State::kOpen));
  EXPECT_THAT(
      StatesOf(Report(
          spec, FactsWith({Answered("budget", Value()),
                           Answered("decides", Value{false}, "2026-11-20")}))),
      ElementsAre(State::kUnknown, State::kNotApplicable, State::kAnswered));
  EXPECT_THAT(
      StatesOf(Report(
          spec, FactsWith({Answered("budget", TextValue("planned")),
                           Answered("decides", Value{false}, "2026-11-01")}))),
      ElementsAre(State::kAnswered, State::kOpen, State::kExpired));
  Answer other = Answered("budget", TextValue("none"));
  other.author = "Ben";
  QuestionnaireSpec retired = spec;
  retired.questions[2].retired = true;
  EXPECT_THAT(StatesOf(Report(
                  retired,
                  FactsWith({Answered("budget", TextValue("planned")), other,
                             Answered("decides", Value{true}, "2026-11-20")}))),
              ElementsAre(State::kContradictory, State::kNotApplicable,
                          State::kRetired));
}

TEST(EvaluateQuestionnaire, AddsUpExactlyWithItsCaps) {
  QuestionSpec criteria = Question("criteria");
  criteria.options = {OptionWorth("price", 2), OptionWorth("service", 3),
                      OptionWorth("speed", 4)};
  criteria.max = P(6);
  criteria.weight = 1.5;
  QuestionSpec decides = Question("decides");
  decides.missing = P(-1);
  QuestionnaireSpec spec =
      SpecOf({BudgetQuestion(), AmountQuestion(), criteria, decides});
  spec.max = P(20);
  const QuestionnaireResult result = Report(
      spec,
      FactsWith({Answered("budget", TextValue("approved")),
                 Answered("amount", Euros(30000)),
                 Answered("criteria",
                          Value{TextList{{"price", "speed", "price"}}})}));
  EXPECT_EQ(result.questions[0].points, P(12));
  EXPECT_EQ(result.questions[1].points, P(8));
  EXPECT_EQ(result.questions[2].points, P(6));  // 3 + 6, capped.
  EXPECT_EQ(result.questions[3].points, P(-1));
  EXPECT_EQ(result.cap, P(-5));
  EXPECT_EQ(result.points, P(20));
}

TEST(EvaluateQuestionnaire, AnOptionThatDoesNotExistGivesNothingAndIsNamed) {
  const QuestionnaireResult result =
      Report(SpecOf({BudgetQuestion()}),
             FactsWith({Answered("budget", TextValue("maybe"))}));
  EXPECT_EQ(result.points, P(0));
  EXPECT_TRUE(result.questions[0].option_unknown);
  EXPECT_EQ(result.questions[0].state, QuestionState::kAnswered);
}

TEST(EvaluateQuestionnaire, CompletenessWeighsByWhatIsAtStake) {
  QuestionSpec decides = Question("decides");
  decides.yes.points = P(5);
  decides.no.points = P(-5);
  const QuestionnaireSpec spec =
      SpecOf({BudgetQuestion(), AmountQuestion(), decides});
  EXPECT_EQ(Report(spec, FactsWith({})).completeness, 0);
  // 22 points of the budget, 10 of the decision; the amount is not asked.
  EXPECT_EQ(Report(spec, FactsWith({Answered("budget", TextValue("none"))}))
                .completeness,
            22.0 / 32);
  // Now 14 of the amount, too.
  EXPECT_EQ(Report(spec, FactsWith({Answered("budget", TextValue("planned"))}))
                .completeness,
            22.0 / 46);
  EXPECT_EQ(Report(SpecOf({Question("note")}), FactsWith({})).completeness, 1);
}

TEST(EvaluateQuestionnaire, SaysHowFarAnOpenQuestionCanMoveThePoints) {
  QuestionSpec amount = AmountQuestion();
  amount.missing = P(-3);
  QuestionnaireSpec spec = SpecOf({BudgetQuestion(), amount});
  spec.max = P(8);
  QuestionnaireResult result = Report(spec, FactsWith({}));
  // "approved" gives 12 and opens the amount (-3), which the cap makes 8.
  EXPECT_EQ(result.questions[0].min_change, P(-10));
  EXPECT_EQ(result.questions[0].max_change, P(8));
  EXPECT_FALSE(result.questions[1].min_change.has_value());
  result = Report(spec, FactsWith({Answered("budget", TextValue("planned"))}));
  EXPECT_FALSE(result.questions[0].min_change.has_value());
  EXPECT_EQ(result.points, P(3));
  EXPECT_EQ(result.questions[1].min_change, P(-3));
  EXPECT_EQ(result.questions[1].max_change, P(5));
}

TEST(EvaluateQuestionnaire, NamesTheFirstVetoAndPublishesIt) {
  QuestionSpec budget = BudgetQuestion();
  budget.options[2].veto = true;
  const QuestionnaireSpec spec = SpecOf({budget});
  const Facts facts = FactsWith({Answered("budget", TextValue("none"))});
  const QuestionnaireResult result = Report(spec, facts);
  EXPECT_EQ(result.veto, "budget");
  EXPECT_EQ(result.veto_reason.en, "budget?: none");
  EXPECT_EQ(result.points, P(-10));

  ASSERT_OK_AND_ASSIGN(const Questionnaire questionnaire,
                       CompileQuestionnaire(spec, CatalogOf(spec)));
  std::vector<ValueView> row(questionnaire.catalog().size());
  AnswerReading reading;
  QuestionnaireScratch scratch;
  ASSERT_THAT(questionnaire.Read(facts.lead.answers, kNow, absl::MakeSpan(row),
                                 &reading),
              IsOk());
  LeadView view;
  view.values = row;
  questionnaire.Publish(questionnaire.Evaluate(view, kNow, &scratch),
                        absl::MakeSpan(row));
  const auto signal = [&](const char* name) {
    return row[*questionnaire.catalog().Find(name)];
  };
  EXPECT_EQ(signal("questionnaire.test.points").number(), -10);
  EXPECT_EQ(signal("questionnaire.test.completeness").number(), 1);
  EXPECT_EQ(signal("questionnaire.test.veto").text(), "budget");
}

TEST(EvaluateQuestionnaire, DoesNotAllocateOnceTheScratchHasGrown) {
  const QuestionnaireSpec spec = SpecOf({BudgetQuestion(), AmountQuestion()});
  ASSERT_OK_AND_ASSIGN(const Questionnaire questionnaire,
                       CompileQuestionnaire(spec, CatalogOf(spec)));
  std::vector<ValueView> row(questionnaire.catalog().size());
  LeadView view;
  view.values = row;
  QuestionnaireScratch scratch;
  questionnaire.Evaluate(view, kNow, &scratch);
  const size_t before = Allocations();
  questionnaire.Evaluate(view, kNow, &scratch);
  EXPECT_EQ(Allocations(), before);
}

}  // namespace
}  // namespace lotse
