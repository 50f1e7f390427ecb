// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/lifecycle/lifecycle.h"
#include "tests/testing/small_lifecycle.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

TEST(CheckEvent, AcceptsWhatIsRight) {
  SmallLead lead(SmallLifecycle());
  EXPECT_THAT(
      lead.lifecycle.CheckEvent(SmallLead::Event("1", "form", 0, "sales")),
      IsOk());
  LeadEvent assigned = SmallLead::Event("1", kAssignedEvent, 0);
  assigned.owner = "anna";
  EXPECT_THAT(lead.lifecycle.CheckEvent(assigned), IsOk());
  EXPECT_THAT(
      lead.lifecycle.CheckEvent(SmallLead::Event("1", kFactsChangedEvent, 0)),
      IsOk());
  LeadEvent observed = SmallLead::Event("1", "", 0);
  observed.mode = EventMode::kObserved;
  observed.to = "deal";
  EXPECT_THAT(lead.lifecycle.CheckEvent(observed), IsOk());
}

TEST(CheckEvent, NamesTheFieldThatIsWrong) {
  SmallLead lead(SmallLifecycle());
  const struct {
    std::function<void(LeadEvent*)> change;
    const char* expected;
  } kCases[] = {
      {[](LeadEvent* e) { e->id.clear(); }, "event.id: is missing"},
      {[](LeadEvent* e) { e->id = std::string(300, 'x'); },
       "event.id: has more than 256 bytes"},
      {[](LeadEvent* e) { e->occurred_at = Instant(); },
       "event.occurred_at: is missing"},
      {[](LeadEvent* e) { e->occurred_at = Instant::FromMicros(INT64_MAX); },
       "event.occurred_at: is beyond the years 1 to 9999"},
      {[](LeadEvent* e) { e->event.clear(); }, "event.event: is missing"},
      {[](LeadEvent* e) { e->event = "acept"; },
       "event.event: unknown event; did you mean \"accept\"?"},
      {[](LeadEvent* e) { e->mode = EventMode::kObserved; },
       "event.to: is missing"},
      {[](LeadEvent* e) {
         e->mode = EventMode::kObserved;
         e->to = "deel";
       },
       "event.to: unknown state; did you mean \"deal\"?"},
      {[](LeadEvent* e) { e->to = "deal"; },
       "event.to: is for observed events"},
      {[](LeadEvent* e) { e->owner = "anna"; },
       "event.owner: is for the event \"assigned\""},
      {[](LeadEvent* e) { e->actor.role = "sale"; },
       "event.actor.role: unknown role; did you mean \"sales\"?"},
      {[](LeadEvent* e) { e->actor.kind = static_cast<ActorKind>(9); },
       "event.actor.kind: must be person, machine or party"},
      {[](LeadEvent* e) { e->mode = static_cast<EventMode>(9); },
       "event.mode: must be live, historical or observed"}};
  for (const auto& test : kCases) {
    LeadEvent event = SmallLead::Event("1", "accept", 0, "sales");
    test.change(&event);
    EXPECT_THAT(lead.lifecycle.CheckEvent(event),
                StatusIs(absl::StatusCode::kInvalidArgument, test.expected));
  }
}

TEST(CheckState, RefusesWhatContradictsItself) {
  SmallLead lead(SmallLifecycle());
  lead.Take("1", "capture", 0);
  lead.Grade("A");
  lead.Follow(10);
  ASSERT_THAT(lead.lifecycle.CheckState(lead.state), IsOk());
  EXPECT_THAT(lead.lifecycle.CheckState(LeadState()), IsOk());
  const struct {
    std::function<void(LeadState*)> change;
    absl::StatusCode code;
    const char* expected;
  } kCases[] = {
      {[](LeadState* s) { s->state = "removed"; },
       absl::StatusCode::kFailedPrecondition, "has no state \"removed\""},
      {[](LeadState* s) { s->state.clear(); },
       absl::StatusCode::kInvalidArgument, "but the lead is under way"},
      {[](LeadState* s) { s->clocks[0].clock = "other"; },
       absl::StatusCode::kFailedPrecondition, "clocks[0].clock"},
      {[](LeadState* s) { std::swap(s->clocks[0], s->clocks[1]); },
       absl::StatusCode::kInvalidArgument, "clocks[1]: is out of order"},
      {[](LeadState* s) { s->clocks[0].status = ClockStatus::kUnspecified; },
       absl::StatusCode::kInvalidArgument, "clocks[0].status"},
      {[](LeadState* s) { s->clocks[0].run = 0; },
       absl::StatusCode::kInvalidArgument, "clocks[0].run"},
      {[](LeadState* s) { s->clocks[0].closed_at = SmallTime(3); },
       absl::StatusCode::kInvalidArgument, "clocks[0].closed_at"},
      {[](LeadState* s) { s->clocks[0].elapsed = Duration::Seconds(-1); },
       absl::StatusCode::kInvalidArgument, "negative"},
      {[](LeadState* s) { s->fired_timers = {"other"}; },
       absl::StatusCode::kFailedPrecondition, "fired_timers[0]"},
      {[](LeadState* s) { s->events.resize(kMaxRememberedEvents + 1); },
       absl::StatusCode::kInvalidArgument, "events: has more than 64"},
      {[](LeadState* s) { s->loops = -1; }, absl::StatusCode::kInvalidArgument,
       "loops"},
      {[](LeadState* s) { s->revision = -1; },
       absl::StatusCode::kInvalidArgument, "revision"},
      {[](LeadState* s) {
         s->last_owners = {{"b", "x"}, {"a", "y"}};
       },
       absl::StatusCode::kInvalidArgument, "last_owners"}};
  for (const auto& test : kCases) {
    LeadState state = lead.state;
    test.change(&state);
    EXPECT_THAT(lead.lifecycle.CheckState(state),
                StatusIs(test.code, HasSubstr(test.expected)));
  }
}

}  // namespace
}  // namespace lotse
