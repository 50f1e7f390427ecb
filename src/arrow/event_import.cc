// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EventPlan and where events stand.
#include "event_import.h"

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"

namespace lotse {

EventSpan SpanOfLists(const ColumnSource& column, const ColumnView& lists,
                      ImportBuffers* buffers) {
  int64_t* const starts = buffers->NewArray<int64_t>(column.count + 1);
  size_t begin = 0;
  for (size_t row = 0; row < column.count; ++row) {
    const ElementRange range = ElementsAt(lists, row);
    if (row == 0) begin = range.begin;
    starts[row + 1] = static_cast<int64_t>(range.end - begin);
  }
  return {{column.type.children[0], *column.array.children[0], begin,
           static_cast<size_t>(starts[column.count])},
          starts,
          column.count,
          &lists};
}

absl::Status EventPlan::Check(const ColumnSource& source) const {
  LOTSE_RETURN_IF_ERROR(
      CheckArray(source.type, source.array, source.begin, source.count, path_));
  const size_t first = static_cast<size_t>(source.array.offset) + source.begin;
  for (const EventColumn& column : columns_) {
    const auto i = static_cast<size_t>(column.child);
    LOTSE_RETURN_IF_ERROR(
        CheckArray(source.type.children[i], *source.array.children[i], first,
                   source.count, absl::StrCat(path_, ".", column.name)));
  }
  return absl::OkStatus();
}

absl::Status EventPlan::Add(const ArrowType& type, const EventColumn& column) {
  for (const EventColumn& other : columns_) {
    if (other.name != column.name) continue;
    return absl::InvalidArgumentError(
        absl::StrCat(path_, ".", column.name, ": stands twice"));
  }
  columns_.push_back(column);
  return CheckTarget(type.children[static_cast<size_t>(column.child)],
                     column.target, absl::StrCat(path_, ".", column.name));
}

absl::StatusOr<EventColumn> EventPlan::Find(const ArrowType& type,
                                            absl::string_view name,
                                            ValueType target, bool required) {
  EventColumn column;
  column.name = std::string(name);
  column.target.type = target;
  // The instant 0 is no time.
  column.target.empty_is_missing = target == ValueType::kTime;
  column.child = type.FindChild(name);
  if (column.child >= 0) {
    LOTSE_RETURN_IF_ERROR(Add(type, column));
  } else if (required) {
    return absl::InvalidArgumentError(
        absl::StrCat(path_, ": there is no column \"", name, "\""));
  }
  return column;
}

void EventPlan::AddError(const EventSpan& span, size_t row, size_t event,
                         absl::string_view name, absl::string_view message,
                         LeadBatch* batch) const {
  const auto index = event - static_cast<size_t>(span.starts[row]);
  batch->AddError(
      row, absl::StrCat(path_, "[", index, "]", name.empty() ? "" : ".", name,
                        ": ", message));
}

ColumnView EventPlan::Read(const EventColumn& column, const EventSpan& span,
                           const ImportOptions& options,
                           const std::vector<bool>* ignored,
                           LeadBatch* batch) const {
  ColumnView none;
  none.type = column.target.type;
  if (column.child < 0) return none;
  const auto child = static_cast<size_t>(column.child);
  const size_t first =
      static_cast<size_t>(span.source.array.offset) + span.source.begin;
  ElementFaults faults;
  const ColumnView view = ImportColumn(
      {span.source.type.children[child], *span.source.array.children[child],
       first, span.source.count},
      column.target, options, &batch->buffers, &faults);
  AddFaults(column, span, faults, ignored, batch);
  return view;
}

void EventPlan::AddFaults(const EventColumn& column, const EventSpan& span,
                          const ElementFaults& faults,
                          const std::vector<bool>* ignored,
                          LeadBatch* batch) const {
  size_t row = 0;
  size_t reported = span.rows;  // One error a lead is enough.
  for (const ElementFault& fault : faults) {
    const auto event = static_cast<int64_t>(fault.element);
    if (ignored != nullptr && (*ignored)[fault.element]) continue;
    while (event >= span.starts[row + 1]) ++row;
    if (!span.counts(row) || row == reported) continue;
    reported = row;
    AddError(span, row, fault.element, column.name,
             DescribeFault(fault.fault, column.target.type), batch);
  }
}

std::vector<bool> EventPlan::FindMissing(const EventSpan& span,
                                         LeadBatch* batch) const {
  std::vector<bool> missing(span.source.count);
  ColumnView structs = BeginColumn(span.source, ValueType::kUnspecified);
  structs.layout = ColumnLayout::kBits;
  for (size_t row = 0; row < span.rows; ++row) {
    const bool counts = span.counts(row);
    if (counts && structs.validity == nullptr) continue;
    bool reported = false;
    for (auto i = static_cast<size_t>(span.starts[row]);
         i < static_cast<size_t>(span.starts[row + 1]); ++i) {
      missing[i] = !counts || !structs.valid(i);
      if (!counts || !missing[i] || reported) continue;
      reported = true;
      AddError(span, row, i, "", "is missing", batch);
    }
  }
  return missing;
}

}  // namespace lotse
