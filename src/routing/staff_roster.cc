// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// StaffRoster.
#include "src/routing/staff_roster.h"

#include <algorithm>
#include <map>

namespace lotse {
namespace {

// Absences, full days and closed hours take turns; who is not free after so
// many is not expected back.
constexpr int kMaxSteps = 1000;

}  // namespace

StaffRoster::StaffRoster(const Router& router, const Staff& staff) {
  const Router::Rep& rep = *router.rep_;
  const auto calendar_of = [&](const std::string& name) {
    const auto found = rep.calendars.find(name);
    return found == rep.calendars.end() ? nullptr : &found->second;
  };
  std::map<absl::string_view, const BusinessCalendar*> team_calendars;
  for (const StaffTeam& team : staff.teams) {
    if (!team.calendar.empty()) {
      team_calendars.emplace(team.id, calendar_of(team.calendar));
    }
  }
  std::map<absl::string_view, std::vector<uint32_t>> team_pools;
  for (size_t p = 0; p < rep.spec.pools.size(); ++p) {
    for (const std::string& team : rep.spec.pools[p].teams) {
      team_pools[team].push_back(static_cast<uint32_t>(p));
    }
  }
  const BusinessCalendar* const of_all = router.calendar();
  people_.reserve(staff.people.size());
  for (const StaffMember& member : staff.people) {
    Person person;
    person.member = &member;
    const auto of_team = team_calendars.find(member.team);
    person.calendar = !member.calendar.empty() ? calendar_of(member.calendar)
                      : of_team != team_calendars.end() ? of_team->second
                                                        : of_all;
    for (const std::string& territory : member.territories) {
      person.territories.push_back(rep.territory_index.find(territory)->second);
    }
    std::sort(person.territories.begin(), person.territories.end());
    people_.push_back(std::move(person));
  }
  std::sort(people_.begin(), people_.end(),
            [](const Person& a, const Person& b) {
              return a.member->id < b.member->id;
            });
  pools_.resize(rep.spec.pools.size());
  for (uint32_t i = 0; i < people_.size(); ++i) {
    const StaffMember& member = *people_[i].member;
    for (const std::string& pool : member.pools) {
      pools_[rep.pool_index.find(pool)->second].push_back(i);
    }
    const auto found = team_pools.find(member.team);
    if (found == team_pools.end()) continue;
    for (const uint32_t p : found->second) {
      if (pools_[p].empty() || pools_[p].back() != i) pools_[p].push_back(i);
    }
  }
}

std::optional<uint32_t> StaffRoster::Find(absl::string_view id) const {
  const auto found =
      std::lower_bound(people_.begin(), people_.end(), id,
                       [](const Person& p, absl::string_view key) {
                         return p.member->id < key;
                       });
  if (found == people_.end() || found->member->id != id) return std::nullopt;
  return static_cast<uint32_t>(found - people_.begin());
}

Date StaffRoster::DayOf(uint32_t i, Instant t) const {
  const BusinessCalendar* const calendar = people_[i].calendar;
  return calendar == nullptr ? t.date() : calendar->time_zone().LocalOf(t).date;
}

bool StaffRoster::IsAbsent(uint32_t i, Instant t) const {
  for (const Absence& a : people_[i].member->absences) {
    if ((a.from == Instant() || a.from <= t) &&
        (a.to == Instant() || t < a.to)) {
      return true;
    }
  }
  return false;
}

bool StaffRoster::IsOnDuty(uint32_t i, Instant t) const {
  const BusinessCalendar* const calendar = people_[i].calendar;
  return calendar == nullptr || calendar->IsOpen(t);
}

std::optional<Instant> StaffRoster::NextFree(
    uint32_t i, Instant t, bool any_time, std::optional<Date> full_day) const {
  const Person& person = people_[i];
  for (int step = 0; step < kMaxSteps; ++step) {
    const Instant before = t;
    for (const Absence& a : person.member->absences) {
      if (a.from != Instant() && t < a.from) continue;
      if (a.to == Instant()) return std::nullopt;
      if (t < a.to) t = a.to;
    }
    if (full_day.has_value() && DayOf(i, t) <= *full_day) {
      const Date next = Date::FromDays(full_day->days() + 1);
      const Instant start =
          person.calendar == nullptr
              ? Instant::StartOf(next)
              : person.calendar->time_zone().InstantOf(next, Duration());
      // Where clocks are put back at midnight, a day begins twice.
      if (start <= t) return std::nullopt;
      t = start;
    }
    if (!any_time && person.calendar != nullptr) {
      const std::optional<Instant> open = person.calendar->NextOpening(t);
      if (!open.has_value()) return std::nullopt;
      t = *open;
    }
    if (t == before) return t;
  }
  return std::nullopt;
}

}  // namespace lotse
