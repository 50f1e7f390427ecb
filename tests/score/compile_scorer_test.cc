// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "lotse/score/scorer.h"
#include "tests/testing/all_types.h"
#include "tests/testing/spec_paths.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::Eq;
using ::testing::IsEmpty;

Points P(double points) { return Points::FromDouble(points); }

ScoringSpec GoodSpec() {
  ScoringSpec spec;
  spec.base = P(5);
  Group group;
  group.id = "fit";
  group.min = P(-10);
  group.max = P(40);
  group.rules = {Rule{"big", Condition::FromText("integer >= 50"), P(20), {}},
                 Rule{"small", Condition::FromText("integer < 5"), P(-5), {}}};
  BandTable bands;
  bands.id = "bands";
  bands.of = "number";
  bands.bands = {Band{Value{}, Value{1.0}, P(1), {}},
                 Band{Value{1.0}, Value{}, P(2), {}}};
  group.bands = {bands};
  OptionTable options;
  options.id = "options";
  options.of = "industry";
  options.options = {OptionPoints{"it", P(3), {}},
                     OptionPoints{"trade", P(4), {}}};
  group.options = {options};
  spec.groups = {group};
  Group second;
  second.id = "engagement";
  spec.groups.push_back(second);
  spec.min = P(0);
  spec.max = P(100);
  spec.vetoes = {Veto{"bad", Condition::FromText("boolean"),
                      LocalText{"", "bad", "", {}}}};
  spec.categories.resize(3);
  spec.categories[0].id = "cold";
  spec.categories[1].id = "warm";
  spec.categories[1].from = P(30);
  spec.categories[2].id = "hot";
  spec.categories[2].from = P(60);
  spec.assumed_probability = AssumedProbability{0.1, P(30), P(10)};
  return spec;
}

ScoringSpec GridSpec() {
  ScoringSpec spec = GoodSpec();
  for (Category& category : spec.categories) category.from.reset();
  Grid grid;
  grid.rows.groups = {"fit"};
  grid.rows.steps.resize(2);
  grid.rows.steps[0].id = "B";
  grid.rows.steps[1].id = "A";
  grid.rows.steps[1].from = P(10);
  grid.columns.groups = {"engagement"};
  grid.columns.steps.resize(2);
  grid.columns.steps[0].id = "2";
  grid.columns.steps[1].id = "1";
  grid.columns.steps[1].from = P(10);
  grid.cells = {{"A", "1", "hot"},
                {"A", "2", "warm"},
                {"B", "1", "warm"},
                {"B", "2", "cold"}};
  spec.grid = grid;
  return spec;
}

std::vector<std::string> IssuesOfSpec(const ScoringSpec& spec) {
  SpecIssues issues;
  ValidateScoring(spec, AllTypesCatalog(), FieldPath("scoring"), &issues);
  return IssuesOf(issues);
}

TEST(ValidateScoring, AcceptsWhatIsRight) {
  EXPECT_THAT(IssuesOfSpec(ScoringSpec()), IsEmpty());
  EXPECT_THAT(IssuesOfSpec(GoodSpec()), IsEmpty());
  EXPECT_THAT(IssuesOfSpec(GridSpec()), IsEmpty());
}

using Change = std::function<void(ScoringSpec*)>;
struct BrokenSpec {
  Change change;
  std::vector<std::string> expected;
};

constexpr char kId[] =
    "is no id: use lower case letters, digits and _, first a letter";

