// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/report/page_svg.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(ChartSvg, DrawsBarsAndSaysThemInWords) {
  PageChart chart;
  chart.bars = {{"up to <7", "12", 0.5, PageTone::kBad},
                {"more", "0", 0, PageTone::kGood}};
  const std::string svg = ChartSvg(chart, 412);
  EXPECT_THAT(svg, StartsWith("<svg role=\"img\" viewBox=\"0 0 412 38\""));
  EXPECT_THAT(svg, HasSubstr("aria-label=\"up to &lt;7: 12; more: 0\""));
  // Half of the room between the texts.
  EXPECT_THAT(svg, HasSubstr("<rect class=\"t-bad\" x=\"104\" y=\"0\" "
                             "width=\"100\""));
  EXPECT_THAT(svg, Not(HasSubstr("t-good")));
}

TEST(ChartSvg, AFunnelIsCentred) {
  PageChart chart;
  chart.kind = PageChartKind::kFunnel;
  chart.bars = {{"won", "1", 0.5, PageTone::kGood}};
  EXPECT_THAT(ChartSvg(chart, 412),
              HasSubstr("<rect class=\"t-good\" x=\"154\" y=\"0\" "
                        "width=\"100\""));
}

TEST(ChartSvg, AStackPutsItsPartsSideBySide) {
  PageChart chart;
  chart.kind = PageChartKind::kStack;
  chart.bars = {{"won", "25 %", 0.25, PageTone::kGood},
                {"open", "75 %", 0.75, PageTone::kNeutral}};
  const std::string svg = ChartSvg(chart, 400);
  EXPECT_THAT(svg, HasSubstr("<rect class=\"t-good\" x=\"0\" y=\"0\" "
                             "width=\"99\""));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"t-neutral\" x=\"100\" y=\"0\" "
                             "width=\"299\""));
  EXPECT_THAT(svg, HasSubstr(">open 75 %</text>"));
}

TEST(ChartSvg, SharesOutsideOfTheWholeAreCut) {
  PageChart chart;
  chart.bars = {{"too much", "", 7, PageTone::kNeutral},
                {"too little", "", -7, PageTone::kNeutral}};
  EXPECT_THAT(ChartSvg(chart, 412), HasSubstr("width=\"200\""));
}

TEST(RangeSvg, DrawsOnALineToTheWhole) {
  const std::string svg = RangeSvg({0.25, 0.1, 0.5}, 0.5);
  EXPECT_THAT(svg, HasSubstr("<rect class=\"t-muted\" x=\"22\""));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"t-neutral\" x=\"53.5\""));
}

}  // namespace
}  // namespace lotse
