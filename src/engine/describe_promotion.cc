// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribePromotion and DescribeDemotion.
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"
#include "lotse/engine/describe_conversion.h"
#include "src/engine/conversion_names.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

constexpr Message kCreate = {"A new $0 is created.",
                             "Eine neue $0 wird angelegt."};
constexpr Message kLink = {"The $0 $1 is linked ($2).",
                           "Die $0 $1 wird verknüpft ($2)."};
constexpr Message kKeep = {"The $0 $1 is linked already.",
                           "Die $0 $1 ist schon verknüpft."};
constexpr Message kChoose = {"Which $0 it is must be chosen: $1.",
                             "Welche $0 es ist, muss jemand wählen: $1."};
constexpr Message kTakenUp = {
    "The opportunity $0, which was this lead's before, is taken up again.",
    "Die Opportunity $0, die schon einmal zu diesem Lead gehörte, wird wieder "
    "aufgenommen."};
constexpr Message kSameDeal = {
    "The open opportunity $0 of the same party for the same offer is linked; "
    "none is created.",
    "Die offene Opportunity $0 zum selben Angebot wird verknüpft; es wird "
    "keine neue angelegt."};
constexpr Message kEqual = {"equal: $0", "gleich: $0"};
constexpr Message kDifferent = {"$0; different: $1", "$0; verschieden: $1"};
constexpr Message kBefore = {"this lead's before", "früher von diesem Lead"};
constexpr Message kSameOffer = {"same offer", "selbes Angebot"};
constexpr Message kFilled = {"Filled: $0", "Ausgefüllt: $0"};
constexpr Message kWith = {" with $0", " mit $0"};
constexpr Message kFrom = {", from $0", ", aus $0"};
constexpr Message kConflict = {"Not touched: $0 stays $1; $2 says $3.",
                               "Nicht angetastet: $0 bleibt $1; $2 sagt $3."};
constexpr Message kHiddenConflict = {
    "Not touched: $0; $1 says something else.",
    "Nicht angetastet: $0; $1 sagt etwas anderes."};
constexpr Message kOtherDeals = {"Other open opportunities of the party: $0.",
                                 "Weitere offene Opportunities: $0."};
constexpr Message kWithdrawn = {"Withdrawn by $0: consent for $1 by $2.",
                                "Von $0 widerrufen: Einwilligung für $1 über "
                                "$2."};
constexpr Message kThePerson = {"the person", "der Person"};

constexpr Message kBack = {"The opportunity becomes a lead again",
                           "Die Opportunity wird wieder zum Lead"};
constexpr Message kReason = {"; reason: $0", "; Grund: $0"};
constexpr Message kLoop = {" It is demotion number $0 of this lead",
                           " Es ist Rückstufung Nummer $0 dieses Leads"};
constexpr Message kAfterADay = {", after one day as an opportunity",
                                ", nach einem Tag als Opportunity"};
constexpr Message kAfterDays = {", after $0 days as an opportunity",
                                ", nach $0 Tagen als Opportunity"};
constexpr Message kGoesTo = {"It goes to: $0", "Zuständig ist nun: $0"};
constexpr Message kLastOwner = {" (last owner there: $0)",
                                " (zuletzt dort: $0)"};
constexpr Message kKept = {
    "The opportunity $0 is kept and taken up again at the next promotion",
    "Die Opportunity $0 bleibt erhalten und wird wieder aufgenommen, sobald "
    "der "
    "Lead wieder eine ist"};

class PromotionDescription {
 public:
  PromotionDescription(const PromotionProposal& proposal, const Engine& engine,
                       absl::string_view language, Audience audience)
      : proposal_(proposal),
        language_(language),
        names_(engine, language, audience) {}

  std::vector<std::string> Sentences() {
    AddRecord(FactRecord::kCompany, proposal_.company);
    AddRecord(FactRecord::kPerson, proposal_.person);
    AddRecord(FactRecord::kOpportunity, proposal_.opportunity);
    for (const FactChange& fill : proposal_.fills) AddFill(fill);
    for (const FillConflict& conflict : proposal_.conflicts) {
      AddConflict(conflict);
    }
    if (!proposal_.other_deals.empty()) {
      Add(kOtherDeals, absl::StrJoin(proposal_.other_deals, ", "));
    }
    for (const WithdrawnConsent& consent : proposal_.withdrawn) {
      Add(kWithdrawn,
          consent.person_id.empty() ? kThePerson.In(language_)
                                    : consent.person_id,
          consent.purpose, consent.channel);
    }
    return std::move(sentences_);
  }

 private:
  template <typename... Args>
  void Add(const Message& message, const Args&... args) {
    sentences_.push_back(absl::Substitute(message.In(language_), args...));
  }

  // "name, phone" for the key "name+phone".
  std::string Key(FactRecord record, absl::string_view key) const {
    std::string text;
    for (absl::string_view attribute : absl::StrSplit(key, '+')) {
      absl::StrAppend(&text, text.empty() ? "" : ", ",
                      names_.Fact(NameOfFact(record, attribute)));
    }
    return text;
  }

