// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FindLead: the one lead of a file that a command is about.
#ifndef LOTSE_TOOLS_LEAD_SEARCH_H_
#define LOTSE_TOOLS_LEAD_SEARCH_H_

#include <string>

#include "absl/status/statusor.h"
#include "lotse/facts/schema.h"
#include "lotse/import/lead_reader.h"
#include "tools/input_file.h"

namespace lotse::tools {

struct FoundLead {
  LeadRecord record;
  // "leads.csv: line 12", for messages.
  std::string place;
};

// The first lead with this id. Error: what is wrong with the file, or that no
// lead has the id, which is not repeated.
absl::StatusOr<FoundLead> FindLead(const LeadOptions& options,
                                   const Schema& schema, const std::string& id);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_LEAD_SEARCH_H_
