// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse decide, replay, adopt and migrate, as a user would run them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_replace.h"
#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

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
    "lead_id,event,occurred_at,id,role,reason\n"
    "L-1,capture,2026-11-23T08:00:00Z,E-1,,\n"
    "L-1,transfer,2026-11-23T09:00:00Z,E-2,marketing,\n"
    "L-1,accept,2026-11-23T10:00:00Z,E-3,sales,\n"
    "L-1,promote,2026-11-23T11:00:00Z,E-4,sales,\n"
    "L-1,demote,2026-11-24T11:00:00Z,E-5,sales,no_budget\n"
    "L-1,accept,2026-11-24T12:00:00Z,E-6,sales,\n";

// The same events, later ones first and one twice.
constexpr char kShuffled[] =
    "lead_id,event,occurred_at,id,role,reason\n"
    "L-1,demote,2026-11-24T11:00:00Z,E-5,sales,no_budget\n"
    "L-1,accept,2026-11-23T10:00:00Z,E-3,sales,\n"
    "L-1,capture,2026-11-23T08:00:00Z,E-1,,\n"
    "L-1,accept,2026-11-24T12:00:00Z,E-6,sales,\n"
    "L-1,transfer,2026-11-23T09:00:00Z,E-2,marketing,\n"
    "L-1,promote,2026-11-23T11:00:00Z,E-4,sales,\n"
    "L-1,accept,2026-11-23T10:00:00Z,E-3,sales,\n";

class LogCommands : public ::testing::Test {
 protected:
  LogCommands() {
    EXPECT_EQ(
        folder_.Run({"init", "--preset", "b2b_lifecycle", "-o", "spec.json"})
            .exit_code,
        0);
    folder_.Write("leads.ndjson", kLeads);
    folder_.Write("log.csv", kLog);
  }
  ToolRun Replay(std::vector<std::string> more,
                 const std::string& log = "log.csv") const {
    std::vector<std::string> arguments = {"replay", "spec.json", "leads.ndjson",
                                          "--events", log};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return folder_.Run(arguments);
  }
  const ToolFolder folder_;
};

