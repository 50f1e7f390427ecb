// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Converter::ProposePromotion.
#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "lotse/facts/consent.h"
#include "lotse/facts/known_fact.h"
#include "lotse/facts/same_value.h"
#include "lotse/lifecycle/converter.h"
#include "src/lifecycle/conversion_program.h"
#include "src/lifecycle/match_records.h"

namespace lotse {
namespace {

absl::Status Invalid(const FieldPath& path, absl::string_view message) {
  return absl::InvalidArgumentError(
      absl::StrCat(path.ToString(), ": ", message));
}

// Checks a list of candidates: how many there are, their ids, and what they say
// alone. `wrap` puts a candidate into empty facts, where its path is `record`,
// and gives its id, which is at `id`.
template <typename Candidate, typename Wrap>
absl::Status CheckCandidates(const std::vector<Candidate>& candidates,
                             const char* list, const char* id,
                             absl::string_view record, const FactBinder& binder,
                             Instant as_of, const Wrap& wrap) {
  const FieldPath path("candidates");
  if (candidates.size() > kMaxListValues) {
    return Invalid(path.Child(list),
                   absl::StrCat("has more than ", kMaxListValues, " entries"));
  }
  std::set<std::string> ids;
  BindBuffer buffer;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const FieldPath here = path.Child(list, i);
    Facts alone;
    const std::string& known_by = wrap(candidates[i], &alone);
    if (known_by.empty()) return Invalid(here.Child(id), "is missing");
    if (!ids.insert(known_by).second) {
      return Invalid(here.Child(id), "stands twice");
    }
    const absl::Status bound = binder.Bind(alone, as_of, &buffer).status();
    if (bound.ok()) continue;
    return absl::Status(
        bound.code(), absl::StrCat(here.ToString(), ".",
                                   absl::StripPrefix(bound.message(), record)));
  }
  return absl::OkStatus();
}

template <typename Record>
std::vector<RecordRef> RefsOf(const std::vector<Record>& records) {
  std::vector<RecordRef> refs;
  for (const Record& record : records) {
    refs.push_back({record.id, record.attributes});
  }
  return refs;
}

template <typename Record>
const Record* FindById(const std::vector<Record>& records,
                       const std::string& id) {
  for (const Record& record : records) {
    if (!id.empty() && record.id == id) return &record;
  }
  return nullptr;
}

RecordProposal Keep(const std::string& id) {
  RecordProposal proposal;
  proposal.action = RecordAction::kKeep;
  proposal.id = id;
  return proposal;
}

// What becomes of a person or company. `own`: the record among the facts, or
// null; `own_id`: what the lead calls it.
template <typename Record>
RecordProposal ProposeParty(const Record* own, const std::string& own_id,
                            const std::vector<Record>& candidates,
                            const std::vector<MatchKey>& keys, Instant as_of) {
  if (own != nullptr && !own->id.empty()) return Keep(own->id);
  if (!own_id.empty()) return Keep(own_id);
  if (own == nullptr) return {};
  return MatchRecord({own->id, own->attributes}, RefsOf(candidates), keys,
                     as_of);
}

// `value` in a type that it fits (see Fits of compile_converter.cc), money in
// its own currency. Texts that stand for another type were read before, so they
// can be read.
Value AsType(const Value& value, ValueType type) {
  Value out;
  if (value.type() == type) return value;
  if (const auto* whole = std::get_if<int64_t>(&value.kind)) {
    if (type == ValueType::kNumber) out.kind = static_cast<double>(*whole);
  } else if (const auto* number = std::get_if<double>(&value.kind)) {
    if (type == ValueType::kInteger) out.kind = static_cast<int64_t>(*number);
  } else if (const auto* date = std::get_if<Date>(&value.kind)) {
    if (type == ValueType::kTime) out.kind = Instant::StartOf(*date);
  } else if (const auto* text = std::get_if<std::string>(&value.kind)) {
    const auto read = [&](const auto& parsed) {
      if (parsed.ok()) out.kind = *parsed;
    };
    if (type == ValueType::kDate) read(Date::Parse(*text));
    if (type == ValueType::kTime) read(Instant::Parse(*text));
    if (type == ValueType::kMoney) read(Money::Parse(*text));
    if (type == ValueType::kList) out.kind = TextList{{*text}};
  }
  return out;
}

// One call.
class PromotionDraft {
 public:
  PromotionDraft(const ConversionProgram& program, const Facts& facts,
                 const PromotionCandidates& candidates, Instant as_of)
      : program_(program),
        facts_(facts),
        candidates_(candidates),
        as_of_(as_of) {
    proposal_.lead_id = facts.lead.id;
    proposal_.as_of = as_of;
  }

