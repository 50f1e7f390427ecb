// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// JobColumns: the leads of rule_job.h by column, as a columnar source (Arrow, a
// database, numpy) hands them over.
//
//   JobColumns columns(engine.catalog(), JobNumbers::kWide, JobTexts::kPlain);
//   VisitJobLeads(1000000, [&](const JobLead& l) { columns.Append(l); });
//   LeadColumns leads = columns.View();
//
// Each column has bits that say which values are there; flags are bits too.
#ifndef LOTSE_BENCHMARKS_JOB_COLUMNS_H_
#define LOTSE_BENCHMARKS_JOB_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "benchmarks/rule_job.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_columns.h"

namespace lotse {

enum class JobNumbers {
  kWide,    // int64 and double.
  kNarrow,  // int32 and float.
};

enum class JobTexts {
  kDictionary,  // int8 indices of a column of texts.
  kPlain,       // int32 offsets and bytes.
};

class JobColumns {
 public:
  JobColumns(const FactCatalog& catalog, JobNumbers numbers, JobTexts texts);
  JobColumns(const JobColumns&) = delete;
  JobColumns& operator=(const JobColumns&) = delete;

  void Append(const JobLead& lead);

  size_t size() const { return size_; }
  // Bytes of all columns of a lead on average: what scoring it reads.
  double bytes_per_lead() const;

  // Until the next Append, and as long as this lives.
  LeadColumns View();

 private:
  // The buffers of one column, and of its dictionary.
  struct Column {
    ColumnView view;
    std::string values;
    std::vector<int32_t> offsets;
    std::string bytes;
    std::vector<uint8_t> validity;
    // Of the words of a dictionary.
    ColumnView words;
    std::vector<int32_t> word_offsets;
    std::string word_bytes;
  };

  Column MakeColumn(const char* attribute, ValueType type) const;
  // Each appends one value that is there.
  void Add(Column& column, double number) const;
  void Add(Column& column, const std::string& text) const;
  void Add(Column& column, int8_t flag) const;

  JobNumbers numbers_;
  JobTexts texts_;
  size_t size_ = 0;
  // By slot.
  std::vector<Column> columns_;
  std::vector<ColumnView> views_;
  // Slots in the order of VisitAttributes.
  std::vector<FactSlot> slots_;
};

}  // namespace lotse

#endif  // LOTSE_BENCHMARKS_JOB_COLUMNS_H_
