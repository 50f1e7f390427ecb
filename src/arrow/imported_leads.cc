// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ImportedLeads and the errors of LeadBatch.
#include "lotse/arrow/imported_leads.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lead_batch.h"

namespace lotse {

void LeadBatch::AddError(size_t row, std::string message) {
  errors.push_back({row, *messages.insert(std::move(message)).first});
}

void LeadBatch::AddFaults(const ElementFaults& faults, ValueType type,
                          absl::string_view path) {
  std::optional<Fault> last;
  absl::string_view message;
  for (const ElementFault& fault : faults) {
    if (last != fault.fault) {
      last = fault.fault;
      message = *messages
                     .insert(absl::StrCat(path, ": ",
                                          DescribeFault(fault.fault, type)))
                     .first;
    }
    errors.push_back({fault.element, message});
  }
}

void LeadBatch::SortErrors() {
  std::stable_sort(
      errors.begin(), errors.end(),
      [](const RowError& a, const RowError& b) { return a.row < b.row; });
  errors.erase(std::unique(errors.begin(), errors.end(),
                           [](const RowError& a, const RowError& b) {
                             return a.row == b.row;
                           }),
               errors.end());
}

ImportedLeads::ImportedLeads(std::unique_ptr<LeadBatch> batch)
    : batch_(std::move(batch)) {}
ImportedLeads::~ImportedLeads() = default;
ImportedLeads::ImportedLeads(ImportedLeads&&) noexcept = default;
ImportedLeads& ImportedLeads::operator=(ImportedLeads&&) noexcept = default;

const LeadColumns& ImportedLeads::columns() const { return batch_->columns; }
const std::optional<ColumnView>& ImportedLeads::ids() const {
  return batch_->ids;
}
const std::string& ImportedLeads::id_format() const {
  return batch_->id_format;
}
const std::optional<ColumnView>& ImportedLeads::previous_category() const {
  return batch_->previous_category;
}
const std::optional<ColumnView>& ImportedLeads::previous_category_since()
    const {
  return batch_->previous_category_since;
}
const std::vector<RowError>& ImportedLeads::errors() const {
  return batch_->errors;
}

}  // namespace lotse
