// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidatePeopleMetrics and the questions that parts ask before they compute a
// figure about people.
#include "lotse/facts/people_metrics.h"

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"

namespace lotse {

int64_t MinCasesOf(const PeopleMetricsSpec& spec) {
  return spec.min_cases == 0 ? kDefaultMinPeopleCases : spec.min_cases;
}

int64_t MinPeopleOf(const PeopleMetricsSpec& spec) {
  return spec.min_people == 0 ? kDefaultMinPeople : spec.min_people;
}

bool MayShowPerson(const PeopleMetricsSpec& spec, int64_t cases) {
  return spec.level == PeopleMetricsLevel::kPerson && cases >= MinCasesOf(spec);
}

bool MayShowTeam(const PeopleMetricsSpec& spec, int64_t cases, int64_t people) {
  return (spec.level == PeopleMetricsLevel::kTeam ||
          spec.level == PeopleMetricsLevel::kPerson) &&
         cases >= MinCasesOf(spec) && people >= MinPeopleOf(spec);
}

Instant EndOfRetention(const PeopleMetricsSpec& spec, Instant at) {
  return spec.retention == Duration() ? Instant::Max() : at + spec.retention;
}

void ValidatePeopleMetrics(const PeopleMetricsSpec& spec, const FieldPath& path,
                           SpecIssues* issues) {
  if (spec.level > PeopleMetricsLevel::kPerson) {
    issues->Add(path.Child("level"), "must be none, team or person");
  }
  if (spec.min_cases < 0) {
    issues->Add(path.Child("min_cases"), "must not be negative");
  }
  if (spec.min_people < 0) {
    issues->Add(path.Child("min_people"), "must not be negative");
  } else if (spec.min_people == 1) {
    issues->Add(path.Child("min_people"),
                "must be at least 2: a team of one is a person");
  }
  if (spec.retention < Duration() ||
      Duration::Days(kMaxDurationDays) < spec.retention) {
    issues->Add(path.Child("retention"),
                absl::StrCat("must be from 0 to ", kMaxDurationDays, " days"));
  }
}

}  // namespace lotse
