// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// NextFactChangeAt.
#include "lotse/facts/next_fact_change.h"

#include <vector>

namespace lotse {

std::optional<Instant> NextFactChangeAt(const Facts& facts,
                                        const RateTable& rates, Instant as_of) {
  std::optional<Instant> next;
  const auto consider_set = [&](Instant at) {
    if (at <= as_of || at > Instant::Max()) return;
    if (!next.has_value() || at < *next) next = at;
  };
  // Facts use the unset instant for "always".
  const auto consider = [&](Instant at) {
    if (at != Instant()) consider_set(at);
  };
  const auto consider_all = [&](const std::vector<Attribute>& attributes) {
    for (const Attribute& attribute : attributes) consider(attribute.since);
  };
  const auto consider_activities = [&](const std::vector<Activity>& list) {
    for (const Activity& activity : list) {
      consider(activity.occurred_at);
      consider_all(activity.attributes);
    }
  };
  for (const Person& person : facts.persons) {
    consider_all(person.attributes);
    consider_activities(person.activities);
  }
  if (facts.company.has_value()) {
    consider_all(facts.company->attributes);
    consider_activities(facts.company->activities);
  }
  if (facts.opportunity.has_value()) {
    consider_all(facts.opportunity->attributes);
  }
  consider_all(facts.lead.attributes);
  for (const Answer& answer : facts.lead.answers) {
    consider(answer.answered_at);
    consider(answer.valid_until);
  }
  for (const ExchangeRate& rate : rates.rates) {
    consider_set(Instant::StartOf(rate.date));
  }
  return next;
}

}  // namespace lotse
