// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/score/company_score.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "lotse/facts/schema.h"
#include "tests/testing/random_source.h"
#include "tests/testing/spec_paths.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Points P(double points) { return Points::FromDouble(points); }

CompanyScoreSpec ExampleSpec() {
  CompanyScoreSpec spec;
  spec.roles = {{"decision_maker", 1}, {"user", 0.5}};
  spec.other_weight = 0.25;
  spec.max_per_person = P(40);
  spec.max = P(100);
  return spec;
}

std::vector<std::string> TextOf(const CompanyScore& score) {
  std::vector<std::string> text;
  for (const PersonShare& person : score.persons) {
    text.push_back(absl::StrCat(person.person_id, " ", person.role, " ",
                                person.points.ToString(), " ", person.share));
  }
  return text;
}

TEST(ScoreCompany, WeighsRolesAndCountsEachPersonOnce) {
  const CompanyScore score =
      ScoreCompany(ExampleSpec(), {{"P-1", "decision_maker", P(60)},
                                   {"P-2", "user", P(40)},
                                   {"P-2", "user", P(10)}});
  EXPECT_EQ(score.points, P(60));
  EXPECT_EQ(score.capped, Points());
  EXPECT_THAT(TextOf(score), ElementsAre("P-1 decision_maker 40 0.666667",
                                         "P-2 user 20 0.333333"));
}

TEST(ScoreCompany, OneBusyPersonIsNotFive) {
  const CompanyScoreSpec spec = ExampleSpec();
  std::vector<PersonPoints> busy;
  std::vector<PersonPoints> five;
  const std::vector<std::string> ids = {"a", "b", "c", "d", "e"};
  for (const std::string& id : ids) {
    busy.push_back({"a", "decision_maker", P(35)});
    five.push_back({id, "decision_maker", P(35)});
  }
  EXPECT_EQ(ScoreCompany(spec, busy).points, P(35));
  const CompanyScore score = ScoreCompany(spec, five);
  EXPECT_EQ(score.points, P(100));
  EXPECT_EQ(score.capped, P(-75));
  for (const PersonShare& person : score.persons) {
    EXPECT_EQ(person.share, 0.2);
  }
}

TEST(ScoreCompany, TakesTheStrongestRoleOfAPersonAfterItsWeight) {
  const CompanyScore score =
      ScoreCompany(ExampleSpec(), {{"P", "user", P(40)},
                                   {"P", "decision_maker", P(30)},
                                   {"P", "trainee", P(100)}});
  EXPECT_THAT(TextOf(score), ElementsAre("P decision_maker 30 1"));
}

TEST(ScoreCompany, NamesTheLeadThatBroughtMost) {
  const CompanyScore score =
      ScoreCompany(ExampleSpec(), {{"P", "user", P(40), "L-3"},
                                   {"P", "user", P(40), "L-1"},
                                   {"P", "user", P(10), "L-0"}});
  ASSERT_EQ(score.persons.size(), 1u);
  EXPECT_EQ(score.persons[0].lead_id, "L-1");
}

TEST(ScoreCompany, OtherRolesCountInFullIfNothingIsSaid) {
  EXPECT_EQ(ScoreCompany({}, {{"P", "", P(7)}}).points, P(7));
  EXPECT_EQ(ScoreCompany(ExampleSpec(), {{"P", "", P(8)}}).points, P(2));
}

TEST(ScoreCompany, PeopleWithoutIdAreOnePerson) {
  EXPECT_EQ(ScoreCompany({}, {{"", "", P(7)}, {"", "", P(9)}}).points, P(9));
}

TEST(ScoreCompany, LeavesPointsAgainstInTheSumButWithoutAShare) {
  const CompanyScore score = ScoreCompany(
      {}, {{"a", "", P(30)}, {"b", "", P(-10)}, {"c", "", Points()}});
  EXPECT_EQ(score.points, P(20));
  EXPECT_THAT(TextOf(score), ElementsAre("a  30 1", "c  0 0", "b  -10 0"));
}

TEST(ScoreCompany, OfNobodyIsZero) {
  const CompanyScore score = ScoreCompany(ExampleSpec(), {});
  EXPECT_EQ(score.points, Points());
  EXPECT_THAT(score.persons, IsEmpty());
}

TEST(ScoreCompany, HasAValueForAnyPoints) {
  const Points lowest = Points::FromNano(std::numeric_limits<int64_t>::min());
  const Points highest = Points::FromNano(std::numeric_limits<int64_t>::max());
  CompanyScoreSpec spec;
  spec.other_weight = kMaxRoleWeight;
  EXPECT_EQ(ScoreCompany(spec, {{"a", "", highest}}).points, P(4e6));
  EXPECT_EQ(ScoreCompany(spec, {{"a", "", lowest}}).points, P(-4e6));
  std::vector<std::string> ids;
  for (int i = 0; i < 5000; ++i) ids.push_back(absl::StrCat(i));
  std::vector<PersonPoints> many;
  for (const std::string& id : ids) many.push_back({id, "", highest});
  EXPECT_EQ(ScoreCompany(spec, many).points, P(4e6));
  EXPECT_EQ(ScoreCompany(spec, many).capped, lowest);
}

