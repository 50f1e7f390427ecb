// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreArray. Values of a fixed width go to their place at once; texts and
// lists are made by pieces and joined at the end.
#include "lotse/arrow/score_array.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "exported_array.h"
#include "score_type.h"
#include "signal_columns.h"

namespace lotse {
namespace {

// Of rows: a multiple of 8, so that no byte of validity bits is of two pieces.
constexpr size_t kPieceRows = 8192;
constexpr size_t kMaxBytes = std::numeric_limits<int32_t>::max();

// Makes value `i` of a Zeroed column missing, and zero.
void Clear(size_t width, size_t i, ExportedColumn* column) {
  uint8_t& bits = column->validity()[i / 8];
  bits = static_cast<uint8_t>(bits & ~(1u << i % 8));
  std::memset(column->values() + i * width, 0, width);
}

// Sets bits [begin, end); begin is that of a piece.
void SetBits(uint8_t* bits, size_t begin, size_t end) {
  std::memset(bits + begin / 8, 0xff, (end - begin) / 8);
  for (size_t i = end - (end - begin) % 8; i < end; ++i) {
    bits[i / 8] = static_cast<uint8_t>(bits[i / 8] | 1u << i % 8);
  }
}

// The bytes of an integer in Arrow's format "c" to "L".
size_t WidthOf(char format) {
  switch (format) {
    case 'c':
    case 'C':
      return 1;
    case 's':
    case 'S':
      return 2;
    case 'i':
    case 'I':
      return 4;
    default:
      return 8;
  }
}

// Ids that are texts, of rows [begin, end).
template <typename Offset>
ExportedColumn TextIds(const ColumnView& ids, size_t begin, size_t end) {
  constexpr ColumnLayout kSame =
      sizeof(Offset) == 4 ? ColumnLayout::kText32 : ColumnLayout::kText64;
  ExportedColumn column;
  if (ids.layout == kSame && ids.validity == nullptr) {
    const char* const offsets = static_cast<const char*>(ids.offsets);
    column.AppendTexts<Offset>(offsets + (ids.first + begin) * sizeof(Offset),
                               end - begin, ids.bytes);
    return column;
  }
  for (size_t row = begin; row < end; ++row) {
    if (ids.valid(row)) {
      column.AppendText<Offset>(TextInRow(ids, row));
    } else {
      column.AppendNullText<Offset>();
    }
  }
  return column;
}

// The other ids of rows [begin, end), to `out`.
template <typename T>
void CopyIds(const ColumnView& ids, size_t begin, size_t end, char* out) {
  for (size_t row = begin; row < end; ++row, out += sizeof(T)) {
    if (!ids.valid(row)) continue;
    const T id = static_cast<T>(IntegerAt(ids, row));
    std::memcpy(out, &id, sizeof(T));
  }
}

}  // namespace

class ScoreArray::Impl {
 public:
  Impl(const ScoreExporter& exporter, const ScoredRows& rows)
      : exporter_(exporter),
        spec_(exporter.scorer_.spec()),
        rows_(rows),
        count_(rows.count),
        pieces_((rows.count + kPieceRows - 1) / kPieceRows),
        points_(ExportedColumn::Zeroed(sizeof(double), count_)),
        probability_(ExportedColumn::Zeroed(sizeof(double), count_)),
        category_(ExportedColumn::Zeroed(
            HasSmallIndices(exporter.scorer_) ? 1 : sizeof(int32_t), count_)),
        category_since_(ExportedColumn::Zeroed(sizeof(int64_t), count_)),
        signals_(exporter_.signals_, count_, pieces_.size()) {
    if (has_ids() && !has_text_ids()) {
      ids_ = ExportedColumn::Zeroed(WidthOf(exporter_.id_format_[0]), count_);
    }
  }

  size_t pieces() const { return pieces_.size(); }
  // In the rows of the array.
  size_t begin(size_t piece) const { return piece * kPieceRows; }
  size_t end(size_t piece) const {
    return std::min((piece + 1) * kPieceRows, count_);
  }
  size_t first_row() const { return rows_.first; }

