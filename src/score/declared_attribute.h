// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DeclaredAttribute: the record and the key behind a slot, for attributes that
// changes may write. Internal to score; a pure function.
#ifndef LOTSE_SRC_SCORE_DECLARED_ATTRIBUTE_H_
#define LOTSE_SRC_SCORE_DECLARED_ATTRIBUTE_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/fact_change.h"

namespace lotse {

struct RecordAttribute {
  FactRecord record = FactRecord::kUnspecified;
  // Points into the catalog.
  absl::string_view key;
};

// Nothing for signals, answers and built-in facts.
std::optional<RecordAttribute> DeclaredAttribute(const FactCatalog& catalog,
                                                 FactSlot slot);

}  // namespace lotse

#endif  // LOTSE_SRC_SCORE_DECLARED_ATTRIBUTE_H_
