// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/wilson_interval.h"
#include "src/report/pipeline_blocks.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const PipelineWords kWords = WordsFor({"en", PipelineNoun::kLead});

ChannelFigures Channel(const std::string& name, int64_t won, int64_t decided) {
  ChannelFigures channel;
  channel.channel = name;
  channel.records = decided * 2;
  channel.won = won;
  channel.decided = decided;
  channel.few = decided < kFewRecords;
  const ShareInterval share = WilsonInterval(won, decided);
  channel.win_rate_low = share.low;
  channel.win_rate_high = share.high;
  if (decided > 0) {
    channel.win_rate = static_cast<double>(won) / static_cast<double>(decided);
  }
  return channel;
}

TEST(ChannelBlock, ComparesOnlyWhatLiesApart) {
  PipelineReport report;
  report.channels = {Channel("Web", 40, 80), Channel("Calls", 4, 80)};
  EXPECT_EQ(ChannelBlock(report, kWords).headline,
            "\xE2\x80\x9CWeb\xE2\x80\x9D has a win rate of 50.0 %, "
            "\xE2\x80\x9C"
            "Calls\xE2\x80\x9D only 5.0 %");
  report.channels = {Channel("Web", 40, 80), Channel("Fair", 36, 80)};
  EXPECT_EQ(ChannelBlock(report, kWords).headline,
            "No channel wins clearly more often than another");
  report.channels = {Channel("Web", 40, 80), Channel("Fair", 40, 80)};
  EXPECT_EQ(ChannelBlock(report, kWords).headline,
            "No channel wins clearly more often than another");
  report.channels = {Channel("Web", 40, 80), Channel("Fair", 2, 29)};
  const PageBlock few = ChannelBlock(report, kWords);
  EXPECT_EQ(few.headline, "Too few are decided to tell the channels apart");
  EXPECT_EQ(few.table.rows[1].cells[0].text, "Fair (few)");
  EXPECT_TRUE(few.table.rows[1].muted);
  EXPECT_THAT(few.notes[0], HasSubstr("fewer than 30"));
}

TEST(ChannelBlock, ShowsRateIntervalAndValue) {
  PipelineReport report;
  report.channels = {Channel("Web", 40, 80), Channel("", 0, 0)};
  report.channels[0].won_value = {{900000000, "EUR"}, {1000000, "USD"}};
  report.channels[0].value_per_record = {{9000000, "EUR"}, {10000, "USD"}};
  report.values.resize(2);
  report.values[0].currency = "EUR";
  report.values[0].won = {900000000, "EUR"};
  const PageBlock block = ChannelBlock(report, kWords);
  EXPECT_EQ(block.table.columns[5].title, "Won value, EUR");
  const PageRow& row = block.table.rows[0];
  EXPECT_EQ(row.cells[3].text, "50.0 %");
  EXPECT_EQ(row.cells[4].text, "39.3 % to 60.7 %");
  EXPECT_TRUE(row.cells[4].range.has_value());
  EXPECT_EQ(row.cells[5].text, "900");
  EXPECT_EQ(row.cells[6].text, "9");
  EXPECT_EQ(block.table.rows[1].cells[0].text, "(none given) (few)");
  EXPECT_EQ(block.table.rows[1].cells[3].text, "-");
  EXPECT_THAT(block.notes[0], HasSubstr("Only amounts in EUR"));
}

TEST(ValueBlock, SaysWhatWaits) {
  PipelineReport report;
  ValueFigures value;
  value.currency = kNoCurrency;
  value.open = {7000000, kNoCurrency};
  value.open_unworked = {2000000, kNoCurrency};
  value.won = {5000000, kNoCurrency};
  value.records = 3;
  report.values = {value};
  const PageBlock block = ValueBlock(report, kWords);
  EXPECT_EQ(block.headline,
            "7 waits in open leads, 2 of it where nobody did anything");
  EXPECT_EQ(block.table.columns[1].title, "Value");
  EXPECT_EQ(block.table.rows.size(), 3u);
  EXPECT_THAT(block.notes[0], HasSubstr("does not name the currency"));
  EXPECT_THAT(block.notes[0], Not(HasSubstr(kNoCurrency)));
}

TEST(ValueBlock, OneAmountNeedsNoTable) {
  PipelineReport report;
  ValueFigures value;
  value.currency = "EUR";
  value.won = {5000000, "EUR"};
  report.values = {value};
  const PageBlock block = ValueBlock(report, kWords);
  EXPECT_EQ(block.headline, "5 EUR was won");
  EXPECT_TRUE(block.table.rows.empty());
}

}  // namespace
}  // namespace lotse
