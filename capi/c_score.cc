// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions that score leads.
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "capi/call_guard.h"
#include "capi/handles.h"
#include "capi/record_codec.h"
#include "capi/score_options.h"
#include "capi/session_lease.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/score_diff.h"
#include "lotse/engine/what_if.h"
#include "lotse/facts/facts.h"

static_assert(sizeof(lotse_score_options) == LOTSE_SCORE_OPTIONS_V1_SIZE);
static_assert(offsetof(lotse_score_options, as_of_micros) == 16);
static_assert(offsetof(lotse_score_options, previous_category) == 32);
static_assert(sizeof(lotse_score_result) == LOTSE_SCORE_RESULT_V1_SIZE);
static_assert(offsetof(lotse_score_result, probability) == 16);
static_assert(sizeof(lotse_score_result) == 48);

namespace lotse::capi {
namespace {

// Checks everything that lotse_score and lotse_score_numbers have in common.
absl::Status TakeArguments(const lotse_engine* engine, lotse_str facts,
                           const lotse_score_options* options,
                           lotse_score_options* taken) {
  LOTSE_RETURN_IF_ERROR(CheckPointer(engine, "engine"));
  LOTSE_RETURN_IF_ERROR(CheckStr(facts, "facts"));
  LOTSE_RETURN_IF_ERROR(CheckPointer(options, "options"));
  LOTSE_RETURN_IF_ERROR(
      TakeStruct(options, LOTSE_SCORE_OPTIONS_V1_SIZE, "options", taken));
  LOTSE_RETURN_IF_ERROR(CheckFlags(
      taken->flags, LOTSE_SCORE_CONTRIBUTIONS | LOTSE_SCORE_NO_PERSONAL_VALUES |
                        LOTSE_SCORE_NO_VALUES | LOTSE_SCORE_NEXT_CHECK));
  LOTSE_RETURN_IF_ERROR(
      CheckFormat(taken->facts_format, "options.facts_format"));
  LOTSE_RETURN_IF_ERROR(
      CheckFormat(taken->report_format, "options.report_format"));
  LOTSE_RETURN_IF_ERROR(
      CheckInstantIsSet(taken->as_of_micros, "options.as_of_micros"));
  LOTSE_RETURN_IF_ERROR(CheckInstant(taken->previous_category_since_micros,
                                     "options.previous_category_since_micros"));
  LOTSE_RETURN_IF_ERROR(
      CheckName(taken->previous_category, "options.previous_category"));
  return CheckName(taken->language, "options.language");
}

ScoreOptions AskOf(const lotse_score_options& taken) {
  ScoreOptions ask = ScoreOptionsOf(taken.flags, taken.language);
  ask.previous_category = std::string(ViewOf(taken.previous_category));
  ask.previous_category_since =
      Instant::FromMicros(taken.previous_category_since_micros);
  return ask;
}

// Zero, with no category, veto or grid, as far as the caller's struct reaches.
void ClearResult(lotse_score_result* result) {
  const uint32_t size = result->struct_size;
  std::memset(result, 0, size);
  result->struct_size = size;
  result->category = result->veto = -1;
  result->grid_row = result->grid_column = -1;
}

void GiveResult(const struct Score& score, lotse_score_result* result) {
  result->points_nano = score.points.nano();
  if (score.probability.has_value()) {
    result->flags =
        LOTSE_RESULT_HAS_PROBABILITY | LOTSE_RESULT_PROBABILITY_ASSUMED;
    result->probability = *score.probability;
  }
  result->category = score.category;
  if (score.category >= 0) {
    result->category_since_micros = score.category_since.micros();
  }
  result->veto = score.veto;
  result->grid_row = score.grid_row;
  result->grid_column = score.grid_column;
}

}  // namespace
}  // namespace lotse::capi

namespace capi = lotse::capi;

lotse_status lotse_session_new(lotse_session** out,
                               lotse_error** err) noexcept {
  if (out != nullptr) *out = nullptr;
  return capi::Guard(err, [&]() -> capi::Failure {
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    *out = new lotse_session();
    return absl::OkStatus();
  });
}

void lotse_session_free(lotse_session* session) noexcept { delete session; }

