// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadMover: steps from state to state and what they bring about.
#include "src/lifecycle/lead_mover.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace lotse {
namespace {

// How often time is told at one instant, where clocks start each other.
constexpr int kMaxTellings = 8;

constexpr absl::string_view kPhaseNames[] = {"", "lead", "opportunity",
                                             "closed"};

bool MayRaise(const EventSpec& event, const Actor* actor) {
  if (event.raised_by.empty()) return true;
  const absl::string_view who =
      actor == nullptr || actor->kind == ActorKind::kMachine ||
              actor->kind == ActorKind::kUnspecified
          ? absl::string_view(kMachineActor)
      : actor->kind == ActorKind::kParty ? absl::string_view(kPartyActor)
                                         : absl::string_view(actor->role);
  return std::any_of(event.raised_by.begin(), event.raised_by.end(),
                     [&](const std::string& by) { return by == who; });
}

// What a clock's signal says.
absl::string_view StandingOf(const ClockState& clock) {
  const bool late = clock.breached_at != Instant();
  switch (clock.status) {
    case ClockStatus::kMet:
      return late ? "met_late" : "met";
    case ClockStatus::kCancelled:
      return "cancelled";
    case ClockStatus::kPaused:
      return late ? "breached" : "paused";
    default:
      return late ? "breached" : "running";
  }
}

}  // namespace

LeadMover::LeadMover(const LifecycleProgram& program,
                     const LifecycleMoment& moment, bool quiet,
                     LeadState* state, LifecycleScratch* scratch,
                     LifecycleSteps* steps)
    : program_(program),
      moment_(moment),
      quiet_(quiet),
      state_(*state),
      scratch_(scratch),
      steps_(steps),
      now_in_(program.FindState(state->state)) {}

void PublishSignals(const LifecycleProgram& program, uint32_t in,
                    const LeadState& state, absl::Span<ValueView> row) {
  const LifecycleProgram::Signals& signals = program.signals;
  const auto put = [&](FactSlot slot, ValueView value) {
    if (slot < row.size()) row.data()[slot] = value;
  };
  const auto text = [](absl::string_view t) {
    return t.empty() ? ValueView() : ValueView::Text(t);
  };
  const bool is_new = in == program.new_state();
  put(signals.name, ValueView::Text(program.IdOf(in)));
  put(signals.phase,
      ValueView::Text(kPhaseNames[static_cast<size_t>(program.PhaseOf(in))]));
  put(signals.since, is_new ? ValueView() : ValueView::Time(state.entered_at));
  put(signals.owner_role, text(state.owner_role));
  put(signals.has_owner, ValueView::Boolean(!state.owner.empty()));
  put(signals.loops, ValueView::Integer(state.loops));
  put(signals.previous_state, text(state.previous_state));
  // The main score comes first.
  const bool has_category =
      !state.categories.empty() && state.categories[0].of.empty();
  put(signals.previous_category,
      has_category ? text(state.categories[0].before) : ValueView());
  // Both are in the order of the spec.
  auto clock = state.clocks.begin();
  for (size_t c = 0; c < program.clocks.size(); ++c) {
    const bool runs = clock != state.clocks.end() &&
                      clock->clock == program.spec.clocks[c].id;
    put(program.clocks[c].signal,
        runs ? ValueView::Text(StandingOf(*clock)) : ValueView());
    if (runs) ++clock;
  }
}

const LeadView& LeadMover::View() {
  if (unpublished_) {
    PublishSignals(program_, now_in_, state_, moment_.row);
    unpublished_ = false;
  }
  return moment_.view;
}

bool LeadMover::Holds(const Condition& guard, const ConditionSet& set,
                      size_t index, Instant at, bool* evaluated) {
  if (guard.empty()) return true;
  if (!*evaluated) set.Evaluate(View(), at, &scratch_->guards);
  *evaluated = true;
  return set.Holds(scratch_->guards, index);
}

void LeadMover::Follow() {
  started_ = true;
  FollowStarted();
}

void LeadMover::FollowStarted() {
  for (int i = 0; started_ && i < kMaxTellings; ++i) {
    started_ = false;
    TellTime();
    TakeAutomatic();
  }
}

