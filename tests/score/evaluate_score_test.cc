// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/exact_math.h"
#include "lotse/score/scorer.h"
#include "tests/testing/all_types.h"
#include "tests/testing/count_allocations.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Points P(double points) { return Points::FromDouble(points); }

Rule MakeRule(const char* id, const char* when, double points) {
  return Rule{id, Condition::FromText(when), P(points), {}};
}

// A spec over one lead; Lines() says what the score adds up from.
struct Card {
  ScoringSpec spec;
  AllTypesLead lead;
  ScoreScratch scratch;

  Score Evaluate(EvaluateOptions options = {}) {
    absl::StatusOr<Scorer> scorer = CompileScorer(spec, lead.catalog());
    EXPECT_TRUE(scorer.ok()) << scorer.status();
    if (!scorer.ok()) return {};
    view = lead.View();
    const Score score = scorer->Evaluate(view, lead.as_of, options, &scratch);
    lines.clear();
    Points sum;
    for (const Contribution& c : score.contributions) {
      lines.push_back(absl::StrCat(scorer->source(c.source).path, " ",
                                   c.points.ToString()));
      sum += c.points;
    }
    if (options.contributions) {
      EXPECT_EQ(sum, score.points);
    }
    EvaluateOptions without = options;
    without.contributions = false;
    ScoreScratch other;
    const Score again = scorer->Evaluate(view, lead.as_of, without, &other);
    EXPECT_EQ(again.points, score.points);
    EXPECT_EQ(again.category, score.category);
    EXPECT_TRUE(again.contributions.empty());
    return score;
  }

  LeadView view;
  std::vector<std::string> lines;
};

Card OneGroup(std::vector<Rule> rules) {
  Card card;
  Group group;
  group.id = "g";
  group.rules = std::move(rules);
  card.spec.groups = {group};
  return card;
}

TEST(EvaluateScore, OfNothingIsZero) {
  Card card;
  const Score score = card.Evaluate();
  EXPECT_EQ(score.points, Points());
  EXPECT_EQ(score.category, -1);
  EXPECT_EQ(score.veto, -1);
  EXPECT_EQ(score.grid_row, -1);
  EXPECT_EQ(score.probability, std::nullopt);
  EXPECT_THAT(card.lines, IsEmpty());
}

TEST(EvaluateScore, AddsBaseRulesAndCaps) {
  Card card =
      OneGroup({MakeRule("a", "boolean", 20), MakeRule("b", "true", 0),
                MakeRule("c", "integer = 1", -3), MakeRule("d", "true", 0.1)});
  card.spec.base = P(5);
  card.spec.groups[0].max = P(15);
  card.spec.max = P(12);
  card.lead.Set("boolean", ValueView::Boolean(true));
  EXPECT_EQ(card.Evaluate().points, P(12));
  EXPECT_THAT(card.lines,
              ElementsAre("scoring.base 5", "scoring.groups[0].rules[0] 20",
                          "scoring.groups[0].rules[3] 0.1",
                          "scoring.groups[0] -5.1", "scoring -8"));
  card.lead.Set("boolean", ValueView());
  card.lead.Set("integer", ValueView::Integer(1));
  card.spec.groups[0].min = P(-1);
  card.spec.min = P(7);
  EXPECT_EQ(card.Evaluate().points, P(7));
  EXPECT_THAT(card.lines,
              ElementsAre("scoring.base 5", "scoring.groups[0].rules[2] -3",
                          "scoring.groups[0].rules[3] 0.1",
                          "scoring.groups[0] 1.9", "scoring 3"));
}

TEST(EvaluateScore, AGroupOutsideItsSegmentGivesNothing) {
  Card card = OneGroup({MakeRule("a", "true", 20)});
  card.spec.groups[0].min = P(3);
  card.spec.groups[0].when = Condition::FromText("boolean");
  EXPECT_EQ(card.Evaluate().points, Points());
  EXPECT_THAT(card.lines, IsEmpty());
  card.lead.Set("boolean", ValueView::Boolean(true));
  EXPECT_EQ(card.Evaluate().points, P(20));
}

TEST(EvaluateScore, AnEmptyGroupStillHasItsMinimum) {
  Card card = OneGroup({});
  card.spec.groups[0].min = P(3);
  EXPECT_EQ(card.Evaluate().points, P(3));
  EXPECT_THAT(card.lines, ElementsAre("scoring.groups[0] 3"));
}

