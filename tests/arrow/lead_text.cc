// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadText.
#include "lead_text.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/decimal.h"
#include "lotse/base/number_text.h"
#include "lotse/base/time.h"

namespace lotse {
namespace {

std::string ListText(const ColumnView& lists, size_t row) {
  const ElementRange range = ElementsAt(lists, row);
  std::string text = "(";
  for (size_t i = range.begin; i < range.end; ++i) {
    absl::StrAppend(&text, i == range.begin ? "" : ",",
                    TextInRow(*lists.elements, i));
  }
  return text + ")";
}

double NumberAt(const ColumnView& column, size_t row) {
  const size_t i = column.first + row;
  switch (column.layout) {
    case ColumnLayout::kDouble:
      return LoadAt<double>(column.values, i);
    case ColumnLayout::kFloat:
      return double{LoadAt<float>(column.values, i)};
    default:
      return static_cast<double>(IntegerAt(column, row));
  }
}

}  // namespace

Schema ArrowTestSchema() {
  Schema schema;
  schema.currency = "EUR";
  schema.company = {
      {"employees", ValueType::kInteger}, {"revenue", ValueType::kNumber},
      {"name", ValueType::kText},         {"active", ValueType::kBoolean},
      {"founded", ValueType::kDate},      {"seen", ValueType::kTime},
      {"tags", ValueType::kList},         {"budget", ValueType::kMoney}};
  schema.lead = {{"score", ValueType::kInteger}};
  schema.person = {{"email", ValueType::kText}};
  schema.activity = {{"amount", ValueType::kNumber},
                     {"page", ValueType::kText}};
  schema.activity_kinds = {{"download"}, {"visit"}};
  return schema;
}

std::string ColumnText(const ColumnView& column, size_t row) {
  if (!column.valid(row)) return "missing";
  switch (column.type) {
    case ValueType::kBoolean: {
      const size_t i = column.first + row;
      const auto byte = static_cast<const uint8_t*>(column.values)[i / 8];
      return (byte >> i % 8 & 1) != 0 ? "true" : "false";
    }
    case ValueType::kNumber: {
      std::string text = PrintNumber(NumberAt(column, row));
      if (absl::EndsWith(text, ".0")) text.resize(text.size() - 2);
      return text;
    }
    case ValueType::kInteger:
      return absl::StrCat(IntegerAt(column, row));
    case ValueType::kText:
      return std::string(TextInRow(column, row));
    case ValueType::kTime:
      return Instant::FromMicros(IntegerAt(column, row)).ToString();
    case ValueType::kDate:
      return Date::FromDays(static_cast<int32_t>(IntegerAt(column, row)))
          .ToString();
    case ValueType::kList:
      return ListText(column, row);
    case ValueType::kMoney:
      return absl::StrCat(PrintDecimal(IntegerAt(column, row), 6), " EUR");
    case ValueType::kUnspecified:
      break;
  }
  return "?";
}

std::string LeadText(const ImportedLeads& leads, const FactCatalog& catalog,
                     size_t row) {
  std::string text;
  const auto append = [&](absl::string_view name, const ColumnView& column,
                          size_t i) {
    if (!column.valid(i)) return;
    absl::StrAppend(&text, text.empty() ? "" : " ", name, "=",
                    ColumnText(column, i));
  };
  if (leads.ids().has_value()) append("id", *leads.ids(), row);
  for (const RowError& error : leads.errors()) {
    if (error.row != row) continue;
    return absl::StrCat(text, text.empty() ? "" : " ",
                        "error: ", error.message);
  }
  const LeadColumns& columns = leads.columns();
  for (FactSlot slot = 0; slot < columns.values.size(); ++slot) {
    append(catalog.fact(slot).name, columns.values[slot], row);
  }
  if (leads.previous_category().has_value()) {
    append("previous", *leads.previous_category(), row);
  }
  if (leads.previous_category_since().has_value()) {
    append("since", *leads.previous_category_since(), row);
  }
  const ActivityColumns& activities = columns.activities;
  if (activities.begin != nullptr) {
    for (auto i = static_cast<size_t>(activities.begin[row]);
         i < static_cast<size_t>(activities.begin[row + 1]); ++i) {
      if (activities.kinds[i] == ActivityColumns::kNoKind) continue;
      absl::StrAppend(
          &text, " | ", catalog.activity_kinds()[activities.kinds[i]].key, " ",
          Instant::FromMicros(activities.occurred_at[i]).ToString());
      for (FactSlot slot = 0; slot < activities.payload.size(); ++slot) {
        append(catalog.payload(slot).name, activities.payload[slot], i);
      }
    }
  }
  const ConsentColumns& consents = columns.consents;
  if (consents.begin != nullptr) {
    for (int64_t i = consents.begin[row]; i < consents.begin[row + 1]; ++i) {
      const ConsentView& consent = consents.entries[i];
      absl::StrAppend(&text, " | consent ", consent.purpose, " ",
                      consent.channel, " ", static_cast<int>(consent.event),
                      " ", consent.at.ToString());
      if (consent.expires_at != Instant()) {
        absl::StrAppend(&text, " to ", consent.expires_at.ToString());
      }
    }
  }
  return text;
}

std::string LeadsText(const ImportedLeads& leads, const FactCatalog& catalog) {
  std::string text;
  for (size_t row = 0; row < leads.rows(); ++row) {
    absl::StrAppend(&text, LeadText(leads, catalog, row), "\n");
  }
  return text;
}

}  // namespace lotse
