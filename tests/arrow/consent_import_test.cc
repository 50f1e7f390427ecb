// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "import_hand_made.h"
#include "lead_text.h"

namespace lotse {
namespace {

std::string Read(std::vector<HandMadeArray> columns) {
  return TextOrError(ImportColumns(
      {ListsOf("consents", {0, 2, 2, 3}, StructOf("item", 3, columns))}));
}

const HandMadeArray kPurposes = TextsOf("purpose", {"mail", "mail", "call"});
const HandMadeArray kChannels = TextsOf("channel", {"email", "", "phone"});

TEST(ConsentImport, ReadsConsents) {
  HandMadeArray ends = FixedOf<int64_t>("expires_at", "tss:", {86400, 0, 0});
  ends.WithValidity({true, false, false});
  EXPECT_EQ(Read({kPurposes, kChannels,
                  TextsOf("event", {"given", "confirmed", "withdrawn"}),
                  FixedOf<int64_t>("at", "tss:", {1, 2, 3}), ends}),
            " | consent mail email 1 1970-01-01T00:00:01Z to "
            "1970-01-02T00:00:00Z | consent mail  2 1970-01-01T00:00:02Z\n\n"
            " | consent call phone 3 1970-01-01T00:00:03Z\n");
}

TEST(ConsentImport, MakesErrorsOfTheLeadOnly) {
  EXPECT_EQ(Read({kPurposes, TextsOf("event", {"given", "maybe", "given"}),
                  FixedOf<int64_t>("at", "tss:", {1, 2, 0})}),
            "error: consents[1].event: must be given, confirmed or "
            "withdrawn\n\nerror: consents[0].at: is missing\n");
}

TEST(ConsentImport, RefusesStructsWithoutWhatIsNeeded) {
  EXPECT_EQ(Read({kPurposes}), "!consents: there is no column \"event\"");
}

}  // namespace
}  // namespace lotse
