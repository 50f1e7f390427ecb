// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What one history adds, and which are refused.
#include "lotse/lifecycle/lifecycle_counter.h"

#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/random_history.h"
#include "tests/testing/small_lifecycle.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

LifecycleCounter NewCounter() { return LifecycleCounter("", SmallLifecycle()); }

ClockMark Mark(ClockMarkKind kind, int64_t second, int64_t run = 1) {
  ClockMark mark;
  mark.clock = "acceptance";
  mark.kind = kind;
  mark.at = SmallTime(second);
  mark.run = run;
  mark.elapsed = Duration::Seconds(second);
  return mark;
}

TEST(LifecycleCounter, CountsStatesPhasesAndSteps) {
  LifecycleCounter counter = NewCounter();
  ASSERT_THAT(counter.Add(HistoryOf({{"fresh", 0},
                                     {"passed", 10},
                                     {"fresh", 25},
                                     {"passed", 30},
                                     {"deal", 60},
                                     {"won", 100}},
                                    1000)),
              IsOk());
  ASSERT_THAT(counter.Add(HistoryOf({{"fresh", 5}, {"gone", 9}}, 900)), IsOk());
  const LifecycleMetrics metrics = counter.Metrics();
  EXPECT_EQ(metrics.leads, 2);
  EXPECT_EQ(metrics.began_at, SmallTime(0));
  EXPECT_EQ(metrics.as_of, SmallTime(1000));
  ASSERT_EQ(metrics.states.size(), 5u);
  const PlaceFigure& fresh = metrics.states[0];
  EXPECT_EQ(fresh.leads, 2);
  EXPECT_EQ(fresh.visits, 3);
  EXPECT_EQ(fresh.now, 0);
  // Stays of 4, 5 and 10 seconds.
  EXPECT_EQ(fresh.stay.cases, 3);
  EXPECT_EQ(fresh.stay.median, Duration::Seconds(5));
  EXPECT_EQ(fresh.stay.p90, Duration::Seconds(10));
  EXPECT_EQ(metrics.states[3].now, 1);
  EXPECT_EQ(metrics.states[3].stay.cases, 0);
  // Four states of one phase are one stay in it.
  EXPECT_EQ(metrics.phases[0].visits, 2);
  EXPECT_EQ(metrics.phases[0].stay.p90, Duration::Seconds(60));
  ASSERT_EQ(metrics.funnel.size(), 4u);
  EXPECT_EQ(metrics.funnel[0].leads, 2);
  EXPECT_EQ(metrics.funnel[0].went_on.hits, 1);
  EXPECT_EQ(metrics.funnel[0].went_on.share, 0.5);
  EXPECT_LT(metrics.funnel[0].went_on.low, 0.1);
  EXPECT_EQ(metrics.funnel[1].leads, 1);
  EXPECT_EQ(metrics.funnel[3].leads, 1);
  EXPECT_EQ(metrics.funnel[3].now, 1);
  EXPECT_EQ(metrics.funnel[3].went_on.of, 0);
}

TEST(LifecycleCounter, WhoSkipsAStepDidNotGoOnToIt) {
  LifecycleCounter counter = NewCounter();
  // Further deals enter as opportunities; some pass a step only later.
  ASSERT_THAT(counter.Add(HistoryOf({{"deal", 0}, {"won", 9}}, 1000)), IsOk());
  ASSERT_THAT(
      counter.Add(HistoryOf({{"deal", 0}, {"fresh", 5}, {"passed", 9}}, 1000)),
      IsOk());
  const LifecycleMetrics metrics = counter.Metrics();
  EXPECT_EQ(metrics.funnel[0].leads, 2);
  EXPECT_EQ(metrics.funnel[0].went_on.hits, 1);
  EXPECT_EQ(metrics.funnel[1].leads, 1);
  EXPECT_EQ(metrics.funnel[1].went_on.hits, 0);
  EXPECT_EQ(metrics.funnel[2].leads, 2);
  EXPECT_EQ(metrics.funnel[2].went_on.hits, 1);
}

