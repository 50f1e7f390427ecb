// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CheckCompanyScore.
#include "src/engine/check_company_score.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lotse/base/visit_fields.h"
#include "lotse/condition/condition_text.h"
#include "src/engine/condition_operands.h"

namespace lotse {
namespace {

// Finds what a score is made of, however many signals lie between.
class Sources {
 public:
  Sources(const EngineSpec& spec, const FactCatalog& catalog)
      : spec_(spec), catalog_(catalog) {}

  // What the further score of this name reads; empty: the main one.
  void AddScore(absl::string_view name) {
    if (name.empty()) return AddScoring(spec_.scoring);
    for (const NamedScore& score : spec_.scores) {
      if (score.name != name) continue;
      AddConditions(score);
      AddScoring(score.scoring);
    }
  }

  bool Reads(FactSlot slot) const { return read_.count(slot) > 0; }

 private:
  void AddScoring(const ScoringSpec& scoring) {
    AddConditions(scoring);
    for (const Group& group : scoring.groups) {
      for (const BandTable& table : group.bands) AddOperand(table.of);
      for (const OptionTable& table : group.options) AddOperand(table.of);
      for (const Weight& weight : group.weights) AddOperand(weight.of);
    }
  }

  template <typename Part>
  void AddConditions(const Part& part) {
    VisitAll<Condition>(part, FieldPath(),
                        [&](const Condition& condition, const FieldPath&) {
                          for (const Operand& operand : OperandsOf(condition))
                            Add(operand);
                        });
  }

  void AddOperand(absl::string_view of) {
    const absl::StatusOr<Operand> operand = ParseOperand(of);
    if (operand.ok()) Add(*operand);
  }

  void Add(const Operand& operand) {
    if (const auto* fact = std::get_if<FactOperand>(&operand.kind)) {
      AddFact(fact->name);
    } else if (const auto* list = std::get_if<ListOperand>(&operand.kind)) {
      AddFact(list->name);
    }
  }

  void AddFact(absl::string_view name) {
    const absl::StatusOr<FactSlot> slot = catalog_.Find(name, /*hint=*/false);
    // A signal reads earlier ones only, and each is gone into once.
    if (!slot.ok() || !read_.insert(*slot).second) return;
    const absl::string_view signal = catalog_.fact(*slot).name;
    if (catalog_.fact(*slot).step == SignalStep::kFact) return;
    const size_t dot = signal.find('.');
    const absl::string_view owner = signal.substr(0, dot);
    const absl::string_view rest = signal.substr(dot + 1);
    const absl::string_view name_of_part = rest.substr(0, rest.find('.'));
    if (owner == "score" && rest.size() > name_of_part.size()) {
      AddScore(name_of_part);
    } else if (owner == "buyer") {
      AddConditions(spec_.buyer_stage);
    } else if (owner == "questionnaire") {
      for (const QuestionnaireSpec& questionnaire : spec_.questionnaires) {
        if (questionnaire.name == name_of_part) AddConditions(questionnaire);
      }
    }
  }

  const EngineSpec& spec_;
  const FactCatalog& catalog_;
  std::set<FactSlot> read_;
};

}  // namespace

void CheckCompanyScore(const EngineSpec& spec, const FactCatalog& catalog,
                       const FieldPath& root, SpecIssues* issues) {
  if (!spec.company_score.has_value()) return;
  const CompanyScoreSpec& company = *spec.company_score;
  const FieldPath here = root.Child("company_score");
  ValidateCompanyScore(company, here, issues);
  ValidateCompanyScoreFacts(company, catalog, here, issues);
  std::vector<absl::string_view> names;
  for (const NamedScore& score : spec.scores) names.push_back(score.name);
  if (!company.score.empty() &&
      std::find(names.begin(), names.end(), company.score) == names.end()) {
    issues->Add(here.Child("score"),
                absl::StrCat("is none of `scores` (leave it out for the main "
                             "score)",
                             issues->DidYouMean(company.score, names)));
  }
  // Conditions that are wrong cannot be looked into.
  if (!issues->empty() || company.points_fact.empty()) return;
  Sources sources(spec, catalog);
  sources.AddScore(company.score);
  const absl::StatusOr<FactSlot> kept = catalog.Find(company.points_fact);
  if (kept.ok() && sources.Reads(*kept)) {
    issues->Add(here.Child("points_fact"),
                "is read by the score that adds up into it, which would grow "
                "with every change: let another score read it");
  }
}

}  // namespace lotse
