// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CheckGraph.
#include "src/lifecycle/check_graph.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/condition/condition_text.h"

namespace lotse {
namespace {

// The number of a value; nullopt if it is none.
std::optional<double> NumberOf(const Value& value) {
  if (const auto* integer = std::get_if<int64_t>(&value.kind)) {
    return static_cast<double>(*integer);
  }
  if (const auto* number = std::get_if<double>(&value.kind)) return *number;
  return std::nullopt;
}

// What comparisons that must all hold leave of one operand's values.
struct Remainder {
  // Unset: any value.
  std::optional<std::vector<Value>> values;
  double above = -std::numeric_limits<double>::infinity();
  double below = std::numeric_limits<double>::infinity();
  bool missing = false;
  bool present = false;

  void Narrow(const Predicate& predicate) {
    missing |= predicate.op == PredicateOp::kIsMissing;
    present |= predicate.op != PredicateOp::kIsMissing;
    const auto number = [&](size_t i) {
      return i < predicate.values.size() ? NumberOf(predicate.values[i])
                                         : std::nullopt;
    };
    switch (predicate.op) {
      case PredicateOp::kEqual:
      case PredicateOp::kIn:
        if (!values.has_value()) {
          values = predicate.values;
        } else {
          values->erase(std::remove_if(
                            values->begin(), values->end(),
                            [&](const Value& value) {
                              return std::find(predicate.values.begin(),
                                               predicate.values.end(),
                                               value) == predicate.values.end();
                            }),
                        values->end());
        }
        break;
      case PredicateOp::kLess:
      case PredicateOp::kLessEqual:
        below = std::min(below, number(0).value_or(below));
        break;
      case PredicateOp::kGreater:
      case PredicateOp::kGreaterEqual:
        above = std::max(above, number(0).value_or(above));
        break;
      case PredicateOp::kBetween:
        above = std::max(above, number(0).value_or(above));
        below = std::min(below, number(1).value_or(below));
        break;
      default:
        break;
    }
  }

  bool empty() const {
    return (values.has_value() && values->empty()) || above > below ||
           (missing && present);
  }
};

using Remainders = std::map<std::string, Remainder>;

// Whether a condition contradicts itself, or `others`, which must hold too:
// comparisons of one fact that exclude each other. Other contradictions are not
// found.
bool NeverHolds(const Condition& condition, Remainders* others) {
  if (const auto* text = std::get_if<std::string>(&condition.kind)) {
    const absl::StatusOr<Condition> tree = ParseCondition(*text);
    return tree.ok() && NeverHolds(*tree, others);
  }
  if (const auto* any = std::get_if<AnyOf>(&condition.kind)) {
    return std::all_of(any->conditions.begin(), any->conditions.end(),
                       [&](const Condition& child) {
                         Remainders copy = *others;
                         return NeverHolds(child, &copy);
                       });
  }
  if (const auto* all = std::get_if<AllOf>(&condition.kind)) {
    return std::any_of(
        all->conditions.begin(), all->conditions.end(),
        [&](const Condition& child) { return NeverHolds(child, others); });
  }
  const auto* predicate = std::get_if<Predicate>(&condition.kind);
  // A list has several values.
  if (predicate == nullptr || predicate->ignore_case ||
      std::holds_alternative<ListOperand>(predicate->operand.kind)) {
    return false;
  }
  Remainder& left = (*others)[PrintOperand(predicate->operand)];
  left.Narrow(*predicate);
  return left.empty();
}

class GraphCheck {
 public:
  GraphCheck(const LifecycleProgram& program, const LifecycleSpec& spec,
             const FieldPath& path, SpecIssues* issues)
      : program_(program), spec_(spec), path_(path), issues_(issues) {}

  void Run() {
    CheckReach();
    for (uint32_t t = 0; t < spec_.transitions.size(); ++t) {
      Remainders none;
      if (NeverHolds(spec_.transitions[t].when, &none)) {
        AddOnce(t, "when", "never holds");
      }
    }
    for (uint32_t s = 0; s < program_.states.size(); ++s) {
      const LifecycleProgram::State& state = program_.states[s];
      CheckRivals(state.automatic);
      for (uint32_t e = 0; e < spec_.events.size(); ++e) {
        CheckRivals({state.exits.begin() + state.exits_of_event[e],
                     state.exits.begin() + state.exits_of_event[e + 1]});
      }
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
        issues_->Add(
            path_.Child("states", s),
            absl::StrCat("no way leads there from \"", kNewLead, "\""));
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
        if (first.when.empty() && (!first.human || second.human) &&
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
    return std::any_of(
        a.reasons.begin(), a.reasons.end(), [&](const std::string& reason) {
          return std::find(b.reasons.begin(), b.reasons.end(), reason) !=
                 b.reasons.end();
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
