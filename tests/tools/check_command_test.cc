// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(CheckCommand, CountsWhatAGoodSpecHas) {
  ToolFolder folder;
  folder.WriteSpec();
  const ToolRun run = folder.Run({"check", "spec.json"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out,
            "spec.json: good: 6 attributes, 3 rules and tables in 1 group, 1 "
            "veto, 3 categories\n");
}

TEST(CheckCommand, TellsHowLargeTheStateOfEngagementGets) {
  const auto says = [](const std::string& cap) {
    ToolFolder folder;
    folder.Write("spec.json", absl::StrCat(R"({
      "schema": {"activityKinds": [{"key": "visit"}]},
      "engagement": {"groups": [{"id": "web", "rules": [
        {"id": "visit", "kinds": ["visit"], "points": 1,
         "decay": {"kind": "window", "length": "30 days"})",
                                           cap, "}]}]}}"));
    const ToolRun run = folder.Run({"check", "spec.json"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return run.out;
  };
  EXPECT_THAT(says(R"(, "caps": [{"days": 1, "maxCount": 2}])"),
              HasSubstr("The state of a lead's engagement takes at most 1,"));
  EXPECT_THAT(says(""), AllOf(HasSubstr("takes at most "),
                              Not(HasSubstr("takes at most 1,"))));
}

TEST(CheckCommand, ListsAllProblemsWithTheirPaths) {
  ToolFolder folder;
  folder.Write("spec.json", R"({
    "schema": {"lead": [{"key": "size", "type": "integer"}]},
    "scoring": {"groups": [{"id": "fit", "rules": [
      {"id": "a", "when": "nothing > 5", "points": 1},
      {"id": "a", "when": "true", "points": 1}]}]}})");
  const ToolRun run = folder.Run({"check", "spec.json"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err,
              AllOf(HasSubstr("spec.json: scoring.groups[0].rules[0].when: "),
                    HasSubstr("spec.json: scoring.groups[0].rules[1].id: "),
                    HasSubstr("2 problems, listed above")));
}

TEST(CheckCommand, TellsHowWellLeadsFit) {
  ToolFolder folder;
  folder.WriteSpec();
  folder.Write("leads.csv",
               "id,employees,industry,Shoe size\n"
               "a,120,software,1\nb,,farming,2\nc,many,trade,3\n");
  const ToolRun run = folder.Run(
      {"check", "spec.json", "--leads", "leads.csv", "--as-of", "2026-11-23"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.out, AllOf(HasSubstr("Not read: \"Shoe size\""),
                             HasSubstr("company.employees  integer   50.0 %"),
                             HasSubstr("company.industry   text     100.0 %"),
                             HasSubstr("leads.csv: 2 good leads, 1 bad row")));
  EXPECT_THAT(run.err, AllOf(HasSubstr("leads.csv: line 4, column"),
                             Not(HasSubstr("many"))));
}

TEST(CheckCommand, NamesAttributesThatTheSchemaLacks) {
  ToolFolder folder;
  folder.WriteSpec();
  folder.Write("leads.ndjson",
               R"({"lead":{"id":"a","attributes":{"shoes":1}}})"
               "\n"
               R"({"lead":{"id":"b","attributes":{"due":true}}})"
               "\n");
  const ToolRun run = folder.Run({"check", "spec.json", "--leads",
                                  "leads.ndjson", "--as-of", "2026-11-23"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.out, HasSubstr("Not in the schema:\n  lead.shoes  1\n"));
  EXPECT_THAT(run.err, HasSubstr("line 2: lead.attributes[0]"));
}

}  // namespace
}  // namespace lotse::tools
