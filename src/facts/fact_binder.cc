// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FactBinder: Facts, checked and resolved at an instant, as a LeadView.
#include "lotse/facts/fact_binder.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "lotse/base/utf8.h"
#include "lotse/facts/built_in_facts.h"

namespace lotse {
namespace {

absl::Status ErrorAt(const FieldPath& path, absl::string_view message) {
  return absl::InvalidArgumentError(
      absl::StrCat(path.ToString(), ": ", message));
}

absl::Status TypeError(const FieldPath& path, ValueType type) {
  switch (type) {
    case ValueType::kBoolean:
      return ErrorAt(path, "must be a boolean");
    case ValueType::kInteger:
      return ErrorAt(path, "must be an integer");
    case ValueType::kNumber:
      return ErrorAt(path, "must be a finite number");
    case ValueType::kText:
      return ErrorAt(path, "must be a text");
    case ValueType::kTime:
      return ErrorAt(path,
                     "must be a time, such as 2026-11-23T09:00:00Z, or a date");
    case ValueType::kDate:
      return ErrorAt(path, "must be a date, such as 2026-11-23");
    case ValueType::kList:
      return ErrorAt(path, "must be a list of texts");
    case ValueType::kMoney:
      return ErrorAt(path, "must be an amount of money, such as 50000 EUR");
    case ValueType::kUnspecified:
      break;
  }
  return ErrorAt(path, "has no type");
}

absl::Status CheckText(absl::string_view text, const FieldPath& path) {
  if (text.size() > kMaxTextBytes) {
    return ErrorAt(path,
                   absl::StrCat("has more than ", kMaxTextBytes, " bytes"));
  }
  if (!IsValidUtf8(text)) return ErrorAt(path, "is no valid UTF-8");
  return absl::OkStatus();
}

absl::Status CheckCount(size_t count, size_t limit, const FieldPath& path) {
  if (count <= limit) return absl::OkStatus();
  return ErrorAt(path, absl::StrCat("has more than ", limit, " entries"));
}

// Nothing is known of a slot yet.
constexpr Instant kNever =
    Instant::FromMicros(std::numeric_limits<int64_t>::min());

// Since when an entry counts. "Always" is before any instant.
Instant KnownSince(Instant since) {
  const Instant always = Instant::FromMicros(kNever.micros() + 1);
  return since == Instant() ? always
                            : std::max(since, always + Duration::Micros(1));
}

// Whether `value` is whole and small enough to be exact as an int64.
bool IsWhole(double value) {
  return std::fabs(value) <= 9007199254740992.0 && std::floor(value) == value;
}

}  // namespace

FactBinder::FactBinder(FactCatalog catalog, RateTable rates)
    : catalog_(std::move(catalog)),
      rates_(std::move(rates)),
      no_values_(catalog_.size()),
      no_payload_(catalog_.payload_size()),
      never_(catalog_.size(), kNever),
      payload_never_(catalog_.payload_size(), kNever) {
  const std::pair<absl::string_view, SlotMap*> records[] = {
      {"person", &person_},
      {"company", &company_},
      {"lead", &lead_},
      {"opportunity", &opportunity_},
      {"answer", &answer_}};
  for (FactSlot slot = 0; slot < catalog_.size(); ++slot) {
    const FactDefinition& fact = catalog_.fact(slot);
    if (fact.step != SignalStep::kFact) continue;
    const absl::string_view name = fact.name;
    const size_t dot = name.find('.');
    if (IsBuiltInFact(name.substr(0, dot), name.substr(dot + 1))) continue;
    for (const auto& [record, slots] : records) {
      if (name.substr(0, dot) != record) continue;
      slots->emplace(std::string(name.substr(dot + 1)), slot);
      break;
    }
  }
  for (FactSlot slot = 0; slot < catalog_.payload_size(); ++slot) {
    const std::string& key = catalog_.payload(slot).name;
    if (IsBuiltInFact("activity", key)) {
      built_in_.activity_channel = slot;  // There is no other.
    } else {
      payload_.emplace(key, slot);
    }
  }
  built_in_.offer = *catalog_.Find("lead.offer");
  built_in_.channel = *catalog_.Find("lead.channel");
  built_in_.campaign = *catalog_.Find("lead.campaign");
  built_in_.created_at = *catalog_.Find("lead.created_at");
  built_in_.stage = *catalog_.Find("opportunity.stage");
  built_in_.opened_at = *catalog_.Find("opportunity.opened_at");
  built_in_.expected_close = *catalog_.Find("opportunity.expected_close");
  if (const auto value = catalog_.Find("opportunity.value"); value.ok()) {
    built_in_.value = *value;
  }
  for (uint32_t i = 0; i < catalog_.activity_kinds().size(); ++i) {
    kinds_.emplace(catalog_.activity_kinds()[i].key, i);
  }
}

// One call of Bind.
struct FactBinder::Binding {
  const FactBinder& binder;
  const Instant as_of;
  BindBuffer& buffer;
  size_t payloads_used = 0;

