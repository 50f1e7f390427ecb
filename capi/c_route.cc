// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions that give leads their owners and make work lists.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "capi/call_guard.h"
#include "capi/handles.h"
#include "capi/lead_call.h"
#include "capi/record_codec.h"
#include "capi/session_lease.h"
#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/work_item.h"
#include "lotse/proto/spec_issue_list.h"
#include "lotse/routing/router.h"
#include "lotse/routing/work_list.h"

namespace lotse::capi {
namespace {

// The engine's router. Error: it has none.
absl::StatusOr<const Router*> RouterOf(const lotse_engine* engine) {
  LOTSE_RETURN_IF_ERROR(CheckPointer(engine, "engine"));
  const Router* router = engine->engine.router();
  if (router != nullptr) return router;
  return absl::FailedPreconditionError(
      "the engine has no routing: add `routing` to the spec");
}

absl::Status CheckFormats(int32_t input_format, int32_t out_format,
                          const lotse_buf* out) {
  LOTSE_RETURN_IF_ERROR(CheckFormat(input_format, "input_format"));
  LOTSE_RETURN_IF_ERROR(CheckFormat(out_format, "out_format"));
  return CheckPointer(out, "out");
}

// Nothing was ever assigned: there is no state yet.
absl::StatusOr<RoutingState> ReadRoutingState(lotse_str state, int32_t format) {
  LOTSE_RETURN_IF_ERROR(CheckStr(state, "state"));
  if (state.len == 0) return RoutingState();
  return ReadNamed<RoutingState>(state, format, "state");
}

}  // namespace
}  // namespace lotse::capi

namespace capi = lotse::capi;

