// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReferenceCalendar: a business calendar that knows for each single minute
// whether people work, and counts minutes one by one. Slow and obvious; shares
// only specs with the library.
//
//   ReferenceCalendar reference(spec, zone, first, last);
//   reference.Between(a, b);   // in minutes
//
// All changes of clocks and all instants must be whole minutes. Zones are given
// by transitions, holidays by rules: neither TZ strings nor holiday regions are
// read.
#ifndef LOTSE_TESTING_REFERENCE_CALENDAR_H_
#define LOTSE_TESTING_REFERENCE_CALENDAR_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "lotse/base/time.h"
#include "lotse/calendar/business_calendar_spec.h"
#include "lotse/calendar/holiday_rule.h"
#include "lotse/calendar/time_zone_spec.h"

namespace lotse {

class ReferenceCalendar {
 public:
  // Knows the days `first` to `last`. Both specs are valid.
  ReferenceCalendar(const BusinessCalendarSpec& spec, const TimeZoneSpec& zone,
                    Date first, Date last);

  // Minutes since 1970-01-01T00:00:00Z that are known: first <= m < end.
  int64_t first_minute() const { return first_minute_; }
  int64_t end_minute() const {
    return first_minute_ + static_cast<int64_t>(open_.size());
  }

  bool IsOpen(int64_t minute) const;
  // Open minutes: a <= m < b.
  int64_t Between(int64_t a, int64_t b) const;
  // The minute by which so many open ones have passed; nullopt if that is later
  // than what is known.
  std::optional<int64_t> Add(int64_t start, int64_t working) const;
  // Of the openings and closings after what is known: nullopt.
  std::optional<int64_t> NextOpening(int64_t minute) const;
  std::optional<int64_t> NextClosing(int64_t minute) const;

 private:
  int64_t first_minute_ = 0;
  std::vector<bool> open_;
};

// Easter Sunday by the method of Gauss. Years 1583 to 9999.
Date ReferenceEaster(int64_t year);

// Whether the rule's holiday is on this day.
bool ReferenceIsHoliday(const HolidayRule& rule, Date date);

}  // namespace lotse

#endif  // LOTSE_TESTING_REFERENCE_CALENDAR_H_
