// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// OrderOf and RememberEvent: events in the order of their times, each once.
#include <algorithm>
#include <string>
#include <tuple>

#include "lotse/base/fingerprint.h"
#include "lotse/lifecycle/lifecycle.h"

namespace lotse {
namespace {

int64_t HashOf(const LeadEvent& event) {
  return static_cast<int64_t>(Fingerprint::LowOf(event.id));
}

}  // namespace

EventOrder OrderOf(const LeadEvent& event, const LeadState& state) {
  const int64_t hash = HashOf(event);
  const bool seen =
      std::any_of(state.events.begin(), state.events.end(),
                  [&](const RememberedEvent& e) { return e.id_hash == hash; });
  if (seen) return EventOrder::kDuplicate;
  if (state.forgotten_to != Instant() &&
      event.occurred_at <= state.forgotten_to) {
    return EventOrder::kTooLate;
  }
  if (event.occurred_at < state.changed_at) return EventOrder::kTooLate;
  if (state.last_event_id.empty() ||
      std::tie(state.last_event_at, state.last_event_id) <
          std::tie(event.occurred_at, event.id)) {
    return EventOrder::kNext;
  }
  // At the instant of a change the order of the ids decides, and the change was
  // made by one of the events before.
  return event.occurred_at == state.changed_at ? EventOrder::kTooLate
                                               : EventOrder::kLate;
}

void RememberEvent(const LeadEvent& event, Duration horizon, LeadState* state) {
  if (state->last_event_id.empty() ||
      std::tie(state->last_event_at, state->last_event_id) <
          std::tie(event.occurred_at, event.id)) {
    state->last_event_at = event.occurred_at;
    state->last_event_id = event.id;
  }
  const RememberedEvent entry{HashOf(event), event.occurred_at};
  const auto key = [](const RememberedEvent& e) {
    return std::tie(e.occurred_at, e.id_hash);
  };
  auto& events = state->events;
  events.insert(
      std::upper_bound(events.begin(), events.end(), entry,
                       [&](const RememberedEvent& a, const RememberedEvent& b) {
                         return key(a) < key(b);
                       }),
      entry);
  const Instant oldest = state->last_event_at - horizon;
  size_t drop = events.size() > kMaxRememberedEvents
                    ? events.size() - kMaxRememberedEvents
                    : 0;
  while (drop < events.size() && events[drop].occurred_at < oldest) ++drop;
  if (drop == 0) return;
  state->forgotten_to = events[drop - 1].occurred_at;
  events.erase(events.begin(),
               events.begin() + static_cast<std::ptrdiff_t>(drop));
}

}  // namespace lotse
