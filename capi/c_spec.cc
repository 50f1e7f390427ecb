// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions on specs and engines.
#include <cstddef>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "capi/call_guard.h"
#include "capi/handles.h"
#include "capi/record_codec.h"
#include "lotse/base/field_path.h"
#include "lotse/base/rate_table.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/proto/json_schema.h"
#include "lotse/proto/spec_issue_list.h"

static_assert(sizeof(lotse_engine_options) == LOTSE_ENGINE_OPTIONS_V1_SIZE);
static_assert(offsetof(lotse_engine_options, rates) == 8);
static_assert(offsetof(lotse_exchange_rate, date_days) ==
              2 * sizeof(lotse_str) + 8);
static_assert(sizeof(lotse_exchange_rate) == 2 * sizeof(lotse_str) + 16);

namespace lotse::capi {
namespace {

// More rates than any bank has; a wild length is found before it is read.
constexpr size_t kMaxRates = 10000000;

// Error: InvalidArgument for what cannot be read; whether the rates make sense
// is for CompileEngine to say.
absl::StatusOr<Resources> TakeResources(const lotse_engine_options& options) {
  Resources resources;
  if (options.rates_len == 0) return resources;
  const FieldPath root("options");
  LOTSE_RETURN_IF_ERROR(CheckPointer(options.rates, "options.rates"));
  if (options.rates_len > kMaxRates) {
    return ArgumentError("options.rates_len", "is not plausible");
  }
  resources.rates.rates.reserve(options.rates_len);
  for (size_t i = 0; i < options.rates_len; ++i) {
    const lotse_exchange_rate& rate = options.rates[i];
    const FieldPath path = root.Child("rates", i);
    LOTSE_RETURN_IF_ERROR(CheckName(rate.from, path.Child("from").ToString()));
    LOTSE_RETURN_IF_ERROR(CheckName(rate.to, path.Child("to").ToString()));
    if (rate.reserved != 0) {
      return ArgumentError(path.Child("reserved").ToString(), "must be 0");
    }
    resources.rates.rates.push_back(
        {std::string(ViewOf(rate.from)), std::string(ViewOf(rate.to)),
         Date::FromDays(rate.date_days), rate.rate_nano});
  }
  return resources;
}

// Everything that is wrong, not only the first.
Failure FailureOf(const SpecIssues& issues) {
  Failure failure(issues.ToStatus());
  failure.issues = issues.list();
  return failure;
}

}  // namespace
}  // namespace lotse::capi

namespace capi = lotse::capi;

lotse_status lotse_preset(lotse_str name, int32_t format, lotse_buf* out,
                          lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    LOTSE_RETURN_IF_ERROR(capi::CheckName(name, "name"));
    LOTSE_RETURN_IF_ERROR(capi::CheckFormat(format, "format"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    LOTSE_ASSIGN_OR_RETURN(const lotse::EngineSpec spec,
                           lotse::Preset(capi::ViewOf(name)));
    capi::GiveRecord(spec, format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_spec_json_schema(lotse_buf* out,
                                    lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    capi::GiveBuf(lotse::proto::EngineSpecJsonSchema(), out);
    return absl::OkStatus();
  });
}

lotse_status lotse_spec_validate(lotse_str spec, int32_t spec_format,
                                 int32_t out_format, lotse_buf* out,
                                 size_t* issue_count,
                                 lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  if (issue_count != nullptr) *issue_count = 0;
  return capi::Guard(err, [&]() -> capi::Failure {
    LOTSE_RETURN_IF_ERROR(capi::CheckStr(spec, "spec"));
    LOTSE_RETURN_IF_ERROR(capi::CheckFormat(spec_format, "spec_format"));
    LOTSE_RETURN_IF_ERROR(capi::CheckFormat(out_format, "out_format"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    lotse::SpecIssueList found;
    size_t count = 0;
    const auto read = capi::ReadRecord<lotse::EngineSpec>(spec, spec_format);
    if (read.ok()) {
      lotse::SpecIssues issues;
      lotse::ValidateEngineSpec(*read, &issues);
      found.issues = issues.list();
      count = issues.count();
    } else {
      found.issues.push_back(capi::IssueOf(read.status()));
      count = 1;
    }
    capi::GiveRecord(found, out_format, out);
    if (issue_count != nullptr) *issue_count = count;
    return absl::OkStatus();
  });
}

lotse_status lotse_engine_build(lotse_str spec,
                                const lotse_engine_options* options,
                                lotse_engine** out,
                                lotse_error** err) noexcept {
  if (out != nullptr) *out = nullptr;
  return capi::Guard(err, [&]() -> capi::Failure {
    LOTSE_RETURN_IF_ERROR(capi::CheckStr(spec, "spec"));
    LOTSE_RETURN_IF_ERROR(capi::CheckPointer(out, "out"));
    lotse_engine_options taken;
    LOTSE_RETURN_IF_ERROR(capi::TakeStruct(
        options, LOTSE_ENGINE_OPTIONS_V1_SIZE, "options", &taken));
    LOTSE_RETURN_IF_ERROR(
        capi::CheckFormat(taken.spec_format, "options.spec_format"));
    LOTSE_ASSIGN_OR_RETURN(lotse::Resources resources,
                           capi::TakeResources(taken));
    LOTSE_ASSIGN_OR_RETURN(
        lotse::EngineSpec native,
        capi::ReadRecord<lotse::EngineSpec>(spec, taken.spec_format));
    lotse::SpecIssues issues;
    lotse::ValidateRateTable(resources.rates, lotse::FieldPath("options"),
                             &issues);
    const absl::StatusOr<lotse::Engine> engine =
        lotse::CompileEngine(native, std::move(resources));
    if (!engine.ok()) {
      lotse::ValidateEngineSpec(native, &issues);
      return issues.empty() ? engine.status() : capi::FailureOf(issues);
    }
    *out = new lotse_engine{*engine, engine->fingerprint().ToString()};
    return absl::OkStatus();
  });
}

void lotse_engine_free(lotse_engine* engine) noexcept { delete engine; }

lotse_str lotse_engine_fingerprint(const lotse_engine* engine) noexcept {
  if (engine == nullptr) return lotse_str();
  return capi::StrOf(engine->fingerprint);
}

lotse_str lotse_engine_category(const lotse_engine* engine,
                                int32_t index) noexcept {
  if (engine == nullptr || index < 0) return lotse_str();
  const auto& categories = engine->engine.spec().scoring.categories;
  const size_t i = static_cast<size_t>(index);
  return i < categories.size() ? capi::StrOf(categories[i].id) : lotse_str();
}

lotse_str lotse_engine_veto(const lotse_engine* engine,
                            int32_t index) noexcept {
  if (engine == nullptr || index < 0) return lotse_str();
  const auto& vetoes = engine->engine.spec().scoring.vetoes;
  const size_t i = static_cast<size_t>(index);
  return i < vetoes.size() ? capi::StrOf(vetoes[i].id) : lotse_str();
}
