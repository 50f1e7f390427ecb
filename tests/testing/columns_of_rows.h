// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ColumnsOfRows: the facts of some rows as columns, each in a layout drawn at
// random from those that can hold its values: any width, offset, alignment,
// with and without validity bits, plain or as a dictionary. What stands where a
// value is missing is garbage.
//
//   ColumnsOfRows columns(catalog, rows, &random);
//   ColumnScorer scorer(..., columns.leads(), ...);
#ifndef LOTSE_TESTING_COLUMNS_OF_ROWS_H_
#define LOTSE_TESTING_COLUMNS_OF_ROWS_H_

#include <deque>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/facts/lead_view.h"
#include "tests/testing/random_source.h"

namespace lotse {

class ColumnsOfRows {
 public:
  // What `rows` point to must outlive this.
  ColumnsOfRows(const FactCatalog& catalog, absl::Span<const LeadView> rows,
                RandomSource* random);
  ColumnsOfRows(const ColumnsOfRows&) = delete;
  ColumnsOfRows& operator=(const ColumnsOfRows&) = delete;

  const LeadColumns& leads() const { return leads_; }

 private:
  ColumnView MakeColumn(ValueType type, const std::vector<ValueView>& values);
  ColumnView MakeTexts(const std::vector<absl::string_view>& texts,
                       const std::vector<bool>& there, bool may_be_dictionary);
  ColumnView MakeLists(const std::vector<ValueView>& values);
  // Integers in a layout that holds them all.
  void PutIntegers(const std::vector<int64_t>& integers, ColumnView* view);
  template <typename T>
  const void* Put(const std::vector<T>& values);
  const uint8_t* PutBits(const std::vector<bool>& bits, size_t first);

  RandomSource& random_;
  std::deque<std::vector<char>> memory_;
  std::deque<ColumnView> inner_;
  std::deque<std::vector<const void*>> buffers_;
  std::vector<ColumnView> columns_;
  std::vector<ColumnView> payload_;
  std::vector<int64_t> activity_begin_;
  std::vector<uint32_t> kinds_;
  std::vector<int64_t> occurred_at_;
  std::vector<int64_t> consent_begin_;
  std::vector<ConsentView> consents_;
  LeadColumns leads_;
};

}  // namespace lotse

#endif  // LOTSE_TESTING_COLUMNS_OF_ROWS_H_
