// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConsentAt: what the entries of a consent proof add up to at an instant.
#ifndef LOTSE_FACTS_CONSENT_H_
#define LOTSE_FACTS_CONSENT_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/time.h"
#include "lotse/facts/facts.h"

namespace lotse {

// State of a consent; names as conditions read them.
enum class ConsentState : uint8_t {
  kNone = 0,       // Never given.
  kGiven = 1,      // Given, not confirmed.
  kConfirmed = 2,  // Given and confirmed.
  kWithdrawn = 3,
  kExpired = 4,  // Given or confirmed, but past its end.
};

// "none", "given", "confirmed", "withdrawn", "expired".
absl::string_view NameOf(ConsentState state);

// One entry of a consent proof, borrowed. Fields as in Consent.
struct ConsentView {
  absl::string_view purpose;
  absl::string_view channel;
  ConsentEvent event = ConsentEvent::kUnspecified;
  Instant at;
  Instant expires_at;
};

// The state of the consent for `purpose` on `channel` at `as_of`. Entries count
// in the order of their times, at the same time given before confirmed before
// withdrawn; later ones do not exist. Giving again keeps a confirmation that
// was not withdrawn. The entry that last set the state decides when it expires.
ConsentState ConsentAt(absl::Span<const ConsentView> entries,
                       absl::string_view purpose, absl::string_view channel,
                       Instant as_of);

}  // namespace lotse

#endif  // LOTSE_FACTS_CONSENT_H_
