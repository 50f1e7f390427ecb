// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions that score companies.
#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "capi/call_guard.h"
#include "capi/handles.h"
#include "capi/lead_call.h"
#include "capi/record_codec.h"
#include "capi/score_options.h"
#include "capi/session_lease.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/company_scoring.h"
#include "lotse/engine/engine.h"

namespace capi = lotse::capi;

lotse_status lotse_company_entry(const lotse_engine* engine,
                                 lotse_session* session, lotse_str facts,
                                 lotse_str state,
                                 const lotse_decide_options* options,
                                 lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::LeadCall call;
    LOTSE_RETURN_IF_ERROR(
        capi::TakeLeadCall(engine, facts, options, out, &call));
    LOTSE_ASSIGN_OR_RETURN(const lotse::LeadState of,
                           capi::ReadState(state, call.options.input_format));
    // Refuses states that do not go with the engine.
    LOTSE_RETURN_IF_ERROR(engine->engine.LifecycleOf(of).status());
    capi::SessionLease lease(session);
    LOTSE_RETURN_IF_ERROR(lease.status());
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::ScoreReport score,
        engine->engine.Score(call.facts, call.now, Remembering(of, {}),
                             lease.scratch()));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::CompanyEntry entry,
        lotse::MakeCompanyEntry(engine->engine, call.facts, score));
    capi::GiveRecord(entry, call.options.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_company_scores(const lotse_engine* engine,
                                  const lotse_str* entries, size_t entries_len,
                                  const lotse_decide_options* options,
                                  lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    lotse_decide_options how;
    LOTSE_RETURN_IF_ERROR(capi::TakeDecideOptions(engine, options, out, &how));
    LOTSE_ASSIGN_OR_RETURN(
        const std::vector<lotse::CompanyEntry> given,
        capi::ReadList<lotse::CompanyEntry>(entries, entries_len,
                                            how.input_format, "entries"));
    const lotse::ScoreOptions shown =
        capi::ScoreOptionsOf(how.flags, how.language);
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::CompanyScoreList list,
        lotse::ScoreCompanies(engine->engine, given,
                              lotse::Instant::FromMicros(how.now_micros),
                              {shown.language, shown.audience}));
    capi::GiveRecord(list, how.output_format, out);
    return absl::OkStatus();
  });
}
