// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The reference on cases worked by hand. The first is the "Weighted BANT" that
// salesopssolutions.com published in 2009: each of budget, authority, need and
// time frame is worth 0 to 4, and 0-4 is unqualified, 5-8 slightly qualified,
// 9-12 qualified, 13-16 highly qualified.
#include "tests/testing/reference_questionnaire.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lotse/score/questionnaire.h"
#include "tests/testing/field_text.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

const Instant kNow = *Instant::Parse("2026-11-23");

class ReferenceQuestionnaireTest : public ::testing::Test {
 protected:
  ReferenceQuestionnaireTest() {
    spec_.name = "weighted_bant";
    for (const char* key : {"budget", "authority", "need", "time_frame"}) {
      AttributeSpec answer;
      answer.key = key;
      answer.type = ValueType::kInteger;
      schema_.answer.push_back(answer);
      QuestionSpec question;
      question.key = key;
      question.text.en = key;
      for (int64_t grade = 0; grade <= 4; ++grade) {
        QuestionBand band;
        band.from = Value{grade};
        band.below = Value{grade + 1};
        band.points = Points::FromNano(grade * 1000000000);
        question.bands.push_back(band);
      }
      spec_.questions.push_back(question);
    }
    // "Has no authority and has no access to the decision maker(s)."
    spec_.questions[1].bands[0].veto = true;
  }

  void Answer(const char* question, Value value, const char* author = "",
              const char* at = "2026-11-01") {
    lotse::Answer answer;
    answer.question = question;
    answer.value = std::move(value);
    answer.author = author;
    answer.answered_at = *Instant::Parse(at);
    facts_.lead.answers.push_back(answer);
  }

  QuestionnaireResult Result() {
    ReferenceInput input;
    input.schema = &schema_;
    input.facts = &facts_;
    input.as_of = kNow;
    const QuestionnaireResult result = ReferenceQuestionnaire(spec_, input);
    // The executor says the same.
    const auto questionnaire =
        CompileQuestionnaire(spec_, *CompileFactCatalog(schema_));
    EXPECT_THAT(questionnaire, IsOk());
    auto reported = questionnaire->Report(facts_, kNow);
    EXPECT_THAT(reported, IsOk());
    reported->veto_reason = LocalText();
    EXPECT_EQ(FieldText(result), FieldText(*reported));
    return result;
  }

  static Value Grade(int64_t grade) { return Value{grade}; }

  Schema schema_;
  QuestionnaireSpec spec_;
  Facts facts_;
};

TEST_F(ReferenceQuestionnaireTest, AddsWeightedBant) {
  Answer("budget", Grade(3));
  Answer("authority", Grade(2));
  Answer("need", Grade(4));
  QuestionnaireResult result = Result();
  EXPECT_EQ(result.points, Points::FromDouble(9));  // Qualified.
  EXPECT_EQ(result.completeness, 0.75);
  // The time frame may make the lead highly qualified.
  EXPECT_EQ(result.questions[3].state, QuestionState::kOpen);
  EXPECT_EQ(result.questions[3].min_change, Points());
  EXPECT_EQ(result.questions[3].max_change, Points::FromDouble(4));
  Answer("time_frame", Grade(4));
  EXPECT_EQ(Result().points, Points::FromDouble(13));
  EXPECT_EQ(Result().veto, "");
  Answer("authority", Grade(0), "", "2026-11-02");
  EXPECT_EQ(Result().veto, "authority");
  EXPECT_EQ(Result().points, Points::FromDouble(11));
}

TEST_F(ReferenceQuestionnaireTest, SeesWhoContradictsWhom) {
  Answer("need", Grade(4), "Anna", "2026-11-01");
  Answer("need", Grade(1), "Ben", "2026-11-02");
  Answer("need", Grade(2), "Ben", "2026-11-03");
  Answer("need", Grade(3), "Ben", "2026-12-01");
  const QuestionnaireResult result = Result();
  EXPECT_EQ(result.questions[2].state, QuestionState::kContradictory);
  ASSERT_EQ(result.questions[2].contradictions.size(), 2u);
  EXPECT_EQ(result.questions[2].contradictions[0].index, 0);
  EXPECT_EQ(result.questions[2].contradictions[1].index, 2);
  EXPECT_EQ(result.points, Points::FromDouble(2));
  EXPECT_EQ(result.next_change, *Instant::Parse("2026-12-01"));
}

TEST_F(ReferenceQuestionnaireTest, WeighsAndCapsEachQuestion) {
  spec_.questions[0].weight = 2.5;
  spec_.questions[0].max = Points::FromDouble(9);
  spec_.questions[3].missing = Points::FromDouble(-1);
  spec_.max = Points::FromDouble(7);
  Answer("budget", Grade(4));
  const QuestionnaireResult result = Result();
  EXPECT_EQ(result.questions[0].points, Points::FromDouble(9));
  EXPECT_EQ(result.questions[3].points, Points::FromDouble(-1));
  EXPECT_EQ(result.cap, Points::FromDouble(-1));
  EXPECT_EQ(result.points, Points::FromDouble(7));
}

}  // namespace
}  // namespace lotse
