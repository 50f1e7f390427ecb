// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeReading: what a condition read, for people. Internal to engine.
//
//   "employees: 120", "download in the last 30 days: 2 times"
#ifndef LOTSE_SRC_ENGINE_DESCRIBE_OPERAND_H_
#define LOTSE_SRC_ENGINE_DESCRIBE_OPERAND_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/condition/condition.h"
#include "lotse/condition/condition_set.h"
#include "lotse/engine/audience.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {

// How people call the operand of a reading: "employees", "download in the last
// 30 days", "consent newsletter by email".
std::string DescribeOperand(const ConditionSet::Reading& reading,
                            const FactCatalog& catalog,
                            absl::string_view language);

// As above for the operand of a condition, which names facts that exist.
std::string DescribeOperand(const Operand& operand, const FactCatalog& catalog,
                            absl::string_view language);

// "given", "confirmed" ... in `language`; `state` as NameOf gives it.
absl::string_view DescribeConsentState(absl::string_view state,
                                       absl::string_view language);

// Whether `audience` must not see the value of a fact that `operand` reads.
bool HidesOperand(Audience audience, const Operand& operand,
                  const FactCatalog& catalog);
// Whether it must not see one that a condition on activities reads.
bool HidesPayload(Audience audience, const Condition& where,
                  const FactCatalog& catalog);

// "webinar or call"; "any activity" for no kind.
std::string DescribeKinds(const std::vector<std::string>& kinds,
                          const FactCatalog& catalog,
                          absl::string_view language);

// The operand and its value, with a colon between them.
std::string DescribeReading(const ConditionSet::Reading& reading,
                            const FactCatalog& catalog,
                            absl::string_view language);

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_DESCRIBE_OPERAND_H_
