// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/spec_comparison.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/random_source.h"

namespace lotse {
namespace {

ScoreReport Report(const std::string& id, double points, const char* category) {
  ScoreReport report;
  report.lead_id = id;
  report.points = Points::FromDouble(points);
  report.category = category;
  return report;
}

ScoringSpec SpecOf(std::vector<std::string> categories) {
  ScoringSpec spec;
  for (std::string& id : categories) {
    spec.categories.emplace_back().id = std::move(id);
  }
  return spec;
}

TEST(SpecComparison, CountsWhoMovesAndWhatBecameOfThem) {
  SpecComparison comparison;
  comparison.Add(Report("a", 10, "cold"), Report("a", 70, "hot"),
                 OutcomeKind::kWon);
  comparison.Add(Report("b", 65, "hot"), Report("b", 65.5, "hot"),
                 OutcomeKind::kWon);
  comparison.Add(Report("c", 61, "hot"), Report("c", 20, "cold"),
                 OutcomeKind::kLost);
  comparison.Add(Report("d", 5, "cold"), Report("d", 5, "cold"),
                 OutcomeKind::kUnspecified);
  const ScoringSpec spec = SpecOf({"cold", "hot"});
  const SpecComparisonReport report = comparison.Report(spec, spec);
  EXPECT_EQ(report.leads, 4);
  EXPECT_EQ(report.risen, 1);
  EXPECT_EQ(report.fallen, 1);
  EXPECT_EQ(report.renamed, 0);
  EXPECT_DOUBLE_EQ(report.mean_change, 19.5 / 4);
  EXPECT_EQ(report.won, 2);
  EXPECT_EQ(report.won_in_highest_before, 1);
  EXPECT_EQ(report.won_in_highest_after, 2);
  EXPECT_EQ(report.lost_in_highest_before, 1);
  EXPECT_EQ(report.lost_in_highest_after, 0);
  ASSERT_EQ(report.before.size(), 2u);
  EXPECT_EQ(report.before[0].category, "hot");
  EXPECT_EQ(report.before[0].leads, 2);
  EXPECT_DOUBLE_EQ(report.before[0].share, 0.5);
  EXPECT_NEAR(report.after[0].share_low, 0.3424, 1e-4);
  EXPECT_EQ(report.after[0].share_high, 1);
  ASSERT_EQ(report.moves.size(), 4u);
  EXPECT_EQ(report.moves[0].before, "hot");
  EXPECT_EQ(report.moves[0].after, "hot");
  EXPECT_EQ(report.moves[3].after, "cold");
  ASSERT_EQ(report.movers.size(), 3u);
  EXPECT_EQ(report.movers[0].lead_id, "a");
  EXPECT_EQ(report.movers[1].lead_id, "c");
}

TEST(SpecComparison, CategoriesThatOneSpecHasNotAreOthers) {
  SpecComparison comparison;
  comparison.Add(Report("a", 10, "lukewarm"), Report("a", 10, "warm"),
                 OutcomeKind::kUnspecified);
  const SpecComparisonReport report =
      comparison.Report(SpecOf({"lukewarm"}), SpecOf({"warm"}));
  EXPECT_EQ(report.renamed, 1);
  EXPECT_EQ(report.after[0].share_high, 1);
}

TEST(SpecComparison, SumsStayExactBeyondWhatNanoPointsHold) {
  SpecComparison comparison;
  comparison.max_movers = -1;
  for (int i = 0; i < 3000; ++i) {
    comparison.Add(Report("a", 4000000, ""), Report("a", -4000000, ""),
                   OutcomeKind::kUnspecified);
  }
  comparison.Add(Report("a", 0, ""), Report("a", -0.25, ""),
                 OutcomeKind::kUnspecified);
  EXPECT_EQ(comparison.moves[0].whole_points, -3000 * int64_t{8000000} - 1);
  EXPECT_EQ(comparison.moves[0].rest_points, Points::FromDouble(0.75));
  EXPECT_TRUE(comparison.movers.empty());
}

TEST(SpecComparison, MergesInAnyOrder) {
  for (uint64_t seed : RandomSeeds(50)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    std::vector<SpecComparison> parts(4);
    SpecComparison whole;
    for (SpecComparison* part :
         {&parts[0], &parts[1], &parts[2], &parts[3], &whole}) {
      part->max_movers = 5;
    }
    const std::vector<const char*> categories = {"cold", "warm", "hot"};
    for (int i = 0; i < 60; ++i) {
      const ScoreReport before =
          Report(absl::StrCat("L-", random.Below(20)),
                 static_cast<double>(random.Below(9)), random.Pick(categories));
      const ScoreReport after =
          Report(before.lead_id, static_cast<double>(random.Below(9)) / 8,
                 random.Pick(categories));
      const OutcomeKind outcome = static_cast<OutcomeKind>(random.Below(3));
      whole.Add(before, after, outcome);
      parts[random.Below(parts.size())].Add(before, after, outcome);
    }
    SpecComparison merged = parts[2];
    merged.Merge(parts[0]);
    SpecComparison rest = parts[3];
    rest.Merge(parts[1]);
    merged.Merge(rest);
    EXPECT_EQ(merged, whole);
    EXPECT_EQ(merged.movers.size(), 5u);
  }
}

}  // namespace
}  // namespace lotse
