// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/touchpoints.h"

#include <gtest/gtest.h>

#include <vector>

namespace lotse::tools {
namespace {

const Instant kCreated = *Instant::Parse("2026-06-01");
const Instant kUntil = *Instant::Parse("2026-11-01");

LeadTraits Traits(int64_t need) {
  LeadTraits traits;
  traits.channel = 4;
  traits.need = need;
  traits.urgency = need;
  traits.curiosity = 300;
  return traits;
}

size_t CountActivities(int64_t need) {
  size_t count = 0;
  for (uint64_t i = 0; i < 300; ++i) {
    SeededRandom random(1, i);
    count +=
        DrawActivities(Traits(need), kCreated, kUntil, true, &random).size();
  }
  return count;
}

TEST(DrawActivities, StaysInTimeAndInOrder) {
  for (uint64_t i = 0; i < 300; ++i) {
    SeededRandom random(2, i);
    Instant last = kCreated;
    for (const Activity& activity :
         DrawActivities(Traits(900), kCreated, kUntil, true, &random)) {
      EXPECT_LE(last, activity.occurred_at);
      EXPECT_LE(activity.occurred_at, kUntil);
      last = activity.occurred_at;
    }
  }
}

TEST(DrawActivities, BringsMoreOfThoseInNeed) {
  EXPECT_GT(CountActivities(900), 2 * CountActivities(50));
}

TEST(DrawActivities, NeedsConsentForTheNewsletter) {
  for (uint64_t i = 0; i < 300; ++i) {
    SeededRandom random(3, i);
    for (const Activity& activity :
         DrawActivities(Traits(500), kCreated, kUntil, false, &random)) {
      EXPECT_NE(activity.kind, "email_open");
      EXPECT_NE(activity.kind, "email_click");
    }
  }
}

TEST(DrawConsents, ConfirmsAfterGivingAndWithdrawsLast) {
  int given = 0, confirmed = 0, withdrawn = 0;
  for (uint64_t i = 0; i < 1000; ++i) {
    SeededRandom random(4, i);
    std::vector<ConsentEvent> events;
    Instant last = kCreated;
    for (const Consent& consent :
         DrawConsents(Traits(500), kCreated, kUntil, &random)) {
      EXPECT_LE(last, consent.at);
      EXPECT_LE(consent.at, kUntil);
      last = consent.at;
      if (consent.purpose == "newsletter") events.push_back(consent.event);
    }
    const std::vector<ConsentEvent> whole = {ConsentEvent::kGiven,
                                             ConsentEvent::kConfirmed,
                                             ConsentEvent::kWithdrawn};
    ASSERT_LE(events.size(), whole.size());
    for (size_t k = 0; k < events.size(); ++k) EXPECT_EQ(events[k], whole[k]);
    given += events.size() == 1;
    confirmed += events.size() == 2;
    withdrawn += events.size() == 3;
  }
  EXPECT_GT(given, 50);
  EXPECT_GT(confirmed, given);
  EXPECT_GT(withdrawn, 10);
}

}  // namespace
}  // namespace lotse::tools
