// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Known public holidays by region and year, as calendars print them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "lotse/calendar/holidays.h"

namespace lotse {
namespace {

// "01-01 04-03 ...", sorted.
std::string DaysOfYear(absl::string_view region, int64_t year) {
  std::vector<std::string> days;
  const auto rules = PresetHolidays(region);
  if (!rules.has_value()) return "not built in";
  for (const HolidayRule& rule : *rules) {
    const std::optional<Date> date = HolidayIn(rule, year);
    if (date.has_value()) days.push_back(date->ToString().substr(5));
  }
  std::sort(days.begin(), days.end());
  return absl::StrJoin(days, " ");
}

bool Has(absl::string_view region, int64_t year, absl::string_view day) {
  const std::string days = DaysOfYear(region, year);
  const std::vector<std::string> list = absl::StrSplit(days, ' ');
  return std::count(list.begin(), list.end(), std::string(day)) == 1;
}

TEST(PresetHolidays, AreTheDaysOfKnownYears) {
  const struct {
    const char* region;
    int64_t year;
    const char* days;
  } kCases[] = {
      {"DE", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26"},
      {"DE", 2017,
       "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26"},
      {"DE-BW", 2026,
       "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 "
       "12-26"},
      {"DE-BY", 2026,
       "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 "
       "12-26"},
      {"DE-BY-catholic", 2026,
       "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 08-15 10-03 11-01 "
       "12-25 12-26"},
      {"DE-BY-augsburg", 2026,
       "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 08-08 08-15 10-03 "
       "11-01 12-25 12-26"},
      {"DE-BE", 2025,
       "01-01 03-08 04-18 04-21 05-01 05-08 05-29 06-09 10-03 12-25 12-26"},
      {"DE-BB", 2026,
       "01-01 04-03 04-05 04-06 05-01 05-14 05-24 05-25 10-03 10-31 12-25 "
       "12-26"},
      {"DE-HB", 2026,
       "01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 12-25 12-26"},
      {"DE-HE", 2026,
       "01-01 04-03 04-06 05-01 05-14 05-25 06-04 10-03 12-25 12-26"},
      {"DE-MV", 2026,
       "01-01 03-08 04-03 04-06 05-01 05-14 05-25 10-03 10-31 12-25 12-26"},
      {"DE-NW", 2026,
       "01-01 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26"},
      {"DE-SL", 2026,
       "01-01 04-03 04-06 05-01 05-14 05-25 06-04 08-15 10-03 11-01 12-25 "
       "12-26"},
      {"DE-SN", 2026,
       "01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 11-18 12-25 12-26"},
      {"DE-SN-catholic", 2026,
       "01-01 04-03 04-06 05-01 05-14 05-25 06-04 10-03 10-31 11-18 12-25 "
       "12-26"},
      {"DE-ST", 2026,
       "01-01 01-06 04-03 04-06 05-01 05-14 05-25 10-03 10-31 12-25 12-26"},
      {"DE-TH", 2026,
       "01-01 04-03 04-06 05-01 05-14 05-25 09-20 10-03 10-31 12-25 12-26"},
      {"AT", 2026,
       "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 "
       "12-25 12-26"},
      {"CH", 2026, "01-01 05-14 08-01 12-25"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(DaysOfYear(c.region, c.year), c.days) << c.region << c.year;
  }
}

TEST(PresetHolidays, BeginAndEndWithTheLawsThatMadeThem) {
  const struct {
    const char* region;
    const char* day;
    int64_t with;
    int64_t without;
  } kCases[] = {
      {"DE-HB", "10-31", 2018, 2016}, {"DE-HH", "10-31", 2018, 2016},
      {"DE-NI", "10-31", 2018, 2016}, {"DE-SH", "10-31", 2018, 2016},
      {"DE-BY", "10-31", 2017, 2018}, {"DE-BE", "10-31", 2017, 2018},
      {"DE-SN", "10-31", 2017, 1},    {"DE-BE", "03-08", 2019, 2018},
      {"DE-MV", "03-08", 2023, 2022}, {"DE-TH", "09-20", 2019, 2018},
      {"DE-BE", "05-08", 2020, 2021}, {"DE-BE", "05-08", 2025, 2026},
      {"DE-BE", "06-17", 2028, 2027},
  };
  for (const auto& c : kCases) {
    EXPECT_TRUE(Has(c.region, c.with, c.day)) << c.region << c.day;
    if (c.without > 1) {
      EXPECT_FALSE(Has(c.region, c.without, c.day)) << c.region << c.day;
    }
  }
}

TEST(PresetHolidays, AreValidAndNamedInTwoLanguages) {
  for (absl::string_view region : PresetHolidayRegions()) {
    const auto rules = PresetHolidays(region);
    ASSERT_TRUE(rules.has_value()) << region;
    for (const HolidayRule& rule : *rules) {
      SpecIssues issues;
      ValidateHolidayRule(rule, FieldPath("rule"), &issues);
      EXPECT_TRUE(issues.empty()) << region << rule.label.en;
      EXPECT_FALSE(rule.label.en.empty() || rule.label.de.empty()) << region;
    }
  }
}

TEST(PresetHolidays, RegionsAreSortedAndThereIsNoOther) {
  const auto regions = PresetHolidayRegions();
  EXPECT_TRUE(std::is_sorted(regions.begin(), regions.end()));
  EXPECT_EQ(regions.size(), 3u + 16u + 4u);
  for (const char* name : {"", "DE-", "DE-XX", "de", "BY", "DE-BY-"}) {
    EXPECT_EQ(PresetHolidays(name), std::nullopt) << name;
  }
}

}  // namespace
}  // namespace lotse
