// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Converter::ProposeHandOver and ProposeDemotion.
#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/facts/consent.h"
#include "lotse/facts/known_fact.h"
#include "lotse/lifecycle/converter.h"
#include "src/lifecycle/conversion_program.h"

namespace lotse {
namespace {

template <typename Record>
std::string IdOf(const Record* record, const std::string& named) {
  return record != nullptr && !record->id.empty() ? record->id : named;
}

std::string CompanyIdOf(const Facts& facts) {
  return IdOf(facts.company.has_value() ? &*facts.company : nullptr,
              facts.lead.company_id);
}

std::string PersonIdOf(const Facts& facts) {
  return IdOf(PersonOfLead(facts), facts.lead.person_id);
}

// One call.
class HandOverDraft {
 public:
  HandOverDraft(const ConversionProgram& program, const Facts& facts,
                const LeadState& state, const ConversionMade& made,
                const LeadView& view)
      : program_(program),
        facts_(facts),
        state_(state),
        made_(made),
        view_(view) {}

  HandOverRecord Make(bool first_deal) {
    record_.lead_id = facts_.lead.id;
    record_.at = made_.at;
    record_.company_id = CompanyIdOf(facts_);
    record_.person_id = PersonIdOf(facts_);
    record_.offer = facts_.lead.offer;
    record_.first_deal = first_deal;
    if (facts_.opportunity.has_value()) {
      record_.opportunity_id = facts_.opportunity->id;
      record_.competitors = facts_.opportunity->competitors;
    }
    AddValue();
    AddFacts(program_.criteria, &record_.criteria);
    AddFacts(program_.promises, &record_.promises);
    AddFacts(program_.milestones, &record_.milestones);
    AddPeople();
    AddCare();
    if (first_deal) AddMarks();
    return std::move(record_);
  }

 private:
  void AddValue() {
    const std::optional<Outcome>& outcome = facts_.lead.outcome;
    if (outcome.has_value() && outcome->kind == OutcomeKind::kWon &&
        outcome->at <= made_.at) {
      record_.value = outcome->value;
    }
    if (!record_.value.has_value() && facts_.opportunity.has_value()) {
      record_.value = facts_.opportunity->value;
    }
    if (!record_.value.has_value()) {
      record_.missing.push_back({"opportunity.value", ""});
    }
  }

  void AddFacts(const std::vector<std::string>& names,
                std::vector<HandOverFact>* out) {
    for (const std::string& name : names) {
      auto known = KnownFactAt(facts_, name, made_.at);
      if (!known.has_value()) {
        record_.missing.push_back({name, ""});
        continue;
      }
      out->push_back({name, std::move(known->value), known->since,
                      std::move(known->author), std::move(known->source)});
    }
  }

  const Person* FindPerson(const std::string& id) const {
    for (const Person& person : facts_.persons) {
      if (person.id == id) return &person;
    }
    return nullptr;
  }

  // `person` is null for one who is not among the facts.
  KeyPerson Describe(const std::string& id, const Person* person) const {
    KeyPerson key;
    key.person_id = id;
    for (const std::string& role : program_.spec.hand_over.roles) {
      const Attribute* const entry =
          person == nullptr || !key.role.missing()
              ? nullptr
              : AttributeAt(person->attributes, role, made_.at);
      if (entry == nullptr || entry->value.missing()) continue;
      key.role = entry->value;
      key.role_attribute = role;
    }
    return key;
  }

  void AddPerson(KeyPerson person) {
    const bool known = std::any_of(
        record_.people.begin(), record_.people.end(),
        [&](const KeyPerson& p) { return p.person_id == person.person_id; });
    if (known) return;
    const std::vector<std::string>& roles = program_.spec.hand_over.roles;
    if (person.role.missing() && !roles.empty()) {
      record_.missing.push_back(
          {absl::StrCat("person.", roles[0]), person.person_id});
    }
    record_.people.push_back(std::move(person));
  }

  void AddPeople() {
    const Person* const own = PersonOfLead(facts_);
    if (own != nullptr || !record_.person_id.empty()) {
      KeyPerson contact = Describe(record_.person_id, own);
      contact.contact = true;
      AddPerson(std::move(contact));
    }
    if (facts_.opportunity.has_value()) {
      for (const std::string& id : facts_.opportunity->person_ids) {
        AddPerson(Describe(id, FindPerson(id)));
      }
    }
    for (const Person& person : facts_.persons) {
      KeyPerson key = Describe(person.id, &person);
      if (!key.role.missing()) AddPerson(std::move(key));
    }
  }

