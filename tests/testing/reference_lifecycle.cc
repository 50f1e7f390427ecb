// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/testing/reference_lifecycle.h"

#include <algorithm>
#include <set>
#include <utility>

namespace lotse {
namespace {

bool Has(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

struct Clock {
  bool ran = false;
  bool open = false;
  bool paused = false;
  bool late = false;
  bool warned = false;
  size_t escalated = 0;
  int64_t started = 0;
  // Seconds that it ran.
  int64_t used = 0;
};

class Walk {
 public:
  Walk(const LifecycleSpec& spec, const std::vector<ReferenceGuard>& guards,
       const ReferenceStory& story)
      : spec_(spec),
        guards_(guards),
        story_(story),
        clocks_(spec.clocks.size()) {}

  ReferenceEnd Run(int64_t as_of) {
    std::vector<ReferenceEvent> events = story_.events;
    std::sort(events.begin(), events.end(),
              [](const ReferenceEvent& x, const ReferenceEvent& y) {
                return x.second != y.second ? x.second < y.second : x.id < y.id;
              });
    std::set<std::string> seen;
    size_t next = 0;
    const int64_t first = events.empty() ? 0 : events[0].second;
    for (now_ = first; now_ <= as_of; ++now_) {
      for (Clock& clock : clocks_) {
        if (clock.open && !clock.paused && now_ > clock.started) ++clock.used;
      }
      if (!end_.state.empty()) Look();
      for (; next < events.size() && events[next].second == now_; ++next) {
        if (!seen.insert(events[next].id).second) continue;
        circling_ = false;
        TakeEvent(events[next].event, events[next].reason, events[next].role);
        TakeAutomatic();
        if (!end_.state.empty()) Look();
      }
    }
    return end_;
  }

 private:
  static std::string FactAt(const std::map<int64_t, std::string>& fact,
                            int64_t second) {
    std::string value;
    for (const auto& [since, what] : fact) {
      if (since <= second) value = what;
    }
    return value;
  }

  bool Holds(const ReferenceGuard& guard) const {
    return (guard.a.empty() || FactAt(story_.a, now_) == guard.a) &&
           (guard.b.empty() || FactAt(story_.b, now_) == guard.b) &&
           (guard.min_loops < 0 || end_.loops >= guard.min_loops) &&
           (guard.previous.empty() || previous_ == guard.previous);
  }

  const StateSpec* Find(const std::string& id) const {
    for (const StateSpec& state : spec_.states) {
      if (state.id == id) return &state;
    }
    return nullptr;
  }

  bool Leaves(const TransitionSpec& t) const {
    const std::string here = end_.state.empty() ? kNewLead : end_.state;
    if (!t.from.empty()) return Has(t.from, here);
    return !end_.state.empty() && Find(here)->phase != Phase::kClosed &&
           t.to != here;
  }

  // The transition to take, by priority; -1: none.
  int Choose(const std::string& event, const std::string& reason,
             bool person) const {
    int best = -1;
    for (size_t i = 0; i < spec_.transitions.size(); ++i) {
      const TransitionSpec& t = spec_.transitions[i];
      if (t.event != event || !Leaves(t) || !Holds(guards_[i])) continue;
      if (t.human && !person) continue;
      if (!t.reasons.empty() && !Has(t.reasons, reason)) continue;
      if (best < 0 ||
          t.priority > spec_.transitions[static_cast<size_t>(best)].priority) {
        best = static_cast<int>(i);
      }
    }
    return best;
  }

  // What happens by itself; once more if a clock starts by it, which may have
  // been answered at the same instant.
  void Look() {
    bool starts = true;
    for (int round = 0; starts && round < 8; ++round) {
      const size_t marks = end_.marks.size();
      TellTime();
      TakeAutomatic();
      starts =
          std::any_of(end_.marks.begin() + static_cast<std::ptrdiff_t>(marks),
                      end_.marks.end(), [](const std::string& mark) {
                        return mark.find(": started ") != std::string::npos;
                      });
    }
  }

  void TakeEvent(const std::string& event, const std::string& reason,
                 const std::string& role) {
    if (event == kFactsChangedEvent) return;
    for (const EventSpec& spec : spec_.events) {
      if (spec.id == event && !spec.raised_by.empty() &&
          !Has(spec.raised_by, role.empty() ? kMachineActor : role)) {
        return;
      }
    }
    const int way = Choose(event, reason, !role.empty());
    if (way >= 0) Go(static_cast<size_t>(way));
  }

  void TakeAutomatic() {
    if (circling_) return;
    std::set<std::string> visited = {end_.state};
    for (;;) {
      const int way = Choose("", "", false);
      if (way < 0) return;
      const std::string& to = spec_.transitions[static_cast<size_t>(way)].to;
      circling_ = !visited.insert(to).second;
      if (circling_) return;
      Go(static_cast<size_t>(way));
    }
  }

  void Go(size_t way) {
    const TransitionSpec& t = spec_.transitions[way];
    const std::string from = end_.state;
    const std::string to = t.to.empty() ? from : t.to;
    end_.transitions.push_back(std::to_string(now_) + ": " +
                               (from.empty() ? kNewLead : from) + " -> " +
                               (to.empty() ? kNewLead : to) + " by " + t.id);
    if (!t.to.empty()) {
      previous_ = from;
      end_.state = to;
      end_.entered = now_;
      fired_.clear();
    }
    if (t.effects.conversion == Conversion::kDemote) ++end_.loops;
    for (size_t c = 0; c < clocks_.size(); ++c) {
      MoveClock(c, t.event, from, to);
    }
  }

  void MoveClock(size_t c, const std::string& event, const std::string& from,
                 const std::string& to) {
    const ClockSpec& spec = spec_.clocks[c];
    Clock& clock = clocks_[c];
    const bool entered = from != to;
    const bool closed = !to.empty() && Find(to)->phase == Phase::kClosed;
    if (clock.open) {
      if (Has(spec.met_events, event) ||
          (entered && Has(spec.met_states, to))) {
        Close(c, true);
      } else if (Has(spec.cancel_events, event) ||
                 (entered && Has(spec.cancel_states, to)) || closed) {
        Close(c, false);
      }
    }
    if (!clock.open && !closed &&
        (Has(spec.start_events, event) ||
         (entered && Has(spec.start_states, to) &&
          !Has(spec.start_states, from)))) {
      clock = Clock();
      clock.ran = clock.open = true;
      clock.started = now_;
      Mark("started", c);
    }
    const bool pauses = Has(spec.pause_states, to);
    if (clock.open && clock.paused != pauses) {
      clock.paused = pauses;
      Mark(pauses ? "paused" : "resumed", c);
    }
  }

  void Close(size_t c, bool met) {
    clocks_[c].open = false;
    const bool late = met && clocks_[c].late;
    Mark(met ? (late ? "met late" : "met") : "cancelled", c);
  }

  void Mark(const char* what, size_t c) {
    end_.marks.push_back(std::to_string(now_) + ": " + what + " " +
                         spec_.clocks[c].id);
  }

  static int64_t Seconds(Duration duration) {
    return duration.micros() / 1000000;
  }

  void TellTime() {
    while (TellOne()) {
    }
  }

  bool TellOne() {
    for (size_t c = 0; c < clocks_.size(); ++c) {
      if (!clocks_[c].open || spec_.clocks[c].response.kinds.empty()) continue;
      int64_t first = now_ + 1;
      for (int64_t call : story_.calls) {
        if (call >= clocks_[c].started) first = std::min(first, call);
      }
      if (first <= now_) {
        const int64_t now = std::exchange(now_, first);
        Close(c, true);
        now_ = now;
        return true;
      }
    }
    for (size_t c = 0; c < clocks_.size(); ++c) {
      Clock& clock = clocks_[c];
      const ClockSpec& spec = spec_.clocks[c];
      if (!clock.open || clock.paused) continue;
      const int64_t target = Seconds(spec.target);
      if (!clock.late) {
        const int64_t warning = target - Seconds(spec.warn_before);
        if (spec.warn_before != Duration() && !clock.warned) {
          if (clock.used < warning) continue;
          clock.warned = true;
          Mark("warned", c);
          return true;
        }
        if (clock.used < target) continue;
        clock.late = true;
        Mark("breached", c);
        return true;
      }
      if (clock.escalated < spec.escalate_after.size() &&
          clock.used >=
              target + Seconds(spec.escalate_after[clock.escalated])) {
        ++clock.escalated;
        Mark("escalated", c);
        return true;
      }
    }
    const StateSpec* state = Find(end_.state);
    for (const StateTimer& timer : state->timers) {
      if (fired_.count(timer.id) == 0 &&
          now_ >= end_.entered + Seconds(timer.after)) {
        fired_.insert(timer.id);
        circling_ = false;
        TakeEvent(timer.event, "", "");
        return true;
      }
    }
    return false;
  }

  const LifecycleSpec& spec_;
  const std::vector<ReferenceGuard>& guards_;
  const ReferenceStory& story_;
  std::vector<Clock> clocks_;
  std::set<std::string> fired_;
  std::string previous_;
  int64_t now_ = 0;
  // Until the next event or timer.
  bool circling_ = false;
  ReferenceEnd end_;
};

}  // namespace

std::string ReferenceGuard::Text() const {
  std::string text;
  const auto add = [&](const std::string& part) {
    text += (text.empty() ? "" : " and ") + part;
  };
  if (!a.empty()) add("a = \"" + a + "\"");
  if (!b.empty()) add("b = \"" + b + "\"");
  if (min_loops >= 0) add("state.loops >= " + std::to_string(min_loops));
  if (!previous.empty()) add("previous.state = \"" + previous + "\"");
  return text;
}

ReferenceEnd ReferenceLifecycle(const LifecycleSpec& spec,
                                const std::vector<ReferenceGuard>& guards,
                                const ReferenceStory& story, int64_t as_of) {
  return Walk(spec, guards, story).Run(as_of);
}

}  // namespace lotse
