// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The score of an opportunity beside that of the lead: a further score that
// applies only where there is a deal, and reads what is known of the company as
// a whole. docs/scoring.md has the same spec as JSON.
#include <cstdio>
#include <string>
#include <vector>

#include "lotse/engine/company_scoring.h"
#include "lotse/engine/engine.h"

namespace {

lotse::Points P(double points) { return lotse::Points::FromDouble(points); }

lotse::EngineSpec Spec() {
  lotse::EngineSpec spec;
  spec.schema.person = {{"buying_role", lotse::ValueType::kText}};
  spec.schema.company = {{"interest", lotse::ValueType::kNumber}};
  spec.schema.opportunity = {{"champion", lotse::ValueType::kBoolean}};
  spec.schema.activity_kinds = {{"webinar"}, {"visit"}};

  // How keen the party is.
  lotse::Group& interest = spec.scoring.groups.emplace_back();
  interest.id = "interest";
  interest.rules = {
      {"webinar", lotse::Condition::FromText("count(webinar) >= 1"), P(20)},
      {"visit", lotse::Condition::FromText("count(visit) >= 1"), P(30)}};

  // How good the deal is. Nobody without an opportunity has this score.
  lotse::NamedScore& deal = spec.scores.emplace_back();
  deal.name = "deal";
  deal.when = lotse::Condition::FromText("opportunity.stage is not missing");
  lotse::Group& group = deal.scoring.groups.emplace_back();
  group.id = "deal";
  group.rules = {
      {"champion", lotse::Condition::FromText("champion"), P(20)},
      {"proposal",
       lotse::Condition::FromText("opportunity.stage = \"proposal\""), P(15)}};
  lotse::Weight& company = group.weights.emplace_back();
  company.id = "company";
  company.of = "company.interest";
  company.factor = 0.2;
  company.max = P(20);
  deal.scoring.categories = {{"weak"}, {"strong"}};
  deal.scoring.categories[1].from = P(45);

  // How the people of a company add up, and where the sum is kept.
  lotse::CompanyScoreSpec& people = spec.company_score.emplace();
  people.role_fact = "person.buying_role";
  people.roles = {{"decides", 1}, {"uses", 0.5}};
  people.points_fact = "company.interest";
  return spec;
}

lotse::Facts LeadOf(const char* id, const char* person, const char* role,
                    std::vector<lotse::Activity> activities) {
  lotse::Facts facts;
  facts.lead.id = id;
  facts.company.emplace().id = "C-1";
  facts.persons.resize(1);
  facts.persons[0].id = person;
  facts.persons[0].attributes = {
      {"buying_role", lotse::Value{std::string(role)}}};
  facts.persons[0].activities = std::move(activities);
  return facts;
}

void Print(const char* what, const lotse::ScoreReport& report) {
  std::printf("%s: lead %s", what, report.points.ToString().c_str());
  for (const lotse::NamedScoreReport& score : report.scores) {
    std::printf(", %s %s (%s)", score.name.c_str(),
                score.points.ToString().c_str(), score.category.c_str());
  }
  std::printf("\n");
}

}  // namespace

int main() {
  const auto engine = lotse::CompileEngine(Spec());
  if (!engine.ok()) return 1;
  const auto today = *lotse::Instant::Parse("2026-11-23");
  const lotse::Activity webinar = {
      "A-1", "webinar", *lotse::Instant::Parse("2026-11-03T14:00:00Z")};
  const lotse::Activity visit = {
      "A-2", "visit", *lotse::Instant::Parse("2026-11-12T09:00:00Z")};
  std::vector<lotse::Facts> leads = {
      LeadOf("L-1", "P-1", "decides", {webinar, visit}),
      LeadOf("L-2", "P-2", "uses", {webinar})};

  std::vector<lotse::CompanyEntry> entries;
  for (const lotse::Facts& facts : leads) {
    const auto score = engine->Score(facts, today);
    if (!score.ok()) return 1;
    Print(facts.lead.id.c_str(), *score);
    entries.push_back(*lotse::MakeCompanyEntry(*engine, facts, *score));
  }

  const auto companies = lotse::ScoreCompanies(*engine, entries, today);
  if (!companies.ok()) return 1;
  std::printf("%s\n", companies->companies[0].text.c_str());

  // L-1 is promoted, and the host keeps what it learned about the company.
  lotse::Facts& promoted = leads[0];
  promoted.opportunity.emplace().stage = "proposal";
  promoted.opportunity->attributes = {{"champion", lotse::Value{true}}};
  if (!lotse::ApplyFactChanges(companies->companies[0].changes, &promoted)
           .ok()) {
    return 1;
  }
  const auto score = engine->Score(promoted, today);
  if (!score.ok()) return 1;
  Print("L-1, promoted", *score);
  return 0;
}
