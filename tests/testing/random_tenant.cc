// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakeRandomTenant and the choices that specs and facts share.
#include "tests/testing/random_tenant.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

const std::vector<std::string>& Texts() {
  static const auto* texts = new std::vector<std::string>{
      "DE",       "AT",          "de",      "Straße",     "STRASSE", "strasse",
      "Müller",   "MÜLLER",      "Mueller", "Ärzte",      "ärzte",   "Öl",
      "Rohöl",    "ΣΊΣΥΦΟΣ",     "σίσυφος", "Привет",     "ПРИВЕТ",  "İstanbul",
      "istanbul", "ﬁn",          "FIN",     "price list", "price",   "list",
      "a \"b\"",  "back\\slash", "it's",    "two\nlines", "true",    "120"};
  return *texts;
}

const std::vector<std::string>& Currencies() {
  static const auto* currencies =
      new std::vector<std::string>{"EUR", "USD", "CHF"};
  return *currencies;
}

Value RandomAnchor(const RandomFact& fact, Instant as_of,
                   RandomSource* random) {
  switch (fact.type) {
    case ValueType::kBoolean:
      return Value{random->Chance(50)};
    case ValueType::kInteger:
      if (random->Chance(3)) return Value{std::numeric_limits<int64_t>::max()};
      if (random->Chance(3)) return Value{std::numeric_limits<int64_t>::min()};
      return Value{random->Between(-3, 120)};
    case ValueType::kNumber: {
      const std::vector<double> odd = {0.0, -0.0, 1e300, -1e300, 1e-300, 0.1};
      if (random->Chance(15)) return Value{random->Pick(odd)};
      return Value{static_cast<double>(random->Between(-30, 1200)) / 10};
    }
    case ValueType::kTime:
      return Value{RandomInstant(as_of, random)};
    case ValueType::kDate:
      return Value{RandomInstant(as_of, random).date()};
    case ValueType::kMoney:
      return Value{Money{random->Between(-2, 100) * 500000, fact.currency}};
    case ValueType::kText:
      return Value{fact.options.empty() || random->Chance(20)
                       ? RandomText(random)
                       : random->Pick(fact.options)};
    case ValueType::kList: {
      TextList list;
      for (size_t i = random->Below(4); i > 0; --i) {
        list.values.push_back(fact.options.empty() || random->Chance(20)
                                  ? RandomText(random)
                                  : random->Pick(fact.options));
      }
      return Value{list};
    }
    default:
      return Value{};
  }
}

// Declares attributes with the given keys, each with a random type.
void Declare(const std::string& entity, const std::vector<std::string>& keys,
             std::vector<AttributeSpec>* specs, RandomTenant* tenant,
             RandomSource* random) {
  for (const std::string& key : keys) {
    AttributeSpec spec;
    spec.key = key;
    spec.type = static_cast<ValueType>(1 + random->Below(8));
    const bool has_texts =
        spec.type == ValueType::kText || spec.type == ValueType::kList;
    if (has_texts && random->Chance(50)) {
      // Neighbours in the list of texts fold alike.
      const size_t first = random->Below(Texts().size() - 6);
      for (size_t i = first; i < first + 2 + random->Below(4); ++i) {
        spec.options.push_back({Texts()[i], {}, random->Chance(20)});
      }
    }
    const bool is_money = spec.type == ValueType::kMoney;
    if (is_money && (tenant->schema.currency.empty() || random->Chance(30))) {
      spec.currency = random->Pick(Currencies());
    }
    spec.not_for_scoring = entity != "activity" && random->Chance(4);
    RandomFact fact{entity, key, key, spec.type, {}, {}, {}, {}};
    if (entity != "activity") fact.name = absl::StrCat(entity, ".", key);
    for (const Option& option : spec.options) {
      fact.options.push_back(option.key);
    }
    if (is_money) {
      fact.currency =
          spec.currency.empty() ? tenant->schema.currency : spec.currency;
    }
    fact.not_for_scoring = spec.not_for_scoring;
    specs->push_back(spec);
    (entity == "activity" ? tenant->payload : tenant->facts).push_back(fact);
  }
}

void AddBuiltIn(const std::string& entity, const std::string& key,
                ValueType type, std::vector<RandomFact>* facts) {
  const std::string name =
      entity == "activity" ? key : absl::StrCat(entity, ".", key);
  facts->push_back({entity, key, name, type, {}, {}, {}, false});
}

// Drops the record's name where no other record has the key.
void ShortenNames(std::vector<RandomFact>* facts, RandomSource* random) {
  for (RandomFact& fact : *facts) {
    size_t with_key = 0;
    for (const RandomFact& other : *facts) {
      if (other.key == fact.key) ++with_key;
    }
    if (with_key == 1 && random->Chance(50)) fact.name = fact.key;
  }
}

}  // namespace

