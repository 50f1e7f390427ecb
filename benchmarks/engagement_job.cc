// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "benchmarks/engagement_job.h"

#include <algorithm>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"

namespace lotse {

Schema EngagementJobSchema() {
  Schema schema;
  for (int k = 0; k < kJobKinds; ++k) {
    schema.activity_kinds.push_back(Option{absl::StrCat("kind", k), {}, false});
  }
  return schema;
}

EngagementSpec EngagementJobSpec() {
  constexpr int kHalfLives[] = {7, 14, 30};
  EngagementSpec spec;
  EngagementGroup& group = spec.groups.emplace_back();
  group.id = "all";
  for (int k = 0; k < kJobKinds; ++k) {
    EngagementRule& rule = group.rules.emplace_back();
    rule.id = absl::StrCat("rule", k);
    rule.kinds = {absl::StrCat("kind", k)};
    rule.points = Points::FromDouble(k == 11 ? -5 : 2 + k);
    rule.decay.kind = DecayKind::kHalfLife;
    rule.decay.length = Duration::Days(kHalfLives[k % 3]);
    FrequencyCap& cap = rule.caps.emplace_back();
    cap.max_count = 1 + k % 3;
  }
  return spec;
}

EngagementJob MakeEngagementJob(size_t activities) {
  EngagementJob job;
  job.leads = std::max<size_t>(activities / 10, 1);
  job.as_of = Instant::FromMicros(int64_t{1767225600} * 1000000);
  job.rows.resize(activities);
  job.kinds.resize(activities);
  job.times.resize(activities);
  std::mt19937_64 random(42);
  const int64_t year = int64_t{365} * 86400 * 1000000;
  const int64_t step =
      std::max<int64_t>(year / static_cast<int64_t>(activities), 1);
  for (size_t i = 0; i < activities; ++i) {
    const uint64_t draw = random();
    const size_t back = 1 + (draw >> 32) % 1000;
    // Three in ten follow one of the latest activities.
    if (draw % 10 < 3 && back <= i) {
      job.rows[i] = job.rows[i - back];
      job.kinds[i] = job.kinds[i - back];
    } else {
      job.rows[i] = static_cast<uint32_t>((draw >> 8) % job.leads);
      job.kinds[i] = static_cast<uint32_t>((draw >> 50) % kJobKinds);
    }
    job.times[i] = job.as_of.micros() - year + static_cast<int64_t>(i) * step +
                   static_cast<int64_t>(draw % static_cast<uint64_t>(step));
  }
  job.begin.assign(job.leads + 1, 0);
  for (uint32_t row : job.rows) ++job.begin[row + 1];
  for (size_t i = 0; i < job.leads; ++i) job.begin[i + 1] += job.begin[i];
  std::vector<int64_t> next = job.begin;
  job.grouped_kinds.resize(activities);
  job.grouped_times.resize(activities);
  for (size_t i = 0; i < activities; ++i) {
    const size_t to = static_cast<size_t>(next[job.rows[i]]++);
    job.grouped_kinds[to] = job.kinds[i];
    job.grouped_times[to] = job.times[i];
  }
  return job;
}

}  // namespace lotse
