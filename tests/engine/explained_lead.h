// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// A small tenant and a lead with history, for the tests of explanations.
#ifndef LOTSE_ENGINE_EXPLAINED_LEAD_H_
#define LOTSE_ENGINE_EXPLAINED_LEAD_H_

#include "lotse/engine/engine.h"
#include "lotse/facts/facts.h"

namespace lotse {

inline Instant At(const char* text) { return *Instant::Parse(text); }

inline LocalText Label(const char* en, const char* de) {
  return LocalText{"", en, de, {}};
}

inline Rule MakeRule(const char* id, const char* when, double points,
                     LocalText label = {}) {
  Rule rule;
  rule.id = id;
  rule.when = Condition::FromText(when);
  rule.points = Points::FromDouble(points);
  rule.label = std::move(label);
  return rule;
}

inline EngineSpec ExplainedSpec() {
  EngineSpec spec;
  spec.schema.company = {{"employees", ValueType::kInteger}};
  spec.schema.company[0].label = Label("employees", "Mitarbeitende");
  spec.schema.person = {{"age", ValueType::kInteger},
                        {"role", ValueType::kText},
                        {"hobby", ValueType::kText}};
  spec.schema.person[0].not_for_scoring = true;
  spec.schema.person[1].personal = true;
  spec.schema.person[1].label = Label("role", "Rolle");
  spec.schema.answer = {{"budget", ValueType::kText}};
  spec.schema.answer[0].label = Label("budget", "Budget");
  spec.schema.activity_kinds = {{"download", Label("Download", "Download")},
                                {"webinar", Label("Webinar", "Webinar")}};
  EngagementGroup& web = spec.engagement.groups.emplace_back();
  web.id = "web";
  EngagementRule& download = web.rules.emplace_back();
  download.id = "download";
  download.kinds = {"download"};
  download.points = Points::FromDouble(16);
  download.decay = {DecayKind::kHalfLife, Duration::Days(14)};
  EngagementRule& webinar = web.rules.emplace_back();
  webinar.id = "webinar";
  webinar.kinds = {"webinar"};
  webinar.points = Points::FromDouble(8);

  Group& fit = spec.scoring.groups.emplace_back();
  fit.id = "fit";
  fit.rules = {
      MakeRule("size", "employees >= 50", 20,
               Label("At least 50 employees", "Mindestens 50 Mitarbeitende")),
      MakeRule("buyer", "role = \"buyer\"", 5,
               Label("Buys for the company", "Kauft für die Firma")),
      MakeRule("budget", "answer.budget = \"approved\"", 15,
               Label("Budget approved", "Budget freigegeben")),
      MakeRule("letter", "consent(\"news\", \"email\") = \"confirmed\"", 2,
               Label("Reads the newsletter", "Liest den Newsletter"))};
  Weight& engagement = fit.weights.emplace_back();
  engagement.id = "engagement";
  engagement.of = "engagement.points";
  engagement.label = Label("Engagement", "Engagement");
  spec.scoring.categories = {{"cold", Label("Cold", "Kalt")},
                             {"hot", Label("Hot", "Heiß")}};
  spec.scoring.categories[1].from = Points::FromDouble(30);
  spec.scoring.vetoes = {{"rival", Condition::FromText("role = \"rival\""),
                          Label("Is a rival", "Ist Wettbewerb")}};
  AssumedProbability assumed;
  assumed.probability = 0.1;
  assumed.at = Points::FromDouble(30);
  assumed.points_to_double_odds = Points::FromDouble(10);
  spec.scoring.assumed_probability = assumed;
  return spec;
}

// On 2026-11-02: 16 points for a download, 5 for the role. On 2026-11-16: 8 + 8
// for download and webinar, 20 for the size, 5, 15 for the budget, 2.
inline Facts ExplainedFacts() {
  Facts facts;
  facts.lead.id = "L-1";
  facts.lead.person_id = "P-1";
  Person& person = facts.persons.emplace_back();
  person.id = "P-1";
  person.attributes = {{"role", Value{std::string("buyer")}, {}, "form"},
                       {"hobby", Value{std::string("chess")}, {}, "call"},
                       {"age", Value{int64_t{44}}, {}, ""}};
  person.activities = {{"A-1", "download", At("2026-11-02"), "", {}},
                       {"A-2", "webinar", At("2026-11-12"), "", {}}};
  person.consents.emplace_back();
  person.consents[0].purpose = "news";
  person.consents[0].channel = "email";
  person.consents[0].event = ConsentEvent::kConfirmed;
  person.consents[0].at = At("2026-11-10");
  facts.company.emplace().id = "C-1";
  facts.company->attributes = {
      {"employees", Value{int64_t{40}}, {}, "form"},
      {"employees", Value{int64_t{120}}, At("2026-11-05"), "call"}};
  Answer& answer = facts.lead.answers.emplace_back();
  answer.question = "budget";
  answer.value = Value{std::string("approved")};
  answer.answered_at = At("2026-11-09");
  answer.author = "Ms Adviser";
  answer.source = "call";
  return facts;
}

}  // namespace lotse

#endif  // LOTSE_ENGINE_EXPLAINED_LEAD_H_
