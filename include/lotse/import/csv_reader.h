// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CsvReader: the rows of a CSV file, one after the other, in constant memory.
//
//   LOTSE_ASSIGN_OR_RETURN(std::unique_ptr<CsvReader> csv,
//                          CsvReader::Create(std::move(utf8), {}));
//   CsvRow row;
//   while (csv->Next(&row)) { ... row.line, row.cells ... }
//   LOTSE_RETURN_IF_ERROR(csv->status());
//
// Cells are as in RFC 4180, read with leniency: blanks around cells that are
// not in quotes are dropped, quotes inside of them are taken as they stand,
// rows may end in LF, CR LF or CR, empty lines are skipped, and Excel's first
// line "sep=;" is obeyed. The delimiter is found out from the first rows.
//
// A row that breaks a limit or holds bytes that are not UTF-8 comes with an
// error in its `status`; the rows after it go on. Not thread-safe.
#ifndef LOTSE_IMPORT_CSV_READER_H_
#define LOTSE_IMPORT_CSV_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/limits.h"
#include "lotse/import/byte_source.h"

struct csv_parser;

namespace lotse {

struct CsvOptions {
  // What stands between cells. 0: found out from the first rows, among ; , tab
  // and |.
  char delimiter = 0;
  // Bytes of one cell, bytes of one row, cells of one row.
  size_t max_cell_bytes = kMaxTextBytes;
  size_t max_row_bytes = kMaxRecordBytes;
  size_t max_cells = kMaxAttributes;
};

// One row. The cells are those of the reader and valid until the next call.
struct CsvRow {
  // Physical line of the file on which the row begins; the first is 1.
  int64_t line = 0;
  absl::Span<const absl::string_view> cells;
  // InvalidArgument if the row cannot be used, without line number and without
  // quoting it; `cells` is empty then.
  absl::Status status;
};

class CsvReader {
 public:
  // Reads the first rows to find out the delimiter. `utf8` gives UTF-8 (see
  // Utf8Source). Error: that of the source.
  static absl::StatusOr<std::unique_ptr<CsvReader>> Create(
      std::unique_ptr<ByteSource> utf8, const CsvOptions& options);

  ~CsvReader();
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  // Reads the next row into `*row`; false at the end of the file, or if it
  // cannot be read any further (see status()).
  bool Next(CsvRow* row);

  // Ok, or why reading stopped before the end of the file.
  const absl::Status& status() const { return status_; }

  // What stands between cells.
  char delimiter() const { return options_.delimiter; }

 private:
  struct StoredCell {
    size_t begin;
    size_t size;
  };
  enum class RowFault : uint8_t {
    kNone,
    kCellTooLong,
    kRowTooLong,
    kTooManyCells,
    kOpenQuote,
  };
  struct StoredRow {
    int64_t line = 0;
    size_t first_cell = 0;
    size_t cell_count = 0;
    RowFault fault = RowFault::kNone;
  };

  CsvReader(std::unique_ptr<ByteSource> utf8, const CsvOptions& options);

  static void OnCell(void* text, size_t size, void* self);
  static void OnRowEnd(int character, void* self);

  absl::Status Begin();
  void FillRows();
  void Parse(absl::string_view piece);
  void ParseLine(absl::string_view text);
  void Finish();
  void DropTakenRows();
  absl::Status RowStatus(const StoredRow& row) const;

  std::unique_ptr<ByteSource> source_;
  CsvOptions options_;
  std::unique_ptr<csv_parser> parser_;
  absl::Status status_;
  bool ended_ = false;
  char line_end_ = '\n';
  std::string chunk_;

  int64_t line_ = 1;       // Of the byte that is parsed next.
  bool row_ended_ = true;  // The last byte parsed ended a row.
  StoredRow open_row_;     // The row that is being parsed.
  size_t open_row_bytes_ = 0;

  std::string bytes_;              // Text of the stored cells.
  std::vector<StoredCell> cells_;  // Of rows_, then of open_row_.
  std::vector<StoredRow> rows_;    // Parsed; from next_row_ on not yet taken.
  size_t next_row_ = 0;
  std::vector<absl::string_view> views_;
};

// The delimiter that the rows at the start of a CSV file agree on; a comma if
// they have only one column.
char SniffDelimiter(absl::string_view sample);

}  // namespace lotse

#endif  // LOTSE_IMPORT_CSV_READER_H_
