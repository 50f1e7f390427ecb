// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecycleJob: leads of the preset b2b_lifecycle that people work, as logs of
// events, and the table of states and events that decides them, as somebody
// would write it by hand.
#ifndef LOTSE_BENCHMARKS_LIFECYCLE_JOB_H_
#define LOTSE_BENCHMARKS_LIFECYCLE_JOB_H_

#include <cstddef>
#include <string>
#include <vector>

#include "lotse/base/time.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/lead_event.h"

namespace lotse {

// What an event brings from a state; all others are not taken.
struct LifecycleWay {
  const char* from;
  const char* event;
  const char* to;
  // What must hold: "captured" (complete, with a proof), "handed" (by a person,
  // without an open deal), "human", "reason", "human_with_reason"; "": nothing.
  const char* guard = "";
  // Whether a task is made.
  bool task = false;
};

// The ways that leads of the job go: those of the preset without the ends that
// nothing leads back from.
const std::vector<LifecycleWay>& LifecycleWays();

struct LifecycleJob {
  // A lead that is complete, has a proof of consent and is lukewarm: no
  // condition moves it by itself after it was captured.
  Facts facts;
  // One log a lead, each beginning with "capture", a minute between events;
  // about two thirds of them are taken.
  std::vector<std::vector<LeadEvent>> logs;
  // The state that each log ends in, by the ways above.
  std::vector<std::string> ends;
  // After all of them.
  Instant end;
};

LifecycleJob MakeLifecycleJob(size_t leads, size_t events_each);

}  // namespace lotse

#endif  // LOTSE_BENCHMARKS_LIFECYCLE_JOB_H_
