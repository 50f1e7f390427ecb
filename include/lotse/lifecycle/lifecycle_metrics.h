// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecycleMetrics: what the histories of many leads tell, as plain data: the
// funnel, the loops, what completeness at the hand-over is worth, and the
// clocks. LifecycleCounter (lifecycle_counter.h) makes it.
#ifndef LOTSE_LIFECYCLE_LIFECYCLE_METRICS_H_
#define LOTSE_LIFECYCLE_LIFECYCLE_METRICS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/base/time.h"
#include "lotse/lifecycle/lifecycle_spec.h"

namespace lotse {

// A share that was counted.
struct ShareFigure {
  int64_t hits = 0;
  // Of how many. 0: there is no share.
  int64_t of = 0;
  // hits / of, and the 95 % interval of it (wilson_interval.h).
  double share = 0;
  double low = 0;
  double high = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "hits", &ShareFigure::hits},
                     Field{2, "of", &ShareFigure::of},
                     Field{3, "share", &ShareFigure::share},
                     Field{4, "low", &ShareFigure::low},
                     Field{5, "high", &ShareFigure::high});
  }
};

// How long something took.
struct LengthFigure {
  // 0: there is no figure.
  int64_t cases = 0;
  // At most so long took half of them, and nine of ten: exact.
  Duration median;
  Duration p90;

  static constexpr auto Fields() {
    return FieldList(Field{1, "cases", &LengthFigure::cases},
                     Field{2, "median", &LengthFigure::median},
                     Field{3, "p90", &LengthFigure::p90});
  }
};

// A step of the standard way.
struct FunnelStep {
  // "lead", "opportunity", "won", or the id of a state.
  std::string id;
  LocalText label;
  // Leads that reached it at least once, and how many are there now.
  int64_t leads = 0;
  int64_t now = 0;
  // Of `leads` those that reached the next step. Not for the last.
  ShareFigure went_on;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &FunnelStep::id},
                     Field{2, "label", &FunnelStep::label},
                     Field{3, "leads", &FunnelStep::leads},
                     Field{4, "now", &FunnelStep::now},
                     Field{5, "went_on", &FunnelStep::went_on});
  }
};

// A state or a phase.
struct PlaceFigure {
  std::string id;
  LocalText label;
  Phase phase = Phase::kUnspecified;
  // Leads that were there at least once, how often they came, and how many are
  // there now.
  int64_t leads = 0;
  int64_t visits = 0;
  int64_t now = 0;
  // Of stays that have ended.
  LengthFigure stay;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &PlaceFigure::id},
                     Field{2, "label", &PlaceFigure::label},
                     Field{3, "phase", &PlaceFigure::phase},
                     Field{4, "leads", &PlaceFigure::leads},
                     Field{5, "visits", &PlaceFigure::visits},
                     Field{6, "now", &PlaceFigure::now},
                     Field{7, "stay", &PlaceFigure::stay});
  }
};

// A reason of demotions.
struct ReasonFigure {
  // Empty: none, or one that the spec does not have.
  std::string reason;
  int64_t demotions = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "reason", &ReasonFigure::reason},
                     Field{2, "demotions", &ReasonFigure::demotions});
  }
};

// Opportunities that became leads again.
struct LoopFigures {
  // Leads that were an opportunity at least once, by how often they were
  // demoted; `more`: three times and more.
  int64_t never = 0;
  int64_t once = 0;
  int64_t twice = 0;
  int64_t more = 0;
  // Of all of these those that were demoted.
  ShareFigure demoted;
  // How often that was; why, the most frequent reason first; after how long as
  // an opportunity.
  int64_t demotions = 0;
  std::vector<ReasonFigure> reasons;
  LengthFigure until_demotion;
  // Of the leads that were demoted those that became an opportunity again.
  ShareFigure promoted_again;
  // What became of them after the last time: won, closed otherwise, an
  // opportunity now, a lead now. Together all that were demoted.
  int64_t won = 0;
  int64_t closed = 0;
  int64_t opportunity_now = 0;
  int64_t lead_now = 0;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "never", &LoopFigures::never},
        Field{2, "once", &LoopFigures::once},
        Field{3, "twice", &LoopFigures::twice},
        Field{4, "more", &LoopFigures::more},
        Field{5, "demoted", &LoopFigures::demoted},
        Field{6, "demotions", &LoopFigures::demotions},
        Field{7, "reasons", &LoopFigures::reasons},
        Field{8, "until_demotion", &LoopFigures::until_demotion},
        Field{9, "promoted_again", &LoopFigures::promoted_again},
        Field{10, "won", &LoopFigures::won},
        Field{11, "closed", &LoopFigures::closed},
        Field{12, "opportunity_now", &LoopFigures::opportunity_now},
        Field{13, "lead_now", &LoopFigures::lead_now});
  }
};

