// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/lead_census.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace lotse::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

Attribute Text(const char* key, const char* text) {
  Attribute attribute;
  attribute.key = key;
  attribute.value.kind = std::string(text);
  return attribute;
}

std::string Written(const LeadCensus& census) {
  ::testing::internal::CaptureStdout();
  {
    Output out;
    census.Write(&out);
  }
  return ::testing::internal::GetCapturedStdout();
}

TEST(LeadCensus, CountsAHistoryOnce) {
  Schema schema;
  schema.lead.resize(1);
  schema.lead[0].key = "stage";
  schema.lead[0].type = ValueType::kText;
  schema.lead[0].options.resize(1);
  schema.lead[0].options[0].key = "known";
  LeadCensus census(schema);
  Facts facts;
  facts.lead.attributes = {Text("stage", "known"), Text("stage", "other")};
  census.Add(facts);
  facts.lead.attributes.clear();
  census.Add(facts);
  EXPECT_EQ(census.leads(), 2);
  EXPECT_THAT(Written(census), AllOf(HasSubstr("50.0 %"), HasSubstr(" 1\n")));
}

TEST(LeadCensus, RemembersABoundedNumberOfUnknownKeys) {
  const Schema schema;
  LeadCensus census(schema);
  Facts facts;
  for (int i = 0; i < 1000; ++i) {
    facts.lead.attributes = {Text(absl::StrCat("k", i).c_str(), "x")};
    census.Add(facts);
  }
  EXPECT_THAT(Written(census), HasSubstr("and 950 values with other keys"));
}

}  // namespace
}  // namespace lotse::tools
