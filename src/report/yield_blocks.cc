// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ChannelBlock and ValueBlock: what the records bring.
#include <algorithm>
#include <cstddef>
#include <utility>

#include "src/report/pipeline_blocks.h"
#include "src/report/pipeline_phrases.h"

namespace lotse {
namespace {

namespace phrases = pipeline_phrases;

// Channels whose intervals lie apart are told apart; others are not.
std::string ChannelHeadline(const PipelineReport& report,
                            const PagePhrasing& say) {
  const ChannelFigures *best = nullptr, *worst = nullptr;
  size_t compared = 0;
  for (const ChannelFigures& channel : report.channels) {
    if (channel.few || channel.rest || channel.channel.empty()) continue;
    ++compared;
    if (best == nullptr || channel.win_rate > best->win_rate) best = &channel;
    if (worst == nullptr || channel.win_rate < worst->win_rate) {
      worst = &channel;
    }
  }
  if (compared < 2) return say.Say(phrases::kChannelsFew);
  if (best->win_rate_low <= worst->win_rate_high) {
    return say.Say(phrases::kChannelsAlike);
  }
  return say.Say(phrases::kChannelsApart, say.Quoted(best->channel),
                 say.Percent(best->won, best->decided),
                 say.Quoted(worst->channel),
                 say.Percent(worst->won, worst->decided));
}

// The amount in one currency, without it.
std::string AmountIn(const std::string& currency,
                     const std::vector<Money>& amounts,
                     const PagePhrasing& say) {
  for (const Money& amount : amounts) {
    if (amount.currency == currency) return say.Amount({amount.micros, ""});
  }
  return "-";
}

}  // namespace

PageBlock ChannelBlock(const PipelineReport& report,
                       const PipelineWords& words) {
  const PagePhrasing& say = words.phrasing;
  PageBlock block = NewBlock("channels", phrases::kChannelsTitle, say);
  block.wide = true;
  block.headline = ChannelHeadline(report, say);
  // The currency of most records.
  const std::string currency =
      report.values.empty() ? "" : report.values[0].currency;
  const bool values =
      !report.values.empty() && report.values[0].won.micros != 0;
  PageTable& table = block.table;
  table.columns = {{say.Say(phrases::kColumnChannel), false},
                   {say.Say(phrases::kColumnAll), true},
                   {say.Say(phrases::kColumnWon), true},
                   {say.Say(phrases::kColumnRate), true},
                   {say.Say(phrases::kColumnRange), true}};
  if (values) {
    const std::string won = say.Say(phrases::kColumnWonValue);
    table.columns.push_back({currency == kNoCurrency
                                 ? won
                                 : say.Say(phrases::kInCurrency, won, currency),
                             true});
    table.columns.push_back(
        {say.Say(phrases::kColumnValueEach, words.one), true});
  }
  bool few = false;
  for (const ChannelFigures& channel : report.channels) {
    PageRow row;
    std::string name = NameOfGroup(channel.channel, channel.rest, say);
    if (channel.few) name = say.Say(phrases::kFewMark, name);
    row.cells = {{std::move(name), {}},
                 {say.Number(channel.records), {}},
                 {say.Number(channel.won), {}}};
    if (channel.decided > 0) {
      row.cells.push_back({say.Percent(channel.won, channel.decided), {}});
      PageCell range;
      range.text = say.Say(phrases::kRange, say.Percent(channel.win_rate_low),
                           say.Percent(channel.win_rate_high));
      range.range = PageCell::Range{channel.win_rate, channel.win_rate_low,
                                    channel.win_rate_high};
      row.cells.push_back(std::move(range));
    } else {
      row.cells.push_back({"-", {}});
      row.cells.push_back({"-", {}});
    }
    if (values) {
      row.cells.push_back({AmountIn(currency, channel.won_value, say), {}});
      row.cells.push_back(
          {AmountIn(currency, channel.value_per_record, say), {}});
    }
    row.muted = channel.few;
    few |= channel.few;
    table.rows.push_back(std::move(row));
  }
  std::string note = say.Say(phrases::kRateNote);
  if (few) note += " " + say.Say(phrases::kFewNote, say.Number(kFewRecords));
  if (values && report.values.size() > 1) {
    note += " " + say.Say(phrases::kOtherCurrencies, currency);
  }
  block.notes.push_back(std::move(note));
  return block;
}

PageBlock ValueBlock(const PipelineReport& report, const PipelineWords& words) {
  const PagePhrasing& say = words.phrasing;
  PageBlock block = NewBlock("values", phrases::kValuesTitle, say);
  const ValueFigures& main = report.values[0];
  if (main.open_unworked.micros > 0) {
    block.headline = say.Say(phrases::kValueOpenUnworked, say.Amount(main.open),
                             words.of_many, say.Amount(main.open_unworked));
  } else if (main.open.micros > 0) {
    block.headline =
        say.Say(phrases::kValueOpen, say.Amount(main.open), words.of_many);
  } else if (main.lost.micros > 0) {
    block.headline = say.Say(phrases::kValueLost, say.Amount(main.lost),
                             say.Amount(main.won));
  } else {
    block.headline = say.Say(phrases::kValueWon, say.Amount(main.won));
  }
  struct Line {
    std::string label;
    Money ValueFigures::*amount;
  };
  const Line lines[] = {
      {say.Say(phrases::kWon), &ValueFigures::won},
      {say.Say(phrases::kLost), &ValueFigures::lost},
      {say.Say(phrases::kOpen), &ValueFigures::open},
      {say.Say(phrases::kValueOpenOf), &ValueFigures::open_unworked},
      {say.Say(phrases::kValueOpenOld, say.Number(kOldDays)),
       &ValueFigures::open_old}};
  block.table.columns.push_back({"", false});
  int64_t records = 0;
  for (const ValueFigures& value : report.values) {
    records += value.records;
    block.table.columns.push_back({value.currency == kNoCurrency
                                       ? say.Say(phrases::kColumnAmount)
                                       : value.currency,
                                   true});
  }
  for (const Line& line : lines) {
    PageRow row;
    row.cells.push_back({line.label, {}});
    bool any = false;
    for (const ValueFigures& value : report.values) {
      const int64_t micros = (value.*line.amount).micros;
      any |= micros != 0;
      row.cells.push_back(
          {micros == 0 ? std::string("-") : say.Amount({micros, ""}), {}});
    }
    if (any) block.table.rows.push_back(std::move(row));
  }
  // One line says no more than the sentence.
  if (block.table.rows.size() < 2 && report.values.size() < 2) {
    block.table.rows.clear();
  }
  block.notes.push_back(
      say.Say(phrases::kValueNote, say.Number(records), words.many));
  if (main.currency == kNoCurrency) {
    block.notes.back() += " " + say.Say(phrases::kValueNoCurrency);
  }
  return block;
}

}  // namespace lotse
