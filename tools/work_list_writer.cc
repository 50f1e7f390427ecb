// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WriteWorkList.
#include "tools/work_list_writer.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lotse/import/csv_writer.h"
#include "lotse/proto/json.h"
#include "tools/score_writer.h"
#include "tools/table.h"

namespace lotse::tools {
namespace {

constexpr size_t kMaxIdWidth = 40;
constexpr int64_t kMicros = 1000000;

// The sentence without the lead's id, which stands in the row already.
std::string WhyOf(const WorkEntry& entry, const std::string& language) {
  return DescribeWorkEntry(entry, language)
      .substr(entry.item.lead_id.size() + 2);
}

// To whole units, for people.
std::string ShortMoney(const std::optional<Money>& money) {
  if (!money.has_value()) return "";
  return absl::StrCat((money->micros + kMicros / 2) / kMicros, " ",
                      money->currency);
}

std::string ExactMoney(const std::optional<Money>& money,
                       const std::string& language) {
  if (!money.has_value()) return "";
  const std::string text = money->ToString();
  return language == "de" ? absl::StrReplaceAll(text, {{".", ","}}) : text;
}

std::string TimeText(Instant at) {
  return at == Instant() ? std::string() : at.ToString();
}

void WriteTable(const WorkList& list, const Engine& engine,
                const std::string& language, Output* out) {
  const ScoringSpec& scoring = engine.spec().scoring;
  TableWriter table({{Say(language, "lead", "Lead"), false, kMaxIdWidth},
                     {Say(language, "owner", "zuständig"), false, kMaxIdWidth},
                     {Say(language, "state", "Status"), false, 0},
                     {Say(language, "category", "Kategorie"), false, 0},
                     {Say(language, "priority", "Vorrang"), true, 0}},
                    out);
  for (const WorkEntry& entry : list.entries) {
    const WorkItem& item = entry.item;
    table.Add({{item.lead_id},
               {item.owner},
               {std::string(item.state.In(language))},
               {CategoryLabel(scoring, item.category, language),
                CategoryStyle(scoring, item.category)},
               {ShortMoney(entry.priority)}},
              {Styled(absl::StrCat("    ", Printable(WhyOf(entry, language))),
                      Style::kDim, out->color())});
  }
  table.Finish();
}

void WriteCsv(const WorkList& list, const std::string& language, Output* out) {
  const char delimiter = language == "de" ? ';' : ',';
  std::string text;
  AppendCsvRow(
      {"lead_id", "owner", "state", "category", "probability", "value",
       "expected", "urgency", "priority", "due_at", "last_worked_at", "why"},
      delimiter, &text);
  for (const WorkEntry& entry : list.entries) {
    const WorkItem& item = entry.item;
    std::string probability =
        entry.probability.has_value() ? absl::StrCat(*entry.probability) : "";
    if (language == "de") {
      probability = absl::StrReplaceAll(probability, {{".", ","}});
    }
    const std::string cells[] = {ExactMoney(entry.value, language),
                                 ExactMoney(entry.expected, language),
                                 PlainPoints(entry.urgency, language),
                                 ExactMoney(entry.priority, language),
                                 TimeText(item.due_at.value_or(Instant())),
                                 TimeText(item.last_worked_at),
                                 WhyOf(entry, language)};
    std::vector<absl::string_view> row = {item.lead_id, item.owner,
                                          item.state.In(language),
                                          item.category, probability};
    row.insert(row.end(), std::begin(cells), std::end(cells));
    AppendCsvRow(row, delimiter, &text);
  }
  out->Write(text);
}

}  // namespace

void WriteWorkList(const WorkList& list, const Engine& engine,
                   const std::string& format, const std::string& language,
                   Output* out) {
  if (format == "json") {
    out->Write(proto::ToJson(list, proto::JsonStyle::kReadable));
  } else if (format == "csv") {
    WriteCsv(list, language, out);
  } else {
    WriteTable(list, engine, language, out);
  }
}

}  // namespace lotse::tools
