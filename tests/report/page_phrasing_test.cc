// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/report/page_phrasing.h"

#include "gtest/gtest.h"
#include "lotse/report/pipeline_report.h"

namespace lotse {
namespace {

const PagePhrasing kEnglish("en");
const PagePhrasing kGerman("de-AT");

TEST(PagePhrasing, WritesNumbers) {
  EXPECT_EQ(kEnglish.Number(1234567), "1,234,567");
  EXPECT_EQ(kGerman.Number(1234567), "1.234.567");
  EXPECT_EQ(kGerman.Number(-1234), "-1.234");
  EXPECT_EQ(kGerman.Number(999), "999");
}

TEST(PagePhrasing, NoShareIsWrittenAsNothingOrAllThatIsNot) {
  EXPECT_EQ(kEnglish.Percent(0, 8), "0 %");
  EXPECT_EQ(kEnglish.Percent(8, 8), "100 %");
  EXPECT_EQ(kEnglish.Percent(1, 100000), "0.1 %");
  EXPECT_EQ(kGerman.Percent(99999, 100000), "99,9 %");
  EXPECT_EQ(kEnglish.Percent(1, 8), "12.5 %");
  EXPECT_EQ(kEnglish.Percent(1, 0), "-");
  EXPECT_EQ(kGerman.Percent(0.1234), "12,3 %");
}

TEST(PagePhrasing, WritesSpansInTheUnitThatSuits) {
  struct Case {
    Duration span;
    bool whole_days;
    const char* english;
    const char* german;
  };
  const Case cases[] = {
      {Duration::Seconds(0), true, "the same day", "am selben Tag"},
      {Duration::Seconds(59), false, "under 1 min", "unter 1 Min."},
      {Duration::Minutes(45), false, "45 min", "45 Min."},
      {Duration::Minutes(330), false, "5.5 h", "5,5 Std."},
      {Duration::Hours(47), false, "47 h", "47 Std."},
      {Duration::Days(1), true, "1 day", "1 Tag"},
      {Duration::Hours(84), false, "3.5 days", "3,5 Tage"},
      {Duration::Days(57), false, "57 days", "57 Tage"},
      {Duration::Days(913), false, "2.5 years", "2,5 Jahre"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(kEnglish.Span(c.span, c.whole_days), c.english);
    EXPECT_EQ(kGerman.Span(c.span, c.whole_days), c.german);
  }
}

TEST(PagePhrasing, WritesAmountsAndDays) {
  EXPECT_EQ(kEnglish.Amount({1234500000, "EUR"}), "1,235 EUR");
  EXPECT_EQ(kGerman.Amount({-1234500000, "EUR"}), "-1.235 EUR");
  EXPECT_EQ(kGerman.Amount({1000000, kNoCurrency}), "1");
  EXPECT_EQ(kEnglish.Day(*Instant::Parse("2026-11-03")), "3 Nov 2026");
  EXPECT_EQ(kGerman.Day(*Instant::Parse("2026-11-03")), "03.11.2026");
}

TEST(PagePhrasing, ArgumentsAreTakenAsTheyStand) {
  const Phrase phrase = {"$0 of $1", "$0 von $1"};
  EXPECT_EQ(kGerman.Say(phrase, "$1", "x"), "$1 von x");
}

}  // namespace
}  // namespace lotse
