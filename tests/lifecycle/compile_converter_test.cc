// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "lotse/lifecycle/converter.h"
#include "tests/testing/conversion_case.h"
#include "tests/testing/spec_paths.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> Issues(
    const ConversionSpec& spec,
    const LifecycleSpec& lifecycle = CaseLifecycle()) {
  SpecIssues issues;
  ValidateConversion(spec, CaseBinder().catalog(), {lifecycle},
                     FieldPath("conversion"), &issues);
  std::vector<std::string> texts;
  for (const SpecIssue& issue : issues.list()) {
    texts.push_back(issue.ToString());
  }
  return texts;
}

TEST(ValidateConversion, FindsNothingWrongWithWhatIsRight) {
  EXPECT_THAT(Issues({}), IsEmpty());
  EXPECT_THAT(Issues(ConversionCaseSpec()), IsEmpty());
}

TEST(ValidateConversion, ListsWhatIsWrongWithKeys) {
  ConversionSpec spec;
  spec.person_keys = {{},
                      {{"emial"}, false},
                      {{"No Key"}, false},
                      {{"email", "email"}, false},
                      {{"phone"}, false},
                      {{"phone"}, true}};
  spec.company_keys = {{{"revenue"}, false}, {{"email"}, false}};
  EXPECT_THAT(
      Issues(spec),
      ElementsAre(
          HasSubstr("conversion.person_keys[0].attributes: is empty"),
          HasSubstr("conversion.person_keys[1].attributes[0]: unknown "),
          HasSubstr("conversion.person_keys[2].attributes[0]: is no key"),
          HasSubstr("conversion.person_keys[3].attributes[1]: stands twice"),
          HasSubstr("conversion.person_keys[5]: stands twice"),
          HasSubstr("conversion.company_keys[0].attributes[0]: must be an "
                    "attribute of type text or integer"),
          HasSubstr("conversion.company_keys[1].attributes[0]: unknown ")));
}

TEST(ValidateConversion, ListsWhatIsWrongWithFills) {
  ConversionSpec spec;
  spec.fills = {{"", "company.name"},
                {"lead.budgt", "opportunity.value"},
                {"lead.budget", "opportunity.valu"},
                {"lead.budget", "lead.offer"},
                {"lead.budget", "answer.amount"},
                {"company.name", "company.name"},
                {"lead.budget", "company.employees"},
                {"lead.wish_date", "opportunity.opened_at"},
                {"answer.need", "opportunity.promises"}};
  EXPECT_THAT(
      Issues(spec),
      ElementsAre(HasSubstr("conversion.fills[0].from: is missing"),
                  HasSubstr("conversion.fills[1].from: unknown"),
                  HasSubstr("conversion.fills[2].to: unknown"),
                  HasSubstr("conversion.fills[3].to: must be of person"),
                  HasSubstr("conversion.fills[4].to: must be of person"),
                  HasSubstr("conversion.fills[5]: fills a field from itself"),
                  HasSubstr("conversion.fills[6]: fills a field of type "
                            "integer from one of type money")));
}

TEST(ValidateConversion, ListsWhatIsWrongWithTheHandOver) {
  ConversionSpec spec;
  HandOverSpec& hand_over = spec.hand_over;
  hand_over.criteria = {"answer.nede", "answer.need", "answer.need"};
  hand_over.promises = {""};
  hand_over.milestones = {"lead.budget", "opportunity.delivery"};
  hand_over.roles = {"role", "rule", "role"};
  hand_over.care_tasks = {{"wellcome", {}, false},
                          {"review", Duration::Seconds(-1), false},
                          {"review", {}, false}};
  hand_over.customer_marks = {{"lead.offer", TextValue("x")},
                              {"company.relation", TextValue("cusomer")},
                              {"company.relation", Value()},
                              {"company.employees", TextValue("many")}};
  EXPECT_THAT(
      Issues(spec),
      ElementsAre(
          HasSubstr("conversion.hand_over.criteria[0]: unknown"),
          HasSubstr("conversion.hand_over.criteria[2]: stands twice"),
          HasSubstr("conversion.hand_over.promises[0]: is missing"),
          HasSubstr("conversion.hand_over.milestones[0]: must be of type date"),
          HasSubstr("conversion.hand_over.roles[1]: unknown"),
          HasSubstr("conversion.hand_over.roles[2]: stands twice"),
          HasSubstr("conversion.hand_over.care_tasks[0].task: unknown task; "
                    "did you mean \"welcome\"?"),
          HasSubstr("conversion.hand_over.care_tasks[1].due: must be from 0"),
          HasSubstr("conversion.hand_over.care_tasks[2].task: stands twice"),
          HasSubstr("conversion.hand_over.customer_marks[0].attribute: must be "
                    "of person or company"),
          HasSubstr("conversion.hand_over.customer_marks[1].value: is none of"),
          HasSubstr("conversion.hand_over.customer_marks[2].attribute: stands "
                    "twice"),
          HasSubstr("conversion.hand_over.customer_marks[2].value: is missing"),
          HasSubstr("conversion.hand_over.customer_marks[3].value: must be an "
                    "integer")));
}

TEST(ValidateConversion, RefusesCareTasksWithACondition) {
  LifecycleSpec lifecycle = CaseLifecycle();
  lifecycle.tasks[1].when = Condition::FromText("lead.ready = true");
  EXPECT_THAT(Issues(ConversionCaseSpec(), lifecycle),
              ElementsAre(HasSubstr(
                  "conversion.hand_over.care_tasks[0].task: has a condition")));
}

TEST(ValidateConversion, HasALimit) {
  ConversionSpec spec;
  spec.fills.assign(kMaxRules, {"lead.offer", "company.name"});
  EXPECT_THAT(Issues(spec), IsEmpty());
  spec.hand_over.criteria = {"lead.offer"};
  EXPECT_THAT(Issues(spec),
              ElementsAre(HasSubstr("conversion: has more than ")));
}

TEST(CompileConverter, RefusesWithTheFirstIssue) {
  ConversionSpec spec;
  spec.person_keys = {{}};
  EXPECT_THAT(CompileConverter(spec, CaseBinder()),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("conversion.person_keys[0].attributes")));
}

TEST(CompileConverter, KeepsTheSpec) {
  EXPECT_TRUE(CaseConverter().spec() == ConversionCaseSpec());
}

}  // namespace
}  // namespace lotse
