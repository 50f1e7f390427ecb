// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CsvLeadReader: each row of a CSV file as one lead with its facts.
//
//   LOTSE_ASSIGN_OR_RETURN(std::unique_ptr<ByteSource> file,
//                          OpenByteSource("leads.csv"));
//   LOTSE_ASSIGN_OR_RETURN(
//       std::unique_ptr<CsvLeadReader> leads,
//       CsvLeadReader::Create(std::move(file), spec.schema, {}));
//
// The first row holds the headers. Encoding, delimiter, decimal mark and order
// of dates are found out from the first rows unless the mapping says them.
// Memory does not grow with the file. Not thread-safe.
#ifndef LOTSE_IMPORT_CSV_LEAD_READER_H_
#define LOTSE_IMPORT_CSV_LEAD_READER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lotse/channel/csv_mapping.h"
#include "lotse/facts/schema.h"
#include "lotse/import/byte_source.h"
#include "lotse/import/cell_parser.h"
#include "lotse/import/csv_reader.h"
#include "lotse/import/lead_reader.h"
#include "lotse/import/utf8_source.h"

namespace lotse {

// What became of one column of the file.
struct CsvColumnUse {
  // The header.
  std::string column;
  // The fact it is read into. Empty: it is left alone.
  std::string fact;
};

// How a file turned out to be written.
struct CsvFormat {
  char delimiter = ',';
  TextEncoding encoding = TextEncoding::kUtf8;
  DecimalMark decimal_mark = DecimalMark::kPoint;
  // Unspecified: dates with / or - that could be read both ways are errors.
  DateOrder date_order = DateOrder::kUnspecified;
};

class CsvLeadReader : public LeadReader {
 public:
  // Reads the header and the first rows of `bytes` (as they are in the file;
  // encodings are this reader's work). `schema` must be valid.
  //
  // Errors: InvalidArgument if the mapping is wrong, names columns that the
  // file does not have or facts that the schema does not have, if no column is
  // read at all, or if the file is empty; those of the source.
  static absl::StatusOr<std::unique_ptr<CsvLeadReader>> Create(
      std::unique_ptr<ByteSource> bytes, const Schema& schema,
      const CsvMapping& mapping);

  ~CsvLeadReader() override;
  CsvLeadReader(const CsvLeadReader&) = delete;
  CsvLeadReader& operator=(const CsvLeadReader&) = delete;

  // As LeadReader. Facts that a row does not say are there as missing values.
  // A lead without an id of its own gets "line <n>".
  bool Read(RawLead* raw) override;
  void Decode(const RawLead& raw, LeadRecord* record) const override;
  absl::Status status() const override;

  // The columns of the file, in its order.
  const std::vector<CsvColumnUse>& columns() const { return columns_; }
  const CsvFormat& format() const { return format_; }

 private:
  struct Binding;
  struct BufferedRow;

  CsvLeadReader(std::unique_ptr<CsvReader> csv, const Utf8Source* encoding);

  absl::Status ReadAhead(const CsvMapping& mapping);
  absl::Status BindColumns(const Schema& schema, const CsvMapping& mapping);
  absl::Status Bind(size_t column, const std::string& fact,
                    const CsvColumn& options, const Schema& schema);
  bool NextRow(CsvRow* row);
  absl::Status FillFacts(const CsvRow& row, Facts* facts) const;

  std::unique_ptr<CsvReader> csv_;
  const Utf8Source* encoding_;  // Owned by csv_.
  std::vector<std::string> headers_;
  std::vector<CsvColumnUse> columns_;
  CsvFormat format_;
  MissingMarkers missing_;
  MissingMarkers won_;
  MissingMarkers lost_;
  std::vector<Binding> bindings_;
  Facts shape_;  // What every row's facts look like before they are filled.

  std::vector<BufferedRow> ahead_;  // Rows read to find out the format.
  size_t next_ahead_ = 0;
  std::vector<absl::string_view> ahead_cells_;
};

}  // namespace lotse

#endif  // LOTSE_IMPORT_CSV_LEAD_READER_H_
