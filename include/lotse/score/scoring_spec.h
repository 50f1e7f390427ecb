// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoringSpec: how points are given, as plain data.
//
//   ScoringSpec spec;
//   spec.groups.push_back({"fit"});
//   spec.groups[0].rules.push_back(
//       {"size", Condition::FromText("employees >= 50"),
//        Points::FromDouble(20)});
//   spec.categories = {{"cold"}, {"warm"}, {"hot"}};
//   spec.categories[1].from = Points::FromDouble(30);
//   spec.categories[2].from = Points::FromDouble(60);
//
// scorer.h compiles and runs it; docs/scoring.md explains the arithmetic.
#ifndef LOTSE_SCORE_SCORING_SPEC_H_
#define LOTSE_SCORE_SCORING_SPEC_H_

#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition.h"
#include "lotse/facts/value.h"

namespace lotse {

// Gives points when a condition holds.
struct Rule {
  // Unique in the scorecard.
  std::string id;
  // Required.
  Condition when;
  // May be negative. Unset: 0.
  Points points;
  // The reason people read. Unset: the condition's text.
  LocalText label;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &Rule::id}, Field{2, "when", &Rule::when},
                     Field{3, "points", &Rule::points},
                     Field{4, "label", &Rule::label});
  }
};

// One interval of a band table: from <= x < below.
struct Band {
  // Of the operand's type. Missing: no lower bound (only the first band).
  Value from;
  // Missing: no upper bound (only the last band).
  Value below;
  Points points;
  LocalText label;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "from", &Band::from}, Field{2, "below", &Band::below},
        Field{3, "points", &Band::points}, Field{4, "label", &Band::label});
  }
};

// Gives the points of the one band that holds the operand's value.
struct BandTable {
  std::string id;
  // What is measured, as in a condition: "company.employees",
  // "count(download within 30 days)". An integer, number, time, date or money.
  std::string of;
  // Ascending, without holes or overlaps: each band starts where the one before
  // ends. Outside of the first and last bound no band holds.
  std::vector<Band> bands;
  // Points if the value is missing.
  Points missing;
  LocalText label;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &BandTable::id},
                     Field{2, "of", &BandTable::of},
                     Field{3, "bands", &BandTable::bands},
                     Field{4, "missing", &BandTable::missing},
                     Field{5, "label", &BandTable::label});
  }
};

// Points of one option.
struct OptionPoints {
  // The text that the operand must equal.
  std::string option;
  Points points;
  LocalText label;

  static constexpr auto Fields() {
    return FieldList(Field{1, "option", &OptionPoints::option},
                     Field{2, "points", &OptionPoints::points},
                     Field{3, "label", &OptionPoints::label});
  }
};

// Gives the points of the option that a text operand equals.
struct OptionTable {
  std::string id;
  // As in a condition: "company.industry". A text.
  std::string of;
  // Each option once.
  std::vector<OptionPoints> options;
  // Points if the value is there but none of the options.
  Points otherwise;
  // Points if the value is missing.
  Points missing;
  LocalText label;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &OptionTable::id},
                     Field{2, "of", &OptionTable::of},
                     Field{3, "options", &OptionTable::options},
                     Field{4, "otherwise", &OptionTable::otherwise},
                     Field{5, "missing", &OptionTable::missing},
                     Field{6, "label", &OptionTable::label});
  }
};

// Gives points in proportion to a number: value * factor, rounded to 1e-9 once.
// It joins other scores into this one: "engagement.points",
// "score.fit.points".
struct Weight {
  std::string id;
  // A fact or signal by name, an integer or number.
  std::string of;
  // Points for a value of one; may be negative. Unset: 1.
  std::optional<double> factor;
  // Bounds of the points it gives. Unset: 1,000,000 in either direction.
  std::optional<Points> min;
  std::optional<Points> max;
  // Points if the value is missing; within the bounds or not.
  Points missing;
  // The reason people read. Unset: what is weighed.
  LocalText label;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "id", &Weight::id}, Field{2, "of", &Weight::of},
        Field{3, "factor", &Weight::factor}, Field{4, "min", &Weight::min},
        Field{5, "max", &Weight::max}, Field{6, "missing", &Weight::missing},
        Field{7, "label", &Weight::label});
  }
};

// Rules, tables and weights whose sum is capped together.
struct Group {
  // Unique in the scorecard.
  std::string id;
  LocalText label;
  // The segment: the group gives points only to leads for which it holds.
  // Unset: all leads.
  Condition when;
  // Caps of the group's sum. Unset: none.
  std::optional<Points> min;
  std::optional<Points> max;
  std::vector<Rule> rules;
  std::vector<BandTable> bands;
  std::vector<OptionTable> options;
  std::vector<Weight> weights;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "id", &Group::id}, Field{2, "label", &Group::label},
        Field{3, "when", &Group::when}, Field{4, "min", &Group::min},
        Field{5, "max", &Group::max}, Field{6, "rules", &Group::rules},
        Field{7, "bands", &Group::bands}, Field{8, "options", &Group::options},
        Field{9, "weights", &Group::weights});
  }
};

// A condition under which a lead is in the lowest category whatever its points.
// The points are still computed and shown.
struct Veto {
  std::string id;
  // Required.
  Condition when;
  // Why, for people. Required.
  LocalText reason;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &Veto::id}, Field{2, "when", &Veto::when},
                     Field{3, "reason", &Veto::reason});
  }
};

