// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/company_scoring.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/explained_lead.h"
#include "tests/testing/random_source.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Instant kNow = At("2026-11-23");

Points P(double points) { return Points::FromDouble(points); }

// The main score is the lead's own number, the score "deal" ten times that and
// only where there is an opportunity.
EngineSpec CompanySpec() {
  EngineSpec spec;
  spec.schema.person = {{"buying_role", ValueType::kText}};
  spec.schema.person[0].options = {
      {"decision_maker", Label("decision maker", "Entscheider"), false},
      {"user", Label("user", "Anwender"), false}};
  spec.schema.company = {{"interest", ValueType::kNumber}};
  spec.schema.lead = {{"own", ValueType::kNumber}};
  Group& group = spec.scoring.groups.emplace_back();
  group.id = "all";
  Weight& own = group.weights.emplace_back();
  own.id = "own";
  own.of = "lead.own";
  NamedScore& deal = spec.scores.emplace_back();
  deal.name = "deal";
  deal.when = Condition::FromText("opportunity.stage is not missing");
  deal.scoring = spec.scoring;
  deal.scoring.groups[0].weights[0].factor = 10;
  CompanyScoreSpec& company = spec.company_score.emplace();
  company.role_fact = "person.buying_role";
  company.roles = {{"decision_maker", 1}, {"user", 0.5}};
  company.other_weight = 0.25;
  company.max_per_person = P(40);
  company.max = P(100);
  return spec;
}

Facts LeadOf(const std::string& id, const char* company, const char* person,
             const char* role, double points) {
  Facts facts;
  facts.lead.id = id;
  facts.lead.company_id = company;
  facts.lead.attributes = {{"own", Value{points}}};
  facts.persons.resize(1);
  facts.persons[0].id = person;
  if (role[0] != '\0') {
    facts.persons[0].attributes = {{"buying_role", Value{std::string(role)}}};
  }
  return facts;
}

class ScoreCompaniesOf : public testing::Test {
 protected:
  const Engine& engine() {
    if (engines_.empty()) engines_.push_back(*CompileEngine(spec_));
    return engines_.back();
  }
  CompanyEntry Entry(const Facts& facts) {
    const auto score = engine().Score(facts, kNow);
    EXPECT_THAT(score, IsOk());
    auto entry = MakeCompanyEntry(engine(), facts, *score);
    EXPECT_THAT(entry, IsOk());
    return *std::move(entry);
  }
  CompanyScoreList Score(const std::vector<Facts>& leads,
                         const CompanyScoreOptions& options = {}) {
    std::vector<CompanyEntry> entries;
    for (const Facts& facts : leads) entries.push_back(Entry(facts));
    return *ScoreCompanies(engine(), entries, kNow, options);
  }

  EngineSpec spec_ = CompanySpec();
  std::vector<Engine> engines_;
};

TEST_F(ScoreCompaniesOf, AddsUpThePeopleOfEachCompany) {
  const CompanyScoreList list =
      Score({LeadOf("L-1", "C-1", "P-1", "decision_maker", 60),
             LeadOf("L-2", "C-1", "P-2", "user", 40),
             LeadOf("L-3", "C-2", "P-3", "", 100),
             LeadOf("L-4", "C-1", "P-2", "user", 10),
             LeadOf("L-5", "", "P-9", "user", 10)});
  EXPECT_EQ(list.without_company, 1);
  EXPECT_EQ(list.without_score, 0);
  ASSERT_EQ(list.companies.size(), 2u);
  const CompanyScoreReport& first = list.companies[0];
  EXPECT_EQ(first.company_id, "C-1");
  EXPECT_EQ(first.score.points, P(60));
  EXPECT_EQ(first.leads, 3);
  EXPECT_EQ(first.text,
            "Company C-1: 60 points from 2 people: P-1 (decision maker) 40 "
            "(67 %), P-2 (user) 20 (33 %).");
  EXPECT_THAT(first.changes, IsEmpty());
  EXPECT_EQ(first.score.persons[1].lead_id, "L-2");
  EXPECT_EQ(list.companies[1].company_id, "C-2");
  EXPECT_EQ(list.companies[1].score.points, P(25));
}