TEST(EvaluateScore, ReadsTables) {
  Card card = OneGroup({});
  BandTable bands;
  bands.id = "bands";
  bands.of = "integer";
  bands.bands = {Band{Value{int64_t{0}}, Value{int64_t{10}}, P(1), {}},
                 Band{Value{int64_t{10}}, Value{int64_t{20}}, P(2), {}}};
  bands.missing = P(-4);
  OptionTable options;
  options.id = "options";
  options.of = "industry";
  options.options = {OptionPoints{"it", P(10), {}},
                     OptionPoints{"trade", P(20), {}}};
  options.otherwise = P(30);
  options.missing = P(40);
  card.spec.groups[0].bands = {bands};
  card.spec.groups[0].options = {options};
  const struct {
    ValueView integer;
    ValueView industry;
    double points;
  } kCases[] = {
      {ValueView(), ValueView(), 36},
      {ValueView::Integer(-1), ValueView::Text("it"), 10},
      {ValueView::Integer(0), ValueView::Text("trade"), 21},
      {ValueView::Integer(9), ValueView::Text("x"), 31},
      {ValueView::Integer(10), ValueView::Text(""), 32},
      {ValueView::Integer(19), ValueView::Text("it"), 12},
      {ValueView::Integer(20), ValueView::Text("it"), 10},
      {ValueView::Text("5"), ValueView::Integer(5), 36},
  };
  for (const auto& c : kCases) {
    card.lead.Set("integer", c.integer);
    card.lead.Set("industry", c.industry);
    EXPECT_EQ(card.Evaluate().points, P(c.points));
  }
  card.lead.Set("integer", ValueView::Integer(12));
  card.lead.Set("industry", ValueView::Text("x"));
  card.Evaluate();
  EXPECT_THAT(card.lines,
              ElementsAre("scoring.groups[0].bands[0].bands[1] 2",
                          "scoring.groups[0].options[0].otherwise 30"));
}

TEST(EvaluateScore, StaysExactAtTheLimits) {
  Card card =
      OneGroup({MakeRule("a", "true", 1000000), MakeRule("b", "true", 1000000),
                MakeRule("c", "true", 999999.999999999)});
  card.spec.base = P(1000000);
  EXPECT_EQ(card.Evaluate().points.ToString(), "3999999.999999999");
}

Card ThreeCategories() {
  Card card = OneGroup({});
  BandTable bands;
  bands.id = "points";
  bands.of = "integer";
  for (int64_t v = 0; v <= 100; ++v) {
    bands.bands.push_back(
        Band{Value{v}, Value{v + 1}, Points::FromNano(v * 1000000000), {}});
  }
  card.spec.groups[0].bands = {bands};
  card.spec.categories.resize(3);
  card.spec.categories[0].id = "cold";
  card.spec.categories[1].id = "warm";
  card.spec.categories[1].from = P(30);
  card.spec.categories[1].hysteresis = P(5);
  card.spec.categories[1].dwell = Duration::Days(2);
  card.spec.categories[2].id = "hot";
  card.spec.categories[2].from = P(60);
  card.spec.categories[2].hysteresis = P(5);
  card.spec.categories[2].dwell = Duration::Days(1);
  return card;
}

TEST(EvaluateScore, FindsTheHighestCategory) {
  Card card = ThreeCategories();
  for (const auto& [points, category] :
       std::vector<std::pair<int64_t, int32_t>>{
           {0, 0}, {29, 0}, {30, 1}, {59, 1}, {60, 2}, {100, 2}}) {
    card.lead.Set("integer", ValueView::Integer(points));
    const Score score = card.Evaluate();
    EXPECT_EQ(score.category, category);
    EXPECT_EQ(score.category_since, card.lead.as_of);
  }
}

TEST(EvaluateScore, RemembersTheCategory) {
  const Duration kDay = Duration::Days(1);
  const struct {
    int32_t before;
    Duration ago;
    int64_t points;
    int32_t expected;
  } kCases[] = {
      // Rising is never delayed.
      {0, Duration(), 60, 2},
      {1, Duration(), 60, 2},
      // Falling needs the hysteresis and the dwell, both.
      {2, kDay, 55, 2},
      {2, kDay, 54, 1},
      {2, kDay, 10, 0},
      {2, Duration::Micros(kDay.micros() - 1), 10, 2},
      {2, Duration(), 10, 2},
      {1, Duration::Days(2), 25, 1},
      {1, Duration::Days(2), 24, 0},
      {1, Duration::Micros(2 * kDay.micros() - 1), 0, 1},
      // The same category stays.
      {2, kDay, 60, 2},
      // A memory from the future or of no category is none.
      {2, Duration::Micros(-1), 10, 0},
      {-1, kDay, 10, 0},
      {3, kDay, 10, 0},
      {INT32_MAX, kDay, 10, 0},
      {INT32_MIN, kDay, 60, 2},
  };
  Card card = ThreeCategories();
  for (const auto& c : kCases) {
    card.lead.Set("integer", ValueView::Integer(c.points));
    EvaluateOptions options;
    options.memory.category = c.before;
    options.memory.since = card.lead.as_of - c.ago;
    const Score score = card.Evaluate(options);
    EXPECT_EQ(score.category, c.expected) << c.before << " " << c.points;
    const bool stays =
        c.before == c.expected && options.memory.since <= card.lead.as_of;
    EXPECT_EQ(score.category_since,
              stays ? options.memory.since : card.lead.as_of);
  }
}