TEST(ValidateScoring, NamesWhatIsWrongByItsPath) {
  const BrokenSpec kCases[] = {
      {[](ScoringSpec* s) { s->groups[0].rules[0].id = "Big"; },
       {absl::StrCat("scoring.groups[0].rules[0].id: ", kId)}},
      {[](ScoringSpec* s) { s->groups[0].rules[1].id = "big"; },
       {"scoring.groups[0].rules[1].id: \"big\" stands twice in the "
        "scorecard"}},
      {[](ScoringSpec* s) { s->groups[1].id = "big"; },
       {"scoring.groups[1].id: \"big\" stands twice in the scorecard"}},
      {[](ScoringSpec* s) { s->groups[0].bands[0].id = "big"; },
       {"scoring.groups[0].bands[0].id: \"big\" stands twice in the "
        "scorecard"}},
      {[](ScoringSpec* s) { s->groups[0].options[0].id = "bands"; },
       {"scoring.groups[0].options[0].id: \"bands\" stands twice in the "
        "scorecard"}},
      {[](ScoringSpec* s) { s->vetoes[0].id = "fit"; },
       {"scoring.vetoes[0].id: \"fit\" stands twice in the scorecard"}},
      {[](ScoringSpec* s) { s->categories[1].id = "cold"; },
       {"scoring.categories[1].id: stands twice"}},
      {[](ScoringSpec* s) { s->categories[0].id = ""; },
       {absl::StrCat("scoring.categories[0].id: ", kId)}},
      {[](ScoringSpec* s) { s->groups[0].rules[0].when = Condition(); },
       {"scoring.groups[0].rules[0].when: is missing"}},
      {[](ScoringSpec* s) {
         s->groups[0].rules[0].when = Condition::FromText("gender = 'f'");
       },
       {"scoring.groups[0].rules[0].when: company.gender must not be used for "
        "scoring (the schema says not_for_scoring)"}},
      {[](ScoringSpec* s) {
         s->groups[0].when = Condition::FromText("score.points > 5");
       },
       {"scoring.groups[0].when: score.points is not known here: it is "
        "computed in a later step"}},
      {[](ScoringSpec* s) { s->vetoes[0].when = Condition(); },
       {"scoring.vetoes[0].when: is missing"}},
      {[](ScoringSpec* s) { s->vetoes[0].reason = LocalText(); },
       {"scoring.vetoes[0].reason: is missing"}},
      {[](ScoringSpec* s) { s->groups[0].max = P(-11); },
       {"scoring.groups[0].max: is below `min`"}},
      {[](ScoringSpec* s) { s->max = P(-1); }, {"scoring.max: is below `min`"}},
      {[](ScoringSpec* s) { s->categories[0].from = P(0); },
       {"scoring.categories[0].from: must be unset in the lowest one"}},
      {[](ScoringSpec* s) { s->categories[1].from.reset(); },
       {"scoring.categories[1].from: is missing"}},
      {[](ScoringSpec* s) { s->categories[2].from = P(30); },
       {"scoring.categories[2].from: must be above the one before: bands must "
        "not overlap"}},
      {[](ScoringSpec* s) { s->categories[2].from = P(29); },
       {"scoring.categories[2].from: must be above the one before: bands must "
        "not overlap"}},
      {[](ScoringSpec* s) { s->categories[1].hysteresis = P(-1); },
       {"scoring.categories[1].hysteresis: must not be negative"}},
      {[](ScoringSpec* s) { s->categories[1].dwell = Duration::Days(-1); },
       {"scoring.categories[1].dwell: must be from 0 to 3652500 days"}},
      {[](ScoringSpec* s) {
         s->categories[1].dwell = Duration::Days(kMaxDurationDays + 1);
       },
       {"scoring.categories[1].dwell: must be from 0 to 3652500 days"}},
      {[](ScoringSpec* s) { s->assumed_probability->probability = 0; },
       {"scoring.assumed_probability.probability: must be above 0 and below "
        "1"}},
      {[](ScoringSpec* s) { s->assumed_probability->probability = 1; },
       {"scoring.assumed_probability.probability: must be above 0 and below "
        "1"}},
      {[](ScoringSpec* s) {
         s->assumed_probability->probability = std::nan("");
       },
       {"scoring.assumed_probability.probability: must be above 0 and below "
        "1"}},
      {[](ScoringSpec* s) {
         s->assumed_probability->points_to_double_odds = P(0);
       },
       {"scoring.assumed_probability.points_to_double_odds: must be above "
        "0"}},
      {[](ScoringSpec* s) {
         s->assumed_probability.reset();
         s->calibration = Calibration{0.1, P(30), P(10), 100};
       },
       {"scoring.calibration: needs assumed_probability: the guess that it "
        "blends with"}},
      {[](ScoringSpec* s) {
         s->calibration = Calibration{0, P(30), P(10), -1};
       },
       {"scoring.calibration.probability: must be above 0 and below 1",
        "scoring.calibration.cases: must not be negative"}},
      {[](ScoringSpec* s) {
         Weight weight;
         weight.id = "weight";
         weight.of = "company.emploies";
         weight.factor = std::nan("");
         weight.min = P(2);
         weight.max = P(1);
         s->groups[0].weights.push_back(weight);
       },
       {"scoring.groups[0].weights[0].of: unknown attribute "
        "\"company.emploies\"; did you mean \"company.money\"?",
        "scoring.groups[0].weights[0].factor: must be a number within 1000000",
        "scoring.groups[0].weights[0].max: is below `min`"}},
      {[](ScoringSpec* s) { s->groups[0].bands[0].bands[1].from = Value{2.0}; },
       {"scoring.groups[0].bands[0].bands[1].from: leaves a hole after the "
        "band before"}},
      {[](ScoringSpec* s) { s->groups[0].options[0].of = ""; },
       {"scoring.groups[0].options[0].of: column 1: expected the name of an "
        "attribute"}},
      {[](ScoringSpec* s) { s->groups[0].label.en = "\xff"; },
       {"scoring.groups[0].label.en: is no valid UTF-8"}},
      {[](ScoringSpec* s) {
         s->groups[0].options[0].options[1].label.en = "\xff";
       },
       {"scoring.groups[0].options[0].options[1].label.en: is no valid "
        "UTF-8"}},
  };
  for (const BrokenSpec& c : kCases) {
    ScoringSpec spec = GoodSpec();
    c.change(&spec);
    EXPECT_THAT(IssuesOfSpec(spec), ElementsAreArray(c.expected));
    SpecIssues issues;
    ValidateScoring(spec, AllTypesCatalog(), FieldPath(), &issues);
    for (const SpecIssue& issue : issues.list()) {
      EXPECT_TRUE(HasPath(spec, issue.path)) << issue.path;
    }
    std::string message = c.expected[0];
    if (c.expected.size() > 1) {
      absl::StrAppend(&message, " (and ", c.expected.size() - 1, " more)");
    }
    EXPECT_THAT(CompileScorer(spec, AllTypesCatalog()),
                StatusIs(absl::StatusCode::kInvalidArgument, Eq(message)));
  }
}

