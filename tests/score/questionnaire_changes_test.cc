// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/score/questionnaire.h"
#include "tests/score/questionnaire_fixture.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class QuestionnaireChanges : public ::testing::Test {
 protected:
  QuestionnaireChanges() {
    amount_.attribute = "company.budget";
    users_.attribute = "company.seats";
    facts_.company.emplace();
    facts_.company->id = "C-1";
  }

  std::vector<FactChange> ChangesOf(const Answer& answer) {
    const QuestionnaireSpec spec = SpecOf({BudgetQuestion(), amount_, users_});
    const auto questionnaire = CompileQuestionnaire(spec, CatalogOf(spec));
    EXPECT_THAT(questionnaire, IsOk());
    const auto changes = questionnaire->ChangesOf(answer, facts_);
    EXPECT_THAT(changes, IsOk());
    return *changes;
  }

  QuestionSpec amount_ = AmountQuestion();
  QuestionSpec users_ = Question("users");
  Facts facts_ = FactsWith({});
};

TEST_F(QuestionnaireChanges, CarryTheirProvenance) {
  Answer answer = Answered("amount", Euros(5000), "2026-11-02");
  answer.author = "Anna";
  const std::vector<FactChange> changes = ChangesOf(answer);
  ASSERT_THAT(changes, SizeIs(1));
  FactChange expected;
  expected.kind = FactChangeKind::kAdd;
  expected.record = FactRecord::kCompany;
  expected.record_id = "C-1";
  expected.attribute = "budget";
  expected.value = Euros(5000);
  expected.since = *Instant::Parse("2026-11-02");
  expected.source = "questionnaire.test.amount";
  expected.author = "Anna";
  expected.reason = "answer to \"amount\" of \"test\"";
  EXPECT_EQ(changes[0], expected);
  // Once made, there is nothing left to change.
  ASSERT_THAT(ApplyFactChanges(changes, &facts_), IsOk());
  EXPECT_THAT(ChangesOf(answer), IsEmpty());
}

TEST_F(QuestionnaireChanges, AreNeededOnlyWhereTheAttributeSaysSomethingElse) {
  std::vector<Attribute>& attributes = facts_.company->attributes;
  const auto at = [](const char* day) { return *Instant::Parse(day); };
  attributes = {{"budget", TextValue("5000 EUR"), Instant(), ""},
                {"budget", Euros(7000), at("2026-11-05"), ""}};
  EXPECT_THAT(ChangesOf(Answered("amount", Euros(5000), "2026-11-02")),
              IsEmpty());
  EXPECT_THAT(ChangesOf(Answered("amount", Euros(7000), "2026-11-06")),
              IsEmpty());
  EXPECT_THAT(ChangesOf(Answered("amount", Euros(5000), "2026-11-06")),
              SizeIs(1));
  const auto same_instant =
      ChangesOf(Answered("amount", Euros(5000), "2026-11-05"));
  ASSERT_THAT(same_instant, SizeIs(1));
  EXPECT_EQ(same_instant[0].kind, FactChangeKind::kSet);
  // A whole number for a number.
  attributes.push_back({"seats", Value{12.0}, Instant(), ""});
  EXPECT_THAT(ChangesOf(Answered("users", Value{int64_t{12}})), IsEmpty());
  EXPECT_THAT(ChangesOf(Answered("users", Value{int64_t{13}})), SizeIs(1));
}

TEST_F(QuestionnaireChanges, AreNoneWithoutAttributeRecordOrValue) {
  EXPECT_THAT(ChangesOf(Answered("budget", TextValue("none"))), IsEmpty());
  EXPECT_THAT(ChangesOf(Answered("amount", Value())), IsEmpty());
  EXPECT_THAT(ChangesOf(Answered("nobody_asks", Euros(1))), IsEmpty());
  facts_.company.reset();
  EXPECT_THAT(ChangesOf(Answered("amount", Euros(5000))), IsEmpty());
}

TEST_F(QuestionnaireChanges, OfAllAnswersAreThoseThatCount) {
  // Both questions write the same attribute at the same instant.
  QuestionSpec users = users_;
  users.attribute = "company.seats";
  Schema schema = SomeSchema();
  schema.answer.push_back(Declare("seats", ValueType::kNumber));
  QuestionSpec seats = Question("seats");
  seats.attribute = "company.seats";
  ASSERT_OK_AND_ASSIGN(const Questionnaire questionnaire,
                       CompileQuestionnaire(SpecOf({users, seats}),
                                            *CompileFactCatalog(schema)));
  facts_.lead.answers = {Answered("users", Value{int64_t{5}}, "2026-10-01"),
                         Answered("users", Value{int64_t{6}}),
                         Answered("seats", Value{7.0})};
  ASSERT_OK_AND_ASSIGN(const std::vector<FactChange> changes,
                       questionnaire.ChangesOf(facts_, kNow));
  ASSERT_THAT(changes, SizeIs(2));
  EXPECT_EQ(changes[0].kind, FactChangeKind::kAdd);
  EXPECT_EQ(changes[0].value, Value{int64_t{6}});
  EXPECT_EQ(changes[1].kind, FactChangeKind::kSet);
  EXPECT_THAT(ApplyFactChanges(changes, &facts_), IsOk());
  facts_.lead.answers[2].value = TextValue("many");
  EXPECT_THAT(questionnaire.ChangesOf(facts_, kNow),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       ::testing::HasSubstr("lead.answers[2].value: ")));
}

}  // namespace
}  // namespace lotse
