// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The ids of leads as columns, and JoinLeads, which finds the rows of a table
// that belong to each lead.
#ifndef LOTSE_SRC_ARROW_LEAD_JOIN_H_
#define LOTSE_SRC_ARROW_LEAD_JOIN_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "arrow_type.h"
#include "column_import.h"

namespace lotse {

// Ids are texts or integers. Error: InvalidArgument.
absl::Status CheckLeadIds(const ArrowType& type, absl::string_view path);

// Reads ids that CheckArray found good; integers where they are.
ColumnView ImportLeadIds(const ColumnSource& source, ImportBuffers* buffers,
                         ElementFaults* faults);

// As ImportedLeads::id_format.
std::string FormatOfLeadIds(const ArrowType& type);

struct LeadIds {
  const ColumnView& view;
  absl::string_view format;
  size_t rows = 0;
};

// Row i of `leads` has rows [starts[i], starts[i + 1]) of `table`, which names
// leads in their order. Error: InvalidArgument with the first row that does
// not, or if one has texts and the other integers.
absl::StatusOr<const int64_t*> JoinLeads(const LeadIds& leads,
                                         const LeadIds& table,
                                         absl::string_view path,
                                         ImportBuffers* buffers);

}  // namespace lotse

#endif  // LOTSE_SRC_ARROW_LEAD_JOIN_H_
