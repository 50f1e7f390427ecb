// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngagementSpec: what activities are worth and how that fades, as plain data.
//
//   EngagementSpec spec;
//   spec.groups.push_back({"web"});
//   EngagementRule& rule = spec.groups[0].rules.emplace_back();
//   rule.id = "download";
//   rule.kinds = {"download"};
//   rule.points = Points::FromDouble(10);
//   rule.decay = {DecayKind::kHalfLife, Duration::Days(14)};
//   rule.caps = {{1, 3}};               // at most three a day
//
// engagement.h compiles and runs it; docs/engagement.md has the formulas.
#ifndef LOTSE_SCORE_ENGAGEMENT_SPEC_H_
#define LOTSE_SCORE_ENGAGEMENT_SPEC_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition.h"

namespace lotse {

// How the points p of an activity fade with its age.
enum class DecayKind : uint8_t {
  kUnspecified = 0,  // As kNone.
  kNone = 1,         // p
  kHalfLife = 2,     // p * 2^(-age / length)
  kLinear = 3,       // p * max(0, 1 - age / length)
  kWindow = 4,       // p while age < length, then 0
  // With k the number of whole steps in the age:
  kStepFactor = 5,  // p * (1 - rate)^k, the rate of what is left each time
  kStepShare = 6,   // p * max(0, 1 - rate * k), the rate of p each time
};

template <>
struct EnumNames<DecayKind> {
  static constexpr const char* kPrefix = "DECAY_KIND_";
  static constexpr EnumName<DecayKind> kNames[] = {
      {DecayKind::kNone, "none"},
      {DecayKind::kHalfLife, "half_life"},
      {DecayKind::kLinear, "linear"},
      {DecayKind::kWindow, "window"},
      {DecayKind::kStepFactor, "step_factor"},
      {DecayKind::kStepShare, "step_share"}};
};

struct Decay {
  DecayKind kind = DecayKind::kUnspecified;
  // The half-life, the time to zero, the window, or one step. Required unless
  // kNone, or `months` for steps.
  Duration length;
  // For steps: the step in calendar months instead of `length`. An activity of
  // the 31st takes its steps on the last day of shorter months.
  int32_t months = 0;
  // For steps: above 0, at most 1.
  double rate = 0;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "kind", &Decay::kind}, Field{2, "length", &Decay::length},
        Field{3, "months", &Decay::months}, Field{4, "rate", &Decay::rate});
  }
};

// Limits what a rule gives within any `days` civil days in a row; with 1 day,
// within one civil day. The earliest activities count; the one that crosses
// `max_points` gives what is left.
struct FrequencyCap {
  // 1 to 3,660. Unset: 1.
  int32_t days = 0;
  // How many activities count. Unset: any number.
  int32_t max_count = 0;
  // How many points they give before they fade, as a magnitude: 20 also limits
  // a rule of -5 points to -20. Unset: any.
  std::optional<Points> max_points;

  static constexpr auto Fields() {
    return FieldList(Field{1, "days", &FrequencyCap::days},
                     Field{2, "max_count", &FrequencyCap::max_count},
                     Field{3, "max_points", &FrequencyCap::max_points});
  }
};

// Gives points for each activity of some kinds.
struct EngagementRule {
  // Unique in the spec.
  std::string id;
  // Kinds of activity. Empty: all kinds.
  std::vector<std::string> kinds;
  // On the activity: its attributes and `channel`. Unset: each activity.
  Condition where;
  // For each activity; may be negative (an unsubscription, a bounce).
  Points points;
  Decay decay;
  // All of them hold.
  std::vector<FrequencyCap> caps;
  // Only the first activity ever counts (again after a reset).
  bool once = false;
  // The reason people read. Unset: made from the kinds.
  LocalText label;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &EngagementRule::id},
                     Field{2, "kinds", &EngagementRule::kinds},
                     Field{3, "where", &EngagementRule::where},
                     Field{4, "points", &EngagementRule::points},
                     Field{5, "decay", &EngagementRule::decay},
                     Field{6, "caps", &EngagementRule::caps},
                     Field{7, "once", &EngagementRule::once},
                     Field{8, "label", &EngagementRule::label});
  }
};

// Rules whose faded sum is capped together.
struct EngagementGroup {
  // Unique in the spec.
  std::string id;
  LocalText label;
  // Caps of the sum at each instant. Unset: none.
  std::optional<Points> min;
  std::optional<Points> max;
  std::vector<EngagementRule> rules;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &EngagementGroup::id},
                     Field{2, "label", &EngagementGroup::label},
                     Field{3, "min", &EngagementGroup::min},
                     Field{4, "max", &EngagementGroup::max},
                     Field{5, "rules", &EngagementGroup::rules});
  }
};

// An activity after which engagement starts from nothing, such as a lost deal
// or a lead that was recycled. Of activities at one instant resets come first.
struct EngagementReset {
  // Kinds of activity. Required.
  std::vector<std::string> kinds;
  // As in EngagementRule.
  Condition where;
  // Ids of the groups that start anew. Empty: all.
  std::vector<std::string> groups;

  static constexpr auto Fields() {
    return FieldList(Field{1, "kinds", &EngagementReset::kinds},
                     Field{2, "where", &EngagementReset::where},
                     Field{3, "groups", &EngagementReset::groups});
  }
};

// engagement = sum of groups (each capped), capped in total.
struct EngagementSpec {
  std::vector<EngagementGroup> groups;
  // Caps of the total at each instant. Unset: none.
  std::optional<Points> min;
  std::optional<Points> max;
  std::vector<EngagementReset> resets;
  // How far the civil days of caps lie ahead of UTC, such as one hour; below a
  // day in either direction. Unset: days in UTC.
  Duration utc_offset;
  // How long the state remembers the ids of activities, to tell that one is
  // delivered again. Unset: 30 days.
  Duration lateness_horizon;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "groups", &EngagementSpec::groups},
        Field{2, "min", &EngagementSpec::min},
        Field{3, "max", &EngagementSpec::max},
        Field{4, "resets", &EngagementSpec::resets},
        Field{5, "utc_offset", &EngagementSpec::utc_offset},
        Field{6, "lateness_horizon", &EngagementSpec::lateness_horizon});
  }
};

}  // namespace lotse

#endif  // LOTSE_SCORE_ENGAGEMENT_SPEC_H_
