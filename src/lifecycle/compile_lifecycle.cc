// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateLifecycle and CompileLifecycle.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/base/fingerprint.h"
#include "lotse/base/limits.h"
#include "lotse/condition/condition_text.h"
#include "lotse/lifecycle/lifecycle.h"
#include "src/lifecycle/check_graph.h"
#include "src/lifecycle/lifecycle_program.h"

namespace lotse {
namespace {

constexpr char kKeyRule[] =
    "is no id: use lower case letters, digits and _, first a letter";

ConditionReader GuardReader() {
  ConditionReader reader;
  reader.step = SignalStep::kLifecycle;
  // Signals of the lifecycle itself have order 0.
  reader.order = 1;
  return reader;
}

// Ids of one list, for look-ups and hints.
class Names {
 public:
  // Whether it is new.
  bool Add(const std::string& name, uint32_t index) {
    list_.push_back(name);
    return index_.emplace(name, index).second;
  }
  uint32_t Find(absl::string_view name) const {
    const auto it = index_.find(name);
    return it == index_.end() ? kNoIndex : it->second;
  }
  const std::vector<absl::string_view>& list() const { return list_; }

 private:
  std::map<absl::string_view, uint32_t> index_;
  std::vector<absl::string_view> list_;
};

}  // namespace

std::string NameOf(const TransitionSpec& transition) {
  if (!transition.id.empty()) return transition.id;
  return absl::StrCat(
      transition.from.empty() ? "any" : absl::StrJoin(transition.from, "|"),
      " --", transition.event, "--> ",
      transition.to.empty() ? "same" : transition.to);
}

std::string GuardOf(const TransitionSpec& transition) {
  return transition.guard_label.empty()
             ? PrintCondition(transition.when)
             : std::string(transition.guard_label.In("en"));
}

// Checks a spec and, on the way, gathers what the program needs.
class LifecycleLowering {
 public:
  LifecycleLowering(const LifecycleSpec& spec, const FactCatalog& catalog,
                    absl::Span<const BusinessCalendar> calendars,
                    SpecIssues* issues)
      : spec_(spec),
        catalog_(catalog),
        issues_(issues),
        issues_before_(issues->count()),
        program_(std::make_shared<LifecycleProgram>()) {
    program_->calendars.assign(calendars.begin(), calendars.end());
    for (const BusinessCalendar& calendar : calendars) {
      calendar_names_.push_back(calendar.name());
    }
  }

  void Run(const FieldPath& path) {
    if (spec_.states.size() + spec_.events.size() + spec_.transitions.size() +
            spec_.clocks.size() + spec_.tasks.size() + spec_.notices.size() >
        kMaxRules) {
      issues_->Add(path, absl::StrCat("has more than ", kMaxRules,
                                      " states, events, transitions, clocks, "
                                      "tasks and notices"));
      return;
    }
    if (!IsKey(spec_.name)) issues_->Add(path.Child("name"), kKeyRule);
    ValidateLabel(spec_.label, path.Child("label"), issues_);
    AddNames(path);
    if (!clean()) return;
    program_->states.resize(spec_.states.size() + 1);
    AddErrands(path);
    AddStates(path);
    AddEvents(path);
    AddTransitions(path);
    AddClocks(path);
    AddExits(path);
    AddMoves(path);
    CheckDurations(path);
    program_->when = OneCondition(spec_.when, path.Child("when"));
    if (clean()) CheckGraph(*program_, spec_, path, issues_);
  }

