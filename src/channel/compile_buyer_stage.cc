// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BuyerStageSignals, ValidateBuyerStage and CompileBuyerStage.
#include <algorithm>
#include <map>
#include <set>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/channel/buyer_stage.h"

namespace lotse {
namespace {

constexpr char kStageSignal[] = "buyer.stage";
constexpr char kIdRule[] =
    "is no id: use lower case letters, digits and _, first a letter";

}  // namespace

// Checks a spec and, on the way, gathers what the finder needs.
class BuyerStageLowering {
 public:
  BuyerStageLowering(const BuyerStageSpec& spec, const FactCatalog& catalog,
                     SpecIssues* issues)
      : spec_(spec),
        issues_(issues),
        rep_(std::make_shared<BuyerStageFinder::Rep>()),
        builder_(catalog, ConditionReader{SignalStep::kBuyerStage,
                                          /*for_scoring=*/true}) {
    if (const auto slot = catalog.Find(kStageSignal, /*hint=*/false);
        slot.ok()) {
      rep_->signal = *slot;
    }
  }

  void Run(const FieldPath& path) {
    if (spec_.stages.size() + spec_.evidence.size() > kMaxRules) {
      issues_->Add(path, absl::StrCat("has more than ", kMaxRules,
                                      " stages and pieces of evidence"));
      return;
    }
    AddStages(path);
    AddAllEvidence(path);
    CheckReach(path);
    ValidateLabel(spec_.first_offer, path.Child("first_offer"), issues_);
    if (spec_.hold < Duration() ||
        Duration::Days(kMaxDurationDays) < spec_.hold) {
      issues_->Add(path.Child("hold"), absl::StrCat("must be from 0 to ",
                                                    kMaxDurationDays, " days"));
    }
  }

  BuyerStageFinder Finish() {
    rep_->spec = spec_;
    rep_->conditions = builder_.Build();
    rep_->min_evidence = spec_.min_evidence.nano();
    for (uint32_t s = 0; s < spec_.stages.size(); ++s) {
      BuyerStageFinder::CompiledStage stage;
      // Without any of its evidence no lead is in a stage.
      stage.needs = std::max<int64_t>(spec_.stages[s].needs.nano(), 1);
      stage.begin = static_cast<uint32_t>(rep_->by_stage.size());
      for (uint32_t e = 0; e < stage_of_.size(); ++e) {
        if (stage_of_[e] == s) rep_->by_stage.push_back(e);
      }
      std::stable_sort(rep_->by_stage.begin() + stage.begin,
                       rep_->by_stage.end(), [&](uint32_t a, uint32_t b) {
                         return rep_->evidence_nano[a] > rep_->evidence_nano[b];
                       });
      stage.end = static_cast<uint32_t>(rep_->by_stage.size());
      rep_->stages.push_back(stage);
    }
    FillIds();
    return BuyerStageFinder(std::move(rep_));
  }

 private:
  void AddStages(const FieldPath& path) {
    if (spec_.stages.empty() && !spec_.evidence.empty()) {
      issues_->Add(path.Child("stages"), "is empty, but there is evidence");
    }
    for (size_t s = 0; s < spec_.stages.size(); ++s) {
      const BuyerStageDefinition& stage = spec_.stages[s];
      const FieldPath here = path.Child("stages", s);
      if (!IsKey(stage.id)) {
        issues_->Add(here.Child("id"), kIdRule);
      } else if (!stages_.emplace(stage.id, static_cast<uint32_t>(s)).second) {
        issues_->Add(here.Child("id"), "stands twice");
      }
      names_.push_back(stage.id);
      ValidateLabel(stage.label, here.Child("label"), issues_);
      ValidateLabel(stage.offer, here.Child("offer"), issues_);
      CheckNotNegative(stage.needs, here.Child("needs"));
    }
    reach_.resize(spec_.stages.size());
  }

