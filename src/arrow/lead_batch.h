// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadBatch: what an ImportedLeads has inside.
#ifndef LOTSE_SRC_ARROW_LEAD_BATCH_H_
#define LOTSE_SRC_ARROW_LEAD_BATCH_H_

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "column_import.h"
#include "lotse/arrow/c_data.h"
#include "lotse/arrow/imported_leads.h"
#include "lotse/facts/lead_columns.h"

namespace lotse {

struct LeadBatch {
  std::vector<OwnedArrowArray> arrays;
  ImportBuffers buffers;
  LeadColumns columns;
  // What `columns` points to.
  std::vector<ColumnView> values;
  std::vector<ColumnView> payload;
  std::vector<ConsentView> consents;

  std::optional<ColumnView> ids;
  std::string id_format;
  std::optional<ColumnView> previous_category;
  std::optional<ColumnView> previous_category_since;

  // By row once SortErrors was called. Messages that are equal are one.
  std::vector<RowError> errors;
  std::set<std::string> messages;

  void AddError(size_t row, std::string message);
  // A fault of each element is one of the row of the same number.
  void AddFaults(const ElementFaults& faults, ValueType type,
                 absl::string_view path);
  // Keeps the first error of each row.
  void SortErrors();
};

}  // namespace lotse

#endif  // LOTSE_SRC_ARROW_LEAD_BATCH_H_