  std::string Why(FactRecord record, const RecordMatch& match) const {
    if (record == FactRecord::kOpportunity) {
      return (match.key == kMatchedByLead ? kBefore : kSameOffer).In(language_);
    }
    const std::string equal =
        absl::Substitute(kEqual.In(language_), Key(record, match.key));
    return match.contradicted_by.empty()
               ? equal
               : absl::Substitute(kDifferent.In(language_), equal,
                                  Key(record, match.contradicted_by));
  }

  void AddRecord(FactRecord record, const RecordProposal& of) {
    const absl::string_view name = names_.Record(record);
    switch (of.action) {
      case RecordAction::kUnspecified:
        return;
      case RecordAction::kCreate:
        return Add(kCreate, name);
      case RecordAction::kKeep:
        return Add(kKeep, name, of.id);
      case RecordAction::kLink: {
        if (of.matches.size() != 1) return;
        if (record != FactRecord::kOpportunity) {
          return Add(kLink, name, of.id, Why(record, of.matches[0]));
        }
        return Add(of.matches[0].key == kMatchedByLead ? kTakenUp : kSameDeal,
                   of.id);
      }
      case RecordAction::kAmbiguous: {
        std::string choice;
        for (const RecordMatch& match : of.matches) {
          absl::StrAppend(&choice, choice.empty() ? "" : ", ", match.id, " (",
                          Why(record, match), ")");
        }
        return Add(kChoose, name, choice);
      }
    }
  }

  void AddFill(const FactChange& fill) {
    const std::string fact = NameOfFact(fill.record, fill.attribute);
    std::string text =
        absl::Substitute(kFilled.In(language_), names_.FactOfRecord(fact));
    absl::string_view from = fill.source;
    const bool has_from = absl::ConsumePrefix(&from, "promotion.");
    if (!names_.Hides(fact) && !(has_from && names_.Hides(from))) {
      absl::SubstituteAndAppend(&text, kWith.In(language_),
                                names_.Value(fact, fill.value));
    }
    if (has_from) {
      absl::SubstituteAndAppend(&text, kFrom.In(language_),
                                names_.FactOfRecord(from));
    }
    sentences_.push_back(absl::StrCat(text, "."));
  }

  void AddConflict(const FillConflict& conflict) {
    const std::string fact = NameOfFact(conflict.record, conflict.attribute);
    const std::string name = names_.FactOfRecord(fact);
    const std::string from = names_.FactOfRecord(conflict.from);
    if (names_.Hides(fact) || names_.Hides(conflict.from)) {
      return Add(kHiddenConflict, name, from);
    }
    Add(kConflict, name, names_.Value(fact, conflict.kept), from,
        names_.Value(fact, conflict.offered));
  }

  const PromotionProposal& proposal_;
  const absl::string_view language_;
  const ConversionNames names_;
  std::vector<std::string> sentences_;
};

}  // namespace

std::vector<std::string> DescribePromotion(const PromotionProposal& proposal,
                                           const Engine& engine,
                                           absl::string_view language,
                                           Audience audience) {
  return PromotionDescription(proposal, engine, language, audience).Sentences();
}

std::vector<std::string> DescribeDemotion(const DemotionProposal& proposal,
                                          const Engine& engine,
                                          absl::string_view language) {
  const ConversionNames names(engine, language, Audience::kUnspecified);
  std::vector<std::string> sentences;
  std::string text = kBack.In(language);
  if (!proposal.reason.empty()) {
    absl::SubstituteAndAppend(&text, kReason.In(language), proposal.reason);
  }
  absl::StrAppend(&text, ".");
  absl::SubstituteAndAppend(&text, kLoop.In(language), proposal.loop);
  const int64_t days = proposal.after.micros() / Duration::Days(1).micros();
  if (days > 0) {
    absl::SubstituteAndAppend(
        &text, (days == 1 ? kAfterADay : kAfterDays).In(language), days);
  }
  sentences.push_back(absl::StrCat(text, "."));
  if (!proposal.owner_role.empty()) {
    text =
        absl::Substitute(kGoesTo.In(language), names.Role(proposal.owner_role));
    if (!proposal.last_owner.empty()) {
      absl::SubstituteAndAppend(&text, kLastOwner.In(language),
                                proposal.last_owner);
    }
    sentences.push_back(absl::StrCat(text, "."));
  }
  if (!proposal.opportunity_id.empty()) {
    text = absl::Substitute(kKept.In(language), proposal.opportunity_id);
    for (size_t i = 0; i < proposal.kept.size(); ++i) {
      absl::StrAppend(&text, i == 0 ? ": " : ", ",
                      names.Fact(proposal.kept[i]));
    }
    sentences.push_back(absl::StrCat(text, "."));
  }
  return sentences;
}

}  // namespace lotse
