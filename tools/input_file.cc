// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading of specs, mappings and leads.
#include "tools/input_file.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "lotse/import/byte_source.h"
#include "lotse/import/ndjson_lead_reader.h"
#include "lotse/proto/json.h"

namespace lotse::tools {
namespace {

constexpr int64_t kMaxPrintedRows = 10;
constexpr size_t kPeekBytes = 4096;

std::string NameOfFile(const std::string& path) {
  return path == "-" ? "standard input" : path;
}

absl::Status InFile(const std::string& path, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::Status(status.code(),
                      absl::StrCat(NameOfFile(path), ": ", status.message()));
}

// All of a file that is not larger than a spec may be.
absl::StatusOr<std::string> ReadWhole(const std::string& path) {
  absl::StatusOr<std::unique_ptr<ByteSource>> file = OpenByteSource(path);
  if (!file.ok()) return InFile(path, file.status());
  absl::StatusOr<std::string> text = ReadUpTo(file->get(), kMaxSpecBytes + 1);
  if (!text.ok()) return InFile(path, text.status());
  if (text->size() > kMaxSpecBytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        path, ": is larger than ", kMaxSpecBytes, " bytes; is it a spec?"));
  }
  return text;
}

template <typename T>
absl::StatusOr<T> ReadJson(const std::string& path) {
  LOTSE_ASSIGN_OR_RETURN(const std::string text, ReadWhole(path));
  absl::StatusOr<T> value = proto::FromJson<T>(text);
  if (!value.ok()) return InFile(path, value.status());
  return value;
}

}  // namespace

absl::StatusOr<EngineSpec> ReadSpec(const std::string& path) {
  return ReadJson<EngineSpec>(path);
}

absl::StatusOr<Engine> ReadEngine(const std::string& path) {
  LOTSE_ASSIGN_OR_RETURN(EngineSpec spec, ReadSpec(path));
  SpecIssues issues;
  ValidateEngineSpec(spec, &issues);
  if (!issues.empty()) {
    for (const SpecIssue& issue : issues.list()) {
      PrintError(absl::StrCat(NameOfFile(path), ": ", issue.ToString()));
    }
    return absl::InvalidArgumentError(absl::StrCat(
        NameOfFile(path), ": ", issues.count(),
        issues.count() == 1 ? " problem" : " problems",
        ", listed above; mend the spec and run \"lotse check\" on it"));
  }
  absl::StatusOr<Engine> engine = CompileEngine(std::move(spec));
  if (!engine.ok()) return InFile(path, engine.status());
  return engine;
}

absl::StatusOr<LeadSource> OpenLeads(const LeadOptions& options,
                                     const Schema& schema) {
  LeadSource source;
  source.name = NameOfFile(options.path);
  absl::StatusOr<std::unique_ptr<ByteSource>> file =
      OpenByteSource(options.path);
  if (!file.ok()) return InFile(options.path, file.status());
  absl::StatusOr<std::string> head = ReadUpTo(file->get(), kPeekBytes);
  if (!head.ok()) return InFile(options.path, head.status());
  const size_t first = head->find_first_not_of("\xEF\xBB\xBF \t\r\n");
  const bool ndjson = first != std::string::npos && (*head)[first] == '{';
  std::unique_ptr<ByteSource> bytes =
      PrependBytes(*std::move(head), *std::move(file));
  if (ndjson) {
    if (!options.mapping.empty() || !options.id_column.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          source.name, ": is NDJSON, which needs no mapping or id column"));
    }
    source.reader = std::make_unique<NdjsonLeadReader>(
        std::move(bytes),
        [](absl::string_view json) { return proto::FromJson<Facts>(json); });
    return source;
  }
  CsvMapping mapping;
  if (!options.mapping.empty()) {
    LOTSE_ASSIGN_OR_RETURN(mapping, ReadJson<CsvMapping>(options.mapping));
  }
  if (!options.id_column.empty()) {
    mapping.match_headers = mapping.match_headers || mapping.columns.empty();
    CsvColumn id;
    id.column = options.id_column;
    id.fact = "lead.id";
    mapping.columns.push_back(std::move(id));
  }
  auto reader = CsvLeadReader::Create(std::move(bytes), schema, mapping);
  if (!reader.ok()) return InFile(options.path, reader.status());
  source.csv = reader->get();
  source.reader = *std::move(reader);
  return source;
}

absl::Status AtLine(int64_t line, const absl::Status& status) {
  return absl::InvalidArgumentError(
      absl::StrCat("line ", line, ": ", status.message()));
}

void BadRows::Add(const absl::Status& status) {
  if (++count_ > kMaxPrintedRows) return;
  PrintError(absl::StrCat(source_, ": ", status.message()));
}

void BadRows::Finish() const {
  if (count_ > kMaxPrintedRows) {
    PrintError(absl::StrCat(source_, ": and ",
                            Grouped(count_ - kMaxPrintedRows),
                            " more bad rows"));
  }
}

absl::StatusOr<Instant> ParseAsOf(const std::string& text) {
  if (text.empty() || text == "now") {
    // Whole seconds, so that what is printed is what was used.
    const Instant now =
        Instant::FromMicros(absl::GetCurrentTimeNanos() / 1000000000 * 1000000);
    PrintNote(absl::StrCat("as of ", now.ToString(), " (give --as-of ",
                           now.ToString(), " to repeat this exactly)"));
    return now;
  }
  absl::StatusOr<Instant> instant = Instant::Parse(text);
  if (!instant.ok()) {
    return absl::InvalidArgumentError(
        "--as-of: write a date or a time with its zone, such as 2026-11-23, "
        "2026-11-23T10:00:00Z or 2026-11-23T10:00:00+01:00");
  }
  return instant;
}

}  // namespace lotse::tools
