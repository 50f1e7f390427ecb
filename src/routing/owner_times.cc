// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MeasureOwnerTimes.
#include "lotse/routing/owner_times.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/string_view.h"
#include "src/routing/instant_span.h"

namespace lotse {
namespace {

// Times of some leads, and whose they are.
struct Times {
  std::vector<int64_t> micros;
  std::set<absl::string_view> owners;

  void Add(int64_t length, absl::string_view owner) {
    micros.push_back(length);
    owners.insert(owner);
  }

  TimeFigure Figure() const {
    TimeFigure figure;
    figure.cases = static_cast<int64_t>(micros.size());
    figure.people = static_cast<int64_t>(owners.size());
    if (micros.empty()) return figure;
    std::vector<int64_t> sorted = micros;
    std::sort(sorted.begin(), sorted.end());
    // The least time that so many of ten cases reach.
    const auto quantile = [&](size_t tenths) {
      return Duration::Micros(sorted[(sorted.size() * tenths + 9) / 10 - 1]);
    };
    figure.median = quantile(5);
    figure.p90 = quantile(9);
    return figure;
  }
};

struct Pair {
  Times to_owner;
  Times to_first_work;
};

using Groups = std::map<absl::string_view, Pair>;

// May is asked with a figure.
template <typename May>
std::vector<OwnerTimeGroup> FiguresOf(const Groups& groups, const May& may) {
  std::vector<OwnerTimeGroup> figures;
  for (const auto& [id, pair] : groups) {
    OwnerTimeGroup group;
    group.id = std::string(id);
    group.to_owner = pair.to_owner.Figure();
    if (!may(group.to_owner)) continue;
    const TimeFigure worked = pair.to_first_work.Figure();
    if (worked.cases > 0 && may(worked)) group.to_first_work = worked;
    figures.push_back(std::move(group));
  }
  return figures;
}

}  // namespace

absl::StatusOr<OwnerTimes> MeasureOwnerTimes(
    absl::Span<const OwnerTimeCase> cases, const PeopleMetricsSpec& metrics,
    const BusinessCalendar* calendar, Instant now) {
  SpecIssues issues;
  ValidatePeopleMetrics(metrics, FieldPath("people_metrics"), &issues);
  const FieldPath root;
  const auto between = [&](Instant a, Instant b) {
    return calendar != nullptr ? calendar->Between(a, b).micros()
                               : b.micros() - a.micros();
  };
  Pair all;
  Groups teams;
  Groups people;
  for (size_t i = 0; i < cases.size(); ++i) {
    const OwnerTimeCase& c = cases[i];
    const FieldPath here = root.Child("cases", i);
    if (c.owner.empty()) issues.Add(here.Child("owner"), "is missing");
    if (!IsInCalendar(c.created_at) || !IsInCalendar(c.assigned_at) ||
        !IsInCalendar(c.first_worked_at)) {
      issues.Add(here, "is not in the years 1 to 9999");
      continue;
    }
    if (c.created_at == Instant() || c.assigned_at == Instant()) continue;
    if (c.assigned_at < c.created_at) {
      issues.Add(here.Child("assigned_at"), "must not be before created_at");
      continue;
    }
    const bool worked =
        c.first_worked_at != Instant() && c.first_worked_at <= now;
    if (worked && c.first_worked_at < c.assigned_at) {
      issues.Add(here.Child("first_worked_at"),
                 "must not be before assigned_at");
      continue;
    }
    if (now < c.assigned_at || EndOfRetention(metrics, c.assigned_at) <= now) {
      continue;
    }
    const auto add = [&](Pair* pair) {
      pair->to_owner.Add(between(c.created_at, c.assigned_at), c.owner);
      if (worked) {
        pair->to_first_work.Add(between(c.assigned_at, c.first_worked_at),
                                c.owner);
      }
    };
    add(&all);
    if (!c.team.empty()) add(&teams[c.team]);
    add(&people[c.owner]);
  }
  if (!issues.empty()) return issues.ToStatus();
  const auto may_team = [&](const TimeFigure& figure) {
    return MayShowTeam(metrics, figure.cases, figure.people);
  };
  OwnerTimes times;
  times.to_owner = all.to_owner.Figure();
  const TimeFigure worked = all.to_first_work.Figure();
  if (worked.cases > 0 && may_team(worked)) times.to_first_work = worked;
  times.teams = FiguresOf(teams, may_team);
  times.people = FiguresOf(people, [&](const TimeFigure& figure) {
    return MayShowPerson(metrics, figure.cases);
  });
  return times;
}

}  // namespace lotse
