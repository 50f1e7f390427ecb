// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Ten cold, ten warm and ten hot leads; the later of each kind bought.
std::string Leads() {
  std::string csv = "id,employees,industry,outcome\n";
  const auto add = [&csv](const char* kind, const char* facts, int won) {
    for (int i = 0; i < 10; ++i) {
      absl::StrAppend(&csv, kind, i, ",", facts, ",",
                      i >= 10 - won ? "yes" : "no", "\n");
    }
  };
  add("cold", "10,trade", 1);
  add("warm", "60,trade", 4);
  add("hot", "120,software", 9);
  return csv;
}

class EvaluateCommand : public ::testing::Test {
 protected:
  EvaluateCommand() {
    folder_.WriteSpec();
    folder_.Write("leads.csv", Leads());
  }
  ToolRun Evaluate(std::vector<std::string> more,
                   const std::string& input = "") {
    std::vector<std::string> arguments = {"evaluate", "spec.json", "--as-of",
                                          "2026-11-23"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return folder_.Run(arguments, input);
  }
  ToolFolder folder_;
};

TEST_F(EvaluateCommand, ComparesCategoriesWithOutcomes) {
  const ToolRun run = Evaluate({"leads.csv"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out,
            "records      30\n"
            "  evaluated  30\n"
            "\n"
            "category  leads  bought   share     95 % interval\n"
            "Hot          10       9  90.0 %  59.6 % to 98.2 %\n"
            "Warm         10       4  40.0 %  16.8 % to 68.7 %\n"
            "Cold         10       1  10.0 %   1.8 % to 40.4 %\n"
            "all          30      14  46.7 %  30.2 % to 63.9 %\n"
            "\n"
            "Hot > Warm > Cold, but the intervals of Hot and Warm, and of Warm "
            "and Cold overlap: this may be chance.\n");
}

TEST_F(EvaluateCommand, LeavesOutTheFirstRows) {
  const ToolRun run = Evaluate({"leads.csv", "--skip-first", "67"});
  EXPECT_THAT(run.out, AllOf(HasSubstr("skipped at the start  20"),
                             HasSubstr("no lead is Warm or Cold")));
  EXPECT_EQ(Evaluate({"-", "--skip-first", "50"}, Leads()).exit_code, 2);
}

TEST_F(EvaluateCommand, ListsTheBestWithReasons) {
  const ToolRun run = Evaluate({"leads.csv", "--top", "2"});
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("\nhot0 "), HasSubstr("\nhot1 "),
                    Not(HasSubstr("\nhot2 ")), HasSubstr("did not buy"),
                    HasSubstr("At least 50 employees")));
}

TEST_F(EvaluateCommand, WritesJson) {
  const ToolRun run =
      Evaluate({"-", "--format", "json", "--top", "1"}, Leads());
  const nlohmann::json json = nlohmann::json::parse(run.out, nullptr, false);
  ASSERT_TRUE(json.is_object()) << run.out << run.err;
  EXPECT_EQ(json["rows"], 30);
  EXPECT_EQ(json["categories"][2]["id"], "hot");
  EXPECT_EQ(json["categories"][2]["won"], 9);
  EXPECT_NEAR(json["categories"][2]["low"].get<double>(), 0.596, 0.001);
  EXPECT_EQ(json["confirmed"], false);
  EXPECT_EQ(json["top"].size(), 1u);
  EXPECT_EQ(json["top"][0]["lead_id"], "hot0");
  EXPECT_FALSE(json["top"][0]["reasons"].empty());
}

TEST_F(EvaluateCommand, CountsLeadsWithoutOutcomeAndBadRows) {
  const ToolRun run = Evaluate({"-"},
                               "id,employees,outcome\n"
                               "a,10,yes\n"
                               "b,10,\n"
                               "c,ten,no\n");
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.out, AllOf(HasSubstr("without an outcome  1"),
                             HasSubstr("could not be read   1"),
                             HasSubstr("evaluated           1")));
  EXPECT_THAT(run.err, AllOf(HasSubstr("line 4"), Not(HasSubstr("ten"))));
}

TEST_F(EvaluateCommand, WarnsOfOutcomesThatAreKnownTooEarly) {
  const ToolRun run =
      Evaluate({"-"},
               "{\"lead\":{\"id\":\"a\",\"outcome\":{\"kind\":\"won\","
               "\"at\":\"2026-01-01T00:00:00Z\"}}}\n"
               "{\"lead\":{\"id\":\"b\",\"outcome\":{\"kind\":\"won\","
               "\"at\":\"2027-01-01T00:00:00Z\"}}}\n");
  EXPECT_THAT(run.out, HasSubstr("Take care: 1 outcome was known"));
}

TEST_F(EvaluateCommand, NeedsCategories) {
  folder_.Write("plain.json",
                "{\"schema\": {\"lead\": [{\"key\": \"x\", "
                "\"type\": \"text\"}]}}");
  const ToolRun run = folder_.Run(
      {"evaluate", "plain.json", "leads.csv", "--as-of", "2026-11-23"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("has no categories"));
}

}  // namespace
}  // namespace lotse::tools
