// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecycleCounts: what a LifecycleCounter (lifecycle_counter.h) has counted of
// the histories of many leads, as plain data to be stored, sent and merged.
// Only integers; the order of each list is that of the spec, and all that the
// spec has is listed, so equal counts are equal bytes.
//
// Every length that was seen is kept, with how often it was, so that medians
// are exact: some 12 bytes a stay in a state.
#ifndef LOTSE_LIFECYCLE_LIFECYCLE_COUNTS_H_
#define LOTSE_LIFECYCLE_LIFECYCLE_COUNTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"

namespace lotse {

// How large it may be as bytes or JSON.
inline constexpr size_t kMaxCountsBytes = 268435456;

// How often something took exactly so long.
struct LengthCount {
  Duration length;
  int64_t count = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "length", &LengthCount::length},
                     Field{2, "count", &LengthCount::count});
  }
};

// A state or a phase.
struct PlaceCount {
  // Id of the state, or name of the phase.
  std::string id;
  // Leads that were there at least once, how often they came, and how many are
  // there now.
  int64_t leads = 0;
  int64_t visits = 0;
  int64_t now = 0;
  // Of stays that have ended, by length.
  std::vector<LengthCount> stays;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &PlaceCount::id},
                     Field{2, "leads", &PlaceCount::leads},
                     Field{3, "visits", &PlaceCount::visits},
                     Field{4, "now", &PlaceCount::now},
                     Field{5, "stays", &PlaceCount::stays});
  }
};

// A step of the standard way.
struct StepCount {
  std::string id;
  // Leads that reached it, and of these who reached the next step, then or
  // later.
  int64_t leads = 0;
  int64_t went_on = 0;
  // Leads that are there now.
  int64_t now = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &StepCount::id},
                     Field{2, "leads", &StepCount::leads},
                     Field{3, "went_on", &StepCount::went_on},
                     Field{4, "now", &StepCount::now});
  }
};

// A reason of demotions.
struct ReasonCount {
  // Empty: none, or one that the spec does not have.
  std::string reason;
  int64_t demotions = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "reason", &ReasonCount::reason},
                     Field{2, "demotions", &ReasonCount::demotions});
  }
};

// Opportunities that became leads again.
struct LoopCount {
  // Leads that were an opportunity at least once, by how often they were
  // demoted.
  int64_t never = 0;
  int64_t once = 0;
  int64_t twice = 0;
  int64_t more = 0;
  // All demotions, by reason; how long those were an opportunity of which it is
  // known.
  std::vector<ReasonCount> reasons;
  std::vector<LengthCount> until_demotion;
  // Leads that were demoted: who became an opportunity again, and what became
  // of them after the last time.
  int64_t promoted_again = 0;
  int64_t won = 0;
  int64_t closed = 0;
  int64_t opportunity_now = 0;
  int64_t lead_now = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "never", &LoopCount::never},
                     Field{2, "once", &LoopCount::once},
                     Field{3, "twice", &LoopCount::twice},
                     Field{4, "more", &LoopCount::more},
                     Field{5, "reasons", &LoopCount::reasons},
                     Field{6, "until_demotion", &LoopCount::until_demotion},
                     Field{7, "promoted_again", &LoopCount::promoted_again},
                     Field{8, "won", &LoopCount::won},
                     Field{9, "closed", &LoopCount::closed},
                     Field{10, "opportunity_now", &LoopCount::opportunity_now},
                     Field{11, "lead_now", &LoopCount::lead_now});
  }
};

// Hand-overs of leads of which as much was known. A lead that is handed over
// twice counts twice.
struct HandOverCount {
  // "0", "25", "50" or "75": completeness from so many percent, to below that
  // of the next. Empty: unknown.
  std::string band;
  int64_t hand_overs = 0;
  // Those that began at the first such step of the way, and of these who
  // reached the next one.
  int64_t from_first = 0;
  int64_t went_on = 0;
  // Those that were or became an opportunity; of these who was demoted, and
  // who won.
  int64_t promoted = 0;
  int64_t demoted = 0;
  int64_t won = 0;
  // From the first such step to the next.
  std::vector<LengthCount> to_next;
  // From promotion to demotion.
  std::vector<LengthCount> until_demotion;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "band", &HandOverCount::band},
        Field{2, "hand_overs", &HandOverCount::hand_overs},
        Field{3, "from_first", &HandOverCount::from_first},
        Field{4, "went_on", &HandOverCount::went_on},
        Field{5, "promoted", &HandOverCount::promoted},
        Field{6, "demoted", &HandOverCount::demoted},
        Field{7, "won", &HandOverCount::won},
        Field{8, "to_next", &HandOverCount::to_next},
        Field{9, "until_demotion", &HandOverCount::until_demotion});
  }
};

// Runs of a clock.
struct ClockCount {
  // Id of the clock.
  std::string clock;
  int64_t started = 0;
  // How they stand: met in time or late; past their deadline and open, or
  // cancelled then; cancelled before it; open.
  int64_t met_in_time = 0;
  int64_t met_late = 0;
  int64_t breached_open = 0;
  int64_t breached_cancelled = 0;
  int64_t cancelled = 0;
  int64_t open = 0;
  // Time of its calendar until it was met.
  std::vector<LengthCount> to_meet;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "clock", &ClockCount::clock},
        Field{2, "started", &ClockCount::started},
        Field{3, "met_in_time", &ClockCount::met_in_time},
        Field{4, "met_late", &ClockCount::met_late},
        Field{5, "breached_open", &ClockCount::breached_open},
        Field{6, "breached_cancelled", &ClockCount::breached_cancelled},
        Field{7, "cancelled", &ClockCount::cancelled},
        Field{8, "open", &ClockCount::open},
        Field{9, "to_meet", &ClockCount::to_meet});
  }
};

struct LifecycleCounts {
  std::string tenant;
  // Name of the lifecycle.
  std::string lifecycle;
  // The first step of any lead, and the latest instant up to which one was
  // told. Unset: no lead was counted.
  Instant began_at;
  Instant as_of;
  int64_t leads = 0;
  std::vector<StepCount> steps;
  // lead, opportunity, closed.
  std::vector<PlaceCount> phases;
  std::vector<PlaceCount> states;
  LoopCount loops;
  // By completeness, unknown last.
  std::vector<HandOverCount> hand_overs;
  std::vector<ClockCount> clocks;

  static constexpr auto Fields() {
    return FieldList(Field{1, "tenant", &LifecycleCounts::tenant},
                     Field{2, "lifecycle", &LifecycleCounts::lifecycle},
                     Field{3, "began_at", &LifecycleCounts::began_at},
                     Field{4, "as_of", &LifecycleCounts::as_of},
                     Field{5, "leads", &LifecycleCounts::leads},
                     Field{6, "steps", &LifecycleCounts::steps},
                     Field{7, "phases", &LifecycleCounts::phases},
                     Field{8, "states", &LifecycleCounts::states},
                     Field{9, "loops", &LifecycleCounts::loops},
                     Field{10, "hand_overs", &LifecycleCounts::hand_overs},
                     Field{11, "clocks", &LifecycleCounts::clocks});
  }
};

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_LIFECYCLE_COUNTS_H_
