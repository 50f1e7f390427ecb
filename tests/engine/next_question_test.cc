// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/next_question.h"

#include <cmath>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

const Instant kNow = *Instant::Parse("2026-11-23T10:00:00Z");

Points P(double points) { return Points::FromDouble(points); }

// A scorecard that adds the points of three yes-no questions and of the
// company's budget: 10 for cold to warm, 20 for hot.
class NextQuestion : public ::testing::Test {
 protected:
  NextQuestion() {
    for (const char* key : {"a", "b", "c"}) {
      AttributeSpec answer;
      answer.key = key;
      answer.type = ValueType::kBoolean;
      spec_.schema.answer.push_back(answer);
      QuestionSpec question;
      question.key = key;
      question.text.en = key;
      questionnaire_.questions.push_back(question);
    }
    AttributeSpec told;
    told.key = "told";
    told.type = ValueType::kBoolean;
    spec_.schema.lead = {told};
    questionnaire_.name = "test";
    Group group;
    group.id = "all";
    const auto rule = [&](const char* id, const char* when, double points) {
      Rule added;
      added.id = id;
      added.when = Condition::FromText(when);
      added.points = P(points);
      group.rules.push_back(added);
    };
    rule("a", "answer.a = true", 4);
    rule("b", "answer.b = true", 10);
    rule("c", "answer.c = true", 20);
    rule("told", "lead.told = true", 1);
    spec_.scoring.groups = {group};
    for (const char* id : {"cold", "warm", "hot"}) {
      Category category;
      category.id = id;
      if (!spec_.scoring.categories.empty()) {
        category.from =
            P(10 * static_cast<double>(spec_.scoring.categories.size()));
      }
      spec_.scoring.categories.push_back(category);
    }
    spec_.scoring.assumed_probability = AssumedProbability{0.2, P(0), P(10)};
  }

  std::vector<RankedQuestion> Ranked(const Facts& facts = Facts()) {
    const auto engine = CompileEngine(spec_);
    EXPECT_THAT(engine, IsOk());
    const auto questionnaire =
        CompileQuestionnaire(questionnaire_, engine->catalog());
    EXPECT_THAT(questionnaire, IsOk());
    const auto ranked =
        RankQuestions({*questionnaire}, facts, kNow, ScoreWith(*engine, kNow));
    EXPECT_THAT(ranked, IsOk());
    return *ranked;
  }

  static std::vector<std::string> KeysOf(
      const std::vector<RankedQuestion>& ranked) {
    std::vector<std::string> keys;
    for (const RankedQuestion& question : ranked) {
      keys.push_back(question.question);
    }
    return keys;
  }

  EngineSpec spec_;
  QuestionnaireSpec questionnaire_;
};

TEST_F(NextQuestion, ComesFirstForTheChangeOfCategoryThatItIsExpectedToMake) {
  const std::vector<RankedQuestion> ranked = Ranked();
  EXPECT_THAT(KeysOf(ranked), ElementsAre("c", "b", "a"));
  // "Yes" to c is two steps up, "no" none.
  EXPECT_EQ(ranked[0].expected_category_steps, 1);
  EXPECT_EQ(ranked[1].expected_category_steps, 0.5);
  EXPECT_EQ(ranked[2].expected_category_steps, 0);
  ASSERT_EQ(ranked[0].answers.size(), 2u);
  EXPECT_EQ(ranked[0].answers[0].category, "hot");
  EXPECT_EQ(ranked[0].min_points, P(0));
  EXPECT_EQ(ranked[0].max_points, P(20));
  // 1 : 4 becomes 4 : 4 with twenty points.
  EXPECT_EQ(ranked[0].min_probability, 0.2);
  EXPECT_EQ(ranked[0].max_probability, 0.5);
  EXPECT_DOUBLE_EQ(ranked[0].expected_probability_change, 0.15);
}

TEST_F(NextQuestion, IsTheCheaperOneForTheSameGain) {
  questionnaire_.questions[2].effort = 4;
  EXPECT_THAT(KeysOf(Ranked()), ElementsAre("b", "c", "a"));
  EXPECT_EQ(Ranked()[1].effort, 4);
}

TEST_F(NextQuestion, IsTheLikelierOneForTheSameGain) {
  questionnaire_.questions[2].yes.likelihood = 1;
  questionnaire_.questions[2].no.likelihood = 9;
  EXPECT_THAT(KeysOf(Ranked()), ElementsAre("b", "c", "a"));
}

TEST_F(NextQuestion, LooksAtTheProbabilityWhereNoCategoryChanges) {
  spec_.scoring.categories.clear();
  EXPECT_THAT(KeysOf(Ranked()), ElementsAre("c", "b", "a"));
  spec_.scoring.assumed_probability.reset();
  const std::vector<RankedQuestion> ranked = Ranked();
  EXPECT_THAT(KeysOf(ranked), ElementsAre("a", "b", "c"));
  EXPECT_FALSE(ranked[0].min_probability.has_value());
}

TEST_F(NextQuestion, IsOneThatIsStillOpen) {
  Facts facts;
  Answer answer;
  answer.question = "c";
  answer.value = Value{true};
  facts.lead.answers = {answer};
  EXPECT_THAT(KeysOf(Ranked(facts)), ElementsAre("b", "a"));
  facts.lead.answers[0].value = Value();
  EXPECT_THAT(KeysOf(Ranked(facts)), ElementsAre("c", "b", "a"));
}

TEST_F(NextQuestion, CountsWhatAnAnswerWrites) {
  questionnaire_.questions[0].attribute = "lead.told";
  const std::vector<RankedQuestion> ranked = Ranked();
  EXPECT_EQ(ranked[2].question, "a");
  EXPECT_EQ(ranked[2].max_points, P(5));
}

TEST_F(NextQuestion, IsTakenFromTheFirstQuestionnaireThatAsksIt) {
  const auto engine = CompileEngine(spec_);
  ASSERT_THAT(engine, IsOk());
  ASSERT_OK_AND_ASSIGN(const Questionnaire first,
                       CompileQuestionnaire(questionnaire_, engine->catalog()));
  questionnaire_.name = "other";
  ASSERT_OK_AND_ASSIGN(const Questionnaire second,
                       CompileQuestionnaire(questionnaire_, engine->catalog()));
  ASSERT_OK_AND_ASSIGN(
      const std::vector<RankedQuestion> ranked,
      RankQuestions({first, second}, Facts(), kNow, ScoreWith(*engine, kNow)));
  EXPECT_THAT(KeysOf(ranked), ElementsAre("c", "b", "a"));
  EXPECT_EQ(ranked[0].questionnaire, "test");
}

TEST_F(NextQuestion, PassesOnWhatIsWrongWithTheFacts) {
  const auto engine = CompileEngine(spec_);
  ASSERT_THAT(engine, IsOk());
  Facts facts;
  facts.lead.answers.resize(1);
  facts.lead.answers[0].question = "a";
  facts.lead.answers[0].value = Value{int64_t{3}};
  ASSERT_OK_AND_ASSIGN(const Questionnaire questionnaire,
                       CompileQuestionnaire(questionnaire_, engine->catalog()));
  EXPECT_THAT(
      RankQuestions({questionnaire}, facts, kNow, ScoreWith(*engine, kNow)),
      StatusIs(absl::StatusCode::kInvalidArgument,
               ::testing::HasSubstr("lead.answers[0].value: ")));
}

}  // namespace
}  // namespace lotse
