// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions that lead a lead through its lifecycle.
#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "capi/call_guard.h"
#include "capi/handles.h"
#include "capi/record_codec.h"
#include "capi/score_options.h"
#include "capi/session_lease.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/decision.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/lead_event.h"
#include "lotse/lifecycle/lead_state.h"

static_assert(sizeof(lotse_decide_options) == LOTSE_DECIDE_OPTIONS_V1_SIZE);
static_assert(offsetof(lotse_decide_options, now_micros) == 16);
static_assert(offsetof(lotse_decide_options, language) == 24);

namespace lotse::capi {
namespace {

// More events than any lead has; a wild length is found before it is read.
constexpr size_t kMaxEvents = 10000000;

// What every call on a lead has.
struct LeadCall {
  lotse_decide_options options;
  Facts facts;
  Instant now;
  DecideOptions ask;
};

// Error: an argument is wrong.
absl::Status TakeCall(const lotse_engine* engine, lotse_str facts,
                      const lotse_decide_options* options, const lotse_buf* out,
                      LeadCall* call) {
  LOTSE_RETURN_IF_ERROR(CheckPointer(engine, "engine"));
  LOTSE_RETURN_IF_ERROR(CheckStr(facts, "facts"));
  LOTSE_RETURN_IF_ERROR(CheckPointer(options, "options"));
  lotse_decide_options& taken = call->options;
  LOTSE_RETURN_IF_ERROR(
      TakeStruct(options, LOTSE_DECIDE_OPTIONS_V1_SIZE, "options", &taken));
  LOTSE_RETURN_IF_ERROR(CheckFlags(
      taken.flags, LOTSE_DECIDE_SCORE | LOTSE_SCORE_CONTRIBUTIONS |
                       LOTSE_SCORE_NO_PERSONAL_VALUES | LOTSE_SCORE_NO_VALUES |
                       LOTSE_SCORE_NEXT_CHECK));
  LOTSE_RETURN_IF_ERROR(
      CheckFormat(taken.input_format, "options.input_format"));
  LOTSE_RETURN_IF_ERROR(
      CheckFormat(taken.output_format, "options.output_format"));
  LOTSE_RETURN_IF_ERROR(
      CheckInstantIsSet(taken.now_micros, "options.now_micros"));
  LOTSE_RETURN_IF_ERROR(CheckName(taken.language, "options.language"));
  LOTSE_RETURN_IF_ERROR(CheckPointer(out, "out"));
  LOTSE_ASSIGN_OR_RETURN(call->facts,
                         ReadRecord<Facts>(facts, taken.input_format));
  call->now = Instant::FromMicros(taken.now_micros);
  if ((taken.flags & LOTSE_DECIDE_SCORE) != 0) {
    call->ask.score = ScoreOptionsOf(taken.flags, taken.language);
  }
  return absl::OkStatus();
}

// A record that is one of several parameters; its errors say which.
template <typename T>
absl::StatusOr<T> ReadNamed(lotse_str record, int32_t format,
                            absl::string_view name) {
  LOTSE_RETURN_IF_ERROR(CheckStr(record, name));
  absl::StatusOr<T> read = ReadRecord<T>(record, format);
  if (read.ok()) return read;
  const SpecIssue issue = IssueOf(read.status());
  return absl::Status(read.status().code(),
                      absl::StrCat(name, issue.path.empty() ? "" : ".",
                                   issue.path, ": ", issue.message));
}

// A new lead has no state yet.
absl::StatusOr<LeadState> ReadState(lotse_str state, int32_t format) {
  LOTSE_RETURN_IF_ERROR(CheckStr(state, "state"));
  if (state.len == 0) return LeadState();
  return ReadNamed<LeadState>(state, format, "state");
}

}  // namespace
}  // namespace lotse::capi

namespace capi = lotse::capi;

lotse_status lotse_decide(const lotse_engine* engine, lotse_session* session,
                          lotse_str facts, lotse_str state, lotse_str event,
                          const lotse_decide_options* options, lotse_buf* out,
                          lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::LeadCall call;
    LOTSE_RETURN_IF_ERROR(capi::TakeCall(engine, facts, options, out, &call));
    LOTSE_ASSIGN_OR_RETURN(const lotse::LeadState before,
                           capi::ReadState(state, call.options.input_format));
    LOTSE_ASSIGN_OR_RETURN(const lotse::LeadEvent happened,
                           capi::ReadNamed<lotse::LeadEvent>(
                               event, call.options.input_format, "event"));
    capi::SessionLease lease(session);
    LOTSE_RETURN_IF_ERROR(lease.status());
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::Decision decision,
        engine->engine.Decide(call.facts, before, happened, call.now, call.ask,
                              lease.scratch()));
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
    LOTSE_RETURN_IF_ERROR(capi::TakeCall(engine, facts, options, out, &call));
    LOTSE_ASSIGN_OR_RETURN(const lotse::LeadState before,
                           capi::ReadState(state, call.options.input_format));
    capi::SessionLease lease(session);
    LOTSE_RETURN_IF_ERROR(lease.status());
    LOTSE_ASSIGN_OR_RETURN(const lotse::Decision decision,
                           engine->engine.Tick(call.facts, before, call.now,
                                               call.ask, lease.scratch()));
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
    LOTSE_RETURN_IF_ERROR(capi::TakeCall(engine, facts, options, out, &call));
    std::vector<lotse::LeadEvent> happened;
    if (events_len > 0) {
      LOTSE_RETURN_IF_ERROR(capi::CheckPointer(events, "events"));
      if (events_len > capi::kMaxEvents) {
        return capi::ArgumentError("events_len", "is not plausible");
      }
      happened.reserve(events_len);
    }
    for (size_t i = 0; i < events_len; ++i) {
      LOTSE_ASSIGN_OR_RETURN(lotse::LeadEvent event,
                             capi::ReadNamed<lotse::LeadEvent>(
                                 events[i], call.options.input_format,
                                 absl::StrCat("events[", i, "]")));
      happened.push_back(std::move(event));
    }
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
    LOTSE_RETURN_IF_ERROR(capi::TakeCall(engine, facts, options, out, &call));
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