  absl::StatusOr<ValueView> BindMoney(const Money& money,
                                      const FactDefinition& fact,
                                      const FieldPath& path) const {
    if (!IsCurrencyCode(money.currency)) {
      return ErrorAt(path, "has no ISO 4217 currency, such as EUR");
    }
    const std::optional<int64_t> micros = binder.rates_.Convert(
        money.micros, money.currency, fact.currency, as_of.date());
    if (!micros.has_value()) return ValueView();
    return ValueView::OfMoney(*micros, fact.currency);
  }

  // A text where another type is declared: ISO 8601 or money in words.
  absl::StatusOr<ValueView> BindTextAs(absl::string_view text,
                                       const FactDefinition& fact,
                                       const FieldPath& path) {
    switch (fact.type) {
      case ValueType::kText:
        return ValueView::Text(text);
      case ValueType::kList: {
        std::vector<absl::string_view>& list = NextList();
        list.push_back(text);
        return ValueView::List(list);
      }
      case ValueType::kDate:
        if (const auto date = Date::Parse(text); date.ok()) {
          return ValueView::OfDate(*date);
        }
        break;
      case ValueType::kTime:
        if (const auto time = Instant::Parse(text); time.ok()) {
          return ValueView::Time(*time);
        }
        break;
      case ValueType::kMoney:
        if (const auto money = Money::Parse(text); money.ok()) {
          return BindMoney(*money, fact, path);
        }
        break;
      default:
        break;
    }
    return TypeError(path, fact.type);
  }

  std::vector<absl::string_view>& NextList() {
    if (buffer.lists_used == buffer.lists.size()) buffer.lists.emplace_back();
    std::vector<absl::string_view>& list = buffer.lists[buffer.lists_used++];
    list.clear();
    return list;
  }

  absl::StatusOr<ValueView> BindValue(const Value& value,
                                      const FactDefinition& fact,
                                      const FieldPath& path) {
    switch (value.type()) {
      case ValueType::kUnspecified:
        return ValueView();
      case ValueType::kBoolean:
        if (fact.type == ValueType::kBoolean) {
          return ValueView::Boolean(std::get<bool>(value.kind));
        }
        break;
      case ValueType::kInteger: {
        const int64_t v = std::get<int64_t>(value.kind);
        if (fact.type == ValueType::kInteger) return ValueView::Integer(v);
        if (fact.type == ValueType::kNumber) {
          return ValueView::Number(static_cast<double>(v));
        }
        break;
      }
      case ValueType::kNumber: {
        const double v = std::get<double>(value.kind);
        if (!std::isfinite(v)) return ErrorAt(path, "must be a finite number");
        if (fact.type == ValueType::kNumber) return ValueView::Number(v);
        if (fact.type == ValueType::kInteger && IsWhole(v)) {
          return ValueView::Integer(static_cast<int64_t>(v));
        }
        break;
      }
      case ValueType::kText: {
        const std::string& v = std::get<std::string>(value.kind);
        LOTSE_RETURN_IF_ERROR(CheckText(v, path));
        return BindTextAs(v, fact, path);
      }
      case ValueType::kTime:
        if (fact.type == ValueType::kTime) {
          return ValueView::Time(std::get<Instant>(value.kind));
        }
        break;
      case ValueType::kDate: {
        const Date v = std::get<Date>(value.kind);
        if (fact.type == ValueType::kDate) return ValueView::OfDate(v);
        if (fact.type == ValueType::kTime) {
          return ValueView::Time(Instant::StartOf(v));
        }
        break;
      }
      case ValueType::kList: {
        if (fact.type != ValueType::kList) break;
        const std::vector<std::string>& v =
            std::get<TextList>(value.kind).values;
        LOTSE_RETURN_IF_ERROR(CheckCount(v.size(), kMaxListValues, path));
        std::vector<absl::string_view>& list = NextList();
        for (const std::string& text : v) {
          LOTSE_RETURN_IF_ERROR(CheckText(text, path));
          list.push_back(text);
        }
        return ValueView::List(list);
      }
      case ValueType::kMoney:
        if (fact.type == ValueType::kMoney) {
          return BindMoney(std::get<Money>(value.kind), fact, path);
        }
        break;
    }
    return TypeError(path, fact.type);
  }

