// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Buyer stage: how far a lead is on its way to a decision, judged by evidence
// of what it read, asked and did, or "not enough evidence".
//
//   absl::StatusOr<BuyerStageFinder> finder =
//       CompileBuyerStage(BuyerStagePreset(), catalog);
//   BuyerStageScratch scratch;                  // reused from lead to lead
//   BuyerStageResult result = finder->Find(view, as_of, {}, &scratch);
//   if (result.stage >= 0) finder->spec().stages[result.stage].id;   // "mid"
//
// Each piece of evidence is a condition with a weight and speaks for one stage.
// A stage is met if the weights of its own evidence reach what it needs; the
// lead is in the highest stage that is met. So a lead with strong late evidence
// is late, whether or not anybody saw it pass the middle. Recency is part of
// the condition (`within last 60 days`): when evidence runs out the lead falls
// back by itself, to the highest stage that is still met.
//
// A BuyerStageFinder is an immutable handle, cheap to copy and safe to share
// between threads; a scratch belongs to one thread at a time. Find cannot fail
// and does not allocate once the scratch has grown to its size.
#ifndef LOTSE_CHANNEL_BUYER_STAGE_H_
#define LOTSE_CHANNEL_BUYER_STAGE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/field_path.h"
#include "lotse/base/points.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/channel/buyer_stage_spec.h"
#include "lotse/condition/condition_set.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/facts/lead_view.h"

namespace lotse {

// The stage a lead was in before; makes the hold time work.
struct BuyerStageMemory {
  // Index of the stage; -1: none, or not known any more.
  int32_t stage = -1;
  // Since when. Unset, or later than the evaluation: nothing is remembered.
  Instant since;
};

struct BuyerStageResult {
  // Index of the stage in the spec; -1: not enough evidence.
  int32_t stage = -1;
  // Since when the lead is in it, or without evidence.
  Instant since;
  // The stage is only held: evidence alone would give a lower one, or none.
  bool held = false;
  // Points of all evidence that holds.
  Points total;
  // The evidence that speaks for the stage, as indices into the spec, strongest
  // first (then in the order of the spec). Empty without a stage, and where a
  // held stage has none left. Valid until the scratch is used again.
  absl::Span<const uint32_t> reasons;
  // The stage above; without a stage the one that lacks nothing but
  // BuyerStageSpec::min_evidence, else the lowest. -1: there is none above.
  int32_t next_stage = -1;
  // Its evidence that does not hold, strongest first.
  absl::Span<const uint32_t> missing;
  // What the lead lacks to be in it; above 0 if there is one.
  Points missing_points;
};

// Memory of one evaluation, to be reused.
struct BuyerStageScratch {
  ConditionScratch conditions;
  std::vector<int64_t> nano;
  std::vector<uint32_t> reasons;
  std::vector<uint32_t> missing;
};

class BuyerStageFinder {
 public:
  // The stage of one lead at `as_of`.
  BuyerStageResult Find(const LeadView& view, Instant as_of,
                        const BuyerStageMemory& memory,
                        BuyerStageScratch* scratch) const;

  // Puts the stage's id into the signal buyer.stage of `row` (by slot of the
  // catalog it was compiled with), missing without a stage. The text points
  // into the finder. Does nothing if the catalog has no such signal.
  void Publish(const BuyerStageResult& result, absl::Span<ValueView> row) const;

  // What was compiled; evidence e is condition e.
  const BuyerStageSpec& spec() const { return rep_->spec; }
  const ConditionSet& conditions() const { return rep_->conditions; }

  // The index of a stage; -1 if there is none of this id.
  int32_t FindStage(absl::string_view id) const;

  // What to offer a lead in `stage`, -1 for one without enough evidence.
  const LocalText& OfferOf(int32_t stage) const;

  // The ids of all stages as a column of texts, for a column of indices.
  const ColumnView& ids() const { return rep_->ids; }

  // Memory that the compiled finder takes besides the spec, in bytes.
  size_t MemoryUsage() const;

 private:
  friend class BuyerStageColumns;
  friend class BuyerStageLowering;

  struct CompiledStage {
    // The least sum of its evidence with which it is met; above 0.
    int64_t needs = 0;
    // Its evidence, strongest first: by_stage[begin] to by_stage[end - 1].
    uint32_t begin = 0;
    uint32_t end = 0;
  };
  struct Rep {
    BuyerStageSpec spec;
    ConditionSet conditions;
    std::vector<CompiledStage> stages;
    std::vector<uint32_t> by_stage;
    std::vector<int64_t> evidence_nano;
    int64_t min_evidence = 0;
    // Points into the two below.
    ColumnView ids;
    std::vector<int32_t> id_offsets;
    std::string id_bytes;
    std::optional<FactSlot> signal;
  };
  explicit BuyerStageFinder(std::shared_ptr<const Rep> rep)
      : rep_(std::move(rep)) {}

  static bool Remembers(const BuyerStageMemory& memory, Instant as_of) {
    return memory.since != Instant() && memory.since <= as_of;
  }
  // The stage after the hold time, for a lead whose evidence says `candidate`.
  int32_t StageAfter(int32_t candidate, Instant as_of,
                     const BuyerStageMemory& memory) const;
  // Since when a lead is in `stage`.
  static Instant SinceOf(int32_t stage, Instant as_of,
                         const BuyerStageMemory& memory) {
    return memory.stage == stage && Remembers(memory, as_of) ? memory.since
                                                             : as_of;
  }

  std::shared_ptr<const Rep> rep_;
};

// The signal that the part publishes, for the catalog of an engine:
// buyer.stage, a text with the ids of the stages as options. None if there are
// no stages.
std::vector<FactDefinition> BuyerStageSignals(const BuyerStageSpec& spec);

// Adds everything that is wrong with `spec`, at `path`: conditions that do not
// fit the catalog, read a later signal or a fact that is not for scoring;
// repeated ids, unknown stages, weights that are not above 0, stages that their
// evidence cannot meet, negative times.
void ValidateBuyerStage(const BuyerStageSpec& spec, const FactCatalog& catalog,
                        const FieldPath& path, SpecIssues* issues);

// Compiles the spec. Error: InvalidArgument with the first issue of
// ValidateBuyerStage, its path beginning with "buyer_stage".
absl::StatusOr<BuyerStageFinder> CompileBuyerStage(const BuyerStageSpec& spec,
                                                   const FactCatalog& catalog);

}  // namespace lotse

#endif  // LOTSE_CHANNEL_BUYER_STAGE_H_
