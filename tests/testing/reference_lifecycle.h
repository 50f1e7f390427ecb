// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The slow, obvious lifecycle: a lead is walked second by second, and every
// second everything is looked at.
//
//   ReferenceStory story;                       // what happens, in seconds
//   ReferenceEnd end = ReferenceLifecycle(spec, guards, story, as_of);
//
// All times are whole seconds, no calendar counts, and guards are of the few
// kinds that ReferenceGuard has.
#ifndef LOTSE_TESTING_REFERENCE_LIFECYCLE_H_
#define LOTSE_TESTING_REFERENCE_LIFECYCLE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "lotse/lifecycle/lead_event.h"
#include "lotse/lifecycle/lifecycle_spec.h"

namespace lotse {

// All that is set must hold; nothing set holds always.
struct ReferenceGuard {
  // What the facts a and b must be.
  std::string a, b;
  // state.loops >= at_least; -1: any.
  int64_t min_loops = -1;
  // previous.state; empty: any.
  std::string previous;

  bool empty() const {
    return a.empty() && b.empty() && min_loops < 0 && previous.empty();
  }
  // As a condition's text.
  std::string Text() const;
};

struct ReferenceEvent {
  int64_t second = 0;
  std::string id;
  std::string event;
  std::string reason;
  // Empty: a machine.
  std::string role;
};

struct ReferenceStory {
  // Since which second the fact is what; missing before.
  std::map<int64_t, std::string> a, b;
  // Seconds at which somebody called.
  std::vector<int64_t> calls;
  std::vector<ReferenceEvent> events;
};

struct ReferenceEnd {
  std::string state;
  int64_t entered = 0;
  int64_t loops = 0;
  // "12: fresh -> passed by hot" and "12: started answer", in order.
  std::vector<std::string> transitions;
  std::vector<std::string> marks;
};

// The end of the story as of a second. `guards` are by transition; the
// conditions in the spec are not read.
ReferenceEnd ReferenceLifecycle(const LifecycleSpec& spec,
                                const std::vector<ReferenceGuard>& guards,
                                const ReferenceStory& story, int64_t as_of);

}  // namespace lotse

#endif  // LOTSE_TESTING_REFERENCE_LIFECYCLE_H_
