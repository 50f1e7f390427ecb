// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SalesYear: what an invented marketing and sales team does with generated
// leads in a year, as a log of events and the facts that it finds out.
//
//   LeadGeneratorOptions how;
//   how.days = 365;
//   LeadGenerator generator(how);
//   absl::StatusOr<SalesYear> year = SalesYear::Make(how.seed, how.until);
//   WorkedLead worked = *year->Work(generator.Make(0), 0);
//   worked.events;      // for lotse replay
//
// Marketing answers, asks the questions of BANT and hands over what looks good;
// sales takes it, sometimes late, sends back what it finds wanting, promotes,
// and demotes where need, money, power or time turn out to be missing. What
// turns out are the hidden traits (buying_process.h): who was asked little is
// demoted more. People work in office hours and have holidays.
//
// Lead i depends on the seed, `until` and i alone, bit for bit on every
// platform. The events go through the preset b2b_lifecycle; nothing happens
// after `until`. Thread-safe.
#ifndef LOTSE_TOOLS_SALES_YEAR_H_
#define LOTSE_TOOLS_SALES_YEAR_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/lead_event.h"
#include "tools/lead_generator.h"
#include "tools/sales_team.h"

namespace lotse::tools {

struct WorkedLead {
  Facts facts;
  // In the order in which they happened.
  std::vector<LeadEvent> events;
};

class SalesYear {
 public:
  static absl::StatusOr<SalesYear> Make(uint64_t seed, Instant until);

  // Error: the lead does not fit the preset.
  absl::StatusOr<WorkedLead> Work(GeneratedLead lead, int64_t index) const;

 private:
  SalesYear(Engine engine, uint64_t seed, Instant until)
      : engine_(std::move(engine)),
        team_(seed, until, engine_.calendars()[0]),
        seed_(seed),
        until_(until) {}

  Engine engine_;
  SalesTeam team_;
  uint64_t seed_;
  Instant until_;
};

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_SALES_YEAR_H_
