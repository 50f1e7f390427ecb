// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// B2bPreset: fit of the company and the person, what they did lately, and the
// four questions of BANT (budget, authority, need, time). B2bGradesPreset: the
// same leads by a letter for fit and a number for what they did.
// B2bLifecyclePreset: the same score, the way from contact to customer, routing
// and a work list.
#include "src/engine/b2b_preset.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <utility>

#include "lotse/lifecycle/conversion_preset.h"
#include "lotse/lifecycle/lifecycle_preset.h"
#include "lotse/routing/routing_spec.h"
#include "lotse/routing/work_list.h"

namespace lotse {
namespace {

LocalText Text(const char* en, const char* de) {
  return LocalText{"", en, de, {}};
}

Option MakeOption(const char* key, const char* en, const char* de) {
  return Option{key, Text(en, de), false};
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

// Of a person; never read by rules.
AttributeSpec Private(const char* key, ValueType type, const char* en,
                      const char* de) {
  AttributeSpec attribute = Attribute(key, type, en, de);
  attribute.personal = true;
  attribute.not_for_scoring = true;
  return attribute;
}

Points P(int64_t points) { return Points::FromNano(points * 1000000000); }

Value Integer(int64_t v) {
  Value value;
  value.kind = v;
  return value;
}

Rule MakeRule(const char* id, const char* when, int64_t points, const char* en,
              const char* de) {
  return Rule{id, Condition::FromText(when), P(points), Text(en, de)};
}

OptionTable Table(
    const char* id, const char* of,
    std::initializer_list<std::pair<const char*, int64_t>> options) {
  OptionTable table;
  table.id = id;
  table.of = of;
  for (const auto& [option, points] : options) {
    table.options.push_back(OptionPoints{option, P(points), {}});
  }
  return table;
}

Schema B2bSchema() {
  Schema schema;
  schema.currency = "EUR";
  schema.company = {
      Attribute("name", ValueType::kText, "name", "Name"),
      Attribute("employees", ValueType::kInteger, "employees", "Mitarbeitende"),
      Attribute("annual_revenue", ValueType::kMoney, "annual revenue",
                "Jahresumsatz"),
      Attribute(
          "industry", ValueType::kText, "industry", "Branche",
          {MakeOption("manufacturing", "manufacturing", "Industrie"),
           MakeOption("software", "software and IT", "Software und IT"),
           MakeOption("trade", "trade", "Handel"),
           MakeOption("logistics", "logistics", "Logistik"),
           MakeOption("construction", "construction", "Bau"),
           MakeOption("finance", "finance", "Finanzen"),
           MakeOption("health", "health care", "Gesundheit"),
           MakeOption("public_sector", "public sector", "öffentliche Hand"),
           MakeOption("other", "other", "Sonstige")}),
      Attribute("country", ValueType::kText, "country", "Land"),
      Attribute("postal_code", ValueType::kText, "postal code", "Postleitzahl"),
      Attribute("city", ValueType::kText, "city", "Ort"),
      Attribute("relationship", ValueType::kText, "relationship", "Beziehung",
                {MakeOption("prospect", "prospect", "Interessent"),
                 MakeOption("customer", "customer", "Kunde"),
                 MakeOption("partner", "partner", "Partner"),
                 MakeOption("competitor", "competitor", "Wettbewerber")}),
      Attribute("technologies", ValueType::kList, "technologies in use",
                "eingesetzte Technik")};
  schema.person = {
      Attribute("name", ValueType::kText, "name", "Name"),
      Attribute("email", ValueType::kText, "e-mail", "E-Mail"),
      Attribute("phone", ValueType::kText, "phone", "Telefon"),
      Attribute("email_kind", ValueType::kText, "kind of e-mail address",
                "Art der E-Mail-Adresse",
                {MakeOption("company", "of the company", "der Firma"),
                 MakeOption("free", "free mail provider", "Freemail-Anbieter"),
                 MakeOption("invalid", "invalid", "ungültig")}),
      Attribute("title", ValueType::kText, "job title", "Position"),
      Attribute("job_level", ValueType::kText, "job level", "Hierarchiestufe",
                {MakeOption("executive", "executive", "Geschäftsleitung"),
                 MakeOption("head", "head of department", "Leitung"),
                 MakeOption("specialist", "specialist", "Fachkraft"),
                 MakeOption("trainee", "trainee or student",
                            "Ausbildung oder Studium")}),
      Attribute("department", ValueType::kText, "department", "Abteilung"),
      Private("birth_date", ValueType::kDate, "date of birth", "Geburtsdatum"),
      Private("gender", ValueType::kText, "gender", "Geschlecht"),
      Private("nationality", ValueType::kText, "nationality",
              "Staatsangehörigkeit"),
      Private("family_status", ValueType::kText, "family status",
              "Familienstand")};
  for (AttributeSpec& attribute : schema.person) {
    if (attribute.key == "name" || attribute.key == "email" ||
        attribute.key == "phone") {
      attribute.personal = true;
    }
  }
  schema.lead = {
      Attribute("interests", ValueType::kList, "interests", "Interessen"),
      Attribute(
          "request", ValueType::kText, "request", "Anfrage",
          {MakeOption("offer", "asks for an offer", "wünscht ein Angebot"),
           MakeOption("demo", "asks for a demonstration",
                      "wünscht eine Vorführung"),
           MakeOption("call_back", "asks to be called", "bittet um Rückruf"),
           MakeOption("information", "asks for information",
                      "wünscht Unterlagen"),
           MakeOption("none", "asks for nothing", "keine Anfrage")})};
  schema.answer = {
      Attribute("budget", ValueType::kText, "budget", "Budget",
                {MakeOption("approved", "approved", "freigegeben"),
                 MakeOption("planned", "planned", "geplant"),
                 MakeOption("none", "none", "keins")}),
      Attribute("budget_amount", ValueType::kMoney, "amount of the budget",
                "Höhe des Budgets"),
      Attribute("authority", ValueType::kText, "authority", "Entscheidung",
                {MakeOption("decides", "decides", "entscheidet"),
                 MakeOption("influences", "influences the decision",
                            "beeinflusst die Entscheidung"),
                 MakeOption("uses", "would use it", "würde es nutzen")}),
      Attribute("need", ValueType::kText, "need", "Bedarf",
                {MakeOption("urgent", "urgent", "dringend"),
                 MakeOption("recognised", "recognised", "erkannt"),
                 MakeOption("none", "none", "keiner")}),
      Attribute(
          "time_frame", ValueType::kText, "time frame", "Zeitrahmen",
          {MakeOption("three_months", "within three months",
                      "innerhalb von drei Monaten"),
           MakeOption("this_year", "within a year", "innerhalb eines Jahres"),
           MakeOption("later", "later", "später")})};
  schema.activity = {
      Attribute("asset", ValueType::kText, "asset", "Unterlage"),
      Attribute("page", ValueType::kText, "page", "Seite"),
      Attribute("minutes", ValueType::kInteger, "minutes", "Minuten")};
  schema.activity_kinds = {
      MakeOption("form", "form", "Formular"),
      MakeOption("download", "download", "Download"),
      MakeOption("webinar", "webinar", "Webinar"),
      MakeOption("trade_fair_talk", "talk at a trade fair", "Messegespräch"),
      MakeOption("visit", "visit of the website", "Besuch der Website"),
      MakeOption("email_open", "e-mail opened", "E-Mail geöffnet"),
      MakeOption("email_click", "link in an e-mail followed",
                 "Link in einer E-Mail geöffnet"),
      MakeOption("reply", "reply", "Antwort"),
      MakeOption("call", "call", "Anruf"),
      MakeOption("meeting", "meeting", "Termin"),
      MakeOption("order_card", "order card", "Bestellkarte"),
      MakeOption("bounce", "e-mail came back", "E-Mail unzustellbar")};
  schema.channels = {
      MakeOption("coupon_ad", "coupon advertisement", "Coupon-Anzeige"),
      MakeOption("reply_card", "reply card", "Antwortkarte"),
      MakeOption("mailing_card", "mailing card", "Mailing-Karte"),
      MakeOption("trade_fair", "trade fair", "Messe"),
      MakeOption("website", "website", "Website"),
      MakeOption("webinar", "webinar", "Webinar"),
      MakeOption("hotline", "hotline", "Hotline"),
      MakeOption("support_chat", "support chat", "Support-Chat"),
      MakeOption("social_media", "social media", "Soziale Medien"),
      MakeOption("linkedin_xing", "LinkedIn or XING", "LinkedIn oder XING"),
      MakeOption("whitepaper", "whitepaper", "Whitepaper"),
      MakeOption("newsletter", "newsletter", "Newsletter"),
      MakeOption("prize_draw", "prize draw", "Gewinnspiel"),
      MakeOption("referral", "referral", "Empfehlung")};
  return schema;
}

Group FitGroup() {
  Group fit;
  fit.id = "fit";
  fit.label = Text("Fit", "Passung");
  fit.min = P(-30);
  fit.max = P(40);
  BandTable size;
  size.id = "company_size";
  size.of = "company.employees";
  size.bands = {Band{Value(), Integer(10), P(-5), {}},
                Band{Integer(10), Integer(50), P(5), {}},
                Band{Integer(50), Integer(250), P(12), {}},
                Band{Integer(250), Integer(2000), P(15), {}},
                Band{Integer(2000), Value(), P(10), {}}};
  fit.bands = {size};
  fit.options = {Table("company_industry", "company.industry",
                       {{"manufacturing", 10},
                        {"software", 8},
                        {"logistics", 8},
                        {"trade", 5},
                        {"construction", 4},
                        {"finance", 4},
                        {"health", 4},
                        {"public_sector", 2},
                        {"other", 0}}),
                 Table("person_level", "person.job_level",
                       {{"executive", 10},
                        {"head", 12},
                        {"specialist", 4},
                        {"trainee", -15}}),
                 Table("first_channel", "lead.channel",
                       {{"referral", 10},
                        {"trade_fair", 6},
                        {"hotline", 6},
                        {"webinar", 4},
                        {"website", 3},
                        {"whitepaper", 2},
                        {"prize_draw", -10}})};
  fit.rules = {
      MakeRule("served_country", "company.country in (\"DE\", \"AT\", \"CH\")",
               5, "Country we serve", "Land, das wir bedienen"),
      MakeRule("free_mail", "person.email_kind = \"free\"", -6,
               "Address of a free mail provider",
               "Adresse eines Freemail-Anbieters"),
      MakeRule("in_charge",
               "person.title contains \"einkauf\" ignoring case or "
               "person.title contains \"purchas\" ignoring case or "
               "person.title contains \"geschäftsführ\" ignoring case",
               4, "Buys or manages by title",
               "Kauft oder leitet laut Position")};
  return fit;
}

Group ActivityGroup() {
  Group engagement;
  engagement.id = "engagement";
  engagement.label = Text("Engagement", "Engagement");
  engagement.min = P(-15);
  engagement.max = P(35);
  engagement.rules = {
      MakeRule("order_card", "count(order_card within last 90 days) >= 1", 25,
               "Sent an order card", "Hat eine Bestellkarte geschickt"),
      MakeRule("met",
               "count(meeting, trade_fair_talk within last 60 days) >= 1", 12,
               "Talked to us", "Hat mit uns gesprochen"),
      MakeRule("wrote_back", "count(reply within last 30 days) >= 1", 10,
               "Answered us", "Hat uns geantwortet"),
      MakeRule("webinar_attended",
               "sum(minutes of webinar within last 60 days) >= 20", 8,
               "Attended a webinar", "Hat an einem Webinar teilgenommen"),
      MakeRule("prices_studied",
               "count(visit where page contains \"price\" or page contains "
               "\"preis\" within last 14 days) >= 2",
               10, "Studied our prices", "Hat sich Preise angesehen"),
      MakeRule("downloads", "count(download within last 30 days) >= 2", 6,
               "Several downloads", "Mehrere Downloads"),
      MakeRule("reads_mail", "count(email_click within last 30 days) >= 1", 3,
               "Follows links in our mails", "Folgt Links in unseren Mails"),
      MakeRule("silent", "count(*) >= 1 and not (last(*) within last 90 days)",
               -15, "Silent for three months", "Seit drei Monaten still")};
  return engagement;
}

Group QualificationGroup() {
  Group bant;
  bant.id = "qualification";
  bant.label = Text("Qualification", "Qualifizierung");
  bant.options = {
      Table("bant_budget", "answer.budget",
            {{"approved", 15}, {"planned", 7}, {"none", -15}}),
      Table("bant_authority", "answer.authority",
            {{"decides", 12}, {"influences", 7}, {"uses", 2}}),
      Table("bant_need", "answer.need",
            {{"urgent", 15}, {"recognised", 8}, {"none", -20}}),
      Table("bant_time", "answer.time_frame",
            {{"three_months", 12}, {"this_year", 5}, {"later", -5}}),
      Table("asked_for", "lead.request",
            {{"offer", 15},
             {"demo", 12},
             {"call_back", 8},
             {"information", 3},
             {"none", 0}})};
  return bant;
}

// Five questions about fit. What is known moves the grade by two thirds of a
// letter, up or down; one point is a third.
Group GradeGroup() {
  Group fit;
  fit.id = "fit";
  fit.label = Text("Fit", "Passung");
  BandTable size;
  size.id = "company_size";
  size.of = "company.employees";
  size.bands = {Band{Value(), Integer(50), P(-2), {}},
                Band{Integer(50), Value(), P(2), {}}};
  fit.bands = {size};
  fit.options = {Table("company_industry", "company.industry",
                       {{"manufacturing", 2},
                        {"software", 2},
                        {"logistics", 2},
                        {"trade", 2}}),
                 Table("company_country", "company.country",
                       {{"DE", 2}, {"AT", 2}, {"CH", 2}}),
                 Table("person_level", "person.job_level",
                       {{"executive", 2}, {"head", 2}})};
  for (OptionTable& table : fit.options) table.otherwise = P(-2);
  fit.rules = {
      MakeRule("department",
               "person.department contains \"einkauf\" ignoring case or "
               "person.department contains \"purchas\" ignoring case",
               2, "Works in purchasing", "Arbeitet im Einkauf"),
      MakeRule("other_department",
               "not (person.department is missing) and "
               "not (person.department contains \"einkauf\" ignoring case) and "
               "not (person.department contains \"purchas\" ignoring case)",
               -2, "Works in another department",
               "Arbeitet in einer anderen Abteilung")};
  return fit;
}

// 13 grades by 3 numbers. A lead of which nothing is known has the grade D.
Grid GradeGrid() {
  Grid grid;
  grid.rows.label = Text("Grade of fit", "Note der Passung");
  grid.rows.groups = {"fit"};
  constexpr int64_t kThirdsBelowD = 2;
  for (const char* id : {"F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+",
                         "A-", "A", "A+"}) {
    GridStep step;
    step.id = id;
    if (!grid.rows.steps.empty()) {
      step.from =
          P(static_cast<int64_t>(grid.rows.steps.size()) - kThirdsBelowD);
    }
    grid.rows.steps.push_back(step);
  }
  grid.columns.label = Text("Engagement", "Engagement");
  grid.columns.groups = {"engagement"};
  grid.columns.steps = {GridStep{"3", {}, {}}, GridStep{"2", {}, P(10)},
                        GridStep{"1", {}, P(20)}};
  // By letter, for the numbers 3, 2 and 1. D may be a lead that nobody asked
  // yet: who is that busy is worth a question.
  const std::map<char, std::array<const char*, 3>> categories = {
      {'F', {"cold", "cold", "cold"}},
      {'D', {"cold", "cold", "warm"}},
      {'C', {"cold", "cold", "warm"}},
      {'B', {"cold", "warm", "hot"}},
      {'A', {"warm", "hot", "hot"}}};
  for (const GridStep& row : grid.rows.steps) {
    for (size_t c = 0; c < grid.columns.steps.size(); ++c) {
      grid.cells.push_back(GridCell{row.id, grid.columns.steps[c].id,
                                    categories.at(row.id[0])[c]});
    }
  }
  return grid;
}

}  // namespace

EngineSpec B2bPreset() {
  EngineSpec spec;
  spec.description =
      "Preset b2b: fit of company and person, engagement, and the four "
      "questions of BANT. Edit it to what your business knows.";
  spec.schema = B2bSchema();
  ScoringSpec& scoring = spec.scoring;
  scoring.groups = {FitGroup(), ActivityGroup(), QualificationGroup()};
  scoring.min = P(0);
  scoring.max = P(100);
  scoring.vetoes = {
      Veto{"competitor",
           Condition::FromText("company.relationship = \"competitor\""),
           Text("Works for a competitor", "Arbeitet für einen Wettbewerber")},
      Veto{"unreachable",
           Condition::FromText("person.email_kind = \"invalid\" and "
                               "person.phone is missing"),
           Text("Cannot be reached", "Ist nicht erreichbar")}};
  Category cold;
  cold.id = "cold";
  cold.label = Text("cold", "kalt");
  Category warm;
  warm.id = "warm";
  warm.label = Text("warm", "warm");
  warm.from = P(30);
  warm.hysteresis = P(3);
  warm.dwell = Duration::Days(3);
  Category hot;
  hot.id = "hot";
  hot.label = Text("hot", "heiß");
  hot.from = P(60);
  hot.hysteresis = P(5);
  hot.dwell = Duration::Days(1);
  scoring.categories = {cold, warm, hot};
  scoring.assumed_probability = AssumedProbability{0.05, P(30), P(12)};
  return spec;
}

EngineSpec B2bGradesPreset() {
  EngineSpec spec = B2bPreset();
  spec.description =
      "Preset b2b_grades: a grade from F to A+ for how well company and person "
      "fit, beginning with D, and a number from 3 to 1 for what they did "
      "lately; both together say cold, warm or hot.";
  ScoringSpec& scoring = spec.scoring;
  scoring.groups = {GradeGroup(), ActivityGroup()};
  scoring.min.reset();
  scoring.max.reset();
  for (Category& category : scoring.categories) {
    category.from.reset();
    category.hysteresis = Points();
  }
  scoring.grid = GradeGrid();
  scoring.assumed_probability = AssumedProbability{0.05, P(10), P(8)};
  return spec;
}

EngineSpec B2bLifecyclePreset() {
  EngineSpec spec = B2bPreset();
  spec.description =
      "Preset b2b_lifecycle: the score of b2b, the buyer's stage, the way from "
      "the first contact to the customer and back, who gets which lead, and "
      "which to work on next.";
  AddBuyerStageAttributes(&spec.schema);
  spec.buyer_stage = BuyerStagePreset();
  AddLifecycleAttributes(&spec.schema);
  spec.calendars = {OfficeCalendar()};
  spec.lifecycles = {LifecyclePreset()};
  AddRoutingAttributes(&spec.schema);
  spec.routing = RoutingPreset();
  spec.routing->calendar = "office";
  spec.work_list = WorkListPreset("EUR");
  spec.work_list->value_fact = "answer.budget_amount";
  spec.work_list->assumed_value = Money{10000000000, "EUR"};
  AddConversionAttributes(&spec.schema);
  spec.conversion = ConversionPreset();
  return spec;
}

}  // namespace lotse