  // Puts `attributes` at their slots of `values`; `since` has, for each slot,
  // since when the value there is known (kNever: none yet).
  absl::Status BindAttributes(const std::vector<Attribute>& attributes,
                              const SlotMap& slots, bool payload,
                              const FieldPath& path,
                              absl::Span<ValueView> values,
                              absl::Span<Instant> since) {
    LOTSE_RETURN_IF_ERROR(CheckCount(attributes.size(), kMaxAttributes,
                                     path.Child("attributes")));
    bool has_history = false;
    for (size_t i = 0; i < attributes.size(); ++i) {
      const Attribute& attribute = attributes[i];
      const FieldPath here = path.Child("attributes", i);
      const auto it = slots.find(attribute.key);
      if (it == slots.end()) {
        if (binder.catalog_.unknown_attributes() ==
            UnknownAttributes::kRefuse) {
          return ErrorAt(here.Child("key"), "is not in the schema");
        }
        continue;
      }
      const FactSlot slot = it->second;
      const FactDefinition& fact =
          payload ? binder.catalog_.payload(slot) : binder.catalog_.fact(slot);
      LOTSE_ASSIGN_OR_RETURN(
          const ValueView value,
          BindValue(attribute.value, fact, here.Child("value")));
      if (attribute.since > as_of && attribute.since != Instant()) continue;
      const Instant known = KnownSince(attribute.since);
      if (since[slot] != kNever) has_history = true;
      if (known > since[slot]) {
        since[slot] = known;
        values[slot] = value;
      }
    }
    return has_history ? CheckHistory(attributes, slots, path)
                       : absl::OkStatus();
  }

  // Refuses a key that stands twice with the same `since`.
  absl::Status CheckHistory(const std::vector<Attribute>& attributes,
                            const SlotMap& slots, const FieldPath& path) {
    buffer.history.clear();
    for (size_t i = 0; i < attributes.size(); ++i) {
      const auto it = slots.find(attributes[i].key);
      if (it == slots.end()) continue;
      if (attributes[i].since != Instant() && attributes[i].since > as_of) {
        continue;
      }
      buffer.history.emplace_back(it->second, KnownSince(attributes[i].since),
                                  i);
    }
    std::sort(buffer.history.begin(), buffer.history.end());
    for (size_t i = 1; i < buffer.history.size(); ++i) {
      const auto& [slot, since, index] = buffer.history[i];
      if (std::get<0>(buffer.history[i - 1]) != slot ||
          std::get<1>(buffer.history[i - 1]) != since) {
        continue;
      }
      const FieldPath here = path.Child("attributes", index);
      return ErrorAt(here.Child("key"), "stands twice with the same `since`");
    }
    return absl::OkStatus();
  }

  absl::Status BindActivities(const std::vector<Activity>& activities,
                              const FieldPath& path) {
    const FactCatalog& catalog = binder.catalog_;
    const FactSlot channel_slot = binder.built_in_.activity_channel;
    for (size_t i = 0; i < activities.size(); ++i) {
      const Activity& activity = activities[i];
      const FieldPath here = path.Child("activities", i);
      if (buffer.activities.size() == kMaxActivities) {
        return ErrorAt(here, absl::StrCat("a lead has at most ", kMaxActivities,
                                          " activities"));
      }
      if (!activity.id.empty() && !buffer.ids.insert(activity.id).second) {
        return ErrorAt(here.Child("id"), "stands twice");
      }
      if (activity.occurred_at == Instant()) {
        return ErrorAt(here.Child("occurred_at"), "is missing");
      }
      const auto kind = binder.kinds_.find(activity.kind);
      if (kind == binder.kinds_.end()) {
        if (catalog.unknown_attributes() == UnknownAttributes::kRefuse) {
          return ErrorAt(here.Child("kind"), "is not in the schema");
        }
        continue;
      }
      if (payloads_used == buffer.payloads.size()) {
        buffer.payloads.emplace_back();
      }
      std::vector<ValueView>& payload = buffer.payloads[payloads_used++];
      payload = binder.no_payload_;
      buffer.known_since = binder.payload_never_;
      LOTSE_RETURN_IF_ERROR(BindAttributes(
          activity.attributes, binder.payload_, /*payload=*/true, here,
          absl::MakeSpan(payload), absl::MakeSpan(buffer.known_since)));
      LOTSE_RETURN_IF_ERROR(CheckText(activity.channel, here.Child("channel")));
      payload[channel_slot] = activity.channel.empty()
                                  ? ValueView()
                                  : ValueView::Text(activity.channel);
      buffer.activities.push_back(
          {kind->second, activity.occurred_at, payload});
    }
    return absl::OkStatus();
  }

