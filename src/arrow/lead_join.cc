// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// JoinLeads and the ids it joins by.
#include "lead_join.h"

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

// An integer id as one number, whatever its width and sign.
struct Number {
  bool negative = false;
  uint64_t bits = 0;

  bool operator==(const Number& other) const {
    return negative == other.negative && bits == other.bits;
  }
};

Number NumberOf(const LeadIds& ids, size_t row) {
  const int64_t value = IntegerAt(ids.view, row);
  return {value < 0 && ids.format != "L", static_cast<uint64_t>(value)};
}

// Walks the leads along with the table.
template <typename Equal>
absl::StatusOr<const int64_t*> Join(const LeadIds& leads, const LeadIds& table,
                                    absl::string_view path, const Equal& equal,
                                    ImportBuffers* buffers) {
  int64_t* const starts = buffers->NewArray<int64_t>(leads.rows + 1);
  size_t lead = 0;
  for (size_t row = 0; row < table.rows; ++row) {
    const bool named = table.view.valid(row);
    while (named && lead < leads.rows &&
           !(leads.view.valid(lead) && equal(lead, row))) {
      starts[++lead] = static_cast<int64_t>(row);
    }
    if (!named || lead == leads.rows) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, "[", row,
                       "].lead: is none of the leads, or stands before one "
                       "that comes first among them: sort both by the lead"));
    }
  }
  while (lead < leads.rows) starts[++lead] = static_cast<int64_t>(table.rows);
  return starts;
}

}  // namespace

absl::Status CheckLeadIds(const ArrowType& type, absl::string_view path) {
  if (HoldsTexts(type) || (IsInteger(type.kind) && type.dictionary.empty())) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(path,
                   ": must be a text or an integer; the column's Arrow "
                   "format is \"",
                   type.format, "\""));
}

ColumnView ImportLeadIds(const ColumnSource& source, ImportBuffers* buffers,
                         ElementFaults* faults) {
  if (source.count == 0) return ColumnView();
  if (HoldsTexts(source.type)) {
    return ImportTexts(source, /*empty_is_missing=*/false, buffers, faults);
  }
  return ViewInPlace(source, ValueType::kInteger);
}

std::string FormatOfLeadIds(const ArrowType& type) {
  if (!HoldsTexts(type)) return type.format;
  return type.kind == ArrowKind::kText64 ? "U" : "u";
}

absl::StatusOr<const int64_t*> JoinLeads(const LeadIds& leads,
                                         const LeadIds& table,
                                         absl::string_view path,
                                         ImportBuffers* buffers) {
  const auto is_text = [](const LeadIds& ids) {
    return ids.format == "u" || ids.format == "U";
  };
  if (is_text(leads) != is_text(table)) {
    return absl::InvalidArgumentError(absl::StrCat(
        path, ".lead: must be ", is_text(leads) ? "texts" : "integers",
        ", as the ids of the leads are"));
  }
  if (is_text(leads)) {
    return Join(
        leads, table, path,
        [&](size_t lead, size_t row) {
          return TextInRow(leads.view, lead) == TextInRow(table.view, row);
        },
        buffers);
  }
  return Join(
      leads, table, path,
      [&](size_t lead, size_t row) {
        return NumberOf(leads, lead) == NumberOf(table, row);
      },
      buffers);
}

}  // namespace lotse
