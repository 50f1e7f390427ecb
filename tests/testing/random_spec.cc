// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakeRandomSpec.
#include "tests/testing/random_spec.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/testing/random_condition.h"

namespace lotse {
namespace {

Points RandomPoints(RandomSource* random) {
  if (random->Chance(10)) return Points();
  const Points halves = Points::FromNano(random->Between(-40, 60) * 500000000);
  if (random->Chance(80)) return halves;
  return halves + Points::FromNano(random->Between(-3, 3));
}

Condition RandomTest(const RandomTenant& tenant, RandomSource* random) {
  return RandomCondition(tenant, random->Below(6), random);
}

// An operand whose text this file writes itself, for tables. The fact says of
// which type it is.
struct TableOperand {
  std::string text;
  Operand operand;
  RandomFact fact;
};

TableOperand FactTableOperand(const RandomFact& fact) {
  return {fact.name, Operand{FactOperand{fact.name}}, fact};
}

TableOperand FigureTableOperand(const RandomTenant& tenant,
                                RandomSource* random) {
  const Aggregate aggregate = static_cast<Aggregate>(1 + random->Below(3));
  ActivityOperand figure = RandomActivityOperand(tenant, aggregate, random);
  figure.where.clear();
  std::string inner =
      figure.kinds.empty() ? "*" : absl::StrJoin(figure.kinds, ", ");
  if (aggregate == Aggregate::kSum) {
    inner = absl::StrCat(figure.attribute, " of ", inner);
  }
  if (random->Chance(40)) {
    Predicate where;
    where.operand.kind = FactOperand{"channel"};
    where.op = PredicateOp::kNotEqual;
    where.values.push_back(Value{std::string("web")});
    figure.where.push_back(Condition{where});
    inner = absl::StrCat(inner, " where channel != \"web\"");
  }
  const int64_t micros = figure.within.micros();
  if (micros % 1000000 != 0) figure.within = Duration::Seconds(5);
  if (figure.within != Duration()) {
    inner = absl::StrCat(inner, " within ", figure.within.micros() / 1000000,
                         " seconds");
  }
  return {absl::StrCat(NameOf(aggregate), "(", inner, ")"), Operand{figure},
          FigureFact(tenant, aggregate, random)};
}

TableOperand ConsentTableOperand(RandomSource* random) {
  const ConsentOperand consent{RandomPurpose(random), RandomChannel(random)};
  RandomFact states;
  states.type = ValueType::kText;
  states.options = {"none", "given", "confirmed", "withdrawn", "expired"};
  return {absl::StrCat("consent(\"", consent.purpose, "\", \"", consent.channel,
                       "\")"),
          Operand{consent}, states};
}

int64_t RankOf(const Value& value) {
  if (const Instant* time = std::get_if<Instant>(&value.kind)) {
    return time->micros();
  }
  if (const Date* date = std::get_if<Date>(&value.kind)) return date->days();
  if (const Money* money = std::get_if<Money>(&value.kind)) {
    return money->micros;
  }
  return std::get<int64_t>(value.kind);
}

double AsDouble(const Value& value) {
  const double* number = std::get_if<double>(&value.kind);
  return number != nullptr ? *number : static_cast<double>(RankOf(value));
}

bool ValueLess(const Value& a, const Value& b) {
  const bool number =
      a.type() == ValueType::kNumber || b.type() == ValueType::kNumber;
  return number ? AsDouble(a) < AsDouble(b) : RankOf(a) < RankOf(b);
}

BandTable RandomBands(const TableOperand& operand, RandomSource* random) {
  BandTable table;
  table.of = operand.text;
  std::vector<Value> bounds;
  for (const Value& anchor : operand.fact.anchors) {
    if (random->Chance(80)) bounds.push_back(anchor);
    if (random->Chance(20)) bounds.push_back(RandomNear(anchor, random));
  }
  std::sort(bounds.begin(), bounds.end(), ValueLess);
  // Bounds of a sum that nano-units cannot tell apart are one bound.
  const bool is_sum = operand.fact.entity == "figure" &&
                      operand.fact.type == ValueType::kNumber;
  const auto same = [is_sum](const Value& a, const Value& b) {
    return !ValueLess(a, b) || (is_sum && AsDouble(b) - AsDouble(a) < 1e-6);
  };
  bounds.erase(std::unique(bounds.begin(), bounds.end(), same), bounds.end());
  Band band;
  bool open = random->Chance(50);
  for (const Value& bound : bounds) {
    if (open) {
      band.below = bound;
      band.points = RandomPoints(random);
      table.bands.push_back(band);
    }
    band.from = bound;
    open = true;
  }
  if (table.bands.empty() || random->Chance(50)) {
    band.below = Value{};
    band.points = RandomPoints(random);
    table.bands.push_back(band);
  }
  if (random->Chance(50)) table.missing = RandomPoints(random);
  return table;
}

OptionTable RandomOptions(const TableOperand& operand, RandomSource* random) {
  OptionTable table;
  table.of = operand.text;
  std::vector<std::string> texts = operand.fact.options;
  if (texts.empty()) {
    for (int i = 0; i < 3; ++i) texts.push_back(RandomText(random));
    for (const Value& anchor : operand.fact.anchors) {
      texts.push_back(std::get<std::string>(anchor.kind));
    }
  }
  for (const std::string& text : texts) {
    bool repeated = text.empty();
    for (const OptionPoints& option : table.options) {
      if (option.option == text) repeated = true;
    }
    if (!repeated && random->Chance(70)) {
      table.options.push_back({text, RandomPoints(random), {}});
    }
  }
  if (table.options.empty()) {
    table.options.push_back({texts[0], RandomPoints(random), {}});
  }
  if (random->Chance(50)) table.otherwise = RandomPoints(random);
  if (random->Chance(50)) table.missing = RandomPoints(random);
  return table;
}

void AddTable(const TableOperand& operand, Group* group, RandomSpec* spec,
              size_t* ids, RandomSource* random) {
  switch (operand.fact.type) {
    case ValueType::kInteger:
    case ValueType::kNumber:
    case ValueType::kTime:
    case ValueType::kDate:
    case ValueType::kMoney:
      group->bands.push_back(RandomBands(operand, random));
      group->bands.back().id = absl::StrCat("t", (*ids)++);
      break;
    case ValueType::kText:
      group->options.push_back(RandomOptions(operand, random));
      group->options.back().id = absl::StrCat("t", (*ids)++);
      break;
    default:
      return;
  }
  spec->operands[operand.text] = operand.operand;
}

void RandomCaps(std::optional<Points>* min, std::optional<Points>* max,
                RandomSource* random) {
  Points low = Points::FromNano(random->Between(-60, 40) * 500000000);
  Points high = low + Points::FromNano(random->Between(0, 80) * 500000000);
  if (random->Chance(35)) *min = low;
  if (random->Chance(35)) *max = high;
}

Group RandomGroup(const RandomTenant& tenant, RandomSpec* spec, size_t* ids,
                  RandomSource* random) {
  Group group;
  group.id = absl::StrCat("g", (*ids)++);
  if (random->Chance(30)) group.when = RandomTest(tenant, random);
  RandomCaps(&group.min, &group.max, random);
  for (size_t i = random->Below(6); i > 0; --i) {
    Rule rule;
    rule.id = absl::StrCat("r", (*ids)++);
    rule.when = RandomTest(tenant, random);
    rule.points = RandomPoints(random);
    group.rules.push_back(rule);
  }
  for (size_t i = random->Below(5); i > 0; --i) {
    const RandomFact& fact = random->Pick(tenant.facts);
    if (!fact.not_for_scoring) {
      AddTable(FactTableOperand(fact), &group, spec, ids, random);
    }
  }
  if (random->Chance(50)) {
    AddTable(FigureTableOperand(tenant, random), &group, spec, ids, random);
  }
  if (random->Chance(20)) {
    AddTable(ConsentTableOperand(random), &group, spec, ids, random);
  }
  return group;
}

GridAxis RandomAxis(const std::string& name, const std::vector<Group>& groups,
                    size_t parity, RandomSource* random) {
  GridAxis axis;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (i % 2 == parity) axis.groups.push_back(groups[i].id);
  }
  Points from = Points::FromNano(random->Between(-20, 10) * 500000000);
  const size_t count = 1 + random->Below(4);
  for (size_t i = 0; i < count; ++i) {
    GridStep step;
    step.id = absl::StrCat(name, i);
    if (i > 0) step.from = from;
    from += Points::FromNano(random->Between(1, 30) * 500000000);
    axis.steps.push_back(step);
  }
  return axis;
}

Grid RandomGrid(const ScoringSpec& scoring, RandomSource* random) {
  Grid grid;
  grid.rows = RandomAxis("row", scoring.groups, 0, random);
  grid.columns = RandomAxis("column", scoring.groups, 1, random);
  for (const GridStep& row : grid.rows.steps) {
    for (const GridStep& column : grid.columns.steps) {
      grid.cells.push_back(
          {row.id, column.id, random->Pick(scoring.categories).id});
    }
  }
  return grid;
}

}  // namespace

