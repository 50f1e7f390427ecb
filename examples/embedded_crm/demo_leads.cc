// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Specs and leads for the story and the tests.
#include "examples/embedded_crm/demo_leads.h"

#include "absl/strings/str_cat.h"
#include "lotse/engine/presets.h"
#include "lotse/routing/routing_spec.h"

namespace lotse::crm {
namespace {

Value Text(absl::string_view text) { return Value{std::string(text)}; }

}  // namespace

EngineSpec DemoSpec() {
  EngineSpec spec = *Preset("b2b_lifecycle");
  spec.tenant = "example";
  AddRoutingAttributes(&spec.schema);
  spec.lifecycles[0].adopted = {
      {"Working", "qualifying"}, {"With sales", "accepted"}, {"Won", "won"}};
  return spec;
}

Instant At(absl::string_view day_and_time) {
  return *Instant::Parse(absl::StrCat("2026-11-", day_and_time.substr(0, 2),
                                      "T", day_and_time.substr(3),
                                      ":00+01:00"));
}

void FillInCard(const std::string& email, Instant at, Facts* facts) {
  facts->lead.channel = "reply_card";
  facts->lead.offer = "pump";
  facts->lead.created_at = at;
  facts->lead.company_id = absl::StrCat("C-", facts->lead.id);
  facts->persons.resize(1);
  Person& person = facts->persons[0];
  person.id = absl::StrCat("P-", facts->lead.id);
  person.attributes = {{"email", Text(email)}};
  Consent consent;
  consent.purpose = "contact";
  consent.channel = "phone";
  consent.event = ConsentEvent::kConfirmed;
  consent.at = at;
  person.consents = {consent};
  facts->company.emplace();
  facts->company->id = facts->lead.company_id;
  facts->company->attributes = {{"name", Text("Example Ltd")},
                                {"industry", Text("manufacturing")},
                                {"employees", Value{int64_t{120}}}};
}

void QualifyByCall(Instant at, Facts* facts) {
  Activity call;
  call.id = absl::StrCat("call-", at.micros());
  call.kind = "call";
  call.occurred_at = at;
  call.attributes = {{"direction", Text("out")}, {"outcome", Text("reached")}};
  facts->persons[0].activities.push_back(call);
  for (const auto& [question, option] :
       {std::pair<const char*, const char*>{"budget", "approved"},
        {"authority", "decides"},
        {"need", "urgent"},
        {"time_frame", "three_months"}}) {
    Answer answer;
    answer.question = question;
    answer.value = Text(option);
    answer.answered_at = at;
    facts->lead.answers.push_back(answer);
  }
  facts->lead.attributes.push_back({"request", Text("offer"), at, "call"});
}

LeadEvent MachineEvent(const std::string& id, const std::string& event,
                       Instant at) {
  LeadEvent out;
  out.id = id;
  out.event = event;
  out.occurred_at = at;
  out.actor.kind = ActorKind::kMachine;
  return out;
}

LeadEvent PersonEvent(const std::string& id, const std::string& event,
                      const std::string& role, Instant at) {
  LeadEvent out = MachineEvent(id, event, at);
  out.actor = {ActorKind::kPerson, "u-1", role};
  return out;
}

LeadEvent ObservedMove(const std::string& id, const std::string& to,
                       Instant at) {
  LeadEvent out = MachineEvent(id, "", at);
  out.actor = {ActorKind::kPerson, "u-1", ""};
  out.mode = EventMode::kObserved;
  out.to = to;
  return out;
}

}  // namespace lotse::crm
