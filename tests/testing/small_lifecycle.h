// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SmallLifecycle and SmallLead: a lifecycle that fits on a page, and a lead
// that goes through it.
//
//   SmallLead lead(SmallLifecycle());
//   lead.Take("1", "capture", 0);
//   EXPECT_EQ(lead.state.state, "fresh");
//
// Times are seconds after noon of a Monday.
#ifndef LOTSE_TESTING_SMALL_LIFECYCLE_H_
#define LOTSE_TESTING_SMALL_LIFECYCLE_H_

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/schema.h"
#include "lotse/lifecycle/lifecycle.h"

namespace lotse {

// Attributes grade (text), ready and big (booleans) of a lead; activities call
// and mail with a direction.
inline Schema SmallSchema() {
  Schema schema;
  const auto attribute = [](const char* key, ValueType type) {
    AttributeSpec spec;
    spec.key = key;
    spec.type = type;
    return spec;
  };
  schema.lead = {attribute("grade", ValueType::kText),
                 attribute("ready", ValueType::kBoolean),
                 attribute("big", ValueType::kBoolean)};
  schema.activity = {attribute("direction", ValueType::kText)};
  schema.activity_kinds = {
      {"call", {}, false}, {"mail", {}, false}, {"demoted", {}, false}};
  return schema;
}

inline Instant SmallTime(int64_t seconds) {
  return *Instant::Parse("2026-11-23T12:00:00Z") + Duration::Seconds(seconds);
}

inline TransitionSpec Way(const char* id, std::vector<std::string> from,
                          const char* event, const char* to,
                          const char* when = nullptr) {
  TransitionSpec transition;
  transition.id = id;
  transition.from = std::move(from);
  transition.event = event;
  transition.to = to;
  if (when != nullptr) transition.when = Condition::FromText(when);
  return transition;
}

// new -> fresh -> sold_to (waits for sales) -> deal -> won or back to fresh.
inline LifecycleSpec SmallLifecycle() {
  LifecycleSpec spec;
  spec.name = "small";
  spec.roles = {{"marketing", {}}, {"sales", {}}};
  const auto state = [](const char* id, Phase phase, const char* owner) {
    StateSpec s;
    s.id = id;
    s.phase = phase;
    if (owner != nullptr) s.owners = {{owner, Condition()}};
    return s;
  };
  StateSpec passed = state("passed", Phase::kLead, "sales");
  passed.timers = {{"silence", Duration::Seconds(100), "", "recall"}};
  spec.states = {state("fresh", Phase::kLead, "marketing"), passed,
                 state("deal", Phase::kOpportunity, "sales"),
                 state("won", Phase::kClosed, nullptr),
                 state("gone", Phase::kClosed, nullptr)};
  spec.events = {{"capture", {}, {"form", "card"}, {}},
                 {"accept", {}, {}, {"sales"}},
                 {"recall", {}, {}, {"machine"}},
                 {"demote", {}, {}, {}},
                 {"win", {}, {}, {}},
                 {"drop", {}, {}, {}},
                 {"note", {}, {}, {}}};
  TransitionSpec hot =
      Way("hot", {"fresh"}, "", "passed", "grade = \"A\" and state.loops = 0");
  hot.effects.notices = {"hot_lead"};
  TransitionSpec accept =
      Way("accept", {"passed"}, "accept", "deal", "ready = true");
  accept.guard_label = {"", "the lead is ready", "der Lead ist bereit", {}};
  accept.effects.conversion = Conversion::kPromote;
  accept.effects.tasks = {"call_lead"};
  TransitionSpec demote = Way("demote", {"deal"}, "demote", "fresh");
  demote.reasons = {"no_budget", "no_need"};
  demote.human = true;
  demote.effects.conversion = Conversion::kDemote;
  demote.effects.record_activity = "demoted";
  TransitionSpec win = Way("win", {"deal"}, "win", "won");
  win.effects.conversion = Conversion::kHandOver;
  spec.transitions = {Way("capture", {kNewLead}, "capture", "fresh"),
                      hot,
                      accept,
                      Way("recall", {"passed"}, "recall", "fresh"),
                      demote,
                      win,
                      Way("drop", {}, "drop", "gone"),
                      Way("note", {"fresh", "deal"}, "note", "")};
  ClockSpec answer;
  answer.id = "answer";
  answer.target = Duration::Seconds(50);
  answer.start_states = {"fresh"};
  answer.response.kinds = {"call"};
  answer.response.where = Condition::FromText("direction = \"out\"");
  answer.pause_states = {"passed"};
  answer.warn_before = Duration::Seconds(10);
  answer.escalate_after = {Duration::Seconds(20)};
  answer.on_warning = {"soon"};
  answer.on_breach = {"late"};
  answer.on_escalation = {"very_late"};
  ClockSpec acceptance;
  acceptance.id = "acceptance";
  acceptance.target = Duration::Seconds(60);
  acceptance.start_states = {"passed"};
  acceptance.met_states = {"deal"};
  acceptance.cancel_states = {"fresh"};
  spec.clocks = {answer, acceptance};
  TaskSpec call;
  call.id = "call_lead";
  call.due = Duration::Seconds(30);
  call.consent_purpose = "contact";
  call.consent_channel = "phone";
  spec.tasks = {call};
  spec.notices = {{"hot_lead", {}, ""},
                  {"soon", {}, "marketing"},
                  {"late", {}, "marketing"},
                  {"very_late", {}, "sales"}};
  return spec;
}

inline FactCatalog SmallCatalog(const LifecycleSpec& spec) {
  return *CompileFactCatalog(SmallSchema(), LifecycleSignals({spec}));
}

class SmallLead {
 public:
  explicit SmallLead(const LifecycleSpec& spec)
      : catalog_(SmallCatalog(spec)),
        lifecycle(*CompileLifecycle(spec, catalog_)),
        row_(catalog_.size()) {}

