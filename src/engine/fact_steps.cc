// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FactsKnownAt and StepsBetween.
#include "src/engine/fact_steps.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/facts/fact_change.h"

namespace lotse {
namespace {

// Unset instants mean "always".
bool IsLater(Instant time, Instant at) {
  return time != Instant() && time > at;
}

template <typename Entry>
void DropLater(Instant Entry::*time, Instant at, std::vector<Entry>* entries) {
  entries->erase(
      std::remove_if(entries->begin(), entries->end(),
                     [&](const Entry& e) { return IsLater(e.*time, at); }),
      entries->end());
}

template <typename Party>
void DropLaterOfParty(Instant at, Party* party) {
  DropLater(&Attribute::since, at, &party->attributes);
  DropLater(&Activity::occurred_at, at, &party->activities);
  for (Activity& activity : party->activities) {
    DropLater(&Attribute::since, at, &activity.attributes);
  }
  DropLater(&Consent::at, at, &party->consents);
}

// Entries by what they are the history of.
template <typename Entry>
using Histories = std::map<std::string, std::vector<const Entry*>>;

template <typename Entry, typename Key>
void AddTo(const std::vector<Entry>& entries, const Key& key,
           Histories<Entry>* histories) {
  for (const Entry& entry : entries) {
    (*histories)[key(entry)].push_back(&entry);
  }
}

// The order in which entries of two histories are compared. Texts tell those of
// the same time apart.
auto OrderOf(const Attribute& a) { return std::tie(a.since, a.source); }
auto OrderOf(const Answer& a) {
  return std::tie(a.answered_at, a.source, a.author);
}
auto OrderOf(const Consent& c) { return std::tie(c.at, c.event); }
auto OrderOf(const Assessment& a) { return std::tie(a.at, a.author); }
auto OrderOf(const Activity& a) { return std::tie(a.occurred_at, a.id); }

Instant TimeOf(const Attribute& a) { return a.since; }
Instant TimeOf(const Answer& a) { return a.answered_at; }
Instant TimeOf(const Consent& c) { return c.at; }
Instant TimeOf(const Assessment& a) { return a.at; }
Instant TimeOf(const Activity& a) { return a.occurred_at; }

// Fills `step` with what came and went; returns whether anything did.
template <typename Entry>
bool CompareEntries(std::vector<const Entry*> before,
                    std::vector<const Entry*> after, Instant since,
                    FactStep* step) {
  const auto less = [](const Entry* a, const Entry* b) {
    return OrderOf(*a) < OrderOf(*b);
  };
  std::stable_sort(before.begin(), before.end(), less);
  std::stable_sort(after.begin(), after.end(), less);
  const auto add = [&](const Entry* entry) {
    ++step->added;
    step->at = std::max(step->at, TimeOf(*entry));
    step->correction = step->correction || TimeOf(*entry) <= since;
  };
  const auto remove = [&](const Entry*) {
    ++step->removed;
    step->correction = true;
  };
  size_t a = 0, b = 0;
  while (a < before.size() || b < after.size()) {
    if (b == after.size() || (a < before.size() && less(before[a], after[b]))) {
      remove(before[a++]);
    } else if (a == before.size() || less(after[b], before[a])) {
      add(after[b++]);
    } else {
      if (*before[a] != *after[b]) {
        remove(before[a]);
        add(after[b]);
      }
      ++a;
      ++b;
    }
  }
  return step->added + step->removed > 0;
}

// Replaces the entries of `key` in `to` by those in `from`.
template <typename Entry, typename Key>
void Replace(const std::string& key, const Key& key_of,
             const std::vector<Entry>& from, std::vector<Entry>* to) {
  to->erase(std::remove_if(to->begin(), to->end(),
                           [&](const Entry& e) { return key_of(e) == key; }),
            to->end());
  for (const Entry& entry : from) {
    if (key_of(entry) == key) to->push_back(entry);
  }
}

std::string KeyOfAttribute(const Attribute& attribute) { return attribute.key; }
std::string KeyOfAnswer(const Answer& answer) { return answer.question; }
std::string KeyOfConsent(const Consent& consent) {
  return absl::StrCat(consent.purpose, "/", consent.channel);
}
std::string KeyOfActivity(const Activity& activity) { return activity.kind; }

class Steps {
 public:
  Steps(const Facts& before, const Facts& after, Instant since)
      : before_(before), after_(after), since_(since) {}

