// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ExplainToSubject: what to tell a person who asks how they were rated: Art. 15
// (1) (h) and Art. 22 of the General Data Protection Regulation.
//
//   LOTSE_ASSIGN_OR_RETURN(
//       SubjectExplanation explanation,
//       ExplainToSubject(engine, facts, as_of, {"de"}));
//   std::string letter = ToMarkdown(explanation, "de");
//
// It names the facts that rules read, their values and where they come from,
// what each rule that applied gave, and how points become a category and a
// probability. Of other persons around the lead it says nothing but what all of
// them together gave; who wrote a fact down is left out.
//
// It is a draft: who answers adds who they are and what follows from a score in
// their house. Pure functions; thread-safe.
#ifndef LOTSE_ENGINE_SUBJECT_EXPLANATION_H_
#define LOTSE_ENGINE_SUBJECT_EXPLANATION_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/base/fields.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/score_report.h"
#include "lotse/facts/facts.h"

namespace lotse {

struct SubjectOptions {
  // "de" gives German, anything else English.
  std::string language = "en";
  // What follows from the score, in full sentences. Empty: that it orders work
  // and decides on no contract by itself.
  std::string consequences;
  // As in ScoreOptions.
  std::string previous_category;
  Instant previous_category_since;
};

// A fact that some rule reads.
struct SubjectFact {
  // "person", "company", "lead", "opportunity", "answer", "activity" or
  // "consent".
  std::string record;
  // As people call it, and what is known.
  std::string name;
  std::string value;
  // Unset: always known, or not noted.
  Instant since;
  // Empty: not noted.
  std::string source;

  static constexpr auto Fields() {
    return FieldList(Field{1, "record", &SubjectFact::record},
                     Field{2, "name", &SubjectFact::name},
                     Field{3, "value", &SubjectFact::value},
                     Field{4, "since", &SubjectFact::since},
                     Field{5, "source", &SubjectFact::source});
  }
};

// A category and where it begins.
struct SubjectCategory {
  std::string name;
  // Unset: the lowest one, or a grid decides.
  std::optional<Points> from;

  static constexpr auto Fields() {
    return FieldList(Field{1, "name", &SubjectCategory::name},
                     Field{2, "from", &SubjectCategory::from});
  }
};

struct SubjectExplanation {
  std::string lead_id;
  Instant as_of;
  std::vector<SubjectFact> facts;
  // The rules that applied, strongest first: what the person's own facts and
  // those of the company and the lead gave.
  std::vector<ReportedContribution> contributions;
  // What other persons of the company gave besides. Unset: there are none.
  std::optional<Points> others;
  // The sum of the two.
  Points points;
  // Name of the category. Empty: there are none.
  std::string category;
  // Lowest first.
  std::vector<SubjectCategory> categories;
  // Why the lead is in the lowest category whatever its points. Empty: it is
  // not.
  std::string veto_reason;
  std::optional<double> probability;
  // In full sentences: how points and category come about, what the
  // probability means, what follows from the score, which rights there are.
  std::string logic;
  std::string probability_meaning;
  std::string consequences;
  std::string rights;
  // Facts about the person that are stored but that no rule reads, by name, and
  // facts that no rule may read.
  std::vector<std::string> not_used;
  std::vector<std::string> never_used;
  // Fingerprint of the rules.
  std::string fingerprint;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "lead_id", &SubjectExplanation::lead_id},
        Field{2, "as_of", &SubjectExplanation::as_of},
        Field{3, "facts", &SubjectExplanation::facts},
        Field{4, "contributions", &SubjectExplanation::contributions},
        Field{5, "others", &SubjectExplanation::others},
        Field{6, "points", &SubjectExplanation::points},
        Field{7, "category", &SubjectExplanation::category},
        Field{8, "categories", &SubjectExplanation::categories},
        Field{9, "veto_reason", &SubjectExplanation::veto_reason},
        Field{10, "probability", &SubjectExplanation::probability},
        Field{11, "logic", &SubjectExplanation::logic},
        Field{12, "probability_meaning",
              &SubjectExplanation::probability_meaning},
        Field{13, "consequences", &SubjectExplanation::consequences},
        Field{14, "rights", &SubjectExplanation::rights},
        Field{15, "not_used", &SubjectExplanation::not_used},
        Field{16, "never_used", &SubjectExplanation::never_used},
        Field{17, "fingerprint", &SubjectExplanation::fingerprint});
  }
};

// Explains the score at `as_of` to the lead's person (Lead::person_id, or the
// first one). Error: as Engine::Score.
absl::StatusOr<SubjectExplanation> ExplainToSubject(
    const Engine& engine, const Facts& facts, Instant as_of,
    const SubjectOptions& options = {});

// The explanation as a text to send, in CommonMark. `language`: that it was
// made with.
std::string ToMarkdown(const SubjectExplanation& explanation,
                       absl::string_view language = "en");

}  // namespace lotse

#endif  // LOTSE_ENGINE_SUBJECT_EXPLANATION_H_
