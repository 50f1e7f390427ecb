// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Assessor's verbs, AssessmentSignals and PublishAssessment.
#include "lotse/score/assessment.h"

#include <algorithm>
#include <limits>

#include "absl/numeric/int128.h"
#include "lotse/base/exact_math.h"

namespace lotse {
namespace {

constexpr char kProbabilitySignal[] = "assessment.probability";
constexpr char kPooledSignal[] = "assessment.pooled_probability";

FactDefinition Signal(const char* name, const char* en, const char* de) {
  FactDefinition signal;
  signal.name = name;
  signal.type = ValueType::kNumber;
  signal.step = SignalStep::kScore;
  signal.label = LocalText{"", en, de, {}};
  return signal;
}

bool IsProbability(double p) { return p >= 0 && p <= 1; }

// Within `floor` of neither end.
double KeepWithin(double floor, double p) {
  return std::min(std::max(p, floor), 1 - floor);
}

// Never negative, and defined for any two instants.
Duration AgeAt(Instant as_of, Instant at) {
  const absl::int128 age = absl::int128(as_of.micros()) - at.micros();
  if (at == Instant() || age < 0) return Duration();
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  return Duration::Micros(age > kMax ? kMax : static_cast<int64_t>(age));
}

// What is left after `age`.
double FreshnessAt(Duration age, Duration half_life) {
  if (half_life == Duration()) return 1;
  return ExactExp2(-static_cast<double>(age.micros()) /
                   static_cast<double>(half_life.micros()));
}

// By author, the latest first; of two at the same instant the lower one.
bool IsBefore(const AssessmentView& a, const AssessmentView& b) {
  if (a.author != b.author) return a.author < b.author;
  if (a.at != b.at) {
    // Undated is older than any instant.
    if (a.at == Instant() || b.at == Instant()) return b.at == Instant();
    return a.at > b.at;
  }
  return a.probability < b.probability;
}

}  // namespace

bool Assessor::Counts(const AssessmentView& view, Instant as_of) const {
  const AssessmentSpec& spec = rep_->spec;
  if (!IsProbability(view.probability)) return false;
  if (view.at == Instant()) {
    return spec.half_life == Duration() && spec.expires_after == Duration();
  }
  return view.at <= as_of && (spec.expires_after == Duration() ||
                              as_of < view.at + spec.expires_after);
}

double Assessor::CorrectionOf(absl::string_view author, Instant as_of) const {
  const std::vector<Correction>& corrections = rep_->corrections;
  if (rep_->for_all) author = "";
  const auto it =
      std::lower_bound(corrections.begin(), corrections.end(), author,
                       [](const Correction& correction, absl::string_view a) {
                         return correction.author < a;
                       });
  if (it == corrections.end() || it->author != author || it->end <= as_of) {
    return 0;
  }
  return it->log_odds;
}

double Assessor::LogOddsOf(double probability) const {
  return ExactLogit(KeepWithin(rep_->floor, probability));
}

AssessmentResult Assessor::Evaluate(
    absl::Span<const AssessmentView> assessments, std::optional<double> machine,
    Instant as_of, AssessmentScratch* scratch) const {
  const AssessmentSpec& spec = rep_->spec;
  if (machine.has_value() && !IsProbability(*machine)) machine.reset();
  std::vector<AssessmentView>& counted = scratch->counted;
  counted.clear();
  for (const AssessmentView& view : assessments) {
    if (Counts(view, as_of)) counted.push_back(view);
  }
  std::sort(counted.begin(), counted.end(), IsBefore);
  counted.erase(
      std::unique(counted.begin(), counted.end(),
                  [](const AssessmentView& a, const AssessmentView& b) {
                    return a.author == b.author;
                  }),
      counted.end());
  AssessmentResult result;
  result.pooled_probability = machine;
  if (counted.empty()) return result;

  Duration youngest = AgeAt(as_of, counted.front().at);
  for (const AssessmentView& view : counted) {
    youngest = std::min(youngest, AgeAt(as_of, view.at));
  }
  // Weights relative to the freshest view, so that they never all vanish.
  double weights = 0;
  double raw = 0;
  double corrected = 0;
  for (const AssessmentView& view : counted) {
    const int64_t older = AgeAt(as_of, view.at).micros() - youngest.micros();
    const double weight = FreshnessAt(Duration::Micros(older), spec.half_life);
    const double log_odds = LogOddsOf(view.probability);
    weights += weight;
    raw += weight * log_odds;
    corrected += weight * (log_odds - CorrectionOf(view.author, as_of));
  }
  raw /= weights;
  corrected /= weights;
  result.authors = static_cast<int64_t>(counted.size());
  result.age = youngest;
  result.weight = spec.weight * FreshnessAt(youngest, spec.half_life);
  // One view is shown as it was given, not one unit in the last place beside.
  const bool alone = counted.size() == 1;
  const double given = KeepWithin(rep_->floor, counted.front().probability);
  result.raw_probability = alone ? given : ExactSigmoid(raw);
  result.probability =
      alone && corrected == raw ? given : ExactSigmoid(corrected);
  if (!machine.has_value()) {
    if (spec.weight > 0) result.pooled_probability = result.probability;
  } else if (result.weight > 0) {
    // A machine's 0 or 1 is no infinity, either.
    const double computed =
        ExactLogit(KeepWithin(kMinProbabilityFloor, *machine));
    result.pooled_probability = ExactSigmoid((1 - result.weight) * computed +
                                             result.weight * corrected);
  }
  return result;
}

AssessmentResult Assessor::Evaluate(const std::vector<Assessment>& assessments,
                                    std::optional<double> machine,
                                    Instant as_of,
                                    AssessmentScratch* scratch) const {
  scratch->views.clear();
  for (const Assessment& assessment : assessments) {
    scratch->views.push_back(ViewOf(assessment));
  }
  return Evaluate(absl::MakeConstSpan(scratch->views), machine, as_of, scratch);
}

void Assessor::EvaluateColumns(const AssessmentColumns& leads,
                               const double* machine, size_t begin, size_t end,
                               Instant as_of,
                               AssessmentResultColumns* results) const {
  const double none = std::numeric_limits<double>::quiet_NaN();
  results->probability.resize(end - begin);
  results->raw_probability.resize(end - begin);
  results->pooled_probability.resize(end - begin);
  AssessmentScratch scratch;
  for (size_t row = begin; row < end; ++row) {
    absl::Span<const AssessmentView> views;
    if (leads.begin != nullptr) {
      views = absl::MakeConstSpan(
          leads.entries + leads.begin[row],
          static_cast<size_t>(leads.begin[row + 1] - leads.begin[row]));
    }
    std::optional<double> computed;
    if (machine != nullptr) computed = machine[row];
    const AssessmentResult result = Evaluate(views, computed, as_of, &scratch);
    results->probability[row - begin] = result.probability.value_or(none);
    results->raw_probability[row - begin] =
        result.raw_probability.value_or(none);
    results->pooled_probability[row - begin] =
        result.pooled_probability.value_or(none);
  }
}

std::optional<Instant> Assessor::NextChangeAt(
    absl::Span<const AssessmentView> assessments, Instant as_of) const {
  std::optional<Instant> next;
  const auto consider = [&](Instant at) {
    if (at > as_of && (!next.has_value() || at < *next)) next = at;
  };
  for (const AssessmentView& view : assessments) {
    if (!IsProbability(view.probability) || view.at == Instant()) continue;
    consider(view.at);
    if (rep_->spec.expires_after != Duration()) {
      consider(view.at + rep_->spec.expires_after);
    }
  }
  for (const Correction& correction : rep_->corrections) {
    if (correction.end != Instant::Max()) consider(correction.end);
  }
  return next;
}

std::vector<FactDefinition> AssessmentSignals() {
  return {Signal(kProbabilitySignal, "personal assessment",
                 "persönliche Einschätzung"),
          Signal(kPooledSignal, "probability with personal assessment",
                 "Wahrscheinlichkeit mit persönlicher Einschätzung")};
}

void PublishAssessment(const AssessmentResult& result,
                       const FactCatalog& catalog, absl::Span<ValueView> row) {
  const auto put = [&](const char* name, std::optional<double> value) {
    const absl::StatusOr<FactSlot> slot = catalog.Find(name, /*hint=*/false);
    if (!slot.ok() || *slot >= row.size()) return;
    row[*slot] = value.has_value() ? ValueView::Number(*value) : ValueView();
  };
  put(kProbabilitySignal, result.probability);
  put(kPooledSignal, result.pooled_probability);
}

}  // namespace lotse
