// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Facts: everything the host knows about one lead, as plain data it owns.
//
// A Lead is one interest of a party in one offer, from first contact to won or
// lost. Person and Company are identities that outlive it. Lotse never changes
// facts; verbs that improve them return a list of changes instead.
//
//   Facts facts;
//   facts.lead.id = "L-1";
//   facts.company.emplace();
//   facts.company->attributes.push_back({"employees", Value{int64_t{120}}});
//
// All ids are the host's. "Unset" instants are 1970-01-01T00:00:00Z and mean
// what each field says. Facts later than the instant of an evaluation do not
// exist for it.
#ifndef LOTSE_FACTS_FACTS_H_
#define LOTSE_FACTS_FACTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/money.h"
#include "lotse/base/time.h"
#include "lotse/facts/value.h"

namespace lotse {

// One attribute of a record. The same key may stand several times with
// different `since`: its history. The latest that is not after the evaluation
// counts.
struct Attribute {
  std::string key;
  Value value;
  // Since when this is known. Unset: always.
  Instant since;
  // Where it comes from, such as "form" or "call". Unset: unknown.
  std::string source;

  static constexpr auto Fields() {
    return FieldList(Field{1, "key", &Attribute::key},
                     Field{2, "value", &Attribute::value},
                     Field{3, "since", &Attribute::since},
                     Field{4, "source", &Attribute::source});
  }
};

// A time-stamped touchpoint: form, download, webinar, reply, call, bounce ...
struct Activity {
  // Unique among the activities of one lead. Unset: anonymous.
  std::string id;
  // A kind of the schema, such as "download".
  std::string kind;
  // Required.
  Instant occurred_at;
  // The channel it came through. Unset: unknown.
  std::string channel;
  // What it carries, such as the asset that was downloaded.
  std::vector<Attribute> attributes;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &Activity::id},
                     Field{2, "kind", &Activity::kind},
                     Field{3, "occurred_at", &Activity::occurred_at},
                     Field{4, "channel", &Activity::channel},
                     Field{5, "attributes", &Activity::attributes});
  }
};

// What happened to a consent.
enum class ConsentEvent : uint8_t {
  kUnspecified = 0,  // Refused when read.
  kGiven = 1,        // Given, not yet confirmed (double opt-in).
  kConfirmed = 2,    // Confirmed: opt-in link followed, card signed ...
  kWithdrawn = 3,    // Withdrawn, or an objection.
};

template <>
struct EnumNames<ConsentEvent> {
  static constexpr const char* kPrefix = "CONSENT_EVENT_";
  static constexpr EnumName<ConsentEvent> kNames[] = {
      {ConsentEvent::kGiven, "given"},
      {ConsentEvent::kConfirmed, "confirmed"},
      {ConsentEvent::kWithdrawn, "withdrawn"}};
};

// One entry of the append-only proof of consent. ConsentAt (consent.h) says
// what the entries add up to at an instant.
struct Consent {
  // What for, such as "newsletter".
  std::string purpose;
  // How contact is allowed: "email", "phone", "post" ...
  std::string channel;
  ConsentEvent event = ConsentEvent::kUnspecified;
  // When. Required.
  Instant at;
  // When the consent ends by itself. Unset: never.
  Instant expires_at;
  // Version of the wording the person saw.
  std::string wording;
  // Legal basis, such as "consent" or "existing_customer".
  std::string legal_basis;
  // What proves it, such as a form's address or a card's archive number.
  std::string evidence;

  static constexpr auto Fields() {
    return FieldList(Field{1, "purpose", &Consent::purpose},
                     Field{2, "channel", &Consent::channel},
                     Field{3, "event", &Consent::event},
                     Field{4, "at", &Consent::at},
                     Field{5, "expires_at", &Consent::expires_at},
                     Field{6, "wording", &Consent::wording},
                     Field{7, "legal_basis", &Consent::legal_basis},
                     Field{8, "evidence", &Consent::evidence});
  }
};

// A human being.
struct Person {
  std::string id;
  std::vector<Attribute> attributes;
  std::vector<Activity> activities;
  std::vector<Consent> consents;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &Person::id},
                     Field{2, "attributes", &Person::attributes},
                     Field{3, "activities", &Person::activities},
                     Field{4, "consents", &Person::consents});
  }
};

// An organisation.
struct Company {
  std::string id;
  std::vector<Attribute> attributes;
  std::vector<Activity> activities;
  std::vector<Consent> consents;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &Company::id},
                     Field{2, "attributes", &Company::attributes},
                     Field{3, "activities", &Company::activities},
                     Field{4, "consents", &Company::consents});
  }
};

