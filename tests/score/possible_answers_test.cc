// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/score/possible_answers.h"

#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/score/questionnaire_fixture.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

// "value likelihood points" of each.
std::vector<std::string> Lines(const QuestionSpec& question,
                               const Schema& schema = SomeSchema()) {
  const FactCatalog catalog = *CompileFactCatalog(schema);
  const FactSlot slot = *catalog.Find("answer." + question.key);
  std::vector<std::string> lines;
  for (const PossibleAnswer& answer :
       PossibleAnswersOf(question, catalog.fact(slot))) {
    lines.push_back(absl::StrCat(answer.value.ToString(), " ",
                                 answer.likelihood, " ",
                                 answer.points.ToString()));
  }
  return lines;
}

TEST(PossibleAnswersOf, AreTheOptionsThatAreOffered) {
  QuestionSpec budget = BudgetQuestion();
  EXPECT_EQ(Lines(budget).size(), 3u);
  budget.options.pop_back();
  Schema schema = SomeSchema();
  schema.answer[0].options.push_back({"secret", {}, false});
  schema.answer[0].options[1].retired = true;
  // "none" and "secret" are not scored, "planned" is not offered any more.
  EXPECT_THAT(Lines(budget, schema),
              ElementsAre("\"approved\" 0.333333 12", "\"none\" 0.333333 0",
                          "\"secret\" 0.333333 0"));
  budget.options[0].likelihood = 3;
  budget.options[1].likelihood = 1;
  EXPECT_THAT(Lines(budget), ElementsAre("\"approved\" 0.75 12",
                                         "\"planned\" 0.25 6", "\"none\" 0 0"));
}

TEST(PossibleAnswersOf, HaveATextThatIsNoOptionWhereAnyTextIsTaken) {
  QuestionSpec note = Question("note");
  EXPECT_THAT(Lines(note), ElementsAre("\"other\" 1 0"));
  note.options = {OptionWorth("other_", 1), OptionWorth("other", 2)};
  EXPECT_THAT(Lines(note), ElementsAre("\"other_\" 0.5 1", "\"other\" 0.5 2",
                                       "\"other__\" 0 0"));
}

TEST(PossibleAnswersOf, AreOneValueInAndBeyondEachBand) {
  QuestionSpec amount = AmountQuestion();
  amount.weight = 2;
  amount.max = P(10);
  EXPECT_THAT(Lines(amount),
              ElementsAre("4999.999999 EUR 0.333333 -12", "5000 EUR 0.333333 0",
                          "25000 EUR 0.333333 10"));
  QuestionSpec users = Question("users");
  users.bands = {BandWorth(Value{int64_t{0}}, Value{10.0}, 1)};
  EXPECT_THAT(Lines(users), ElementsAre("-1 0 0", "0 1 1", "10 0 0"));
  users.bands[0].from = Value{std::numeric_limits<int64_t>::min()};
  EXPECT_EQ(Lines(users).size(), 2u);
  users.bands.clear();
  EXPECT_THAT(Lines(users), ElementsAre("0 1 0"));
}

TEST(PossibleAnswersOf, OfAListAreNothingEachAndTheExtremes) {
  QuestionSpec criteria = Question("criteria");
  criteria.options = {OptionWorth("price", -2), OptionWorth("service", 3),
                      OptionWorth("speed", 4)};
  criteria.max = P(5);
  EXPECT_THAT(Lines(criteria),
              ElementsAre("() 0 0", "(\"price\") 0.333333 -2",
                          "(\"service\") 0.333333 3", "(\"speed\") 0.333333 4",
                          "(\"service\", \"speed\") 0 5"));
  QuestionSpec decides = Question("decides");
  decides.no.points = P(-1);
  EXPECT_THAT(Lines(decides), ElementsAre("true 0.5 0", "false 0.5 -1"));
}

}  // namespace
}  // namespace lotse