  std::shared_ptr<const LifecycleProgram> Finish() {
    LifecycleProgram& p = *program_;
    p.spec = spec_;
    p.fingerprint = FingerprintOf(spec_).ToString();
    for (uint32_t i = 0; i < spec_.states.size(); ++i) {
      p.state_index.emplace(spec_.states[i].id, i);
    }
    for (uint32_t i = 0; i < spec_.events.size(); ++i) {
      p.event_index.emplace(spec_.events[i].id, i);
      for (const std::string& name : spec_.events[i].also) {
        p.event_index.emplace(name, i);
      }
    }
    for (uint32_t i = 0; i < spec_.roles.size(); ++i) {
      p.role_index.emplace(spec_.roles[i].id, i);
    }
    const auto slot = [&](const std::string& name) -> FactSlot {
      const auto found = catalog_.Find(name, /*hint=*/false);
      if (!found.ok()) return kNoIndex;
      p.signal_slots.push_back(*found);
      return *found;
    };
    p.signals = {slot("state.name"),      slot("state.phase"),
                 slot("state.since"),     slot("state.owner_role"),
                 slot("state.has_owner"), slot("state.loops"),
                 slot("previous.state"),  slot("previous.category")};
    for (uint32_t i = 0; i < spec_.clocks.size(); ++i) {
      p.clocks[i].signal = slot(absl::StrCat("clock.", spec_.clocks[i].id));
    }
    return program_;
  }

 private:
  // Whether nothing was found so far.
  bool clean() const { return issues_->count() == issues_before_; }

  // States and events may have any name, as hosts and logs call them.
  void CheckName(const std::string& name, const FieldPath& path) {
    if (name.empty()) {
      issues_->Add(path, "is missing");
    } else if (name.size() > kMaxNameBytes) {
      issues_->Add(path,
                   absl::StrCat("has more than ", kMaxNameBytes, " bytes"));
    } else {
      ValidateText(name, path, issues_);
    }
  }

  template <typename Spec>
  void AddKeys(const std::vector<Spec>& list, const char* field,
               const FieldPath& path, Names* names) {
    for (size_t i = 0; i < list.size(); ++i) {
      const FieldPath here = path.Child(field, i);
      if (!IsKey(list[i].id)) {
        issues_->Add(here.Child("id"), kKeyRule);
      } else if (!names->Add(list[i].id, static_cast<uint32_t>(i))) {
        issues_->Add(here.Child("id"), "stands twice");
      }
      ValidateLabel(list[i].label, here.Child("label"), issues_);
    }
  }

  void AddNames(const FieldPath& path) {
    AddKeys(spec_.roles, "roles", path, &roles_);
    if (roles_.Find(kMachineActor) != kNoIndex ||
        roles_.Find(kPartyActor) != kNoIndex) {
      issues_->Add(path.Child("roles"),
                   "\"machine\" and \"party\" are actors, no roles");
    }
    AddKeys(spec_.clocks, "clocks", path, &clocks_);
    AddKeys(spec_.tasks, "tasks", path, &tasks_);
    AddKeys(spec_.notices, "notices", path, &notices_);
    for (size_t i = 0; i < spec_.notices.size(); ++i) {
      if (tasks_.Find(spec_.notices[i].id) != kNoIndex) {
        issues_->Add(path.Child("notices", i).Child("id"),
                     "is the id of a task");
      }
    }
    if (spec_.states.empty()) issues_->Add(path.Child("states"), "is empty");
    for (size_t i = 0; i < spec_.states.size(); ++i) {
      const StateSpec& state = spec_.states[i];
      const FieldPath here = path.Child("states", i);
      CheckName(state.id, here.Child("id"));
      if (state.id == kNewLead) {
        issues_->Add(here.Child("id"),
                     "is the name of leads that have no state yet");
      } else if (!states_.Add(state.id, static_cast<uint32_t>(i))) {
        issues_->Add(here.Child("id"), "stands twice");
      }
      ValidateLabel(state.label, here.Child("label"), issues_);
      if (state.phase == Phase::kUnspecified || state.phase > Phase::kClosed) {
        issues_->Add(here.Child("phase"),
                     "must be lead, opportunity or closed");
      }
    }
    for (size_t i = 0; i < spec_.events.size(); ++i) {
      const EventSpec& event = spec_.events[i];
      const FieldPath here = path.Child("events", i);
      const auto add = [&](const std::string& name, const FieldPath& at) {
        CheckName(name, at);
        if (name == kAssignedEvent || name == kFactsChangedEvent) {
          issues_->Add(at, "is built in");
        } else if (!events_.Add(name, static_cast<uint32_t>(i))) {
          issues_->Add(at, "stands twice");
        }
      };
      add(event.id, here.Child("id"));
      for (size_t n = 0; n < event.also.size(); ++n) {
        add(event.also[n], here.Child("also", n));
      }
      ValidateLabel(event.label, here.Child("label"), issues_);
    }
  }