// A named band of the total, such as cold, warm, hot.
struct Category {
  // Unique among the categories.
  std::string id;
  LocalText label;
  // Lowest points of the category, included. Unset in the lowest category and
  // where a grid decides; required otherwise.
  std::optional<Points> from;
  // How far points must fall below `from` before a lead that is in this
  // category leaves it. Zero: at once. Rising is never delayed.
  Points hysteresis;
  // How long a lead stays in this category at least before it may fall. Zero:
  // no time. Rising is never delayed.
  Duration dwell;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &Category::id},
                     Field{2, "label", &Category::label},
                     Field{3, "from", &Category::from},
                     Field{4, "hysteresis", &Category::hysteresis},
                     Field{5, "dwell", &Category::dwell});
  }
};

// One step of a grid's axis, such as fit letter B or engagement number 2.
struct GridStep {
  // Unique on its axis.
  std::string id;
  LocalText label;
  // Lowest points of the step, included. Unset only in the lowest step.
  std::optional<Points> from;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &GridStep::id},
                     Field{2, "label", &GridStep::label},
                     Field{3, "from", &GridStep::from});
  }
};

// One axis of a grid: the sum of some groups after their caps, in steps.
struct GridAxis {
  LocalText label;
  // Ids of the groups that are added.
  std::vector<std::string> groups;
  // Ascending; the first is the lowest.
  std::vector<GridStep> steps;

  static constexpr auto Fields() {
    return FieldList(Field{1, "label", &GridAxis::label},
                     Field{2, "groups", &GridAxis::groups},
                     Field{3, "steps", &GridAxis::steps});
  }
};

// The category of one cell of the grid.
struct GridCell {
  // Ids of the row's and the column's step.
  std::string row;
  std::string column;
  // Id of the category.
  std::string category;

  static constexpr auto Fields() {
    return FieldList(Field{1, "row", &GridCell::row},
                     Field{2, "column", &GridCell::column},
                     Field{3, "category", &GridCell::category});
  }
};

// Two axes, such as fit letter by engagement number, whose cell decides the
// category instead of the total.
struct Grid {
  GridAxis rows;
  GridAxis columns;
  // Each pair of steps exactly once.
  std::vector<GridCell> cells;

  static constexpr auto Fields() {
    return FieldList(Field{1, "rows", &Grid::rows},
                     Field{2, "columns", &Grid::columns},
                     Field{3, "cells", &Grid::cells});
  }
};

// A declared guess that gives a probability before there are outcomes to learn
// from. Results carry the label "assumption". It maps points to odds:
//   odds = p0 / (1 - p0) * 2^((points - at) / points_to_double_odds)
struct AssumedProbability {
  // Probability p0 of a lead with `at` points; above 0 and below 1.
  double probability = 0;
  Points at;
  // Points that double the odds; above 0.
  Points points_to_double_odds;
  // How many known outcomes the guess is worth where it blends with a
  // Calibration. Unset: 100.
  int64_t cases = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "probability", &AssumedProbability::probability},
                     Field{2, "at", &AssumedProbability::at},
                     Field{3, "points_to_double_odds",
                           &AssumedProbability::points_to_double_odds},
                     Field{4, "cases", &AssumedProbability::cases});
  }
};

// What outcomes say about the odds, of the form of AssumedProbability. The two
// blend in log-odds by their cases, so that the guess gives way to the data:
//   log-odds = (m * assumed + n * calibrated) / (m + n)
// with m the cases of the guess and n those of the calibration.
struct Calibration {
  double probability = 0;
  Points at;
  Points points_to_double_odds;
  // Leads with a known outcome that it was fitted to; not negative.
  int64_t cases = 0;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "probability", &Calibration::probability},
        Field{2, "at", &Calibration::at},
        Field{3, "points_to_double_odds", &Calibration::points_to_double_odds},
        Field{4, "cases", &Calibration::cases});
  }
};

// A scorecard: points = base + sum of groups (each capped), capped in total.
struct ScoringSpec {
  // Points that every lead starts with.
  Points base;
  std::vector<Group> groups;
  // Caps of the total. Unset: none.
  std::optional<Points> min;
  std::optional<Points> max;
  std::vector<Veto> vetoes;
  // Ascending; the first is the lowest. Empty: no category.
  std::vector<Category> categories;
  std::optional<Grid> grid;
  // Unset: no probability.
  std::optional<AssumedProbability> assumed_probability;
  // Needs the guess, which it blends with. Unset: the guess alone.
  std::optional<Calibration> calibration;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "base", &ScoringSpec::base},
        Field{2, "groups", &ScoringSpec::groups},
        Field{3, "min", &ScoringSpec::min}, Field{4, "max", &ScoringSpec::max},
        Field{5, "vetoes", &ScoringSpec::vetoes},
        Field{6, "categories", &ScoringSpec::categories},
        Field{7, "grid", &ScoringSpec::grid},
        Field{8, "assumed_probability", &ScoringSpec::assumed_probability},
        Field{9, "calibration", &ScoringSpec::calibration});
  }
};

// A further scorecard with a name, such as the fit of a company or the score of
// an opportunity. It publishes the signals score.<name>.points, .probability,
// .category and .veto, which the scorecards after it and the main one may read.
struct NamedScore {
  // Unique among the names.
  std::string name;
  LocalText label;
  // The leads that have this score. Unset: all. Its signals are missing for
  // others.
  Condition when;
  ScoringSpec scoring;

  static constexpr auto Fields() {
    return FieldList(Field{1, "name", &NamedScore::name},
                     Field{2, "label", &NamedScore::label},
                     Field{3, "when", &NamedScore::when},
                     Field{4, "scoring", &NamedScore::scoring});
  }
};

}  // namespace lotse

#endif  // LOTSE_SCORE_SCORING_SPEC_H_
