// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions on the histories of leads and what they tell.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "capi/call_guard.h"
#include "capi/handles.h"
#include "capi/lead_call.h"
#include "capi/record_codec.h"
#include "capi/session_lease.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/history_report.h"
#include "lotse/engine/make_lead_history.h"
#include "lotse/lifecycle/lifecycle_counter.h"
#include "lotse/routing/owner_times.h"

namespace lotse::capi {
namespace {

// Error: the engine has no lifecycle.
absl::Status CheckLifecycles(const lotse_engine* engine) {
  LOTSE_RETURN_IF_ERROR(CheckPointer(engine, "engine"));
  if (!engine->engine.lifecycles().empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      "the engine has no lifecycle: add one to `lifecycles`");
}

// An error of a record says which it is.
absl::Status AtRecord(const char* list, size_t i, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::Status(status.code(),
                      absl::StrCat(list, "[", i, "].", status.message()));
}

// Reads counts and adds each to the counter of its lifecycle, or the first one,
// which refuses it.
absl::Status MergeAll(const lotse_str* counts, size_t len, int32_t format,
                      absl::Span<LifecycleCounter> counters) {
  if (len > 0) LOTSE_RETURN_IF_ERROR(CheckPointer(counts, "counts"));
  for (size_t i = 0; i < len; ++i) {
    LOTSE_ASSIGN_OR_RETURN(
        const LifecycleCounts read,
        ReadNamed<LifecycleCounts>(counts[i], format,
                                   absl::StrCat("counts[", i, "]")));
    auto of = std::find_if(counters.begin(), counters.end(),
                           [&](const LifecycleCounter& counter) {
                             return counter.lifecycle() == read.lifecycle;
                           });
    if (of == counters.end()) of = counters.begin();
    LOTSE_RETURN_IF_ERROR(AtRecord("counts", i, of->Merge(read)));
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace lotse::capi

namespace capi = lotse::capi;

lotse_status lotse_history_make(const lotse_engine* engine,
                                lotse_session* session, lotse_str facts,
                                lotse_str decision,
                                const lotse_decide_options* options,
                                lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::LeadCall call;
    LOTSE_RETURN_IF_ERROR(
        capi::TakeLeadCall(engine, facts, options, out, &call));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::Decision decided,
        capi::ReadNamed<lotse::Decision>(decision, call.options.input_format,
                                         "decision"));
    capi::SessionLease lease(session);
    LOTSE_RETURN_IF_ERROR(lease.status());
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::LeadHistory history,
        lotse::MakeLeadHistory(engine->engine, call.facts, decided, call.now,
                               lease.scratch()));
    if (history.lifecycle.empty()) return absl::OkStatus();
    capi::GiveRecord(history, call.options.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_history_owner_case(const lotse_engine* engine,
                                      lotse_str facts, lotse_str decision,
                                      const lotse_decide_options* options,
                                      lotse_buf* out,
                                      lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::LeadCall call;
    LOTSE_RETURN_IF_ERROR(
        capi::TakeLeadCall(engine, facts, options, out, &call));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::Decision decided,
        capi::ReadNamed<lotse::Decision>(decision, call.options.input_format,
                                         "decision"));
    const std::optional<lotse::OwnerTimeCase> owner =
        lotse::MakeOwnerTimeCase(call.facts, decided);
    if (!owner.has_value()) return absl::OkStatus();
    capi::GiveRecord(*owner, call.options.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_history_count(const lotse_engine* engine,
                                 const lotse_str* counts, size_t counts_len,
                                 const lotse_str* histories,
                                 size_t histories_len, lotse_str lifecycle,
                                 int32_t input_format, int32_t out_format,
                                 lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    LOTSE_RETURN_IF_ERROR(capi::CheckLifecycles(engine));
    LOTSE_RETURN_IF_ERROR(capi::CheckFormat(input_format, "input_format"));
    LOTSE_RETURN_IF_ERROR(capi::CheckFormat(out_format, "out_format"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    LOTSE_RETURN_IF_ERROR(capi::CheckStr(lifecycle, "lifecycle"));
    const lotse::Lifecycle* of =
        lifecycle.len == 0
            ? &engine->engine.lifecycles()[0]
            : engine->engine.FindLifecycle(capi::ViewOf(lifecycle));
    if (of == nullptr) {
      return capi::ArgumentError("lifecycle", "the spec has none of this name");
    }
    lotse::LifecycleCounter counter(engine->engine.spec().tenant, of->spec());
    LOTSE_RETURN_IF_ERROR(
        capi::MergeAll(counts, counts_len, input_format, {&counter, 1}));
    if (histories_len > 0) {
      LOTSE_RETURN_IF_ERROR(capi::CheckPointer(histories, "histories"));
    }
    for (size_t i = 0; i < histories_len; ++i) {
      LOTSE_ASSIGN_OR_RETURN(
          const lotse::LeadHistory read,
          capi::ReadNamed<lotse::LeadHistory>(
              histories[i], input_format, absl::StrCat("histories[", i, "]")));
      LOTSE_RETURN_IF_ERROR(capi::AtRecord("histories", i, counter.Add(read)));
    }
    capi::GiveRecord(counter.counts(), out_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_history_report(const lotse_engine* engine,
                                  const lotse_str* counts, size_t counts_len,
                                  const lotse_str* owner_cases,
                                  size_t owner_cases_len,
                                  const lotse_decide_options* options,
                                  lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    lotse_decide_options how;
    LOTSE_RETURN_IF_ERROR(capi::TakeDecideOptions(engine, options, out, &how));
    LOTSE_RETURN_IF_ERROR(capi::CheckLifecycles(engine));
    std::vector<lotse::LifecycleCounter> counters =
        lotse::LifecycleCounters(engine->engine);
    LOTSE_RETURN_IF_ERROR(capi::MergeAll(counts, counts_len, how.input_format,
                                         absl::MakeSpan(counters)));
    LOTSE_ASSIGN_OR_RETURN(
        const std::vector<lotse::OwnerTimeCase> cases,
        capi::ReadList<lotse::OwnerTimeCase>(owner_cases, owner_cases_len,
                                             how.input_format, "owner_cases"));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::HistoryReport report,
        lotse::MakeHistoryReport(engine->engine, counters, cases,
                                 lotse::Instant::FromMicros(how.now_micros)));
    capi::GiveRecord(report, how.output_format, out);
    return absl::OkStatus();
  });
}
