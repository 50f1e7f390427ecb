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

// The part of a name after its record; the whole name if it has none.
absl::string_view KeyOf(absl::string_view name) {
  const size_t dot = name.find('.');
  return dot == absl::string_view::npos ? name : name.substr(dot + 1);
}

template <typename Name>
std::vector<FactSlot> SortedBy(std::vector<FactSlot> slots, Name name) {
  std::sort(slots.begin(), slots.end(),
            [&](FactSlot a, FactSlot b) { return name(a) < name(b); });
  return slots;
}

std::vector<FactSlot> SortByName(const std::vector<FactDefinition>& facts) {
  std::vector<FactSlot> slots(facts.size());
  std::iota(slots.begin(), slots.end(), FactSlot{0});
  return SortedBy(std::move(slots), [&](FactSlot slot) {
    return absl::string_view(facts[slot].name);
  });
}

// The slots whose name is `name`, or `name_of` of it.
template <typename Name>
absl::Span<const FactSlot> EqualRange(const std::vector<FactSlot>& slots,
                                      absl::string_view name, Name name_of) {
  const auto begin = std::lower_bound(
      slots.begin(), slots.end(), name,
      [&](FactSlot slot, absl::string_view n) { return name_of(slot) < n; });
  auto end = begin;
  while (end != slots.end() && name_of(*end) == name) ++end;
  return absl::MakeSpan(slots).subspan(
      static_cast<size_t>(begin - slots.begin()),
      static_cast<size_t>(end - begin));
}

absl::StatusOr<FactSlot> FindByName(const std::vector<FactDefinition>& facts,
                                    const std::vector<FactSlot>& by_name,
                                    const std::vector<FactSlot>& by_key,
                                    absl::string_view name, bool hint) {
  const absl::Span<const FactSlot> exact = EqualRange(
      by_name, name,
      [&](FactSlot slot) { return absl::string_view(facts[slot].name); });
  if (!exact.empty()) return exact.front();
  const absl::Span<const FactSlot> candidates = EqualRange(
      by_key, name, [&](FactSlot slot) { return KeyOf(facts[slot].name); });
  if (candidates.size() == 1) return candidates.front();
  if (!candidates.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "\"", name, "\" is ambiguous; write one of ",
        absl::StrJoin(candidates, ", ", [&](std::string* out, FactSlot slot) {
          absl::StrAppend(out, facts[slot].name);
        })));
  }
  std::vector<absl::string_view> names;
  if (hint) {
    for (FactSlot slot : by_name) names.push_back(facts[slot].name);
    if (!absl::StrContains(name, '.')) {
      for (FactSlot slot : by_key) names.push_back(KeyOf(facts[slot].name));
    }
  }
  return absl::NotFoundError(absl::StrCat("unknown attribute \"", name, "\"",
                                          DidYouMean(name, names)));
}

}  // namespace

absl::StatusOr<FactSlot> FactCatalog::Find(absl::string_view name,
                                           bool hint) const {
  return FindByName(rep_->facts, rep_->facts_by_name, rep_->facts_by_key, name,
                    hint);
}

absl::StatusOr<FactSlot> FactCatalog::FindPayload(absl::string_view name,
                                                  bool hint) const {
  return FindByName(rep_->payload, rep_->payload_by_name, {}, name, hint);
}

absl::StatusOr<uint32_t> FactCatalog::FindActivityKind(absl::string_view kind,
                                                       bool hint) const {
  const absl::Span<const uint32_t> found = EqualRange(
      rep_->kinds_by_key, kind,
      [&](uint32_t i) { return absl::string_view(rep_->kinds[i].key); });
  if (!found.empty()) return found.front();
  std::vector<absl::string_view> names;
  if (hint) {
    for (const Option& option : rep_->kinds) names.push_back(option.key);
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
  std::vector<FactSlot> facts = rep->facts_by_name;
  facts.erase(std::remove_if(facts.begin(), facts.end(),
                             [&](FactSlot slot) {
                               return rep->facts[slot].step !=
                                      SignalStep::kFact;
                             }),
              facts.end());
  rep->facts_by_key = SortedBy(std::move(facts), [&](FactSlot slot) {
    const absl::string_view name = rep->facts[slot].name;
    return std::make_pair(KeyOf(name), name);
  });
  rep->payload_by_name = SortByName(rep->payload);
  std::vector<uint32_t> kinds(rep->kinds.size());
  std::iota(kinds.begin(), kinds.end(), 0u);
  rep->kinds_by_key = SortedBy(std::move(kinds), [&](uint32_t i) {
    return absl::string_view(rep->kinds[i].key);
  });
  return FactCatalog(std::move(rep));
}

}  // namespace lotse
