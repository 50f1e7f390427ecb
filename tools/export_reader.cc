// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ExportReader: opening a file, finding its headers and format, telling records
// from other lines. export_cells.cc reads the cells.
#include "tools/export_reader.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/status_macros.h"
#include "lotse/import/byte_source.h"
#include "lotse/import/utf8_source.h"
#include "tools/input_file.h"

namespace lotse::tools {
namespace {

// Rows and bytes that are read to find out how the file is written.
constexpr size_t kAheadRows = 1000;
constexpr size_t kAheadBytes = 4 << 20;
// The headers stand in one of the first rows, below a title.
constexpr size_t kHeaderRows = 10;
constexpr size_t kFewHeaders = 2;
constexpr size_t kMaxHeld = 20;

bool IsBlank(absl::string_view cell) {
  return absl::StripAsciiWhitespace(cell).empty();
}

// The text of a cell; that of ="00123" is 00123, as spreadsheets write texts
// that look like numbers.
absl::string_view TextOf(absl::string_view cell) {
  cell = absl::StripAsciiWhitespace(cell);
  if (cell.size() > 3 && absl::StartsWith(cell, "=\"") &&
      absl::EndsWith(cell, "\"")) {
    cell = cell.substr(2, cell.size() - 3);
  }
  return cell;
}

bool IsDateOrNumber(const std::string& cell) {
  return ParseTime(cell, DateOrder::kDayFirst).has_value() ||
         ParseTime(cell, DateOrder::kMonthFirst).has_value() ||
         ParseNumber(cell, DecimalMark::kPoint).has_value() ||
         ParseNumber(cell, DecimalMark::kComma).has_value();
}

size_t FilledCells(const std::vector<std::string>& cells) {
  return static_cast<size_t>(
      std::count_if(cells.begin(), cells.end(),
                    [](const std::string& cell) { return !IsBlank(cell); }));
}

std::string BaseName(const std::string& path) {
  if (path == "-") return "standard input";
  return path.substr(path.find_last_of('/') + 1);
}

PipelineFact FactOf(ExportRole role) {
  switch (role) {
    case ExportRole::kUnspecified:
      break;
    case ExportRole::kCreated:
      return PipelineFact::kCreated;
    case ExportRole::kFirstWorked:
      return PipelineFact::kFirstWorked;
    case ExportRole::kLastWorked:
      return PipelineFact::kLastWorked;
    case ExportRole::kClosed:
      return PipelineFact::kClosed;
    case ExportRole::kState:
      return PipelineFact::kState;
    case ExportRole::kStateSince:
      return PipelineFact::kStateSince;
    case ExportRole::kStageEntered:
      return PipelineFact::kStageEntered;
    case ExportRole::kOutcome:
    case ExportRole::kClosedFlag:
    case ExportRole::kLostReason:
      return PipelineFact::kOutcome;
    case ExportRole::kChannel:
      return PipelineFact::kChannel;
    case ExportRole::kValue:
    case ExportRole::kWonValue:
    case ExportRole::kCurrency:
      return PipelineFact::kValue;
    case ExportRole::kOwner:
      return PipelineFact::kOwner;
  }
  return PipelineFact::kUnspecified;
}

ExportRole RoleNamed(absl::string_view name) {
  for (const EnumName<ExportRole>& entry : EnumNames<ExportRole>::kNames) {
    if (name == entry.name) return entry.value;
  }
  return ExportRole::kUnspecified;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ExportReader>> ExportReader::Open(
    const ExportOptions& options) {
  std::unique_ptr<ExportReader> reader(new ExportReader);
  LOTSE_ASSIGN_OR_RETURN(std::unique_ptr<ByteSource> file,
                         OpenByteSource(options.path));
  LOTSE_ASSIGN_OR_RETURN(
      reader->csv_,
      CsvReader::Create(std::make_unique<Utf8Source>(
                            std::move(file), TextEncoding::kUnspecified),
                        {}));
  reader->source_.name = BaseName(options.path);
  reader->currency_ = options.currency;
  reader->missing_ = MissingMarkers(DefaultMissingMarkers());
  reader->nobody_ = MissingMarkers(
      {"unassigned", "not assigned", "no owner", "nobody", "none", "false",
       "nicht zugewiesen", "nicht zugeordnet", "niemand", "kein", "offen"});
  reader->totals_ = MissingMarkers({"total", "grand total", "subtotal", "sum",
                                    "summe", "gesamt", "gesamtsumme",
                                    "gesamtergebnis", "zwischensumme"});
  LOTSE_RETURN_IF_ERROR(reader->ReadAhead());
  reader->FindHeaders(options);
  reader->FindFormat(options);
  LOTSE_RETURN_IF_ERROR(reader->BindColumns(options));
  return reader;
}

absl::Status ExportReader::ReadAhead() {
  CsvRow row;
  size_t bytes = 0;
  while (ahead_.size() < kAheadRows && bytes < kAheadBytes &&
         csv_->Next(&row)) {
    Row& kept = ahead_.emplace_back();
    kept.line = row.line;
    kept.status = row.status;
    for (const absl::string_view cell : row.cells) {
      kept.cells.emplace_back(TextOf(cell));
      bytes += cell.size();
    }
  }
  LOTSE_RETURN_IF_ERROR(csv_->status());
  if (ahead_.empty()) {
    return absl::InvalidArgumentError(
        "the file is empty: its first row must hold the headers");
  }
  const Row& first = ahead_[0];
  return first.status.ok() ? absl::OkStatus()
                           : AtLine(first.line, first.status);
}

// The first row, unless it looks like a title, and a later one like headers:
// most of all rows, and at least two, known ones, and no dates or numbers.
void ExportReader::FindHeaders(const ExportOptions& options) {
  size_t best = 0;
  const auto named = [&](const std::string& cell) {
    return !cell.empty() &&
           std::any_of(options.columns.begin(), options.columns.end(),
                       [&](const std::string& column) {
                         return absl::EndsWith(column, absl::StrCat("=", cell));
                       });
  };
  size_t best_known = CountKnownHeaders(ahead_[0].cells);
  if (best_known < kFewHeaders &&
      std::none_of(ahead_[0].cells.begin(), ahead_[0].cells.end(), named)) {
    best_known = kFewHeaders - 1;
    for (size_t i = 1; i < std::min(kHeaderRows, ahead_.size()); ++i) {
      const std::vector<std::string>& cells = ahead_[i].cells;
      const size_t known = CountKnownHeaders(cells);
      if (known <= best_known ||
          std::any_of(cells.begin(), cells.end(), &IsDateOrNumber)) {
        continue;
      }
      best = i;
      best_known = known;
    }
  }
  headers_ = ahead_[best].cells;
  while (!headers_.empty() && headers_.back().empty()) headers_.pop_back();
  source_.other_lines += static_cast<int64_t>(best);
  next_ahead_ = best + 1;
}

void ExportReader::FindFormat(const ExportOptions& options) {
  FormatEvidence evidence;
  bool half_days = false;
  for (size_t i = next_ahead_; i < ahead_.size(); ++i) {
    for (const std::string& cell : ahead_[i].cells) {
      evidence.Add(cell);
      half_days |= cell.size() > 8 && (absl::EndsWithIgnoreCase(cell, " am") ||
                                       absl::EndsWithIgnoreCase(cell, " pm"));
    }
  }
  const bool semicolon = csv_->delimiter() == ';';
  format_.decimal_mark = evidence.decimal_mark();
  if (format_.decimal_mark == DecimalMark::kUnspecified) {
    format_.decimal_mark = DecimalMark::kPoint;
  }
  format_.date_order = options.date_order;
  if (format_.date_order == DateOrder::kUnspecified) {
    format_.date_order = evidence.date_order();
  }
  // Nobody who writes semicolons begins with the month, and nobody who writes
  // AM and PM with the day.
  if (format_.date_order == DateOrder::kUnspecified && semicolon != half_days) {
    format_.date_order =
        semicolon ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
  }
}

absl::Status ExportReader::NameColumns(
    const ExportOptions& options, std::vector<ExportColumn>* columns) const {
  const std::vector<absl::string_view> names(headers_.begin(), headers_.end());
  std::vector<ExportColumn> named;
  const auto forget = [&](auto matches) {
    columns->erase(std::remove_if(columns->begin(), columns->end(), matches),
                   columns->end());
  };
  for (const std::string& text : options.columns) {
    const size_t equals = text.find('=');
    const ExportRole role = RoleNamed(text.substr(0, equals));
    forget([&](const ExportColumn& column) { return column.role == role; });
    const std::string header =
        equals == std::string::npos ? "" : text.substr(equals + 1);
    if (header.empty()) continue;
    const auto found = std::find(headers_.begin(), headers_.end(), header);
    if (found == headers_.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat("--column ", NameOf(role), ": the file has no column \"",
                       header, "\"", DidYouMean(header, names)));
    }
    ExportColumn column;
    column.index = static_cast<size_t>(found - headers_.begin());
    column.header = header;
    column.role = role;
    if (role == ExportRole::kStageEntered) column.stage = header;
    forget(
        [&](const ExportColumn& other) { return other.index == column.index; });
    named.push_back(std::move(column));
  }
  columns->insert(columns->begin(), named.begin(), named.end());
  return absl::OkStatus();
}

absl::Status ExportReader::BindColumns(const ExportOptions& options) {
  std::vector<ExportRow> rows;
  for (size_t i = next_ahead_; i < ahead_.size(); ++i) {
    const Row& row = ahead_[i];
    if (CheckWidth(row).ok() && FilledCells(row.cells) > 0) {
      rows.push_back(row.cells);
    }
  }
  std::vector<ExportColumn> columns = RecognizeColumns(headers_, rows, format_);
  if (format_.date_order == DateOrder::kUnspecified) {
    ExportFormat day_first = format_;
    day_first.date_order = DateOrder::kDayFirst;
    if (RecognizeColumns(headers_, rows, day_first).size() > columns.size()) {
      return absl::InvalidArgumentError(
          "nobody can tell day from month in its dates, such as 03/04/2026; "
          "say --date-order day_first or --date-order month_first");
    }
  }
  LOTSE_RETURN_IF_ERROR(NameColumns(options, &columns));
  for (ExportColumn& column : columns) {
    ColumnUse& use = source_.columns.emplace_back();
    use.fact = FactOf(column.role);
    use.column = column.header;
    bindings_.push_back({std::move(column), source_.columns.size() - 1});
  }
  const bool useful = std::any_of(
      bindings_.begin(), bindings_.end(), [](const Binding& binding) {
        return binding.column.role != ExportRole::kOwner &&
               binding.column.role != ExportRole::kCurrency;
      });
  if (useful) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "none of its ", headers_.size(),
      " columns was recognized: the first row must hold the headers; name the "
      "columns, such as --column created=\"Date of entry\" --column "
      "state=Progress"));
}

