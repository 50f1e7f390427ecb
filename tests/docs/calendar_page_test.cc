// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The deadlines of docs/calendar.md are what a calendar computes.
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lotse/calendar/business_calendar.h"
#include "lotse/calendar/time_zone.h"
#include "lotse/proto/json.h"
#include "tests/docs/markdown_page.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

TEST(CalendarPage, ItsDeadlinesAreRight) {
  const MarkdownPage page("calendar.md");
  ASSERT_OK_AND_ASSIGN(
      const BusinessCalendarSpec spec,
      proto::FromJson<BusinessCalendarSpec>(page.Block("json calendar.json")));
  ASSERT_OK_AND_ASSIGN(const BusinessCalendar office,
                       CompileBusinessCalendar(spec));
  const std::vector<std::vector<std::string>> rows = page.Table("start");
  ASSERT_GT(rows.size(), 5u);
  for (size_t r = 1; r < rows.size(); ++r) {
    ASSERT_OK_AND_ASSIGN(const Instant start, Instant::Parse(rows[r][0]));
    ASSERT_OK_AND_ASSIGN(const Instant due, Instant::Parse(rows[r][2]));
    EXPECT_EQ(office.Between(start, due).ToString(), rows[r][1]) << rows[r][0];
    EXPECT_EQ(office.Add(start, office.Between(start, due)), due) << rows[r][0];
  }
}

TEST(CalendarPage, ItsZoneCompiles) {
  const MarkdownPage page("calendar.md");
  ASSERT_OK_AND_ASSIGN(
      const TimeZoneSpec spec,
      proto::FromJson<TimeZoneSpec>(page.Block("json zone.json")));
  ASSERT_OK_AND_ASSIGN(const TimeZone zone, CompileTimeZone(spec));
  EXPECT_EQ(zone.LocalOf(Instant()).utc_offset, Duration::Minutes(330));
}

}  // namespace
}  // namespace lotse
