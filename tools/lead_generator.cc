// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadGenerator: what is visible of the hidden traits, with gaps and noise.
#include "tools/lead_generator.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/buying_process.h"
#include "tools/heard_answers.h"
#include "tools/seeded_random.h"
#include "tools/synthetic_names.h"
#include "tools/touchpoints.h"

namespace lotse::tools {
namespace {

constexpr const char* kOffers[] = {"warehouse_software", "scanners",
                                   "maintenance"};
constexpr const char* kInterests[] = {"inventory", "picking", "scanners",
                                      "shipping", "interfaces"};
constexpr const char* kTechnologies[] = {"SAP", "Microsoft Dynamics", "DATEV",
                                         "Excel", "Odoo"};
constexpr const char* kJobLevels[] = {"executive", "head", "specialist",
                                      "trainee"};
constexpr const char* kRelationships[] = {"prospect", "customer", "partner",
                                          "competitor"};
// Titles and departments by level.
struct Job {
  const char* title;
  const char* department;
};
constexpr Job kJobs[][4] = {
    {{"Geschäftsführung", "Geschäftsleitung"},
     {"Inhaberschaft", "Geschäftsleitung"},
     {"Vorstand", "Geschäftsleitung"},
     {"Kaufmännische Geschäftsführung", "Geschäftsleitung"}},
    {{"Leitung Logistik", "Logistik"},
     {"Leitung Einkauf", "Einkauf"},
     {"Leitung IT", "IT"},
     {"Lagerleitung", "Lager"}},
    {{"Disposition", "Logistik"},
     {"Strategischer Einkauf", "Einkauf"},
     {"Systembetreuung", "IT"},
     {"Projektmanagement", "Organisation"}},
    {{"Ausbildung Lagerlogistik", "Lager"},
     {"Werkstudium Logistik", "Logistik"},
     {"Praktikum Einkauf", "Einkauf"},
     {"Masterarbeit", ""}}};

Value MoneyValue(int64_t euros) {
  Value value;
  value.kind = Money{euros * 1000000, "EUR"};
  return value;
}

// Some of `choices` in their order; may be none.
template <typename Choices>
Value SomeOf(const Choices& choices, int64_t permille, SeededRandom* random) {
  TextList list;
  for (const char* choice : choices) {
    if (random->Chance(permille)) list.values.push_back(choice);
  }
  Value value;
  value.kind = std::move(list);
  return value;
}

// Adds what is not missing, and `permille` of the time nothing.
class Writer {
 public:
  Writer(std::vector<Attribute>* attributes, SeededRandom* random)
      : attributes_(attributes), random_(random) {}

  void Add(const char* key, Value value, int64_t missing_permille = 0) {
    if (random_->Chance(missing_permille)) return;
    attributes_->push_back(MakeAttribute(key, std::move(value)));
  }

