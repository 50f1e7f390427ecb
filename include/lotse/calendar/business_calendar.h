// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BusinessCalendar: working time between instants, and deadlines in it.
//
//   absl::StatusOr<BusinessCalendar> office = CompileBusinessCalendar(spec);
//   Instant friday = *Instant::Parse("2026-11-20T16:00:00+01:00");
//   office->Add(friday, Duration::Hours(4));         // Monday at 12:00
//   office->Between(friday, *Instant::Parse("2026-11-23T10:00:00+01:00"));
//                                                    // 2 hours
//
// Working time is real time between local opening and closing, so on the day on
// which clocks are put forward a night shift is an hour shorter. An opening is
// from <= t < to.
//
// An immutable handle, cheap to copy and safe to share between threads. Its
// verbs cannot fail and look at most kCalendarHorizon ahead; they allocate
// nothing for instants in the years 2000 to 2099.
#ifndef LOTSE_CALENDAR_BUSINESS_CALENDAR_H_
#define LOTSE_CALENDAR_BUSINESS_CALENDAR_H_

#include <memory>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/calendar/business_calendar_spec.h"
#include "lotse/calendar/time_zone.h"
#include "lotse/calendar/time_zone_spec.h"

namespace lotse {

// A hundred years. What lies farther from where a verb starts is not looked at.
inline constexpr Duration kCalendarHorizon = Duration::Days(36525);

class BusinessCalendar {
 public:
  absl::string_view name() const;
  const BusinessCalendarSpec& spec() const;
  const TimeZone& time_zone() const;

  // Whether people work at `t`.
  bool IsOpen(Instant t) const;

  // The first instant by which `working` has passed since `start`. Outside of
  // working time the clock stands still, so it begins at the next opening, and
  // eight hours from nine to five end at five. Zero or less: `start`. Nullopt:
  // not within kCalendarHorizon, or not before the year 10000.
  std::optional<Instant> Add(Instant start, Duration working) const;

  // The working time from `a` to `b`; negative if `b` is before `a`. Of
  // instants farther apart than kCalendarHorizon that of the horizon after the
  // earlier one. Add(a, Between(a, b)) is `b` if people work just before `b`.
  Duration Between(Instant a, Instant b) const;

  // The first instant, not before `t`, at which people work: `t` if they do.
  // Nullopt: as for Add.
  std::optional<Instant> NextOpening(Instant t) const;

  // When the working time ends that `t` is in, or else the next one. Hours that
  // go on at midnight are one. Nullopt: as for Add, or it goes on for ever.
  std::optional<Instant> NextClosing(Instant t) const;

 private:
  friend absl::StatusOr<BusinessCalendar> CompileBusinessCalendar(
      const BusinessCalendarSpec& spec, absl::Span<const TimeZoneSpec> zones);
  struct Rep;
  explicit BusinessCalendar(std::shared_ptr<const Rep> rep);

  std::shared_ptr<const Rep> rep_;
};

// Adds what is wrong with `spec`: no name, an unknown zone or region, a week
// without working time, hours that are none or overlap, holidays without a day,
// exceptions that share a day, more than the limits allow. `zones`: those that
// the calendar may name besides the built-in ones.
void ValidateBusinessCalendar(const BusinessCalendarSpec& spec,
                              absl::Span<const TimeZoneSpec> zones,
                              const FieldPath& path, SpecIssues* issues);

// Error: InvalidArgument with the first issue of ValidateBusinessCalendar, its
// path beginning with "calendar", or of the zone, as CompileTimeZone.
absl::StatusOr<BusinessCalendar> CompileBusinessCalendar(
    const BusinessCalendarSpec& spec,
    absl::Span<const TimeZoneSpec> zones = {});

}  // namespace lotse

#endif  // LOTSE_CALENDAR_BUSINESS_CALENDAR_H_
