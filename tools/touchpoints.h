// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What generated people do: visits, downloads, mails, calls, in bursts, and the
// consents they give.
#ifndef LOTSE_TOOLS_TOUCHPOINTS_H_
#define LOTSE_TOOLS_TOUCHPOINTS_H_

#include <string>
#include <vector>

#include "lotse/base/time.h"
#include "lotse/facts/facts.h"
#include "tools/buying_process.h"
#include "tools/seeded_random.h"

namespace lotse::tools {

// One attribute, known since `since` (unset: always).
Attribute MakeAttribute(const char* key, Value value, Instant since = {});
Value TextValue(std::string text);
Value IntegerValue(int64_t number);

// Consents to a newsletter by e-mail (with double opt-in) and to calls, given
// at or after `created_at` and before `until`; in the order they happened.
std::vector<Consent> DrawConsents(const LeadTraits& lead, Instant created_at,
                                  Instant until, SeededRandom* random);

// Activities from `created_at` to `until`, in the order they happened, without
// ids. `mailable`: whether the newsletter reaches the person.
std::vector<Activity> DrawActivities(const LeadTraits& lead, Instant created_at,
                                     Instant until, bool mailable,
                                     SeededRandom* random);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_TOUCHPOINTS_H_
