// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// InferCsv: a schema for the columns of a CSV file, found by reading it once.
//
//   LOTSE_ASSIGN_OR_RETURN(std::unique_ptr<ByteSource> file,
//                          OpenByteSource("leads.csv"));
//   LOTSE_ASSIGN_OR_RETURN(CsvInference found, InferCsv(std::move(file)));
//   // found.spec compiles; found.mapping reads the file into its facts.
//
// Every column becomes an attribute of the lead, with the type that all its
// cells have; texts with few different values become options. What looks like
// the lead's id or outcome is mapped to them and is no attribute; traits that
// the law protects, such as age, are kept from rules. The scoring has
// categories and an empty group: points are for people to decide. Memory does
// not grow with the file. Pure but for reading its source.
#ifndef LOTSE_IMPORT_INFER_CSV_H_
#define LOTSE_IMPORT_INFER_CSV_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lotse/channel/csv_mapping.h"
#include "lotse/engine/engine_spec.h"
#include "lotse/import/byte_source.h"

namespace lotse {

// What was found out about one column.
struct InferredColumn {
  // The header.
  std::string column;
  // What it is read into: "lead.annual_revenue_eur", "lead.id" ... Empty: the
  // column is left alone (it has no header).
  std::string fact;
  // Unspecified: no attribute.
  ValueType type = ValueType::kUnspecified;
  // Rows with a value that is not missing.
  int64_t filled = 0;
  // What a person should look at, as English sentences. They name usual texts
  // such as "Select" or 999, never a person's value.
  std::vector<std::string> hints;
};

struct CsvInference {
  EngineSpec spec;
  CsvMapping mapping;
  // Rows that were read, without the header, and those that could not be.
  int64_t rows = 0;
  int64_t bad_rows = 0;
  // In the order of the file.
  std::vector<InferredColumn> columns;
  // What concerns the file as a whole.
  std::vector<std::string> hints;
};

// Reads all of `bytes` (as they are in the file). Errors: InvalidArgument if
// the file is empty; those of the source.
absl::StatusOr<CsvInference> InferCsv(std::unique_ptr<ByteSource> bytes);

}  // namespace lotse

#endif  // LOTSE_IMPORT_INFER_CSV_H_