TEST(ValidateScoring, NamesWhatIsWrongWithAGrid) {
  const BrokenSpec kCases[] = {
      {[](ScoringSpec* s) { s->grid->cells.pop_back(); },
       {"scoring.grid.cells: has no cell for row \"B\" and column \"2\""}},
      {[](ScoringSpec* s) { s->grid->cells.push_back(s->grid->cells[0]); },
       {"scoring.grid.cells[4]: stands twice"}},
      {[](ScoringSpec* s) { s->grid->cells[0].category = "hott"; },
       {"scoring.grid.cells[0].category: unknown name \"hott\"; did you mean "
        "\"hot\"?",
        "scoring.grid.cells: has no cell for row \"A\" and column \"1\""}},
      {[](ScoringSpec* s) { s->grid->cells[0].row = "C"; },
       {"scoring.grid.cells[0].row: unknown name \"C\"",
        "scoring.grid.cells: has no cell for row \"A\" and column \"1\""}},
      {[](ScoringSpec* s) { s->grid->rows.groups = {"fitt"}; },
       {"scoring.grid.rows.groups[0]: unknown group \"fitt\"; did you mean "
        "\"fit\"?"}},
      {[](ScoringSpec* s) {
         s->grid->rows.groups = {"fit", "fit"};
       },
       {"scoring.grid.rows.groups[1]: stands twice"}},
      {[](ScoringSpec* s) { s->grid->columns.groups.clear(); },
       {"scoring.grid.columns.groups: is empty"}},
      {[](ScoringSpec* s) { s->grid->columns.steps[1].from.reset(); },
       {"scoring.grid.columns.steps[1].from: is missing"}},
      {[](ScoringSpec* s) { s->grid->columns.steps[0].from = P(1); },
       {"scoring.grid.columns.steps[0].from: must be unset in the lowest "
        "one"}},
      {[](ScoringSpec* s) { s->categories[1].from = P(1); },
       {"scoring.categories[1].from: must be unset: the grid decides the "
        "category"}},
      {[](ScoringSpec* s) { s->categories[1].hysteresis = P(1); },
       {"scoring.categories[1].hysteresis: must be unset: the grid decides "
        "the category"}},
      {[](ScoringSpec* s) {
         s->grid->cells.clear();
         s->grid->rows.steps.clear();
       },
       {"scoring.grid.rows.steps: is empty"}},
  };
  for (const BrokenSpec& c : kCases) {
    ScoringSpec spec = GridSpec();
    c.change(&spec);
    EXPECT_THAT(IssuesOfSpec(spec), ElementsAreArray(c.expected));
    SpecIssues issues;
    ValidateScoring(spec, AllTypesCatalog(), FieldPath(), &issues);
    for (const SpecIssue& issue : issues.list()) {
      EXPECT_TRUE(HasPath(spec, issue.path)) << issue.path;
    }
  }
}