// Against the definition, person by person; and in any order.
TEST(ScoreCompany, IsTheCappedSumOfEachPersonsBest) {
  const std::vector<std::string> ids = {"", "a", "b", "c", "d", "e"};
  const std::vector<std::string> roles = {"", "decision_maker", "user", "x"};
  for (uint64_t seed : RandomSeeds(500)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    CompanyScoreSpec spec = ExampleSpec();
    if (random.Chance(30)) spec.max_per_person.reset();
    if (random.Chance(30)) spec.other_weight.reset();
    std::vector<PersonPoints> entries(random.Below(12));
    for (PersonPoints& entry : entries) {
      entry = {random.Pick(ids), random.Pick(roles),
               P(static_cast<double>(random.Below(400)) / 4 - 30)};
    }
    double sum = 0;
    for (const std::string& id : ids) {
      double best = -1e9;
      for (const PersonPoints& entry : entries) {
        if (entry.person_id != id) continue;
        double weight = spec.other_weight.value_or(1);
        if (entry.role == "user") weight = 0.5;
        if (entry.role == "decision_maker") weight = 1;
        double points = entry.points.ToDouble() * weight;
        if (spec.max_per_person.has_value()) points = std::min(points, 40.0);
        best = std::max(best, points);
      }
      if (best > -1e9) sum += best;
    }
    const CompanyScore score = ScoreCompany(spec, entries);
    EXPECT_EQ(score.points.ToDouble(), std::min(sum, 100.0));
    Points again = score.capped;
    for (const PersonShare& person : score.persons) again += person.points;
    EXPECT_EQ(again, score.points);
    std::reverse(entries.begin(), entries.end());
    EXPECT_EQ(TextOf(ScoreCompany(spec, entries)), TextOf(score));
  }
}

TEST(ValidateCompanyScore, NamesWhatIsWrongByItsPath) {
  SpecIssues good;
  ValidateCompanyScore(ExampleSpec(), FieldPath("company_score"), &good);
  EXPECT_TRUE(good.empty());
  CompanyScoreSpec spec;
  spec.roles = {{"user", -1},
                {"user", std::numeric_limits<double>::quiet_NaN()},
                {"", 101}};
  spec.other_weight = std::numeric_limits<double>::infinity();
  spec.max_per_person = Points();
  spec.max = P(5e6);
  SpecIssues issues;
  ValidateCompanyScore(spec, FieldPath("company_score"), &issues);
  EXPECT_THAT(
      IssuesOf(issues),
      ElementsAre(
          "company_score.roles[0].weight: must be from 0 to 100",
          "company_score.roles[1].role: stands twice",
          "company_score.roles[1].weight: must be from 0 to 100",
          "company_score.roles[2].role: is missing",
          "company_score.roles[2].weight: must be from 0 to 100",
          "company_score.other_weight: must be from 0 to 100",
          "company_score.max_per_person: must be above 0 and at most 4000000 "
          "points",
          "company_score.max: must be above 0 and at most 4000000 points"));
}

TEST(ValidateCompanyScore, LimitsTheRoles) {
  CompanyScoreSpec spec;
  for (size_t i = 0; i < kMaxOptions; ++i) {
    spec.roles.push_back({absl::StrCat(i), 1});
  }
  SpecIssues issues;
  ValidateCompanyScore(spec, FieldPath("c"), &issues);
  EXPECT_TRUE(issues.empty());
  spec.roles.push_back({"one more", 1});
  ValidateCompanyScore(spec, FieldPath("c"), &issues);
  EXPECT_THAT(IssuesOf(issues),
              ElementsAre("c.roles: has more than 100000 entries"));
}

// Catalogs with rules on them: tests/engine/check_company_score_test.cc.
TEST(ValidateCompanyScoreFacts, NeedsFactsOfTheRightKind) {
  Schema schema;
  schema.person = {{"role", ValueType::kText}, {"age", ValueType::kInteger}};
  schema.person[0].options = {{"user"}, {"buyer"}};
  schema.company = {{"interest", ValueType::kNumber}};
  const FactCatalog catalog = *CompileFactCatalog(schema);
  const auto issues_of = [&](const CompanyScoreSpec& spec) {
    SpecIssues issues;
    ValidateCompanyScoreFacts(spec, catalog, FieldPath("c"), &issues);
    return IssuesOf(issues);
  };
  CompanyScoreSpec spec;
  EXPECT_THAT(issues_of(spec), IsEmpty());
  spec.role_fact = "person.role";
  spec.roles = {{"user", 1}, {"usr", 1}};
  spec.points_fact = "interest";
  EXPECT_THAT(issues_of(spec),
              ElementsAre("c.roles[1].role: is no option of person.role; did "
                          "you mean \"user\"?"));
  spec.role_fact = "person.age";
  spec.points_fact = "person.age";
  EXPECT_THAT(issues_of(spec),
              ElementsAre("c.role_fact: must be a fact that is a text, such as "
                          "an attribute of the person",
                          "c.points_fact: must be a number among the company's "
                          "attributes"));
}

}  // namespace
}  // namespace lotse
