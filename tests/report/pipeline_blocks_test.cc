// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/report/pipeline_blocks.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lotse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const PipelineWords kEnglish = WordsFor({"en", PipelineNoun::kOpportunity});
const PipelineWords kGerman = WordsFor({"de", PipelineNoun::kContact});

PageBlock BlockOf(const PipelineReport& report, const PipelineWords& words,
                  const std::string& id) {
  for (const PageBlock& block : PipelineBlocks(report, words)) {
    if (block.id == id) return block;
  }
  ADD_FAILURE() << "no block " << id;
  return {};
}

TEST(WordsFor, SpeaksOfTheRecords) {
  EXPECT_EQ(kEnglish.many, "opportunities");
  EXPECT_EQ(kGerman.of_many, "Kontakten");
}

TEST(PipelineBlocks, TheFunnelNarrowsAndTheMixIsAll) {
  PipelineReport report;
  report.records = 200;
  report.outcomes.open = 100;
  report.outcomes.won = 30;
  report.outcomes.lost = 70;
  report.unworked.judged = 200;
  report.unworked.records = 50;
  const PageBlock block = BlockOf(report, kEnglish, "outcomes");
  EXPECT_EQ(block.headline,
            "Of 100 opportunities, 75 were worked on and 15 won so far");
  ASSERT_EQ(block.charts.size(), 2u);
  double before = 1;
  for (const PageBar& bar : block.charts[0].bars) {
    EXPECT_LE(bar.share, before);
    before = bar.share;
  }
  EXPECT_EQ(block.charts[0].bars[2].value, "100 (50.0 %)");
  double sum = 0;
  for (const PageBar& bar : block.charts[1].bars) sum += bar.share;
  EXPECT_DOUBLE_EQ(sum, 1);
}

TEST(PipelineBlocks, NotWonIsExplained) {
  PipelineReport report;
  report.records = 10;
  report.outcomes.won = 1;
  report.outcomes.not_won = 9;
  EXPECT_THAT(BlockOf(report, kGerman, "outcomes").notes,
              ElementsAre(HasSubstr("verloren oder noch offen")));
}

TEST(PipelineBlocks, SaysHowNeverWorkedWasCounted) {
  PipelineReport report;
  report.records = report.unworked.judged = 10;
  report.unworked.records = 4;
  report.unworked.by_dates = true;
  report.unworked.lost_unworked = 3;
  const PageBlock dates = BlockOf(report, kEnglish, "unworked");
  EXPECT_EQ(dates.headline, "4 opportunities without any work");
  // Without ages, the share alone.
  ASSERT_EQ(dates.charts.size(), 1u);
  EXPECT_EQ(dates.charts[0].bars[0].value, "40.0 %");
  EXPECT_THAT(dates.notes, ElementsAre(HasSubstr("no date of any work"),
                                       HasSubstr("work: 3.")));
  report.unworked.by_dates = false;
  report.unworked.records = 0;
  const PageBlock words = BlockOf(report, kGerman, "unworked");
  EXPECT_EQ(words.headline, "Alle wurden bearbeitet");
  EXPECT_THAT(words.notes, Contains(HasSubstr("lautet noch auf neu")));
}

TEST(PipelineBlocks, WithoutTimesOfDayNobodyKnowsAnHour) {
  PipelineReport report;
  report.records = 4;
  report.response.time = {4, Duration::Days(0), Duration::Days(5)};
  report.response.whole_days = true;
  report.response.negative = 2;
  const PageBlock days = BlockOf(report, kEnglish, "response");
  EXPECT_EQ(days.headline,
            "Half were worked on the same day, one in ten waited 5 days or "
            "longer");
  EXPECT_EQ(days.charts[0].bars.size(), 3u);
  EXPECT_THAT(days.notes[0], HasSubstr("days without times of day"));
  EXPECT_THAT(days.notes[1], HasSubstr("2 left out"));
  report.response.whole_days = false;
  const PageBlock times = BlockOf(report, kGerman, "response");
  EXPECT_EQ(times.charts[0].bars.size(), 4u);
  EXPECT_THAT(times.notes[0], HasSubstr("Kalenderzeit"));
}

