// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadStates: where leads are, from what decisions wrote.
//
//   absl::StatusOr<LeadStates> states = ReadLeadStates("decisions.ndjson");
//   auto state = states->find("L-1");
#ifndef LOTSE_TOOLS_LEAD_STATES_H_
#define LOTSE_TOOLS_LEAD_STATES_H_

#include <functional>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "lotse/lifecycle/lead_state.h"

namespace lotse::tools {

// By the id of the lead.
using LeadStates = std::map<std::string, LeadState, std::less<>>;

// Reads a file with one lotse.v1.Decision a line, also packed with gzip; "-" is
// standard input. Of several decisions on one lead the last in the file counts.
// Error: what is wrong with the first line that cannot be read.
absl::StatusOr<LeadStates> ReadLeadStates(const std::string& path);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_LEAD_STATES_H_
