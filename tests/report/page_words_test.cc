// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/report/page_words.h"

#include "gtest/gtest.h"

namespace lotse {
namespace {

TEST(PageWords, WriteNumbersAsTheLanguageDoes) {
  const PageWords en("en"), de("de"), fr("fr");
  EXPECT_EQ(en.Number(0), "0");
  EXPECT_EQ(en.Number(999), "999");
  EXPECT_EQ(en.Number(1234567), "1,234,567");
  EXPECT_EQ(de.Number(1000), "1.000");
  EXPECT_EQ(fr.Number(1000), "1,000");
  EXPECT_EQ(en.Percent(0.4125), "41.3 %");
  EXPECT_EQ(de.Percent(1), "100,0 %");
  EXPECT_EQ(en.Share(ShareFigure()), "–");
}

TEST(PageWords, WriteDaysAndLengthsInOnePiece) {
  const PageWords en("en"), de("de");
  const Instant at = *Instant::Parse("2026-11-03T12:00:00Z");
  EXPECT_EQ(en.Day(at), "2026-11-03");
  EXPECT_EQ(de.Day(at), "03.11.2026");
  EXPECT_EQ(en.Length(Duration::Seconds(59)), "<\u00A01\u00A0min");
  EXPECT_EQ(en.Length(Duration::Minutes(61)), "1\u00A0h\u00A01\u00A0min");
  EXPECT_EQ(en.Length(Duration::Hours(5)), "5\u00A0h");
  EXPECT_EQ(de.Length(Duration::Hours(27)), "1\u00A0T\u00A03\u00A0h");
  EXPECT_EQ(en.Length(Duration::Hours(48)), "2\u00A0d");
  EXPECT_EQ(en.Length(Duration::Hours(245)), "10\u00A0d");
  EXPECT_EQ(en.Length(Duration::Hours(5), /*cases=*/0), "–");
}

TEST(PageWords, NameReasonsThatTheyDoNotKnowByTheirWords) {
  EXPECT_EQ(PageWords("de").Reason("no_time_frame"), "kein Zeitrahmen");
  EXPECT_EQ(PageWords("de").Reason("strange_case"), "strange case");
  EXPECT_EQ(PageWords("en").Reason(""), "other or none");
}

}  // namespace
}  // namespace lotse
