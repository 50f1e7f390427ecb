// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadReader: leads from a file, one after the other, whatever its format.
//
//   LeadRecord record;
//   while (reader->Next(&record)) {
//     if (!record.status.ok()) continue;    // a bad row; the others go on
//     engine.Score(record.facts, as_of, options);
//   }
//   LOTSE_RETURN_IF_ERROR(reader->status());
//
// CsvLeadReader and NdjsonLeadReader are the two there are. Not thread-safe.
#ifndef LOTSE_IMPORT_LEAD_READER_H_
#define LOTSE_IMPORT_LEAD_READER_H_

#include <cstdint>

#include "absl/status/status.h"
#include "lotse/facts/facts.h"

namespace lotse {

// One lead as it stands in a file. Pass the same record to every call of Next:
// its memory is reused.
struct LeadRecord {
  // Physical line on which the lead begins; the first is 1.
  int64_t line = 0;
  // Unspecified unless `status` is ok.
  Facts facts;
  // InvalidArgument, "line 17, column \"revenue\": ...", if this lead cannot be
  // used. Never quotes a value.
  absl::Status status;
};

class LeadReader {
 public:
  virtual ~LeadReader() = default;

  // Reads the next lead into `*record`; false at the end, or if the file cannot
  // be read any further (see status()).
  virtual bool Next(LeadRecord* record) = 0;

  // Ok, or why reading stopped before the end of the file.
  virtual absl::Status status() const = 0;
};

}  // namespace lotse

#endif  // LOTSE_IMPORT_LEAD_READER_H_