  absl::StatusOr<PromotionProposal> Make() {
    LOTSE_RETURN_IF_ERROR(Check());
    proposal_.company =
        ProposeParty(OwnCompany(), facts_.lead.company_id,
                     candidates_.companies, program_.spec.company_keys, as_of_);
    proposal_.person =
        ProposeParty(PersonOfLead(facts_), facts_.lead.person_id,
                     candidates_.persons, program_.spec.person_keys, as_of_);
    proposal_.opportunity = ProposeOpportunity();
    FindTargets();
    LOTSE_RETURN_IF_ERROR(Fill());
    ListOtherDeals();
    ListWithdrawn();
    return std::move(proposal_);
  }

 private:
  const Company* OwnCompany() const {
    return facts_.company.has_value() ? &*facts_.company : nullptr;
  }
  const Opportunity* OwnOpportunity() const {
    return facts_.opportunity.has_value() ? &*facts_.opportunity : nullptr;
  }

  absl::Status Check() const {
    BindBuffer buffer;
    LOTSE_RETURN_IF_ERROR(
        program_.binder.Bind(facts_, as_of_, &buffer).status());
    const FactBinder& binder = program_.binder;
    LOTSE_RETURN_IF_ERROR(CheckCandidates(
        candidates_.persons, "persons", "id", "persons[0].", binder, as_of_,
        [](const Person& person, Facts* alone) -> const std::string& {
          alone->persons = {person};
          return person.id;
        }));
    LOTSE_RETURN_IF_ERROR(CheckCandidates(
        candidates_.companies, "companies", "id", "company.", binder, as_of_,
        [](const Company& company, Facts* alone) -> const std::string& {
          alone->company = company;
          return company.id;
        }));
    return CheckCandidates(
        candidates_.deals, "deals", "opportunity.id", "", binder, as_of_,
        [](const DealCandidate& deal, Facts* alone) -> const std::string& {
          alone->opportunity = deal.opportunity;
          return deal.opportunity.id;
        });
  }

  // Whether the deal is one of the party that the lead is linked to: the
  // company, or a private person.
  bool IsOfParty(const DealCandidate& deal) const {
    const RecordProposal& company = proposal_.company;
    if (company.action != RecordAction::kUnspecified) {
      return !company.id.empty() && deal.company_id == company.id;
    }
    return !proposal_.person.id.empty() && deal.company_id.empty() &&
           deal.person_id == proposal_.person.id;
  }

  RecordProposal ProposeOpportunity() const {
    const Opportunity* const own = OwnOpportunity();
    if (own != nullptr && !own->id.empty()) return Keep(own->id);
    // Of several that were this lead's the open ones are meant.
    std::vector<RecordMatch> taken_up, open, same_offer;
    const std::string offer = KeyText(facts_.lead.offer, /*compact=*/false);
    for (const DealCandidate& deal : candidates_.deals) {
      if (!facts_.lead.id.empty() && deal.lead_id == facts_.lead.id) {
        taken_up.push_back({deal.opportunity.id, kMatchedByLead, ""});
        if (!deal.closed) open.push_back(taken_up.back());
      } else if (!deal.closed && !offer.empty() && IsOfParty(deal) &&
                 KeyText(deal.offer, /*compact=*/false) == offer) {
        same_offer.push_back({deal.opportunity.id, kMatchedByOffer, ""});
      }
    }
    if (!open.empty()) return ProposalOf(std::move(open));
    if (!taken_up.empty()) return ProposalOf(std::move(taken_up));
    return ProposalOf(std::move(same_offer));
  }

