// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Deadlines and working time of an office in Munich, by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "lotse/calendar/business_calendar.h"
#include "tests/testing/count_allocations.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

Instant At(absl::string_view text) { return *Instant::Parse(text); }

BusinessCalendarSpec Office() {
  BusinessCalendarSpec spec;
  spec.name = "office";
  spec.time_zone = "Europe/Berlin";
  for (int d = 1; d <= 5; ++d) {
    spec.week.push_back({static_cast<Weekday>(d), "09:00", "17:00"});
  }
  spec.holiday_regions = {"DE-BY"};
  return spec;
}

BusinessCalendarSpec RoundTheClock() {
  BusinessCalendarSpec spec;
  spec.name = "hotline";
  spec.time_zone = "Europe/Berlin";
  for (int d = 1; d <= 7; ++d) {
    spec.week.push_back({static_cast<Weekday>(d), "00:00", "24:00"});
  }
  return spec;
}

BusinessCalendar Compile(const BusinessCalendarSpec& spec) {
  return *CompileBusinessCalendar(spec);
}

std::string Text(std::optional<Instant> t) {
  return t.has_value() ? t->ToString() : "never";
}

TEST(BusinessCalendar, AddsWorkingTime) {
  const BusinessCalendar office = Compile(Office());
  const struct {
    const char* start;
    int hours;
    const char* due;
  } kCases[] = {
      // Monday at ten.
      {"2026-11-23T10:00:00+01:00", 4, "2026-11-23T13:00:00Z"},
      {"2026-11-23T10:00:00+01:00", 7, "2026-11-23T16:00:00Z"},
      {"2026-11-23T10:00:00+01:00", 8, "2026-11-24T09:00:00Z"},
      // Before and after work, and at the weekend.
      {"2026-11-23T06:00:00+01:00", 1, "2026-11-23T09:00:00Z"},
      {"2026-11-23T17:00:00+01:00", 1, "2026-11-24T09:00:00Z"},
      {"2026-11-21T12:00:00+01:00", 8, "2026-11-23T16:00:00Z"},
      // Over Christmas: Thursday the 24th is no holiday, Friday the 25th is.
      {"2026-12-24T16:00:00+01:00", 2, "2026-12-28T09:00:00Z"},
      // Over the weekend on which clocks change.
      {"2026-03-27T16:00:00+01:00", 2, "2026-03-30T08:00:00Z"},
      {"2026-10-23T16:00:00+02:00", 2, "2026-10-26T09:00:00Z"},
      // Weeks and years.
      {"2026-11-23T09:00:00+01:00", 40, "2026-11-27T16:00:00Z"},
      {"2026-01-01T00:00:00+01:00", 8 * 252, "2026-12-31T16:00:00Z"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Text(office.Add(At(c.start), Duration::Hours(c.hours))), c.due)
        << c.start;
  }
}

TEST(BusinessCalendar, NothingIsAddedAtOnce) {
  const BusinessCalendar office = Compile(Office());
  const Instant sunday = At("2026-11-22T12:00:00Z");
  EXPECT_EQ(office.Add(sunday, Duration()), sunday);
  EXPECT_EQ(office.Add(sunday, Duration::Hours(-5)), sunday);
  EXPECT_EQ(Text(office.Add(sunday, Duration::Micros(1))),
            "2026-11-23T08:00:00.000001Z");
}

TEST(BusinessCalendar, MeasuresWorkingTime) {
  const BusinessCalendar office = Compile(Office());
  const auto hours = [&](const char* a, const char* b) {
    return office.Between(At(a), At(b)).ToString();
  };
  EXPECT_EQ(hours("2026-11-20T16:00:00+01:00", "2026-11-23T10:00:00+01:00"),
            "2 hours");
  EXPECT_EQ(hours("2026-11-23T10:00:00+01:00", "2026-11-20T16:00:00+01:00"),
            "-2 hours");
  EXPECT_EQ(hours("2026-11-21", "2026-11-22"), "0 seconds");
  EXPECT_EQ(hours("2026-11-23T11:00:00Z", "2026-11-23T11:00:30Z"),
            "30 seconds");
  // 365 days, 104 of them weekends, nine holidays on weekdays.
  EXPECT_EQ(office
                .Between(At("2026-01-01T00:00:00+01:00"),
                         At("2027-01-01T00:00:00+01:00"))
                .micros(),
            Duration::Hours(8 * 252).micros());
}