 private:
  std::vector<Attribute>* attributes_;
  SeededRandom* random_;
};

struct NamedCompany {
  CompanyTraits traits;
  std::string name;
  Company company;
};

NamedCompany MakeCompany(int64_t number, SeededRandom* random) {
  NamedCompany made;
  made.traits = DrawCompany(random);
  const CompanyTraits& traits = made.traits;
  made.name = DrawCompanyName(traits.industry, traits.employees, random);
  const Town& town = DrawTown(random);
  made.company.id = absl::StrCat("SYN-C", absl::Dec(number, absl::kZeroPad6));
  Writer out(&made.company.attributes, random);
  out.Add("name", TextValue(made.name));
  out.Add("country", TextValue(town.country), 40);
  out.Add("postal_code", TextValue(town.postal_code), 80);
  out.Add("city", TextValue(town.name), 60);
  out.Add("industry", TextValue(kIndustries[traits.industry]), 140);
  out.Add("employees", IntegerValue(traits.employees), 260);
  const int64_t per_head = random->Between(90, 260) * 1000;
  out.Add("annual_revenue", MoneyValue(traits.employees * per_head), 620);
  out.Add("relationship",
          TextValue(kRelationships[static_cast<int>(traits.relationship)]),
          150);
  out.Add("technologies", SomeOf(kTechnologies, 250, random), 550);
  return made;
}

Person MakePerson(const NamedCompany& company, JobLevel level, bool free_mail,
                  SeededRandom* random) {
  Person person;
  const std::string name = DrawPersonName(random);
  Writer out(&person.attributes, random);
  out.Add("name", TextValue(name), 20);
  const bool dead = random->Chance(30);
  const std::string domain =
      free_mail ? "freemail.example" : DomainOf(company.name);
  if (!random->Chance(70)) {
    out.Add("email",
            TextValue(absl::StrCat(AddressWord(name, '.'), "@", domain)));
    out.Add("email_kind", TextValue(dead        ? "invalid"
                                    : free_mail ? "free"
                                                : "company"));
  }
  out.Add("phone", TextValue(DrawPhone(random)), free_mail ? 600 : 350);
  const Job& job = random->Pick(kJobs[static_cast<size_t>(level)]);
  out.Add("job_level", TextValue(kJobLevels[static_cast<size_t>(level)]), 240);
  out.Add("title", TextValue(job.title), 300);
  if (*job.department != '\0') {
    out.Add("department", TextValue(job.department), 400);
  }
  return person;
}

// The BANT questions, asked where somebody talked with the person.
std::vector<Answer> MakeAnswers(const CompanyTraits& company,
                                const LeadTraits& lead,
                                const std::vector<Activity>& activities,
                                SeededRandom* random) {
  std::vector<Answer> answers;
  for (const Activity& activity : activities) {
    const bool talk = activity.kind == "call" || activity.kind == "meeting" ||
                      activity.kind == "trade_fair_talk";
    if (!talk || !random->Chance(650)) continue;
    const auto add = [&](const char* question, Value value) {
      if (!random->Chance(620)) return;
      Answer answer;
      answer.question = question;
      answer.value = std::move(value);
      answer.answered_at = activity.occurred_at;
      answer.author = "inside sales";
      answer.source = activity.kind;
      answers.push_back(std::move(answer));
    };
    const auto ask = [&](Question question, int64_t trait) {
      const int64_t heard = Heard(trait, random);
      add(KeyOf(question), AnswerFor(question, heard));
      return heard;
    };
    const int64_t budget = ask(Question::kBudget, company.budget);
    ask(Question::kAuthority, lead.power);
    ask(Question::kNeed, lead.need);
    ask(Question::kTimeFrame, lead.urgency);
    if (budget >= 380 && random->Chance(350)) {
      const int64_t thousands =
          std::clamp<int64_t>(company.employees / 12, 3, 400);
      add("budget_amount", MoneyValue(thousands * 1000));
    }
  }
  return answers;
}

std::vector<Assessment> MakeAssessments(const CompanyTraits& company,
                                        const LeadTraits& lead,
                                        Instant created_at, Instant until,
                                        SeededRandom* random) {
  std::vector<Assessment> assessments;
  if (!random->Chance(180)) return assessments;
  Assessment assessment;
  // Those who sell are optimists.
  const int64_t view =
      (lead.need + company.budget + company.fit) / 3 + random->Bell(150);
  assessment.probability =
      static_cast<double>(std::clamp<int64_t>(view / 50, 1, 19)) / 20;
  assessment.author = absl::StrCat("rep-", random->Between(1, 6));
  const int64_t days =
      (until.micros() - created_at.micros()) / Duration::Days(1).micros();
  assessment.at = created_at + Duration::Days(random->Below(days));
  assessments.push_back(std::move(assessment));
  return assessments;
}

Outcome MakeOutcome(const CompanyTraits& company, const LeadTraits& lead,
                    Instant until, SeededRandom* random) {
  constexpr const char* kReasons[] = {"",       "no_need",     "no_budget",
                                      "no_fit", "no_decision", "competitor"};
  Outcome outcome;
  const Ending ending = Decide(company, lead, random);
  outcome.at = until + Duration::Days(random->Between(5, 170));
  const int64_t price = random->Between(40, 140) * company.employees / 100;
  if (ending == Ending::kWon) {
    outcome.kind = OutcomeKind::kWon;
    outcome.value =
        Money{std::clamp<int64_t>(price, 20, 4000) * 100 * 1000000, "EUR"};
  } else {
    outcome.kind = OutcomeKind::kLost;
    outcome.reason = kReasons[static_cast<int>(ending)];
  }
  return outcome;
}

const char* DrawRequest(int64_t need, SeededRandom* random) {
  const int64_t heard = need + random->Bell(160);
  if (heard >= 760) return "offer";
  if (heard >= 600) return "demo";
  if (heard >= 470) return "call_back";
  return heard >= 200 ? "information" : "none";
}

}  // namespace

GeneratedLead LeadGenerator::Make(int64_t index) const {
  // Every seventh lead is of the company of the one before.
  const int64_t company_number = index - index / 7;
  SeededRandom company_random(options_.seed,
                              2 * static_cast<uint64_t>(company_number) + 1);
  SeededRandom random(options_.seed, 2 * static_cast<uint64_t>(index));
  const NamedCompany company = MakeCompany(company_number, &company_random);
  const LeadTraits traits = DrawLead(company.traits, &random);

  Facts facts;
  lotse::Lead& lead = facts.lead;
  lead.id = absl::StrCat("SYN-", absl::Dec(index + 1, absl::kZeroPad6));
  lead.offer = random.Pick(kOffers);
  lead.channel = kChannels[traits.channel];
  lead.campaign = "synthetic";
  const int64_t days = random.Between(2, options_.days);
  lead.created_at = Instant::StartOf(options_.until.date()) -
                    Duration::Days(days) +
                    Duration::Seconds(random.Between(7 * 3600, 19 * 3600));
  Writer out(&lead.attributes, &random);
  out.Add("request", TextValue(DrawRequest(traits.need, &random)), 420);
  out.Add("interests", SomeOf(kInterests, 300, &random), 380);

  // Who joins a prize draw often does so at home.
  const bool at_home = random.Chance(lead.channel == "prize_draw" ? 550 : 50);
  Person person = MakePerson(company, traits.level, at_home, &random);
  person.id = absl::StrCat(lead.id, "-P1");
  lead.person_id = person.id;
  person.consents =
      DrawConsents(traits, lead.created_at, options_.until, &random);
  const bool mailable =
      std::any_of(person.consents.begin(), person.consents.end(),
                  [](const Consent& c) { return c.evidence == "opt-in link"; });
  std::vector<Activity> activities = DrawActivities(
      traits, lead.created_at, options_.until, mailable, &random);
  for (size_t i = 0; i < activities.size(); ++i) {
    activities[i].id = absl::StrCat(lead.id, "-A", i + 1);
  }
  lead.answers = MakeAnswers(company.traits, traits, activities, &random);
  lead.assessments = MakeAssessments(company.traits, traits, lead.created_at,
                                     options_.until, &random);

  const bool company_known = !at_home || random.Chance(400);
  if (company_known) {
    facts.company = company.company;
    lead.company_id = facts.company->id;
  }
  for (Activity& activity : activities) {
    // Some visits show no more than the company's network.
    const bool anonymous =
        company_known && activity.kind == "visit" && random.Chance(250);
    (anonymous ? facts.company->activities : person.activities)
        .push_back(std::move(activity));
  }
  facts.persons.push_back(std::move(person));
  if (company.traits.size >= 4 && company_known && random.Chance(250)) {
    // A colleague who was there too.
    Person colleague =
        MakePerson(company, JobLevel::kSpecialist, false, &random);
    colleague.id = absl::StrCat(lead.id, "-P2");
    facts.persons.push_back(std::move(colleague));
  }
  // The last throws, so that facts are the same with and without it.
  if (options_.outcomes) {
    lead.outcome = MakeOutcome(company.traits, traits, options_.until, &random);
  }
  return {std::move(facts), company.traits, traits};
}

}  // namespace lotse::tools
