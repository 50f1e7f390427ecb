// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions that propose what promotion, demotion and hand-over make.
#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "capi/call_guard.h"
#include "capi/handles.h"
#include "capi/lead_call.h"
#include "capi/record_codec.h"
#include "capi/score_options.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/decision.h"
#include "lotse/engine/describe_conversion.h"
#include "lotse/engine/engine.h"
#include "lotse/lifecycle/converter.h"

namespace lotse::capi {
namespace {

// A call on a lead whose engine proposes something.
struct ConvertCall : LeadCall {
  const Converter* converter = nullptr;
  // How texts are shown, if they are wanted.
  ScoreOptions texts;

  bool wants_texts() const {
    return (options.flags & LOTSE_CONVERT_TEXTS) != 0;
  }
};

absl::Status TakeConvertCall(const lotse_engine* engine, lotse_str facts,
                             const lotse_decide_options* options,
                             const lotse_buf* out, ConvertCall* call) {
  LOTSE_RETURN_IF_ERROR(TakeLeadCall(engine, facts, options, out, call,
                                     LOTSE_CONVERT_TEXTS |
                                         LOTSE_SCORE_NO_PERSONAL_VALUES |
                                         LOTSE_SCORE_NO_VALUES));
  call->converter = engine->engine.converter();
  if (call->converter == nullptr) {
    return absl::FailedPreconditionError(
        "engine: its spec has no `conversion`, so nothing is proposed");
  }
  call->texts = ScoreOptionsOf(call->options.flags, call->options.language);
  return absl::OkStatus();
}

// The last conversion of `kind` in a decision.
absl::StatusOr<ConversionMade> FindConversion(const Decision& decision,
                                              Conversion kind) {
  const auto& all = decision.steps.conversions;
  for (auto it = all.rbegin(); it != all.rend(); ++it) {
    if (it->kind == kind) return *it;
  }
  return ArgumentError("decision.steps.conversions",
                       absl::StrCat("has no ", NameOf(kind),
                                    ": pass the decision that made it"));
}

}  // namespace
}  // namespace lotse::capi

namespace capi = lotse::capi;

lotse_status lotse_propose_promotion(const lotse_engine* engine,
                                     lotse_str facts, lotse_str candidates,
                                     const lotse_decide_options* options,
                                     lotse_buf* out,
                                     lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::ConvertCall call;
    LOTSE_RETURN_IF_ERROR(
        capi::TakeConvertCall(engine, facts, options, out, &call));
    LOTSE_RETURN_IF_ERROR(capi::CheckStr(candidates, "candidates"));
    lotse::PromotionCandidates found;
    if (candidates.len > 0) {
      LOTSE_ASSIGN_OR_RETURN(
          found, capi::ReadNamed<lotse::PromotionCandidates>(
                     candidates, call.options.input_format, "candidates"));
    }
    LOTSE_ASSIGN_OR_RETURN(
        lotse::PromotionProposal proposal,
        call.converter->ProposePromotion(call.facts, found, call.now));
    if (call.wants_texts()) {
      proposal.sentences = lotse::DescribePromotion(
          proposal, engine->engine, call.texts.language, call.texts.audience);
    }
    capi::GiveRecord(proposal, call.options.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_propose_demotion(const lotse_engine* engine, lotse_str facts,
                                    lotse_str decision,
                                    const lotse_decide_options* options,
                                    lotse_buf* out,
                                    lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::ConvertCall call;
    LOTSE_RETURN_IF_ERROR(
        capi::TakeConvertCall(engine, facts, options, out, &call));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::Decision decided,
        capi::ReadNamed<lotse::Decision>(decision, call.options.input_format,
                                         "decision"));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::ConversionMade made,
        capi::FindConversion(decided, lotse::Conversion::kDemote));
    LOTSE_ASSIGN_OR_RETURN(
        lotse::DemotionProposal proposal,
        call.converter->ProposeDemotion(call.facts, decided.state, made));
    if (call.wants_texts()) {
      proposal.sentences = lotse::DescribeDemotion(proposal, engine->engine,
                                                   call.texts.language);
    }
    capi::GiveRecord(proposal, call.options.output_format, out);
    return absl::OkStatus();
  });
}

lotse_status lotse_propose_hand_over(const lotse_engine* engine,
                                     lotse_str facts, lotse_str decision,
                                     int64_t deals_won_before,
                                     const lotse_decide_options* options,
                                     lotse_buf* out,
                                     lotse_error** err) noexcept {
  if (out != nullptr) *out = lotse_buf();
  return capi::Guard(err, [&]() -> capi::Failure {
    capi::ConvertCall call;
    LOTSE_RETURN_IF_ERROR(
        capi::TakeConvertCall(engine, facts, options, out, &call));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::Decision decided,
        capi::ReadNamed<lotse::Decision>(decision, call.options.input_format,
                                         "decision"));
    LOTSE_ASSIGN_OR_RETURN(
        const lotse::ConversionMade made,
        capi::FindConversion(decided, lotse::Conversion::kHandOver));
    LOTSE_ASSIGN_OR_RETURN(
        lotse::HandOverRecord record,
        call.converter->ProposeHandOver(call.facts, decided.state, made,
                                        deals_won_before));
    if (call.wants_texts()) {
      record.page = lotse::DescribeHandOver(
          record, engine->engine, call.texts.language, call.texts.audience);
    }
    capi::GiveRecord(record, call.options.output_format, out);
    return absl::OkStatus();
  });
}
