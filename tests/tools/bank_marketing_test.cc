// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The scorecard of examples/bank_marketing, on rows made up here and, where
// LOTSE_DATA has them, on the real ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/import/byte_source.h"
#include "nlohmann/json.hpp"
#include "tests/testing/status_matchers.h"
#include "tests/tools/run_tool.h"
#include "tools/input_file.h"

namespace lotse::tools {
namespace {

using ::testing::HasSubstr;

const std::string kExample = LOTSE_SOURCE_DIR "/examples/bank_marketing/";

constexpr char kHeader[] =
    "\"age\";\"job\";\"marital\";\"education\";\"default\";\"housing\";"
    "\"loan\";\"contact\";\"month\";\"day_of_week\";\"duration\";"
    "\"campaign\";\"pdays\";\"previous\";\"poutcome\";\"emp.var.rate\";"
    "\"cons.price.idx\";\"cons.conf.idx\";\"euribor3m\";\"nr.employed\";"
    "\"y\"\r\n";

ToolRun Evaluate(const ToolFolder& folder, const std::string& csv,
                 std::vector<std::string> more, const std::string& input = "") {
  std::vector<std::string> arguments = {"evaluate",
                                        kExample + "spec.json",
                                        csv,
                                        "--mapping",
                                        kExample + "mapping.json",
                                        "--as-of",
                                        "2010-12-01",
                                        "--format",
                                        "json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return folder.Run(arguments, input);
}

TEST(BankMarketing, LeavesOutWhatMustNotBeScored) {
  ASSERT_OK_AND_ASSIGN(const EngineSpec spec, ReadSpec(kExample + "spec.json"));
  std::set<std::string> left_out;
  for (const AttributeSpec& attribute : spec.schema.lead) {
    if (attribute.not_for_scoring) left_out.insert(attribute.key);
  }
  EXPECT_EQ(left_out, (std::set<std::string>{"age", "call_seconds", "euribor",
                                             "marital_status", "month"}));
}

TEST(BankMarketing, ReadsAndScoresRows) {
  const ToolFolder folder;
  const ToolRun run = Evaluate(
      folder, "-", {"--top", "3"},
      absl::StrCat(
          kHeader,
          "30;\"admin.\";\"single\";\"university.degree\";\"no\";\"no\";\"no\";"
          "\"cellular\";\"may\";\"mon\";0;1;3;1;\"success\";-1.8;92.9;-46.2;"
          "1.3;5099.1;\"yes\"\r\n",
          "44;\"unknown\";\"married\";\"unknown\";\"unknown\";\"unknown\";"
          "\"unknown\";\"telephone\";\"may\";\"mon\";99;12;999;0;"
          "\"nonexistent\";1.1;93.9;-36.4;4.8;5191;\"no\"\r\n"));
  const nlohmann::json json = nlohmann::json::parse(run.out, nullptr, false);
  ASSERT_TRUE(json.is_object()) << run.out << run.err;
  EXPECT_EQ(json["bad"], 0);
  // 20 + bought before 25 + in touch 5 + mobile 8 + degree 4 + office 2.
  EXPECT_EQ(json["top"][0]["points"], 64);
  EXPECT_EQ(json["top"][0]["category"], "hot");
  EXPECT_THAT(json["top"][0]["reasons"][0].get<std::string>(),
              HasSubstr("bought"));
  // 20 - ten calls 10 - credit unclear 6.
  EXPECT_EQ(json["top"][1]["points"], 4);
  EXPECT_EQ(json["top"][1]["category"], "cold");
}

TEST(BankMarketing, KeepsItsPromiseOnTheLastRows) {
  const char* data = std::getenv("LOTSE_DATA");
  const std::string csv =
      absl::StrCat(data == nullptr ? LOTSE_SOURCE_DIR "/../shared/data" : data,
                   "/bank_marketing/bank-additional-full.csv");
  if (!OpenByteSource(csv).ok()) GTEST_SKIP() << "no " << csv;
  const ToolFolder folder;
  const ToolRun run = Evaluate(folder, csv, {"--skip-first", "70"});
  const nlohmann::json json = nlohmann::json::parse(run.out, nullptr, false);
  ASSERT_TRUE(json.is_object()) << run.err;
  EXPECT_EQ(json["rows"], 41188);
  EXPECT_EQ(json["skipped"], 28831);
  EXPECT_EQ(json["bad"], 0);
  EXPECT_EQ(json["confirmed"], true) << json["verdict"];
}

}  // namespace
}  // namespace lotse::tools
