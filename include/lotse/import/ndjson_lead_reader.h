// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// NdjsonLeadReader: leads from a file with one JSON object a line.
//
//   NdjsonLeadReader leads(std::move(file), [](absl::string_view json) {
//     return proto::FromJson<Facts>(json);
//   });
//
// What a line means is the decoder's matter, so that reading files does not
// need Protocol Buffers; with lotse::proto the lines are lotse.v1.Facts. Blank
// lines are skipped. Not thread-safe.
#ifndef LOTSE_IMPORT_NDJSON_LEAD_READER_H_
#define LOTSE_IMPORT_NDJSON_LEAD_READER_H_

#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/base/limits.h"
#include "lotse/facts/facts.h"
#include "lotse/import/byte_source.h"
#include "lotse/import/lead_reader.h"
#include "lotse/import/line_reader.h"

namespace lotse {

class NdjsonLeadReader : public LeadReader {
 public:
  // Facts from the text of one line. Errors must quote no values. Must be safe
  // from any thread.
  using Decoder = std::function<absl::StatusOr<Facts>(absl::string_view json)>;

  // `bytes`: UTF-8. Lines above `max_line_bytes` are refused without being
  // kept in memory.
  NdjsonLeadReader(std::unique_ptr<ByteSource> bytes, Decoder decoder,
                   size_t max_line_bytes = kMaxRecordBytes);

  // As LeadReader. A lead without an id gets "line <n>".
  bool Read(RawLead* raw) override;
  void Decode(const RawLead& raw, LeadRecord* record) const override;
  absl::Status status() const override;

 private:
  LineReader lines_;
  Decoder decoder_;
  size_t max_line_bytes_;
};

}  // namespace lotse

#endif  // LOTSE_IMPORT_NDJSON_LEAD_READER_H_
