// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/facts/consent.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"

namespace lotse {
namespace {

ConsentView Entry(ConsentEvent event, int64_t at, int64_t expires_at = 0) {
  ConsentView entry;
  entry.purpose = "newsletter";
  entry.channel = "email";
  entry.event = event;
  entry.at = Instant::FromMicros(at);
  entry.expires_at = Instant::FromMicros(expires_at);
  return entry;
}

ConsentState StateAt(const std::vector<ConsentView>& entries, int64_t as_of) {
  return ConsentAt(entries, "newsletter", "email", Instant::FromMicros(as_of));
}

constexpr ConsentEvent kGiven = ConsentEvent::kGiven;
constexpr ConsentEvent kConfirmed = ConsentEvent::kConfirmed;
constexpr ConsentEvent kWithdrawn = ConsentEvent::kWithdrawn;

TEST(ConsentAt, AddsUpTheEntries) {
  const struct {
    std::vector<ConsentView> entries;
    int64_t as_of;
    ConsentState expected;
  } kCases[] = {
      {{}, 10, ConsentState::kNone},
      {{Entry(kGiven, 10)}, 9, ConsentState::kNone},
      {{Entry(kGiven, 10)}, 10, ConsentState::kGiven},
      {{Entry(kConfirmed, 10)}, 10, ConsentState::kConfirmed},
      {{Entry(kWithdrawn, 10)}, 10, ConsentState::kWithdrawn},
      {{Entry(kGiven, 1), Entry(kConfirmed, 2)}, 1, ConsentState::kGiven},
      {{Entry(kGiven, 1), Entry(kConfirmed, 2)}, 2, ConsentState::kConfirmed},
      // Giving again keeps the confirmation.
      {{Entry(kConfirmed, 1), Entry(kGiven, 2)}, 9, ConsentState::kConfirmed},
      // Unless it was withdrawn in between.
      {{Entry(kConfirmed, 1), Entry(kWithdrawn, 2), Entry(kGiven, 3)},
       9,
       ConsentState::kGiven},
      {{Entry(kConfirmed, 1), Entry(kWithdrawn, 2), Entry(kGiven, 3),
        Entry(kConfirmed, 4)},
       9,
       ConsentState::kConfirmed},
      // At the same time: given before confirmed before withdrawn.
      {{Entry(kWithdrawn, 5), Entry(kGiven, 5), Entry(kConfirmed, 5)},
       5,
       ConsentState::kWithdrawn},
      {{Entry(kGiven, 5), Entry(kConfirmed, 5)}, 5, ConsentState::kConfirmed},
      // The end.
      {{Entry(kGiven, 1, 10)}, 9, ConsentState::kGiven},
      {{Entry(kGiven, 1, 10)}, 10, ConsentState::kExpired},
      {{Entry(kConfirmed, 1, 10)}, 11, ConsentState::kExpired},
      // The entry that last set the state decides: giving again does not set
      // "confirmed".
      {{Entry(kConfirmed, 1, 10), Entry(kGiven, 2, 99)},
       50,
       ConsentState::kExpired},
      {{Entry(kConfirmed, 1, 10), Entry(kConfirmed, 2)},
       50,
       ConsentState::kConfirmed},
      {{Entry(kGiven, 1, 10), Entry(kGiven, 2, 60)}, 50, ConsentState::kGiven},
      {{Entry(kGiven, 1, 60), Entry(kGiven, 2, 10)},
       50,
       ConsentState::kExpired},
      {{Entry(kGiven, 1, 10), Entry(kConfirmed, 20)},
       50,
       ConsentState::kConfirmed},
      // A withdrawal never expires.
      {{Entry(kGiven, 1), Entry(kWithdrawn, 2, 3)},
       50,
       ConsentState::kWithdrawn},
      {{Entry(kGiven, -5)}, -5, ConsentState::kGiven},
  };
  int number = 0;
  for (auto c : kCases) {
    std::vector<size_t> order(c.entries.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    do {
      std::vector<ConsentView> entries;
      for (size_t i : order) entries.push_back(c.entries[i]);
      EXPECT_EQ(StateAt(entries, c.as_of), c.expected) << "case " << number;
    } while (std::next_permutation(order.begin(), order.end()));
    ++number;
  }
}

// The state machine as the reference of the language tells it.
ConsentState Reference(std::vector<ConsentView> entries, int64_t as_of) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const ConsentView& a, const ConsentView& b) {
                     return a.at < b.at || (a.at == b.at && a.event < b.event);
                   });
  ConsentState state = ConsentState::kNone;
  Instant ends;
  for (const ConsentView& entry : entries) {
    if (entry.at.micros() > as_of) break;
    if (entry.event == kGiven && state == ConsentState::kConfirmed) continue;
    state = entry.event == kGiven       ? ConsentState::kGiven
            : entry.event == kConfirmed ? ConsentState::kConfirmed
                                        : ConsentState::kWithdrawn;
    ends = entry.expires_at;
  }
  const bool may_expire =
      state == ConsentState::kGiven || state == ConsentState::kConfirmed;
  return may_expire && ends != Instant() && ends.micros() <= as_of
             ? ConsentState::kExpired
             : state;
}

TEST(ConsentAt, EqualsTheReferenceInAllOrdersOfThreeEvents) {
  std::vector<ConsentView> all;
  for (ConsentEvent event : {kGiven, kConfirmed, kWithdrawn}) {
    for (int64_t at : {1, 2, 3}) {
      for (int64_t end : {0, 4}) all.push_back(Entry(event, at, end));
    }
  }
  for (const ConsentView& a : all) {
    for (const ConsentView& b : all) {
      for (const ConsentView& c : all) {
        for (int64_t as_of : {2, 3, 4}) {
          ASSERT_EQ(StateAt({a, b, c}, as_of), Reference({a, b, c}, as_of));
        }
      }
    }
  }
}

TEST(ConsentAt, ReadsItsPurposeAndChannelOnly) {
  std::vector<ConsentView> entries = {Entry(kGiven, 1)};
  entries[0].channel = "phone";
  EXPECT_EQ(StateAt(entries, 9), ConsentState::kNone);
  entries[0].channel = "email";
  entries[0].purpose = "offers";
  EXPECT_EQ(StateAt(entries, 9), ConsentState::kNone);
  entries[0].purpose = "newsletter";
  EXPECT_EQ(StateAt(entries, 9), ConsentState::kGiven);
}

TEST(ConsentState, HasTheNamesThatConditionsRead) {
  EXPECT_EQ(NameOf(ConsentState::kNone), "none");
  EXPECT_EQ(NameOf(ConsentState::kGiven), "given");
  EXPECT_EQ(NameOf(ConsentState::kConfirmed), "confirmed");
  EXPECT_EQ(NameOf(ConsentState::kWithdrawn), "withdrawn");
  EXPECT_EQ(NameOf(ConsentState::kExpired), "expired");
}

}  // namespace
}  // namespace lotse
