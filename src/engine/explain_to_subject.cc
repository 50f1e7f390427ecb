// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ExplainToSubject.
#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/describe_score.h"
#include "lotse/engine/subject_explanation.h"
#include "lotse/facts/fact_change.h"
#include "src/engine/describe_change.h"
#include "src/engine/describe_operand.h"
#include "src/engine/fact_steps.h"
#include "src/engine/facts_read.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

constexpr Message kOnce = {"once, on $0", "einmal, am $0"};
constexpr Message kTimes = {"$0 times, from $1 to $2", "$0-mal, vom $1 bis $2"};

constexpr Message kSum = {
    "Each rule that applies adds its points or takes them off; the points of "
    "all rules are added up.",
    "Jede Regel, die zutrifft, gibt Punkte oder zieht welche ab; die Punkte "
    "aller Regeln werden addiert."};
constexpr Message kEngagement = {
    " Contacts count for less the longer they are past, as far as the rules "
    "say so.",
    " Kontakte zählen umso weniger, je länger sie zurückliegen, soweit die "
    "Regeln das vorsehen."};
constexpr Message kBounds = {
    " Some sums have an upper or lower limit; where one applied, it is listed "
    "as an entry of its own.",
    " Manche Summen haben eine Ober- oder Untergrenze; wo eine griff, ist sie "
    "als eigener Eintrag aufgeführt."};
constexpr Message kThresholds = {
    " The sum decides the category; each begins at the points listed below.",
    " Die Summe entscheidet über die Kategorie; jede beginnt bei den unten "
    "genannten Punkten."};
constexpr Message kGrid = {
    " The category is read from a table of two partial sums.",
    " Die Kategorie wird aus einer Tabelle zweier Teilsummen abgelesen."};
constexpr Message kNoPeople = {
    " The rules were written by people; nothing was learned by a machine from "
    "the behaviour of other customers.",
    " Die Regeln haben Menschen aufgestellt; es wurde nichts maschinell aus "
    "dem Verhalten anderer Kunden gelernt."};
constexpr Message kAssumed = {
    "The probability of a purchase of $0 is an assumption, not a measurement: "
    "the rules assume that $1 of the leads with $2 points buy, and that the "
    "odds double with each further $3 points. It was not learned from what "
    "other customers did.",
    "Die Kaufwahrscheinlichkeit von $0 ist eine Annahme, keine Messung: Die "
    "Regeln nehmen an, dass bei $2 Punkten $1 der Interessenten kaufen und "
    "dass sich die Chancen mit je $3 weiteren Punkten verdoppeln. Sie wurde "
    "nicht aus dem Verhalten anderer Kunden gelernt."};
constexpr Message kConsequences = {
    "The score orders the work of the staff: who has a higher category is "
    "usually contacted sooner. By itself it neither concludes nor refuses a "
    "contract.",
    "Die Bewertung ordnet die Arbeit der Mitarbeitenden: Wer eine höhere "
    "Kategorie hat, wird in der Regel früher angesprochen. Sie allein "
    "schließt keinen Vertrag und lehnt keinen ab."};
constexpr Message kRights = {
    "You may have wrong facts corrected (Art. 16 GDPR), object to direct "
    "marketing and to the rating that belongs to it (Art. 21), and ask that a "
    "person looks at the result and hears your point of view (Art. 22).",
    "Sie können falsche Angaben berichtigen lassen (Art. 16 DSGVO), der "
    "Direktwerbung und der zugehörigen Bewertung widersprechen (Art. 21) und "
    "verlangen, dass ein Mensch das Ergebnis prüft und Ihren Standpunkt "
    "anhört (Art. 22)."};

// 0.053 as "5.3 %".
std::string Percent(double share, absl::string_view language) {
  const int64_t tenths = static_cast<int64_t>(share * 1000 + 0.5);
  return absl::StrCat(
      Decimal(absl::StrCat(tenths / 10, ".", tenths % 10), language), " %");
}

std::string NameOfFact(const FactDefinition& fact, absl::string_view language) {
  return Capitalised(fact.label.empty() ? fact.name
                                        : std::string(fact.label.In(language)));
}

