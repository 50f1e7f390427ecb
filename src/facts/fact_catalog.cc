// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CompileFactCatalog and the look-up of names.
#include "lotse/facts/fact_catalog.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/base/spec_issue.h"
#include "lotse/facts/built_in_facts.h"

namespace lotse {
namespace {

// Facts of activities are named by their bare key, others with their record.
std::string NameOfFact(absl::string_view entity, absl::string_view key) {
  return entity == "activity" ? std::string(key)
                              : absl::StrCat(entity, ".", key);
}

void AppendEntity(const Schema& schema, absl::string_view entity,
                  const std::vector<AttributeSpec>& attributes,
                  std::vector<FactDefinition>* out) {
  for (const BuiltInFact& fact : kBuiltInFacts) {
    if (entity != fact.entity) continue;
    if (fact.type == ValueType::kMoney && schema.currency.empty()) continue;
    FactDefinition definition;
    definition.name = NameOfFact(entity, fact.key);
    definition.type = fact.type;
    definition.label = LocalText{"", fact.en, fact.de, {}};
    if (fact.type == ValueType::kMoney) definition.currency = schema.currency;
    if (absl::string_view(fact.key) == "channel") {
      definition.options = schema.channels;
    }
    out->push_back(std::move(definition));
  }
  for (const AttributeSpec& attribute : attributes) {
    FactDefinition definition;
    definition.name = NameOfFact(entity, attribute.key);
    definition.type = attribute.type;
    definition.options = attribute.options;
    definition.label = attribute.label;
    definition.unit = attribute.unit;
    definition.currency = attribute.type != ValueType::kMoney ? ""
                          : attribute.currency.empty()        ? schema.currency
                                                       : attribute.currency;
    definition.personal = attribute.personal;
    definition.not_for_scoring = attribute.not_for_scoring;
    out->push_back(std::move(definition));
  }
}

std::vector<FactSlot> SortByName(const std::vector<FactDefinition>& facts) {
  std::vector<FactSlot> slots(facts.size());
  std::iota(slots.begin(), slots.end(), FactSlot{0});
  std::sort(slots.begin(), slots.end(), [&](FactSlot a, FactSlot b) {
    return facts[a].name < facts[b].name;
  });
  return slots;
}

absl::StatusOr<FactSlot> FindByName(const std::vector<FactDefinition>& facts,
                                    const std::vector<FactSlot>& by_name,
                                    absl::string_view name) {
  const auto it = std::lower_bound(
      by_name.begin(), by_name.end(), name,
      [&](FactSlot slot, absl::string_view n) { return facts[slot].name < n; });
  if (it != by_name.end() && facts[*it].name == name) return *it;
  // A bare key: the part after the first dot.
  std::vector<FactSlot> candidates;
  std::vector<absl::string_view> names;
  const bool bare = !absl::StrContains(name, '.');
  for (FactSlot slot : by_name) {
    const absl::string_view full = facts[slot].name;
    names.push_back(full);
    const size_t dot = full.find('.');
    if (dot == absl::string_view::npos) continue;
    const absl::string_view key = full.substr(dot + 1);
    if (bare) names.push_back(key);
    if (bare && key == name) candidates.push_back(slot);
  }
  if (candidates.size() == 1) return candidates.front();
  if (candidates.empty()) {
    return absl::NotFoundError(absl::StrCat("unknown attribute \"", name, "\"",
                                            DidYouMean(name, names)));
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "\"", name, "\" is ambiguous; write one of ",
      absl::StrJoin(candidates, ", ", [&](std::string* out, FactSlot slot) {
        absl::StrAppend(out, facts[slot].name);
      })));
}

}  // namespace

absl::StatusOr<FactSlot> FactCatalog::Find(absl::string_view name) const {
  return FindByName(rep_->facts, rep_->facts_by_name, name);
}

absl::StatusOr<FactSlot> FactCatalog::FindPayload(
    absl::string_view name) const {
  return FindByName(rep_->payload, rep_->payload_by_name, name);
}

absl::StatusOr<uint32_t> FactCatalog::FindActivityKind(
    absl::string_view kind) const {
  std::vector<absl::string_view> names;
  for (uint32_t i = 0; i < rep_->kinds.size(); ++i) {
    if (rep_->kinds[i].key == kind) return i;
    names.push_back(rep_->kinds[i].key);
  }
  return absl::NotFoundError(absl::StrCat("unknown kind of activity \"", kind,
                                          "\"", DidYouMean(kind, names)));
}

absl::StatusOr<FactCatalog> CompileFactCatalog(
    const Schema& schema, absl::Span<const FactDefinition> signals) {
  SpecIssues issues;
  ValidateSchema(schema, FieldPath("schema"), &issues);
  if (!issues.empty()) return issues.ToStatus();
  auto rep = std::make_shared<FactCatalog::Rep>();
  AppendEntity(schema, "person", schema.person, &rep->facts);
  AppendEntity(schema, "company", schema.company, &rep->facts);
  AppendEntity(schema, "lead", schema.lead, &rep->facts);
  AppendEntity(schema, "opportunity", schema.opportunity, &rep->facts);
  AppendEntity(schema, "answer", schema.answer, &rep->facts);
  rep->facts.insert(rep->facts.end(), signals.begin(), signals.end());
  AppendEntity(schema, "activity", schema.activity, &rep->payload);
  rep->kinds = schema.activity_kinds;
  rep->unknown = schema.unknown_attributes;
  rep->facts_by_name = SortByName(rep->facts);
  rep->payload_by_name = SortByName(rep->payload);
  return FactCatalog(std::move(rep));
}

}  // namespace lotse
