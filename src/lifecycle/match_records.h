// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MatchRecord: which of several records is meant, by exact keys. Pure
// functions. Internal to lifecycle.
#ifndef LOTSE_SRC_LIFECYCLE_MATCH_RECORDS_H_
#define LOTSE_SRC_LIFECYCLE_MATCH_RECORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/time.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/conversion_spec.h"
#include "lotse/lifecycle/promotion.h"

namespace lotse {

// `text` as keys compare it: without white space at both ends, case-folded;
// `compact`: without spaces and punctuation of ASCII.
std::string KeyText(absl::string_view text, bool compact);

// A person or company, borrowed.
struct RecordRef {
  absl::string_view id;
  absl::Span<const Attribute> attributes;
};

// Create, link or ambiguous; see Converter::ProposePromotion.
RecordProposal MatchRecord(const RecordRef& own,
                           absl::Span<const RecordRef> candidates,
                           absl::Span<const MatchKey> keys, Instant as_of);

// Create if there are no matches, link if there is one that nothing
// contradicts, else ambiguous.
RecordProposal ProposalOf(std::vector<RecordMatch> matches);

}  // namespace lotse

#endif  // LOTSE_SRC_LIFECYCLE_MATCH_RECORDS_H_
