// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConversionSpec: what promotion and hand-over make of a lead, as plain data:
// by which keys records are recognised, which fields are filled from where, and
// what whoever looks after the customer gets to know.
//
//   ConversionSpec spec;
//   spec.person_keys = {{{"email"}}, {{"name", "phone"}, true}};
//   spec.company_keys = {{{"vat_id"}, true}, {{"domain"}}};
//   spec.fills = {{"answer.budget_amount", "opportunity.value"}};
//   spec.hand_over.promises = {"opportunity.promises"};
//   spec.hand_over.care_tasks = {{"review_meeting", Duration::Days(90)}};
//
// converter.h compiles it; docs/lifecycle.md has an example.
#ifndef LOTSE_LIFECYCLE_CONVERSION_SPEC_H_
#define LOTSE_LIFECYCLE_CONVERSION_SPEC_H_

#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"
#include "lotse/facts/value.h"

namespace lotse {

// Attributes by which a record is recognised. Two records are the same by a key
// if all of its attributes are known of both and equal: without white space at
// both ends, and without regard to case (case_fold.h).
struct MatchKey {
  // Keys of declared attributes of the record, texts or integers. At least one.
  std::vector<std::string> attributes;
  // Spaces and punctuation do not count either, as in VAT and phone numbers.
  bool compact = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "attributes", &MatchKey::attributes},
                     Field{2, "compact", &MatchKey::compact});
  }
};

// A field that promotion fills if it is empty.
struct FillRule {
  // A fact, such as "lead.budget", "answer.budget_amount" or "lead.offer".
  // Required.
  std::string from;
  // An attribute of person or company, or a fact of the opportunity, such as
  // "opportunity.value". The types must fit. Of several rules for one field the
  // first whose fact is known counts. Required.
  std::string to;

  static constexpr auto Fields() {
    return FieldList(Field{1, "from", &FillRule::from},
                     Field{2, "to", &FillRule::to});
  }
};

// Something to do for a customer once a deal is won.
struct CareTask {
  // Id of a task of a lifecycle that has no condition; leads in a lifecycle
  // without it do not get it. Required.
  std::string task;
  // When it is due, counted from the win; if the task has a calendar, at the
  // next opening. Unset: what the task says.
  Duration due;
  // It is for customers whose first deal this is. Unset: for all.
  bool first_deal_only = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "task", &CareTask::task},
                     Field{2, "due", &CareTask::due},
                     Field{3, "first_deal_only", &CareTask::first_deal_only});
  }
};

// What makes a party a customer, such as company.relationship = "customer".
struct CustomerMark {
  // An attribute of person or company. Required.
  std::string attribute;
  // Required.
  Value value;

  static constexpr auto Fields() {
    return FieldList(Field{1, "attribute", &CustomerMark::attribute},
                     Field{2, "value", &CustomerMark::value});
  }
};

// What is handed over when a deal is won. Facts are named as in conditions, of
// lead, person, company, opportunity or an answer.
struct HandOverSpec {
  // Facts that say by what the customer decided.
  std::vector<std::string> criteria;
  // Facts that say what the customer was promised.
  std::vector<std::string> promises;
  // Facts that name milestones: dates, times, or texts.
  std::vector<std::string> milestones;
  // Keys of attributes of persons that say what part they have, such as
  // "buying_role"; the first that is known counts.
  std::vector<std::string> roles;
  std::vector<CareTask> care_tasks;
  // Written when the first deal is won, for records that there are.
  std::vector<CustomerMark> customer_marks;

  static constexpr auto Fields() {
    return FieldList(Field{1, "criteria", &HandOverSpec::criteria},
                     Field{2, "promises", &HandOverSpec::promises},
                     Field{3, "milestones", &HandOverSpec::milestones},
                     Field{4, "roles", &HandOverSpec::roles},
                     Field{5, "care_tasks", &HandOverSpec::care_tasks},
                     Field{6, "customer_marks", &HandOverSpec::customer_marks});
  }
};

struct ConversionSpec {
  // Strongest first. Empty: persons are never recognised.
  std::vector<MatchKey> person_keys;
  // Strongest first. Empty: companies are never recognised.
  std::vector<MatchKey> company_keys;
  // Fields that promotion fills, besides what the lead's own record of a person
  // or company says of one that it is linked to.
  std::vector<FillRule> fills;
  HandOverSpec hand_over;

  static constexpr auto Fields() {
    return FieldList(Field{1, "person_keys", &ConversionSpec::person_keys},
                     Field{2, "company_keys", &ConversionSpec::company_keys},
                     Field{3, "fills", &ConversionSpec::fills},
                     Field{4, "hand_over", &ConversionSpec::hand_over});
  }
};

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_CONVERSION_SPEC_H_