TEST(PipelineBlocks, OpenOnesAreCountedByAgeAndOwner) {
  PipelineReport report;
  report.source.columns = {{PipelineFact::kOwner, "Owner", 0}};
  report.records = report.open.records = 8;
  report.open.ages = {{0, 90, 2}, {90, 0, 4}};
  report.open.undated = 2;
  report.open.age = {6, Duration::Days(120), Duration::Days(300)};
  report.open.without_owner = 5;
  const PageBlock block = BlockOf(report, kGerman, "open");
  EXPECT_EQ(block.headline,
            "8 Kontakte sind offen; die Hälfte davon 120 Tage oder länger");
  ASSERT_EQ(block.charts[0].bars.size(), 3u);
  EXPECT_EQ(block.charts[0].bars[1].tone, PageTone::kBad);
  EXPECT_EQ(block.charts[0].bars[2].label, "Alter unbekannt");
  EXPECT_THAT(block.notes,
              Contains("Offene, für die niemand zuständig ist: 5."));
  EXPECT_EQ(OldRecords(report.open), 4);
}

TEST(PipelineBlocks, StatesWithOpenRecordsComeFirst) {
  PipelineReport report;
  report.records = 12;
  StateFigures won;
  won.state = "Won";
  won.records = 7;
  won.outcomes.won = 7;
  StateFigures open;
  open.state = "Proposal";
  open.records = open.outcomes.open = 5;
  open.age = {5, Duration::Days(33), Duration::Days(60)};
  report.states = {won, open};
  report.state_age_from = PipelineFact::kStateSince;
  const PageBlock block = BlockOf(report, kEnglish, "states");
  EXPECT_EQ(block.headline,
            "Open ones wait longest in \xE2\x80\x9CProposal\xE2\x80\x9D: half "
            "of them 33 days or longer");
  ASSERT_EQ(block.table.rows.size(), 2u);
  EXPECT_EQ(block.table.rows[0].cells[0].text, "Proposal");
  EXPECT_TRUE(block.table.rows[1].muted);
  EXPECT_THAT(block.notes, ElementsAre("Time of open ones in their state, "
                                       "from: since when in the state."));
  report.state_age_from = PipelineFact::kCreated;
  EXPECT_THAT(BlockOf(report, kEnglish, "states").notes,
              ElementsAre(HasSubstr("it may be less")));
}

TEST(PipelineBlocks, WinsAndLossesHaveTheirTime) {
  PipelineReport report;
  report.records = 2;
  WayFigures won;
  won.from = PipelineFact::kFirstWorked;
  won.to = PipelineFact::kClosed;
  won.outcome = PipelineOutcome::kWon;
  won.time = {9, Duration::Days(57), Duration::Days(106)};
  WayFigures lost = won;
  lost.outcome = PipelineOutcome::kLost;
  lost.time.median = Duration::Days(14);
  lost.negative = 3;
  report.ways = {won, lost};
  const PageBlock block = BlockOf(report, kEnglish, "ways");
  EXPECT_EQ(block.headline, "A win takes 57 days, a loss 14 days (median)");
  EXPECT_EQ(block.table.rows[1].cells[0].text, "first work to loss");
  EXPECT_THAT(block.notes, ElementsAre(HasSubstr("3 left out")));
  WayFigures stage;
  stage.from = stage.to = PipelineFact::kStageEntered;
  stage.stage = "Demo";
  stage.time = {9, Duration::Days(5), Duration::Days(8)};
  report.ways.push_back(stage);
  EXPECT_EQ(BlockOf(report, kGerman, "ways").headline,
            "Die längste Phase ist \xE2\x80\x9E"
            "Demo\xE2\x80\x9C: die Hälfte "
            "bleibt 5 Tage oder länger");
}

TEST(PipelineBlocks, SourceComesLast) {
  EXPECT_EQ(PipelineBlocks(PipelineReport(), kEnglish).back().id, "source");
}

}  // namespace
}  // namespace lotse
