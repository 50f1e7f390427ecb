// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// QuestionnairePresetNames, QuestionnairePreset, QuestionnairePresetAnswers and
// AddQuestionnairePreset. A question that several of them ask has the same key,
// the same options and the same points in each, so that one answer serves all.
#include "lotse/engine/questionnaire_presets.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace lotse {
namespace {

LocalText Text(const char* en, const char* de) {
  return LocalText{"", en, de, {}};
}

Points P(int64_t points) { return Points::FromNano(points * 1000000000); }

// A question, with its answer in the schema.
struct Asked {
  QuestionSpec question;
  AttributeSpec answer;
};

Asked Ask(const char* key, const char* topic, ValueType type, LocalText label,
          LocalText text) {
  Asked asked;
  asked.question.key = key;
  asked.question.topic = topic;
  asked.question.text = std::move(text);
  asked.answer.key = key;
  asked.answer.type = type;
  asked.answer.label = std::move(label);
  return asked;
}

struct Choice {
  const char* key;
  int64_t points;
  const char* en;
  const char* de;
  bool veto = false;
};

// One of several, or several of them.
Asked AskChoice(const char* key, const char* topic, LocalText label,
                LocalText text, const std::vector<Choice>& choices,
                ValueType type = ValueType::kText) {
  Asked asked = Ask(key, topic, type, std::move(label), std::move(text));
  for (const Choice& choice : choices) {
    asked.answer.options.push_back(
        {choice.key, Text(choice.en, choice.de), false});
    QuestionOption option;
    option.option = choice.key;
    option.points = P(choice.points);
    option.veto = choice.veto;
    asked.question.options.push_back(std::move(option));
  }
  return asked;
}

// Yes or no, asked only if `when` holds.
Asked AskYesNo(const char* key, const char* topic, const char* when,
               LocalText label, LocalText text, int64_t yes, int64_t no,
               bool no_is_veto) {
  Asked asked =
      Ask(key, topic, ValueType::kBoolean, std::move(label), std::move(text));
  asked.question.when = Condition::FromText(when);
  asked.question.yes.points = P(yes);
  asked.question.no.points = P(no);
  asked.question.no.veto = no_is_veto;
  return asked;
}

struct Step {
  int64_t from_euros;
  int64_t points;
};

// An amount in bands from each step to the next, asked only if `when` holds.
Asked AskAmount(const char* key, const char* topic, const char* when,
                LocalText label, LocalText text,
                const std::vector<Step>& steps) {
  Asked asked =
      Ask(key, topic, ValueType::kMoney, std::move(label), std::move(text));
  asked.answer.currency = "EUR";
  asked.question.when = Condition::FromText(when);
  // People do not like to be asked for amounts.
  asked.question.effort = 2;
  const auto euros = [](int64_t amount) {
    Value value;
    value.kind = Money{amount * 1000000, "EUR"};
    return value;
  };
  for (size_t i = 0; i < steps.size(); ++i) {
    QuestionBand band;
    band.from = euros(steps[i].from_euros);
    if (i + 1 < steps.size()) band.below = euros(steps[i + 1].from_euros);
    band.points = P(steps[i].points);
    asked.question.bands.push_back(std::move(band));
  }
  return asked;
}

Asked Budget() {
  Asked asked = AskChoice(
      "budget", "budget", Text("budget", "Budget"),
      Text("Is there a budget for this?", "Gibt es dafür ein Budget?"),
      {{"approved", 12, "approved", "freigegeben"},
       {"planned", 6, "planned", "geplant"},
       {"none", -10, "none", "keins"}});
  asked.question.valid_for = Duration::Days(180);
  return asked;
}

Asked BudgetAmount() {
  Asked asked = AskAmount(
      "budget_amount", "budget", "answer.budget in (\"approved\", \"planned\")",
      Text("amount of the budget", "Höhe des Budgets"),
      Text("How large is the budget?", "Wie hoch ist das Budget?"),
      {{0, -6}, {5000, 0}, {25000, 5}, {100000, 8}});
  asked.question.attribute = "lead.budget";
  asked.question.valid_for = Duration::Days(180);
  return asked;
}

Asked Authority() {
  Asked asked =
      AskChoice("authority", "authority", Text("authority", "Entscheidung"),
                Text("What part does our contact have in the decision?",
                     "Welche Rolle hat unser Kontakt bei der Entscheidung?"),
                {{"decides", 12, "decides", "entscheidet"},
                 {"influences", 5, "influences the decision",
                  "beeinflusst die Entscheidung"},
                 {"uses", -4, "would use it", "würde es nutzen"}});
  asked.question.attribute = "person.buying_role";
  return asked;
}

// Someone without a say who cannot bring us to those who decide is no way in.
Asked Access() {
  return AskYesNo(
      "access", "authority", "answer.authority = \"uses\"",
      Text("access to those who decide", "Zugang zu den Entscheidern"),
      Text("Can our contact bring us together with those who decide?",
           "Kann unser Kontakt uns mit den Entscheidern zusammenbringen?"),
      4, -12, /*no_is_veto=*/true);
}

Asked TimeFrame() {
  Asked asked = AskChoice(
      "time_frame", "time", Text("time frame", "Zeitrahmen"),
      Text("When is it to be decided?", "Wann soll entschieden werden?"),
      {{"three_months", 10, "within three months",
        "innerhalb von drei Monaten"},
       {"this_year", 3, "within a year", "innerhalb eines Jahres"},
       {"later", -6, "later", "später"}});
  asked.question.valid_for = Duration::Days(90);
  return asked;
}

std::vector<Asked> Bant() {
  return {Budget(),
          BudgetAmount(),
          Authority(),
          Access(),
          AskChoice("need", "need", Text("need", "Bedarf"),
                    Text("How strong is the need?", "Wie groß ist der Bedarf?"),
                    {{"urgent", 12, "urgent", "dringend"},
                     {"recognised", 6, "recognised", "erkannt"},
                     {"none", -18, "none", "keiner", true}}),
          TimeFrame()};
}

std::vector<Asked> Champ() {
  return {
      AskChoice(
          "challenge", "challenges", Text("challenge", "Herausforderung"),
          Text("How heavily does the problem weigh that we can solve?",
               "Wie schwer wiegt das Problem, das wir lösen können?"),
          {{"critical", 14, "puts results or deadlines at risk",
            "gefährdet Ergebnisse oder Termine"},
           {"noticeable", 6, "costs time or money", "kostet Zeit oder Geld"},
           {"minor", -4, "is a nuisance", "ist lästig"},
           {"none", -18, "there is none", "es gibt keines", true}}),
      AskAmount(
          "challenge_cost", "challenges",
          "answer.challenge in (\"critical\", \"noticeable\")",
          Text("cost of the problem in a year", "Kosten des Problems im Jahr"),
          Text("What does the problem cost in a year?",
               "Was kostet das Problem im Jahr?"),
          {{0, -3}, {10000, 2}, {50000, 5}, {250000, 8}}),
      Authority(),
      Access(),
      Budget(),
      BudgetAmount(),
      AskChoice(
          "priority", "prioritisation", Text("priority", "Priorität"),
          Text("Where does the project stand among the others?",
               "Welchen Rang hat das Vorhaben unter den anderen?"),
          {{"first", 12, "among the first three", "unter den ersten drei"},
           {"planned", 4, "planned, but not first",
            "eingeplant, aber nicht vorrangig"},
           {"low", -8, "behind others", "hinter anderen"}})};
}

std::vector<Asked> Meddicc() {
  Asked criteria = AskChoice(
      "decision_criteria", "decision_criteria",
      Text("criteria that speak for us", "Kriterien, die für uns sprechen"),
      Text("Which of the customer's criteria speak for us?",
           "Welche Kriterien des Kunden sprechen für uns?"),
      {{"functions", 4, "functions", "Funktionsumfang"},
       {"integration", 3, "fits existing systems",
        "passt zu vorhandenen Systemen"},
       {"security", 3, "security and data protection",
        "Sicherheit und Datenschutz"},
       {"service", 3, "service", "Service"},
       {"references", 2, "references", "Referenzen"},
       {"price", 2, "price", "Preis"}},
      ValueType::kList);
  criteria.question.max = P(9);
  return {
      AskChoice("metrics", "metrics",
                Text("benefit in figures", "Nutzen in Zahlen"),
                Text("Is the benefit known in figures?",
                     "Ist der Nutzen in Zahlen bekannt?"),
                {{"agreed", 10, "agreed with the customer",
                  "mit dem Kunden abgestimmt"},
                 {"estimated", 4, "estimated by us", "von uns geschätzt"},
                 {"none", -4, "no figures", "keine Zahlen"}}),
      AskAmount("metrics_value", "metrics",
                "answer.metrics in (\"agreed\", \"estimated\")",
                Text("benefit in a year", "Nutzen im Jahr"),
                Text("What is the benefit worth in a year?",
                     "Was ist der Nutzen im Jahr wert?"),
                {{0, -4}, {10000, 1}, {50000, 4}, {250000, 7}}),
      AskChoice(
          "economic_buyer", "economic_buyer",
          Text("who releases the money", "Wer das Geld freigibt"),
          Text("Do we know who releases the money?",
               "Wissen wir, wer das Geld freigibt?"),
          {{"convinced", 14, "met and convinced", "getroffen und überzeugt"},
           {"met", 7, "met", "getroffen"},
           {"named", 1, "known by name", "namentlich bekannt"},
           {"not_found", -8, "not found yet", "noch nicht gefunden"}}),
      std::move(criteria),
      AskChoice("decision_process", "decision_process",
                Text("way to the decision", "Weg zur Entscheidung"),
                Text("Do we know the steps and dates up to the decision?",
                     "Kennen wir die Schritte und Termine bis zur "
                     "Entscheidung?"),
                {{"confirmed", 9, "confirmed by the customer",
                  "vom Kunden bestätigt"},
                 {"known", 4, "known in outline", "in Grundzügen bekannt"},
                 {"unclear", -5, "unclear", "unklar"}}),
      AskChoice(
          "pain", "identified_pain", Text("pain", "Leidensdruck"),
          Text("How great is the pressure to change something?",
               "Wie groß ist der Druck, etwas zu ändern?"),
          {{"urgent", 12, "must change soon", "muss sich bald etwas ändern"},
           {"felt", 5, "felt", "spürbar"},
           {"none", -16, "none", "keiner", true}}),
      AskChoice("champion", "champion", Text("champion", "Fürsprecher"),
                Text("Does anyone at the customer fight for us?",
                     "Setzt sich beim Kunden jemand für uns ein?"),
                {{"proven", 12, "yes, and has done so already",
                  "ja, und hat es schon bewiesen"},
                 {"willing", 5, "yes, but not proven yet",
                  "ja, aber noch nicht bewiesen"},
                 {"none", -8, "no", "nein"}}),
      AskYesNo("champion_access", "champion",
               "answer.champion in (\"proven\", \"willing\")",
               Text("champion's access", "Zugang des Fürsprechers"),
               Text("Does the champion have the ear of whoever releases the "
                    "money?",
                    "Findet der Fürsprecher Gehör bei der Person, die das Geld "
                    "freigibt?"),
               6, -3, /*no_is_veto=*/false),
      AskChoice(
          "competition", "competition", Text("competition", "Wettbewerb"),
          Text("How do we stand against the competition?",
               "Wie stehen wir im Vergleich zum Wettbewerb?"),
          {{"none", 6, "no competitor in sight", "kein Wettbewerber in Sicht"},
           {"ahead", 6, "ahead", "vorn"},
           {"level", 0, "level", "gleichauf"},
           {"behind", -8, "behind", "zurück"},
           {"lost", -20, "another is chosen already",
            "ein anderer hat schon den Zuschlag", true}})};
}

struct Preset {
  const char* name;
  const char* en;
  const char* de;
  std::vector<Asked> (*questions)();
};

constexpr Preset kPresets[] = {
    {"bant", "BANT", "BANT", Bant},
    {"champ", "CHAMP", "CHAMP", Champ},
    {"meddicc", "MEDDICC", "MEDDICC", Meddicc},
};

absl::StatusOr<Preset> FindPreset(absl::string_view name) {
  for (const Preset& preset : kPresets) {
    if (name == preset.name) return preset;
  }
  return absl::NotFoundError(absl::StrCat(
      "there is no questionnaire \"", name,
      "\"; there are: ", absl::StrJoin(QuestionnairePresetNames(), ", ")));
}

void AddIfMissing(AttributeSpec attribute,
                  std::vector<AttributeSpec>* attributes) {
  const bool there = std::any_of(
      attributes->begin(), attributes->end(),
      [&](const AttributeSpec& other) { return other.key == attribute.key; });
  if (!there) attributes->push_back(std::move(attribute));
}

}  // namespace

