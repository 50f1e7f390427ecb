// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The facts that every lead and opportunity has besides declared attributes:
// one table, read by the schema check, FactCatalog and FactBinder.
#ifndef LOTSE_FACTS_BUILT_IN_FACTS_H_
#define LOTSE_FACTS_BUILT_IN_FACTS_H_

#include <array>

#include "absl/strings/string_view.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/value.h"

namespace lotse {

struct BuiltInFact {
  // "lead", "opportunity" or "activity".
  const char* entity;
  const char* key;
  ValueType type;
  // How people call it.
  const char* en;
  const char* de;
};

// In the order of their slots. Empty texts and unset instants are missing.
inline constexpr std::array<BuiltInFact, 9> kBuiltInFacts = {{
    {"lead", "offer", ValueType::kText, "offer", "Angebot"},
    {"lead", "channel", ValueType::kText, "channel", "Kanal"},
    {"lead", "campaign", ValueType::kText, "campaign", "Kampagne"},
    {"lead", "created_at", ValueType::kTime, "first contact", "Erstkontakt"},
    {"opportunity", "value", ValueType::kMoney, "deal value", "Auftragswert"},
    {"opportunity", "stage", ValueType::kText, "stage", "Phase"},
    {"opportunity", "opened_at", ValueType::kTime, "opened", "eröffnet"},
    {"opportunity", "expected_close", ValueType::kDate, "expected close",
     "erwarteter Abschluss"},
    {"activity", "channel", ValueType::kText, "channel", "Kanal"},
}};

inline bool IsBuiltInFact(absl::string_view entity, absl::string_view key) {
  for (const BuiltInFact& fact : kBuiltInFacts) {
    if (entity == fact.entity && key == fact.key) return true;
  }
  return false;
}

}  // namespace lotse

#endif  // LOTSE_FACTS_BUILT_IN_FACTS_H_
