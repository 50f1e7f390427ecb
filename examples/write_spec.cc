// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Writes a spec in C++. Validation names everything that is wrong at once, each
// with its path; what it names is then mended.
#include <cstdio>

#include "lotse/engine/engine.h"

int main() {
  using lotse::Condition;
  using lotse::Points;
  using lotse::Value;
  lotse::EngineSpec spec;
  spec.schema.company = {{"employees", lotse::ValueType::kInteger},
                         {"country", lotse::ValueType::kText}};
  spec.schema.activity_kinds = {{"download"}, {"webinar"}};

  spec.scoring.groups = {{"fit"}, {"interest"}};
  lotse::Group& fit = spec.scoring.groups[0];
  fit.rules = {{"home_market", Condition::FromText("contry in ('DE', 'AT')"),
                Points::FromDouble(10)}};
  fit.bands = {{"size", "company.employees"}};
  fit.bands[0].bands = {
      {Value{int64_t{10}}, Value{int64_t{50}}, Points::FromDouble(5)},
      {Value{int64_t{40}}, Value{}, Points::FromDouble(12.5)}};
  lotse::Group& interest = spec.scoring.groups[1];
  interest.rules = {{"busy",
                     Condition::FromText("count(download within 30 days >= 2"),
                     Points::FromDouble(20)}};
  interest.min = Points::FromDouble(30);
  interest.max = Points::FromDouble(25);

  lotse::SpecIssues issues;
  lotse::ValidateEngineSpec(spec, &issues);
  std::printf("%zu issues\n", issues.count());
  for (const lotse::SpecIssue& issue : issues.list()) {
    std::printf("  %s\n", issue.ToString().c_str());
  }

  fit.rules[0].when = Condition::FromText("country in ('DE', 'AT')");
  fit.bands[0].bands[1].from = Value{int64_t{50}};
  interest.rules[0].when =
      Condition::FromText("count(download within 30 days) >= 2");
  interest.min.reset();
  const auto engine = lotse::CompileEngine(spec);
  if (!engine.ok()) return 1;
  std::printf("mended: compiled as %s\n",
              engine->fingerprint().ToString().c_str());
}
