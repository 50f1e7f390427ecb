// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateEngineSpec and CompileEngine.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "lotse/base/visit_fields.h"
#include "lotse/engine/engine.h"
#include "src/engine/check_company_score.h"

namespace lotse {
namespace {

constexpr char kEngagementPoints[] = "engagement.points";

FactDefinition Signal(std::string name, ValueType type, SignalStep step,
                      absl::string_view en, absl::string_view de) {
  FactDefinition signal;
  signal.name = std::move(name);
  signal.type = type;
  signal.step = step;
  signal.label = LocalText{"", std::string(en), std::string(de), {}};
  return signal;
}

// Appends what a scorecard publishes: <prefix>.points, .probability, .category
// and .veto. `label` may be empty.
void AddScoreSignals(const ScoringSpec& scoring, const std::string& prefix,
                     const LocalText& label, uint32_t order,
                     SignalStep last_step,
                     std::vector<FactDefinition>* signals) {
  const auto add = [&](const char* name, ValueType type, SignalStep step,
                       const char* en, const char* de) -> FactDefinition& {
    const auto text = [&](const char* what, const char* language) {
      // The points of a score are called by its name.
      if (label.empty()) return std::string(what);
      return name == absl::string_view("points")
                 ? std::string(label.In(language))
                 : absl::StrCat(label.In(language), ": ", what);
    };
    signals->push_back(Signal(absl::StrCat(prefix, ".", name), type, step,
                              text(en, "en"), text(de, "de")));
    signals->back().order = order;
    return signals->back();
  };
  add("points", ValueType::kNumber, SignalStep::kScore, "points", "Punkte");
  add("probability", ValueType::kNumber, SignalStep::kScore,
      "purchase probability", "Kaufwahrscheinlichkeit");
  FactDefinition& category =
      add("category", ValueType::kText, last_step, "category", "Kategorie");
  for (const Category& c : scoring.categories) {
    category.options.push_back({c.id, c.label});
  }
  FactDefinition& veto =
      add("veto", ValueType::kText, last_step, "veto", "Veto");
  for (const Veto& v : scoring.vetoes) veto.options.push_back({v.id, v.reason});
}

std::string PrefixOf(const NamedScore& score) {
  return absl::StrCat("score.", score.name);
}

uint32_t OrderOf(size_t further) {
  return kNamedScoreOrder + static_cast<uint32_t>(further);
}

// The signals that the parts of an engine publish.
std::vector<FactDefinition> SignalsOf(const EngineSpec& spec) {
  std::vector<FactDefinition> signals;
  AddScoreSignals(spec.scoring, "score", {}, kMainScoreOrder,
                  SignalStep::kCategory, &signals);
  const auto add = [&](std::vector<FactDefinition> more, uint32_t order) {
    for (FactDefinition& signal : more) {
      signal.order = order;
      signals.push_back(std::move(signal));
    }
  };
  add(BuyerStageSignals(spec.buyer_stage), 0);
  if (!spec.engagement.groups.empty()) {
    add(EngagementSignals(spec.engagement), kEngagementOrder);
  }
  std::set<absl::string_view> names;
  for (const QuestionnaireSpec& questionnaire : spec.questionnaires) {
    if (!IsKey(questionnaire.name) ||
        !names.insert(questionnaire.name).second) {
      continue;
    }
    add(QuestionnaireSignals(questionnaire), kQuestionnaireOrder);
  }
  if (spec.assessment.weight != 0) add(AssessmentSignals(), 0);
  for (size_t i = 0; i < spec.scores.size(); ++i) {
    const NamedScore& score = spec.scores[i];
    // A name that is no key is an issue, and so is one that stands twice.
    const auto same = [&](const NamedScore& s) { return s.name == score.name; };
    const auto end = spec.scores.begin() + static_cast<std::ptrdiff_t>(i);
    if (!IsKey(score.name) || std::any_of(spec.scores.begin(), end, same)) {
      continue;
    }
    AddScoreSignals(score.scoring, PrefixOf(score),
                    score.label.empty()
                        ? LocalText{"", score.name, score.name, {}}
                        : score.label,
                    OrderOf(i), SignalStep::kScore, &signals);
  }
  std::vector<Option> categories;
  for (const Category& category : spec.scoring.categories) {
    categories.push_back({category.id, category.label});
  }
  for (FactDefinition& signal : LifecycleSignals(spec.lifecycles, categories)) {
    signals.push_back(std::move(signal));
  }
  return signals;
}

// Compiles calendars; those that are wrong are left out, their issues added.
std::vector<BusinessCalendar> CompileCalendars(const EngineSpec& spec,
                                               SpecIssues* issues) {
  const FieldPath root;
  std::set<absl::string_view> zones, names;
  for (size_t i = 0; i < spec.time_zones.size(); ++i) {
    const FieldPath here = root.Child("time_zones", i);
    ValidateTimeZone(spec.time_zones[i], here, issues);
    if (!zones.insert(spec.time_zones[i].name).second) {
      issues->Add(here.Child("name"), "stands twice");
    }
  }
  std::vector<BusinessCalendar> calendars;
  for (size_t i = 0; i < spec.calendars.size(); ++i) {
    const FieldPath here = root.Child("calendars", i);
    const size_t before = issues->count();
    ValidateBusinessCalendar(spec.calendars[i], spec.time_zones, here, issues);
    if (!names.insert(spec.calendars[i].name).second) {
      issues->Add(here.Child("name"), "stands twice");
    }
    if (issues->count() != before) continue;
    absl::StatusOr<BusinessCalendar> calendar =
        CompileBusinessCalendar(spec.calendars[i], spec.time_zones);
    if (calendar.ok()) calendars.push_back(*std::move(calendar));
  }
  return calendars;
}

// Adds what is wrong with the lifecycles, apart from each of them.
void ValidateLifecyclesTogether(const EngineSpec& spec, const FieldPath& root,
                                SpecIssues* issues) {
  std::set<absl::string_view> names;
  for (size_t i = 0; i < spec.lifecycles.size(); ++i) {
    if (!names.insert(spec.lifecycles[i].name).second) {
      issues->Add(root.Child("lifecycles", i).Child("name"), "stands twice");
    }
  }
}

ConditionReader ReaderOf(size_t further) {
  ConditionReader reader;
  reader.step = SignalStep::kScore;
  reader.order = OrderOf(further);
  reader.for_scoring = true;
  return reader;
}

// Adds what is wrong with the questionnaires.
void ValidateQuestionnaires(const EngineSpec& spec, const FactCatalog& catalog,
                            const FieldPath& root, SpecIssues* issues) {
  ValidateQuestionnairesTogether(spec.questionnaires, "questionnaires", root,
                                 issues);
  for (size_t i = 0; i < spec.questionnaires.size(); ++i) {
    ValidateQuestionnaire(spec.questionnaires[i], catalog,
                          root.Child("questionnaires", i), issues);
  }
}

// Adds what is wrong with the further scores.
void ValidateScores(const EngineSpec& spec, const FactCatalog& catalog,
                    const FieldPath& root, SpecIssues* issues) {
  std::set<absl::string_view> names;
  for (size_t i = 0; i < spec.scores.size(); ++i) {
    const NamedScore& score = spec.scores[i];
    const FieldPath here = root.Child("scores", i);
    if (!IsKey(score.name)) {
      issues->Add(here.Child("name"),
                  "is no name: use lower case letters, digits and _, first a "
                  "letter");
    } else if (!names.insert(score.name).second) {
      issues->Add(here.Child("name"),
                  absl::StrCat("\"", score.name, "\" stands twice"));
    } else if (score.name == "points" || score.name == "probability" ||
               score.name == "category" || score.name == "veto") {
      issues->Add(here.Child("name"),
                  "is the name of a signal of the main score");
    }
    ValidateLabel(score.label, here.Child("label"), issues);
    if (!score.when.empty()) {
      ConditionSetBuilder(catalog, ReaderOf(i))
          .Add(score.when, here.Child("when"), issues);
    }
    ValidateScoring(score.scoring, catalog, here.Child("scoring"), issues,
                    OrderOf(i));
  }
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
  VisitAll<LocalText>(spec->engagement, root.Child("engagement"), resolve);
  VisitAll<LocalText>(spec->buyer_stage, root.Child("buyer_stage"), resolve);
  for (size_t i = 0; i < spec->questionnaires.size(); ++i) {
    VisitAll<LocalText>(spec->questionnaires[i],
                        root.Child("questionnaires", i), resolve);
  }
  for (size_t i = 0; i < spec->scores.size(); ++i) {
    VisitAll<LocalText>(spec->scores[i], root.Child("scores", i), resolve);
  }
  for (size_t i = 0; i < spec->calendars.size(); ++i) {
    VisitAll<LocalText>(spec->calendars[i], root.Child("calendars", i),
                        resolve);
  }
  for (size_t i = 0; i < spec->lifecycles.size(); ++i) {
    VisitAll<LocalText>(spec->lifecycles[i], root.Child("lifecycles", i),
                        resolve);
  }
  VisitAll<LocalText>(spec->routing, root.Child("routing"), resolve);
}

// Adds what is wrong with the work list.
void ValidateWorkListOf(const EngineSpec& spec, const FactCatalog& catalog,
                        const FieldPath& root, SpecIssues* issues) {
  if (!spec.work_list.has_value()) return;
  const FieldPath here = root.Child("work_list");
  ValidateWorkList(*spec.work_list, here, issues);
  ValidateWorkListFacts(*spec.work_list, catalog, here, issues);
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
  ValidatePeopleMetrics(spec.people_metrics, root.Child("people_metrics"),
                        issues);
  ValidateAssessment(spec.assessment, spec.people_metrics,
                     root.Child("assessment"), issues);
  const absl::StatusOr<FactCatalog> catalog =
      CompileFactCatalog(resolved.schema, SignalsOf(resolved));
  if (catalog.ok()) {
    ValidateBuyerStage(resolved.buyer_stage, *catalog,
                       root.Child("buyer_stage"), issues);
    ValidateEngagement(resolved.engagement, *catalog, root.Child("engagement"),
                       issues);
    ValidateQuestionnaires(resolved, *catalog, root, issues);
    ValidateScores(resolved, *catalog, root, issues);
    ValidateScoring(resolved.scoring, *catalog, root.Child("scoring"), issues);
    ValidateWorkListOf(resolved, *catalog, root, issues);
    CheckCompanyScore(resolved, *catalog, root, issues);
  }
  const std::vector<BusinessCalendar> calendars =
      CompileCalendars(resolved, issues);
  ValidateLifecyclesTogether(resolved, root, issues);
  if (!catalog.ok() || calendars.size() != resolved.calendars.size()) return;
  for (size_t i = 0; i < resolved.lifecycles.size(); ++i) {
    ValidateLifecycle(resolved.lifecycles[i], *catalog, calendars,
                      root.Child("lifecycles", i), issues);
  }
  if (resolved.routing.has_value()) {
    ValidateRouting(*resolved.routing, *catalog, calendars,
                    root.Child("routing"), issues);
  }
  if (resolved.conversion.has_value()) {
    ValidateConversion(*resolved.conversion, *catalog, resolved.lifecycles,
                       root.Child("conversion"), issues);
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
  LOTSE_ASSIGN_OR_RETURN(Engagement engagement,
                         CompileEngagement(spec.engagement, catalog));
  LOTSE_ASSIGN_OR_RETURN(BuyerStageFinder buyer_stage,
                         CompileBuyerStage(spec.buyer_stage, catalog));
  ValidateQuestionnaires(spec, catalog, root, &issues);
  ValidateScores(spec, catalog, root, &issues);
  ValidatePeopleMetrics(spec.people_metrics, root.Child("people_metrics"),
                        &issues);
  ValidateWorkListOf(spec, catalog, root, &issues);
  if (!issues.empty()) return issues.ToStatus();
  std::vector<Questionnaire> questionnaires;
  for (const QuestionnaireSpec& questionnaire : spec.questionnaires) {
    LOTSE_ASSIGN_OR_RETURN(
        Questionnaire compiled,
        CompileQuestionnaire(questionnaire, catalog, resources.rates));
    questionnaires.push_back(std::move(compiled));
  }
  LOTSE_ASSIGN_OR_RETURN(Assessor assessor,
                         CompileAssessor(spec.assessment, spec.people_metrics));
  // Every part publishes what SignalsOf says.
  const auto slot = [&](const std::string& name) {
    return catalog.Find(name).value_or(0);
  };
  const auto part = [&](Scorer scorer, ConditionSet when,
                        const std::string& prefix) {
    return Engine::ScorePart{std::move(scorer),
                             std::move(when),
                             slot(absl::StrCat(prefix, ".points")),
                             slot(absl::StrCat(prefix, ".probability")),
                             slot(absl::StrCat(prefix, ".category")),
                             slot(absl::StrCat(prefix, ".veto"))};
  };
  std::vector<FactSlot> engagement_slots;
  if (!spec.engagement.groups.empty()) {
    engagement_slots.push_back(slot(kEngagementPoints));
    for (const EngagementGroup& group : spec.engagement.groups) {
      engagement_slots.push_back(
          slot(absl::StrCat("engagement.", group.id, ".points")));
    }
  }
  std::vector<Engine::ScorePart> further;
  for (size_t i = 0; i < spec.scores.size(); ++i) {
    const NamedScore& score = spec.scores[i];
    const FieldPath here = root.Child("scores", i);
    LOTSE_ASSIGN_OR_RETURN(Scorer scorer,
                           CompileScorer(score.scoring, catalog,
                                         here.Child("scoring"), OrderOf(i)));
    LOTSE_ASSIGN_OR_RETURN(
        ConditionSet when,
        CompileConditions({score.when}, catalog, ReaderOf(i)));
    further.push_back(
        part(std::move(scorer), std::move(when), PrefixOf(score)));
  }
  LOTSE_ASSIGN_OR_RETURN(Scorer scorer, CompileScorer(spec.scoring, catalog));
  Engine::ScorePart main = part(std::move(scorer), ConditionSet(), "score");
  std::vector<BusinessCalendar> calendars = CompileCalendars(spec, &issues);
  ValidateLifecyclesTogether(spec, root, &issues);
  CheckCompanyScore(spec, catalog, root, &issues);
  if (!issues.empty()) return issues.ToStatus();
  std::vector<Lifecycle> lifecycles;
  for (size_t i = 0; i < spec.lifecycles.size(); ++i) {
    LOTSE_ASSIGN_OR_RETURN(
        Lifecycle lifecycle,
        CompileLifecycle(spec.lifecycles[i], catalog, calendars,
                         root.Child("lifecycles", i)));
    lifecycles.push_back(std::move(lifecycle));
  }
  std::optional<Router> router;
  if (spec.routing.has_value()) {
    LOTSE_ASSIGN_OR_RETURN(
        router, CompileRouting(*spec.routing, catalog, calendars, spec.tenant));
  }
  FactBinder binder(catalog, resources.rates);
  std::optional<Converter> converter;
  if (spec.conversion.has_value()) {
    LOTSE_ASSIGN_OR_RETURN(
        converter,
        CompileConverter(*spec.conversion, binder, spec.lifecycles, calendars));
  }
  std::string text = fingerprint.ToString();
  return Engine(std::make_shared<const Engine::Rep>(Engine::Rep{
      std::move(spec), fingerprint, std::move(text), std::move(resources.rates),
      std::move(catalog), std::move(binder), std::move(buyer_stage),
      std::move(engagement), std::move(engagement_slots),
      std::move(questionnaires), std::move(assessor), std::move(further),
      std::move(main), std::move(calendars), std::move(lifecycles),
      std::move(router), std::move(converter)}));
}

}  // namespace lotse
