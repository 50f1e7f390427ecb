// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Scores one lead with a preset and prints what the score adds up from. This is
// the program of README.md.
#include <cstdio>

#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"

int main() {
  const auto engine = lotse::CompileEngine(*lotse::Preset("b2b"));
  if (!engine.ok()) return 1;

  lotse::Facts facts;
  facts.lead.id = "L-1";
  facts.lead.channel = "trade_fair";
  facts.company.emplace();
  facts.company->attributes = {
      {"employees", lotse::Value{int64_t{120}}},
      {"industry", lotse::Value{std::string("software")}}};
  facts.lead.answers = {{"need", lotse::Value{std::string("urgent")}}};

  const lotse::Instant as_of = *lotse::Instant::Parse("2026-11-23");
  const auto report = engine->Score(facts, as_of, {"en", true});
  if (!report.ok()) return 1;  // report.status() names the wrong field

  std::printf("%s is %s with %s points\n", report->lead_id.c_str(),
              report->category.c_str(), report->points.ToString().c_str());
  for (const lotse::ReportedContribution& c : report->contributions) {
    std::printf("  %s\n", c.text.c_str());
  }
}
