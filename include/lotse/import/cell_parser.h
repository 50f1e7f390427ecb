// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Parsers for what people and spreadsheets write into cells: numbers with a
// decimal comma and thousands separators, dates, amounts of money, yes and no.
//
//   ParseNumber("1.234,5", DecimalMark::kComma)        // 1234.5
//   ParseDate("23.11.2026", DateOrder::kUnspecified)   // 2026-11-23
//   ParseBoolean("ja")                                 // true
//
// Each gives nullopt if the text is no such thing. Blanks around the text do
// not count. Pure functions, safe from any thread, without a locale.
#ifndef LOTSE_IMPORT_CELL_PARSER_H_
#define LOTSE_IMPORT_CELL_PARSER_H_

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/base/money.h"
#include "lotse/base/time.h"
#include "lotse/channel/csv_mapping.h"

namespace lotse {

// yes, no, ja, nein, true, false, wahr, falsch, y, n, j, t, f, x, 1, 0, on, off
// in any case.
std::optional<bool> ParseBoolean(absl::string_view text);

// A finite number. Thousands may be separated by the other mark, blanks or
// apostrophes, in groups of three. A % at the end is dropped: "12 %" is 12.
std::optional<double> ParseNumber(absl::string_view text, DecimalMark mark);

// As ParseNumber, if it is whole and fits an int64.
std::optional<int64_t> ParseInteger(absl::string_view text, DecimalMark mark);

// A number with a currency before or after it: "1.234,50 €", "EUR 500",
// "-12 CHF"; without one it is in `currency`. At most six decimals.
std::optional<Money> ParseMoney(absl::string_view text, DecimalMark mark,
                                absl::string_view currency);

// 2026-11-23, 2026/11/23, 23.11.2026, 23.11.26 (2000 to 2068, then 1969 to
// 1999), and what `order` allows.
std::optional<Date> ParseDate(absl::string_view text, DateOrder order);

// RFC 3339, or a date and a time of day without a zone, which is UTC:
// "23.11.2026 10:00", "2026-11-23 10:00:30.5", "11/23/2026 3:04 PM". A bare
// date is midnight UTC.
std::optional<Instant> ParseTime(absl::string_view text, DateOrder order);

// Which cells mean that nothing is known.
class MissingMarkers {
 public:
  explicit MissingMarkers(std::vector<std::string> markers);

  // Whether `text` is empty or one of the markers, without regard to case.
  bool Has(absl::string_view text) const;

 private:
  std::vector<std::string> markers_;
  uint64_t sizes_ = 0;  // Bit n: a marker of n bytes (63: or more) exists.
  std::bitset<256> first_bytes_;
};

// The markers that are used where nobody names others: unknown, n/a, NULL, -,
// Select (a form's untouched list), unbekannt, keine Angabe and the like.
std::vector<std::string> DefaultMissingMarkers();

// Gathers from many cells of a file how it writes numbers and dates.
class FormatEvidence {
 public:
  // Takes note of one cell.
  void Add(absl::string_view text);

  // What the cells show; kUnspecified if nothing, or contradictory things.
  DecimalMark decimal_mark() const;
  DateOrder date_order() const;

 private:
  void AddNumber(absl::string_view text);
  void AddDate(absl::string_view text);

  int64_t points_ = 0;     // Cells where the point must be the mark.
  int64_t commas_ = 0;     // Cells where the comma must be.
  int64_t day_first_ = 0;  // Dates with / or - that have no such month.
  int64_t month_first_ = 0;
  int64_t dotted_dates_ = 0;   // Dates as written in German.
  int64_t dotted_groups_ = 0;  // 1.234: thousands or decimals.
};

}  // namespace lotse

#endif  // LOTSE_IMPORT_CELL_PARSER_H_
