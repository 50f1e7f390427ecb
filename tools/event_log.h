// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EventLog: a log of many leads, by lead.
#ifndef LOTSE_TOOLS_EVENT_LOG_H_
#define LOTSE_TOOLS_EVENT_LOG_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lotse/lifecycle/lead_event.h"

namespace lotse::tools {

struct EventLog {
  // By the lead's id; events in the order of the file.
  std::map<std::string, std::vector<LeadEvent>, std::less<>> leads;
  int64_t events = 0;
  // Rows that could not be read; each was told.
  int64_t bad_rows = 0;
};

// Reads a log (event_reader.h), also packed with gzip; "-" is standard input.
// Bad rows are told and left out. Error: "path: ..." if the file cannot be
// read.
absl::StatusOr<EventLog> ReadEventLog(const std::string& path);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_EVENT_LOG_H_