  absl::Status BindConsents(const std::vector<Consent>& consents,
                            const FieldPath& path, bool used) {
    LOTSE_RETURN_IF_ERROR(
        CheckCount(consents.size(), kMaxListValues, path.Child("consents")));
    for (size_t i = 0; i < consents.size(); ++i) {
      const Consent& consent = consents[i];
      const FieldPath here = path.Child("consents", i);
      if (consent.event == ConsentEvent::kUnspecified ||
          consent.event > ConsentEvent::kWithdrawn) {
        return ErrorAt(here.Child("event"),
                       "must be given, confirmed or withdrawn");
      }
      if (consent.at == Instant())
        return ErrorAt(here.Child("at"), "is missing");
      if (!used) continue;
      buffer.consents.push_back({consent.purpose, consent.channel,
                                 consent.event, consent.at,
                                 consent.expires_at});
    }
    return absl::OkStatus();
  }

  absl::Status BindAnswers(const std::vector<Answer>& answers,
                           const FieldPath& path) {
    LOTSE_RETURN_IF_ERROR(
        CheckCount(answers.size(), kMaxListValues, path.Child("answers")));
    for (size_t i = 0; i < answers.size(); ++i) {
      const Answer& answer = answers[i];
      const FieldPath here = path.Child("answers", i);
      const auto it = binder.answer_.find(answer.question);
      if (it == binder.answer_.end()) {
        if (binder.catalog_.unknown_attributes() ==
            UnknownAttributes::kRefuse) {
          return ErrorAt(here.Child("question"), "is not in the schema");
        }
        continue;
      }
      const FactSlot slot = it->second;
      LOTSE_ASSIGN_OR_RETURN(const ValueView value,
                             BindValue(answer.value, binder.catalog_.fact(slot),
                                       here.Child("value")));
      if (answer.answered_at != Instant() && answer.answered_at > as_of) {
        continue;
      }
      if (answer.valid_until != Instant() && answer.valid_until <= as_of) {
        continue;
      }
      const Instant at = KnownSince(answer.answered_at);
      if (at >= buffer.known_since[slot]) {
        buffer.known_since[slot] = at;
        buffer.values[slot] = value;
      }
    }
    return absl::OkStatus();
  }

  static ValueView TextOrMissing(const std::string& text) {
    return text.empty() ? ValueView() : ValueView::Text(text);
  }
  static ValueView TimeOrMissing(Instant time) {
    return time == Instant() ? ValueView() : ValueView::Time(time);
  }

  absl::Status BindLead(const Lead& lead) {
    const FieldPath path("lead");
    LOTSE_RETURN_IF_ERROR(BindRecord(lead.attributes, binder.lead_, path));
    LOTSE_RETURN_IF_ERROR(BindAnswers(lead.answers, path));
    LOTSE_RETURN_IF_ERROR(CheckCount(lead.assessments.size(), kMaxListValues,
                                     path.Child("assessments")));
    for (size_t i = 0; i < lead.assessments.size(); ++i) {
      const double p = lead.assessments[i].probability;
      if (!(p >= 0 && p <= 1)) {
        return ErrorAt(path.Child("assessments", i).Child("probability"),
                       "must be from 0 to 1");
      }
    }
    LOTSE_RETURN_IF_ERROR(CheckText(lead.offer, path.Child("offer")));
    LOTSE_RETURN_IF_ERROR(CheckText(lead.channel, path.Child("channel")));
    LOTSE_RETURN_IF_ERROR(CheckText(lead.campaign, path.Child("campaign")));
    buffer.values[binder.built_in_.offer] = TextOrMissing(lead.offer);
    buffer.values[binder.built_in_.channel] = TextOrMissing(lead.channel);
    buffer.values[binder.built_in_.campaign] = TextOrMissing(lead.campaign);
    buffer.values[binder.built_in_.created_at] = TimeOrMissing(lead.created_at);
    return absl::OkStatus();
  }

