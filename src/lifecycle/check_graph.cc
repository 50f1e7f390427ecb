// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CheckGraph.
#include "src/lifecycle/check_graph.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

// Guards with more codes than that are not looked into.
constexpr size_t kMaxCodes = 4096;

class GraphCheck {
 public:
  GraphCheck(const LifecycleProgram& program, const LifecycleSpec& spec,
             const FieldPath& path, SpecIssues* issues)
      : program_(program), spec_(spec), path_(path), issues_(issues) {}

  void Run() {
    CheckReach();
    for (uint32_t s = 0; s < program_.states.size(); ++s) {
      const LifecycleProgram::State& state = program_.states[s];
      CheckRivals(state.automatic);
      for (uint32_t e = 0; e < spec_.events.size(); ++e) {
        CheckRivals({state.exits.begin() + state.exits_of_event[e],
                     state.exits.begin() + state.exits_of_event[e + 1]});
      }
      CheckGuards(state.automatic, state.automatic_guards);
      CheckGuards(state.exits, state.exit_guards);
      for (const LifecycleProgram::Exit& exit : state.automatic) {
        if (exit.to == s) {
          AddOnce(exit.transition, "to",
                  "is the state it leaves, which an automatic transition would "
                  "do for ever");
        }
      }
      if (s != program_.new_state()) CheckState(s);
    }
  }

 private:
  void AddOnce(uint32_t transition, const char* field,
               const std::string& message) {
    if (!told_.emplace(transition, message).second) return;
    issues_->Add(path_.Child("transitions", transition).Child(field), message);
  }

  void CheckReach() {
    std::vector<bool> reached(program_.states.size());
    std::vector<uint32_t> open = {program_.new_state()};
    reached[program_.new_state()] = true;
    while (!open.empty()) {
      const LifecycleProgram::State& state = program_.states[open.back()];
      open.pop_back();
      const auto go = [&](const std::vector<LifecycleProgram::Exit>& exits) {
        for (const LifecycleProgram::Exit& exit : exits) {
          if (exit.to == kNoIndex || reached[exit.to]) continue;
          reached[exit.to] = true;
          open.push_back(exit.to);
        }
      };
      go(state.automatic);
      go(state.exits);
    }
    for (uint32_t s = 0; s < spec_.states.size(); ++s) {
      if (!reached[s]) {
        issues_->Add(path_.Child("states", s),
                     absl::StrCat("no way leads there from \"", kNewLead,
                                  "\""));
      }
    }
  }

  void CheckState(uint32_t s) {
    const StateSpec& spec = spec_.states[s];
    const LifecycleProgram::State& state = program_.states[s];
    const FieldPath here = path_.Child("states", s);
    const auto leads_away = [&](const LifecycleProgram::Exit& exit) {
      return exit.to != kNoIndex && exit.to != s;
    };
    if (spec.phase != Phase::kClosed && !spec.final_state &&
        std::none_of(state.automatic.begin(), state.automatic.end(),
                     leads_away) &&
        std::none_of(state.exits.begin(), state.exits.end(), leads_away)) {
      issues_->Add(here,
                   "no transition leaves this open state: add one, close it "
                   "or set final_state");
    }
    for (size_t t = 0; t < spec.timers.size(); ++t) {
      const uint32_t event = state.timer_events[t];
      bool taken = false;
      for (uint32_t e = state.exits_of_event[event];
           e < state.exits_of_event[event + 1]; ++e) {
        const TransitionSpec& transition =
            spec_.transitions[state.exits[e].transition];
        taken |= !transition.human && transition.reasons.empty();
      }
      if (!taken) {
        issues_->Add(here.Child("timers", t).Child("event"),
                     "no transition from this state takes it from a machine "
                     "that gives no reason");
      }
    }
  }

  // Exits of one state by one event, by priority.
  void CheckRivals(const std::vector<LifecycleProgram::Exit>& exits) {
    for (size_t i = 0; i < exits.size(); ++i) {
      const TransitionSpec& first = spec_.transitions[exits[i].transition];
      for (size_t j = i + 1; j < exits.size(); ++j) {
        const TransitionSpec& second = spec_.transitions[exits[j].transition];
        if (!ShareReasons(first, second)) continue;
        if (!exits[i].has_guard && (!first.human || second.human) &&
            Covers(first, second)) {
          AddOnce(exits[j].transition, "event",
                  absl::StrCat("is never taken from some state: transitions[",
                               exits[i].transition,
                               "] has no condition and comes first"));
        } else if (first.priority == second.priority) {
          AddOnce(exits[j].transition, "priority",
                  absl::StrCat("is that of transitions[", exits[i].transition,
                               "], which leaves the same state by the same "
                               "event: give them different ones"));
        }
      }
    }
  }

  // Whether an event could give a reason that suits both.
  static bool ShareReasons(const TransitionSpec& a, const TransitionSpec& b) {
    if (a.reasons.empty() || b.reasons.empty()) return true;
    return std::any_of(a.reasons.begin(), a.reasons.end(),
                       [&](const std::string& reason) {
                         return std::find(b.reasons.begin(), b.reasons.end(),
                                          reason) != b.reasons.end();
                       });
  }
  // Whether each reason that suits `b` suits `a`.
  static bool Covers(const TransitionSpec& a, const TransitionSpec& b) {
    if (a.reasons.empty()) return true;
    return !b.reasons.empty() &&
           std::all_of(b.reasons.begin(), b.reasons.end(),
                       [&](const std::string& reason) {
                         return std::find(a.reasons.begin(), a.reasons.end(),
                                          reason) != a.reasons.end();
                       });
  }

  void CheckGuards(const std::vector<LifecycleProgram::Exit>& exits,
                   const ConditionSet& guards) {
    ConditionSet::CodeTruth truth;
    for (const LifecycleProgram::Exit& exit : exits) {
      if (!exit.has_guard ||
          !guards.FindCodeTruth(exit.guard, kMaxCodes, &truth)) {
        continue;
      }
      if (std::find(truth.holds.begin(), truth.holds.end(), true) ==
          truth.holds.end()) {
        AddOnce(exit.transition, "when", "never holds");
      }
    }
  }

  const LifecycleProgram& program_;
  const LifecycleSpec& spec_;
  const FieldPath& path_;
  SpecIssues* const issues_;
  std::set<std::pair<uint32_t, std::string>> told_;
};

}  // namespace

void CheckGraph(const LifecycleProgram& program, const LifecycleSpec& spec,
                const FieldPath& path, SpecIssues* issues) {
  GraphCheck(program, spec, path, issues).Run();
}

}  // namespace lotse