  uint32_t FindState(const std::string& id, const FieldPath& path) {
    return Find(states_, id, "state", path);
  }
  uint32_t Find(const Names& names, const std::string& id, const char* what,
                const FieldPath& path) {
    const uint32_t found = names.Find(id);
    if (found == kNoIndex) {
      issues_->Add(path, absl::StrCat("unknown ", what,
                                      issues_->DidYouMean(id, names.list())));
    }
    return found;
  }
  uint32_t FindCalendar(const std::string& name, const FieldPath& path) {
    if (name.empty()) return kNoIndex;
    for (uint32_t i = 0; i < calendar_names_.size(); ++i) {
      if (calendar_names_[i] == name) return i;
    }
    issues_->Add(path,
                 absl::StrCat("unknown calendar",
                              issues_->DidYouMean(name, calendar_names_)));
    return kNoIndex;
  }

  ConditionSet OneCondition(const Condition& condition, const FieldPath& path) {
    ConditionSetBuilder builder(catalog_, GuardReader());
    builder.Add(condition, path, issues_);
    return clean() ? builder.Build() : ConditionSet();
  }

  void CheckPositive(Duration duration, const FieldPath& path) {
    if (!(Duration() < duration) ||
        Duration::Days(kMaxDurationDays) < duration) {
      issues_->Add(path, absl::StrCat("must be above 0 and at most ",
                                      kMaxDurationDays, " days"));
    }
  }
  void CheckNotNegative(Duration duration, const FieldPath& path) {
    if (duration < Duration() || Duration::Days(kMaxDurationDays) < duration) {
      issues_->Add(
          path, absl::StrCat("must be from 0 to ", kMaxDurationDays, " days"));
    }
  }

  void CheckKind(const std::string& kind, const FieldPath& path) {
    if (kind.empty()) return;
    const auto found = catalog_.FindActivityKind(kind);
    if (!found.ok()) issues_->Add(path, found.status().message());
  }

  void AddErrands(const FieldPath& path) {
    ConditionSetBuilder guards(catalog_, GuardReader());
    for (size_t i = 0; i < spec_.tasks.size(); ++i) {
      const TaskSpec& task = spec_.tasks[i];
      const FieldPath here = path.Child("tasks", i);
      LifecycleProgram::Errand errand;
      errand.is_task = true;
      errand.index = static_cast<uint32_t>(i);
      if (!task.role.empty()) {
        Find(roles_, task.role, "role", here.Child("role"));
      }
      CheckNotNegative(task.due, here.Child("due"));
      errand.calendar = FindCalendar(task.calendar, here.Child("calendar"));
      if (task.consent_purpose.empty() != task.consent_channel.empty()) {
        issues_->Add(here.Child("consent_purpose"),
                     "purpose and channel of a consent belong together");
      }
      CheckKind(task.result_activity, here.Child("result_activity"));
      errand.guard = static_cast<uint32_t>(
          guards.Add(task.when, here.Child("when"), issues_));
      program_->errands.push_back(errand);
    }
    for (size_t i = 0; i < spec_.notices.size(); ++i) {
      if (!spec_.notices[i].role.empty()) {
        Find(roles_, spec_.notices[i].role, "role",
             path.Child("notices", i).Child("role"));
      }
      LifecycleProgram::Errand errand;
      errand.index = static_cast<uint32_t>(i);
      program_->errands.push_back(errand);
    }
    if (clean()) program_->task_guards = guards.Build();
  }