PipelineScope ExportReader::Scope(Instant as_of) const {
  PipelineScope scope;
  scope.as_of = as_of;
  for (const ColumnUse& use : source_.columns) {
    if (!scope.Has(use.fact)) scope.facts.push_back(use.fact);
  }
  for (const Binding& binding : bindings_) {
    if (binding.column.role == ExportRole::kStageEntered) {
      scope.stages.push_back(binding.column.stage);
    }
  }
  return scope;
}

bool ExportReader::NextRow(Row* row) {
  if (next_ahead_ < ahead_.size()) {
    *row = std::move(ahead_[next_ahead_++]);
    return true;
  }
  ahead_.clear();
  next_ahead_ = 0;
  CsvRow read;
  if (!csv_->Next(&read)) return false;
  row->line = read.line;
  row->status = read.status;
  row->cells.resize(read.cells.size());
  for (size_t i = 0; i < read.cells.size(); ++i) {
    const absl::string_view cell = TextOf(read.cells[i]);
    row->cells[i].assign(cell.data(), cell.size());
  }
  return true;
}

// Nothing but delimiters, or a total: a sum with a word for it and no fact of a
// record.
bool ExportReader::IsNoRecord(const Row& row) const {
  const auto first =
      std::find_if(row.cells.begin(), row.cells.end(),
                   [](const std::string& cell) { return !cell.empty(); });
  if (first == row.cells.end()) return true;
  if (!totals_.Has(*first)) return false;
  return std::none_of(
      bindings_.begin(), bindings_.end(), [&](const Binding& binding) {
        const size_t index = binding.column.index;
        return FactOf(binding.column.role) != PipelineFact::kValue &&
               index < row.cells.size() && !row.cells[index].empty() &&
               !totals_.Has(row.cells[index]);
      });
}

