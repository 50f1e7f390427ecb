// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/lead_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace lotse::tools {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

class LeadSearch : public ::testing::Test {
 protected:
  LeadSearch() {
    options_.path = testing::TempDir() + "/lead_search_test.csv";
    std::ofstream(options_.path) << "id,employees\na,1\nb,many\nc,3\n";
    schema_.company = {{"employees", ValueType::kInteger}};
  }
  ~LeadSearch() override { std::filesystem::remove(options_.path); }

  LeadOptions options_;
  Schema schema_;
};

TEST_F(LeadSearch, FindsALeadAndItsLine) {
  const absl::StatusOr<FoundLead> found = FindLead(options_, schema_, "c");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->record.facts.lead.id, "c");
  EXPECT_THAT(found->place, EndsWith("lead_search_test.csv: line 4"));
}

TEST_F(LeadSearch, SaysThatThereIsNoneWithoutItsId) {
  const absl::Status status = FindLead(options_, schema_, "nobody").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("none of the 3 leads has this id; 1 rows could not"));
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("nobody")));
}

TEST_F(LeadSearch, NeedsAFile) {
  options_.path += ".none";
  EXPECT_FALSE(FindLead(options_, schema_, "a").ok());
}

}  // namespace
}  // namespace lotse::tools
