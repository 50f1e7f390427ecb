// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// HistoryOf and RandomHistory: histories of leads in SmallLifecycle, as they
// would be replayed.
#ifndef LOTSE_TESTING_RANDOM_HISTORY_H_
#define LOTSE_TESTING_RANDOM_HISTORY_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "lotse/lifecycle/lead_history.h"
#include "tests/testing/random_source.h"
#include "tests/testing/small_lifecycle.h"

namespace lotse {

inline Phase SmallPhase(const std::string& state) {
  if (state == "deal") return Phase::kOpportunity;
  return state == "won" || state == "gone" ? Phase::kClosed : Phase::kLead;
}

// A lead that came into each of these states at these seconds; from deal back
// to fresh is a demotion for no_budget. Told up to `until`.
inline LeadHistory HistoryOf(
    const std::vector<std::pair<std::string, int64_t>>& stays, int64_t until) {
  LeadHistory history;
  history.lifecycle = "small";
  history.as_of = SmallTime(until);
  std::string from = kNewLead;
  int64_t promoted = 0;
  for (const auto& [to, second] : stays) {
    TransitionMade made;
    made.from = from;
    made.to = to;
    made.at = SmallTime(second);
    made.from_phase = SmallPhase(from);
    made.to_phase = SmallPhase(to);
    history.transitions.push_back(made);
    ConversionMade conversion;
    conversion.at = made.at;
    if (to == "deal" && from != "deal") {
      promoted = second;
      conversion.kind = Conversion::kPromote;
    } else if (from == "deal" && to == "fresh") {
      conversion.kind = Conversion::kDemote;
      conversion.reason = "no_budget";
      conversion.after = Duration::Seconds(second - promoted);
    }
    if (conversion.kind != Conversion::kUnspecified) {
      history.conversions.push_back(conversion);
    }
    from = to;
  }
  return history;
}

// One of any length, with clocks and what was known at hand-overs.
inline LeadHistory RandomHistory(RandomSource* random) {
  std::vector<std::pair<std::string, int64_t>> stays;
  int64_t second = random->Between(0, 50);
  std::string state = "fresh";
  while (second < 1000) {
    stays.emplace_back(state, second);
    if (SmallPhase(state) == Phase::kClosed) break;
    const std::vector<std::string> next =
        state == "fresh"    ? std::vector<std::string>{"passed", "gone"}
        : state == "passed" ? std::vector<std::string>{"deal", "fresh", "gone"}
                            : std::vector<std::string>{"won", "fresh", "gone"};
    state = random->Pick(next);
    second += random->Between(0, 200);
  }
  LeadHistory history = HistoryOf(stays, 1000);
  int64_t run = 0;
  for (const auto& [in, at] : stays) {
    if (in != "passed") continue;
    HandedOverAt handed;
    handed.at = SmallTime(at);
    if (random->Chance(80)) {
      handed.completeness = static_cast<double>(random->Between(0, 8)) / 8;
    }
    history.handed_over.push_back(handed);
    const auto mark = [&](ClockMarkKind kind, int64_t later) {
      ClockMark made;
      made.clock = "acceptance";
      made.kind = kind;
      made.at = SmallTime(at);
      made.run = run;
      made.elapsed = Duration::Seconds(later);
      history.clocks.push_back(made);
    };
    ++run;
    mark(ClockMarkKind::kStarted, 0);
    if (random->Chance(40)) mark(ClockMarkKind::kBreached, 60);
    if (random->Chance(20)) mark(ClockMarkKind::kBreachWithdrawn, 60);
    if (random->Chance(70)) {
      mark(random->Chance(60) ? ClockMarkKind::kMet : ClockMarkKind::kCancelled,
           random->Between(0, 100));
    }
  }
  return history;
}

}  // namespace lotse

#endif  // LOTSE_TESTING_RANDOM_HISTORY_H_