TEST(LifecycleCounter, CountsLoopsAndWhatBecameOfThem) {
  LifecycleCounter counter = NewCounter();
  const std::vector<LeadHistory> histories = {
      HistoryOf({{"deal", 0}, {"won", 9}}, 1000),
      HistoryOf({{"deal", 0}, {"fresh", 20}}, 1000),
      HistoryOf({{"deal", 0}, {"fresh", 30}, {"gone", 40}}, 1000),
      HistoryOf({{"deal", 0}, {"fresh", 30}, {"deal", 40}, {"won", 50}}, 1000),
      HistoryOf({{"deal", 0},
                 {"fresh", 9},
                 {"deal", 40},
                 {"fresh", 49},
                 {"deal", 60}},
                1000),
      HistoryOf({{"deal", 0},
                 {"fresh", 9},
                 {"deal", 10},
                 {"fresh", 19},
                 {"deal", 20},
                 {"fresh", 29}},
                1000),
      HistoryOf({{"fresh", 0}}, 1000)};
  for (const LeadHistory& history : histories) {
    ASSERT_THAT(counter.Add(history), IsOk());
  }
  const LoopFigures loops = counter.Metrics().loops;
  EXPECT_EQ(loops.never, 1);
  EXPECT_EQ(loops.once, 3);
  EXPECT_EQ(loops.twice, 1);
  EXPECT_EQ(loops.more, 1);
  EXPECT_EQ(loops.demoted.hits, 5);
  EXPECT_EQ(loops.demoted.of, 6);
  EXPECT_EQ(loops.demotions, 8);
  ASSERT_EQ(loops.reasons.size(), 1u);
  EXPECT_EQ(loops.reasons[0].reason, "no_budget");
  EXPECT_EQ(loops.reasons[0].demotions, 8);
  EXPECT_EQ(loops.until_demotion.cases, 8);
  EXPECT_EQ(loops.until_demotion.median, Duration::Seconds(9));
  EXPECT_EQ(loops.until_demotion.p90, Duration::Seconds(30));
  EXPECT_EQ(loops.promoted_again.hits, 3);
  EXPECT_EQ(loops.won, 1);
  EXPECT_EQ(loops.closed, 1);
  EXPECT_EQ(loops.opportunity_now, 1);
  EXPECT_EQ(loops.lead_now, 2);
}

TEST(LifecycleCounter, SortsReasonsAndKeepsUnknownOnesApart) {
  LifecycleCounter counter = NewCounter();
  for (const char* reason : {"no_need", "because", "no_need"}) {
    LeadHistory history = HistoryOf({{"deal", 0}, {"fresh", 5}}, 1000);
    history.conversions[1].reason = reason;
    ASSERT_THAT(counter.Add(history), IsOk());
  }
  const LoopFigures loops = counter.Metrics().loops;
  ASSERT_EQ(loops.reasons.size(), 2u);
  EXPECT_EQ(loops.reasons[0].reason, "no_need");
  EXPECT_EQ(loops.reasons[0].demotions, 2);
  EXPECT_EQ(loops.reasons[1].reason, "");
}

TEST(LifecycleCounter, ComparesHandOversByWhatWasKnown) {
  LifecycleCounter counter = NewCounter();
  const auto add = [&](std::optional<double> completeness,
                       std::vector<std::pair<std::string, int64_t>> stays) {
    LeadHistory history = HistoryOf(stays, 1000);
    for (const auto& [state, second] : stays) {
      if (state == "passed") {
        history.handed_over.push_back({SmallTime(second), completeness});
      }
    }
    ASSERT_THAT(counter.Add(history), IsOk());
  };
  add(0.0, {{"fresh", 0}, {"passed", 10}, {"deal", 40}, {"fresh", 50}});
  add(0.249, {{"fresh", 0}, {"passed", 10}, {"deal", 20}, {"gone", 50}});
  add(0.25, {{"fresh", 0}, {"passed", 10}});
  add(1.0, {{"fresh", 0}, {"passed", 10}, {"deal", 15}, {"won", 50}});
  add(0.75, {{"fresh", 0}, {"passed", 10}, {"gone", 15}});
  add(std::nullopt, {{"fresh", 0}, {"passed", 10}, {"fresh", 15}});
  // Once handed over from the start, and once again with the answers given.
  add(std::nullopt, {{"deal", 0}, {"fresh", 10}});
  const std::vector<HandOverFigure> bands = counter.Metrics().hand_overs;
  ASSERT_EQ(bands.size(), 5u);
  EXPECT_EQ(bands[0].from_percent, 0);
  EXPECT_EQ(bands[0].below_percent, 25);
  EXPECT_EQ(bands[0].hand_overs, 2);
  EXPECT_EQ(bands[0].went_on.hits, 2);
  EXPECT_EQ(bands[0].to_next.median, Duration::Seconds(10));
  EXPECT_EQ(bands[0].to_next.p90, Duration::Seconds(30));
  EXPECT_EQ(bands[0].demoted.hits, 1);
  EXPECT_EQ(bands[0].demoted.of, 2);
  EXPECT_EQ(bands[0].until_demotion.median, Duration::Seconds(10));
  EXPECT_EQ(bands[0].won.hits, 0);
  EXPECT_EQ(bands[1].hand_overs, 1);
  EXPECT_EQ(bands[1].went_on.hits, 0);
  EXPECT_EQ(bands[1].demoted.of, 0);
  EXPECT_EQ(bands[2].hand_overs, 0);
  EXPECT_EQ(bands[3].hand_overs, 2);
  EXPECT_EQ(bands[3].below_percent, 100);
  EXPECT_EQ(bands[3].won.hits, 1);
  EXPECT_EQ(bands[3].won.of, 1);
  EXPECT_EQ(bands[4].below_percent, 0);
  EXPECT_EQ(bands[4].hand_overs, 2);
  EXPECT_EQ(bands[4].went_on.of, 1);
  EXPECT_EQ(bands[4].demoted.hits, 1);
}

