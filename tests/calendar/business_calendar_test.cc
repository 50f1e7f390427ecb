// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/calendar/business_calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lotse/base/limits.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

BusinessCalendarSpec Office() {
  BusinessCalendarSpec spec;
  spec.name = "office";
  spec.time_zone = "Europe/Berlin";
  spec.week = {{Weekday::kMonday, "09:00", "17:00"}};
  return spec;
}

std::vector<std::string> Issues(const BusinessCalendarSpec& spec) {
  SpecIssues issues;
  ValidateBusinessCalendar(spec, {}, FieldPath("c"), &issues);
  std::vector<std::string> paths;
  for (const SpecIssue& issue : issues.list()) paths.push_back(issue.path);
  return paths;
}

std::string FirstMessage(const BusinessCalendarSpec& spec) {
  SpecIssues issues;
  ValidateBusinessCalendar(spec, {}, FieldPath("c"), &issues);
  return issues.empty() ? "" : issues.list()[0].message;
}

TEST(ValidateBusinessCalendar, TakesAnOffice) {
  EXPECT_THAT(Issues(Office()), ElementsAre());
}

TEST(ValidateBusinessCalendar, RefusesAnEmptySpec) {
  EXPECT_THAT(Issues({}), ElementsAre("c.name", "c.time_zone", "c.week"));
}

TEST(ValidateBusinessCalendar, RefusesAWeekWithoutWorkingTime) {
  BusinessCalendarSpec spec = Office();
  spec.week.clear();
  EXPECT_THAT(Issues(spec), ElementsAre("c.week"));
  EXPECT_THAT(FirstMessage(spec), HasSubstr("has no working time"));
}

TEST(ValidateBusinessCalendar, NamesEachBadHour) {
  BusinessCalendarSpec spec = Office();
  spec.week = {{Weekday::kUnspecified, "09:00", "17:00"},
               {Weekday::kMonday, "9", "17:00"},
               {Weekday::kMonday, "22:00", "06:00"},
               {static_cast<Weekday>(8), "09:00", "24:01"}};
  EXPECT_THAT(Issues(spec),
              ElementsAre("c.week[0].day", "c.week[1].from", "c.week[2].to",
                          "c.week[3].to", "c.week[3].day"));
  spec.week = {{Weekday::kTuesday, "09:00", "12:00"},
               {Weekday::kTuesday, "11:00", "17:00"}};
  EXPECT_THAT(Issues(spec), ElementsAre("c.week"));
  EXPECT_THAT(FirstMessage(spec), HasSubstr("overlap on tuesday"));
  spec.week.assign(kMaxListValues + 1, spec.week[0]);
  EXPECT_THAT(Issues(spec), ElementsAre("c.week"));
}

TEST(ValidateBusinessCalendar, HintsAtZonesAndRegions) {
  BusinessCalendarSpec spec = Office();
  spec.time_zone = "Europe/Berln";
  EXPECT_THAT(FirstMessage(spec), HasSubstr("did you mean \"Europe/Berlin\"?"));
  spec = Office();
  spec.holiday_regions = {"DE-BY", "DE-Bayern"};
  EXPECT_THAT(Issues(spec), ElementsAre("c.holiday_regions[1]"));
  spec.holiday_regions.assign(1000, "DE");
  EXPECT_THAT(Issues(spec), ElementsAre("c.holiday_regions"));
}

TEST(ValidateBusinessCalendar, NamesEachBadHoliday) {
  BusinessCalendarSpec spec = Office();
  spec.holidays.resize(2);
  spec.holidays[0].day = FixedHoliday{12, 31};
  EXPECT_THAT(Issues(spec), ElementsAre("c.holidays[1]"));
  spec.holidays.assign(kMaxHolidays, spec.holidays[0]);
  EXPECT_THAT(Issues(spec), ElementsAre());
  spec.holiday_regions = {"DE"};
  EXPECT_THAT(Issues(spec), ElementsAre("c.holidays"));
}

TEST(ValidateBusinessCalendar, NamesEachBadException) {
  const auto exception = [](int32_t first, int32_t last) {
    CalendarException e;
    e.date = Date::FromDays(first);
    e.until = Date::FromDays(last);
    return e;
  };
  BusinessCalendarSpec spec = Office();
  spec.exceptions = {exception(100, 110), exception(111, 111),
                     exception(90, 99)};
  EXPECT_THAT(Issues(spec), ElementsAre());
  spec.exceptions.push_back(exception(110, 110));
  EXPECT_THAT(Issues(spec), ElementsAre("c.exceptions[3]"));
  EXPECT_THAT(FirstMessage(spec), HasSubstr("exceptions[0]"));
  spec.exceptions = {exception(2, 1), CalendarException(),
                     exception(INT32_MIN, 1), exception(1, INT32_MAX)};
  spec.exceptions[1].hours = {{"09:00", "9"}};
  EXPECT_THAT(Issues(spec),
              ElementsAre("c.exceptions[0].until",
                          "c.exceptions[1].hours[0].to", "c.exceptions[1].date",
                          "c.exceptions[2].date", "c.exceptions[3].until"));
  spec.exceptions.assign(kMaxListValues + 1, exception(1, 1));
  EXPECT_THAT(Issues(spec), ElementsAre("c.exceptions"));
}

TEST(CompileBusinessCalendar, TakesZonesThatAreGivenBeforeThoseBuiltIn) {
  TimeZoneSpec own;
  own.name = "Europe/Berlin";
  own.rules = "XYZ-5";
  ASSERT_OK_AND_ASSIGN(const BusinessCalendar calendar,
                       CompileBusinessCalendar(Office(), {own}));
  EXPECT_EQ(calendar.time_zone().spec().rules, "XYZ-5");
  EXPECT_EQ(calendar.name(), "office");
  EXPECT_EQ(calendar.spec(), Office());
}

TEST(CompileBusinessCalendar, ReportsTheFirstIssue) {
  EXPECT_THAT(CompileBusinessCalendar({}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("calendar.name: ")));
  TimeZoneSpec bad;
  bad.name = "Europe/Berlin";
  EXPECT_THAT(CompileBusinessCalendar(Office(), {bad}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("time_zone.rules: ")));
}

}  // namespace
}  // namespace lotse