// 200 by 200 steps have more cells than the limit, though few are written.
TEST(ValidateScoring, RefusesAGridWithTooManyCells) {
  ScoringSpec spec = GridSpec();
  spec.grid->cells.clear();
  for (GridAxis* axis : {&spec.grid->rows, &spec.grid->columns}) {
    axis->steps.clear();
    for (int i = 0; i < 200; ++i) {
      axis->steps.emplace_back();
      axis->steps.back().id = absl::StrCat("s", i);
      if (i > 0) axis->steps.back().from = P(i);
    }
  }
  EXPECT_THAT(IssuesOfSpec(spec),
              ElementsAre("scoring.grid.cells: a grid has at most 10000 "
                          "cells"));
}

TEST(ValidateScoring, LimitsEachAmountOfPoints) {
  const struct {
    std::function<Points*(ScoringSpec*)> field;
    const char* path;
  } kFields[] = {
      {[](ScoringSpec* s) { return &s->base; }, "scoring.base"},
      {[](ScoringSpec* s) { return &*s->groups[0].min; },
       "scoring.groups[0].min"},
      {[](ScoringSpec* s) { return &s->groups[0].rules[0].points; },
       "scoring.groups[0].rules[0].points"},
      {[](ScoringSpec* s) { return &s->groups[0].bands[0].missing; },
       "scoring.groups[0].bands[0].missing"},
      {[](ScoringSpec* s) { return &s->groups[0].bands[0].bands[0].points; },
       "scoring.groups[0].bands[0].bands[0].points"},
      {[](ScoringSpec* s) { return &s->groups[0].options[0].otherwise; },
       "scoring.groups[0].options[0].otherwise"},
      {[](ScoringSpec* s) { return &s->groups[0].options[0].missing; },
       "scoring.groups[0].options[0].missing"},
      {[](ScoringSpec* s) {
         return &s->groups[0].options[0].options[0].points;
       },
       "scoring.groups[0].options[0].options[0].points"},
      {[](ScoringSpec* s) { return &*s->min; }, "scoring.min"},
      {[](ScoringSpec* s) { return &s->assumed_probability->at; },
       "scoring.assumed_probability.at"},
  };
  for (const auto& field : kFields) {
    ScoringSpec spec = GoodSpec();
    *field.field(&spec) = -P(static_cast<double>(kMaxPoints));
    EXPECT_THAT(IssuesOfSpec(spec), IsEmpty()) << field.path;
    *field.field(&spec) -= Points::FromNano(1);
    EXPECT_THAT(
        IssuesOfSpec(spec),
        ElementsAre(absl::StrCat(field.path, ": is beyond 1000000 points")));
    *field.field(&spec) = Points::FromNano(std::numeric_limits<int64_t>::min());
    EXPECT_FALSE(IssuesOfSpec(spec).empty());
  }
}

