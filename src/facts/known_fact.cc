// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AttributeAt and KnownFactAt.
#include "lotse/facts/known_fact.h"

#include <cstdint>
#include <limits>
#include <utility>

#include "lotse/facts/built_in_facts.h"
#include "lotse/facts/fact_change.h"

namespace lotse {
namespace {

// "Always" comes before any instant.
int64_t OrderOf(Instant since) {
  return since == Instant() ? std::numeric_limits<int64_t>::min()
                            : since.micros();
}

// Members that mean unknown where they are T().
template <typename T>
Value ValueOf(const T& member) {
  Value value;
  if (!(member == T())) value.kind = member;
  return value;
}
template <typename T>
Value ValueOf(const std::optional<T>& member) {
  Value value;
  if (member.has_value()) value.kind = *member;
  return value;
}

Value BuiltIn(const Lead& lead, absl::string_view key) {
  if (key == "offer") return ValueOf(lead.offer);
  if (key == "channel") return ValueOf(lead.channel);
  if (key == "campaign") return ValueOf(lead.campaign);
  return ValueOf(lead.created_at);
}

Value BuiltIn(const Opportunity& opportunity, absl::string_view key) {
  if (key == "value") return ValueOf(opportunity.value);
  if (key == "stage") return ValueOf(opportunity.stage);
  if (key == "opened_at") return ValueOf(opportunity.opened_at);
  return ValueOf(opportunity.expected_close);
}

std::optional<KnownFact> KnownIf(KnownFact fact) {
  if (fact.value.missing()) return std::nullopt;
  return fact;
}

template <typename Record>
std::optional<KnownFact> InAttributes(const Record* record,
                                      absl::string_view key, Instant as_of) {
  if (record == nullptr) return std::nullopt;
  const Attribute* entry = AttributeAt(record->attributes, key, as_of);
  if (entry == nullptr) return std::nullopt;
  return KnownIf({entry->value, entry->since, entry->source, ""});
}

// Of answers of the same time the last one counts, as for FactBinder.
std::optional<KnownFact> InAnswers(const Lead& lead, absl::string_view question,
                                   Instant as_of) {
  const Answer* latest = nullptr;
  for (const Answer& answer : lead.answers) {
    if (answer.question != question ||
        OrderOf(answer.answered_at) > OrderOf(as_of) ||
        (answer.valid_until != Instant() && answer.valid_until <= as_of)) {
      continue;
    }
    if (latest == nullptr ||
        OrderOf(latest->answered_at) <= OrderOf(answer.answered_at)) {
      latest = &answer;
    }
  }
  if (latest == nullptr) return std::nullopt;
  return KnownIf(
      {latest->value, latest->answered_at, latest->source, latest->author});
}

template <typename T>
const T* PointerTo(const std::optional<T>& record) {
  return record.has_value() ? &*record : nullptr;
}

}  // namespace

const Attribute* AttributeAt(absl::Span<const Attribute> attributes,
                             absl::string_view key, Instant at) {
  const Attribute* latest = nullptr;
  for (const Attribute& entry : attributes) {
    if (entry.key != key || OrderOf(entry.since) > OrderOf(at)) continue;
    if (latest == nullptr || OrderOf(latest->since) < OrderOf(entry.since)) {
      latest = &entry;
    }
  }
  return latest;
}

std::optional<KnownFact> KnownFactAt(const Facts& facts, absl::string_view name,
                                     Instant as_of) {
  const size_t dot = name.find('.');
  if (dot == absl::string_view::npos) return std::nullopt;
  const absl::string_view record = name.substr(0, dot);
  const absl::string_view key = name.substr(dot + 1);
  if (record == "answer") return InAnswers(facts.lead, key, as_of);
  const Opportunity* const opportunity = PointerTo(facts.opportunity);
  if (IsBuiltInFact(record, key)) {
    if (record == "lead")
      return KnownIf({BuiltIn(facts.lead, key), {}, {}, {}});
    if (record != "opportunity" || opportunity == nullptr) return std::nullopt;
    return KnownIf({BuiltIn(*opportunity, key), {}, {}, {}});
  }
  if (record == "lead") return InAttributes(&facts.lead, key, as_of);
  if (record == "person") return InAttributes(PersonOfLead(facts), key, as_of);
  if (record == "company") {
    return InAttributes(PointerTo(facts.company), key, as_of);
  }
  if (record == "opportunity") return InAttributes(opportunity, key, as_of);
  return std::nullopt;
}

}  // namespace lotse