TEST(EvaluateScore, AVetoFallsAtOnceAndTheFirstCounts) {
  Card card = ThreeCategories();
  card.spec.vetoes = {
      Veto{"a", Condition::FromText("boolean"), LocalText{"", "a", "", {}}},
      Veto{"b", Condition::FromText("number > 0"), LocalText{"", "b", "", {}}},
      Veto{"c", Condition::FromText("number > 0"), LocalText{"", "c", "", {}}}};
  card.lead.Set("integer", ValueView::Integer(80));
  card.lead.Set("number", ValueView::Number(1));
  EvaluateOptions options;
  options.memory.category = 2;
  options.memory.since = card.lead.as_of;
  Score score = card.Evaluate(options);
  EXPECT_EQ(score.veto, 1);
  EXPECT_EQ(score.category, 0);
  EXPECT_EQ(score.points, P(80));
  EXPECT_EQ(score.category_since, card.lead.as_of);
  options.memory.category = 0;
  options.memory.since = card.lead.as_of - Duration::Days(9);
  score = card.Evaluate(options);
  EXPECT_EQ(score.category_since, options.memory.since);
}

TEST(EvaluateScore, AGridDecidesByItsGroups) {
  Card card;
  const struct {
    const char* id;
    const char* when;
  } kGroups[] = {{"fit", "integer >= 10"}, {"engagement", "number >= 10"}};
  for (const auto& g : kGroups) {
    Group group;
    group.id = g.id;
    group.rules = {MakeRule(absl::StrCat(g.id, "_rule").c_str(), g.when, 50)};
    group.max = P(10);
    card.spec.groups.push_back(group);
  }
  card.spec.categories.resize(3);
  const char* kIds[] = {"cold", "warm", "hot"};
  for (size_t i = 0; i < 3; ++i) card.spec.categories[i].id = kIds[i];
  card.spec.categories[2].dwell = Duration::Days(1);
  Grid grid;
  grid.rows.groups = {"fit"};
  grid.rows.steps = {GridStep{"B", {}, {}}, GridStep{"A", {}, P(10)}};
  grid.columns.groups = {"engagement", "fit"};
  grid.columns.steps = {GridStep{"3", {}, {}}, GridStep{"2", {}, P(10)},
                        GridStep{"1", {}, Points::FromNano(10000000001)}};
  for (const char* row : {"A", "B"}) {
    for (const char* column : {"1", "2", "3"}) {
      grid.cells.push_back({row, column,
                            row[0] == 'A' && column[0] == '1' ? "hot"
                            : row[0] == 'A'                   ? "warm"
                                                              : "cold"});
    }
  }
  card.spec.grid = grid;
  const struct {
    int64_t integer;
    double number;
    int32_t row, column, category;
  } kCases[] = {
      {0, 0, 0, 0, 0}, {0, 10, 0, 1, 0}, {10, 0, 1, 1, 1}, {10, 10, 1, 2, 2}};
  for (const auto& c : kCases) {
    card.lead.Set("integer", ValueView::Integer(c.integer));
    card.lead.Set("number", ValueView::Number(c.number));
    const Score score = card.Evaluate();
    EXPECT_EQ(score.grid_row, c.row);
    EXPECT_EQ(score.grid_column, c.column);
    EXPECT_EQ(score.category, c.category);
  }
  // With a grid only the dwell delays a fall.
  card.lead.Set("integer", ValueView::Integer(0));
  EvaluateOptions options;
  options.memory.category = 2;
  options.memory.since =
      card.lead.as_of - Duration::Micros(Duration::Days(1).micros() - 1);
  EXPECT_EQ(card.Evaluate(options).category, 2);
  options.memory.since = card.lead.as_of - Duration::Days(1);
  EXPECT_EQ(card.Evaluate(options).category, 0);
}

