// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeHandOver.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "lotse/engine/describe_conversion.h"
#include "lotse/engine/describe_score.h"
#include "src/engine/conversion_names.h"
#include "src/engine/markdown_text.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

constexpr Message kTitle = {"Hand-over: $0", "Übergabe: $0"};
constexpr Message kFirstDeal = {"First deal: $0 becomes a customer.",
                                "Erster Auftrag: $0 wird Kunde."};
constexpr Message kFurtherDeal = {"A further deal of the customer $0.",
                                  "Weiterer Auftrag des Kunden $0."};
constexpr Message kWon = {"Won on $0", "Gewonnen am $0"};
constexpr Message kValue = {"; value: $0", "; Wert: $0"};
constexpr Message kOpportunity = {"; opportunity: $0", "; Opportunity: $0"};
constexpr Message kCriteria = {"By what it was decided", "Was entschieden hat"};
constexpr Message kPromises = {"What was promised", "Was zugesagt ist"};
constexpr Message kMilestones = {"Milestones", "Meilensteine"};
constexpr Message kPeople = {"Key people", "Wichtige Personen"};
constexpr Message kContact = {"contact", "Ansprechpartner"};
constexpr Message kRoleUnknown = {"part unknown", "Rolle unbekannt"};
constexpr Message kCompetitors = {"Competitors", "Wettbewerber"};
constexpr Message kCare = {"Next for the customer",
                           "Nächste Schritte für den Kunden"};
constexpr Message kNoDate = {"no date", "ohne Termin"};
constexpr Message kWithheld = {
    "withheld: the consent that it needs is not there",
    "zurückgestellt: die nötige Einwilligung fehlt"};
constexpr Message kMissing = {"To be asked", "Noch zu klären"};
constexpr Message kUnknown = {"Not known: $0. Who can tell?",
                              "Nicht bekannt: $0. Wer weiß es?"};
constexpr Message kUnknownOf = {"Not known of $1: $0. Who can tell?",
                                "Nicht bekannt von $1: $0. Wer weiß es?"};

class HandOverPage {
 public:
  HandOverPage(const HandOverRecord& record, const Engine& engine,
               absl::string_view language, Audience audience)
      : record_(record),
        language_(language),
        names_(engine, language, audience) {}

  std::string Markdown() {
    AddHead();
    AddFacts(kCriteria, record_.criteria);
    AddFacts(kPromises, record_.promises);
    AddFacts(kMilestones, record_.milestones);
    Begin(kPeople);
    for (const KeyPerson& person : record_.people) Item(TextOf(person));
    Begin(kCompetitors);
    for (const std::string& name : record_.competitors) Item(name);
    Begin(kCare);
    for (const TaskRequest& task : record_.care_tasks) Item(TextOf(task));
    Begin(kMissing);
    for (const HandOverGap& gap : record_.missing) Item(TextOf(gap));
    return std::move(page_);
  }

 private:
  std::string Party() const {
    return !record_.company_id.empty()  ? record_.company_id
           : !record_.person_id.empty() ? record_.person_id
                                        : record_.lead_id;
  }

  // A section is shown if it has an item.
  void Begin(const Message& title) { title_ = &title; }
  void Item(absl::string_view text) {
    if (title_ != nullptr) {
      absl::StrAppend(&page_, "\n## ", title_->In(language_), "\n\n");
      title_ = nullptr;
    }
    absl::StrAppend(&page_, "- ", PlainInMarkdown(text), "\n");
  }