  void Set(const char* name, ValueView value) {
    row_[*catalog_.Find(name)] = value;
  }
  void Grade(const char* grade) { Set("grade", ValueView::Text(grade)); }
  void Ready() { Set("ready", ValueView::Boolean(true)); }

  void AddActivity(const char* kind, int64_t seconds, const char* direction) {
    payloads_.emplace_back(catalog_.payload_size());
    payloads_.back()[*catalog_.FindPayload("direction")] =
        ValueView::Text(direction);
    activities_.push_back({*catalog_.FindActivityKind(kind), SmallTime(seconds),
                           payloads_.back()});
  }
  void AddConsent(ConsentEvent event) {
    consents_.push_back({"contact", "phone", event, SmallTime(-100), {}});
  }

  LifecycleMoment Moment(int64_t seconds) {
    LifecycleMoment moment;
    moment.at = SmallTime(seconds);
    moment.row = absl::MakeSpan(row_);
    lifecycle.Publish(state, moment.row);
    moment.view.values = moment.row;
    moment.view.activities = activities_;
    moment.view.consents = consents_;
    return moment;
  }

  static LeadEvent Event(const char* id, const char* name, int64_t seconds,
                         const char* role = nullptr) {
    LeadEvent event;
    event.id = id;
    event.event = name;
    event.occurred_at = SmallTime(seconds);
    if (role != nullptr) event.actor = {ActorKind::kPerson, "u-1", role};
    return event;
  }

  // What happens is in `steps`, which each call replaces.
  bool Take(const LeadEvent& event) {
    steps = LifecycleSteps();
    const int64_t at =
        (event.occurred_at.micros() - SmallTime(0).micros()) / 1000000;
    return lifecycle.Take(event, Moment(at), &state, &scratch_, &steps);
  }
  bool Take(const char* id, const char* name, int64_t seconds,
            const char* role = nullptr) {
    return Take(Event(id, name, seconds, role));
  }
  bool Follow(int64_t seconds, bool quiet = false) {
    steps = LifecycleSteps();
    return lifecycle.Follow(Moment(seconds), quiet, &state, &scratch_, &steps);
  }

  // "passed" and so on, in order.
  std::vector<std::string> Path() const {
    std::vector<std::string> path;
    for (const TransitionMade& made : steps.transitions) {
      path.push_back(made.to);
    }
    return path;
  }
  // "started answer @0".
  std::vector<std::string> Marks() const {
    std::vector<std::string> marks;
    for (const ClockMark& mark : steps.clocks) {
      marks.push_back(
          std::string(NameOf(mark.kind)) + " " + mark.clock + " @" +
          std::to_string((mark.at.micros() - SmallTime(0).micros()) / 1000000) +
          (mark.late ? " late" : ""));
    }
    return marks;
  }

  LifecycleScratch* scratch() { return &scratch_; }

 private:
  FactCatalog catalog_;

 public:
  const Lifecycle lifecycle;
  LeadState state;
  LifecycleSteps steps;

 private:
  std::vector<ValueView> row_;
  std::deque<std::vector<ValueView>> payloads_;
  std::vector<ActivityView> activities_;
  std::vector<ConsentView> consents_;
  LifecycleScratch scratch_;
};

}  // namespace lotse

#endif  // LOTSE_TESTING_SMALL_LIFECYCLE_H_
