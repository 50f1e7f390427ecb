// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FactTarget: the table of facts with a place of their own, and the conversion
// of cells by the type that the schema declares.
#include "src/import/fact_target.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "lotse/base/spec_issue.h"
#include "lotse/import/csv_headers.h"

namespace lotse {
namespace {

struct EntityAttributes {
  const char* name;
  const std::vector<AttributeSpec> Schema::*attributes;
};

// In the order in which bare keys are looked up.
constexpr EntityAttributes kEntities[] = {{"lead", &Schema::lead},
                                          {"company", &Schema::company},
                                          {"person", &Schema::person},
                                          {"opportunity", &Schema::opportunity},
                                          {"answer", &Schema::answer}};

// The texts of a list are parted by the first of these that stands in the cell.
constexpr absl::string_view kListSeparators = "|;,";

absl::Status MustBe(absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("must be ", what));
}

absl::Status NotANumber(absl::string_view what, DecimalMark mark) {
  return MustBe(absl::StrCat(
      what,
      mark == DecimalMark::kComma
          ? " with a decimal comma, such as 1234,5 (or set decimal_mark in "
            "the mapping)"
          : " with a decimal point, such as 1234.5 (or set decimal_mark in "
            "the mapping)"));
}

absl::Status NotADate(absl::string_view what, absl::string_view cell) {
  if (ParseTime(cell, DateOrder::kDayFirst).has_value() ||
      ParseTime(cell, DateOrder::kMonthFirst).has_value()) {
    return absl::InvalidArgumentError(
        "day and month cannot be told apart: set date_order in the mapping to "
        "day_first or month_first");
  }
  return MustBe(what);
}

void SetText(absl::string_view text, Value* value) {
  if (std::string* old = std::get_if<std::string>(&value->kind)) {
    old->assign(text.data(), text.size());
  } else {
    value->kind.emplace<std::string>(text);
  }
}

}  // namespace

// A fact that is not an attribute.
struct FactTarget::Named {
  const char* name;
  Place place;
  Entity entity;
  std::string* (*text)(Facts*);
  Instant* (*instant)(Facts*);
};

void FactTarget::AddEntity(Entity entity, Facts* shape) {
  switch (entity) {
    case Entity::kLead:
      return;
    case Entity::kPerson:
      if (shape->persons.empty()) shape->persons.emplace_back();
      return;
    case Entity::kCompany:
      if (!shape->company.has_value()) shape->company.emplace();
      return;
    case Entity::kOpportunity:
      if (!shape->opportunity.has_value()) shape->opportunity.emplace();
      return;
  }
}

std::vector<Attribute>& FactTarget::AttributesOf(Entity entity, Facts* facts) {
  switch (entity) {
    case Entity::kPerson:
      return facts->persons[0].attributes;
    case Entity::kCompany:
      return facts->company->attributes;
    case Entity::kOpportunity:
      return facts->opportunity->attributes;
    case Entity::kLead:
      break;
  }
  return facts->lead.attributes;
}