  // The errand of a task or notice; `list` is the field that names it.
  void AddErrand(const std::string& id, bool tasks, bool notices,
                 const FieldPath& path, std::vector<uint32_t>* out) {
    const uint32_t task = tasks_.Find(id);
    if (tasks && task != kNoIndex) {
      out->push_back(task);
      return;
    }
    const uint32_t notice = notices_.Find(id);
    if (notices && notice != kNoIndex) {
      out->push_back(static_cast<uint32_t>(spec_.tasks.size()) + notice);
      return;
    }
    std::vector<absl::string_view> names;
    if (tasks) names = tasks_.list();
    if (notices) {
      names.insert(names.end(), notices_.list().begin(), notices_.list().end());
    }
    issues_->Add(path, absl::StrCat(tasks && notices ? "unknown task or notice"
                                    : tasks          ? "unknown task"
                                                     : "unknown notice",
                                    issues_->DidYouMean(id, names)));
  }

  void AddStates(const FieldPath& path) {
    for (size_t i = 0; i < spec_.states.size(); ++i) {
      const StateSpec& state = spec_.states[i];
      const FieldPath here = path.Child("states", i);
      LifecycleProgram::State& out = program_->states[i];
      ConditionSetBuilder owners(catalog_, GuardReader());
      for (size_t o = 0; o < state.owners.size(); ++o) {
        const FieldPath at = here.Child("owners", o);
        Find(roles_, state.owners[o].role, "role", at.Child("role"));
        owners.Add(state.owners[o].when, at.Child("when"), issues_);
        if (state.owners[o].when.empty() && o + 1 < state.owners.size()) {
          issues_->Add(at, "is for all leads, so those after it are for none");
        }
      }
      if (clean()) out.owners = owners.Build();
      std::set<absl::string_view> ids;
      for (size_t t = 0; t < state.timers.size(); ++t) {
        const StateTimer& timer = state.timers[t];
        const FieldPath at = here.Child("timers", t);
        if (!IsKey(timer.id)) {
          issues_->Add(at.Child("id"), kKeyRule);
        } else if (!ids.insert(timer.id).second) {
          issues_->Add(at.Child("id"), "stands twice");
        }
        CheckPositive(timer.after, at.Child("after"));
        out.timer_calendars.push_back(
            FindCalendar(timer.calendar, at.Child("calendar")));
        const uint32_t event =
            Find(events_, timer.event, "event", at.Child("event"));
        out.timer_events.push_back(event);
        if (event != kNoIndex &&
            !MayRaise(spec_.events[event], kMachineActor)) {
          issues_->Add(at.Child("event"),
                       "may not be raised by \"machine\", which timers are");
        }
      }
    }
  }

  static bool MayRaise(const EventSpec& event, absl::string_view actor) {
    return event.raised_by.empty() ||
           std::find(event.raised_by.begin(), event.raised_by.end(), actor) !=
               event.raised_by.end();
  }

  void AddEvents(const FieldPath& path) {
    for (size_t i = 0; i < spec_.events.size(); ++i) {
      const EventSpec& event = spec_.events[i];
      for (size_t r = 0; r < event.raised_by.size(); ++r) {
        const std::string& actor = event.raised_by[r];
        if (actor == kMachineActor || actor == kPartyActor) continue;
        Find(roles_, actor, "role",
             path.Child("events", i).Child("raised_by", r));
      }
    }
  }

