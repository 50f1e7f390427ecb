// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribePromotion, DescribeDemotion and DescribeHandOver: what a Converter
// proposes, for people.
//
//   "The company C-7 is linked (equal: VAT number)."
//   "Filled: deal value (opportunity) with 50000 EUR, from amount of the
//   budget (answer)."
//
// "de" gives German, anything else English; labels of the spec are used in
// `language` where they have it. Values that `audience` must not see are left
// out. Records and people are named by their ids. Pure functions; thread-safe.
#ifndef LOTSE_ENGINE_DESCRIBE_CONVERSION_H_
#define LOTSE_ENGINE_DESCRIBE_CONVERSION_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/engine/audience.h"
#include "lotse/engine/engine.h"
#include "lotse/lifecycle/hand_over.h"
#include "lotse/lifecycle/promotion.h"

namespace lotse {

// What is created, linked and filled, what is not touched, what to mind: one
// sentence each, in this order.
std::vector<std::string> DescribePromotion(
    const PromotionProposal& proposal, const Engine& engine,
    absl::string_view language, Audience audience = Audience::kUnspecified);

// Why it goes back, to whom, and what is kept.
std::vector<std::string> DescribeDemotion(const DemotionProposal& proposal,
                                          const Engine& engine,
                                          absl::string_view language);

// A page of Markdown. What is missing stands at its end, as questions: those of
// the questionnaires where one asks for it.
std::string DescribeHandOver(const HandOverRecord& record, const Engine& engine,
                             absl::string_view language,
                             Audience audience = Audience::kUnspecified);

}  // namespace lotse

#endif  // LOTSE_ENGINE_DESCRIBE_CONVERSION_H_