  // The records whose fields are filled: of those that have an id what the host
  // has stored, else the lead's own.
  void FindTargets() {
    const auto choose = [](const auto* own, const auto* stored, auto* target) {
      if (stored != nullptr) {
        *target = *stored;
      } else if (own != nullptr) {
        *target = *own;
      }
      return stored != nullptr;
    };
    copies_company_ = choose(
        OwnCompany(), FindById(candidates_.companies, proposal_.company.id),
        &target_.company);
    Person person;
    copies_person_ =
        choose(PersonOfLead(facts_),
               FindById(candidates_.persons, proposal_.person.id), &person);
    // PersonOfLead takes the first, for the lead names none.
    target_.persons = {std::move(person)};
    const Opportunity* deal = nullptr;
    for (const DealCandidate& candidate : candidates_.deals) {
      if (!proposal_.opportunity.id.empty() &&
          candidate.opportunity.id == proposal_.opportunity.id) {
        deal = &candidate.opportunity;
      }
    }
    copies_opportunity_ = choose(OwnOpportunity(), deal, &target_.opportunity);
  }

  const RecordProposal& Of(FactRecord record) const {
    if (record == FactRecord::kCompany) return proposal_.company;
    if (record == FactRecord::kPerson) return proposal_.person;
    return proposal_.opportunity;
  }
  bool HasTarget(FactRecord record) const {
    if (record == FactRecord::kCompany) return target_.company.has_value();
    if (record == FactRecord::kPerson) {
      return copies_person_ || PersonOfLead(facts_) != nullptr;
    }
    return target_.opportunity.has_value();
  }
  bool Copies(FactRecord record) const {
    if (record == FactRecord::kCompany) return copies_company_;
    if (record == FactRecord::kPerson) return copies_person_;
    return copies_opportunity_;
  }

  // Whether it is known which fields of the record are empty.
  bool MayFill(FactRecord record) const {
    switch (Of(record).action) {
      case RecordAction::kCreate:
        return true;
      case RecordAction::kLink:
      case RecordAction::kKeep:
        return HasTarget(record);
      default:
        return false;
    }
  }

  absl::Status Fill() {
    for (FactRecord record : {FactRecord::kCompany, FactRecord::kPerson,
                              FactRecord::kOpportunity}) {
      if (!MayFill(record)) continue;
      if (Copies(record)) {
        for (const RecordFact& fact : program_.facts) {
          if (fact.record == record) {
            LOTSE_RETURN_IF_ERROR(Offer(fact.name, fact));
          }
        }
      }
      for (const ConversionProgram::Fill& fill : program_.fills) {
        if (fill.to.record == record) {
          LOTSE_RETURN_IF_ERROR(Offer(fill.from, fill.to));
        }
      }
      if (record == FactRecord::kOpportunity &&
          proposal_.opportunity.action == RecordAction::kCreate) {
        Open();
      }
    }
    return absl::OkStatus();
  }

  // Fills `to`, if the fact is known and nothing was decided about `to` yet.
  absl::Status Offer(const std::string& from, const RecordFact& to) {
    const auto known = KnownFactAt(facts_, from, as_of_);
    if (!known.has_value() || !decided_.insert(to.name).second) {
      return absl::OkStatus();
    }
    const FactDefinition& fact = program_.binder.catalog().fact(to.slot);
    const Value offered = AsType(known->value, fact.type);
    const auto kept = KnownFactAt(target_, to.name, as_of_);
    if (!kept.has_value()) {
      AddFill(to, offered, absl::StrCat("promotion.", from), known->author);
      return absl::OkStatus();
    }
    LOTSE_ASSIGN_OR_RETURN(const bool same,
                           SaysTheSame(kept->value, offered, to));
    if (!same) {
      proposal_.conflicts.push_back({to.record, Of(to.record).id,
                                     std::string(to.key()), kept->value,
                                     offered, from});
    }
    return absl::OkStatus();
  }

