// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ExportReader: the cells of a row as one record.
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tools/export_reader.h"
#include "tools/input_file.h"

namespace lotse::tools {
namespace {

// Different texts whose meaning is remembered.
constexpr size_t kMaxMeanings = 10000;

// A currency by its code, sign or name; empty if it is none.
std::string CurrencyOf(absl::string_view text) {
  const std::string upper = absl::AsciiStrToUpper(text);
  if (IsCurrencyCode(upper)) return upper;
  if (upper == "EURO") return "EUR";
  if (upper == "US DOLLAR" || upper == "US-DOLLAR") return "USD";
  if (upper == "SWISS FRANC" || upper == "SCHWEIZER FRANKEN") return "CHF";
  const std::optional<Money> money =
      ParseMoney(absl::StrCat("1 ", text), DecimalMark::kPoint, "");
  return money.has_value() ? money->currency : "";
}

// What the words and flags of a record say together.
struct Signals {
  bool won = false;
  bool lost = false;
  bool open = false;    // A status says so, or says anything else.
  bool status = false;  // The file has a status at all.
  bool is_new = false;
  bool worked = false;
  std::optional<bool> flag;    // Won, yes or no.
  std::optional<bool> closed;  // Closed, yes or no.
  bool lost_reason = false;

  void Add(StatusMeaning meaning) {
    won |= meaning == StatusMeaning::kWon;
    lost |= meaning == StatusMeaning::kLost;
    is_new |= meaning == StatusMeaning::kNew;
    worked |= meaning == StatusMeaning::kWorked;
    open = true;
  }

  PipelineOutcome Outcome() const {
    if (won || flag.value_or(false)) return PipelineOutcome::kWon;
    if (lost || lost_reason || closed.value_or(false)) {
      return PipelineOutcome::kLost;
    }
    if (open || closed.has_value()) return PipelineOutcome::kOpen;
    if (flag.has_value()) return PipelineOutcome::kNotWon;
    return status ? PipelineOutcome::kOpen : PipelineOutcome::kUnspecified;
  }

  PipelineProgress Progress() const {
    if (worked) return PipelineProgress::kWorked;
    return is_new ? PipelineProgress::kNew : PipelineProgress::kUnspecified;
  }
};

}  // namespace

void ExportReader::AddFault(const Binding& binding, const char* what,
                            ExportRecord* record) {
  ++source_.columns[binding.use].unreadable;
  record->faults.push_back(absl::InvalidArgumentError(
      absl::StrCat("line ", record->line, ", column \"", binding.column.header,
                   "\": ", what, "; it counts as empty")));
}

std::optional<Instant> ExportReader::TimeIn(const std::string& cell,
                                            const Binding& binding,
                                            ExportRecord* record) {
  // Odoo writes False where nothing is.
  if (absl::EqualsIgnoreCase(cell, "false")) return std::nullopt;
  std::optional<Instant> at = ParseTime(cell, format_.date_order);
  if (!at.has_value()) AddFault(binding, "the cell is no date", record);
  return at;
}

std::optional<Money> ExportReader::MoneyIn(const std::string& cell,
                                           const Binding& binding,
                                           ExportRecord* record) {
  std::optional<Money> money =
      ParseMoney(cell, format_.decimal_mark, binding.column.currency);
  if (!money.has_value()) AddFault(binding, "the cell is no amount", record);
  return money;
}

StatusMeaning ExportReader::MeaningOf(const std::string& text) {
  const auto known = meanings_.find(text);
  if (known != meanings_.end()) return known->second;
  const StatusMeaning meaning = MeaningOfStatus(text);
  if (meanings_.size() < kMaxMeanings) meanings_.emplace(text, meaning);
  return meaning;
}

void ExportReader::Decode(const Row& row, ExportRecord* record) {
  record->line = row.line;
  record->faults.clear();
  record->record = PipelineRecord();
  record->status = row.status.ok() ? CheckWidth(row) : row.status;
  if (!record->status.ok()) {
    ++source_.bad_rows;
    record->status = AtLine(row.line, record->status);
    return;
  }
  PipelineRecord& out = record->record;
  Signals signals;
  std::optional<Money> value, won_value;
  std::string currency;
  const auto fill = [&](std::optional<Instant>* at, const std::string& cell,
                        const Binding& binding) {
    if (!at->has_value()) *at = TimeIn(cell, binding, record);
  };
  for (const Binding& binding : bindings_) {
    const ExportRole role = binding.column.role;
    signals.status |= role == ExportRole::kState;
    const std::string& cell = row.cells[binding.column.index];
    if (missing_.Has(cell)) continue;
    switch (role) {
      case ExportRole::kUnspecified:
        break;
      case ExportRole::kCreated:
        fill(&out.created, cell, binding);
        break;
      case ExportRole::kFirstWorked:
        fill(&out.first_worked, cell, binding);
        break;
      case ExportRole::kLastWorked:
        fill(&out.last_worked, cell, binding);
        break;
      case ExportRole::kClosed:
        fill(&out.closed, cell, binding);
        break;
      case ExportRole::kStateSince:
        fill(&out.state_since, cell, binding);
        break;
      case ExportRole::kStageEntered:
        if (const std::optional<Instant> at = TimeIn(cell, binding, record)) {
          out.stages.push_back({binding.column.stage, *at});
        }
        break;
      case ExportRole::kState:
        out.state = cell;
        signals.Add(MeaningOf(out.state));
        break;
      case ExportRole::kOutcome:
        // A word says more than yes or no.
        if (const std::optional<bool> flag = ParseBoolean(cell)) {
          signals.flag = signals.flag.value_or(false) || *flag;
        } else {
          signals.Add(MeaningOf(cell));
        }
        break;
      case ExportRole::kClosedFlag:
        signals.closed = ParseBoolean(cell);
        break;
      case ExportRole::kLostReason:
        signals.lost_reason |= !absl::EqualsIgnoreCase(cell, "false");
        break;
      case ExportRole::kChannel:
        out.channel = cell;
        break;
      case ExportRole::kValue:
        value = MoneyIn(cell, binding, record);
        break;
      case ExportRole::kWonValue:
        won_value = MoneyIn(cell, binding, record);
        break;
      case ExportRole::kCurrency:
        currency = CurrencyOf(cell);
        break;
      case ExportRole::kOwner:
        out.has_owner = !nobody_.Has(cell);
        break;
    }
  }
  out.outcome = signals.Outcome();
  out.progress = signals.Progress();
  const bool won = out.outcome == PipelineOutcome::kWon;
  out.value = won && won_value.has_value() ? won_value : value;
  if (out.value.has_value() && out.value->currency.empty()) {
    out.value->currency = !currency.empty()    ? currency
                          : !currency_.empty() ? currency_
                                               : kNoCurrency;
  }
}

}  // namespace lotse::tools