absl::StatusOr<FactTarget> FactTarget::Find(absl::string_view fact,
                                            const Schema& schema,
                                            Facts* shape) {
  static constexpr Named kNamed[] = {
      {"lead.id", Place::kId, Entity::kLead,
       [](Facts* f) { return &f->lead.id; }, nullptr},
      {"lead.person_id", Place::kId, Entity::kLead,
       [](Facts* f) { return &f->lead.person_id; }, nullptr},
      {"lead.company_id", Place::kId, Entity::kLead,
       [](Facts* f) { return &f->lead.company_id; }, nullptr},
      {"lead.offer", Place::kId, Entity::kLead,
       [](Facts* f) { return &f->lead.offer; }, nullptr},
      {"lead.channel", Place::kId, Entity::kLead,
       [](Facts* f) { return &f->lead.channel; }, nullptr},
      {"lead.campaign", Place::kId, Entity::kLead,
       [](Facts* f) { return &f->lead.campaign; }, nullptr},
      {"lead.created_at", Place::kInstant, Entity::kLead, nullptr,
       [](Facts* f) { return &f->lead.created_at; }},
      {"lead.outcome", Place::kOutcome, Entity::kLead, nullptr, nullptr},
      {"lead.outcome_at", Place::kOutcomeAt, Entity::kLead, nullptr, nullptr},
      {"person.id", Place::kId, Entity::kPerson,
       [](Facts* f) { return &f->persons[0].id; }, nullptr},
      {"company.id", Place::kId, Entity::kCompany,
       [](Facts* f) { return &f->company->id; }, nullptr},
      {"opportunity.id", Place::kId, Entity::kOpportunity,
       [](Facts* f) { return &f->opportunity->id; }, nullptr},
      {"opportunity.stage", Place::kId, Entity::kOpportunity,
       [](Facts* f) { return &f->opportunity->stage; }, nullptr},
      {"opportunity.opened_at", Place::kInstant, Entity::kOpportunity, nullptr,
       [](Facts* f) { return &f->opportunity->opened_at; }},
      {"opportunity.value", Place::kDealValue, Entity::kOpportunity, nullptr,
       nullptr},
      {"opportunity.expected_close", Place::kExpectedClose,
       Entity::kOpportunity, nullptr, nullptr},
  };
  std::vector<std::string> known;
  FactTarget target;
  for (const Named& named : kNamed) {
    known.emplace_back(named.name);
    if (fact != named.name) continue;
    target.place_ = named.place;
    target.entity_ = named.entity;
    target.text_ = named.text;
    target.instant_ = named.instant;
    target.attribute_.currency = schema.currency;
    AddEntity(named.entity, shape);
    return target;
  }
  const AttributeSpec* found = nullptr;
  std::string found_name;
  std::string found_entity;
  for (const EntityAttributes& entity : kEntities) {
    for (const AttributeSpec& attribute : schema.*entity.attributes) {
      const std::string name = absl::StrCat(entity.name, ".", attribute.key);
      known.push_back(name);
      if (fact != name && fact != attribute.key) continue;
      if (found != nullptr) {
        return absl::InvalidArgumentError(
            absl::StrCat("\"", fact, "\" is ambiguous: write \"", found_name,
                         "\" or \"", name, "\""));
      }
      found = &attribute;
      found_name = name;
      found_entity = entity.name;
    }
  }
  if (found == nullptr) {
    const std::vector<absl::string_view> names(known.begin(), known.end());
    return absl::NotFoundError(absl::StrCat("there is no fact \"", fact,
                                            "\" in the spec's schema",
                                            DidYouMean(fact, names)));
  }
  target.attribute_ = *found;
  if (target.attribute_.currency.empty()) {
    target.attribute_.currency = schema.currency;
  }
  if (found_entity == "answer") {
    target.place_ = Place::kAnswer;
    target.index_ = shape->lead.answers.size();
    Answer answer;
    answer.question = found->key;
    shape->lead.answers.push_back(std::move(answer));
    return target;
  }
  target.place_ = Place::kAttribute;
  target.entity_ = found_entity == "person"        ? Entity::kPerson
                   : found_entity == "company"     ? Entity::kCompany
                   : found_entity == "opportunity" ? Entity::kOpportunity
                                                   : Entity::kLead;
  AddEntity(target.entity_, shape);
  std::vector<Attribute>& attributes = AttributesOf(target.entity_, shape);
  target.index_ = attributes.size();
  attributes.emplace_back().key = found->key;
  return target;
}

