// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the calls on one lead share.
#include "capi/lead_call.h"

#include <cstddef>

#include "capi/call_guard.h"
#include "capi/record_codec.h"
#include "capi/score_options.h"
#include "lotse/base/status_macros.h"

static_assert(sizeof(lotse_decide_options) == LOTSE_DECIDE_OPTIONS_V1_SIZE);
static_assert(offsetof(lotse_decide_options, now_micros) == 16);
static_assert(offsetof(lotse_decide_options, language) == 24);

namespace lotse::capi {

absl::Status TakeDecideOptions(const lotse_engine* engine,
                               const lotse_decide_options* options,
                               const lotse_buf* out,
                               lotse_decide_options* taken, uint32_t flags) {
  LOTSE_RETURN_IF_ERROR(CheckPointer(engine, "engine"));
  LOTSE_RETURN_IF_ERROR(CheckPointer(options, "options"));
  LOTSE_RETURN_IF_ERROR(
      TakeStruct(options, LOTSE_DECIDE_OPTIONS_V1_SIZE, "options", taken));
  LOTSE_RETURN_IF_ERROR(CheckFlags(taken->flags, flags));
  LOTSE_RETURN_IF_ERROR(
      CheckFormat(taken->input_format, "options.input_format"));
  LOTSE_RETURN_IF_ERROR(
      CheckFormat(taken->output_format, "options.output_format"));
  LOTSE_RETURN_IF_ERROR(
      CheckInstantIsSet(taken->now_micros, "options.now_micros"));
  LOTSE_RETURN_IF_ERROR(CheckName(taken->language, "options.language"));
  return CheckPointer(out, "out");
}

absl::Status TakeLeadCall(const lotse_engine* engine, lotse_str facts,
                          const lotse_decide_options* options,
                          const lotse_buf* out, LeadCall* call,
                          uint32_t flags) {
  LOTSE_RETURN_IF_ERROR(CheckStr(facts, "facts"));
  lotse_decide_options& taken = call->options;
  LOTSE_RETURN_IF_ERROR(TakeDecideOptions(engine, options, out, &taken, flags));
  LOTSE_ASSIGN_OR_RETURN(call->facts,
                         ReadRecord<Facts>(facts, taken.input_format));
  call->now = Instant::FromMicros(taken.now_micros);
  if ((taken.flags & LOTSE_DECIDE_SCORE) != 0) {
    call->ask.score = ScoreOptionsOf(taken.flags, taken.language);
  }
  return absl::OkStatus();
}

absl::StatusOr<LeadState> ReadState(lotse_str state, int32_t format) {
  LOTSE_RETURN_IF_ERROR(CheckStr(state, "state"));
  if (state.len == 0) return LeadState();
  return ReadNamed<LeadState>(state, format, "state");
}

}  // namespace lotse::capi
