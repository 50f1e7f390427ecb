// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lotse/engine/score_diff.h"
#include "lotse/engine/score_report.h"
#include "lotse/engine/subject_explanation.h"
#include "lotse/proto/json.h"
#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ExplainCommand : public ::testing::Test {
 protected:
  ExplainCommand() {
    folder_.WriteSpec();
    folder_.Write("leads.csv",
                  "id,employees,industry,competitor,due\n"
                  "a,120,software,yes,2026-11-20\n"
                  "b,,,,\n");
  }
  ToolRun Explain(std::vector<std::string> more) {
    std::vector<std::string> arguments = {"explain", "spec.json", "leads.csv",
                                          "--as-of", "2026-11-23"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return folder_.Run(arguments);
  }
  ToolFolder folder_;
};

TEST_F(ExplainCommand, AddsUpThePointsOfOneLead) {
  const ToolRun run = Explain({"--id", "a"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("Lead a as of 2026-11-23T00:00:00Z"),
                    HasSubstr("   +20    20  At least 50 employees"),
                    HasSubstr("   +15    35  "), HasSubstr("  -2.5  32.5  "),
                    HasSubstr("Points:       32.5\n"),
                    HasSubstr("Category:     Cold\n"),
                    HasSubstr("Veto:         Works for a competitor\n"),
                    HasSubstr("(an assumption of the spec, not learned")));
}

TEST_F(ExplainCommand, SpeaksGerman) {
  const ToolRun run = Explain({"--id", "a", "--language", "de"});
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("Mindestens 50 Mitarbeiter"), HasSubstr("32,5"),
                    HasSubstr("Kategorie:          Kalt"),
                    HasSubstr("Ausschluss:         Arbeitet beim Wettbewerb"),
                    HasSubstr("eine Annahme")));
}

TEST_F(ExplainCommand, JsonIsAScoreReport) {
  const ToolRun run = Explain({"--id", "b", "--format", "json"});
  const ScoreReport report = proto::FromJson<ScoreReport>(run.out).value();
  EXPECT_EQ(report.lead_id, "b");
  EXPECT_EQ(report.points.ToString(), "-5");
  EXPECT_EQ(report.contributions.size(), 1u);
}

TEST_F(ExplainCommand, SaysWhatChangedSince) {
  folder_.Write("leads.ndjson",
                R"({"lead": {"id": "a"}, "company": {"attributes": [)"
                R"({"key": "employees", "value": 40}, {"key": "employees", )"
                R"("value": 120, "since": "2026-11-05T00:00:00Z"}]}})"
                "\n");
  const auto explain = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments = {
        "explain", "spec.json", "leads.ndjson", "--id",
        "a",       "--as-of",   "2026-11-23"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return folder_.Run(arguments);
  };
  const ToolRun run = explain({"--diff", "2026-11-01"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("more than on 2026-11-01"),
                             HasSubstr("changed from 40 to 120 (2026-11-05)"),
                             HasSubstr("        At least 50 employees")));
  const ScoreDiff diff =
      proto::FromJson<ScoreDiff>(
          explain({"--diff", "2026-11-01", "--format", "json"}).out)
          .value();
  EXPECT_EQ(diff.changes.size(), 1u);
  EXPECT_THAT(explain({"--diff", "2026-11-08"}).out,
              HasSubstr("Nothing that counts has changed."));
  EXPECT_EQ(explain({"--diff", "2027-01-01"}).exit_code, 2);
  EXPECT_EQ(explain({"--diff", "long ago"}).exit_code, 2);
  EXPECT_EQ(explain({"--diff", "2026-11-01", "--top", "2"}).exit_code, 2);
}

TEST_F(ExplainCommand, NamesTheStrongestReasons) {
  EXPECT_THAT(Explain({"--id", "a", "--top", "1"}).out,
              AllOf(HasSubstr("Lead a: 32.5 points, Cold (Works for a "
                              "competitor)\n\nSpeaks for it:\n"
                              "  - At least 50 employees"),
                    HasSubstr("Speaks against it:\n"), Not(HasSubstr("+15"))));
  EXPECT_THAT(Explain({"--id", "b", "--top", "1", "--language", "de"}).out,
              HasSubstr("Dagegen spricht:"));
}

TEST_F(ExplainCommand, AnswersThePersonConcerned) {
  EXPECT_THAT(
      Explain({"--id", "a", "--subject", "--consequences", "We call sooner."})
          .out,
      AllOf(HasSubstr("# How your interest was rated"),
            HasSubstr("We call sooner."), HasSubstr("120")));
  const SubjectExplanation explanation =
      proto::FromJson<SubjectExplanation>(
          Explain({"--id", "a", "--subject", "--format", "json"}).out)
          .value();
  EXPECT_EQ(explanation.points.ToString(), "32.5");
}

TEST_F(ExplainCommand, HidesValuesFromAnAudience) {
  const ToolRun run = Explain({"--id", "a", "--audience", "no_values"});
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("(not shown): +20 points"),
                    HasSubstr("Points:       32.5\n"), Not(HasSubstr("120"))));
}

TEST_F(ExplainCommand, UnknownIdIsAnErrorThatDoesNotRepeatIt) {
  const ToolRun run = Explain({"--id", "secret"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, AllOf(HasSubstr("none of the 2 leads has this id"),
                             Not(HasSubstr("secret"))));
  EXPECT_EQ(Explain({}).exit_code, 2);
}

}  // namespace
}  // namespace lotse::tools