absl::Status FactTarget::SetValue(absl::string_view cell,
                                  const CellContext& context,
                                  Value* value) const {
  const DecimalMark mark = context.decimal_mark;
  switch (attribute_.type) {
    case ValueType::kBoolean:
      if (const auto v = ParseBoolean(cell)) {
        value->kind = *v;
        return absl::OkStatus();
      }
      return MustBe("yes or no (ja, nein, true, false, 1, 0 ...)");
    case ValueType::kInteger:
      if (const auto v = ParseInteger(cell, mark)) {
        value->kind = *v;
        return absl::OkStatus();
      }
      return MustBe("a whole number");
    case ValueType::kNumber:
      if (const auto v = ParseNumber(cell, mark)) {
        value->kind = *v;
        return absl::OkStatus();
      }
      return NotANumber("a number", mark);
    case ValueType::kDate:
      if (const auto v = ParseDate(cell, context.date_order)) {
        value->kind = *v;
        return absl::OkStatus();
      }
      return NotADate("a date such as 2026-11-23 or 23.11.2026", cell);
    case ValueType::kTime:
      if (const auto v = ParseTime(cell, context.date_order)) {
        value->kind = *v;
        return absl::OkStatus();
      }
      return NotADate("a time such as 2026-11-23 10:00 or 23.11.2026 10:00",
                      cell);
    case ValueType::kMoney:
      if (auto v = ParseMoney(cell, mark, attribute_.currency)) {
        value->kind = *std::move(v);
        return absl::OkStatus();
      }
      return NotANumber("an amount of money", mark);
    case ValueType::kList: {
      char separator = kListSeparators.back();
      for (const char c : kListSeparators) {
        if (absl::StrContains(cell, c)) {
          separator = c;
          break;
        }
      }
      TextList list;
      for (const absl::string_view text : absl::StrSplit(cell, separator)) {
        const absl::string_view stripped = absl::StripAsciiWhitespace(text);
        if (!stripped.empty()) list.values.emplace_back(stripped);
      }
      value->kind = std::move(list);
      return absl::OkStatus();
    }
    case ValueType::kText:
    case ValueType::kUnspecified:
      break;
  }
  SetText(cell, value);
  return absl::OkStatus();
}

absl::Status FactTarget::Set(absl::string_view cell, const CellContext& context,
                             Facts* facts) const {
  switch (place_) {
    case Place::kId:
      text_(facts)->assign(cell.data(), cell.size());
      return absl::OkStatus();
    case Place::kInstant:
    case Place::kOutcomeAt: {
      const std::optional<Instant> time = ParseTime(cell, context.date_order);
      if (!time.has_value()) {
        return NotADate("a date or time such as 2026-11-23 or 23.11.2026 10:00",
                        cell);
      }
      if (place_ == Place::kInstant) {
        *instant_(facts) = *time;
      } else {
        if (!facts->lead.outcome.has_value()) facts->lead.outcome.emplace();
        facts->lead.outcome->at = *time;
      }
      return absl::OkStatus();
    }
    case Place::kOutcome: {
      const OutcomeKind kind = context.won->Has(cell) ? OutcomeKind::kWon
                               : context.lost->Has(cell)
                                   ? OutcomeKind::kLost
                                   : OutcomeKind::kUnspecified;
      if (kind == OutcomeKind::kUnspecified) {
        Clear(facts);
        return absl::OkStatus();
      }
      if (!facts->lead.outcome.has_value()) facts->lead.outcome.emplace();
      facts->lead.outcome->kind = kind;
      return absl::OkStatus();
    }
    case Place::kDealValue: {
      auto money = ParseMoney(cell, context.decimal_mark, attribute_.currency);
      if (!money.has_value()) {
        return NotANumber("an amount of money", context.decimal_mark);
      }
      facts->opportunity->value = *std::move(money);
      return absl::OkStatus();
    }
    case Place::kExpectedClose: {
      const std::optional<Date> date = ParseDate(cell, context.date_order);
      if (!date.has_value()) {
        return NotADate("a date such as 2026-11-23 or 23.11.2026", cell);
      }
      facts->opportunity->expected_close = *date;
      return absl::OkStatus();
    }
    case Place::kAttribute:
      return SetValue(cell, context,
                      &AttributesOf(entity_, facts)[index_].value);
    case Place::kAnswer:
      return SetValue(cell, context, &facts->lead.answers[index_].value);
  }
  return absl::OkStatus();
}

