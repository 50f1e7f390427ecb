// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreExporter and ReadPreviousCategories.
#include "lotse/arrow/score_exporter.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "column_import.h"
#include "exported_array.h"

namespace lotse {
namespace {

constexpr size_t kMaxBytes = std::numeric_limits<int32_t>::max();
constexpr size_t kMaxSmallIndices = std::numeric_limits<int8_t>::max();

// A row of which there is no score, or the scores of one.
struct OneRow {
  // Of the scores.
  size_t i = 0;
  bool scored = false;
};

bool HasSmallIndices(const Scorer& scorer) {
  return scorer.spec().categories.size() <= kMaxSmallIndices;
}

ExportedType Column(const char* name, const char* format) {
  ExportedType type;
  type.name = name;
  type.format = format;
  return type;
}

ExportedType TypeOf(const Scorer& scorer, const std::string& id_format,
                    bool contributions) {
  ExportedType type = Column("", "+s");
  type.nullable = false;
  if (!id_format.empty()) {
    type.children.push_back(Column("id", id_format.c_str()));
  }
  type.children.push_back(Column("points", "g"));
  type.children.push_back(Column("probability", "g"));
  type.children.push_back(
      Column("category", HasSmallIndices(scorer) ? "c" : "i"));
  type.children.back().dictionary.push_back(Column("", "u"));
  type.children.push_back(Column("category_since", "tsu:UTC"));
  type.children.push_back(Column("veto", "u"));
  type.children.push_back(Column("grid_row", "u"));
  type.children.push_back(Column("grid_column", "u"));
  if (contributions) {
    ExportedType item = Column("item", "+s");
    item.children = {Column("id", "u"), Column("path", "u"),
                     Column("points", "g")};
    type.children.push_back(Column("contributions", "+l"));
    type.children.back().children.push_back(std::move(item));
  }
  type.children.push_back(Column("error", "u"));
  return type;
}

template <typename T>
void AppendId(const ColumnView& ids, size_t row, ExportedColumn* column) {
  if (ids.valid(row)) {
    column->Append(static_cast<T>(IntegerAt(ids, row)));
  } else {
    column->AppendNull(sizeof(T));
  }
}

template <typename Offset>
void AppendTextId(const ColumnView& ids, size_t row, ExportedColumn* column) {
  if (ids.valid(row)) {
    column->AppendText<Offset>(TextInRow(ids, row));
  } else {
    column->AppendNullText<Offset>();
  }
}

void AppendIdAs(absl::string_view format, const ColumnView& ids, size_t row,
                ExportedColumn* column) {
  switch (format[0]) {
    case 'u':
      return AppendTextId<int32_t>(ids, row, column);
    case 'U':
      return AppendTextId<int64_t>(ids, row, column);
    case 'c':
    case 'C':
      return AppendId<uint8_t>(ids, row, column);
    case 's':
    case 'S':
      return AppendId<uint16_t>(ids, row, column);
    case 'i':
    case 'I':
      return AppendId<uint32_t>(ids, row, column);
    default:
      return AppendId<uint64_t>(ids, row, column);
  }
}

// One text for each row: those at the indices, `list[index].id`.
template <typename Item>
ExportedColumn TextsOf(const std::vector<Item>* list,
                       const std::vector<int32_t>& indices,
                       const std::vector<OneRow>& rows) {
  ExportedColumn column;
  if (list == nullptr || indices.empty()) {
    column.AppendNullTexts<int32_t>(rows.size());
    return column;
  }
  for (const OneRow& row : rows) {
    const int32_t index = row.scored ? indices[row.i] : -1;
    if (index < 0) {
      column.AppendNullText<int32_t>();
    } else {
      column.AppendText<int32_t>((*list)[static_cast<size_t>(index)].id);
    }
  }
  return column;
}

// convert(value) for the rows that are scored, as far as there are values.
template <typename Out, typename T, typename Convert>
ExportedColumn ValuesOf(const std::vector<T>& values,
                        const std::vector<OneRow>& rows,
                        const Convert& convert) {
  ExportedColumn column;
  if (values.empty()) {
    column.AppendNulls(sizeof(Out), rows.size());
    return column;
  }
  const bool all = std::all_of(rows.begin(), rows.end(),
                               [](const OneRow& row) { return row.scored; });
  if (all) {
    std::vector<Out> converted(values.size());
    std::transform(values.begin(), values.end(), converted.begin(), convert);
    column.AppendAll(converted);
    return column;
  }
  for (const OneRow& row : rows) {
    if (row.scored) {
      column.Append<Out>(convert(values[row.i]));
    } else {
      column.AppendNull(sizeof(Out));
    }
  }
  return column;
}

// `rows`: those that have a category.
ExportedColumn CategoriesOf(const Scorer& scorer, const ScoreColumns& scores,
                            const std::vector<OneRow>& rows) {
  ExportedColumn column =
      HasSmallIndices(scorer)
          ? ValuesOf<int8_t>(
                scores.category, rows,
                [](int32_t index) { return static_cast<int8_t>(index); })
          : ValuesOf<int32_t>(scores.category, rows,
                              [](int32_t index) { return index; });
  ExportedColumn ids;
  for (const Category& category : scorer.spec().categories) {
    ids.AppendText<int32_t>(category.id);
  }
  column.SetDictionary(std::move(ids));
  return column;
}

}  // namespace

PreviousCategories ReadPreviousCategories(const ImportedLeads& leads,
                                          const Scorer& scorer) {
  PreviousCategories previous;
  if (!leads.previous_category().has_value()) return previous;
  const ColumnView& categories = *leads.previous_category();
  previous.category.resize(leads.rows(), -1);
  previous.since.resize(leads.rows(), 0);
  absl::flat_hash_map<std::string, int32_t> indices;
  for (const Category& category : scorer.spec().categories) {
    indices.emplace(category.id, static_cast<int32_t>(indices.size()));
  }
  for (size_t row = 0; row < leads.rows(); ++row) {
    if (!categories.valid(row)) continue;
    const auto found = indices.find(TextInRow(categories, row));
    if (found != indices.end()) previous.category[row] = found->second;
  }
  if (!leads.previous_category_since().has_value()) return previous;
  const ColumnView& since = *leads.previous_category_since();
  for (size_t row = 0; row < leads.rows(); ++row) {
    if (since.valid(row)) previous.since[row] = IntegerAt(since, row);
  }
  return previous;
}

ScoreExporter::ScoreExporter(const Scorer& scorer, absl::string_view id_format,
                             bool contributions)
    : scorer_(scorer), id_format_(id_format), contributions_(contributions) {}

void ScoreExporter::ExportSchema(ArrowSchema* schema) const {
  ExportType(TypeOf(scorer_, id_format_, contributions_), schema);
}

absl::Status ScoreExporter::Export(const ScoreColumns& scores,
                                   const ScoredRows& rows,
                                   ArrowArray* array) const {
  *array = {};
  ExportedColumn error;
  std::vector<OneRow> each(rows.count);
  if (rows.errors.empty()) error.AppendNullTexts<int32_t>(rows.count);
  auto bad = std::lower_bound(
      rows.errors.begin(), rows.errors.end(), rows.first,
      [](const RowError& e, size_t row) { return e.row < row; });
  for (size_t i = 0; i < rows.count; ++i) {
    each[i].i = i;
    each[i].scored = bad == rows.errors.end() || bad->row != rows.first + i;
    if (rows.errors.empty()) continue;
    if (each[i].scored) {
      error.AppendNullText<int32_t>();
    } else {
      error.AppendText<int32_t>((bad++)->message);
    }
  }
  std::vector<ExportedColumn> columns;
  if (!id_format_.empty()) {
    const ColumnView none;
    ExportedColumn ids;
    for (size_t i = 0; i < rows.count; ++i) {
      AppendIdAs(id_format_, rows.ids == nullptr ? none : *rows.ids,
                 rows.first + i, &ids);
    }
    columns.push_back(std::move(ids));
  }
  columns.push_back(ValuesOf<double>(
      scores.points_nano, each,
      [](int64_t nano) { return Points::FromNano(nano).ToDouble(); }));
  columns.push_back(ValuesOf<double>(scores.probability, each,
                                     [](double value) { return value; }));
  std::vector<OneRow> categorised = each;
  for (OneRow& row : categorised) {
    row.scored =
        row.scored && !scores.category.empty() && scores.category[row.i] >= 0;
  }
  columns.push_back(CategoriesOf(scorer_, scores, categorised));
  std::vector<int64_t> since = scores.category_since;
  if (since.empty()) since.assign(scores.category.size(), rows.as_of.micros());
  columns.push_back(ValuesOf<int64_t>(since, categorised,
                                      [](int64_t micros) { return micros; }));
  const ScoringSpec& spec = scorer_.spec();
  columns.push_back(TextsOf(&spec.vetoes, scores.veto, each));
  const bool grid = spec.grid.has_value();
  columns.push_back(
      TextsOf(grid ? &spec.grid->rows.steps : nullptr, scores.grid_row, each));
  columns.push_back(TextsOf(grid ? &spec.grid->columns.steps : nullptr,
                            scores.grid_column, each));
  bool too_long = error.text_bytes() > kMaxBytes;
  if (contributions_) {
    ExportedColumn lists, structs, ids, paths, points;
    for (const OneRow& row : each) {
      const bool scored = row.scored && !scores.contribution_begin.empty();
      if (scored && !too_long) {
        for (auto c = scores.contribution_begin[row.i];
             c < scores.contribution_begin[row.i + 1]; ++c) {
          const Contribution& contribution =
              scores.contributions[static_cast<size_t>(c)];
          structs.AppendStruct();
          ids.AppendText<int32_t>(scorer_.IdOf(contribution.source));
          paths.AppendText<int32_t>(scorer_.source(contribution.source).path);
          points.Append(contribution.points.ToDouble());
        }
        too_long = ids.text_bytes() > kMaxBytes ||
                   paths.text_bytes() > kMaxBytes ||
                   structs.length() > int64_t{kMaxBytes};
      }
      lists.AppendList(static_cast<int32_t>(structs.length()), scored);
    }
    structs.AddChild(std::move(ids));
    structs.AddChild(std::move(paths));
    structs.AddChild(std::move(points));
    lists.AddChild(std::move(structs));
    columns.push_back(std::move(lists));
  }
  columns.push_back(std::move(error));
  for (size_t i = 0; i < columns.size(); ++i) {
    // Only ids of the format "U" have wide offsets.
    too_long |=
        columns[i].text_bytes() > kMaxBytes && (i > 0 || id_format_ != "U");
  }
  if (too_long) {
    return absl::InvalidArgumentError(
        absl::StrCat("the texts of one column have more than ", kMaxBytes,
                     " bytes: export fewer leads at once"));
  }
  ExportedColumn leads;
  for (size_t i = 0; i < rows.count; ++i) leads.AppendStruct();
  for (ExportedColumn& column : columns) leads.AddChild(std::move(column));
  ExportedColumn::Export(std::move(leads),
                         TypeOf(scorer_, id_format_, contributions_), array);
  return absl::OkStatus();
}

}  // namespace lotse
