// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// KnownFactAt: what is known of one fact at an instant, and where it comes
// from. FactBinder gives values alone, for many facts at once.
//
//   std::optional<KnownFact> size =
//       KnownFactAt(facts, "company.employees", as_of);
//   size->value;    // 120
//   size->source;   // "form"
//
// Pure functions; thread-safe.
#ifndef LOTSE_FACTS_KNOWN_FACT_H_
#define LOTSE_FACTS_KNOWN_FACT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/time.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/value.h"

namespace lotse {

// The entry of an attribute's history that holds at `at`; null if there is
// none.
const Attribute* AttributeAt(absl::Span<const Attribute> attributes,
                             absl::string_view key, Instant at);

struct KnownFact {
  // As the facts have it, not converted; never missing.
  Value value;
  // Unset: always known.
  Instant since;
  // Unset: unknown.
  std::string source;
  // Of answers: who gave it or wrote it down. Unset: unknown.
  std::string author;
};

// What `facts` say at `as_of` of the fact with this qualified name, such as
// "company.employees", "answer.budget" or "opportunity.value"; "person" is the
// lead's own. Nothing if it is unknown, if there is no such record, or for a
// signal.
std::optional<KnownFact> KnownFactAt(const Facts& facts, absl::string_view name,
                                     Instant as_of);

}  // namespace lotse

#endif  // LOTSE_FACTS_KNOWN_FACT_H_
