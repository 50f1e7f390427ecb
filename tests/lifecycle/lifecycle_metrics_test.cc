// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Parts that merge, against the whole and against a count by hand.
#include "lotse/lifecycle/lifecycle_metrics.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/lifecycle/lifecycle_counter.h"
#include "tests/testing/random_history.h"
#include "tests/testing/random_source.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

LifecycleCounter NewCounter() { return LifecycleCounter("", SmallLifecycle()); }

TEST(LifecycleMetrics, OfNoLeadsHaveNoFigures) {
  const LifecycleMetrics metrics = NewCounter().Metrics();
  EXPECT_EQ(metrics.leads, 0);
  EXPECT_EQ(metrics.began_at, Instant());
  ASSERT_EQ(metrics.funnel.size(), 4u);
  EXPECT_EQ(metrics.funnel[0].went_on.of, 0);
  EXPECT_EQ(metrics.funnel[0].went_on.high, 0);
  EXPECT_EQ(metrics.loops.demoted.of, 0);
  EXPECT_EQ(metrics.states[0].stay.cases, 0);
  LifecycleCounter counter = NewCounter();
  ASSERT_THAT(counter.Merge(NewCounter().counts()), IsOk());
  EXPECT_TRUE(counter.Metrics() == metrics);
}

// The same by hand: sort all, take the one at the rank.
Duration Quantile(std::vector<int64_t> seconds, size_t tenths) {
  std::sort(seconds.begin(), seconds.end());
  return Duration::Seconds(seconds[(seconds.size() * tenths + 9) / 10 - 1]);
}

TEST(LifecycleMetrics, OfPartsMergedInAnyOrderAreThoseOfTheWhole) {
  for (uint64_t seed : RandomSeeds(100)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    std::vector<LeadHistory> histories;
    const int64_t size = random.Between(1, 60);
    for (int64_t i = 0; i < size; ++i) {
      histories.push_back(RandomHistory(&random));
    }
    LifecycleCounter whole = NewCounter();
    std::map<std::string, std::vector<int64_t>> stays;
    std::map<std::string, int64_t> now;
    for (const LeadHistory& history : histories) {
      ASSERT_THAT(whole.Add(history), IsOk());
      const auto& made = history.transitions;
      for (size_t i = 0; i + 1 < made.size(); ++i) {
        stays[made[i].to].push_back(
            (made[i + 1].at.micros() - made[i].at.micros()) / 1000000);
      }
      ++now[made.back().to];
    }
    const LifecycleMetrics metrics = whole.Metrics();
    for (const PlaceFigure& state : metrics.states) {
      EXPECT_EQ(state.now, now[state.id]) << state.id;
      ASSERT_EQ(state.stay.cases, stays[state.id].size()) << state.id;
      if (state.stay.cases == 0) continue;
      EXPECT_EQ(state.stay.median, Quantile(stays[state.id], 5));
      EXPECT_EQ(state.stay.p90, Quantile(stays[state.id], 9));
    }
    // In parts, shuffled, merged two and two.
    for (size_t i = histories.size(); i > 1; --i) {
      std::swap(histories[i - 1], histories[random.Below(i)]);
    }
    std::vector<LifecycleCounter> parts(1 + random.Below(7), NewCounter());
    for (const LeadHistory& history : histories) {
      ASSERT_THAT(parts[random.Below(parts.size())].Add(history), IsOk());
    }
    while (parts.size() > 1) {
      const LifecycleCounts last = parts.back().counts();
      parts.pop_back();
      ASSERT_THAT(parts[random.Below(parts.size())].Merge(last), IsOk());
    }
    EXPECT_TRUE(parts[0].counts() == whole.counts());
    EXPECT_TRUE(parts[0].Metrics() == metrics);
  }
}

TEST(LifecycleMetrics, RefuseCountsOfAnotherLifecycleAndWhatIsNoCount) {
  LifecycleCounter counter = NewCounter();
  ASSERT_THAT(counter.Add(HistoryOf({{"fresh", 0}, {"passed", 10}}, 1000)),
              IsOk());
  const LifecycleCounts good = counter.counts();
  struct Case {
    const char* error;
    std::function<void(LifecycleCounts*)> spoil;
  };
  const std::vector<Case> cases = {
      {"tenant: is another tenant's", [](auto* c) { c->tenant = "acme"; }},
      {"lifecycle: is another one", [](auto* c) { c->lifecycle = "large"; }},
      {"steps: are not those", [](auto* c) { c->steps.pop_back(); }},
      {"phases: are not those", [](auto* c) { c->phases[0].id = "x"; }},
      {"states: are not those",
       [](auto* c) { std::swap(c->states[0], c->states[1]); }},
      {"loops.reasons: are not those",
       [](auto* c) { c->loops.reasons.clear(); }},
      {"hand_overs: are not those", [](auto* c) { c->hand_overs.clear(); }},
      {"clocks: are not those", [](auto* c) { c->clocks[0].clock = "x"; }},
      {"leads: must be from 0", [](auto* c) { c->leads = -1; }},
      {"states[0].visits: must be",
       [](auto* c) { c->states[0].visits = kMaxCount + 1; }},
      {"states[0].stays[0].length: must be",
       [](auto* c) { c->states[0].stays[0].length = Duration::Seconds(-1); }},
      {"states[0].stays[0].count: must be",
       [](auto* c) { c->states[0].stays[0].count = -5; }}};
  for (const Case& c : cases) {
    LifecycleCounts counts = good;
    c.spoil(&counts);
    EXPECT_THAT(std::string(counter.Merge(counts).message()),
                HasSubstr(c.error));
  }
  EXPECT_TRUE(counter.counts() == good);
}

TEST(LifecycleMetrics, StandHugeCounts) {
  LifecycleCounter counter = NewCounter();
  ASSERT_THAT(counter.Add(HistoryOf({{"fresh", 0}, {"passed", 10}}, 1000)),
              IsOk());
  LifecycleCounts huge = counter.counts();
  huge.leads = huge.steps[0].leads = huge.steps[0].went_on = kMaxCount;
  huge.states[0].stays[0].count = kMaxCount;
  huge.loops.once = huge.loops.twice = huge.loops.never = kMaxCount;
  for (int i = 0; i < 3; ++i) ASSERT_THAT(counter.Merge(huge), IsOk());
  const LifecycleMetrics metrics = counter.Metrics();
  EXPECT_EQ(metrics.leads, kMaxCount);
  EXPECT_EQ(metrics.states[0].stay.cases, kMaxCount);
  EXPECT_EQ(metrics.states[0].stay.p90, Duration::Seconds(10));
  EXPECT_EQ(metrics.funnel[0].went_on.share, 1);
}

}  // namespace
}  // namespace lotse
