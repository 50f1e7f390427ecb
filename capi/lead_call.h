// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the calls on one lead share: lotse_decide_options, the lead's facts and
// its state. Thread-safe.
#ifndef LOTSE_CAPI_LEAD_CALL_H_
#define LOTSE_CAPI_LEAD_CALL_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lotse/base/time.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/lead_state.h"

namespace lotse::capi {

struct LeadCall {
  lotse_decide_options options;
  Facts facts;
  Instant now;
  // Its score is set if LOTSE_DECIDE_SCORE is.
  DecideOptions ask;
};

// The flags of calls that decide.
inline constexpr uint32_t kDecideFlags =
    LOTSE_DECIDE_SCORE | LOTSE_SCORE_CONTRIBUTIONS |
    LOTSE_SCORE_NO_PERSONAL_VALUES | LOTSE_SCORE_NO_VALUES |
    LOTSE_SCORE_NEXT_CHECK;

// Takes what every call at an instant has; `flags` are the known ones. Error:
// an argument is wrong.
absl::Status TakeDecideOptions(const lotse_engine* engine,
                               const lotse_decide_options* options,
                               const lotse_buf* out,
                               lotse_decide_options* taken,
                               uint32_t flags = kDecideFlags);

// The same for a call on a lead.
absl::Status TakeLeadCall(const lotse_engine* engine, lotse_str facts,
                          const lotse_decide_options* options,
                          const lotse_buf* out, LeadCall* call,
                          uint32_t flags = kDecideFlags);

// The state of a lead; empty: it has none yet.
absl::StatusOr<LeadState> ReadState(lotse_str state, int32_t format);

}  // namespace lotse::capi

#endif  // LOTSE_CAPI_LEAD_CALL_H_