class Explainer {
 public:
  Explainer(const Engine& engine, Instant as_of, const SubjectOptions& options)
      : engine_(engine),
        as_of_(as_of),
        options_(options),
        language_(options.language),
        read_(FactsReadBy(engine.spec(), engine.catalog())) {
    score_options_.language = options.language;
    score_options_.contributions = true;
    score_options_.previous_category = options.previous_category;
    score_options_.previous_category_since = options.previous_category_since;
  }

  absl::StatusOr<SubjectExplanation> Run(const Facts& facts) {
    LOTSE_ASSIGN_OR_RETURN(const ScoreReport report,
                           engine_.Score(facts, as_of_, score_options_));
    const Facts own = OwnFacts(facts);
    LOTSE_ASSIGN_OR_RETURN(const ScoreReport own_report,
                           engine_.Score(own, as_of_, score_options_));
    out_.lead_id = facts.lead.id;
    out_.as_of = as_of_;
    out_.fingerprint = report.fingerprint;
    out_.contributions = own_report.contributions;
    if (own.persons.size() < facts.persons.size()) {
      out_.others = report.points - own_report.points;
    }
    out_.points = report.points;
    out_.category = DescribeCategory(engine_, report.category, language_);
    out_.veto_reason = report.veto_reason;
    out_.probability = report.probability;
    BindBuffer buffer;
    LOTSE_ASSIGN_OR_RETURN(const LeadView view,
                           engine_.binder().Bind(own, as_of_, &buffer));
    AddFacts(own, view);
    AddActivities(own);
    AddConsents(view);
    AddNotUsed(own);
    AddTexts();
    return std::move(out_);
  }

 private:
  // What is known, without other persons.
  Facts OwnFacts(const Facts& facts) const {
    Facts own = FactsKnownAt(facts, as_of_);
    const Person* const person = PersonOfLead(own);
    std::vector<Person> persons;
    if (person != nullptr) persons.push_back(*person);
    own.persons = std::move(persons);
    return own;
  }

  // The entry of a history that counts.
  template <typename Entry>
  const Entry* LatestOf(const std::vector<Entry>& entries,
                        std::string Entry::*key, Instant Entry::*since,
                        absl::string_view wanted) const {
    const Entry* latest = nullptr;
    for (const Entry& entry : entries) {
      if (entry.*key != wanted) continue;
      if (latest == nullptr || latest->*since == Instant() ||
          (entry.*since != Instant() && latest->*since <= entry.*since)) {
        latest = &entry;
      }
    }
    return latest;
  }

  static const std::vector<Attribute>* AttributesOf(const Facts& facts,
                                                    absl::string_view record) {
    if (record == "lead") return &facts.lead.attributes;
    if (record == "person" && !facts.persons.empty()) {
      return &facts.persons[0].attributes;
    }
    if (record == "company" && facts.company.has_value()) {
      return &facts.company->attributes;
    }
    if (record == "opportunity" && facts.opportunity.has_value()) {
      return &facts.opportunity->attributes;
    }
    return nullptr;
  }

  // The facts that rules read and that are known.
  void AddFacts(const Facts& own, const LeadView& view) {
    for (FactSlot slot : read_.slots) {
      if (view.values[slot].missing()) continue;
      const FactDefinition& fact = engine_.catalog().fact(slot);
      const size_t dot = fact.name.find('.');
      const std::string key = fact.name.substr(dot + 1);
      SubjectFact& described = out_.facts.emplace_back();
      described.record = fact.name.substr(0, dot);
      described.name = NameOfFact(fact, language_);
      described.value =
          DescribeValue(ValueOf(view.values[slot]), &fact, language_);
      if (described.record == "answer") {
        if (const Answer* answer = LatestOf(own.lead.answers, &Answer::question,
                                            &Answer::answered_at, key)) {
          described.since = answer->answered_at;
          described.source = answer->source;
        }
      } else if (const auto* attributes = AttributesOf(own, described.record)) {
        if (const Attribute* attribute = LatestOf(*attributes, &Attribute::key,
                                                  &Attribute::since, key)) {
          described.since = attribute->since;
          described.source = attribute->source;
        }
      }
    }
  }

