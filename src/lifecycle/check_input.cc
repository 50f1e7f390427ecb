// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Lifecycle::CheckEvent and Lifecycle::CheckState: what comes from outside.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/lifecycle/lifecycle.h"
#include "src/lifecycle/lead_mover.h"
#include "src/lifecycle/lifecycle_program.h"

namespace lotse {
namespace {

absl::Status Wrong(const char* field, absl::string_view message) {
  return absl::InvalidArgumentError(
      absl::StrCat("event.", field, ": ", message));
}

}  // namespace

absl::Status Lifecycle::CheckEvent(const LeadEvent& event) const {
  if (event.id.empty()) return Wrong("id", "is missing");
  if (event.id.size() > kMaxNameBytes) {
    return Wrong("id", absl::StrCat("has more than ", kMaxNameBytes, " bytes"));
  }
  if (event.occurred_at == Instant()) return Wrong("occurred_at", "is missing");
  if (event.occurred_at < Instant::Min() ||
      event.occurred_at > Instant::Max()) {
    return Wrong("occurred_at", "is beyond the years 1 to 9999");
  }
  if (event.mode > EventMode::kObserved) {
    return Wrong("mode", "must be live, historical or observed");
  }
  if (event.actor.kind > ActorKind::kParty) {
    return Wrong("actor.kind", "must be person, machine or party");
  }
  const auto known = [&] {
    std::vector<absl::string_view> names;
    for (const EventSpec& spec : program_->spec.events) {
      names.push_back(spec.id);
    }
    return names;
  };
  if (event.mode == EventMode::kObserved) {
    if (event.to.empty()) return Wrong("to", "is missing");
    if (FindState(event.to) < 0) {
      std::vector<absl::string_view> names;
      for (const StateSpec& spec : program_->spec.states) {
        names.push_back(spec.id);
      }
      return Wrong("to",
                   absl::StrCat("unknown state", DidYouMean(event.to, names)));
    }
    if (!event.event.empty() && program_->event_index.count(event.event) == 0) {
      return Wrong("event", absl::StrCat("unknown event",
                                         DidYouMean(event.event, known())));
    }
  } else {
    if (!event.to.empty()) return Wrong("to", "is for observed events");
    if (event.event.empty()) return Wrong("event", "is missing");
    if (program_->event_index.count(event.event) == 0 &&
        event.event != kAssignedEvent && event.event != kFactsChangedEvent) {
      return Wrong("event", absl::StrCat("unknown event",
                                         DidYouMean(event.event, known())));
    }
  }
  if (!event.owner.empty() && event.event != kAssignedEvent) {
    return Wrong("owner", "is for the event \"assigned\"");
  }
  if (event.owner.size() > kMaxNameBytes) {
    return Wrong("owner",
                 absl::StrCat("has more than ", kMaxNameBytes, " bytes"));
  }
  if (!event.actor.role.empty() &&
      program_->role_index.count(event.actor.role) == 0) {
    std::vector<absl::string_view> names;
    for (const RoleSpec& role : program_->spec.roles) names.push_back(role.id);
    return Wrong(
        "actor.role",
        absl::StrCat("unknown role", DidYouMean(event.actor.role, names)));
  }
  return absl::OkStatus();
}

absl::Status Lifecycle::CheckState(const LeadState& state) const {
  const auto inconsistent = [](absl::string_view field,
                               absl::string_view what) {
    return absl::InvalidArgumentError(
        absl::StrCat("state.", field, ": ", what));
  };
  if (state.state.empty()) {
    if (!state.clocks.empty() || !state.fired_timers.empty()) {
      return inconsistent("state", "is empty, but the lead is under way");
    }
    return absl::OkStatus();
  }
  const uint32_t in = program_->FindState(state.state);
  if (in == kNoIndex || in == program_->new_state()) {
    return absl::FailedPreconditionError(
        absl::StrCat("state.state: the lifecycle has no state \"", state.state,
                     "\" (any more): migrate the state"));
  }
  if (state.revision < 0) return inconsistent("revision", "is negative");
  if (state.loops < 0) return inconsistent("loops", "is negative");
  if (state.events.size() > kMaxRememberedEvents) {
    return inconsistent("events",
                        absl::StrCat("has more than ", kMaxRememberedEvents));
  }
  uint32_t next = 0;
  for (size_t c = 0; c < state.clocks.size(); ++c) {
    const ClockState& clock = state.clocks[c];
    const auto here = [&] { return absl::StrCat("clocks[", c, "]"); };
    const uint32_t index = program_->FindClock(clock.clock, next);
    if (index == kNoIndex && program_->FindClock(clock.clock) != kNoIndex) {
      return inconsistent(here(), "is out of order");
    }
    if (index == kNoIndex) {
      return absl::FailedPreconditionError(
          absl::StrCat("state.", here(),
                       ".clock: the lifecycle has no such clock (any "
                       "more): migrate the state"));
    }
    next = index + 1;
    if (clock.status == ClockStatus::kUnspecified ||
        clock.status > ClockStatus::kCancelled) {
      return inconsistent(absl::StrCat(here(), ".status"), "is none");
    }
    if (clock.run <= 0) {
      return inconsistent(absl::StrCat(here(), ".run"), "must be above 0");
    }
    if (clock.elapsed < Duration() || clock.escalations < 0) {
      return inconsistent(here(), "has a negative number");
    }
    if (IsOpen(clock) != (clock.closed_at == Instant())) {
      return inconsistent(absl::StrCat(here(), ".closed_at"),
                          "contradicts the status");
    }
  }
  for (size_t t = 0; t < state.fired_timers.size(); ++t) {
    const auto& timers = program_->spec.states[in].timers;
    if (std::none_of(timers.begin(), timers.end(), [&](const StateTimer& s) {
          return s.id == state.fired_timers[t];
        })) {
      return absl::FailedPreconditionError(
          absl::StrCat("state.fired_timers[", t,
                       "]: the lifecycle has no such timer (any "
                       "more): migrate the state"));
    }
  }
  if (!std::is_sorted(state.last_owners.begin(), state.last_owners.end(),
                      [](const RoleOwner& a, const RoleOwner& b) {
                        return a.role < b.role;
                      })) {
    return inconsistent("last_owners", "is not sorted");
  }
  return absl::OkStatus();
}

}  // namespace lotse
