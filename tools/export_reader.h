// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ExportReader: the records of a CRM's CSV export, read without any
// configuration.
//
//   LOTSE_ASSIGN_OR_RETURN(std::unique_ptr<ExportReader> reader,
//                          ExportReader::Open(options));
//   ExportRecord record;
//   while (reader->Next(&record)) ...
//
// Lines that are no records are told apart and counted: empty ones, totals, a
// title above the headers, text below the table. Memory does not grow with the
// file. Not thread-safe.
#ifndef LOTSE_TOOLS_EXPORT_READER_H_
#define LOTSE_TOOLS_EXPORT_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lotse/import/cell_parser.h"
#include "lotse/import/csv_reader.h"
#include "lotse/import/export_columns.h"
#include "lotse/import/status_words.h"
#include "lotse/report/pipeline_report.h"
#include "lotse/report/pipeline_summary.h"

namespace lotse::tools {

struct ExportOptions {
  // "-": standard input.
  std::string path;
  // Columns that the user names, as "role=Header"; "role=" forbids to guess.
  std::vector<std::string> columns;
  // Unspecified: found out from the first rows.
  DateOrder date_order = DateOrder::kUnspecified;
  // Of amounts without a currency. Empty: kNoCurrency.
  std::string currency;
};

struct ExportRecord {
  int64_t line = 0;
  // InvalidArgument if the row cannot be used, with its line.
  absl::Status status;
  // What is wrong with single cells, which count as empty, with the line.
  std::vector<absl::Status> faults;
  PipelineRecord record;
};

class ExportReader {
 public:
  // Errors: those of the file; InvalidArgument if it is empty, if no column is
  // recognized, if a column that the user names does not exist, or if nobody
  // can tell day from month.
  static absl::StatusOr<std::unique_ptr<ExportReader>> Open(
      const ExportOptions& options);

  // False at the end of the file, or if it cannot be read any further (see
  // status()).
  bool Next(ExportRecord* record);
  const absl::Status& status() const { return csv_->status(); }

  // What the export can say.
  PipelineScope Scope(Instant as_of) const;
  // What was understood, and what was left out so far.
  const SourceFigures& source() const { return source_; }
  ExportNoun noun() const { return NounOf(headers_); }

 private:
  struct Row {
    int64_t line = 0;
    std::vector<std::string> cells;
    absl::Status status;
  };
  // A column with where its faults are counted.
  struct Binding {
    ExportColumn column;
    size_t use = 0;
  };

  ExportReader() = default;

  absl::Status ReadAhead();
  void FindHeaders(const ExportOptions& options);
  void FindFormat(const ExportOptions& options);
  absl::Status BindColumns(const ExportOptions& options);
  absl::Status NameColumns(const ExportOptions& options,
                           std::vector<ExportColumn>* columns) const;
  bool NextRow(Row* row);
  bool IsNoRecord(const Row& row) const;
  absl::Status CheckWidth(const Row& row) const;

  void Decode(const Row& row, ExportRecord* record);
  void AddFault(const Binding& binding, const char* what, ExportRecord* record);
  std::optional<Instant> TimeIn(const std::string& cell, const Binding& binding,
                                ExportRecord* record);
  std::optional<Money> MoneyIn(const std::string& cell, const Binding& binding,
                               ExportRecord* record);
  StatusMeaning MeaningOf(const std::string& text);

  std::unique_ptr<CsvReader> csv_;
  std::vector<Row> ahead_;
  size_t next_ahead_ = 0;
  // Rows of one cell: text below the table, or, if `after_held_` comes after
  // them, broken.
  std::vector<Row> held_;
  size_t next_held_ = 0;
  std::optional<Row> after_held_;
  std::vector<std::string> headers_;
  ExportFormat format_;
  std::string currency_;
  std::vector<Binding> bindings_;
  SourceFigures source_;
  MissingMarkers missing_{{}};
  MissingMarkers nobody_{{}};
  MissingMarkers totals_{{}};
  absl::flat_hash_map<std::string, StatusMeaning> meanings_;
};

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_EXPORT_READER_H_
