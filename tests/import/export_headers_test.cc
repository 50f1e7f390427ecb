// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/import/export_headers.h"

#include <set>
#include <string>
#include <utility>

#include "gtest/gtest.h"

namespace lotse {
namespace {

TEST(HeaderKey, IsTheSameForAllSpellings) {
  for (const char* header :
       {"Created Date", "CreatedDate", "created_date", "CREATED-DATE",
        " Created  Date ", "Deal - Created Date", "Lead - Created Date",
        "(Do Not Modify) Created Date"}) {
    EXPECT_EQ(HeaderKey(header), "createddate") << header;
  }
  EXPECT_EQ(HeaderKey("Letzte Aktivit\xC3\xA4t"), "letzteaktivitaet");
  EXPECT_EQ(HeaderKey(""), "");
}

TEST(StageOfHeader, FindsTheStage) {
  struct Case {
    const char* header;
    const char* stage;
  };
  const Case cases[] = {
      {"Date entered \"Contract sent (Sales Pipeline)\"", "Contract sent"},
      {"Date entered \"Contract sent\" (Sales Pipeline)", "Contract sent"},
      {"Date entered Proposal", "Proposal"},
      {"hs_date_entered_qualified", "qualified"},
      {"Became a Marketing Qualified Lead Date", "Marketing Qualified Lead"},
      {"Became an Opportunity Date", "Opportunity"},
      {"Datum des Eintritts in \"Angebot\"", "Angebot"},
      {"Date entered ", ""},
      {"Created Date", ""}};
  for (const Case& c : cases) {
    EXPECT_EQ(StageOfHeader(c.header), c.stage) << c.header;
  }
}

TEST(KnownHeaders, AreKeysAndNeverTwiceTheSame) {
  std::set<std::pair<std::string, ExportRole>> seen;
  for (const KnownHeader& header : KnownHeaders()) {
    EXPECT_EQ(HeaderKey(header.key), header.key);
    EXPECT_NE(header.role, ExportRole::kUnspecified);
    EXPECT_TRUE(seen.emplace(std::string(header.key), header.role).second)
        << header.key;
  }
}

}  // namespace
}  // namespace lotse