  void AddTransitions(const FieldPath& path) {
    Names ids;
    program_->effects.resize(spec_.transitions.size());
    for (size_t i = 0; i < spec_.transitions.size(); ++i) {
      const TransitionSpec& t = spec_.transitions[i];
      const FieldPath here = path.Child("transitions", i);
      if (!t.id.empty()) {
        if (!IsKey(t.id)) {
          issues_->Add(here.Child("id"), kKeyRule);
        } else if (!ids.Add(t.id, static_cast<uint32_t>(i))) {
          issues_->Add(here.Child("id"), "stands twice");
        }
      }
      ValidateLabel(t.label, here.Child("label"), issues_);
      ValidateLabel(t.guard_label, here.Child("guard_label"), issues_);
      for (size_t f = 0; f < t.from.size(); ++f) {
        if (t.from[f] != kNewLead) FindState(t.from[f], here.Child("from", f));
      }
      if (!t.to.empty()) FindState(t.to, here.Child("to"));
      if (t.event.empty()) {
        if (t.when.empty()) {
          issues_->Add(here.Child("when"),
                       "is missing: a transition without event needs it");
        }
        if (t.to.empty()) {
          issues_->Add(here.Child("to"),
                       "is missing: a transition without event must lead "
                       "somewhere");
        }
        if (!t.reasons.empty()) {
          issues_->Add(here.Child("reasons"), "needs an event to give them");
        }
        if (t.human) issues_->Add(here.Child("human"), "needs an event");
      } else {
        Find(events_, t.event, "event", here.Child("event"));
        if (t.human && events_.Find(t.event) != kNoIndex) {
          const EventSpec& event = spec_.events[events_.Find(t.event)];
          const bool person =
              event.raised_by.empty() ||
              std::any_of(event.raised_by.begin(), event.raised_by.end(),
                          [](const std::string& by) {
                            return by != kMachineActor && by != kPartyActor;
                          });
          if (!person) {
            issues_->Add(here.Child("human"), "no person may raise the event");
          }
        }
      }
      std::set<absl::string_view> reasons;
      for (size_t r = 0; r < t.reasons.size(); ++r) {
        CheckName(t.reasons[r], here.Child("reasons", r));
        if (!reasons.insert(t.reasons[r]).second) {
          issues_->Add(here.Child("reasons", r), "stands twice");
        }
      }
      const FieldPath effects = here.Child("effects");
      for (size_t e = 0; e < t.effects.tasks.size(); ++e) {
        AddErrand(t.effects.tasks[e], true, false, effects.Child("tasks", e),
                  &program_->effects[i]);
      }
      for (size_t e = 0; e < t.effects.notices.size(); ++e) {
        AddErrand(t.effects.notices[e], false, true,
                  effects.Child("notices", e), &program_->effects[i]);
      }
      if (t.effects.conversion > Conversion::kHandOver) {
        issues_->Add(effects.Child("conversion"),
                     "must be promote, demote or hand_over");
      }
      CheckKind(t.effects.record_activity, effects.Child("record_activity"));
    }
  }

  void AddClocks(const FieldPath& path) {
    using Role = LifecycleProgram::ClockRole;
    for (LifecycleProgram::State& state : program_->states) {
      state.clocks.resize(spec_.clocks.size());
    }
    program_->event_clocks.assign(spec_.events.size(),
                                  std::vector<Role>(spec_.clocks.size()));
    program_->assigned_clocks.resize(spec_.clocks.size());
    for (size_t i = 0; i < spec_.clocks.size(); ++i) {
      const ClockSpec& clock = spec_.clocks[i];
      const FieldPath here = path.Child("clocks", i);
      LifecycleProgram::Clock out;
      CheckPositive(clock.target, here.Child("target"));
      out.calendar = FindCalendar(clock.calendar, here.Child("calendar"));
      const auto states = [&](const std::vector<std::string>& list,
                              const char* field, bool Role::*role) {
        for (size_t s = 0; s < list.size(); ++s) {
          const uint32_t state = FindState(list[s], here.Child(field, s));
          if (state != kNoIndex) program_->states[state].clocks[i].*role = true;
        }
      };
      const auto events = [&](const std::vector<std::string>& list,
                              const char* field, bool Role::*role) {
        for (size_t e = 0; e < list.size(); ++e) {
          if (list[e] == kAssignedEvent) {
            program_->assigned_clocks[i].*role = true;
            continue;
          }
          const uint32_t event =
              Find(events_, list[e], "event", here.Child(field, e));
          if (event != kNoIndex) program_->event_clocks[event][i].*role = true;
        }
      };
      states(clock.start_states, "start_states", &Role::starts);
      states(clock.met_states, "met_states", &Role::meets);
      states(clock.cancel_states, "cancel_states", &Role::cancels);
      states(clock.pause_states, "pause_states", &Role::pauses);
      events(clock.start_events, "start_events", &Role::starts);
      events(clock.met_events, "met_events", &Role::meets);
      events(clock.cancel_events, "cancel_events", &Role::cancels);
      if (clock.start_states.empty() && clock.start_events.empty()) {
        issues_->Add(here, "nothing starts it");
      }
      if (clock.met_states.empty() && clock.met_events.empty() &&
          clock.response.kinds.empty()) {
        issues_->Add(here, "nothing meets it");
      }
      for (size_t s = 0; s < clock.start_states.size(); ++s) {
        const uint32_t state = states_.Find(clock.start_states[s]);
        if (state == kNoIndex) continue;
        const Role& role = program_->states[state].clocks[i];
        if (role.meets || role.cancels) {
          issues_->Add(here.Child("start_states", s),
                       "the state also ends the clock");
        }
      }
      AddResponse(clock.response, here.Child("response"), &out);
      CheckNotNegative(clock.warn_before, here.Child("warn_before"));
      if (!(clock.warn_before < clock.target) &&
          clock.warn_before != Duration()) {
        issues_->Add(here.Child("warn_before"), "must be less than the target");
      }
      Duration last;
      for (size_t e = 0; e < clock.escalate_after.size(); ++e) {
        const FieldPath at = here.Child("escalate_after", e);
        CheckPositive(clock.escalate_after[e], at);
        if (!(last < clock.escalate_after[e])) {
          issues_->Add(at, "must be later than the one before");
        }
        last = clock.escalate_after[e];
      }
      const auto errands = [&](const std::vector<std::string>& ids,
                               const char* field, std::vector<uint32_t>* to) {
        for (size_t e = 0; e < ids.size(); ++e) {
          AddErrand(ids[e], true, true, here.Child(field, e), to);
        }
      };
      errands(clock.on_warning, "on_warning", &out.on_warning);
      errands(clock.on_breach, "on_breach", &out.on_breach);
      errands(clock.on_escalation, "on_escalation", &out.on_escalation);
      if (!clock.on_warning.empty() && clock.warn_before == Duration()) {
        issues_->Add(here.Child("on_warning"), "needs warn_before");
      }
      if (!clock.on_escalation.empty() && clock.escalate_after.empty()) {
        issues_->Add(here.Child("on_escalation"), "needs escalate_after");
      }
      program_->clocks.push_back(std::move(out));
    }
  }

