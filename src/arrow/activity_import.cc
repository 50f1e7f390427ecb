// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ActivityPlan.
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "event_import.h"
#include "lead_join.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"

namespace lotse {
namespace {

// The kind of each activity that `texts` names.
class KindFinder {
 public:
  KindFinder(const absl::flat_hash_map<std::string, uint32_t>& kinds,
             const ColumnView& texts)
      : kinds_(kinds), texts_(texts) {
    if (texts.dictionary == nullptr) return;
    by_entry_.resize(texts.dictionary_rows, ActivityColumns::kNoKind);
    for (size_t i = 0; i < texts.dictionary_rows; ++i) {
      if (texts.dictionary->valid(i)) {
        by_entry_[i] = KindOf(TextAt(*texts.dictionary, i));
      }
    }
  }

  uint32_t At(size_t i) const {
    if (!texts_.valid(i)) return ActivityColumns::kNoKind;
    if (texts_.dictionary == nullptr) return KindOf(TextAt(texts_, i));
    return by_entry_[static_cast<size_t>(IntegerAt(texts_, i))];
  }

 private:
  uint32_t KindOf(absl::string_view text) const {
    const auto found = kinds_.find(text);
    return found == kinds_.end() ? ActivityColumns::kNoKind : found->second;
  }

  const absl::flat_hash_map<std::string, uint32_t>& kinds_;
  const ColumnView& texts_;
  std::vector<uint32_t> by_entry_;
};

// A column of times as an array of int64: in place if it is one already.
const int64_t* MicrosOf(const ColumnView& times, size_t count,
                        ImportBuffers* buffers) {
  if (times.layout == ColumnLayout::kInt64) {
    const char* const data =
        static_cast<const char*>(times.values) + times.first * sizeof(int64_t);
    if (reinterpret_cast<uintptr_t>(data) % alignof(int64_t) == 0) {
      return reinterpret_cast<const int64_t*>(data);
    }
  }
  int64_t* const micros = buffers->NewArray<int64_t>(count);
  for (size_t i = 0; i < count; ++i) {
    if (times.valid(i)) micros[i] = IntegerAt(times, i);
  }
  return micros;
}

}  // namespace

absl::StatusOr<ActivityPlan> ActivityPlan::Make(const FactCatalog& catalog,
                                                const ArrowType& type,
                                                bool in_table) {
  ActivityPlan plan;
  plan.path_ = "activities";
  plan.refuse_unknown_ =
      catalog.unknown_attributes() == UnknownAttributes::kRefuse;
  plan.payload_size_ = catalog.payload_size();
  for (uint32_t i = 0; i < catalog.activity_kinds().size(); ++i) {
    plan.kinds_.emplace(catalog.activity_kinds()[i].key, i);
  }
  LOTSE_ASSIGN_OR_RETURN(plan.kind_,
                         plan.Find(type, "kind", ValueType::kText, true));
  LOTSE_ASSIGN_OR_RETURN(plan.occurred_at_, plan.Find(type, "occurred_at",
                                                      ValueType::kTime, true));
  plan.id_.child = type.FindChild("id");
  if (plan.id_.child >= 0) {
    plan.id_.name = "id";
    plan.id_.target.type = ValueType::kText;
    LOTSE_RETURN_IF_ERROR(
        CheckLeadIds(type.children[static_cast<size_t>(plan.id_.child)],
                     absl::StrCat(plan.path_, ".id")));
    plan.columns_.push_back(plan.id_);
  }
  for (size_t i = 0; i < type.children.size(); ++i) {
    const std::string& name = type.children[i].name;
    if (type.FindChild(name) != static_cast<ptrdiff_t>(i)) {
      return absl::InvalidArgumentError(
          absl::StrCat(plan.path_, ".", name, ": stands twice"));
    }
    if (name == "kind" || name == "occurred_at" || name == "id" ||
        (in_table && name == "lead")) {
      continue;
    }
    const absl::StatusOr<FactSlot> slot = catalog.FindPayload(name);
    if (!slot.ok()) {
      if (!plan.refuse_unknown_) continue;
      return absl::InvalidArgumentError(
          absl::StrCat(plan.path_, ": ", slot.status().message()));
    }
    EventColumn column;
    column.child = static_cast<ptrdiff_t>(i);
    column.name = catalog.payload(*slot).name;
    column.target = TargetOf(catalog.payload(*slot));
    column.slot = *slot;
    LOTSE_RETURN_IF_ERROR(plan.Add(type, column));
    plan.payload_.push_back(std::move(column));
  }
  return plan;
}

void ActivityPlan::CheckIds(const EventSpan& span,
                            const std::vector<bool>& missing,
                            LeadBatch* batch) const {
  const auto child = static_cast<size_t>(id_.child);
  const ColumnSource source = {
      span.source.type.children[child], *span.source.array.children[child],
      static_cast<size_t>(span.source.array.offset) + span.source.begin,
      span.source.count};
  ElementFaults faults;
  const ColumnView ids = ImportLeadIds(source, &batch->buffers, &faults);
  AddFaults(id_, span, faults, &missing, batch);
  const bool texts = ids.type == ValueType::kText;
  absl::flat_hash_set<absl::string_view> seen_texts;
  absl::flat_hash_set<int64_t> seen_numbers;
  for (size_t row = 0; row < span.rows; ++row) {
    const auto begin = static_cast<size_t>(span.starts[row]);
    const auto end = static_cast<size_t>(span.starts[row + 1]);
    if (end - begin < 2) continue;
    seen_texts.clear();
    seen_numbers.clear();
    for (size_t i = begin; i < end; ++i) {
      if (missing[i] || !ids.valid(i)) continue;
      bool is_new = true;
      if (!texts) {
        is_new = seen_numbers.insert(IntegerAt(ids, i)).second;
      } else if (const absl::string_view id = TextInRow(ids, i); !id.empty()) {
        is_new = seen_texts.insert(id).second;
      }
      if (is_new) continue;
      AddError(span, row, i, "id", "stands twice", batch);
      break;
    }
  }
}

void ActivityPlan::Import(const EventSpan& span, const ImportOptions& options,
                          LeadBatch* batch) const {
  const size_t count = span.source.count;
  std::vector<bool> ignored = FindMissing(span, batch);
  if (id_.child >= 0 && count > 0) CheckIds(span, ignored, batch);
  const ColumnView kinds = Read(kind_, span, options, &ignored, batch);
  const ColumnView times = Read(occurred_at_, span, options, &ignored, batch);
  uint32_t* const kind_of = batch->buffers.NewArray<uint32_t>(count);
  const KindFinder finder(kinds_, kinds);
  for (size_t row = 0; row < span.rows; ++row) {
    const auto begin = static_cast<size_t>(span.starts[row]);
    const auto end = static_cast<size_t>(span.starts[row + 1]);
    if (end - begin > kMaxActivities && span.counts(row)) {
      batch->AddError(row, absl::StrCat("activities: a lead has at most ",
                                        kMaxActivities, " activities"));
    }
    bool good = true;
    for (size_t i = begin; i < end; ++i) {
      kind_of[i] = ActivityColumns::kNoKind;
      if (ignored[i]) continue;
      if (good && !times.valid(i)) {
        good = false;
        AddError(span, row, i, "occurred_at", "is missing", batch);
      }
      kind_of[i] = finder.At(i);
      if (kind_of[i] != ActivityColumns::kNoKind) continue;
      ignored[i] = true;
      if (good && refuse_unknown_) {
        good = false;
        AddError(span, row, i, "kind", "is not in the schema", batch);
      }
    }
  }
  batch->payload.assign(payload_size_, ColumnView());
  for (const EventColumn& column : payload_) {
    batch->payload[column.slot] = Read(column, span, options, &ignored, batch);
  }
  ActivityColumns& activities = batch->columns.activities;
  activities.begin = span.starts;
  activities.kinds = kind_of;
  activities.occurred_at = MicrosOf(times, count, &batch->buffers);
  activities.payload = batch->payload;
}

}  // namespace lotse