  Instant DueOf(const ConversionProgram::Care& care) const {
    const Duration due = program_.spec.hand_over.care_tasks[care.index].due;
    const BusinessCalendar* const calendar =
        care.calendar.has_value() ? &program_.calendars[*care.calendar]
                                  : nullptr;
    const Duration after = due == Duration() ? care.task.due : due;
    if (after == Duration()) return Instant();
    // Working time if the task says how much, days as people count them if the
    // care task does.
    if (due == Duration() && calendar != nullptr) {
      return calendar->Add(made_.at, after).value_or(Instant());
    }
    const Instant at = made_.at + after;
    if (Instant::Max() < at) return Instant();
    return calendar == nullptr ? at
                               : calendar->NextOpening(at).value_or(Instant());
  }

  void AddCare() {
    for (const ConversionProgram::Care& care : program_.care) {
      if (care.lifecycle != state_.lifecycle) continue;
      if (program_.spec.hand_over.care_tasks[care.index].first_deal_only &&
          !record_.first_deal) {
        continue;
      }
      TaskRequest task;
      task.task = care.task.id;
      task.at = made_.at;
      task.due_at = DueOf(care);
      task.role = care.task.role.empty() ? state_.owner_role : care.task.role;
      if (task.role == state_.owner_role) task.owner = state_.owner;
      task.withheld = !care.task.consent_purpose.empty() &&
                      ConsentAt(view_.consents, care.task.consent_purpose,
                                care.task.consent_channel,
                                made_.at) != ConsentState::kConfirmed;
      record_.care_tasks.push_back(std::move(task));
    }
    const auto order = [](const TaskRequest& task) {
      return task.due_at == Instant() ? Instant::Max() : task.due_at;
    };
    std::stable_sort(record_.care_tasks.begin(), record_.care_tasks.end(),
                     [&](const TaskRequest& a, const TaskRequest& b) {
                       return order(a) < order(b);
                     });
  }

  void AddMarks() {
    for (const ConversionProgram::Mark& mark : program_.marks) {
      const bool is_company = mark.attribute.record == FactRecord::kCompany;
      if (is_company ? !facts_.company.has_value()
                     : PersonOfLead(facts_) == nullptr) {
        continue;
      }
      const auto known = KnownFactAt(facts_, mark.attribute.name, made_.at);
      if (known.has_value() && known->value == mark.value) continue;
      FactChange change;
      change.kind = FactChangeKind::kSet;
      change.record = mark.attribute.record;
      change.record_id =
          is_company ? facts_.company->id : PersonOfLead(facts_)->id;
      change.attribute = std::string(mark.attribute.key());
      change.value = mark.value;
      change.since = made_.at;
      change.source = "hand_over";
      change.reason = "first deal won";
      record_.changes.push_back(std::move(change));
    }
  }

  const ConversionProgram& program_;
  const Facts& facts_;
  const LeadState& state_;
  const ConversionMade& made_;
  const LeadView& view_;
  HandOverRecord record_;
};

}  // namespace

absl::StatusOr<HandOverRecord> Converter::ProposeHandOver(
    const Facts& facts, const LeadState& state, const ConversionMade& made,
    int64_t deals_won_before) const {
  if (made.kind != Conversion::kHandOver) {
    return absl::InvalidArgumentError(
        "made.kind: must be hand_over, as the decision that won the deal has "
        "it");
  }
  if (deals_won_before < 0) {
    return absl::InvalidArgumentError("deals_won_before: must not be negative");
  }
  BindBuffer buffer;
  LOTSE_ASSIGN_OR_RETURN(const LeadView view,
                         program_->binder.Bind(facts, made.at, &buffer));
  return HandOverDraft(*program_, facts, state, made, view)
      .Make(deals_won_before == 0);
}

absl::StatusOr<DemotionProposal> Converter::ProposeDemotion(
    const Facts& facts, const LeadState& state,
    const ConversionMade& made) const {
  if (made.kind != Conversion::kDemote) {
    return absl::InvalidArgumentError(
        "made.kind: must be demote, as the decision that demoted the lead has "
        "it");
  }
  BindBuffer buffer;
  LOTSE_RETURN_IF_ERROR(
      program_->binder.Bind(facts, made.at, &buffer).status());
  DemotionProposal proposal;
  proposal.lead_id = facts.lead.id;
  proposal.at = made.at;
  proposal.reason = made.reason;
  proposal.owner_role = made.owner_role;
  for (const RoleOwner& last : state.last_owners) {
    if (last.role == made.owner_role) proposal.last_owner = last.owner;
  }
  proposal.loop = made.loop;
  proposal.after = made.after;
  if (facts.opportunity.has_value()) {
    proposal.opportunity_id = facts.opportunity->id;
  }
  for (const RecordFact& fact : program_->facts) {
    if (fact.record == FactRecord::kOpportunity &&
        KnownFactAt(facts, fact.name, made.at).has_value()) {
      proposal.kept.push_back(fact.name);
    }
  }
  return proposal;
}

}  // namespace lotse