lotse_status lotse_route_resolve(const lotse_engine* engine,
                                 lotse_session* session, lotse_str facts,
                                 lotse_str state, lotse_str request,
                                 const lotse_decide_options* options,
                                 lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::LeadCall call;
    LOTSE_RETURN_IF_ERROR(
        capi::TakeLeadCall(engine, facts, options, out, &call));
    LOTSE_ASSIGN_OR_RETURN(const lotse::LeadState of,
                           capi::ReadState(state, call.options.input_format));
    LOTSE_ASSIGN_OR_RETURN(const lotse::AssignmentRequest asked,
                           capi::ReadNamed<lotse::AssignmentRequest>(
                               request, call.options.input_format, "request"));
    capi::SessionLease lease(session);
    LOTSE_RETURN_IF_ERROR(lease.status());
    LOTSE_ASSIGN_OR_RETURN(const lotse::ResolvedRequest resolved,
                           engine->engine.Resolve(call.facts, of, asked,
                                                  call.now, lease.scratch()));
    capi::GiveRecord(resolved, call.options.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_route_start(const lotse_engine* engine,
                               const lotse_str* open, size_t open_len,
                               int32_t input_format, int32_t out_format,
                               lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    LOTSE_ASSIGN_OR_RETURN(const lotse::Router* router, capi::RouterOf(engine));
    LOTSE_RETURN_IF_ERROR(capi::CheckFormats(input_format, out_format, out));
    LOTSE_ASSIGN_OR_RETURN(const std::vector<lotse::OpenAssignment> known,
                           capi::ReadList<lotse::OpenAssignment>(
                               open, open_len, input_format, "open"));
    LOTSE_ASSIGN_OR_RETURN(const lotse::RoutingState state,
                           router->Start(known));
    capi::GiveRecord(state, out_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_route_assign(const lotse_engine* engine,
                                const lotse_str* requests, size_t requests_len,
                                lotse_str staff, lotse_str state,
                                const lotse_decide_options* options,
                                lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    lotse_decide_options how;
    LOTSE_RETURN_IF_ERROR(capi::TakeDecideOptions(engine, options, out, &how));
    LOTSE_ASSIGN_OR_RETURN(const lotse::Router* router, capi::RouterOf(engine));
    LOTSE_ASSIGN_OR_RETURN(
        const std::vector<lotse::ResolvedRequest> resolved,
        capi::ReadList<lotse::ResolvedRequest>(requests, requests_len,
                                               how.input_format, "requests"));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::Staff people,
        capi::ReadNamed<lotse::Staff>(staff, how.input_format, "staff"));
    LOTSE_ASSIGN_OR_RETURN(const lotse::RoutingState before,
                           capi::ReadRoutingState(state, how.input_format));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::AssignResult result,
        router->Assign(resolved, people, before,
                       lotse::Instant::FromMicros(how.now_micros)));
    capi::GiveRecord(result, how.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_route_release(const lotse_engine* engine,
                                 const lotse_str* releases, size_t releases_len,
                                 lotse_str state, int32_t input_format,
                                 int32_t out_format, lotse_buf* out,
                                 lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    LOTSE_ASSIGN_OR_RETURN(const lotse::Router* router, capi::RouterOf(engine));
    LOTSE_RETURN_IF_ERROR(capi::CheckFormats(input_format, out_format, out));
    LOTSE_ASSIGN_OR_RETURN(
        const std::vector<lotse::RoutingRelease> given,
        capi::ReadList<lotse::RoutingRelease>(releases, releases_len,
                                              input_format, "releases"));
    LOTSE_ASSIGN_OR_RETURN(const lotse::RoutingState before,
                           capi::ReadRoutingState(state, input_format));
    LOTSE_ASSIGN_OR_RETURN(const lotse::ReleaseResult result,
                           router->Release(given, before));
    capi::GiveRecord(result, out_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_route_migrate(const lotse_engine* engine, lotse_str state,
                                 int32_t input_format, int32_t out_format,
                                 lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    LOTSE_ASSIGN_OR_RETURN(const lotse::Router* router, capi::RouterOf(engine));
    LOTSE_RETURN_IF_ERROR(capi::CheckFormats(input_format, out_format, out));
    LOTSE_ASSIGN_OR_RETURN(const lotse::RoutingState before,
                           capi::ReadRoutingState(state, input_format));
    LOTSE_ASSIGN_OR_RETURN(const lotse::MigratedRouting migrated,
                           router->Migrate(before));
    capi::GiveRecord(migrated, out_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_route_check_staff(const lotse_engine* engine,
                                     lotse_str staff,
                                     const lotse_decide_options* options,
                                     lotse_buf* out, size_t* gap_count,
                                     lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  if (gap_count != nullptr) *gap_count = 0;
  return capi::Guard(err, [&]() -> capi::Failure {
    lotse_decide_options how;
    LOTSE_RETURN_IF_ERROR(capi::TakeDecideOptions(engine, options, out, &how));
    LOTSE_ASSIGN_OR_RETURN(const lotse::Router* router, capi::RouterOf(engine));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::Staff people,
        capi::ReadNamed<lotse::Staff>(staff, how.input_format, "staff"));
    lotse::SpecIssues issues;
    router->ValidateStaff(people, lotse::FieldPath("staff"), &issues);
    if (!issues.empty()) {
      capi::Failure failure(issues.ToStatus());
      failure.issues = issues.list();
      return failure;
    }
    lotse::SpecIssues gaps;
    router->FindStaffGaps(people, lotse::Instant::FromMicros(how.now_micros),
                          lotse::FieldPath("routing"), &gaps);
    if (gap_count != nullptr) *gap_count = gaps.count();
    capi::GiveRecord(lotse::SpecIssueList{gaps.list()}, how.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_work_item(const lotse_engine* engine, lotse_session* session,
                             lotse_str facts, lotse_str state,
                             const lotse_decide_options* options,
                             lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::LeadCall call;
    LOTSE_RETURN_IF_ERROR(
        capi::TakeLeadCall(engine, facts, options, out, &call));
    LOTSE_ASSIGN_OR_RETURN(const lotse::LeadState of,
                           capi::ReadState(state, call.options.input_format));
    capi::SessionLease lease(session);
    LOTSE_RETURN_IF_ERROR(lease.status());
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::ScoreReport score,
        engine->engine.Score(call.facts, call.now, Remembering(of, {}),
                             lease.scratch()));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::WorkItem item,
        lotse::MakeWorkItem(engine->engine, call.facts, of, score, call.now,
                            lease.scratch()));
    if (!lotse::IsToBeWorked(engine->engine, of)) return absl::OkStatus();
    capi::GiveRecord(item, call.options.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_work_list(const lotse_engine* engine, const lotse_str* items,
                             size_t items_len, lotse_str list_options,
                             const lotse_decide_options* options,
                             lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    lotse_decide_options how;
    LOTSE_RETURN_IF_ERROR(capi::TakeDecideOptions(engine, options, out, &how));
    const lotse::EngineSpec& spec = engine->engine.spec();
    if (!spec.work_list.has_value()) {
      return absl::FailedPreconditionError(
          "the engine has no work list: add `work_list` to the spec");
    }
    LOTSE_ASSIGN_OR_RETURN(const std::vector<lotse::WorkItem> given,
                           capi::ReadList<lotse::WorkItem>(
                               items, items_len, how.input_format, "items"));
    lotse::WorkListOptions ask;
    LOTSE_RETURN_IF_ERROR(capi::CheckStr(list_options, "list_options"));
    if (list_options.len > 0) {
      LOTSE_ASSIGN_OR_RETURN(
          ask, capi::ReadNamed<lotse::WorkListOptions>(
                   list_options, how.input_format, "list_options"));
    }
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::WorkList list,
        lotse::BuildWorkList(given, *spec.work_list, ask,
                             lotse::Instant::FromMicros(how.now_micros),
                             engine->engine.rates()));
    capi::GiveRecord(list, how.output_format, out);
    return absl::OkStatus();
  });
}
