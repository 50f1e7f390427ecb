// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReferenceFact, ReferenceActivities, ReferenceActivityFact, ReferenceConsent.
#include "tests/testing/reference_facts.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "lotse/base/money.h"

namespace lotse {
namespace {

// amount * nano / 1e9, ties to even; nothing if that is no int64.
std::optional<int64_t> Converted(int64_t amount, int64_t nano) {
  const absl::int128 billion = 1000000000;
  const absl::int128 product = absl::int128(amount) * absl::int128(nano);
  absl::int128 whole = product / billion;
  absl::int128 rest = product % billion;
  if (rest < 0) {
    rest += billion;
    whole -= 1;
  }
  if (rest * 2 > billion) whole += 1;
  if (rest * 2 == billion && whole % 2 != 0) whole += 1;
  if (whole > std::numeric_limits<int64_t>::max()) return std::nullopt;
  if (whole < std::numeric_limits<int64_t>::min()) return std::nullopt;
  return static_cast<int64_t>(whole);
}

// `money` in `currency`, or missing.
Value InCurrency(const ReferenceInput& input, const Money& money,
                 const std::string& currency) {
  if (money.currency == currency) return Value{money};
  const ExchangeRate* latest = nullptr;
  for (const ExchangeRate& rate : input.rates) {
    if (rate.from != money.currency || rate.to != currency) continue;
    if (input.as_of.date() < rate.date) continue;
    if (latest == nullptr || latest->date <= rate.date) latest = &rate;
  }
  if (latest == nullptr) return Value{};
  const std::optional<int64_t> micros =
      Converted(money.micros, latest->rate_nano);
  if (!micros.has_value()) return Value{};
  return Value{Money{*micros, currency}};
}

// `value` in the type that `spec` declares.
Value AsDeclared(const ReferenceInput& input, const AttributeSpec& spec,
                 const Value& value) {
  if (value.missing()) return Value{};
  const std::string* text = std::get_if<std::string>(&value.kind);
  switch (spec.type) {
    case ValueType::kInteger:
      if (const double* number = std::get_if<double>(&value.kind)) {
        return Value{static_cast<int64_t>(*number)};
      }
      return value;
    case ValueType::kNumber:
      if (const int64_t* integer = std::get_if<int64_t>(&value.kind)) {
        return Value{static_cast<double>(*integer)};
      }
      return value;
    case ValueType::kTime:
      if (text != nullptr) return Value{*Instant::Parse(*text)};
      if (const Date* date = std::get_if<Date>(&value.kind)) {
        return Value{Instant::StartOf(*date)};
      }
      return value;
    case ValueType::kDate:
      if (text != nullptr) return Value{*Date::Parse(*text)};
      return value;
    case ValueType::kList:
      if (text != nullptr) return Value{TextList{{*text}}};
      return value;
    case ValueType::kMoney: {
      const std::string currency =
          spec.currency.empty() ? input.schema->currency : spec.currency;
      if (text != nullptr) {
        return InCurrency(input, *Money::Parse(*text), currency);
      }
      return InCurrency(input, std::get<Money>(value.kind), currency);
    }
    default:
      return value;
  }
}

// "Unset" means always, which is before all other instants.
Instant SinceWhen(Instant instant) {
  return instant == Instant() ? Instant::Min() : instant;
}

// The entry of `spec.key` with the latest `since` that is not after as_of.
Value FromAttributes(const ReferenceInput& input, const AttributeSpec& spec,
                     const std::vector<Attribute>& attributes) {
  const Attribute* latest = nullptr;
  for (const Attribute& attribute : attributes) {
    if (attribute.key != spec.key) continue;
    const Instant since = SinceWhen(attribute.since);
    if (since > input.as_of) continue;
    if (latest == nullptr || since > SinceWhen(latest->since)) {
      latest = &attribute;
    }
  }
  if (latest == nullptr) return Value{};
  return AsDeclared(input, spec, latest->value);
}

// The valid answer given last; of equally late ones the last of the list.
Value FromAnswers(const ReferenceInput& input, const AttributeSpec& spec) {
  const Answer* latest = nullptr;
  for (const Answer& answer : input.facts->lead.answers) {
    if (answer.question != spec.key) continue;
    const Instant at = SinceWhen(answer.answered_at);
    if (at > input.as_of) continue;
    const bool has_end = answer.valid_until != Instant();
    if (has_end && answer.valid_until <= input.as_of) continue;
    if (latest == nullptr || at >= SinceWhen(latest->answered_at)) {
      latest = &answer;
    }
  }
  if (latest == nullptr) return Value{};
  return AsDeclared(input, spec, latest->value);
}

const Person* ThePerson(const Facts& facts) {
  for (const Person& person : facts.persons) {
    if (facts.lead.person_id.empty()) return &person;
    if (person.id == facts.lead.person_id) return &person;
  }
  return nullptr;
}

const AttributeSpec* Declared(const std::vector<AttributeSpec>& specs,
                              const std::string& key) {
  for (const AttributeSpec& spec : specs) {
    if (spec.key == key) return &spec;
  }
  return nullptr;
}

Value TextOrMissing(const std::string& text) {
  return text.empty() ? Value{} : Value{text};
}

Value TimeOrMissing(Instant time) {
  return time == Instant() ? Value{} : Value{time};
}

// The fact `entity`.`key`; nothing if there is no such fact.
std::optional<Value> Read(const ReferenceInput& input,
                          const std::string& entity, const std::string& key) {
  const Schema& schema = *input.schema;
  const Lead& lead = input.facts->lead;
  if (entity == "lead" && key == "offer") return TextOrMissing(lead.offer);
  if (entity == "lead" && key == "channel") return TextOrMissing(lead.channel);
  if (entity == "lead" && key == "campaign") {
    return TextOrMissing(lead.campaign);
  }
  if (entity == "lead" && key == "created_at") {
    return TimeOrMissing(lead.created_at);
  }
  if (entity == "lead") {
    const AttributeSpec* spec = Declared(schema.lead, key);
    if (spec == nullptr) return std::nullopt;
    return FromAttributes(input, *spec, lead.attributes);
  }
  if (entity == "answer") {
    const AttributeSpec* spec = Declared(schema.answer, key);
    if (spec == nullptr) return std::nullopt;
    return FromAnswers(input, *spec);
  }
  if (entity == "person") {
    const AttributeSpec* spec = Declared(schema.person, key);
    if (spec == nullptr) return std::nullopt;
    const Person* person = ThePerson(*input.facts);
    if (person == nullptr) return Value{};
    return FromAttributes(input, *spec, person->attributes);
  }
  if (entity == "company") {
    const AttributeSpec* spec = Declared(schema.company, key);
    if (spec == nullptr) return std::nullopt;
    if (!input.facts->company.has_value()) return Value{};
    return FromAttributes(input, *spec, input.facts->company->attributes);
  }
  if (entity == "opportunity") {
    const bool is_money = key == "value" && !schema.currency.empty();
    const bool is_built_in = is_money || key == "stage" || key == "opened_at" ||
                             key == "expected_close";
    const AttributeSpec* spec = Declared(schema.opportunity, key);
    if (!is_built_in && spec == nullptr) return std::nullopt;
    if (!input.facts->opportunity.has_value()) return Value{};
    const Opportunity& opportunity = *input.facts->opportunity;
    if (is_money) {
      if (!opportunity.value.has_value()) return Value{};
      return InCurrency(input, *opportunity.value, schema.currency);
    }
    if (key == "stage") return TextOrMissing(opportunity.stage);
    if (key == "opened_at") return TimeOrMissing(opportunity.opened_at);
    if (key == "expected_close") {
      if (!opportunity.expected_close.has_value()) return Value{};
      return Value{*opportunity.expected_close};
    }
    return FromAttributes(input, *spec, opportunity.attributes);
  }
  return std::nullopt;
}

}  // namespace

Value ReferenceFact(const ReferenceInput& input, const std::string& name) {
  const size_t dot = name.find('.');
  if (dot != std::string::npos) {
    return Read(input, name.substr(0, dot), name.substr(dot + 1))
        .value_or(Value{});
  }
  for (const char* entity :
       {"person", "company", "lead", "opportunity", "answer"}) {
    const std::optional<Value> value = Read(input, entity, name);
    if (value.has_value()) return *value;
  }
  return Value{};
}

std::vector<const Activity*> ReferenceActivities(const ReferenceInput& input) {
  std::vector<const Activity*> all;
  for (const Person& person : input.facts->persons) {
    for (const Activity& activity : person.activities) all.push_back(&activity);
  }
  if (input.facts->company.has_value()) {
    for (const Activity& activity : input.facts->company->activities) {
      all.push_back(&activity);
    }
  }
  std::vector<const Activity*> existing;
  for (const Activity* activity : all) {
    if (activity->occurred_at > input.as_of) continue;
    for (const Option& kind : input.schema->activity_kinds) {
      if (kind.key == activity->kind) existing.push_back(activity);
    }
  }
  return existing;
}

Value ReferenceActivityFact(const ReferenceInput& input,
                            const Activity& activity, const std::string& name) {
  if (name == "channel") return TextOrMissing(activity.channel);
  const AttributeSpec* spec = Declared(input.schema->activity, name);
  if (spec == nullptr) return Value{};
  return FromAttributes(input, *spec, activity.attributes);
}

std::string ReferenceConsent(const ReferenceInput& input,
                             const std::string& purpose,
                             const std::string& channel) {
  const Person* person = ThePerson(*input.facts);
  if (person == nullptr) return "none";
  std::vector<Consent> entries;
  for (const Consent& entry : person->consents) {
    if (entry.purpose != purpose || entry.channel != channel) continue;
    if (entry.at > input.as_of) continue;
    // Each entry goes behind those that are not later than it.
    auto place = entries.begin();
    while (place != entries.end() &&
           (place->at < entry.at ||
            (place->at == entry.at && place->event <= entry.event))) {
      ++place;
    }
    entries.insert(place, entry);
  }
  std::string state = "none";
  Instant ends;
  for (const Consent& entry : entries) {
    if (entry.event == ConsentEvent::kGiven && state != "confirmed") {
      state = "given";
      ends = entry.expires_at;
    }
    if (entry.event == ConsentEvent::kConfirmed) {
      state = "confirmed";
      ends = entry.expires_at;
    }
    if (entry.event == ConsentEvent::kWithdrawn) {
      state = "withdrawn";
      ends = Instant();
    }
  }
  if (ends != Instant() && ends <= input.as_of) return "expired";
  return state;
}

}  // namespace lotse
