// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/testing/random_lifecycle.h"

#include <string>

namespace lotse {
namespace {

std::string StateName(size_t i) { return "s" + std::to_string(i); }

const char* const kEvents[] = {"go", "back", "end", "tick"};
const char* const kValues[] = {"x", "y"};

}  // namespace

RandomPipeline RandomLifecycle(RandomSource* random) {
  RandomPipeline pipeline;
  LifecycleSpec& spec = pipeline.spec;
  spec.name = "random";
  spec.roles = {{"r0", {}}, {"r1", {}}};
  const size_t states = 3 + random->Below(4);
  const auto any_state = [&] { return StateName(random->Below(states)); };
  for (size_t s = 0; s < states; ++s) {
    StateSpec state;
    state.id = StateName(s);
    // The last one is closed; the others are open.
    state.phase = s + 1 == states ? Phase::kClosed
                  : s % 2 == 0    ? Phase::kLead
                                  : Phase::kOpportunity;
    state.owners = {{random->Chance(50) ? "r0" : "r1", Condition()}};
    state.final_state = true;
    while (random->Chance(40)) {
      StateTimer timer;
      timer.id = "t" + std::to_string(state.timers.size());
      timer.after = Duration::Seconds(random->Between(1, 60));
      timer.event = "tick";
      state.timers.push_back(timer);
    }
    spec.states.push_back(state);
  }
  for (const char* event : kEvents) {
    EventSpec e;
    e.id = event;
    if (e.id == "back") e.raised_by = {"r0", "machine"};
    spec.events.push_back(e);
  }
  const auto add = [&](std::vector<std::string> from, std::string event,
                       std::string to, const ReferenceGuard& guard) {
    TransitionSpec t;
    t.id = "w" + std::to_string(spec.transitions.size());
    t.from = std::move(from);
    t.event = std::move(event);
    t.to = std::move(to);
    // Ways without a guard come after those with one.
    t.priority = (guard.empty() ? 0 : 1000) +
                 static_cast<int64_t>(spec.transitions.size());
    if (!guard.empty()) t.when = Condition::FromText(guard.Text());
    if (!t.event.empty() && random->Chance(10)) t.human = true;
    if (!t.event.empty() && random->Chance(10)) t.reasons = {"why"};
    if (random->Chance(20)) t.effects.conversion = Conversion::kDemote;
    spec.transitions.push_back(t);
    pipeline.guards.push_back(guard);
  };
  const auto some_guard = [&](bool needed) {
    ReferenceGuard guard;
    if (random->Chance(40)) guard.a = kValues[random->Below(2)];
    if (random->Chance(30)) guard.b = kValues[random->Below(2)];
    if (random->Chance(20)) guard.min_loops = random->Between(0, 2);
    if (random->Chance(15)) guard.previous = any_state();
    if (needed && guard.empty()) guard.a = kValues[random->Below(2)];
    return guard;
  };
  // Each state can be reached and left by a timer.
  add({kNewLead}, "go", "s0", {});
  for (size_t s = 1; s < states; ++s) {
    add({StateName(random->Below(s))}, kEvents[random->Below(4)], StateName(s),
        some_guard(false));
  }
  add({}, "tick", random->Chance(30) ? "" : any_state(), {});
  const size_t more = random->Below(8);
  for (size_t i = 0; i < more; ++i) {
    const bool automatic = random->Chance(40);
    std::vector<std::string> from;
    if (random->Chance(80)) from.push_back(any_state());
    add(from, automatic ? "" : kEvents[random->Below(4)],
        automatic || random->Chance(80) ? any_state() : "",
        some_guard(automatic));
  }
  const size_t clocks = random->Below(3);
  for (size_t c = 0; c < clocks; ++c) {
    ClockSpec clock;
    clock.id = "c" + std::to_string(c);
    clock.target = Duration::Seconds(random->Between(5, 60));
    if (random->Chance(50)) {
      clock.warn_before = Duration::Seconds(random->Between(1, 4));
    }
    if (random->Chance(50)) {
      clock.escalate_after = {Duration::Seconds(random->Between(1, 20)),
                              Duration::Seconds(random->Between(21, 40))};
    }
    clock.start_states = {any_state()};
    if (random->Chance(30)) clock.start_events = {kEvents[random->Below(4)]};
    clock.met_states = {any_state()};
    if (random->Chance(30)) clock.met_events = {kEvents[random->Below(4)]};
    if (random->Chance(50)) clock.response.kinds = {"call"};
    if (random->Chance(30)) clock.cancel_states = {any_state()};
    if (random->Chance(20)) clock.cancel_events = {kEvents[random->Below(4)]};
    if (random->Chance(40)) clock.pause_states = {any_state()};
    spec.clocks.push_back(clock);
  }
  return pipeline;
}

ReferenceStory RandomStory(int64_t seconds, RandomSource* random) {
  ReferenceStory story;
  const auto id = [&] {
    return std::string(1, static_cast<char>('a' + random->Below(26))) +
           std::to_string(story.events.size());
  };
  const auto tell = [&](int64_t second) {
    story.events.push_back({second, id(), kFactsChangedEvent, "", ""});
  };
  story.events.push_back({0, "0", "go", "", ""});
  for (auto* fact : {&story.a, &story.b}) {
    for (size_t i = random->Below(5); i > 0; --i) {
      const int64_t second = random->Between(0, seconds);
      (*fact)[second] = kValues[random->Below(2)];
      tell(second);
    }
  }
  for (size_t i = random->Below(4); i > 0; --i) {
    const int64_t second = random->Between(0, seconds);
    story.calls.push_back(second);
    tell(second);
  }
  for (size_t i = random->Below(25); i > 0; --i) {
    story.events.push_back(
        {random->Between(0, seconds), id(), kEvents[random->Below(4)],
         random->Chance(70) ? "why" : "", random->Chance(70) ? "r0" : ""});
  }
  return story;
}

}  // namespace lotse
