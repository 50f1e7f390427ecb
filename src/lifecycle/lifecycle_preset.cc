// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecyclePreset and what it needs of schema and calendar.
#include "lotse/lifecycle/lifecycle_preset.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace lotse {
namespace {

using Names = std::vector<std::string>;

LocalText Text(const char* en, const char* de) {
  return LocalText{"", en, de, {}};
}

Condition If(const char* text) { return Condition::FromText(text); }

StateSpec State(const char* id, const char* en, const char* de, Phase phase,
                const char* owner = nullptr) {
  StateSpec state;
  state.id = id;
  state.label = Text(en, de);
  state.phase = phase;
  if (owner != nullptr) state.owners = {{owner, Condition()}};
  return state;
}

StateTimer Timer(const char* id, Duration after, const char* event,
                 const char* calendar = "") {
  return {id, after, calendar, event};
}

EventSpec Event(const char* id, const char* en, const char* de,
                Names raised_by = {}) {
  EventSpec event;
  event.id = id;
  event.label = Text(en, de);
  event.raised_by = std::move(raised_by);
  return event;
}

TransitionSpec Go(const char* id, Names from, const char* event,
                  const char* to) {
  TransitionSpec transition;
  transition.id = id;
  transition.from = std::move(from);
  transition.event = event;
  transition.to = to;
  return transition;
}

TransitionSpec GoIf(const char* id, Names from, const char* event,
                    const char* to, const char* when, const char* en,
                    const char* de) {
  TransitionSpec transition = Go(id, std::move(from), event, to);
  transition.when = If(when);
  transition.guard_label = Text(en, de);
  return transition;
}

TaskSpec Task(const char* id, const char* en, const char* de, const char* role,
              Duration due) {
  TaskSpec task;
  task.id = id;
  task.label = Text(en, de);
  task.role = role;
  task.due = due;
  if (due != Duration()) task.calendar = "office";
  return task;
}

NoticeSpec Notice(const char* id, const char* en, const char* de,
                  const char* role) {
  return {id, Text(en, de), role};
}

// A proof of its own, where no double opt-in is needed: a signed card, a talk,
// a call. What came by e-mail or form needs a confirmation.
constexpr char kHasProof[] =
    "lead.channel in (\"reply_card\", \"mailing_card\", \"coupon_ad\", "
    "\"trade_fair\", \"hotline\", \"referral\") or "
    "consent(\"contact\", \"email\") = \"confirmed\" or "
    "consent(\"contact\", \"phone\") = \"confirmed\"";

constexpr char kIsComplete[] =
    "company.name is not missing and "
    "(person.email is not missing or person.phone is not missing)";

// What must be there before sales is asked to act at once.
constexpr char kIsReady[] =
    "score.category = \"hot\" and score.veto is missing and "
    "company.name is not missing and "
    "(person.email is not missing or person.phone is not missing) and "
    "(consent(\"contact\", \"phone\") = \"confirmed\" or "
    "consent(\"contact\", \"email\") = \"confirmed\") and "
    "not (lead.open_deal = true) and "
    // Sales had it just now: whoever qualifies it decides.
    "not (previous.state in (\"transferred\", \"rejected\", \"discovery\", "
    "\"proposal\", \"negotiation\", \"lost\") and state.since within last 14 "
    "days)";

void AddStates(LifecycleSpec* spec) {
  StateSpec captured =
      State("captured", "captured", "erfasst", Phase::kLead, "marketing");
  StateSpec unconfirmed =
      State("unconfirmed", "waiting for confirmation", "wartet auf Bestätigung",
            Phase::kLead, "marketing");
  unconfirmed.timers = {
      Timer("no_answer", Duration::Days(14), "confirmation_missing")};
  StateSpec sighting =
      State("sighting", "sighting", "Sichtung", Phase::kLead, "marketing");
  StateSpec correcting = State("correcting", "correction by hand",
                               "Korrektur von Hand", Phase::kLead, "marketing");
  StateSpec verifying = State("verifying", "verification call", "Prüfanruf",
                              Phase::kLead, "call_agent");
  StateSpec qualifying =
      State("qualifying", "qualifying", "Qualifizierung", Phase::kLead);
  qualifying.owners = {
      {"account_manager", If("company.relationship = \"customer\"")},
      {"sales", If("lead.qualified_by = \"sales\"")},
      {"call_agent", If("lead.qualified_by = \"call_agent\"")},
      {"marketing", Condition()}};
  qualifying.timers = {Timer("standstill", Duration::Days(90), "standstill")};
  StateSpec nurturing =
      State("nurturing", "nurturing", "Pflege", Phase::kLead, "marketing");
  StateSpec transferred =
      State("transferred", "transferred", "übergeben", Phase::kLead, "sales");
  transferred.timers = {
      Timer("silence", Duration::Hours(16), "recall", "office")};
  StateSpec accepted =
      State("accepted", "accepted", "angenommen", Phase::kLead, "sales");
  StateSpec rejected = State("rejected", "rejected by sales",
                             "vom Vertrieb abgelehnt", Phase::kLead);
  rejected.owners = qualifying.owners;
  StateSpec recycled = State("recycled", "recycled", "zurückgestellt",
                             Phase::kLead, "marketing");
  recycled.timers = {Timer("rest", Duration::Days(90), "resume")};
  StateSpec discovery = State("discovery", "discovery", "Bedarfsklärung",
                              Phase::kOpportunity, "sales");
  StateSpec proposal =
      State("proposal", "proposal", "Angebot", Phase::kOpportunity, "sales");
  StateSpec negotiation = State("negotiation", "negotiation", "Verhandlung",
                                Phase::kOpportunity, "sales");
  StateSpec won =
      State("won", "won", "gewonnen", Phase::kClosed, "account_manager");
  StateSpec lost = State("lost", "lost", "verloren", Phase::kClosed);
  StateSpec disqualified =
      State("disqualified", "disqualified", "ausgeschieden", Phase::kClosed);
  StateSpec duplicate =
      State("duplicate", "duplicate", "Dublette", Phase::kClosed);
  StateSpec objected =
      State("objected", "objected", "widersprochen", Phase::kClosed);
  StateSpec erased = State("erased", "erased", "gelöscht", Phase::kClosed);
  const StateTimer keep =
      Timer("retention", Duration::Days(730), "retention_over");
  lost.timers = {keep};
  disqualified.timers = {keep};
  duplicate.timers = {Timer("retention", Duration::Days(90), "retention_over")};
  objected.timers = {Timer("retention", Duration::Days(30), "retention_over")};
  spec->states = {captured,   unconfirmed,  sighting,    correcting,  verifying,
                  qualifying, nurturing,    transferred, accepted,    rejected,
                  recycled,   discovery,    proposal,    negotiation, won,
                  lost,       disqualified, duplicate,   objected,    erased};
}

void AddEvents(LifecycleSpec* spec) {
  const Names qualifiers = {"marketing", "call_agent", "sales",
                            "account_manager"};
  const Names sellers = {"sales", "account_manager"};
  spec->events = {
      Event("capture", "contact captured", "Kontakt erfasst"),
      Event("order", "order card received", "Bestellkarte eingegangen"),
      Event("deal_opened", "further deal opened", "weiteres Geschäft eröffnet",
            {"sales", "account_manager", "machine"}),
      Event("confirmation_missing", "not confirmed", "nicht bestätigt",
            {"machine"}),
      Event("checked", "record checked", "Datensatz geprüft", qualifiers),
      Event("call_needed", "verification call needed", "Prüfanruf nötig",
            {"marketing", "machine"}),
      Event("verified", "verified by call", "im Anruf bestätigt",
            {"call_agent", "marketing"}),
      Event("wrong_data", "data is wrong", "Daten falsch",
            {"call_agent", "marketing", "sales"}),
      Event("give_up", "not reached", "nicht erreicht",
            {"call_agent", "marketing"}),
      Event("nurture", "not yet", "noch nicht so weit", qualifiers),
      Event("standstill", "nothing happens", "Stillstand", {"machine"}),
      Event("transfer", "handed to sales", "an Vertrieb übergeben", qualifiers),
      Event("accept", "accepted", "angenommen", sellers),
      Event("reject", "rejected", "abgelehnt", sellers),
      Event("recall", "recalled", "zurückgerufen", {"machine", "marketing"}),
      Event("requalify", "qualified again", "neu qualifiziert", qualifiers),
      Event("promote", "promoted to opportunity", "zur Opportunity befördert",
            sellers),
      Event("propose", "proposal made", "Angebot abgegeben", sellers),
      Event("negotiate", "negotiation begun", "Verhandlung begonnen", sellers),
      Event("demote", "demoted to lead", "zum Lead zurückgestuft",
            {"sales", "account_manager", "marketing"}),
      Event("win", "won", "gewonnen", sellers),
      Event("lose", "lost", "verloren", sellers),
      Event("recycle", "put aside", "zurückgestellt", qualifiers),
      Event("resume", "taken up again", "wieder aufgenommen",
            {"machine", "marketing"}),
      Event("reopen", "reopened", "wieder eröffnet", qualifiers),
      Event("disqualify", "disqualified", "ausgeschieden", qualifiers),
      Event("duplicate_found", "duplicate found", "Dublette gefunden"),
      Event("object", "objection", "Widerspruch"),
      Event("retention_over", "retention is over", "Aufbewahrung beendet",
            {"machine"}),
      Event("erase", "erasure asked for", "Löschung verlangt"),
      Event("offer_sample", "sample offered", "Muster angeboten", qualifiers),
      Event("invite", "invited to an event", "zur Veranstaltung eingeladen",
            qualifiers),
      Event("offer_meeting", "meeting offered", "Termin angeboten",
            qualifiers)};
}

const Names& DemotionReasons() {
  static const auto& reasons = *new Names{
      "no_budget", "no_authority", "no_need", "no_time_frame", "wrong_contact"};
  return reasons;
}

void AddWayToSales(LifecycleSpec* spec) {
  auto& all = spec->transitions;
  TransitionSpec first = Go("first_contact", {kNewLead}, "capture", "captured");
  first.effects.tasks = {"thank"};
  all.push_back(first);
  all.push_back(GoIf("has_proof", {"captured"}, "", "sighting", kHasProof,
                     "a proof of consent is there",
                     "ein Nachweis der Einwilligung liegt vor"));
  all.back().priority = 1;
  TransitionSpec confirm =
      GoIf("needs_confirmation", {"captured"}, "", "unconfirmed",
           "state.name = \"captured\"", "always", "immer");
  confirm.effects.tasks = {"ask_confirmation"};
  all.push_back(confirm);
  all.push_back(GoIf("confirmed", {"unconfirmed"}, "", "sighting", kHasProof,
                     "a proof of consent is there",
                     "ein Nachweis der Einwilligung liegt vor"));
  all.push_back(Go("never_confirmed", {"unconfirmed"}, "confirmation_missing",
                   "disqualified"));
  all.push_back(GoIf("complete", {"sighting"}, "", "qualifying", kIsComplete,
                     "company and a way to reach the person are known",
                     "Firma und ein Kontaktweg sind bekannt"));
  TransitionSpec checked =
      Go("checked_by_hand", {"sighting"}, "checked", "qualifying");
  checked.human = true;
  all.push_back(checked);
  TransitionSpec call =
      Go("to_call", {"sighting", "qualifying"}, "call_needed", "verifying");
  call.effects.tasks = {"verification_call"};
  all.push_back(call);
  all.push_back(Go("call_verified", {"verifying"}, "verified", "qualifying"));
  all.push_back(Go("call_wrong", {"verifying"}, "wrong_data", "correcting"));
  all.push_back(Go("data_wrong", {"qualifying"}, "wrong_data", "correcting"));
  TransitionSpec corrected =
      Go("corrected", {"correcting"}, "checked", "qualifying");
  corrected.human = true;
  all.push_back(corrected);
  all.push_back(GoIf("call_given_up", {"verifying"}, "give_up", "nurturing",
                     "count(call where outcome = \"not_reached\" within last "
                     "30 days) >= 3",
                     "three calls without an answer",
                     "drei erfolglose Anrufe"));
  TransitionSpec hot =
      GoIf("hot_transfer", {"qualifying", "nurturing"}, "", "transferred",
           kIsReady, "hot, complete, contact allowed, no open deal",
           "heiß, vollständig, Kontakt erlaubt, kein offenes Geschäft");
  hot.effects.notices = {"hot_lead"};
  hot.priority = 1;
  all.push_back(hot);
  TransitionSpec by_hand = GoIf(
      "manual_transfer", {"qualifying", "nurturing"}, "transfer", "transferred",
      "not (lead.open_deal = true)", "no open deal for the same offer",
      "kein offenes Geschäft für dasselbe Angebot");
  by_hand.human = true;
  all.push_back(by_hand);
  all.push_back(Go("to_nurturing", {"qualifying"}, "nurture", "nurturing"));
  all.push_back(Go("stands_still", {"qualifying"}, "standstill", "nurturing"));
  all.push_back(GoIf("warmed_up", {"nurturing"}, "", "qualifying",
                     "score.category = \"warm\" and not (state.since within "
                     "last 30 days)",
                     "warm, and nurtured for 30 days",
                     "warm und seit 30 Tagen in Pflege"));
}

void AddSales(LifecycleSpec* spec) {
  auto& all = spec->transitions;
  all.push_back(Go("accepted_by_sales", {"transferred"}, "accept", "accepted"));
  TransitionSpec reject = Go("rejected_by_sales", {"transferred", "accepted"},
                             "reject", "rejected");
  reject.reasons = {"no_budget",     "no_need",    "not_reachable",
                    "wrong_contact", "wrong_area", "bad_data"};
  reject.effects.notices = {"rejected_lead"};
  all.push_back(reject);
  TransitionSpec recall =
      Go("recalled", {"transferred"}, "recall", "qualifying");
  recall.effects.notices = {"recalled_lead"};
  all.push_back(recall);
  TransitionSpec cooled =
      GoIf("cooled_down", {"transferred"}, "", "qualifying",
           "score.category in (\"cold\", \"warm\") and not (state.since within "
           "last 1 days)",
           "not hot any more before sales took it",
           "nicht mehr heiß, bevor der Vertrieb übernahm");
  all.push_back(cooled);
  all.push_back(Go("requalified", {"rejected"}, "requalify", "qualifying"));
  TransitionSpec promote = Go("promoted", {"accepted"}, "promote", "discovery");
  promote.human = true;
  promote.effects.conversion = Conversion::kPromote;
  all.push_back(promote);
  TransitionSpec further =
      Go("further_deal", {kNewLead}, "deal_opened", "discovery");
  further.effects.conversion = Conversion::kPromote;
  all.push_back(further);
  // Stages may be left out, and a new proposal begins again.
  all.push_back(
      Go("proposed", {"discovery", "negotiation"}, "propose", "proposal"));
  all.push_back(
      Go("negotiating", {"discovery", "proposal"}, "negotiate", "negotiation"));
  TransitionSpec demote =
      Go("demoted", {"discovery", "proposal", "negotiation"}, "demote",
         "qualifying");
  demote.human = true;
  demote.reasons = DemotionReasons();
  demote.effects.conversion = Conversion::kDemote;
  demote.effects.record_activity = "demoted";
  demote.effects.notices = {"demoted_lead"};
  all.push_back(demote);
  TransitionSpec win =
      Go("won_deal", {"discovery", "proposal", "negotiation"}, "win", "won");
  win.effects.conversion = Conversion::kHandOver;
  win.effects.tasks = {"welcome", "satisfaction_call"};
  all.push_back(win);
  TransitionSpec order = Go("direct_order", {}, "order", "won");
  order.effects = win.effects;
  all.push_back(order);
  order.id = "first_order";
  order.from = {kNewLead};
  all.push_back(order);
  TransitionSpec lose =
      Go("lost_deal", {"discovery", "proposal", "negotiation"}, "lose", "lost");
  lose.reasons = {"price", "competitor", "no_decision", "product", "other"};
  all.push_back(lose);
}

void AddEnds(LifecycleSpec* spec) {
  auto& all = spec->transitions;
  all.push_back(Go("put_aside", {"qualifying", "nurturing", "rejected"},
                   "recycle", "recycled"));
  all.push_back(Go("taken_up", {"recycled"}, "resume", "nurturing"));
  TransitionSpec reopen =
      Go("reopened", {"lost", "disqualified"}, "reopen", "qualifying");
  reopen.human = true;
  all.push_back(reopen);
  TransitionSpec disqualify =
      Go("disqualified_by_hand", {}, "disqualify", "disqualified");
  disqualify.reasons = {"competitor", "student", "no_company", "invalid_data",
                        "no_fit"};
  all.push_back(disqualify);
  all.push_back(Go("merged", {}, "duplicate_found", "duplicate"));
  TransitionSpec object = Go("objection", {}, "object", "objected");
  object.effects.notices = {"stop_contact"};
  all.push_back(object);
  object.id = "late_objection";
  object.from = {"lost", "disqualified", "won"};
  all.push_back(object);
  TransitionSpec erase =
      Go("erased_in_time", {"lost", "disqualified", "duplicate", "objected"},
         "retention_over", "erased");
  erase.effects.erase = true;
  all.push_back(erase);
  erase.id = "erased_on_request";
  erase.from = {};
  erase.event = "erase";
  erase.human = true;
  all.push_back(erase);
  erase.id = "erased_after_end";
  erase.from = {"lost", "disqualified", "duplicate", "objected"};
  all.push_back(erase);
  // First steps, whenever a lead is worked.
  const Names worked = {"qualifying", "nurturing", "accepted", "discovery"};
  const auto step = [&](const char* id, const char* event, const char* task) {
    TransitionSpec first = Go(id, worked, event, "");
    first.effects.tasks = {task};
    all.push_back(first);
  };
  step("sample", "offer_sample", "send_sample");
  step("invitation", "invite", "invite_to_event");
  step("meeting", "offer_meeting", "arrange_meeting");
}

void AddClocks(LifecycleSpec* spec) {
  ClockSpec first;
  first.id = "first_response";
  first.label = Text("first response", "erste Reaktion");
  first.target = Duration::Hours(8);
  first.calendar = "office";
  first.start_states = {"captured"};
  first.response.kinds = {"call", "email_sent", "meeting", "letter"};
  first.response.where = If("direction = \"out\"");
  first.pause_states = {"unconfirmed"};
  first.warn_before = Duration::Hours(2);
  first.on_warning = {"response_due"};
  first.on_breach = {"response_overdue"};
  ClockSpec acceptance;
  acceptance.id = "acceptance";
  acceptance.label = Text("acceptance by sales", "Annahme durch Vertrieb");
  acceptance.target = Duration::Hours(8);
  acceptance.calendar = "office";
  acceptance.start_states = {"transferred"};
  acceptance.met_states = {"accepted", "rejected"};
  acceptance.cancel_states = {"qualifying"};
  acceptance.warn_before = Duration::Hours(2);
  acceptance.escalate_after = {Duration::Hours(4)};
  acceptance.on_warning = {"acceptance_due"};
  acceptance.on_breach = {"acceptance_overdue"};
  acceptance.on_escalation = {"acceptance_escalated"};
  ClockSpec follow_up;
  follow_up.id = "follow_up";
  follow_up.label = Text("follow-up by sales", "Nachfassen durch Vertrieb");
  follow_up.target = Duration::Hours(16);
  follow_up.calendar = "office";
  follow_up.start_states = {"accepted"};
  follow_up.met_states = {"discovery"};
  follow_up.cancel_states = {"rejected"};
  follow_up.response.kinds = {"call", "email_sent", "meeting"};
  follow_up.response.where = If("direction = \"out\"");
  follow_up.on_breach = {"follow_up_overdue"};
  spec->clocks = {first, acceptance, follow_up};
}

void AddErrands(LifecycleSpec* spec) {
  TaskSpec thank =
      Task("thank", "thank for the contact", "für den Kontakt danken",
           "marketing", Duration::Hours(8));
  TaskSpec confirm =
      Task("ask_confirmation", "ask to confirm the e-mail",
           "um Bestätigung der E-Mail bitten", "marketing", Duration());
  confirm.result_activity = "email_sent";
  TaskSpec call = Task("verification_call", "call to verify the record",
                       "Prüfanruf", "call_agent", Duration::Hours(16));
  call.result_activity = "call";
  TaskSpec sample = Task("send_sample", "send a sample", "Muster senden", "",
                         Duration::Hours(24));
  sample.consent_purpose = "contact";
  sample.consent_channel = "email";
  sample.result_activity = "sample_sent";
  TaskSpec invite = Task("invite_to_event", "invite to an event",
                         "zur Veranstaltung einladen", "", Duration::Hours(24));
  invite.consent_purpose = "contact";
  invite.consent_channel = "email";
  invite.result_activity = "invitation_sent";
  TaskSpec meeting = Task("arrange_meeting", "arrange a meeting",
                          "Termin vereinbaren", "", Duration::Hours(16));
  meeting.consent_purpose = "contact";
  meeting.consent_channel = "phone";
  meeting.result_activity = "meeting";
  TaskSpec welcome = Task("welcome", "welcome the customer", "Kunden begrüßen",
                          "account_manager", Duration::Hours(16));
  TaskSpec satisfaction =
      Task("satisfaction_call", "ask whether all promises were kept",
           "nachfragen, ob alle Zusagen eingehalten sind", "account_manager",
           Duration::Hours(160));
  satisfaction.result_activity = "call";
  // Of the hand-over (conversion_preset.h), which says when.
  TaskSpec review =
      Task("review_meeting", "review with the customer",
           "Rückblick mit dem Kunden", "account_manager", Duration::Hours(40));
  review.result_activity = "meeting";
  TaskSpec reference =
      Task("ask_reference", "ask for a reference", "um eine Referenz bitten",
           "account_manager", Duration::Hours(40));
  TaskSpec needs = Task("ask_further_needs", "ask about further needs",
                        "nach weiterem Bedarf fragen", "account_manager",
                        Duration::Hours(40));
  needs.result_activity = "call";
  spec->tasks = {thank,   confirm,      call,   sample,    invite, meeting,
                 welcome, satisfaction, review, reference, needs};
  spec->notices = {
      Notice("hot_lead", "a hot lead for you", "ein heißer Lead für Sie",
             "sales"),
      Notice("rejected_lead", "sales rejected a lead",
             "der Vertrieb hat einen Lead abgelehnt", "marketing"),
      Notice("recalled_lead", "nobody took the lead in time",
             "niemand hat den Lead rechtzeitig übernommen", "marketing"),
      Notice("demoted_lead", "an opportunity became a lead again",
             "eine Opportunity wurde wieder zum Lead", ""),
      Notice("stop_contact", "do not contact any more",
             "nicht mehr kontaktieren", ""),
      Notice("response_due", "the first response is due soon",
             "die erste Reaktion wird bald fällig", ""),
      Notice("response_overdue", "the first response is overdue",
             "die erste Reaktion ist überfällig", ""),
      Notice("acceptance_due", "a hot lead waits for you",
             "ein heißer Lead wartet auf Sie", "sales"),
      Notice("acceptance_overdue", "a hot lead was not accepted in time",
             "ein heißer Lead wurde nicht rechtzeitig angenommen", "sales"),
      Notice("acceptance_escalated", "a hot lead still waits",
             "ein heißer Lead wartet noch immer", "account_manager"),
      Notice("follow_up_overdue", "nobody followed up",
             "niemand hat nachgefasst", "sales")};
}

void AddMissing(const std::vector<AttributeSpec>& add,
                std::vector<AttributeSpec>* to) {
  for (const AttributeSpec& attribute : add) {
    if (std::none_of(to->begin(), to->end(), [&](const AttributeSpec& a) {
          return a.key == attribute.key;
        })) {
      to->push_back(attribute);
    }
  }
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

}  // namespace

LifecycleSpec LifecyclePreset() {
  LifecycleSpec spec;
  spec.name = "standard";
  spec.label = Text("from contact to customer", "vom Kontakt zum Kunden");
  spec.roles = {
      {"marketing", Text("marketing", "Marketing")},
      {"call_agent", Text("call agents", "Telefonteam")},
      {"sales", Text("sales", "Vertrieb")},
      {"account_manager", Text("account manager", "Kundenbetreuung")}};
  AddStates(&spec);
  AddEvents(&spec);
  AddWayToSales(&spec);
  AddSales(&spec);
  AddEnds(&spec);
  AddClocks(&spec);
  AddErrands(&spec);
  return spec;
}

BusinessCalendarSpec OfficeCalendar() {
  BusinessCalendarSpec office;
  office.name = "office";
  office.time_zone = "Europe/Berlin";
  for (Weekday day : {Weekday::kMonday, Weekday::kTuesday, Weekday::kWednesday,
                      Weekday::kThursday, Weekday::kFriday}) {
    office.week.push_back({day, "09:00", "17:00"});
  }
  office.holiday_regions = {"DE"};
  return office;
}

void AddLifecycleAttributes(Schema* schema) {
  AddMissing({Attribute("open_deal", ValueType::kBoolean,
                        "open deal for the same offer",
                        "offenes Geschäft für dasselbe Angebot"),
              Attribute("qualified_by", ValueType::kText, "who qualifies it",
                        "wer ihn qualifiziert",
                        {{"marketing", Text("marketing", "Marketing")},
                         {"call_agent", Text("call agents", "Telefonteam")},
                         {"sales", Text("sales", "Vertrieb")}})},
             &schema->lead);
  AddMissing(
      {Attribute("direction", ValueType::kText, "direction", "Richtung",
                 {{"in", Text("from the lead", "vom Interessenten")},
                  {"out", Text("to the lead", "an den Interessenten")}}),
       Attribute("outcome", ValueType::kText, "outcome", "Ergebnis",
                 {{"reached", Text("reached", "erreicht")},
                  {"not_reached", Text("not reached", "nicht erreicht")},
                  {"call_back", Text("call back later", "Rückruf gewünscht")},
                  {"wrong_number", Text("wrong number", "falsche Nummer")},
                  {"refused", Text("refused", "abgelehnt")}})},
      &schema->activity);
  for (Option kind :
       {Option{"call", Text("call", "Anruf")},
        Option{"meeting", Text("meeting", "Termin")},
        Option{"email_sent", Text("e-mail sent", "E-Mail gesendet")},
        Option{"letter", Text("letter sent", "Brief gesendet")},
        Option{"sample_sent", Text("sample sent", "Muster gesendet")},
        Option{"invitation_sent",
               Text("invitation sent", "Einladung gesendet")},
        Option{"demoted", Text("demoted to lead", "zum Lead zurückgestuft")}}) {
    auto& kinds = schema->activity_kinds;
    if (std::none_of(kinds.begin(), kinds.end(), [&](const Option& option) {
          return option.key == kind.key;
        })) {
      kinds.push_back(std::move(kind));
    }
  }
}

}  // namespace lotse
