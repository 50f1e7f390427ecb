// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Audience: who reads a report, and whether values are hidden from them.
//
//   ScoreOptions options;
//   options.audience = Audience::kNoPersonalValues;
//   // "Company size (not shown): +20 points"
//
// What is hidden is named without its value, and so is the rule that read it:
// its label or text would tell. Points, ids, paths and dates stay, so that the
// sum still adds up.
#ifndef LOTSE_ENGINE_AUDIENCE_H_
#define LOTSE_ENGINE_AUDIENCE_H_

#include <cstdint>

#include "lotse/base/fields.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {

enum class Audience : uint8_t {
  kUnspecified = 0,       // As kFull.
  kFull = 1,              // May see everything.
  kNoPersonalValues = 2,  // No value of a fact that is declared personal.
  kNoValues = 3,          // No value of any fact.
};

template <>
struct EnumNames<Audience> {
  static constexpr const char* kPrefix = "AUDIENCE_";
  static constexpr EnumName<Audience> kNames[] = {
      {Audience::kFull, "full"},
      {Audience::kNoPersonalValues, "no_personal_values"},
      {Audience::kNoValues, "no_values"}};
};

// Whether `audience` must not see a value of `fact`. Signals, which an engine
// computes, are no facts.
inline bool Hides(Audience audience, const FactDefinition& fact) {
  if (fact.step != SignalStep::kFact) return false;
  return audience == Audience::kNoValues ||
         (audience == Audience::kNoPersonalValues && fact.personal);
}

}  // namespace lotse

#endif  // LOTSE_ENGINE_AUDIENCE_H_
