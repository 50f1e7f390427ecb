// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the commands read: specs, mappings and leads, by path, with errors that
// name the file and say what to do.
#ifndef LOTSE_TOOLS_INPUT_FILE_H_
#define LOTSE_TOOLS_INPUT_FILE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"
#include "lotse/import/csv_lead_reader.h"
#include "lotse/import/lead_reader.h"
#include "tools/terminal.h"

namespace lotse::tools {

// The spec in the JSON file at `path`, not yet validated. Error: "path: ...".
absl::StatusOr<EngineSpec> ReadSpec(const std::string& path);

// The engine of the spec at `path`. What is wrong with the spec is printed, all
// of it; the error then only says how much.
absl::StatusOr<Engine> ReadEngine(const std::string& path);

// Where leads come from.
struct LeadOptions {
  // CSV or NDJSON, also packed with gzip; "-": standard input.
  std::string path = "-";
  // A CsvMapping as JSON. Empty: none.
  std::string mapping;
  // The CSV column with the lead's id. Empty: as the mapping or the header
  // says.
  std::string id_column;
};

// Leads from a file whose format shows in its first byte: { begins NDJSON.
struct LeadSource {
  std::unique_ptr<LeadReader> reader;
  // The same reader if the file is CSV, else null.
  const CsvLeadReader* csv = nullptr;
  // What to call the file in messages.
  std::string name;
};

absl::StatusOr<LeadSource> OpenLeads(const LeadOptions& options,
                                     const Schema& schema);

// What is wrong with the lead of a line: "line 12: message".
absl::Status AtLine(int64_t line, const absl::Status& status);

// Prints the first bad rows and counts the others.
class BadRows {
 public:
  // `source`: what to call the file.
  explicit BadRows(std::string source) : source_(std::move(source)) {}

  // What is wrong with a row, its line with it.
  void Add(const absl::Status& status);
  // Says how many were not printed.
  void Finish() const;

  int64_t count() const { return count_; }

 private:
  std::string source_;
  int64_t count_ = 0;
};

// `text` as an instant: RFC 3339, a date, or "now"; empty is now, and is told
// on standard error so that the run can be repeated. Error: what to write
// instead.
absl::StatusOr<Instant> ParseAsOf(const std::string& text);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_INPUT_FILE_H_