  void AddHead() {
    absl::StrAppend(
        &page_, "# ",
        absl::Substitute(
            kTitle.In(language_),
            PlainInMarkdown(record_.offer.empty() ? record_.lead_id
                                                  : record_.offer)),
        "\n\n",
        absl::Substitute(
            (record_.first_deal ? kFirstDeal : kFurtherDeal).In(language_),
            PlainInMarkdown(Party())),
        " ",
        absl::Substitute(kWon.In(language_),
                         DescribeDate(record_.at.date(), language_)));
    constexpr char kDealValue[] = "opportunity.value";
    if (record_.value.has_value() && !names_.Hides(kDealValue)) {
      Value value;
      value.kind = *record_.value;
      absl::SubstituteAndAppend(&page_, kValue.In(language_),
                                names_.Value(kDealValue, value));
    }
    if (!record_.opportunity_id.empty()) {
      absl::SubstituteAndAppend(&page_, kOpportunity.In(language_),
                                PlainInMarkdown(record_.opportunity_id));
    }
    absl::StrAppend(&page_, ".\n");
  }

  void AddFacts(const Message& title, const std::vector<HandOverFact>& facts) {
    Begin(title);
    for (const HandOverFact& fact : facts) Item(TextOf(fact));
  }

  // "need: urgent (u-1, call, 2026-11-01)".
  std::string TextOf(const HandOverFact& fact) const {
    std::string text =
        names_.Hides(fact.fact)
            ? absl::Substitute(kNotShown.In(language_), names_.Fact(fact.fact))
            : absl::StrCat(names_.Fact(fact.fact), ": ",
                           names_.Value(fact.fact, fact.value));
    std::vector<std::string> said;
    if (!fact.author.empty()) said.push_back(fact.author);
    if (!fact.source.empty()) said.push_back(fact.source);
    if (fact.since != Instant()) {
      said.push_back(DescribeDate(fact.since.date(), language_));
    }
    if (!said.empty()) {
      absl::StrAppend(&text, " (", absl::StrJoin(said, ", "), ")");
    }
    return text;
  }

  std::string TextOf(const KeyPerson& person) const {
    std::string text =
        person.person_id.empty() ? kContact.In(language_) : person.person_id;
    if (person.contact && !person.person_id.empty()) {
      absl::StrAppend(&text, " (", kContact.In(language_), ")");
    }
    const std::string fact =
        NameOfFact(FactRecord::kPerson, person.role_attribute);
    absl::StrAppend(&text, ": ");
    if (person.role.missing()) {
      absl::StrAppend(&text, kRoleUnknown.In(language_));
    } else if (names_.Hides(fact)) {
      absl::SubstituteAndAppend(&text, kNotShown.In(language_),
                                names_.Fact(fact));
    } else {
      absl::StrAppend(&text, names_.Value(fact, person.role));
    }
    return text;
  }

  // "2027-02-22: review with the customer (account manager, u-4)".
  std::string TextOf(const TaskRequest& task) const {
    std::string text = task.due_at == Instant()
                           ? std::string(kNoDate.In(language_))
                           : DescribeDate(task.due_at.date(), language_);
    absl::StrAppend(&text, ": ", names_.Task(task.task));
    if (!task.role.empty()) {
      absl::StrAppend(&text, " (", names_.Role(task.role),
                      task.owner.empty() ? "" : ", ", task.owner, ")");
    }
    if (task.withheld) {
      absl::StrAppend(&text, "; ", kWithheld.In(language_));
    }
    return text;
  }

  std::string TextOf(const HandOverGap& gap) const {
    if (!gap.person_id.empty()) {
      return absl::Substitute(kUnknownOf.In(language_), names_.Fact(gap.fact),
                              gap.person_id);
    }
    const std::string question = names_.Question(gap.fact);
    return question.empty()
               ? absl::Substitute(kUnknown.In(language_), names_.Fact(gap.fact))
               : question;
  }

  const HandOverRecord& record_;
  const absl::string_view language_;
  const ConversionNames names_;
  // Of a section that has no item yet.
  const Message* title_ = nullptr;
  std::string page_;
};

}  // namespace

std::string DescribeHandOver(const HandOverRecord& record, const Engine& engine,
                             absl::string_view language, Audience audience) {
  return HandOverPage(record, engine, language, audience).Markdown();
}

}  // namespace lotse
