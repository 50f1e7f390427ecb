// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreExporter, TypeOfScores and ReadPreviousCategories.
#include "lotse/arrow/score_exporter.h"

#include <limits>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "lotse/arrow/score_array.h"
#include "score_type.h"

namespace lotse {
namespace {

constexpr size_t kMaxSmallIndices = std::numeric_limits<int8_t>::max();

ExportedType Column(const char* name, const char* format) {
  ExportedType type;
  type.name = name;
  type.format = format;
  return type;
}

}  // namespace

bool HasSmallIndices(const Scorer& scorer) {
  return scorer.spec().categories.size() <= kMaxSmallIndices;
}

ExportedType TypeOfScores(const ScoreExporter& exporter) {
  ExportedType type = Column("", "+s");
  type.nullable = false;
  if (!exporter.id_format_.empty()) {
    type.children.push_back(Column("id", exporter.id_format_.c_str()));
  }
  type.children.push_back(Column("points", "g"));
  type.children.push_back(Column("probability", "g"));
  type.children.push_back(
      Column("category", HasSmallIndices(exporter.scorer_) ? "c" : "i"));
  type.children.back().dictionary.push_back(Column("", "u"));
  type.children.push_back(Column("category_since", "tsu:UTC"));
  type.children.push_back(Column("veto", "u"));
  type.children.push_back(Column("grid_row", "u"));
  type.children.push_back(Column("grid_column", "u"));
  if (exporter.contributions_) {
    ExportedType item = Column("item", "+s");
    item.children = {Column("id", "u"), Column("path", "u"),
                     Column("points", "g")};
    type.children.push_back(Column("contributions", "+l"));
    type.children.back().children.push_back(std::move(item));
  }
  for (const ScoreSignal& signal : exporter.signals_) {
    type.children.push_back(
        Column(signal.name.c_str(), signal.is_text ? "i" : "g"));
    if (signal.is_text) {
      type.children.back().dictionary.push_back(Column("", "u"));
    }
  }
  type.children.push_back(Column("error", "u"));
  return type;
}

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
                             bool contributions,
                             std::vector<ScoreSignal> signals)
    : scorer_(scorer),
      id_format_(id_format),
      contributions_(contributions),
      signals_(std::move(signals)) {}

void ScoreExporter::ExportSchema(ArrowSchema* schema) const {
  ExportType(TypeOfScores(*this), schema);
}

absl::Status ScoreExporter::Export(const ScoreColumns& scores,
                                   const ScoredRows& rows, ArrowArray* array,
                                   absl::Span<const ColumnView> signals) const {
  ScoreArray pieces(*this, rows);
  for (size_t piece = 0; piece < pieces.pieces(); ++piece) {
    pieces.Put(piece, scores, pieces.begin(piece) - rows.first, signals);
  }
  return std::move(pieces).Finish(array);
}

}  // namespace lotse
