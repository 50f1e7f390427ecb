// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PromotionProposal and DemotionProposal: what the host creates, links and
// fills when a lead becomes an opportunity, and what stays when it becomes a
// lead again; as plain data, to be shown before anything is done.
//
//   PromotionCandidates candidates;     // what the host found by e-mail, name
//   candidates.persons = found_persons;
//   LOTSE_ASSIGN_OR_RETURN(
//       PromotionProposal proposal,
//       converter.ProposePromotion(facts, candidates, as_of));   // converter.h
//   if (proposal.company.action == RecordAction::kAmbiguous) ...  // ask
//
// Nothing is overwritten and nothing is done: the host makes and links the
// records, then applies `fills`. After that the same question proposes nothing
// more.
#ifndef LOTSE_LIFECYCLE_PROMOTION_H_
#define LOTSE_LIFECYCLE_PROMOTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"
#include "lotse/facts/fact_change.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/value.h"

namespace lotse {

// A deal that the lead's may be.
struct DealCandidate {
  // Its id is required.
  Opportunity opportunity;
  // The lead that it was promoted from. Unset: unknown.
  std::string lead_id;
  // The party. Unset: none, or unknown.
  std::string company_id;
  std::string person_id;
  // What it is about. Unset: unknown.
  std::string offer;
  // It is won, lost or given up.
  bool closed = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "opportunity", &DealCandidate::opportunity},
                     Field{2, "lead_id", &DealCandidate::lead_id},
                     Field{3, "company_id", &DealCandidate::company_id},
                     Field{4, "person_id", &DealCandidate::person_id},
                     Field{5, "offer", &DealCandidate::offer},
                     Field{6, "closed", &DealCandidate::closed});
  }
};

// Records of the host that the lead may be about. The host searches as widely
// as it likes; what does not match is passed over. Each has an id.
struct PromotionCandidates {
  std::vector<Person> persons;
  std::vector<Company> companies;
  // Of the same party, and the one this lead had before it was demoted.
  std::vector<DealCandidate> deals;

  static constexpr auto Fields() {
    return FieldList(Field{1, "persons", &PromotionCandidates::persons},
                     Field{2, "companies", &PromotionCandidates::companies},
                     Field{3, "deals", &PromotionCandidates::deals});
  }
};

enum class RecordAction : uint8_t {
  kUnspecified = 0,  // Nothing: there is no such party.
  kCreate = 1,
  kLink = 2,       // To a candidate.
  kKeep = 3,       // The lead is linked already.
  kAmbiguous = 4,  // A person must choose one of `matches`, or a new record.
};

template <>
struct EnumNames<RecordAction> {
  static constexpr const char* kPrefix = "RECORD_ACTION_";
  static constexpr EnumName<RecordAction> kNames[] = {
      {RecordAction::kCreate, "create"},
      {RecordAction::kLink, "link"},
      {RecordAction::kKeep, "keep"},
      {RecordAction::kAmbiguous, "ambiguous"}};
};

// By what a deal matches, in RecordMatch::key.
inline constexpr char kMatchedByLead[] = "lead";
inline constexpr char kMatchedByOffer[] = "offer";

// A candidate that may be the record.
struct RecordMatch {
  std::string id;
  // By what: the attributes of a key, such as "email" or "name+phone"; of deals
  // "lead" (it was this lead's before) or "offer" (open, of the same party,
  // about the same offer).
  std::string key;
  // A stronger key that is known of both and differs. Empty: none.
  std::string contradicted_by;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "id", &RecordMatch::id}, Field{2, "key", &RecordMatch::key},
        Field{3, "contradicted_by", &RecordMatch::contradicted_by});
  }
};

// What becomes of one record.
struct RecordProposal {
  RecordAction action = RecordAction::kUnspecified;
  // The record to link, or to keep. Empty: none yet.
  std::string id;
  // The one that is linked, or those to choose from, sorted by id.
  std::vector<RecordMatch> matches;

  static constexpr auto Fields() {
    return FieldList(Field{1, "action", &RecordProposal::action},
                     Field{2, "id", &RecordProposal::id},
                     Field{3, "matches", &RecordProposal::matches});
  }
};

