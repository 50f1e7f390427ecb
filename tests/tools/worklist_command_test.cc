// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/proto/json.h"
#include "lotse/routing/work_list.h"
#include "tests/testing/status_matchers.h"
#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// Three leads of the preset: anna's, ben's, and one that ended.
class WorklistCommand : public ::testing::Test {
 protected:
  WorklistCommand() : engine_(*CompileEngine(*Preset("b2b_lifecycle"))) {
    folder_.Run({"init", "--preset", "b2b_lifecycle", "-o", "spec.json"});
    AddLead("L-1", "2026-11-23T08:00:00Z", "80000 EUR", "anna", "");
    AddLead("L-2", "2026-11-20T08:00:00Z", "20000 EUR", "ben", "");
    AddLead("L-3", "2026-11-20T08:00:00Z", "90000 EUR", "ben",
            "duplicate_found");
    folder_.Write("leads.ndjson", leads_);
    folder_.Write("decisions.ndjson", decisions_);
  }

  void AddLead(const std::string& id, const char* created, const char* value,
               const char* owner, const char* end) {
    Facts facts;
    facts.lead.id = id;
    facts.lead.channel = "reply_card";
    facts.lead.created_at = *Instant::Parse(created);
    facts.persons.resize(1);
    facts.opportunity.emplace();
    facts.opportunity->value = *Money::Parse(value);
    absl::StrAppend(&leads_, proto::ToJson(facts), "\n");
    std::vector<LeadEvent> events(end[0] == '\0' ? 2 : 3);
    for (size_t i = 0; i < events.size(); ++i) {
      events[i].id = absl::StrCat("E-", i);
      events[i].occurred_at =
          facts.lead.created_at + Duration::Minutes(static_cast<int64_t>(i));
    }
    events[0].event = "capture";
    events[1].event = "assigned";
    events[1].owner = owner;
    if (events.size() > 2) events[2].event = end;
    const auto decision =
        engine_.Replay(facts, events, *Instant::Parse("2026-11-23T09:00:00Z"));
    ASSERT_THAT(decision, IsOk());
    absl::StrAppend(&decisions_, proto::ToJson(*decision), "\n");
  }

  ToolRun Run(std::vector<std::string> more) {
    std::vector<std::string> arguments = {"worklist", "spec.json",
                                          "leads.ndjson", "--as-of",
                                          "2026-11-23T09:00:00Z"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return folder_.Run(arguments);
  }
  ToolRun RunWithStates(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"--states", "decisions.ndjson"});
    return Run(more);
  }
  static std::vector<std::string> IdsOf(const ToolRun& run) {
    const WorkList list = proto::FromJson<WorkList>(run.out).value();
    std::vector<std::string> ids;
    for (const WorkEntry& entry : list.entries) {
      ids.push_back(entry.item.lead_id);
    }
    return ids;
  }

  const Engine engine_;
  ToolFolder folder_;
  std::string leads_;
  std::string decisions_;
};

TEST_F(WorklistCommand, PutsWhatIsWorthMostFirstAndSaysWhy) {
  const ToolRun run = RunWithStates();
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, AllOf(StartsWith("lead"), HasSubstr("sighting"),
                             HasSubstr("    737 EUR expected"),
                             HasSubstr("of 80000 EUR"), HasSubstr("due in "),
                             HasSubstr("overdue for "),
                             HasSubstr("never worked on in ")));
  EXPECT_LT(run.out.find("L-1"), run.out.find("L-2"));
  EXPECT_THAT(run.out, Not(HasSubstr("L-3"))) << "it is closed";
  EXPECT_THAT(run.err, HasSubstr("2 leads to work on: 2 never worked on, 1 too "
                                 "late; 1 is closed"));
}

TEST_F(WorklistCommand, SpeaksGerman) {
  const ToolRun run = RunWithStates({"--language", "de"});
  EXPECT_THAT(run.out, AllOf(HasSubstr("Vorrang"), HasSubstr("Sichtung"),
                             HasSubstr(" überfällig (+1)")));
}

TEST_F(WorklistCommand, ShowsTheListOfOnePerson) {
  EXPECT_THAT(IdsOf(RunWithStates({"--format", "json", "--owner", "ben"})),
              ElementsAre("L-2"));
  const ToolRun first = RunWithStates({"--format", "json", "--limit", "1"});
  EXPECT_THAT(IdsOf(first), ElementsAre("L-1"));
  EXPECT_THAT(first.err, HasSubstr("the first 1 are shown (--limit)"));
}

TEST_F(WorklistCommand, NeedsNoStates) {
  const ToolRun run = Run({"--format", "json"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  const auto list = proto::FromJson<WorkList>(run.out);
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_EQ(list->items, 3);
  EXPECT_EQ(list->too_late, 0);
}

TEST_F(WorklistCommand, WritesCsv) {
  const ToolRun run = RunWithStates({"--format", "csv"});
  EXPECT_THAT(run.out,
              AllOf(StartsWith("lead_id,owner,state,category,probability,value,"
                               "expected,urgency,priority,due_at,"
                               "last_worked_at,why\r\n"
                               "L-1,anna,sighting,"),
                    HasSubstr(",2026-11-23T16:00:00Z,,")));
}

TEST_F(WorklistCommand, TakesAStateOfAnOlderSpecAlong) {
  EngineSpec changed = *Preset("b2b_lifecycle");
  changed.lifecycles[0].states[2].label.en = "under review";
  changed.lifecycles[0].clocks[0].target = Duration::Hours(40);
  folder_.Write("spec.json", proto::ToJson(changed));
  const ToolRun run = RunWithStates({"--owner", "anna"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("under review"));
}

TEST_F(WorklistCommand, NamesLeadsWhoseStateIsOfOthers) {
  EngineSpec changed = *Preset("b2b_lifecycle");
  changed.tenant = "somebody else";
  folder_.Write("spec.json", proto::ToJson(changed));
  const ToolRun run = RunWithStates();
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("leads.ndjson: line 1: state.tenant: "));
}

TEST_F(WorklistCommand, SaysWhatIsMissing) {
  EXPECT_THAT(Run({"--states", "no.ndjson"}).err, HasSubstr("no.ndjson: "));
  folder_.Write("bad.ndjson", "{\"lead_id\": 5}\n");
  const ToolRun bad = Run({"--states", "bad.ndjson"});
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_THAT(bad.err, HasSubstr("bad.ndjson: line 1: lead_id: "));
  EXPECT_EQ(Run({"--limit", "0"}).exit_code, 2);
  folder_.Run({"init", "--preset", "b2b", "-o", "b2b.json"});
  const ToolRun none = folder_.Run(
      {"worklist", "b2b.json", "leads.ndjson", "--as-of", "2026-11-23"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.err, HasSubstr("has no work_list"));
}

}  // namespace
}  // namespace lotse::tools
