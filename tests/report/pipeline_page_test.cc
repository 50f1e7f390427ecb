// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/report/pipeline_page.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const PipelinePageOptions kEnglish = {"en", PipelineNoun::kLead};
const PipelinePageOptions kGerman = {"de", PipelineNoun::kRecord};

// A report of which every block has something to say.
PipelineReport FullReport() {
  PipelineReport report;
  report.source.name = "leads.csv";
  report.source.columns = {{PipelineFact::kCreated, "Created Date", 0},
                           {PipelineFact::kFirstWorked, "First Call", 2}};
  report.as_of = *Instant::Parse("2026-11-23");
  report.first = *Instant::Parse("2026-01-02");
  report.last = report.newest = *Instant::Parse("2026-11-20");
  report.records = 100;
  report.outcomes.open = 60;
  report.outcomes.won = 10;
  report.outcomes.lost = 30;
  report.unworked.judged = 100;
  report.unworked.records = 42;
  report.unworked.by_dates = true;
  report.unworked.ages = {{0, 90, 20}, {90, 0, 22}};
  report.unworked.age = {42, Duration::Days(100), Duration::Days(300)};
  report.response.time = {58, Duration::Hours(30), Duration::Days(5)};
  report.response.within_hour = 4;
  report.response.within_day = 25;
  report.response.within_three_days = 50;
  report.open.records = 60;
  report.open.ages = {{0, 90, 30}, {90, 0, 30}};
  report.open.age = {60, Duration::Days(90), Duration::Days(400)};
  StateFigures state;
  state.state = "Contacted";
  state.records = 18;
  state.outcomes.open = 18;
  state.age = {18, Duration::Days(40), Duration::Days(90)};
  report.state_age_from = PipelineFact::kCreated;
  report.states = {state};
  WayFigures way;
  way.from = PipelineFact::kCreated;
  way.to = PipelineFact::kClosed;
  way.outcome = PipelineOutcome::kWon;
  way.time = {10, Duration::Days(57), Duration::Days(106)};
  report.ways = {way};
  ChannelFigures channel;
  channel.channel = "Web";
  channel.records = 100;
  channel.decided = 40;
  channel.won = 10;
  channel.win_rate = 0.25;
  channel.win_rate_low = 0.14;
  channel.win_rate_high = 0.4;
  channel.won_value = channel.value_per_record = {{5000000, "EUR"}};
  report.channels = {channel};
  ValueFigures value;
  value.currency = "EUR";
  value.won = {5000000, "EUR"};
  value.open = {70000000, "EUR"};
  value.open_unworked = {30000000, "EUR"};
  value.records = 50;
  report.values = {value};
  return report;
}

std::vector<std::string> IdsOf(const ReportPage& page) {
  std::vector<std::string> ids;
  for (const PageBlock& block : page.blocks) ids.push_back(block.id);
  return ids;
}

TEST(MakePipelinePage, SaysTheMostImportantFirst) {
  struct Case {
    int64_t unworked;
    int64_t median_hours;
    int64_t old;
    const char* english;
    const char* german;
  };
  const Case cases[] = {
      {97, 30, 30, "Hardly any of the leads was ever worked on",
       "Fast keinen der Datensätze hat je jemand bearbeitet"},
      {42, 30, 50, "About 4 of 10 leads were never worked on",
       "Etwa 4 von 10 Datensätzen hat nie jemand bearbeitet"},
      {12, 30, 50, "About 8 of 10 open leads are older than 90 days",
       "Etwa 8 von 10 offenen Datensätzen sind älter als 90 Tage"},
      {12, 30, 20, "About 1 of 10 leads were never worked on",
       "Etwa 1 von 10 Datensätzen hat nie jemand bearbeitet"},
      {2, 30, 20,
       "Half of the leads that were worked on had waited 30 h or "
       "longer",
       "Die Hälfte der bearbeiteten Datensätze wartete 30 Std. oder länger"},
      {2, 3, 20, "About 1 of 3 open leads are older than 90 days",
       "Etwa 1 von 3 offenen Datensätzen sind älter als 90 Tage"},
      {2, 3, 2, "25 of 100 decided leads were won",
       "Von 100 entschiedenen Datensätzen wurden 25 gewonnen"},
  };
  for (const Case& c : cases) {
    PipelineReport report = FullReport();
    report.unworked.records = c.unworked;
    report.response.time.median = Duration::Hours(c.median_hours);
    report.open.ages = {{0, 90, 60 - c.old}, {90, 0, c.old}};
    EXPECT_EQ(MakePipelinePage(report, kEnglish).headline, c.english);
    EXPECT_EQ(MakePipelinePage(report, kGerman).headline, c.german);
  }
}

