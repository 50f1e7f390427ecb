// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CheckCompanyScore: what is wrong with EngineSpec::company_score. Internal to
// engine; a pure function.
#ifndef LOTSE_SRC_ENGINE_CHECK_COMPANY_SCORE_H_
#define LOTSE_SRC_ENGINE_CHECK_COMPANY_SCORE_H_

#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"
#include "lotse/engine/engine_spec.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {

// Adds what is wrong with the company score of `spec`, if it has one: besides
// what ValidateCompanyScore and ValidateCompanyScoreFacts find, a score that
// does not exist, and one that reads the fact in which its own sum is kept.
void CheckCompanyScore(const EngineSpec& spec, const FactCatalog& catalog,
                       const FieldPath& root, SpecIssues* issues);

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_CHECK_COMPANY_SCORE_H_
