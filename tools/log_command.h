// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What decide, replay and funnel share: leads with their events, one decision
// for each.
#ifndef LOTSE_TOOLS_LOG_COMMAND_H_
#define LOTSE_TOOLS_LOG_COMMAND_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lotse/engine/engine.h"
#include "tools/input_file.h"
#include "tools/terminal.h"

namespace lotse::tools {

struct LogOptions {
  std::string spec;
  // Its path may be empty with `without_facts`.
  LeadOptions leads;
  // Path of the log.
  std::string events;
  // Only this lead. Empty: all.
  std::string id;
  std::string as_of;
  std::string format;
  std::string language = "en";
  // Leads that are only in the log are taken with no facts but their id.
  bool without_facts = false;
};

// The decision on a lead with these events, in the order of the file.
using LeadDecider = std::function<absl::StatusOr<Decision>(
    const Engine& engine, const Facts& facts,
    const std::vector<LeadEvent>& events, Instant as_of,
    EngineScratch* scratch)>;

// Takes decisions instead of writing them.
class DecisionVisitor {
 public:
  virtual ~DecisionVisitor() = default;
  // The engine, before the first lead.
  virtual void Start(const Engine& engine) = 0;
  // Error: the lead is told as a bad one.
  virtual absl::Status Visit(const Facts& facts, const Decision& decision,
                             Instant as_of, EngineScratch* scratch) = 0;
  // After the last lead. Error: the command ends with it.
  virtual absl::Status Finish(Instant as_of, Output* out) = 0;
};

// Reads spec, leads and log, decides every lead of the file and writes the
// decisions: NDJSON, a table, or the history of one lead. Says on standard
// error what it came to, and what was in one file only. Returns the exit code.
// `visitor`, if there is one, gets the decisions instead.
int RunLogCommand(const LogOptions& options, const LeadDecider& decide,
                  DecisionVisitor* visitor = nullptr);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_LOG_COMMAND_H_
