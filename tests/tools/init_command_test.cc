// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lotse/engine/engine_spec.h"
#include "lotse/engine/presets.h"
#include "lotse/proto/json.h"
#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(InitCommand, WritesThePresetAsItIs) {
  ToolFolder folder;
  const ToolRun run = folder.Run({"init", "--preset", "b2b"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(proto::FromJson<EngineSpec>(folder.Read("spec.json")).value(),
            Preset("b2b").value());
  EXPECT_THAT(run.out, HasSubstr("lotse check spec.json"));
  EXPECT_EQ(folder.Run({"check", "spec.json"}).exit_code, 0);
}

TEST(InitCommand, NeverOverwritesUnlessForced) {
  ToolFolder folder;
  folder.Write("spec.json", "mine");
  const ToolRun run = folder.Run({"init"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err,
              AllOf(HasSubstr("spec.json: exists"), HasSubstr("--force")));
  EXPECT_EQ(folder.Read("spec.json"), "mine");
  EXPECT_EQ(folder.Run({"init", "--force"}).exit_code, 0);
  EXPECT_NE(folder.Read("spec.json"), "mine");
}

TEST(InitCommand, MakesASpecOfACsvFileThatChecksAndScores) {
  ToolFolder folder;
  folder.Write("leads.csv",
               "Lead ID;Umsatz (EUR);Gr\xF6\xDF"
               "e;Newsletter;Branche;Converted\r\n"
               "1;1.200,5;12;ja;IT;1\r\n2;3,5;9;nein;IT;0\r\n"
               "3;7,5;-1;ja;Handel;0\r\n4;;4;ja;Handel;0\r\n");
  const ToolRun init =
      folder.Run({"init", "--from-csv", "leads.csv", "-o", "my.json",
                  "--mapping", "map.json", "--language", "de"});
  EXPECT_EQ(init.exit_code, 0) << init.err;
  EXPECT_THAT(init.out,
              AllOf(HasSubstr("lead.umsatz_eur"), HasSubstr("lead.groesse"),
                    HasSubstr("\"when\": \"lead.newsletter\""),
                    HasSubstr("lotse check my.json --leads leads.csv")));
  EXPECT_THAT(folder.Read("map.json"),
              AllOf(HasSubstr("\"windows_1252\""), HasSubstr("\"comma\"")));
  EXPECT_THAT(folder.Read("my.json"), HasSubstr("\"Größe\""));
  const ToolRun check =
      folder.Run({"check", "my.json", "--leads", "leads.csv"});
  EXPECT_EQ(check.exit_code, 0) << check.err;
  const ToolRun score = folder.Run({"score", "my.json", "leads.csv"});
  EXPECT_EQ(score.exit_code, 0) << score.err;
  EXPECT_THAT(score.err, HasSubstr("The spec gives no points yet"));
  EXPECT_EQ(
      score.out,
      folder.Run({"score", "my.json", "leads.csv", "--mapping", "map.json"})
          .out);
}

TEST(InitCommand, RefusesWhatItCannotRead) {
  ToolFolder folder;
  EXPECT_EQ(folder.Run({"init", "--from-csv", "absent.csv"}).exit_code, 1);
  EXPECT_EQ(folder.Run({"init", "--preset", "c2c"}).exit_code, 1);
  EXPECT_EQ(
      folder.Run({"init", "--preset", "b2b", "--from-csv", "x"}).exit_code, 2);
  EXPECT_FALSE(folder.Has("spec.json"));
}

}  // namespace
}  // namespace lotse::tools
