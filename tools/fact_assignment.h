// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AddAssignment: a fact written on the command line.
//
//   Assumptions assumptions;
//   AddAssignment(engine, "company.employees=200", &assumptions);
//   AddAssignment(engine, "answer.budget=approved", &assumptions);
//
// Values are written as in CSV files: 1200 or 1.200,5, 2026-11-23 or
// 23.11.2026, yes or ja, 50000 EUR; texts of a list with | between them.
// Nothing behind = means "not known". Pure.
#ifndef LOTSE_TOOLS_FACT_ASSIGNMENT_H_
#define LOTSE_TOOLS_FACT_ASSIGNMENT_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/what_if.h"

namespace lotse::tools {

// Adds what `text`, NAME=VALUE, assumes. Error: what to write instead; it
// repeats the name but no value.
absl::Status AddAssignment(const Engine& engine, absl::string_view text,
                           Assumptions* assumptions);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_FACT_ASSIGNMENT_H_
