// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConsentAt.
#include "lotse/facts/consent.h"

namespace lotse {

absl::string_view NameOf(ConsentState state) {
  switch (state) {
    case ConsentState::kNone:
      return "none";
    case ConsentState::kGiven:
      return "given";
    case ConsentState::kConfirmed:
      return "confirmed";
    case ConsentState::kWithdrawn:
      return "withdrawn";
    case ConsentState::kExpired:
      return "expired";
  }
  return "none";
}

ConsentState ConsentAt(absl::Span<const ConsentView> entries,
                       absl::string_view purpose, absl::string_view channel,
                       Instant as_of) {
  // The latest entry of each event; the proof is unsorted and short.
  const auto after = [](const ConsentView* a, const ConsentView* b) {
    return b == nullptr || a->at > b->at ||
           (a->at == b->at && a->event >= b->event);
  };
  const ConsentView* withdrawn = nullptr;
  for (const ConsentView& entry : entries) {
    if (entry.purpose == purpose && entry.channel == channel &&
        entry.at <= as_of && entry.event == ConsentEvent::kWithdrawn &&
        after(&entry, withdrawn)) {
      withdrawn = &entry;
    }
  }
  // What was given or confirmed since then.
  const ConsentView* given = nullptr;
  const ConsentView* confirmed = nullptr;
  for (const ConsentView& entry : entries) {
    if (entry.purpose != purpose || entry.channel != channel ||
        entry.at > as_of) {
      continue;
    }
    if (withdrawn != nullptr && entry.at <= withdrawn->at) continue;
    if (entry.event == ConsentEvent::kGiven && after(&entry, given)) {
      given = &entry;
    }
    if (entry.event == ConsentEvent::kConfirmed && after(&entry, confirmed)) {
      confirmed = &entry;
    }
  }
  const ConsentView* decisive = confirmed != nullptr ? confirmed : given;
  if (decisive == nullptr) {
    return withdrawn != nullptr ? ConsentState::kWithdrawn
                                : ConsentState::kNone;
  }
  if (decisive->expires_at != Instant() && decisive->expires_at <= as_of) {
    return ConsentState::kExpired;
  }
  return confirmed != nullptr ? ConsentState::kConfirmed : ConsentState::kGiven;
}

}  // namespace lotse