  void AddResponse(const ResponseSpec& response, const FieldPath& path,
                   LifecycleProgram::Clock* out) {
    if (response.kinds.empty()) {
      if (!response.where.empty()) {
        issues_->Add(path.Child("kinds"), "is empty, but there is a condition");
      }
      return;
    }
    out->has_response = true;
    out->response_kinds.resize(catalog_.activity_kinds().size());
    for (size_t k = 0; k < response.kinds.size(); ++k) {
      const auto kind = catalog_.FindActivityKind(response.kinds[k]);
      if (kind.ok()) {
        out->response_kinds[*kind] = true;
      } else {
        issues_->Add(path.Child("kinds", k), kind.status().message());
      }
    }
    ConditionReader reader;
    reader.of_activity = true;
    reader.timeless = true;
    ConditionSetBuilder builder(catalog_, reader);
    builder.Add(response.where, path.Child("where"), issues_);
    if (clean()) out->where = builder.Build();
  }

  // Sorts the transitions that leave each state.
  void AddExits(const FieldPath& path) {
    if (!clean()) return;
    for (uint32_t s = 0; s < program_->states.size(); ++s) {
      LifecycleProgram::State& state = program_->states[s];
      ConditionSetBuilder automatic(catalog_, GuardReader());
      ConditionSetBuilder guards(catalog_, GuardReader());
      std::vector<uint32_t> leaving = TransitionsFrom(s);
      std::stable_sort(leaving.begin(), leaving.end(),
                       [&](uint32_t a, uint32_t b) {
                         return spec_.transitions[a].priority >
                                spec_.transitions[b].priority;
                       });
      const auto add = [&](uint32_t transition, ConditionSetBuilder* builder,
                           std::vector<LifecycleProgram::Exit>* exits) {
        const TransitionSpec& t = spec_.transitions[transition];
        LifecycleProgram::Exit exit;
        exit.transition = transition;
        exit.to = t.to.empty() ? kNoIndex : states_.Find(t.to);
        exit.guard = static_cast<uint32_t>(builder->Add(
            t.when, path.Child("transitions", transition).Child("when"),
            issues_));
        exits->push_back(exit);
      };
      for (uint32_t t : leaving) {
        if (spec_.transitions[t].event.empty()) {
          add(t, &automatic, &state.automatic);
        }
      }
      for (uint32_t e = 0; e < spec_.events.size(); ++e) {
        state.exits_of_event.push_back(
            static_cast<uint32_t>(state.exits.size()));
        for (uint32_t t : leaving) {
          if (events_.Find(spec_.transitions[t].event) == e) {
            add(t, &guards, &state.exits);
          }
        }
      }
      state.exits_of_event.push_back(static_cast<uint32_t>(state.exits.size()));
      // What is wrong with a guard is wrong in each state that it leaves; once
      // is enough.
      if (!clean()) return;
      state.automatic_guards = automatic.Build();
      state.exit_guards = guards.Build();
    }
  }

