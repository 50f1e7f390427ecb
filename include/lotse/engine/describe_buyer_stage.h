// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeBuyerStage: which stage a lead is in, why, and what to offer it, as a
// few sentences; ReportBuyerStage: the same in parts.
//
//   "Buyer stage: mid (consideration). Why: stated a concrete problem (problem
//   in the lead's own words: long set-up times). Offer next: a reference ..."
//   "Kaufphase: mittel (Abwägung). Grund: Hat ein konkretes Problem genannt
//   (...). Nächstes Angebot: eine Referenz ..."
//
// Pure functions; thread-safe.
#ifndef LOTSE_ENGINE_DESCRIBE_BUYER_STAGE_H_
#define LOTSE_ENGINE_DESCRIBE_BUYER_STAGE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lotse/base/time.h"
#include "lotse/channel/buyer_stage.h"
#include "lotse/engine/buyer_stage_report.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_view.h"

namespace lotse {

// `view`, `as_of` and `scratch` are those of the Find that gave `result`. "de"
// gives German, anything else English; labels of the spec are used in
// `language` where they have it.
std::string DescribeBuyerStage(const BuyerStageFinder& finder,
                               const FactCatalog& catalog,
                               const BuyerStageResult& result,
                               const LeadView& view, Instant as_of,
                               const BuyerStageScratch& scratch,
                               absl::string_view language);

BuyerStageReport ReportBuyerStage(const BuyerStageFinder& finder,
                                  const FactCatalog& catalog,
                                  const BuyerStageResult& result,
                                  const LeadView& view, Instant as_of,
                                  const BuyerStageScratch& scratch,
                                  absl::string_view language);

}  // namespace lotse

#endif  // LOTSE_ENGINE_DESCRIBE_BUYER_STAGE_H_
