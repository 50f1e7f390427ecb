// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DeclaredAttribute.
#include "src/score/declared_attribute.h"

#include "lotse/facts/built_in_facts.h"

namespace lotse {

std::optional<RecordAttribute> DeclaredAttribute(const FactCatalog& catalog,
                                                 FactSlot slot) {
  const FactDefinition& fact = catalog.fact(slot);
  if (fact.step != SignalStep::kFact) return std::nullopt;
  const absl::string_view name = fact.name;
  const size_t dot = name.find('.');
  if (dot == absl::string_view::npos) return std::nullopt;
  const absl::string_view entity = name.substr(0, dot);
  const absl::string_view key = name.substr(dot + 1);
  if (IsBuiltInFact(entity, key)) return std::nullopt;
  for (const EnumName<FactRecord>& record : EnumNames<FactRecord>::kNames) {
    if (entity == record.name) return RecordAttribute{record.value, key};
  }
  return std::nullopt;
}

}  // namespace lotse
