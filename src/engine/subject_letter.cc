// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ToMarkdown of a SubjectExplanation.
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "lotse/engine/describe_score.h"
#include "lotse/engine/subject_explanation.h"
#include "src/engine/markdown_text.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

constexpr Message kTitle = {"How your interest was rated",
                            "Wie Ihr Interesse bewertet wurde"};
constexpr Message kIntro = {
    "Information under Art. 15 (1) (h) of the General Data Protection "
    "Regulation. Reference: $0. State: $1.",
    "Auskunft nach Art. 15 Abs. 1 Buchst. h der Datenschutz-Grundverordnung. "
    "Vorgang: $0. Stand: $1."};
constexpr Message kResult = {"Result", "Ergebnis"};
constexpr Message kResultIs = {"Your interest has $0.",
                               "Ihr Interesse hat $0."};
constexpr Message kCategoryIs = {" The category is $0.",
                                 " Die Kategorie ist $0."};
constexpr Message kVetoIs = {
    " Whatever its points, it is in the lowest category: $0.",
    " Unabhängig von den Punkten steht es in der untersten Kategorie: $0."};
constexpr Message kFactsTitle = {"Facts that were used", "Verwendete Angaben"};
constexpr Message kNoFacts = {"None.", "Keine."};
constexpr Message kFactsHead = {
    "| about | fact | value | since | source |\n|---|---|---|---|---|\n",
    "| über | Angabe | Wert | seit | Quelle |\n|---|---|---|---|---|\n"};
constexpr Message kLogicTitle = {"How the points come about",
                                 "Wie die Punkte zustande kommen"};
constexpr Message kOthers = {
    "What other persons of the company did, which is not listed here",
    "Was andere Personen der Firma taten, was hier nicht aufgeführt wird"};
constexpr Message kSumIs = {"Together", "Zusammen"};
constexpr Message kNothing = {"No rule applied.", "Keine Regel traf zu."};
constexpr Message kInOwnPoints = {"adds up from", "ergibt sich aus"};
constexpr Message kCategories = {"Categories", "Kategorien"};
constexpr Message kFrom = {"$0: from $1 points", "$0: ab $1 Punkten"};
constexpr Message kLowest = {"$0: below that", "$0: darunter"};
constexpr Message kProbability = {"Probability", "Wahrscheinlichkeit"};
constexpr Message kConsequences = {"What follows from it", "Was daraus folgt"};
constexpr Message kNotUsed = {"What was not used", "Was nicht verwendet wurde"};
constexpr Message kStored = {"Stored, but read by no rule: $0.",
                             "Gespeichert, aber von keiner Regel gelesen: $0."};
constexpr Message kNever = {"No rule may read: $0.",
                            "Von keiner Regel gelesen werden dürfen: $0."};
constexpr Message kOutcome = {
    "How earlier enquiries ended is not read by any rule.",
    "Wie frühere Anfragen ausgingen, liest keine Regel."};
constexpr Message kRights = {"Your rights", "Ihre Rechte"};

struct RecordName {
  const char* record;
  Message name;
};
constexpr RecordName kRecords[] = {
    {"person", {"you", "Sie"}},
    {"company", {"your company", "Ihre Firma"}},
    {"lead", {"this enquiry", "diese Anfrage"}},
    {"opportunity", {"the offer", "das Angebot"}},
    {"answer", {"your answers", "Ihre Antworten"}},
    {"activity", {"contacts", "Kontakte"}},
    {"consent", {"consents", "Einwilligungen"}}};

void AddContributions(const std::vector<ReportedContribution>& contributions,
                      int depth, absl::string_view language, std::string* out) {
  for (const ReportedContribution& c : contributions) {
    absl::StrAppend(out, std::string(static_cast<size_t>(depth) * 2, ' '), "- ",
                    PlainInMarkdown(c.text));
    if (!c.parts.empty()) {
      absl::StrAppend(out, "; ", kInOwnPoints.In(language), ":");
    }
    absl::StrAppend(out, "\n");
    AddContributions(c.parts, depth + 1, language, out);
  }
}

}  // namespace

