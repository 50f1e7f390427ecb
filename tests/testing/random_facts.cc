// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakeRandomFacts.
#include "tests/testing/random_facts.h"

#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

std::string RandomCurrency(RandomSource* random) {
  const std::vector<std::string> codes = {"EUR", "USD", "CHF", "GBP"};
  return random->Pick(codes);
}

// `value` in another type that is accepted in its place, or as it is.
Value OtherForm(const Value& value, RandomSource* random) {
  if (const int64_t* integer = std::get_if<int64_t>(&value.kind)) {
    if (*integer < -1000000 || *integer > 1000000) return value;
    return Value{static_cast<double>(*integer)};
  }
  if (const double* number = std::get_if<double>(&value.kind)) {
    if (std::floor(*number) != *number || std::fabs(*number) > 1e6) {
      return value;
    }
    return Value{static_cast<int64_t>(*number)};
  }
  if (const Instant* time = std::get_if<Instant>(&value.kind)) {
    if (random->Chance(50)) return Value{time->date()};
    return Value{time->ToString()};
  }
  if (const Date* date = std::get_if<Date>(&value.kind)) {
    return Value{date->ToString()};
  }
  if (const Money* money = std::get_if<Money>(&value.kind)) {
    if (random->Chance(50)) return Value{money->ToString()};
    return Value{Money{money->micros, RandomCurrency(random)}};
  }
  if (const TextList* list = std::get_if<TextList>(&value.kind)) {
    if (list->values.size() == 1) return Value{list->values[0]};
  }
  return value;
}

Value RandomValue(const RandomFact& fact, RandomSource* random) {
  if (random->Chance(8)) return Value{};
  if (fact.type == ValueType::kText && random->Chance(5)) {
    return Value{std::string()};
  }
  const Value value = RandomNear(random->Pick(fact.anchors), random);
  return random->Chance(15) ? OtherForm(value, random) : value;
}

// The history of each declared attribute of `entity`.
std::vector<Attribute> RandomAttributes(const RandomTenant& tenant,
                                        const std::string& entity,
                                        const std::vector<AttributeSpec>& specs,
                                        RandomSource* random) {
  std::vector<Attribute> attributes;
  const std::vector<RandomFact>& facts =
      entity == "activity" ? tenant.payload : tenant.facts;
  for (const AttributeSpec& spec : specs) {
    for (const RandomFact& fact : facts) {
      if (fact.entity != entity || fact.key != spec.key) continue;
      if (random->Chance(15)) continue;
      std::vector<Instant> sinces;
      if (random->Chance(80)) sinces.push_back(Instant());
      for (size_t i = random->Chance(35) ? random->Below(4) : 0; i > 0; --i) {
        const Instant since = RandomInstant(tenant.as_of, random);
        bool repeated = false;
        for (Instant other : sinces) {
          if (other == since) repeated = true;
        }
        if (!repeated) sinces.push_back(since);
      }
      for (Instant since : sinces) {
        const Attribute entry{spec.key, RandomValue(fact, random), since, ""};
        attributes.insert(
            attributes.begin() + static_cast<std::ptrdiff_t>(
                                     random->Below(attributes.size() + 1)),
            entry);
      }
    }
  }
  const bool refuse =
      tenant.schema.unknown_attributes == UnknownAttributes::kRefuse;
  if (!refuse && random->Chance(20)) {
    attributes.push_back({"undeclared", Value{int64_t{7}}, {}, ""});
  }
  // The keys of built-in facts are no attributes either.
  if (!refuse && entity == "opportunity" && random->Chance(20)) {
    attributes.push_back(
        {"expected_close", Value{tenant.as_of.date()}, {}, ""});
  }
  return attributes;
}

std::vector<Activity> RandomActivities(const RandomTenant& tenant,
                                       FactsMode mode, size_t* ids,
                                       RandomSource* random) {
  std::vector<Activity> activities;
  const bool refuse =
      tenant.schema.unknown_attributes == UnknownAttributes::kRefuse;
  size_t count = random->Below(mode == FactsMode::kRich ? 30 : 4);
  for (; count > 0; --count) {
    Activity activity;
    if (random->Chance(50)) activity.id = absl::StrCat("a", (*ids)++);
    activity.kind = random->Pick(tenant.schema.activity_kinds).key;
    if (!refuse && random->Chance(5)) activity.kind = "undeclared";
    activity.occurred_at = RandomInstant(tenant.as_of, random);
    if (!activities.empty() && random->Chance(20)) {
      activity.occurred_at = activities.back().occurred_at;
    }
    if (random->Chance(60)) activity.channel = RandomChannel(random);
    activity.attributes =
        RandomAttributes(tenant, "activity", tenant.schema.activity, random);
    activities.push_back(activity);
  }
  return activities;
}

