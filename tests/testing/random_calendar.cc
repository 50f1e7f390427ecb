// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakeRandomCalendar.
#include "tests/testing/random_calendar.h"

#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "lotse/calendar/holiday_rule.h"
#include "lotse/calendar/weekday.h"

namespace lotse {
namespace {

std::string TimeOfDay(int64_t minutes) {
  return absl::StrFormat("%02d:%02d", minutes / 60, minutes % 60);
}

// Up to three spans that do not overlap; they may touch.
std::vector<OpeningHours> RandomHours(RandomSource* random) {
  std::vector<OpeningHours> hours;
  int64_t at = random->Chance(30) ? 0 : random->Between(0, 1200);
  for (size_t i = random->Below(3) + 1; i > 0 && at < 1440; --i) {
    int64_t to = random->Between(at + 1, 1440);
    if (random->Chance(20)) to = 1440;
    hours.push_back({TimeOfDay(at), TimeOfDay(to)});
    at = random->Chance(20) ? to : to + random->Between(1, 300);
  }
  return hours;
}

Weekday RandomWeekday(RandomSource* random) {
  return static_cast<Weekday>(random->Between(1, 7));
}

HolidayRule RandomHoliday(RandomSource* random) {
  HolidayRule rule;
  switch (random->Below(4)) {
    case 0:
      rule.day = FixedHoliday{random->Between(1, 12), random->Between(1, 29)};
      break;
    case 1:
      rule.day = EasterHoliday{random->Between(-80, 249)};
      break;
    case 2:
      rule.day = NthWeekdayHoliday{
          RandomWeekday(random),
          random->Between(1, 5) * (random->Chance(50) ? 1 : -1),
          random->Between(1, 12)};
      break;
    default:
      rule.day =
          NearWeekdayHoliday{RandomWeekday(random), random->Between(2, 11),
                             random->Between(1, 28), random->Chance(50)};
  }
  if (random->Chance(30)) rule.from_year = random->Between(1990, 2030);
  if (random->Chance(20)) {
    rule.to_year = rule.from_year == 0 ? random->Between(1990, 2030)
                                       : rule.from_year + random->Between(0, 9);
  }
  if (random->Chance(30)) rule.hours = RandomHours(random);
  return rule;
}

}  // namespace

RandomCalendar MakeRandomCalendar(Date first, Date last, RandomSource* random) {
  RandomCalendar made;
  made.zone.name = "random";
  const auto offset = [&] {
    if (random->Chance(10)) {
      return Duration::Hours(24 * (random->Chance(50) ? 1 : -1));
    }
    return random->Chance(80) ? Duration::Hours(random->Between(-12, 14))
                              : Duration::Minutes(random->Between(-800, 800));
  };
  made.zone.initial_offset = offset();
  Instant at = Instant::StartOf(first);
  Duration before = made.zone.initial_offset;
  do {
    at = at + Duration::Minutes(random->Chance(10) ? random->Between(1, 2000)
                                                   : random->Between(1, 40000));
    // By an hour as a rule, around midnight now and then.
    Duration after = offset();
    if (random->Chance(70)) {
      const int64_t step = random->Chance(50) ? 60 : -60;
      after = Duration::Micros(before.micros() + step * 60000000);
      if (after < Duration::Hours(-24) || Duration::Hours(24) < after) {
        after = Duration();
      }
      if (random->Chance(40)) {
        const int64_t day = 86400000000;
        const int64_t local = at.micros() + before.micros();
        const int64_t midnight = local - (local % day + day) % day + day;
        at = Instant::FromMicros(midnight - before.micros() +
                                 random->Between(-1, 1) * 1800000000);
      }
    }
    made.zone.transitions.push_back({at, after});
    before = after;
  } while (at < Instant::StartOf(last));

  BusinessCalendarSpec& spec = made.spec;
  spec.name = "random";
  spec.time_zone = "random";
  for (int day = 1; day <= 7; ++day) {
    if (random->Chance(day > 5 ? 70 : 15)) continue;
    for (const OpeningHours& hours : RandomHours(random)) {
      spec.week.push_back({static_cast<Weekday>(day), hours.from, hours.to});
    }
  }
  if (spec.week.empty() || random->Chance(5)) {
    spec.week.clear();
    for (int day = 1; day <= 7; ++day) {
      spec.week.push_back({static_cast<Weekday>(day), "00:00", "24:00"});
    }
  }
  for (size_t i = random->Below(15); i > 0; --i) {
    spec.holidays.push_back(RandomHoliday(random));
  }
  int32_t day = first.days();
  while (random->Chance(80)) {
    day += static_cast<int32_t>(random->Between(1, 40));
    CalendarException exception;
    exception.date = Date::FromDays(day);
    if (random->Chance(30)) {
      day += static_cast<int32_t>(random->Between(0, 10));
      exception.until = Date::FromDays(day);
    }
    if (random->Chance(60)) exception.hours = RandomHours(random);
    spec.exceptions.push_back(exception);
    if (last <= Date::FromDays(day)) break;
  }
  return made;
}

}  // namespace lotse
