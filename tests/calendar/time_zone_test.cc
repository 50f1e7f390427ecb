// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/calendar/time_zone.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/calendar/preset_zones.h"
#include "lotse/calendar/weekday.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Instant At(absl::string_view text) { return *Instant::Parse(text); }
Date Day(absl::string_view text) { return *Date::Parse(text); }

TimeZone Zone(const std::string& rules) {
  TimeZoneSpec spec;
  spec.name = "test";
  spec.rules = rules;
  return *CompileTimeZone(spec);
}

TimeZone Berlin() { return *CompileTimeZone(*PresetTimeZone("Europe/Berlin")); }

// "2026-07-01 12:00 +2".
std::string Local(const TimeZone& zone, absl::string_view instant) {
  const LocalTime local = zone.LocalOf(At(instant));
  const int64_t minutes = local.time_of_day.micros() / 60000000;
  const auto two = [](int64_t n) { return absl::StrCat(n < 10 ? "0" : "", n); };
  return absl::StrCat(local.date.ToString(), " ", two(minutes / 60), ":",
                      two(minutes % 60), " ",
                      local.utc_offset.micros() / 3600000000);
}

std::vector<std::string> Issues(const TimeZoneSpec& spec) {
  SpecIssues issues;
  ValidateTimeZone(spec, FieldPath("zone"), &issues);
  std::vector<std::string> paths;
  for (const SpecIssue& issue : issues.list()) paths.push_back(issue.path);
  return paths;
}

TEST(WeekdayOf, IsRightForDatesOnBothSidesOf1970) {
  EXPECT_EQ(WeekdayOf(Day("2026-11-23")), Weekday::kMonday);
  EXPECT_EQ(WeekdayOf(Day("1970-01-01")), Weekday::kThursday);
  EXPECT_EQ(WeekdayOf(Day("1969-12-31")), Weekday::kWednesday);
  EXPECT_EQ(WeekdayOf(Day("0001-01-01")), Weekday::kMonday);
  EXPECT_EQ(WeekdayOf(Day("9999-12-31")), Weekday::kFriday);
}

TEST(TimeZone, ShowsLocalTime) {
  const TimeZone berlin = Berlin();
  EXPECT_EQ(Local(berlin, "2026-07-01T10:00:00Z"), "2026-07-01 12:00 2");
  EXPECT_EQ(Local(berlin, "2026-01-01T23:30:00Z"), "2026-01-02 00:30 1");
  EXPECT_EQ(Local(berlin, "2026-03-29T00:59:59Z"), "2026-03-29 01:59 1");
  EXPECT_EQ(Local(berlin, "2026-03-29T01:00:00Z"), "2026-03-29 03:00 2");
  EXPECT_EQ(Local(berlin, "2026-10-25T00:59:59Z"), "2026-10-25 02:59 2");
  EXPECT_EQ(Local(berlin, "2026-10-25T01:00:00Z"), "2026-10-25 02:00 1");
  EXPECT_EQ(Local(Zone("<-12>12"), "0001-01-01"), "0000-12-31 12:00 -12");
}

TEST(TimeZone, RulesHoldInAllYears) {
  const TimeZone berlin = Berlin();
  for (const int year : {1, 400, 1999, 2000, 2001, 2399, 2400, 2401, 9999}) {
    const std::string text = absl::StrCat(std::string(year < 10     ? 3
                                                      : year < 1000 ? 1
                                                                    : 0,
                                                      '0'),
                                          year);
    EXPECT_EQ(berlin.LocalOf(At(text + "-01-01")).utc_offset,
              Duration::Hours(1));
    EXPECT_EQ(berlin.LocalOf(At(text + "-07-01")).utc_offset,
              Duration::Hours(2));
    EXPECT_EQ(berlin.LocalOf(At(text + "-12-31")).utc_offset,
              Duration::Hours(1));
  }
}

TEST(TimeZone, SouthernSummersReachOverTheNewYear) {
  const TimeZone sydney = Zone("AEST-10AEDT,M10.1.0,M4.1.0/3");
  EXPECT_EQ(Local(sydney, "2026-12-31T20:00:00Z"), "2027-01-01 07:00 11");
  EXPECT_EQ(Local(sydney, "2026-07-01T00:00:00Z"), "2026-07-01 10:00 10");
}

