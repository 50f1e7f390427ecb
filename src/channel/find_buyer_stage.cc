// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BuyerStageFinder's verbs for one lead.
#include <algorithm>

#include "lotse/channel/buyer_stage.h"

namespace lotse {

BuyerStageResult BuyerStageFinder::Find(const LeadView& view, Instant as_of,
                                        const BuyerStageMemory& memory,
                                        BuyerStageScratch* scratch) const {
  const Rep& rep = *rep_;
  rep.conditions.Evaluate(view, as_of, &scratch->conditions);
  const auto holds = [&](uint32_t e) {
    return rep.conditions.Holds(scratch->conditions, e);
  };
  // Index of the highest stage that is met.
  int32_t met = -1;
  int64_t total = 0;
  scratch->nano.assign(rep.stages.size(), 0);
  for (size_t s = 0; s < rep.stages.size(); ++s) {
    const CompiledStage& stage = rep.stages[s];
    int64_t& sum = scratch->nano[s];
    for (uint32_t i = stage.begin; i < stage.end; ++i) {
      if (holds(rep.by_stage[i])) sum += rep.evidence_nano[rep.by_stage[i]];
    }
    total += sum;
    if (sum >= stage.needs) met = static_cast<int32_t>(s);
  }
  const int32_t candidate = total < rep.min_evidence ? -1 : met;

  BuyerStageResult result;
  result.total = Points::FromNano(total);
  result.stage = StageAfter(candidate, as_of, memory);
  result.held = result.stage != candidate;
  result.since = SinceOf(result.stage, as_of, memory);
  scratch->reasons.clear();
  scratch->missing.clear();
  if (result.stage >= 0) {
    const CompiledStage& stage = rep.stages[static_cast<size_t>(result.stage)];
    for (uint32_t i = stage.begin; i < stage.end; ++i) {
      const uint32_t e = rep.by_stage[i];
      if (holds(e)) scratch->reasons.push_back(e);
    }
  }
  // Without a stage, `met` lacks nothing but evidence in all.
  const int32_t next = result.stage >= 0 ? result.stage + 1 : std::max(met, 0);
  if (static_cast<size_t>(next) < rep.stages.size()) {
    const CompiledStage& stage = rep.stages[static_cast<size_t>(next)];
    result.next_stage = next;
    for (uint32_t i = stage.begin; i < stage.end; ++i) {
      const uint32_t e = rep.by_stage[i];
      if (!holds(e)) scratch->missing.push_back(e);
    }
    result.missing_points = Points::FromNano(
        std::max(stage.needs - scratch->nano[static_cast<size_t>(next)],
                 rep.min_evidence - total));
  }
  result.reasons = scratch->reasons;
  result.missing = scratch->missing;
  return result;
}

int32_t BuyerStageFinder::StageAfter(int32_t candidate, Instant as_of,
                                     const BuyerStageMemory& memory) const {
  const int32_t before = memory.stage;
  if (before < 0 || static_cast<size_t>(before) >= rep_->stages.size() ||
      !Remembers(memory, as_of) || candidate >= before) {
    return candidate;
  }
  return as_of < memory.since + rep_->spec.hold ? before : candidate;
}

void BuyerStageFinder::Publish(const BuyerStageResult& result,
                               absl::Span<ValueView> row) const {
  if (!rep_->signal.has_value() || *rep_->signal >= row.size()) return;
  row[*rep_->signal] =
      result.stage < 0
          ? ValueView()
          : ValueView::Text(
                rep_->spec.stages[static_cast<size_t>(result.stage)].id);
}

int32_t BuyerStageFinder::FindStage(absl::string_view id) const {
  const std::vector<BuyerStageDefinition>& stages = rep_->spec.stages;
  for (size_t s = 0; s < stages.size(); ++s) {
    if (stages[s].id == id) return static_cast<int32_t>(s);
  }
  return -1;
}

const LocalText& BuyerStageFinder::OfferOf(int32_t stage) const {
  return stage < 0 ? rep_->spec.first_offer
                   : rep_->spec.stages[static_cast<size_t>(stage)].offer;
}

size_t BuyerStageFinder::MemoryUsage() const {
  return sizeof(Rep) + rep_->conditions.MemoryUsage() +
         rep_->stages.capacity() * sizeof(CompiledStage) +
         rep_->by_stage.capacity() * sizeof(uint32_t) +
         rep_->evidence_nano.capacity() * sizeof(int64_t) +
         rep_->id_offsets.capacity() * sizeof(int32_t) +
         rep_->id_bytes.capacity();
}

}  // namespace lotse
