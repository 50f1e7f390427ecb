// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The job of the engagement benchmarks: the log of a year with twelve kinds of
// activity, each worth points that fade with one of three half-lives and count
// at most one to three times a day. Ten activities a lead; some come in bursts,
// so that caps matter.
#ifndef LOTSE_BENCHMARKS_ENGAGEMENT_JOB_H_
#define LOTSE_BENCHMARKS_ENGAGEMENT_JOB_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lotse/base/time.h"
#include "lotse/facts/schema.h"
#include "lotse/score/engagement_spec.h"

namespace lotse {

inline constexpr int kJobKinds = 12;

struct EngagementJob {
  size_t leads = 0;
  Instant as_of;
  // In the order of the times.
  std::vector<uint32_t> rows;
  std::vector<uint32_t> kinds;
  std::vector<int64_t> times;
  // The same grouped by lead.
  std::vector<int64_t> begin;
  std::vector<uint32_t> grouped_kinds;
  std::vector<int64_t> grouped_times;
};

Schema EngagementJobSchema();
EngagementSpec EngagementJobSpec();
EngagementJob MakeEngagementJob(size_t activities);

}  // namespace lotse

#endif  // LOTSE_BENCHMARKS_ENGAGEMENT_JOB_H_
