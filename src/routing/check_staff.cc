// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Router::ValidateStaff and Router::FindStaffGaps.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/routing/router.h"
#include "src/routing/instant_span.h"
#include "src/routing/staff_roster.h"

namespace lotse {
namespace {

using Names = std::set<absl::string_view>;

void CheckId(const std::string& id, Names* ids, const FieldPath& path,
             SpecIssues* issues) {
  if (id.empty()) {
    issues->Add(path, "is missing");
  } else if (id.size() > kMaxNameBytes) {
    issues->Add(path, absl::StrCat("is longer than ", kMaxNameBytes, " bytes"));
  } else if (!ids->insert(id).second) {
    issues->Add(path, "stands twice");
  }
}

// Texts that may be any.
void CheckTexts(const std::vector<std::string>& texts, const char* field,
                const FieldPath& path, SpecIssues* issues) {
  if (texts.size() > kMaxListValues) {
    issues->Add(path.Child(field),
                absl::StrCat("has more than ", kMaxListValues, " texts"));
    return;
  }
  for (size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].empty()) issues->Add(path.Child(field, i), "is empty");
  }
}

// Texts that must be ids of the spec, each once.
template <typename Index>
void CheckReferences(const std::vector<std::string>& ids, const Index& known,
                     const char* field, const char* unknown,
                     const FieldPath& path, SpecIssues* issues) {
  Names seen;
  for (size_t i = 0; i < ids.size(); ++i) {
    if (known.find(ids[i]) == known.end()) {
      issues->Add(path.Child(field, i), unknown);
    } else if (!seen.insert(ids[i]).second) {
      issues->Add(path.Child(field, i), "stands twice");
    }
  }
}

void CheckCapacity(const std::optional<int64_t>& capacity,
                   const FieldPath& path, SpecIssues* issues) {
  if (capacity.has_value() &&
      (*capacity < 0 || *capacity > kMaxRoutingCapacity)) {
    issues->Add(path, absl::StrCat("must be from 0 to ", kMaxRoutingCapacity));
  }
}

void CheckAbsences(const std::vector<Absence>& absences, const FieldPath& path,
                   SpecIssues* issues) {
  if (absences.size() > kMaxListValues) {
    issues->Add(path.Child("absences"),
                absl::StrCat("has more than ", kMaxListValues, " absences"));
    return;
  }
  for (size_t i = 0; i < absences.size(); ++i) {
    const Absence& absence = absences[i];
    if (absence.to != Instant() && absence.to <= absence.from) {
      issues->Add(path.Child("absences", i).Child("to"),
                  "must be later than from");
    }
    if (!IsInCalendar(absence.from) || !IsInCalendar(absence.to)) {
      issues->Add(path.Child("absences", i), "is not in the years 1 to 9999");
    }
  }
}

}  // namespace

void Router::ValidateStaff(const Staff& staff, const FieldPath& path,
                           SpecIssues* issues) const {
  const auto check_calendar = [&](const std::string& name,
                                  const FieldPath& at) {
    if (!name.empty() && rep_->calendars.find(name) == rep_->calendars.end()) {
      issues->Add(at, "is none of the calendars of the router");
    }
  };
  if (staff.people.size() > kMaxStaff || staff.teams.size() > kMaxStaff) {
    issues->Add(path,
                absl::StrCat("has more than ", kMaxStaff, " people or teams"));
    return;
  }
  Names teams;
  for (size_t t = 0; t < staff.teams.size(); ++t) {
    const FieldPath here = path.Child("teams", t);
    CheckId(staff.teams[t].id, &teams, here.Child("id"), issues);
    ValidateLabel(staff.teams[t].label, here.Child("label"), issues);
    check_calendar(staff.teams[t].calendar, here.Child("calendar"));
  }
  Names people;
  for (size_t i = 0; i < staff.people.size(); ++i) {
    const StaffMember& person = staff.people[i];
    const FieldPath here = path.Child("people", i);
    CheckId(person.id, &people, here.Child("id"), issues);
    if (!person.team.empty() && teams.count(person.team) == 0) {
      issues->Add(here.Child("team"), "is none of the teams");
    }
    CheckReferences(person.pools, rep_->pool_index, "pools",
                    "is none of the pools", here, issues);
    CheckReferences(person.territories, rep_->territory_index, "territories",
                    "is none of the territories", here, issues);
    CheckTexts(person.roles, "roles", here, issues);
    CheckTexts(person.skills, "skills", here, issues);
    CheckTexts(person.languages, "languages", here, issues);
    CheckCapacity(person.max_open, here.Child("max_open"), issues);
    CheckCapacity(person.max_per_day, here.Child("max_per_day"), issues);
    if (person.weight < 0 || person.weight > kMaxRoutingWeight) {
      issues->Add(here.Child("weight"),
                  absl::StrCat("must be from 0 to ", kMaxRoutingWeight));
    }
    CheckAbsences(person.absences, here, issues);
    check_calendar(person.calendar, here.Child("calendar"));
  }
}

void Router::FindStaffGaps(const Staff& staff, Instant now,
                           const FieldPath& path, SpecIssues* gaps) const {
  SpecIssues wrong;
  ValidateStaff(staff, FieldPath("staff"), &wrong);
  if (!wrong.empty()) return;
  const StaffRoster roster(*this, staff);
  const RoutingSpec& spec = rep_->spec;
  const auto takes_leads = [](const StaffMember& person) {
    return !person.paused && person.max_open != 0 && person.max_per_day != 0;
  };
  Names teams;
  for (const StaffTeam& team : staff.teams) teams.insert(team.id);
  for (size_t p = 0; p < spec.pools.size(); ++p) {
    const FieldPath here = path.Child("pools", p);
    for (size_t t = 0; t < spec.pools[p].teams.size(); ++t) {
      if (teams.count(spec.pools[p].teams[t]) == 0) {
        gaps->Add(here.Child("teams", t), "is no team of the staff");
      }
    }
    const std::vector<uint32_t>& people = roster.PeopleOf(p);
    if (people.empty()) {
      gaps->Add(here, "has nobody in it: leads wait or take the next rule");
    } else if (std::none_of(people.begin(), people.end(), [&](uint32_t i) {
                 return takes_leads(*roster.people()[i].member);
               })) {
      gaps->Add(here, "has nobody in it who takes leads");
    }
  }
  std::vector<bool> has_people(spec.territories.size());
  for (const StaffRoster::Person& person : roster.people()) {
    for (const uint32_t t : person.territories) has_people[t] = true;
  }
  for (size_t t = 0; t < has_people.size(); ++t) {
    if (!has_people[t]) {
      gaps->Add(path.Child("territories", t), "is nobody's territory");
    }
  }
  for (size_t r = 0; r < spec.rules.size(); ++r) {
    const std::string& person = spec.rules[r].person;
    if (!person.empty() && !roster.Find(person).has_value()) {
      gaps->Add(path.Child("rules", r).Child("person"),
                "is nobody of the staff");
    }
  }
  for (size_t i = 0; i < staff.people.size(); ++i) {
    const uint32_t index = *roster.Find(staff.people[i].id);
    const BusinessCalendar* const calendar = roster.people()[index].calendar;
    if (calendar != nullptr && !calendar->NextOpening(now).has_value()) {
      const FieldPath of_staff("staff");
      gaps->Add(of_staff.Child("people", i),
                "has a calendar without a working hour from now on");
    }
  }
}

}  // namespace lotse
