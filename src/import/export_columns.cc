// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RecognizeColumns: the table of headers says what a column may be, the cells
// whether it can be that.
#include "lotse/import/export_columns.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lotse/import/cell_parser.h"
#include "lotse/import/status_words.h"
#include "src/import/export_headers.h"

namespace lotse {
namespace {

// What one header may stand for.
struct Candidate {
  ExportColumn column;
  int rank = 0;
};

constexpr absl::string_view kCurrencies[] = {"eur", "usd", "chf", "gbp"};

bool TakesMany(ExportRole role) {
  return role == ExportRole::kClosed || role == ExportRole::kStageEntered ||
         role == ExportRole::kOutcome || role == ExportRole::kLostReason;
}

bool IsDate(ExportRole role) {
  return role == ExportRole::kCreated || role == ExportRole::kFirstWorked ||
         role == ExportRole::kLastWorked || role == ExportRole::kClosed ||
         role == ExportRole::kStateSince || role == ExportRole::kStageEntered;
}

bool IsAmount(ExportRole role) {
  return role == ExportRole::kValue || role == ExportRole::kWonValue;
}

// Whether a cell can be what a column of `role` has.
bool Fits(absl::string_view cell, ExportRole role, const ExportFormat& format) {
  if (IsDate(role)) return ParseTime(cell, format.date_order).has_value();
  if (IsAmount(role)) {
    return ParseMoney(cell, format.decimal_mark, "").has_value();
  }
  if (role == ExportRole::kClosedFlag) return ParseBoolean(cell).has_value();
  if (role == ExportRole::kOutcome) {
    return ParseBoolean(cell).has_value() ||
           MeaningOfStatus(cell) != StatusMeaning::kUnspecified;
  }
  if (role == ExportRole::kState || role == ExportRole::kChannel) {
    return !ParseTime(cell, format.date_order).has_value() &&
           !ParseNumber(cell, format.decimal_mark).has_value();
  }
  return true;
}

// Whether at least half of what stands in the column fits. An empty column says
// nothing against it; a stage or an outcome must show, though.
bool CellsFit(const ExportColumn& column, absl::Span<const ExportRow> rows,
              const ExportFormat& format, const MissingMarkers& missing) {
  size_t filled = 0, fitting = 0;
  for (const ExportRow& row : rows) {
    if (column.index >= row.size() || missing.Has(row[column.index])) continue;
    ++filled;
    if (Fits(row[column.index], column.role, format)) ++fitting;
  }
  if (filled == 0) return !TakesMany(column.role) || rows.empty();
  return fitting * 2 >= filled;
}

void AddKnown(absl::string_view key, const ExportColumn& column,
              std::vector<Candidate>* candidates) {
  for (const KnownHeader& known : KnownHeaders()) {
    if (known.key != key) continue;
    Candidate& candidate = candidates->emplace_back();
    candidate.column = column;
    candidate.column.role = known.role;
    candidate.rank = known.rank;
    if (known.role == ExportRole::kStageEntered) {
      candidate.column.stage = column.header;
    }
  }
}

// Everything the header may stand for, the likeliest first.
std::vector<Candidate> CandidatesFor(size_t index, const std::string& header) {
  ExportColumn column;
  column.index = index;
  column.header = header;
  std::vector<Candidate> candidates;
  const std::string key = HeaderKey(header);
  if (key.empty()) return candidates;
  AddKnown(key, column, &candidates);
  if (!candidates.empty()) return candidates;
  if (std::string stage = StageOfHeader(header); !stage.empty()) {
    const StatusMeaning meaning = MeaningOfStatus(stage);
    Candidate& candidate = candidates.emplace_back();
    candidate.column = column;
    if (meaning == StatusMeaning::kWon || meaning == StatusMeaning::kLost) {
      candidate.column.role = ExportRole::kClosed;
      candidate.rank = 5;
    } else {
      candidate.column.role = ExportRole::kStageEntered;
      candidate.column.stage = std::move(stage);
    }
    return candidates;
  }
  // "Betrag (EUR)", "Value in USD".
  for (const absl::string_view currency : kCurrencies) {
    absl::string_view rest = key;
    if (!absl::ConsumeSuffix(&rest, currency)) continue;
    ExportColumn amount = column;
    amount.currency = absl::AsciiStrToUpper(currency);
    AddKnown(rest, amount, &candidates);
    if (candidates.empty() && absl::ConsumeSuffix(&rest, "in")) {
      AddKnown(rest, amount, &candidates);
    }
    candidates.erase(std::remove_if(candidates.begin(), candidates.end(),
                                    [](const Candidate& candidate) {
                                      return !IsAmount(candidate.column.role);
                                    }),
                     candidates.end());
  }
  return candidates;
}

}  // namespace

std::vector<ExportColumn> RecognizeColumns(
    absl::Span<const std::string> headers, absl::Span<const ExportRow> rows,
    const ExportFormat& format) {
  const MissingMarkers missing(DefaultMissingMarkers());
  std::vector<Candidate> fitting;
  for (size_t i = 0; i < headers.size(); ++i) {
    for (Candidate& candidate : CandidatesFor(i, headers[i])) {
      if (!CellsFit(candidate.column, rows, format, missing)) continue;
      fitting.push_back(std::move(candidate));
      break;
    }
  }
  std::stable_sort(
      fitting.begin(), fitting.end(),
      [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
  std::vector<ExportColumn> columns;
  const auto taken = [&](ExportRole role) {
    return std::any_of(
        columns.begin(), columns.end(),
        [&](const ExportColumn& column) { return column.role == role; });
  };
  for (Candidate& candidate : fitting) {
    ExportColumn& column = candidate.column;
    if (!TakesMany(column.role) && taken(column.role)) {
      // A second status says at least whether it is won, lost or new.
      if (column.role != ExportRole::kState) continue;
      column.role = ExportRole::kOutcome;
      if (!CellsFit(column, rows, format, missing)) continue;
    }
    columns.push_back(std::move(column));
  }
  // Closing dates stay in the order of their ranks.
  std::stable_sort(
      columns.begin(), columns.end(),
      [](const ExportColumn& a, const ExportColumn& b) {
        if (a.role == ExportRole::kClosed && b.role == ExportRole::kClosed) {
          return false;
        }
        return a.role == b.role ? a.index < b.index : a.role < b.role;
      });
  return columns;
}

size_t CountKnownHeaders(absl::Span<const std::string> headers) {
  size_t known = 0;
  for (size_t i = 0; i < headers.size(); ++i) {
    if (!CandidatesFor(i, headers[i]).empty()) ++known;
  }
  return known;
}

ExportNoun NounOf(absl::Span<const std::string> headers) {
  size_t leads = 0, opportunities = 0, contacts = 0;
  for (const std::string& header : headers) {
    const std::string key = HeaderKey(header);
    if (absl::StrContains(key, "opportunity") ||
        absl::StartsWithIgnoreCase(header, "deal") ||
        absl::StrContains(key, "verkaufschance")) {
      ++opportunities;
    } else if (absl::StrContains(key, "lead") && key != "leadsource" &&
               key != "leadquelle") {
      ++leads;
    } else if (key == "contactowner" || key == "contactid" ||
               key == "kontaktbesitzer") {
      ++contacts;
    }
  }
  if (opportunities > 0 && opportunities >= leads) {
    return ExportNoun::kOpportunity;
  }
  if (contacts > 0) return ExportNoun::kContact;
  return leads > 0 ? ExportNoun::kLead : ExportNoun::kRecord;
}

}  // namespace lotse
