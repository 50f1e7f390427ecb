// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BusinessCalendar compared with one that counts minutes, on random calendars.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "lotse/calendar/business_calendar.h"
#include "lotse/calendar/holidays.h"
#include "lotse/calendar/preset_zones.h"
#include "tests/testing/random_calendar.h"
#include "tests/testing/random_source.h"
#include "tests/testing/reference_calendar.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

constexpr int64_t kMinute = 60000000;

Instant AtMinute(int64_t minute) {
  return Instant::FromMicros(minute * kMinute);
}

// The reference knows nothing of what lies behind its last day.
void ExpectSame(const ReferenceCalendar& reference,
                std::optional<int64_t> expected, std::optional<Instant> found) {
  if (expected.has_value()) {
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->ToString(), AtMinute(*expected).ToString());
  } else if (found.has_value()) {
    EXPECT_GE(*found, AtMinute(reference.end_minute()));
  }
}

void CompareFrom(const BusinessCalendar& calendar,
                 const ReferenceCalendar& reference, int64_t a, int64_t b) {
  const Instant from = AtMinute(a);
  const Instant to = AtMinute(b);
  SCOPED_TRACE(from.ToString() + " to " + to.ToString());
  EXPECT_EQ(calendar.IsOpen(from), reference.IsOpen(a));
  EXPECT_EQ(calendar.IsOpen(from + Duration::Micros(kMinute - 1)),
            reference.IsOpen(a));
  const Duration between = calendar.Between(from, to);
  EXPECT_EQ(between, Duration::Minutes(reference.Between(a, b)));
  EXPECT_EQ(calendar.Between(to, from), Duration::Micros(-between.micros()));
  ExpectSame(reference, reference.NextOpening(a), calendar.NextOpening(from));
  ExpectSame(reference, reference.NextClosing(a), calendar.NextClosing(from));
  // Deadlines at, just before and just after that.
  const int64_t minutes = between.micros() / kMinute;
  for (const int64_t working : {minutes, minutes - 1, minutes + 1}) {
    if (working <= 0) continue;
    ExpectSame(reference, reference.Add(a, working),
               calendar.Add(from, Duration::Minutes(working)));
  }
  if (a < b && reference.IsOpen(b - 1)) {
    EXPECT_EQ(calendar.Add(from, between), to);
  }
}

TEST(WorkingTimeProperty, IsWhatCountingMinutesGives) {
  for (uint64_t seed : RandomSeeds(60)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    // Years that are listed when a calendar is compiled, and others.
    const int64_t year = random.Pick<int64_t>({1969, 1999, 2026, 2099, 2100});
    const Date first =
        Date::FromDays(Date::FromCivil(year, 1, 1)->days() +
                       static_cast<int32_t>(random.Between(0, 364)));
    const Date last = Date::FromDays(first.days() + 45);
    const RandomCalendar made = MakeRandomCalendar(first, last, &random);
    ASSERT_OK_AND_ASSIGN(const BusinessCalendar calendar,
                         CompileBusinessCalendar(made.spec, {made.zone}));
    const ReferenceCalendar reference(made.spec, made.zone, first, last);
    for (int i = 0; i < 60; ++i) {
      int64_t a =
          random.Between(reference.first_minute(), reference.end_minute() - 1);
      int64_t b = random.Chance(50) ? random.Between(reference.first_minute(),
                                                     reference.end_minute() - 1)
                                    : std::min(a + random.Between(0, 3000),
                                               reference.end_minute() - 1);
      if (b < a) std::swap(a, b);
      CompareFrom(calendar, reference, a, b);
      if (HasFailure()) return;
    }
  }
}