absl::Status ExportReader::CheckWidth(const Row& row) const {
  size_t width = row.cells.size();
  while (width > headers_.size() && row.cells[width - 1].empty()) --width;
  if (width == headers_.size()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("the row has ", row.cells.size(),
                   " cells, but the header has ", headers_.size(),
                   width > headers_.size()
                       ? "; a cell that holds the delimiter must be in quotes"
                       : ""));
}

bool ExportReader::Next(ExportRecord* record) {
  Row row;
  if (next_held_ > 0 || after_held_.has_value()) {
    if (next_held_ < held_.size()) {
      Decode(held_[next_held_++], record);
      return true;
    }
    held_.clear();
    next_held_ = 0;
    if (after_held_.has_value()) {
      row = *std::move(after_held_);
      after_held_.reset();
      Decode(row, record);
      return true;
    }
  }
  while (NextRow(&row)) {
    if (row.status.ok() && IsNoRecord(row)) {
      ++source_.other_lines;
      continue;
    }
    const bool one_cell =
        row.status.ok() && row.cells.size() == 1 && headers_.size() > 1;
    if (one_cell && held_.size() < kMaxHeld) {
      held_.push_back(std::move(row));
      continue;
    }
    if (held_.empty()) {
      Decode(row, record);
      return true;
    }
    after_held_ = std::move(row);
    return Next(record);
  }
  source_.other_lines += static_cast<int64_t>(held_.size());
  held_.clear();
  return false;
}

}  // namespace lotse::tools