TEST(BusinessCalendar, OpensAtTheFirstInstantAndClosesBeforeTheLast) {
  const BusinessCalendar office = Compile(Office());
  EXPECT_FALSE(office.IsOpen(At("2026-11-23T07:59:59.999999Z")));
  EXPECT_TRUE(office.IsOpen(At("2026-11-23T08:00:00Z")));
  EXPECT_TRUE(office.IsOpen(At("2026-11-23T15:59:59.999999Z")));
  EXPECT_FALSE(office.IsOpen(At("2026-11-23T16:00:00Z")));
  EXPECT_FALSE(office.IsOpen(At("2026-11-22T10:00:00Z")));
  EXPECT_FALSE(office.IsOpen(At("2026-12-25T10:00:00Z")));
}

TEST(BusinessCalendar, NamesTheNextOpeningAndClosing) {
  const BusinessCalendar office = Compile(Office());
  EXPECT_EQ(Text(office.NextOpening(At("2026-11-23T10:30:00Z"))),
            "2026-11-23T10:30:00Z");
  EXPECT_EQ(Text(office.NextOpening(At("2026-11-23T16:00:00Z"))),
            "2026-11-24T08:00:00Z");
  EXPECT_EQ(Text(office.NextOpening(At("2026-12-25T00:00:00Z"))),
            "2026-12-28T08:00:00Z");
  EXPECT_EQ(Text(office.NextClosing(At("2026-11-23T10:30:00Z"))),
            "2026-11-23T16:00:00Z");
  EXPECT_EQ(Text(office.NextClosing(At("2026-11-21T10:30:00Z"))),
            "2026-11-23T16:00:00Z");
}

TEST(BusinessCalendar, HoursThatGoOnAtMidnightAreOne) {
  BusinessCalendarSpec spec = Office();
  spec.week = {{Weekday::kMonday, "22:00", "24:00"},
               {Weekday::kTuesday, "00:00", "06:00"}};
  const BusinessCalendar night = Compile(spec);
  EXPECT_EQ(Text(night.NextClosing(At("2026-11-23T10:00:00Z"))),
            "2026-11-24T05:00:00Z");
  EXPECT_EQ(Text(night.Add(At("2026-11-23T10:00:00Z"), Duration::Hours(8))),
            "2026-11-24T05:00:00Z");
  const BusinessCalendar hotline = Compile(RoundTheClock());
  EXPECT_EQ(hotline.NextClosing(At("2026-11-23")), std::nullopt);
  EXPECT_EQ(hotline.NextOpening(At("2026-11-23")), At("2026-11-23"));
}

TEST(BusinessCalendar, ANightWithAChangeOfClocksIsShorterOrLonger) {
  BusinessCalendarSpec spec = Office();
  spec.week = {{Weekday::kSaturday, "22:00", "24:00"},
               {Weekday::kSunday, "00:00", "06:00"}};
  const BusinessCalendar night = Compile(spec);
  const auto length = [&](const char* day) {
    return night.Between(At(day), At(day) + Duration::Days(2)).ToString();
  };
  EXPECT_EQ(length("2026-03-21T12:00:00Z"), "8 hours");
  EXPECT_EQ(length("2026-03-28T12:00:00Z"), "7 hours");
  EXPECT_EQ(length("2026-10-24T12:00:00Z"), "9 hours");
  EXPECT_EQ(
      Text(night.Add(At("2026-03-28T22:00:00+01:00"), Duration::Hours(4))),
      "2026-03-29T01:00:00Z");
}

