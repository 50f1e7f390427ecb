// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Assessor: what representatives think of a lead, beside what the machine
// computes, and both pooled.
//
// The last view of each author counts, until it expires; it loses weight with
// age, and measured optimism is taken off where people metrics allow that. All
// is computed in log-odds. Both numbers stay visible: nothing is overwritten.
//
//   AssessmentSpec spec;
//   spec.weight = 0.4;
//   spec.half_life = Duration::Days(30);
//   absl::StatusOr<Assessor> assessor = CompileAssessor(spec, {});
//   AssessmentScratch scratch;                 // reused from lead to lead
//   AssessmentResult result = assessor->Evaluate(
//       lead.assessments, score.probability, as_of, &scratch);
//   result.pooled_probability;
//
// An Assessor is an immutable handle, cheap to copy and safe to share between
// threads; a scratch belongs to one thread at a time. Evaluate cannot fail, and
// does not depend on the order of the assessments.
#ifndef LOTSE_SCORE_ASSESSMENT_H_
#define LOTSE_SCORE_ASSESSMENT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/facts/assessment_view.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/people_metrics.h"
#include "lotse/facts/value.h"
#include "lotse/score/author_bias.h"

namespace lotse {

struct AssessmentSpec {
  // Share of the people's view in the pooled log-odds while it is fresh, 0 to
  // 1. Unset (0): it is shown and does not count.
  double weight = 0;
  // Age at which a view has half its weight. Unset (0): views do not fade.
  Duration half_life;
  // Age from which a view does not count at all. Unset (0): never.
  Duration expires_after;
  // People's probabilities are kept within [floor, 1 - floor] before they
  // become log-odds; from kMinProbabilityFloor to below 0.5. Unset (0):
  // kDefaultProbabilityFloor, 1 %.
  double floor = 0;
  // What was measured about the authors and is taken off their views. Allowed
  // only as far as people metrics are. Empty: views count as they are.
  std::vector<AuthorBias> bias;
  // How many cases a bias needs before half of it is believed: n cases correct
  // by n / (n + shrinkage_cases) of it. Unset: kDefaultShrinkageCases.
  std::optional<int64_t> shrinkage_cases;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "weight", &AssessmentSpec::weight},
        Field{2, "half_life", &AssessmentSpec::half_life},
        Field{3, "expires_after", &AssessmentSpec::expires_after},
        Field{4, "floor", &AssessmentSpec::floor},
        Field{5, "bias", &AssessmentSpec::bias},
        Field{6, "shrinkage_cases", &AssessmentSpec::shrinkage_cases});
  }
};

inline constexpr int64_t kDefaultShrinkageCases = 20;

// Probabilities are from 0 to 1.
struct AssessmentResult {
  // What the authors think, combined, with their bias taken off. Unset: no
  // assessment counts.
  std::optional<double> probability;
  // The same without the correction.
  std::optional<double> raw_probability;
  // The machine's probability and the authors' together:
  // sigmoid((1 - w) * logit(machine) + w * logit(authors)), w = `weight`.
  // If only one of them is there: that one. Unset: neither, or only
  // assessments while AssessmentSpec::weight is 0.
  std::optional<double> pooled_probability;
  // Age of the latest assessment that counts. Unset (0): none, or undated.
  Duration age;
  // The authors' share of the pooled log-odds: the weight of the spec, faded by
  // `age`. Unset (0): no share.
  double weight = 0;
  // How many authors' views are in it.
  int64_t authors = 0;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "probability", &AssessmentResult::probability},
        Field{2, "raw_probability", &AssessmentResult::raw_probability},
        Field{3, "pooled_probability", &AssessmentResult::pooled_probability},
        Field{4, "age", &AssessmentResult::age},
        Field{5, "weight", &AssessmentResult::weight},
        Field{6, "authors", &AssessmentResult::authors});
  }
};

// Memory of one evaluation, to be reused.
struct AssessmentScratch {
  std::vector<AssessmentView> views;
  std::vector<AssessmentView> counted;
};

// The results of some leads, in their order. NaN: unset, and so reads as
// missing in a column of numbers.
struct AssessmentResultColumns {
  std::vector<double> probability;
  std::vector<double> raw_probability;
  std::vector<double> pooled_probability;
};

class Assessor {
 public:
  // The assessments of one lead as of an instant, pooled with the machine's
  // probability. What is later than as_of does not exist; a probability that is
  // NaN or not from 0 to 1 does not count, the machine's neither (FactBinder
  // refuses such facts).
  AssessmentResult Evaluate(absl::Span<const AssessmentView> assessments,
                            std::optional<double> machine, Instant as_of,
                            AssessmentScratch* scratch) const;
  AssessmentResult Evaluate(const std::vector<Assessment>& assessments,
                            std::optional<double> machine, Instant as_of,
                            AssessmentScratch* scratch) const;

  // Replaces `*results` by those of the leads [begin, end), each as Evaluate
  // has it. `machine` has one probability for each lead, NaN for none; null:
  // none at all.
  void EvaluateColumns(const AssessmentColumns& leads, const double* machine,
                       size_t begin, size_t end, Instant as_of,
                       AssessmentResultColumns* results) const;

  // The first instant after as_of at which an assessment begins or ceases to
  // count, or a correction may not be used any more. Unset: there is none.
  // Between such instants numbers change only by fading.
  std::optional<Instant> NextChangeAt(
      absl::Span<const AssessmentView> assessments, Instant as_of) const;

  const AssessmentSpec& spec() const { return rep_->spec; }

 private:
  friend absl::StatusOr<Assessor> CompileAssessor(
      const AssessmentSpec& spec, const PeopleMetricsSpec& people);
  struct Correction {
    std::string author;
    double log_odds = 0;
    // From when on it must not be used.
    Instant end;
  };
  struct Rep {
    AssessmentSpec spec;
    double floor = 0;
    // Sorted by author. If for_all: the one for every author.
    std::vector<Correction> corrections;
    bool for_all = false;
  };
  explicit Assessor(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}

  bool Counts(const AssessmentView& view, Instant as_of) const;
  double CorrectionOf(absl::string_view author, Instant as_of) const;
  double LogOddsOf(double probability) const;

  std::shared_ptr<const Rep> rep_;
};

// The signals assessment.probability and assessment.pooled_probability, for the
// catalog of an engine; known after the score.
std::vector<FactDefinition> AssessmentSignals();

// Puts `result` into those signals of `row`, by slot of `catalog`.
void PublishAssessment(const AssessmentResult& result,
                       const FactCatalog& catalog, absl::Span<ValueView> row);

// Adds everything that is wrong with `spec`, at `path`: a weight or floor out
// of range, negative times, biases that people metrics do not allow, that rest
// on too few cases, or that stand twice.
void ValidateAssessment(const AssessmentSpec& spec,
                        const PeopleMetricsSpec& people, const FieldPath& path,
                        SpecIssues* issues);

// Compiles the spec. Error: InvalidArgument with the first issue of
// ValidateAssessment, its path beginning with "assessment".
absl::StatusOr<Assessor> CompileAssessor(const AssessmentSpec& spec,
                                         const PeopleMetricsSpec& people);

}  // namespace lotse

#endif  // LOTSE_SCORE_ASSESSMENT_H_
