// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CsvLeadReader: columns are bound to facts once; then each row only overwrites
// the values of facts that have their final shape already.
#include "lotse/import/csv_lead_reader.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/case_fold.h"
#include "lotse/base/status_macros.h"
#include "lotse/import/csv_headers.h"
#include "src/import/fact_target.h"

namespace lotse {
namespace {

// How far ahead is read to find out the format.
constexpr size_t kAheadRows = 1000;
constexpr size_t kAheadBytes = 1 << 20;

std::vector<std::string> OrDefault(const std::vector<std::string>& given,
                                   std::vector<std::string> otherwise) {
  return given.empty() ? std::move(otherwise) : given;
}

std::string Folded(absl::string_view text) {
  std::string folded;
  FoldCase(absl::StripAsciiWhitespace(text), &folded);
  return folded;
}

}  // namespace

// A column that is read.
struct CsvLeadReader::Binding {
  // What `cell` stands for; may point into `*scratch`.
  absl::string_view Translate(absl::string_view cell,
                              std::string* scratch) const {
    if (!translations.empty()) {
      FoldCase(cell, scratch);
      const auto found = translations.find(*scratch);
      if (found != translations.end()) return found->second;
    }
    if (option_keys.empty() || option_keys.contains(cell)) return cell;
    FoldCase(cell, scratch);
    const auto found = option_texts.find(*scratch);
    return found == option_texts.end() ? cell : found->second;
  }

  size_t column = 0;
  FactTarget target;
  // From folded texts of the file to what they become.
  absl::flat_hash_map<std::string, std::string> translations;
  // The attribute's options; and their keys by folded key and label.
  absl::flat_hash_set<std::string> option_keys;
  absl::flat_hash_map<std::string, std::string> option_texts;
  MissingMarkers missing{{}};
  bool has_missing = false;
};

struct CsvLeadReader::BufferedRow {
  int64_t line;
  std::vector<std::string> cells;
  absl::Status status;
};

CsvLeadReader::CsvLeadReader(std::unique_ptr<CsvReader> csv,
                             const Utf8Source* encoding)
    : csv_(std::move(csv)),
      encoding_(encoding),
      missing_({}),
      won_({}),
      lost_({}) {}

CsvLeadReader::~CsvLeadReader() = default;

absl::StatusOr<std::unique_ptr<CsvLeadReader>> CsvLeadReader::Create(
    std::unique_ptr<ByteSource> bytes, const Schema& schema,
    const CsvMapping& mapping) {
  SpecIssues issues;
  ValidateCsvMapping(mapping, FieldPath("mapping"), &issues);
  LOTSE_RETURN_IF_ERROR(issues.ToStatus());
  auto utf8 = std::make_unique<Utf8Source>(std::move(bytes), mapping.encoding);
  const Utf8Source* encoding = utf8.get();
  CsvOptions options;
  if (!mapping.delimiter.empty()) options.delimiter = mapping.delimiter[0];
  LOTSE_ASSIGN_OR_RETURN(std::unique_ptr<CsvReader> csv,
                         CsvReader::Create(std::move(utf8), options));
  std::unique_ptr<CsvLeadReader> reader(
      new CsvLeadReader(std::move(csv), encoding));
  reader->missing_ =
      MissingMarkers(OrDefault(mapping.missing, DefaultMissingMarkers()));
  reader->won_ = MissingMarkers(OrDefault(mapping.won, DefaultWonWords()));
  reader->lost_ = MissingMarkers(OrDefault(mapping.lost, DefaultLostWords()));
  LOTSE_RETURN_IF_ERROR(reader->ReadAhead(mapping));
  LOTSE_RETURN_IF_ERROR(reader->BindColumns(schema, mapping));
  return reader;
}

absl::Status CsvLeadReader::ReadAhead(const CsvMapping& mapping) {
  CsvRow row;
  if (!csv_->Next(&row)) {
    LOTSE_RETURN_IF_ERROR(csv_->status());
    return absl::InvalidArgumentError(
        "the file is empty: its first row must hold the headers");
  }
  if (!row.status.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", row.line, ": ", row.status.message()));
  }
  for (const absl::string_view cell : row.cells) {
    headers_.emplace_back(absl::StripAsciiWhitespace(cell));
  }
  while (!headers_.empty() && headers_.back().empty()) headers_.pop_back();
  if (headers_.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "line ", row.line, ": the first row must hold the headers"));
  }
  FormatEvidence evidence;
  size_t bytes = 0;
  while (ahead_.size() < kAheadRows && bytes < kAheadBytes &&
         csv_->Next(&row)) {
    BufferedRow& kept = ahead_.emplace_back();
    kept.line = row.line;
    kept.status = row.status;
    for (const absl::string_view cell : row.cells) {
      evidence.Add(cell);
      kept.cells.emplace_back(cell);
      bytes += cell.size();
    }
  }
  format_.delimiter = csv_->delimiter();
  format_.encoding = encoding_->encoding();
  format_.decimal_mark = mapping.decimal_mark != DecimalMark::kUnspecified
                             ? mapping.decimal_mark
                             : evidence.decimal_mark();
  if (format_.decimal_mark == DecimalMark::kUnspecified) {
    format_.decimal_mark = DecimalMark::kPoint;
  }
  format_.date_order = mapping.date_order != DateOrder::kUnspecified
                           ? mapping.date_order
                           : evidence.date_order();
  return absl::OkStatus();
}

