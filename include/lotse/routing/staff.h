// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Staff: the people who take leads, as the host knows them at one moment.
//
//   Staff staff;
//   StaffMember anna;
//   anna.id = "anna";
//   anna.pools = {"inside"};
//   anna.max_open = 25;
//   staff.people = {anna};
//
// Plain data. People are ids, no names: results repeat the ids as they are.
#ifndef LOTSE_ROUTING_STAFF_H_
#define LOTSE_ROUTING_STAFF_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/base/time.h"

namespace lotse {

// Somebody is away: from <= t < to.
struct Absence {
  // Unset: since ever.
  Instant from;
  // Later than `from`. Unset: without a known end.
  Instant to;

  static constexpr auto Fields() {
    return FieldList(Field{1, "from", &Absence::from},
                     Field{2, "to", &Absence::to});
  }
};

struct StaffTeam {
  // Unique among the teams. Required.
  std::string id;
  // Unset: the id.
  LocalText label;
  // Name of the calendar of its people. Unset: RoutingSpec::calendar.
  std::string calendar;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &StaffTeam::id},
                     Field{2, "label", &StaffTeam::label},
                     Field{3, "calendar", &StaffTeam::calendar});
  }
};

struct StaffMember {
  // The host's stable id; unique among the people. Required.
  std::string id;
  // Id of their team. Unset: none.
  std::string team;
  // Owner roles they may take. Empty: any.
  std::vector<std::string> roles;
  // Ids of the pools they are in, besides those of their team.
  std::vector<std::string> pools;
  std::vector<std::string> skills;
  // Languages they speak: "de" speaks to "de" and "de-AT". Case does not
  // matter.
  std::vector<std::string> languages;
  // Ids of their territories.
  std::vector<std::string> territories;
  // How many leads they may have open at once. Unset: no limit.
  std::optional<int64_t> max_open;
  // How many new leads they may get on one day of their calendar. Unset: no
  // limit.
  std::optional<int64_t> max_per_day;
  // Their share of a pool, from 1. Unset (0): 1.
  int64_t weight = 0;
  // In any order; they may overlap.
  std::vector<Absence> absences;
  // Name of their calendar. Unset: that of the team.
  std::string calendar;
  // They take no new leads.
  bool paused = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &StaffMember::id},
                     Field{2, "team", &StaffMember::team},
                     Field{3, "roles", &StaffMember::roles},
                     Field{4, "pools", &StaffMember::pools},
                     Field{5, "skills", &StaffMember::skills},
                     Field{6, "languages", &StaffMember::languages},
                     Field{7, "territories", &StaffMember::territories},
                     Field{8, "max_open", &StaffMember::max_open},
                     Field{9, "max_per_day", &StaffMember::max_per_day},
                     Field{10, "weight", &StaffMember::weight},
                     Field{11, "absences", &StaffMember::absences},
                     Field{12, "calendar", &StaffMember::calendar},
                     Field{13, "paused", &StaffMember::paused});
  }
};

struct Staff {
  // In any order.
  std::vector<StaffMember> people;
  std::vector<StaffTeam> teams;

  static constexpr auto Fields() {
    return FieldList(Field{1, "people", &Staff::people},
                     Field{2, "teams", &Staff::teams});
  }
};

}  // namespace lotse

#endif  // LOTSE_ROUTING_STAFF_H_
