// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(GenerateCommand, WritesLeadsThatThePresetScores) {
  const ToolFolder folder;
  const ToolRun run = folder.Run({"generate", "--leads", "50", "--seed", "3"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(std::count(run.out.begin(), run.out.end(), '\n'), 50);
  EXPECT_THAT(run.err, HasSubstr("50 synthetic leads"));
  folder.Run({"init", "--preset", "b2b"});
  const ToolRun score =
      folder.Run({"score", "spec.json", "-", "--as-of", "2026-11-01"}, run.out);
  EXPECT_EQ(score.exit_code, 0) << score.err;
  EXPECT_THAT(score.err, HasSubstr("50 leads scored"));
}

TEST(GenerateCommand, BeginsEachRunWithTheSameLeads) {
  const ToolFolder folder;
  const std::string few = folder.Run({"generate", "--leads", "5"}).out;
  const std::string more = folder.Run({"generate", "--leads", "9"}).out;
  EXPECT_THAT(more, StartsWith(few));
}

TEST(GenerateCommand, LeavesOutcomesOutWhenAsked) {
  const ToolFolder folder;
  EXPECT_THAT(folder.Run({"generate", "--leads", "9"}).out,
              HasSubstr("\"outcome\""));
  EXPECT_THAT(folder.Run({"generate", "--leads", "9", "--no-outcomes"}).out,
              Not(HasSubstr("\"outcome\"")));
}

TEST(GenerateCommand, LetsATeamWorkForAYear) {
  const ToolFolder folder;
  const std::vector<std::string> how = {"generate", "--leads", "40", "--events",
                                        "log.ndjson"};
  const ToolRun run = folder.Run(how);
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr("events in log.ndjson"));
  EXPECT_THAT(run.out, Not(HasSubstr("\"outcome\":")));
  EXPECT_EQ(std::count(run.out.begin(), run.out.end(), '\n'), 40);
  const std::string log = folder.Read("log.ndjson");
  EXPECT_THAT(log, HasSubstr("\"event\":\"capture\""));
  // The same again.
  EXPECT_EQ(folder.Run(how).out, run.out);
  EXPECT_EQ(folder.Read("log.ndjson"), log);
  EXPECT_EQ(folder.Run({"generate", "--events", "no/such/folder"}).exit_code,
            1);
}

TEST(GenerateCommand, RefusesWhatItCannotDo) {
  const ToolFolder folder;
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--until", "tomorrow"},
        {"--until", "1970-06-01"},
        {"--until", "9999-06-01"},
        {"--leads", "-1"},
        {"--seed", "x"},
        {"--format", "csv"}}) {
    std::vector<std::string> all = {"generate"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const ToolRun run = folder.Run(all);
    EXPECT_EQ(run.exit_code, 2) << arguments[0] << " " << arguments[1];
    EXPECT_EQ(run.out, "");
    EXPECT_NE(run.err, "");
  }
}

TEST(GenerateCommand, SaysInItsHelpThatLeadsAreSynthetic) {
  const ToolFolder folder;
  EXPECT_THAT(folder.Run({"generate", "--help"}).out, HasSubstr("SYNTHETIC"));
}

}  // namespace
}  // namespace lotse::tools