absl::Status CsvLeadReader::Bind(size_t column, const std::string& fact,
                                 const CsvColumn& options,
                                 const Schema& schema) {
  Binding binding;
  binding.column = column;
  LOTSE_ASSIGN_OR_RETURN(binding.target,
                         FactTarget::Find(fact, schema, &shape_));
  for (const CsvTranslation& translation : options.values) {
    binding.translations.emplace(Folded(translation.from), translation.to);
  }
  // Options may be written in other case, or by their labels.
  for (const Option& option : binding.target.options()) {
    binding.option_keys.insert(option.key);
    binding.option_texts.emplace(Folded(option.key), option.key);
  }
  for (const Option& option : binding.target.options()) {
    for (const std::string* label : {&option.label.en, &option.label.de}) {
      if (!label->empty()) {
        binding.option_texts.emplace(Folded(*label), option.key);
      }
    }
  }
  binding.has_missing = !options.missing.empty();
  binding.missing = MissingMarkers(options.missing);
  columns_[column].fact = fact;
  bindings_.push_back(std::move(binding));
  return absl::OkStatus();
}

absl::Status CsvLeadReader::BindColumns(const Schema& schema,
                                        const CsvMapping& mapping) {
  for (const std::string& header : headers_) columns_.push_back({header, ""});
  std::vector<absl::string_view> names(headers_.begin(), headers_.end());
  const FieldPath root("mapping");
  for (size_t i = 0; i < mapping.columns.size(); ++i) {
    const CsvColumn& column = mapping.columns[i];
    const FieldPath path = root.Child("columns", i);
    const auto found =
        std::find(headers_.begin(), headers_.end(), column.column);
    if (found == headers_.end()) {
      return absl::InvalidArgumentError(absl::StrCat(
          path.Child("column").ToString(), ": the file has no column \"",
          column.column, "\"", DidYouMean(column.column, names)));
    }
    if (std::find(found + 1, headers_.end(), column.column) != headers_.end()) {
      return absl::InvalidArgumentError(absl::StrCat(
          path.Child("column").ToString(), ": the file has several columns \"",
          column.column, "\": rename all but one"));
    }
    const absl::Status status =
        Bind(static_cast<size_t>(found - headers_.begin()), column.fact, column,
             schema);
    if (!status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(path.Child("fact").ToString(), ": ", status.message()));
    }
  }
  if (mapping.columns.empty() || mapping.match_headers) {
    std::vector<std::string> taken;
    for (const CsvColumn& column : mapping.columns)
      taken.push_back(column.fact);
    for (size_t i = 0; i < headers_.size(); ++i) {
      if (!columns_[i].fact.empty()) continue;
      absl::StatusOr<std::string> fact = MatchHeader(headers_[i], schema);
      if (!fact.ok()) {
        return absl::InvalidArgumentError(absl::StrCat(
            "column \"", headers_[i], "\": ", fact.status().message()));
      }
      if (fact->empty() ||
          std::find(taken.begin(), taken.end(), *fact) != taken.end()) {
        continue;
      }
      taken.push_back(*fact);
      LOTSE_RETURN_IF_ERROR(Bind(i, *fact, {}, schema));
    }
  }
  if (bindings_.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "none of the ", headers_.size(),
        " columns is a fact of the spec: the first row must hold the headers; "
        "where they are not the keys or labels of the schema, name them in a "
        "mapping"));
  }
  return absl::OkStatus();
}

