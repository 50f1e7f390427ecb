// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Converter: proposes what promotion, demotion and hand-over make. Compiled
// from a ConversionSpec; Engine::converter() gives that of an engine.
//
//   LOTSE_ASSIGN_OR_RETURN(Decision decision,
//                          engine.Decide(facts, state, event, now));
//   for (const ConversionMade& made : decision.steps.conversions) {
//     if (made.kind == Conversion::kPromote) {
//       proposal = engine.converter()->ProposePromotion(facts, found, made.at);
//     }
//   }
//
// A decision that is not stored is a preview, and so is each proposal. Facts
// later than the instant of a proposal do not exist for it. The verbs are pure;
// their errors are InvalidArgument with the path of the field that is wrong.
//
// A Converter is an immutable handle, cheap to copy and safe to share between
// threads.
#ifndef LOTSE_LIFECYCLE_CONVERTER_H_
#define LOTSE_LIFECYCLE_CONVERTER_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/calendar/business_calendar.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/conversion_spec.h"
#include "lotse/lifecycle/hand_over.h"
#include "lotse/lifecycle/lead_state.h"
#include "lotse/lifecycle/lifecycle_spec.h"
#include "lotse/lifecycle/lifecycle_steps.h"
#include "lotse/lifecycle/promotion.h"

namespace lotse {

struct ConversionProgram;  // src/lifecycle/conversion_program.h

class Converter {
 public:
  // A record of the lead that has an id, or whose id the lead names, is kept.
  // Otherwise the first key by which candidates match decides: one candidate is
  // linked, several are ambiguous. So is one whose stronger key differs: a
  // weaker key never overrules it. Where nothing matches a record is created.
  //
  // The opportunity is that of the facts; else the one this lead was promoted
  // to before; else an open one of the same party for the same offer. While the
  // party is ambiguous no deal is looked for.
  //
  // Fields of ambiguous records are not filled: once somebody has chosen, the
  // host puts the id into the facts and asks again.
  absl::StatusOr<PromotionProposal> ProposePromotion(
      const Facts& facts, const PromotionCandidates& candidates,
      Instant as_of) const;

  // `state` and `made` are those of the decision that demoted the lead.
  absl::StatusOr<DemotionProposal> ProposeDemotion(
      const Facts& facts, const LeadState& state,
      const ConversionMade& made) const;

  // `state` and `made` are those of the decision that won the deal;
  // `deals_won_before` is how many the party had won with us already.
  absl::StatusOr<HandOverRecord> ProposeHandOver(
      const Facts& facts, const LeadState& state, const ConversionMade& made,
      int64_t deals_won_before) const;

  const ConversionSpec& spec() const;

 private:
  friend absl::StatusOr<Converter> CompileConverter(
      const ConversionSpec& spec, FactBinder binder,
      absl::Span<const LifecycleSpec> lifecycles,
      absl::Span<const BusinessCalendar> calendars, const FieldPath& path);
  explicit Converter(std::shared_ptr<const ConversionProgram> program);

  std::shared_ptr<const ConversionProgram> program_;
};

// Adds everything that is wrong with `spec`, at `path`: keys without attributes
// or of a type that no key has, unknown facts and attributes, rules whose types
// do not fit, unknown tasks, marks without a value, what stands twice.
void ValidateConversion(const ConversionSpec& spec, const FactCatalog& catalog,
                        absl::Span<const LifecycleSpec> lifecycles,
                        const FieldPath& path, SpecIssues* issues);

// Compiles the spec; `lifecycles` have the tasks, `calendars` those that they
// name. Error: InvalidArgument with the first issue of ValidateConversion.
absl::StatusOr<Converter> CompileConverter(
    const ConversionSpec& spec, FactBinder binder,
    absl::Span<const LifecycleSpec> lifecycles = {},
    absl::Span<const BusinessCalendar> calendars = {},
    const FieldPath& path = FieldPath("conversion"));

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_CONVERTER_H_