TEST(MakePipelinePage, FewRecordsAreCountedNotEstimated) {
  PipelineReport report = FullReport();
  report.records = report.unworked.judged = 7;
  report.unworked.records = 3;
  EXPECT_EQ(MakePipelinePage(report, kEnglish).headline,
            "3 of 7 leads were never worked on");
}

TEST(MakePipelinePage, HasABlockForEachSubject) {
  const ReportPage page = MakePipelinePage(FullReport(), kEnglish);
  EXPECT_THAT(IdsOf(page),
              ElementsAre("outcomes", "unworked", "response", "open", "states",
                          "ways", "channels", "values", "source"));
  EXPECT_EQ(page.subtitle,
            "leads.csv: 100 leads, 2 Jan 2026 to 20 Nov 2026, as of 23 Nov "
            "2026");
  EXPECT_EQ(page.figures.size(), 5u);
  for (const PageBlock& block : page.blocks) {
    EXPECT_FALSE(block.title.empty()) << block.id;
    EXPECT_EQ(block.headline.empty(), block.id == "source") << block.id;
  }
}

TEST(MakePipelinePage, LeavesOutWhatNobodyKnows) {
  PipelineReport report;
  report.records = 7;
  report.outcomes.unknown = 7;
  const ReportPage page = MakePipelinePage(report, kGerman);
  EXPECT_THAT(IdsOf(page), ElementsAre("source"));
  EXPECT_EQ(page.headline, "7 Datensätze, über die der Export wenig sagt");
  EXPECT_TRUE(page.blocks[0].wide);
}

TEST(MakePipelinePage, AnEmptyExportIsAPageToo) {
  const ReportPage page = MakePipelinePage(PipelineReport(), kEnglish);
  EXPECT_EQ(page.headline, "There is not one record in this export");
  EXPECT_TRUE(page.figures.empty());
}

TEST(MakePipelinePage, HalfBlocksComeInPairs) {
  PipelineReport report = FullReport();
  report.response = ResponseFigures();  // Five halves before the channels.
  const ReportPage page = MakePipelinePage(report, kEnglish);
  size_t halves = 0;
  for (const PageBlock& block : page.blocks) {
    if (block.wide) {
      EXPECT_EQ(halves % 2, 0u) << block.id;
    } else {
      ++halves;
    }
  }
  EXPECT_EQ(halves % 2, 0u);
  EXPECT_TRUE(page.blocks[0].wide);
}

TEST(MakePipelinePage, EveryNounIsSaidInBothLanguages) {
  for (const PipelineNoun noun :
       {PipelineNoun::kRecord, PipelineNoun::kLead, PipelineNoun::kOpportunity,
        PipelineNoun::kContact}) {
    for (const char* language : {"en", "de"}) {
      const ReportPage page = MakePipelinePage(FullReport(), {language, noun});
      const std::string text = PageMarkdown(page);
      // An argument that is missing would leave its sign.
      EXPECT_THAT(text, Not(HasSubstr("$")));
      EXPECT_THAT(text, Not(HasSubstr(" ,")));
    }
  }
}

}  // namespace
}  // namespace lotse