  void Put(size_t number, const ScoreColumns& scores, size_t first,
           absl::Span<const ColumnView> signals) {
    Piece& piece = pieces_[number];
    const size_t begin = this->begin(number);
    const size_t end = this->end(number);
    if (has_ids()) PutIds(begin, end, &piece);
    // Rows without a score, of the piece.
    std::vector<size_t> bad;
    for (auto error = FirstError(begin);
         error != rows_.errors.end() && error->row < rows_.first + end;
         ++error) {
      bad.push_back(error->row - rows_.first);
    }
    signals_.Put(number, {begin, end, rows_.first}, bad, signals);
    const size_t count = end - begin;
    auto* const points = points_.values() + begin * sizeof(double);
    for (size_t i = 0; i < count; ++i) {
      const double value =
          Points::FromNano(scores.points_nano[first + i]).ToDouble();
      std::memcpy(points + i * sizeof(double), &value, sizeof(value));
    }
    SetValid(begin, end, bad, sizeof(double), &points_);
    piece.missing_points = bad.size();
    piece.missing_probabilities = count;
    if (!scores.probability.empty()) {
      std::memcpy(probability_.values() + begin * sizeof(double),
                  scores.probability.data() + first, count * sizeof(double));
      SetValid(begin, end, bad, sizeof(double), &probability_);
      piece.missing_probabilities = bad.size();
    }
    piece.missing_categories = count;
    if (!scores.category.empty()) {
      PutCategories(begin, count, scores, first, bad, &piece);
    }
    if (bad.empty() && spec_.vetoes.empty() && !spec_.grid.has_value() &&
        !exporter_.contributions_) {
      return;
    }
    std::vector<bool> scored(count, true);
    for (const size_t row : bad) scored[row - begin] = false;
    if (!spec_.vetoes.empty()) {
      piece.veto = TextsOf(spec_.vetoes, scores.veto, first, scored);
    }
    if (spec_.grid.has_value()) {
      piece.grid_row =
          TextsOf(spec_.grid->rows.steps, scores.grid_row, first, scored);
      piece.grid_column =
          TextsOf(spec_.grid->columns.steps, scores.grid_column, first, scored);
    }
    if (exporter_.contributions_) {
      PutContributions(scores, first, scored, &piece);
    }
  }

  absl::Status Finish(ArrowArray* array) {
    *array = {};
    int64_t points = 0, probabilities = 0, categories = 0, ids = 0;
    for (const Piece& piece : pieces_) {
      points += static_cast<int64_t>(piece.missing_points);
      probabilities += static_cast<int64_t>(piece.missing_probabilities);
      categories += static_cast<int64_t>(piece.missing_categories);
      ids += static_cast<int64_t>(piece.missing_ids);
    }
    points_.SetNulls(points);
    probability_.SetNulls(probabilities);
    category_.SetNulls(categories);
    category_since_.SetNulls(categories);
    std::vector<ExportedColumn> columns;
    if (has_text_ids()) {
      ids_ = exporter_.id_format_ == "U" ? Joined<int64_t>(&Piece::ids)
                                         : Joined<int32_t>(&Piece::ids);
    } else if (has_ids()) {
      ids_.SetNulls(ids);
    }
    if (has_ids()) columns.push_back(std::move(ids_));
    ExportedColumn category_ids;
    for (const Category& category : spec_.categories) {
      category_ids.AppendText<int32_t>(category.id);
    }
    category_.SetDictionary(std::move(category_ids));
    columns.push_back(std::move(points_));
    columns.push_back(std::move(probability_));
    columns.push_back(std::move(category_));
    columns.push_back(std::move(category_since_));
    columns.push_back(spec_.vetoes.empty()
                          ? ExportedColumn::MissingTexts(count_)
                          : Joined<int32_t>(&Piece::veto));
    for (const auto member : {&Piece::grid_row, &Piece::grid_column}) {
      columns.push_back(spec_.grid.has_value()
                            ? Joined<int32_t>(member)
                            : ExportedColumn::MissingTexts(count_));
    }
    if (exporter_.contributions_) columns.push_back(JoinedContributions());
    for (ExportedColumn& signal : signals_.Take()) {
      columns.push_back(std::move(signal));
    }
    columns.push_back(Errors());
    if (too_long_) {
      return absl::InvalidArgumentError(
          absl::StrCat("the texts of one column have more than ", kMaxBytes,
                       " bytes: export fewer leads at once"));
    }
    ExportedColumn leads;
    leads.AppendStructs(count_);
    for (ExportedColumn& column : columns) leads.AddChild(std::move(column));
    ExportedColumn::Export(std::move(leads), TypeOfScores(exporter_), array);
    return absl::OkStatus();
  }

