// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EventReader: the events of a log, one after the other.
//
//   LOTSE_ASSIGN_OR_RETURN(
//       std::unique_ptr<EventReader> log,
//       EventReader::Create(std::move(file), [](absl::string_view json) {
//         return proto::FromJson<LoggedEvent>(json);
//       }));
//   EventRecord record;
//   while (log->Next(&record)) {
//     if (!record.status.ok()) continue;   // a bad row; the others go on
//     ... record.logged.lead_id, record.logged.event ...
//   }
//   LOTSE_RETURN_IF_ERROR(log->status());
//
// A file whose first byte is { is NDJSON, one lotse.v1.LoggedEvent a line; what
// a line means is the decoder's matter. Others are CSV with a header. Columns
// are known by these names, in upper or lower case; others are passed over:
//
//   lead_id, lead, case, case_id, case:concept:name   the lead; required
//   event, activity, concept:name                     required
//   occurred_at, at, time, timestamp, time:timestamp  required; as ParseTime
//                                                     (cell_parser.h) reads it
//   id, event_id            unset: the event and its time, "accept@2026-..."
//   actor, actor_id, resource, org:resource           who raised it
//   role, actor_role, org:role                        in which role
//   actor_kind              unset: a person, if there is an actor or a role
//   reason, to, owner, mode                           as in LeadEvent
//   lifecycle:transition    start, complete ...: tells events of one name and
//                           time apart
//
// Not thread-safe.
#ifndef LOTSE_IMPORT_EVENT_READER_H_
#define LOTSE_IMPORT_EVENT_READER_H_

#include <cstdint>
#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/import/byte_source.h"
#include "lotse/lifecycle/logged_event.h"

namespace lotse {

// One event as it stands in a file. Pass the same record to every call.
struct EventRecord {
  // Physical line on which it begins; the first is 1.
  int64_t line = 0;
  // Unspecified unless `status` is ok.
  LoggedEvent logged;
  // InvalidArgument, "line 17: ...", if this row cannot be used. Never quotes a
  // value.
  absl::Status status;
};

class EventReader {
 public:
  // An event from the text of one line. Errors must quote no values.
  using Decoder =
      std::function<absl::StatusOr<LoggedEvent>(absl::string_view json)>;

  // Reads the beginning of `bytes`. Errors: that of the source;
  // InvalidArgument, naming the columns there are to be, if a CSV file lacks
  // one that is required or has one twice.
  static absl::StatusOr<std::unique_ptr<EventReader>> Create(
      std::unique_ptr<ByteSource> bytes, Decoder decoder);

  virtual ~EventReader() = default;

  // Reads the next event into `*record`; false at the end, or if the file
  // cannot be read any further (see status()).
  virtual bool Next(EventRecord* record) = 0;

  // Ok, or why reading stopped before the end of the file.
  virtual absl::Status status() const = 0;
};

}  // namespace lotse

#endif  // LOTSE_IMPORT_EVENT_READER_H_
