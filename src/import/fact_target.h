// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FactTarget: where in Facts the cells of one column go, and how they are read.
//
// Finding a target adds its place to the shape: the facts that every row starts
// from, with all attributes there and missing. So a row only sets values.
#ifndef LOTSE_SRC_IMPORT_FACT_TARGET_H_
#define LOTSE_SRC_IMPORT_FACT_TARGET_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/schema.h"
#include "lotse/import/cell_parser.h"

namespace lotse {

// How the file writes its cells.
struct CellContext {
  DecimalMark decimal_mark = DecimalMark::kPoint;
  DateOrder date_order = DateOrder::kUnspecified;
  const MissingMarkers* won = nullptr;
  const MissingMarkers* lost = nullptr;
};

class FactTarget {
 public:
  FactTarget() = default;

  // The target of `fact`, a name as in CsvColumn::fact. Error: NotFound or
  // InvalidArgument with a hint.
  static absl::StatusOr<FactTarget> Find(absl::string_view fact,
                                         const Schema& schema, Facts* shape);

  // Puts what `cell` says into `facts`, which has the shape. Error:
  // InvalidArgument saying what the cell must hold.
  absl::Status Set(absl::string_view cell, const CellContext& context,
                   Facts* facts) const;

  // Nothing is known.
  void Clear(Facts* facts) const;

  // The declared options of the attribute.
  const std::vector<Option>& options() const { return attribute_.options; }

 private:
  enum class Place : uint8_t {
    kId,  // A plain text.
    kInstant,
    kOutcome,
    kOutcomeAt,
    kDealValue,
    kExpectedClose,
    kAttribute,
    kAnswer,
  };
  enum class Entity : uint8_t { kLead, kPerson, kCompany, kOpportunity };
  struct Named;

  static void AddEntity(Entity entity, Facts* shape);
  static std::vector<Attribute>& AttributesOf(Entity entity, Facts* facts);
  absl::Status SetValue(absl::string_view cell, const CellContext& context,
                        Value* value) const;

  Place place_ = Place::kId;
  Entity entity_ = Entity::kLead;
  size_t index_ = 0;         // Of the attribute or answer.
  AttributeSpec attribute_;  // What it is declared as.
  std::string* (*text_)(Facts*) = nullptr;
  Instant* (*instant_)(Facts*) = nullptr;
};

// The fact that a column with this header is, or "" if none: see
// CsvMapping::match_headers. Error: InvalidArgument naming the candidates.
absl::StatusOr<std::string> MatchHeader(absl::string_view header,
                                        const Schema& schema);

// Whether `facts` has the places that `shape` has.
bool HasShape(const Facts& facts, const Facts& shape);

}  // namespace lotse

#endif  // LOTSE_SRC_IMPORT_FACT_TARGET_H_
