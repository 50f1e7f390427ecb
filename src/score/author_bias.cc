// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AddAssessmentCases and MeasureAuthorBias.
#include "lotse/score/author_bias.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lotse/base/exact_math.h"
#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"

namespace lotse {
namespace {

// Cases with the same log-odds: people say 20 %, 50 % or 80 %, so there are
// few different ones, and in their order sums do not depend on that of cases.
using CasesByLogOdds = std::map<double, int64_t>;

struct Shift {
  double log_odds = 0;
  double standard_error = 0;
};

// How many of the cases would be won if all log-odds were too high by `shift`.
double WonAfter(double shift, const CasesByLogOdds& cases) {
  double won = 0;
  for (const auto& [log_odds, count] : cases) {
    won += static_cast<double>(count) * ExactSigmoid(log_odds - shift);
  }
  return won;
}

Shift MeasureShift(const CasesByLogOdds& cases, int64_t count, int64_t won) {
  const double n = static_cast<double>(count);
  const double wanted =
      std::min(std::max(static_cast<double>(won), 0.5), n - 0.5);
  // One case alone, too, has half a case each way.
  const double rate = wanted / n;
  // Were all as low as the lowest, or as high as the highest.
  const double mean = ExactLogit(rate);
  double low = cases.begin()->first - mean;
  double high = cases.rbegin()->first - mean;
  double shift = low + (high - low) / 2;
  // Halving until there is no number between: the same everywhere, and no
  // derivative can lead astray.
  while (low < shift && shift < high) {
    (WonAfter(shift, cases) > wanted ? low : high) = shift;
    shift = low + (high - low) / 2;
  }
  double information = 0;
  for (const auto& [log_odds, same] : cases) {
    const double p = ExactSigmoid(log_odds - shift);
    information += static_cast<double>(same) * p * (1 - p);
  }
  return {shift, 1 / std::sqrt(information)};
}

struct Tally {
  CasesByLogOdds cases;
  int64_t count = 0;
  int64_t won = 0;
};

}  // namespace

void AddAssessmentCases(const Lead& lead, std::vector<AssessmentCase>* cases) {
  if (!lead.outcome.has_value() ||
      lead.outcome->kind == OutcomeKind::kUnspecified) {
    return;
  }
  const Instant ended = lead.outcome->at;
  // The last of each author; of two at the same instant the lower one.
  std::map<absl::string_view, const Assessment*> last;
  for (const Assessment& view : lead.assessments) {
    if (ended != Instant() && view.at >= ended) continue;
    const Assessment*& known = last[view.author];
    if (known == nullptr || known->at < view.at ||
        (known->at == view.at && view.probability < known->probability)) {
      known = &view;
    }
  }
  for (const auto& [author, view] : last) {
    cases->push_back({std::string(author), view->probability,
                      lead.outcome->kind == OutcomeKind::kWon, ended});
  }
}

absl::StatusOr<AuthorBiasReport> MeasureAuthorBias(
    absl::Span<const AssessmentCase> cases, const BiasOptions& options,
    const PeopleMetricsSpec& people, Instant as_of) {
  SpecIssues issues;
  const FieldPath path("people_metrics");
  ValidatePeopleMetrics(people, path, &issues);
  if (people.level == PeopleMetricsLevel::kUnspecified ||
      people.level == PeopleMetricsLevel::kNone) {
    issues.Add(path.Child("level"),
               "allows no figure about people: set it to team or person before "
               "bias is measured");
  }
  const double floor =
      options.floor == 0 ? kDefaultProbabilityFloor : options.floor;
  if (!(floor >= kMinProbabilityFloor && floor < 0.5)) {
    issues.Add(FieldPath("floor"), "must be from 1e-9 to below 0.5");
  }
  if (!issues.empty()) return issues.ToStatus();

  const bool by_person = people.level == PeopleMetricsLevel::kPerson;
  AuthorBiasReport report;
  std::map<absl::string_view, Tally> tallies;
  std::map<absl::string_view, int64_t> authors;
  for (size_t i = 0; i < cases.size(); ++i) {
    const AssessmentCase& one = cases[i];
    if (!(one.probability >= 0 && one.probability <= 1)) {
      return absl::InvalidArgumentError(
          absl::StrCat("cases[", i, "].probability: must be from 0 to 1"));
    }
    const bool limited = people.retention != Duration();
    const bool undated = one.ended_at == Instant();
    if (undated
            ? limited
            : one.ended_at > as_of ||
                  (limited && EndOfRetention(people, one.ended_at) <= as_of)) {
      ++report.cases_out_of_time;
      continue;
    }
    if (by_person && one.author.empty()) {
      ++report.cases_too_few;
      continue;
    }
    const double p = std::min(std::max(one.probability, floor), 1 - floor);
    Tally& tally = tallies[by_person ? one.author : absl::string_view()];
    ++tally.cases[ExactLogit(p)];
    ++tally.count;
    if (one.won) ++tally.won;
    ++authors[one.author];
  }
  for (const auto& [author, tally] : tallies) {
    const int64_t persons =
        by_person ? 1 : static_cast<int64_t>(authors.size());
    if (by_person ? !MayShowPerson(people, tally.count)
                  : !MayShowTeam(people, tally.count, persons)) {
      report.cases_too_few += tally.count;
      continue;
    }
    const Shift shift = MeasureShift(tally.cases, tally.count, tally.won);
    report.cases_used += tally.count;
    report.biases.push_back({std::string(author), tally.count, persons,
                             shift.log_odds, shift.standard_error, as_of});
  }
  return report;
}

}  // namespace lotse
