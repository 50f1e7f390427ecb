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
// Next is Read, which goes through the file, and Decode, which is most of the
// work and may be done by several threads for leads that were read before.
//
// CsvLeadReader and NdjsonLeadReader are the two there are. Not thread-safe but
// for Decode.
#ifndef LOTSE_IMPORT_LEAD_READER_H_
#define LOTSE_IMPORT_LEAD_READER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

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

// One lead as it was read, not yet decoded. Reuse it, as a LeadRecord.
struct RawLead {
  // As LeadRecord::line.
  int64_t line = 0;
  // The line of an NDJSON file, or the cells of a CSV row behind each other.
  std::string text;
  // Where each cell ends in `text`.
  std::vector<size_t> cell_ends;
  // Why there is nothing to decode, as LeadRecord::status.
  absl::Status status;
};

class LeadReader {
 public:
  virtual ~LeadReader() = default;

  // Reads the next lead into `*record`; false at the end, or if the file cannot
  // be read any further (see status()).
  bool Next(LeadRecord* record) {
    if (!Read(&raw_)) return false;
    Decode(raw_, record);
    return true;
  }

  // Reads the next lead without decoding it; false as Next.
  virtual bool Read(RawLead* raw) = 0;
  // Decodes a lead that was read. Safe from any thread, also during Read.
  virtual void Decode(const RawLead& raw, LeadRecord* record) const = 0;

  // Ok, or why reading stopped before the end of the file.
  virtual absl::Status status() const = 0;

 private:
  RawLead raw_;
};

}  // namespace lotse

#endif  // LOTSE_IMPORT_LEAD_READER_H_
