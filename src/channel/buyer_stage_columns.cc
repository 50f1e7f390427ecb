// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BuyerStageColumns and SignalColumn.
//
// Evidence is one bit a lead; for each stage the weights of what holds are
// added up lead by lead, words without a bit are skipped.
#include "lotse/channel/buyer_stage_columns.h"

#include <algorithm>

#include "lotse/condition/condition_columns.h"

namespace lotse {

class BuyerStageColumns::Impl {
 public:
  Impl(const BuyerStageFinder& finder, const LeadColumns& leads, Instant as_of,
       const BuyerStageColumnOptions& options)
      : finder_(finder),
        rep_(*finder_.rep_),
        as_of_(as_of),
        options_(options),
        conditions_(rep_.conditions, leads, as_of, options.instructions) {
    for (size_t e = 0; e < rep_.evidence_nano.size(); ++e) {
      holds_.push_back(conditions_.Require(e));
    }
  }

  void Find(size_t begin, size_t end, BuyerStageColumn* column) {
    const size_t rows = end - begin;
    column->stage.assign(rows, -1);
    column->since.assign(options_.previous_stage == nullptr ? 0 : rows, 0);
    column->validity.assign((rows + 7) / 8, 0);
    for (size_t row = begin; row < end; row += ConditionColumns::kMaxRows) {
      const size_t count = std::min(ConditionColumns::kMaxRows, end - row);
      conditions_.Evaluate(row, count);
      FindBlock(count, column->stage.data() + (row - begin));
      if (options_.previous_stage != nullptr) {
        Hold(row, count, column->stage.data() + (row - begin),
             column->since.data() + (row - begin));
      }
    }
    for (size_t i = 0; i < rows; ++i) {
      if (column->stage[i] >= 0) {
        column->validity[i / 8] =
            static_cast<uint8_t>(column->validity[i / 8] | 1u << i % 8);
      }
    }
  }

 private:
  // What the evidence alone says.
  void FindBlock(size_t count, int32_t* stage_of) {
    total_.assign(count, 0);
    for (size_t s = 0; s < rep_.stages.size(); ++s) {
      const BuyerStageFinder::CompiledStage& stage = rep_.stages[s];
      sum_.assign(count, 0);
      for (uint32_t i = stage.begin; i < stage.end; ++i) {
        AddWhereItHolds(rep_.by_stage[i], count);
      }
      for (size_t row = 0; row < count; ++row) {
        total_[row] += sum_[row];
        if (sum_[row] >= stage.needs) stage_of[row] = static_cast<int32_t>(s);
      }
    }
    for (size_t row = 0; row < count; ++row) {
      if (total_[row] < rep_.min_evidence) stage_of[row] = -1;
    }
  }

  void AddWhereItHolds(uint32_t evidence, size_t count) {
    const uint64_t* const bits = holds_[evidence];
    const int64_t nano = rep_.evidence_nano[evidence];
    for (size_t w = 0; w < (count + 63) / 64; ++w) {
      const uint64_t word = bits[w];
      if (word == 0) continue;
      const size_t last = std::min(64 * (w + 1), count);
      for (size_t row = 64 * w; row < last; ++row) {
        sum_[row] += nano & -static_cast<int64_t>(word >> row % 64 & 1);
      }
    }
  }

  // The same after the hold time.
  void Hold(size_t first, size_t count, int32_t* stage, int64_t* since) const {
    for (size_t i = 0; i < count; ++i) {
      BuyerStageMemory memory;
      memory.stage = options_.previous_stage[first + i];
      if (options_.previous_since != nullptr) {
        memory.since = Instant::FromMicros(options_.previous_since[first + i]);
      }
      stage[i] = finder_.StageAfter(stage[i], as_of_, memory);
      since[i] = BuyerStageFinder::SinceOf(stage[i], as_of_, memory).micros();
    }
  }

  const BuyerStageFinder finder_;
  const BuyerStageFinder::Rep& rep_;
  const Instant as_of_;
  const BuyerStageColumnOptions options_;
  ConditionColumns conditions_;
  // Bits of each piece of evidence.
  std::vector<const uint64_t*> holds_;
  // By row of the block.
  std::vector<int64_t> sum_;
  std::vector<int64_t> total_;
};

BuyerStageColumns::BuyerStageColumns(const BuyerStageFinder& finder,
                                     const LeadColumns& leads, Instant as_of,
                                     const BuyerStageColumnOptions& options)
    : impl_(std::make_unique<Impl>(finder, leads, as_of, options)) {}
BuyerStageColumns::~BuyerStageColumns() = default;

void BuyerStageColumns::Find(size_t begin, size_t end,
                             BuyerStageColumn* column) {
  impl_->Find(begin, end, column);
}

ColumnView SignalColumn(const BuyerStageFinder& finder,
                        const BuyerStageColumn& column) {
  ColumnView signal =
      ColumnView::Fixed(ValueType::kText, ColumnLayout::kInt32,
                        column.stage.data(), column.validity.data());
  signal.dictionary = &finder.ids();
  signal.dictionary_rows = finder.spec().stages.size();
  return signal;
}

}  // namespace lotse
