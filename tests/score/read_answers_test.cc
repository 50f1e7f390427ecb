// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "lotse/score/questionnaire.h"
#include "tests/score/questionnaire_fixture.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ReadAnswers : public ::testing::Test {
 protected:
  // "index value" of the answer to the budget that counts.
  std::string Counts(const std::vector<Answer>& answers) {
    const QuestionnaireSpec spec = SpecOf({budget_});
    const absl::StatusOr<Questionnaire> questionnaire =
        CompileQuestionnaire(spec, CatalogOf(spec));
    if (!questionnaire.ok()) return questionnaire.status().ToString();
    std::vector<ValueView> row(questionnaire->catalog().size());
    const absl::Status status =
        questionnaire->Read(answers, kNow, absl::MakeSpan(row), &reading_);
    if (!status.ok()) return std::string(status.message());
    const ValueView value =
        row[*questionnaire->catalog().Find("answer.budget")];
    return absl::StrCat(reading_.questions[0].answer, " ",
                        value.missing() ? "missing" : value.text());
  }

  Answer By(const char* author, const char* source, Value value,
            const char* at) {
    Answer answer = Answered("budget", std::move(value), at);
    answer.author = author;
    answer.source = source;
    return answer;
  }

  QuestionSpec budget_ = BudgetQuestion();
  AnswerReading reading_;
};

TEST_F(ReadAnswers, TheLatestCountsAndTheFutureDoesNot) {
  EXPECT_EQ(Counts({}), "-1 missing");
  EXPECT_EQ(Counts({Answered("budget", TextValue("planned"), "2026-11-02"),
                    Answered("budget", TextValue("none"), "2026-11-01"),
                    Answered("budget", TextValue("approved"), "2026-12-01")}),
            "0 planned");
  EXPECT_EQ(reading_.next_change, *Instant::Parse("2026-12-01"));
  EXPECT_FALSE(reading_.questions[0].expired);
}

TEST_F(ReadAnswers, NotKnownIsAnAnswerToo) {
  EXPECT_EQ(Counts({Answered("budget", TextValue("planned"), "2026-11-02"),
                    Answered("budget", Value(), "2026-11-03")}),
            "1 missing");
}

TEST_F(ReadAnswers, AnAnswerOfAgeIsOpenAgain) {
  budget_.valid_for = Duration::Days(30);
  Answer old = Answered("budget", TextValue("planned"), "2026-10-24T10:00:00Z");
  EXPECT_EQ(Counts({old}), "-1 missing");
  EXPECT_TRUE(reading_.questions[0].expired);
  old.answered_at = old.answered_at + Duration::Micros(1);
  EXPECT_EQ(Counts({old}), "0 planned");
  EXPECT_EQ(reading_.next_change, kNow + Duration::Micros(1));
  EXPECT_EQ(reading_.questions[0].valid_until, reading_.next_change);
  // The answer itself may end sooner, but not later.
  old.valid_until = kNow;
  EXPECT_EQ(Counts({old}), "-1 missing");
  old.valid_until = kNow + Duration::Days(300);
  EXPECT_EQ(Counts({old}), "0 planned");
  EXPECT_EQ(reading_.questions[0].valid_until, kNow + Duration::Micros(1));
  // Of unknown time: of unknown age.
  old.answered_at = Instant();
  EXPECT_EQ(Counts({old}), "0 planned");
}

TEST_F(ReadAnswers, AnOlderAnswerCountsWhenTheLaterEnds) {
  Answer later = Answered("budget", TextValue("approved"), "2026-11-02");
  later.valid_until = *Instant::Parse("2026-11-10");
  EXPECT_EQ(Counts({later, Answered("budget", TextValue("planned"))}),
            "1 planned");
}

TEST_F(ReadAnswers, TheMostTrustedSourceCountsWhereAnswersContradict) {
  const std::vector<Answer> answers = {
      By("Anna", "call", TextValue("none"), "2026-11-01"),
      By("Anna", "call", TextValue("planned"), "2026-11-02"),
      By("", "form", TextValue("approved"), "2026-11-03"),
      By("Ben", "call", TextValue("planned"), "2026-11-01"),
      By("Ben", "chat", Value(), "2026-11-04")};
  EXPECT_EQ(Counts(answers), "4 missing");
  // Anna's first answer was replaced by her second; Ben's chat says nothing.
  EXPECT_THAT(reading_.contradictions, ElementsAre(1, 2, 3));
  budget_.preferred_sources = {"call", "form"};
  EXPECT_EQ(Counts(answers), "1 planned");
  budget_.preferred_sources = {"form"};
  EXPECT_EQ(Counts(answers), "2 approved");
  budget_.preferred_sources = {"fair"};
  EXPECT_EQ(Counts(answers), "2 approved");
}

TEST_F(ReadAnswers, SourcesDoNotMatterWhereAnswersAgree) {
  budget_.preferred_sources = {"call"};
  EXPECT_EQ(Counts({By("Anna", "call", TextValue("planned"), "2026-11-01"),
                    By("", "form", TextValue("planned"), "2026-11-02"),
                    By("Ben", "chat", Value(), "2026-11-04")}),
            "2 missing");
  EXPECT_THAT(reading_.contradictions, ElementsAre());
}

TEST_F(ReadAnswers, WhatTheSchemaDoesNotHaveIsListedOrRefused) {
  const std::vector<Answer> answers = {
      Answered("budgt", TextValue("planned")), Answered("amount", Euros(3)),
      Answered("budget", TextValue("planned"))};
  EXPECT_EQ(Counts(answers), "2 planned");
  EXPECT_THAT(reading_.unread, ElementsAre(0));
  Schema schema = SomeSchema();
  schema.unknown_attributes = UnknownAttributes::kRefuse;
  ASSERT_OK_AND_ASSIGN(
      const Questionnaire strict,
      CompileQuestionnaire(SpecOf({budget_}), *CompileFactCatalog(schema)));
  EXPECT_THAT(strict.Read(answers, kNow, {}, &reading_),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("lead.answers[0].question: is not in the "
                                 "schema")));
}

TEST_F(ReadAnswers, BadValuesAreNamedWithoutQuotingThem) {
  EXPECT_EQ(Counts({Answered("budget", Value{int64_t{4711}})}),
            "lead.answers[0].value: must be a text");
  EXPECT_THAT(Counts(std::vector<Answer>(kMaxListValues + 1)),
              HasSubstr("lead.answers: has more than"));
}

}  // namespace
}  // namespace lotse
