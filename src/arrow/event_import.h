// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ActivityPlan and ConsentPlan: how the structs of a list column, or the rows
// of a table of their own, become activities and consents of leads.
#ifndef LOTSE_SRC_ARROW_EVENT_IMPORT_H_
#define LOTSE_SRC_ARROW_EVENT_IMPORT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "arrow_type.h"
#include "column_import.h"
#include "lead_batch.h"
#include "lotse/arrow/import_options.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {

// Where events stand and whose they are.
struct EventSpan {
  // Structs [begin, begin + count) of an array.
  ColumnSource source;
  // Lead i has events [starts[i], starts[i + 1]) of these.
  const int64_t* starts = nullptr;
  size_t rows = 0;
  // The lists they stand in; those of a list that is missing do not count.
  // Null: a table.
  const ColumnView* lists = nullptr;

  bool counts(size_t row) const {
    return lists == nullptr || lists->valid(row);
  }
};

// The events in the lists of a column, which CheckArray found good. `lists`
// are theirs, by ViewOfLists, and must outlive the span.
EventSpan SpanOfLists(const ColumnSource& column, const ColumnView& lists,
                      ImportBuffers* buffers);

// One column of a struct.
struct EventColumn {
  // Index of the child; -1: there is none.
  ptrdiff_t child = -1;
  ColumnTarget target;
  std::string name;
  FactSlot slot = 0;
};

// What both plans do alike.
class EventPlan {
 public:
  // Checks the structs and what is read of them. Error: InvalidArgument.
  absl::Status Check(const ColumnSource& source) const;

 protected:
  // Finds a column. Errors: InvalidArgument if it is needed and not there, or
  // of a type that does not fit.
  absl::StatusOr<EventColumn> Find(const ArrowType& type,
                                   absl::string_view name, ValueType target,
                                   bool required);
  // Adds a column that is found already.
  absl::Status Add(const ArrowType& type, const EventColumn& column);

  // Reads a column; its faults are errors of the leads whose events they are,
  // unless `ignored` (null: none) says for an event that it does not count.
  ColumnView Read(const EventColumn& column, const EventSpan& span,
                  const ImportOptions& options,
                  const std::vector<bool>* ignored, LeadBatch* batch) const;
  // Adds the errors of a column that was read.
  void AddFaults(const EventColumn& column, const EventSpan& span,
                 const ElementFaults& faults, const std::vector<bool>* ignored,
                 LeadBatch* batch) const;
  // Adds an error of event `event` of lead `row`; `name` may be empty.
  void AddError(const EventSpan& span, size_t row, size_t event,
                absl::string_view name, absl::string_view message,
                LeadBatch* batch) const;
  // Which events are no structs at all; errors for those that count.
  std::vector<bool> FindMissing(const EventSpan& span, LeadBatch* batch) const;

  // "activities" or "consents".
  std::string path_;
  // Those that are there.
  std::vector<EventColumn> columns_;
};

class ActivityPlan : public EventPlan {
 public:
  // `type` is the struct. Columns: kind, occurred_at, facts of the payload; id,
  // which no two activities of a lead may have alike; lead (`in_table`), which
  // is not read. Error: InvalidArgument.
  static absl::StatusOr<ActivityPlan> Make(const FactCatalog& catalog,
                                           const ArrowType& type,
                                           bool in_table);
  // Fills columns.activities from what Check found good.
  void Import(const EventSpan& span, const ImportOptions& options,
              LeadBatch* batch) const;

 private:
  // Adds errors for ids that stand twice.
  void CheckIds(const EventSpan& span, const std::vector<bool>& missing,
                LeadBatch* batch) const;

  absl::flat_hash_map<std::string, uint32_t> kinds_;
  bool refuse_unknown_ = false;
  size_t payload_size_ = 0;
  EventColumn id_;
  EventColumn kind_;
  EventColumn occurred_at_;
  std::vector<EventColumn> payload_;
};

class ConsentPlan : public EventPlan {
 public:
  // Columns: purpose, channel, event, at, expires_at.
  static absl::StatusOr<ConsentPlan> Make(const FactCatalog& catalog,
                                          const ArrowType& type, bool in_table);
  // Fills columns.consents.
  void Import(const EventSpan& span, const ImportOptions& options,
              LeadBatch* batch) const;

 private:
  EventColumn purpose_;
  EventColumn channel_;
  EventColumn event_;
  EventColumn at_;
  EventColumn expires_at_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_ARROW_EVENT_IMPORT_H_
