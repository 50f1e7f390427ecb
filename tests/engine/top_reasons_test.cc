// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/top_reasons.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/explained_lead.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> TextsOf(const std::vector<Reason>& reasons) {
  std::vector<std::string> texts;
  for (const Reason& reason : reasons) texts.push_back(reason.text);
  return texts;
}

ScoreReport ReportOf(const EngineSpec& spec, const char* language = "en") {
  ScoreOptions options;
  options.contributions = true;
  options.language = language;
  return *CompileEngine(spec)->Score(ExplainedFacts(), At("2026-11-16"),
                                     options);
}

TEST(TopReasons, PutPartsInThePlaceOfWeights) {
  const ReasonSummary reasons = TopReasons(ReportOf(ExplainedSpec()), 4);
  EXPECT_THAT(TextsOf(reasons.in_favour),
              ElementsAre("At least 50 employees (employees: 120) (+20)",
                          "Budget approved (budget: approved) (+15)",
                          "Download: once, on 2026-11-02, 16 before fading "
                          "(+8)",
                          "Webinar: once, on 2026-11-12 (+8)"));
  EXPECT_THAT(reasons.against, IsEmpty());
  EXPECT_THAT(reasons.limits, IsEmpty());
}

TEST(TopReasons, ScalePartsByTheirWeightAndPutCapsLast) {
  EngineSpec spec = ExplainedSpec();
  Group& group = spec.scoring.groups[0];
  group.weights[0].factor = 0.3;
  group.rules[0].points = Points::FromDouble(-20);
  group.max = Points::FromDouble(1.5);
  const ReasonSummary reasons = TopReasons(ReportOf(spec, "de"), 2, "de");
  EXPECT_THAT(TextsOf(reasons.in_favour),
              ElementsAre("Budget freigegeben (Budget: approved) (+15)",
                          "Kauft für die Firma (Rolle: buyer) (+5)"));
  EXPECT_THAT(TextsOf(reasons.against),
              ElementsAre("Mindestens 50 Mitarbeitende (Mitarbeitende: 120) "
                          "(-20)"));
  EXPECT_THAT(TextsOf(reasons.limits),
              ElementsAre("„fit“ gibt höchstens 1,5 (-5,3)"));
  const ReasonSummary all = TopReasons(ReportOf(spec, "de"), 9, "de");
  EXPECT_EQ(all.in_favour[2].points, Points::FromDouble(2.4));
}

TEST(TopReasons, OfNothingAreNone) {
  EXPECT_EQ(TopReasons(ScoreReport(), 3), ReasonSummary());
}

}  // namespace
}  // namespace lotse
