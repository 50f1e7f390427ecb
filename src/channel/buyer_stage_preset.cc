// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BuyerStagePreset and AddBuyerStageAttributes.
//
// Reading tells little, a problem in the lead's own words tells more, and what
// costs the lead time (a meeting, a calculation, a request for an offer) tells
// most. What tells most also runs out first.
#include <algorithm>
#include <utility>

#include "lotse/channel/buyer_stage_spec.h"

namespace lotse {
namespace {

LocalText Text(const char* en, const char* de) {
  return LocalText{"", en, de, {}};
}

Points P(int64_t points) { return Points::FromNano(points * 1000000000); }

BuyerStageEvidence Evidence(const char* id, const char* stage, int64_t weight,
                            const char* when, const char* en, const char* de) {
  return {id, stage, Condition::FromText(when), P(weight), Text(en, de)};
}

AttributeSpec Attribute(const char* key, ValueType type, const char* en,
                        const char* de, std::vector<Option> options = {}) {
  AttributeSpec attribute;
  attribute.key = key;
  attribute.type = type;
  attribute.label = Text(en, de);
  attribute.options = std::move(options);
  return attribute;
}

void AddIfMissing(AttributeSpec attribute,
                  std::vector<AttributeSpec>* attributes) {
  const bool known = std::any_of(
      attributes->begin(), attributes->end(),
      [&](const AttributeSpec& a) { return a.key == attribute.key; });
  if (!known) attributes->push_back(std::move(attribute));
}

}  // namespace

BuyerStageSpec BuyerStagePreset() {
  BuyerStageSpec spec;
  spec.stages = {
      {"early", Text("early (awareness)", "früh (Orientierung)"), P(2),
       Text("a checklist or an introduction to the topic, and ask what the "
            "problem is",
            "eine Checkliste oder Einführung ins Thema, und nach dem Problem "
            "fragen")},
      {"mid", Text("mid (consideration)", "mittel (Abwägung)"), P(3),
       Text(
           "a reference from the same industry, a comparison of solutions, and "
           "a talk with an adviser",
           "eine Referenz aus derselben Branche, einen Lösungsvergleich und "
           "ein Gespräch mit der Fachberatung")},
      {"late", Text("late (decision)", "spät (Entscheidung)"), P(4),
       Text("a calculation of the return with their own figures, and an offer",
            "eine Wirtschaftlichkeitsrechnung mit eigenen Zahlen und ein "
            "Angebot")}};
  spec.first_offer =
      Text("something on the topic, to see what they are interested in",
           "etwas zum Thema, um das Interesse kennenzulernen");
  spec.min_evidence = P(2);
  spec.hold = Duration::Days(14);
  spec.evidence = {
      Evidence("topic_content", "early", 2,
               "count(download, webinar, visit where asset_stage = \"early\" "
               "within last 180 days) >= 1",
               "Read about the topic", "Hat sich ins Thema eingelesen"),
      Evidence(
          "asked_information", "early", 2,
          "lead.request = \"information\" and last(*) within last 180 days",
          "Asked for information", "Hat Unterlagen angefordert"),
      Evidence("follows_links", "early", 1,
               "count(email_click within last 90 days) >= 2",
               "Follows links in our mails", "Folgt Links in unseren Mails"),
      Evidence("problem_stated", "mid", 3,
               "answer.problem is not missing or "
               "answer.need in (\"recognised\", \"urgent\")",
               "Stated a concrete problem",
               "Hat ein konkretes Problem genannt"),
      Evidence("adviser_talk", "mid", 3,
               "count(meeting, call within last 90 days) >= 1",
               "Talked to an adviser", "Hat mit der Fachberatung gesprochen"),
      Evidence("compared", "mid", 2,
               "count(download, visit where asset_kind in (\"comparison\", "
               "\"reference\") within last 90 days) >= 1",
               "Compared solutions or read references",
               "Hat Lösungen verglichen oder Referenzen gelesen"),
      Evidence("solution_content", "mid", 2,
               "count(download, webinar, visit where asset_stage = \"mid\" "
               "within last 90 days) >= 1",
               "Studied ways to solve it", "Hat sich mit Lösungen befasst"),
      Evidence(
          "asked_offer", "late", 3,
          "lead.request in (\"offer\", \"demo\") and last(*) within last 60 "
          "days",
          "Asked for an offer or a demonstration",
          "Hat ein Angebot oder eine Vorführung angefragt"),
      Evidence(
          "return_on_investment", "late", 2,
          "answer.roi_interest or count(download, visit where asset_kind = "
          "\"roi_calculator\" within last 60 days) >= 1",
          "Wants to know what it pays back",
          "Fragt nach der Wirtschaftlichkeit"),
      Evidence("met_adviser", "late", 2,
               "count(meeting within last 60 days) >= 1", "Met an adviser",
               "Hat sich mit der Fachberatung getroffen"),
      Evidence("decision_content", "late", 2,
               "count(download, webinar, visit where asset_stage = \"late\" "
               "within last 60 days) >= 1",
               "Studied prices or contracts",
               "Hat sich mit Preisen oder Verträgen befasst"),
      Evidence("budget_approved", "late", 2, "answer.budget = \"approved\"",
               "Has an approved budget", "Hat ein freigegebenes Budget")};
  return spec;
}

void AddBuyerStageAttributes(Schema* schema) {
  AddIfMissing(Attribute("asset_stage", ValueType::kText,
                         "buyer stage that the asset is made for",
                         "Kaufphase, für die die Unterlage gemacht ist",
                         {Option{"early", Text("early", "früh"), false},
                          Option{"mid", Text("mid", "mittel"), false},
                          Option{"late", Text("late", "spät"), false}}),
               &schema->activity);
  AddIfMissing(
      Attribute(
          "asset_kind", ValueType::kText, "kind of asset", "Art der Unterlage",
          {Option{"article", Text("article", "Artikel"), false},
           Option{"whitepaper", Text("whitepaper", "Whitepaper"), false},
           Option{"checklist", Text("checklist", "Checkliste"), false},
           Option{"comparison",
                  Text("comparison of solutions", "Lösungsvergleich"), false},
           Option{"reference", Text("reference", "Referenz"), false},
           Option{"roi_calculator",
                  Text("calculation of the return on investment",
                       "Wirtschaftlichkeitsrechnung"),
                  false},
           Option{"price_list", Text("price list", "Preisliste"), false},
           Option{"other", Text("other", "Sonstige"), false}}),
      &schema->activity);
  AddIfMissing(
      Attribute("problem", ValueType::kText, "problem in the lead's own words",
                "Problem in eigenen Worten"),
      &schema->answer);
  AddIfMissing(Attribute("roi_interest", ValueType::kBoolean,
                         "asks about the return on investment",
                         "fragt nach der Wirtschaftlichkeit"),
               &schema->answer);
}

}  // namespace lotse
