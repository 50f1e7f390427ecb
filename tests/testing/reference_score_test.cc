// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The reference scores as worked out by hand.
#include "tests/testing/reference_score.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

Instant Noon() { return *Instant::Parse("2026-11-23T12:00:00Z"); }

AttributeSpec Spec(const char* key, ValueType type) {
  AttributeSpec spec;
  spec.key = key;
  spec.type = type;
  return spec;
}

Attribute Entry(const char* key, Value value, Instant since = {}) {
  Attribute entry;
  entry.key = key;
  entry.value = std::move(value);
  entry.since = since;
  return entry;
}

Points Whole(int64_t points) { return Points::FromNano(points * 1000000000); }

Condition SizeAtLeast(int64_t size) {
  return Condition{Predicate{Operand{FactOperand{"size"}},
                             PredicateOp::kGreaterEqual,
                             {Value{size}},
                             {},
                             false}};
}

Value Size(int64_t size) { return Value{size}; }

class ReferenceScoreTest : public ::testing::Test {
 protected:
  ReferenceScoreTest() {
    schema_.lead = {Spec("size", ValueType::kInteger),
                    Spec("land", ValueType::kText)};
    facts_.lead.attributes = {Entry("size", Size(50)),
                              Entry("land", Value{std::string("DE")})};
    input_.schema = &schema_;
    input_.facts = &facts_;
    input_.as_of = Noon();
  }

  ReferenceResult Score() { return ReferenceScore(spec_, {}, input_, memory_); }

  // "path points" of each contribution.
  std::vector<std::string> Contributions() {
    std::vector<std::string> lines;
    Points sum;
    for (const ReferenceContribution& part : Score().contributions) {
      lines.push_back(absl::StrCat(part.path, " ", part.points.ToString()));
      sum += part.points;
    }
    EXPECT_EQ(sum, Score().points);
    return lines;
  }

  // Three categories from 10 and 20 points, and that many points.
  void SetCategories(int64_t points) {
    spec_.categories.resize(3);
    for (size_t i = 0; i < 3; ++i) {
      spec_.categories[i].id = absl::StrCat("c", i);
      if (i > 0) spec_.categories[i].from = Whole(int64_t(i) * 10);
    }
    spec_.base = Whole(points);
  }

  Schema schema_;
  Facts facts_;
  ReferenceInput input_;
  ReferenceMemory memory_;
  ScoringSpec spec_;
};

TEST_F(ReferenceScoreTest, AddsPartsAndCaps) {
  spec_.base = Whole(1);
  spec_.groups.resize(2);
  Group& group = spec_.groups[0];
  group.max = Whole(12);
  group.rules = {{"a", SizeAtLeast(50), Whole(10), {}},
                 {"b", SizeAtLeast(51), Whole(100), {}}};
  group.bands = {
      {"c",
       "size",
       {{Value{}, Size(50), Whole(3), {}}, {Size(50), Value{}, Whole(4), {}}},
       Whole(9),
       {}}};
  group.options = {
      {"d", "land", {{"DE", Whole(5), {}}}, Whole(6), Whole(7), {}}};
  spec_.groups[1].when = SizeAtLeast(51);
  spec_.groups[1].min = Whole(50);
  spec_.min = Whole(20);
  EXPECT_EQ(Contributions(),
            (std::vector<std::string>{
                "scoring.base 1", "scoring.groups[0].rules[0] 10",
                "scoring.groups[0].bands[0].bands[1] 4",
                "scoring.groups[0].options[0].options[0] 5",
                "scoring.groups[0] -7", "scoring 7"}));
  facts_.lead.attributes.clear();
  EXPECT_EQ(Contributions(),
            (std::vector<std::string>{"scoring.base 1",
                                      "scoring.groups[0].bands[0].missing 9",
                                      "scoring.groups[0].options[0].missing 7",
                                      "scoring.groups[0] -4", "scoring 7"}));
  facts_.lead.attributes = {Entry("size", Size(51)),
                            Entry("land", Value{std::string("AT")})};
  EXPECT_EQ(Contributions(),
            (std::vector<std::string>{
                "scoring.base 1", "scoring.groups[0].rules[0] 10",
                "scoring.groups[0].rules[1] 100",
                "scoring.groups[0].bands[0].bands[1] 4",
                "scoring.groups[0].options[0].otherwise 6",
                "scoring.groups[0] -108", "scoring.groups[1] 50"}));
}

