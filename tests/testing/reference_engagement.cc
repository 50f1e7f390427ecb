// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/testing/reference_engagement.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace lotse {
namespace {

constexpr int64_t kDayMicros = 86400000000;

int64_t FloorDiv(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

bool Has(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// The instant `months` calendar months after `at`; the last day of a month that
// is too short.
int64_t AddMonths(int64_t at, int months) {
  const int64_t days = FloorDiv(at, kDayMicros);
  const std::string text =
      Date::FromDays(static_cast<int32_t>(days)).ToString();
  const int year = std::atoi(text.substr(0, 4).c_str());
  const int month = std::atoi(text.substr(5, 2).c_str());
  int day = std::atoi(text.substr(8, 2).c_str());
  const int number = year * 12 + month - 1 + months;
  while (true) {
    const auto date = Date::FromCivil(number / 12, number % 12 + 1, day);
    if (date.ok()) {
      return date->days() * kDayMicros + (at - days * kDayMicros);
    }
    if (day-- <= 1) return Instant::Max().micros();
  }
}

double Steps(const Decay& decay, int64_t at, int64_t as_of) {
  if (decay.months == 0) {
    return static_cast<double>((as_of - at) / decay.length.micros());
  }
  int steps = 0;
  while (AddMonths(at, (steps + 1) * decay.months) <= as_of) ++steps;
  return steps;
}

double Left(const Decay& decay, double points, int64_t at, int64_t as_of) {
  const double age = static_cast<double>(as_of - at);
  const double length = static_cast<double>(decay.length.micros());
  switch (decay.kind) {
    case DecayKind::kHalfLife:
      return points * std::exp2(-age / length);
    case DecayKind::kLinear:
      return points * std::max(0.0, 1 - age / length);
    case DecayKind::kWindow:
      return age < length ? points : 0;
    case DecayKind::kStepFactor:
      return points * std::pow(1 - decay.rate, Steps(decay, at, as_of));
    case DecayKind::kStepShare:
      return points * std::max(0.0, 1 - decay.rate * Steps(decay, at, as_of));
    default:
      return points;
  }
}

double Clamp(double value, const std::optional<Points>& min,
             const std::optional<Points>& max) {
  if (min.has_value()) value = std::max(value, min->ToDouble());
  if (max.has_value()) value = std::min(value, max->ToDouble());
  return value;
}

struct Given {
  int64_t day;
  double points;
};

}  // namespace

ReferenceEngagementResult ReferenceEngagement(const EngagementSpec& spec,
                                              std::vector<Activity> activities,
                                              Instant as_of,
                                              const ReferenceWhere& where) {
  const auto holds = [&](const std::vector<std::string>& kinds,
                         const Condition& condition, const Activity& activity) {
    return (kinds.empty() || Has(kinds, activity.kind)) &&
           (condition.empty() || where(condition, activity));
  };
  std::stable_sort(activities.begin(), activities.end(),
                   [](const Activity& a, const Activity& b) {
                     return a.occurred_at < b.occurred_at;
                   });
  ReferenceEngagementResult result;
  for (const EngagementGroup& group : spec.groups) {
    // The last reset: what happened before it does not count.
    int64_t since = Instant::Min().micros();
    for (const Activity& activity : activities) {
      if (activity.occurred_at > as_of) continue;
      for (const EngagementReset& reset : spec.resets) {
        if (holds(reset.kinds, reset.where, activity) &&
            (reset.groups.empty() || Has(reset.groups, group.id))) {
          since = activity.occurred_at.micros();
        }
      }
    }
    double sum = 0;
    for (const EngagementRule& rule : group.rules) {
      std::vector<Given> given;
      for (const Activity& activity : activities) {
        const int64_t at = activity.occurred_at.micros();
        if (activity.occurred_at > as_of || at < since) continue;
        if (!holds(rule.kinds, rule.where, activity)) continue;
        if (rule.once && !given.empty()) continue;
        const int64_t day = FloorDiv(at + spec.utc_offset.micros(), kDayMicros);
        double points = std::fabs(rule.points.ToDouble());
        bool counts = true;
        for (const FrequencyCap& cap : rule.caps) {
          const int64_t days = cap.days == 0 ? 1 : cap.days;
          int32_t count = 0;
          double used = 0;
          for (const Given& earlier : given) {
            if (earlier.day <= day - days) continue;
            ++count;
            used += earlier.points;
          }
          if (cap.max_count > 0 && count >= cap.max_count) counts = false;
          if (cap.max_points.has_value()) {
            const double left = cap.max_points->ToDouble() - used;
            if (left < 5e-10) counts = false;
            points = std::min(points, left);
          }
        }
        if (!counts) continue;
        given.push_back({day, points});
        const double sign = rule.points < Points() ? -1 : 1;
        const double left = Left(rule.decay, sign * points, at, as_of.micros());
        sum += left;
        result.magnitude += std::fabs(left);
        ++result.counted;
      }
    }
    result.groups.push_back(Clamp(sum, group.min, group.max));
    result.points += result.groups.back();
  }
  result.points = Clamp(result.points, spec.min, spec.max);
  return result;
}

}  // namespace lotse
