// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The buffers of JobColumns.
#include "benchmarks/job_columns.h"

#include <cmath>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

template <typename T>
void AppendBytes(T value, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

bool Missing(double number) { return std::isnan(number); }
bool Missing(const std::string& text) { return text.empty(); }
bool Missing(int8_t flag) { return flag < 0; }

}  // namespace

JobColumns::JobColumns(const FactCatalog& catalog, JobNumbers numbers,
                       JobTexts texts)
    : numbers_(numbers), texts_(texts), columns_(catalog.size()) {
  const JobLead lead{};
  VisitAttributes(lead, [&](const char* key, ValueType type, auto&) {
    slots_.push_back(*catalog.Find(absl::StrCat("lead.", key)));
    columns_[slots_.back()] = MakeColumn(key, type);
  });
}

JobColumns::Column JobColumns::MakeColumn(const char* attribute,
                                          ValueType type) const {
  const bool wide = numbers_ == JobNumbers::kWide;
  Column column;
  column.view.type = type;
  switch (type) {
    case ValueType::kInteger:
      column.view.layout = wide ? ColumnLayout::kInt64 : ColumnLayout::kInt32;
      break;
    case ValueType::kNumber:
      column.view.layout = wide ? ColumnLayout::kDouble : ColumnLayout::kFloat;
      break;
    case ValueType::kBoolean:
      column.view.layout = ColumnLayout::kBits;
      break;
    default:
      column.view.layout = texts_ == JobTexts::kDictionary
                               ? ColumnLayout::kInt8
                               : ColumnLayout::kText32;
      column.offsets = {0};
      column.word_offsets = {0};
      for (const JobWord& word : JobWordsOf(attribute)) {
        column.word_bytes += word.text;
        column.word_offsets.push_back(
            static_cast<int32_t>(column.word_bytes.size()));
      }
  }
  return column;
}

void JobColumns::Add(Column& column, double number) const {
  switch (column.view.layout) {
    case ColumnLayout::kInt64:
      return AppendBytes(static_cast<int64_t>(number), column.values);
    case ColumnLayout::kInt32:
      return AppendBytes(static_cast<int32_t>(number), column.values);
    case ColumnLayout::kFloat:
      return AppendBytes(static_cast<float>(number), column.values);
    default:
      return AppendBytes(number, column.values);
  }
}

void JobColumns::Add(Column& column, const std::string& text) const {
  if (texts_ == JobTexts::kPlain) {
    column.bytes += text;
    column.offsets.push_back(static_cast<int32_t>(column.bytes.size()));
    return;
  }
  int8_t index = 0;
  for (size_t w = 0; w + 1 < column.word_offsets.size(); ++w) {
    const auto begin = static_cast<size_t>(column.word_offsets[w]);
    const auto end = static_cast<size_t>(column.word_offsets[w + 1]);
    if (column.word_bytes.compare(begin, end - begin, text) == 0) {
      index = static_cast<int8_t>(w);
    }
  }
  AppendBytes(index, column.values);
}

void JobColumns::Add(Column& column, int8_t flag) const {
  if (size_ % 8 == 0) column.values.push_back(0);
  if (flag == 1) {
    column.values.back() =
        static_cast<char>(column.values.back() | 1 << size_ % 8);
  }
}

void JobColumns::Append(const JobLead& lead) {
  size_t next = 0;
  VisitAttributes(lead, [&](const char*, ValueType, const auto& value) {
    Column& column = columns_[slots_[next++]];
    if (size_ % 8 == 0) column.validity.push_back(0);
    if (Missing(value)) {
      // Nothing may be read there: zero, or no bytes.
      Add(column, std::decay_t<decltype(value)>{});
      return;
    }
    column.validity.back() =
        static_cast<uint8_t>(column.validity.back() | 1 << size_ % 8);
    Add(column, value);
  });
  ++size_;
}

double JobColumns::bytes_per_lead() const {
  size_t bytes = 0;
  for (const FactSlot slot : slots_) {
    const Column& column = columns_[slot];
    bytes += column.values.size() + column.bytes.size() +
             column.validity.size() +
             (texts_ == JobTexts::kPlain ? column.offsets.size() : 0) *
                 sizeof(int32_t);
  }
  return static_cast<double>(bytes) / static_cast<double>(size_);
}

LeadColumns JobColumns::View() {
  views_.clear();
  for (Column& column : columns_) {
    ColumnView& view = column.view;
    view.values = column.values.data();
    view.validity = column.validity.data();
    if (view.layout == ColumnLayout::kText32) {
      view.offsets = column.offsets.data();
      view.bytes = column.bytes.data();
    } else if (view.layout == ColumnLayout::kInt8) {
      column.words.type = ValueType::kText;
      column.words.layout = ColumnLayout::kText32;
      column.words.offsets = column.word_offsets.data();
      column.words.bytes = column.word_bytes.data();
      view.dictionary = &column.words;
      view.dictionary_rows = column.word_offsets.size() - 1;
    }
    views_.push_back(view);
  }
  LeadColumns leads;
  leads.rows = size_;
  leads.values = views_;
  return leads;
}

}  // namespace lotse
