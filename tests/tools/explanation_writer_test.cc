// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/explanation_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lotse::tools {
namespace {

using ::testing::ElementsAre;

TEST(PartLines, AreDeeperWithEachLevelAndSteerNoTerminal) {
  ReportedContribution inner;
  inner.text = "Webinar: +8 points";
  ReportedContribution outer;
  outer.text = "Web\x1b: +8 points";
  outer.parts = {inner};
  const std::vector<std::string> lines =
      PartLines({outer, inner}, 8, /*color=*/false);
  EXPECT_THAT(lines, ElementsAre(::testing::StartsWith("        Web"),
                                 "            Webinar: +8 points",
                                 "        Webinar: +8 points"));
  EXPECT_EQ(lines[0].find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace lotse::tools
