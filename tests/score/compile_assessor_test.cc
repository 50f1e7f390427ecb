// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "lotse/score/assessment.h"
#include "tests/testing/spec_paths.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

AuthorBias Bias(const char* author, int64_t cases, double log_odds) {
  AuthorBias bias;
  bias.author = author;
  bias.cases = cases;
  bias.people = 1;
  bias.log_odds = log_odds;
  bias.measured_at = *Instant::Parse("2026-01-01");
  return bias;
}

AssessmentSpec GoodSpec() {
  AssessmentSpec spec;
  spec.weight = 0.4;
  spec.half_life = Duration::Days(30);
  spec.expires_after = Duration::Days(180);
  spec.floor = 0.02;
  spec.bias = {Bias("a", 40, 1), Bias("b", 20, -0.5)};
  spec.shrinkage_cases = 10;
  return spec;
}

PeopleMetricsSpec Level(PeopleMetricsLevel level) {
  PeopleMetricsSpec people;
  people.level = level;
  return people;
}

std::vector<std::string> IssuesWith(const AssessmentSpec& spec,
                                    const PeopleMetricsSpec& people) {
  SpecIssues issues;
  ValidateAssessment(spec, people, FieldPath("assessment"), &issues);
  return IssuesOf(issues);
}

TEST(ValidateAssessment, AcceptsWhatIsRight) {
  EXPECT_THAT(IssuesWith(AssessmentSpec(), PeopleMetricsSpec()), IsEmpty());
  EXPECT_THAT(IssuesWith(GoodSpec(), Level(PeopleMetricsLevel::kPerson)),
              IsEmpty());
  AssessmentSpec spec = GoodSpec();
  spec.bias.clear();
  spec.weight = 1;
  spec.floor = kMinProbabilityFloor;
  spec.shrinkage_cases = 0;
  EXPECT_THAT(IssuesWith(spec, PeopleMetricsSpec()), IsEmpty());
  spec.bias = {Bias("", 20, 1)};
  spec.bias[0].people = 5;
  EXPECT_THAT(IssuesWith(spec, Level(PeopleMetricsLevel::kTeam)), IsEmpty());
}

TEST(ValidateAssessment, NamesWhatIsWrongByItsPath) {
  const double nan = std::nan("");
  const struct {
    std::function<void(AssessmentSpec*)> change;
    std::vector<std::string> expected;
  } kCases[] = {
      {[](AssessmentSpec* s) { s->weight = 1.1; },
       {"assessment.weight: must be from 0 to 1"}},
      {[](AssessmentSpec* s) { s->weight = -0.1; },
       {"assessment.weight: must be from 0 to 1"}},
      {[nan](AssessmentSpec* s) { s->weight = nan; },
       {"assessment.weight: must be from 0 to 1"}},
      {[](AssessmentSpec* s) { s->half_life = Duration::Micros(-1); },
       {"assessment.half_life: must be from 0 to 3652500 days"}},
      {[](AssessmentSpec* s) {
         s->expires_after = Duration::Days(kMaxDurationDays + 1);
       },
       {"assessment.expires_after: must be from 0 to 3652500 days"}},
      {[](AssessmentSpec* s) { s->floor = 0.5; },
       {"assessment.floor: must be from 1e-9 to below 0.5"}},
      {[](AssessmentSpec* s) { s->floor = 1e-10; },
       {"assessment.floor: must be from 1e-9 to below 0.5"}},
      {[nan](AssessmentSpec* s) { s->floor = nan; },
       {"assessment.floor: must be from 1e-9 to below 0.5"}},
      {[](AssessmentSpec* s) { s->shrinkage_cases = -1; },
       {"assessment.shrinkage_cases: must not be negative"}},
      {[](AssessmentSpec* s) { s->bias[0].log_odds = 20.5; },
       {"assessment.bias[0].log_odds: must be from -20 to 20"}},
      {[nan](AssessmentSpec* s) { s->bias[1].log_odds = nan; },
       {"assessment.bias[1].log_odds: must be from -20 to 20"}},
      {[nan](AssessmentSpec* s) { s->bias[0].standard_error = nan; },
       {"assessment.bias[0].standard_error: must not be negative"}},
      {[](AssessmentSpec* s) { s->bias[0].people = -1; },
       {"assessment.bias[0].people: must not be negative"}},
      {[](AssessmentSpec* s) { s->bias[1].author = "a"; },
       {"assessment.bias[1].author: stands twice"}},
      {[](AssessmentSpec* s) { s->bias[0].author = "\xFF"; },
       {"assessment.bias[0].author: is no valid UTF-8"}},
      {[](AssessmentSpec* s) { s->bias[0].author = ""; },
       {"assessment.bias[0].author: is missing: people_metrics.level is "
        "person"}},
      {[](AssessmentSpec* s) { s->bias[1].cases = 19; },
       {"assessment.bias[1].cases: people_metrics demands at least 20 cases"}},
      {[](AssessmentSpec* s) { s->bias[1].cases = 0; },
       {"assessment.bias[1].cases: must be at least 1",
        "assessment.bias[1].cases: people_metrics demands at least 20 cases"}},
      {[](AssessmentSpec* s) { s->bias.resize(kMaxListValues + 1); },
       {"assessment.bias: has more than 10000 entries"}},
  };
  for (const auto& c : kCases) {
    AssessmentSpec spec = GoodSpec();
    c.change(&spec);
    EXPECT_THAT(IssuesWith(spec, Level(PeopleMetricsLevel::kPerson)),
                ElementsAreArray(c.expected));
  }
}

