// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RandomEngagementSpec and RandomActivities: rules of all kinds on the
// activities of AllTypesSchema, and activities that meet their caps and ages.
//
//   const EngagementSpec spec = RandomEngagementSpec(&random);
//   RandomActivities lead(catalog, &random);
//   engagement.Evaluate(lead.view(), as_of, &scratch);
#ifndef LOTSE_TESTING_RANDOM_ENGAGEMENT_H_
#define LOTSE_TESTING_RANDOM_ENGAGEMENT_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/lead_view.h"
#include "lotse/score/engagement_spec.h"
#include "tests/testing/random_source.h"

namespace lotse {

// Activities lie in the 400 days before this and some days after it.
inline Instant EngagementNow() {
  return Instant::FromMicros(int64_t{1774000000} * 1000000);
}

inline std::vector<std::string> RandomKinds(RandomSource* random) {
  return random->Pick<std::vector<std::string>>(
      {{"download"}, {"visit"}, {"call"}, {"visit", "call"}, {}});
}

inline Condition RandomActivityCondition(RandomSource* random) {
  if (random->Chance(70)) return Condition();
  return Condition::FromText(
      absl::StrCat("minutes >= ", random->Between(1, 9)));
}

inline Decay RandomDecay(RandomSource* random) {
  Decay decay;
  decay.kind = static_cast<DecayKind>(random->Below(7));
  if (decay.kind <= DecayKind::kNone) return decay;
  decay.length = Duration::Micros(
      random->Pick<int64_t>({3600, 86400, 14 * 86400, 100 * 86400}) * 1000000 +
      random->Between(0, 1));
  if (decay.kind >= DecayKind::kStepFactor) {
    decay.rate = random->Pick<double>({0.1, 0.25, 0.5, 1});
    if (random->Chance(50)) {
      decay.length = Duration();
      decay.months = static_cast<int32_t>(random->Between(1, 12));
    }
  }
  return decay;
}

inline FrequencyCap RandomCap(RandomSource* random) {
  FrequencyCap cap;
  cap.days = static_cast<int32_t>(random->Pick<int64_t>({0, 1, 2, 7, 30}));
  if (random->Chance(60)) {
    cap.max_count = static_cast<int32_t>(random->Between(1, 4));
  }
  if (cap.max_count == 0 || random->Chance(30)) {
    cap.max_points = Points::FromNano(random->Between(1, 60000) * 1000000);
  }
  return cap;
}

inline std::optional<Points> RandomBound(int64_t low, int64_t high,
                                         RandomSource* random) {
  if (random->Chance(60)) return std::nullopt;
  return Points::FromNano(random->Between(low, high) * 1000000000);
}

inline Points RandomActivityPoints(RandomSource* random) {
  return Points::FromNano(random->Pick<int64_t>(
      {random->Between(1, 40) * 1000000000, -5000000000, 1234567891}));
}

// Rules of one kind each that fade by half or not at all and count some times a
// day, as most specs have them, and executors know how to be quick about. Now
// and then one is otherwise.
inline EngagementSpec RandomSimpleEngagementSpec(RandomSource* random) {
  EngagementSpec spec;
  const std::vector<std::string> kinds = {"download", "visit", "call"};
  for (size_t k = 0; k < kinds.size(); ++k) {
    if (spec.groups.empty() || random->Chance(40)) {
      EngagementGroup& group = spec.groups.emplace_back();
      group.id = absl::StrCat("group", k);
      group.max = RandomBound(1, 80, random);
    }
    if (random->Chance(10)) continue;
    EngagementRule& rule = spec.groups.back().rules.emplace_back();
    rule.id = absl::StrCat("rule", k);
    rule.kinds = {kinds[k]};
    rule.points = RandomActivityPoints(random);
    rule.decay.kind =
        random->Chance(80) ? DecayKind::kHalfLife : DecayKind::kNone;
    if (rule.decay.kind == DecayKind::kHalfLife) {
      rule.decay.length = Duration::Days(random->Between(1, 30));
    }
    if (random->Chance(75)) {
      FrequencyCap& cap = rule.caps.emplace_back();
      cap.max_count =
          static_cast<int32_t>(random->Pick<int64_t>({1, 2, 3, 1023, 1024}));
      if (random->Chance(10)) cap.days = 7;
    }
  }
  if (random->Chance(20)) spec.resets.emplace_back().kinds = {"call"};
  spec.utc_offset = Duration::Hours(random->Between(-11, 14));
  return spec;
}

inline EngagementSpec RandomEngagementSpec(RandomSource* random) {
  if (random->Chance(30)) return RandomSimpleEngagementSpec(random);
  EngagementSpec spec;
  const size_t groups = 1 + random->Below(3);
  for (size_t g = 0; g < groups; ++g) {
    EngagementGroup& group = spec.groups.emplace_back();
    group.id = absl::StrCat("group", g);
    group.min = RandomBound(-40, 0, random);
    group.max = RandomBound(1, 80, random);
    const size_t rules = random->Below(5);
    for (size_t r = 0; r < rules; ++r) {
      EngagementRule& rule = group.rules.emplace_back();
      rule.id = absl::StrCat("rule", g, "_", r);
      rule.kinds = RandomKinds(random);
      rule.where = RandomActivityCondition(random);
      rule.points = RandomActivityPoints(random);
      rule.decay = RandomDecay(random);
      while (random->Chance(35)) rule.caps.push_back(RandomCap(random));
      rule.once = random->Chance(10);
    }
  }
  spec.min = RandomBound(-60, 0, random);
  spec.max = RandomBound(1, 100, random);
  while (random->Chance(25)) {
    EngagementReset& reset = spec.resets.emplace_back();
    reset.kinds = {random->Pick<std::string>({"download", "call"})};
    reset.where =
        Condition::FromText(absl::StrCat("minutes >= ", random->Between(7, 9)));
    if (random->Chance(50)) reset.groups = {"group0"};
  }
  spec.utc_offset = Duration::Hours(random->Pick<int64_t>({0, 1, -11}));
  return spec;
}

// The activities of one lead, in any order.
class RandomActivities {
 public:
  RandomActivities(const FactCatalog& catalog, RandomSource* random,
                   size_t most = 40) {
    const size_t count = random->Below(most + 1);
    for (size_t i = 0; i < count; ++i) {
      Activity& activity = activities_.emplace_back();
      activity.id = absl::StrCat("A-", i);
      activity.kind = random->Pick<std::string>({"download", "visit", "call"});
      int64_t seconds = random->Between(-400 * 86400, 2 * 86400);
      if (random->Chance(50)) seconds = random->Between(-3, 2) * 86400;
      if (random->Chance(30)) seconds -= seconds % 7200;
      activity.occurred_at = EngagementNow() + Duration::Seconds(seconds);
      if (random->Chance(20) && i > 0) {
        activity.occurred_at = activities_[i - 1].occurred_at;
      }
      minutes_.push_back(random->Between(0, 10));
    }
    const FactSlot slot = *catalog.FindPayload("minutes");
    payload_.resize(count, std::vector<ValueView>(catalog.payload_size()));
    for (size_t i = 0; i < count; ++i) {
      payload_[i][slot] = ValueView::Integer(minutes_[i]);
      Attribute& minutes = activities_[i].attributes.emplace_back();
      minutes.key = "minutes";
      minutes.value.kind = minutes_[i];
      ActivityView& view = views_.emplace_back();
      view.kind = *catalog.FindActivityKind(activities_[i].kind);
      view.occurred_at = activities_[i].occurred_at;
      view.payload = payload_[i];
      ids_.push_back(activities_[i].id);
    }
  }
  RandomActivities(RandomActivities&&) = default;

