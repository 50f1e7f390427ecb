// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FactChange: one improvement of facts, as data. Verbs that know something new
// (an answer, a form, a merge) never touch facts; they return changes, and the
// host applies them to its own records or with ApplyFactChanges.
//
//   FactChange change;
//   change.kind = FactChangeKind::kAdd;
//   change.record = FactRecord::kCompany;
//   change.attribute = "budget";
//   change.value = Value{Money{50000000000, "EUR"}};
//   change.since = answered_at;
//   LOTSE_RETURN_IF_ERROR(ApplyFactChanges({change}, &facts));
//
// A change names one entry of one attribute's history and nothing else, so that
// whatever else a record carries, known to this version of Lotse or not, stays
// as it is. Plain data; the verb is thread-safe as such.
#ifndef LOTSE_FACTS_FACT_CHANGE_H_
#define LOTSE_FACTS_FACT_CHANGE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "lotse/base/fields.h"
#include "lotse/base/time.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/value.h"

namespace lotse {

enum class FactChangeKind : uint8_t {
  kUnspecified = 0,  // Refused.
  kSet = 1,  // The entry of this instant gets the value; if there is none, it
             // is added.
  kAdd = 2,  // A further entry of the history.
  kRemove = 3,  // The entry of this instant goes.
};

template <>
struct EnumNames<FactChangeKind> {
  static constexpr const char* kPrefix = "FACT_CHANGE_KIND_";
  static constexpr EnumName<FactChangeKind> kNames[] = {
      {FactChangeKind::kSet, "set"},
      {FactChangeKind::kAdd, "add"},
      {FactChangeKind::kRemove, "remove"}};
};

enum class FactRecord : uint8_t {
  kUnspecified = 0,  // Refused.
  kLead = 1,
  kPerson = 2,
  kCompany = 3,
  kOpportunity = 4,
};

template <>
struct EnumNames<FactRecord> {
  static constexpr const char* kPrefix = "FACT_RECORD_";
  static constexpr EnumName<FactRecord> kNames[] = {
      {FactRecord::kLead, "lead"},
      {FactRecord::kPerson, "person"},
      {FactRecord::kCompany, "company"},
      {FactRecord::kOpportunity, "opportunity"}};
};

struct FactChange {
  FactChangeKind kind = FactChangeKind::kUnspecified;
  FactRecord record = FactRecord::kUnspecified;
  // The host's id of the record. Unset: the lead's own person, the company, the
  // opportunity or the lead of the facts that the change is applied to.
  std::string record_id;
  // Key of a declared attribute, or of what every lead and opportunity has,
  // such as "offer" or "value" (built_in_facts.h); that has no history, so
  // `since` and `source` are not kept.
  std::string attribute;
  // The new value; not read by kRemove. Missing: known to be unknown.
  Value value;
  // Since when; it names the entry of the history. Unset: the entry that holds
  // always.
  Instant since;
  // Where the value comes from, such as "questionnaire.bant.budget"; becomes
  // the source of the entry. Unset: unknown.
  std::string source;
  // Who said so. Unset: unknown.
  std::string author;
  // Why, for people and logs. Never a person's data. Unset: none given.
  std::string reason;

  static constexpr auto Fields() {
    return FieldList(Field{1, "kind", &FactChange::kind},
                     Field{2, "record", &FactChange::record},
                     Field{3, "record_id", &FactChange::record_id},
                     Field{4, "attribute", &FactChange::attribute},
                     Field{5, "value", &FactChange::value},
                     Field{6, "since", &FactChange::since},
                     Field{7, "source", &FactChange::source},
                     Field{8, "author", &FactChange::author},
                     Field{9, "reason", &FactChange::reason});
  }
};

// Makes `changes`, in their order: all of them, or none if one cannot be made.
// No record is ever made: what has no record is an error. Errors name the
// field, such as `changes[2].record_id`: InvalidArgument if a change says too
// little or no record can be meant; NotFound if there is no such record or no
// entry to remove; AlreadyExists if an entry to add is there already.
absl::Status ApplyFactChanges(absl::Span<const FactChange> changes,
                              Facts* facts);

// The person whose interest the lead is: the one that Lead::person_id names, or
// the first. Null if there is none.
const Person* PersonOfLead(const Facts& facts);

}  // namespace lotse

#endif  // LOTSE_FACTS_FACT_CHANGE_H_