TEST(LifecycleCounter, JudgesEachRunOfAClockOnce) {
  using Kind = ClockMarkKind;
  LifecycleCounter counter = NewCounter();
  const auto add = [&](std::vector<ClockMark> marks) {
    LeadHistory history = HistoryOf({{"fresh", 0}}, 1000);
    history.clocks = std::move(marks);
    ASSERT_THAT(counter.Add(history), IsOk());
  };
  ClockMark late = Mark(Kind::kMet, 90);
  late.late = true;
  add({Mark(Kind::kStarted, 0), Mark(Kind::kWarned, 5), Mark(Kind::kMet, 10)});
  add({Mark(Kind::kStarted, 0), Mark(Kind::kBreached, 60), late,
       Mark(Kind::kStarted, 95, 2), Mark(Kind::kCancelled, 96, 2)});
  add({Mark(Kind::kStarted, 0), Mark(Kind::kBreached, 60),
       Mark(Kind::kBreachWithdrawn, 40), Mark(Kind::kMet, 40)});
  add({Mark(Kind::kStarted, 0), Mark(Kind::kBreached, 60),
       Mark(Kind::kEscalated, 70)});
  add({Mark(Kind::kStarted, 0), Mark(Kind::kBreached, 60),
       Mark(Kind::kCancelled, 70)});
  add({Mark(Kind::kStarted, 0), Mark(Kind::kPaused, 3),
       Mark(Kind::kResumed, 9)});
  const std::vector<ClockFigure> clocks = counter.Metrics().clocks;
  ASSERT_EQ(clocks.size(), 2u);
  EXPECT_EQ(clocks[0].started, 0);
  const ClockFigure& acceptance = clocks[1];
  EXPECT_EQ(acceptance.started, 7);
  EXPECT_EQ(acceptance.in_time.hits, 2);
  EXPECT_EQ(acceptance.in_time.of, 5);
  EXPECT_EQ(acceptance.met_late, 1);
  EXPECT_EQ(acceptance.breached_open, 1);
  EXPECT_EQ(acceptance.breached_cancelled, 1);
  EXPECT_EQ(acceptance.cancelled, 1);
  EXPECT_EQ(acceptance.open, 1);
  EXPECT_EQ(acceptance.to_meet.cases, 3);
  EXPECT_EQ(acceptance.to_meet.median, Duration::Seconds(40));
}

TEST(LifecycleCounter, TakesLeadsThatWereAdoptedAndStatesThatAreGone) {
  LifecycleSpec spec = SmallLifecycle();
  spec.removed_states = {{"old", "passed"}};
  LifecycleCounter counter("", spec);
  LeadHistory history = HistoryOf({{"old", 100}, {"deal", 130}}, 1000);
  history.transitions.erase(history.transitions.begin());
  history.transitions[0].stayed = Duration::Seconds(40);
  ASSERT_THAT(counter.Add(history), IsOk());
  const LifecycleMetrics metrics = counter.Metrics();
  EXPECT_EQ(metrics.began_at, SmallTime(90));
  EXPECT_EQ(metrics.states[1].stay.median, Duration::Seconds(40));
  EXPECT_EQ(metrics.hand_overs[4].to_next.median, Duration::Seconds(40));
}