  // The transitions that leave state `s`, in the order of the spec.
  std::vector<uint32_t> TransitionsFrom(uint32_t s) const {
    const bool is_new = s + 1 == program_->states.size();
    std::vector<uint32_t> leaving;
    for (uint32_t i = 0; i < spec_.transitions.size(); ++i) {
      const TransitionSpec& t = spec_.transitions[i];
      const bool leaves =
          t.from.empty()
              ? !is_new && spec_.states[s].phase != Phase::kClosed &&
                    // From every state into this one is a step to itself.
                    t.to != spec_.states[s].id
              : std::find(t.from.begin(), t.from.end(),
                          is_new ? kNewLead : spec_.states[s].id) !=
                    t.from.end();
      if (leaves) leaving.push_back(i);
    }
    return leaving;
  }

  void AddMoves(const FieldPath& path) {
    std::set<absl::string_view> removed;
    for (size_t i = 0; i < spec_.removed_states.size(); ++i) {
      const RemovedState& move = spec_.removed_states[i];
      const FieldPath here = path.Child("removed_states", i);
      CheckName(move.id, here.Child("id"));
      if (states_.Find(move.id) != kNoIndex) {
        issues_->Add(here.Child("id"), "is a state that there is");
      } else if (!removed.insert(move.id).second) {
        issues_->Add(here.Child("id"), "stands twice");
      }
      FindState(move.moved_to, here.Child("moved_to"));
    }
    std::set<absl::string_view> adopted;
    for (size_t i = 0; i < spec_.adopted.size(); ++i) {
      const FieldPath here = path.Child("adopted", i);
      CheckName(spec_.adopted[i].host_status, here.Child("host_status"));
      if (!adopted.insert(spec_.adopted[i].host_status).second) {
        issues_->Add(here.Child("host_status"), "stands twice");
      }
      FindState(spec_.adopted[i].state, here.Child("state"));
    }
  }

  void CheckDurations(const FieldPath& path) {
    CheckNotNegative(spec_.lateness_horizon, path.Child("lateness_horizon"));
    CheckNotNegative(spec_.clock_skew, path.Child("clock_skew"));
  }

  const LifecycleSpec& spec_;
  const FactCatalog& catalog_;
  SpecIssues* const issues_;
  const size_t issues_before_;
  std::shared_ptr<LifecycleProgram> program_;
  Names roles_, states_, events_, clocks_, tasks_, notices_;
  std::vector<absl::string_view> calendar_names_;
};

void ValidateLifecycle(const LifecycleSpec& spec, const FactCatalog& catalog,
                       absl::Span<const BusinessCalendar> calendars,
                       const FieldPath& path, SpecIssues* issues) {
  LifecycleLowering(spec, catalog, calendars, issues).Run(path);
}

absl::StatusOr<Lifecycle> CompileLifecycle(
    const LifecycleSpec& spec, const FactCatalog& catalog,
    absl::Span<const BusinessCalendar> calendars, const FieldPath& path) {
  SpecIssues issues;
  LifecycleLowering lowering(spec, catalog, calendars, &issues);
  lowering.Run(path);
  if (!issues.empty()) return issues.ToStatus();
  return Lifecycle(lowering.Finish());
}

}  // namespace lotse
