// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReferenceScore.
#include "tests/testing/reference_score.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/exact_math.h"
#include "tests/testing/reference_condition.h"

namespace lotse {
namespace {

struct Part {
  std::string path;
  Points points;
};

Operand OperandOf(const ReferenceOperands& operands, const std::string& of) {
  const auto found = operands.find(of);
  if (found != operands.end()) return found->second;
  return Operand{FactOperand{of}};
}

Part BandPart(const BandTable& table, const std::string& path,
              const ReferenceOperands& operands, const ReferenceInput& input) {
  const Operand operand = OperandOf(operands, table.of);
  const Value value = ReferenceOperand(input, operand);
  if (value.missing()) return {path + ".missing", table.missing};
  for (size_t i = 0; i < table.bands.size(); ++i) {
    const Value from = ReferenceLiteral(operand, table.bands[i].from);
    const Value below = ReferenceLiteral(operand, table.bands[i].below);
    if (!from.missing() && ReferenceOrder(value, from) < 0) continue;
    if (!below.missing() && ReferenceOrder(value, below) >= 0) continue;
    return {absl::StrCat(path, ".bands[", i, "]"), table.bands[i].points};
  }
  return {path, Points()};
}

Part OptionPart(const OptionTable& table, const std::string& path,
                const ReferenceOperands& operands,
                const ReferenceInput& input) {
  const Value value = ReferenceOperand(input, OperandOf(operands, table.of));
  if (value.missing()) return {path + ".missing", table.missing};
  for (size_t i = 0; i < table.options.size(); ++i) {
    if (table.options[i].option == std::get<std::string>(value.kind)) {
      return {absl::StrCat(path, ".options[", i, "]"), table.options[i].points};
    }
  }
  return {path + ".otherwise", table.otherwise};
}

// What a group's rules, bands and options give, before its caps.
std::vector<Part> PartsOf(const Group& group, const std::string& path,
                          const ReferenceOperands& operands,
                          const ReferenceInput& input) {
  std::vector<Part> parts;
  for (size_t i = 0; i < group.rules.size(); ++i) {
    if (ReferenceHolds(input, group.rules[i].when)) {
      parts.push_back(
          {absl::StrCat(path, ".rules[", i, "]"), group.rules[i].points});
    }
  }
  for (size_t i = 0; i < group.bands.size(); ++i) {
    parts.push_back(BandPart(group.bands[i],
                             absl::StrCat(path, ".bands[", i, "]"), operands,
                             input));
  }
  for (size_t i = 0; i < group.options.size(); ++i) {
    parts.push_back(OptionPart(group.options[i],
                               absl::StrCat(path, ".options[", i, "]"),
                               operands, input));
  }
  return parts;
}

// What a cap adds to `sum`.
Part Cap(const std::optional<Points>& min, const std::optional<Points>& max,
         Points sum, const std::string& path) {
  if (min.has_value() && sum < *min) return {path, *min - sum};
  if (max.has_value() && sum > *max) return {path, *max - sum};
  return {path, Points()};
}

// The highest step that starts at or below `value`.
template <typename Step>
int StepOf(const std::vector<Step>& steps, Points value) {
  int step = 0;
  for (size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].from.has_value() && *steps[i].from <= value) {
      step = static_cast<int>(i);
    }
  }
  return step;
}

int CategoryCalled(const ScoringSpec& spec, const std::string& id) {
  for (size_t i = 0; i < spec.categories.size(); ++i) {
    if (spec.categories[i].id == id) return static_cast<int>(i);
  }
  return -1;
}

int AxisStep(const GridAxis& axis, const std::vector<Group>& groups,
             const std::vector<Points>& group_points) {
  Points value;
  for (const std::string& id : axis.groups) {
    for (size_t i = 0; i < groups.size(); ++i) {
      if (groups[i].id == id) value += group_points[i];
    }
  }
  return StepOf(axis.steps, value);
}

int CellCategory(const ScoringSpec& spec, int row, int column) {
  const Grid& grid = *spec.grid;
  const std::string row_id = grid.rows.steps[static_cast<size_t>(row)].id;
  const std::string column_id =
      grid.columns.steps[static_cast<size_t>(column)].id;
  for (const GridCell& cell : grid.cells) {
    if (cell.row == row_id && cell.column == column_id) {
      return CategoryCalled(spec, cell.category);
    }
  }
  return -1;
}