TEST(LifecycleCounter, RefusesWhatContradictsItself) {
  using Kind = ClockMarkKind;
  const LeadHistory good = HistoryOf({{"fresh", 0}, {"passed", 10}}, 1000);
  struct Case {
    const char* error;
    std::function<void(LeadHistory*)> spoil;
  };
  const std::vector<Case> cases = {
      {"tenant: is another tenant's", [](auto* h) { h->tenant = "acme"; }},
      {"lifecycle: is another one", [](auto* h) { h->lifecycle = "large"; }},
      {"leave it out", [](auto* h) { h->lifecycle.clear(); }},
      {"as_of: is missing", [](auto* h) { h->as_of = Instant(); }},
      {"transitions: is missing", [](auto* h) { h->transitions.clear(); }},
      {"transitions[1].at: must lie between",
       [](auto* h) { h->transitions[1].at = SmallTime(-1); }},
      {"transitions[1].at: must lie between",
       [](auto* h) { h->transitions[1].at = SmallTime(1001); }},
      {"transitions[0].at", [](auto* h) { h->transitions[0].at = Instant(); }},
      {"transitions[1].to: the lifecycle has no such state",
       [](auto* h) { h->transitions[1].to = "nowhere"; }},
      {"transitions[1].from: the lifecycle has no such state",
       [](auto* h) { h->transitions[1].from = "nowhere"; }},
      {"transitions[1].from: is not where",
       [](auto* h) { h->transitions[1].from = "deal"; }},
      {"transitions[1].from: is new",
       [](auto* h) { h->transitions[1].from = kNewLead; }},
      {"transitions[0].stayed: is too long",
       [](auto* h) {
         h->transitions[0].from = "passed";
         h->transitions[0].stayed =
             Duration::Micros(std::numeric_limits<int64_t>::max());
       }},
      {"conversions[0].at",
       [](auto* h) { h->conversions.push_back(ConversionMade()); }},
      {"conversions[0].after",
       [](auto* h) {
         ConversionMade made;
         made.at = SmallTime(1);
         made.after = Duration::Seconds(-1);
         h->conversions.push_back(made);
       }},
      {"handed_over[0].at",
       [](auto* h) {
         h->handed_over.push_back({SmallTime(1001), {}});
       }},
      {"handed_over[0].completeness: must be from 0 to 1",
       [](auto* h) {
         h->handed_over.push_back({SmallTime(1), 1.5});
       }},
      {"handed_over[0].completeness: must be from 0 to 1",
       [](auto* h) {
         h->handed_over.push_back(
             {SmallTime(1), std::numeric_limits<double>::quiet_NaN()});
       }},
      {"clocks[0].clock: the lifecycle has no such clock",
       [](auto* h) {
         h->clocks = {Mark(Kind::kStarted, 0)};
         h->clocks[0].clock = "other";
       }},
      {"clocks[0].at",
       [](auto* h) { h->clocks = {Mark(Kind::kStarted, 1001)}; }},
      {"clocks[0].elapsed",
       [](auto* h) {
         h->clocks = {Mark(Kind::kStarted, 1)};
         h->clocks[0].elapsed = Duration::Seconds(-1);
       }},
      {"clocks[0].run: does not run",
       [](auto* h) { h->clocks = {Mark(Kind::kMet, 1)}; }},
      {"clocks[1].run: must be above",
       [](auto* h) {
         h->clocks = {Mark(Kind::kStarted, 0), Mark(Kind::kStarted, 1)};
       }},
      {"clocks[2].run: does not run", [](auto* h) {
         h->clocks = {Mark(Kind::kStarted, 0), Mark(Kind::kMet, 1),
                      Mark(Kind::kCancelled, 2)};
       }}};
  LifecycleCounter counter = NewCounter();
  const LifecycleCounts before = counter.counts();
  for (const Case& c : cases) {
    LeadHistory history = good;
    c.spoil(&history);
    EXPECT_THAT(std::string(counter.Add(history).message()),
                HasSubstr(c.error));
  }
  EXPECT_TRUE(counter.counts() == before);
  EXPECT_THAT(counter.Add(good), IsOk());
}

}  // namespace
}  // namespace lotse
