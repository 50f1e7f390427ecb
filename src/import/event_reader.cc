// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EventReader: logs as NDJSON and as CSV.
#include "lotse/import/event_reader.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lotse/base/case_fold.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "lotse/import/cell_parser.h"
#include "lotse/import/csv_reader.h"
#include "lotse/import/line_reader.h"
#include "lotse/import/utf8_source.h"

namespace lotse {
namespace {

constexpr size_t kPeekBytes = 4096;

enum Column : size_t {
  kLead,
  kEvent,
  kOccurredAt,
  kId,
  kActor,
  kRole,
  kActorKind,
  kReason,
  kTo,
  kOwner,
  kMode,
  // Start, end ... of what process mining calls an activity: each an event.
  kPart,
  kColumns
};

// By column, the names that it is known by; the first is the usual one.
const std::array<std::vector<absl::string_view>, kColumns>& ColumnNames() {
  static const auto& names =
      *new std::array<std::vector<absl::string_view>, kColumns>{
          {{"lead_id", "lead", "case", "case_id", "case id",
            "case:concept:name"},
           {"event", "activity", "concept:name"},
           {"occurred_at", "at", "time", "timestamp", "time:timestamp"},
           {"id", "event_id"},
           {"actor", "actor_id", "resource", "org:resource"},
           {"role", "actor_role", "org:role"},
           {"actor_kind"},
           {"reason"},
           {"to"},
           {"owner"},
           {"mode"},
           {"lifecycle:transition"}}};
  return names;
}

std::optional<size_t> ColumnOf(absl::string_view header) {
  std::string folded;
  FoldCase(absl::StripAsciiWhitespace(header), &folded);
  for (size_t c = 0; c < kColumns; ++c) {
    for (const absl::string_view name : ColumnNames()[c]) {
      if (folded == name) return c;
    }
  }
  return std::nullopt;
}

// A time as in any cell, or as process mining has it, with a blank before the
// time of day and a zone behind it. Without a zone it is UTC.
std::optional<Instant> TimeOf(absl::string_view text) {
  std::optional<Instant> at = ParseTime(text, DateOrder::kUnspecified);
  if (at.has_value()) return at;
  std::string joined(text);
  const size_t blank = joined.find(' ');
  if (blank == std::string::npos) return std::nullopt;
  joined[blank] = 'T';
  const absl::StatusOr<Instant> zoned = Instant::Parse(joined);
  return zoned.ok() ? std::optional<Instant>(*zoned) : std::nullopt;
}

// The value that a text names; nullopt if there is none. Empty: unspecified.
template <typename E>
std::optional<E> EnumOf(absl::string_view text) {
  if (text.empty()) return E::kUnspecified;
  for (const EnumName<E>& entry : EnumNames<E>::kNames) {
    if (text == entry.name) return entry.value;
  }
  return std::nullopt;
}

class NdjsonEventReader : public EventReader {
 public:
  NdjsonEventReader(std::unique_ptr<ByteSource> bytes, Decoder decoder)
      : lines_(std::move(bytes), kMaxRecordBytes),
        decoder_(std::move(decoder)) {}

  bool Next(EventRecord* record) override {
    Line line;
    while (lines_.Next(&line)) {
      if (!line.too_long && absl::StripAsciiWhitespace(line.text).empty()) {
        continue;
      }
      record->line = line.number;
      record->status = Decode(line, &record->logged);
      return true;
    }
    return false;
  }
  absl::Status status() const override { return lines_.status(); }

 private:
  absl::Status Decode(const Line& line, LoggedEvent* logged) const {
    const auto wrong = [&](absl::string_view message) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", line.number, message));
    };
    if (line.too_long) {
      return wrong(
          absl::StrCat(": is longer than ", kMaxRecordBytes, " bytes"));
    }
    absl::StatusOr<LoggedEvent> decoded = decoder_(line.text);
    if (!decoded.ok()) {
      // The decoder sees one line and calls it the first.
      absl::string_view message = decoded.status().message();
      const bool has_place = absl::ConsumePrefix(&message, "line 1, ");
      return wrong(absl::StrCat(has_place ? ", " : ": ", message));
    }
    if (decoded->lead_id.empty()) return wrong(": lead_id: is missing");
    *logged = *std::move(decoded);
    return absl::OkStatus();
  }