 private:
  // What waits to be joined.
  struct Piece {
    size_t missing_points = 0;
    size_t missing_probabilities = 0;
    size_t missing_categories = 0;
    size_t missing_ids = 0;
    // If they are texts.
    ExportedColumn ids;
    ExportedColumn veto, grid_row, grid_column;
    // The lists, and what is in them.
    ExportedColumn lists, sources, paths, amounts;
  };

  bool has_ids() const { return !exporter_.id_format_.empty(); }
  bool has_text_ids() const {
    return exporter_.id_format_ == "u" || exporter_.id_format_ == "U";
  }

  absl::Span<const RowError>::const_iterator FirstError(size_t begin) const {
    return std::lower_bound(
        rows_.errors.begin(), rows_.errors.end(), rows_.first + begin,
        [](const RowError& e, size_t row) { return e.row < row; });
  }

  // Rows [begin, end) are there, but for the bad ones.
  static void SetValid(size_t begin, size_t end, const std::vector<size_t>& bad,
                       size_t width, ExportedColumn* column) {
    SetBits(column->validity(), begin, end);
    for (const size_t row : bad) Clear(width, row, column);
  }

  void PutIds(size_t begin, size_t end, Piece* piece) {
    const ColumnView none;
    const ColumnView& ids = rows_.ids == nullptr ? none : *rows_.ids;
    const size_t from = rows_.first + begin;
    const size_t to = rows_.first + end;
    if (exporter_.id_format_ == "u") {
      piece->ids = TextIds<int32_t>(ids, from, to);
      return;
    }
    if (exporter_.id_format_ == "U") {
      piece->ids = TextIds<int64_t>(ids, from, to);
      return;
    }
    const size_t width = WidthOf(exporter_.id_format_[0]);
    char* const out = ids_.values() + begin * width;
    switch (width) {
      case 1:
        CopyIds<uint8_t>(ids, from, to, out);
        break;
      case 2:
        CopyIds<uint16_t>(ids, from, to, out);
        break;
      case 4:
        CopyIds<uint32_t>(ids, from, to, out);
        break;
      default:
        CopyIds<uint64_t>(ids, from, to, out);
        break;
    }
    SetBits(ids_.validity(), begin, end);
    if (ids.layout != ColumnLayout::kNone && ids.validity == nullptr) return;
    for (size_t row = from; row < to; ++row) {
      if (ids.valid(row)) continue;
      Clear(width, row - rows_.first, &ids_);
      ++piece->missing_ids;
    }
  }

  void PutCategories(size_t begin, size_t count, const ScoreColumns& scores,
                     size_t first, const std::vector<size_t>& bad,
                     Piece* piece) {
    const int32_t* const category = scores.category.data() + first;
    int32_t lowest = 0;
    for (size_t i = 0; i < count; ++i) lowest = std::min(lowest, category[i]);
    const size_t width =
        HasSmallIndices(exporter_.scorer_) ? 1 : sizeof(int32_t);
    if (width == 1) {
      char* const out = category_.values() + begin;
      for (size_t i = 0; i < count; ++i)
        out[i] = static_cast<char>(category[i]);
    } else {
      std::memcpy(category_.values() + begin * sizeof(int32_t), category,
                  count * sizeof(int32_t));
    }
    char* const since = category_since_.values() + begin * sizeof(int64_t);
    if (scores.category_since.empty()) {
      const int64_t as_of = rows_.as_of.micros();
      for (size_t i = 0; i < count; ++i) {
        std::memcpy(since + i * sizeof(int64_t), &as_of, sizeof(as_of));
      }
    } else {
      std::memcpy(since, scores.category_since.data() + first,
                  count * sizeof(int64_t));
    }
    SetValid(begin, begin + count, bad, width, &category_);
    SetValid(begin, begin + count, bad, sizeof(int64_t), &category_since_);
    piece->missing_categories = bad.size();
    if (lowest >= 0) return;
    auto next_bad = bad.begin();
    for (size_t i = 0; i < count; ++i) {
      if (next_bad != bad.end() && *next_bad == begin + i) {
        ++next_bad;
      } else if (category[i] < 0) {
        Clear(width, begin + i, &category_);
        Clear(sizeof(int64_t), begin + i, &category_since_);
        ++piece->missing_categories;
      }
    }
  }

