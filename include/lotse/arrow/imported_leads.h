// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ImportedLeads: leads that LeadImporter read from Arrow arrays, as columns for
// ColumnScorer. It owns the arrays and releases them when it ends.
//
// Leads with something that cannot be read stand in errors(); their columns
// hold anything. Leave them out of what you make of the others:
//
//   for (const RowError& error : leads.errors()) {
//     // error.row, error.message
//   }
//
// Move-only. Const use is thread-safe.
#ifndef LOTSE_ARROW_IMPORTED_LEADS_H_
#define LOTSE_ARROW_IMPORTED_LEADS_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/facts/lead_columns.h"

namespace lotse {

struct LeadBatch;

// Why a lead cannot be scored.
struct RowError {
  size_t row = 0;
  // "company.employees: must be an integer"; never a value of a person. Lives
  // as long as the ImportedLeads.
  absl::string_view message;
};

class ImportedLeads {
 public:
  explicit ImportedLeads(std::unique_ptr<LeadBatch> batch);
  ~ImportedLeads();
  ImportedLeads(ImportedLeads&&) noexcept;
  ImportedLeads& operator=(ImportedLeads&&) noexcept;

  size_t rows() const { return columns().rows; }
  const LeadColumns& columns() const;

  // Texts or integers; unset: there is no column `id`.
  const std::optional<ColumnView>& ids() const;
  // The Arrow format to give ids back in: "u", "U" or that of an integer, such
  // as "l". Values of "L" stand as int64 with the same bits.
  const std::string& id_format() const;

  // Ids of categories, as texts; unset: there is no such column.
  const std::optional<ColumnView>& previous_category() const;
  // Times as int64 in microseconds; unset as before.
  const std::optional<ColumnView>& previous_category_since() const;

  // At most one for each row, by row.
  const std::vector<RowError>& errors() const;

 private:
  friend class LeadImporter;
  std::unique_ptr<LeadBatch> batch_;
};

}  // namespace lotse

#endif  // LOTSE_ARROW_IMPORTED_LEADS_H_
