// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RoutingPreset and AddRoutingAttributes.
//
// Who knows the company comes first; then large companies and deals by
// territory, for they are visited; everybody else by what inside sales can
// take. Field sales is worth a day of waiting, an account owner four hours.
#include <algorithm>
#include <utility>

#include "lotse/routing/routing_spec.h"

namespace lotse {
namespace {

LocalText Text(const char* en, const char* de) {
  return LocalText{"", en, de, {}};
}

Territory GermanTerritory(const char* id, const char* from, const char* to,
                          const char* en, const char* de) {
  Territory territory;
  territory.id = id;
  territory.label = Text(en, de);
  territory.postal_codes = {{"DE", from, to}};
  return territory;
}

Territory CountryTerritory(const char* id, const char* when, const char* en,
                           const char* de) {
  Territory territory;
  territory.id = id;
  territory.label = Text(en, de);
  territory.when = Condition::FromText(when);
  return territory;
}

RoutingRule PoolRule(const char* id, const char* role, const char* pool,
                     RoutingMethod method, const char* en, const char* de) {
  RoutingRule rule;
  rule.id = id;
  rule.label = Text(en, de);
  rule.role = role;
  rule.pool = pool;
  rule.method = method;
  return rule;
}

void AddIfMissing(AttributeSpec attribute,
                  std::vector<AttributeSpec>* attributes) {
  const bool known = std::any_of(
      attributes->begin(), attributes->end(),
      [&](const AttributeSpec& a) { return a.key == attribute.key; });
  if (!known) attributes->push_back(std::move(attribute));
}

}  // namespace

RoutingSpec RoutingPreset() {
  RoutingSpec spec;
  spec.postal_code_fact = "company.postal_code";
  spec.country_fact = "company.country";
  spec.pools = {
      {"marketing", Text("Marketing", "Marketing"), {}},
      {"call_agents", Text("Call agents", "Call-Agents"), {}},
      {"inside_sales", Text("Inside sales", "Innendienst"), {}},
      {"field_sales", Text("Field sales", "Außendienst"), {}},
      {"account_managers", Text("Account managers", "Kundenbetreuung"), {}}};
  spec.territories = {
      GermanTerritory("germany_north", "1", "2", "Northern Germany",
                      "Deutschland Nord"),
      GermanTerritory("germany_west", "3", "5", "Western Germany",
                      "Deutschland West"),
      GermanTerritory("germany_south", "6", "8", "Southern Germany",
                      "Deutschland Süd"),
      GermanTerritory("germany_east", "9", "", "Franconia and Thuringia",
                      "Franken und Thüringen"),
      GermanTerritory("germany_centre", "0", "", "Saxony and neighbours",
                      "Sachsen und Nachbarn"),
      CountryTerritory("austria", "company.country = \"AT\"", "Austria",
                       "Österreich"),
      CountryTerritory("switzerland", "company.country = \"CH\"", "Switzerland",
                       "Schweiz")};

  RoutingRule marketing =
      PoolRule("marketing", "marketing", "marketing",
               RoutingMethod::kRoundRobin, "Marketing", "Marketing");
  marketing.any_time = true;
  marketing.otherwise = RoutingFallback::kWait;

  RoutingRule calls =
      PoolRule("call_agents", "call_agent", "call_agents",
               RoutingMethod::kLeastLoaded, "Call agents", "Call-Agents");
  calls.language_fact = "person.language";
  calls.sticky = RoutingStickiness::kLead;
  calls.otherwise = RoutingFallback::kWait;
  calls.wait_for = Duration::Hours(4);
  RoutingRule any_call = calls;
  any_call.id = "any_call_agent";
  any_call.label = Text("Any call agent", "Alle Call-Agents");
  any_call.language_fact.clear();
  any_call.wait_for = Duration();

  RoutingRule owner;
  owner.id = "account_owner";
  owner.label = Text("Account owner", "Kundenbetreuung");
  owner.role = "sales";
  owner.owner_fact = "company.account_owner";
  owner.any_time = true;
  owner.otherwise = RoutingFallback::kWait;
  owner.wait_for = Duration::Hours(4);

  RoutingRule field = PoolRule(
      "field_sales", "sales", "field_sales", RoutingMethod::kLeastLoaded,
      "Field sales of the territory", "Außendienst des Gebiets");
  field.when = Condition::FromText(
      "company.employees >= 250 or opportunity.value >= 50000 EUR");
  field.in_territory = true;
  field.sticky = RoutingStickiness::kCompany;
  field.any_time = true;
  field.otherwise = RoutingFallback::kWait;
  field.wait_for = Duration::Days(1);

  RoutingRule inside =
      PoolRule("inside_sales", "sales", "inside_sales",
               RoutingMethod::kWeighted, "Inside sales", "Innendienst");
  inside.sticky = RoutingStickiness::kCompany;
  inside.otherwise = RoutingFallback::kWait;

  RoutingRule customer = owner;
  customer.id = "customer_owner";
  customer.role = "account_manager";
  RoutingRule managers = PoolRule(
      "account_managers", "account_manager", "account_managers",
      RoutingMethod::kLeastLoaded, "Account managers", "Kundenbetreuung");
  managers.sticky = RoutingStickiness::kCompany;
  managers.any_time = true;
  managers.otherwise = RoutingFallback::kWait;

  spec.rules = {marketing, calls,  any_call, owner,
                field,     inside, customer, managers};
  return spec;
}

void AddRoutingAttributes(Schema* schema) {
  AttributeSpec owner;
  owner.key = "account_owner";
  owner.type = ValueType::kText;
  owner.label = Text("account owner", "Kundenbetreuung");
  owner.personal = true;
  owner.not_for_scoring = true;
  AddIfMissing(std::move(owner), &schema->company);
  AttributeSpec language;
  language.key = "language";
  language.type = ValueType::kText;
  language.label = Text("language", "Sprache");
  AddIfMissing(std::move(language), &schema->person);
}

}  // namespace lotse
