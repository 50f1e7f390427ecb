// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SalesTeam: the people of a generated year: how fast they are and when they
// are away.
//
//   SalesTeam team(seed, until, office);
//   // When u of sales has done what takes an hour of waiting:
//   Instant done = team.After(person, now, Duration::Hours(1), &random);
//
// The same seed gives the same people. Thread-safe.
#ifndef LOTSE_TOOLS_SALES_TEAM_H_
#define LOTSE_TOOLS_SALES_TEAM_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "lotse/base/time.h"
#include "lotse/calendar/business_calendar.h"
#include "tools/seeded_random.h"

namespace lotse::tools {

struct TeamMember {
  // A pseudonym, such as "sales-3".
  std::string id;
  std::string role;
  // Permille of the usual time that they take.
  int64_t pace = 1000;
  // When they are away.
  std::vector<std::pair<Instant, Instant>> away;
};

class SalesTeam {
 public:
  SalesTeam(uint64_t seed, Instant until, BusinessCalendar office);

  // Somebody in `role`: `last`, if it is one of them, or anyone.
  const TeamMember& Choose(const std::string& role, const std::string& last,
                           SeededRandom* random) const;
  // The one with this id; null if there is none.
  const TeamMember* Find(const std::string& id) const;

  // When somebody has done something that waits `usual` of office time. Who is
  // away often leaves it until they are back.
  Instant After(const TeamMember& member, Instant start, Duration usual,
                SeededRandom* random) const;
  // The same for nobody in particular.
  Instant After(Instant start, Duration usual) const;

 private:
  BusinessCalendar office_;
  std::vector<TeamMember> members_;
};

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_SALES_TEAM_H_