RandomTenant MakeRandomTenant(RandomSource* random) {
  RandomTenant tenant;
  // 2026-11-23T10:00:00Z and up to a day later.
  tenant.as_of = Instant::FromMicros(1795428000000000 +
                                     random->Between(0, 86400) * 1000000);
  Schema& schema = tenant.schema;
  if (random->Chance(80)) schema.currency = random->Pick(Currencies());
  const std::vector<UnknownAttributes> policies = {
      UnknownAttributes::kUnspecified, UnknownAttributes::kKeep,
      UnknownAttributes::kIgnore, UnknownAttributes::kRefuse};
  schema.unknown_attributes = random->Pick(policies);
  schema.activity_kinds = {{"download", {}, false},
                           {"visit", {}, false},
                           {"reply", {}, false},
                           {"bounce", {}, true}};
  Declare("person", {"p_a", "p_b", "shared"}, &schema.person, &tenant, random);
  Declare("company", {"c_a", "c_b", "c_c", "shared"}, &schema.company, &tenant,
          random);
  Declare("lead", {"l_a", "l_b"}, &schema.lead, &tenant, random);
  Declare("opportunity", {"o_a", "shared"}, &schema.opportunity, &tenant,
          random);
  Declare("answer", {"q_a", "q_b", "q_c"}, &schema.answer, &tenant, random);
  Declare("activity", {"asset", "amount", "shared"}, &schema.activity, &tenant,
          random);
  // Something to add up.
  schema.activity[1].type = ValueType::kInteger;
  schema.activity[1].options.clear();
  schema.activity[1].currency.clear();
  tenant.payload[1] = RandomFact{
      "activity", "amount", "amount", ValueType::kInteger, {}, {}, {}, false};
  Declare("activity", {"minutes"}, &schema.activity, &tenant, random);
  schema.activity[3] = AttributeSpec{};
  schema.activity[3].key = "minutes";
  schema.activity[3].type = ValueType::kNumber;
  tenant.payload[3] = RandomFact{
      "activity", "minutes", "minutes", ValueType::kNumber, {}, {}, {}, false};

  AddBuiltIn("lead", "offer", ValueType::kText, &tenant.facts);
  AddBuiltIn("lead", "channel", ValueType::kText, &tenant.facts);
  AddBuiltIn("lead", "campaign", ValueType::kText, &tenant.facts);
  AddBuiltIn("lead", "created_at", ValueType::kTime, &tenant.facts);
  AddBuiltIn("opportunity", "stage", ValueType::kText, &tenant.facts);
  AddBuiltIn("opportunity", "opened_at", ValueType::kTime, &tenant.facts);
  AddBuiltIn("opportunity", "expected_close", ValueType::kDate, &tenant.facts);
  if (!schema.currency.empty()) {
    AddBuiltIn("opportunity", "value", ValueType::kMoney, &tenant.facts);
    tenant.facts.back().currency = schema.currency;
  }
  AddBuiltIn("activity", "channel", ValueType::kText, &tenant.payload);
  ShortenNames(&tenant.facts, random);
  for (std::vector<RandomFact>* facts : {&tenant.facts, &tenant.payload}) {
    for (RandomFact& fact : *facts) {
      for (int i = 0; i < 4; ++i) {
        fact.anchors.push_back(RandomAnchor(fact, tenant.as_of, random));
      }
      // Amounts of which a sum saturates.
      const int64_t large = random->Between(-3, 3) * 8000000000;
      if (fact.key == "amount") fact.anchors.push_back(Value{large});
      if (fact.key == "minutes") {
        fact.anchors.push_back(Value{static_cast<double>(large)});
      }
    }
  }
  for (size_t i = random->Below(6); i > 0; --i) {
    ExchangeRate rate;
    rate.from = random->Pick(Currencies());
    do {
      rate.to = random->Pick(Currencies());
    } while (rate.to == rate.from);
    rate.date = RandomInstant(tenant.as_of, random).date();
    rate.rate_nano = random->Between(1, 4) * 500000000 + random->Between(0, 1);
    tenant.rates.rates.push_back(rate);
  }
  return tenant;
}

Duration RandomDuration(RandomSource* random) {
  const std::vector<Duration> durations = {
      Duration::Micros(1), Duration::Seconds(90), Duration::Hours(1),
      Duration::Hours(36), Duration::Days(1),     Duration::Days(7),
      Duration::Days(30)};
  return random->Pick(durations);
}

Instant RandomInstant(Instant as_of, RandomSource* random) {
  const Instant near =
      as_of + Duration::Micros(random->Between(-1, 1) *
                               (random->Chance(80) ? 1 : 1000000));
  if (random->Chance(25)) return near;
  if (random->Chance(20)) return near + RandomDuration(random);
  if (random->Chance(10)) return Instant::StartOf(near.date());
  return near - RandomDuration(random);
}

std::string RandomPurpose(RandomSource* random) {
  return random->Chance(70) ? "newsletter" : "offers";
}

std::string RandomChannel(RandomSource* random) {
  return random->Chance(60) ? "email" : random->Chance(50) ? "phone" : "web";
}

std::string RandomText(RandomSource* random) { return random->Pick(Texts()); }

Value RandomNear(const Value& anchor, RandomSource* random) {
  const int64_t step = random->Between(-1, 1);
  if (const int64_t* integer = std::get_if<int64_t>(&anchor.kind)) {
    const bool at_end = *integer == std::numeric_limits<int64_t>::max() ||
                        *integer == std::numeric_limits<int64_t>::min();
    return Value{at_end ? *integer : *integer + step};
  }
  if (const double* number = std::get_if<double>(&anchor.kind)) {
    if (step == 0) return anchor;
    if (random->Chance(50)) return Value{*number + static_cast<double>(step)};
    return Value{std::nextafter(*number, step > 0 ? 1e301 : -1e301)};
  }
  if (const Instant* time = std::get_if<Instant>(&anchor.kind)) {
    return Value{*time + Duration::Micros(step)};
  }
  if (const Date* date = std::get_if<Date>(&anchor.kind)) {
    return Value{Date::FromDays(date->days() + static_cast<int32_t>(step))};
  }
  if (const Money* money = std::get_if<Money>(&anchor.kind)) {
    return Value{Money{money->micros + step, money->currency}};
  }
  return anchor;
}

}  // namespace lotse