  // Texts are compared as keys are. Money without a rate cannot be compared;
  // then what was written decides.
  absl::StatusOr<bool> SaysTheSame(const Value& a, const Value& b,
                                   const RecordFact& of) const {
    if (a == b) return true;
    const auto* a_text = std::get_if<std::string>(&a.kind);
    const auto* b_text = std::get_if<std::string>(&b.kind);
    if (a_text != nullptr && b_text != nullptr) {
      const bool compact = program_.compact.count(of.name) != 0;
      return KeyText(*a_text, compact) == KeyText(*b_text, compact);
    }
    BindBuffer buffer;
    const FieldPath path("value");
    LOTSE_ASSIGN_OR_RETURN(
        const ValueView left,
        program_.binder.BindValue(a, of.slot, as_of_, path, &buffer));
    LOTSE_ASSIGN_OR_RETURN(
        const ValueView right,
        program_.binder.BindValue(b, of.slot, as_of_, path, &buffer));
    return !left.missing() && SameValue(left, right);
  }

  void AddFill(const RecordFact& to, Value value, std::string source,
               const std::string& author) {
    FactChange change;
    change.kind = FactChangeKind::kSet;
    change.record = to.record;
    change.record_id = Of(to.record).id;
    change.attribute = std::string(to.key());
    change.value = std::move(value);
    change.since = as_of_;
    change.source = std::move(source);
    change.author = author;
    change.reason = absl::StrCat(
        "promotion", facts_.lead.id.empty() ? "" : " of ", facts_.lead.id);
    proposal_.fills.push_back(std::move(change));
  }

  // A new opportunity is opened by the promotion, unless it says otherwise.
  void Open() {
    for (const RecordFact& fact : program_.facts) {
      if (fact.name != "opportunity.opened_at" ||
          decided_.count(fact.name) != 0 ||
          KnownFactAt(target_, fact.name, as_of_).has_value()) {
        continue;
      }
      Value at;
      at.kind = as_of_;
      AddFill(fact, std::move(at), "promotion", "");
    }
  }

  void ListOtherDeals() {
    const RecordProposal& opportunity = proposal_.opportunity;
    for (const DealCandidate& deal : candidates_.deals) {
      const std::string& id = deal.opportunity.id;
      const bool named =
          id == opportunity.id ||
          std::any_of(opportunity.matches.begin(), opportunity.matches.end(),
                      [&](const RecordMatch& match) { return match.id == id; });
      if (!named && !deal.closed && IsOfParty(deal)) {
        proposal_.other_deals.push_back(id);
      }
    }
    std::sort(proposal_.other_deals.begin(), proposal_.other_deals.end());
  }

  void ListWithdrawn() {
    std::set<std::tuple<std::string, std::string, std::string>> withdrawn;
    const auto add = [&](const Person& person, const std::string& id) {
      std::vector<ConsentView> proof;
      for (const Consent& entry : person.consents) {
        proof.push_back({entry.purpose, entry.channel, entry.event, entry.at,
                         entry.expires_at});
      }
      for (const ConsentView& entry : proof) {
        if (ConsentAt(proof, entry.purpose, entry.channel, as_of_) ==
            ConsentState::kWithdrawn) {
          withdrawn.emplace(id, entry.purpose, entry.channel);
        }
      }
    };
    if (const Person* own = PersonOfLead(facts_)) add(*own, own->id);
    if (const Person* stored =
            FindById(candidates_.persons, proposal_.person.id)) {
      add(*stored, stored->id);
    }
    for (const auto& [person, purpose, channel] : withdrawn) {
      proposal_.withdrawn.push_back({person, purpose, channel});
    }
  }

  const ConversionProgram& program_;
  const Facts& facts_;
  const PromotionCandidates& candidates_;
  const Instant as_of_;
  PromotionProposal proposal_;
  // Company, person and opportunity as they are before anything is filled.
  Facts target_;
  // Whether the target is a stored record to which the lead's own is copied.
  bool copies_company_ = false;
  bool copies_person_ = false;
  bool copies_opportunity_ = false;
  // Names of fields that were offered something.
  std::set<std::string> decided_;
};

}  // namespace

absl::StatusOr<PromotionProposal> Converter::ProposePromotion(
    const Facts& facts, const PromotionCandidates& candidates,
    Instant as_of) const {
  return PromotionDraft(*program_, facts, candidates, as_of).Make();
}

}  // namespace lotse