  LineReader lines_;
  Decoder decoder_;
};

class CsvEventReader : public EventReader {
 public:
  static absl::StatusOr<std::unique_ptr<EventReader>> Create(
      std::unique_ptr<ByteSource> bytes) {
    auto utf8 = std::make_unique<Utf8Source>(std::move(bytes),
                                             TextEncoding::kUnspecified);
    auto reader = std::make_unique<CsvEventReader>();
    LOTSE_ASSIGN_OR_RETURN(reader->csv_,
                           CsvReader::Create(std::move(utf8), CsvOptions()));
    CsvRow header;
    if (!reader->csv_->Next(&header)) {
      LOTSE_RETURN_IF_ERROR(reader->csv_->status());
      return reader;  // An empty log.
    }
    LOTSE_RETURN_IF_ERROR(header.status);
    for (size_t i = 0; i < header.cells.size(); ++i) {
      const std::optional<size_t> column = ColumnOf(header.cells[i]);
      if (!column.has_value()) continue;
      std::optional<size_t>& at = reader->columns_[*column];
      if (at.has_value()) {
        return absl::InvalidArgumentError(absl::StrCat(
            "has two columns for ", ColumnNames()[*column][0], "; rename one"));
      }
      at = i;
    }
    for (const Column required : {kLead, kEvent, kOccurredAt}) {
      if (reader->columns_[required].has_value()) continue;
      return absl::InvalidArgumentError(
          absl::StrCat("has no column ", ColumnNames()[required][0],
                       "; a log needs lead_id, event and occurred_at"));
    }
    return reader;
  }

  bool Next(EventRecord* record) override {
    CsvRow row;
    if (csv_ == nullptr || !csv_->Next(&row)) return false;
    record->line = row.line;
    record->logged = LoggedEvent();
    absl::Status status =
        row.status.ok() ? Decode(row, &record->logged) : row.status;
    record->status = status.ok()
                         ? status
                         : absl::InvalidArgumentError(absl::StrCat(
                               "line ", row.line, ": ", status.message()));
    return true;
  }
  absl::Status status() const override { return csv_->status(); }

 private:
  absl::Status Decode(const CsvRow& row, LoggedEvent* logged) const {
    const auto cell = [&](Column column) {
      const std::optional<size_t>& at = columns_[column];
      return at.has_value() && *at < row.cells.size() ? row.cells[*at]
                                                      : absl::string_view();
    };
    const auto wrong = [](absl::string_view message) {
      return absl::InvalidArgumentError(message);
    };
    LeadEvent& event = logged->event;
    logged->lead_id = std::string(cell(kLead));
    if (logged->lead_id.empty()) return wrong("lead_id: is missing");
    event.event = std::string(cell(kEvent));
    const std::optional<Instant> at = TimeOf(cell(kOccurredAt));
    if (!at.has_value()) {
      return wrong("occurred_at: must be a time, such as 2026-11-23T09:00:00Z");
    }
    event.occurred_at = *at;
    event.id = std::string(cell(kId));
    event.actor.id = std::string(cell(kActor));
    event.actor.role = std::string(cell(kRole));
    const std::optional<ActorKind> kind = EnumOf<ActorKind>(cell(kActorKind));
    if (!kind.has_value()) {
      return wrong("actor_kind: must be person, machine or party");
    }
    event.actor.kind = *kind;
    if (*kind == ActorKind::kUnspecified &&
        (!event.actor.id.empty() || !event.actor.role.empty())) {
      event.actor.kind = ActorKind::kPerson;
    }
    event.reason = std::string(cell(kReason));
    event.to = std::string(cell(kTo));
    event.owner = std::string(cell(kOwner));
    const std::optional<EventMode> mode = EnumOf<EventMode>(cell(kMode));
    if (!mode.has_value()) {
      return wrong("mode: must be live, historical or observed");
    }
    event.mode = *mode;
    if (event.id.empty()) {
      event.id = absl::StrCat(event.event.empty() ? event.to : event.event,
                              cell(kPart).empty() ? "" : " ", cell(kPart), "@",
                              at->ToString());
    }
    return absl::OkStatus();
  }

  std::unique_ptr<CsvReader> csv_;
  // Where each column stands.
  std::array<std::optional<size_t>, kColumns> columns_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<EventReader>> EventReader::Create(
    std::unique_ptr<ByteSource> bytes, Decoder decoder) {
  LOTSE_ASSIGN_OR_RETURN(std::string head, ReadUpTo(bytes.get(), kPeekBytes));
  const size_t first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  const bool ndjson = first != std::string::npos && head[first] == '{';
  std::unique_ptr<ByteSource> all =
      PrependBytes(std::move(head), std::move(bytes));
  if (!ndjson) return CsvEventReader::Create(std::move(all));
  return std::make_unique<NdjsonEventReader>(std::move(all),
                                             std::move(decoder));
}

}  // namespace lotse
