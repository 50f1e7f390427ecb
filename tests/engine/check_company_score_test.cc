// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/check_company_score.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/engine.h"
#include "tests/engine/explained_lead.h"
#include "tests/testing/spec_paths.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The scores "fit" and "deal"; the main one weighs "fit".
EngineSpec TwoScores() {
  EngineSpec spec = ExplainedSpec();
  AttributeSpec interest;
  interest.key = "interest";
  interest.type = ValueType::kNumber;
  spec.schema.company.push_back(interest);
  for (const char* name : {"fit", "deal"}) {
    NamedScore& score = spec.scores.emplace_back();
    score.name = name;
    score.scoring.groups.emplace_back().id = "g";
  }
  Weight fit;
  fit.id = "of_fit";
  fit.of = "score.fit.points";
  spec.scoring.groups[0].weights.push_back(fit);
  spec.company_score.emplace().points_fact = "company.interest";
  return spec;
}

std::vector<std::string> Issues(const EngineSpec& spec) {
  SpecIssues issues;
  ValidateEngineSpec(spec, &issues);
  const auto compiled = CompileEngine(spec);
  EXPECT_EQ(compiled.ok(), issues.empty());
  if (!compiled.ok() && issues.count() == 1) {
    EXPECT_EQ(compiled.status().message(), IssuesOf(issues)[0]);
  }
  return IssuesOf(issues);
}

TEST(CheckCompanyScore, AcceptsGoodSpecs) {
  EngineSpec spec = TwoScores();
  EXPECT_THAT(Issues(spec), IsEmpty());
  spec.company_score = CompanyScoreSpec();
  EXPECT_THAT(Issues(spec), IsEmpty());
  spec.company_score->score = "deal";
  spec.company_score->role_fact = "role";
  spec.company_score->roles = {{"anything", 2}};
  EXPECT_THAT(Issues(spec), IsEmpty());
}

TEST(CheckCompanyScore, NamesWhatIsWrongByItsPath) {
  EngineSpec spec = TwoScores();
  spec.schema.person[1].options = {{"buyer"}, {"user"}, {"rival"}};
  CompanyScoreSpec& company = *spec.company_score;
  company.score = "deel";
  company.role_fact = "person.role";
  company.roles = {{"byer", 1}, {"user", 1}};
  company.max = Points();
  company.points_fact = "company.employees";
  EXPECT_THAT(
      Issues(spec),
      ElementsAre(
          "company_score.max: must be above 0 and at most 4000000 points",
          "company_score.roles[0].role: is no option of person.role; did you "
          "mean \"buyer\"?",
          "company_score.points_fact: must be a number among the company's "
          "attributes",
          "company_score.score: is none of `scores` (leave it out for the main "
          "score); did you mean \"deal\"?"));
}

TEST(CheckCompanyScore, TheRoleIsATextThatMayBeScored) {
  EngineSpec spec = TwoScores();
  spec.company_score->role_fact = "person.age";
  EXPECT_THAT(Issues(spec),
              ElementsAre(HasSubstr("role_fact: must be a fact that is a")));
  spec.company_score->role_fact = "score.fit.category";
  EXPECT_THAT(Issues(spec),
              ElementsAre(HasSubstr("role_fact: must be a fact that is a")));
  spec.company_score->role_fact = "person.hoby";
  EXPECT_THAT(Issues(spec),
              ElementsAre(HasSubstr("role_fact: unknown attribute")));
  spec.company_score->role_fact = "person.hobby";
  EXPECT_THAT(Issues(spec), IsEmpty());
  spec.schema.person[2].not_for_scoring = true;
  EXPECT_THAT(Issues(spec), ElementsAre(HasSubstr("not_for_scoring")));
  spec.company_score->role_fact.clear();
  spec.company_score->roles = {{"x", 1}};
  EXPECT_THAT(Issues(spec),
              ElementsAre(HasSubstr("company_score.role_fact: is missing")));
}

// However many signals lie between.
TEST(CheckCompanyScore, AScoreMustNotReadItsOwnSum) {
  const auto grows =
      ElementsAre(HasSubstr("company_score.points_fact: is read by the score"));
  const auto rule = [](const char* when) {
    return std::vector<Rule>{MakeRule("again", when, 1)};
  };
  EngineSpec spec = TwoScores();
  // Through the score that the main one weighs.
  spec.scores[0].scoring.groups[0].rules = rule("interest > 3");
  EXPECT_THAT(Issues(spec), grows);
  spec.company_score->score = "fit";
  EXPECT_THAT(Issues(spec), grows);
  spec.company_score->score = "deal";
  EXPECT_THAT(Issues(spec), IsEmpty());

  spec = TwoScores();
  Weight own;
  own.id = "own";
  own.of = "company.interest";
  spec.scoring.groups[0].weights.push_back(own);
  EXPECT_THAT(Issues(spec), grows);
  spec.company_score->points_fact.clear();
  EXPECT_THAT(Issues(spec), IsEmpty());

  spec = TwoScores();
  spec.scores[0].when = Condition::FromText("interest is missing");
  EXPECT_THAT(Issues(spec), grows);

  spec = TwoScores();
  spec.buyer_stage.stages = {{"late"}};
  BuyerStageEvidence& keen = spec.buyer_stage.evidence.emplace_back();
  keen.id = "keen";
  keen.stage = "late";
  keen.when = Condition::FromText("interest > 50");
  keen.weight = Points::FromDouble(1);
  EXPECT_THAT(Issues(spec), IsEmpty());
  spec.scoring.groups[0].rules = rule("buyer.stage = \"late\"");
  EXPECT_THAT(Issues(spec), grows);

  spec = TwoScores();
  QuestionnaireSpec& asked = spec.questionnaires.emplace_back();
  asked.name = "q";
  QuestionSpec& budget = asked.questions.emplace_back();
  budget.key = "budget";
  budget.text = Label("Budget?", "Budget?");
  budget.when = Condition::FromText("interest > 50");
  budget.options.resize(1);
  budget.options[0].option = "yes";
  budget.options[0].points = Points::FromDouble(1);
  EXPECT_THAT(Issues(spec), IsEmpty());
  spec.scoring.groups[0].rules = rule("questionnaire.q.points > 1");
  EXPECT_THAT(Issues(spec), grows);
}

TEST(CheckCompanyScore, IsPartOfTheFingerprint) {
  EngineSpec spec = TwoScores();
  const std::string before = CompileEngine(spec)->fingerprint().ToString();
  spec.company_score->max = Points::FromDouble(5);
  EXPECT_NE(CompileEngine(spec)->fingerprint().ToString(), before);
}

}  // namespace
}  // namespace lotse
