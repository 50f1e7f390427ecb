// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/fact_steps.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/explained_lead.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAreArray;

std::vector<std::string> SubjectsOf(const std::vector<FactStep>& steps) {
  std::vector<std::string> subjects;
  for (const FactStep& step : steps) subjects.push_back(step.subject);
  return subjects;
}

TEST(FactsKnownAt, LeavesOutWhatIsLater) {
  const Facts known = FactsKnownAt(ExplainedFacts(), At("2026-11-09"));
  EXPECT_EQ(known.company->attributes.size(), 2u);
  EXPECT_EQ(known.lead.answers.size(), 1u);
  EXPECT_EQ(known.persons[0].activities.size(), 1u);
  EXPECT_TRUE(known.persons[0].consents.empty());
  EXPECT_EQ(FactsKnownAt(ExplainedFacts(), At("2026-11-12")), ExplainedFacts());
  // What is always known is known before 1970, too.
  EXPECT_EQ(FactsKnownAt(ExplainedFacts(), At("1960-01-01"))
                .company->attributes.size(),
            1u);
}

TEST(StepsBetween, LeadFromOneStateToTheOther) {
  const Facts after = ExplainedFacts();
  const Facts before = FactsKnownAt(after, At("2026-11-02"));
  const std::vector<FactStep> steps =
      StepsBetween(before, after, At("2026-11-02"));
  EXPECT_THAT(SubjectsOf(steps),
              ElementsAre("company.employees", "answer.budget", "news/email",
                          "webinar"));
  Facts facts = before;
  for (const FactStep& step : steps) {
    EXPECT_FALSE(step.correction);
    EXPECT_EQ(step.added, 1);
    EXPECT_EQ(step.removed, 0);
    step.make(&facts);
  }
  EXPECT_EQ(facts, after);
}

TEST(StepsBetween, MakeRecordsThatAreNew) {
  Facts after = ExplainedFacts();
  after.opportunity.emplace();
  after.opportunity->attributes = {{"size", Value{int64_t{1}}}};
  after.lead.assessments.emplace_back().at = At("2026-11-03");
  Facts facts;
  facts.lead.person_id = after.lead.person_id;
  for (const FactStep& step : StepsBetween(facts, after, Instant::Min())) {
    step.make(&facts);
  }
  EXPECT_EQ(facts.company->attributes.size(), 2u);
  EXPECT_EQ(facts.opportunity->attributes, after.opportunity->attributes);
  // Attributes come key by key, whatever their order was; all else is equal.
  ASSERT_EQ(facts.persons.size(), after.persons.size());
  EXPECT_THAT(facts.persons[0].attributes,
              UnorderedElementsAreArray(after.persons[0].attributes));
  facts.persons[0].attributes = after.persons[0].attributes;
  EXPECT_EQ(facts.persons, after.persons);
  EXPECT_EQ(facts.lead.answers, after.lead.answers);
  EXPECT_EQ(facts.lead.assessments, after.lead.assessments);
}

TEST(StepsBetween, FindPersonsByTheirIds) {
  Facts before = ExplainedFacts();
  Facts after = before;
  Person& colleague = after.persons.emplace_back();
  colleague.id = "P-2";
  colleague.activities = {{"A-9", "webinar", At("2026-11-20"), "", {}}};
  std::swap(after.persons[0], after.persons[1]);
  const std::vector<FactStep> steps =
      StepsBetween(before, after, At("2026-11-16"));
  ASSERT_THAT(SubjectsOf(steps), ElementsAre("webinar"));
  EXPECT_EQ(steps[0].added, 1);
  steps[0].make(&before);
  ASSERT_EQ(before.persons.size(), 2u);
  EXPECT_EQ(before.persons[1], after.persons[0]);
}

TEST(StepsBetween, CallEditsAndBackdatedEntriesCorrections) {
  const Facts before = ExplainedFacts();
  Facts after = before;
  after.persons[0].activities[0].channel = "email";
  after.lead.answers.emplace_back(after.lead.answers[0]).answered_at =
      At("2026-11-01");
  const std::vector<FactStep> steps =
      StepsBetween(before, after, At("2026-11-16"));
  ASSERT_THAT(SubjectsOf(steps), ElementsAre("answer.budget", "download"));
  EXPECT_TRUE(steps[0].correction);
  EXPECT_TRUE(steps[1].correction);
  EXPECT_EQ(steps[1].added, 1);
  EXPECT_EQ(steps[1].removed, 1);
}

}  // namespace
}  // namespace lotse