TEST(BusinessCalendar, AllTheTimeIsWorkingTimeOfAHotline) {
  const BusinessCalendar hotline = Compile(RoundTheClock());
  const Instant start = At("2020-01-31T12:34:56.789Z");
  for (const int days : {1, 100, 1000, 3650, 36525}) {
    EXPECT_EQ(hotline.Add(start, Duration::Days(days)),
              start + Duration::Days(days));
    EXPECT_EQ(hotline.Between(start, start + Duration::Days(days)),
              Duration::Days(days));
  }
}

TEST(BusinessCalendar, ExceptionsCountBeforeHolidays) {
  BusinessCalendarSpec spec = Office();
  spec.exceptions.resize(2);
  spec.exceptions[0].date = *Date::Parse("2026-12-25");
  spec.exceptions[0].hours = {{"10:00", "12:00"}};
  spec.exceptions[1].date = *Date::Parse("2026-12-28");
  spec.exceptions[1].until = *Date::Parse("2026-12-31");
  const BusinessCalendar office = Compile(spec);
  EXPECT_TRUE(office.IsOpen(At("2026-12-25T10:00:00Z")));
  EXPECT_FALSE(office.IsOpen(At("2026-12-29T10:00:00Z")));
  // January 1 and 6 are holidays.
  EXPECT_EQ(Text(office.Add(At("2026-12-25T12:00:00Z"), Duration::Hours(17))),
            "2027-01-07T09:00:00Z");
}

TEST(BusinessCalendar, LooksNoFartherThanItsHorizon) {
  BusinessCalendarSpec spec = Office();
  spec.holiday_regions.clear();
  spec.exceptions.resize(1);
  spec.exceptions[0].date = *Date::Parse("2027-01-01");
  spec.exceptions[0].until = *Date::Parse("9999-12-31");
  const BusinessCalendar closed = Compile(spec);
  const Instant start = At("2026-12-31T15:00:00Z");
  EXPECT_EQ(Text(closed.Add(start, Duration::Hours(1))),
            "2026-12-31T16:00:00Z");
  EXPECT_EQ(closed.Add(start, Duration::Hours(2)), std::nullopt);
  EXPECT_EQ(closed.NextOpening(At("2027-05-05")), std::nullopt);
  EXPECT_EQ(closed.NextClosing(At("2027-05-05")), std::nullopt);
  EXPECT_EQ(closed.Between(start, Instant::Max()), Duration::Hours(1));

  const BusinessCalendar office = Compile(Office());
  EXPECT_EQ(office.Add(start, Duration::Hours(24 * 36525)), std::nullopt);
  EXPECT_EQ(office.Between(Instant::Min(), Instant::Max()),
            office.Between(Instant::Min(), Instant::Min() + kCalendarHorizon));
}

TEST(BusinessCalendar, TakesAnyInstant) {
  for (const BusinessCalendarSpec& spec : {Office(), RoundTheClock()}) {
    const BusinessCalendar calendar = Compile(spec);
    for (const int64_t micros : {INT64_MIN, Instant::Min().micros(), int64_t{0},
                                 Instant::Max().micros(), INT64_MAX}) {
      const Instant t = Instant::FromMicros(micros);
      calendar.IsOpen(t);
      calendar.NextOpening(t);
      calendar.NextClosing(t);
      calendar.Add(t, Duration::Micros(INT64_MAX));
      calendar.Add(t, Duration::Micros(INT64_MIN));
      calendar.Add(t, Duration::Hours(1));
      calendar.Between(t, Instant::FromMicros(INT64_MAX));
      calendar.Between(t, Instant::FromMicros(INT64_MIN));
    }
    EXPECT_EQ(calendar.Add(Instant::Max(), Duration::Hours(1)), std::nullopt);
  }
}

}  // namespace
}  // namespace lotse
