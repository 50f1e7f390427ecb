// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Questionnaire::ChangesOf: what answers write.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/facts/known_fact.h"
#include "lotse/facts/same_value.h"
#include "lotse/score/questionnaire.h"
#include "src/score/declared_attribute.h"

namespace lotse {
namespace {

// A record that a change may be about.
struct Target {
  const std::string* id = nullptr;
  const std::vector<Attribute>* attributes = nullptr;
};

template <typename Record>
Target TargetOf(const Record& record) {
  return {&record.id, &record.attributes};
}

// Without attributes if the record is not among the facts.
Target FindTarget(FactRecord record, const Facts& facts) {
  switch (record) {
    case FactRecord::kLead:
      return TargetOf(facts.lead);
    case FactRecord::kPerson:
      if (const Person* person = PersonOfLead(facts)) return TargetOf(*person);
      break;
    case FactRecord::kCompany:
      if (facts.company.has_value()) return TargetOf(*facts.company);
      break;
    case FactRecord::kOpportunity:
      if (facts.opportunity.has_value()) return TargetOf(*facts.opportunity);
      break;
    case FactRecord::kUnspecified:
      break;
  }
  return {};
}

}  // namespace

absl::Status Questionnaire::AddChange(size_t question, const Answer& answer,
                                      const FieldPath& path, const Facts& facts,
                                      std::vector<FactChange>* changes) const {
  const Question& compiled = rep_->questions[question];
  const Target target = FindTarget(compiled.record, facts);
  if (target.attributes == nullptr || answer.value.missing()) {
    return absl::OkStatus();
  }
  const absl::string_view key =
      DeclaredAttribute(catalog(), compiled.attribute_slot)->key;
  BindBuffer buffer;
  const auto bind = [&](const Value& value) {
    return rep_->binder.BindValue(value, compiled.attribute_slot,
                                  answer.answered_at, path.Child("value"),
                                  &buffer);
  };
  LOTSE_ASSIGN_OR_RETURN(const ValueView said, bind(answer.value));
  // Money without a rate cannot be compared; then what was written decides.
  const auto says_the_same = [&](const Value& value) {
    if (value == answer.value) return true;
    const absl::StatusOr<ValueView> there = bind(value);
    return there.ok() && !said.missing() && SameValue(*there, said);
  };
  const Attribute* entry =
      AttributeAt(*target.attributes, key, answer.answered_at);
  // An earlier change of this list may be about the same entry.
  const FactChange* earlier = nullptr;
  for (const FactChange& change : *changes) {
    if (change.record == compiled.record && change.attribute == key &&
        change.since == answer.answered_at) {
      earlier = &change;
    }
  }
  if (earlier != nullptr ? says_the_same(earlier->value)
                         : entry != nullptr && says_the_same(entry->value)) {
    return absl::OkStatus();
  }
  FactChange change;
  change.kind = earlier != nullptr ||
                        (entry != nullptr && entry->since == answer.answered_at)
                    ? FactChangeKind::kSet
                    : FactChangeKind::kAdd;
  change.record = compiled.record;
  change.record_id = *target.id;
  change.attribute = std::string(key);
  change.value = answer.value;
  change.since = answer.answered_at;
  change.source =
      absl::StrCat("questionnaire.", rep_->spec.name, ".", answer.question);
  change.author = answer.author;
  change.reason = absl::StrCat("answer to \"", answer.question, "\" of \"",
                               rep_->spec.name, "\"");
  changes->push_back(std::move(change));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<FactChange>> Questionnaire::ChangesOf(
    const Answer& answer, const Facts& facts) const {
  std::vector<FactChange> changes;
  const auto found = rep_->by_key.find(answer.question);
  if (found == rep_->by_key.end()) return changes;
  LOTSE_RETURN_IF_ERROR(
      AddChange(found->second, answer, FieldPath("answer"), facts, &changes));
  return changes;
}

absl::StatusOr<std::vector<FactChange>> Questionnaire::ChangesOf(
    const Facts& facts, Instant as_of) const {
  AnswerReading reading;
  const std::vector<Answer>& answers = facts.lead.answers;
  LOTSE_RETURN_IF_ERROR(Read(answers, as_of, {}, &reading));
  std::vector<FactChange> changes;
  const FieldPath lead("lead");
  for (size_t q = 0; q < rep_->questions.size(); ++q) {
    if (reading.questions[q].answer < 0) continue;
    const auto index = static_cast<size_t>(reading.questions[q].answer);
    LOTSE_RETURN_IF_ERROR(AddChange(
        q, answers[index], lead.Child("answers", index), facts, &changes));
  }
  return changes;
}

}  // namespace lotse