TEST_F(ScoreCompaniesOf, TakesTheNamedScoreWhereItApplies) {
  spec_.company_score->score = "deal";
  Facts promoted = LeadOf("L-1", "C-1", "P-1", "decision_maker", 3);
  promoted.opportunity.emplace().stage = "offer";
  EXPECT_EQ(Entry(promoted).points, P(30));
  const CompanyScoreList list =
      Score({promoted, LeadOf("L-2", "C-1", "P-2", "decision_maker", 9)});
  EXPECT_EQ(list.without_score, 1);
  ASSERT_EQ(list.companies.size(), 1u);
  EXPECT_EQ(list.companies[0].score.points, P(30));
  EXPECT_EQ(list.companies[0].leads, 1);
}

TEST_F(ScoreCompaniesOf, FindsCompanyPersonAndRoleInTheFacts) {
  Facts facts = LeadOf("L-1", "", "P-1", "user", 1);
  facts.company.emplace().id = "C-7";
  EXPECT_EQ(Entry(facts).company_id, "C-7");
  facts.lead.company_id = "C-8";
  EXPECT_EQ(Entry(facts).company_id, "C-8");
  facts.persons.resize(2);
  facts.persons[1].id = "P-2";
  EXPECT_EQ(Entry(facts).person_id, "P-1");
  EXPECT_EQ(Entry(facts).role, "user");
  facts.lead.person_id = "P-2";
  EXPECT_EQ(Entry(facts).person_id, "P-2");
  EXPECT_EQ(Entry(facts).role, "");
  // Of a later day.
  facts.persons[1].attributes = {{"buying_role", Value{std::string("user")}}};
  facts.persons[1].attributes[0].since = kNow + Duration::Days(1);
  EXPECT_EQ(Entry(facts).role, "");
  facts.persons.clear();
  facts.lead.person_id.clear();
  EXPECT_EQ(Entry(facts).person_id, "");
}

TEST_F(ScoreCompaniesOf, KeepsThePointsInAFact) {
  spec_.company_score->points_fact = "company.interest";
  const CompanyScoreList list =
      Score({LeadOf("L-1", "C-1", "P-1", "decision_maker", 12.5)});
  ASSERT_EQ(list.companies[0].changes.size(), 1u);
  Facts facts = LeadOf("L-1", "C-1", "P-1", "", 1);
  facts.company.emplace().id = "C-1";
  ASSERT_THAT(ApplyFactChanges(list.companies[0].changes, &facts), IsOk());
  ASSERT_THAT(ApplyFactChanges(list.companies[0].changes, &facts), IsOk());
  ASSERT_EQ(facts.company->attributes.size(), 1u);
  EXPECT_EQ(facts.company->attributes[0].key, "interest");
  EXPECT_EQ(std::get<double>(facts.company->attributes[0].value.kind), 12.5);
  EXPECT_EQ(facts.company->attributes[0].since, kNow);
  EXPECT_THAT(engine().Score(facts, kNow), IsOk());
}

TEST_F(ScoreCompaniesOf, HidesRolesFromThoseWhoMustNotSeeThem) {
  spec_.schema.person[0].personal = true;
  const std::vector<Facts> leads = {
      LeadOf("L-1", "C-1", "P-1", "decision_maker", 60)};
  for (const Audience audience :
       {Audience::kNoPersonalValues, Audience::kNoValues}) {
    const CompanyScoreList list = Score(leads, {"de", audience});
    EXPECT_EQ(list.companies[0].text,
              "Firma C-1: 40 Punkte von einer Person: P-1 40 (100 %).");
    EXPECT_EQ(list.companies[0].score.persons[0].role, "");
    EXPECT_EQ(list.companies[0].score.points, P(40));
  }
  EXPECT_EQ(Score(leads, {"de", Audience::kFull}).companies[0].text,
            "Firma C-1: 40 Punkte von einer Person: P-1 (Entscheider) 40 "
            "(100 %).");
}