void LeadMover::TellTime() {
  const Instant none = Instant::FromMicros(INT64_MAX);
  for (;;) {
    if (now_in_ == program_.new_state()) return;
    // What comes first: a response, something a clock has to tell, a timer. At
    // one instant in this order, so that an answer at the deadline is in time.
    Instant first = none;
    enum { kResponse, kClock, kTimer } what = kResponse;
    size_t which = 0;
    const auto consider = [&](std::optional<Instant> at, decltype(what) kind,
                              size_t index) {
      if (!at.has_value() || *at > moment_.at || *at > first ||
          (*at == first && kind >= what)) {
        return;
      }
      first = *at;
      what = kind;
      which = index;
    };
    const auto before = [&] {
      return std::min(first, moment_.at + Duration::Micros(1));
    };
    program_.VisitOpenClocks(
        state_.clocks, [&](uint32_t c, const ClockState& clock) {
          consider(ResponseOf(c, clock), kResponse, c);
          consider(NextTold(program_, c, clock, before()), kClock, c);
        });
    const std::vector<StateTimer>& timers =
        program_.spec.states[now_in_].timers;
    for (size_t t = 0; t < timers.size(); ++t) {
      consider(TimerDue(program_, now_in_, t, state_, before()), kTimer, t);
    }
    if (first == none) return;
    switch (what) {
      case kResponse:
        MeetByResponse(which, FindClock(which), first);
        break;
      case kClock:
        TellClock(which, FindClock(which), first);
        break;
      case kTimer: {
        Changed();
        state_.circling = false;
        // In the order of the spec.
        const auto place = [&](const std::string& id) {
          return std::find_if(
              timers.begin(), timers.end(),
              [&](const StateTimer& timer) { return timer.id == id; });
        };
        auto at = state_.fired_timers.begin();
        while (at != state_.fired_timers.end() &&
               place(*at) - timers.begin() <
                   static_cast<std::ptrdiff_t>(which)) {
          ++at;
        }
        state_.fired_timers.insert(at, timers[which].id);
        const uint32_t event = program_.states[now_in_].timer_events[which];
        Cause cause;
        cause.event = event;
        cause.event_name = program_.spec.events[event].id;
        // What is in the way of a timer is nobody's business.
        const size_t blocked = steps_->blocked.size();
        TakeEvent(event, cause, first);
        steps_->blocked.resize(blocked);
        break;
      }
    }
  }
}

bool LeadMover::TakeEvent(uint32_t event, const Cause& cause, Instant at) {
  const LifecycleProgram::State& state = program_.states[now_in_];
  const EventSpec& spec = program_.spec.events[event];
  const auto blocked = [&](const TransitionSpec* transition, Obstacle obstacle,
                           std::string needs) {
    steps_->blocked.push_back(
        {transition == nullptr ? std::string() : NameOf(*transition), obstacle,
         std::move(needs)});
  };
  const uint32_t begin = state.exits_of_event[event];
  const uint32_t end = state.exits_of_event[event + 1];
  if (begin == end) {
    blocked(nullptr, Obstacle::kNoTransition, spec.id);
    return false;
  }
  if (!MayRaise(spec, cause.actor)) {
    blocked(nullptr, Obstacle::kRole, absl::StrJoin(spec.raised_by, ", "));
    return false;
  }
  bool evaluated = false;
  for (uint32_t e = begin; e < end; ++e) {
    const Exit& exit = state.exits[e];
    const TransitionSpec& transition =
        program_.spec.transitions[exit.transition];
    if (transition.human &&
        (cause.actor == nullptr || cause.actor->kind != ActorKind::kPerson)) {
      blocked(&transition, Obstacle::kHuman, "");
      continue;
    }
    if (!transition.reasons.empty() &&
        std::find(transition.reasons.begin(), transition.reasons.end(),
                  cause.reason) == transition.reasons.end()) {
      blocked(&transition, Obstacle::kReason,
              absl::StrJoin(transition.reasons, ", "));
      continue;
    }
    if (!Holds(transition.when, state.exit_guards, exit.guard, at,
               &evaluated)) {
      blocked(&transition, Obstacle::kGuard, GuardOf(transition));
      continue;
    }
    Step(&transition, exit.to == kNoIndex ? now_in_ : exit.to,
         exit.to == kNoIndex, cause, at, "");
    return true;
  }
  return false;
}

