// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BuildShadowReport: where Lotse and the process that it watches differ.
//
// In shadow mode every card that people move comes as an `observed` event, and
// Lotse follows the cards. What it would have done before them, or never, is in
// the history: that is all the report reads.
#ifndef LOTSE_EMBEDDED_CRM_SHADOW_REPORT_H_
#define LOTSE_EMBEDDED_CRM_SHADOW_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "examples/embedded_crm/sqlite_database.h"
#include "lotse/base/time.h"

namespace lotse::crm {

enum class Difference : uint8_t {
  kGuardBroken,  // The card was moved though a guard forbids it.
  kNoWay,        // The card was moved where no transition leads.
  kEarlier,      // Lotse was in that state before.
  kNeverDone,  // Lotse went to a state that the process knows, people did not.
  kTooLate,    // A clock was breached.
};

// All differences of one kind and cause.
struct DifferenceGroup {
  Difference kind = Difference::kGuardBroken;
  // The guard, the two states, the state or the clock.
  std::string what;
  int64_t count = 0;
  // For kEarlier: by how much, in all.
  Duration earlier;
  // The first few lead ids.
  std::vector<std::string> examples;
};

inline constexpr size_t kShadowExamples = 3;

struct ShadowReport {
  // Cards that people moved.
  int64_t moves = 0;
  // Those that Lotse allows and had not made before.
  int64_t agreed = 0;
  // By kind, then by what.
  std::vector<DifferenceGroup> differences;
};

absl::StatusOr<ShadowReport> BuildShadowReport(Database* db);

// As lines of text, in English.
std::string TextOf(const ShadowReport& report);

}  // namespace lotse::crm

#endif  // LOTSE_EMBEDDED_CRM_SHADOW_REPORT_H_