TEST(TimeZone, DaylightTimeMayBeBehindOrPermanent) {
  const TimeZone dublin = Zone("IST-1GMT0,M10.5.0,M3.5.0/1");
  EXPECT_EQ(Local(dublin, "2026-12-01T12:00:00Z"), "2026-12-01 12:00 0");
  EXPECT_EQ(Local(dublin, "2026-07-01T12:00:00Z"), "2026-07-01 13:00 1");
  const TimeZone permanent = Zone("XXX3EDT4,0/0,J365/23");
  EXPECT_EQ(Local(permanent, "2026-01-01T03:00:00Z"), "2025-12-31 23:00 -4");
  EXPECT_EQ(permanent.NextTransition(Instant()), std::nullopt);
}

TEST(TimeZone, SkippedTimesAreTheInstantOfTheJump) {
  const TimeZone berlin = Berlin();
  const Date day = Day("2026-03-29");
  const Instant jump = At("2026-03-29T01:00:00Z");
  for (const int minute : {120, 121, 150, 179, 180}) {
    for (const auto which : {RepeatedTime::kFirst, RepeatedTime::kLast}) {
      EXPECT_EQ(berlin.InstantOf(day, Duration::Minutes(minute), which), jump);
    }
  }
  EXPECT_EQ(berlin.InstantOf(day, Duration::Minutes(119)),
            At("2026-03-29T00:59:00Z"));
  EXPECT_EQ(berlin.InstantOf(day, Duration::Minutes(181)),
            At("2026-03-29T01:01:00Z"));
}

TEST(TimeZone, RepeatedTimesAreTheFirstUnlessTheLastIsAskedFor) {
  const TimeZone berlin = Berlin();
  const Date day = Day("2026-10-25");
  const auto at = [&](int minute, RepeatedTime which) {
    return berlin.InstantOf(day, Duration::Minutes(minute), which).ToString();
  };
  EXPECT_EQ(at(119, RepeatedTime::kFirst), "2026-10-24T23:59:00Z");
  EXPECT_EQ(at(119, RepeatedTime::kLast), "2026-10-24T23:59:00Z");
  EXPECT_EQ(at(120, RepeatedTime::kFirst), "2026-10-25T00:00:00Z");
  EXPECT_EQ(at(120, RepeatedTime::kLast), "2026-10-25T01:00:00Z");
  EXPECT_EQ(at(179, RepeatedTime::kFirst), "2026-10-25T00:59:00Z");
  EXPECT_EQ(at(179, RepeatedTime::kLast), "2026-10-25T01:59:00Z");
  EXPECT_EQ(at(180, RepeatedTime::kFirst), "2026-10-25T02:00:00Z");
  EXPECT_EQ(at(180, RepeatedTime::kLast), "2026-10-25T02:00:00Z");
}

TEST(TimeZone, TimesBeyondADayAreThoseOfOtherDays) {
  const TimeZone berlin = Berlin();
  EXPECT_EQ(berlin.InstantOf(Day("2026-11-23"), Duration::Hours(24)),
            berlin.InstantOf(Day("2026-11-24"), Duration()));
  EXPECT_EQ(berlin.InstantOf(Day("2026-11-23"), Duration::Hours(-1)),
            berlin.InstantOf(Day("2026-11-22"), Duration::Hours(23)));
}

TEST(TimeZone, HistoryComesBeforeTheRules) {
  TimeZoneSpec spec;
  spec.name = "test";
  spec.rules = "CET-1CEST,M3.5.0,M10.5.0/3";
  spec.initial_offset = Duration::Seconds(3208);
  spec.transitions = {{At("1893-03-31T23:06:32Z"), Duration::Hours(1)},
                      {At("1980-04-06T01:00:00Z"), Duration::Hours(2)},
                      {At("1980-10-26T01:00:00Z"), Duration::Hours(1)}};
  ASSERT_OK_AND_ASSIGN(const TimeZone zone, CompileTimeZone(spec));
  EXPECT_EQ(zone.LocalOf(At("1893-03-31T23:06:31Z")).utc_offset,
            Duration::Seconds(3208));
  EXPECT_EQ(zone.LocalOf(At("1950-07-01")).utc_offset, Duration::Hours(1));
  EXPECT_EQ(zone.LocalOf(At("1980-07-01")).utc_offset, Duration::Hours(2));
  EXPECT_EQ(zone.LocalOf(At("1981-07-01")).utc_offset, Duration::Hours(2));
  EXPECT_EQ(zone.PeriodOf(Instant::Min()).begin, Instant::Min());
  EXPECT_EQ(zone.PeriodOf(At("1980-12-01")).begin, At("1980-10-26T01:00:00Z"));
  EXPECT_EQ(zone.PeriodOf(At("1980-12-01")).end, At("1981-03-29T01:00:00Z"));
  EXPECT_EQ(zone.NextTransition(Instant::FromMicros(INT64_MIN)),
            spec.transitions[0].at);
}

