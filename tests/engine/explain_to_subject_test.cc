// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/subject_explanation.h"
#include "tests/engine/explained_lead.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Points P(double points) { return Points::FromDouble(points); }

const Instant kNow = At("2026-11-16");

SubjectExplanation Explain(const Facts& facts, SubjectOptions options = {}) {
  return *ExplainToSubject(*CompileEngine(ExplainedSpec()), facts, kNow,
                           options);
}

TEST(ExplainToSubject, NamesTheFactsThatRulesReadWithTheirSource) {
  const SubjectExplanation explanation = Explain(ExplainedFacts());
  std::vector<std::string> facts;
  for (const SubjectFact& fact : explanation.facts) {
    facts.push_back(absl::StrCat(fact.record, "|", fact.name, "|", fact.value,
                                 "|", fact.source));
  }
  EXPECT_THAT(
      facts, ElementsAre("person|Role|buyer|form", "company|Employees|120|call",
                         "answer|Budget|approved|call",
                         "activity|Download|once, on 2026-11-02|",
                         "activity|Webinar|once, on 2026-11-12|",
                         "consent|Consent news by email|confirmed|"));
  EXPECT_THAT(explanation.not_used, ElementsAre("Person.hobby"));
  EXPECT_THAT(explanation.never_used, ElementsAre("Person.age"));
  EXPECT_EQ(explanation.points, P(58));
  EXPECT_EQ(explanation.category, "Hot");
  EXPECT_FALSE(explanation.others.has_value());
  EXPECT_THAT(explanation.probability_meaning,
              HasSubstr("an assumption, not a measurement"));
  EXPECT_THAT(explanation.probability_meaning, HasSubstr("10.0 %"));
}

TEST(ExplainToSubject, SaysNothingOfOtherPersonsButTheirPoints) {
  Facts facts = ExplainedFacts();
  Person& other = facts.persons.emplace_back();
  other.id = "P-2";
  other.attributes = {{"role", Value{std::string("secret role")}}};
  other.activities = {{"A-7", "webinar", At("2026-11-14"), "", {}}};
  const SubjectExplanation explanation = Explain(facts);
  EXPECT_EQ(explanation.others, P(8));
  EXPECT_EQ(explanation.points, P(66));
  Points sum = *explanation.others;
  for (const ReportedContribution& c : explanation.contributions) {
    sum += c.points;
  }
  EXPECT_EQ(sum, explanation.points);
  const std::string letter = ToMarkdown(explanation);
  EXPECT_THAT(letter, Not(HasSubstr("2026-11-14")));
  EXPECT_THAT(letter, Not(HasSubstr("secret")));
  EXPECT_THAT(letter, Not(HasSubstr("Ms Adviser")));
}

TEST(ExplainToSubject, TakesWhatFollowsFromTheHost) {
  SubjectOptions options;
  options.consequences = "We call hot leads first.";
  EXPECT_EQ(Explain(ExplainedFacts(), options).consequences,
            "We call hot leads first.");
  EXPECT_THAT(Explain(ExplainedFacts()).consequences,
              HasSubstr("neither concludes nor refuses"));
}

TEST(ExplainToSubject, WorksWithoutAnyFacts) {
  const SubjectExplanation explanation = Explain(Facts());
  EXPECT_EQ(explanation.points, P(0));
  EXPECT_EQ(explanation.facts.size(), 1u);  // There is no consent.
}

}  // namespace
}  // namespace lotse
