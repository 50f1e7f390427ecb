// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a file of leads, as a log of events and as a file that nothing
// is known of: rows are read or refused one by one, and a schema that is found
// in a file compiles.
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/import/byte_source.h"
#include "lotse/import/csv_lead_reader.h"
#include "lotse/import/event_reader.h"
#include "lotse/import/infer_csv.h"

namespace lotse {
namespace {

void ReadLeads(const std::string& file) {
  static const Schema& schema = *new Schema(Preset("b2b")->schema);
  const auto reader =
      CsvLeadReader::Create(TextByteSource(file), schema, CsvMapping());
  if (!reader.ok()) return;
  LeadRecord record;
  while ((*reader)->Next(&record)) {
  }
}

void ReadEvents(const std::string& file) {
  const auto reader = EventReader::Create(
      TextByteSource(file),
      [](absl::string_view line) -> absl::StatusOr<LoggedEvent> {
        LoggedEvent logged;
        logged.lead_id = std::string(line.substr(0, 3));
        return logged;
      });
  if (!reader.ok()) return;
  EventRecord record;
  while ((*reader)->Next(&record)) {
    if (record.status.ok() && record.logged.lead_id.empty()) __builtin_trap();
  }
}

void Infer(const std::string& file) {
  const absl::StatusOr<CsvInference> found = InferCsv(TextByteSource(file));
  if (found.ok() && !CompileEngine(found->spec).ok()) __builtin_trap();
}

}  // namespace
}  // namespace lotse

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string file(reinterpret_cast<const char*>(data), size);
  lotse::ReadLeads(file);
  lotse::ReadEvents(file);
  lotse::Infer(file);
  return 0;
}