lotse_status lotse_score(const lotse_engine* engine, lotse_session* session,
                         lotse_str facts, const lotse_score_options* options,
                         lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    lotse_score_options taken;
    LOTSE_RETURN_IF_ERROR(capi::TakeArguments(engine, facts, options, &taken));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    capi::SessionLease lease(session);
    LOTSE_RETURN_IF_ERROR(lease.status());
    // Not moved: a struct of this size is costly.
    const absl::StatusOr<lotse::Facts> native =
        capi::ReadRecord<lotse::Facts>(facts, taken.facts_format);
    LOTSE_RETURN_IF_ERROR(native.status());
    const lotse::ScoreOptions ask = capi::AskOf(taken);
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::ScoreReport report,
        engine->engine.Score(*native,
                             lotse::Instant::FromMicros(taken.as_of_micros),
                             ask, lease.scratch()));
    capi::GiveRecord(report, taken.report_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_score_numbers(const lotse_engine* engine,
                                 lotse_session* session, lotse_str facts,
                                 const lotse_score_options* options,
                                 lotse_score_result* result,
                                 lotse_error** err) noexcept {
  const bool fits = result != nullptr &&
                    result->struct_size >= LOTSE_SCORE_RESULT_V1_SIZE &&
                    result->struct_size <= capi::kMaxStructSize;
  if (fits) capi::ClearResult(result);
  return capi::Guard(err, [&]() -> capi::Failure {
    lotse_score_options taken;
    LOTSE_RETURN_IF_ERROR(capi::TakeArguments(engine, facts, options, &taken));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(result, "result"));
    if (!fits) {
      return capi::ArgumentError("result.struct_size",
                                 "must be the sizeof of the struct");
    }
    capi::SessionLease lease(session);
    LOTSE_RETURN_IF_ERROR(lease.status());
    // Not moved: a struct of this size is costly.
    const absl::StatusOr<lotse::Facts> native =
        capi::ReadRecord<lotse::Facts>(facts, taken.facts_format);
    LOTSE_RETURN_IF_ERROR(native.status());
    const lotse::Engine& core = engine->engine;
    const lotse::Instant as_of = lotse::Instant::FromMicros(taken.as_of_micros);
    LOTSE_ASSIGN_OR_RETURN(const lotse::LeadView view,
                           core.Bind(*native, as_of, lease.scratch()));
    lotse::LeadMemory memory;
    memory.category.category =
        core.scorer().FindCategory(capi::ViewOf(taken.previous_category));
    memory.category.since =
        lotse::Instant::FromMicros(taken.previous_category_since_micros);
    capi::GiveResult(core.Evaluate(view, as_of, memory, /*contributions=*/false,
                                   lease.scratch())
                         .score,
                     result);
    return absl::OkStatus();
  });
}

lotse_status lotse_score_diff(const lotse_engine* before,
                              const lotse_engine* after, lotse_str facts_before,
                              lotse_str facts_after, int64_t at_before_micros,
                              const lotse_score_options* options,
                              lotse_buf* out, lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    lotse_score_options taken;
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(before, "before"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(after, "after"));
    LOTSE_RETURN_IF_ERROR(capi::CheckStr(facts_before, "facts_before"));
    LOTSE_RETURN_IF_ERROR(
        capi::TakeArguments(after, facts_after, options, &taken));
    LOTSE_RETURN_IF_ERROR(
        capi::CheckInstant(at_before_micros, "at_before_micros"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    const absl::StatusOr<lotse::Facts> first =
        capi::ReadRecord<lotse::Facts>(facts_before, taken.facts_format);
    LOTSE_RETURN_IF_ERROR(first.status());
    const absl::StatusOr<lotse::Facts> second =
        capi::ReadRecord<lotse::Facts>(facts_after, taken.facts_format);
    LOTSE_RETURN_IF_ERROR(second.status());
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::ScoreDiff diff,
        lotse::DiffScores(before->engine, after->engine, *first, *second,
                          lotse::Instant::FromMicros(at_before_micros),
                          lotse::Instant::FromMicros(taken.as_of_micros),
                          capi::AskOf(taken)));
    capi::GiveRecord(diff, taken.report_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_what_if(const lotse_engine* engine, lotse_str facts,
                           lotse_str assumptions,
                           const lotse_score_options* options, lotse_buf* out,
                           lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    lotse_score_options taken;
    LOTSE_RETURN_IF_ERROR(capi::TakeArguments(engine, facts, options, &taken));
    LOTSE_RETURN_IF_ERROR(capi::CheckStr(assumptions, "assumptions"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    const absl::StatusOr<lotse::Facts> native =
        capi::ReadRecord<lotse::Facts>(facts, taken.facts_format);
    LOTSE_RETURN_IF_ERROR(native.status());
    LOTSE_ASSIGN_OR_RETURN(const lotse::Assumptions assumed,
                           capi::ReadNamed<lotse::Assumptions>(
                               assumptions, taken.facts_format, "assumptions"));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::WhatIfReport report,
        lotse::WhatIf(engine->engine, *native, assumed,
                      lotse::Instant::FromMicros(taken.as_of_micros),
                      capi::AskOf(taken)));
    capi::GiveRecord(report, taken.report_format, out);
    return absl::OkStatus();
  });
}
