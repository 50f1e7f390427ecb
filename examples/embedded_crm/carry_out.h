// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CarryOut: what a decision asks of the host, as rows: history, tasks, notices,
// requests to the router, activities, erasure.
#ifndef LOTSE_EMBEDDED_CRM_CARRY_OUT_H_
#define LOTSE_EMBEDDED_CRM_CARRY_OUT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "examples/embedded_crm/crm_store.h"
#include "lotse/engine/decision.h"

namespace lotse::crm {

enum class Mode : uint8_t {
  kCarryOut,
  // Lotse decides beside another process: what it asks for is written down for
  // comparison and never done.
  kShadow,
};

// A decision that is not stored yet.
struct Draft {
  std::string lead_id;
  // Of the row that was read; another one makes the draft void.
  int64_t read_revision = 0;
  // The event that was decided. Unset: time alone.
  std::optional<std::string> event_id;
  bool observed = false;
  // For the log: the outcome of the decision, "replayed" or "refused".
  std::string outcome;
  std::string reason;
  Decision decision;
  // The lead was told anew: its steps are the whole history, of which only what
  // has not been done yet is to be done.
  bool rebuilt = false;
  Mode mode = Mode::kCarryOut;
};

// Writes all of it; part of the caller's transaction.
absl::Status CarryOut(const Draft& draft, CrmStore* store);

}  // namespace lotse::crm

#endif  // LOTSE_EMBEDDED_CRM_CARRY_OUT_H_
