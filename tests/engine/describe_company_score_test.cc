// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/describe_company_score.h"

#include <limits>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/engine/explained_lead.h"

namespace lotse {
namespace {

Points P(double points) { return Points::FromDouble(points); }

FactDefinition RoleFact() {
  FactDefinition fact;
  fact.name = "person.buying_role";
  fact.type = ValueType::kText;
  fact.options = {{"decider", Label("decision maker", "Entscheider"), false}};
  return fact;
}

CompanyScoreReport ReportOf(const CompanyScoreSpec& spec,
                            const std::vector<PersonPoints>& people) {
  CompanyScoreReport report;
  report.company_id = "C-1";
  report.score = ScoreCompany(spec, people);
  return report;
}

TEST(DescribeCompanyScore, NamesTheLargestSharesAndWhatTheLimitTakes) {
  CompanyScoreSpec spec;
  spec.max = P(100);
  const FactDefinition role = RoleFact();
  const CompanyScoreReport report = ReportOf(spec, {{"P-1", "decider", P(60)},
                                                    {"P-2", "boss", P(30)},
                                                    {"P-3", "", P(20.5)},
                                                    {"P-4", "", P(10)},
                                                    {"P-5", "", P(5)}});
  EXPECT_EQ(DescribeCompanyScore(report, spec, &role, "en"),
            "Company C-1: 100 points from 5 people: P-1 (decision maker) 60 "
            "(48 %), P-2 (boss) 30 (24 %), P-3 20.5 (16 %) and 2 others. The "
            "limit of 100 takes 25.5 away.");
  EXPECT_EQ(DescribeCompanyScore(report, spec, &role, "de"),
            "Firma C-1: 100 Punkte von 5 Personen: P-1 (Entscheider) 60 "
            "(48 %), P-2 (boss) 30 (24 %), P-3 20,5 (16 %) und 2 weitere. Die "
            "Grenze von 100 nimmt 25,5 weg.");
}

TEST(DescribeCompanyScore, FitsItsWordsToTheNumber) {
  const CompanyScoreSpec spec;
  EXPECT_EQ(DescribeCompanyScore(ReportOf(spec, {{"", "", P(1)}}), spec,
                                 nullptr, "en"),
            "Company C-1: 1 point from one person: somebody 1 (100 %).");
  EXPECT_EQ(DescribeCompanyScore(ReportOf(spec, {{"", "", P(1)}}), spec,
                                 nullptr, "de"),
            "Firma C-1: 1 Punkt von einer Person: jemand 1 (100 %).");
  const std::vector<PersonPoints> four = {
      {"a", "", P(3)}, {"b", "", P(1)}, {"c", "", P(-1)}, {"d", "", P(-2)}};
  EXPECT_EQ(DescribeCompanyScore(ReportOf(spec, four), spec, nullptr, "en"),
            "Company C-1: 1 point from 4 people: a 3 (75 %), b 1 (25 %), c -1 "
            "and one other.");
  EXPECT_EQ(DescribeCompanyScore(ReportOf(spec, four), spec, nullptr, "de"),
            "Firma C-1: 1 Punkt von 4 Personen: a 3 (75 %), b 1 (25 %), c -1 "
            "und eine weitere Person.");
}

TEST(DescribeCompanyScore, HasASentenceForTheLargestCap) {
  CompanyScoreSpec spec;
  spec.max = P(1);
  CompanyScoreReport report = ReportOf(spec, {{"a", "", P(2)}});
  report.score.capped = Points::FromNano(std::numeric_limits<int64_t>::min());
  const std::string text = DescribeCompanyScore(report, spec, nullptr, "en");
  EXPECT_NE(text.find("The limit of 1 takes 9223372036"), std::string::npos)
      << text;
}

}  // namespace
}  // namespace lotse