bool CsvLeadReader::NextRow(CsvRow* row) {
  if (next_ahead_ == ahead_.size()) {
    if (!ahead_.empty()) {
      ahead_.clear();
      ahead_.shrink_to_fit();
      next_ahead_ = 0;
    }
    return csv_->Next(row);
  }
  const BufferedRow& kept = ahead_[next_ahead_++];
  ahead_cells_.assign(kept.cells.begin(), kept.cells.end());
  row->line = kept.line;
  row->status = kept.status;
  row->cells = ahead_cells_;
  return true;
}

absl::Status CsvLeadReader::FillFacts(const CsvRow& row, Facts* facts) const {
  if (row.cells.size() < headers_.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", row.line, ": the row has ", row.cells.size(),
                     " cells, but the header has ", headers_.size()));
  }
  for (size_t i = headers_.size(); i < row.cells.size(); ++i) {
    if (absl::StripAsciiWhitespace(row.cells[i]).empty()) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("line ", row.line, ": the row has ", row.cells.size(),
                     " cells, but the header has ", headers_.size(),
                     "; a cell that holds the delimiter must be in quotes"));
  }
  const CellContext context{format_.decimal_mark, format_.date_order, &won_,
                            &lost_};
  std::string folded;
  for (const Binding& binding : bindings_) {
    absl::string_view cell =
        absl::StripAsciiWhitespace(row.cells[binding.column]);
    if (!cell.empty()) cell = binding.Translate(cell, &folded);
    if (missing_.Has(cell) ||
        (binding.has_missing && binding.missing.Has(cell))) {
      binding.target.Clear(facts);
      continue;
    }
    const absl::Status status = binding.target.Set(cell, context, facts);
    if (!status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", row.line, ", column \"",
                       headers_[binding.column], "\": ", status.message()));
    }
  }
  if (facts->lead.outcome.has_value() &&
      facts->lead.outcome->kind == OutcomeKind::kUnspecified) {
    facts->lead.outcome.reset();
  }
  if (facts->lead.id.empty()) facts->lead.id = absl::StrCat("line ", row.line);
  return absl::OkStatus();
}

bool CsvLeadReader::Read(RawLead* raw) {
  CsvRow row;
  if (!NextRow(&row)) return false;
  raw->line = row.line;
  raw->text.clear();
  raw->cell_ends.clear();
  raw->status = absl::OkStatus();
  if (!row.status.ok()) {
    raw->status = absl::InvalidArgumentError(
        absl::StrCat("line ", row.line, ": ", row.status.message()));
  }
  for (absl::string_view cell : row.cells) {
    raw->text.append(cell.data(), cell.size());
    raw->cell_ends.push_back(raw->text.size());
  }
  return true;
}

void CsvLeadReader::Decode(const RawLead& raw, LeadRecord* record) const {
  record->line = raw.line;
  record->status = raw.status;
  if (!raw.status.ok()) return;
  absl::InlinedVector<absl::string_view, 64> cells;
  size_t begin = 0;
  for (size_t end : raw.cell_ends) {
    cells.push_back(absl::string_view(raw.text).substr(begin, end - begin));
    begin = end;
  }
  CsvRow row;
  row.line = raw.line;
  row.cells = cells;
  if (!HasShape(record->facts, shape_)) record->facts = shape_;
  record->facts.lead.id.clear();
  record->status = FillFacts(row, &record->facts);
}

absl::Status CsvLeadReader::status() const { return csv_->status(); }

}  // namespace lotse
