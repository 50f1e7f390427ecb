// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeEngagement: why a lead has its points of engagement, as a sentence.
//
//   "Download: 3 times, last on 2026-11-12, 30 before fading: +12.4 points"
//
// Internal to engine.
#ifndef LOTSE_SRC_ENGINE_DESCRIBE_ENGAGEMENT_H_
#define LOTSE_SRC_ENGINE_DESCRIBE_ENGAGEMENT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lotse/base/time.h"
#include "lotse/engine/audience.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_view.h"
#include "lotse/score/engagement.h"

namespace lotse {

// The sentence of one contribution to the score of `view` at `as_of`.
std::string DescribeEngagement(const Engagement& engagement,
                               const FactCatalog& catalog,
                               const EngagementContribution& contribution,
                               const LeadView& view, Instant as_of,
                               absl::string_view language,
                               EngagementScratch* scratch,
                               Audience audience = Audience::kUnspecified);

// What gave a contribution its points, in a few words.
std::string NameEngagement(const Engagement& engagement,
                           const FactCatalog& catalog,
                           const EngagementContribution& contribution,
                           absl::string_view language,
                           Audience audience = Audience::kUnspecified);

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_DESCRIBE_ENGAGEMENT_H_