// The category after the memory has had its say about `candidate`.
int Settled(const ScoringSpec& spec, int candidate, int previous, Instant since,
            Points points, Instant as_of) {
  if (candidate >= previous) return candidate;
  const Category& category = spec.categories[static_cast<size_t>(previous)];
  const bool long_enough = as_of >= since + category.dwell;
  bool low_enough = true;
  if (!spec.grid.has_value()) {
    low_enough = points < *category.from - category.hysteresis;
  }
  if (long_enough && low_enough) return candidate;
  return previous;
}

}  // namespace

ReferenceResult ReferenceScore(const ScoringSpec& spec,
                               const ReferenceOperands& operands,
                               const ReferenceInput& input,
                               const ReferenceMemory& memory) {
  std::vector<Part> parts;
  parts.push_back({"scoring.base", spec.base});
  Points total = spec.base;
  std::vector<Points> group_points;
  for (size_t g = 0; g < spec.groups.size(); ++g) {
    const Group& group = spec.groups[g];
    const std::string path = absl::StrCat("scoring.groups[", g, "]");
    Points sum;
    if (ReferenceHolds(input, group.when)) {
      for (const Part& part : PartsOf(group, path, operands, input)) {
        parts.push_back(part);
        sum += part.points;
      }
      const Part cap = Cap(group.min, group.max, sum, path);
      parts.push_back(cap);
      sum += cap.points;
    }
    group_points.push_back(sum);
    total += sum;
  }
  const Part cap = Cap(spec.min, spec.max, total, "scoring");
  parts.push_back(cap);
  total += cap.points;

  ReferenceResult result;
  result.points = total;
  for (const Part& part : parts) {
    if (part.points != Points()) {
      result.contributions.push_back({part.path, part.points});
    }
  }
  for (size_t i = spec.vetoes.size(); i > 0; --i) {
    if (ReferenceHolds(input, spec.vetoes[i - 1].when)) {
      result.veto = static_cast<int>(i - 1);
    }
  }
  if (spec.grid.has_value()) {
    result.grid_row = AxisStep(spec.grid->rows, spec.groups, group_points);
    result.grid_column =
        AxisStep(spec.grid->columns, spec.groups, group_points);
  }
  if (!spec.categories.empty()) {
    int category = spec.grid.has_value()
                       ? CellCategory(spec, result.grid_row, result.grid_column)
                       : StepOf(spec.categories, total);
    int previous = CategoryCalled(spec, memory.category);
    if (memory.since > input.as_of) previous = -1;
    if (previous >= 0) {
      category =
          Settled(spec, category, previous, memory.since, total, input.as_of);
    }
    if (result.veto >= 0) category = 0;
    result.category = category;
    result.category_since = category == previous ? memory.since : input.as_of;
  }
  if (spec.assumed_probability.has_value()) {
    const AssumedProbability& assumed = *spec.assumed_probability;
    const double doublings =
        static_cast<double>((total - assumed.at).nano()) /
        static_cast<double>(assumed.points_to_double_odds.nano());
    const double against = (1 - assumed.probability) / assumed.probability;
    result.probability = 1 / (1 + against * ExactExp2(-doublings));
    if (spec.calibration.has_value() && spec.calibration->cases > 0) {
      const Calibration& found = *spec.calibration;
      const double guess =
          assumed.cases > 0 ? static_cast<double>(assumed.cases) : 100.0;
      const double data = static_cast<double>(found.cases);
      const double found_doublings =
          static_cast<double>((total - found.at).nano()) /
          static_cast<double>(found.points_to_double_odds.nano());
      const double m = guess / (guess + data);
      const double n = data / (guess + data);
      const double x = m * doublings + n * found_doublings;
      result.probability =
          1 / (1 + ExactExp(-m * ExactLogit(assumed.probability) -
                            n * ExactLogit(found.probability)) *
                       ExactExp2(-x));
    }
  }
  return result;
}

}  // namespace lotse