std::vector<Consent> RandomConsents(const RandomTenant& tenant, FactsMode mode,
                                    RandomSource* random) {
  std::vector<Consent> consents;
  size_t count = random->Below(mode == FactsMode::kRich ? 16 : 4);
  for (; count > 0; --count) {
    Consent consent;
    consent.purpose = RandomPurpose(random);
    consent.channel = RandomChannel(random);
    consent.event = static_cast<ConsentEvent>(1 + random->Below(3));
    consent.at = RandomInstant(tenant.as_of, random);
    if (!consents.empty() && random->Chance(30)) {
      consent.at = consents.back().at;
    }
    if (random->Chance(40)) {
      consent.expires_at = RandomInstant(tenant.as_of, random);
    }
    consents.push_back(consent);
  }
  return consents;
}

std::vector<Answer> RandomAnswers(const RandomTenant& tenant, FactsMode mode,
                                  RandomSource* random) {
  std::vector<Answer> answers;
  for (const RandomFact& fact : tenant.facts) {
    if (fact.entity != "answer") continue;
    size_t count = random->Below(mode == FactsMode::kRich ? 8 : 3);
    for (; count > 0; --count) {
      Answer answer;
      answer.question = fact.key;
      answer.value = RandomValue(fact, random);
      if (random->Chance(80)) {
        answer.answered_at = RandomInstant(tenant.as_of, random);
      }
      if (!answers.empty() && random->Chance(20)) {
        answer.answered_at = answers.back().answered_at;
      }
      if (random->Chance(40)) {
        answer.valid_until = RandomInstant(tenant.as_of, random);
      }
      answers.push_back(answer);
    }
  }
  return answers;
}

// The anchor of a built-in text, or nothing.
std::string RandomBuiltIn(const RandomTenant& tenant, const std::string& entity,
                          const std::string& key, RandomSource* random) {
  for (const RandomFact& fact : tenant.facts) {
    if (fact.entity == entity && fact.key == key && random->Chance(75)) {
      return std::get<std::string>(random->Pick(fact.anchors).kind);
    }
  }
  return "";
}

Instant RandomOptionalInstant(const RandomTenant& tenant,
                              RandomSource* random) {
  if (random->Chance(20)) return Instant();
  return RandomInstant(tenant.as_of, random);
}

Opportunity RandomOpportunity(const RandomTenant& tenant,
                              RandomSource* random) {
  Opportunity opportunity;
  opportunity.stage = RandomBuiltIn(tenant, "opportunity", "stage", random);
  opportunity.opened_at = RandomOptionalInstant(tenant, random);
  if (random->Chance(75)) {
    opportunity.expected_close = RandomInstant(tenant.as_of, random).date();
  }
  if (random->Chance(80)) {
    Money value{random->Between(-2, 100) * 500000 + random->Between(-1, 1),
                RandomCurrency(random)};
    if (!tenant.schema.currency.empty() && random->Chance(60)) {
      value.currency = tenant.schema.currency;
    }
    opportunity.value = value;
  }
  opportunity.attributes = RandomAttributes(tenant, "opportunity",
                                            tenant.schema.opportunity, random);
  return opportunity;
}

}  // namespace

Facts MakeRandomFacts(const RandomTenant& tenant, FactsMode mode,
                      RandomSource* random) {
  const Schema& schema = tenant.schema;
  Facts facts;
  size_t ids = 0;
  facts.lead.id = "L-1";
  facts.lead.offer = RandomBuiltIn(tenant, "lead", "offer", random);
  facts.lead.channel = RandomBuiltIn(tenant, "lead", "channel", random);
  facts.lead.campaign = RandomBuiltIn(tenant, "lead", "campaign", random);
  facts.lead.created_at = RandomOptionalInstant(tenant, random);
  facts.lead.attributes = RandomAttributes(tenant, "lead", schema.lead, random);
  facts.lead.answers = RandomAnswers(tenant, mode, random);
  const size_t persons = random->Below(4);
  for (size_t i = 0; i < persons; ++i) {
    Person person;
    person.id = absl::StrCat("P-", i);
    person.attributes =
        RandomAttributes(tenant, "person", schema.person, random);
    person.activities = RandomActivities(tenant, mode, &ids, random);
    person.consents = RandomConsents(tenant, mode, random);
    facts.persons.push_back(person);
  }
  if (random->Chance(50)) {
    facts.lead.person_id = absl::StrCat("P-", random->Below(persons + 1));
  }
  if (random->Chance(80)) {
    Company company;
    company.id = "C-1";
    company.attributes =
        RandomAttributes(tenant, "company", schema.company, random);
    company.activities = RandomActivities(tenant, mode, &ids, random);
    company.consents = RandomConsents(tenant, mode, random);
    facts.company = company;
  }
  if (random->Chance(60)) {
    facts.opportunity = RandomOpportunity(tenant, random);
  }
  return facts;
}

}  // namespace lotse