  void AddAllEvidence(const FieldPath& path) {
    for (size_t e = 0; e < spec_.evidence.size(); ++e) {
      const BuyerStageEvidence& evidence = spec_.evidence[e];
      const FieldPath here = path.Child("evidence", e);
      if (!IsKey(evidence.id)) {
        issues_->Add(here.Child("id"), kIdRule);
      } else if (!ids_.insert(evidence.id).second) {
        issues_->Add(here.Child("id"), "stands twice");
      }
      ValidateLabel(evidence.label, here.Child("label"), issues_);
      if (evidence.when.empty()) {
        issues_->Add(here.Child("when"), "is missing");
      }
      builder_.Add(evidence.when, here.Child("when"), issues_);
      const int64_t nano = evidence.weight.nano();
      if (nano <= 0) {
        issues_->Add(here.Child("weight"), "must be above 0");
      } else if (nano > kMaxPoints * kNano) {
        issues_->Add(here.Child("weight"),
                     absl::StrCat("is beyond ", kMaxPoints, " points"));
      }
      rep_->evidence_nano.push_back(nano);
      const auto stage = stages_.find(evidence.stage);
      if (stage == stages_.end()) {
        issues_->Add(here.Child("stage"),
                     absl::StrCat("is none of the stages",
                                  issues_->DidYouMean(evidence.stage, names_)));
        stage_of_.push_back(0);
        continue;
      }
      stage_of_.push_back(stage->second);
      reach_[stage->second] += nano;
    }
  }

  // Whether the evidence there is can ever be enough.
  void CheckReach(const FieldPath& path) {
    absl::int128 total = 0;
    for (size_t s = 0; s < reach_.size(); ++s) {
      total += reach_[s];
      if (reach_[s] <= 0) {
        issues_->Add(path.Child("stages", s), "no evidence speaks for it");
      } else if (reach_[s] < spec_.stages[s].needs.nano()) {
        issues_->Add(path.Child("stages", s).Child("needs"),
                     "is more than all its evidence together");
      }
    }
    if (total > absl::int128(kMaxTotalPoints) * kNano) {
      issues_->Add(path, absl::StrCat("can add up to more than ",
                                      kMaxTotalPoints, " points"));
    }
    CheckNotNegative(spec_.min_evidence, path.Child("min_evidence"));
    if (spec_.min_evidence.nano() > total) {
      issues_->Add(path.Child("min_evidence"),
                   "is more than all evidence together");
    }
  }

  void CheckNotNegative(Points points, const FieldPath& path) {
    if (points < Points()) issues_->Add(path, "must not be negative");
  }

  void FillIds() {
    rep_->id_offsets.push_back(0);
    for (const BuyerStageDefinition& stage : spec_.stages) {
      rep_->id_bytes += stage.id;
      rep_->id_offsets.push_back(static_cast<int32_t>(rep_->id_bytes.size()));
    }
    rep_->ids.type = ValueType::kText;
    rep_->ids.layout = ColumnLayout::kText32;
    rep_->ids.offsets = rep_->id_offsets.data();
    rep_->ids.bytes = rep_->id_bytes.data();
  }

  static constexpr int64_t kNano = 1000000000;

  const BuyerStageSpec& spec_;
  SpecIssues* const issues_;
  std::shared_ptr<BuyerStageFinder::Rep> rep_;
  ConditionSetBuilder builder_;
  std::map<absl::string_view, uint32_t> stages_;
  std::vector<absl::string_view> names_;
  std::set<absl::string_view> ids_;
  // By evidence.
  std::vector<uint32_t> stage_of_;
  // By stage: the sum of its evidence.
  std::vector<absl::int128> reach_;
};

std::vector<FactDefinition> BuyerStageSignals(const BuyerStageSpec& spec) {
  if (spec.stages.empty()) return {};
  FactDefinition stage;
  stage.name = kStageSignal;
  stage.type = ValueType::kText;
  stage.step = SignalStep::kBuyerStage;
  stage.label = LocalText{"", "buyer stage", "Kaufphase", {}};
  for (const BuyerStageDefinition& definition : spec.stages) {
    stage.options.push_back({definition.id, definition.label});
  }
  return {stage};
}

void ValidateBuyerStage(const BuyerStageSpec& spec, const FactCatalog& catalog,
                        const FieldPath& path, SpecIssues* issues) {
  BuyerStageLowering(spec, catalog, issues).Run(path);
}

absl::StatusOr<BuyerStageFinder> CompileBuyerStage(const BuyerStageSpec& spec,
                                                   const FactCatalog& catalog) {
  SpecIssues issues;
  BuyerStageLowering lowering(spec, catalog, &issues);
  lowering.Run(FieldPath("buyer_stage"));
  if (!issues.empty()) return issues.ToStatus();
  return lowering.Finish();
}

}  // namespace lotse
