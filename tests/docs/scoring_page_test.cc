// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The numbers of docs/scoring.md are what the engine computes.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "gtest/gtest.h"
#include "lotse/engine/engine.h"
#include "lotse/proto/json.h"
#include "tests/docs/markdown_page.h"

namespace lotse {
namespace {

using Row = std::vector<std::string>;

class ScoringPage : public testing::Test {
 protected:
  void SetUp() override {
    auto spec = proto::FromJson<EngineSpec>(page_.Block("json spec.json"));
    ASSERT_TRUE(spec.ok()) << spec.status();
    spec_ = *spec;
  }

  // A scorer that gives every lead `points`, with the categories and the
  // probability of the page.
  Scorer ScorerOf(absl::string_view points) const {
    ScoringSpec scoring = spec_.scoring;
    scoring.base = *Points::Parse(points);
    scoring.groups.clear();
    scoring.vetoes.clear();
    scoring.max.reset();
    return *CompileScorer(scoring, *CompileFactCatalog(Schema()));
  }

  const MarkdownPage page_{"scoring.md"};
  EngineSpec spec_;
};

TEST_F(ScoringPage, ItsContributionsAreReported) {
  const auto engine = CompileEngine(spec_);
  ASSERT_TRUE(engine.ok()) << engine.status();
  const auto facts = proto::FromJson<Facts>(page_.Block("json lead.json"));
  ASSERT_TRUE(facts.ok()) << facts.status();
  ScoreOptions options;
  options.contributions = true;
  const auto report =
      engine->Score(*facts, *Instant::Parse("2026-11-23"), options);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->points, *Points::Parse("50"));
  EXPECT_EQ(report->category, "hot");
  std::vector<Row> expected = page_.Table("place in the spec");
  ASSERT_FALSE(expected.empty());
  expected.erase(expected.begin());
  std::vector<Row> reported;
  for (const ReportedContribution& c : report->contributions) {
    reported.push_back({c.path, c.points.ToString(), c.text});
  }
  EXPECT_EQ(reported, expected);
}

TEST_F(ScoringPage, ItsLeadMovesBetweenCategoriesAsShown) {
  const std::vector<Row> rows = page_.Table("day");
  ASSERT_GT(rows.size(), 5u);
  EvaluateOptions options;
  for (size_t r = 1; r < rows.size(); ++r) {
    const Scorer scorer = ScorerOf(rows[r][1]);
    ScoreScratch scratch;
    const Score score = scorer.Evaluate(LeadView(), *Instant::Parse(rows[r][0]),
                                        options, &scratch);
    EXPECT_EQ(scorer.FindCategory(rows[r][2]), score.category) << rows[r][0];
    EXPECT_EQ(score.category_since.date().ToString(), rows[r][3]) << rows[r][0];
    options.memory = {score.category, score.category_since};
  }
}

TEST_F(ScoringPage, ItsGridNamesTheCategories) {
  auto scoring = proto::FromJson<ScoringSpec>(page_.Block("json grid.json"));
  ASSERT_TRUE(scoring.ok()) << scoring.status();
  const std::vector<Row> rows = page_.Table("fit");
  ASSERT_GT(rows.size(), 3u);
  for (size_t r = 1; r < rows.size(); ++r) {
    scoring->groups[0].rules[0].points = *Points::Parse(rows[r][0]);
    scoring->groups[1].rules[0].points = *Points::Parse(rows[r][1]);
    const auto scorer = CompileScorer(*scoring, *CompileFactCatalog(Schema()));
    ASSERT_TRUE(scorer.ok()) << scorer.status();
    ScoreScratch scratch;
    const Score score = scorer->Evaluate(LeadView(), Instant(), {}, &scratch);
    const size_t row = static_cast<size_t>(score.grid_row);
    const size_t column = static_cast<size_t>(score.grid_column);
    EXPECT_EQ(absl::StrCat(scoring->grid->rows.steps[row].id,
                           scoring->grid->columns.steps[column].id),
              rows[r][2]);
    EXPECT_EQ(scorer->FindCategory(rows[r][3]), score.category);
  }
}

TEST_F(ScoringPage, ItsProbabilitiesFollowFromTheFormula) {
  const std::vector<Row> rows = page_.Table("total");
  ASSERT_GT(rows.size(), 3u);
  for (size_t r = 1; r < rows.size(); ++r) {
    ScoreScratch scratch;
    const Score score =
        ScorerOf(rows[r][0]).Evaluate(LeadView(), Instant(), {}, &scratch);
    ASSERT_TRUE(score.probability.has_value());
    EXPECT_EQ(absl::StrFormat("%.4f", *score.probability), rows[r][2]);
  }
}

}  // namespace
}  // namespace lotse