TEST(ValidateAssessment, RefusesBiasWherePeopleMetricsAreOff) {
  for (const auto level :
       {PeopleMetricsLevel::kUnspecified, PeopleMetricsLevel::kNone}) {
    EXPECT_THAT(IssuesWith(GoodSpec(), Level(level)),
                ElementsAre("assessment.bias: must be empty: people_metrics "
                            "allows no figure about people; set "
                            "people_metrics.level to team or person"));
  }
}

TEST(ValidateAssessment, RefusesBiasOfPersonsAndOfTinyTeamsAtLevelTeam) {
  AssessmentSpec spec = GoodSpec();
  spec.bias = {Bias("a", 40, 1), Bias("", 40, 1)};
  spec.bias[1].people = 4;
  EXPECT_THAT(
      IssuesWith(spec, Level(PeopleMetricsLevel::kTeam)),
      ElementsAre("assessment.bias[0].author: names a person, and "
                  "people_metrics.level is team: leave it empty, for all "
                  "authors together",
                  "assessment.bias[1].people: people_metrics demands at least "
                  "5 people"));
}

TEST(ValidateAssessment, DemandsTheDayOfMeasuringWhereThereIsARetention) {
  PeopleMetricsSpec people = Level(PeopleMetricsLevel::kPerson);
  people.retention = Duration::Days(365);
  AssessmentSpec spec = GoodSpec();
  spec.bias[0].measured_at = Instant();
  EXPECT_THAT(IssuesWith(spec, people),
              ElementsAre("assessment.bias[0].measured_at: is missing: "
                          "people_metrics has a retention"));
}

TEST(CompileAssessor, ReportsTheFirstIssue) {
  EXPECT_THAT(CompileAssessor(GoodSpec(), PeopleMetricsSpec()),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("assessment.bias: must be empty")));
  PeopleMetricsSpec people;
  people.min_cases = -1;
  EXPECT_THAT(CompileAssessor(AssessmentSpec(), people),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("people_metrics.min_cases")));
}

TEST(CompileAssessor, KeepsItsSpec) {
  ASSERT_OK_AND_ASSIGN(
      const Assessor assessor,
      CompileAssessor(GoodSpec(), Level(PeopleMetricsLevel::kPerson)));
  EXPECT_EQ(assessor.spec(), GoodSpec());
}

}  // namespace
}  // namespace lotse
