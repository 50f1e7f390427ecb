// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Holidays: when the day of a rule is, and the public holidays built in.
//
//   const std::vector<HolidayRule> bavaria = *PresetHolidays("DE-BY");
//   HolidayIn(bavaria[0], 2026)->ToString();   // "2026-01-01"
//
// Pure functions, safe from any thread.
#ifndef LOTSE_CALENDAR_HOLIDAYS_H_
#define LOTSE_CALENDAR_HOLIDAYS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/calendar/holiday_rule.h"

namespace lotse {

// Easter Sunday of the Gregorian calendar, which is taken to have been in use
// always. `year` is 1 to 9999; nullopt otherwise.
std::optional<Date> EasterSunday(int64_t year);

// The day of a valid rule in this year. Nullopt: the rule has none there, or
// the year is not 1 to 9999.
std::optional<Date> HolidayIn(const HolidayRule& rule, int64_t year);

// Adds what is wrong with `rule`: no day, a day that no year has, hours that
// are none or overlap, a last year before the first.
void ValidateHolidayRule(const HolidayRule& rule, const FieldPath& path,
                         SpecIssues* issues);

// The public holidays of a region; nullopt if it is not built in. They are
// right from 2015 on, as far as laws were made up to November 2026.
//
//   DE                 the days that all German states have
//   DE-BW ... DE-TH    one German state: BW BY BE BB HB HH HE MV NI NW RP SL SN
//                      ST SH TH
//   DE-BY-catholic     Bavaria where Assumption Day is one, which is in most
//                      municipalities
//   DE-BY-augsburg     the city of Augsburg
//   DE-SN-catholic     Saxony and Thuringia where Corpus Christi is one, which
//   DE-TH-catholic     is in few municipalities
//   AT                 Austria
//   CH                 the days that nearly all Swiss cantons have
std::optional<std::vector<HolidayRule>> PresetHolidays(
    absl::string_view region);

// The regions there are, sorted. They live as long as the program.
std::vector<absl::string_view> PresetHolidayRegions();

}  // namespace lotse

#endif  // LOTSE_CALENDAR_HOLIDAYS_H_