  // One text for each row: those at the indices, `list[index].id`.
  template <typename Item>
  static ExportedColumn TextsOf(const std::vector<Item>& list,
                                const std::vector<int32_t>& indices,
                                size_t first, const std::vector<bool>& scored) {
    ExportedColumn column;
    for (size_t i = 0; i < scored.size(); ++i) {
      const int32_t index =
          scored[i] && !indices.empty() ? indices[first + i] : -1;
      if (index < 0) {
        column.AppendNullText<int32_t>();
      } else {
        column.AppendText<int32_t>(list[static_cast<size_t>(index)].id);
      }
    }
    return column;
  }

  void PutContributions(const ScoreColumns& scores, size_t first,
                        const std::vector<bool>& scored, Piece* piece) const {
    const Scorer& scorer = exporter_.scorer_;
    for (size_t i = 0; i < scored.size(); ++i) {
      const bool has = scored[i] && !scores.contribution_begin.empty();
      if (has) {
        for (auto c = scores.contribution_begin[first + i];
             c < scores.contribution_begin[first + i + 1]; ++c) {
          const Contribution& contribution =
              scores.contributions[static_cast<size_t>(c)];
          piece->sources.AppendText<int32_t>(scorer.IdOf(contribution.source));
          piece->paths.AppendText<int32_t>(
              scorer.source(contribution.source).path);
          piece->amounts.Append(contribution.points.ToDouble());
        }
      }
      piece->lists.AppendList(static_cast<int32_t>(piece->amounts.length()),
                              has);
    }
  }

  // A column of texts or lists of all pieces, which lose theirs. Empty and
  // too_long_ if it is too long for its offsets.
  template <typename Offset>
  ExportedColumn Joined(ExportedColumn Piece::*member) {
    ExportedColumn all;
    for (Piece& piece : pieces_) {
      const ExportedColumn column = std::move(piece.*member);
      if (sizeof(Offset) == 4 &&
          all.text_bytes() + column.text_bytes() > kMaxBytes) {
        too_long_ = true;
        return ExportedColumn();
      }
      all.AppendColumn<Offset>(column);
    }
    return all;
  }

  ExportedColumn JoinedContributions() {
    ExportedColumn structs, amounts;
    for (Piece& piece : pieces_) {
      const ExportedColumn column = std::move(piece.amounts);
      amounts.AppendFixed(column);
    }
    too_long_ |= amounts.length() > int64_t{kMaxBytes};
    if (too_long_) return ExportedColumn();
    structs.AppendStructs(static_cast<size_t>(amounts.length()));
    structs.AddChild(Joined<int32_t>(&Piece::sources));
    structs.AddChild(Joined<int32_t>(&Piece::paths));
    structs.AddChild(std::move(amounts));
    ExportedColumn lists = Joined<int32_t>(&Piece::lists);
    lists.AddChild(std::move(structs));
    return lists;
  }

  ExportedColumn Errors() {
    const auto begin = FirstError(0);
    if (begin == rows_.errors.end() || begin->row >= rows_.first + count_) {
      return ExportedColumn::MissingTexts(count_);
    }
    ExportedColumn errors;
    auto next = begin;
    for (size_t i = 0; i < count_ && !too_long_; ++i) {
      if (next != rows_.errors.end() && next->row == rows_.first + i) {
        errors.AppendText<int32_t>((next++)->message);
        too_long_ |= errors.text_bytes() > kMaxBytes;
      } else {
        errors.AppendNullText<int32_t>();
      }
    }
    return errors;
  }

  const ScoreExporter exporter_;
  const ScoringSpec& spec_;
  const ScoredRows rows_;
  const size_t count_;
  std::vector<Piece> pieces_;
  ExportedColumn points_, probability_, category_, category_since_;
  SignalColumns signals_;
  // If they are no texts.
  ExportedColumn ids_;
  bool too_long_ = false;
};

ScoreArray::ScoreArray(const ScoreExporter& exporter, const ScoredRows& rows)
    : impl_(std::make_unique<Impl>(exporter, rows)) {}
ScoreArray::~ScoreArray() = default;

size_t ScoreArray::pieces() const { return impl_->pieces(); }
size_t ScoreArray::begin(size_t piece) const {
  return impl_->first_row() + impl_->begin(piece);
}
size_t ScoreArray::end(size_t piece) const {
  return impl_->first_row() + impl_->end(piece);
}

void ScoreArray::Put(size_t piece, const ScoreColumns& scores, size_t first,
                     absl::Span<const ColumnView> signals) {
  impl_->Put(piece, scores, first, signals);
}

absl::Status ScoreArray::Finish(ArrowArray* array) && {
  return impl_->Finish(array);
}

}  // namespace lotse
