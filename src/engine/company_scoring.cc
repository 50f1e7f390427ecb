// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakeCompanyEntry and ScoreCompanies.
#include "lotse/engine/company_scoring.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lotse/base/status_macros.h"
#include "lotse/facts/known_fact.h"
#include "src/engine/describe_company_score.h"

namespace lotse {
namespace {

absl::StatusOr<const CompanyScoreSpec*> SpecOf(const Engine& engine) {
  const std::optional<CompanyScoreSpec>& spec = engine.spec().company_score;
  if (spec.has_value()) return &*spec;
  return absl::FailedPreconditionError(
      "the engine has no company score: add `company_score` to the spec");
}

// Null: the spec names none.
const FactDefinition* FindFact(const Engine& engine, absl::string_view name) {
  if (name.empty()) return nullptr;
  const auto slot = engine.catalog().Find(name, /*hint=*/false);
  return slot.ok() ? &engine.catalog().fact(*slot) : nullptr;
}

std::optional<Points> PointsOf(const ScoreReport& report,
                               const std::string& score) {
  if (score.empty()) return report.points;
  for (const NamedScoreReport& further : report.scores) {
    if (further.name == score) return further.points;
  }
  return std::nullopt;
}

FactChange StoredPoints(const FactDefinition& fact,
                        const CompanyScoreReport& report, Instant as_of) {
  FactChange change;
  change.kind = FactChangeKind::kSet;
  change.record = FactRecord::kCompany;
  change.record_id = report.company_id;
  change.attribute = fact.name.substr(fact.name.find('.') + 1);
  change.value.kind = report.score.points.ToDouble();
  change.since = as_of;
  change.source = "company_score";
  return change;
}

}  // namespace

absl::StatusOr<CompanyEntry> MakeCompanyEntry(const Engine& engine,
                                              const Facts& facts,
                                              const ScoreReport& score) {
  LOTSE_ASSIGN_OR_RETURN(const CompanyScoreSpec* spec, SpecOf(engine));
  CompanyEntry entry;
  entry.lead_id = facts.lead.id;
  entry.company_id = facts.lead.company_id;
  if (entry.company_id.empty() && facts.company.has_value()) {
    entry.company_id = facts.company->id;
  }
  entry.person_id = facts.lead.person_id;
  if (entry.person_id.empty() && !facts.persons.empty()) {
    entry.person_id = facts.persons[0].id;
  }
  if (const FactDefinition* role = FindFact(engine, spec->role_fact)) {
    const auto known = KnownFactAt(facts, role->name, score.as_of);
    const auto* text = known.has_value()
                           ? std::get_if<std::string>(&known->value.kind)
                           : nullptr;
    if (text != nullptr) entry.role = *text;
  }
  entry.points = PointsOf(score, spec->score);
  return entry;
}

absl::StatusOr<CompanyScoreList> ScoreCompanies(
    const Engine& engine, absl::Span<const CompanyEntry> entries, Instant as_of,
    const CompanyScoreOptions& options) {
  LOTSE_ASSIGN_OR_RETURN(const CompanyScoreSpec* spec, SpecOf(engine));
  const FactDefinition* const role = FindFact(engine, spec->role_fact);
  const FactDefinition* const kept = FindFact(engine, spec->points_fact);
  const bool hides_role = role != nullptr && Hides(options.audience, *role);
  CompanyScoreList list;
  std::vector<const CompanyEntry*> counted;
  counted.reserve(entries.size());
  for (const CompanyEntry& entry : entries) {
    if (entry.company_id.empty()) {
      ++list.without_company;
    } else if (!entry.points.has_value()) {
      ++list.without_score;
    } else {
      counted.push_back(&entry);
    }
  }
  std::sort(counted.begin(), counted.end(),
            [](const CompanyEntry* a, const CompanyEntry* b) {
              return a->company_id < b->company_id;
            });
  std::vector<PersonPoints> people;
  for (size_t begin = 0, end = 0; begin < counted.size(); begin = end) {
    people.clear();
    while (end < counted.size() &&
           counted[end]->company_id == counted[begin]->company_id) {
      const CompanyEntry& entry = *counted[end++];
      people.push_back(
          {entry.person_id, entry.role, *entry.points, entry.lead_id});
    }
    CompanyScoreReport& report = list.companies.emplace_back();
    report.company_id = counted[begin]->company_id;
    report.score = ScoreCompany(*spec, people);
    report.leads = static_cast<int64_t>(people.size());
    if (hides_role) {
      for (PersonShare& person : report.score.persons) person.role.clear();
    }
    report.text = DescribeCompanyScore(report, *spec, role, options.language);
    if (kept != nullptr) {
      report.changes = {StoredPoints(*kept, report, as_of)};
    }
  }
  std::stable_sort(
      list.companies.begin(), list.companies.end(),
      [](const CompanyScoreReport& a, const CompanyScoreReport& b) {
        return b.score.points < a.score.points;
      });
  return list;
}

}  // namespace lotse
