// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AuthorBias: how much too optimistic people's assessments were, measured from
// leads that ended, as far as people metrics allow.
//
//   std::vector<AssessmentCase> cases;
//   for (const Facts& facts : ended) AddAssessmentCases(facts.lead, &cases);
//   absl::StatusOr<AuthorBiasReport> report =
//       MeasureAuthorBias(cases, BiasOptions(), people_metrics, as_of);
//   assessment_spec.bias = report->biases;
//
// Pure functions; thread-safe. The order of the cases does not matter.
#ifndef LOTSE_SCORE_AUTHOR_BIAS_H_
#define LOTSE_SCORE_AUTHOR_BIAS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lotse/base/fields.h"
#include "lotse/base/time.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/people_metrics.h"

namespace lotse {

// What was measured about one author, or about all of them together.
struct AuthorBias {
  // Id of the author as the facts have it. Empty: all authors together.
  std::string author;
  // Leads that ended, on which it rests. Required.
  int64_t cases = 0;
  // How many people those are about; 1 for one author.
  int64_t people = 0;
  // How much too high the views were, in log-odds: positive is optimistic.
  // 0.69 doubles the odds.
  double log_odds = 0;
  // Its standard error, in log-odds. Unset (0): unknown; it is not computed
  // with.
  double standard_error = 0;
  // When it was measured. Unset: unknown; refused if people metrics have a
  // retention.
  Instant measured_at;

  static constexpr auto Fields() {
    return FieldList(Field{1, "author", &AuthorBias::author},
                     Field{2, "cases", &AuthorBias::cases},
                     Field{3, "people", &AuthorBias::people},
                     Field{4, "log_odds", &AuthorBias::log_odds},
                     Field{5, "standard_error", &AuthorBias::standard_error},
                     Field{6, "measured_at", &AuthorBias::measured_at});
  }
};

// One assessment of a lead that ended.
struct AssessmentCase {
  std::string author;
  // 0 to 1.
  double probability = 0;
  bool won = false;
  // When the lead ended. Unset: always known; left out if people metrics have a
  // retention.
  Instant ended_at;
};

// Appends one case for each author who assessed `lead` before it ended: the
// author's last view. Nothing if the lead is open.
void AddAssessmentCases(const Lead& lead, std::vector<AssessmentCase>* cases);

struct BiasOptions {
  // Probabilities are kept within [floor, 1 - floor]; from
  // kMinProbabilityFloor to below 0.5. Unset (0): kDefaultProbabilityFloor.
  double floor = 0;
};

// A person's 0 % is no impossibility.
inline constexpr double kDefaultProbabilityFloor = 0.01;
inline constexpr double kMinProbabilityFloor = 1e-9;

struct AuthorBiasReport {
  // By author; one entry with an empty author if only teams may be measured.
  std::vector<AuthorBias> biases;
  // Cases that `biases` rest on.
  int64_t cases_used = 0;
  // Cases that ended after as_of or longer ago than the retention.
  int64_t cases_out_of_time = 0;
  // Cases of authors, or of a team, with fewer than people metrics demand; at
  // level person also those without an author.
  int64_t cases_too_few = 0;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "biases", &AuthorBiasReport::biases},
        Field{2, "cases_used", &AuthorBiasReport::cases_used},
        Field{3, "cases_out_of_time", &AuthorBiasReport::cases_out_of_time},
        Field{4, "cases_too_few", &AuthorBiasReport::cases_too_few});
  }
};

// The shift b with which sum(sigmoid(logit(p) - b)) is the number of leads won,
// for each author or for all together as `people` allows. Where all or none
// were won there is no such shift; half a case is then counted the other way.
//
// Errors: InvalidArgument at `people_metrics.level` if people metrics are off,
// at a field of people_metrics that is wrong, at `cases[i].probability` if it
// is not from 0 to 1, or at `floor`.
absl::StatusOr<AuthorBiasReport> MeasureAuthorBias(
    absl::Span<const AssessmentCase> cases, const BiasOptions& options,
    const PeopleMetricsSpec& people, Instant as_of);

}  // namespace lotse

#endif  // LOTSE_SCORE_AUTHOR_BIAS_H_
