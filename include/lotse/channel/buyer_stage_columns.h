// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BuyerStageColumns: the buyer stages of many leads at once, from columns to a
// column.
//
//   BuyerStageColumns columns(finder, leads, as_of, {});
//   BuyerStageColumn stages;
//   columns.Find(0, leads.rows, &stages);              // all of them
//   values[slot] = SignalColumn(finder, stages);
//
// The stages are those of BuyerStageFinder::Find, however the rows are cut into
// ranges. A BuyerStageColumns has the memory of one block and belongs to one
// thread at a time; several may work on ranges of the same columns side by
// side.
#ifndef LOTSE_CHANNEL_BUYER_STAGE_COLUMNS_H_
#define LOTSE_CHANNEL_BUYER_STAGE_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "lotse/base/instruction_set.h"
#include "lotse/base/time.h"
#include "lotse/channel/buyer_stage.h"
#include "lotse/facts/lead_columns.h"

namespace lotse {

// The stages of some leads, in their order.
struct BuyerStageColumn {
  // Indices of stages; -1: not enough evidence.
  std::vector<int32_t> stage;
  // Microseconds since 1970 UTC. Empty if no previous stages were given: then
  // each lead is in its stage since as_of.
  std::vector<int64_t> since;
  // One bit for each lead, the lowest bit of a byte first: whether it has a
  // stage.
  std::vector<uint8_t> validity;
};

// The column of the signal buyer.stage: the stages' ids, missing without a
// stage. Points into `column` and `finder`.
ColumnView SignalColumn(const BuyerStageFinder& finder,
                        const BuyerStageColumn& column);

struct BuyerStageColumnOptions {
  // What each lead's stage was before; null: none had one. Indices of stages
  // (-1: none) and microseconds since 1970 UTC, one for each row.
  const int32_t* previous_stage = nullptr;
  const int64_t* previous_since = nullptr;
  // Which instructions to use. Must be one that this processor has.
  InstructionSet instructions = BestInstructionSet();
};

class BuyerStageColumns {
 public:
  // `leads` and what `options` point to must outlive the BuyerStageColumns; the
  // finder itself is shared.
  BuyerStageColumns(const BuyerStageFinder& finder, const LeadColumns& leads,
                    Instant as_of, const BuyerStageColumnOptions& options);
  ~BuyerStageColumns();
  BuyerStageColumns(const BuyerStageColumns&) = delete;
  BuyerStageColumns& operator=(const BuyerStageColumns&) = delete;

  // Replaces `*column` by the stages of the rows [begin, end).
  void Find(size_t begin, size_t end, BuyerStageColumn* column);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lotse

#endif  // LOTSE_CHANNEL_BUYER_STAGE_COLUMNS_H_
