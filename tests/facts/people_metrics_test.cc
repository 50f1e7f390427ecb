// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/facts/people_metrics.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "tests/testing/spec_paths.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

PeopleMetricsSpec Level(PeopleMetricsLevel level) {
  PeopleMetricsSpec spec;
  spec.level = level;
  return spec;
}

TEST(PeopleMetrics, AreOffByDefault) {
  const PeopleMetricsSpec none;
  EXPECT_FALSE(MayShowPerson(none, 1000000));
  EXPECT_FALSE(MayShowTeam(none, 1000000, 1000));
  EXPECT_FALSE(MayShowTeam(Level(PeopleMetricsLevel::kNone), 1000000, 1000));
}

TEST(PeopleMetrics, OfATeamSayNothingAboutOnePerson) {
  const PeopleMetricsSpec team = Level(PeopleMetricsLevel::kTeam);
  EXPECT_FALSE(MayShowPerson(team, 1000000));
  EXPECT_TRUE(MayShowTeam(team, kDefaultMinPeopleCases, kDefaultMinPeople));
  EXPECT_FALSE(
      MayShowTeam(team, kDefaultMinPeopleCases - 1, kDefaultMinPeople));
  EXPECT_FALSE(
      MayShowTeam(team, kDefaultMinPeopleCases, kDefaultMinPeople - 1));
}

TEST(PeopleMetrics, OfAPersonNeedCasesToo) {
  PeopleMetricsSpec person = Level(PeopleMetricsLevel::kPerson);
  EXPECT_TRUE(MayShowPerson(person, kDefaultMinPeopleCases));
  EXPECT_FALSE(MayShowPerson(person, kDefaultMinPeopleCases - 1));
  EXPECT_TRUE(MayShowTeam(person, kDefaultMinPeopleCases, kDefaultMinPeople));
  person.min_cases = 3;
  person.min_people = 2;
  EXPECT_TRUE(MayShowPerson(person, 3));
  EXPECT_FALSE(MayShowPerson(person, 2));
  EXPECT_TRUE(MayShowTeam(person, 3, 2));
}

TEST(PeopleMetrics, EndWithTheirRetention) {
  PeopleMetricsSpec spec;
  const Instant at = *Instant::Parse("2026-01-01");
  EXPECT_EQ(EndOfRetention(spec, at), Instant::Max());
  spec.retention = Duration::Days(365);
  EXPECT_EQ(EndOfRetention(spec, at), *Instant::Parse("2027-01-01"));
}

TEST(ValidatePeopleMetrics, NamesWhatIsWrong) {
  SpecIssues good;
  ValidatePeopleMetrics(PeopleMetricsSpec(), FieldPath("people_metrics"),
                        &good);
  EXPECT_THAT(IssuesOf(good), IsEmpty());
  PeopleMetricsSpec spec;
  spec.level = static_cast<PeopleMetricsLevel>(9);
  spec.min_cases = -1;
  spec.min_people = -1;
  spec.retention = Duration::Days(kMaxDurationDays + 1);
  SpecIssues issues;
  ValidatePeopleMetrics(spec, FieldPath("people_metrics"), &issues);
  EXPECT_THAT(IssuesOf(issues),
              ElementsAre("people_metrics.level: must be none, team or person",
                          "people_metrics.min_cases: must not be negative",
                          "people_metrics.min_people: must not be negative",
                          "people_metrics.retention: must be from 0 to 3652500 "
                          "days"));
  spec = PeopleMetricsSpec();
  spec.min_people = 1;
  spec.retention = Duration::Micros(-1);
  SpecIssues more;
  ValidatePeopleMetrics(spec, FieldPath(), &more);
  EXPECT_THAT(IssuesOf(more),
              ElementsAre("min_people: must be at least 2: a team of one is a "
                          "person",
                          "retention: must be from 0 to 3652500 days"));
}

}  // namespace
}  // namespace lotse
