// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// OwnerTimes: how long leads take to the person responsible for them, and from
// there to the first work on them, as far as people metrics allow.
//
//   absl::StatusOr<OwnerTimes> times =
//       MeasureOwnerTimes(cases, people_metrics, &office, now);
//   times->to_owner.median;     // from first contact to the responsible person
//
// How long routing takes is a figure about the process and always there.
// Anything about teams or people, and how soon people work on what they got,
// asks PeopleMetricsSpec first, which allows nothing by default.
//
// Pure functions; thread-safe. The order of the cases does not matter.
#ifndef LOTSE_ROUTING_OWNER_TIMES_H_
#define LOTSE_ROUTING_OWNER_TIMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lotse/base/fields.h"
#include "lotse/base/time.h"
#include "lotse/calendar/business_calendar.h"
#include "lotse/facts/people_metrics.h"

namespace lotse {

// One lead that got an owner.
struct OwnerTimeCase {
  // Id of the responsible person. Required.
  std::string owner;
  // Id of their team. Unset: none.
  std::string team;
  // First contact. Unset: unknown; the case does not count.
  Instant created_at;
  // When the person got it; not before. Unset: the case does not count.
  Instant assigned_at;
  // When they first worked on it. Unset: not yet.
  Instant first_worked_at;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "owner", &OwnerTimeCase::owner},
        Field{2, "team", &OwnerTimeCase::team},
        Field{3, "created_at", &OwnerTimeCase::created_at},
        Field{4, "assigned_at", &OwnerTimeCase::assigned_at},
        Field{5, "first_worked_at", &OwnerTimeCase::first_worked_at});
  }
};

struct TimeFigure {
  // Leads on which it rests; 0: there is no figure.
  int64_t cases = 0;
  // How many people those had.
  int64_t people = 0;
  // At most this long took half of them, and nine of ten.
  Duration median;
  Duration p90;

  static constexpr auto Fields() {
    return FieldList(Field{1, "cases", &TimeFigure::cases},
                     Field{2, "people", &TimeFigure::people},
                     Field{3, "median", &TimeFigure::median},
                     Field{4, "p90", &TimeFigure::p90});
  }
};

// Figures of one team or person.
struct OwnerTimeGroup {
  // Id of the team or person, as the cases have it.
  std::string id;
  TimeFigure to_owner;
  // Unset: not allowed, or nothing was worked on.
  std::optional<TimeFigure> to_first_work;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &OwnerTimeGroup::id},
                     Field{2, "to_owner", &OwnerTimeGroup::to_owner},
                     Field{3, "to_first_work", &OwnerTimeGroup::to_first_work});
  }
};

struct OwnerTimes {
  // From first contact to the responsible person.
  TimeFigure to_owner;
  // From there to the first work, of leads that were worked on. Unset: not
  // allowed, or nothing was worked on.
  std::optional<TimeFigure> to_first_work;
  // By id; those alone about whom figures are allowed.
  std::vector<OwnerTimeGroup> teams;
  std::vector<OwnerTimeGroup> people;

  static constexpr auto Fields() {
    return FieldList(Field{1, "to_owner", &OwnerTimes::to_owner},
                     Field{2, "to_first_work", &OwnerTimes::to_first_work},
                     Field{3, "teams", &OwnerTimes::teams},
                     Field{4, "people", &OwnerTimes::people});
  }
};

// `calendar`: working time is measured; null: all time. Cases assigned after
// `now` or whose retention has ended do not count. Errors: InvalidArgument with
// the first issue of ValidatePeopleMetrics ("people_metrics"), or of a case
// without an owner or that ended before it began ("cases[3]").
absl::StatusOr<OwnerTimes> MeasureOwnerTimes(
    absl::Span<const OwnerTimeCase> cases, const PeopleMetricsSpec& metrics,
    const BusinessCalendar* calendar, Instant now);

}  // namespace lotse

#endif  // LOTSE_ROUTING_OWNER_TIMES_H_
