// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConversionSchema, ConversionCaseSpec, CaseLifecycle and CaseConverter: a
// conversion that fits on a page, and facts to convert.
#ifndef LOTSE_TESTING_CONVERSION_CASE_H_
#define LOTSE_TESTING_CONVERSION_CASE_H_

#include <string>
#include <utility>
#include <vector>

#include "lotse/base/rate_table.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/converter.h"

namespace lotse {

inline Value TextValue(const char* text) { return Value{std::string(text)}; }
inline Value EuroValue(int64_t euros) {
  return Value{Money{euros * 1000000, "EUR"}};
}

inline Schema ConversionSchema() {
  Schema schema;
  schema.currency = "EUR";
  const auto attribute = [](const char* key, ValueType type) {
    AttributeSpec spec;
    spec.key = key;
    spec.type = type;
    return spec;
  };
  schema.person = {
      attribute("name", ValueType::kText), attribute("email", ValueType::kText),
      attribute("phone", ValueType::kText), attribute("role", ValueType::kText),
      attribute("title", ValueType::kText)};
  schema.company = {attribute("name", ValueType::kText),
                    attribute("vat_id", ValueType::kText),
                    attribute("domain", ValueType::kText),
                    attribute("number", ValueType::kInteger),
                    attribute("employees", ValueType::kInteger),
                    attribute("revenue", ValueType::kMoney),
                    attribute("relation", ValueType::kText)};
  schema.company.back().options = {{"prospect", {}, false},
                                   {"customer", {}, false}};
  schema.lead = {attribute("budget", ValueType::kMoney),
                 attribute("wish_date", ValueType::kDate),
                 attribute("ready", ValueType::kBoolean)};
  schema.opportunity = {attribute("need", ValueType::kText),
                        attribute("promises", ValueType::kList),
                        attribute("delivery", ValueType::kDate)};
  schema.answer = {attribute("need", ValueType::kText),
                   attribute("amount", ValueType::kMoney)};
  return schema;
}

inline ConversionSpec ConversionCaseSpec() {
  ConversionSpec spec;
  spec.person_keys = {{{"email"}, false}, {{"name", "phone"}, true}};
  spec.company_keys = {{{"vat_id"}, true}, {{"domain"}, false}};
  spec.fills = {{"answer.amount", "opportunity.value"},
                {"lead.budget", "opportunity.value"},
                {"answer.need", "opportunity.need"},
                {"lead.wish_date", "opportunity.expected_close"}};
  spec.hand_over.criteria = {"answer.need", "lead.ready"};
  spec.hand_over.promises = {"opportunity.promises"};
  spec.hand_over.milestones = {"opportunity.delivery"};
  spec.hand_over.roles = {"role", "title"};
  spec.hand_over.care_tasks = {{"review", Duration::Days(90), false},
                               {"welcome", {}, true}};
  spec.hand_over.customer_marks = {{"company.relation", TextValue("customer")}};
  return spec;
}

// Has the tasks "welcome" (of the owner, after 2 days, needs a consent) and
// "review" (of care).
inline LifecycleSpec CaseLifecycle() {
  LifecycleSpec spec;
  spec.name = "case";
  spec.roles = {{"sales", {}}, {"care", {}}};
  TaskSpec welcome;
  welcome.id = "welcome";
  welcome.due = Duration::Days(2);
  welcome.consent_purpose = "contact";
  welcome.consent_channel = "email";
  TaskSpec review;
  review.id = "review";
  review.role = "care";
  spec.tasks = {welcome, review};
  return spec;
}

inline FactBinder CaseBinder(RateTable rates = {}) {
  return FactBinder(*CompileFactCatalog(ConversionSchema()), std::move(rates));
}

inline Converter CaseConverter(
    const ConversionSpec& spec = ConversionCaseSpec(), RateTable rates = {}) {
  return *CompileConverter(spec, CaseBinder(std::move(rates)),
                           {CaseLifecycle()});
}

inline const Instant kConvertedAt = *Instant::Parse("2026-11-23T09:00:00Z");

// A lead from a form: a person and a company that have no id yet.
inline Facts LeadFromForm() {
  Facts facts;
  facts.lead.id = "L-1";
  facts.lead.offer = "pumps";
  facts.persons.resize(1);
  facts.persons[0].attributes = {
      {"name", TextValue("Ada Muster"), {}, "form"},
      {"email", TextValue("Ada@Example.com"), {}, "form"},
      {"phone", TextValue("+49 30 1234"), {}, "form"}};
  facts.company.emplace();
  facts.company->attributes = {{"name", TextValue("Muster GmbH"), {}, "form"},
                               {"vat_id", TextValue("DE 123456789"), {}, ""},
                               {"domain", TextValue("example.com"), {}, ""}};
  return facts;
}

template <typename Record>
Record StoredRecord(const char* id, std::vector<Attribute> attributes) {
  Record record;
  record.id = id;
  record.attributes = std::move(attributes);
  return record;
}

}  // namespace lotse

#endif  // LOTSE_TESTING_CONVERSION_CASE_H_
