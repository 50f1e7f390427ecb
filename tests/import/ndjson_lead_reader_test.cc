// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/ndjson_lead_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

absl::StatusOr<Facts> Decode(absl::string_view text) {
  if (text == "bad") return absl::InvalidArgumentError("lead: is bad");
  if (text == "[") {
    return absl::InvalidArgumentError("line 1, column 1: ends too early");
  }
  Facts facts;
  if (text != "{}") facts.lead.id = std::string(text);
  return facts;
}

TEST(NdjsonLeadReader, GivesLeadsAndErrorsWithTheirLines) {
  NdjsonLeadReader reader(TextByteSource("one\n\n  \nbad\n{}\n" +
                                         std::string(100, 'x') + "\n[\nlast"),
                          &Decode, 10);
  std::vector<std::string> leads;
  LeadRecord record;
  while (reader.Next(&record)) {
    leads.push_back(absl::StrCat(
        record.line, " ",
        record.status.ok() ? record.facts.lead.id : record.status.message()));
  }
  EXPECT_THAT(leads,
              ElementsAre("1 one", "4 line 4: lead: is bad", "5 line 5",
                          "6 line 6: is longer than 10 bytes",
                          "7 line 7, column 1: ends too early", "8 last"));
  EXPECT_TRUE(reader.status().ok());
}

}  // namespace
}  // namespace lotse
