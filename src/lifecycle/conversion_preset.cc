// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConversionPreset and AddConversionAttributes.
#include "lotse/lifecycle/conversion_preset.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace lotse {
namespace {

LocalText Text(const char* en, const char* de) {
  return LocalText{"", en, de, {}};
}

void AddMissing(const char* key, ValueType type, LocalText label,
                std::vector<AttributeSpec>* attributes,
                std::vector<Option> options = {}) {
  if (std::any_of(attributes->begin(), attributes->end(),
                  [&](const AttributeSpec& a) { return a.key == key; })) {
    return;
  }
  AttributeSpec attribute;
  attribute.key = key;
  attribute.type = type;
  attribute.label = std::move(label);
  attribute.options = std::move(options);
  attributes->push_back(std::move(attribute));
}

}  // namespace

ConversionSpec ConversionPreset() {
  ConversionSpec spec;
  spec.person_keys = {{{"email"}, false}, {{"name", "phone"}, true}};
  spec.company_keys = {
      {{"vat_id"}, true}, {{"domain"}, false}, {{"name", "postal_code"}, true}};
  spec.fills = {{"answer.budget_amount", "opportunity.value"},
                {"answer.authority", "person.buying_role"}};
  HandOverSpec& hand_over = spec.hand_over;
  hand_over.criteria = {"opportunity.criteria", "answer.need", "answer.budget",
                        "answer.time_frame"};
  hand_over.promises = {"opportunity.promises"};
  hand_over.milestones = {"opportunity.delivery"};
  hand_over.roles = {"buying_role", "title"};
  hand_over.care_tasks = {{"review_meeting", Duration::Days(90), false},
                          {"ask_reference", Duration::Days(120), true},
                          {"ask_further_needs", Duration::Days(180), false}};
  hand_over.customer_marks = {
      {"company.relationship", Value{std::string("customer")}}};
  return spec;
}

void AddConversionAttributes(Schema* schema) {
  AddMissing("vat_id", ValueType::kText, Text("VAT number", "Umsatzsteuer-Id"),
             &schema->company);
  AddMissing("domain", ValueType::kText, Text("domain", "Domain"),
             &schema->company);
  AddMissing(
      "buying_role", ValueType::kText, Text("part in the decision", "Rolle"),
      &schema->person,
      {{"decides", Text("decides", "entscheidet"), false},
       {"influences",
        Text("influences the decision", "beeinflusst die Entscheidung"), false},
       {"uses", Text("uses it", "nutzt es"), false}});
  AddMissing("criteria", ValueType::kList,
             Text("criteria of the decision", "Entscheidungskriterien"),
             &schema->opportunity);
  AddMissing("promises", ValueType::kList, Text("promises", "Zusagen"),
             &schema->opportunity);
  AddMissing("delivery", ValueType::kDate,
             Text("agreed delivery", "vereinbarte Lieferung"),
             &schema->opportunity);
}

}  // namespace lotse
