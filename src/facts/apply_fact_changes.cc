// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ApplyFactChanges and PersonOfLead.
#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/field_path.h"
#include "lotse/base/status_macros.h"
#include "lotse/facts/built_in_facts.h"
#include "lotse/facts/fact_change.h"
#include "lotse/facts/schema.h"

namespace lotse {
namespace {

absl::Status Error(absl::StatusCode code, const FieldPath& path,
                   absl::string_view message) {
  return absl::Status(code, absl::StrCat(path.ToString(), ": ", message));
}

absl::Status Invalid(const FieldPath& path, absl::string_view message) {
  return Error(absl::StatusCode::kInvalidArgument, path, message);
}

absl::Status NotFound(const FieldPath& path, absl::string_view message) {
  return Error(absl::StatusCode::kNotFound, path, message);
}

Person* FindPerson(const std::string& id, Facts* facts) {
  if (id.empty()) return const_cast<Person*>(PersonOfLead(*facts));
  for (Person& person : facts->persons) {
    if (person.id == id) return &person;
  }
  return nullptr;
}

// The attributes of a record that is there if `record` is not null.
template <typename Record>
absl::Status AttributesOf(Record* record, const FactChange& change,
                          const FieldPath& path,
                          std::vector<Attribute>** attributes) {
  if (record == nullptr) {
    return NotFound(path.Child("record"), "is not among the facts");
  }
  if (!change.record_id.empty() && change.record_id != record->id) {
    return NotFound(path.Child("record_id"), "is not among the facts");
  }
  *attributes = &record->attributes;
  return absl::OkStatus();
}

absl::Status FindAttributes(const FactChange& change, const FieldPath& path,
                            Facts* facts, std::vector<Attribute>** attributes) {
  switch (change.record) {
    case FactRecord::kLead:
      return AttributesOf(&facts->lead, change, path, attributes);
    case FactRecord::kPerson:
      return AttributesOf(FindPerson(change.record_id, facts), change, path,
                          attributes);
    case FactRecord::kCompany:
      return AttributesOf(
          facts->company.has_value() ? &*facts->company : nullptr, change, path,
          attributes);
    case FactRecord::kOpportunity:
      return AttributesOf(
          facts->opportunity.has_value() ? &*facts->opportunity : nullptr,
          change, path, attributes);
    case FactRecord::kUnspecified:
      break;
  }
  return Invalid(path.Child("record"),
                 "is missing: use lead, person, company or opportunity");
}

// Puts `value` into a member that means missing where it is T().
template <typename T>
absl::Status Put(const Value& value, const FieldPath& path, T* member) {
  if (value.missing()) {
    *member = T();
    return absl::OkStatus();
  }
  const T* given = std::get_if<T>(&value.kind);
  if (given == nullptr) return Invalid(path, "is of another type");
  *member = *given;
  return absl::OkStatus();
}

template <typename T>
absl::Status Put(const Value& value, const FieldPath& path,
                 std::optional<T>* member) {
  member->reset();
  if (value.missing()) return absl::OkStatus();
  T given;
  LOTSE_RETURN_IF_ERROR(Put(value, path, &given));
  *member = std::move(given);
  return absl::OkStatus();
}

// What every lead and opportunity has is no attribute: it has no history.
absl::Status SetBuiltIn(const FactChange& change, const FieldPath& path,
                        Facts* facts) {
  if (change.kind != FactChangeKind::kSet &&
      change.kind != FactChangeKind::kRemove) {
    return Invalid(path.Child("kind"),
                   "must be set or remove: the fact is built in and has no "
                   "history");
  }
  const Value none;
  const Value& value =
      change.kind == FactChangeKind::kRemove ? none : change.value;
  const FieldPath here = path.Child("value");
  const std::string& key = change.attribute;
  if (change.record == FactRecord::kLead) {
    Lead& lead = facts->lead;
    if (key == "offer") return Put(value, here, &lead.offer);
    if (key == "channel") return Put(value, here, &lead.channel);
    if (key == "campaign") return Put(value, here, &lead.campaign);
    return Put(value, here, &lead.created_at);
  }
  Opportunity& opportunity = *facts->opportunity;
  if (key == "value") return Put(value, here, &opportunity.value);
  if (key == "stage") return Put(value, here, &opportunity.stage);
  if (key == "opened_at") return Put(value, here, &opportunity.opened_at);
  return Put(value, here, &opportunity.expected_close);
}

absl::Status Apply(const FactChange& change, const FieldPath& path,
                   Facts* facts) {
  std::vector<Attribute>* attributes = nullptr;
  LOTSE_RETURN_IF_ERROR(FindAttributes(change, path, facts, &attributes));
  if (!IsKey(change.attribute)) {
    return Invalid(path.Child("attribute"), "is no key of an attribute");
  }
  if (IsBuiltInFact(NameOf(change.record), change.attribute)) {
    return SetBuiltIn(change, path, facts);
  }
  const auto entry = std::find_if(
      attributes->begin(), attributes->end(), [&](const Attribute& a) {
        return a.key == change.attribute && a.since == change.since;
      });
  const bool found = entry != attributes->end();
  switch (change.kind) {
    case FactChangeKind::kRemove:
      if (!found) return NotFound(path, "there is no such entry to remove");
      attributes->erase(entry);
      return absl::OkStatus();
    case FactChangeKind::kAdd:
      if (found) {
        return Error(absl::StatusCode::kAlreadyExists, path.Child("since"),
                     "the attribute has an entry of this instant: use set");
      }
      break;
    case FactChangeKind::kSet:
      if (!found) break;
      entry->value = change.value;
      entry->source = change.source;
      return absl::OkStatus();
    case FactChangeKind::kUnspecified:
    default:
      return Invalid(path.Child("kind"), "is missing: use set, add or remove");
  }
  attributes->push_back(
      {change.attribute, change.value, change.since, change.source});
  return absl::OkStatus();
}

}  // namespace

absl::Status ApplyFactChanges(absl::Span<const FactChange> changes,
                              Facts* facts) {
  Facts changed = *facts;
  const FieldPath root;
  for (size_t i = 0; i < changes.size(); ++i) {
    LOTSE_RETURN_IF_ERROR(
        Apply(changes[i], root.Child("changes", i), &changed));
  }
  *facts = std::move(changed);
  return absl::OkStatus();
}

const Person* PersonOfLead(const Facts& facts) {
  for (const Person& person : facts.persons) {
    if (facts.lead.person_id.empty() || person.id == facts.lead.person_id) {
      return &person;
    }
  }
  return nullptr;
}

}  // namespace lotse
