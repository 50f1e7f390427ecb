// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateCompanyScore, ValidateCompanyScoreFacts and ScoreCompany.
#include "lotse/score/company_score.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/facts/schema.h"
#include "src/score/weighted_points.h"

namespace lotse {
namespace {

constexpr int64_t kNano = 1000000000;
constexpr int64_t kMaxNano = kMaxTotalPoints * kNano;

void CheckWeight(double weight, const FieldPath& path, SpecIssues* issues) {
  if (!(weight >= 0 && weight <= kMaxRoleWeight)) {
    issues->Add(path, absl::StrCat("must be from 0 to ", kMaxRoleWeight));
  }
}

void CheckCap(const std::optional<Points>& cap, const FieldPath& path,
              SpecIssues* issues) {
  if (!cap.has_value()) return;
  if (*cap <= Points() || cap->nano() > kMaxNano) {
    issues->Add(path, absl::StrCat("must be above 0 and at most ",
                                   kMaxTotalPoints, " points"));
  }
}

// That `fact` may say the role, and knows those of the spec.
void CheckRoles(const CompanyScoreSpec& spec, const FactDefinition& fact,
                const FieldPath& path, SpecIssues* issues) {
  if (fact.type != ValueType::kText || fact.step != SignalStep::kFact) {
    issues->Add(path.Child("role_fact"),
                "must be a fact that is a text, such as an attribute of the "
                "person");
    return;
  }
  if (fact.not_for_scoring) {
    issues->Add(path.Child("role_fact"),
                absl::StrCat(fact.name,
                             " must not be used for scoring (the schema says "
                             "not_for_scoring)"));
  }
  if (fact.options.empty()) return;
  std::set<absl::string_view> known;
  for (const Option& option : fact.options) known.insert(option.key);
  std::vector<absl::string_view> names(known.begin(), known.end());
  for (size_t i = 0; i < spec.roles.size(); ++i) {
    const std::string& role = spec.roles[i].role;
    if (role.empty() || known.count(role) > 0) continue;
    issues->Add(path.Child("roles", i).Child("role"),
                absl::StrCat("is no option of ", fact.name,
                             issues->DidYouMean(role, names)));
  }
}

double WeightOf(const CompanyScoreSpec& spec, absl::string_view role) {
  for (const RoleWeight& entry : spec.roles) {
    if (entry.role == role) return entry.weight;
  }
  return spec.other_weight.value_or(1);
}

Points Clamped(Points points, Points max) {
  return std::clamp(points, Points::FromNano(-kMaxNano), max);
}

// What one entry brings, if it counts.
Points Brought(const CompanyScoreSpec& spec, const PersonPoints& person) {
  constexpr Points kMost = Points::FromNano(kMaxNano);
  return Clamped(WeightedPoints(Clamped(person.points, kMost),
                                WeightOf(spec, person.role)),
                 spec.max_per_person.value_or(kMost));
}

}  // namespace

void ValidateCompanyScore(const CompanyScoreSpec& spec, const FieldPath& path,
                          SpecIssues* issues) {
  ValidateText(spec.score, path.Child("score"), issues);
  ValidateText(spec.role_fact, path.Child("role_fact"), issues);
  ValidateText(spec.points_fact, path.Child("points_fact"), issues);
  if (spec.roles.size() > kMaxOptions) {
    issues->Add(path.Child("roles"),
                absl::StrCat("has more than ", kMaxOptions, " entries"));
    return;
  }
  std::set<absl::string_view> roles;
  for (size_t i = 0; i < spec.roles.size(); ++i) {
    const RoleWeight& entry = spec.roles[i];
    const FieldPath here = path.Child("roles", i);
    ValidateText(entry.role, here.Child("role"), issues);
    if (entry.role.empty()) {
      issues->Add(here.Child("role"), "is missing");
    } else if (!roles.insert(entry.role).second) {
      issues->Add(here.Child("role"), "stands twice");
    }
    CheckWeight(entry.weight, here.Child("weight"), issues);
  }
  if (spec.other_weight.has_value()) {
    CheckWeight(*spec.other_weight, path.Child("other_weight"), issues);
  }
  CheckCap(spec.max_per_person, path.Child("max_per_person"), issues);
  CheckCap(spec.max, path.Child("max"), issues);
}

void ValidateCompanyScoreFacts(const CompanyScoreSpec& spec,
                               const FactCatalog& catalog,
                               const FieldPath& path, SpecIssues* issues) {
  if (spec.role_fact.empty()) {
    if (!spec.roles.empty()) {
      issues->Add(path.Child("role_fact"),
                  "is missing: say which fact has the roles, such as "
                  "\"person.buying_role\"");
    }
  } else {
    const FieldPath here = path.Child("role_fact");
    const absl::StatusOr<FactSlot> slot = catalog.Find(spec.role_fact);
    if (!slot.ok()) {
      issues->Add(here, slot.status().message());
    } else {
      CheckRoles(spec, catalog.fact(*slot), path, issues);
    }
  }
  if (!spec.points_fact.empty()) {
    const FieldPath here = path.Child("points_fact");
    const absl::StatusOr<FactSlot> slot = catalog.Find(spec.points_fact);
    if (!slot.ok()) {
      issues->Add(here, slot.status().message());
    } else if (const FactDefinition& fact = catalog.fact(*slot);
               fact.type != ValueType::kNumber ||
               !absl::StartsWith(fact.name, "company.")) {
      issues->Add(here, "must be a number among the company's attributes");
    }
  }
}

CompanyScore ScoreCompany(const CompanyScoreSpec& spec,
                          absl::Span<const PersonPoints> persons) {
  CompanyScore score;
  std::vector<PersonShare>& shares = score.persons;
  shares.reserve(persons.size());
  for (const PersonPoints& person : persons) {
    shares.push_back({std::string(person.person_id), std::string(person.role),
                      Brought(spec, person), 0, std::string(person.lead_id)});
  }
  std::sort(shares.begin(), shares.end(),
            [](const PersonShare& a, const PersonShare& b) {
              if (a.person_id != b.person_id) return a.person_id < b.person_id;
              if (a.points != b.points) return a.points > b.points;
              if (a.role != b.role) return a.role < b.role;
              return a.lead_id < b.lead_id;
            });
  shares.erase(std::unique(shares.begin(), shares.end(),
                           [](const PersonShare& a, const PersonShare& b) {
                             return a.person_id == b.person_id;
                           }),
               shares.end());
  std::stable_sort(shares.begin(), shares.end(),
                   [](const PersonShare& a, const PersonShare& b) {
                     return a.points > b.points;
                   });

  absl::int128 sum = 0;
  absl::int128 positive = 0;
  for (const PersonShare& person : shares) {
    sum += person.points.nano();
    if (person.points > Points()) positive += person.points.nano();
  }
  for (PersonShare& person : shares) {
    if (person.points <= Points()) break;
    person.share = static_cast<double>(person.points.nano()) /
                   static_cast<double>(positive);
  }
  const absl::int128 max = spec.max.has_value() ? spec.max->nano() : kMaxNano;
  const absl::int128 capped =
      std::clamp(sum, absl::int128(-kMaxNano), max) - sum;
  score.points = Points::FromNano(static_cast<int64_t>(sum + capped));
  constexpr int64_t kLowest = std::numeric_limits<int64_t>::min();
  constexpr int64_t kHighest = std::numeric_limits<int64_t>::max();
  score.capped = Points::FromNano(static_cast<int64_t>(
      std::clamp(capped, absl::int128(kLowest), absl::int128(kHighest))));
  return score;
}

}  // namespace lotse
