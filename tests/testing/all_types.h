// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AllTypesCatalog: a catalog with a company attribute of each type, named like
// the type, and AllTypesLead, a row of values for it.
//
//   AllTypesLead lead;
//   lead.Set("integer", ValueView::Integer(7));
//   EXPECT_TRUE(lead.Holds("integer = 7"));
#ifndef LOTSE_TESTING_ALL_TYPES_H_
#define LOTSE_TESTING_ALL_TYPES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "lotse/condition/condition_set.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_view.h"
#include "lotse/score/scorer.h"

namespace lotse {

inline Schema AllTypesSchema() {
  Schema schema;
  schema.currency = "EUR";
  schema.company = {
      {"boolean", ValueType::kBoolean}, {"integer", ValueType::kInteger},
      {"number", ValueType::kNumber},   {"text", ValueType::kText},
      {"time", ValueType::kTime},       {"date", ValueType::kDate},
      {"list", ValueType::kList},       {"money", ValueType::kMoney},
      {"industry", ValueType::kText},   {"tags", ValueType::kList},
      {"gender", ValueType::kText}};
  schema.company[8].options = {Option{"it", {}, false},
                               Option{"trade", {}, false},
                               Option{"mining", {}, true}};
  schema.company[9].options = {Option{"red", {}, false},
                               Option{"blue", {}, false}};
  schema.company[10].not_for_scoring = true;
  schema.person = {{"text", ValueType::kText}, {"name", ValueType::kText}};
  schema.activity = {
      {"asset", ValueType::kText},    {"minutes", ValueType::kInteger},
      {"amount", ValueType::kNumber}, {"paid", ValueType::kBoolean},
      {"due", ValueType::kTime},      {"secret", ValueType::kInteger}};
  schema.activity[5].not_for_scoring = true;
  schema.activity_kinds = {Option{"download", {}, false},
                           Option{"visit", {}, false},
                           Option{"call", {}, false}};
  return schema;
}

inline FactCatalog AllTypesCatalog() {
  FactDefinition quality;
  quality.name = "quality.grade";
  quality.type = ValueType::kText;
  quality.step = SignalStep::kQuality;
  FactDefinition points;
  points.name = "score.points";
  points.type = ValueType::kNumber;
  points.step = SignalStep::kScore;
  points.order = kMainScoreOrder;
  return *CompileFactCatalog(AllTypesSchema(), {quality, points});
}

// One lead with all that a LeadView points into.
class AllTypesLead {
 public:
  AllTypesLead() : values_(catalog_.size()) {}

  void Set(absl::string_view name, ValueView value) {
    const std::string full = "company." + std::string(name);
    const auto slot = catalog_.Find(full);
    values_[slot.ok() ? *slot : *catalog_.Find(name)] = value;
  }
  void AddActivity(
      absl::string_view kind, Instant at,
      std::vector<std::pair<const char*, ValueView>> payload = {}) {
    payloads_.emplace_back(catalog_.payload_size());
    for (const auto& [name, value] : payload) {
      payloads_.back()[*catalog_.FindPayload(name)] = value;
    }
    kinds_.push_back(*catalog_.FindActivityKind(kind));
    times_.push_back(at);
  }
  void AddConsent(ConsentView consent) { consents_.push_back(consent); }

  LeadView View() {
    activities_.clear();
    for (size_t i = 0; i < payloads_.size(); ++i) {
      activities_.push_back({kinds_[i], times_[i], payloads_[i]});
    }
    LeadView view;
    view.values = values_;
    view.activities = activities_;
    view.consents = consents_;
    return view;
  }

  // Compiles and evaluates one condition.
  bool Holds(const Condition& condition) {
    const absl::StatusOr<ConditionSet> set =
        CompileConditions({condition}, catalog_);
    EXPECT_TRUE(set.ok()) << set.status();
    if (!set.ok()) return false;
    ConditionScratch scratch;
    set->Evaluate(View(), as_of, &scratch);
    return set->Holds(scratch, 0);
  }
  bool Holds(std::string text) {
    return Holds(Condition::FromText(std::move(text)));
  }

  const FactCatalog& catalog() const { return catalog_; }

  Instant as_of = *Instant::Parse("2026-11-23T10:00:00Z");

 private:
  FactCatalog catalog_ = AllTypesCatalog();
  std::vector<ValueView> values_;
  std::vector<std::vector<ValueView>> payloads_;
  std::vector<uint32_t> kinds_;
  std::vector<Instant> times_;
  std::vector<ActivityView> activities_;
  std::vector<ConsentView> consents_;
};

}  // namespace lotse

#endif  // LOTSE_TESTING_ALL_TYPES_H_
