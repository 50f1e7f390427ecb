// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RecognizeColumns: what the columns of a CRM's export are, by the headers that
// the usual systems write, English and German, and by what stands in them.
//
//   RecognizeColumns({"Created Date", "Lead Status", "Last Activity"}, rows,
//                    {DecimalMark::kPoint, DateOrder::kMonthFirst});
//   // created, state, last_worked
//
// Known are the reports of Salesforce, HubSpot, Odoo, Dynamics 365, Pipedrive
// and Zoho, and headers that people choose. A column whose cells are no dates
// is no date, whatever its header says. Pure functions, safe from any thread.
#ifndef LOTSE_IMPORT_EXPORT_COLUMNS_H_
#define LOTSE_IMPORT_EXPORT_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/fields.h"
#include "lotse/channel/csv_mapping.h"

namespace lotse {

// What a column says of a record.
enum class ExportRole : uint8_t {
  kUnspecified = 0,
  kCreated = 1,       // When it came in.
  kFirstWorked = 2,   // When somebody first worked on it.
  kLastWorked = 3,    // When somebody last did.
  kClosed = 4,        // When it was won or lost, or is hoped to be.
  kState = 5,         // Its status or stage.
  kStateSince = 6,    // Since when it has that.
  kStageEntered = 7,  // When it entered the stage `ExportColumn::stage`.
  kOutcome = 8,       // Yes or no, or a second status: how it ended.
  kClosedFlag = 9,    // Yes or no: whether it ended.
  kLostReason = 10,   // Why it was lost.
  kChannel = 11,      // Where it came from.
  kValue = 12,        // What it is worth.
  kWonValue = 13,     // What it was worth when it was won.
  kCurrency = 14,     // Of the values.
  kOwner = 15,        // Who is in charge.
};

template <>
struct EnumNames<ExportRole> {
  static constexpr const char* kPrefix = "EXPORT_ROLE_";
  static constexpr EnumName<ExportRole> kNames[] = {
      {ExportRole::kCreated, "created"},
      {ExportRole::kFirstWorked, "first_worked"},
      {ExportRole::kLastWorked, "last_worked"},
      {ExportRole::kClosed, "closed"},
      {ExportRole::kState, "state"},
      {ExportRole::kStateSince, "state_since"},
      {ExportRole::kStageEntered, "stage_entered"},
      {ExportRole::kOutcome, "outcome"},
      {ExportRole::kClosedFlag, "closed_flag"},
      {ExportRole::kLostReason, "lost_reason"},
      {ExportRole::kChannel, "channel"},
      {ExportRole::kValue, "value"},
      {ExportRole::kWonValue, "won_value"},
      {ExportRole::kCurrency, "currency"},
      {ExportRole::kOwner, "owner"}};
};

struct ExportColumn {
  // Its place in the row, from 0.
  size_t index = 0;
  std::string header;
  ExportRole role = ExportRole::kUnspecified;
  // Of kStageEntered: the stage.
  std::string stage;
  // Of kValue and kWonValue: the currency that the header names, as in
  // "Betrag (EUR)".
  std::string currency;
};

// How the cells are written.
struct ExportFormat {
  DecimalMark decimal_mark = DecimalMark::kPoint;
  DateOrder date_order = DateOrder::kUnspecified;
};

using ExportRow = std::vector<std::string>;

// The columns that were recognized, by role. `rows` are the
// first rows; none is good too. A role has one column, but kClosed,
// kStageEntered, kOutcome and kLostReason have any number; several kClosed
// count in this order, the first that is filled.
std::vector<ExportColumn> RecognizeColumns(
    absl::Span<const std::string> headers, absl::Span<const ExportRow> rows,
    const ExportFormat& format);

// How many of the headers are known, to find the row that holds the headers.
size_t CountKnownHeaders(absl::Span<const std::string> headers);

// What the headers call a record.
enum class ExportNoun : uint8_t { kRecord, kLead, kOpportunity, kContact };
ExportNoun NounOf(absl::Span<const std::string> headers);

}  // namespace lotse

#endif  // LOTSE_IMPORT_EXPORT_COLUMNS_H_
