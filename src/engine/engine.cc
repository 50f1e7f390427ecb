// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateEngineSpec, CompileEngine and Engine's verbs.
#include "lotse/engine/engine.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "lotse/base/visit_fields.h"
#include "lotse/engine/describe_score.h"

namespace lotse {
namespace {

constexpr char kPointsSignal[] = "score.points";
constexpr char kProbabilitySignal[] = "score.probability";
constexpr char kCategorySignal[] = "score.category";
constexpr char kVetoSignal[] = "score.veto";

FactDefinition Signal(const char* name, ValueType type, SignalStep step,
                      const char* en, const char* de) {
  FactDefinition signal;
  signal.name = name;
  signal.type = type;
  signal.step = step;
  signal.label = LocalText{"", en, de, {}};
  return signal;
}

// The signals that the parts of an engine publish.
std::vector<FactDefinition> SignalsOf(const EngineSpec& spec) {
  std::vector<FactDefinition> signals = {
      Signal(kPointsSignal, ValueType::kNumber, SignalStep::kScore, "points",
             "Punkte"),
      Signal(kProbabilitySignal, ValueType::kNumber, SignalStep::kScore,
             "purchase probability", "Kaufwahrscheinlichkeit"),
      Signal(kCategorySignal, ValueType::kText, SignalStep::kCategory,
             "category", "Kategorie"),
      Signal(kVetoSignal, ValueType::kText, SignalStep::kCategory, "veto",
             "Veto")};
  for (const Category& category : spec.scoring.categories) {
    signals[2].options.push_back({category.id, category.label});
  }
  for (const Veto& veto : spec.scoring.vetoes) {
    signals[3].options.push_back({veto.id, veto.reason});
  }
  return signals;
}

size_t BytesOf(const LocalText& text) {
  size_t bytes = text.id.size() + text.en.size() + text.de.size();
  for (const Translation& translation : text.other) {
    bytes += translation.language.size() + translation.text.size();
  }
  return bytes;
}

// Replaces labels that only name a text of the catalogue by that text.
void ResolveTexts(EngineSpec* spec, SpecIssues* issues) {
  const FieldPath root;
  std::map<std::string, LocalText> catalogue;
  for (size_t i = 0; i < spec->texts.size(); ++i) {
    const LocalText& text = spec->texts[i];
    const FieldPath here = root.Child("texts", i);
    ValidateLabel(text, here, issues);
    if (text.id.empty()) {
      issues->Add(here.Child("id"), "is empty");
    } else if (!catalogue.emplace(text.id, text).second) {
      issues->Add(here.Child("id"), "stands twice");
    }
  }
  std::vector<absl::string_view> names;
  for (const auto& [id, text] : catalogue) names.push_back(id);
  // A long text that many labels name would take more memory than any spec.
  size_t bytes_left = kMaxSpecBytes;
  const auto resolve = [&](LocalText& label, const FieldPath& path) {
    if (label.id.empty() || !label.empty()) return;
    const auto it = catalogue.find(label.id);
    if (it == catalogue.end()) {
      issues->Add(
          path.Child("id"),
          absl::StrCat("unknown text", issues->DidYouMean(label.id, names)));
      return;
    }
    const size_t bytes = BytesOf(it->second);
    if (bytes > bytes_left) {
      issues->Add(path.Child("id"),
                  absl::StrCat("the labels' texts have more than ",
                               kMaxSpecBytes, " bytes in all"));
      return;
    }
    bytes_left -= bytes;
    label = it->second;
  };
  VisitAll<LocalText>(spec->schema, root.Child("schema"), resolve);
  VisitAll<LocalText>(spec->scoring, root.Child("scoring"), resolve);
}

bool IsStronger(const Contribution& a, const Contribution& b) {
  const int64_t x = a.points.nano();
  const int64_t y = b.points.nano();
  return (x < 0 ? -x : x) > (y < 0 ? -y : y);
}

}  // namespace

void ValidateEngineSpec(const EngineSpec& spec, SpecIssues* issues) {
  EngineSpec resolved = spec;
  ResolveTexts(&resolved, issues);
  const FieldPath root;
  ValidateText(spec.tenant, root.Child("tenant"), issues);
  ValidateText(spec.description, root.Child("description"), issues);
  ValidateSchema(resolved.schema, root.Child("schema"), issues);
  // Conditions are checked against the schema, so a broken one hides theirs.
  const absl::StatusOr<FactCatalog> catalog =
      CompileFactCatalog(resolved.schema, SignalsOf(resolved));
  if (catalog.ok()) {
    ValidateScoring(resolved.scoring, *catalog, root.Child("scoring"), issues);
  }
}

absl::StatusOr<Engine> CompileEngine(EngineSpec spec, Resources resources) {
  SpecIssues issues;
  ValidateRateTable(resources.rates, FieldPath("resources"), &issues);
  Fingerprint fingerprint = FingerprintOf(spec);
  AddToFingerprint(resources.rates.rates, &fingerprint);
  ResolveTexts(&spec, &issues);
  if (!issues.empty()) return issues.ToStatus();
  LOTSE_ASSIGN_OR_RETURN(FactCatalog catalog,
                         CompileFactCatalog(spec.schema, SignalsOf(spec)));
  const FieldPath root;
  ValidateText(spec.tenant, root.Child("tenant"), &issues);
  ValidateText(spec.description, root.Child("description"), &issues);
  if (!issues.empty()) return issues.ToStatus();
  LOTSE_ASSIGN_OR_RETURN(Scorer scorer, CompileScorer(spec.scoring, catalog));
  FactBinder binder(catalog, std::move(resources.rates));
  std::string text = fingerprint.ToString();
  return Engine(std::make_shared<const Engine::Rep>(
      Engine::Rep{std::move(spec), fingerprint, std::move(text),
                  std::move(catalog), std::move(binder), std::move(scorer)}));
}

absl::StatusOr<ScoreReport> Engine::Score(const Facts& facts, Instant as_of,
                                          const ScoreOptions& options) const {
  EngineScratch scratch;
  return Score(facts, as_of, options, &scratch);
}

absl::StatusOr<ScoreReport> Engine::Score(const Facts& facts, Instant as_of,
                                          const ScoreOptions& options,
                                          EngineScratch* scratch) const {
  LOTSE_ASSIGN_OR_RETURN(const LeadView view,
                         rep_->binder.Bind(facts, as_of, &scratch->bind));
  const Scorer& scorer = rep_->scorer;
  const ScoringSpec& spec = rep_->spec.scoring;
  EvaluateOptions evaluate;
  evaluate.contributions = options.contributions;
  evaluate.memory.category = scorer.FindCategory(options.previous_category);
  evaluate.memory.since = options.previous_category_since;
  const struct Score score =
      scorer.Evaluate(view, as_of, evaluate, &scratch->score);

  ScoreReport report;
  report.lead_id = facts.lead.id;
  report.as_of = as_of;
  report.points = score.points;
  report.probability = score.probability;
  report.probability_assumed = score.probability.has_value();
  if (score.category >= 0) {
    report.category = spec.categories[static_cast<size_t>(score.category)].id;
    report.category_since = score.category_since;
  }
  if (score.veto >= 0) {
    const Veto& veto = spec.vetoes[static_cast<size_t>(score.veto)];
    report.veto = veto.id;
    report.veto_reason = std::string(veto.reason.In(options.language));
  }
  if (score.grid_row >= 0) {
    report.grid_row =
        spec.grid->rows.steps[static_cast<size_t>(score.grid_row)].id;
    report.grid_column =
        spec.grid->columns.steps[static_cast<size_t>(score.grid_column)].id;
  }
  std::vector<Contribution> contributions(score.contributions.begin(),
                                          score.contributions.end());
  std::stable_sort(contributions.begin(), contributions.end(), IsStronger);
  for (const Contribution& contribution : contributions) {
    const ScoreSource& source = scorer.source(contribution.source);
    ReportedContribution reported;
    reported.id = std::string(scorer.IdOf(contribution.source));
    reported.path = source.path;
    reported.points = contribution.points;
    reported.text =
        DescribeContribution(scorer, rep_->catalog, contribution, view, as_of,
                             scratch->score, options.language);
    report.contributions.push_back(std::move(reported));
  }
  report.fingerprint = rep_->fingerprint_text;
  return report;
}

void Engine::PublishScore(const struct Score& score,
                          absl::Span<ValueView> row) const {
  const auto put = [&](const char* name, ValueView value) {
    const absl::StatusOr<FactSlot> slot = rep_->catalog.Find(name);
    if (slot.ok() && *slot < row.size()) row[*slot] = value;
  };
  const ScoringSpec& spec = rep_->spec.scoring;
  put(kPointsSignal, ValueView::Number(score.points.ToDouble()));
  put(kProbabilitySignal, score.probability.has_value()
                              ? ValueView::Number(*score.probability)
                              : ValueView());
  put(kCategorySignal,
      score.category < 0
          ? ValueView()
          : ValueView::Text(
                spec.categories[static_cast<size_t>(score.category)].id));
  put(kVetoSignal,
      score.veto < 0
          ? ValueView()
          : ValueView::Text(spec.vetoes[static_cast<size_t>(score.veto)].id));
}

size_t Engine::MemoryUsage() const {
  return sizeof(Rep) + rep_->scorer.MemoryUsage() +
         rep_->catalog.size() * sizeof(FactDefinition);
}

}  // namespace lotse
