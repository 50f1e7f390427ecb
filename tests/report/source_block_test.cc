// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/report/pipeline_blocks.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string NotesOf(const PipelineReport& report, const char* language) {
  return absl::StrJoin(
      SourceBlock(report, WordsFor({language, PipelineNoun::kLead})).notes,
      "\n");
}

TEST(SourceBlock, SaysWhatWasReadAndWhatIsMissingAndItsCost) {
  PipelineReport report;
  report.source.columns = {{PipelineFact::kState, "Status", 0},
                           {PipelineFact::kClosed, "Won time", 0},
                           {PipelineFact::kClosed, "Lost time", 3}};
  const std::string english = NotesOf(report, "en");
  EXPECT_THAT(english,
              HasSubstr("closing = \xE2\x80\x9CWon time\xE2\x80\x9D, "
                        "\xE2\x80\x9CLost time\xE2\x80\x9D; state = "));
  EXPECT_THAT(english, HasSubstr("entry (no response times, no ages)"));
  EXPECT_THAT(english, HasSubstr("3 cells of \xE2\x80\x9CLost time\xE2\x80\x9D "
                                 "could not be read"));
  EXPECT_THAT(english, Not(HasSubstr("last work")));
  EXPECT_THAT(NotesOf(report, "de"), HasSubstr("Kanal (kein Ertrag je Kanal)"));
  report.source.columns.push_back({PipelineFact::kFirstWorked, "x", 0});
  EXPECT_THAT(NotesOf(report, "en"),
              HasSubstr("ages count from the first work"));
}

TEST(SourceBlock, SaysWhatWasLeftOut) {
  PipelineReport report;
  report.as_of = *Instant::Parse("2026-11-23");
  report.newest = *Instant::Parse("2017-12-31");
  report.source.bad_rows = 4;
  report.source.other_lines = 5;
  report.future = 6;
  report.closed_in_future = 7;
  const std::string notes = NotesOf(report, "en");
  EXPECT_THAT(notes, HasSubstr("4 rows could not be read"));
  EXPECT_THAT(notes, HasSubstr("5 lines are no records"));
  EXPECT_THAT(notes, HasSubstr("6 came in after 23 Nov 2026"));
  EXPECT_THAT(notes, HasSubstr("7 are won or lost with a date after"));
  EXPECT_THAT(notes, HasSubstr("The newest date is 31 Dec 2017"));
  report.newest = *Instant::Parse("2026-11-01");
  EXPECT_THAT(NotesOf(report, "en"), Not(HasSubstr("newest")));
}

}  // namespace
}  // namespace lotse
