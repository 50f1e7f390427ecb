// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngagementTable: the engagement states of many leads in flat memory, for
// hosts that keep them there: it takes a log of all leads' activities and says
// what the leads have at any later instant without reading a log.
//
//   EngagementTable table(engagement, leads);
//   table.Apply(log);                           // in the order of the times
//   EngagementPoints points;
//   table.Read(as_of, 0, leads, &points);
//
// The points are those of Engagement::Evaluate on each lead's state, bit for
// bit. What has halved more than four hundred times when later activities of
// any lead arrive is forgotten; it is far less than a nano-point.
//
// Apply and LoadState belong to one thread; any number may Read and
// StoreState side by side while none of these runs.
#ifndef LOTSE_SCORE_ENGAGEMENT_TABLE_H_
#define LOTSE_SCORE_ENGAGEMENT_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "lotse/base/instruction_set.h"
#include "lotse/base/time.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/score/engagement.h"
#include "lotse/score/engagement_columns.h"

namespace lotse {

// Activities of many leads, in the order of their times.
struct ActivityLog {
  size_t size = 0;
  // Row of the lead in the table; activities of other rows are skipped.
  const uint32_t* rows = nullptr;
  // Index of a kind in the catalog, or ActivityColumns::kNoKind.
  const uint32_t* kinds = nullptr;
  // Microseconds since 1970 UTC.
  const int64_t* occurred_at = nullptr;
  // By payload slot; slots beyond the end are missing.
  absl::Span<const ColumnView> payload;
};

class EngagementTable {
 public:
  // `leads` rows without activities. The processor must have `instructions`.
  EngagementTable(const Engagement& engagement, size_t leads,
                  InstructionSet instructions = BestInstructionSet());
  ~EngagementTable();
  EngagementTable(EngagementTable&&) noexcept;
  EngagementTable& operator=(EngagementTable&&) noexcept;

  // Applies activities, each as Engagement::Apply does without an id: the host
  // makes sure that each is new. Those that need a replay of their lead's log
  // are left out and marked in needs_replay; returns how many.
  size_t Apply(const ActivityLog& log);

  // Whether an activity of the lead came late, since its last Load.
  bool needs_replay(size_t row) const;

  // Replaces `*points` by those of the rows [begin, end) at `as_of`; a lead
  // with a later activity is read at that one's time.
  void Read(Instant as_of, size_t begin, size_t end,
            EngagementPoints* points) const;

  // The state of a lead: as a host stores it, and from there.
  EngagementState StoreState(size_t row) const;
  void LoadState(size_t row, const EngagementState& state);

  size_t leads() const;
  // Memory that the table takes, in bytes.
  size_t MemoryUsage() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lotse

#endif  // LOTSE_SCORE_ENGAGEMENT_TABLE_H_