void LeadMover::TakeAutomatic() {
  if (state_.circling) return;
  scratch_->visited.assign(1, now_in_);
  for (size_t steps = 0;; ++steps) {
    const LifecycleProgram::State& state = program_.states[now_in_];
    if (state.automatic.empty()) return;
    state.automatic_guards.Evaluate(View(), moment_.at, &scratch_->guards);
    const auto exit = std::find_if(
        state.automatic.begin(), state.automatic.end(), [&](const Exit& e) {
          return state.automatic_guards.Holds(scratch_->guards, e.guard);
        });
    if (exit == state.automatic.end()) return;
    const TransitionSpec& transition =
        program_.spec.transitions[exit->transition];
    const auto& visited = scratch_->visited;
    if (steps >= kMaxAutomaticSteps ||
        std::find(visited.begin(), visited.end(), exit->to) != visited.end()) {
      steps_->blocked.push_back(
          {NameOf(transition), Obstacle::kCycle,
           absl::StrCat("automatic transitions go in a circle through \"",
                        program_.IdOf(exit->to), "\"")});
      state_.circling = true;
      Changed();
      return;
    }
    scratch_->visited.push_back(exit->to);
    Step(&transition, exit->to, /*stays=*/false, Cause(), moment_.at, "");
  }
}

void LeadMover::Assign(const std::string& owner, const Cause& cause) {
  TransitionMade& made = AddTransition(now_in_, now_in_, cause, moment_.at);
  made.from_phase = made.to_phase = program_.PhaseOf(now_in_);
  made.owner_role = state_.owner_role;
  made.owner = owner;
  state_.owner = owner;
  if (!owner.empty()) {
    auto& last = state_.last_owners;
    const auto place =
        std::lower_bound(last.begin(), last.end(), state_.owner_role,
                         [](const RoleOwner& a, const std::string& role) {
                           return a.role < role;
                         });
    if (place != last.end() && place->role == state_.owner_role) {
      place->owner = owner;
    } else {
      last.insert(place, {state_.owner_role, owner});
    }
  }
  MoveClocks(&program_.assigned_clocks, now_in_, now_in_, moment_.at);
  Changed();
}

void LeadMover::Observe(uint32_t to, const Cause& cause) {
  // The transition that a person most likely meant: by the event, if one is
  // named, else the first that leads there.
  const LifecycleProgram::State& state = program_.states[now_in_];
  const Exit* best = nullptr;
  bool automatic = false;
  const auto consider = [&](const Exit& exit, bool is_automatic) {
    if (exit.to == to && best == nullptr) {
      best = &exit;
      automatic = is_automatic;
    }
  };
  if (cause.event != kNoIndex) {
    for (uint32_t e = state.exits_of_event[cause.event];
         e < state.exits_of_event[cause.event + 1]; ++e) {
      consider(state.exits[e], false);
    }
  } else {
    for (const Exit& exit : state.exits) consider(exit, false);
    for (const Exit& exit : state.automatic) consider(exit, true);
  }
  if (best == nullptr) {
    Step(nullptr, to, /*stays=*/to == now_in_, cause, moment_.at,
         absl::StrCat("no transition leads from \"", program_.IdOf(now_in_),
                      "\" to \"", program_.IdOf(to), "\""));
    return;
  }
  const TransitionSpec& transition =
      program_.spec.transitions[best->transition];
  std::string broken;
  bool evaluated = false;
  if (!Holds(transition.when,
             automatic ? state.automatic_guards : state.exit_guards,
             best->guard, moment_.at, &evaluated)) {
    broken = GuardOf(transition);
  }
  Step(&transition, to, /*stays=*/false, cause, moment_.at, std::move(broken));
}

TransitionMade& LeadMover::AddTransition(uint32_t from, uint32_t to,
                                         const Cause& cause, Instant at) {
  const auto copy = [](absl::string_view text, std::string* into) {
    into->assign(text.data(), text.size());
  };
  TransitionMade& made = steps_->transitions.emplace_back();
  copy(program_.IdOf(from), &made.from);
  copy(program_.IdOf(to), &made.to);
  made.at = at;
  copy(cause.event_name, &made.event);
  copy(cause.event_id, &made.event_id);
  if (cause.actor != nullptr) made.actor = *cause.actor;
  copy(cause.reason, &made.reason);
  return made;
}