  std::vector<FactStep> Take() && {
    AddAttributes("lead", before_.lead.attributes, after_.lead.attributes,
                  [](Facts* facts) { return &facts->lead.attributes; });
    AddPerson();
    AddCompany();
    AddOpportunity();
    AddHistories(ScoreCause::kAnswer, "answer.", before_.lead.answers,
                 after_.lead.answers, &KeyOfAnswer,
                 [](Facts* facts) { return &facts->lead.answers; });
    AddHistories(
        ScoreCause::kAssessment, "", before_.lead.assessments,
        after_.lead.assessments,
        [](const Assessment&) { return std::string(); },
        [](Facts* facts) { return &facts->lead.assessments; });
    AddActivities();
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const FactStep& a, const FactStep& b) {
                       return std::tie(a.cause, a.at, a.subject) <
                              std::tie(b.cause, b.at, b.subject);
                     });
    return std::move(steps_);
  }

 private:
  // Steps for all keys of a list. `list_of` finds it in the facts that change.
  template <typename Entry, typename Key, typename ListOf>
  void AddHistories(ScoreCause cause, const std::string& prefix,
                    const std::vector<Entry>& before,
                    const std::vector<Entry>& after, Key key_of,
                    ListOf list_of) {
    Histories<Entry> old_histories, new_histories;
    AddTo(before, key_of, &old_histories);
    AddTo(after, key_of, &new_histories);
    for (const auto& entry : old_histories) new_histories[entry.first];
    for (const auto& [key, entries] : new_histories) {
      FactStep step;
      if (!CompareEntries(old_histories[key], entries, since_, &step)) continue;
      step.cause = cause;
      step.subject = absl::StrCat(prefix, key);
      step.make = [key = key, key_of, &after, list_of](Facts* facts) {
        Replace(key, key_of, after, list_of(facts));
      };
      steps_.push_back(std::move(step));
    }
  }

  template <typename ListOf>
  void AddAttributes(const char* record, const std::vector<Attribute>& before,
                     const std::vector<Attribute>& after, ListOf list_of) {
    AddHistories(ScoreCause::kAttribute, absl::StrCat(record, "."), before,
                 after, &KeyOfAttribute, list_of);
  }

  // Of the lead's person. If that is another one, all of it is left to the end.
  void AddPerson() {
    const Person nobody;
    const Person* before = PersonOfLead(before_);
    const Person* after = PersonOfLead(after_);
    if (after == nullptr || before_.lead.person_id != after_.lead.person_id ||
        (before != nullptr && before->id != after->id)) {
      return;
    }
    if (before == nullptr) before = &nobody;
    const auto person = [id = after->id](Facts* facts) {
      if (PersonOfLead(*facts) == nullptr) {
        facts->persons.emplace_back().id = id;
      }
      return const_cast<Person*>(PersonOfLead(*facts));
    };
    AddAttributes(
        "person", before->attributes, after->attributes,
        [person](Facts* facts) { return &person(facts)->attributes; });
    AddHistories(ScoreCause::kConsent, "", before->consents, after->consents,
                 &KeyOfConsent,
                 [person](Facts* facts) { return &person(facts)->consents; });
  }

  void AddCompany() {
    const Company none;
    if (!after_.company.has_value()) return;
    const Company& before =
        before_.company.has_value() ? *before_.company : none;
    AddAttributes("company", before.attributes, after_.company->attributes,
                  [](Facts* facts) {
                    if (!facts->company.has_value()) facts->company.emplace();
                    return &facts->company->attributes;
                  });
  }