TEST_F(LogCommands, ReplayTellsTheHistoryOfALead) {
  const ToolRun run =
      Replay({"--id", "L-1", "--as-of", "2026-11-24T13:00:00Z"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("transfer by marketing"));
  EXPECT_THAT(run.out, HasSubstr("demote by sales, reason no_budget"));
  EXPECT_THAT(run.out, HasSubstr("demote (1. time)"));
  EXPECT_THAT(run.out, HasSubstr("no transition takes \"accept\" here"));
  EXPECT_THAT(run.out, Not(HasSubstr("L-2")));
}

TEST_F(LogCommands, ReplayDoesNotCareForTheOrderOfTheLog) {
  folder_.Write("shuffled.csv", kShuffled);
  const std::vector<std::string> how = {"--format", "json", "--as-of",
                                        "2026-11-24T13:00:00Z"};
  const ToolRun sorted = Replay(how);
  EXPECT_EQ(sorted.exit_code, 0) << sorted.err;
  EXPECT_EQ(sorted.out, Replay(how, "shuffled.csv").out);
}

TEST_F(LogCommands, ReplayAsOfAnInstantIsTheReplayOfWhatWasBefore) {
  std::string before = kLog;
  before.resize(before.find("L-1,promote"));
  folder_.Write("before.csv", before);
  const std::vector<std::string> how = {"--format", "json", "--as-of",
                                        "2026-11-23T10:30:00Z"};
  const ToolRun whole = Replay(how);
  EXPECT_EQ(whole.out, Replay(how, "before.csv").out);
  EXPECT_THAT(whole.out, HasSubstr("\"state\":\"accepted\""));
  EXPECT_THAT(whole.err, HasSubstr("2 leads: "));
  EXPECT_THAT(whole.err, HasSubstr("1 leads have no event in the log"));
}

TEST_F(LogCommands, DecideInTwoHalvesIsDecideInOneGo) {
  const auto decide = [&](const std::string& log, const std::string& as_of,
                          const std::string& states) {
    std::vector<std::string> arguments = {
        "decide",   "spec.json", "leads.ndjson", "--events", log,
        "--format", "json",      "--as-of",      as_of};
    if (!states.empty())
      arguments.insert(arguments.end(), {"--states", states});
    const ToolRun run = folder_.Run(arguments);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return run.out;
  };
  const std::string log = kLog;
  const size_t middle = log.find("L-1,accept");
  const std::string header = log.substr(0, log.find('\n') + 1);
  folder_.Write("first.csv", log.substr(0, middle));
  folder_.Write("second.csv", header + log.substr(middle));
  folder_.Write("states.ndjson",
                decide("first.csv", "2026-11-23T09:30:00Z", ""));
  const std::string halves =
      decide("second.csv", "2026-11-24T13:00:00Z", "states.ndjson");
  const std::string once = decide("log.csv", "2026-11-24T13:00:00Z", "");
  const auto state = [](const std::string& out) {
    const size_t at = out.find("\"state\":{");
    return out.substr(at, out.find(",\"steps\":", at) - at);
  };
  EXPECT_THAT(state(once), HasSubstr("\"state\":\"qualifying\""));
  EXPECT_EQ(state(halves), state(once));
}

TEST_F(LogCommands, DecideNamesWhatNeedsAReplay) {
  folder_.Write("shuffled.csv", kShuffled);
  const ToolRun run =
      folder_.Run({"decide", "spec.json", "leads.ndjson", "--events",
                   "shuffled.csv", "--as-of", "2026-11-24T13:00:00Z"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("needs_replay"));
}

TEST_F(LogCommands, SayWhatIsWrongWithALog) {
  folder_.Write("bad.ndjson",
                "{\"lead_id\":\"L-1\",\"event\":{\"id\":\"E-1\",\"event\":"
                "\"capture\",\"occurred_at\":\"2026-11-23T08:00:00Z\"}}\n"
                "{broken\n"
                "{\"lead_id\":\"L-9\",\"event\":{\"id\":\"E-1\",\"event\":"
                "\"capture\",\"occurred_at\":\"2026-11-23T08:00:00Z\"}}\n");
  const ToolRun run = Replay({"--as-of", "2026-11-24"}, "bad.ndjson");
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("bad.ndjson: line 2"));
  EXPECT_THAT(run.err, HasSubstr("--without-facts"));
  EXPECT_THAT(run.out, HasSubstr("L-1"));
  EXPECT_THAT(run.out, Not(HasSubstr("L-9")));

  folder_.Write("typo.csv",
                "lead_id,event,occurred_at\nL-1,captur,2026-11-23T08:00:00Z\n");
  const ToolRun typo = Replay({"--as-of", "2026-11-24"}, "typo.csv");
  EXPECT_EQ(typo.exit_code, 1);
  EXPECT_THAT(typo.err, HasSubstr("did you mean \"capture\"?"));

  EXPECT_EQ(Replay({"--as-of", "soon"}).exit_code, 2);
  EXPECT_EQ(Replay({"--id", "L-7", "--as-of", "2026-11-24"}).exit_code, 1);
  EXPECT_EQ(
      folder_.Run({"replay", "spec.json", "--events", "log.csv"}).exit_code, 2);
}

TEST_F(LogCommands, ReplayWithoutFactsTakesTheLogAlone) {
  const ToolRun run =
      folder_.Run({"replay", "spec.json", "--events", "log.csv",
                   "--without-facts", "--as-of", "2026-11-24T13:00:00Z"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("L-1"));
}

TEST_F(LogCommands, AdoptMakesStatesWithoutTasks) {
  std::string spec = folder_.Read("spec.json");
  folder_.Write("old.csv",
                "id,crm_status,status_since\n"
                "L-1,qualifying,2026-01-05\n"
                "L-2,Working,2026-01-05\n"
                "L-3,,\n");
  spec = absl::StrReplaceAll(spec,
                             {{"\"lead\": [",
                               "\"lead\": [{\"key\": \"crm_status\", \"type\": "
                               "\"text\"}, {\"key\": \"status_since\", "
                               "\"type\": \"date\"},"}});
  folder_.Write("crm.json", spec);
  const ToolRun run =
      folder_.Run({"adopt", "crm.json", "old.csv", "--status", "crm_status",
                   "--since", "status_since", "--as-of", "2026-11-24"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.out, HasSubstr("\"state\":\"qualifying\""));
  EXPECT_THAT(run.out, Not(HasSubstr("tasks")));
  EXPECT_THAT(run.err, HasSubstr("1 states written"));
  EXPECT_THAT(run.err, HasSubstr("1 leads have the status \"Working\""));
  EXPECT_THAT(run.err, HasSubstr("lifecycles[0].adopted"));
}

TEST_F(LogCommands, MigrateChecksAndCarriesOver) {
  const ToolRun same =
      folder_.Run({"migrate", "spec.json", "--check", "spec.json"});
  EXPECT_EQ(same.exit_code, 0) << same.err;
  EXPECT_EQ(same.out, "Every lead goes on where it is.\n");

  const ToolRun states =
      Replay({"--format", "json", "--as-of", "2026-11-24T13:00:00Z"});
  folder_.Write("states.ndjson", states.out);
  const ToolRun carried =
      folder_.Run({"migrate", "spec.json", "--states", "states.ndjson"});
  EXPECT_EQ(carried.exit_code, 0) << carried.err;
  EXPECT_THAT(carried.out, HasSubstr("\"state\":\"qualifying\""));
  EXPECT_THAT(carried.err, HasSubstr("states carried over"));
  EXPECT_EQ(folder_.Run({"migrate", "spec.json"}).exit_code, 2);
}

}  // namespace
}  // namespace lotse::tools
