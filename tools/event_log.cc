// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReadEventLog.
#include "tools/event_log.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/import/byte_source.h"
#include "lotse/import/event_reader.h"
#include "lotse/proto/json.h"
#include "tools/input_file.h"
#include "tools/terminal.h"

namespace lotse::tools {

absl::StatusOr<EventLog> ReadEventLog(const std::string& path) {
  const std::string name = path == "-" ? "standard input" : path;
  const auto in_file = [&](const absl::Status& status) {
    return absl::Status(status.code(),
                        absl::StrCat(name, ": ", status.message()));
  };
  absl::StatusOr<std::unique_ptr<ByteSource>> file = OpenByteSource(path);
  if (!file.ok()) return in_file(file.status());
  auto reader = EventReader::Create(*std::move(file), [](absl::string_view t) {
    return proto::FromJson<LoggedEvent>(t);
  });
  if (!reader.ok()) return in_file(reader.status());
  EventLog log;
  BadRows bad(name);
  Progress progress("events");
  EventRecord record;
  while ((*reader)->Next(&record)) {
    progress.Step();
    if (!record.status.ok()) {
      progress.Clear();
      bad.Add(record.status);
      continue;
    }
    ++log.events;
    log.leads[record.logged.lead_id].push_back(std::move(record.logged.event));
  }
  progress.Clear();
  bad.Finish();
  log.bad_rows = bad.count();
  if (!(*reader)->status().ok()) return in_file((*reader)->status());
  return log;
}

}  // namespace lotse::tools
