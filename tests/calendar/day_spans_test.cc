// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/calendar/day_spans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

std::string Text(const std::vector<DaySpan>& spans) {
  std::string out;
  for (const DaySpan& s : spans) absl::StrAppend(&out, s.from, "-", s.to, " ");
  return out;
}

TEST(ParseTimeOfDay, ReadsFiveBytes) {
  EXPECT_EQ(ParseTimeOfDay("00:00"), 0);
  EXPECT_EQ(ParseTimeOfDay("09:05"), 545);
  EXPECT_EQ(ParseTimeOfDay("24:00"), 1440);
  for (const char* bad : {"", "9:00", "09:60", "24:01", "25:00", "09-00",
                          "09:0a", "+9:00", "09:00 ", "99:59"}) {
    EXPECT_EQ(ParseTimeOfDay(bad), std::nullopt) << bad;
  }
}

TEST(ReadHours, SortsAndJoinsHoursThatTouch) {
  SpecIssues issues;
  EXPECT_EQ(Text(ReadHours({{"13:00", "17:00"}, {"08:00", "12:00"}},
                           FieldPath("x"), &issues)),
            "480-720 780-1020 ");
  EXPECT_EQ(Text(ReadHours({{"12:00", "17:00"}, {"08:00", "12:00"}},
                           FieldPath("x"), &issues)),
            "480-1020 ");
  EXPECT_TRUE(issues.empty());
}

TEST(ReadHours, NamesEachBadField) {
  SpecIssues issues;
  ReadHours(
      {{"", "x"}, {"09:00", "09:00"}, {"01:00", "03:00"}, {"02:00", "04:00"}},
      FieldPath("x"), &issues);
  std::vector<std::string> paths;
  for (const SpecIssue& issue : issues.list()) paths.push_back(issue.path);
  EXPECT_THAT(paths, testing::ElementsAre("x.hours[0].from", "x.hours[0].to",
                                          "x.hours[1].to", "x.hours"));
}

TEST(IntersectDaySpans, KeepsWhatLiesInBoth) {
  EXPECT_EQ(Text(IntersectDaySpans({{0, 100}, {200, 300}},
                                   {{50, 210}, {220, 230}, {300, 400}})),
            "50-100 200-210 220-230 ");
  EXPECT_EQ(Text(IntersectDaySpans({}, {{0, 10}})), "");
}

}  // namespace
}  // namespace lotse
