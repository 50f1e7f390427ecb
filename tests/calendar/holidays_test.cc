// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/calendar/holidays.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "src/calendar/civil_days.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

// The day of a rule, or "none".
template <typename Day>
std::string In(const Day& day, int64_t year) {
  HolidayRule rule;
  rule.day = day;
  const std::optional<Date> date = HolidayIn(rule, year);
  return date.has_value() ? date->ToString() : "none";
}

std::vector<std::string> Issues(const HolidayRule& rule) {
  SpecIssues issues;
  ValidateHolidayRule(rule, FieldPath("rule"), &issues);
  std::vector<std::string> paths;
  for (const SpecIssue& issue : issues.list()) paths.push_back(issue.path);
  return paths;
}

template <typename Day>
std::vector<std::string> IssuesOf(const Day& day) {
  HolidayRule rule;
  rule.day = day;
  return Issues(rule);
}

TEST(EasterSunday, IsOnTheDaysThatAlmanacsGive) {
  for (const char* easter :
       {"1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23",
        "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05",
        "2027-03-28", "2035-03-25", "2038-04-25", "2285-03-22"}) {
    const Date date = *Date::Parse(easter);
    EXPECT_EQ(EasterSunday(YearOf(date.days())), date) << easter;
  }
  EXPECT_EQ(EasterSunday(0), std::nullopt);
  EXPECT_EQ(EasterSunday(10000), std::nullopt);
}

TEST(EasterSunday, IsASundayFromMarch22ToApril25) {
  for (int64_t year = 1; year <= 9999; ++year) {
    const Date easter = *EasterSunday(year);
    ASSERT_EQ(WeekdayOf(easter), Weekday::kSunday) << year;
    ASSERT_LE(*Date::FromCivil(year, 3, 22), easter);
    ASSERT_LE(easter, *Date::FromCivil(year, 4, 25));
  }
}

TEST(HolidayIn, FixedDays) {
  EXPECT_EQ(In(FixedHoliday{10, 3}, 2026), "2026-10-03");
  EXPECT_EQ(In(FixedHoliday{2, 29}, 2024), "2024-02-29");
  EXPECT_EQ(In(FixedHoliday{2, 29}, 2026), "none");
  EXPECT_EQ(In(FixedHoliday{2, 29}, 1900), "none");
}

TEST(HolidayIn, DaysCountedFromEaster) {
  EXPECT_EQ(In(EasterHoliday{0}, 2026), "2026-04-05");
  EXPECT_EQ(In(EasterHoliday{-2}, 2026), "2026-04-03");
  EXPECT_EQ(In(EasterHoliday{60}, 2026), "2026-06-04");
  EXPECT_EQ(In(EasterHoliday{-80}, 2285), "2285-01-01");
  EXPECT_EQ(In(EasterHoliday{249}, 2038), "2038-12-30");
}

TEST(HolidayIn, WeekdaysOfAMonth) {
  EXPECT_EQ(In(NthWeekdayHoliday{Weekday::kThursday, 4, 11}, 2026),
            "2026-11-26");
  EXPECT_EQ(In(NthWeekdayHoliday{Weekday::kMonday, 1, 6}, 2026), "2026-06-01");
  EXPECT_EQ(In(NthWeekdayHoliday{Weekday::kMonday, -1, 5}, 2026), "2026-05-25");
  EXPECT_EQ(In(NthWeekdayHoliday{Weekday::kSunday, -1, 5}, 2026), "2026-05-31");
  EXPECT_EQ(In(NthWeekdayHoliday{Weekday::kSunday, 5, 5}, 2026), "2026-05-31");
  EXPECT_EQ(In(NthWeekdayHoliday{Weekday::kSunday, -5, 5}, 2026), "2026-05-03");
  EXPECT_EQ(In(NthWeekdayHoliday{Weekday::kMonday, 5, 5}, 2026), "none");
  EXPECT_EQ(In(NthWeekdayHoliday{Weekday::kMonday, -5, 5}, 2026), "none");
}

TEST(HolidayIn, WeekdaysNearADay) {
  const NearWeekdayHoliday penance{Weekday::kWednesday, 11, 23, false};
  EXPECT_EQ(In(penance, 2022), "2022-11-16");  // The 23rd is a Wednesday.
  EXPECT_EQ(In(penance, 2023), "2023-11-22");
  EXPECT_EQ(In(penance, 2026), "2026-11-18");
  const NearWeekdayHoliday midsummer{Weekday::kSaturday, 6, 19, true};
  EXPECT_EQ(In(midsummer, 2026), "2026-06-20");
  EXPECT_EQ(In(midsummer, 2021), "2021-06-26");  // The 19th is a Saturday.
}