void LeadMover::Step(const TransitionSpec* transition, uint32_t to, bool stays,
                     const Cause& cause, Instant at, std::string broken) {
  const uint32_t from = now_in_;
  const bool was_new = from == program_.new_state();
  const Phase from_phase = program_.PhaseOf(from);
  const Phase to_phase = program_.PhaseOf(to);
  TransitionMade& made = AddTransition(from, to, cause, at);
  if (transition != nullptr) made.transition = NameOf(*transition);
  made.from_phase = from_phase;
  made.to_phase = to_phase;
  if (!was_new) {
    made.stayed = Duration::Micros(at.micros() - state_.entered_at.micros());
  }
  made.broken = std::move(broken);
  if (!stays) {
    state_.previous_state = was_new ? std::string() : state_.state;
    state_.state = program_.spec.states[to].id;
    state_.lifecycle = program_.spec.name;
    state_.entered_at = at;
    state_.fired_timers.clear();
    now_in_ = to;
  }
  Changed();
  Own(stays ? kNoIndex : to,
      transition != nullptr && transition->effects.reassign, at);
  made.owner_role = state_.owner_role;
  made.owner = state_.owner;
  MoveClocks(
      cause.event == kNoIndex ? nullptr : &program_.event_clocks[cause.event],
      from, to, at);
  Conversion conversion = Conversion::kUnspecified;
  if (transition != nullptr) {
    conversion = transition->effects.conversion;
  } else if (from_phase == Phase::kLead && to_phase == Phase::kOpportunity) {
    conversion = Conversion::kPromote;
  } else if (from_phase == Phase::kOpportunity && to_phase == Phase::kLead) {
    conversion = Conversion::kDemote;
  }
  if (conversion != Conversion::kUnspecified) Convert(conversion, cause, at);
  Changed();
  if (transition == nullptr) return;
  const EffectSpec& effects = transition->effects;
  MakeErrands(program_.effects[static_cast<size_t>(
                  transition - program_.spec.transitions.data())],
              at);
  if (!effects.record_activity.empty()) {
    steps_->activities.push_back({effects.record_activity, at});
  }
  if (effects.erase) steps_->erase = true;
}

void LeadMover::Own(uint32_t to, bool reassign, Instant at) {
  std::string role = state_.owner_role;
  if (to != kNoIndex) {
    const std::vector<StateOwner>& owners = program_.spec.states[to].owners;
    bool evaluated = false;
    for (size_t o = 0; o < owners.size(); ++o) {
      if (Holds(owners[o].when, program_.states[to].owners, o, at,
                &evaluated)) {
        role = owners[o].role;
        break;
      }
    }
  }
  if (role == state_.owner_role && !reassign) return;
  const std::string except = reassign ? state_.owner : std::string();
  state_.owner_role = role;
  state_.owner.clear();
  if (quiet_ || role.empty()) return;
  OwnerRequest& request = steps_->owners.emplace_back();
  request.role = role;
  request.at = at;
  request.except_owner = except;
  request.state = state_.state;
  for (const RoleOwner& last : state_.last_owners) {
    if (last.role == role && last.owner != except) {
      request.last_owner = last.owner;
    }
  }
}

void LeadMover::Convert(Conversion conversion, const Cause& cause, Instant at) {
  ConversionMade& made = steps_->conversions.emplace_back();
  made.kind = conversion;
  made.at = at;
  made.reason = std::string(cause.reason);
  made.owner_role = state_.owner_role;
  if (conversion == Conversion::kPromote) state_.promoted_at = at;
  if (conversion == Conversion::kDemote) {
    ++state_.loops;
    state_.demoted_at = at;
    if (state_.promoted_at != Instant()) {
      made.after = Duration::Micros(at.micros() - state_.promoted_at.micros());
    }
  }
  made.loop = state_.loops;
}

void LeadMover::MakeErrands(const std::vector<uint32_t>& errands, Instant at) {
  if (quiet_ || errands.empty()) return;
  bool evaluated = false;
  for (uint32_t e : errands) {
    const LifecycleProgram::Errand& errand = program_.errands[e];
    if (!errand.is_task) {
      const NoticeSpec& spec = program_.spec.notices[errand.index];
      NoticeRequest& notice = steps_->notices.emplace_back();
      notice.notice = spec.id;
      notice.at = at;
      notice.role = spec.role.empty() ? state_.owner_role : spec.role;
      if (notice.role == state_.owner_role) notice.owner = state_.owner;
      continue;
    }
    const TaskSpec& spec = program_.spec.tasks[errand.index];
    if (!Holds(spec.when, program_.task_guards, errand.guard, at, &evaluated)) {
      continue;
    }
    TaskRequest& task = steps_->tasks.emplace_back();
    task.task = spec.id;
    task.at = at;
    if (spec.due != Duration()) {
      task.due_at =
          program_.Add(errand.calendar, at, spec.due).value_or(Instant());
    }
    task.role = spec.role.empty() ? state_.owner_role : spec.role;
    if (task.role == state_.owner_role) task.owner = state_.owner;
    if (!spec.consent_purpose.empty()) {
      task.withheld =
          ConsentAt(moment_.view.consents, spec.consent_purpose,
                    spec.consent_channel, at) != ConsentState::kConfirmed;
    }
  }
}

}  // namespace lotse