  void AddOpportunity() {
    const Opportunity none;
    if (!after_.opportunity.has_value()) return;
    const Opportunity& before =
        before_.opportunity.has_value() ? *before_.opportunity : none;
    AddAttributes("opportunity", before.attributes,
                  after_.opportunity->attributes, [](Facts* facts) {
                    if (!facts->opportunity.has_value()) {
                      facts->opportunity.emplace();
                    }
                    return &facts->opportunity->attributes;
                  });
  }

  static Histories<Activity> ActivitiesOf(const Facts& facts) {
    Histories<Activity> histories;
    for (const Person& person : facts.persons) {
      AddTo(person.activities, &KeyOfActivity, &histories);
    }
    if (facts.company.has_value()) {
      AddTo(facts.company->activities, &KeyOfActivity, &histories);
    }
    return histories;
  }

  // Replaces the activities of a kind, whoever has them.
  static void MakeActivities(const std::string& kind, const Facts& after,
                             Facts* facts) {
    const Person nobody;
    for (size_t i = 0; i < after.persons.size(); ++i) {
      const Person& from = after.persons[i];
      const bool has_some = std::any_of(
          from.activities.begin(), from.activities.end(),
          [&](const Activity& activity) { return activity.kind == kind; });
      if (has_some && FindPerson(*facts, from.id, i) == facts->persons.size()) {
        facts->persons.emplace_back().id = from.id;
      }
    }
    for (size_t i = 0; i < facts->persons.size(); ++i) {
      Person& to = facts->persons[i];
      const size_t at = FindPerson(after, to.id, i);
      const Person& from =
          at < after.persons.size() ? after.persons[at] : nobody;
      Replace(kind, &KeyOfActivity, from.activities, &to.activities);
    }
    if (facts->company.has_value() || after.company.has_value()) {
      if (!facts->company.has_value()) facts->company.emplace();
      Replace(kind, &KeyOfActivity,
              after.company.has_value() ? after.company->activities
                                        : std::vector<Activity>(),
              &facts->company->activities);
    }
  }

  // The place of the person with this id, or at this place if ids are empty;
  // their number if there is none.
  static size_t FindPerson(const Facts& facts, const std::string& id,
                           size_t place) {
    const size_t count = facts.persons.size();
    if (id.empty()) {
      return place < count && facts.persons[place].id.empty() ? place : count;
    }
    size_t i = 0;
    while (i < count && facts.persons[i].id != id) ++i;
    return i;
  }

  void AddActivities() {
    Histories<Activity> before = ActivitiesOf(before_);
    Histories<Activity> after = ActivitiesOf(after_);
    for (const auto& entry : before) after[entry.first];
    for (const auto& [kind, entries] : after) {
      FactStep step;
      if (!CompareEntries(before[kind], entries, since_, &step)) continue;
      step.cause = ScoreCause::kActivity;
      step.subject = kind;
      step.make = [kind = kind, &all = after_](Facts* facts) {
        MakeActivities(kind, all, facts);
      };
      steps_.push_back(std::move(step));
    }
  }

  const Facts& before_;
  const Facts& after_;
  const Instant since_;
  std::vector<FactStep> steps_;
};

}  // namespace

Facts FactsKnownAt(const Facts& facts, Instant at) {
  Facts known = facts;
  DropLater(&Attribute::since, at, &known.lead.attributes);
  DropLater(&Answer::answered_at, at, &known.lead.answers);
  DropLater(&Assessment::at, at, &known.lead.assessments);
  for (Person& person : known.persons) DropLaterOfParty(at, &person);
  if (known.company.has_value()) DropLaterOfParty(at, &*known.company);
  if (known.opportunity.has_value()) {
    DropLater(&Attribute::since, at, &known.opportunity->attributes);
  }
  return known;
}

std::vector<FactStep> StepsBetween(const Facts& before, const Facts& after,
                                   Instant since) {
  return Steps(before, after, since).Take();
}

}  // namespace lotse