  void Shuffle(RandomSource* random) {
    for (size_t i = views_.size(); i > 1; --i) {
      const size_t k = random->Below(i);
      std::swap(views_[i - 1], views_[k]);
      std::swap(activities_[i - 1], activities_[k]);
      std::swap(ids_[i - 1], ids_[k]);
    }
  }

  // Of the views only.
  void SortByTime() {
    std::stable_sort(views_.begin(), views_.end(),
                     [](const ActivityView& a, const ActivityView& b) {
                       return a.occurred_at < b.occurred_at;
                     });
  }

  LeadView view() const {
    LeadView view;
    view.activities = views_;
    return view;
  }
  const std::vector<Activity>& activities() const { return activities_; }
  std::vector<absl::string_view> ids() const {
    return std::vector<absl::string_view>(ids_.begin(), ids_.end());
  }

 private:
  std::vector<Activity> activities_;
  std::vector<int64_t> minutes_;
  std::vector<std::vector<ValueView>> payload_;
  std::vector<ActivityView> views_;
  std::vector<std::string> ids_;
};

// What RandomActivityCondition means: "minutes >= n".
inline bool MinutesHold(const Condition& where, const Activity& activity) {
  const std::string& text = std::get<std::string>(where.kind);
  const int64_t least = text.back() - '0';
  return std::get<int64_t>(activity.attributes[0].value.kind) >= least;
}

}  // namespace lotse

#endif  // LOTSE_TESTING_RANDOM_ENGAGEMENT_H_