// An answer to a qualifying question. The latest valid one counts.
struct Answer {
  // Key of the question in the schema.
  std::string question;
  // Missing: asked, but not known.
  Value value;
  // When. Unset: always known.
  Instant answered_at;
  // When it stops counting. Unset: never.
  Instant valid_until;
  // Who answered or wrote it down, and where: "call", "form" ...
  std::string author;
  std::string source;
  // Version of the questionnaire that asked. 0: unknown.
  int64_t version = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "question", &Answer::question},
                     Field{2, "value", &Answer::value},
                     Field{3, "answered_at", &Answer::answered_at},
                     Field{4, "valid_until", &Answer::valid_until},
                     Field{5, "author", &Answer::author},
                     Field{6, "source", &Answer::source},
                     Field{7, "version", &Answer::version});
  }
};

// A representative's own view of the probability that the lead buys.
struct Assessment {
  // 0 to 1.
  double probability = 0;
  // Id of who made it, or a pseudonym. Unset: somebody.
  std::string author;
  // When. Unset: always known; where views fade or expire it does not count.
  Instant at;
  // For people. Unset: none given.
  std::string reason;

  static constexpr auto Fields() {
    return FieldList(Field{1, "probability", &Assessment::probability},
                     Field{2, "author", &Assessment::author},
                     Field{3, "at", &Assessment::at},
                     Field{4, "reason", &Assessment::reason});
  }
};

// How a lead ended.
enum class OutcomeKind : uint8_t {
  kUnspecified = 0,  // Still open.
  kWon = 1,
  kLost = 2,
};

template <>
struct EnumNames<OutcomeKind> {
  static constexpr const char* kPrefix = "OUTCOME_KIND_";
  static constexpr EnumName<OutcomeKind> kNames[] = {
      {OutcomeKind::kWon, "won"}, {OutcomeKind::kLost, "lost"}};
};

struct Outcome {
  OutcomeKind kind = OutcomeKind::kUnspecified;
  Instant at;
  // Key or text of the reason. Unset: none given.
  std::string reason;
  // Value of the deal won. Unset: unknown.
  std::optional<Money> value;

  static constexpr auto Fields() {
    return FieldList(Field{1, "kind", &Outcome::kind},
                     Field{2, "at", &Outcome::at},
                     Field{3, "reason", &Outcome::reason},
                     Field{4, "value", &Outcome::value});
  }
};

// One interest of a party in one offer.
struct Lead {
  std::string id;
  // The person whose interest it is; one of Facts::persons. Unset: the first.
  std::string person_id;
  std::string company_id;
  // What the interest is in, such as a product.
  std::string offer;
  // Channel of the first contact.
  std::string channel;
  std::string campaign;
  // First contact. Unset: unknown.
  Instant created_at;
  std::vector<Attribute> attributes;
  std::vector<Answer> answers;
  std::vector<Assessment> assessments;
  // Unset: open. Never read by conditions: it is what they are to predict.
  std::optional<Outcome> outcome;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "id", &Lead::id}, Field{2, "person_id", &Lead::person_id},
        Field{3, "company_id", &Lead::company_id},
        Field{4, "offer", &Lead::offer}, Field{5, "channel", &Lead::channel},
        Field{6, "campaign", &Lead::campaign},
        Field{7, "created_at", &Lead::created_at},
        Field{8, "attributes", &Lead::attributes},
        Field{9, "answers", &Lead::answers},
        Field{10, "assessments", &Lead::assessments},
        Field{11, "outcome", &Lead::outcome});
  }
};

// The deal facts of a lead that was promoted.
struct Opportunity {
  std::string id;
  // Unset: unknown.
  std::optional<Money> value;
  // The host's stage.
  std::string stage;
  // Unset: unknown.
  Instant opened_at;
  std::optional<Date> expected_close;
  std::vector<Attribute> attributes;
  // Ids of the persons involved, and names of the competitors.
  std::vector<std::string> person_ids;
  std::vector<std::string> competitors;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &Opportunity::id},
                     Field{2, "value", &Opportunity::value},
                     Field{3, "stage", &Opportunity::stage},
                     Field{4, "opened_at", &Opportunity::opened_at},
                     Field{5, "expected_close", &Opportunity::expected_close},
                     Field{6, "attributes", &Opportunity::attributes},
                     Field{7, "person_ids", &Opportunity::person_ids},
                     Field{8, "competitors", &Opportunity::competitors});
  }
};

// One lead with everything around it.
struct Facts {
  Lead lead;
  std::vector<Person> persons;
  // Unset: a private person, or unknown.
  std::optional<Company> company;
  // Unset: not promoted.
  std::optional<Opportunity> opportunity;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lead", &Facts::lead},
                     Field{2, "persons", &Facts::persons},
                     Field{3, "company", &Facts::company},
                     Field{4, "opportunity", &Facts::opportunity});
  }
};

}  // namespace lotse

#endif  // LOTSE_FACTS_FACTS_H_
