// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConsentPlan.
#include <utility>

#include "absl/strings/str_cat.h"
#include "event_import.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"

namespace lotse {
namespace {

struct NamedEvent {
  const char* name;
  ConsentEvent event;
};

constexpr NamedEvent kEvents[] = {{"given", ConsentEvent::kGiven},
                                  {"confirmed", ConsentEvent::kConfirmed},
                                  {"withdrawn", ConsentEvent::kWithdrawn}};

ConsentEvent EventOf(absl::string_view name) {
  for (const NamedEvent& named : kEvents) {
    if (name == named.name) return named.event;
  }
  return ConsentEvent::kUnspecified;
}

absl::string_view TextOrEmpty(const ColumnView& texts, size_t row) {
  return texts.valid(row) ? TextInRow(texts, row) : absl::string_view();
}

Instant TimeOrUnset(const ColumnView& times, size_t row) {
  return times.valid(row) ? Instant::FromMicros(IntegerAt(times, row))
                          : Instant();
}

}  // namespace

absl::StatusOr<ConsentPlan> ConsentPlan::Make(const FactCatalog& catalog,
                                              const ArrowType& type,
                                              bool in_table) {
  ConsentPlan plan;
  plan.path_ = "consents";
  const auto find = [&](const char* name, ValueType target, bool required,
                        EventColumn* column) -> absl::Status {
    LOTSE_ASSIGN_OR_RETURN(*column, plan.Find(type, name, target, required));
    return absl::OkStatus();
  };
  LOTSE_RETURN_IF_ERROR(
      find("purpose", ValueType::kText, true, &plan.purpose_));
  LOTSE_RETURN_IF_ERROR(
      find("channel", ValueType::kText, false, &plan.channel_));
  LOTSE_RETURN_IF_ERROR(find("event", ValueType::kText, true, &plan.event_));
  LOTSE_RETURN_IF_ERROR(find("at", ValueType::kTime, true, &plan.at_));
  LOTSE_RETURN_IF_ERROR(
      find("expires_at", ValueType::kTime, false, &plan.expires_at_));
  if (catalog.unknown_attributes() != UnknownAttributes::kRefuse) return plan;
  for (const ArrowType& child : type.children) {
    bool known = in_table && child.name == "lead";
    for (const EventColumn& column : plan.columns_) {
      known |= column.name == child.name;
    }
    if (known) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "consents: unknown attribute \"", child.name,
        "\"; a consent has purpose, channel, event, at and expires_at"));
  }
  return plan;
}

void ConsentPlan::Import(const EventSpan& span, const ImportOptions& options,
                         LeadBatch* batch) const {
  const std::vector<bool> ignored = FindMissing(span, batch);
  const auto read = [&](const EventColumn& column) {
    return Read(column, span, options, &ignored, batch);
  };
  const ColumnView purposes = read(purpose_);
  const ColumnView channels = read(channel_);
  const ColumnView events = read(event_);
  const ColumnView times = read(at_);
  const ColumnView ends = read(expires_at_);
  int64_t* const begin = batch->buffers.NewArray<int64_t>(span.rows + 1);
  batch->consents.clear();
  batch->consents.reserve(span.source.count);
  for (size_t row = 0; row < span.rows; ++row) {
    const auto first = static_cast<size_t>(span.starts[row]);
    const auto last = static_cast<size_t>(span.starts[row + 1]);
    if (last - first > kMaxListValues && span.counts(row)) {
      batch->AddError(row, absl::StrCat("consents: has more than ",
                                        kMaxListValues, " entries"));
    }
    bool good = true;
    for (size_t i = first; i < last; ++i) {
      if (ignored[i]) continue;
      ConsentView consent;
      consent.purpose = TextOrEmpty(purposes, i);
      consent.channel = TextOrEmpty(channels, i);
      consent.event = EventOf(TextOrEmpty(events, i));
      consent.at = TimeOrUnset(times, i);
      consent.expires_at = TimeOrUnset(ends, i);
      if (good && consent.event == ConsentEvent::kUnspecified) {
        good = false;
        AddError(span, row, i, "event", "must be given, confirmed or withdrawn",
                 batch);
      } else if (good && consent.at == Instant()) {
        good = false;
        AddError(span, row, i, "at", "is missing", batch);
      }
      batch->consents.push_back(consent);
    }
    begin[row + 1] = static_cast<int64_t>(batch->consents.size());
  }
  batch->columns.consents.begin = begin;
  batch->columns.consents.entries = batch->consents.data();
}

}  // namespace lotse
