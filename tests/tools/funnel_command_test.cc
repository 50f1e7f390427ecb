// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse funnel, as a user would run it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lotse/engine/history_report.h"
#include "lotse/proto/json.h"
#include "tests/testing/status_matchers.h"
#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kLeads[] =
    "{\"lead\":{\"id\":\"L-1\",\"channel\":\"reply_card\","
    "\"created_at\":\"2026-11-23T08:00:00Z\"},"
    "\"persons\":[{\"id\":\"P-1\",\"attributes\":"
    "{\"email\":\"someone@example.com\",\"job_level\":\"head\"}}],"
    "\"company\":{\"id\":\"C-1\",\"attributes\":{\"name\":\"Example Ltd\"}}}\n"
    "{\"lead\":{\"id\":\"L-2\",\"channel\":\"reply_card\"},"
    "\"persons\":[{\"id\":\"P-2\",\"attributes\":"
    "{\"email\":\"other@example.com\"}}]}\n";

constexpr char kLog[] =
    "lead_id,event,occurred_at,id,role,reason,owner\n"
    "L-1,capture,2026-11-23T08:00:00Z,E-1,,,\n"
    "L-1,assigned,2026-11-23T08:30:00Z,E-1b,,,u-1\n"
    "L-1,transfer,2026-11-23T09:00:00Z,E-2,marketing,,\n"
    "L-1,accept,2026-11-23T10:00:00Z,E-3,sales,,\n"
    "L-1,promote,2026-11-23T11:00:00Z,E-4,sales,,\n"
    "L-1,demote,2026-11-24T11:00:00Z,E-5,sales,no_budget,\n";

class FunnelCommand : public ::testing::Test {
 protected:
  FunnelCommand() {
    EXPECT_EQ(folder_
                  .Run({"init", "--preset", "b2b_lifecycle", "--questionnaire",
                        "bant", "-o", "spec.json"})
                  .exit_code,
              0);
    folder_.Write("leads.ndjson", kLeads);
    folder_.Write("log.csv", kLog);
  }
  ToolRun Funnel(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {
        "funnel",  "spec.json", "leads.ndjson", "--events",
        "log.csv", "--as-of",   "2026-11-30"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return folder_.Run(arguments);
  }
  const ToolFolder folder_;
};

TEST_F(FunnelCommand, PrintsWhatTheHistoriesTell) {
  const ToolRun run = Funnel({});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  for (const char* text :
       {"from contact to customer: 1 lead, 2026-11-23 to 2026-11-30",
        "transferred", "100.0 %", "demoted: 1 of 1", "why: no_budget 1",
        "lead now 1", "acceptance by sales", "0 to 25 %",
        "from the first contact: 30 min"}) {
    EXPECT_THAT(run.out, HasSubstr(text));
  }
  EXPECT_THAT(run.err, HasSubstr("1 leads have no event in the log"));
  EXPECT_THAT(run.out, Not(HasSubstr("u-1")));
  EXPECT_THAT(Funnel({"--language", "de"}).out, HasSubstr("angenommen"));
}

TEST_F(FunnelCommand, WritesRecordsThatReadBack) {
  const ToolRun run = Funnel({"--format", "json"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  ASSERT_OK_AND_ASSIGN(const HistoryReport report,
                       proto::FromJson<HistoryReport>(run.out));
  ASSERT_EQ(report.lifecycles.size(), 1u);
  EXPECT_EQ(report.lifecycles[0].loops.demotions, 1);
  EXPECT_EQ(report.lifecycles[0].loops.until_demotion.median,
            Duration::Days(1));
  ASSERT_TRUE(report.owner_times.has_value());
  EXPECT_THAT(report.owner_times->people, IsEmpty());
  EXPECT_FALSE(report.owner_times->to_first_work.has_value());
}

TEST_F(FunnelCommand, ShowsPeopleOnlyWhereTheSpecAllowsIt) {
  std::string spec = folder_.Read("spec.json");
  spec.insert(spec.find('{') + 1,
              "\"people_metrics\": {\"level\": \"person\", \"min_cases\": 1, "
              "\"min_people\": 2},");
  folder_.Write("spec.json", spec);
  const ToolRun run = Funnel({});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("u-1"));
  EXPECT_THAT(run.out, HasSubstr("to the first work"));
}

TEST_F(FunnelCommand, WritesAPage) {
  const ToolRun run = Funnel({"--format", "html", "--language", "de"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("<!doctype html>"));
  const ToolRun both = Funnel({"--page", "page.html", "--language", "de"});
  EXPECT_THAT(both.out, HasSubstr("demoted: 1 of 1"));
  EXPECT_EQ(folder_.Read("page.html"), run.out);
  const ToolRun again = Funnel({"--page", "page.html"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr("page.html: exists"));
  EXPECT_EQ(folder_.Read("page.html"), run.out);
  EXPECT_EQ(Funnel({"--page", "page.html", "--force"}).exit_code, 0);
  EXPECT_NE(folder_.Read("page.html"), run.out);
  const ToolRun nowhere = Funnel({"--page", "no/such/page.html"});
  EXPECT_EQ(nowhere.exit_code, 1);
  EXPECT_THAT(nowhere.err, HasSubstr("no/such/page.html: cannot be written"));
}

TEST_F(FunnelCommand, TellsLittleOfLittle) {
  folder_.Write("log.csv", "lead_id,event,occurred_at,id\n");
  const ToolRun run = Funnel({});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out, "No event has reached a lead yet.\n");
  EXPECT_EQ(Funnel({"--format", "json"}).out, "{}\n");
}

TEST_F(FunnelCommand, TellsWhatItCannotUse) {
  folder_.Write("log.csv",
                "lead_id,event,occurred_at,id\n"
                "L-1,capture,2026-11-23T08:00:00Z,E-1\n"
                "L-1,dance,2026-11-23T09:00:00Z,E-2\n"
                "L-9,capture,2026-11-23T09:00:00Z,E-1\n");
  const ToolRun run = Funnel({});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("unknown event"));
  EXPECT_THAT(run.err,
              HasSubstr("1 leads of the log are not in the lead file"));
  EXPECT_EQ(
      folder_.Run({"funnel", "spec.json", "--events", "log.csv"}).exit_code, 2);
  EXPECT_EQ(folder_
                .Run({"funnel", "nowhere.json", "leads.ndjson", "--events",
                      "log.csv"})
                .exit_code,
            1);
}

}  // namespace
}  // namespace lotse::tools