  // Contacts of the person and of the company itself, kind by kind.
  void AddActivities(const Facts& own) {
    for (const Option& kind : engine_.catalog().activity_kinds()) {
      if (read_.kinds.count(kind.key) == 0) continue;
      int64_t count = 0;
      Instant first, last;
      const auto add = [&](const std::vector<Activity>& activities) {
        for (const Activity& activity : activities) {
          if (activity.kind != kind.key) continue;
          first = count == 0 ? activity.occurred_at
                             : std::min(first, activity.occurred_at);
          last = count == 0 ? activity.occurred_at
                            : std::max(last, activity.occurred_at);
          ++count;
        }
      };
      for (const Person& person : own.persons) add(person.activities);
      if (own.company.has_value()) add(own.company->activities);
      if (count == 0) continue;
      SubjectFact& described = out_.facts.emplace_back();
      described.record = "activity";
      described.name =
          Capitalised(DescribeKinds({kind.key}, engine_.catalog(), language_));
      described.value = count == 1
                            ? absl::Substitute(kOnce.In(language_), Day(last))
                            : absl::Substitute(kTimes.In(language_), count,
                                               Day(first), Day(last));
    }
  }

  void AddConsents(const LeadView& view) {
    for (const auto& [purpose, channel] : read_.consents) {
      const ConsentState state =
          ConsentAt(view.consents, purpose, channel, as_of_);
      SubjectFact& described = out_.facts.emplace_back();
      described.record = "consent";
      described.name =
          Capitalised(DescribeOperand(Operand{ConsentOperand{purpose, channel}},
                                      engine_.catalog(), language_));
      described.value =
          std::string(DescribeConsentState(NameOf(state), language_));
    }
  }

  void AddNotUsed(const Facts& own) {
    const FactCatalog& catalog = engine_.catalog();
    for (FactSlot slot = 0; slot < catalog.size(); ++slot) {
      const FactDefinition& fact = catalog.fact(slot);
      if (fact.step != SignalStep::kFact) continue;
      if (fact.not_for_scoring) {
        out_.never_used.push_back(NameOfFact(fact, language_));
        continue;
      }
      if (read_.slots.count(slot) > 0) continue;
      const size_t dot = fact.name.find('.');
      const auto* attributes = AttributesOf(own, fact.name.substr(0, dot));
      if (attributes != nullptr &&
          LatestOf(*attributes, &Attribute::key, &Attribute::since,
                   fact.name.substr(dot + 1)) != nullptr) {
        out_.not_used.push_back(NameOfFact(fact, language_));
      }
    }
  }

  void AddTexts() {
    const ScoringSpec& scoring = engine_.spec().scoring;
    out_.logic = kSum.In(language_);
    if (!engine_.spec().engagement.groups.empty()) {
      out_.logic += kEngagement.In(language_);
    }
    const bool bounded =
        scoring.max.has_value() || scoring.min.has_value() ||
        std::any_of(scoring.groups.begin(), scoring.groups.end(),
                    [](const Group& group) {
                      return group.min.has_value() || group.max.has_value();
                    });
    if (bounded) out_.logic += kBounds.In(language_);
    if (scoring.grid.has_value()) {
      out_.logic += kGrid.In(language_);
    } else if (!scoring.categories.empty()) {
      out_.logic += kThresholds.In(language_);
    }
    out_.logic += kNoPeople.In(language_);
    for (const Category& category : scoring.categories) {
      out_.categories.push_back(
          {DescribeCategory(engine_, category.id, language_), category.from});
    }
    if (out_.probability.has_value() &&
        scoring.assumed_probability.has_value()) {
      const AssumedProbability& assumed = *scoring.assumed_probability;
      out_.probability_meaning = absl::Substitute(
          kAssumed.In(language_), Percent(*out_.probability, language_),
          Percent(assumed.probability, language_),
          ShortPoints(assumed.at, language_),
          ShortPoints(assumed.points_to_double_odds, language_));
    }
    out_.consequences = options_.consequences.empty()
                            ? kConsequences.In(language_)
                            : options_.consequences;
    out_.rights = kRights.In(language_);
  }

  std::string Day(Instant at) const {
    return DescribeDate(at.date(), language_);
  }

  const Engine& engine_;
  const Instant as_of_;
  const SubjectOptions& options_;
  const std::string& language_;
  const FactsRead read_;
  ScoreOptions score_options_;
  SubjectExplanation out_;
};

}  // namespace

absl::StatusOr<SubjectExplanation> ExplainToSubject(
    const Engine& engine, const Facts& facts, Instant as_of,
    const SubjectOptions& options) {
  return Explainer(engine, as_of, options).Run(facts);
}

}  // namespace lotse
