// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// HandOverRecord: what whoever looks after the customer needs to know when a
// deal is won, as plain data.
//
//   LOTSE_ASSIGN_OR_RETURN(
//       HandOverRecord record,
//       converter.ProposeHandOver(facts, state, won, deals_won_before));
//   record.promises;     // what was promised, by whom and when
//   record.missing;      // what nobody wrote down: to be asked for
//
// The host stores it with the customer, makes `care_tasks` and applies
// `changes`.
#ifndef LOTSE_LIFECYCLE_HAND_OVER_H_
#define LOTSE_LIFECYCLE_HAND_OVER_H_

#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/money.h"
#include "lotse/base/time.h"
#include "lotse/facts/fact_change.h"
#include "lotse/facts/value.h"
#include "lotse/lifecycle/lifecycle_steps.h"

namespace lotse {

// A fact with whoever said so.
struct HandOverFact {
  // Its name, such as "answer.need".
  std::string fact;
  Value value;
  // Since when. Unset: always known, or not noted.
  Instant since;
  // Who said or wrote it, and where. Empty: not noted.
  std::string author;
  std::string source;

  static constexpr auto Fields() {
    return FieldList(Field{1, "fact", &HandOverFact::fact},
                     Field{2, "value", &HandOverFact::value},
                     Field{3, "since", &HandOverFact::since},
                     Field{4, "author", &HandOverFact::author},
                     Field{5, "source", &HandOverFact::source});
  }
};

// A person who matters for the deal.
struct KeyPerson {
  // Empty: the lead's own person, who has no id.
  std::string person_id;
  // The part they have, and the attribute that says so. Empty: unknown.
  Value role;
  std::string role_attribute;
  // The person whose interest the lead was.
  bool contact = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "person_id", &KeyPerson::person_id},
                     Field{2, "role", &KeyPerson::role},
                     Field{3, "role_attribute", &KeyPerson::role_attribute},
                     Field{4, "contact", &KeyPerson::contact});
  }
};

// Something that is not known and should be.
struct HandOverGap {
  // Name of the fact; of a person's it begins with "person.".
  std::string fact;
  // Whose fact it is, for persons.
  std::string person_id;

  static constexpr auto Fields() {
    return FieldList(Field{1, "fact", &HandOverGap::fact},
                     Field{2, "person_id", &HandOverGap::person_id});
  }
};

struct HandOverRecord {
  std::string lead_id;
  // When the deal was won.
  Instant at;
  // Empty: a private person.
  std::string company_id;
  std::string person_id;
  std::string opportunity_id;
  std::string offer;
  // The party becomes a customer by it; otherwise it is a further deal.
  bool first_deal = false;
  // Unset: unknown.
  std::optional<Money> value;
  // What is known of the facts that the spec names, in its order.
  std::vector<HandOverFact> criteria;
  std::vector<HandOverFact> promises;
  // Whether one was reached the facts do not say.
  std::vector<HandOverFact> milestones;
  // The lead's person, then those of the opportunity, then others whose part is
  // known.
  std::vector<KeyPerson> people;
  // Names of the competitors.
  std::vector<std::string> competitors;
  // Sorted by when they are due, then as in the spec; those without a date
  // last.
  std::vector<TaskRequest> care_tasks;
  // Marks of the customer to write. Empty for further deals.
  std::vector<FactChange> changes;
  std::vector<HandOverGap> missing;
  // All this as Markdown, in the language asked for (describe_conversion.h).
  // Empty unless asked for.
  std::string page;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "lead_id", &HandOverRecord::lead_id},
        Field{2, "at", &HandOverRecord::at},
        Field{3, "company_id", &HandOverRecord::company_id},
        Field{4, "person_id", &HandOverRecord::person_id},
        Field{5, "opportunity_id", &HandOverRecord::opportunity_id},
        Field{6, "offer", &HandOverRecord::offer},
        Field{7, "first_deal", &HandOverRecord::first_deal},
        Field{8, "value", &HandOverRecord::value},
        Field{9, "criteria", &HandOverRecord::criteria},
        Field{10, "promises", &HandOverRecord::promises},
        Field{11, "milestones", &HandOverRecord::milestones},
        Field{12, "people", &HandOverRecord::people},
        Field{13, "competitors", &HandOverRecord::competitors},
        Field{14, "care_tasks", &HandOverRecord::care_tasks},
        Field{15, "changes", &HandOverRecord::changes},
        Field{16, "missing", &HandOverRecord::missing},
        Field{17, "page", &HandOverRecord::page});
  }
};

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_HAND_OVER_H_
