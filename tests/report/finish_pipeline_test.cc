// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What PipelineSummary::Finish makes of the counts.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/wilson_interval.h"
#include "lotse/report/pipeline_summary.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

const Instant kAsOf = *Instant::Parse("2026-11-23");

PipelineScope Scope() {
  PipelineScope scope;
  scope.as_of = kAsOf;
  for (const auto& entry : EnumNames<PipelineFact>::kNames) {
    scope.facts.push_back(entry.value);
  }
  return scope;
}

PipelineRecord Aged(int64_t days) {
  PipelineRecord record;
  record.created = kAsOf - Duration::Days(days);
  record.outcome = PipelineOutcome::kOpen;
  return record;
}

TEST(FinishPipeline, MediansAndPercentilesAreExact) {
  struct Case {
    std::vector<int64_t> ages;
    int64_t median_hours;
    int64_t p90_days;
  };
  const Case cases[] = {{{5}, 120, 5},
                        {{4, 1}, 60, 4},
                        {{3, 1, 2}, 48, 3},
                        {{10, 1, 3, 2}, 60, 10},
                        {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 132, 9},
                        {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 144, 10}};
  for (const Case& c : cases) {
    PipelineSummary summary(Scope());
    for (const int64_t age : c.ages) summary.Add(Aged(age));
    const SpanFigures age = summary.Finish().open.age;
    EXPECT_EQ(age.count, static_cast<int64_t>(c.ages.size()));
    EXPECT_EQ(age.median, Duration::Hours(c.median_hours)) << c.ages.size();
    EXPECT_EQ(age.p90, Duration::Days(c.p90_days)) << c.ages.size();
  }
}

TEST(FinishPipeline, AgeBandsBeginWithTheirFirstDay) {
  PipelineSummary summary(Scope());
  for (const int64_t age : {0, 6, 7, 29, 30, 89, 90, 364, 365, 3000}) {
    summary.Add(Aged(age));
  }
  PipelineRecord undated;
  undated.outcome = PipelineOutcome::kOpen;
  summary.Add(undated);
  const OpenFigures open = summary.Finish().open;
  std::vector<int64_t> counts;
  for (const AgeBand& band : open.ages) counts.push_back(band.records);
  EXPECT_THAT(counts, ElementsAre(2, 2, 2, 2, 2));
  EXPECT_EQ(open.undated, 1);
}

std::vector<ChannelFigures> ChannelsOf(
    const std::vector<std::pair<std::string, int>>& channels) {
  PipelineSummary summary(Scope());
  for (const auto& [name, count] : channels) {
    PipelineRecord record;
    record.channel = name;
    for (int i = 0; i < count; ++i) {
      record.outcome =
          i % 2 == 0 ? PipelineOutcome::kWon : PipelineOutcome::kLost;
      summary.Add(record);
    }
  }
  return summary.Finish().channels;
}

TEST(FinishPipeline, SpellingsOfAChannelAreOne) {
  const auto channels = ChannelsOf({{"Messe", 3}, {"MESSE", 1}, {"", 2}});
  ASSERT_EQ(channels.size(), 2u);
  EXPECT_EQ(channels[0].channel, "Messe");
  EXPECT_EQ(channels[0].records, 4);
  EXPECT_EQ(channels[1].channel, "");
  EXPECT_FALSE(channels[1].rest);
}

TEST(FinishPipeline, NamesNothingThatMayBeAPerson) {
  const auto channels = ChannelsOf({{"Web", 4},
                                    {"anna@example.com", 9},
                                    {"+49 40 1234567", 9},
                                    {std::string(80, 'x'), 9}});
  ASSERT_EQ(channels.size(), 2u);
  EXPECT_EQ(channels[0].channel, "Web");
  EXPECT_TRUE(channels[1].rest);
  EXPECT_EQ(channels[1].channel, "");
  EXPECT_EQ(channels[1].records, 27);
}

TEST(FinishPipeline, RareTextsAmongManyAreCountedTogether) {
  std::vector<std::pair<std::string, int>> many = {{"Web", 5}, {"Fair", 6}};
  for (int i = 0; i < 20; ++i) many.push_back({absl::StrCat("by ", i), 4});
  const auto channels = ChannelsOf(many);
  ASSERT_EQ(channels.size(), 3u);
  EXPECT_TRUE(channels[2].rest);
  EXPECT_EQ(channels[2].records, 80);
}

TEST(FinishPipeline, WinRatesHaveTheirInterval) {
  const auto channels = ChannelsOf({{"Web", 40}, {"Fair", 29}});
  ASSERT_EQ(channels.size(), 2u);
  EXPECT_EQ(channels[0].won, 20);
  EXPECT_EQ(channels[0].decided, 40);
  EXPECT_EQ(channels[0].win_rate, 0.5);
  const ShareInterval share = WilsonInterval(20, 40);
  EXPECT_EQ(channels[0].win_rate_low, share.low);
  EXPECT_EQ(channels[0].win_rate_high, share.high);
  EXPECT_FALSE(channels[0].few);
  EXPECT_TRUE(channels[1].few);
}

TEST(FinishPipeline, TheChannelThatBringsMostStandsFirst) {
  PipelineSummary summary(Scope());
  PipelineRecord record;
  record.outcome = PipelineOutcome::kWon;
  record.channel = "Many small";
  record.value = Money{1000000, "EUR"};
  for (int i = 0; i < 5; ++i) summary.Add(record);
  record.channel = "One large";
  record.value = Money{90000000, "EUR"};
  summary.Add(record);
  EXPECT_EQ(summary.Finish().channels[0].channel, "One large");
  // Amounts in several currencies cannot be compared; wins can.
  record.value = Money{1, "USD"};
  summary.Add(record);
  EXPECT_EQ(summary.Finish().channels[0].channel, "Many small");
}

TEST(FinishPipeline, HugeAmountsDoNotOverflow) {
  PipelineSummary summary(Scope());
  PipelineRecord record;
  record.outcome = PipelineOutcome::kWon;
  record.value = Money{9000000000000000000, "EUR"};
  for (int i = 0; i < 3; ++i) summary.Add(record);
  EXPECT_EQ(summary.Finish().values[0].won.micros, 9223372036854775807);
}

}  // namespace
}  // namespace lotse