// A field that was not filled because it says something else.
struct FillConflict {
  FactRecord record = FactRecord::kUnspecified;
  // Empty: the lead's own record, which has no id yet.
  std::string record_id;
  std::string attribute;
  // What stays.
  Value kept;
  // What the lead says, and the fact that says it.
  Value offered;
  std::string from;

  static constexpr auto Fields() {
    return FieldList(Field{1, "record", &FillConflict::record},
                     Field{2, "record_id", &FillConflict::record_id},
                     Field{3, "attribute", &FillConflict::attribute},
                     Field{4, "kept", &FillConflict::kept},
                     Field{5, "offered", &FillConflict::offered},
                     Field{6, "from", &FillConflict::from});
  }
};

// A consent that the person has withdrawn: it holds for what is linked, too.
struct WithdrawnConsent {
  // Empty: the lead's own person, who has no id yet.
  std::string person_id;
  std::string purpose;
  std::string channel;

  static constexpr auto Fields() {
    return FieldList(Field{1, "person_id", &WithdrawnConsent::person_id},
                     Field{2, "purpose", &WithdrawnConsent::purpose},
                     Field{3, "channel", &WithdrawnConsent::channel});
  }
};

struct PromotionProposal {
  std::string lead_id;
  Instant as_of;
  // Unspecified for a private person.
  RecordProposal company;
  RecordProposal person;
  // Linked instead of created if there is one for the same offer.
  RecordProposal opportunity;
  // Empty fields to fill, for ApplyFactChanges once the records are linked;
  // `record_id` is empty for one that is created. The source is "promotion."
  // and the fact; "promotion" for when a new opportunity was opened. What else
  // the lead's own record of a person carries, activities and consents, goes
  // with it.
  std::vector<FactChange> fills;
  // Fields that are not touched.
  std::vector<FillConflict> conflicts;
  // Other open deals of the party, by id.
  std::vector<std::string> other_deals;
  std::vector<WithdrawnConsent> withdrawn;
  // All this in sentences, in the language asked for
  // (describe_conversion.h). Empty unless asked for.
  std::vector<std::string> sentences;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lead_id", &PromotionProposal::lead_id},
                     Field{2, "as_of", &PromotionProposal::as_of},
                     Field{3, "company", &PromotionProposal::company},
                     Field{4, "person", &PromotionProposal::person},
                     Field{5, "opportunity", &PromotionProposal::opportunity},
                     Field{6, "fills", &PromotionProposal::fills},
                     Field{7, "conflicts", &PromotionProposal::conflicts},
                     Field{8, "other_deals", &PromotionProposal::other_deals},
                     Field{9, "withdrawn", &PromotionProposal::withdrawn},
                     Field{10, "sentences", &PromotionProposal::sentences});
  }
};

// An opportunity becomes a lead again. Nothing is lost: the host closes or
// hides the opportunity but keeps it, and gives it back as a candidate when the
// lead is promoted again; then it is taken up again.
struct DemotionProposal {
  std::string lead_id;
  Instant at;
  std::string reason;
  // Who owns the lead now: the role, and who had it last there. Empty: nobody.
  std::string owner_role;
  std::string last_owner;
  // How often the lead was demoted, this time included.
  int64_t loop = 0;
  // How long it was an opportunity. Unset: unknown.
  Duration after;
  // What is kept. Empty: there is no opportunity among the facts.
  std::string opportunity_id;
  // What is known of it, by name, such as "opportunity.value".
  std::vector<std::string> kept;
  // All this in sentences. Empty unless asked for.
  std::vector<std::string> sentences;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "lead_id", &DemotionProposal::lead_id},
        Field{2, "at", &DemotionProposal::at},
        Field{3, "reason", &DemotionProposal::reason},
        Field{4, "owner_role", &DemotionProposal::owner_role},
        Field{5, "last_owner", &DemotionProposal::last_owner},
        Field{6, "loop", &DemotionProposal::loop},
        Field{7, "after", &DemotionProposal::after},
        Field{8, "opportunity_id", &DemotionProposal::opportunity_id},
        Field{9, "kept", &DemotionProposal::kept},
        Field{10, "sentences", &DemotionProposal::sentences});
  }
};

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_PROMOTION_H_
