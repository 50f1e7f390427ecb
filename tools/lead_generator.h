// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadGenerator: synthetic leads of an invented German company that sells
// software and scanners for warehouses to other companies.
//
//   LeadGenerator generator({/*seed=*/1, until});
//   Facts facts = generator.Lead(0);
//
// It shows the pipeline as it stood at `until`: all facts are from before, all
// leads are still open then. What became of them in the half year after is in
// lead.outcome, which no condition reads. The outcome comes from a hidden
// process (buying_process.h), not from the points of any scorecard.
//
// Lead i depends on the seed, `until` and i alone, bit for bit on every
// platform. Every lead says what it is: its campaign is "synthetic" and its id
// begins with SYN. The facts fit the schema of the preset "b2b". Thread-safe.
#ifndef LOTSE_TOOLS_LEAD_GENERATOR_H_
#define LOTSE_TOOLS_LEAD_GENERATOR_H_

#include <cstdint>

#include "lotse/base/time.h"
#include "lotse/facts/facts.h"
#include "tools/buying_process.h"

namespace lotse::tools {

struct LeadGeneratorOptions {
  uint64_t seed = 1;
  // No earlier than 1971.
  Instant until;
  // Whether leads carry their outcome.
  bool outcomes = true;
  // In how many days before `until` leads came; from 2.
  int64_t days = 240;
};

// A lead with what nobody sees.
struct GeneratedLead {
  Facts facts;
  CompanyTraits company;
  LeadTraits traits;
};

class LeadGenerator {
 public:
  explicit LeadGenerator(LeadGeneratorOptions options) : options_(options) {}

  // The lead with this index, from 0.
  Facts Lead(int64_t index) const { return Make(index).facts; }
  GeneratedLead Make(int64_t index) const;

 private:
  LeadGeneratorOptions options_;
};

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_LEAD_GENERATOR_H_
