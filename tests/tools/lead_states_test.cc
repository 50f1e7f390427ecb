// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/lead_states.h"

#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse::tools {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<LeadStates> Read(const std::string& text) {
  const std::string path = absl::StrCat(::testing::TempDir(), "/states.ndjson");
  std::ofstream(path) << text;
  return ReadLeadStates(path);
}

TEST(ReadLeadStates, TakesTheLastDecisionOfEachLead) {
  const auto states = Read(
      "{\"leadId\": \"a\", \"state\": {\"state\": \"new\"}}\n"
      "\n"
      "{\"lead_id\": \"b\", \"state\": {\"owner\": \"anna\"}}\n"
      "{\"lead_id\": \"a\", \"state\": {\"state\": \"won\"}}\n");
  ASSERT_THAT(states, IsOk());
  ASSERT_EQ(states->size(), 2u);
  EXPECT_EQ(states->at("a").state, "won");
  EXPECT_EQ(states->at("b").owner, "anna");
}

TEST(ReadLeadStates, NamesTheLineThatIsWrong) {
  EXPECT_THAT(Read("{\"lead_id\": \"a\"}\n{\"lead_id\": 1}\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("states.ndjson: line 2: lead_id: ")));
  EXPECT_THAT(Read("{}\n"), StatusIs(absl::StatusCode::kInvalidArgument,
                                     HasSubstr("line 1: lead_id: is missing")));
}

TEST(ReadLeadStates, NamesAFileThatIsNotThere) {
  EXPECT_THAT(
      ReadLeadStates("/no/such/file"),
      StatusIs(absl::StatusCode::kNotFound, HasSubstr("/no/such/file")));
}

}  // namespace
}  // namespace lotse::tools
