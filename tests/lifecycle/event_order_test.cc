// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/lifecycle/lifecycle.h"
#include "tests/testing/small_lifecycle.h"

namespace lotse {
namespace {

using ::testing::SizeIs;

constexpr Duration kHorizon = Duration::Seconds(100);

TEST(OrderOf, TellsWhereAnEventStands) {
  LeadState state;
  const auto event = [](const char* id, int64_t at) {
    return SmallLead::Event(id, "note", at);
  };
  EXPECT_EQ(OrderOf(event("b", 10), state), EventOrder::kNext);
  RememberEvent(event("b", 10), kHorizon, &state);
  EXPECT_EQ(OrderOf(event("b", 10), state), EventOrder::kDuplicate);
  // The same id at another time is the same event.
  EXPECT_EQ(OrderOf(event("b", 99), state), EventOrder::kDuplicate);
  EXPECT_EQ(OrderOf(event("c", 10), state), EventOrder::kNext);
  EXPECT_EQ(OrderOf(event("a", 10), state), EventOrder::kLate);
  EXPECT_EQ(OrderOf(event("z", 9), state), EventOrder::kLate);
  state.changed_at = SmallTime(10);
  EXPECT_EQ(OrderOf(event("z", 9), state), EventOrder::kTooLate);
  EXPECT_EQ(OrderOf(event("a", 10), state), EventOrder::kTooLate);
  EXPECT_EQ(OrderOf(event("c", 10), state), EventOrder::kNext);
  // Time alone changed something after the latest event.
  state.changed_at = SmallTime(20);
  EXPECT_EQ(OrderOf(event("c", 15), state), EventOrder::kTooLate);
  EXPECT_EQ(OrderOf(event("c", 20), state), EventOrder::kNext);
}

TEST(RememberEvent, ForgetsWhatIsBeyondTheHorizon) {
  LeadState state;
  RememberEvent(SmallLead::Event("a", "note", 0), kHorizon, &state);
  RememberEvent(SmallLead::Event("b", "note", 100), kHorizon, &state);
  EXPECT_THAT(state.events, SizeIs(2));
  EXPECT_EQ(state.forgotten_to, Instant());
  RememberEvent(SmallLead::Event("c", "note", 101), kHorizon, &state);
  EXPECT_THAT(state.events, SizeIs(2));
  EXPECT_EQ(state.forgotten_to, SmallTime(0));
  // It may be one of those that were forgotten.
  EXPECT_EQ(OrderOf(SmallLead::Event("a", "note", 0), state),
            EventOrder::kTooLate);
}

TEST(RememberEvent, KeepsABoundedNumberWhateverTheOrder) {
  LeadState forwards, backwards;
  const int64_t count = static_cast<int64_t>(kMaxRememberedEvents) + 20;
  for (int64_t i = 0; i < count; ++i) {
    const std::string id = std::to_string(i);
    RememberEvent(SmallLead::Event(id.c_str(), "note", i), kHorizon, &forwards);
  }
  EXPECT_THAT(forwards.events, SizeIs(kMaxRememberedEvents));
  EXPECT_EQ(forwards.forgotten_to, SmallTime(19));
  for (int64_t i = count; i-- > 0;) {
    const LeadEvent event =
        SmallLead::Event(std::to_string(i).c_str(), "note", i);
    if (OrderOf(event, backwards) == EventOrder::kTooLate) continue;
    RememberEvent(event, kHorizon, &backwards);
  }
  EXPECT_TRUE(forwards.events == backwards.events);
  EXPECT_EQ(backwards.last_event_id, forwards.last_event_id);
}

}  // namespace
}  // namespace lotse
