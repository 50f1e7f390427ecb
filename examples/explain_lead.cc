// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Explains a score in German: every sentence is a part of the sum, and the
// parts add up to the points exactly, caps included.
#include <cstdio>

#include "lotse/engine/describe_score.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"

int main() {
  using lotse::Value;
  const auto engine = lotse::CompileEngine(*lotse::Preset("b2b"));
  if (!engine.ok()) return 1;
  const auto at = [](const char* day) { return *lotse::Instant::Parse(day); };

  lotse::Person buyer;
  buyer.id = "P-7";
  buyer.attributes = {{"job_level", Value{std::string("head")}},
                      {"title", Value{std::string("Leiterin Einkauf")}},
                      {"email_kind", Value{std::string("free")}}};
  buyer.activities = {{"A-1", "trade_fair_talk", at("2026-10-14"), "", {}},
                      {"A-2", "order_card", at("2026-11-02"), "reply_card", {}},
                      {"A-3", "reply", at("2026-11-20"), "", {}}};

  lotse::Facts facts;
  facts.lead.id = "L-2";
  facts.lead.channel = "trade_fair";
  facts.persons = {buyer};
  facts.company.emplace();
  facts.company->attributes = {
      {"employees", Value{int64_t{480}}},
      {"industry", Value{std::string("manufacturing")}},
      {"country", Value{std::string("AT")}}};

  const auto report = engine->Score(facts, at("2026-11-23"), {"de", true});
  if (!report.ok()) {
    std::printf("%s\n", report.status().ToString().c_str());
    return 1;
  }
  lotse::Points sum;
  for (const lotse::ReportedContribution& c : report->contributions) {
    std::printf("%-28s %s\n", c.id.c_str(), c.text.c_str());
    sum += c.points;
  }
  std::printf("%-28s %s (Kategorie %s)\n", "Summe",
              lotse::DescribePoints(report->points, "de").c_str(),
              report->category.c_str());
  return sum == report->points ? 0 : 1;
}
