// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lotse/engine/company_scoring.h"
#include "lotse/proto/json.h"
#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kSpec = R"json({
  "schema": {
    "person": [{"key": "buying_role", "type": "text", "personal": true,
      "options": [
        {"key": "decides", "label": {"en": "decision maker",
                                     "de": "Entscheider"}},
        {"key": "uses", "label": {"en": "user", "de": "Anwender"}}]}],
    "lead": [{"key": "own", "type": "number"}]
  },
  "scoring": {"groups": [{"id": "all", "weights": [
    {"id": "own", "of": "lead.own"}]}]},
  "company_score": {"role_fact": "person.buying_role",
    "roles": [{"role": "decides", "weight": 1}, {"role": "uses", "weight": 0.5}],
    "other_weight": 0.25, "max_per_person": 40, "max": 50}
})json";

constexpr const char* kLeads =
    "id,lead.company_id,person.id,person.buying_role,own\n"
    "L-1,C-1,P-1,decides,60\n"
    "L-2,C-1,P-2,uses,40\n"
    "L-3,C-2,P-3,,30\n"
    "L-4,C-1,P-2,uses,10\n"
    "L-5,,P-4,uses,10\n";

class CompaniesCommand : public ::testing::Test {
 protected:
  CompaniesCommand() {
    folder_.Write("spec.json", kSpec);
    folder_.Write("leads.csv", kLeads);
  }
  ToolRun Run(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"companies", "spec.json", "leads.csv",
                                          "--as-of", "2026-11-23"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return folder_.Run(arguments);
  }

  ToolFolder folder_;
};

TEST_F(CompaniesCommand, PutsTheKeenestCompanyFirstAndSaysWho) {
  const ToolRun run = Run();
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out,
            "company  points  people  leads\n"
            "C-1          50       2      3\n"
            "    P-1 (decision maker) 40 (67 %), P-2 (user) 20 (33 %). The "
            "limit of 50 takes 10 away.\n"
            "C-2         7.5       1      1\n"
            "    P-3 7.5 (100 %).\n");
  EXPECT_THAT(run.err, HasSubstr("2 companies from 5 leads; 1 lead is of no "
                                 "company"));
}

TEST_F(CompaniesCommand, SpeaksGermanAndHidesRoles) {
  EXPECT_THAT(Run({"--language", "de"}).out, HasSubstr("P-2 (Anwender) 20"));
  const ToolRun run = Run({"--audience", "no_personal_values"});
  EXPECT_THAT(run.out, HasSubstr("P-2 20"));
  EXPECT_THAT(run.out, Not(HasSubstr("user")));
}

TEST_F(CompaniesCommand, WritesCsv) {
  EXPECT_EQ(Run({"--format", "csv"}).out,
            "company_id,points,people,leads,capped,top_person,top_role,"
            "top_share,why\r\n"
            "C-1,50,2,3,-10,P-1,decides,0.666667,"
            "\"P-1 (decision maker) 40 (67 %), P-2 (user) 20 (33 %). The limit "
            "of 50 takes 10 away.\"\r\n"
            "C-2,7.5,1,1,0,P-3,,1,P-3 7.5 (100 %).\r\n");
}

TEST_F(CompaniesCommand, WritesOneListAsJson) {
  const auto list =
      proto::FromJson<CompanyScoreList>(Run({"--format", "json"}).out);
  ASSERT_TRUE(list.ok()) << list.status();
  std::vector<std::string> ids;
  for (const CompanyScoreReport& report : list->companies) {
    ids.push_back(report.company_id);
  }
  EXPECT_THAT(ids, ElementsAre("C-1", "C-2"));
  EXPECT_EQ(list->without_company, 1);
}

TEST_F(CompaniesCommand, ShowsTheFirstAlone) {
  const ToolRun run = Run({"--top", "1"});
  EXPECT_THAT(run.out, Not(HasSubstr("C-2")));
  EXPECT_THAT(run.err, HasSubstr("2 companies from 5 leads"));
  EXPECT_THAT(run.err, HasSubstr("the first is shown (--top 0 shows all)"));
}

TEST_F(CompaniesCommand, LeavesBadRowsOut) {
  folder_.Write("leads.csv", std::string(kLeads) + "L-6,C-2,P-5,uses,many\n");
  const ToolRun run = Run();
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.out, HasSubstr("C-2         7.5"));
  EXPECT_THAT(run.err, HasSubstr("line 7"));
  EXPECT_THAT(run.err, HasSubstr("1 bad row left out"));
}

TEST_F(CompaniesCommand, ASpecWithoutCompanyScoreSaysWhatToAdd) {
  folder_.Write("spec.json", "{}");
  const ToolRun run = Run();
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err,
              HasSubstr("has no company_score; \"company_score\": {}"));
  folder_.Write("spec.json", R"({"company_score": {"score": "deal"}})");
  EXPECT_THAT(Run().err, HasSubstr("company_score.score: is none of"));
  EXPECT_EQ(Run({"--format", "xml"}).exit_code, 2);
}

}  // namespace
}  // namespace lotse::tools
