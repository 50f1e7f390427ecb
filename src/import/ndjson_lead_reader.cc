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
                                   Decode decode, size_t max_line_bytes)
    : lines_(std::move(bytes), max_line_bytes),
      decode_(std::move(decode)),
      max_line_bytes_(max_line_bytes) {}

bool NdjsonLeadReader::Next(LeadRecord* record) {
  Line line;
  while (lines_.Next(&line)) {
    if (!line.too_long && absl::StripAsciiWhitespace(line.text).empty())
      continue;
    record->line = line.number;
    record->status = absl::OkStatus();
    if (line.too_long) {
      record->status = absl::InvalidArgumentError(
          absl::StrCat("line ", line.number, ": is longer than ",
                       max_line_bytes_, " bytes"));
      return true;
    }
    absl::StatusOr<Facts> facts = decode_(line.text);
    if (!facts.ok()) {
      // The decoder sees one line and calls it the first.
      absl::string_view message = facts.status().message();
      const bool has_place = absl::ConsumePrefix(&message, "line 1, ");
      record->status = absl::InvalidArgumentError(
          absl::StrCat("line ", line.number, has_place ? ", " : ": ", message));
      return true;
    }
    record->facts = *std::move(facts);
    if (record->facts.lead.id.empty()) {
      record->facts.lead.id = absl::StrCat("line ", line.number);
    }
    return true;
  }
  return false;
}

absl::Status NdjsonLeadReader::status() const { return lines_.status(); }

}  // namespace lotse