TEST(TimeZone, RulesBeginWithTheLastTransitionEvenIfItChangesNothing) {
  TimeZoneSpec spec;
  spec.name = "test";
  spec.rules = "CET-1CEST,M3.5.0,M10.5.0/3";
  spec.transitions = {{At("1990-01-01"), Duration::Hours(1)},
                      {At("1995-01-01"), Duration::Hours(1)}};
  ASSERT_OK_AND_ASSIGN(const TimeZone zone, CompileTimeZone(spec));
  EXPECT_EQ(zone.LocalOf(At("1994-07-01")).utc_offset, Duration::Hours(1));
  EXPECT_EQ(zone.LocalOf(At("1995-07-01")).utc_offset, Duration::Hours(2));
  EXPECT_EQ(zone.PeriodOf(At("1995-02-01")).begin, At("1990-01-01"));
  EXPECT_EQ(*zone.NextTransition(At("1990-01-01")), At("1995-03-26T01:00:00Z"));
}

TEST(TimeZone, TransitionsFollowEachOtherToTheEndOfTime) {
  const TimeZone berlin = Berlin();
  Instant t = Instant::Min();
  int count = 0;
  while (const std::optional<Instant> next = berlin.NextTransition(t)) {
    ASSERT_GT(*next, t);
    ASSERT_EQ(berlin.PeriodOf(*next).begin, *next);
    ASSERT_EQ(berlin.PeriodOf(t).end, *next);
    t = *next;
    ++count;
  }
  EXPECT_EQ(count, 2 * 9999);
}

TEST(TimeZone, TakesAnyInstantAndDate) {
  for (const char* rules : {"UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "<-24>24",
                            "<+24>-24:59:59<+25>,0/-167,365/167"}) {
    const TimeZone zone = Zone(rules);
    for (const int64_t micros :
         {INT64_MIN, INT64_MIN + 1, int64_t{0}, INT64_MAX - 1, INT64_MAX}) {
      const Instant t = Instant::FromMicros(micros);
      const LocalTime local = zone.LocalOf(t);
      EXPECT_GE(local.time_of_day.micros(), 0);
      EXPECT_LT(local.time_of_day.micros(), 86400000000);
      zone.PeriodOf(t);
      zone.NextTransition(t);
      for (const int32_t days : {INT32_MIN, 0, INT32_MAX}) {
        for (const auto which : {RepeatedTime::kFirst, RepeatedTime::kLast}) {
          const Instant back = zone.InstantOf(Date::FromDays(days),
                                              Duration::Micros(micros), which);
          EXPECT_GE(back, Instant::Min());
          EXPECT_LE(back, Instant::Max());
        }
      }
    }
  }
}

TEST(ValidateTimeZone, NamesEachBadField) {
  TimeZoneSpec spec;
  EXPECT_THAT(Issues(spec), ElementsAre("zone.name", "zone.rules"));
  spec = *PresetTimeZone("Europe/Berlin");
  EXPECT_THAT(Issues(spec), ElementsAre());
  spec.rules = "CET";
  EXPECT_THAT(Issues(spec), ElementsAre("zone.rules"));
  spec.rules = "CET-1";
  spec.initial_offset = Duration::Hours(1);
  EXPECT_THAT(Issues(spec), ElementsAre("zone.initial_offset"));
  spec.initial_offset = Duration::Hours(26);
  spec.transitions = {{At("2000-01-01"), Duration::Micros(1)},
                      {At("2000-01-01"), Duration::Hours(-25)},
                      {Instant::FromMicros(INT64_MAX), Duration::Hours(1)}};
  EXPECT_THAT(
      Issues(spec),
      ElementsAre("zone.transitions[0].utc_offset", "zone.transitions[1].at",
                  "zone.transitions[1].utc_offset", "zone.transitions[2].at",
                  "zone.initial_offset"));
  spec = *PresetTimeZone("Europe/Berlin");
  spec.transitions = {{At("2000-07-01"), Duration::Hours(1)}};
  EXPECT_THAT(Issues(spec), ElementsAre("zone.rules"));
  spec.transitions.assign(kMaxListValues + 1, {});
  EXPECT_THAT(Issues(spec), ElementsAre("zone.transitions"));
  spec.transitions.clear();
  spec.name = std::string(kMaxNameBytes + 1, 'x');
  EXPECT_THAT(Issues(spec), ElementsAre("zone.name"));
}

TEST(CompileTimeZone, ReportsTheFirstIssue) {
  EXPECT_THAT(CompileTimeZone(TimeZoneSpec()),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("time_zone.name")));
}

}  // namespace
}  // namespace lotse
