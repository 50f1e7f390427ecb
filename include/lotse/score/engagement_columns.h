// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngagementColumns: the engagement of many leads at once, from columns of
// their activities to columns of points.
//
//   EngagementColumns columns(engagement, leads, as_of);
//   EngagementPoints points;
//   columns.Compute(0, leads.rows, &points);
//   double first = points.total_nano[0] / 1e9;
//
// The points are those of Engagement::Evaluate, bit for bit, however the rows
// are cut into ranges and whatever the instruction set. Activities of a lead
// lie side by side in any order; it is fastest if they ascend in time.
//
// It has the memory of one block and belongs to one thread at a time.
#ifndef LOTSE_SCORE_ENGAGEMENT_COLUMNS_H_
#define LOTSE_SCORE_ENGAGEMENT_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "lotse/base/instruction_set.h"
#include "lotse/base/time.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/score/engagement.h"

namespace lotse {

// The engagement of some leads, in their order, in nano-points.
struct EngagementPoints {
  std::vector<int64_t> total_nano;
  // By group, after its caps, in the order of the spec.
  std::vector<std::vector<int64_t>> group_nano;

  // Nano-points as the numbers that the signals engagement.points and
  // engagement.<group>.points have.
  static void ToNumbers(const std::vector<int64_t>& nano,
                        std::vector<double>* numbers);
};

class EngagementColumns {
 public:
  // What `leads` points to must outlive this; the engagement is shared. The
  // processor must have `instructions`.
  EngagementColumns(const Engagement& engagement, const LeadColumns& leads,
                    Instant as_of,
                    InstructionSet instructions = BestInstructionSet());
  ~EngagementColumns();
  EngagementColumns(EngagementColumns&&) noexcept;
  EngagementColumns& operator=(EngagementColumns&&) noexcept;

  // Replaces `*points` by those of the rows [begin, end).
  void Compute(size_t begin, size_t end, EngagementPoints* points);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lotse

#endif  // LOTSE_SCORE_ENGAGEMENT_COLUMNS_H_