TEST(WorkingTimeProperty, IsMonotoneAndAdditive) {
  for (uint64_t seed : RandomSeeds(60)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const Date first = *Date::FromCivil(2026, 1, 1);
    const RandomCalendar made =
        MakeRandomCalendar(first, *Date::FromCivil(2026, 12, 31), &random);
    ASSERT_OK_AND_ASSIGN(const BusinessCalendar calendar,
                         CompileBusinessCalendar(made.spec, {made.zone}));
    for (int i = 0; i < 200; ++i) {
      const auto instant = [&] {
        return Instant::StartOf(first) + Duration::Micros(random.Between(
                                             0, Duration::Days(4000).micros()));
      };
      const Instant a = instant();
      const Instant b = std::max(a, instant());
      const Instant c = std::max(b, instant());
      const Duration ab = calendar.Between(a, b);
      const Duration bc = calendar.Between(b, c);
      const Duration ac = calendar.Between(a, c);
      EXPECT_EQ(ab.micros() + bc.micros(), ac.micros());
      EXPECT_GE(ab.micros(), 0);
      const auto at_ab = calendar.Add(a, ab);
      const auto at_ac = calendar.Add(a, ac);
      ASSERT_TRUE(at_ab.has_value() && at_ac.has_value());
      EXPECT_LE(*at_ab, b);
      EXPECT_LE(*at_ab, *at_ac);
      EXPECT_EQ(calendar.Between(a, *at_ab), ab);
      EXPECT_EQ(calendar.Add(*at_ab, bc), at_ac);
      if (calendar.IsOpen(b - Duration::Micros(1)) && a < b) {
        EXPECT_EQ(at_ab, b);
      }
      if (HasFailure()) return;
    }
  }
}

// The zone of Berlin by its rules against the same as a list of changes, over
// the changes of clocks of three years, with the holidays of Bavaria.
TEST(WorkingTimeProperty, HoldsWithRealRules) {
  TimeZoneSpec listed;
  listed.name = "listed";
  listed.initial_offset = Duration::Hours(1);
  for (const char* at :
       {"2025-03-30T01:00:00Z", "2025-10-26T01:00:00Z", "2026-03-29T01:00:00Z",
        "2026-10-25T01:00:00Z", "2027-03-28T01:00:00Z"}) {
    const size_t i = listed.transitions.size();
    listed.transitions.push_back(
        {*Instant::Parse(at), Duration::Hours(i % 2 == 0 ? 2 : 1)});
  }
  for (uint64_t seed : RandomSeeds(20)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const Date middle = listed.transitions[random.Below(5)].at.date();
    const Date first = Date::FromDays(
        middle.days() - static_cast<int32_t>(random.Between(2, 20)));
    const Date last = Date::FromDays(middle.days() + 20);
    RandomCalendar made = MakeRandomCalendar(first, last, &random);
    made.spec.time_zone = "Europe/Berlin";
    made.spec.holiday_regions = {"DE-BY"};
    ASSERT_OK_AND_ASSIGN(const BusinessCalendar calendar,
                         CompileBusinessCalendar(made.spec));
    const auto bavaria = *PresetHolidays("DE-BY");
    made.spec.holidays.insert(made.spec.holidays.begin(), bavaria.begin(),
                              bavaria.end());
    const ReferenceCalendar reference(made.spec, listed, first, last);
    for (int i = 0; i < 60; ++i) {
      int64_t a =
          random.Between(reference.first_minute(), reference.end_minute() - 1);
      int64_t b =
          random.Between(reference.first_minute(), reference.end_minute() - 1);
      if (b < a) std::swap(a, b);
      CompareFrom(calendar, reference, a, b);
      if (HasFailure()) return;
    }
  }
}

TEST(HolidayInProperty, IsTheDayThatTheReferenceFinds) {
  for (uint64_t seed : RandomSeeds(60)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const RandomCalendar made =
        MakeRandomCalendar(Date(), Date::FromDays(10), &random);
    const int64_t year = random.Between(1583, 9998);
    for (const HolidayRule& rule : made.spec.holidays) {
      std::optional<Date> expected;
      for (Date d = *Date::FromCivil(year, 1, 1);
           d <= *Date::FromCivil(year, 12, 31);
           d = Date::FromDays(d.days() + 1)) {
        if (ReferenceIsHoliday(rule, d)) expected = d;
      }
      EXPECT_EQ(HolidayIn(rule, year), expected);
    }
  }
}

}  // namespace
}  // namespace lotse