RandomSpec MakeRandomSpec(const RandomTenant& tenant, RandomSource* random) {
  RandomSpec spec;
  ScoringSpec& scoring = spec.scoring;
  size_t ids = 0;
  if (random->Chance(50)) scoring.base = RandomPoints(random);
  for (size_t i = random->Below(5); i > 0; --i) {
    scoring.groups.push_back(RandomGroup(tenant, &spec, &ids, random));
  }
  RandomCaps(&scoring.min, &scoring.max, random);
  for (size_t i = random->Below(4); i > 0; --i) {
    Veto veto;
    veto.id = absl::StrCat("v", ids++);
    veto.when = RandomCondition(tenant, 1, random);
    veto.reason.en = "not wanted";
    scoring.vetoes.push_back(veto);
  }
  const size_t categories = random->Below(5);
  const bool has_grid =
      categories > 0 && scoring.groups.size() >= 2 && random->Chance(35);
  Points from = Points::FromNano(random->Between(-30, 10) * 500000000);
  for (size_t i = 0; i < categories; ++i) {
    Category category;
    category.id = absl::StrCat("c", i);
    if (i > 0 && !has_grid) {
      category.from = from;
      if (random->Chance(50)) {
        category.hysteresis =
            Points::FromNano(random->Between(0, 20) * 500000000);
      }
    }
    if (i > 0 && random->Chance(50)) category.dwell = RandomDuration(random);
    from += Points::FromNano(random->Between(1, 30) * 500000000);
    scoring.categories.push_back(category);
  }
  if (has_grid) scoring.grid = RandomGrid(scoring, random);
  if (random->Chance(60)) {
    AssumedProbability assumed;
    assumed.probability = static_cast<double>(random->Between(1, 99)) / 100;
    assumed.at = Points::FromNano(random->Between(-20, 20) * 500000000);
    assumed.points_to_double_odds =
        Points::FromNano(random->Between(1, 30) * 500000001);
    scoring.assumed_probability = assumed;
    if (random->Chance(30)) {
      Calibration found;
      found.probability = static_cast<double>(random->Between(1, 99)) / 100;
      found.at = Points::FromNano(random->Between(-20, 20) * 500000000);
      found.points_to_double_odds =
          Points::FromNano(random->Between(1, 30) * 500000001);
      found.cases = random->Between(0, 300);
      scoring.calibration = found;
    }
  }
  return spec;
}

}  // namespace lotse
