// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// NdjsonLeadReader.
#include "lotse/import/ndjson_lead_reader.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace lotse {

NdjsonLeadReader::NdjsonLeadReader(std::unique_ptr<ByteSource> bytes,
                                   Decoder decoder, size_t max_line_bytes)
    : lines_(std::move(bytes), max_line_bytes),
      decoder_(std::move(decoder)),
      max_line_bytes_(max_line_bytes) {}

bool NdjsonLeadReader::Read(RawLead* raw) {
  Line line;
  while (lines_.Next(&line)) {
    if (!line.too_long && absl::StripAsciiWhitespace(line.text).empty())
      continue;
    raw->line = line.number;
    raw->status = absl::OkStatus();
    raw->text.assign(line.text.data(), line.text.size());
    if (line.too_long) {
      raw->status = absl::InvalidArgumentError(
          absl::StrCat("line ", line.number, ": is longer than ",
                       max_line_bytes_, " bytes"));
    }
    return true;
  }
  return false;
}

void NdjsonLeadReader::Decode(const RawLead& raw, LeadRecord* record) const {
  record->line = raw.line;
  record->status = raw.status;
  if (!raw.status.ok()) return;
  absl::StatusOr<Facts> facts = decoder_(raw.text);
  if (!facts.ok()) {
    // The decoder sees one line and calls it the first.
    absl::string_view message = facts.status().message();
    const bool has_place = absl::ConsumePrefix(&message, "line 1, ");
    record->status = absl::InvalidArgumentError(
        absl::StrCat("line ", raw.line, has_place ? ", " : ": ", message));
    return;
  }
  record->facts = *std::move(facts);
  if (record->facts.lead.id.empty()) {
    record->facts.lead.id = absl::StrCat("line ", raw.line);
  }
}

absl::Status NdjsonLeadReader::status() const { return lines_.status(); }

}  // namespace lotse