TEST(ValidateScoring, LimitsTheSumOfEverything) {
  ScoringSpec spec;
  spec.base = P(1000000);
  for (const char* id : {"a", "b", "c"}) {
    Group group;
    group.id = id;
    group.rules = {Rule{absl::StrCat(id, "_rule"),
                        Condition::FromText("boolean"),
                        -P(static_cast<double>(kMaxPoints)),
                        {}}};
    spec.groups.push_back(group);
  }
  EXPECT_THAT(IssuesOfSpec(spec), IsEmpty());
  spec.groups[0].rules.push_back(
      Rule{"last", Condition::FromText("boolean"), Points::FromNano(1), {}});
  EXPECT_THAT(IssuesOfSpec(spec),
              ElementsAre("scoring: can add up to more than 4000000 points"));
}

TEST(ValidateScoring, LimitsTheNumberOfRules) {
  ScoringSpec spec;
  spec.groups.resize(1);
  spec.groups[0].id = "g";
  for (size_t i = 0; i + 1 < kMaxRules; ++i) {
    spec.groups[0].rules.push_back(Rule{absl::StrCat("r", i),
                                        Condition::FromText("boolean"),
                                        Points::FromNano(1),
                                        {}});
  }
  EXPECT_THAT(IssuesOfSpec(spec), IsEmpty());
  spec.groups[0].rules.push_back(
      Rule{"last", Condition::FromText("boolean"), {}, {}});
  EXPECT_THAT(IssuesOfSpec(spec),
              ElementsAre("scoring: has more than 10000 rules, bands, options, "
                          "weights and cells"));
}

TEST(CompileScorer, NumbersItsSourcesInTheOrderOfTheSpec) {
  ASSERT_OK_AND_ASSIGN(const Scorer scorer,
                       CompileScorer(GoodSpec(), AllTypesCatalog()));
  std::vector<std::string> sources;
  for (uint32_t s = 0; s < scorer.sources_size(); ++s) {
    sources.push_back(absl::StrCat(scorer.source(s).path, " ", scorer.IdOf(s)));
  }
  EXPECT_THAT(sources,
              ElementsAre("scoring.base ", "scoring.groups[0].rules[0] big",
                          "scoring.groups[0].rules[1] small",
                          "scoring.groups[0].bands[0].missing bands",
                          "scoring.groups[0].bands[0] bands",
                          "scoring.groups[0].bands[0].bands[0] bands",
                          "scoring.groups[0].bands[0].bands[1] bands",
                          "scoring.groups[0].options[0].missing options",
                          "scoring.groups[0].options[0].otherwise options",
                          "scoring.groups[0].options[0].options[0] options",
                          "scoring.groups[0].options[0].options[1] options",
                          "scoring.groups[0] fit",
                          "scoring.groups[1] engagement", "scoring "));
  EXPECT_EQ(scorer.FindCategory("hot"), 2);
  EXPECT_EQ(scorer.FindCategory("boiling"), -1);
  EXPECT_EQ(scorer.FindCategory(""), -1);
  EXPECT_GT(scorer.MemoryUsage(), 0u);
}

}  // namespace
}  // namespace lotse
