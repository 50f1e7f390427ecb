// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecycleCounter: counts the histories of the leads of one lifecycle and says
// what they tell.
//
//   LifecycleCounter counter(engine.spec().tenant, lifecycle.spec());
//   for (each lead) {
//     counter.Add(*MakeLeadHistory(engine, facts, decision, as_of, &scratch));
//   }
//   LifecycleMetrics metrics = counter.Metrics();
//
// An aggregate that merges: parts that are counted anywhere (counts()) and
// merged in any order give the same bits as the whole. Each lead is to be added
// once. A plain value; not thread-safe.
#ifndef LOTSE_LIFECYCLE_LIFECYCLE_COUNTER_H_
#define LOTSE_LIFECYCLE_LIFECYCLE_COUNTER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "lotse/lifecycle/lead_history.h"
#include "lotse/lifecycle/lifecycle_counts.h"
#include "lotse/lifecycle/lifecycle_metrics.h"
#include "lotse/lifecycle/lifecycle_spec.h"
#include "lotse/lifecycle/standard_way.h"

namespace lotse {

// What a count may be at most; beyond it there is no more to learn.
inline constexpr int64_t kMaxCount = 100000000000000000;

class LifecycleCounter {
 public:
  // `spec` must be valid.
  LifecycleCounter(std::string tenant, LifecycleSpec spec);

  // Counts a lead. States that the spec has removed count as those that their
  // leads moved to. Errors, which leave the counter as it was: InvalidArgument
  // with the path of what contradicts itself: steps out of order or after
  // `as_of`, a step from where the lead was not, a clock that did not run;
  // FailedPrecondition for a history of another tenant or lifecycle, or one
  // that names a state or clock that the spec does not have (replay the lead).
  absl::Status Add(const LeadHistory& history);

  // Adds what another counter of this lifecycle has counted. Errors as Add.
  absl::Status Merge(const LifecycleCounts& counts);

  // Name of the lifecycle.
  const std::string& lifecycle() const { return spec_.name; }
  LifecycleCounts counts() const;
  LifecycleMetrics Metrics() const;

 private:
  using Index = absl::flat_hash_map<std::string, size_t>;
  struct Stay;
  struct ClockRun;

  absl::Status ReadStays(const LeadHistory& history,
                         std::vector<Stay>* stays) const;
  absl::Status ReadClocks(const LeadHistory& history,
                          std::vector<ClockRun>* runs) const;
  void CountPlaces(const std::vector<Stay>& stays);
  void CountSteps(const std::vector<Stay>& stays);
  void CountLoops(const LeadHistory& history, const std::vector<Stay>& stays);
  void CountHandOvers(const LeadHistory& history,
                      const std::vector<Stay>& stays);
  void CountClocks(const std::vector<ClockRun>& runs);
  Phase PhaseOf(size_t state) const { return spec_.states[state].phase; }

  std::string tenant_;
  LifecycleSpec spec_;
  std::vector<WayStep> way_;
  // By id; removed states lead to where their leads moved.
  Index state_index_;
  Index clock_index_;
  Index reason_index_;
  // By state: its step of the way; kNoStep for none.
  std::vector<size_t> step_of_;
  // By state: whether deals there are won.
  std::vector<bool> won_;
  // Lengths in the order in which they came.
  LifecycleCounts counts_;
};

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_LIFECYCLE_COUNTER_H_