  absl::Status BindOpportunity(const Opportunity& opportunity) {
    const FieldPath path("opportunity");
    LOTSE_RETURN_IF_ERROR(
        BindRecord(opportunity.attributes, binder.opportunity_, path));
    LOTSE_RETURN_IF_ERROR(CheckText(opportunity.stage, path.Child("stage")));
    buffer.values[binder.built_in_.stage] = TextOrMissing(opportunity.stage);
    buffer.values[binder.built_in_.opened_at] =
        TimeOrMissing(opportunity.opened_at);
    if (opportunity.expected_close.has_value()) {
      buffer.values[binder.built_in_.expected_close] =
          ValueView::OfDate(*opportunity.expected_close);
    }
    // The value is a fact only where the schema has a currency.
    const std::optional<FactSlot> slot = binder.built_in_.value;
    if (opportunity.value.has_value() && slot.has_value()) {
      LOTSE_ASSIGN_OR_RETURN(
          buffer.values[*slot],
          BindMoney(*opportunity.value, binder.catalog_.fact(*slot),
                    path.Child("value")));
    }
    return absl::OkStatus();
  }

  absl::Status BindRecord(const std::vector<Attribute>& attributes,
                          const SlotMap& slots, const FieldPath& path) {
    return BindAttributes(attributes, slots, /*payload=*/false, path,
                          absl::MakeSpan(buffer.values),
                          absl::MakeSpan(buffer.known_since));
  }

  absl::Status BindPersons(const Facts& facts) {
    LOTSE_RETURN_IF_ERROR(
        CheckCount(facts.persons.size(), kMaxListValues, FieldPath("persons")));
    const FieldPath root;
    bool found = false;
    for (size_t i = 0; i < facts.persons.size(); ++i) {
      const Person& person = facts.persons[i];
      const FieldPath path = root.Child("persons", i);
      if (!person.id.empty() && !buffer.ids.insert(person.id).second) {
        return ErrorAt(path.Child("id"), "stands twice");
      }
      const bool is_leads = !found && (facts.lead.person_id.empty() ||
                                       facts.lead.person_id == person.id);
      found = found || is_leads;
      if (is_leads) {
        LOTSE_RETURN_IF_ERROR(
            BindRecord(person.attributes, binder.person_, path));
      }
      LOTSE_RETURN_IF_ERROR(BindConsents(person.consents, path, is_leads));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<LeadView> Bind(const Facts& facts) {
    buffer.values = binder.no_values_;
    buffer.known_since = binder.never_;
    buffer.activities.clear();
    buffer.consents.clear();
    buffer.ids.clear();
    buffer.lists_used = 0;
    LOTSE_RETURN_IF_ERROR(BindPersons(facts));
    LOTSE_RETURN_IF_ERROR(BindLead(facts.lead));
    if (facts.company.has_value()) {
      const FieldPath path("company");
      LOTSE_RETURN_IF_ERROR(
          BindRecord(facts.company->attributes, binder.company_, path));
      LOTSE_RETURN_IF_ERROR(
          BindConsents(facts.company->consents, path, /*used=*/false));
    }
    if (facts.opportunity.has_value()) {
      LOTSE_RETURN_IF_ERROR(BindOpportunity(*facts.opportunity));
    }
    // Activities reuse known_since, so they come last.
    buffer.ids.clear();
    const FieldPath root;
    for (size_t i = 0; i < facts.persons.size(); ++i) {
      LOTSE_RETURN_IF_ERROR(BindActivities(facts.persons[i].activities,
                                           root.Child("persons", i)));
    }
    if (facts.company.has_value()) {
      LOTSE_RETURN_IF_ERROR(
          BindActivities(facts.company->activities, FieldPath("company")));
    }
    LeadView view;
    view.values = buffer.values;
    view.activities = buffer.activities;
    view.consents = buffer.consents;
    return view;
  }
};

absl::StatusOr<LeadView> FactBinder::Bind(const Facts& facts, Instant as_of,
                                          BindBuffer* buffer) const {
  return Binding{*this, as_of, *buffer}.Bind(facts);
}

absl::StatusOr<ValueView> FactBinder::BindValue(const Value& value,
                                                FactSlot slot, Instant as_of,
                                                const FieldPath& path,
                                                BindBuffer* buffer) const {
  return Binding{*this, as_of, *buffer}.BindValue(value, catalog_.fact(slot),
                                                  path);
}

std::optional<FactSlot> FactBinder::FindQuestion(
    absl::string_view question) const {
  const auto it = answer_.find(question);
  if (it == answer_.end()) return std::nullopt;
  return it->second;
}

}  // namespace lotse