std::vector<std::string> QuestionnairePresetNames() {
  std::vector<std::string> names;
  for (const Preset& preset : kPresets) names.push_back(preset.name);
  return names;
}

absl::StatusOr<QuestionnaireSpec> QuestionnairePreset(absl::string_view name) {
  const absl::StatusOr<Preset> preset = FindPreset(name);
  if (!preset.ok()) return preset.status();
  QuestionnaireSpec spec;
  spec.name = preset->name;
  spec.label = Text(preset->en, preset->de);
  spec.version = 1;
  for (Asked& asked : preset->questions()) {
    spec.questions.push_back(std::move(asked.question));
  }
  return spec;
}

absl::StatusOr<std::vector<AttributeSpec>> QuestionnairePresetAnswers(
    absl::string_view name) {
  const absl::StatusOr<Preset> preset = FindPreset(name);
  if (!preset.ok()) return preset.status();
  std::vector<AttributeSpec> answers;
  for (Asked& asked : preset->questions()) {
    answers.push_back(std::move(asked.answer));
  }
  return answers;
}

absl::Status AddQuestionnairePreset(absl::string_view name, Schema* schema) {
  const absl::StatusOr<Preset> preset = FindPreset(name);
  if (!preset.ok()) return preset.status();
  for (Asked& asked : preset->questions()) {
    // The attribute that the answer writes has the type and options of the
    // answer.
    const std::string& attribute = asked.question.attribute;
    if (!attribute.empty()) {
      const size_t dot = attribute.find('.');
      AttributeSpec written = asked.answer;
      written.key = attribute.substr(dot + 1);
      AddIfMissing(std::move(written), attribute.substr(0, dot) == "person"
                                           ? &schema->person
                                           : &schema->lead);
    }
    AddIfMissing(std::move(asked.answer), &schema->answer);
  }
  return absl::OkStatus();
}

}  // namespace lotse