std::string ToMarkdown(const SubjectExplanation& explanation,
                       absl::string_view language) {
  std::string out;
  const auto title = [&](const Message& text) {
    absl::StrAppend(&out, "\n## ", text.In(language), "\n\n");
  };
  const auto day = [&](Instant at) {
    return at == Instant() ? std::string() : DescribeDate(at.date(), language);
  };
  absl::StrAppend(&out, "# ", kTitle.In(language), "\n\n",
                  absl::Substitute(kIntro.In(language),
                                   PlainInMarkdown(explanation.lead_id),
                                   day(explanation.as_of)),
                  "\n");
  title(kResult);
  const std::string points = DescribePoints(explanation.points, language);
  absl::StrAppend(
      &out,
      absl::Substitute(kResultIs.In(language),
                       points[0] == '+' ? absl::string_view(points).substr(1)
                                        : absl::string_view(points)));
  if (!explanation.category.empty()) {
    absl::StrAppend(&out,
                    absl::Substitute(kCategoryIs.In(language),
                                     PlainInMarkdown(explanation.category)));
  }
  if (!explanation.veto_reason.empty()) {
    absl::StrAppend(&out,
                    absl::Substitute(kVetoIs.In(language),
                                     PlainInMarkdown(explanation.veto_reason)));
  }
  absl::StrAppend(&out, "\n");

  title(kFactsTitle);
  absl::StrAppend(&out, explanation.facts.empty()
                            ? absl::StrCat(kNoFacts.In(language), "\n")
                            : kFactsHead.In(language));
  for (const SubjectFact& fact : explanation.facts) {
    absl::string_view about = fact.record;
    for (const RecordName& record : kRecords) {
      if (fact.record == record.record) about = record.name.In(language);
    }
    absl::StrAppend(&out, "| ", about, " | ", PlainInMarkdown(fact.name), " | ",
                    PlainInMarkdown(fact.value), " | ", day(fact.since), " | ",
                    PlainInMarkdown(fact.source), " |\n");
  }

  title(kLogicTitle);
  absl::StrAppend(&out, explanation.logic, "\n\n");
  if (explanation.contributions.empty()) {
    absl::StrAppend(&out, kNothing.In(language), "\n");
  }
  AddContributions(explanation.contributions, 0, language, &out);
  if (explanation.others.has_value() && *explanation.others != Points()) {
    absl::StrAppend(&out, "- ", kOthers.In(language), ": ",
                    DescribePoints(*explanation.others, language), "\n");
  }
  absl::StrAppend(&out, "- ", kSumIs.In(language), ": ", points, "\n");

  if (!explanation.categories.empty()) {
    title(kCategories);
    for (auto it = explanation.categories.rbegin();
         it != explanation.categories.rend(); ++it) {
      absl::StrAppend(
          &out, "- ",
          it->from.has_value()
              ? absl::Substitute(kFrom.In(language), PlainInMarkdown(it->name),
                                 ShortPoints(*it->from, language))
          : it + 1 == explanation.categories.rend() &&
                  explanation.categories.back().from.has_value()
              ? absl::Substitute(kLowest.In(language),
                                 PlainInMarkdown(it->name))
              : PlainInMarkdown(it->name),
          "\n");
    }
  }
  if (!explanation.probability_meaning.empty()) {
    title(kProbability);
    absl::StrAppend(&out, explanation.probability_meaning, "\n");
  }
  title(kConsequences);
  absl::StrAppend(&out, explanation.consequences, "\n");
  title(kNotUsed);
  const auto names = [](const std::vector<std::string>& list) {
    return absl::StrJoin(list, ", ", [](std::string* to, const auto& name) {
      absl::StrAppend(to, PlainInMarkdown(name));
    });
  };
  if (!explanation.not_used.empty()) {
    absl::StrAppend(
        &out,
        absl::Substitute(kStored.In(language), names(explanation.not_used)),
        "\n");
  }
  if (!explanation.never_used.empty()) {
    absl::StrAppend(
        &out,
        absl::Substitute(kNever.In(language), names(explanation.never_used)),
        "\n");
  }
  absl::StrAppend(&out, kOutcome.In(language), "\n");
  title(kRights);
  absl::StrAppend(&out, explanation.rights, "\n");
  return out;
}

}  // namespace lotse