// Hand-overs to who owns opportunities, of leads of which as much was known.
// A lead that is handed over twice counts twice.
struct HandOverFigure {
  // Completeness of the qualifying questionnaire at the hand-over, from so many
  // percent to below so many; 100 % is in the last band. Both 0: unknown.
  int64_t from_percent = 0;
  int64_t below_percent = 0;
  int64_t hand_overs = 0;
  // Of those that began at the first such step of the way, who reached the next
  // one, and how long that took: of the preset, from transfer to acceptance.
  ShareFigure went_on;
  LengthFigure to_next;
  // Of those that were or became an opportunity, who was demoted, how long
  // after the promotion, and who won.
  ShareFigure demoted;
  LengthFigure until_demotion;
  ShareFigure won;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "from_percent", &HandOverFigure::from_percent},
        Field{2, "below_percent", &HandOverFigure::below_percent},
        Field{3, "hand_overs", &HandOverFigure::hand_overs},
        Field{4, "went_on", &HandOverFigure::went_on},
        Field{5, "to_next", &HandOverFigure::to_next},
        Field{6, "demoted", &HandOverFigure::demoted},
        Field{7, "until_demotion", &HandOverFigure::until_demotion},
        Field{8, "won", &HandOverFigure::won});
  }
};

// Runs of a clock. A breach that was withdrawn is none.
struct ClockFigure {
  // Id of the clock.
  std::string clock;
  LocalText label;
  int64_t started = 0;
  // Those met in time, of all that were met or breached.
  ShareFigure in_time;
  int64_t met_late = 0;
  // Past their deadline: still open, or cancelled then.
  int64_t breached_open = 0;
  int64_t breached_cancelled = 0;
  // Before their deadline: cancelled, or open.
  int64_t cancelled = 0;
  int64_t open = 0;
  // Time of its calendar until it was met.
  LengthFigure to_meet;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "clock", &ClockFigure::clock},
        Field{2, "label", &ClockFigure::label},
        Field{3, "started", &ClockFigure::started},
        Field{4, "in_time", &ClockFigure::in_time},
        Field{5, "met_late", &ClockFigure::met_late},
        Field{6, "breached_open", &ClockFigure::breached_open},
        Field{7, "breached_cancelled", &ClockFigure::breached_cancelled},
        Field{8, "cancelled", &ClockFigure::cancelled},
        Field{9, "open", &ClockFigure::open},
        Field{10, "to_meet", &ClockFigure::to_meet});
  }
};

struct LifecycleMetrics {
  std::string tenant;
  // Name of the lifecycle.
  std::string lifecycle;
  LocalText label;
  // The first step of any lead, and the latest instant up to which one was
  // told. Unset: no lead was counted.
  Instant began_at;
  Instant as_of;
  int64_t leads = 0;
  // The standard way (standard_way.h).
  std::vector<FunnelStep> funnel;
  // lead, opportunity, closed.
  std::vector<PlaceFigure> phases;
  // In the order of the spec.
  std::vector<PlaceFigure> states;
  LoopFigures loops;
  // By completeness, unknown last.
  std::vector<HandOverFigure> hand_overs;
  // In the order of the spec.
  std::vector<ClockFigure> clocks;

  static constexpr auto Fields() {
    return FieldList(Field{1, "tenant", &LifecycleMetrics::tenant},
                     Field{2, "lifecycle", &LifecycleMetrics::lifecycle},
                     Field{3, "label", &LifecycleMetrics::label},
                     Field{4, "began_at", &LifecycleMetrics::began_at},
                     Field{5, "as_of", &LifecycleMetrics::as_of},
                     Field{6, "leads", &LifecycleMetrics::leads},
                     Field{7, "funnel", &LifecycleMetrics::funnel},
                     Field{8, "phases", &LifecycleMetrics::phases},
                     Field{9, "states", &LifecycleMetrics::states},
                     Field{10, "loops", &LifecycleMetrics::loops},
                     Field{11, "hand_overs", &LifecycleMetrics::hand_overs},
                     Field{12, "clocks", &LifecycleMetrics::clocks});
  }
};

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_LIFECYCLE_METRICS_H_
