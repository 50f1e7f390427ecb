// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lotse/engine/spec_comparison.h"
#include "lotse/engine/what_if.h"
#include "lotse/proto/json.h"
#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class WhatIfCommand : public ::testing::Test {
 protected:
  WhatIfCommand() {
    folder_.WriteSpec();
    folder_.Write("leads.csv",
                  "id,employees,industry,competitor,outcome\n"
                  "a,120,software,no,won\n"
                  "b,10,software,no,lost\n"
                  "c,60,,no,\n");
    // Twice the points for size.
    EngineSpec spec =
        proto::FromJson<EngineSpec>(folder_.Read("spec.json")).value();
    spec.scoring.groups[0].rules[0].points = Points::FromDouble(60);
    folder_.Write("new.json", proto::ToJson(spec));
  }
  ToolRun WhatIf(std::vector<std::string> more) {
    std::vector<std::string> arguments = {"whatif", "spec.json", "leads.csv",
                                          "--as-of", "2026-11-23"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return folder_.Run(arguments);
  }
  ToolFolder folder_;
};

TEST_F(WhatIfCommand, SaysWhatAFactWouldChange) {
  const ToolRun run =
      WhatIf({"--id", "b", "--set", "employees=80", "--set", "competitor=yes"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("Lead b: "), HasSubstr("more than now"),
                             HasSubstr("changed from 10 to 80"),
                             HasSubstr("At least 50 employees"),
                             HasSubstr("ruled out: Works for a competitor")));
}

TEST_F(WhatIfCommand, JsonIsAWhatIfReport) {
  const ToolRun run =
      WhatIf({"--id", "b", "--set", "employees=80", "--format", "json"});
  const WhatIfReport report = proto::FromJson<WhatIfReport>(run.out).value();
  EXPECT_EQ(report.after.points - report.before.points,
            report.diff.after.points - report.diff.before.points);
  EXPECT_LT(report.before.points, report.after.points);
}

TEST_F(WhatIfCommand, ComparesOtherRules) {
  const ToolRun run = WhatIf({"--spec", "new.json", "--top", "1"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("3 leads: 1 rise, 0 fall; points change by "
                              "+26.67 on average"),
                    HasSubstr("Of 1 leads that were won, the old rules "
                              "call 1 Hot and the new ones 1."),
                    HasSubstr("The leads that move most:"),
                    HasSubstr("+40  Hot       won")));
  const SpecComparisonReport report =
      proto::FromJson<SpecComparisonReport>(
          WhatIf({"--spec", "new.json", "--format", "json"}).out)
          .value();
  EXPECT_EQ(report.leads, 3);
  EXPECT_EQ(report.movers.size(), 2u);
  const ToolRun german = WhatIf({"--spec", "new.json", "--language", "de"});
  EXPECT_THAT(german.out, HasSubstr("1 steigen, 0 fallen"));
}

TEST_F(WhatIfCommand, SaysWhatIsMissingOrWrong) {
  EXPECT_EQ(WhatIf({}).exit_code, 2);
  EXPECT_THAT(WhatIf({}).err, HasSubstr("--id and --set for one lead"));
  EXPECT_EQ(WhatIf({"--set", "employees=1"}).exit_code, 2);
  const ToolRun wrong = WhatIf({"--id", "a", "--set", "employees=secret"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err,
              AllOf(HasSubstr("a whole number"), Not(HasSubstr("secret"))));
  EXPECT_EQ(WhatIf({"--id", "x", "--set", "employees=1"}).exit_code, 1);
  EXPECT_EQ(WhatIf({"--spec", "none.json"}).exit_code, 1);
}

}  // namespace
}  // namespace lotse::tools
