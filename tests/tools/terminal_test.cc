// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/terminal.h"

#include <gtest/gtest.h>

namespace lotse::tools {
namespace {

TEST(Terminal, WritesNumbersForPeople) {
  EXPECT_EQ(Grouped(0), "0");
  EXPECT_EQ(Grouped(999), "999");
  EXPECT_EQ(Grouped(1234567), "1,234,567");
  EXPECT_EQ(Grouped(-1234), "-1,234");
  EXPECT_EQ(Percent(0.2345), "23.4 %");
  EXPECT_EQ(Percent(1), "100.0 %");
}

TEST(Terminal, PrintableTextHasNoControlCharacters) {
  EXPECT_EQ(Printable("a\x1b[31mb\nc"), "a\uFFFD[31mb c");
  EXPECT_EQ(Printable("x\u202Ey\u0085"), "x\uFFFDy\uFFFD");
  EXPECT_EQ(Printable("Größe\xFF"), "Größe\uFFFD");
}

TEST(Terminal, ColourOnlyWhereItIsWanted) {
  EXPECT_EQ(Styled("hot", Style::kRed, false), "hot");
  EXPECT_EQ(Styled("hot", Style::kPlain, true), "hot");
  EXPECT_EQ(Styled("hot", Style::kRed, true), "\x1b[1;31mhot\x1b[0m");
}

}  // namespace
}  // namespace lotse::tools
