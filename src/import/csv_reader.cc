// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CsvReader over libcsv, which is fed line by line, so that every row knows the
// line it begins on. Parsed rows lie in one buffer until they are taken.
#include "lotse/import/csv_reader.h"

#include <csv.h>

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/base/utf8.h"

namespace lotse {
namespace {

constexpr size_t kChunkBytes = 64 * 1024;
// Growth of libcsv's buffer for one cell.
constexpr size_t kCellBlockBytes = 4096;
constexpr size_t kSniffRows = 200;

constexpr absl::string_view kDelimiters = ";,\t|";

}  // namespace

char SniffDelimiter(absl::string_view sample) {
  char best = ',';
  size_t best_agreeing = 0;
  size_t best_count = 0;
  for (const char delimiter : kDelimiters) {
    // How often the delimiter stands in the first row, and in how many rows as
    // often as there.
    size_t first = 0, agreeing = 0, rows = 0, count = 0;
    bool quoted = false, empty = true;
    const auto end_row = [&] {
      if (empty) return;
      if (rows == 0) first = count;
      if (count == first) ++agreeing;
      ++rows;
      count = 0;
      empty = true;
    };
    for (const char c : sample) {
      if (c == '"') {
        quoted = !quoted;
        empty = false;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        end_row();
        if (rows == kSniffRows) break;
      } else {
        empty = false;
        if (c == delimiter && !quoted) ++count;
      }
    }
    if (rows == 0) end_row();
    if (first == 0) continue;
    if (agreeing > best_agreeing ||
        (agreeing == best_agreeing && first > best_count)) {
      best = delimiter;
      best_agreeing = agreeing;
      best_count = first;
    }
  }
  return best;
}

CsvReader::CsvReader(std::unique_ptr<ByteSource> utf8,
                     const CsvOptions& options)
    : source_(std::move(utf8)),
      options_(options),
      parser_(std::make_unique<csv_parser>()) {
  csv_init(parser_.get(), CSV_REPALL_NL);
  csv_set_blk_size(parser_.get(), kCellBlockBytes);
}

CsvReader::~CsvReader() { csv_free(parser_.get()); }

absl::StatusOr<std::unique_ptr<CsvReader>> CsvReader::Create(
    std::unique_ptr<ByteSource> utf8, const CsvOptions& options) {
  std::unique_ptr<CsvReader> reader(new CsvReader(std::move(utf8), options));
  LOTSE_RETURN_IF_ERROR(reader->Begin());
  return reader;
}

absl::Status CsvReader::Begin() {
  LOTSE_ASSIGN_OR_RETURN(std::string head,
                         ReadUpTo(source_.get(), kChunkBytes));
  const size_t line_feed = head.find('\n');
  if (line_feed == std::string::npos && absl::StrContains(head, '\r')) {
    line_end_ = '\r';
  }
  absl::string_view rest = head;
  if (absl::StartsWith(rest, "sep=") && rest.size() > 5) {
    const size_t end = rest.find(line_end_);
    if (end == 5 || (end == 6 && rest[5] == '\r')) {
      if (options_.delimiter == 0) options_.delimiter = rest[4];
      rest.remove_prefix(end + 1);
      ++line_;
    }
  }
  if (options_.delimiter == 0) options_.delimiter = SniffDelimiter(rest);
  csv_set_delim(parser_.get(), static_cast<unsigned char>(options_.delimiter));
  Parse(rest);
  return absl::OkStatus();
}

void CsvReader::OnCell(void* text, size_t size, void* self) {
  CsvReader& reader = *static_cast<CsvReader*>(self);
  StoredRow& row = reader.open_row_;
  if (row.fault != RowFault::kNone) return;
  if (size > reader.options_.max_cell_bytes) {
    row.fault = RowFault::kCellTooLong;
  } else if (row.cell_count == reader.options_.max_cells) {
    row.fault = RowFault::kTooManyCells;
  } else if (reader.open_row_bytes_ + size > reader.options_.max_row_bytes) {
    row.fault = RowFault::kRowTooLong;
  }
  if (row.fault != RowFault::kNone) {
    // What was kept of the row is of no use any more.
    reader.bytes_.resize(reader.bytes_.size() - reader.open_row_bytes_);
    reader.cells_.resize(row.first_cell);
    row.cell_count = 0;
    reader.open_row_bytes_ = 0;
    return;
  }
  reader.cells_.push_back({reader.bytes_.size(), size});
  reader.bytes_.append(static_cast<const char*>(text), size);
  reader.open_row_bytes_ += size;
  ++row.cell_count;
}

void CsvReader::OnRowEnd(int, void* self) {
  CsvReader& reader = *static_cast<CsvReader*>(self);
  StoredRow& row = reader.open_row_;
  reader.row_ended_ = true;
  if (row.cell_count > 0 || row.fault != RowFault::kNone) {
    reader.rows_.push_back(row);
  }
  const int64_t line = row.line;
  row = StoredRow();
  row.line = line;
  row.first_cell = reader.cells_.size();
  reader.open_row_bytes_ = 0;
}

// Parses bytes up to and including at most one line end, the last byte.
void CsvReader::ParseLine(absl::string_view text) {
  if (row_ended_) open_row_.line = line_;
  row_ended_ = false;
  if (csv_parse(parser_.get(), text.data(), text.size(), &OnCell, &OnRowEnd,
                this) != text.size()) {
    status_ = absl::ResourceExhaustedError("no memory is left to read it");
    ended_ = true;
    return;
  }
  // A cell beyond the limit: keep only a mark of it, so that memory is bounded
  // whatever comes. libcsv drops that byte with the quote that ends a cell.
  if (parser_->entry_pos > options_.max_cell_bytes) {
    open_row_.fault = RowFault::kCellTooLong;
    bytes_.resize(bytes_.size() - open_row_bytes_);
    cells_.resize(open_row_.first_cell);
    open_row_.cell_count = 0;
    open_row_bytes_ = 0;
    parser_->entry_pos = 1;
    parser_->spaces = 0;
  }
}

void CsvReader::Parse(absl::string_view piece) {
  while (!piece.empty()) {
    const size_t end = piece.find(line_end_);
    if (end == absl::string_view::npos) {
      ParseLine(piece);
      return;
    }
    ParseLine(piece.substr(0, end + 1));
    ++line_;
    piece.remove_prefix(end + 1);
  }
}

void CsvReader::Finish() {
  ended_ = true;
  csv_set_opts(parser_.get(), CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI);
  if (csv_fini(parser_.get(), &OnCell, &OnRowEnd, this) != 0) {
    open_row_.fault = RowFault::kOpenQuote;
    OnRowEnd(0, this);
  }
}

// Forgets the rows that were taken; the open row's cells stay.
void CsvReader::DropTakenRows() {
  rows_.clear();
  next_row_ = 0;
  const size_t first_cell = open_row_.first_cell;
  const size_t first_byte = bytes_.size() - open_row_bytes_;
  bytes_.erase(0, first_byte);
  cells_.erase(cells_.begin(),
               cells_.begin() + static_cast<std::ptrdiff_t>(first_cell));
  for (StoredCell& cell : cells_) cell.begin -= first_byte;
  open_row_.first_cell = 0;
}

void CsvReader::FillRows() {
  DropTakenRows();
  chunk_.resize(kChunkBytes);
  while (rows_.empty() && !ended_) {
    absl::StatusOr<size_t> count = source_->Read(&chunk_[0], chunk_.size());
    if (!count.ok()) {
      status_ = count.status();
      ended_ = true;
      return;
    }
    if (*count == 0) {
      Finish();
    } else {
      Parse(absl::string_view(chunk_.data(), *count));
    }
  }
}

absl::Status CsvReader::RowStatus(const StoredRow& row) const {
  switch (row.fault) {
    case RowFault::kNone:
      return absl::OkStatus();
    case RowFault::kCellTooLong:
      return absl::InvalidArgumentError(
          absl::StrCat("a cell is longer than ", options_.max_cell_bytes,
                       " bytes; is there a quote that is never closed?"));
    case RowFault::kRowTooLong:
      return absl::InvalidArgumentError(absl::StrCat(
          "the row is longer than ", options_.max_row_bytes, " bytes"));
    case RowFault::kTooManyCells:
      return absl::InvalidArgumentError(
          absl::StrCat("the row has more than ", options_.max_cells, " cells"));
    case RowFault::kOpenQuote:
      return absl::InvalidArgumentError(
          "a quote is opened here and never closed; the rest of the file is in "
          "it");
  }
  return absl::OkStatus();
}

bool CsvReader::Next(CsvRow* row) {
  if (next_row_ == rows_.size()) FillRows();
  if (next_row_ == rows_.size()) return false;
  const StoredRow& stored = rows_[next_row_++];
  views_.clear();
  for (size_t i = 0; i < stored.cell_count; ++i) {
    const StoredCell& cell = cells_[stored.first_cell + i];
    views_.emplace_back(bytes_.data() + cell.begin, cell.size);
  }
  row->line = stored.line;
  row->status = RowStatus(stored);
  // The cells of a row lie one after the other, and are ASCII as a rule.
  const absl::string_view all =
      views_.empty()
          ? absl::string_view()
          : absl::string_view(views_.front().data(),
                              static_cast<size_t>(views_.back().data() +
                                                  views_.back().size() -
                                                  views_.front().data()));
  const bool ascii = AsciiRun(all, 0) == all.size();
  for (const absl::string_view cell : views_) {
    if (!ascii && !IsValidUtf8(cell)) {
      row->status = absl::InvalidArgumentError(
          "the row holds bytes that are not UTF-8; name the encoding of the "
          "file in the mapping, or save it as UTF-8");
      views_.clear();
      break;
    }
  }
  row->cells = views_;
  return true;
}

}  // namespace lotse
