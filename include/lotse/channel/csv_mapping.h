// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CsvMapping: how the columns of a CSV file become facts, as plain data.
//
//   CsvMapping mapping;
//   mapping.columns = {{"Mitarbeiter", "company.employees"},
//                      {"Nr.", "lead.id"},
//                      {"Status", "lead.outcome"}};
//   mapping.won = {"Gewonnen"};
//
// An empty mapping is one too: the columns are then matched by their headers
// and everything else is found out from the first rows. As JSON it is
// lotse.v1.CsvMapping.
#ifndef LOTSE_CHANNEL_CSV_MAPPING_H_
#define LOTSE_CHANNEL_CSV_MAPPING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"
#include "lotse/base/spec_issue.h"

namespace lotse {

// How a file writes its characters.
enum class TextEncoding : uint8_t {
  kUnspecified = 0,  // Found out from the bytes.
  kUtf8 = 1,
  kWindows1252 = 2,
  kUtf16 = 3,  // Without a byte order mark: little endian.
};

template <>
struct EnumNames<TextEncoding> {
  static constexpr const char* kPrefix = "TEXT_ENCODING_";
  static constexpr EnumName<TextEncoding> kNames[] = {
      {TextEncoding::kUtf8, "utf8"},
      {TextEncoding::kWindows1252, "windows_1252"},
      {TextEncoding::kUtf16, "utf16"}};
};

// What stands before the decimals of a number.
enum class DecimalMark : uint8_t {
  kUnspecified = 0,  // Found out from the rows; a point if they do not say.
  kPoint = 1,        // 1234.5 or 1,234.5
  kComma = 2,        // 1234,5 or 1.234,5
};

template <>
struct EnumNames<DecimalMark> {
  static constexpr const char* kPrefix = "DECIMAL_MARK_";
  static constexpr EnumName<DecimalMark> kNames[] = {
      {DecimalMark::kPoint, "point"}, {DecimalMark::kComma, "comma"}};
};

// What stands first in a date that does not begin with the year.
enum class DateOrder : uint8_t {
  kUnspecified = 0,  // Found out from the rows; with points always the day.
  kDayFirst = 1,     // 23.11.2026, 23/11/2026, 23-11-2026
  kMonthFirst = 2,   // 11/23/2026, 11-23-2026
};

template <>
struct EnumNames<DateOrder> {
  static constexpr const char* kPrefix = "DATE_ORDER_";
  static constexpr EnumName<DateOrder> kNames[] = {
      {DateOrder::kDayFirst, "day_first"},
      {DateOrder::kMonthFirst, "month_first"}};
};

// One value that is written otherwise in the file than in the schema.
struct CsvTranslation {
  // As it stands in the file, without regard to case.
  std::string from;
  // What it becomes. Unset: missing.
  std::string to;

  static constexpr auto Fields() {
    return FieldList(Field{1, "from", &CsvTranslation::from},
                     Field{2, "to", &CsvTranslation::to});
  }
};

struct CsvColumn {
  // The column's header, exactly. Required.
  std::string column;
  // What the column is: an attribute of the schema ("company.employees",
  // "answer.budget"), lead.id, lead.person_id, lead.company_id, lead.offer,
  // lead.channel, lead.campaign, lead.created_at, lead.outcome,
  // lead.outcome_at, person.id, company.id, opportunity.id, opportunity.value,
  // opportunity.stage, opportunity.opened_at or opportunity.expected_close.
  // Required.
  std::string fact;
  // Values to translate before anything else.
  std::vector<CsvTranslation> values;
  // More texts that mean "not known" in this column, such as 999 or -1.
  std::vector<std::string> missing;

  static constexpr auto Fields() {
    return FieldList(Field{1, "column", &CsvColumn::column},
                     Field{2, "fact", &CsvColumn::fact},
                     Field{3, "values", &CsvColumn::values},
                     Field{4, "missing", &CsvColumn::missing});
  }
};

struct CsvMapping {
  // What stands between cells, one ASCII character. Unset: found out.
  std::string delimiter;
  // Unset: found out.
  TextEncoding encoding = TextEncoding::kUnspecified;
  // Unset: found out from the first rows.
  DecimalMark decimal_mark = DecimalMark::kUnspecified;
  // Unset: found out from the first rows; if they leave it open, dates that
  // could be read both ways are errors.
  DateOrder date_order = DateOrder::kUnspecified;
  // Texts that mean "not known" in every column, without regard to case. An
  // empty cell always does. Unset: unknown, n/a, NULL, Select and the like
  // (DefaultMissingMarkers of lotse/import/cell_parser.h).
  std::vector<std::string> missing;
  // The columns that are read. Empty: as if `match_headers` were set.
  std::vector<CsvColumn> columns;
  // Values of lead.outcome that mean won and lost, without regard to case; any
  // other value means still open. Unset: yes, true, 1, won and no, false, 0,
  // lost and the same in German.
  std::vector<std::string> won;
  std::vector<std::string> lost;
  // Also read each column that `columns` does not list and whose header is the
  // key or label of an attribute or the name of a fact. Unset: leave them
  // alone.
  bool match_headers = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "delimiter", &CsvMapping::delimiter},
                     Field{2, "encoding", &CsvMapping::encoding},
                     Field{3, "decimal_mark", &CsvMapping::decimal_mark},
                     Field{4, "date_order", &CsvMapping::date_order},
                     Field{5, "missing", &CsvMapping::missing},
                     Field{6, "columns", &CsvMapping::columns},
                     Field{7, "won", &CsvMapping::won},
                     Field{8, "lost", &CsvMapping::lost},
                     Field{9, "match_headers", &CsvMapping::match_headers});
  }
};

// Adds what is wrong with `mapping` taken alone; whether the facts and columns
// exist shows when a file is opened with it (lotse/import/csv_lead_reader.h).
void ValidateCsvMapping(const CsvMapping& mapping, const FieldPath& path,
                        SpecIssues* issues);

}  // namespace lotse

#endif  // LOTSE_CHANNEL_CSV_MAPPING_H_
