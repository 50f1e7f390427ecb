// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateAssessment and CompileAssessor.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/facts/schema.h"
#include "lotse/score/assessment.h"

namespace lotse {
namespace {

// Odds of a hundred million to one.
constexpr double kMaxBias = 20;

void CheckTime(Duration time, const FieldPath& path, SpecIssues* issues) {
  if (time < Duration() || Duration::Days(kMaxDurationDays) < time) {
    issues->Add(path,
                absl::StrCat("must be from 0 to ", kMaxDurationDays, " days"));
  }
}

// Whether people metrics allow to use `bias`.
void CheckAllowed(const AuthorBias& bias, const PeopleMetricsSpec& people,
                  const FieldPath& path, SpecIssues* issues) {
  const bool of_person = !bias.author.empty();
  if (of_person && people.level == PeopleMetricsLevel::kTeam) {
    issues->Add(path.Child("author"),
                "names a person, and people_metrics.level is team: leave it "
                "empty, for all authors together");
    return;
  }
  if (!of_person && people.level == PeopleMetricsLevel::kPerson) {
    issues->Add(path.Child("author"),
                "is missing: people_metrics.level is person");
    return;
  }
  if (bias.cases < MinCasesOf(people)) {
    issues->Add(path.Child("cases"),
                absl::StrCat("people_metrics demands at least ",
                             MinCasesOf(people), " cases"));
  }
  if (!of_person && bias.people < MinPeopleOf(people)) {
    issues->Add(path.Child("people"),
                absl::StrCat("people_metrics demands at least ",
                             MinPeopleOf(people), " people"));
  }
  if (people.retention != Duration() && bias.measured_at == Instant()) {
    issues->Add(path.Child("measured_at"),
                "is missing: people_metrics has a retention");
  }
}

void CheckBias(const AuthorBias& bias, const FieldPath& path,
               SpecIssues* issues) {
  ValidateText(bias.author, path.Child("author"), issues);
  if (bias.cases < 1) {
    issues->Add(path.Child("cases"), "must be at least 1");
  }
  if (bias.people < 0) {
    issues->Add(path.Child("people"), "must not be negative");
  }
  if (!(bias.log_odds >= -kMaxBias && bias.log_odds <= kMaxBias)) {
    issues->Add(path.Child("log_odds"),
                absl::StrCat("must be from -", kMaxBias, " to ", kMaxBias));
  }
  if (!(bias.standard_error >= 0)) {
    issues->Add(path.Child("standard_error"), "must not be negative");
  }
}

}  // namespace

void ValidateAssessment(const AssessmentSpec& spec,
                        const PeopleMetricsSpec& people, const FieldPath& path,
                        SpecIssues* issues) {
  if (!(spec.weight >= 0 && spec.weight <= 1)) {
    issues->Add(path.Child("weight"), "must be from 0 to 1");
  }
  CheckTime(spec.half_life, path.Child("half_life"), issues);
  CheckTime(spec.expires_after, path.Child("expires_after"), issues);
  if (spec.floor != 0 &&
      !(spec.floor >= kMinProbabilityFloor && spec.floor < 0.5)) {
    issues->Add(path.Child("floor"), "must be from 1e-9 to below 0.5");
  }
  if (spec.shrinkage_cases.has_value() && *spec.shrinkage_cases < 0) {
    issues->Add(path.Child("shrinkage_cases"), "must not be negative");
  }
  if (spec.bias.empty()) return;
  if (people.level != PeopleMetricsLevel::kTeam &&
      people.level != PeopleMetricsLevel::kPerson) {
    issues->Add(path.Child("bias"),
                "must be empty: people_metrics allows no figure about people; "
                "set people_metrics.level to team or person");
    return;
  }
  if (spec.bias.size() > kMaxListValues) {
    issues->Add(path.Child("bias"),
                absl::StrCat("has more than ", kMaxListValues, " entries"));
    return;
  }
  std::set<absl::string_view> authors;
  for (size_t i = 0; i < spec.bias.size(); ++i) {
    const FieldPath here = path.Child("bias", i);
    CheckBias(spec.bias[i], here, issues);
    CheckAllowed(spec.bias[i], people, here, issues);
    if (!authors.insert(spec.bias[i].author).second) {
      issues->Add(here.Child("author"), "stands twice");
    }
  }
}

absl::StatusOr<Assessor> CompileAssessor(const AssessmentSpec& spec,
                                         const PeopleMetricsSpec& people) {
  SpecIssues issues;
  ValidatePeopleMetrics(people, FieldPath("people_metrics"), &issues);
  ValidateAssessment(spec, people, FieldPath("assessment"), &issues);
  if (!issues.empty()) return issues.ToStatus();
  auto rep = std::make_shared<Assessor::Rep>();
  rep->spec = spec;
  rep->floor = spec.floor == 0 ? kDefaultProbabilityFloor : spec.floor;
  rep->for_all = people.level == PeopleMetricsLevel::kTeam;
  const double shrinkage = static_cast<double>(
      spec.shrinkage_cases.value_or(kDefaultShrinkageCases));
  for (const AuthorBias& bias : spec.bias) {
    const double cases = static_cast<double>(bias.cases);
    rep->corrections.push_back({bias.author,
                                bias.log_odds * (cases / (cases + shrinkage)),
                                EndOfRetention(people, bias.measured_at)});
  }
  std::sort(rep->corrections.begin(), rep->corrections.end(),
            [](const Assessor::Correction& a, const Assessor::Correction& b) {
              return a.author < b.author;
            });
  return Assessor(std::move(rep));
}

}  // namespace lotse