TEST(HolidayIn, OnlyYearsOfTheRule) {
  HolidayRule rule;
  rule.day = FixedHoliday{5, 8};
  rule.from_year = 2020;
  rule.to_year = 2025;
  EXPECT_FALSE(HolidayIn(rule, 2019).has_value());
  EXPECT_TRUE(HolidayIn(rule, 2020).has_value());
  EXPECT_TRUE(HolidayIn(rule, 2025).has_value());
  EXPECT_FALSE(HolidayIn(rule, 2026).has_value());
  rule.from_year = rule.to_year = 0;
  EXPECT_TRUE(HolidayIn(rule, 1).has_value());
  EXPECT_FALSE(HolidayIn(rule, 0).has_value());
  EXPECT_FALSE(HolidayIn(rule, 10000).has_value());
}

TEST(HolidayIn, InvalidRulesHaveNoDay) {
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
  for (const int64_t wild : {kMin, int64_t{-6}, int64_t{0}, kMax}) {
    EXPECT_EQ(In(FixedHoliday{wild, 1}, 2026), "none");
    EXPECT_EQ(In(FixedHoliday{1, wild}, 2026), "none");
    EXPECT_EQ(In(NthWeekdayHoliday{Weekday::kMonday, wild, 1}, 2026), "none");
    EXPECT_EQ(In(NthWeekdayHoliday{Weekday::kMonday, 1, wild}, 2026), "none");
    EXPECT_EQ(In(NearWeekdayHoliday{Weekday::kMonday, wild, 1, true}, 2026),
              "none");
  }
  EXPECT_EQ(In(EasterHoliday{kMax}, 2026), "none");
  EXPECT_EQ(In(EasterHoliday{kMin}, 2026), "none");
  EXPECT_EQ(HolidayIn(HolidayRule(), 2026), std::nullopt);
}

TEST(ValidateHolidayRule, NamesEachBadField) {
  EXPECT_THAT(Issues(HolidayRule()), ElementsAre("rule"));
  EXPECT_THAT(IssuesOf(FixedHoliday{2, 29}), ElementsAre());
  EXPECT_THAT(IssuesOf(FixedHoliday{2, 30}), ElementsAre("rule.fixed.day"));
  EXPECT_THAT(IssuesOf(FixedHoliday{13, 0}),
              ElementsAre("rule.fixed.month", "rule.fixed.day"));
  EXPECT_THAT(IssuesOf(EasterHoliday{250}), ElementsAre("rule.easter.days"));
  EXPECT_THAT(IssuesOf(NthWeekdayHoliday{}),
              ElementsAre("rule.nth_weekday.weekday", "rule.nth_weekday.month",
                          "rule.nth_weekday.nth"));
  EXPECT_THAT(IssuesOf(NearWeekdayHoliday{Weekday::kMonday, 2, 29, true}),
              ElementsAre("rule.near_weekday.day"));
  EXPECT_THAT(IssuesOf(NearWeekdayHoliday{Weekday::kMonday, 1, 7, false}),
              ElementsAre("rule.near_weekday.day"));
  EXPECT_THAT(IssuesOf(NearWeekdayHoliday{Weekday::kMonday, 1, 7, true}),
              ElementsAre());
  EXPECT_THAT(IssuesOf(NearWeekdayHoliday{Weekday::kMonday, 12, 25, true}),
              ElementsAre("rule.near_weekday.day"));
  EXPECT_THAT(IssuesOf(NearWeekdayHoliday{Weekday::kUnspecified, 5, 1, true}),
              ElementsAre("rule.near_weekday.weekday"));
  HolidayRule rule;
  rule.day = FixedHoliday{12, 24};
  rule.from_year = 2020;
  rule.to_year = 2019;
  rule.hours = {{"09:00", "08:00"}};
  rule.label.en = "\xFF";
  EXPECT_THAT(Issues(rule),
              ElementsAre("rule.label.en", "rule.to_year", "rule.hours[0].to"));
  rule.from_year = -1;
  rule.to_year = 10000;
  rule.label.en.clear();
  rule.hours.clear();
  EXPECT_THAT(Issues(rule), ElementsAre("rule.from_year", "rule.to_year"));
}

}  // namespace
}  // namespace lotse
