// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreSignalsOf, SignalViewsOf and SignalColumns.
#include "lotse/arrow/score_signals.h"

#include <cstdint>
#include <cstring>
#include <utility>

#include "lotse/base/time.h"
#include "signal_columns.h"

namespace lotse {
namespace {

size_t WidthOf(const ScoreSignal& signal) {
  return signal.is_text ? sizeof(int32_t) : sizeof(double);
}

// Copies one signal; returns how many values are there.
size_t CopyValues(const ColumnView& view, const SignalRows& rows, size_t width,
                  const std::vector<size_t>& bad, ExportedColumn* column) {
  const auto* const from = static_cast<const char*>(view.values);
  size_t there = 0;
  auto next_bad = bad.begin();
  for (size_t row = rows.begin; row < rows.end; ++row) {
    if (next_bad != bad.end() && *next_bad == row) {
      ++next_bad;
      continue;
    }
    const size_t lead = rows.first + row;
    if (!view.valid(lead)) continue;
    std::memcpy(column->values() + row * width,
                from + (view.first + lead) * width, width);
    uint8_t& bits = column->validity()[row / 8];
    bits = static_cast<uint8_t>(bits | 1u << row % 8);
    ++there;
  }
  return there;
}

}  // namespace

std::vector<ScoreSignal> ScoreSignalsOf(const Engine& engine) {
  // Of no lead: what it computes says the scorer itself.
  const BatchScorer scorer(engine, LeadColumns(), Instant(), {});
  std::vector<ScoreSignal> signals;
  for (size_t i = 0; i < scorer.signals().size(); ++i) {
    ScoreSignal& signal = signals.emplace_back();
    signal.name = engine.catalog().fact(scorer.signals()[i]).name;
    const ColumnView& view = scorer.signal(i);
    signal.is_text = view.dictionary != nullptr;
    for (size_t text = 0; text < view.dictionary_rows; ++text) {
      signal.texts.emplace_back(TextAt(*view.dictionary, text));
    }
  }
  return signals;
}

std::vector<ColumnView> SignalViewsOf(const BatchScorer& scorer) {
  std::vector<ColumnView> views;
  for (size_t i = 0; i < scorer.signals().size(); ++i) {
    views.push_back(scorer.signal(i));
  }
  return views;
}

SignalColumns::SignalColumns(const std::vector<ScoreSignal>& signals,
                             size_t rows, size_t pieces)
    : signals_(signals),
      rows_(rows),
      there_(pieces, std::vector<size_t>(signals.size(), 0)) {
  for (const ScoreSignal& signal : signals) {
    columns_.push_back(ExportedColumn::Zeroed(WidthOf(signal), rows));
  }
}

void SignalColumns::Put(size_t piece, const SignalRows& rows,
                        const std::vector<size_t>& bad,
                        absl::Span<const ColumnView> views) {
  for (size_t i = 0; i < columns_.size() && i < views.size(); ++i) {
    there_[piece][i] =
        CopyValues(views[i], rows, WidthOf(signals_[i]), bad, &columns_[i]);
  }
}

std::vector<ExportedColumn> SignalColumns::Take() {
  for (size_t i = 0; i < columns_.size(); ++i) {
    size_t there = 0;
    for (const std::vector<size_t>& piece : there_) there += piece[i];
    columns_[i].SetNulls(static_cast<int64_t>(rows_ - there));
    if (!signals_[i].is_text) continue;
    ExportedColumn dictionary;
    for (const std::string& text : signals_[i].texts) {
      dictionary.AppendText<int32_t>(text);
    }
    columns_[i].SetDictionary(std::move(dictionary));
  }
  return std::move(columns_);
}

}  // namespace lotse
