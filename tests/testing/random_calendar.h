// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakeRandomCalendar: a valid calendar with its zone, close to what is hard:
// hours up to midnight, holidays and exceptions that meet, clocks that change
// at any minute, by hours or by a whole day.
#ifndef LOTSE_TESTING_RANDOM_CALENDAR_H_
#define LOTSE_TESTING_RANDOM_CALENDAR_H_

#include "lotse/base/time.h"
#include "lotse/calendar/business_calendar_spec.h"
#include "lotse/calendar/time_zone_spec.h"
#include "tests/testing/random_source.h"

namespace lotse {

struct RandomCalendar {
  BusinessCalendarSpec spec;
  TimeZoneSpec zone;
};

// Exceptions and changes of clocks lie between the two days.
RandomCalendar MakeRandomCalendar(Date first, Date last, RandomSource* random);

}  // namespace lotse

#endif  // LOTSE_TESTING_RANDOM_CALENDAR_H_
