// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions that lead a lead through its lifecycle.
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "capi/call_guard.h"
#include "capi/handles.h"
#include "capi/lead_call.h"
#include "capi/record_codec.h"
#include "capi/session_lease.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/decision.h"
#include "lotse/engine/engine.h"
#include "lotse/lifecycle/lead_event.h"
#include "lotse/lifecycle/lead_state.h"

namespace capi = lotse::capi;

lotse_status lotse_decide(const lotse_engine* engine, lotse_session* session,
                          lotse_str facts, lotse_str state, lotse_str event,
                          const lotse_decide_options* options, lotse_buf* out,
                          lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::LeadCall call;
    LOTSE_RETURN_IF_ERROR(
        capi::TakeLeadCall(engine, facts, options, out, &call));
    LOTSE_ASSIGN_OR_RETURN(lotse::LeadState before,
                           capi::ReadState(state, call.options.input_format));
    LOTSE_ASSIGN_OR_RETURN(const lotse::LeadEvent happened,
                           capi::ReadNamed<lotse::LeadEvent>(
                               event, call.options.input_format, "event"));
    capi::SessionLease lease(session);
    LOTSE_RETURN_IF_ERROR(lease.status());
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::Decision decision,
        engine->engine.Decide(call.facts, std::move(before), happened, call.now,
                              call.ask, lease.scratch()));
    capi::GiveRecord(decision, call.options.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_tick(const lotse_engine* engine, lotse_session* session,
                        lotse_str facts, lotse_str state,
                        const lotse_decide_options* options, lotse_buf* out,
                        lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::LeadCall call;
    LOTSE_RETURN_IF_ERROR(
        capi::TakeLeadCall(engine, facts, options, out, &call));
    LOTSE_ASSIGN_OR_RETURN(lotse::LeadState before,
                           capi::ReadState(state, call.options.input_format));
    capi::SessionLease lease(session);
    LOTSE_RETURN_IF_ERROR(lease.status());
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::Decision decision,
        engine->engine.Tick(call.facts, std::move(before), call.now, call.ask,
                            lease.scratch()));
    capi::GiveRecord(decision, call.options.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_replay(const lotse_engine* engine, lotse_session* session,
                          lotse_str facts, const lotse_str* events,
                          size_t events_len,
                          const lotse_decide_options* options, lotse_buf* out,
                          lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::LeadCall call;
    LOTSE_RETURN_IF_ERROR(
        capi::TakeLeadCall(engine, facts, options, out, &call));
    LOTSE_ASSIGN_OR_RETURN(
        const std::vector<lotse::LeadEvent> happened,
        capi::ReadList<lotse::LeadEvent>(events, events_len,
                                         call.options.input_format, "events"));
    capi::SessionLease lease(session);
    LOTSE_RETURN_IF_ERROR(lease.status());
    LOTSE_ASSIGN_OR_RETURN(const lotse::Decision decision,
                           engine->engine.Replay(call.facts, happened, call.now,
                                                 call.ask, lease.scratch()));
    capi::GiveRecord(decision, call.options.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_adopt(const lotse_engine* engine, lotse_str facts,
                         lotse_str host_status, int64_t since_micros,
                         const lotse_decide_options* options, lotse_buf* out,
                         lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::LeadCall call;
    LOTSE_RETURN_IF_ERROR(
        capi::TakeLeadCall(engine, facts, options, out, &call));
    LOTSE_RETURN_IF_ERROR(capi::CheckName(host_status, "host_status"));
    LOTSE_RETURN_IF_ERROR(capi::CheckInstant(since_micros, "since_micros"));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::LeadState state,
        engine->engine.Adopt(call.facts, capi::ViewOf(host_status),
                             lotse::Instant::FromMicros(since_micros),
                             call.now));
    capi::GiveRecord(state, call.options.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_migrate(const lotse_engine* engine, lotse_str state,
                           int32_t state_format, int32_t out_format,
                           lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(engine, "engine"));
    LOTSE_RETURN_IF_ERROR(capi::CheckFormat(state_format, "state_format"));
    LOTSE_RETURN_IF_ERROR(capi::CheckFormat(out_format, "out_format"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    LOTSE_ASSIGN_OR_RETURN(const lotse::LeadState before,
                           capi::ReadState(state, state_format));
    LOTSE_ASSIGN_OR_RETURN(const lotse::LeadState after,
                           engine->engine.Migrate(before));
    capi::GiveRecord(after, out_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_check_migration(const lotse_engine* before,
                                   const lotse_engine* after,
                                   int32_t out_format, lotse_buf* out,
                                   lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(before, "before"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(after, "after"));
    LOTSE_RETURN_IF_ERROR(capi::CheckFormat(out_format, "out_format"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    capi::GiveRecord(
        lotse::CheckMigration(before->engine.spec(), after->engine.spec()),
        out_format, out);
    return absl::OkStatus();
  });
}
