// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Scores many leads at once, from the columns that a program has already.
#include <cstdint>
#include <cstdio>
#include <vector>

#include "lotse/engine/engine.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/score/column_scorer.h"

namespace {

lotse::EngineSpec MakeSpec() {
  lotse::EngineSpec spec;
  lotse::AttributeSpec& employees = spec.schema.company.emplace_back();
  employees.key = "employees";
  employees.type = lotse::ValueType::kInteger;
  lotse::AttributeSpec& growth = spec.schema.company.emplace_back();
  growth.key = "growth";
  growth.type = lotse::ValueType::kNumber;
  lotse::Group& fit = spec.scoring.groups.emplace_back();
  fit.id = "fit";
  lotse::Rule& large = fit.rules.emplace_back();
  large.id = "large";
  large.when = lotse::Condition::FromText("employees >= 50");
  large.points = lotse::Points::FromDouble(20);
  lotse::Rule& growing = fit.rules.emplace_back();
  growing.id = "growing";
  growing.when =
      lotse::Condition::FromText("growth > 0.1 or growth is missing");
  growing.points = lotse::Points::FromDouble(5);
  spec.scoring.categories = {{"cold"}, {"hot"}};
  spec.scoring.categories[1].from = lotse::Points::FromDouble(20);
  return spec;
}

}  // namespace

int main() {
  const absl::StatusOr<lotse::Engine> engine = lotse::CompileEngine(MakeSpec());
  if (!engine.ok()) {
    std::fprintf(stderr, "%s\n", engine.status().ToString().c_str());
    return 1;
  }
  // The program's own columns, read where they lie. The last growth is unknown.
  const std::vector<int32_t> employees = {120, 7, 80};
  const std::vector<float> growth = {0.05f, 0.3f, 0};
  const uint8_t growth_is_there = 0b011;

  const lotse::FactCatalog& catalog = engine->catalog();
  std::vector<lotse::ColumnView> columns(catalog.size());
  columns[*catalog.Find("employees")] =
      lotse::ColumnView::Fixed(lotse::ValueType::kInteger,
                               lotse::ColumnLayout::kInt32, employees.data());
  columns[*catalog.Find("growth")] = lotse::ColumnView::Fixed(
      lotse::ValueType::kNumber, lotse::ColumnLayout::kFloat, growth.data(),
      &growth_is_there);
  lotse::LeadColumns leads;
  leads.rows = employees.size();
  leads.values = columns;

  const lotse::Instant as_of = *lotse::Instant::Parse("2026-11-23");
  lotse::ColumnScorer scorer(engine->scorer(), leads, as_of, {});
  lotse::ScoreColumns scores;
  scorer.Score(0, leads.rows, &scores);
  for (size_t i = 0; i < leads.rows; ++i) {
    const auto category = static_cast<size_t>(scores.category[i]);
    std::printf(
        "lead %zu: %s points, %s\n", i,
        lotse::Points::FromNano(scores.points_nano[i]).ToString().c_str(),
        engine->spec().scoring.categories[category].id.c_str());
  }
  return 0;
}
