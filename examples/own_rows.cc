// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Scores a host's own rows through LeadView: no Facts are built and no text is
// copied. Slots are looked up once; a row fills one ValueView per slot.
#include <cstdio>
#include <vector>

#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"

// A row as this host keeps it; -1 employees means that nobody knows.
struct CrmRow {
  int number;
  int employees;
  const char* industry;
  bool asked_for_offer;
};

int main() {
  using lotse::ValueView;
  const auto engine = lotse::CompileEngine(*lotse::Preset("b2b"));
  if (!engine.ok()) return 1;
  const lotse::FactCatalog& catalog = engine->catalog();
  const auto employees = catalog.Find("company.employees");
  const auto industry = catalog.Find("company.industry");
  const auto request = catalog.Find("lead.request");
  if (!employees.ok() || !industry.ok() || !request.ok()) return 1;

  const CrmRow rows[] = {{17, 480, "manufacturing", true},
                         {18, 6, "trade", false},
                         {19, -1, "software", true}};
  const lotse::Instant as_of = *lotse::Instant::Parse("2026-11-23");
  std::vector<ValueView> values(catalog.size());  // all missing
  lotse::ScoreScratch scratch;                    // reused from row to row
  lotse::EvaluateOptions options;
  options.contributions = false;
  for (const CrmRow& row : rows) {
    values[*employees] =
        row.employees < 0 ? ValueView() : ValueView::Integer(row.employees);
    values[*industry] = ValueView::Text(row.industry);
    values[*request] =
        row.asked_for_offer ? ValueView::Text("offer") : ValueView();
    lotse::LeadView view;
    view.values = values;
    const lotse::Score score =
        engine->scorer().Evaluate(view, as_of, options, &scratch);
    const size_t category = static_cast<size_t>(score.category);
    std::printf("row %d: %3s points, %s\n", row.number,
                score.points.ToString().c_str(),
                engine->spec().scoring.categories[category].id.c_str());
  }
}