void FactTarget::Clear(Facts* facts) const {
  switch (place_) {
    case Place::kId:
      text_(facts)->clear();
      return;
    case Place::kInstant:
      *instant_(facts) = Instant();
      return;
    case Place::kOutcome:
      if (facts->lead.outcome.has_value()) {
        facts->lead.outcome->kind = OutcomeKind::kUnspecified;
      }
      return;
    case Place::kOutcomeAt:
      if (facts->lead.outcome.has_value()) facts->lead.outcome->at = Instant();
      return;
    case Place::kDealValue:
      facts->opportunity->value.reset();
      return;
    case Place::kExpectedClose:
      facts->opportunity->expected_close.reset();
      return;
    case Place::kAttribute:
      AttributesOf(entity_, facts)[index_].value.kind = std::monostate();
      return;
    case Place::kAnswer:
      facts->lead.answers[index_].value.kind = std::monostate();
      return;
  }
}

absl::StatusOr<std::string> MatchHeader(absl::string_view header,
                                        const Schema& schema) {
  const std::string key = KeyFromHeader(header);
  if (key.empty()) return std::string();
  // A label says more than a key, a key more than a usual name.
  std::vector<std::string> by_name, by_label, by_key;
  for (const EntityAttributes& entity : kEntities) {
    for (const AttributeSpec& attribute : schema.*entity.attributes) {
      std::string name = absl::StrCat(entity.name, ".", attribute.key);
      if (header == name) {
        by_name.push_back(std::move(name));
      } else if (KeyFromHeader(attribute.label.en) == key ||
                 KeyFromHeader(attribute.label.de) == key) {
        by_label.push_back(std::move(name));
      } else if (attribute.key == key) {
        by_key.push_back(std::move(name));
      }
    }
  }
  for (const std::vector<std::string>* found : {&by_name, &by_label, &by_key}) {
    if (found->size() == 1) return found->front();
    if (found->size() > 1) {
      return absl::InvalidArgumentError(
          absl::StrCat("could be ", absl::StrJoin(*found, " or "),
                       ": name the one it is in a mapping, or as the header"));
    }
  }
  Facts unused;
  if (FactTarget::Find(header, {}, &unused).ok()) return std::string(header);
  for (const char* name :
       {"lead.person_id", "lead.company_id", "lead.offer", "lead.channel",
        "lead.campaign", "lead.created_at"}) {
    if (absl::EndsWith(name, absl::StrCat(".", key))) return std::string(name);
  }
  if (LooksLikeLeadId(header)) return std::string("lead.id");
  if (LooksLikeOutcome(header)) return std::string("lead.outcome");
  return std::string();
}

bool HasShape(const Facts& facts, const Facts& shape) {
  const auto same = [](const std::vector<Attribute>& a,
                       const std::vector<Attribute>& b) {
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(),
        [](const Attribute& x, const Attribute& y) { return x.key == y.key; });
  };
  return facts.persons.size() == shape.persons.size() &&
         facts.company.has_value() == shape.company.has_value() &&
         facts.opportunity.has_value() == shape.opportunity.has_value() &&
         facts.lead.answers.size() == shape.lead.answers.size() &&
         same(facts.lead.attributes, shape.lead.attributes) &&
         (shape.persons.empty() ||
          same(facts.persons[0].attributes, shape.persons[0].attributes)) &&
         (!shape.company.has_value() ||
          same(facts.company->attributes, shape.company->attributes)) &&
         (!shape.opportunity.has_value() ||
          same(facts.opportunity->attributes, shape.opportunity->attributes));
}

}  // namespace lotse
