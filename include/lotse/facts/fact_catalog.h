// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FactCatalog: the facts and signals that conditions may name, each with a
// slot.
//
// A LeadView carries one ValueView per slot; conditions are compiled against
// the catalog and read slots, never names.
//
//   FactCatalog catalog = *CompileFactCatalog(schema);
//   FactSlot slot = *catalog.Find("employees");
//   catalog.fact(slot).name;                        // "company.employees"
//
// A FactCatalog is an immutable handle: cheap to copy, safe to share between
// threads.
#ifndef LOTSE_FACTS_FACT_CATALOG_H_
#define LOTSE_FACTS_FACT_CATALOG_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/local_text.h"
#include "lotse/facts/schema.h"
#include "lotse/facts/value.h"

namespace lotse {

// Index of a fact in its catalog.
using FactSlot = uint32_t;

// When a signal becomes known, in the order in which an engine computes. A
// condition may read signals of earlier steps only.
enum class SignalStep : uint8_t {
  kFact = 0,  // Not a signal: a fact, known from the start.
  kQuality = 1,
  kBuyerStage = 2,
  kPlan = 3,
  kScore = 4,
  kCategory = 5,
  kLifecycle = 6,
};

// One fact or signal.
struct FactDefinition {
  // "company.employees", or a signal's name such as "quality.grade".
  std::string name;
  ValueType type = ValueType::kUnspecified;
  // As in AttributeSpec, for declared attributes; empty for others.
  std::vector<Option> options;
  LocalText label;
  std::string unit;
  // For money: the currency of comparisons.
  std::string currency;
  bool personal = false;
  bool not_for_scoring = false;
  SignalStep step = SignalStep::kFact;
  // Its place within the step: conditions of the same step may read it if they
  // are evaluated later.
  uint32_t order = 0;
};

class FactCatalog {
 public:
  // Facts of a lead and signals, by slot.
  size_t size() const { return rep_->facts.size(); }
  const FactDefinition& fact(FactSlot slot) const { return rep_->facts[slot]; }

  // The slot of a qualified name, or of a bare key that only one record has; a
  // signal has no bare key. Errors: NotFound if there is none, with the name
  // that was meant unless `hint` is false (the search for it takes time);
  // InvalidArgument naming the candidates if there are several.
  absl::StatusOr<FactSlot> Find(absl::string_view name, bool hint = true) const;

  // Facts of one activity, by payload slot. Errors as Find.
  size_t payload_size() const { return rep_->payload.size(); }
  const FactDefinition& payload(FactSlot slot) const {
    return rep_->payload[slot];
  }
  absl::StatusOr<FactSlot> FindPayload(absl::string_view name,
                                       bool hint = true) const;

  // The index of a declared kind of activity. Error: NotFound, as Find.
  absl::StatusOr<uint32_t> FindActivityKind(absl::string_view kind,
                                            bool hint = true) const;
  const std::vector<Option>& activity_kinds() const { return rep_->kinds; }

  UnknownAttributes unknown_attributes() const { return rep_->unknown; }

 private:
  friend absl::StatusOr<FactCatalog> CompileFactCatalog(
      const Schema& schema, absl::Span<const FactDefinition> signals);
  struct Rep {
    std::vector<FactDefinition> facts;
    std::vector<FactDefinition> payload;
    std::vector<Option> kinds;
    UnknownAttributes unknown = UnknownAttributes::kUnspecified;
    // Slots sorted by name, and by bare key and name, for Find.
    std::vector<FactSlot> facts_by_name;
    std::vector<FactSlot> facts_by_key;
    std::vector<FactSlot> payload_by_name;
    // Indices of kinds, sorted by key.
    std::vector<uint32_t> kinds_by_key;
  };
  explicit FactCatalog(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}

  std::shared_ptr<const Rep> rep_;
};

// The catalog of a schema and of the signals that the parts of an engine
// publish. Error: InvalidArgument with the first issue of ValidateSchema.
absl::StatusOr<FactCatalog> CompileFactCatalog(
    const Schema& schema, absl::Span<const FactDefinition> signals = {});

}  // namespace lotse

#endif  // LOTSE_FACTS_FACT_CATALOG_H_