uint64_t BitsOf(double value) {
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

TEST(EvaluateScore, BlendsTheGuessIntoDataByTheirCases) {
  Card card = ThreeCategories();
  card.spec.assumed_probability = AssumedProbability{0.1, P(30), P(10)};
  card.lead.Set("integer", ValueView::Integer(40));
  const double guess = ExactLogit(*card.Evaluate().probability);
  card.spec.assumed_probability->probability = 0.4;
  card.spec.assumed_probability->points_to_double_odds = P(20);
  const double data = ExactLogit(*card.Evaluate().probability);
  card.spec.assumed_probability = AssumedProbability{0.1, P(30), P(10)};
  const struct {
    int64_t prior_cases;
    int64_t cases;
    double share_of_guess;
  } kCases[] = {{0, 0, 1}, {0, 100, 0.5}, {0, 900, 0.1}, {20, 60, 0.25}};
  for (const auto& c : kCases) {
    card.spec.assumed_probability->cases = c.prior_cases;
    card.spec.calibration = Calibration{0.4, P(30), P(20), c.cases};
    EXPECT_NEAR(ExactLogit(*card.Evaluate().probability),
                c.share_of_guess * guess + (1 - c.share_of_guess) * data,
                1e-12);
  }
}

TEST(EvaluateScore, GivesTheSameBitsOfProbabilityEverywhere) {
  Card card = ThreeCategories();
  card.spec.assumed_probability = AssumedProbability{0.05, P(30), P(12)};
  const struct {
    int64_t points;
    double probability;
  } kCases[] = {{30, 0.05},
                {42, 1 / (1 + 0.95 / 0.05 * 0.5)},
                {18, 1 / (1 + 0.95 / 0.05 * 2)},
                {54, 1 / (1 + 0.95 / 0.05 * 0.25)}};
  for (const auto& c : kCases) {
    card.lead.Set("integer", ValueView::Integer(c.points));
    EXPECT_DOUBLE_EQ(*card.Evaluate().probability, c.probability);
  }
  card.lead.Set("integer", ValueView::Integer(37));
  const double inverse = (1 - 0.05) / 0.05;
  EXPECT_EQ(BitsOf(*card.Evaluate().probability),
            BitsOf(1 / (1 + inverse * ExactExp2(-7e9 / 12e9))));
  card.spec.assumed_probability =
      AssumedProbability{1e-300, P(1000000), Points::FromNano(1)};
  EXPECT_EQ(*card.Evaluate().probability, 0.0);
  card.spec.assumed_probability =
      AssumedProbability{1e-300, P(-1000000), Points::FromNano(1)};
  EXPECT_EQ(*card.Evaluate().probability, 1.0);
}

TEST(EvaluateScore, AllocatesNothingAfterTheFirstEvaluation) {
  Card card = ThreeCategories();
  card.spec.groups[0].rules = {
      MakeRule("a", "company.text = 'A' ignoring case", 3),
      MakeRule("b", "count(*) = 0", 3)};
  card.lead.Set("integer", ValueView::Integer(70));
  card.lead.Set("company.text", ValueView::Text("a"));
  ASSERT_OK_AND_ASSIGN(const Scorer scorer,
                       CompileScorer(card.spec, card.lead.catalog()));
  const LeadView view = card.lead.View();
  ScoreScratch scratch;
  scorer.Evaluate(view, card.lead.as_of, {}, &scratch);
  const size_t before = Allocations();
  for (int i = 0; i < 10; ++i) {
    scorer.Evaluate(view, card.lead.as_of, {}, &scratch);
  }
  EXPECT_EQ(Allocations(), before);
}

TEST(Scorer, BoundsTheScoresBetweenTwoLeads) {
  Card card;
  card.spec.base = P(1);
  card.spec.groups.resize(2);
  Group& good = card.spec.groups[0];
  good.id = "good";
  good.rules = {MakeRule("is", "company.integer >= 5", 10)};
  good.weights = {{"w", "company.number", 2.0, {}, {}, {}, {}}};
  good.max = P(40);
  Group& bad = card.spec.groups[1];
  bad.id = "bad";
  bad.weights = {{"m", "company.number", -1.0, {}, {}, {}, {}}};
  card.spec.categories = {{"cold"}, {"hot"}};
  card.spec.categories[1].from = P(20);
  card.spec.assumed_probability = AssumedProbability{0.5, P(0), P(10)};
  card.lead.Set("integer", ValueView::Integer(5));
  card.lead.Set("number", ValueView::Number(7));
  const auto scorer = CompileScorer(card.spec, card.lead.catalog());
  ASSERT_TRUE(scorer.ok());
  ScoreScratch scratch;
  scorer->Evaluate(card.lead.View(), card.lead.as_of, {}, &scratch);
  AllTypesLead low, high;
  low.Set("number", ValueView::Number(5));
  high.Set("number", ValueView::Number(20));
  const auto [fewest, most] = scorer->Between(
      low.View(), high.View(), card.lead.as_of, CategoryMemory(), scratch);
  // 1 + (10 + 10) - 20, and 1 + 40 - 5: each part at its end.
  EXPECT_EQ(fewest.points, P(1));
  EXPECT_EQ(most.points, P(36));
  EXPECT_EQ(fewest.category, 0);
  EXPECT_EQ(most.category, 1);
  EXPECT_LT(*fewest.probability, *most.probability);
}

}  // namespace
}  // namespace lotse
