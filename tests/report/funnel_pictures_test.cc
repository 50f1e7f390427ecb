// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/report/funnel_pictures.h"

#include <cstdint>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ShareFigure Share(int64_t hits, int64_t of, double low, double high) {
  ShareFigure share;
  share.hits = hits;
  share.of = of;
  share.share = static_cast<double>(hits) / static_cast<double>(of);
  share.low = low;
  share.high = high;
  return share;
}

LifecycleMetrics Metrics() {
  LifecycleMetrics metrics;
  metrics.leads = 1000;
  metrics.funnel.resize(3);
  metrics.funnel[0] = {"lead",
                       {"", "lead", "Lead", {}},
                       1000,
                       400,
                       Share(500, 1000, 0.46, 0.53)};
  metrics.funnel[1] = {"opportunity",
                       {"", "deal", "Deal", {}},
                       500,
                       100,
                       Share(50, 500, 0.07, 0.13)};
  metrics.funnel[2] = {"won", {"", "won", "gewonnen", {}}, 50, 50, {}};
  metrics.loops.demoted = Share(100, 500, 0.17, 0.23);
  metrics.loops.promoted_again = Share(40, 100, 0.3, 0.5);
  metrics.loops.reasons = {{"no_need", 60}, {"no_budget", 30}};
  metrics.loops.won = 25;
  metrics.loops.lead_now = 75;
  return metrics;
}

TEST(FunnelPictures, DrawStepsByHowManyReachedThem) {
  const std::string picture = FunnelPicture(Metrics(), PageWords("en")).html;
  // The first is as wide as there is room, the others as their share.
  EXPECT_THAT(picture, HasSubstr("width=\"430\""));
  EXPECT_THAT(picture, HasSubstr("width=\"214\""));
  EXPECT_THAT(picture, HasSubstr("width=\"22\""));
  for (const char* text : {">1,000<", ">50.0 %<", "46.0 – 53.0 %", "now 400"}) {
    EXPECT_THAT(picture, HasSubstr(text));
  }
}

TEST(FunnelPictures, DrawTheWayBackWithItsReasons) {
  const std::string picture = LoopPicture(Metrics(), PageWords("de")).html;
  for (const char* text : {">20,0 %<", "100 zurückgestuft, 40 wieder befördert",
                           "kein Bedarf", "gewonnen 25", "Lead 75"}) {
    EXPECT_THAT(picture, HasSubstr(text));
  }
  // Half of the longest bar; a quarter and three quarters of what became.
  EXPECT_THAT(picture, HasSubstr("width=\"69\""));
  EXPECT_THAT(picture, HasSubstr("width=\"100\""));
  EXPECT_THAT(picture, HasSubstr("width=\"300\""));
}

TEST(FunnelPictures, LeaveOutBandsWithoutHandOvers) {
  LifecycleMetrics metrics = Metrics();
  metrics.hand_overs.resize(3);
  metrics.hand_overs[0] = {0, 25, 10, {}, {}, Share(5, 10, 0.24, 0.76), {}, {}};
  metrics.hand_overs[1] = {25, 50, 0, {}, {}, {}, {}, {}};
  metrics.hand_overs[2] = {0, 0, 3, {}, {}, {}, {}, {}};
  const std::string picture = HandOverPicture(metrics, PageWords("en")).html;
  EXPECT_THAT(picture, HasSubstr("0 – 25 %"));
  EXPECT_THAT(picture, Not(HasSubstr("25 – 50 %")));
  EXPECT_THAT(picture, HasSubstr("unknown"));
  EXPECT_THAT(picture, HasSubstr("width=\"100\""));
  EXPECT_THAT(picture, HasSubstr("of 10"));
}

TEST(FunnelPictures, FillClocksToTheirEnd) {
  LifecycleMetrics metrics = Metrics();
  metrics.clocks.resize(2);
  metrics.clocks[0].label = {"", "answer", "", {}};
  metrics.clocks[0].started = 4;
  metrics.clocks[0].in_time = Share(1, 3, 0.1, 0.8);
  metrics.clocks[0].met_late = 1;
  metrics.clocks[0].breached_open = 1;
  metrics.clocks[0].open = 1;
  const std::string picture = ClockPicture(metrics, PageWords("en")).html;
  EXPECT_THAT(picture, HasSubstr("width=\"95\""));
  EXPECT_THAT(picture, HasSubstr("answer"));
  // Nothing started, nothing drawn.
  EXPECT_THAT(picture, HasSubstr("width=\"0\""));
}

}  // namespace
}  // namespace lotse