TEST_F(ReferenceScoreTest, TakesTheHighestCategoryThatStartsBelow) {
  const std::vector<std::pair<int64_t, int>> cases = {
      {-5, 0}, {9, 0}, {10, 1}, {19, 1}, {20, 2}};
  for (const auto& [points, category] : cases) {
    SetCategories(points);
    EXPECT_EQ(Score().category, category) << points;
    EXPECT_EQ(Score().category_since, Noon());
  }
}

TEST_F(ReferenceScoreTest, FallsBelowTheHysteresisAfterTheDwellTime) {
  memory_ = {"c2", Noon() - Duration::Days(1)};
  SetCategories(18);
  spec_.categories[2].hysteresis = Whole(2);
  EXPECT_EQ(Score().category, 2);
  EXPECT_EQ(Score().category_since, memory_.since);
  spec_.base = Points::FromNano(17999999999);
  EXPECT_EQ(Score().category, 1);
  EXPECT_EQ(Score().category_since, Noon());
  spec_.categories[2].dwell = Duration::Micros(86400000001);
  EXPECT_EQ(Score().category, 2);
  spec_.categories[2].dwell = Duration::Days(1);
  EXPECT_EQ(Score().category, 1);
}

TEST_F(ReferenceScoreTest, IgnoresAMemoryOfNoUse) {
  SetCategories(0);
  spec_.categories[2].hysteresis = Whole(100);
  for (const ReferenceMemory& memory :
       {ReferenceMemory{"unknown", Noon()},
        ReferenceMemory{"c2", Noon() + Duration::Micros(1)}}) {
    memory_ = memory;
    EXPECT_EQ(Score().category, 0);
    EXPECT_EQ(Score().category_since, Noon());
  }
}

TEST_F(ReferenceScoreTest, AVetoMakesTheLowestCategoryAtOnce) {
  SetCategories(30);
  spec_.categories[2].dwell = Duration::Days(9);
  memory_ = {"c2", Noon()};
  spec_.vetoes = {{"a", SizeAtLeast(51), {}},
                  {"b", SizeAtLeast(50), {}},
                  {"c", SizeAtLeast(49), {}}};
  const ReferenceResult result = Score();
  EXPECT_EQ(result.veto, 1);
  EXPECT_EQ(result.category, 0);
  EXPECT_EQ(result.points, Whole(30));
}

TEST_F(ReferenceScoreTest, TheGridDecidesFromCappedGroups) {
  SetCategories(0);
  for (Category& category : spec_.categories) category.from.reset();
  spec_.groups.resize(2);
  spec_.groups[0].id = "fit";
  spec_.groups[0].max = Whole(5);
  spec_.groups[0].rules = {{"r", SizeAtLeast(1), Whole(7), {}}};
  spec_.groups[1].id = "interest";
  spec_.grid.emplace();
  spec_.grid->rows = {{}, {"fit"}, {{"b", {}, {}}, {"a", {}, Whole(5)}}};
  spec_.grid->columns = {
      {}, {"interest"}, {{"2", {}, {}}, {"1", {}, Whole(1)}}};
  spec_.grid->cells = {
      {"a", "1", "c2"}, {"a", "2", "c1"}, {"b", "1", "c1"}, {"b", "2", "c0"}};
  const ReferenceResult result = Score();
  EXPECT_EQ(result.grid_row, 1);
  EXPECT_EQ(result.grid_column, 0);
  EXPECT_EQ(result.category, 1);
}

TEST_F(ReferenceScoreTest, PointsDoubleTheOdds) {
  spec_.assumed_probability.emplace();
  spec_.assumed_probability->probability = 0.2;
  spec_.assumed_probability->at = Whole(10);
  spec_.assumed_probability->points_to_double_odds = Whole(5);
  spec_.base = Whole(20);
  // Odds of 1 to 4, doubled twice.
  EXPECT_EQ(Score().probability, 0.5);
}

}  // namespace
}  // namespace lotse