TEST_F(ScoreCompaniesOf, ASpecWithoutCompanyScoreIsRefused) {
  spec_.company_score.reset();
  const auto refused = StatusIs(absl::StatusCode::kFailedPrecondition,
                                HasSubstr("company_score"));
  EXPECT_THAT(ScoreCompanies(engine(), {}, kNow), refused);
  EXPECT_THAT(MakeCompanyEntry(engine(), Facts(), ScoreReport()), refused);
}

TEST_F(ScoreCompaniesOf, NoLeadsAreNoCompanies) {
  EXPECT_EQ(Score({}), CompanyScoreList());
}

TEST_F(ScoreCompaniesOf, OneBusyPersonIsNotFive) {
  std::vector<Facts> busy, five;
  for (int i = 0; i < 5; ++i) {
    const std::string id = absl::StrCat("P-", i);
    busy.push_back(LeadOf(absl::StrCat("L-", i), "C", "P", "user", 30));
    five.push_back(LeadOf(absl::StrCat("L-", i), "C", id.c_str(), "user", 30));
  }
  EXPECT_EQ(Score(busy).companies[0].score.points, P(15));
  EXPECT_EQ(Score(busy).companies[0].leads, 5);
  EXPECT_EQ(Score(five).companies[0].score.points, P(75));
}

// In whatever order entries come, together or company by company: the same; and
// the shares add up to the score before the cap.
TEST_F(ScoreCompaniesOf, OrderAndGroupingMakeNoDifference) {
  spec_.company_score->points_fact = "company.interest";
  const std::vector<std::string> companies = {"", "C-1", "C-2", "C-3"};
  const std::vector<std::string> people = {"", "a", "b", "c", "d"};
  const std::vector<std::string> roles = {"", "decision_maker", "user", "x"};
  for (uint64_t seed : RandomSeeds(300)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    std::vector<CompanyEntry> entries(random.Below(40));
    std::map<std::string, std::vector<CompanyEntry>> by_company;
    for (size_t i = 0; i < entries.size(); ++i) {
      CompanyEntry& entry = entries[i];
      entry.lead_id = absl::StrCat("L-", random.Below(50));
      entry.company_id = random.Pick(companies);
      entry.person_id = random.Pick(people);
      entry.role = random.Pick(roles);
      if (!random.Chance(10)) {
        entry.points = Points::FromNano(random.Between(-20, 90) * 333333333);
      }
      by_company[entry.company_id].push_back(entry);
    }
    const CompanyScoreList list = *ScoreCompanies(engine(), entries, kNow);
    for (size_t i = entries.size(); i > 1; --i) {
      std::swap(entries[i - 1], entries[random.Below(i)]);
    }
    EXPECT_EQ(*ScoreCompanies(engine(), entries, kNow), list);
    int64_t counted = list.without_company + list.without_score;
    std::set<std::string> seen;
    for (const CompanyScoreReport& report : list.companies) {
      const CompanyScoreList alone =
          *ScoreCompanies(engine(), by_company[report.company_id], kNow);
      ASSERT_EQ(alone.companies.size(), 1u);
      EXPECT_EQ(alone.companies[0], report);
      EXPECT_TRUE(seen.insert(report.company_id).second);
      counted += report.leads;
      Points sum;
      double shares = 0;
      for (const PersonShare& person : report.score.persons) {
        sum += person.points;
        shares += person.share;
      }
      EXPECT_EQ(sum + report.score.capped, report.score.points);
      EXPECT_LE(report.score.points, P(100));
      EXPECT_NEAR(shares, shares == 0 ? 0 : 1, 1e-12);
    }
    EXPECT_EQ(counted, static_cast<int64_t>(entries.size()));
    EXPECT_TRUE(std::is_sorted(
        list.companies.begin(), list.companies.end(),
        [](const CompanyScoreReport& a, const CompanyScoreReport& b) {
          if (a.score.points != b.score.points) {
            return b.score.points < a.score.points;
          }
          return a.company_id < b.company_id;
        }));
  }
}

}  // namespace
}  // namespace lotse
